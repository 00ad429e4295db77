// SPDX-License-Identifier: MIT
// Encodings: their names, which one a text is in, and decoding from it.
#ifndef QALAM_ENCODINGS_H
#define QALAM_ENCODINGS_H

#include "base/buffer.h"
#include "model/context.h"

struct encoding {
    const char *name;      // as shown, and as --from takes it: windows-1256
    const char *for_iconv; // NULL: UTF-8, or there is a table
    const uint16_t *table; // of bytes from 0x80 on, 0: undefined; or NULL
    size_t unit;           // bytes passed over where one does not decode
    bool any_order;        // UTF-16 or UTF-32, whatever order the bytes show
};

// By any of its names, letter case and hyphens aside; for one that only iconv
// knows, the name itself goes to arena. False: unknown.
bool encoding_named(struct arena *arena, struct str name,
                    struct encoding *encoding);
bool encoding_same(const struct encoding *a, const struct encoding *b);

// The nearest name that encoding_named would take, or NULL.
const char *encoding_meant(struct str name);

// ----- What the bytes or an editor say -----

// By the byte order mark; answers its length, 0 where there is none.
size_t encoding_by_mark(struct str bytes, struct encoding *encoding);
// UTF-16 or UTF-32 without a mark, by where the zero bytes are.
bool encoding_by_zeros(struct str bytes, struct encoding *encoding);
// The name in a mode line of Emacs or Vim, a slice of bytes; *line is all of
// that line. False where there is none.
bool encoding_mode_line(struct str bytes, struct str *name, struct str *line);

// The encoding that read_decode takes for bytes, and the length of their mark.
// Nothing is reported. decode.c.
size_t read_encoding(struct str bytes, const struct context *context,
                     struct encoding *encoding);

// ----- Decoding -----

enum { SHOWN_BAD_BYTES = 20 };
struct decoded {
    struct buffer text; // with U+FFFD for each byte that does not decode
    // Those bytes: how many, and of the first where they are.
    size_t bad_count;
    struct bad_byte {
        size_t from;        // offset in the bytes that were given
        size_t at;          // offset of its U+FFFD in text
        unsigned char byte; // the first, where several are one character
    } bad[SHOWN_BAD_BYTES];
};
// All of bytes, which hold no mark. The caller releases decoded->text.
void encoding_decode(const struct encoding *encoding, struct str bytes,
                     struct decoded *decoded);

// What the bytes from 0x80 on are in an encoding of encodings.def that has one
// byte a character; 0 where undefined.
void encoding_characters(const char *name, uint32_t characters[128]);

// ----- Guessing among encodings of one byte a character -----

enum { GUESSES = 4 };
struct guess {
    // The likeliest first, no two that read the text alike. 0: none fits.
    size_t count;
    struct encoding candidates[GUESSES];
    bool sure;      // the first is so far ahead that it may be taken
    size_t differs; // offset of a byte that tells the first two apart
};
// lang: of the text as far as it is known, canonical or empty.
struct guess encoding_guess(struct str bytes, struct str lang);

// ----- Texts that went through a wrong encoding before -----

// Says so of UTF-8 that was read as windows-1252, -1251 or -1256 and saved
// again (Ù‚Ù„Ù…); the text stays as it is.
void encoding_report_mojibake(struct str text, const struct context *context);

#endif
