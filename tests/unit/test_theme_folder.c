// SPDX-License-Identifier: MIT
// A theme's folder: its files take the place of the built-in ones; what is
// broken in them, or reaches out, is told with file and line, and never ends
// the program.
#include "unit.h"

#include "briefs.h"
#include "build/build.h"
#include "backends/epub/epub.h"
#include "backends/html/html.h"
#include "with_fonts.h"

#include <sys/stat.h>
#include <unistd.h>

#define XSL                                                                    \
    "<xsl:stylesheet version=\"1.0\" "                                         \
    "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" "                      \
    "xmlns=\"http://www.w3.org/1999/xhtml\">\n"
#define END "</xsl:stylesheet>\n"

// ----- A folder -----

struct folder {
    struct arena *arena;
    struct str path;
    struct theme theme;
    struct diag *said_by, *fault;
};

static struct folder folder_new(void)
{
    struct folder folder = {.arena = arena_new()};
    char path[] = "/tmp/qalam-theme-XXXXXX";
    assert_non_null(mkdtemp(path));
    folder.path = arena_str(folder.arena, str_of(path));
    folder.theme.folder = folder.path;
    folder.theme.folder_at = PLACE_NONE;
    folder.said_by = diag_new(folder.arena, STR("series.yaml"));
    pipeline_set_up();
    return folder;
}

static const char *path_of(struct folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s/%s", folder->path.bytes, name).bytes;
}

