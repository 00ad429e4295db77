// SPDX-License-Identifier: MIT
// From the bytes of a file to UTF-8, and what is no text sent back.
#include "read.h"

#include "buffer.h"
#include "fail.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

// ----- What is no text -----

static const struct format {
    struct str start; // of the file
    enum message message;
} formats[] = {
    {{"%PDF-", 5}, MESSAGE_file_is_pdf},
    {{"PK\3\4", 4}, MESSAGE_file_is_zip},
    {{"PK\5\6", 4}, MESSAGE_file_is_zip},
    {{"{\\rtf", 5}, MESSAGE_file_is_rtf},
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, MESSAGE_file_is_doc},
};

// The first file of an Open Document is named mimetype and stored.
static const char *zip_format(struct str bytes)
{
    struct str start =
        str_slice(bytes, 0, bytes.count < 4096 ? bytes.count : 4096);
    if (str_find(start, STR("opendocument.text")) != STR_NONE)
        return "odt";
    if (str_find(start, STR("application/epub+zip")) != STR_NONE)
        return "epub";
    return "docx";
}

static bool refuse_format(struct str bytes, const struct context *context)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!str_starts(bytes, formats[i].start))
            continue;
        if (formats[i].message == MESSAGE_file_is_zip)
            diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_zip,
                        str_of(zip_format(bytes)), context->path);
        else
            diag_report(context->diag, PLACE_NONE, formats[i].message,
                        context->path);
        return true;
    }
    return false;
}

// A text has no controls but white space, and escapes of terminals at most.
static bool is_binary(struct str text)
{
    size_t controls = 0;
    for (size_t i = 0; i < text.count; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' &&
            byte != '\f')
            controls++;
    }
    return controls > 8 && controls > text.count / 20;
}

// ----- Which encoding -----

struct encoding {
    const char *name; // for iconv; NULL: UTF-8
    size_t mark;      // bytes of the byte order mark
};

static struct encoding encoding_by_mark(struct str bytes)
{
    // UTF-32LE first: its mark begins like that of UTF-16LE.
    if (str_starts(bytes, (struct str){"\xFF\xFE\0\0", 4}))
        return (struct encoding){"UTF-32LE", 4};
    if (str_starts(bytes, (struct str){"\0\0\xFE\xFF", 4}))
        return (struct encoding){"UTF-32BE", 4};
    if (str_starts(bytes, STR("\xFF\xFE")))
        return (struct encoding){"UTF-16LE", 2};
    if (str_starts(bytes, STR("\xFE\xFF")))
        return (struct encoding){"UTF-16BE", 2};
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        return (struct encoding){NULL, 3};
    return (struct encoding){NULL, 0};
}

// High bytes of the scripts that briefs are written in, and of punctuation.
static bool is_high_byte(unsigned char byte)
{
    return byte <= 0x07 || byte == 0x1E || (byte >= 0x20 && byte <= 0x22) ||
           byte == 0x25 || byte == 0xFB || byte >= 0xFD;
}

// UTF-16 without a mark: where the high byte is, spaces, line ends and Latin
// letters have NUL, and all else a byte of few kinds; on the other side there
// is no NUL. In text of Arabic script every sixth unit is a space.
static const char *encoding_by_nul(struct str bytes)
{
    size_t sample = bytes.count < 4096 ? bytes.count : 4096, units = sample / 2;
    size_t nul[2] = {0, 0}, high[2] = {0, 0};
    if (bytes.count % 2 != 0 || units < 2)
        return NULL;
    for (size_t i = 0; i < 2 * units; i++) {
        nul[i % 2] += bytes.bytes[i] == 0;
        high[i % 2] += is_high_byte((unsigned char)bytes.bytes[i]);
    }
    for (size_t side = 0; side < 2; side++)
        if (nul[side] * 20 > units && nul[1 - side] == 0 &&
            high[side] * 10 > units * 9)
            return side ? "UTF-16LE" : "UTF-16BE";
    return NULL;
}

// Offset of the first byte that is no UTF-8, STR_NONE where there is none.
static size_t first_invalid(struct str bytes)
{
    for (size_t i = 0; i < bytes.count;) {
        if ((unsigned char)bytes.bytes[i] < 0x80) {
            i++;
            continue;
        }
        size_t count = utf8_valid(bytes.bytes + i, bytes.count - i);
        if (count == 0)
            return i;
        i += count;
    }
    return STR_NONE;
}

// ----- Converting -----

// `seen` is what the message can show: as far as it decodes.
static void report_undecodable(const struct context *context, struct str seen,
                               size_t at, size_t byte, const char *encoding)
{
    diag_set_text(context->diag, arena_str(context->arena, seen));
    struct place place = {at, at < seen.count};
    diag_report(context->diag, place, MESSAGE_undecodable, str_of(encoding),
                arena_printf(context->arena, "%zu", byte + 1));
}

