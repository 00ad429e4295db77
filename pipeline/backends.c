// SPDX-License-Identifier: MIT
// The back ends: which function makes which row of model/formats.def.
#include "backends.h"

#include "backends/epub/epub.h"
#include "backends/xml/xml.h"

static backend_make *const functions[FORMAT_COUNT] = {
#define FORMAT(id, name, ending, label, media, traits, options, make)          \
    [FORMAT_INDEX_##id] = make,
#include "model/formats.def"
#undef FORMAT
};

void backends_set_up(void)
{
    xml_setup();
}

bool backends_make(enum format_index format, const struct backend_input *input,
                   struct output *output)
{
    return functions[format](input, output);
}

void backends_draw_cover(const struct brief *brief, const struct pages *pages,
                         struct draw *draw, struct buffer *out)
{
    epub_cover(brief, pages, draw, out);
}
