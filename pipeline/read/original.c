// SPDX-License-Identifier: MIT
// Goes through a file and its text side by side, character by character, and
// keeps what the encoding alone would not give back.
#include "read/original.h"

#include "read/encodings/encodings.h"
#include "base/fail.h"
#include "read/read.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

// ----- A file, character by character -----

enum { ROOM = 64 }; // bytes of one character as UTF-8, and of its encoding

struct walk {
    const struct encoding *encoding;
    struct str bytes; // behind the mark
    size_t at;
    iconv_t decoder, encoder;
    bool flushed;
};

struct step { // bytes [from, to) of the file are this text
    size_t from, to;
    char text[ROOM];
    size_t count;
};

static void put(struct step *step, uint32_t character)
{
    step->count = utf8_encode(character, step->text);
}

static void step_utf8(struct walk *walk, struct step *step)
{
    struct str bytes = walk->bytes;
    size_t count = utf8_valid(bytes.bytes + walk->at, bytes.count - walk->at);
    if (count)
        memcpy(step->text, bytes.bytes + walk->at, count);
    else
        put(step, 0xFFFD);
    step->count = count ? count : step->count;
    walk->at += count ? count : 1;
}

static void step_by_table(struct walk *walk, struct step *step)
{
    unsigned char byte = (unsigned char)walk->bytes.bytes[walk->at++];
    uint32_t c = byte < 0x80 ? byte : walk->encoding->table[byte - 0x80];
    put(step, c == 0 && byte != 0 ? 0xFFFD : c);
}

static void pass_over(struct walk *walk, struct step *step, size_t count)
{
    size_t left = walk->bytes.count - walk->at;
    put(step, 0xFFFD);
    walk->at += count < left ? count : left;
}

// Gives iconv one byte more until it knows a character: only so does it say
// where each ends.
static void step_by_iconv(struct walk *walk, struct step *step)
{
    size_t unit = walk->encoding->unit, left = walk->bytes.count - walk->at;
    for (size_t given = unit < left ? unit : left; left > 0;) {
        char *from = (char *)(uintptr_t)walk->bytes.bytes + walk->at,
             *to = step->text;
        size_t unread = given, space = ROOM;
        size_t status = iconv(walk->decoder, &from, &unread, &to, &space);
        walk->at += given - unread;
        left -= given - unread;
        step->count = ROOM - space;
        if (step->count > 0)
            return;
        if (status == (size_t)-1 && (errno == EILSEQ || given == left)) {
            pass_over(walk, step, errno == EILSEQ ? unit : left);
            return;
        }
        // A sequence that only shifts has been read, or more is wanted.
        given = unread == 0 ? unit : given + 1;
        given = given < left ? given : left;
    }
    char *to = step->text;
    size_t space = ROOM;
    iconv(walk->decoder, NULL, NULL, &to, &space);
    step->count = ROOM - space;
    walk->flushed = true;
}

// False at the end.
static bool walk_on(struct walk *walk, struct step *step)
{
    bool iconv_waits = walk->decoder && !walk->flushed;
    if (walk->at == walk->bytes.count && !iconv_waits)
        return false;
    step->from = walk->at;
    if (walk->encoding->table)
        step_by_table(walk, step);
    else if (walk->decoder)
        step_by_iconv(walk, step);
    else
        step_utf8(walk, step);
    step->to = walk->at;
    return true;
}

// ----- Encoding -----

static bool encode_by_table(const uint16_t *table, struct str text,
                            struct buffer *out)
{
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        size_t byte = c < 0x80 ? c : 0x80;
        while (c >= 0x80 && byte < 0x100 && table[byte - 0x80] != c)
            byte++;
        if (byte == 0x100)
            return false;
        buffer_add_byte(out, (char)byte);
    }
    return true;
}

static bool encode_by_iconv(iconv_t encoder, struct str text,
                            struct buffer *out)
{
    char *from = (char *)(uintptr_t)text.bytes, room[4096];
    size_t left = text.count;
    iconv(encoder, NULL, NULL, NULL, NULL);
    for (bool last = false; !last;) {
        char *to = room;
        size_t space = sizeof room;
        last = left == 0;
        size_t status = iconv(encoder, last ? NULL : &from, last ? NULL : &left,
                              &to, &space);
        buffer_add(out, (struct str){room, (size_t)(to - room)});
        if (status == (size_t)-1 && (errno != E2BIG || to == room))
            return false;
        last = last && status != (size_t)-1;
    }
    return true;
}

static bool encode(const struct walk *walk, struct str text, struct buffer *out)
{
    if (walk->encoding->table)
        return encode_by_table(walk->encoding->table, text, out);
    if (walk->encoder)
        return encode_by_iconv(walk->encoder, text, out);
    buffer_add(out, text);
    return true;
}

