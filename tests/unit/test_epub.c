// SPDX-License-Identifier: MIT
// The EPUB: entries and their order, every file well-formed, every link to a
// place that exists, every word of the brief once, the same bytes each time.
#include "unit.h"

#include "briefs.h"
#include "backends/epub/epub.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

static struct templates *templates;
static struct fonts *fonts;

static int setup(void **state)
{
    xml_setup();
    templates = templates_load(NULL);
    fonts = fonts_load(stderr);
    return fonts ? 0 : -1;
}

static int teardown(void **state)
{
    templates_free(templates);
    fonts_free(fonts);
    return 0;
}

// ----- An EPUB, taken apart again -----

enum { ENTRIES_MAX = 64 };
struct book {
    struct arena *arena;
    struct buffer bytes;
    size_t count;
    const char *names[ENTRIES_MAX];
    struct str files[ENTRIES_MAX];
};

static struct book book_of(const struct brief *brief)
{
    struct book book = {.arena = arena_new()};
    xmlDocPtr document = xml_brief(brief, NULL);
    struct context context = {.arena = book.arena};
    assert_true(epub_write(brief, document, templates, fonts, (struct str){0},
                           &context, NULL, &book.bytes));
    xmlFreeDoc(document);
    if (getenv("QALAM_LOOK")) {
        FILE *file = fopen(getenv("QALAM_LOOK"), "wb");
        fwrite(book.bytes.bytes, 1, book.bytes.count, file);
        fclose(file);
    }
    zip_source_t *source =
        zip_source_buffer_create(book.bytes.bytes, book.bytes.count, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    book.count = (size_t)zip_get_num_entries(zip, 0);
    assert_true(book.count < ENTRIES_MAX);
    for (size_t i = 0; i < book.count; i++) {
        zip_stat_t stat;
        assert_int_equal(zip_stat_index(zip, i, 0, &stat), 0);
        char *bytes = arena_alloc(book.arena, stat.size + 1);
        zip_file_t *file = zip_fopen_index(zip, i, 0);
        assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
        zip_fclose(file);
        book.names[i] = arena_c_string(book.arena, str_of(stat.name));
        book.files[i] = (struct str){bytes, stat.size};
    }
    zip_discard(zip);
    return book;
}

static void book_free(struct book *book)
{
    buffer_release(&book->bytes);
    arena_free(book->arena);
}

static struct str file_named(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->names[i], name) == 0)
            return book->files[i];
    return (struct str){NULL, 0};
}

static xmlDocPtr parsed(struct str file)
{
    return xmlReadMemory(file.bytes, (int)file.count, NULL, NULL,
                         XML_PARSE_NONET);
}

static bool is_xhtml(const char *name)
{
    return str_ends(str_of(name), STR(".xhtml"));
}

static xmlXPathObjectPtr found(xmlXPathContextPtr xpath, const char *expression)
{
    xmlXPathRegisterNs(xpath, (const xmlChar *)"h",
                       (const xmlChar *)"http://www.w3.org/1999/xhtml");
    xmlXPathRegisterNs(xpath, (const xmlChar *)"o",
                       (const xmlChar *)"http://www.idpf.org/2007/opf");
    xmlXPathRegisterNs(xpath, (const xmlChar *)"e",
                       (const xmlChar *)"http://www.idpf.org/2007/ops");
    return xmlXPathEval((const xmlChar *)expression, xpath);
}

static size_t count_in(struct str file, const char *expression)
{
    xmlDocPtr document = parsed(file);
    assert_non_null(document);
    xmlXPathContextPtr xpath = xmlXPathNewContext(document);
    xmlXPathObjectPtr object = found(xpath, expression);
    size_t count = object->nodesetval ? (size_t)object->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(object);
    xmlXPathFreeContext(xpath);
    xmlFreeDoc(document);
    return count;
}

// ----- A brief with what is hard for a book in many files -----

static struct brief *afghan(void)
{
    struct brief *brief = brief_in("ps", DIRECTION_RTL);
    static const char *const notes[] = {"لومړی یادښت.", "دویم یادښت. [3]",
                                        "درېیم یادښت."};
    // Note 3 is called in note 2 alone.
    add_notes(brief, 3, notes);
    struct metadata *meta = &brief->meta;
    add_text(brief, &meta->title, "ps", DIRECTION_RTL, NODE_PHRASE,
             "د اوبو حق");
    add_text(brief, &meta->series, "ps", DIRECTION_RTL, NODE_PHRASE,
             "خلاصه دروازه");
    add_text(brief, &meta->abstract, "ps", DIRECTION_RTL, NODE_PASSAGE,
             "دا لیکنه پوښتي چې سیند د چا دی.[1]");
    heading(brief, brief->body, 2, "سیند", "سیند");
    block(brief, brief->body, NODE_PARAGRAPH,
          "اوبه په ۱۴۶۷ کې له غره راځي.[2]");
    heading(brief, brief->body, 2, "دوه", "دوه غاړې");
    struct node *paragraph =
        block(brief, brief->body, NODE_PARAGRAPH, "بیا هماغه یادښت[1] او ");
    struct node *link = child(brief, paragraph, NODE_LINK);
    link->as.link.url = STR("#سیند");
    words(brief, link, STR("پورته"));
    return brief;
}

