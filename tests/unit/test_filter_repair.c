// SPDX-License-Identifier: MIT
// The repair filters: goldens of tests/filters, the pairs of the shared data,
// and what must hold for every text: twice is once, and no word is lost.
//
// A golden is input, a line =====, the text expected after that filter alone,
// and maybe another ===== with the messages, LINE:COLUMN NAME each (- for one
// without a place). \u{200C} in it stands for that character. ACCEPT=1 writes
// what comes out: read the diff before you commit it.
#include "unit.h"

#include "buffer.h"
#include "diag.h"
#include "filters.h"
#include "guess.h"
#include "language.h"

#include <dirent.h>

typedef bool (*repair_filter)(struct source *, const struct context *);

static const repair_filter all_filters[] = {normalise, rejoin, collect_notes,
                                            front};

struct repaired {
    struct str text, messages;
};

// ----- Running a filter -----

// "t:3:1: note: … [joined]" to "3:1 joined".
static void add_message(struct buffer *out, struct str line)
{
    size_t name = line.count;
    if (!str_starts(line, STR("t:")) || !str_ends(line, STR("]")))
        return;
    while (name > 0 && line.bytes[name - 1] != '[')
        name--;
    size_t end = 2;
    while (end < line.count &&
           (line.bytes[end] == ':' ||
            (line.bytes[end] >= '0' && line.bytes[end] <= '9')))
        end++;
    if (end > 3)
        buffer_add(out, str_slice(line, 2, end - 1));
    else
        buffer_add_c(out, "-");
    buffer_add_byte(out, ' ');
    buffer_add(out, str_slice(line, name, line.count - 1));
    buffer_add_byte(out, '\n');
}