static bool open_walk(struct walk *walk, const struct encoding *encoding,
                      struct str bytes)
{
    *walk = (struct walk){.encoding = encoding, .bytes = bytes};
    if (encoding->table || !encoding->for_iconv)
        return true;
    walk->decoder = iconv_open("UTF-8", encoding->for_iconv);
    walk->encoder = iconv_open(encoding->for_iconv, "UTF-8");
    bool good = walk->decoder != (iconv_t)-1 && walk->encoder != (iconv_t)-1;
    if (!good && walk->decoder != (iconv_t)-1)
        iconv_close(walk->decoder);
    if (!good && walk->encoder != (iconv_t)-1)
        iconv_close(walk->encoder);
    return good;
}

static void close_walk(struct walk *walk)
{
    if (walk->decoder)
        iconv_close(walk->decoder);
    if (walk->encoder)
        iconv_close(walk->encoder);
}

// ----- Side by side -----

struct comparison {
    struct walk walk;
    struct str text;
    size_t at; // of the text
    struct original *original;
    struct arena *arena;
    struct buffer again;
    size_t *offsets;
    size_t offset_count, mapped, mark;
};

static void add_run(struct comparison *now, size_t count, struct str bytes)
{
    struct original *original = now->original;
    struct raw_run *last =
        original->run_count ? &original->runs[original->run_count - 1] : NULL;
    // What follows in the file follows in memory.
    if (last && last->offset + last->count == now->at &&
        last->bytes.bytes + last->bytes.count == bytes.bytes) {
        last->count += count;
        last->bytes.count += bytes.count;
        return;
    }
    ARENA_PUSH(now->arena, original->runs, original->run_count,
               original->run_capacity) =
        (struct raw_run){now->at, count, bytes};
}

static void map_offsets(struct comparison *now, size_t end, size_t byte)
{
    while (now->mapped < now->offset_count && now->offsets[now->mapped] < end)
        now->offsets[now->mapped++] = now->mark + byte;
}

// What read_decode puts for characters that no text may hold.
static void replace_forbidden(struct step *step)
{
    struct str text = {step->text, step->count};
    if (str_equal(text, (struct str){"\0", 1}) ||
        str_equal(text, STR("\xEF\xBF\xBE")) ||
        str_equal(text, STR("\xEF\xBF\xBF")))
        put(step, 0xFFFD);
}

static bool compare_step(struct comparison *now, struct step *step)
{
    struct str raw = str_slice(now->walk.bytes, step->from, step->to);
    replace_forbidden(step);
    struct str text = {step->text, step->count};
    if (!str_starts(str_slice(now->text, now->at, now->text.count), text))
        return false;
    map_offsets(now, now->at + text.count, step->from);
    buffer_clear(&now->again);
    if (!encode(&now->walk, text, &now->again) ||
        !str_equal(buffer_str(&now->again), raw))
        add_run(now, text.count, raw);
    now->at += text.count;
    return true;
}

// False where the two do not go side by side: an encoding that looks back.
static bool compare(struct comparison *now)
{
    struct step step = {0};
    while (walk_on(&now->walk, &step))
        if (!compare_step(now, &step))
            return false;
    return now->at == now->text.count;
}

static bool restores(const struct comparison *now, struct str bytes)
{
    struct arena *arena = arena_new();
    struct str again;
    bool same = original_restore(arena, now->original, now->text, &again) &&
                str_equal(again, bytes);
    arena_free(arena);
    return same;
}

void original_of(struct str bytes, struct str text,
                 const struct context *context, size_t *offsets,
                 size_t offset_count, struct original *original)
{
    struct encoding encoding;
    size_t mark = read_encoding(bytes, context, &encoding);
    *original = (struct original){
        .encoding = arena_str(context->arena, str_of(encoding.name)),
        .mark = str_slice(bytes, 0, mark)};
    struct comparison now = {.text = text,
                             .original = original,
                             .arena = context->arena,
                             .offsets = offsets,
                             .offset_count = offset_count,
                             .mark = mark};
    bool good =
        open_walk(&now.walk, &encoding, str_slice(bytes, mark, bytes.count));
    if (good) {
        good = compare(&now);
        close_walk(&now.walk);
    }
    buffer_release(&now.again);
    map_offsets(&now, SIZE_MAX, bytes.count - mark);
    if (good && restores(&now, bytes))
        return;
    now.at = original->run_count = 0;
    add_run(&now, text.count, str_slice(bytes, mark, bytes.count));
}

// ----- Back -----

bool original_restore(struct arena *arena, const struct original *original,
                      struct str text, struct str *bytes)
{
    struct encoding encoding;
    struct walk walk;
    struct buffer out = {0};
    if (!encoding_named(arena, original->encoding, &encoding) ||
        !open_walk(&walk, &encoding, STR("")))
        return false;
    buffer_add(&out, original->mark);
    size_t at = 0;
    bool good = true;
    for (size_t i = 0; good && i < original->run_count; i++) {
        const struct raw_run *run = &original->runs[i];
        good = run->offset >= at && run->offset <= text.count &&
               run->count <= text.count - run->offset &&
               encode(&walk, str_slice(text, at, run->offset), &out);
        if (good)
            buffer_add(&out, run->bytes);
        at = run->offset + run->count;
    }
    good = good && (at == text.count ||
                    encode(&walk, str_slice(text, at, text.count), &out));
    close_walk(&walk);
    *bytes = buffer_to_arena(&out, arena);
    return good;
}
