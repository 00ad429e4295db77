// SPDX-License-Identifier: MIT
// From the bytes of a file to UTF-8, and what is no text sent back.
#include "read/read.h"

#include "read/encodings/encodings.h"
#include "base/fail.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "model/names.h"

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
    struct str path = names_in_shell(context->arena, context->path);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!str_starts(bytes, formats[i].start))
            continue;
        if (formats[i].message == MESSAGE_file_is_zip)
            diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_zip,
                        str_of(zip_format(bytes)), path);
        else
            diag_report(context->diag, PLACE_NONE, formats[i].message, path);
        return true;
    }
    return false;
}

// Word's line break, column end and two hyphens; the form feed of all.
static bool is_of_texts(unsigned char byte)
{
    return (byte >= '\t' && byte <= '\r') || byte == 0x0E || byte == 0x1E ||
           byte == 0x1F;
}

// A text has no controls but white space, and escapes of terminals at most.
static bool is_binary(struct str text)
{
    size_t controls = 0;
    for (size_t i = 0; i < text.count; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        controls += byte < 0x20 && !is_of_texts(byte);
    }
    return controls > 8 && controls > text.count / 20;
}

// ----- Which encoding -----

struct choice {
    struct encoding encoding;
    size_t mark; // bytes of the byte order mark
};

// Offset of the first byte that is no UTF-8, STR_NONE where there is none.
// *characters: how many there are beyond ASCII; *wrong: bytes that are none.
static size_t first_invalid(struct str bytes, size_t *characters, size_t *wrong)
{
    size_t first = STR_NONE;
    *characters = *wrong = 0;
    for (size_t i = 0; i < bytes.count;) {
        size_t count = utf8_valid(bytes.bytes + i, bytes.count - i);
        *characters += count > 1;
        *wrong += count == 0;
        if (count == 0 && first == STR_NONE)
            first = i;
        i += count ? count : 1;
    }
    return first;
}

static void report_differs(const struct context *context, struct str asked,
                           const char *reason, struct str taken)
{
    diag_report(context->diag, PLACE_NONE, MESSAGE_encoding_differs, asked,
                str_of(reason), taken);
}

// What --from asks for. A byte order mark is no accident and wins; else it is
// done as asked, also where it can hardly be meant.
static void choose_asked(struct str bytes, const struct context *context,
                         struct choice *choice)
{
    struct encoding asked, shown;
    size_t characters, wrong;
    if (!encoding_named(context->arena, context->from, &asked))
        BUG("--from was not checked");
    choice->mark = encoding_by_mark(bytes, &shown);
    bool shows =
        choice->mark || (asked.any_order && encoding_by_zeros(bytes, &shown));
    if (choice->mark && !asked.any_order && !encoding_same(&asked, &shown))
        report_differs(context, context->from,
                       "its byte order mark says otherwise",
                       str_of(shown.name));
    first_invalid(bytes, &characters, &wrong);
    if (!shows && (asked.for_iconv || asked.table) && characters > 0 &&
        wrong == 0)
        report_differs(context, context->from, "its bytes are UTF-8",
                       context->from);
    choice->encoding = shows ? shown : asked;
}

// A mode line is believed where it can be read in the encoding that it names,
// and the text is not UTF-8 as it stands: then it was converted, and the line
// forgotten.
static bool choose_by_mode_line(struct str bytes, const struct context *context,
                                struct choice *choice)
{
    struct str name, line;
    struct encoding asked;
    struct decoded decoded;
    size_t characters, wrong;
    if (!encoding_mode_line(bytes, &name, &line))
        return false;
    if (!encoding_named(context->arena, name, &asked)) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_encoding_unknown, name);
        return false;
    }
    first_invalid(bytes, &characters, &wrong);
    encoding_decode(&asked, name, &decoded);
    bool readable = str_equal(buffer_str(&decoded.text), name);
    buffer_release(&decoded.text);
    bool utf8 = characters > 0 && wrong == 0;
    if (!readable || (utf8 && (asked.for_iconv || asked.table))) {
        report_differs(context, name, "its bytes are UTF-8", STR("UTF-8"));
        return false;
    }
    choice->encoding = asked;
    return true;
}