static void test_container(void **state)
{
    struct brief *brief = afghan();
    struct book book = book_of(brief);
    assert_string_equal(book.names[0], "mimetype");
    assert_memory_equal(book.bytes.bytes + 30, "mimetypeapplication/epub+zip",
                        28);
    assert_non_null(file_named(&book, "META-INF/container.xml").bytes);
    struct str package = file_named(&book, "EPUB/package.opf");
    assert_int_equal(
        count_in(package,
                 "//o:spine[@page-progression-direction='rtl']/o:itemref"),
        7);
    // The package lists what is there, and all of it.
    assert_int_equal(count_in(package, "//o:manifest/o:item"), book.count - 3);
    xmlDocPtr document = parsed(package);
    xmlXPathContextPtr xpath = xmlXPathNewContext(document);
    xmlXPathObjectPtr items = found(xpath, "//o:item/@href");
    for (int i = 0; i < items->nodesetval->nodeNr; i++) {
        xmlChar *href = xmlNodeGetContent(items->nodesetval->nodeTab[i]);
        struct str name = arena_printf(book.arena, "EPUB/%s", href);
        assert_non_null(file_named(&book, name.bytes).bytes);
        xmlFree(href);
    }
    xmlXPathFreeObject(items);
    xmlXPathFreeContext(xpath);
    xmlFreeDoc(document);
    book_free(&book);
    brief_free(brief);
}

static void resolve(const struct book *book, const char *own, const char *href)
{
    if (strstr(href, "://") || strncmp(href, "mailto:", 7) == 0)
        return;
    const char *hash = strchr(href, '#');
    size_t length = hash ? (size_t)(hash - href) : strlen(href);
    char name[256];
    snprintf(name, sizeof name, "EPUB/%.*s", (int)length, href);
    struct str file = file_named(book, length ? name : own);
    if (!file.bytes)
        fail_msg("%s refers to %s", own, href);
    if (!hash)
        return;
    char expression[512];
    snprintf(expression, sizeof expression, "//*[@id='%s']", hash + 1);
    if (count_in(file, expression) != 1)
        fail_msg("%s refers to %s", own, href);
}

static void test_every_link_leads_somewhere(void **state)
{
    struct brief *brief = afghan();
    struct book book = book_of(brief);
    size_t links = 0;
    for (size_t i = 0; i < book.count; i++) {
        if (!is_xhtml(book.names[i]))
            continue;
        xmlDocPtr document = parsed(book.files[i]);
        assert_non_null(document);
        xmlXPathContextPtr xpath = xmlXPathNewContext(document);
        xmlXPathObjectPtr hrefs = found(xpath, "//@href|//@src");
        for (int k = 0; hrefs->nodesetval && k < hrefs->nodesetval->nodeNr;
             k++, links++) {
            xmlChar *href = xmlNodeGetContent(hrefs->nodesetval->nodeTab[k]);
            resolve(&book, book.names[i], (const char *)href);
            xmlFree(href);
        }
        xmlXPathFreeObject(hrefs);
        xmlXPathFreeContext(xpath);
        xmlFreeDoc(document);
    }
    assert_true(links > 20);
    book_free(&book);
    brief_free(brief);
}

// What the reader let through is only a drawing: see test_read_image.c.
static void test_logo(void **state)
{
    struct brief *brief = brief_in("en", DIRECTION_LTR);
    add_text(brief, &brief->meta.title, "en", DIRECTION_LTR, NODE_PHRASE, "T");
    block(brief, brief->body, NODE_PARAGRAPH, "Words.");
    struct image image = {.format = IMAGE_SVG,
                          .width = 3,
                          .height = 2,
                          .bytes =
                              STR("<svg xmlns='http://www.w3.org/2000/svg'/>")};
    struct image *images[] = {&image};
    brief->images = images;
    brief->image_count = 1;
    struct organisation house = {.logo = &image};
    add_text(brief, &house.names, "ps", DIRECTION_RTL, NODE_PHRASE, "کور");
    add_text(brief, &house.names, "en", DIRECTION_LTR, NODE_PHRASE, "House");
    brief->meta.organisations = &house;
    brief->meta.organisation_count = 1;
    struct book book = book_of(brief);
    struct str imprint = file_named(&book, "EPUB/imprint.xhtml");
    assert_int_equal(count_in(imprint, "//h:img[@alt='House'][not(@lang)]"), 1);
    struct str package = file_named(&book, "EPUB/package.opf");
    assert_int_equal(count_in(package, "//o:item[starts-with(@href, 'images/')]"
                                       "[@media-type='image/svg+xml']"
                                       "[not(@properties)]"),
                     1);
    assert_int_equal(count_in(package,
                              "//o:item[contains(@properties, 'remote')"
                              " or contains(@properties, 'script')]"),
                     0);
    assert_int_equal(count_in(package, "//o:manifest/o:item"), book.count - 3);
    book_free(&book);
    brief_free(brief);
}

