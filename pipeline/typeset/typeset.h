// SPDX-License-Identifier: MIT
// A brief becomes pages.
#ifndef QALAM_TYPESET_H
#define QALAM_TYPESET_H

#include "model/brief.h"
#include "model/context.h"
#include "typeset/page/pages.h"
#include "typeset/paragraph/paragraph.h"

// Lays out the whole brief: cover, body in columns with its notes,
// recommendations, last page. The result lives in the context's arena and
// borrows from the brief and from the typesetter's fonts. Never fails: what
// does not fit is set as well as can be and reported.
struct pages *typeset_brief(const struct brief *brief,
                            struct typesetter *typesetter,
                            const struct context *context);

#endif