static void put(struct folder *folder, const char *name, const char *text)
{
    FILE *file = fopen(path_of(folder, name), "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void folder_free(struct folder *folder, const char *const *files)
{
    for (; *files; files++)
        unlink(path_of(folder, *files));
    assert_int_equal(rmdir(folder->path.bytes), 0);
    arena_free(folder->arena);
}

static struct str printed(struct arena *arena, const struct diag *diag)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(diag, out, false, false);
    fclose(out);
    struct str text = arena_str(arena, (struct str){bytes, count});
    free(bytes);
    return text;
}

static void assert_says(struct str text, const char *wanted)
{
    if (str_find(text, str_of(wanted)) == STR_NONE)
        fail_msg("no \"%s\" in \"%.*s\"", wanted, STR_ARG(text));
}

// ----- Briefs -----

static struct brief *small(void)
{
    struct brief *brief = brief_in("en", DIRECTION_LTR);
    add_text(brief, &brief->meta.title, "en", DIRECTION_LTR, NODE_PHRASE,
             "A Fair Turn");
    heading(brief, brief->body, 2, "a", "Turns");
    block(brief, brief->body, NODE_PARAGRAPH, "Hours, not litres.");
    return brief;
}

struct pages_made {
    bool html, epub;
    struct output output;
    struct str book, said;
};

static struct pages_made make(struct folder *folder,
                              struct templates *templates)
{
    struct brief *brief = small();
    struct arena *arena = folder->arena;
    struct diag *diag = diag_new(arena, STR("turn.md"));
    struct context context = {.arena = arena, .diag = diag};
    struct pages_made made = {.output = {.arena = arena}};
    struct page_links links = {.stem = STR("turn")};
    struct buffer book = {0};
    xmlDocPtr document = xml_brief(brief, NULL);
    made.html =
        html_write(brief, document, templates, links, &context, &made.output);
    made.epub =
        epub_write(brief, document, templates, fonts, STR(""), &context, NULL,
                   &book);
    made.book = arena_str(arena, buffer_str(&book));
    made.said = printed(arena, diag);
    assert_int_equal(diag_failed(diag), !made.html || !made.epub);
    buffer_release(&book);
    xmlFreeDoc(document);
    brief_free(brief);
    return made;
}

static struct str asset(const struct pages_made *made, const char *name)
{
    for (size_t i = 0; i < made->output.count; i++)
        if (str_equal(made->output.files[i].name, str_of(name)))
            return made->output.files[i].bytes;
    fail_msg("no %s", name);
    return STR("");
}

// ----- What takes a place -----

static void test_files(void **state)
{
    static const char *const files[] = {"qalam.css", "page.xsl", ".hidden.css",
                                        "notes.txt", NULL};
    struct folder folder = folder_new();
    struct theme_files read;
    struct str which;
    const char *why;
    put(&folder, "qalam.css", "body {}");
    put(&folder, "page.xsl", XSL END);
    put(&folder, ".hidden.css", "x");
    put(&folder, "notes.txt", "x");
    assert_true(theme_files_read(
        &read, folder.arena,
        arena_printf(folder.arena, "%s/", folder.path.bytes), &which, &why));
    assert_int_equal(read.count, 2);
    assert_str(read.folder, folder.path.bytes);
    assert_str(read.items[0].name, "page.xsl");
    assert_str(read.items[1].name, "qalam.css");
    assert_str(read.items[1].bytes, "body {}");
    assert_null(theme_file_named(&read, STR("notes.txt")));
    folder_free(&folder, files);
}

static void test_uses(void **state)
{
    assert_int_equal(theme_folder_template(STR("page.xsl")), TEMPLATE_FOR_WEB);
    assert_int_equal(theme_folder_template(STR("qalam.css")), TEMPLATE_FOR_WEB);
    assert_int_equal(theme_folder_template(STR("epub-nav.xsl")),
                     TEMPLATE_FOR_BOOK);
    assert_int_equal(theme_folder_template(STR("epub.css")), TEMPLATE_FOR_BOOK);
    assert_int_equal(theme_folder_template(STR("common.xsl")),
                     TEMPLATE_FOR_WEB | TEMPLATE_FOR_BOOK);
    assert_int_equal(theme_folder_template(STR("mine.xsl")),
                     TEMPLATE_FOR_WEB | TEMPLATE_FOR_BOOK);
}

// A sheet, a template that changes one element of the built-in one, and one
// that both import.
static void test_places(void **state)
{
    static const char *const files[] = {"page.xsl", "mine.xsl", "qalam.css",
                                        "lattice.svg", NULL};
    struct folder folder = folder_new();
    put(&folder, "page.xsl",
        XSL "<xsl:import href=\"built-in/page.xsl\"/>\n"
            "<xsl:include href=\"mine.xsl\"/>\n" END);
    put(&folder, "mine.xsl",
        XSL "<xsl:template match=\"p\"><p class=\"mine\">"
            "<xsl:apply-templates/></p></xsl:template>\n" END);
    put(&folder, "qalam.css", "body { color: red; }");
    put(&folder, "lattice.svg", "<svg/>");
    struct templates *templates = templates_open(folder.arena, &folder.theme,
                                                 folder.said_by, &folder.fault);
    assert_non_null(templates);
    assert_int_equal(templates_theme(templates)->count, 4);
    struct pages_made made = make(&folder, templates);
    assert_true(made.html && made.epub);
    assert_says(asset(&made, "turn.html"),
                "<p class=\"mine\">Hours, not litres.</p>");
    assert_says(asset(&made, "turn.html"), "A Fair Turn");
    assert_str(asset(&made, "assets/qalam.css"), "body { color: red; }");
    assert_str(asset(&made, "assets/lattice.svg"), "<svg/>");
    templates_free(templates);
    folder_free(&folder, files);
}

static void test_no_folder(void **state)
{
    struct folder folder = folder_new();
    static const char *const none[] = {NULL};
    folder.theme.folder = STR("");
    struct templates *templates =
        templates_open(folder.arena, &folder.theme, NULL, &folder.fault);
    assert_null(templates_theme(templates));
    struct pages_made made = make(&folder, templates);
    assert_true(made.html && made.epub);
    templates_free(templates);
    folder_free(&folder, none);
}

static void test_missing(void **state)
{
    struct folder folder = folder_new();
    static const char *const none[] = {NULL};
    folder.theme.folder = STR("/tmp/qalam-no-such-theme");
    assert_null(templates_open(folder.arena, &folder.theme, folder.said_by,
                               &folder.fault));
    assert_ptr_equal(folder.fault, folder.said_by);
    assert_true(diag_told(folder.said_by, MESSAGE_theme_unreadable));
    assert_says(printed(folder.arena, folder.fault),
                "‘/tmp/qalam-no-such-theme’ cannot be read: No such file");
    folder_free(&folder, none);
}

// ----- What is broken -----

static const struct {
    const char *name, *text, *said;
} broken[] = {
    {"page.xsl", XSL "<xsl:template match=\"/\">\n<p>\n" END,
     "/page.xsl:5:1: error: the template cannot be used: "},
    {"page.xsl", "", "/page.xsl"},
    {"page.xsl", "no XML at all", "/page.xsl:1:1: error: "},
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n<xsl:value-of select=\"1 +\"/>"
         "</xsl:template>\n" END,
     "/page.xsl:3:1: error: "},
    {"page.xsl", XSL "\n<xsl:import href=\"/etc/passwd\"/>\n" END,
     "/page.xsl:3:1: error: "},
    {"epub-nav.xsl", XSL "<xsl:include href=\"../secret.xsl\"/>\n" END,
     "/epub-nav.xsl:2:1: error: "},
    {"common.xsl", XSL "<xsl:include href=\"https://example.org/a.xsl\"/>" END,
     "/common.xsl:2:1: error: "},
    {"common.xsl", XSL "<xsl:include href=\"common.xsl\"/>\n" END,
     "/common.xsl:2:1: error: "},
};

