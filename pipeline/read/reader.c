// SPDX-License-Identifier: MIT
// The way from clean Markdown to a brief, in order.
#include "reader.h"

// Text, or a picture or table: anything that a page would show.
static bool has_text(const struct brief *brief)
{
    return brief->body->first || brief->meta.abstract.count;
}

bool read_brief(const struct source *source, const struct context *context,
                struct brief *brief)
{
    struct reader reader = {.source = source,
                            .context = context,
                            .brief = brief,
                            .arena = context->arena,
                            .diag = context->diag,
                            .text = source_text(source)};
    struct yaml *front;
    size_t body_offset;
    if (!front_matter_parse(&reader, &front, &body_offset))
        return false;
    struct piece *body = piece_of_source(&reader, body_offset,
                                         reader.text.count - body_offset);
    brief->body->at = reader_place(&reader, body_offset, body->text.count);
    // Definitions first: the abstract may refer to notes of the body.
    notes_collect(&reader, body);
    notes_sort(&reader);
    front_matter_fill(&reader, front);
    markdown_parse(&reader, body, brief->body);
    shape_blocks(&reader, brief->body);
    notes_parse(&reader);
    shape_title(&reader);
    bidi_balance(&reader);
    notes_finish(&reader);
    if (!has_text(brief))
        diag_report(reader.diag, PLACE_NONE, MESSAGE_empty_text);
    return !diag_failed(reader.diag);
}
