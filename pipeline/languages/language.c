// SPDX-License-Identifier: MIT
// Language tags, scripts, directions and digits.
#include "languages/language.h"

#include "base/ascii.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

// RFC 5646 4.4.1 asks for room for 35 characters; nothing real is longer than
// this, and a bound keeps the search for doubled subtags short.
enum { LONGEST_TAG = 100 };

struct parts {
    struct str language, extended, script, region;
    struct str rest; // variants, extensions, private use
};

static bool all_alpha(struct str s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.count; i++)
        if (!ascii_is_letter(s.bytes[i]))
            return false;
    return s.count >= least && s.count <= most;
}

static bool all_alphanumeric(struct str s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.count; i++)
        if (!ascii_is_letter(s.bytes[i]) && !ascii_is_digit(s.bytes[i]))
            return false;
    return s.count >= least && s.count <= most;
}

// The subtag at an offset; empty past the end and after a last hyphen.
static struct str subtag_at(struct str tag, size_t offset)
{
    struct str rest = str_slice(tag, offset, tag.count);
    size_t end = 0;
    while (end < rest.count && rest.bytes[end] != '-')
        end++;
    return str_slice(rest, 0, end);
}

// Tags that RFC 5646 keeps from before its grammar, and what stands for them.
static const char *const grandfathered[][2] = {
    {"art-lojban", "jbo"},
    {"en-gb-oed", "en-GB-oxendict"},
    {"i-ami", "ami"},
    {"i-bnn", "bnn"},
    {"i-default", "i-default"},
    {"i-enochian", "i-enochian"},
    {"i-hak", "hak"},
    {"i-klingon", "tlh"},
    {"i-lux", "lb"},
    {"i-mingo", "i-mingo"},
    {"i-navajo", "nv"},
    {"i-pwn", "pwn"},
    {"i-tao", "tao"},
    {"i-tay", "tay"},
    {"i-tsu", "tsu"},
    {"no-bok", "nb"},
    {"no-nyn", "nn"},
    {"sgn-be-fr", "sfb"},
    {"sgn-be-nl", "vgt"},
    {"sgn-ch-de", "sgg"},
    {"zh-guoyu", "cmn"},
    {"zh-hakka", "hak"},
    {"zh-min", "zh-min"},
    {"zh-min-nan", "nan"},
    {"zh-xiang", "hsn"},
};

// Longer or older codes for one language, as CLDR maps them. prs is not here:
// it also brings a region.
static const char *const aliases[][2] = {
    {"ara", "ar"}, {"arb", "ar"}, {"deu", "de"}, {"eng", "en"}, {"fas", "fa"},
    {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"}, {"in", "id"},  {"iw", "he"},
    {"ji", "yi"},  {"mo", "ro"},  {"pbt", "ps"}, {"pbu", "ps"}, {"per", "fa"},
    {"pes", "fa"}, {"pst", "ps"}, {"pus", "ps"}, {"rus", "ru"}, {"tgk", "tg"},
    {"urd", "ur"}, {"uzb", "uz"}, {"uzn", "uz"},
};

// The script that a language has unless it says otherwise (Suppress-Script in
// the registry): fa-Arab is fa.
static const char *const own_scripts[][2] = {
    {"ar", "Arab"}, {"de", "Latn"}, {"en", "Latn"},
    {"fa", "Arab"}, {"fr", "Latn"}, {"he", "Hebr"},
    {"ps", "Arab"}, {"ru", "Cyrl"}, {"ur", "Arab"},
};

static struct str look_up(const char *const table[][2], size_t count,
                          struct str key)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ascii_case(str_of(table[i][0]), key))
            return str_of(table[i][1]);
    return STR("");
}

// Moves *offset past subtags of 1 or 2 to 8 characters; at least one.
static bool skip_subtags(struct str tag, size_t *offset, size_t least)
{
    size_t first = *offset;
    struct str subtag = subtag_at(tag, *offset);
    while (*offset <= tag.count && all_alphanumeric(subtag, least, 8)) {
        *offset += subtag.count + 1;
        subtag = subtag_at(tag, *offset);
    }
    return *offset > first;
}

