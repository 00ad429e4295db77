// SPDX-License-Identifier: MIT
// The shared briefs against what their data says of them, field by field.
// Skipped where the shared test data is not there.
#include "unit.h"

#include <jansson.h>

#include "model/brief.h"
#include "base/buffer.h"
#include "filters.h"
#include "read/read.h"

#include <unicode/uchar.h>

// ----- Reading a brief as the program does -----

struct reading {
    struct brief *brief;
    struct arena *arena;
    size_t faults;                // differences found; each is printed
    struct str decoded, repaired; // the text of the file
};

static bool run_repairs(struct source *source, const struct context *context)
{
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair && !filters[i].repair(source, context))
            return false;
    return true;
}

static struct reading read_file(const char *path)
{
    struct reading reading = {.brief = brief_new(str_of(path))};
    struct brief *brief = reading.brief;
    struct arena *arena = reading.arena = brief->arena;
    struct context context = {.arena = arena,
                              .diag = diag_new(arena, brief->path),
                              .path = brief->path,
                              .infer = true};
    struct str text;
    assert_true(read_decode(unit_file(arena, path), &context, &text));
    diag_set_text(context.diag, text);
    struct source *source = source_new(arena, text);
    assert_true(run_repairs(source, &context));
    reading.decoded = text;
    reading.repaired = source_text(source);
    assert_true(read_brief(source, &context, brief));
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].change) {
            assert_true(filters[i].change(brief, &context));
            brief_check(brief);
        }
    assert_int_equal(diag_count(context.diag, LEVEL_ERROR), 0);
    return reading;
}

// ----- Comparing -----

// No-break spaces are the typography filter's, and U+2010 becomes a hyphen
// (a choice of the normalise filter): here both are what they stand for.
static struct str spaced(struct arena *arena, struct str s)
{
    struct buffer out = {0};
    bool gap = false;
    for (size_t offset = 0; offset < s.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(s, &offset);
        if (u_isUWhiteSpace((UChar32)c)) {
            gap = true;
            continue;
        }
        if (gap && out.count)
            buffer_add_byte(&out, ' ');
        gap = false;
        buffer_add(&out, c == 0x2010 ? STR("-") : str_slice(s, start, offset));
    }
    struct str result = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return result;
}

static void same(struct reading *reading, const char *what, struct str actual,
                 const char *expected)
{
    struct str a = spaced(reading->arena, actual),
               b = spaced(reading->arena, str_of(expected));
    if (str_equal(a, b))
        return;
    reading->faults++;
    print_message("%s\n  is  “%.*s”\n  not “%.*s”\n", what, STR_ARG(a),
                  STR_ARG(b));
}

static void same_count(struct reading *reading, const char *what, size_t actual,
                       size_t expected)
{
    if (actual == expected)
        return;
    reading->faults++;
    print_message("%s: %zu, not %zu\n", what, actual, expected);
}

