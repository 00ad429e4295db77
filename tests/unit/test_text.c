// SPDX-License-Identifier: MIT
// The plain text of a brief: no word of the tree is lost, whatever it stands
// in, and each line shows in its direction.
#include "folders.h"

#include "base/buffer.h"
#include "pipeline.h"

#include <glob.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static struct shared shared; // the text needs no faces and no templates

static int setup(void **state)
{
    pipeline_set_up();
    return 0;
}

// ----- Making it -----

static struct input input;

static bool make(struct job *job, const char *path)
{
    static const struct request request = {.formats = FORMAT_TEXT};
    input =
        (struct input){.path = path,
                       .folder = "",
                       .names = {.shown = str_of(path), .stem = STR("brief")}};
    *job =
        (struct job){.request = &request, .shared = &shared, .input = &input};
    return pipeline_run(job);
}

static void release(struct job *job)
{
    pipeline_release(job);
    input_release(&input);
}

static struct str text_of(const struct job *job)
{
    assert_int_equal(job->output.count, 1);
    assert_str(job->output.files[0].name, "brief.txt");
    return job->output.files[0].bytes;
}

// ----- Words -----

// Letters alone, in their plain forms: no spaces, no marks of direction, none
// of the signs that stand for a font (10³, ~~struck~~), no calls of notes.
static struct str squeezed(struct arena *arena, struct str text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    int32_t room = (int32_t)text.count * 6 + 8, count = 0;
    UChar *units = arena_alloc(arena, (size_t)room * sizeof *units);
    UChar *plain = arena_alloc(arena, (size_t)room * sizeof *plain);
    u_strFromUTF8(units, room, &count, text.bytes, (int32_t)text.count,
                  &status);
    count = unorm2_normalize(nfkc, units, count, plain, room, &status);
    assert_true(U_SUCCESS(status));
    char *bytes = arena_alloc(arena, (size_t)count * 3 + 1);
    int32_t size = 0;
    u_strToUTF8(bytes, count * 3 + 1, &size, plain, count, &status);
    struct str all = {bytes, (size_t)size};
    struct buffer out = {0};
    for (size_t i = 0; i < all.count;) {
        uint32_t c = utf8_next(all, &i);
        bool sign = c == '~' || c == '^' || c == '_' || c == '-' || c == 0x2212;
        if (!u_isUWhiteSpace((UChar32)c) &&
            u_charType((UChar32)c) != U_FORMAT_CHAR && !sign)
            buffer_add_utf8(&out, c);
    }
    struct str s = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return s;
}

// [7], [۷]: in the brief's own text and in what was made of it.
static struct str without_calls(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t i = 0; i < text.count;) {
        size_t at = i, end = i;
        bool call = utf8_next(text, &at) == '[' && at < text.count;
        for (end = at; call && end < text.count;) {
            size_t next = end;
            if (!u_isdigit((UChar32)utf8_next(text, &next)))
                break;
            end = next;
        }
        call = call && end > at && end < text.count && text.bytes[end] == ']';
        at = call ? end + 1 : at;
        if (!call)
            buffer_add(&out, str_slice(text, i, at));
        i = at;
    }
    struct str s = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return s;
}

struct search {
    const char *path;
    struct arena *arena;
    struct str text; // squeezed
    size_t words;
};

static void has(struct search *search, struct str words)
{
    struct str wanted =
        squeezed(search->arena, without_calls(search->arena, words));
    // The signs of calls without a note behind them are gone on both sides.
    if (str_find(search->text, wanted) == STR_NONE)
        fail_msg("%s: the text has no “%.*s”", search->path, STR_ARG(words));
    search->words += wanted.count;
}

static void has_node(struct search *search, const struct node *node)
{
    if (node->kind == NODE_CODE_BLOCK)
        has(search, node->as.code_block.text);
    if (node->kind == NODE_IMAGE)
        has(search, node->as.image.alt);
    if (node->kind == NODE_CHART)
        has(search, node->as.chart.unit);
    if (node->kind == NODE_FIGURE) {
        has(search, node->as.figure.credit);
        has(search, node->as.figure.source);
    }
    if (kind_facts[node->kind].holds == HOLDS_INLINES &&
        kind_facts[node->kind].block)
        has(search, node_plain(search->arena, node));
}

