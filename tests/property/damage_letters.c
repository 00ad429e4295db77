// SPDX-License-Identifier: MIT
// What editors, fonts and encodings do to letters and spaces.
#include "property.h"

#include "base/characters.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ushape.h>
#include <unicode/ustring.h>

// ----- Walking over the prose -----

struct at { // a character of the clean text
    struct str text;
    size_t start, end;
    uint32_t before, c, after;
    enum role role;
};

// Writes the character, damaged or not; false: write it as it is.
typedef bool (*at_character)(struct hurt *hurt, const struct at *at,
                             struct buffer *out);

struct str hurt_text(struct hurt *hurt, const struct buffer *out)
{
    struct str text = buffer_str(out);
    bool same = str_equal(text, hurt->clean->text);
    struct str copy = same ? STR("") : arena_str(hurt->arena, text);
    return copy;
}

static struct str walk(struct hurt *hurt, at_character damage)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    struct at at = {.text = clean->text};
    while (at.end < clean->text.count) {
        at.before = at.c;
        at.start = at.end;
        at.c = utf8_next(clean->text, &at.end);
        size_t next = at.end;
        at.after = next < clean->text.count ? utf8_next(clean->text, &next) : 0;
        at.role = clean->roles[at.start];
        if (at.role == ROLE_NONE || !damage(hurt, &at, &out))
            buffer_add(&out, str_slice(clean->text, at.start, at.end));
    }
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    return text;
}

static bool within_word(const struct at *at)
{
    return u_isalpha((UChar32)at->c) && u_isalpha((UChar32)at->after);
}

static bool add_behind(const struct at *at, struct buffer *out, uint32_t c)
{
    buffer_add(out, str_slice(at->text, at->start, at->end));
    buffer_add_utf8(out, c);
    return true;
}

// ----- What is not seen -----

// In Dari and Pashto a soft hyphen between letters is a half-space.
static uint32_t soft_hyphen_or(const struct at *at, uint32_t other)
{
    return char_is_arabic(at->c) || char_is_arabic(at->after) ? other : 0xAD;
}

// U+200B and U+2060 are no damage between letters, but beside a space.
static bool zero_width_at(struct hurt *hurt, const struct at *at,
                          struct buffer *out)
{
    static const uint32_t unseen[] = {0x200B, 0x2060, 0xFEFF};
    if (dice_one_in(hurt->dice, 20) && within_word(at))
        return add_behind(
            at, out,
            dice_one_in(hurt->dice, 2) ? soft_hyphen_or(at, 0xFEFF) : 0xFEFF);
    return u_isalpha((UChar32)at->c) && at->after == ' ' &&
           dice_one_in(hurt->dice, 10) &&
           add_behind(at, out, unseen[dice_below(hurt->dice, 3)]);
}

static struct str zero_width(struct hurt *hurt)
{
    return walk(hurt, zero_width_at);
}

static bool control_at(struct hurt *hurt, const struct at *at,
                       struct buffer *out)
{
    static const uint32_t controls[] = {0x07, 0x10, 0x1C, 0x7F, 0x8D};
    return at->role != ROLE_FRONT && within_word(at) &&
           dice_one_in(hurt->dice, 300) &&
           add_behind(at, out, controls[dice_below(hurt->dice, 5)]);
}

static struct str controls(struct hurt *hurt)
{
    return walk(hurt, control_at);
}

static bool soft_hyphen_at(struct hurt *hurt, const struct at *at,
                           struct buffer *out)
{
    if (at->role != ROLE_BODY || !within_word(at) || char_is_arabic(at->c) ||
        !dice_one_in(hurt->dice, 80))
        return false;
    add_behind(at, out, 0xAD);
    buffer_add_byte(out, '\n');
    return true;
}

static struct str soft_hyphen_lines(struct hurt *hurt)
{
    return walk(hurt, soft_hyphen_at);
}

static bool zwnj_at(struct hurt *hurt, const struct at *at, struct buffer *out)
{
    if (at->c == 0x200C)
        return add_behind(at, out, 0x200C);
    return u_isalpha((UChar32)at->c) && at->after == ' ' &&
           dice_one_in(hurt->dice, 15) && add_behind(at, out, 0x200C);
}

static struct str zwnj(struct hurt *hurt)
{
    return walk(hurt, zwnj_at);
}

static bool half_space_at(struct hurt *hurt, const struct at *at,
                          struct buffer *out)
{
    static const uint32_t typed[] = {0xAD, 0xAC, 0x200F, 0x200E};
    if (at->c != 0x200C || !char_is_arabic_letter(at->before) ||
        !char_is_arabic_letter(at->after))
        return false;
    buffer_add_utf8(out, typed[dice_below(hurt->dice, 4)]);
    return true;
}