// The bytes with a question mark for each that is no UTF-8.
static void show_invalid(struct str bytes, struct buffer *shown)
{
    for (size_t i = 0; i < bytes.count;) {
        size_t count = utf8_valid(bytes.bytes + i, bytes.count - i);
        if (count && bytes.bytes[i])
            buffer_add(shown, str_slice(bytes, i, i + count));
        else
            buffer_add_byte(shown, '?');
        i += count ? count : 1;
    }
}

static bool convert(struct str file, struct encoding encoding,
                    const struct context *context, struct buffer *out)
{
    iconv_t converter = iconv_open("UTF-8", encoding.name);
    if (converter == (iconv_t)-1)
        fail_system("iconv does not know an encoding that glibc has");
    struct str bytes = str_slice(file, encoding.mark, file.count);
    // iconv does not write through its input, but asks for char **.
    char *from = (char *)(uintptr_t)bytes.bytes;
    size_t left = bytes.count;
    char room[8192];
    bool done = true;
    while (left > 0 && done) {
        char *to = room;
        size_t space = sizeof room;
        size_t status = iconv(converter, &from, &left, &to, &space);
        buffer_add(out, (struct str){room, (size_t)(to - room)});
        done = status != (size_t)-1 || errno == E2BIG;
    }
    iconv_close(converter);
    if (!done)
        report_undecodable(context, buffer_str(out), out->count,
                           file.count - left, encoding.name);
    return done;
}

// ----- What no text may hold -----

static size_t next_forbidden(struct str text, size_t from, struct str *found)
{
    for (size_t i = from; i < text.count; i++) {
        if (text.bytes[i] == 0) {
            *found = STR("U+0000");
            return i;
        }
        if (text.bytes[i] == '\xEF' && i + 2 < text.count &&
            text.bytes[i + 1] == '\xBF' &&
            (unsigned char)text.bytes[i + 2] >= 0xBE) {
            *found =
                text.bytes[i + 2] == '\xBE' ? STR("U+FFFE") : STR("U+FFFF");
            return i;
        }
    }
    return STR_NONE;
}

// NUL ends strings in too many libraries, and U+FFFE marks our markers; both
// become U+FFFD, as CommonMark (2.3) has it for NUL.
static void replace_forbidden(const struct context *context, struct str text,
                              struct buffer *out)
{
    struct str found;
    size_t done = 0, at;
    bool reported = false;
    while ((at = next_forbidden(text, done, &found)) != STR_NONE) {
        size_t count = text.bytes[at] == 0 ? 1 : 3;
        buffer_add(out, str_slice(text, done, at));
        struct place place = {out->count, 3};
        if (!reported)
            diag_report(context->diag, place, MESSAGE_character_forbidden,
                        found);
        reported = true;
        buffer_add(out, STR("\xEF\xBF\xBD"));
        done = at + count;
    }
    buffer_add(out, str_slice(text, done, text.count));
}

// ----- The whole way -----

static bool to_utf8(struct str bytes, const struct context *context,
                    struct buffer *text)
{
    struct encoding encoding = encoding_by_mark(bytes);
    struct str rest = str_slice(bytes, encoding.mark, bytes.count);
    if (!encoding.name && encoding.mark == 0)
        encoding.name = encoding_by_nul(rest);
    if (encoding.name)
        return convert(bytes, encoding, context, text);
    size_t invalid = first_invalid(rest);
    if (invalid != STR_NONE && is_binary(rest)) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_binary);
        return false;
    }
    if (invalid != STR_NONE) {
        show_invalid(rest, text);
        report_undecodable(context, buffer_str(text), invalid,
                           encoding.mark + invalid, "UTF-8");
        return false;
    }
    buffer_add(text, rest);
    return true;
}

bool read_decode(struct str bytes, const struct context *context,
                 struct str *text)
{
    struct buffer utf8 = {0}, allowed = {0};
    bool done = false;
    *text = (struct str){"", 0};
    if (refuse_format(bytes, context) || !to_utf8(bytes, context, &utf8))
        goto out;
    if (is_binary(buffer_str(&utf8))) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_binary);
        goto out;
    }
    if (str_blank(buffer_str(&utf8))) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_empty_text);
        goto out;
    }
    replace_forbidden(context, buffer_str(&utf8), &allowed);
    *text = arena_str(context->arena, buffer_str(&allowed));
    diag_set_text(context->diag, *text);
    done = true;
out:
    buffer_release(&utf8);
    buffer_release(&allowed);
    return done;
}
