// SPDX-License-Identifier: MIT
// The way through: each subject once, in the order that each needs.
#include "preflight/preflight.h"

#include "preflight/findings.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

// Of one rule; the rest only repeats them.
enum { LIMIT_FINDINGS = 20 };

// ----- What is found -----

void check_fail(struct check *check, enum rule rule, const struct cos *at,
                const char *format, ...)
{
    if (check->counts[rule]++ >= LIMIT_FINDINGS)
        return;
    char detail[160];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    for (char *byte = detail; *byte; byte++)
        if (iscntrl((unsigned char)*byte) || (unsigned char)*byte > 126)
            *byte = '?';
    buffer_printf(check->out, "%d\t%d\t%d\t%s\n", (int)rule, at->id,
                  check->page, detail);
}

void check_that(struct check *check, bool good, enum rule rule,
                const struct cos *at)
{
    if (!good)
        check_fail(check, rule, at, "%s", "");
}

// ----- Language tags -----

static bool is_tag(struct str text)
{
    size_t part = 0, parts = 0;
    for (size_t i = 0; i <= text.count; i++) {
        char byte = i < text.count ? text.bytes[i] : '-';
        if (byte == '-') {
            if (part < 1 || part > 8)
                return false;
            part = 0;
            parts++;
        } else if (isalpha((unsigned char)byte) ||
                   (parts > 0 && isdigit((unsigned char)byte))) {
            part++;
        } else {
            return false;
        }
    }
    return true;
}

void check_lang(struct check *check, const struct cos *lang,
                const struct cos *at)
{
    if (lang->kind != OBJECT_STRING)
        return;
    struct str text = document_text(check->document, lang);
    bool good = is_tag(text);
    if (!good)
        check_fail(check, RULE_LANG_BAD, at, "%.*s", STR_ARG(text));
    if (!good && text.count > 0)
        check_fail(check, RULE_LANG_BAD_A, at, "%.*s", STR_ARG(text));
}

bool check_private(struct check *check, const struct cos *string)
{
    if (string->kind != OBJECT_STRING)
        return false;
    struct str text = document_text(check->document, string);
    for (size_t at = 0; at < text.count;) {
        uint32_t character = utf8_next(text, &at);
        if ((character >= 0xE000 && character <= 0xF8FF) ||
            character >= 0xF0000)
            return true;
    }
    return false;
}

// ----- All subjects -----

static bool begins_second(struct str file)
{
    size_t at = str_find(str_slice(file, 0, 1024), STR("%PDF-"));
    return at != STR_NONE &&
           str_starts(str_slice(file, at, file.count), STR("%PDF-2"));
}

bool preflight_file(struct str file, struct buffer *out)
{
    struct arena *arena = arena_new();
    struct check check = {.arena = arena,
                          .out = out,
                          .file = file,
                          .second = begins_second(file)};
    check.document = document_open(arena, file);
    if (check.document) {
        check.catalog = document_catalog(check.document);
        check.lang = document_has(check.catalog, "Lang");
        metadata_check(&check);
        file_check(&check);
        objects_check(&check);
        structure_check(&check);
        catalog_check(&check);
        pages_check(&check);
        actions_check(&check);
        fonts_check(&check);
    }
    bool good = check.document != NULL;
    arena_free(arena);
    return good;
}
