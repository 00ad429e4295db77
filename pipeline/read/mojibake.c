// SPDX-License-Identifier: MIT
// UTF-8 that was read as windows-1252 and saved again: told, not repaired.
#include "encodings.h"

// The byte that windows-1252 shows as a character, 0 where it is none of
// those from 0x80 on. Bytes that it leaves undefined became controls.
static unsigned char byte_of(uint32_t c)
{
    static const uint32_t from_80[32] = {
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    };
    if (c >= 0xA0 && c <= 0xFF)
        return (unsigned char)c;
    for (int i = 0; i < 32; i++)
        if (from_80[i] == c)
            return (unsigned char)(0x80 + i);
    return 0;
}

// What a character of UTF-8 became: two to four characters at *offset, which
// moves past them; bytes gets them as they were. 0: none is there.
static size_t garbled(struct str text, size_t *offset, char bytes[4])
{
    size_t count = 0, ends[4], at = *offset;
    while (count < 4 && at < text.count) {
        unsigned char byte = byte_of(utf8_next(text, &at));
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

static void look_at(struct str text, size_t from, size_t to,
                    struct finding *finding)
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
        size_t start = at, count = garbled(line, &at, bytes);
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

void encoding_report_mojibake(struct str text, const struct context *context)
{
    // Fewer may be chance: ‘é »’ with a no-break space is such a sequence.
    enum { LEAST = 3, OF_OTHERS = 4 };
    bool reported = false;
    for (size_t from = 0; from < text.count && !reported;) {
        size_t to = from;
        while (to < text.count && text.bytes[to] != '\n' &&
               text.bytes[to] != '\r')
            to++;
        struct finding finding = {0};
        look_at(text, from, to, &finding);
        reported = finding.sequences >= LEAST &&
                   finding.sequences >= OF_OTHERS * finding.others;
        struct place at = {finding.start, finding.end - finding.start};
        if (reported)
            diag_report(context->diag, at, MESSAGE_mojibake,
                        str_slice(text, finding.start, finding.end),
                        buffer_str(&finding.meant));
        buffer_release(&finding.meant);
        from = to + 1;
    }
}
