// SPDX-License-Identifier: MIT
// Pictures drawn by the helper qalam-draw: bytes in, pixels or a PDF form out.
//
// A helper is started when a picture asks for one, and kept for further ones;
// one for each picture that is drawn at a time. Whatever a picture does to it,
// the answer comes within DRAW_MILLISECONDS, and the next picture has a helper.
// Answers are taken apart with care: a helper may have been taken over.
#ifndef QALAM_DRAW_H
#define QALAM_DRAW_H

#include "base/buffer.h"
#include "draw/protocol.h"

enum {
    // The processor's time is limited to a sixth of it (helper/bounds.c), which
    // ends what computes without end. This is for what waits without end, and
    // so long that a machine busy with other things draws what an idle one
    // does.
    DRAW_MILLISECONDS = 30000,
};

struct draw; // the helpers of a run; may be asked by several threads

// Starts nothing. patience: DRAW_MILLISECONDS, or less in tests.
struct draw *draw_new(int patience);
void draw_free(struct draw *draw); // and ends them; NULL: nothing

enum draw_result {
    DRAWN,
    DRAWN_NOT,    // the helper says that it cannot be
    DRAWN_FAILED, // it died, or took too much time or memory
    DRAWN_ABSENT, // there is no helper
};

// The pixels of the picture file, drawn at that size: as DRAW_PIXELS says.
// They are appended to `out`, where the answer is DRAWN. draw NULL:
// DRAWN_ABSENT.
enum draw_result draw_pixels(struct draw *draw, enum draw_kind kind,
                             struct str file, uint32_t width, uint32_t height,
                             struct buffer *out);
// Its records, as DRAW_FORM says; draw_record takes them apart.
enum draw_result draw_form(struct draw *draw, enum draw_kind kind,
                           struct str file, double width, double height,
                           struct buffer *out);

// Its pixels as a PNG or JPEG file, as DRAW_FILE says; *first: that they are
// the first of several frames or pages.
enum draw_result draw_file(struct draw *draw, enum draw_kind kind,
                           struct str file, int turn, uint32_t width,
                           uint32_t height, struct buffer *out, bool *first);

// What a press prints of it, as DRAW_INKS says. profile: ICC.
enum draw_result draw_inks(struct draw *draw, enum draw_kind kind,
                           struct str profile, struct str file, uint32_t width,
                           uint32_t height, unsigned ink_most,
                           struct buffer *out);
// What is wrong with a PDF file, as preflight/preflight.h says. DRAWN_NOT: it
// cannot be read.
enum draw_result draw_checks(struct draw *draw, struct str file,
                             struct buffer *out);

// A record of a form, its bytes borrowed.
struct draw_part {
    enum draw_record_kind kind;
    uint32_t object;
    struct str text, bytes;
};
// Takes the next record off the front. False: there is none, or it is broken.
bool draw_next(struct str *records, struct draw_part *part);
// Are they records in order, with one form at the end, of objects that are, and
// does each text hold whole things of PDF and nothing that ends an object?
bool draw_form_sound(struct str records);

// The file of the helper: $QALAM_DRAW, or beside the running program, or where
// `make install` puts it. False: it is nowhere.
bool draw_program(struct buffer *path);

#endif