static struct str half_spaces(struct hurt *hurt)
{
    return walk(hurt, half_space_at);
}

// ----- Letters -----

static bool arabic_letter_at(struct hurt *hurt, const struct at *at,
                             struct buffer *out)
{
    uint32_t c = at->c;
    bool dari = clean_is(hurt->clean, "fa");
    if (at->role == ROLE_MARKED || (!dari && c == 0x6CC))
        return false;
    c = c == 0x6CC                 ? 0x64A
        : c == 0x6A9               ? 0x643
        : c >= 0x6F0 && c <= 0x6F9 ? c - 0x6F0 + 0x660
                                   : c;
    if (c != at->c)
        buffer_add_utf8(out, c);
    return c != at->c;
}

static struct str arabic_letters(struct hurt *hurt)
{
    return walk(hurt, arabic_letter_at);
}

static bool some_arabic_letters_at(struct hurt *hurt, const struct at *at,
                                   struct buffer *out)
{
    return dice_one_in(hurt->dice, 5) && arabic_letter_at(hurt, at, out);
}

static struct str some_arabic_letters(struct hurt *hurt)
{
    return walk(hurt, some_arabic_letters_at);
}

static bool is_joining(uint32_t c, bool dual)
{
    int type = u_getIntPropertyValue((UChar32)c, UCHAR_JOINING_TYPE);
    return type == U_JT_DUAL_JOINING || (!dual && type == U_JT_RIGHT_JOINING);
}

static bool tatweel_at(struct hurt *hurt, const struct at *at,
                       struct buffer *out)
{
    if (!is_joining(at->c, true) || !is_joining(at->after, false) ||
        !dice_one_in(hurt->dice, 12))
        return false;
    add_behind(at, out, 0x640);
    if (dice_one_in(hurt->dice, 2))
        buffer_add_utf8(out, 0x640);
    return true;
}

static struct str tatweel(struct hurt *hurt)
{
    return walk(hurt, tatweel_at);
}

static struct str ligatures(struct hurt *hurt)
{
    static const char *const letters[] = {"ffi", "ffl", "ff", "fi", "fl"};
    static const uint32_t forms[] = {0xFB03, 0xFB04, 0xFB00, 0xFB01, 0xFB02};
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    for (size_t at = 0; at < clean->text.count;) {
        struct str rest = str_slice(clean->text, at, clean->text.count);
        size_t which = 0;
        while (which < COUNT(letters) &&
               !str_starts(rest, str_of(letters[which])))
            which++;
        if (which < COUNT(letters) && clean->roles[at] != ROLE_NONE &&
            !dice_one_in(hurt->dice, 4)) {
            buffer_add_utf8(&out, forms[which]);
            at += strlen(letters[which]);
        } else
            buffer_add_byte(&out, clean->text.bytes[at++]);
    }
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    return text;
}

// Words in their joined shapes, by ICU's table and not by ours.
static void add_shaped(struct buffer *out, struct str word)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar letters[200], shaped[400];
    char bytes[1200];
    int32_t count = 0, length = 0, written = 0;
    u_strFromUTF8(letters, 200, &count, word.bytes, (int32_t)word.count,
                  &status);
    length = u_shapeArabic(letters, count, shaped, 400,
                           U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK |
                               U_SHAPE_TEXT_DIRECTION_LOGICAL,
                           &status);
    u_strToUTF8(bytes, sizeof bytes, &written, shaped, length, &status);
    if (U_FAILURE(status))
        abort();
    buffer_add(out, (struct str){bytes, (size_t)written});
}

static struct str presentation_forms(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    struct str text = clean->text;
    struct buffer out = {0};
    size_t sides = 1 + dice_below(hurt->dice, 3);
    for (size_t at = 0; at < text.count;) {
        size_t start = at, end = at;
        while (at < text.count && clean->roles[start] != ROLE_NONE &&
               at - start < 200 && is_letter(utf8_next(text, &at)))
            end = at;
        if (end == start) {
            buffer_add_byte(&out, text.bytes[start]);
            at = start + 1;
            continue;
        }
        if (dice_one_in(hurt->dice, sides))
            add_shaped(&out, str_slice(text, start, end));
        else
            buffer_add(&out, str_slice(text, start, end));
        at = end;
    }
    struct str shaped = hurt_text(hurt, &out);
    buffer_release(&out);
    return shaped;
}