static const char *text_in(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static size_t number_in(const json_t *object, const char *key)
{
    return (size_t)json_integer_value(json_object_get(object, key));
}

// The first of the texts, plain; empty where there is none.
static struct str first(struct reading *reading, const struct texts *texts)
{
    return texts->count ? text_plain(reading->arena, texts->items[0]) : STR("");
}

static json_t *load(const char *relative)
{
    const char *path = unit_shared(relative);
    json_error_t error;
    json_t *json = path ? json_load_file(path, 0, &error) : NULL;
    if (path && !json)
        fail_msg("%s:%d: %s", path, error.line, error.text);
    return json;
}

// ----- The front of the seed brief -----

static void check_authors(struct reading *reading, const json_t *expected)
{
    const struct metadata *meta = &reading->brief->meta;
    const json_t *authors = json_object_get(expected, "authors");
    same_count(reading, "authors", meta->author_count,
               json_array_size(authors));
    for (size_t i = 0; i < meta->author_count; i++) {
        const json_t *author = json_array_get(authors, i);
        same(reading, "author", first(reading, &meta->authors[i].name),
             text_in(author, "name"));
        same(reading, "role", first(reading, &meta->authors[i].role),
             text_in(author, "role"));
    }
}

static void check_organisation(struct reading *reading,
                               const struct organisation *organisation,
                               const json_t *expected)
{
    const json_t *names = json_object_get(expected, "names");
    same(reading, "abbreviation", organisation->abbreviation,
         text_in(expected, "abbreviation"));
    same(reading, "url", organisation->url, text_in(expected, "url"));
    same_count(reading, "names of an organisation", organisation->names.count,
               json_array_size(names));
    for (size_t i = 0; i < organisation->names.count; i++) {
        const struct text *text = &organisation->names.items[i];
        const json_t *name = json_array_get(names, i);
        const char *lang = text_in(name, "lang");
        same(reading, "name", text_plain(reading->arena, *text),
             text_in(name, "text"));
        same(reading, "language of a name", text->lang,
             strcmp(lang, "prs") ? lang : "fa-AF");
        same(reading, "direction of a name",
             text->direction == DIRECTION_RTL ? STR("rtl") : STR("ltr"),
             text_in(name, "dir"));
    }
}

static void check_front(struct reading *reading, const json_t *expected)
{
    const struct metadata *meta = &reading->brief->meta;
    const json_t *organisations = json_object_get(expected, "organisations");
    same(reading, "series", first(reading, &meta->series),
         text_in(expected, "series"));
    same(reading, "title", first(reading, &meta->title),
         text_in(expected, "title"));
    same_count(reading, "series lines", meta->series.count, 1);
    same_count(reading, "subtitles", meta->subtitle.count, 0);
    same(reading, "language", reading->brief->lang, text_in(expected, "lang"));
    same(reading, "year", arena_printf(reading->arena, "%d", meta->date.year),
         text_in(expected, "year"));
    same(reading, "abstract", first(reading, &meta->abstract),
         text_in(expected, "abstract_plain"));
    check_authors(reading, expected);
    same_count(reading, "organisations", meta->organisation_count,
               json_array_size(organisations));
    for (size_t i = 0; i < meta->organisation_count; i++)
        check_organisation(reading, &meta->organisations[i],
                           json_array_get(organisations, i));
}

// ----- Its body -----

// What stands under a heading up to the next: paragraphs and list items.
static void check_section(struct reading *reading, const struct node *heading,
                          const json_t *expected)
{
    size_t paragraphs = 0, items = 0;
    for (const struct node *node = heading->next;
         node && node->kind != NODE_HEADING && node->kind != NODE_BOX;
         node = node->next) {
        paragraphs += node->kind == NODE_PARAGRAPH;
        for (const struct node *item = node->first;
             item && node->kind == NODE_LIST; item = item->next)
            items++;
    }
    same_count(reading, "level", (size_t)heading->as.heading.level,
               number_in(expected, "level"));
    same_count(reading, text_in(expected, "text"), paragraphs,
               number_in(expected, "paragraphs"));
    same_count(reading, "list items", items, number_in(expected, "list_items"));
}

// The title is no heading of the body: it is the first that is expected.
static void check_headings(struct reading *reading, const json_t *expected)
{
    const json_t *headings = json_object_get(expected, "headings");
    const struct node *body = reading->brief->body;
    size_t count = 1;
    for (const struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind != NODE_HEADING)
            continue;
        const json_t *heading = json_array_get(headings, count++);
        same(reading, "heading", node_plain(reading->arena, node),
             text_in(heading, "text"));
        check_section(reading, node, heading);
    }
    same_count(reading, "headings", count, json_array_size(headings));
}

static void check_recommendations(struct reading *reading,
                                  const json_t *expected)
{
    const json_t *items = json_object_get(expected, "recommendations");
    const struct node *body = reading->brief->body;
    size_t count = 0;
    for (const struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_ITEM)
            same(reading, "recommendation", node_plain(reading->arena, node),
                 json_string_value(json_array_get(items, count++)));
    same_count(reading, "recommendations", count, json_array_size(items));
    same_count(reading, "the last block is their box",
               body->last && body->last->kind == NODE_BOX &&
                   body->last->as.box.kind == BOX_RECOMMENDATIONS,
               1);
}

// ----- Its notes -----

// The block around a node, or the root.
static const struct node *block_of(const struct node *node)
{
    while (node->parent && !kind_facts[node->kind].block)
        node = node->parent;
    return node;
}

// The text of a block on one side of a reference.
static struct str beside(struct reading *reading, const struct node *reference,
                         bool before)
{
    const struct node *block = block_of(reference);
    struct buffer out = {0};
    bool passed = false;
    for (const struct node *node = block; node; node = node_next(block, node)) {
        passed = passed || node == reference;
        if (passed != before && kind_facts[node->kind].holds == HOLDS_TEXT)
            buffer_add(&out, node->as.text.text);
        else if (passed != before && (node->kind == NODE_SOFT_BREAK ||
                                      node->kind == NODE_LINE_BREAK))
            buffer_add_byte(&out, ' ');
    }
    struct str result = spaced(reading->arena, buffer_str(&out));
    buffer_release(&out);
    return result;
}

