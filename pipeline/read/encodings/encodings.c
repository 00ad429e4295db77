// SPDX-License-Identifier: MIT
// Names of encodings, what marks, zero bytes and editors say, and decoding.
#include "read/encodings/encodings.h"

#include "base/ascii.h"
#include "base/fail.h"
#include "base/nearest.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

// ----- Names -----

// MacArabic has ASCII's marks and the digits twice: those from 0xA0 on are
// meant for right-to-left text, but are the same characters.
static const uint16_t mac_arabic[128] = {
    0x00C4, 0x00A0, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, // 80
    0x00E0, 0x00E2, 0x00E4, 0x06BA, 0x00AB, 0x00E7, 0x00E9, 0x00E8, // 88
    0x00EA, 0x00EB, 0x00ED, 0x2026, 0x00EE, 0x00EF, 0x00F1, 0x00F3, // 90
    0x00BB, 0x00F4, 0x00F6, 0x00F7, 0x00FA, 0x00F9, 0x00FB, 0x00FC, // 98
    0x0020, 0x0021, 0x0022, 0x0023, 0x0024, 0x066A, 0x0026, 0x0027, // A0
    0x0028, 0x0029, 0x002A, 0x002B, 0x060C, 0x002D, 0x002E, 0x002F, // A8
    0x0660, 0x0661, 0x0662, 0x0663, 0x0664, 0x0665, 0x0666, 0x0667, // B0
    0x0668, 0x0669, 0x003A, 0x061B, 0x003C, 0x003D, 0x003E, 0x061F, // B8
    0x274A, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, // C0
    0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F, // C8
    0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x0637, // D0
    0x0638, 0x0639, 0x063A, 0x005B, 0x005C, 0x005D, 0x005E, 0x005F, // D8
    0x0640, 0x0641, 0x0642, 0x0643, 0x0644, 0x0645, 0x0646, 0x0647, // E0
    0x0648, 0x0649, 0x064A, 0x064B, 0x064C, 0x064D, 0x064E, 0x064F, // E8
    0x0650, 0x0651, 0x0652, 0x067E, 0x0679, 0x0686, 0x06D5, 0x06A4, // F0
    0x06AF, 0x0688, 0x0691, 0x007B, 0x007C, 0x007D, 0x0698, 0x06D2, // F8
};

static const struct encoding known[] = {
#define OTHER(name, for_iconv, unit) {name, for_iconv, NULL, unit, false},
#define ENCODING(name, for_iconv) {name, for_iconv, NULL, 1, false},
#include "read/encodings/encodings.def"
#undef OTHER
#undef ENCODING
};
enum { KNOWN_COUNT = sizeof known / sizeof known[0] };

static const struct {
    const char *key, *name;
} aliases[] = {
#define ALIAS(key, name) {key, name},
#include "read/encodings/encodings.def"
#undef ALIAS
};

// Longer ones are none: what iconv has is far below.
enum { NAME_BYTES = 40 };

// Letters in lower case and digits, all else left out. False: no such name,
// and none that may go to iconv, where `/` would begin options.
static bool make_key(struct str name, char key[NAME_BYTES + 1])
{
    size_t count = 0;
    if (name.count == 0 || name.count > NAME_BYTES)
        return false;
    for (size_t i = 0; i < name.count; i++) {
        char c = name.bytes[i];
        if (ascii_is_alphanumeric(c))
            key[count++] = ascii_lower(c);
        else if (!strchr("-_.:+()", c) || c == '\0')
            return false;
    }
    key[count] = '\0';
    return count > 0;
}

static struct encoding known_named(const char *name)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (strcmp(known[i].name, name) == 0) {
            struct encoding encoding = known[i];
            if (strcmp(name, "MacArabic") == 0)
                encoding.table = mac_arabic;
            return encoding;
        }
    BUG("an encoding that encodings.def does not have");
}

static bool find_known(const char *key, struct encoding *encoding)
{
    char own[NAME_BYTES + 1];
    const char *name = NULL;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (strcmp(aliases[i].key, key) == 0)
            name = aliases[i].name;
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (make_key(str_of(known[i].name), own) && strcmp(own, key) == 0)
            name = known[i].name;
    if (name)
        *encoding = known_named(name);
    return name != NULL;
}

// UTF-16 with no order said is that of a mark, else that of Windows.
static bool is_wide(const char *key, struct encoding *encoding)
{
    bool wide16 = !strcmp(key, "utf16") || !strcmp(key, "ucs2") ||
                  !strcmp(key, "unicode");
    bool wide32 = !strcmp(key, "utf32") || !strcmp(key, "ucs4");
    if (wide16 || wide32)
        *encoding = known_named(wide16 ? "UTF-16LE" : "UTF-32LE");
    encoding->any_order = wide16 || wide32;
    return wide16 || wide32;
}