static void has_tree(struct search *search, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node))
        has_node(search, node);
}

static void has_texts(struct search *search, const struct brief *brief,
                      const struct texts *texts)
{
    const struct text *text = texts_in(texts, brief->lang);
    if (text)
        has_tree(search, text->content);
}

static void has_person(struct search *search, const struct brief *brief,
                       const struct person *person, bool biography)
{
    has_texts(search, brief, &person->name);
    has_texts(search, brief, &person->role);
    has_texts(search, brief, &person->affiliation);
    if (biography) {
        has_texts(search, brief, &person->biography);
        has(search, person->orcid);
    }
    has(search, person->email);
}

// All that an edition prints: no short title, which is another form of the
// title, and no other language's texts.
static void has_metadata(struct search *search, const struct brief *brief)
{
    const struct metadata *meta = &brief->meta;
    const struct texts *all[] = {
        &meta->title,        &meta->subtitle,  &meta->kind,
        &meta->series,       &meta->place,     &meta->publisher,
        &meta->abstract,     &meta->licence,   &meta->imprint,
        &meta->cover_credit, &meta->copyright, &meta->disclaimer,
        &meta->cite_as};
    for (size_t i = 0; i < COUNT(all); i++)
        has_texts(search, brief, all[i]);
    for (size_t i = 0; i < meta->keyword_count; i++)
        has_texts(search, brief, &meta->keywords[i]);
    for (size_t i = 0; i < meta->subject_count; i++)
        has_texts(search, brief, &meta->subjects[i].name);
    for (size_t i = 0; i < meta->author_count; i++)
        has_person(search, brief, &meta->authors[i], true);
    for (size_t i = 0; i < meta->responsible_count; i++)
        has_person(search, brief, &meta->responsible[i], false);
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct organisation *organisation = &meta->organisations[i];
        for (size_t k = 0; k < organisation->names.count; k++)
            has_tree(search, organisation->names.items[k].content);
        has(search, organisation->abbreviation);
        has(search, organisation->url);
    }
    has(search, meta->isbn);
    has(search, meta->issn);
    has(search, meta->doi);
}

static void check_words(const char *path, const struct job *job)
{
    struct arena *arena = arena_new();
    struct search search = {.path = path, .arena = arena};
    const struct brief *brief = job->brief;
    search.text = squeezed(arena, without_calls(arena, text_of(job)));
    has_metadata(&search, brief);
    has_tree(&search, brief->body);
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->number > 0 && brief->notes[i]->content)
            has_tree(&search, brief->notes[i]->content);
    assert_true(search.words > 0);
    arena_free(arena);
}

// ----- Lines -----

static size_t calls_of(struct str text, struct str call)
{
    size_t count = 0;
    for (size_t at; (at = str_find(text, call)) != STR_NONE; count++)
        text = str_slice(text, at + call.count, text.count);
    return count;
}

static void check_line(const char *path, struct str line)
{
    int depth = 0;
    bool code = str_starts(line, STR(" "));
    for (size_t at = 0; at < line.count;) {
        uint32_t c = utf8_next(line, &at);
        depth += c >= 0x2066 && c <= 0x2068;
        depth -= c == 0x2069;
        if (depth < 0 || c == '\r' || c == 0xFEFF)
            fail_msg("%s: a stray U+%04X in “%.*s”", path, (unsigned)c,
                     STR_ARG(line));
    }
    if (depth != 0)
        fail_msg("%s: an isolate goes on past “%.*s”", path, STR_ARG(line));
    if (!code && str_ends(line, STR(" ")))
        fail_msg("%s: a space ends “%.*s”", path, STR_ARG(line));
}

static void check_lines(const char *path, struct str text)
{
    size_t blank = 0;
    for (size_t i = 0, step; i < text.count; i += step)
        assert_true((step = utf8_valid(text.bytes + i, text.count - i)) > 0);
    assert_true(str_ends(text, STR("\n")));
    assert_false(str_starts(text, STR("\n")));
    assert_false(str_ends(text, STR("\n\n")));
    while (text.count > 0) {
        size_t end = str_find(text, STR("\n"));
        struct str line = str_slice(text, 0, end);
        blank = line.count == 0 ? blank + 1 : 0;
        check_line(path, line);
        text = str_slice(text, end + 1, text.count);
    }
}