static struct str decomposed(struct hurt *hurt)
{
    UErrorCode status = U_ZERO_ERROR;
    struct str text = hurt->clean->text;
    int32_t room = (int32_t)text.count * 3, count = 0, length;
    UChar *before = arena_array(hurt->arena, sizeof *before, text.count + 1);
    UChar *after = arena_array(hurt->arena, sizeof *after, (size_t)room);
    char *bytes = arena_alloc(hurt->arena, (size_t)room);
    u_strFromUTF8(before, (int32_t)text.count, &count, text.bytes,
                  (int32_t)text.count, &status);
    length = unorm2_normalize(unorm2_getNFDInstance(&status), before, count,
                              after, room, &status);
    u_strToUTF8(bytes, room, &count, after, length, &status);
    if (U_FAILURE(status))
        abort();
    struct str result = {bytes, (size_t)count};
    return str_equal(result, text) ? STR("") : result;
}

// ----- Spaces, dashes, lines -----

static bool spaces_at(struct hurt *hurt, const struct at *at,
                      struct buffer *out)
{
    static const char *const runs[] = {"  ", "   ", " \u00A0", "\u00A0 "};
    if (at->role == ROLE_FRONT || at->c != ' ' || !is_letter(at->before) ||
        !is_letter(at->after) || !dice_one_in(hurt->dice, 8))
        return false;
    buffer_add_c(out, runs[dice_below(hurt->dice, COUNT(runs))]);
    return true;
}

static struct str spaces(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    // Cells are padded: spaces in tables stay.
    for (size_t i = 0; i < clean->paragraph_count; i++)
        if (clean->text.bytes[clean->paragraphs[i].start] == '|')
            memset(clean->roles + clean->paragraphs[i].start, ROLE_FRONT,
                   clean->paragraphs[i].end - clean->paragraphs[i].start);
    return walk(hurt, spaces_at);
}

static bool hyphen_at(struct hurt *hurt, const struct at *at,
                      struct buffer *out)
{
    (void)hurt;
    if (at->c != '-' || !is_letter(at->before) || !is_letter(at->after))
        return false;
    buffer_add_utf8(out, 0x2010);
    return true;
}

static struct str hyphens(struct hurt *hurt)
{
    return walk(hurt, hyphen_at);
}

static struct str line_ends(struct hurt *hurt)
{
    static const char *const ends[] = {"\r\n", "\r"};
    struct buffer out = {0};
    const char *end = ends[dice_below(hurt->dice, 2)];
    for (size_t i = 0; i < hurt->clean->text.count; i++)
        if (hurt->clean->text.bytes[i] == '\n')
            buffer_add_c(&out, end);
        else
            buffer_add_byte(&out, hurt->clean->text.bytes[i]);
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    return text;
}

// Lines filled anew are no damage: they stay as they are.
static struct str filled(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    size_t column = 0;
    size_t width = 30 + dice_below(hurt->dice, 60);
    for (size_t i = 0; i < clean->text.count; i++) {
        char c = clean->text.bytes[i];
        size_t next = i + 1;
        bool breaks =
            c == ' ' && column > width && clean->roles[i] == ROLE_BODY &&
            next < clean->text.count && clean->roles[next] == ROLE_BODY &&
            is_letter(utf8_next(clean->text, &next));
        buffer_add_byte(&out, breaks ? '\n' : c);
        column = breaks || c == '\n' ? 0 : column + 1;
    }
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    hurt->expected = text;
    return text;
}

static struct str untouched(struct hurt *hurt)
{
    return hurt->clean->text;
}

// ----- Encodings -----

// Empty where the encoding does not have a letter of the text.
static struct str encoded(struct hurt *hurt, struct str text, const char *name)
{
    iconv_t converter = iconv_open(name, "UTF-8");
    if (converter == (iconv_t)-1)
        abort();
    size_t room = text.count * 4 + 8, left = room, input = text.count;
    char *bytes = arena_alloc(hurt->arena, room);
    char *out = bytes, *in = arena_c_string(hurt->arena, text);
    size_t failed = iconv(converter, &in, &input, &out, &left);
    iconv_close(converter);
    if (failed != 0)
        return STR("");
    return (struct str){bytes, room - left};
}

static struct str unicode(struct hurt *hurt)
{
    static const char *const names[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE",
                                        "UTF-32BE", "UTF-8"};
    struct str text =
        arena_printf(hurt->arena, "\uFEFF%.*s", STR_ARG(hurt->clean->text));
    return encoded(hurt, text, names[dice_below(hurt->dice, COUNT(names))]);
}

// The clean text with "mirab" for each marked span, so that a set of 256
// characters may have all its letters.
static struct str without_spans(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    for (size_t i = 0; i < clean->text.count; i++) {
        bool inside = clean->roles[i] == ROLE_MARKED;
        if (inside && clean->roles[i + 1] != ROLE_MARKED)
            buffer_add_c(&out, "mirab");
        else if (!inside)
            buffer_add_byte(&out, clean->text.bytes[i]);
    }
    hurt->expected = arena_str(hurt->arena, buffer_str(&out));
    buffer_release(&out);
    return hurt->expected;
}

