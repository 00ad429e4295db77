// SPDX-License-Identifier: MIT
// UTF-8 that was read as another encoding and saved again: reported only.
#include "read/encodings/encodings.h"

// The encodings that programs take for granted where nobody tells them.
static const char *const wrong_ones[] = {"windows-1252", "windows-1251",
                                         "windows-1256"};
enum { WRONG_ONES = sizeof wrong_ones / sizeof wrong_ones[0] };

// Of each character the byte from 0x80 on that an encoding shows so, 0 where
// there is none. Bytes that it leaves undefined became controls.
enum { CHARACTERS = 0x10000 };

static unsigned char *make_bytes(struct arena *arena, const char *name)
{
    unsigned char *bytes = arena_alloc(arena, CHARACTERS);
    uint32_t characters[128];
    encoding_characters(name, characters);
    for (unsigned i = 0x80; i < 256; i++) {
        uint32_t c = characters[i - 0x80] ? characters[i - 0x80] : i;
        if (c < CHARACTERS)
            bytes[c] = (unsigned char)i;
    }
    return bytes;
}

// What a character of UTF-8 became: two to four characters at *offset, which
// moves past them; bytes gets them as they were. 0: none is there.
static size_t garbled(const unsigned char *byte_of, struct str text,
                      size_t *offset, char bytes[4])
{
    size_t count = 0, ends[4], at = *offset;
    while (count < 4 && at < text.count) {
        uint32_t c = utf8_next(text, &at);
        unsigned char byte = c < CHARACTERS ? byte_of[c] : 0;
        if (byte == 0)
            break;
        bytes[count] = (char)byte;
        ends[count++] = at;
    }
    size_t valid = count ? utf8_valid(bytes, count) : 0;
    if (valid > 0)
        *offset = ends[valid - 1];
    return valid;
}

struct finding {
    size_t sequences, others; // garbled, and other characters beyond ASCII
    size_t start, end;        // of the first run of them
    struct buffer meant;      // what that run was
};

static void look_at(const unsigned char *byte_of, struct str text, size_t from,
                    size_t to, struct finding *finding)
{
    enum { RUN = 12 }; // shown at most
    bool running = true;
    struct str line = str_slice(text, 0, to);
    for (size_t at = from; at < to;) {
        if ((unsigned char)text.bytes[at] < 0x80) {
            running = running && finding->sequences == 0;
            at++;
            continue;
        }
        char bytes[4];
        size_t start = at, count = garbled(byte_of, line, &at, bytes);
        if (count == 0) {
            utf8_next(line, &at);
            finding->others++;
            running = running && finding->sequences == 0;
            continue;
        }
        finding->start = finding->sequences == 0 ? start : finding->start;
        running = running && finding->sequences < RUN;
        finding->sequences++;
        if (running) {
            buffer_add(&finding->meant, (struct str){bytes, count});
            finding->end = at;
        }
    }
}

// True: it was, and is reported at the first line that shows it.
static bool read_wrongly(const char *name, struct str text,
                         const struct context *context)
{
    // Fewer may be chance: ‘é »’ with a no-break space is such a sequence.
    enum { LEAST = 3, OF_OTHERS = 4 };
    struct arena *arena = arena_new();
    const unsigned char *byte_of = make_bytes(arena, name);
    bool found = false;
    for (size_t from = 0; from < text.count && !found;) {
        size_t to = from;
        while (to < text.count && text.bytes[to] != '\n' &&
               text.bytes[to] != '\r')
            to++;
        struct finding finding = {0};
        look_at(byte_of, text, from, to, &finding);
        found = finding.sequences >= LEAST &&
                finding.sequences >= OF_OTHERS * finding.others;
        struct place at = {finding.start, finding.end - finding.start};
        if (found)
            diag_report(context->diag, at, MESSAGE_mojibake,
                        str_slice(text, finding.start, finding.end),
                        buffer_str(&finding.meant), str_of(name));
        buffer_release(&finding.meant);
        from = to + 1;
    }
    arena_free(arena);
    return found;
}

void encoding_report_mojibake(struct str text, const struct context *context)
{
    for (size_t i = 0; i < WRONG_ONES; i++)
        if (read_wrongly(wrong_ones[i], text, context))
            return;
}