static struct str messages_of(struct arena *arena, const struct diag *diag)
{
    char *bytes = NULL;
    size_t count = 0;
    struct buffer out = {0};
    FILE *file = open_memstream(&bytes, &count);
    diag_print(diag, file, false, false);
    fclose(file);
    struct str printed = {bytes, count};
    for (size_t at = 0; at < printed.count;) {
        struct str rest = str_slice(printed, at, printed.count);
        size_t feed = str_find(rest, STR("\n"));
        feed = feed == STR_NONE ? rest.count : feed;
        add_message(&out, str_slice(rest, 0, feed));
        at += feed + 1;
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    free(bytes);
    return copy;
}

static struct repaired repair(struct arena *arena, struct str text,
                              struct str lang, const repair_filter *chain,
                              size_t count)
{
    struct diag *diag = diag_new(arena, STR("t"));
    struct source *source = source_new(arena, text);
    struct context context = {.arena = arena,
                              .diag = diag,
                              .path = STR("t"),
                              .lang_option = lang,
                              .infer = true};
    diag_set_text(diag, text);
    // What normalise would have found out before.
    if (count == 1 && chain[0] != normalise)
        source_set_lang(source, guess_language(arena, text, STR("")));
    for (size_t i = 0; i < count; i++)
        assert_true(chain[i](source, &context));
    return (struct repaired){source_text(source), messages_of(arena, diag)};
}

// ----- Words -----

static bool is_label(struct str word)
{
    static const char *const labels[] = {
        "Titelfoto", "Über", "Autorinnen", "Autoren", "پوښ", "انځور",
        "Impressum", "Verantwortlich", "ber", "die", "About", "By", "and",
        "cover", "Cover", "photo", "Imprint", "Responsible", "Disclaimer",
        "authors", "عکس", "روی", "جلد",
        // of HTML notes
        "back", "id", "fn", "href", "sup", "li", "ul", "ol", "em", "strong"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (str_equal(word, str_of(labels[i])))
            return true;
    return false;
}

// Numbers become labels.
static bool is_number(struct str word)
{
    size_t offset = 0;
    uint32_t first = utf8_next(word, &offset);
    return (first >= 0x6F0 && first <= 0x6F9) || first == 0xB9 || first == 0xB2;
}

static bool word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

// Every word of `before` is still somewhere in `after`; numbers may become
// labels, and labels keys.
static bool no_word_lost(const char *name, struct str before, struct str after)
{
    bool kept = true;
    for (size_t at = 0; at < before.count; at++) {
        size_t start = at;
        bool tag = start > 0 && (before.bytes[start - 1] == '<' ||
                                 before.bytes[start - 1] == '/');
        while (at < before.count && word_byte(before.bytes[at]))
            at++;
        struct str word = str_slice(before, start, at);
        if (word.count > 0 && !tag && !is_label(word) && !is_number(word) &&
            str_find(after, word) == STR_NONE) {
            print_error("%s: the word ‘%.*s’ is lost\n", name, STR_ARG(word));
            kept = false;
        }
    }
    return kept;
}

// ----- Goldens -----

static struct str unescaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        unsigned character;
        int used = 0;
        if (str_starts(str_slice(text, at, text.count), STR("\\u{")) &&
            sscanf(text.bytes + at, "\\u{%X}%n", &character, &used) == 1 &&
            used > 0) {
            buffer_add_utf8(&out, character);
            at += (size_t)used;
        } else {
            buffer_add_byte(&out, text.bytes[at++]);
        }
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static struct str escaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        bool unseen = (c < 0x20 && c != '\n' && c != '\t') || c == 0xA0 ||
                      c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                      (c >= 0x2028 && c <= 0x202F) ||
                      (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
                      (c >= 0x80 && c < 0xA0);
        if (unseen)
            buffer_printf(&out, "\\u{%04X}", c);
        else
            buffer_add_utf8(&out, c);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

// Takes the text up to the next line ===== off *rest.
static struct str next_part(struct str *rest)
{
    size_t end = str_find(*rest, STR("=====\n"));
    struct str part = str_slice(*rest, 0, end == STR_NONE ? rest->count : end);
    *rest =
        str_slice(*rest, end == STR_NONE ? rest->count : end + 6, rest->count);
    return part;
}

static void accept(struct arena *arena, const char *path, struct str input,
                   struct repaired got)
{
    FILE *file = fopen(path, "wb");
    struct str text = escaped(arena, got.text);
    fprintf(file, "%.*s=====\n%.*s", STR_ARG(input), STR_ARG(text));
    if (got.messages.count > 0)
        fprintf(file, "=====\n%.*s", STR_ARG(got.messages));
    fclose(file);
}

static bool golden_holds(const char *path, const repair_filter *chain,
                         size_t length)
{
    struct arena *arena = arena_new();
    struct str rest = unit_file(arena, path);
    struct str input = next_part(&rest);
    struct str text = unescaped(arena, input);
    struct str expected = unescaped(arena, next_part(&rest));
    struct repaired got = repair(arena, text, STR(""), chain, length);
    bool holds = true;
    if (getenv("ACCEPT")) {
        accept(arena, path, input, got);
    } else if (!str_equal(got.text, expected) ||
               !str_equal(got.messages, rest)) {
        struct str shown = escaped(arena, got.text);
        print_error("%s: got\n%.*s=====\n%.*s\n", path, STR_ARG(shown),
                    STR_ARG(got.messages));
        holds = false;
    }
    struct repaired again = repair(arena, got.text, STR(""), chain, length);
    if (!str_equal(again.text, got.text)) {
        print_error("%s: twice is not once:\n%.*s\n", path,
                    STR_ARG(again.text));
        holds = false;
    }
    // Letters may change in normalise, so words are counted after it.
    if (chain[0] == normalise)
        text = repair(arena, text, STR(""), chain, 1).text;
    holds = no_word_lost(path, text, got.text) && holds;
    arena_free(arena);
    return holds;
}

static void check_folder(const char *name, const repair_filter *chain,
                         size_t length)
{
    char folder[3000], path[4000];
    size_t count = 0, failures = 0;
    snprintf(folder, sizeof folder, "%s/tests/filters/%s", QALAM_SOURCE_DIR,
             name);
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (!str_ends(str_of(entry->d_name), STR(".test")))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        failures += !golden_holds(path, chain, length);
        count++;
    }
    closedir(entries);
    assert_true(count >= 2); // they were found at all
    assert_int_equal(failures, 0);
}

static void goldens_of_normalise(void **state)
{
    (void)state;
    check_folder("normalise", all_filters + 0, 1);
}

static void goldens_of_rejoin(void **state)
{
    (void)state;
    check_folder("rejoin", all_filters + 1, 1);
}

static void goldens_of_collect_notes(void **state)
{
    (void)state;
    check_folder("collect-notes", all_filters + 2, 1);
}

static void goldens_of_front(void **state)
{
    (void)state;
    check_folder("front", all_filters + 3, 1);
}

// The four in their order, on texts as they come out of pages.
static void goldens_of_all_four(void **state)
{
    (void)state;
    check_folder("repair", all_filters, 4);
}

// ----- The shared data -----

static struct str shared_file(struct arena *arena, const char *relative)
{
    const char *path = unit_shared(relative);
    return path ? unit_file(arena, path) : (struct str){NULL, 0};
}

static bool is_skipped(void)
{
    if (unit_shared("data/README.md"))
        return false;
    print_message("skipped: no shared data\n");
    return true;
}

// NAME.LANG.in.md and NAME.LANG.out.md.
static void check_pair(const char *folder, const char *name)
{
    char relative[1000];
    struct arena *arena = arena_new();
    struct str stem = {name, strlen(name) - strlen(".in.md")};
    size_t dot = stem.count;
    while (dot > 0 && stem.bytes[dot - 1] != '.')
        dot--;
    struct str lang =
        language_canonical(arena, str_slice(stem, dot, stem.count));
    snprintf(relative, sizeof relative, "%s/%s", folder, name);
    struct str input = shared_file(arena, relative);
    snprintf(relative, sizeof relative, "%s/%.*s.out.md", folder,
             STR_ARG(stem));
    struct str expected = shared_file(arena, relative);
    repair_filter filter = normalise;
    struct repaired got = repair(arena, input, lang, &filter, 1);
    if (!str_equal(got.text, expected))
        fail_msg("%s: got\n%.*s", name, STR_ARG(got.text));
    struct repaired again = repair(arena, expected, lang, &filter, 1);
    if (!str_equal(again.text, expected))
        fail_msg("%s: twice is not once", name);
    arena_free(arena);
}

static void normalise_makes_the_shared_pairs(void **state)
{
    (void)state;
    char folder[4200];
    size_t count = 0;
    if (is_skipped())
        return;
    snprintf(folder, sizeof folder, "%s",
             unit_shared("data/filters/cases.json"));
    *strrchr(folder, '/') = 0;
    strcat(folder, "/normalise");
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));)
        if (str_ends(str_of(entry->d_name), STR(".in.md"))) {
            check_pair("data/filters/normalise", entry->d_name);
            count++;
        }
    closedir(entries);
    assert_int_equal(count, 41);
}

