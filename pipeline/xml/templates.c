// SPDX-License-Identifier: MIT
// Templates: found in the program itself, compiled once, when they are first
// applied, and applied in a cage.
//
// A template reads what it is given and nothing else: libxslt's own rights
// (read, write, create, network) are all denied, and what it imports comes
// from the embedded files alone.
#include "xml.h"

#include "embedded.h"
#include "fail.h"

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
static const char *const names[] = {
    "page",         "epub-chapter", "epub-package", "epub-nav",
    "series-index", "feed",         "redirect"};
enum { TEMPLATE_COUNT = sizeof names / sizeof *names };

// A sheet is written while it is applied: libxslt keeps in it the template that
// a call leads to, and libxml2 the function that an expression names. Two
// threads in one sheet lost an attribute's value in one brief of two thousand;
// so one thread is at it at a time. It is a twentieth of a brief's time.
struct templates {
    pthread_mutex_t in_use;
    xsltStylesheetPtr sheets[TEMPLATE_COUNT]; // NULL until it is wanted
    xsltSecurityPrefsPtr security;
};

// libxslt compares names by pointer, so that sheets which import each other
// have to share one dictionary. NULL: a new one.
static xmlDocPtr read_template(const char *name, xmlDictPtr dictionary)
{
    struct str text = embedded_file(name);
    if (!text.bytes)
        return NULL;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser)
        fail_system("out of memory");
    if (dictionary) {
        xmlDictFree(parser->dict);
        parser->dict = dictionary;
        xmlDictReference(dictionary);
    }
    // No XML_PARSE_NOENT: a template has no use for entities of its own.
    xmlDocPtr document =
        xmlCtxtReadMemory(parser, text.bytes, (int)text.count, name, "UTF-8",
                          XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlFreeParserCtxt(parser);
    return document;
}

// What xsl:import asks for. document() and the like get nothing.
static xmlDocPtr load(const xmlChar *uri, xmlDictPtr dictionary, int options,
                      void *context, xsltLoadType type)
{
    (void)options;
    (void)context;
    return type == XSLT_LOAD_STYLESHEET
               ? read_template((const char *)uri, dictionary)
               : NULL;
}

void xml_setup(void)
{
    xmlInitParser();
    xsltInit();
    xsltSetLoaderFunc(load);
}

static xsltStylesheetPtr compile(const char *name)
{
    char file[64];
    snprintf(file, sizeof file, "%s.xsl", name);
    xmlDocPtr document = read_template(file, NULL);
    xsltStylesheetPtr sheet =
        document ? xsltParseStylesheetDoc(document) : NULL;
    if (!sheet || sheet->errors)
        BUG(file);
    return sheet;
}

struct templates *templates_load(void)
{
    struct templates *templates = calloc(1, sizeof *templates);
    if (!templates)
        fail_system("out of memory");
    pthread_mutex_init(&templates->in_use, NULL);
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
    pthread_mutex_destroy(&templates->in_use);
    free(templates);
}

static xsltStylesheetPtr sheet_named(struct templates *templates,
                                     const char *name)
{
    size_t i = 0;
    while (strcmp(names[i], name) != 0)
        if (++i == TEMPLATE_COUNT)
            BUG(name);
    if (!templates->sheets[i])
        templates->sheets[i] = compile(name);
    return templates->sheets[i];
}

xmlDocPtr templates_apply(struct templates *templates, const char *name,
                          xmlDocPtr document, const char **params)
{
    pthread_mutex_lock(&templates->in_use);
    xsltStylesheetPtr sheet = sheet_named(templates, name);
    xsltTransformContextPtr context = xsltNewTransformContext(sheet, document);
    if (!context)
        fail_system("out of memory");
    xsltSetCtxtSecurityPrefs(templates->security, context);
    xmlDocPtr result =
        xsltApplyStylesheetUser(sheet, document, params, NULL, NULL, context);
    if (context->state != XSLT_STATE_OK) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(context);
    pthread_mutex_unlock(&templates->in_use);
    return result;
}