static bool is_variant(struct str subtag)
{
    return all_alphanumeric(subtag, 5, 8) ||
           (all_alphanumeric(subtag, 4, 4) && ascii_is_digit(subtag.bytes[0]));
}

// Is the subtag at an offset one that stood before it, after `from`?
static bool repeated(struct str tag, size_t from, size_t offset)
{
    struct str subtag = subtag_at(tag, offset);
    for (size_t at = from; at < offset;) {
        struct str earlier = subtag_at(tag, at);
        if (str_equal_ascii_case(earlier, subtag))
            return true;
        at += earlier.count + 1;
    }
    return false;
}

// Variants, extensions and private use, from an offset to the end.
static bool parse_rest(struct str tag, size_t offset)
{
    size_t from = offset;
    while (offset <= tag.count && is_variant(subtag_at(tag, offset))) {
        if (repeated(tag, from, offset))
            return false;
        offset += subtag_at(tag, offset).count + 1;
    }
    while (offset <= tag.count) {
        struct str singleton = subtag_at(tag, offset);
        if (!all_alphanumeric(singleton, 1, 1) || repeated(tag, from, offset))
            return false;
        offset += 2;
        if (ascii_lower(singleton.bytes[0]) == 'x')
            return skip_subtags(tag, &offset, 1) && offset > tag.count;
        if (!skip_subtags(tag, &offset, 2))
            return false;
    }
    return true;
}

// Takes the subtag at *offset where `fits`.
static bool take(struct str tag, size_t *offset, struct str *part, bool fits)
{
    if (!fits)
        return false;
    *part = subtag_at(tag, *offset);
    *offset += part->count + 1;
    return true;
}

static bool region_fits(struct str s)
{
    return all_alpha(s, 2, 2) ||
           (s.count == 3 && ascii_is_digit(s.bytes[0]) &&
            ascii_is_digit(s.bytes[1]) && ascii_is_digit(s.bytes[2]));
}

// RFC 5646 2.1, without the grandfathered tags. A doubled variant or
// extension (2.2.9) is refused too: readers of our outputs refuse it.
static bool parse(struct str tag, struct parts *parts)
{
    *parts = (struct parts){0};
    size_t offset = 0;
    if (tag.count > LONGEST_TAG)
        return false;
    if (str_equal_ascii_case(subtag_at(tag, 0), STR("x"))) {
        parts->rest = tag;
        return parse_rest(tag, 0);
    }
    if (!take(tag, &offset, &parts->language,
              all_alpha(subtag_at(tag, 0), 2, 8)))
        return false;
    if (parts->language.count <= 3)
        take(tag, &offset, &parts->extended,
             all_alpha(subtag_at(tag, offset), 3, 3));
    take(tag, &offset, &parts->script, all_alpha(subtag_at(tag, offset), 4, 4));
    take(tag, &offset, &parts->region, region_fits(subtag_at(tag, offset)));
    parts->rest = str_slice(tag, offset, tag.count);
    return parse_rest(tag, offset);
}

bool language_valid(struct str tag)
{
    struct parts parts;
    return look_up(grandfathered, COUNT(grandfathered), tag).count > 0 ||
           parse(tag, &parts);
}

static bool is_dari_code(struct str language)
{
    return str_equal_ascii_case(language, STR("prs"));
}