static struct str last_words(struct str s, size_t words)
{
    size_t start = s.count;
    for (; start > 0; start--)
        if (s.bytes[start - 1] == ' ' && --words == 0)
            break;
    return str_slice(s, start, s.count);
}

static struct str first_words(struct str s, size_t words)
{
    size_t end = 0;
    for (; end < s.count; end++)
        if (s.bytes[end] == ' ' && --words == 0)
            break;
    return str_slice(s, 0, end);
}

static void check_note(struct reading *reading, const struct note *note,
                       const json_t *expected)
{
    char what[40];
    snprintf(what, sizeof what, "note %zu", note->number);
    same_count(reading, what, note->number, number_in(expected, "number"));
    same(reading, what, node_plain(reading->arena, note->content),
         text_in(expected, "plain"));
    same_count(reading, "source of the note",
               note->cites ? note->cites->number : 0,
               number_in(expected, "cites_note"));
    same_count(reading, "references", note->reference_count, 1);
    if (note->reference_count == 0)
        return;
    same(reading, what,
         last_words(beside(reading, note->references[0], true), 6),
         text_in(expected, "words_before"));
    same(reading, what,
         first_words(beside(reading, note->references[0], false), 3),
         text_in(expected, "words_after"));
}

static void check_notes(struct reading *reading, const json_t *expected)
{
    const json_t *notes = json_object_get(expected, "footnotes");
    same_count(reading, "notes", reading->brief->note_count,
               json_array_size(notes));
    for (size_t i = 0; i < reading->brief->note_count; i++)
        check_note(reading, reading->brief->notes[i], json_array_get(notes, i));
}

// ----- Its last page -----

static const struct person *author_named(struct reading *reading,
                                         const char *name)
{
    const struct metadata *meta = &reading->brief->meta;
    for (size_t i = 0; i < meta->author_count; i++)
        if (str_equal(first(reading, &meta->authors[i].name), str_of(name)))
            return &meta->authors[i];
    return NULL;
}

static void check_biographies(struct reading *reading, const json_t *expected)
{
    const json_t *biographies = json_object_get(expected, "biographies");
    for (size_t i = 0; i < json_array_size(biographies); i++) {
        const json_t *biography = json_array_get(biographies, i);
        const struct person *author =
            author_named(reading, text_in(biography, "name"));
        same_count(reading, text_in(biography, "name"), author != NULL, 1);
        if (author)
            same(reading, "biography", first(reading, &author->biography),
                 text_in(biography, "text"));
    }
}

static void check_responsible(struct reading *reading, const json_t *imprint)
{
    const struct metadata *meta = &reading->brief->meta;
    const json_t *people = json_object_get(imprint, "responsible");
    same_count(reading, "responsible", meta->responsible_count,
               json_array_size(people));
    for (size_t i = 0; i < meta->responsible_count; i++) {
        const json_t *person = json_array_get(people, i);
        same(reading, "responsible", first(reading, &meta->responsible[i].name),
             text_in(person, "name"));
        same(reading, "role of a responsible",
             first(reading, &meta->responsible[i].role),
             text_in(person, "role"));
    }
}

// A notice names its year and its holders; the imprint's addresses are those
// of the organisations.
static void check_imprint(struct reading *reading, const json_t *imprint)
{
    const struct metadata *meta = &reading->brief->meta;
    struct str notice = first(reading, &meta->copyright);
    const json_t *holders = json_object_get(imprint, "holders"),
                 *links = json_object_get(imprint, "links");
    size_t i, found = 0;
    json_t *one;
    same_count(reading, "year of the notice",
               str_find(notice, str_of(text_in(imprint, "year"))) != STR_NONE,
               1);
    json_array_foreach(holders, i, one) same_count(
        reading, "holder",
        str_find(notice, str_of(json_string_value(one))) != STR_NONE, 1);
    json_array_foreach(links, i, one) for (size_t o = 0;
                                           o < meta->organisation_count; o++)
        found +=
        str_equal(meta->organisations[o].url, str_of(text_in(one, "url")));
    same_count(reading, "addresses of the imprint", found,
               json_array_size(links));
}

