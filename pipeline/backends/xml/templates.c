// SPDX-License-Identifier: MIT
// Templates: found in the program itself or in the theme's folder, compiled
// once, when they are first applied, and applied in a cage.
//
// A template reads what it is given and nothing else: libxslt's own rights
// (read, write, create, network) are all denied, and what it imports comes
// from the theme's files and the embedded ones alone.
#include "backends/xml/xml.h"

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/fail.h"

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Each can be applied by its name; what they import has no use alone.
static const char *const names[] = {"page",     "epub-chapter", "epub-package",
                                    "epub-nav", "series-index", "feed",
                                    "redirect"};
enum { TEMPLATE_COUNT = sizeof names / sizeof *names };

// A sheet is written while it is applied: libxslt keeps in it the template that
// a call leads to, and libxml2 the function that an expression names. Two
// threads in one sheet lost an attribute's value in one brief of two thousand;
// so one thread is at it at a time. It is a twentieth of a brief's time.
struct templates {
    pthread_mutex_t in_use;
    const struct theme_files *theme;          // or NULL
    xsltStylesheetPtr sheets[TEMPLATE_COUNT]; // NULL until it is wanted
    xsltSecurityPrefsPtr security;
    struct buffer said; // what libxslt says of a fault, as it says it
};

// ----- What libxslt says -----

// What is wrong with a template, and where.
struct template_fault {
    struct str file; // empty: not known
    size_t line;
    struct str text;
    struct str bytes; // of the file, where it is the theme's
};

// The theme's files are known to libxslt by this folder, so that messages tell
// them from the built-in ones, whose names have no folder.
#define THEME_FOLDER "theme/"
// A theme's template may import the one whose place it takes by this folder.
#define BUILT_IN_FOLDER "built-in/"

__attribute__((format(printf, 2, 3))) static void hear(void *templates,
                                                       const char *format, ...)
{
    struct buffer *said = &((struct templates *)templates)->said;
    char piece[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    // A template that fails once a paragraph is reported once.
    if (said->count < 64 * 1024)
        buffer_add_c(said, piece);
}

// libxml2's own words (of an XPath expression), which libxslt sums up.
static void ignore(void *nothing, xmlErrorPtr error)
{
    (void)nothing, (void)error;
}

static void listen(struct templates *templates)
{
    buffer_clear(&templates->said);
    // Both are this thread's.
    xmlSetStructuredErrorFunc(NULL, ignore);
    xmlSetGenericErrorFunc(templates, hear);
    // libxslt has but one of these; who compiles or applies holds the lock.
    xsltSetGenericErrorFunc(templates, hear);
}

static void listen_no_more(void)
{
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    xsltSetGenericErrorFunc(NULL, NULL);
}

static struct str line_of(struct str text, size_t *at)
{
    struct str rest = str_slice(text, *at, text.count);
    size_t end = str_find(rest, STR("\n"));
    end = end == STR_NONE ? rest.count : end;
    *at += end + 1;
    return str_trim(str_slice(rest, 0, end));
}

// “compilation error: file theme/page.xsl line 12 element value-of”: the file
// and the line. False where the line is none of these.
static bool read_place(struct str line, struct template_fault *fault)
{
    size_t file = str_find(line, STR(" file "));
    size_t number = str_find(line, STR(" line "));
    if (file == STR_NONE || number == STR_NONE || number < file + 6)
        return false;
    fault->file = str_slice(line, file + 6, number);
    fault->line = strtoul(line.bytes + number + 6, NULL, 10);
    return true;
}

// The first fault, since others follow from it. libxml2 says what is wrong in
// an expression before libxslt says where that stands.
static struct template_fault first_fault(struct templates *templates,
                                         struct arena *arena)
{
    struct template_fault fault = {.file = STR(""), .text = STR("")};
    struct str said = arena_str(arena, buffer_str(&templates->said));
    for (size_t at = 0; at < said.count && !(fault.text.count && fault.line);) {
        struct str line = line_of(said, &at);
        if (!read_place(line, &fault) && line.count && fault.text.count == 0)
            fault.text = line;
    }
    if (fault.text.count == 0)
        fault.text = STR("it makes no document");
    return fault;
}

// theme/page.xsl as the user knows it; bytes are of the theme's alone.
static void name_file(const struct templates *templates, struct arena *arena,
                      struct template_fault *fault)
{
    struct str folder = STR(THEME_FOLDER);
    if (!templates->theme || !str_starts(fault->file, folder))
        return;
    struct str name = str_slice(fault->file, folder.count, fault->file.count);
    const struct theme_file *file = theme_file_named(templates->theme, name);
    if (file)
        fault->bytes = file->bytes;
    fault->file = arena_printf(
        arena, "%.*s/%.*s", STR_ARG(templates->theme->folder), STR_ARG(name));
}

// ----- Reading -----

// What a template is called in the folders of THEME_FOLDER and BUILT_IN_FOLDER.
struct template_text {
    struct str bytes;
    const char *url; // as libxslt shall call it
};

// In a folder of neither there is nothing: bytes is NULL.
static struct template_text find(const struct templates *templates,
                                 struct arena *arena, struct str url)
{
    struct template_text none = {{NULL, 0}, NULL};
    struct str theme = STR(THEME_FOLDER), built_in = STR(BUILT_IN_FOLDER);
    if (str_starts(url, theme))
        url = str_slice(url, theme.count, url.count);
    bool own = !str_starts(url, built_in);
    if (!own)
        url = str_slice(url, built_in.count, url.count);
    if (url.count == 0 || str_find(url, STR("/")) != STR_NONE)
        return none;
    const struct theme_file *file =
        own ? theme_file_named(templates->theme, url) : NULL;
    const char *name = arena_c_string(arena, url);
    if (file)
        return (struct template_text){
            file->bytes, arena_printf(arena, THEME_FOLDER "%s", name).bytes};
    return (struct template_text){embedded_file(name), name};
}

// libxslt compares names by pointer, so that sheets which import each other
// have to share one dictionary. NULL: a new one.
static xmlParserCtxtPtr new_parser(xmlDictPtr dictionary)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        fail_system("out of memory");
    if (dictionary) {
        xmlDictFree(parser->dict);
        parser->dict = dictionary;
        xmlDictReference(dictionary);
    }
    return parser;
}