static void check(const char *path)
{
    struct job job;
    if (make(&job, path)) {
        check_words(path, &job);
        check_lines(path, text_of(&job));
    }
    release(&job);
}

// ----- Whole documents -----

static void check_all(const char *pattern, size_t at_least)
{
    glob_t found;
    int status = glob(pattern, 0, NULL, &found);
    assert_true(status == 0 || at_least == 0);
    assert_true(status != 0 || found.gl_pathc >= at_least);
    for (size_t i = 0; status == 0 && i < found.gl_pathc; i++)
        check(found.gl_pathv[i]);
    globfree(&found);
}

static void test_examples_lose_no_word(void **state)
{
    check_all(QALAM_SOURCE_DIR "/examples/*/*.md", 5);
}

static void test_small_briefs_lose_no_word(void **state)
{
    check_all(QALAM_SOURCE_DIR "/tests/stages/*/*.md", 5);
    check_all(QALAM_SOURCE_DIR "/tests/typeset/*.md", 5);
    check_all(QALAM_SOURCE_DIR "/tests/text/*.md", 3);
    check_all(QALAM_SOURCE_DIR "/tests/messages/*/input.md", 50);
}

static void test_data_loses_no_word(void **state)
{
    static const char *const folders[] = {
        "seed",         "clean",       "prs",          "ps",
        "ru",           "tg",          "uz",           "cases/notes",
        "cases/markup", "cases/lists", "cases/tables", "cases/direction"};
    for (size_t i = 0; i < COUNT(folders); i++) {
        char name[64], pattern[8192];
        snprintf(name, sizeof name, "data/%s", folders[i]);
        const char *folder = unit_shared(name);
        if (!folder) {
            print_message(UNIT_NO_SHARED);
            continue;
        }
        snprintf(pattern, sizeof pattern, "%s/*.md", folder);
        check_all(pattern, 1);
    }
}

// ----- Small texts -----

static void says(const char *markdown, const char *wanted)
{
    struct job job;
    const char *path = in_folder("a.md");
    put_file(path, str_of(markdown));
    assert_true(make(&job, path));
    if (str_find(text_of(&job), str_of(wanted)) == STR_NONE)
        fail_msg("no “%s” in\n%.*s", wanted, STR_ARG(text_of(&job)));
    check_lines(path, text_of(&job));
    release(&job);
}

#define ENGLISH "---\ntitle: A\nlang: en\n---\n\n"
#define DARI "---\ntitle: آ\nlang: fa-AF\n---\n\n"
#define RLM "\u200F"
#define LRM "\u200E"
#define LRI "\u2066"
#define RLI "\u2067"
#define PDI "\u2069"

static void test_a_line_shows_in_its_direction(void **state)
{
    says(DARI "متن.\n", "\n" RLM "متن.\n");
    // No letter of its own says so.
    says(DARI "۱۲۳ (ABC)\n", "\n" RLM "۱۲۳ (");
    says(ENGLISH "`سلام` is code.\n", "\n" LRM "سلام is code.\n");
    says(ENGLISH "word\\\n`سلام`\n", "\nword\n" LRM "سلام\n");
    // In an isolate it says nothing of the line.
    says(ENGLISH "[سلام]{lang=fa-AF} is Dari.\n",
         "\n" RLI "سلام" PDI " is Dari.\n");
}

static void test_isolates_end_with_the_line(void **state)
{
    says(DARI "الف [one\\\ntwo `x`]{lang=en} ب\n",
         RLM "الف " LRI "one" PDI "\n" RLM LRI "two x" PDI " ب\n");
    says(DARI "الف [one [دو]{lang=fa-AF} three]{lang=en} ب\n",
         LRI "one " RLI "دو" PDI " three" PDI " ب\n");
}

static void test_addresses_stand_where_they_are_the_text(void **state)
{
    says(DARI "<https://a.example/> و [ب](https://b.example/).\n",
         RLM LRI "https://a.example/" PDI " و ب.\n");
    says(ENGLISH "<https://a.example/> and [b](https://b.example/).\n",
         "\nhttps://a.example/ and b.\n");
}