static void check_last_page(struct reading *reading, const json_t *expected)
{
    const struct metadata *meta = &reading->brief->meta;
    const json_t *cover = json_object_get(expected, "cover_credit");
    const json_t *imprint = json_object_get(expected, "imprint");
    struct str credit =
        arena_printf(reading->arena, "%s. %s", text_in(cover, "subject"),
                     text_in(cover, "credit"));
    check_biographies(reading, expected);
    same(reading, "cover credit", first(reading, &meta->cover_credit),
         credit.bytes);
    same(reading, "copyright", first(reading, &meta->copyright),
         text_in(imprint, "copyright"));
    check_imprint(reading, imprint);
    check_responsible(reading, imprint);
    same(reading, "disclaimer", first(reading, &meta->disclaimer),
         text_in(expected, "disclaimer"));
}

static void check_seed(const char *relative)
{
    json_t *expected = load("data/seed/brief-russia.expected.json");
    const char *path = unit_shared(relative);
    if (!expected || !path) {
        print_message(UNIT_NO_SHARED);
        json_decref(expected);
        return;
    }
    struct reading reading = read_file(path);
    check_front(&reading, expected);
    check_headings(&reading, expected);
    check_recommendations(&reading, expected);
    check_notes(&reading, expected);
    check_last_page(&reading, expected);
    json_decref(expected);
    brief_free(reading.brief);
    assert_int_equal(reading.faults, 0);
}

static void the_extracted_brief_is_read_whole(void **state)
{
    check_seed("data/seed/brief-russia.md");
}

static void the_clean_brief_is_the_same(void **state)
{
    check_seed("data/clean/brief-russia.md");
}

static struct str dump_of(struct reading *reading)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *file = open_memstream(&bytes, &count);
    brief_dump(reading->brief, file);
    fclose(file);
    struct str dump = arena_str(reading->arena, (struct str){bytes, count});
    free(bytes);
    return dump;
}

// All that the two differ in (page joins, forms of notes, what is front
// matter) is gone once they are read.
static void both_are_one_tree(void **state)
{
    const char *path = unit_shared("data/seed/brief-russia.md");
    if (!path) {
        print_message(UNIT_NO_SHARED);
        return;
    }
    struct reading extracted = read_file(path);
    struct reading clean = read_file(unit_shared("data/clean/brief-russia.md"));
    struct str a = dump_of(&extracted), b = dump_of(&clean);
    size_t same = 0;
    while (same < a.count && same < b.count && a.bytes[same] == b.bytes[same])
        same++;
    if (same < a.count || same < b.count)
        fail_msg("“%.*s” in the one, “%.*s” in the other",
                 STR_ARG(str_slice(a, same, same + 200)),
                 STR_ARG(str_slice(b, same, same + 200)));
    brief_free(extracted.brief);
    brief_free(clean.brief);
}

// ----- The briefs of the manifest -----

// A bare name@example.org is a link in GFM; the manifest counts it not.
static bool bare_address(const struct node *node)
{
    return node->kind == NODE_LINK &&
           str_starts(node->as.link.url, STR("mailto:"));
}

static void count_kinds(const struct brief *brief,
                        size_t counts[NODE_KIND_COUNT])
{
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (const struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            // What an ibid. means is a link that no author wrote.
            counts[node->kind] +=
                !bare_address(node) &&
                !(node->kind == NODE_LINK && node->as.link.note);
}

static void check_manifest_headings(struct reading *reading,
                                    const json_t *headings)
{
    const struct node *body = reading->brief->body;
    size_t count = 0;
    for (const struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind != NODE_HEADING)
            continue;
        const json_t *heading = json_array_get(headings, count++);
        same_count(reading, "level", (size_t)node->as.heading.level,
                   (size_t)json_integer_value(json_array_get(heading, 0)));
        same(reading, "heading", node_plain(reading->arena, node),
             json_string_value(json_array_get(heading, 1)));
    }
    same_count(reading, "headings", count, json_array_size(headings));
}

static size_t abstract_references(const struct brief *brief)
{
    size_t references = 0;
    for (size_t i = 0; i < brief->meta.abstract.count; i++) {
        const struct node *root = brief->meta.abstract.items[i].content;
        for (const struct node *node = root; node; node = node_next(root, node))
            references += node->kind == NODE_NOTE_REFERENCE;
    }
    return references;
}