// The code of two letters for one of three, where there is one: tr for tur.
static struct str short_code(struct arena *arena, struct str language)
{
    char code[ULOC_LANG_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = uloc_getLanguage(arena_c_string(arena, language), code,
                                     (int32_t)sizeof code, &error);
    return U_SUCCESS(error) && count == 2
               ? arena_str(arena, (struct str){code, 2})
               : language;
}

// The registry's names for the parts: the extended language for its macro
// language, new codes for old, no script that goes without saying.
static void prefer(struct arena *arena, struct parts *parts)
{
    if (parts->extended.count)
        parts->language = parts->extended;
    if (is_dari_code(parts->language)) {
        parts->language = STR("fa");
        parts->region = STR("AF");
    }
    struct str alias = look_up(aliases, COUNT(aliases), parts->language);
    if (alias.count)
        parts->language = alias;
    else if (parts->language.count == 3)
        parts->language = short_code(arena, parts->language);
    struct str script =
        look_up(own_scripts, COUNT(own_scripts), parts->language);
    if (str_equal_ascii_case(script, parts->script))
        parts->script = STR("");
}

// Adds a subtag: its first character by `first`, the others by `others`.
static void add(char *out, size_t *count, struct str subtag,
                char (*first)(char), char (*others)(char))
{
    if (subtag.count == 0)
        return;
    if (*count)
        out[(*count)++] = '-';
    for (size_t i = 0; i < subtag.count; i++)
        out[(*count)++] = (i == 0 ? first : others)(subtag.bytes[i]);
}

struct str language_canonical(struct arena *arena, struct str tag)
{
    struct str kept = look_up(grandfathered, COUNT(grandfathered), tag);
    struct parts parts;
    if (kept.count)
        return kept;
    if (!parse(tag, &parts))
        return tag;
    prefer(arena, &parts);
    // Room for a region or a two-letter code that was not there before.
    char *out = arena_alloc(arena, tag.count + 8);
    size_t count = 0;
    add(out, &count, parts.language, ascii_lower, ascii_lower);
    add(out, &count, parts.script, ascii_upper, ascii_lower);
    add(out, &count, parts.region, ascii_upper, ascii_upper);
    add(out, &count, parts.rest, ascii_lower, ascii_lower);
    return (struct str){out, count};
}

struct str language_default(void)
{
    return language_tag(LANGUAGE_en);
}

struct str language_primary(struct str tag)
{
    return subtag_at(tag, 0);
}

enum script language_script_of(enum language_id id)
{
    struct str script = str_of(language_row_of(id, ROW_script)[0]);
    return str_equal(script, STR("Latn"))   ? SCRIPT_LATIN
           : str_equal(script, STR("Cyrl")) ? SCRIPT_CYRILLIC
           : str_equal(script, STR("Arab")) ? SCRIPT_ARABIC
                                            : SCRIPT_OTHER;
}

struct str language_of_script(enum script script)
{
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
        if (language_script_of(id) == script)
            return language_tag(id);
    return language_default();
}

bool language_region_listed(struct str tag, const char *const *regions)
{
    struct parts parts;
    if (!parse(tag, &parts) || parts.region.count == 0)
        return false;
    for (; *regions; regions++)
        if (str_equal_ascii_case(parts.region, str_of(*regions)))
            return true;
    return false;
}

// Has another file the same language in another script, as Uzbek has?
static bool in_two_scripts(struct str primary)
{
    size_t scripts = 0;
    enum script script = SCRIPT_OTHER;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        if (!str_equal(language_primary(language_tag(id)), primary))
            continue;
        scripts += script != language_script_of(id);
        script = language_script_of(id);
    }
    return scripts > 1;
}

// The script of a language that has a file: no need to ask ICU, whose data
// would have to be loaded first.
static bool common_script(struct str tag, enum script *script)
{
    struct str primary = language_primary(tag);
    struct parts parts;
    if (!parse(tag, &parts) || parts.rest.count)
        return false;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        struct str own = language_tag(id);
        if (!str_equal(tag, own) &&
            (parts.script.count || !str_equal(primary, language_primary(own)) ||
             in_two_scripts(primary)))
            continue;
        *script = language_script_of(id);
        // tg-PK is written in Arabic letters.
        return !language_region_listed(tag,
                                       language_row_of(id, ROW_script) + 1);
    }
    *script = SCRIPT_ARABIC;
    return is_dari_code(primary) && parts.script.count == 0;
}

static UScriptCode script_named(const char *name)
{
    if (strcmp(name, "Aran") == 0) // Nastaliq, which ICU does not list
        return USCRIPT_ARABIC;
    int32_t code = u_getPropertyValueEnum(UCHAR_SCRIPT, name);
    return code == UCHAR_INVALID_CODE ? USCRIPT_UNKNOWN : (UScriptCode)code;
}