// What the text says of its language; the bytes beyond ASCII stand for letters.
static struct str language_of(struct str bytes, const struct context *context)
{
    if (context->lang_option.count)
        return context->lang_option;
    enum { FRONT_BYTES = 65536 };
    size_t count = bytes.count < FRONT_BYTES ? bytes.count : FRONT_BYTES;
    char *masked = arena_alloc(context->arena, count + 1);
    for (size_t i = 0; i < count; i++)
        masked[i] = (unsigned char)bytes.bytes[i] < 0x80 ? bytes.bytes[i] : 'x';
    struct str lang =
        front_keys_read(context->arena, (struct str){masked, count}).lang;
    return language_named(context->arena, lang, &lang) ? lang
                                                       : context->lang_filename;
}

// As the candidate reads the line that tells it from the others, or as much of
// it as fits a message.
static struct str sample(const struct encoding *encoding, struct str bytes,
                         size_t at, struct arena *arena)
{
    enum { BEFORE = 30, BYTES = 90 };
    size_t start = at, end = at;
    while (start > 0 && at - start < BEFORE &&
           !strchr("\n\r", bytes.bytes[start - 1]))
        start--;
    while (end < bytes.count && end - start < BYTES &&
           !strchr("\n\r", bytes.bytes[end]))
        end++;
    struct decoded decoded;
    encoding_decode(encoding, str_slice(bytes, start, end), &decoded);
    struct str shown = arena_str(arena, buffer_str(&decoded.text));
    buffer_release(&decoded.text);
    return shown;
}

// Places are shown as the likeliest candidate has them.
static void ask(struct str bytes, const struct guess *guess,
                const struct context *context)
{
    struct decoded decoded;
    struct arena *arena = context->arena;
    encoding_decode(&guess->candidates[0], str_slice(bytes, 0, guess->differs),
                    &decoded);
    struct place at = {decoded.text.count, 1};
    buffer_release(&decoded.text);
    encoding_decode(&guess->candidates[0], bytes, &decoded);
    diag_set_text(context->diag, arena_str(arena, buffer_str(&decoded.text)));
    buffer_release(&decoded.text);

    struct str names = {"", 0};
    for (size_t i = 0; i < guess->count; i++)
        names = arena_printf(arena, "%.*s%s%s", STR_ARG(names),
                             i > 0 ? ", " : "", guess->candidates[i].name);
    diag_report(context->diag, at, MESSAGE_encoding_unsure, names,
                str_of(guess->candidates[0].name));
    for (size_t i = 0; i < guess->count; i++)
        diag_report(
            context->diag, PLACE_NONE, MESSAGE_encoding_sample,
            str_of(guess->candidates[i].name),
            sample(&guess->candidates[i], bytes, guess->differs, arena));
}

// False: it was asked for. UTF-8 with some damage stays UTF-8, and so does what
// is like no language in any encoding.
static bool choose_by_letters(struct str bytes, const struct context *context,
                              struct choice *choice)
{
    size_t characters, wrong;
    size_t invalid = first_invalid(bytes, &characters, &wrong);
    if (invalid == STR_NONE || 2 * characters > wrong)
        return true;
    struct guess guess = encoding_guess(bytes, language_of(bytes, context));
    if (guess.count == 0)
        return true;
    if (!guess.sure) {
        ask(bytes, &guess, context);
        return false;
    }
    choice->encoding = guess.candidates[0];
    // Before it all is ASCII: the offset is the same in the decoded text.
    struct place at = {invalid, 1};
    diag_report(context->diag, at, MESSAGE_encoding_guessed,
                str_of(choice->encoding.name));
    return true;
}

static bool choose(struct str bytes, const struct context *context,
                   struct choice *choice)
{
    *choice = (struct choice){{.name = "UTF-8", .unit = 1}, 0};
    if (context->from.count) {
        choose_asked(bytes, context, choice);
        return true;
    }
    choice->mark = encoding_by_mark(bytes, &choice->encoding);
    if (choice->mark || encoding_by_zeros(bytes, &choice->encoding))
        return true;
    if (is_binary(bytes)) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_binary);
        return false;
    }
    return choose_by_mode_line(bytes, context, choice) ||
           choose_by_letters(bytes, context, choice);
}