static void test_broken(void **state)
{
    for (size_t i = 0; i < COUNT(broken); i++) {
        struct folder folder = folder_new();
        const char *const files[] = {broken[i].name, NULL};
        put(&folder, broken[i].name, broken[i].text);
        struct templates *templates = templates_open(
            folder.arena, &folder.theme, folder.said_by, &folder.fault);
        assert_null(templates);
        struct str said = printed(folder.arena, folder.fault);
        if (getenv("QALAM_LOOK"))
            fprintf(stderr, "%.*s", STR_ARG(said));
        assert_says(said, broken[i].said);
        assert_true(diag_told(folder.fault, MESSAGE_template_broken));
        folder_free(&folder, files);
    }
}

// Templates that compile, and fail on a brief.
static const struct {
    const char *name, *text, *said;
} failing[] = {
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n<p><xsl:copy-of "
         "select=\"document('/etc/passwd')\"/></p></xsl:template>\n" END,
     "/page.xsl:"},
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n<p><xsl:copy-of "
         "select=\"document('https://example.org/')\"/></p></xsl:template>" END,
     "/page.xsl:"},
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n<xsl:value-of select=\"none()\"/>"
         "</xsl:template>\n" END,
     "/page.xsl:3: xmlXPathCompOpEval: function none not found"},
    {"page.xsl", XSL "<xsl:template match=\"/\"/>\n" END,
     "it makes no document"},
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n<xsl:call-template name=\"a\"/>"
         "</xsl:template>\n<xsl:template name=\"a\">\n"
         "<xsl:call-template name=\"a\"/></xsl:template>" END,
     "/page.xsl:"},
    {"page.xsl",
     XSL "<xsl:template match=\"/\">\n"
         "<xsl:message terminate=\"yes\">enough</xsl:message>"
         "</xsl:template>\n" END,
     "enough"},
    {"epub-chapter.xsl",
     XSL "<xsl:template match=\"/\"><files><file/></files></xsl:template>" END,
     "whose name"},
    {"epub-chapter.xsl",
     XSL "<xsl:template match=\"/\"><files><file name=\"../a.xhtml\"><p/>"
         "</file></files></xsl:template>" END,
     "whose name"},
    {"epub-chapter.xsl",
     XSL "<xsl:template match=\"/\"><files><file name=\"a.xhtml\">x"
         "</file></files></xsl:template>" END,
     "no element"},
    {"epub-chapter.xsl",
     XSL "<xsl:template match=\"/\"><files><file name=\"nav.xhtml\"><p/>"
         "</file></files></xsl:template>" END,
     "one name"},
};

static void test_failing(void **state)
{
    for (size_t i = 0; i < COUNT(failing); i++) {
        struct folder folder = folder_new();
        const char *const files[] = {failing[i].name, NULL};
        put(&folder, failing[i].name, failing[i].text);
        struct templates *templates = templates_open(
            folder.arena, &folder.theme, folder.said_by, &folder.fault);
        if (!templates)
            fail_msg("%.*s", STR_ARG(printed(folder.arena, folder.fault)));
        struct pages_made made = make(&folder, templates);
        if (getenv("QALAM_LOOK"))
            fprintf(stderr, "%.*s", STR_ARG(made.said));
        bool web = strcmp(failing[i].name, "page.xsl") == 0;
        assert_int_equal(made.html, !web);
        assert_int_equal(made.epub, web);
        assert_says(made.said, failing[i].said);
        assert_says(made.said, "[template-broken]");
        templates_free(templates);
        folder_free(&folder, files);
    }
}

// The run ends with the status of a fault in what was given.
static void test_build(void **state)
{
    struct folder folder = folder_new();
    static const char *const files[] = {"page.xsl", "a.md", "series.yaml",
                                        NULL};
    put(&folder, "series.yaml", "theme: .\n");
    put(&folder, "page.xsl", "<");
    put(&folder, "a.md", "---\ntitle: A\nlang: en\n---\n\nText.\n");
    struct command command = {.request = {.formats = FORMATS_DEFAULT},
                              .store.folder = "",
                              .threads = 1,
                              .quiet = true};
    char *operands[] = {(char *)path_of(&folder, "a.md")};
    assert_int_equal(build_run(&command, operands, 1), EXIT_INPUT);
    put(&folder, "page.xsl",
        XSL "<xsl:template match=\"/\"><p/></xsl:template>" END);
    assert_int_equal(build_run(&command, operands, 1), EXIT_BUILT);
    folder_free(&folder, files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),   cmocka_unit_test(test_uses),
        cmocka_unit_test(test_places),  cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_missing), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_failing), cmocka_unit_test(test_build),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