static xmlDocPtr read_template(struct templates *templates, struct str url,
                               xmlDictPtr dictionary)
{
    struct arena *scratch = arena_new();
    struct template_text text = find(templates, scratch, url);
    xmlDocPtr document = NULL;
    if (text.bytes.bytes) {
        xmlParserCtxtPtr parser = new_parser(dictionary);
        // No XML_PARSE_NOENT: a template has no use for entities of its own.
        document = xmlCtxtReadMemory(
            parser, text.bytes.bytes, (int)text.bytes.count, text.url, "UTF-8",
            XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR |
                XML_PARSE_NOWARNING);
        xmlErrorPtr error = xmlCtxtGetLastError(parser);
        if (!document && error)
            hear(templates, "parser error: file %s line %d\n%s\n", text.url,
                 error->line, error->message ? error->message : "");
        xmlFreeParserCtxt(parser);
    }
    if (document)
        document->_private = templates;
    arena_free(scratch);
    return document;
}

// What xsl:import asks for; the sheet that asks knows whose it is. document()
// and the like get nothing.
static xmlDocPtr load(const xmlChar *uri, xmlDictPtr dictionary, int options,
                      void *context, xsltLoadType type)
{
    (void)options;
    xsltStylesheetPtr sheet = context;
    if (type != XSLT_LOAD_STYLESHEET || !sheet || !sheet->doc)
        return NULL;
    return read_template(sheet->doc->_private, str_of((const char *)uri),
                         dictionary);
}

void xml_setup(void)
{
    xmlInitParser();
    xsltInit();
    xsltSetLoaderFunc(load);
}

struct str templates_file(const struct templates *templates, const char *name)
{
    const struct theme_file *file =
        theme_file_named(templates->theme, str_of(name));
    return file ? file->bytes : embedded_file(name);
}

// ----- Compiling -----

// NULL: what is wrong was heard.
static xsltStylesheetPtr compile(struct templates *templates, const char *name)
{
    char file[64];
    snprintf(file, sizeof file, "%s.xsl", name);
    xmlDocPtr document = read_template(templates, str_of(file), NULL);
    xsltStylesheetPtr sheet =
        document ? xsltParseStylesheetDoc(document) : NULL;
    if (sheet && sheet->errors == 0)
        return sheet;
    if (!templates->theme)
        BUG(file);
    // A sheet that could not be made leaves its document to us.
    if (sheet)
        xsltFreeStylesheet(sheet);
    else
        xmlFreeDoc(document);
    return NULL;
}

static xsltStylesheetPtr sheet_named(struct templates *templates,
                                     const char *name)
{
    size_t i = 0;
    while (strcmp(names[i], name) != 0)
        if (++i == TEMPLATE_COUNT)
            BUG(name);
    if (!templates->sheets[i])
        templates->sheets[i] = compile(templates, name);
    return templates->sheets[i];
}