static void test_lists_have_the_numbers_that_are_printed(void **state)
{
    says(DARI "الف\n\n11. پ\n12. ت\n", RLM "۱۱. پ\n" RLM "۱۲. ت\n");
    says(ENGLISH "- a\n- b\n    - c\n", "\u2022 a\n\u2022 b\n    \u2022 c\n");
    says(ENGLISH "-\n- b\n", "\u2022\n\u2022 b\n");
    says(ENGLISH "## Recommendations\n\n- a\n- b\n\nText.\n\n- c\n",
         "1. a\n2. b\n\nText.\n\n3. c\n");
}

static void test_a_table_has_a_paragraph_a_row(void **state)
{
    says(ENGLISH "| A | B[^n] |\n| --- | --- |\n| 1 | 2 |\n| 3 | |\n\n"
                 "[^n]: N.\n",
         "\nA: 1\nB[1]: 2\n\nA: 3\nB: \u2013\n");
    says(ENGLISH "| A | B |\n| --- | --- |\n", "\nA\n\nB\n");
    says(ENGLISH "| A | [ب]{lang=fa-AF} |\n| --- | --- |\n| 1 | 2 |\n",
         "\nA: 1\n" RLI "ب" PDI ": 2\n");
}

// Nor does what is said grow with rows times heads.
static void test_a_long_head_is_whole_once(void **state)
{
    enum { HEAD = 20000, ROWS = 400 };
    struct buffer text = {0};
    buffer_add_c(&text, ENGLISH "| A ");
    for (size_t i = 0; i < HEAD; i++)
        buffer_add_byte(&text, 'a');
    buffer_add_c(&text, " | B |\n| --- | --- |\n");
    for (size_t i = 0; i < ROWS; i++)
        buffer_add_c(&text, "| 1 | 2 |\n");
    const char *path = in_folder("a.md");
    struct job job;
    put_file(path, buffer_str(&text));
    assert_true(make(&job, path));
    check_words(path, &job);
    assert_true(text_of(&job).count < HEAD + ROWS * 300);
    assert_int_equal(calls_of(text_of(&job), STR("\u2026: 1\nB: 2\n")),
                     ROWS - 1);
    release(&job);
    buffer_release(&text);
}

static void test_what_is_raised_stays_another_number(void **state)
{
    says(ENGLISH "10<sup>-3</sup>, H<sub>2</sub>O, 1<sup>st</sup>\n",
         "10\u207B\u00B3, H\u2082O, 1st\n");
    says(DARI "۱۰<sup>۳</sup>\n", "۱۰^۳\n");
    says(ENGLISH "~~never~~ always\n", "~~never~~ always\n");
}

static void test_a_note_without_a_paragraph_has_its_number(void **state)
{
    says(ENGLISH "Text.[^a]\n\n[^a]:\n\n    - one\n",
         "\n[1]\n    \u2022 one\n");
    says(ENGLISH "Text.[^a] More.[^a]\n\n[^a]: One.\n\n    Two.\n",
         "\nText.[1] More.[1]\n\n\nNotes\n\n[1] One.\n\n    Two.\n");
}

static void test_nothing_but_a_title(void **state)
{
    struct job job;
    const char *path = in_folder("a.md");
    put_file(path, STR(ENGLISH "Text.\n"));
    assert_true(make(&job, path));
    assert_true(str_starts(text_of(&job), STR("A\n\nPolicy Brief\n\n\nText.\n"
                                              "\n\nHow to cite\n\n")));
    assert_int_equal(calls_of(text_of(&job), STR("Notes")), 0);
    release(&job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_lose_no_word),
        cmocka_unit_test(test_small_briefs_lose_no_word),
        cmocka_unit_test(test_data_loses_no_word),
        WITH_FOLDER(test_a_line_shows_in_its_direction),
        WITH_FOLDER(test_isolates_end_with_the_line),
        WITH_FOLDER(test_addresses_stand_where_they_are_the_text),
        WITH_FOLDER(test_lists_have_the_numbers_that_are_printed),
        WITH_FOLDER(test_a_table_has_a_paragraph_a_row),
        WITH_FOLDER(test_a_long_head_is_whole_once),
        WITH_FOLDER(test_what_is_raised_stays_another_number),
        WITH_FOLDER(test_a_note_without_a_paragraph_has_its_number),
        WITH_FOLDER(test_nothing_but_a_title)};
    return cmocka_run_group_tests(tests, setup, NULL);
}
