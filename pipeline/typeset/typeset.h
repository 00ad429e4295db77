// SPDX-License-Identifier: MIT
// A brief becomes pages.
#ifndef QALAM_TYPESET_H
#define QALAM_TYPESET_H

#include "brief.h"
#include "context.h"
#include "pages.h"
#include "paragraph.h"

// Lays out the whole brief: cover, body in columns with its notes,
// recommendations, last page. The result lives in the context's arena and
// borrows from the brief and from the typesetter's fonts. Never fails: what
// does not fit is set as well as can be and reported.
struct pages *typeset_brief(const struct brief *brief,
                            struct typesetter *typesetter,
                            const struct context *context);

#endif