static void clean_briefs_stay_as_they_are(void **state)
{
    static const char *const briefs[] = {
        "data/prs/brief-huquq.md",     "data/ps/brief-huquq.md",
        "data/ru/brief-prava.md",      "data/tg/brief-huquq.md",
        "data/uz/brief-huquq-latn.md", "data/uz/brief-huquq-cyrl.md",
        "data/clean/brief-russia.md"};
    (void)state;
    if (is_skipped())
        return;
    for (size_t i = 0; i < sizeof briefs / sizeof briefs[0]; i++) {
        struct arena *arena = arena_new();
        struct str text = shared_file(arena, briefs[i]);
        struct repaired letters = repair(arena, text, STR(""), all_filters, 1);
        struct repaired all = repair(arena, text, STR(""), all_filters, 4);
        if (!str_equal(letters.text, all.text))
            fail_msg("%s is changed", briefs[i]);
        // U+2010 becomes a hyphen, a letter and its hamza one; no more.
        for (size_t a = 0, b = 0; a < text.count && b < all.text.count;) {
            uint32_t before = utf8_next(text, &a);
            uint32_t after = utf8_next(all.text, &b);
            size_t mark = a;
            if (before != after && mark < text.count &&
                utf8_next(text, &mark) == 0x654)
                a = mark;
            else
                assert_int_equal(before == 0x2010 ? '-' : before, after);
        }
        arena_free(arena);
    }
}

