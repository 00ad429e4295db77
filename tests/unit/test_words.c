// SPDX-License-Identifier: MIT
// No word of a brief is lost or said twice on its way to the page and the
// book: title, abstract, body, then each note, as sequences of words.
#include "unit.h"

#include "base/buffer.h"
#include "typeset/paragraph/fonts.h"
#include "pipeline.h"
#include "series/print_file.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <zip.h>

static struct shared shared;
static struct print_measures print;

static int setup(void **state)
{
    pipeline_set_up();
    shared.fonts = fonts_load(stderr);
    print_file_house(&print);
    shared.typesetter =
        shared.fonts ? typesetter_new(shared.fonts, &print) : NULL;
    shared.templates = templates_load(NULL);
    return shared.fonts ? 0 : -1;
}

static int teardown(void **state)
{
    templates_free(shared.templates);
    typesetter_free(shared.typesetter);
    fonts_free(shared.fonts);
    return 0;
}

// ----- Words: text with one space for any white space -----

static void add_words(struct buffer *words, struct str text)
{
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            buffer_add_byte(words, c);
        else if (words->count && words->bytes[words->count - 1] != ' ')
            buffer_add_byte(words, ' ');
    }
}

static void add_node_words(struct buffer *words, struct arena *arena,
                           const struct node *node)
{
    if (node)
        add_words(words, node_plain(arena, node));
    add_words(words, STR(" "));
}

static void add_text_words(struct buffer *words, const struct brief *brief,
                           const struct texts *texts)
{
    const struct text *text = texts_in(texts, brief->lang);
    if (text)
        add_node_words(words, brief->arena, text->content);
}

static void words_of_brief(const struct brief *brief, struct buffer *text,
                           struct buffer *notes)
{
    add_text_words(text, brief, &brief->meta.title);
    add_text_words(text, brief, &brief->meta.subtitle);
    add_text_words(text, brief, &brief->meta.abstract);
    add_node_words(text, brief->arena, brief->body);
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->number)
            add_node_words(notes, brief->arena, brief->notes[i]->content);
}

// ----- Words of a page or a chapter -----

static bool is(xmlNodePtr element, const char *name, const char *value)
{
    xmlChar *found = xmlGetProp(element, (const xmlChar *)name);
    bool same = found && strcmp((const char *)found, value) == 0;
    xmlFree(found);
    return same;
}

static bool named(xmlNodePtr element, const char *const *list)
{
    for (; *list; list++)
        if (strcmp((const char *)element->name, *list) == 0)
            return true;
    return false;
}

// What qalam prints and no brief says, and the credit, which is no node.
static bool own(xmlNodePtr e)
{
    return is(e, "role", "doc-noteref") || is(e, "role", "doc-backlink") ||
           is(e, "class", "caption-label") || is(e, "class", "credit") ||
           is(e, "class", "label") || is(e, "class", "again") ||
           is(e, "class", "chart") || is(e, "class", "data") ||
           is(e, "class", "source-meant");
}

static void walk(struct buffer *words, xmlNodePtr node, bool want_notes);
static void words_under(struct buffer *words, xmlNodePtr node, bool want_notes);
static xmlNodePtr find_element(xmlNodePtr node, const char *name);

static void walk_element(struct buffer *words, xmlNodePtr element,
                         bool want_notes)
{
    static const char *const inlines[] = {"a",    "em",  "strong", "s",
                                          "sup",  "sub", "span",   "bdi",
                                          "code", "img", NULL};
    bool separate = !named(element, inlines);
    if (separate)
        add_words(words, STR(" "));
    xmlChar *alt = xmlGetProp(element, (const xmlChar *)"alt");
    if (alt)
        add_words(words, str_of((const char *)alt));
    xmlFree(alt);
    // A chart's table is under its caption here, and before it in the tree.
    if (strcmp((const char *)element->name, "figcaption") == 0)
        words_under(words, find_element(element->children, "table"),
                    want_notes);
    walk(words, element->children, want_notes);
    if (separate)
        add_words(words, STR(" "));
}

static void walk(struct buffer *words, xmlNodePtr node, bool want_notes)
{
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE)
            add_words(words, str_of((const char *)node->content));
        if (node->type != XML_ELEMENT_NODE || own(node))
            continue;
        if (!want_notes && (is(node, "role", "doc-endnotes") ||
                            is(node, "role", "doc-footnote")))
            continue;
        if (!want_notes &&
            (is(node, "class", "people") || is(node, "class", "cite")))
            continue;
        walk_element(words, node, want_notes);
    }
}

// The first element below that has this attribute; depth first.
static xmlNodePtr find(xmlNodePtr node, const char *name, const char *value)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNodePtr found =
            is(node, name, value) ? node : find(node->children, name, value);
        if (found)
            return found;
    }
    return NULL;
}

static xmlNodePtr find_element(xmlNodePtr node, const char *name)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNodePtr found = strcmp((const char *)node->name, name) == 0
                               ? node
                               : find_element(node->children, name);
        if (found)
            return found;
    }
    return NULL;
}

static void words_under(struct buffer *words, xmlNodePtr node, bool want_notes)
{
    if (node)
        walk_element(words, node, want_notes);
}