static void test_notes_stand_where_they_are_called(void **state)
{
    struct brief *brief = afghan();
    struct book book = book_of(brief);
    const char *notes = "//h:aside[@e:type='footnote'][@role='doc-footnote']";
    assert_int_equal(count_in(file_named(&book, "EPUB/title.xhtml"), notes), 1);
    // Note 3 follows note 2, which calls it.
    assert_int_equal(count_in(file_named(&book, "EPUB/section-1.xhtml"), notes),
                     2);
    assert_int_equal(count_in(file_named(&book, "EPUB/section-2.xhtml"), notes),
                     0);
    assert_int_equal(
        count_in(file_named(&book, "EPUB/section-2.xhtml"),
                 "//h:a[@e:type='noteref'][@href='title.xhtml#fn-n1']"),
        1);
    book_free(&book);
    brief_free(brief);
}

static void test_a_note_stands_with_its_first_reference(void **state)
{
    struct brief *brief = brief_in("en", DIRECTION_LTR);
    static const char *const notes[] = {"The note."};
    add_notes(brief, 1, notes);
    add_text(brief, &brief->meta.title, "en", DIRECTION_LTR, NODE_PHRASE, "T");
    heading(brief, brief->body, 2, "first", "First");
    block(brief, brief->body, NODE_PARAGRAPH, "In the text.[1]");
    struct person author = {0};
    add_text(brief, &author.biography, "en", DIRECTION_LTR, NODE_PASSAGE,
             "In a biography.[1]");
    brief->meta.authors = &author;
    brief->meta.author_count = 1;
    struct book book = book_of(brief);
    struct str section = file_named(&book, "EPUB/section-1.xhtml");
    assert_int_equal(count_in(section, "//h:aside[@id='fn-n1']"), 1);
    assert_int_equal(
        count_in(section, "//h:a[@role='doc-backlink'][@href='#r-n1']"), 1);
    assert_int_equal(count_in(file_named(&book, "EPUB/authors.xhtml"),
                              "//h:a[@href='section-1.xhtml#fn-n1']"),
                     1);
    book_free(&book);
    brief_free(brief);
}

static void test_same_bytes_in_any_time_zone(void **state)
{
    struct brief *brief = afghan();
    setenv("TZ", "Asia/Kabul", 1);
    tzset();
    struct book kabul = book_of(brief);
    setenv("TZ", "America/Los_Angeles", 1);
    tzset();
    struct book west = book_of(brief);
    unsetenv("TZ");
    tzset();
    assert_int_equal(kabul.bytes.count, west.bytes.count);
    assert_memory_equal(kabul.bytes.bytes, west.bytes.bytes, west.bytes.count);
    book_free(&kabul);
    book_free(&west);
    brief_free(brief);
}

// Symbols and Hebrew are in no face of the text; those that have them come
// along, and stand behind the text's own in the sheet.
static void test_faces_that_stand_in(void **state)
{
    struct brief *brief = afghan();
    struct book plain = book_of(brief);
    struct str none = file_named(&plain, "EPUB/epub.css");
    assert_true(str_find(none, STR("Symbols")) == STR_NONE);
    struct node *p = node_new(brief->arena, NODE_PARAGRAPH, PLACE_NONE);
    struct node *text = node_new(brief->arena, NODE_TEXT, PLACE_NONE);
    text->as.text.text = STR("✓ שלום");
    node_append(p, text);
    node_append(brief->body, p);
    struct book book = book_of(brief);
    struct str sheet = file_named(&book, "EPUB/epub.css");
    static const char *const there[] = {"NotoSansSymbols2-Regular",
                                        "NotoSerifHebrew-Regular",
                                        "NotoSerifHebrew-SemiBold"};
    for (size_t i = 0; i < COUNT(there); i++) {
        struct str name =
            arena_printf(book.arena, "EPUB/fonts/%s.ttf", there[i]);
        struct str font = file_named(&book, name.bytes);
        assert_true(font.count > 500 && font.count < 30000);
        assert_true(str_find(sheet, str_of(there[i])) != STR_NONE);
    }
    assert_true(str_find(sheet, STR("\"Noto Naskh Arabic\", \"Noto Serif "
                                    "Hebrew\", \"Noto Sans Symbols2\", "
                                    "serif; }")) != STR_NONE);
    book_free(&plain);
    book_free(&book);
    brief_free(brief);
}