static void notes_of_the_shared_pairs(void **state)
{
    static const char *const names[] = {"sup-notes", "sup-not-notes",
                                        "superscript-digits", "html-notes"};
    (void)state;
    if (is_skipped())
        return;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct arena *arena = arena_new();
        char relative[200];
        snprintf(relative, sizeof relative, "data/filters/footnotes/%s.in.md",
                 names[i]);
        struct str input = shared_file(arena, relative);
        snprintf(relative, sizeof relative, "data/filters/footnotes/%s.out.md",
                 names[i]);
        struct str expected = shared_file(arena, relative);
        struct repaired got = repair(arena, input, STR("en"), all_filters, 3);
        if (!str_equal(got.text, expected))
            fail_msg("%s: got\n%.*s", names[i], STR_ARG(got.text));
        arena_free(arena);
    }
}

// The clean form, as far as YAML may be written in more than one way: without
// quotes, and prs for fa-AF.
static struct str loosely(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    size_t fence = 4 + str_find(str_slice(text, 4, text.count), STR("\n---\n"));
    for (size_t i = 0; i < text.count; i++) {
        struct str rest = str_slice(text, i, text.count);
        if (i < fence && text.bytes[i] == '"')
            continue;
        if (i < fence && str_starts(rest, STR("fa-AF:"))) {
            buffer_add_c(&out, "prs:");
            i += strlen("fa-AF:") - 1;
            continue;
        }
        buffer_add_byte(&out, text.bytes[i]);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static void the_seed_becomes_the_clean_brief(void **state)
{
    (void)state;
    if (is_skipped())
        return;
    struct arena *arena = arena_new();
    struct str seed = shared_file(arena, "data/seed/brief-russia.md");
    struct str clean = shared_file(arena, "data/clean/brief-russia.md");
    struct repaired got = repair(arena, seed, STR(""), all_filters, 4);
    struct str tidy = loosely(arena, got.text), wanted = loosely(arena, clean);
    for (size_t i = 0; i < tidy.count && i < wanted.count; i++)
        if (tidy.bytes[i] != wanted.bytes[i])
            fail_msg("byte %zu: got ‘%.*s’", i,
                     (int)(tidy.count - i < 60 ? tidy.count - i : 60),
                     tidy.bytes + i);
    assert_int_equal(tidy.count, wanted.count);
    struct repaired again = repair(arena, got.text, STR(""), all_filters, 4);
    assert_true(str_equal(again.text, got.text));
    // The one page break that cannot be decided is reported.
    assert_true(str_find(got.messages, STR("164:1 join-doubtful")) != STR_NONE);
    assert_true(no_word_lost("seed", seed, got.text));
    arena_free(arena);
}

static void hostile_texts_do_no_harm(void **state)
{
    static const char *const pieces[] = {
        "<sup>1</sup>", "1 a\n\n",  "[",  "](", "{lang=ps}",     "`",
        "**A** b\n\n",  "> ",       "- ", "<a", "\u200C",        "---\n",
        "-\n",          "\xD9\x8A", "# ", "|",  "<span lang=ps>"};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct arena *arena = arena_new();
        struct buffer text = {0};
        for (size_t n = 0; n < 20000; n++)
            buffer_add_c(&text, pieces[i]);
        repair(arena, buffer_str(&text), STR(""), all_filters, 4);
        buffer_release(&text);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goldens_of_normalise),
        cmocka_unit_test(goldens_of_rejoin),
        cmocka_unit_test(goldens_of_collect_notes),
        cmocka_unit_test(goldens_of_front),
        cmocka_unit_test(goldens_of_all_four),
        cmocka_unit_test(normalise_makes_the_shared_pairs),
        cmocka_unit_test(clean_briefs_stay_as_they_are),
        cmocka_unit_test(notes_of_the_shared_pairs),
        cmocka_unit_test(the_seed_becomes_the_clean_brief),
        cmocka_unit_test(hostile_texts_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