// The nth label is that of the note with n notes defined before it.
static void check_definitions(struct reading *reading, const json_t *labels)
{
    const struct brief *brief = reading->brief;
    for (size_t i = 0; i < brief->note_count; i++) {
        size_t before = 0;
        for (size_t j = 0; j < brief->note_count; j++)
            before += brief->notes[j]->at.offset < brief->notes[i]->at.offset;
        same(reading, "label by definition", brief->notes[i]->label,
             json_string_value(json_array_get(labels, before)));
    }
}

static void check_manifest_brief(struct reading *reading,
                                 const json_t *expected)
{
    const struct brief *brief = reading->brief;
    const json_t *labels =
        json_object_get(expected, "labels_by_first_reference");
    const char *lang = text_in(expected, "lang");
    size_t counts[NODE_KIND_COUNT] = {0};
    same(reading, "title", first(reading, &brief->meta.title),
         text_in(expected, "title"));
    same(reading, "language", brief->lang,
         strcmp(lang, "prs") ? lang : "fa-AF");
    same(reading, "direction",
         brief->direction == DIRECTION_RTL ? STR("rtl") : STR("ltr"),
         text_in(expected, "dir"));
    check_manifest_headings(reading, json_object_get(expected, "headings"));
    same_count(reading, "notes", brief->note_count,
               number_in(expected, "footnotes"));
    for (size_t i = 0; i < brief->note_count; i++)
        same(reading, "label", brief->notes[i]->label,
             json_string_value(json_array_get(labels, i)));
    check_definitions(reading,
                      json_object_get(expected, "labels_by_definition"));
    count_kinds(brief, counts);
    same_count(reading, "links", counts[NODE_LINK],
               number_in(expected, "links"));
    same_count(reading, "tables", counts[NODE_TABLE],
               number_in(expected, "tables"));
    same_count(reading, "lists", counts[NODE_LIST],
               number_in(expected, "lists"));
    same_count(reading, "quotes", counts[NODE_QUOTE],
               number_in(expected, "block_quotes"));
    same_count(reading, "references in the abstract",
               abstract_references(brief),
               number_in(expected, "references_in_abstract"));
}

static size_t count_of(struct str text, uint32_t wanted)
{
    size_t count = 0;
    for (size_t at = 0; at < text.count;)
        count += utf8_next(text, &at) == wanted;
    return count;
}

static size_t characters(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.count; count++)
        utf8_next(text, &at);
    return count;
}

// Counted in the files, which are clean: decoding keeps each character, and
// the repairs these letters, but for U+2010, which becomes U+002D. Characters
// become fewer there, where two compose (U+0627 U+0654).
static void check_letters(struct reading *reading, const json_t *expected)
{
    const json_t *letters = json_object_get(expected, "letters");
    struct str texts[] = {reading->decoded, reading->repaired};
    static const char *const names[] = {"in the file", "when repaired"};
    for (size_t i = 0; i < 2; i++) {
        const char *key;
        json_t *count;
        if (i == 0)
            same_count(reading, names[i], characters(texts[i]),
                       number_in(expected, "chars"));
        same_count(reading, names[i], count_of(texts[i], 0x200C),
                   number_in(expected, "zwnj"));
        json_object_foreach((json_t *)(uintptr_t)letters, key, count)
        {
            uint32_t letter = (uint32_t)strtoul(key + 2, NULL, 16);
            size_t wanted = (size_t)json_integer_value(count);
            same_count(reading, key, count_of(texts[i], letter),
                       i == 1 && letter == 0x2010 ? 0 : wanted);
        }
    }
}

static void briefs_in_many_languages_are_what_the_manifest_says(void **state)
{
    json_t *manifest = load("data/manifest.json");
    size_t faults = 0, i;
    json_t *expected;
    if (!manifest)
        print_message(UNIT_NO_SHARED);
    json_array_foreach(manifest, i, expected)
    {
        char relative[300];
        snprintf(relative, sizeof relative, "data/%s",
                 text_in(expected, "file"));
        const char *path = unit_shared(relative);
        if (!path)
            fail_msg("%s is not there", relative);
        struct reading reading = read_file(path);
        check_manifest_brief(&reading, expected);
        check_letters(&reading, expected);
        if (reading.faults)
            print_message("… in %s\n", relative);
        faults += reading.faults;
        brief_free(reading.brief);
    }
    json_decref(manifest);
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_extracted_brief_is_read_whole),
        cmocka_unit_test(the_clean_brief_is_the_same),
        cmocka_unit_test(both_are_one_tree),
        cmocka_unit_test(briefs_in_many_languages_are_what_the_manifest_says),
    };
    read_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