static void words_of_page(struct str html, struct buffer *text,
                          struct buffer *notes)
{
    htmlDocPtr page = htmlReadMemory(html.bytes, (int)html.count, NULL, "UTF-8",
                                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                         HTML_PARSE_NONET);
    xmlNodePtr root = xmlDocGetRootElement(page);
    words_under(text, find_element(root, "h1"), false);
    words_under(text, find(root, "role", "doc-subtitle"), false);
    words_under(text, find(root, "class", "text"), false);
    words_under(notes, find(root, "role", "doc-endnotes"), true);
    xmlFreeDoc(page);
}

// ----- Words of a book -----

static xmlDocPtr chapter(zip_t *zip, const char *name)
{
    zip_stat_t stat;
    if (zip_stat(zip, name, 0, &stat) != 0)
        return NULL;
    char *bytes = malloc(stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
    zip_fclose(file);
    xmlDocPtr document =
        xmlReadMemory(bytes, (int)stat.size, NULL, NULL, XML_PARSE_NONET);
    assert_non_null(document);
    free(bytes);
    return document;
}

static void words_of_asides(struct buffer *notes, xmlNodePtr node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (is(node, "role", "doc-footnote"))
            walk_element(notes, node, true);
        else
            words_of_asides(notes, node->children);
    }
}

static void words_of_book(struct str bytes, struct buffer *text,
                          struct buffer *notes)
{
    zip_source_t *source =
        zip_source_buffer_create(bytes.bytes, bytes.count, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    assert_non_null(zip);
    for (int section = 0;; section++) {
        char name[64];
        snprintf(name, sizeof name, "EPUB/section-%d.xhtml", section);
        xmlDocPtr document = chapter(zip, section ? name : "EPUB/title.xhtml");
        if (!document)
            break;
        xmlNodePtr root = xmlDocGetRootElement(document);
        if (section == 0) {
            words_under(text, find_element(root, "h1"), false);
            words_under(text, find(root, "role", "doc-subtitle"), false);
            words_under(text, find(root, "role", "doc-abstract"), false);
        } else {
            words_under(text, find_element(root, "body"), false);
        }
        words_of_asides(notes, root);
        xmlFreeDoc(document);
    }
    zip_discard(zip);
}

// ----- Comparing -----

static void compare(const char *path, const char *what, struct buffer *actual,
                    struct buffer *expected)
{
    struct str a = str_trim(buffer_str(actual));
    struct str b = str_trim(buffer_str(expected));
    size_t i = 0;
    while (i < a.count && i < b.count && a.bytes[i] == b.bytes[i])
        i++;
    if (i < a.count || i < b.count) {
        size_t from = i > 60 ? i - 60 : 0;
        fail_msg("%s: %s differ: got “%.*s”, the brief has “%.*s”", path, what,
                 STR_ARG(str_slice(a, from, i + 60)),
                 STR_ARG(str_slice(b, from, i + 60)));
    }
}

static struct str output_ending(const struct job *job, const char *ending)
{
    for (size_t i = 0; i < job->output.count; i++)
        if (str_ends(job->output.files[i].name, str_of(ending)))
            return job->output.files[i].bytes;
    fail_msg("no %s was made", ending);
    return STR("");
}

enum sequence { TEXT, NOTES, SEQUENCES };

static void check_words(const char *path)
{
    const struct request request = {.formats = FORMAT_HTML | FORMAT_EPUB};
    struct input input = {
        .path = path,
        .folder = "",
        .names = {.shown = str_of(path), .stem = STR("brief")}};
    struct job job = {.request = &request, .shared = &shared, .input = &input};
    assert_true(pipeline_run(&job));
    struct buffer brief[SEQUENCES] = {0}, page[SEQUENCES] = {0},
                  book[SEQUENCES] = {0};
    words_of_brief(job.brief, &brief[TEXT], &brief[NOTES]);
    words_of_page(output_ending(&job, ".html"), &page[TEXT], &page[NOTES]);
    words_of_book(output_ending(&job, ".epub"), &book[TEXT], &book[NOTES]);
    assert_true(brief[TEXT].count > 1000);
    compare(path, "the page's words", &page[TEXT], &brief[TEXT]);
    compare(path, "the page's notes", &page[NOTES], &brief[NOTES]);
    compare(path, "the book's words", &book[TEXT], &brief[TEXT]);
    compare(path, "the book's notes", &book[NOTES], &brief[NOTES]);
    for (int i = 0; i < SEQUENCES; i++) {
        buffer_release(&brief[i]);
        buffer_release(&page[i]);
        buffer_release(&book[i]);
    }
    pipeline_release(&job);
    input_release(&input);
}

static void test_examples(void **state)
{
    check_words(QALAM_SOURCE_DIR "/examples/rivers/rivers.md");
    check_words(QALAM_SOURCE_DIR "/examples/rivers/rivers.fa.md");
    check_words(QALAM_SOURCE_DIR "/examples/rivers/rivers.ps.md");
    check_words(QALAM_SOURCE_DIR "/examples/saffron/saffron.md");
    check_words(QALAM_SOURCE_DIR "/examples/schools/schools.md");
}

static void test_data(void **state)
{
    static const char *const files[] = {
        "data/seed/brief-russia.md",   "data/clean/brief-russia.md",
        "data/prs/brief-huquq.md",     "data/ps/brief-huquq.md",
        "data/ru/brief-prava.md",      "data/tg/brief-huquq.md",
        "data/uz/brief-huquq-cyrl.md", "data/uz/brief-huquq-latn.md"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = unit_shared(files[i]);
        if (path)
            check_words(path);
        else
            print_message(UNIT_NO_SHARED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_data),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