// ----- What does not decode -----

static size_t bad_shown(const struct decoded *decoded)
{
    return decoded->bad_count < SHOWN_BAD_BYTES ? decoded->bad_count
                                                : SHOWN_BAD_BYTES;
}

// The first of them each with its place, and how many more there are.
static void report_bad(const struct decoded *decoded,
                       const struct choice *choice,
                       const struct context *context)
{
    struct str name = str_of(choice->encoding.name);
    size_t shown = bad_shown(decoded);
    struct place at = PLACE_NONE;
    for (size_t i = 0; i < shown; i++) {
        const struct bad_byte *bad = &decoded->bad[i];
        at = (struct place){bad->at, 3};
        struct str byte = arena_printf(context->arena, "%02X", bad->byte);
        struct str offset =
            arena_printf(context->arena, "%zu", choice->mark + bad->from);
        if (context->keep_going)
            diag_report(context->diag, at, MESSAGE_byte_replaced, byte, offset,
                        name);
        else
            diag_report(context->diag, at, MESSAGE_undecodable, byte, offset,
                        name);
    }
    if (decoded->bad_count > shown)
        diag_report(
            context->diag, at, MESSAGE_undecodable_more,
            arena_printf(context->arena, "%zu", decoded->bad_count - shown),
            name);
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
// become U+FFFD, as CommonMark (2.3) has it for NUL. What did not decode moves
// along.
static struct str replace_forbidden(const struct context *context,
                                    struct decoded *decoded)
{
    struct str text = buffer_str(&decoded->text), found;
    struct buffer out = {0};
    struct bad_byte *bad = decoded->bad, *end = bad + bad_shown(decoded);
    size_t done = 0, grown = 0, at;
    bool reported = false;
    while ((at = next_forbidden(text, done, &found)) != STR_NONE) {
        size_t count = text.bytes[at] == 0 ? 1 : 3;
        for (; bad < end && bad->at < at; bad++)
            bad->at += grown;
        buffer_add(&out, str_slice(text, done, at));
        struct place place = {out.count, 3};
        if (!reported)
            diag_report(context->diag, place, MESSAGE_character_forbidden,
                        found);
        reported = true;
        buffer_add(&out, STR("\xEF\xBF\xBD"));
        done = at + count;
        grown += 3 - count;
    }
    for (; bad < end; bad++)
        bad->at += grown;
    buffer_add(&out, str_slice(text, done, text.count));
    return buffer_to_arena(&out, context->arena);
}

// ----- All stages -----

size_t read_encoding(struct str bytes, const struct context *context,
                     struct encoding *encoding)
{
    struct context silent = *context;
    struct choice choice;
    silent.diag = diag_new(context->arena, context->path);
    choose(bytes, &silent, &choice);
    *encoding = choice.encoding;
    return choice.mark;
}

bool read_decode(struct str bytes, const struct context *context,
                 struct str *text)
{
    struct decoded decoded;
    struct choice choice;
    *text = (struct str){"", 0};
    if (refuse_format(bytes, context) || !choose(bytes, context, &choice))
        return false;
    encoding_decode(&choice.encoding,
                    str_slice(bytes, choice.mark, bytes.count), &decoded);
    bool binary = is_binary(buffer_str(&decoded.text));
    struct str allowed = {"", 0};
    if (!binary)
        allowed = replace_forbidden(context, &decoded);
    buffer_release(&decoded.text);
    if (binary) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_file_is_binary);
        return false;
    }
    if (str_blank(allowed)) {
        diag_report(context->diag, PLACE_NONE, MESSAGE_empty_text);
        return false;
    }
    *text = allowed;
    diag_set_text(context->diag, allowed);
    report_bad(&decoded, &choice, context);
    if (decoded.bad_count > 0 && !context->keep_going)
        return false;
    encoding_report_mojibake(allowed, context);
    return true;
}