// The script that CLDR gives a tag: Arab of uz-AF, Latn of ku; others.def has
// what CLDR has not.
static UScriptCode likely_script(struct str tag)
{
    char c_tag[LONGEST_TAG + 1], id[ULOC_FULLNAME_CAPACITY],
        full[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    if (tag.count == 0 || tag.count > LONGEST_TAG)
        return USCRIPT_LATIN;
    memcpy(c_tag, tag.bytes, tag.count);
    c_tag[tag.count] = '\0';
    uloc_forLanguageTag(c_tag, id, (int32_t)sizeof id, NULL, &error);
    uloc_addLikelySubtags(id, full, (int32_t)sizeof full, &error);
    int32_t count =
        uloc_getScript(full, script, (int32_t)sizeof script, &error);
    if (U_FAILURE(error) || count >= (int32_t)sizeof script)
        return USCRIPT_LATIN;
    if (count > 0)
        return script_named(script);
    const char *ours = language_row(language_primary(tag), ROW_script)[0];
    return ours ? script_named(ours) : USCRIPT_LATIN;
}

enum script language_script(struct str tag)
{
    enum script common;
    if (common_script(tag, &common))
        return common;
    UScriptCode code = likely_script(tag);
    if (code == USCRIPT_LATIN)
        return SCRIPT_LATIN;
    if (code == USCRIPT_CYRILLIC)
        return SCRIPT_CYRILLIC;
    return code == USCRIPT_ARABIC ? SCRIPT_ARABIC : SCRIPT_OTHER;
}

enum direction language_direction(struct str tag)
{
    enum script common;
    bool rtl = common_script(tag, &common)
                   ? common == SCRIPT_ARABIC
                   : uscript_isRightToLeft(likely_script(tag));
    return rtl ? DIRECTION_RTL : DIRECTION_LTR;
}

struct str language_own_name(struct str tag)
{
    struct str name = language_value(tag, ROW_own_name);
    return name.count ? name
                      : language_value(language_primary(tag), ROW_own_name);
}

// The digit 0 of a language, by CLDR's default numbering; Urdu, whose default
// is European, is printed with the Eastern digits here as in its books.
static uint32_t zero_of(struct str tag)
{
    size_t first = 0;
    struct str digits = language_value(tag, ROW_digits);
    bool arabic = digits.count > 10 && language_script(tag) == SCRIPT_ARABIC;
    return arabic ? utf8_next(digits, &first) : '0';
}

struct str language_digits(struct arena *arena, struct str tag, struct str text)
{
    uint32_t zero = zero_of(tag);
    if (zero == '0')
        return arena_str(arena, text);
    char *out = arena_alloc(arena, text.count * 2 + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.count; i++) {
        if (ascii_is_digit(text.bytes[i]))
            count += utf8_encode(zero + (uint32_t)(text.bytes[i] - '0'),
                                 out + count);
        else
            out[count++] = text.bytes[i];
    }
    return (struct str){out, count};
}

struct str language_number(struct arena *arena, struct str tag,
                           unsigned long number)
{
    return language_digits(arena, tag, arena_printf(arena, "%lu", number));
}

bool language_registered(struct str tag)
{
    // ICU has the languages that CLDR names, and those of its locales. Those
    // of Afghanistan that it lacks, and tags that name none.
    static const char *const here[] = {"prs", "haz", "aiq", "uzs", "pbt", "pbu",
                                       "pst", "bgp", "pes", "bsh", "psi", "psh",
                                       "aee", "glh", "sgh", "wbl", "isk", "mnj",
                                       "prc", "oru", "und", "mul", "x",   "i"};
    struct str primary = language_primary(tag);
    char name[ULOC_LANG_CAPACITY];
    if (STR_IS_ONE_OF(primary, here) || primary.count >= sizeof name)
        return true;
    memcpy(name, primary.bytes, primary.count);
    name[primary.count] = '\0';
    return uloc_getISO3Language(name)[0] != '\0';
}