static void test_fonts_are_subsets_that_shape(void **state)
{
    struct brief *brief = afghan();
    struct book book = book_of(brief);
    struct str font =
        file_named(&book, "EPUB/fonts/NotoNaskhArabic-Regular.ttf");
    assert_true(font.count > 1000 && font.count < 100000);
    hb_blob_t *blob = hb_blob_create(font.bytes, (unsigned)font.count,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *shaper = hb_font_create(face);
    hb_buffer_t *buffer = hb_buffer_create();
    // Joined: the three letters of one word are three glyphs, none .notdef,
    // and not those that each has when it stands alone.
    hb_buffer_add_utf8(buffer, "اوبو", -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(shaper, buffer, NULL, 0);
    unsigned count;
    hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    hb_codepoint_t alone = 0;
    hb_font_get_nominal_glyph(shaper, 0x648, &alone);
    assert_int_equal(count, 4);
    for (unsigned i = 0; i < count; i++)
        assert_int_not_equal(glyphs[i].codepoint, 0);
    assert_int_not_equal(glyphs[0].codepoint, alone);
    // No reading system draws Urdu's digits, whatever it knows of CSS: the
    // face has no rule left that would.
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, "۴۶۷", -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
    hb_buffer_set_language(buffer, hb_language_from_string("ps", -1));
    hb_shape(shaper, buffer, NULL, 0);
    glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    static const hb_codepoint_t digits[] = {0x6F4, 0x6F6, 0x6F7};
    assert_int_equal(count, 3);
    for (unsigned i = 0; i < count; i++) {
        hb_codepoint_t plain = 0;
        assert_true(hb_font_get_nominal_glyph(shaper, digits[i], &plain));
        assert_int_equal(glyphs[i].codepoint, plain);
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(shaper);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    book_free(&book);
    brief_free(brief);
}

// What is embedded is what the sheet asks for, and the manifest lists it.
static void test_faces_of_a_theme(void **state)
{
    struct brief *brief = afghan();
    struct theme *theme = &brief->meta.theme;
    assert_true(theme_set_family(theme, FACES_TEXT, STR("Noto Sans")));
    assert_true(
        theme_set_family(theme, FACES_ARABIC_TEXT, STR("Noto Sans Arabic")));
    assert_true(theme_set_accent(theme, STR("#7a1f3d")));
    struct book book = book_of(brief);
    struct str sheet = file_named(&book, "EPUB/epub.css");
    struct str package = file_named(&book, "EPUB/package.opf");
    static const char *const there[] = {
        "NotoSans-Regular", "NotoSans-Italic", "NotoSans-SemiBold",
        "NotoSansArabic-Regular", "NotoSansArabic-SemiBold"};
    for (size_t i = 0; i < COUNT(there); i++) {
        struct str name =
            arena_printf(book.arena, "EPUB/fonts/%s.ttf", there[i]);
        assert_true(file_named(&book, name.bytes).count > 1000);
        struct str href = str_slice(name, 5, name.count);
        assert_true(str_find(sheet, href) != STR_NONE);
        assert_true(str_find(package, href) != STR_NONE);
    }
    assert_null(file_named(&book, "EPUB/fonts/Vollkorn-Regular.ttf").bytes);
    assert_true(str_find(package, STR("Vollkorn")) == STR_NONE);
    assert_true(str_find(sheet, STR(".ink-accent { fill: #7a1f3d; }")) !=
                STR_NONE);
    struct str cover = file_named(&book, "EPUB/cover.svg");
    assert_true(str_find(cover, STR("#7a1f3d")) != STR_NONE);
    assert_true(str_find(cover, STR("#1b3b7b")) == STR_NONE);
    book_free(&book);
    brief_free(brief);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_container),
        cmocka_unit_test(test_every_link_leads_somewhere),
        cmocka_unit_test(test_logo),
        cmocka_unit_test(test_notes_stand_where_they_are_called),
        cmocka_unit_test(test_a_note_stands_with_its_first_reference),
        cmocka_unit_test(test_same_bytes_in_any_time_zone),
        cmocka_unit_test(test_faces_of_a_theme),
        cmocka_unit_test(test_faces_that_stand_in),
        cmocka_unit_test(test_fonts_are_subsets_that_shape),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