bool encoding_named(struct arena *arena, struct str name,
                    struct encoding *encoding)
{
    char key[NAME_BYTES + 1];
    if (!make_key(name, key))
        return false;
    if (find_known(key, encoding) || is_wide(key, encoding))
        return true;
    const char *own = arena_c_string(arena, name);
    iconv_t converter = iconv_open("UTF-8", own);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    *encoding = (struct encoding){.name = own, .for_iconv = own, .unit = 1};
    return true;
}

bool encoding_same(const struct encoding *a, const struct encoding *b)
{
    return strcmp(a->name, b->name) == 0;
}

const char *encoding_meant(struct str name)
{
    const char *names[KNOWN_COUNT];
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        names[i] = known[i].name;
    return nearest_word(name, names, KNOWN_COUNT);
}

// ----- Marks and zero bytes -----

size_t encoding_by_mark(struct str bytes, struct encoding *encoding)
{
    static const struct {
        struct str mark;
        const char *name;
    } marks[] = {
        // Before UTF-16LE, whose mark it begins with.
        {{"\xFF\xFE\0\0", 4}, "UTF-32LE"}, {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
        {{"\xFF\xFE", 2}, "UTF-16LE"},     {{"\xFE\xFF", 2}, "UTF-16BE"},
        {{"\xEF\xBB\xBF", 3}, "UTF-8"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts(bytes, marks[i].mark)) {
            *encoding = known_named(marks[i].name);
            return marks[i].mark.count;
        }
    return 0;
}

enum { SAMPLE_BYTES = 4096 };

static uint32_t unit_32(const char *bytes, bool little)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)bytes[little ? 3 - i : i];
    return value;
}

// Every unit is a character: of other texts not even a handful is.
static bool is_utf32(struct str sample, bool little)
{
    size_t count = sample.count / 4;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = unit_32(sample.bytes + 4 * i, little);
        if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return false;
    }
    return count >= 2;
}

// High bytes of alphabets, and of punctuation.
static bool is_high_byte(unsigned char byte)
{
    return byte <= 0x17 || byte == 0x1E || (byte >= 0x20 && byte <= 0x22) ||
           byte == 0x25 || byte == 0xFB || byte >= 0xFD;
}

// Where the high byte is, spaces, line ends and Latin letters have zero, and
// all else a byte of few kinds; on the other side hardly any letter has it (Ā
// is 0100). In text of Arabic script every sixth unit is a space.
static bool is_utf16(struct str sample, size_t high_side)
{
    size_t units = sample.count / 2, zeros[2] = {0, 0}, high = 0;
    for (size_t i = 0; i < 2 * units; i++) {
        unsigned char byte = (unsigned char)sample.bytes[i];
        zeros[i % 2] += byte == 0;
        high += i % 2 == high_side && is_high_byte(byte);
    }
    return units >= 2 && zeros[high_side] * 20 > units &&
           zeros[1 - high_side] * 10 < zeros[high_side] &&
           high * 10 > units * 9;
}

bool encoding_by_zeros(struct str bytes, struct encoding *encoding)
{
    struct str sample = str_slice(
        bytes, 0, bytes.count < SAMPLE_BYTES ? bytes.count : SAMPLE_BYTES);
    const char *name = NULL;
    if (bytes.count % 4 == 0 && is_utf32(sample, false))
        name = "UTF-32BE";
    else if (bytes.count % 4 == 0 && is_utf32(sample, true))
        name = "UTF-32LE";
    else if (bytes.count % 2 == 0 && is_utf16(sample, 0))
        name = "UTF-16BE";
    else if (bytes.count % 2 == 0 && is_utf16(sample, 1))
        name = "UTF-16LE";
    if (name)
        *encoding = known_named(name);
    return name != NULL;
}

// ----- Mode lines -----

static bool name_byte(char c)
{
    return ascii_is_alphanumeric(c) || (c && strchr("-_.+", c));
}

// Emacs adds how lines end.
static struct str without_line_end(struct str name)
{
    static const char *const ends[] = {"-unix", "-dos", "-mac"};
    for (size_t i = 0; i < 3; i++)
        if (str_ends(name, str_of(ends[i])))
            return str_slice(name, 0, name.count - strlen(ends[i]));
    return name;
}

// The name after key in line, behind the first `start`.
static bool value_in(struct str line, const char *start, const char *key,
                     struct str *name)
{
    size_t from = str_find(line, str_of(start));
    if (from == STR_NONE)
        return false;
    struct str rest = str_slice(line, from + strlen(start), line.count);
    size_t at = str_find(rest, str_of(key));
    if (at == STR_NONE)
        return false;
    at += strlen(key);
    while (at < rest.count && rest.bytes[at] == ' ')
        at++;
    size_t end = at;
    while (end < rest.count && name_byte(rest.bytes[end]))
        end++;
    *name = without_line_end(str_slice(rest, at, end));
    return name->count > 0;
}

static bool mode_line(struct str line, struct str *name)
{
    // Names that say no encoding.
    static const char *const none[] = {"undecided", "raw-text", "binary",
                                       "no-conversion", "default"};
    bool found = value_in(line, "-*-", "coding:", name) ||
                 value_in(line, "vim:", "fileencoding=", name) ||
                 value_in(line, "vim:", "fenc=", name) ||
                 value_in(line, "vi:", "fenc=", name);
    for (size_t i = 0; found && i < sizeof none / sizeof none[0]; i++)
        found = !str_equal(*name, str_of(none[i]));
    return found;
}

