// SPDX-License-Identifier: MIT
// What the program and its helper qalam-draw say to each other.
//
// Over one stream socket, in this machine's byte order: a request, then its
// answer, then the next request. Each is a head of fixed size and as many bytes
// as it says. The program believes nothing of an answer: see draw.c.
#ifndef QALAM_DRAW_PROTOCOL_H
#define QALAM_DRAW_PROTOCOL_H

#include <stdint.h>

enum draw_kind {
#define PICTURE(name, pixels, form, decode) DRAW_##name,
#include "draw/pictures.def"
#undef PICTURE
    DRAW_KIND_COUNT
};

enum draw_wanted {
    DRAW_PIXELS, // width by height of them: 3 bytes of sRGB each, and behind
                 // all of those 1 byte of alpha each
    DRAW_FORM,   // records, as below; width and height are PDF points
    DRAW_FILE,   // one byte DRAW_FILE_…, then a PNG or JPEG file: upright, at
                 // most width by height pixels, nothing in it but the picture
                 // and its colour profile
    DRAW_INKS, // what a press prints of it: struct draw_inks, then its pixels,
               // 4 bytes of ink each, 255 the most; behind all of those, where
               // it says so, 1 byte of alpha each. Upright, at most width by
               // height. The press's ICC profile comes before the file
    DRAW_CHECKS, // of a PDF file, whatever the kind says: what is wrong with
                 // it, as lines of text (preflight/preflight.h)
};

struct draw_inks {
    uint32_t width, height, has_alpha;
};

enum draw_file_mark {
    DRAW_FILE_WHOLE,
    DRAW_FILE_FIRST, // of several frames or pages
};

enum {
    // Changed with anything in this file: programs of two releases do not talk.
    DRAW_MARK = 0x71440003,
    DRAW_MEBIBYTE = 1 << 20,
    // As large as a picture may be that a brief takes in.
    DRAW_REQUEST_MEBIBYTES = 64,
    // 64 megapixels, which is as many as go into a PDF, of 4 bytes each.
    DRAW_ANSWER_MEBIBYTES = 256,
    // As many as a brief takes in.
    DRAW_PIXELS_MOST = 100000000,
};

struct draw_request {
    uint32_t kind, wanted; // enum draw_kind, enum draw_wanted
    uint32_t turn;         // of a file: as EXIF has it, 1 to 8
    uint32_t ink_most;     // of inks: their sum in a place, in per cent
    double width, height;
    uint64_t profile_count; // bytes of the profile, the first of those below
    uint64_t count;         // bytes that follow: the picture's file
};

struct draw_answer {
    uint32_t mark;  // DRAW_MARK
    uint32_t drawn; // 1; or 0: the picture is broken or wants what cannot be
    uint64_t count; // bytes that follow
};

// ----- A form (ISO 32000-1 8.10) -----

// Records make objects, which are counted from 0 in the order of their records.
// In a text, a byte NUL and the 4 bytes of a count stand for a reference to
// that object, which may come later.
enum draw_record_kind {
    DRAW_RECORD_OBJECT, // a dictionary, whose inside comes later
    DRAW_RECORD_INSIDE, // of `object`: text, without << >>
    DRAW_RECORD_STREAM, // an object: text is its dictionary's inside but for
                        // the coding, bytes are its data, not coded
    DRAW_RECORD_FORM,   // the form, and the end: as a stream, no object
};

struct draw_record {
    uint32_t kind, object;
    uint64_t text_count, byte_count; // both follow, in this order
};

#endif
