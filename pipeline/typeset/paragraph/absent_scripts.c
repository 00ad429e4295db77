// SPDX-License-Identifier: MIT
// Scripts that no face of fonts/fonts.def has, and what would have them.
#include "typeset/paragraph/absent_scripts.h"

#include "languages/language.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static const struct {
    const char *script, *family, *package;
} families[] = {
#define ABSENT(script, family, package) {script, family, package},
#include "fonts.def"
};

// Of these a face has letters, if not all; and what is of no script.
static bool has_face(UScriptCode script)
{
    return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC ||
           script == USCRIPT_GREEK || script == USCRIPT_ARABIC ||
           script == USCRIPT_HEBREW || script == USCRIPT_COMMON ||
           script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
}

static bool is_emoji(UChar32 character)
{
    return u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) ||
           u_hasBinaryProperty(character, UCHAR_EMOJI_MODIFIER) ||
           u_hasBinaryProperty(character, UCHAR_REGIONAL_INDICATOR);
}

// Of punctuation that several scripts share: one of them, if none has a face.
static UScriptCode of_several(UChar32 character)
{
    enum { MOST = 32 };
    UScriptCode scripts[MOST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count =
        uscript_getScriptExtensions(character, scripts, MOST, &status);
    if (U_FAILURE(status) || count == 0)
        return USCRIPT_COMMON;
    for (int32_t i = 0; i < count; i++)
        if (has_face(scripts[i]))
            return USCRIPT_COMMON;
    return uscript_hasScript(character, USCRIPT_HAN) ? USCRIPT_HAN : scripts[0];
}

static UScriptCode script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar32 character = (UChar32)c;
    UScriptCode script = uscript_getScript(character, &status);
    if (is_emoji(character))
        return USCRIPT_SYMBOLS_EMOJI;
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED
               ? of_several(character)
               : script;
}

static struct str name_of(struct arena *arena, UScriptCode script)
{
    struct str name = arena_str(arena, str_of(uscript_getName(script)));
    for (size_t i = 0; i < name.count; i++)
        if (name.bytes[i] == '_')
            ((char *)name.bytes)[i] = ' ';
    return name;
}

static struct str remedy_for(struct arena *arena, UScriptCode script)
{
    const char *code = uscript_getShortName(script);
    size_t i = COUNT(families) - 1;
    while (i > 0 && strcmp(families[i].script, code) != 0)
        i--;
    if (!families[i].family[0])
        return STR("a font, of which Debian has none,");
    struct str name = i ? STR("") : name_of(arena, script);
    return arena_printf(arena, "%s%s%.*s (Debian package %s)",
                        families[i].family, i ? "" : " ", STR_ARG(name),
                        families[i].package);
}

bool absent_script_of(struct arena *arena, uint32_t character,
                      struct absent_script *absent)
{
    UScriptCode script = script_of(character);
    if (has_face(script))
        return false;
    absent->letters = script == USCRIPT_SYMBOLS_EMOJI
                          ? STR("emoji")
                          : arena_printf(arena, "%.*s letters",
                                         STR_ARG(name_of(arena, script)));
    absent->remedy = remedy_for(arena, script);
    return true;
}

static bool is_own(uint32_t character, struct str lang)
{
    enum { LONGEST = 100, SCRIPTS = 8 };
    char tag[LONGEST];
    UScriptCode scripts[SCRIPTS];
    UErrorCode status = U_ZERO_ERROR;
    if (lang.count == 0 || lang.count >= sizeof tag)
        return false;
    memcpy(tag, lang.bytes, lang.count);
    tag[lang.count] = '\0';
    int32_t count = uscript_getCode(tag, scripts, SCRIPTS, &status);
    if (U_FAILURE(status))
        return false;
    for (int32_t i = 0; i < count; i++)
        if (scripts[i] == script_of(character))
            return true;
    return false;
}

// The first letter of a text in the brief's own script, where no face has
// that: a page of replacement marks would be no text.
static bool report_unset(const struct brief *brief, const struct node *node,
                         struct diag *diag)
{
    struct str text = node->as.text.text;
    struct absent_script absent;
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        if (c < 0x80 || !is_own(c, brief->lang) ||
            !absent_script_of(brief->arena, c, &absent))
            continue;
        diag_report(diag, node->at, MESSAGE_script_unset, absent.letters,
                    absent.remedy);
        return true;
    }
    return false;
}

static bool check_script_below(const struct brief *brief,
                               const struct node *root, struct diag *diag)
{
    for (const struct node *node = root; node; node = node_next(root, node))
        if (kind_facts[node->kind].holds == HOLDS_TEXT &&
            report_unset(brief, node, diag))
            return true;
    return false;
}

void absent_scripts_check(const struct brief *brief, struct diag *diag)
{
    const struct texts *title = &brief->meta.title;
    if (language_script(brief->lang) != SCRIPT_OTHER)
        return;
    for (size_t i = 0; i < title->count; i++)
        if (check_script_below(brief, title->items[i].content, diag))
            return;
    check_script_below(brief, brief->body, diag);
}
