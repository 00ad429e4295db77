// SPDX-License-Identifier: MIT
// The stages from clean Markdown to a brief, in order.
#include "read/read.h"

#include "read/html/html_tags.h"
#include "text/plain.h"

// Invisible marks in paragraphs are nothing that a page would show; pictures,
// tables and rules are.
static bool is_seen(const struct node *node)
{
    bool only_holds =
        node->kind == NODE_PASSAGE || node->kind == NODE_PARAGRAPH ||
        node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
    return !only_holds &&
           !(node->kind == NODE_TEXT && plain_empty(node->as.text.text));
}

static bool has_text(const struct brief *brief)
{
    for (const struct node *n = brief->body; n; n = node_next(brief->body, n))
        if (is_seen(n))
            return true;
    return brief->meta.abstract.count > 0;
}

static void report_empty(struct reader *reader)
{
    struct brief *brief = reader->brief;
    diag_report(reader->diag, PLACE_NONE, MESSAGE_empty_text);
    // No later stage will tell of these.
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->reference_count == 0)
            diag_report(reader->diag, brief->notes[i]->at, MESSAGE_note_unused,
                        brief->notes[i]->label);
}

// Templates serve all briefs of a run: one of them cannot bring its own.
static void drop_theme_folder(struct reader *reader)
{
    struct theme *theme = &reader->brief->meta.theme;
    if (theme->folder.count)
        diag_report(reader->diag, theme->folder_at, MESSAGE_theme_in_brief);
    theme->folder = STR("");
}

void read_setup(void)
{
    markdown_set_up();
}

struct reader read_begin(const struct source *source,
                         const struct context *context, struct brief *brief)
{
    return (struct reader){
        .source = source,
        .context = context,
        .brief = brief,
        .arena = context->arena,
        .diag = context->diag,
        .text = source_text(source),
        .pictures = {.brief = brief, .context = context},
        .html = &html_reader,
    };
}

bool read_brief(const struct source *source, const struct context *context,
                struct brief *brief)
{
    struct reader reader = read_begin(source, context, brief);
    struct yaml *front;
    size_t body_offset;
    if (!front_matter_parse(&reader, &front, &body_offset))
        return false;
    struct fragment *body = fragment_of_source(&reader, body_offset,
                                               reader.text.count - body_offset);
    brief->body->at = reader_place(&reader, body_offset, body->text.count);
    // Definitions first: the abstract may refer to notes of the body.
    notes_collect(&reader, body);
    notes_sort(&reader);
    front_matter_fill(&reader, front);
    drop_theme_folder(&reader);
    markdown_parse(&reader, body, brief->body);
    shape_blocks(&reader, brief->body);
    notes_parse(&reader);
    shape_title(&reader);
    front_messages_add(&reader, front);
    bidi_balance(&reader);
    notes_finish(&reader);
    if (!has_text(brief))
        report_empty(&reader);
    return !diag_broken(reader.diag);
}
