// SPDX-License-Identifier: MIT
// What all back ends do alike: naming their file.
#include "backends/interface/backend.h"

void backend_add(const struct backend_input *input, enum format_index format,
                 struct buffer *bytes, struct output *output)
{
    struct str name =
        arena_printf(output->arena, "%.*s%s", STR_ARG(input->links.stem),
                     format_facts[format].ending);
    output_add(output, name, buffer_str(bytes));
    buffer_release(bytes);
}