static struct str eight_bits(struct hurt *hurt)
{
    static const char *const names[] = {"windows-1251", "windows-1252",
                                        "KOI8-R", "ISO-8859-5"};
    const char *name = names[dice_below(hurt->dice, COUNT(names))];
    hurt->from = str_of(name);
    return encoded(hurt, without_spans(hurt), name);
}

static struct str eight_bits_untold(struct hurt *hurt)
{
    struct str bytes = eight_bits(hurt);
    hurt->from = STR("");
    return bytes;
}

// No soft hyphen, no-break space or control comes of it.
static bool is_mild(struct str word)
{
    for (size_t i = 0; i < word.count; i++) {
        unsigned char byte = (unsigned char)word.bytes[i];
        if (byte <= 0xA0 || byte == 0xAD)
            return false;
    }
    return word.count > 0;
}

enum { MILD_WORDS = 8 };

static size_t count_mild(struct str text, const struct paragraph *where)
{
    size_t count = 0;
    for (size_t at = where->start; at < where->end;) {
        size_t start = at, end = at;
        while (at < where->end && is_letter(utf8_next(text, &at)))
            end = at;
        count += is_mild(str_slice(text, start, end));
    }
    return count;
}

// A paragraph that an older program has read in a wrong encoding is only
// reported. Words that would be changed otherwise are left out of it.
static struct str mojibake(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < clean->paragraph_count; i++) {
        const struct paragraph *where = &clean->paragraphs[i];
        if (!where->plain || count_mild(clean->text, where) < MILD_WORDS ||
            dice_below(hurt->dice, 3) > 0)
            continue;
        buffer_add(&out, str_slice(clean->text, done, where->start));
        for (size_t at = where->start; at < where->end;) {
            size_t start = at, end = at;
            while (at < where->end && is_letter(utf8_next(clean->text, &at)))
                end = at;
            struct str word = str_slice(clean->text, start, end);
            for (size_t k = 0; k < word.count && is_mild(word); k++)
                buffer_add_utf8(&out, (unsigned char)word.bytes[k]);
            if (is_mild(word))
                buffer_add_byte(&out, ' ');
            at = at > end ? at : end;
        }
        buffer_add_c(&out, "is what it was.");
        done = where->end;
    }
    buffer_add(&out, str_slice(clean->text, done, clean->text.count));
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    hurt->expected = text;
    return text;
}

// ----- The table -----

#define ARABIC_SCRIPT "fa ps"
#define ALL "en fa ps ru"

const struct damage letter_damages[] = {
    {"none", ALL, untouched, FATE_REPAIRED, NULL},
    {"filled", ALL, filled, FATE_REPAIRED, NULL},
    {"zero-width", ALL, zero_width, FATE_REPAIRED, NULL},
    {"controls", ALL, controls, FATE_REPAIRED, "control-characters"},
    {"soft-hyphen-lines", "en ru", soft_hyphen_lines, FATE_REPAIRED, NULL},
    {"half-spaces", ARABIC_SCRIPT, half_spaces, FATE_REPAIRED,
     "half-space-typed"},
    {"zwnj", ARABIC_SCRIPT, zwnj, FATE_REPAIRED, NULL},
    {"arabic-letters", ARABIC_SCRIPT, arabic_letters, FATE_REPAIRED, NULL},
    {"some-arabic-letters", ARABIC_SCRIPT, some_arabic_letters, FATE_REPAIRED,
     NULL},
    {"tatweel", ARABIC_SCRIPT, tatweel, FATE_REPAIRED, NULL},
    {"presentation-forms", ARABIC_SCRIPT, presentation_forms, FATE_REPAIRED,
     NULL},
    {"decomposed", ALL, decomposed, FATE_REPAIRED, NULL},
    {"ligatures", "en", ligatures, FATE_REPAIRED, NULL},
    {"spaces", ALL, spaces, FATE_REPAIRED, NULL},
    {"hyphens", "en ru", hyphens, FATE_REPAIRED, NULL},
    {"line-ends", ALL, line_ends, FATE_REPAIRED, NULL},
    {"unicode", ALL, unicode, FATE_REPAIRED, NULL},
    {"eight-bits", "en ru", eight_bits, FATE_REPAIRED, NULL},
    {"mojibake", "fa ps ru", mojibake, FATE_REPAIRED, "mojibake"},
    {"eight-bits-untold", "en ru", eight_bits_untold, FATE_REFUSED, NULL},
};
const size_t letter_damage_count = COUNT(letter_damages);
