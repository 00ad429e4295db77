// SPDX-License-Identifier: MIT
// The two forms of a log, and the way back.
#include "command/change_log.h"

#include "base/ascii.h"
#include "model/brief.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct str change_log_hash(struct arena *arena, struct str bytes)
{
    XXH128_hash_t hash = XXH3_128bits(bytes.bytes, bytes.count);
    return arena_printf(arena, "%016llx%016llx",
                        (unsigned long long)hash.high64,
                        (unsigned long long)hash.low64);
}

// ----- The forms -----

// %n is a number, %s a string in quotes, as JSON has them; a space or a line
// end of a pattern is any white space, or none, so that a log may have been
// laid out anew.
struct form {
    const char *head, *run, *between, *middle, *change, *end;
};

static const struct form json_form = {
    "{\"qalam\": \"changes\", \"version\": 1,\n"
    " \"file\": %s,\n"
    " \"encoding\": %s, \"mark\": %s, \"bytes\": %n, \"hash\": %s,\n"
    " \"tidied\": %s,\n"
    " \"runs\": %n, \"count\": %n,\n"
    " \"raw\": [\n",
    "{\"offset\": %n, \"count\": %n, \"bytes\": %s}",
    ",\n",
    "],\n \"changes\": [\n",
    "{\"line\": %n, \"column\": %n, \"byte\": %n, \"rule\": %s, "
    "\"before\": %s, \"after\": %s, \"pass\": %n, \"offset\": %n}",
    "]}\n"};

static const struct form text_form = {
    "qalam changes, version 1\n"
    "file %s\n"
    "encoding %s, mark %s, bytes %n, hash %s\n"
    "tidied %s\n"
    "raw runs %n, changes %n\n",
    "raw at %n, %n of the text: %s\n",
    "",
    "\n",
    "%n:%n, byte %n: %s\n"
    "  - %s\n"
    "  + %s\n"
    "    pass %n at %n\n",
    ""};

// The values of a pattern, in its order.
enum { VALUES = 8 };
struct values {
    size_t numbers[VALUES];
    struct str strings[VALUES];
};

// ----- Writing -----

static void put_string(struct buffer *out, struct str s)
{
    buffer_add_byte(out, '"');
    for (size_t at = 0; at < s.count;) {
        size_t start = at;
        uint32_t c = utf8_next(s, &at);
        if (c == '\n')
            buffer_add_c(out, "\\n");
        else if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", (int)c);
        else if (c < 0x20 || (c <= 0xFFFF && brief_dump_hides(c)))
            buffer_printf(out, "\\u%04x", (unsigned)c);
        else
            buffer_add(out, str_slice(s, start, at));
    }
    buffer_add_byte(out, '"');
}

static void put(struct buffer *out, const char *pattern,
                const struct values *values)
{
    size_t number = 0, string = 0;
    for (const char *at = pattern; *at; at++) {
        if (*at != '%') {
            buffer_add_byte(out, *at);
            continue;
        }
        if (*++at == 'n')
            buffer_printf(out, "%zu", values->numbers[number++]);
        else
            put_string(out, values->strings[string++]);
    }
}

static struct str as_hex(struct arena *arena, struct str bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = arena_alloc(arena, 2 * bytes.count + 1);
    for (size_t i = 0; i < bytes.count; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        hex[2 * i] = digits[byte >> 4];
        hex[2 * i + 1] = digits[byte & 15];
    }
    return (struct str){hex, 2 * bytes.count};
}

static void put_change(struct buffer *out, const struct form *form,
                       const struct logged_change *change)
{
    put(out, form->change,
        &(struct values){{change->line, change->column, change->byte,
                          change->pass, change->offset},
                         {change->rule, change->before, change->after}});
}

void change_log_write(const struct change_log *log, bool json,
                      struct buffer *out)
{
    const struct form *form = json ? &json_form : &text_form;
    const struct original *original = &log->original;
    struct arena *arena = arena_new();
    put(out, form->head,
        &(struct values){
            {log->byte_count, original->run_count, log->change_count},
            {log->file, original->encoding, as_hex(arena, original->mark),
             log->hash, log->tidied}});
    for (size_t i = 0; i < original->run_count; i++) {
        const struct raw_run *run = &original->runs[i];
        buffer_add_c(out, i > 0 ? form->between : "");
        put(out, form->run,
            &(struct values){{run->offset, run->count},
                             {as_hex(arena, run->bytes)}});
    }
    buffer_add_c(out, form->middle);
    for (size_t i = 0; i < log->change_count; i++) {
        buffer_add_c(out, i > 0 ? form->between : "");
        put_change(out, form, &log->changes[i]);
    }
    buffer_add_c(out, form->end);
    arena_free(arena);
}