// Vim looks at five lines on either end (CR LF counts as two here); a longer
// line is none for an editor.
enum { MODE_LINES = 10, MODE_LINE_BYTES = 400 };

static bool line_end(char c)
{
    return c == '\n' || c == '\r';
}

bool encoding_mode_line(struct str bytes, struct str *name, struct str *line)
{
    size_t at = 0;
    for (int i = 0; i < 2 * MODE_LINES && at < bytes.count; i++) {
        if (i == MODE_LINES) { // on to the last lines
            size_t first = at;
            at = bytes.count;
            for (int back = 0; back < MODE_LINES && at > first; back++)
                do
                    at--;
                while (at > first && !line_end(bytes.bytes[at - 1]));
        }
        size_t end = at;
        while (end < bytes.count && !line_end(bytes.bytes[end]))
            end++;
        *line = str_slice(bytes, at, end);
        if (line->count <= MODE_LINE_BYTES && mode_line(*line, name))
            return true;
        at = end + 1;
    }
    return false;
}

// ----- Decoding -----

static void add_bad(struct decoded *decoded, struct str bytes, size_t from)
{
    if (decoded->bad_count < SHOWN_BAD_BYTES)
        decoded->bad[decoded->bad_count] = (struct bad_byte){
            from, decoded->text.count, (unsigned char)bytes.bytes[from]};
    decoded->bad_count++;
    buffer_add_utf8(&decoded->text, 0xFFFD);
}

static void decode_utf8(struct str bytes, struct decoded *decoded)
{
    size_t done = 0;
    for (size_t i = 0; i < bytes.count;) {
        size_t count = utf8_valid(bytes.bytes + i, bytes.count - i);
        if (count == 0) {
            buffer_add(&decoded->text, str_slice(bytes, done, i));
            add_bad(decoded, bytes, i);
            done = i + 1;
        }
        i += count ? count : 1;
    }
    buffer_add(&decoded->text, str_slice(bytes, done, bytes.count));
}

static void decode_by_table(const uint16_t *table, struct str bytes,
                            struct decoded *decoded)
{
    for (size_t i = 0; i < bytes.count; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        uint32_t c = byte < 0x80 ? byte : table[byte - 0x80];
        if (c == 0 && byte != 0)
            add_bad(decoded, bytes, i);
        else
            buffer_add_utf8(&decoded->text, c);
    }
}

static void decode_by_iconv(const struct encoding *encoding, struct str bytes,
                            struct decoded *decoded)
{
    iconv_t converter = iconv_open("UTF-8", encoding->for_iconv);
    if (converter == (iconv_t)-1)
        fail_system("iconv does not know an encoding that it knew");
    // iconv does not write through its input, but asks for char **.
    char *from = (char *)(uintptr_t)bytes.bytes;
    size_t left = bytes.count;
    char room[8192];
    for (bool flush = false; left > 0 || !flush;) {
        char *to = room, *before = from;
        size_t space = sizeof room;
        flush = left == 0; // a letter may wait for the mark to come
        size_t status = iconv(converter, flush ? NULL : &from,
                              flush ? NULL : &left, &to, &space);
        buffer_add(&decoded->text, (struct str){room, (size_t)(to - room)});
        bool stuck = from == before && to == room;
        if (status != (size_t)-1 || flush || (errno == E2BIG && !stuck))
            continue;
        // Cut short at the end, what is left is one character.
        size_t skip = errno == EINVAL ? left : encoding->unit;
        skip = skip < left ? skip : left;
        add_bad(decoded, bytes, bytes.count - left);
        from += skip;
        left -= skip;
    }
    iconv_close(converter);
}

void encoding_decode(const struct encoding *encoding, struct str bytes,
                     struct decoded *decoded)
{
    *decoded = (struct decoded){0};
    if (encoding->table)
        decode_by_table(encoding->table, bytes, decoded);
    else if (encoding->for_iconv)
        decode_by_iconv(encoding, bytes, decoded);
    else
        decode_utf8(bytes, decoded);
}

void encoding_characters(const char *name, uint32_t characters[128])
{
    struct encoding encoding = known_named(name);
    struct decoded decoded;
    // Each on a line of its own, so that no two make one letter.
    char lines[256];
    for (int i = 0; i < 128; i++) {
        lines[2 * i] = (char)(0x80 + i);
        lines[2 * i + 1] = '\n';
    }
    encoding_decode(&encoding, (struct str){lines, sizeof lines}, &decoded);
    struct str text = buffer_str(&decoded.text);
    size_t at = 0;
    for (int i = 0; i < 128; i++) {
        uint32_t c = utf8_next(text, &at);
        characters[i] = c == 0xFFFD ? 0 : c;
        while (utf8_next(text, &at) != '\n')
            continue;
    }
    buffer_release(&decoded.text);
}