struct templates *templates_load(const struct theme_files *theme)
{
    struct templates *templates = calloc(1, sizeof *templates);
    if (!templates)
        fail_system("out of memory");
    pthread_mutex_init(&templates->in_use, NULL);
    templates->theme = theme;
    static const xsltSecurityOption rights[] = {
        XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE,
        XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
        XSLT_SECPREF_WRITE_NETWORK};
    templates->security = xsltNewSecurityPrefs();
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        xsltSetSecurityPrefs(templates->security, rights[i],
                             xsltSecurityForbid);
    return templates;
}

void templates_free(struct templates *templates)
{
    if (!templates)
        return;
    for (size_t i = 0; i < TEMPLATE_COUNT; i++)
        xsltFreeStylesheet(templates->sheets[i]);
    xsltFreeSecurityPrefs(templates->security);
    buffer_release(&templates->said);
    pthread_mutex_destroy(&templates->in_use);
    free(templates);
}

static size_t offset_of_line(struct str text, size_t line)
{
    size_t at = 0;
    while (line > 1 && at < text.count)
        line -= text.bytes[at++] == '\n';
    return at;
}

static struct diag *fault_diag(struct arena *arena,
                               const struct template_fault *fault)
{
    struct diag *diag = diag_new(arena, fault->file);
    struct place place = PLACE_NONE;
    if (fault->bytes.count && fault->line) {
        diag_set_text(diag, fault->bytes);
        place = (struct place){offset_of_line(fault->bytes, fault->line), 0};
    }
    diag_report(diag, place, MESSAGE_template_broken, fault->text);
    return diag;
}

struct diag *templates_check(struct templates *templates, struct arena *arena)
{
    struct diag *diag = NULL;
    fail_lock(&templates->in_use);
    for (size_t i = 0; i < TEMPLATE_COUNT && !diag; i++) {
        listen(templates);
        if (!sheet_named(templates, names[i])) {
            struct template_fault fault = first_fault(templates, arena);
            name_file(templates, arena, &fault);
            diag = fault_diag(arena, &fault);
        }
        listen_no_more();
    }
    fail_unlock(&templates->in_use);
    return diag;
}

struct templates *templates_open(struct arena *arena, const struct theme *theme,
                                 struct diag *said_by, struct diag **fault)
{
    struct theme_files *files = ARENA_NEW(arena, struct theme_files);
    struct str which;
    const char *why;
    if (theme->folder.count == 0)
        return templates_load(NULL);
    if (!theme_files_read(files, arena, theme->folder, &which, &why)) {
        diag_report(said_by, theme->folder_at, MESSAGE_theme_unreadable, which,
                    str_of(why));
        *fault = said_by;
        return NULL;
    }
    struct templates *templates = templates_load(files);
    *fault = templates_check(templates, arena);
    if (!*fault)
        return templates;
    templates_free(templates);
    return NULL;
}

const struct theme_files *templates_theme(const struct templates *templates)
{
    return templates->theme;
}

// ----- Applying -----

// In a message about a brief there is no line of the template's to show.
static void report(struct templates *templates, struct diag *diag)
{
    struct arena *scratch = arena_new();
    struct template_fault fault = first_fault(templates, scratch);
    name_file(templates, scratch, &fault);
    if (fault.file.count)
        fault.text =
            arena_printf(scratch, "%.*s:%zu: %.*s", STR_ARG(fault.file),
                         fault.line, STR_ARG(fault.text));
    diag_report(diag, PLACE_NONE, MESSAGE_template_broken, fault.text);
    arena_free(scratch);
}

static xmlDocPtr apply(struct templates *templates, xsltStylesheetPtr sheet,
                       xmlDocPtr document, const char **params)
{
    xsltTransformContextPtr context = xsltNewTransformContext(sheet, document);
    if (!context)
        fail_system("out of memory");
    xsltSetCtxtSecurityPrefs(templates->security, context);
    xsltSetTransformErrorFunc(context, templates, hear);
    xmlDocPtr result =
        xsltApplyStylesheetUser(sheet, document, params, NULL, NULL, context);
    if (context->state != XSLT_STATE_OK ||
        (result && !xmlDocGetRootElement(result))) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(context);
    return result;
}

xmlDocPtr templates_apply(struct templates *templates, const char *name,
                          xmlDocPtr document, const char **params,
                          struct diag *diag)
{
    fail_lock(&templates->in_use);
    listen(templates);
    xsltStylesheetPtr sheet = sheet_named(templates, name);
    xmlDocPtr result = sheet ? apply(templates, sheet, document, params) : NULL;
    if (!result)
        report(templates, diag);
    listen_no_more();
    fail_unlock(&templates->in_use);
    return result;
}