// ----- Reading -----

struct scan {
    struct arena *arena;
    struct str text;
    size_t at;
    const char *why;
};

static void skip_white(struct scan *scan)
{
    while (scan->at < scan->text.count &&
           ascii_is_space(scan->text.bytes[scan->at]))
        scan->at++;
}

static bool refuse(struct scan *scan, const char *why)
{
    if (!scan->why)
        scan->why = why;
    return false;
}

static bool take_number(struct scan *scan, size_t *number)
{
    enum { DIGITS = 15 }; // no file is as long
    size_t start = scan->at;
    *number = 0;
    while (scan->at < scan->text.count && scan->at - start < DIGITS &&
           ascii_is_digit(scan->text.bytes[scan->at]))
        *number = *number * 10 + (size_t)(scan->text.bytes[scan->at++] - '0');
    return scan->at > start || refuse(scan, "a number is missing");
}

// Four hexadecimal digits; false where they are none.
static bool take_unit(struct scan *scan, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int value = scan->at < scan->text.count
                        ? ascii_hex_value(scan->text.bytes[scan->at])
                        : -1;
        if (value < 0)
            return false;
        *unit = *unit << 4 | (uint32_t)value;
        scan->at++;
    }
    return true;
}

// \u0041, or two of them for a character past U+FFFF (RFC 8259, section 7).
static bool take_escaped(struct scan *scan, struct buffer *out)
{
    uint32_t c, low;
    if (!take_unit(scan, &c))
        return false;
    if (c >= 0xD800 && c < 0xDC00) {
        if (!str_starts(str_slice(scan->text, scan->at, scan->text.count),
                        STR("\\u")))
            return false;
        scan->at += 2;
        if (!take_unit(scan, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    } else if (c >= 0xDC00 && c < 0xE000) {
        return false;
    }
    buffer_add_utf8(out, c);
    return true;
}

static bool take_backslash(struct scan *scan, struct buffer *out)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = scan->at < scan->text.count ? scan->text.bytes[scan->at++] : '\0';
    if (c == 'u')
        return take_escaped(scan, out);
    const char *name = c ? strchr(names, c) : NULL;
    if (name)
        buffer_add_byte(out, meant[name - names]);
    return name != NULL;
}

static bool take_inside(struct scan *scan, struct buffer *out)
{
    for (;;) {
        size_t start = scan->at;
        while (scan->at < scan->text.count &&
               scan->text.bytes[scan->at] != '"' &&
               scan->text.bytes[scan->at] != '\\')
            scan->at++;
        buffer_add(out, str_slice(scan->text, start, scan->at));
        if (scan->at == scan->text.count)
            return refuse(scan, "a string has no end");
        if (scan->text.bytes[scan->at++] == '"')
            return true;
        if (!take_backslash(scan, out))
            return refuse(scan, "a backslash in a string means nothing");
    }
}

static bool take_string(struct scan *scan, struct str *string)
{
    struct buffer inside = {0};
    if (scan->at == scan->text.count || scan->text.bytes[scan->at] != '"')
        return refuse(scan, "a string is missing");
    scan->at++;
    bool good = take_inside(scan, &inside);
    *string = buffer_to_arena(&inside, scan->arena);
    return good;
}

static bool take(struct scan *scan, const char *pattern, struct values *values)
{
    size_t number = 0, string = 0;
    for (const char *at = pattern; *at; at++) {
        skip_white(scan);
        if (ascii_is_space(*at))
            continue;
        if (*at == '%') {
            if (*++at == 'n' ? !take_number(scan, &values->numbers[number++])
                             : !take_string(scan, &values->strings[string++]))
                return false;
        } else if (scan->at < scan->text.count &&
                   scan->text.bytes[scan->at] == *at) {
            scan->at++;
        } else {
            return refuse(scan, "it is not written as qalam writes a log");
        }
    }
    return true;
}

static bool from_hex(struct scan *scan, struct str hex, struct str *bytes)
{
    char *out = arena_alloc(scan->arena, hex.count / 2 + 1);
    for (size_t i = 0; i + 1 < hex.count; i += 2) {
        int high = ascii_hex_value(hex.bytes[i]),
            low = ascii_hex_value(hex.bytes[i + 1]);
        if (high < 0 || low < 0)
            return refuse(scan, "bytes are not written in hexadecimal digits");
        out[i / 2] = (char)(high << 4 | low);
    }
    *bytes = (struct str){out, hex.count / 2};
    return hex.count % 2 == 0 || refuse(scan, "half a byte is missing");
}

static bool take_head(struct scan *scan, const struct form *form,
                      struct change_log *log)
{
    struct values values = {0};
    if (!take(scan, form->head, &values))
        return false;
    log->file = values.strings[0];
    log->original.encoding = values.strings[1];
    log->hash = values.strings[3];
    log->tidied = values.strings[4];
    log->byte_count = values.numbers[0];
    log->original.run_count = values.numbers[1];
    log->change_count = values.numbers[2];
    // Each row is longer than a byte: no table larger than the log is made.
    if (log->original.run_count > scan->text.count ||
        log->change_count > scan->text.count)
        return refuse(scan, "it says that it has more rows than it has");
    return from_hex(scan, values.strings[2], &log->original.mark);
}

static bool take_runs(struct scan *scan, const struct form *form,
                      struct original *original)
{
    size_t capacity = 0, count = 0;
    for (size_t i = 0; i < original->run_count; i++) {
        struct values values = {0};
        struct str bytes;
        if ((i > 0 && !take(scan, form->between, &values)) ||
            !take(scan, form->run, &values) ||
            !from_hex(scan, values.strings[0], &bytes))
            return false;
        ARENA_PUSH(scan->arena, original->runs, count, capacity) =
            (struct raw_run){values.numbers[0], values.numbers[1], bytes};
    }
    return true;
}

static bool take_changes(struct scan *scan, const struct form *form,
                         struct change_log *log)
{
    size_t capacity = 0, count = 0;
    for (size_t i = 0; i < log->change_count; i++) {
        struct values v = {0};
        if ((i > 0 && !take(scan, form->between, &v)) ||
            !take(scan, form->change, &v))
            return false;
        ARENA_PUSH(scan->arena, log->changes, count, capacity) =
            (struct logged_change){v.numbers[0], v.numbers[1], v.numbers[2],
                                   v.strings[0], v.strings[1], v.strings[2],
                                   v.numbers[3], v.numbers[4]};
    }
    return true;
}

bool change_log_read(struct arena *arena, struct str text,
                     struct change_log *log, const char **why, size_t *line)
{
    struct scan scan = {.arena = arena, .text = text};
    struct values none;
    *log = (struct change_log){0};
    skip_white(&scan);
    bool json = scan.at < text.count && text.bytes[scan.at] == '{';
    const struct form *form = json ? &json_form : &text_form;
    bool good = take_head(&scan, form, log) &&
                take_runs(&scan, form, &log->original) &&
                take(&scan, form->middle, &none) &&
                take_changes(&scan, form, log) && take(&scan, form->end, &none);
    skip_white(&scan);
    if (good && scan.at < text.count)
        good = refuse(&scan, "something follows its last row");
    *why = scan.why;
    *line = 1;
    for (size_t i = 0; i < scan.at; i++)
        *line += text.bytes[i] == '\n';
    return good;
}

// ----- The way back -----

// The text before one pass: changes [from, to) are its.
static bool undo_pass(const struct change_log *log, size_t from, size_t to,
                      struct str text, struct buffer *out)
{
    size_t old = 0, new = 0; // how far in the text before and after the pass
    for (size_t i = from; i < to; i++) {
        const struct logged_change *change = &log->changes[i];
        if (change->offset < old || change->offset - old > text.count - new)
            return false;
        size_t gap = change->offset - old;
        buffer_add(out, str_slice(text, new, new + gap));
        new += gap;
        if (!str_starts(str_slice(text, new, text.count), change->after))
            return false;
        buffer_add(out, change->before);
        new += change->after.count;
        old = change->offset + change->before.count;
    }
    buffer_add(out, str_slice(text, new, text.count));
    return true;
}

enum { LIMIT_PASSES = 200 }; // each goes through the whole text

static bool undo_passes(const struct change_log *log, struct buffer *text)
{
    size_t end = log->change_count;
    bool good = true;
    for (int pass = 0; good && end > 0; pass++) {
        struct buffer before = {0};
        size_t start = end - 1;
        while (start > 0 &&
               log->changes[start - 1].pass == log->changes[end - 1].pass)
            start--;
        good = pass < LIMIT_PASSES &&
               undo_pass(log, start, end, buffer_str(text), &before);
        buffer_release(text);
        *text = before;
        end = start;
    }
    return good;
}

bool change_log_undo(struct arena *arena, const struct change_log *log,
                     struct str tidied, struct str *bytes, const char **why)
{
    struct buffer text = {0};
    if (!str_equal(change_log_hash(arena, tidied), log->tidied)) {
        *why = "it is not the text that this log was written with";
        return false;
    }
    buffer_add(&text, tidied);
    bool good =
        undo_passes(log, &text) &&
        original_restore(arena, &log->original, buffer_str(&text), bytes) &&
        bytes->count == log->byte_count &&
        str_equal(change_log_hash(arena, *bytes), log->hash);
    buffer_release(&text);
    if (!good)
        *why = "the changes of this log do not lead back to the original";
    return good;
}
