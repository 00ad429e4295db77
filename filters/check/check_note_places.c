// SPDX-License-Identifier: MIT
// Where the references to notes stand: behind the punctuation.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// The number stands after the punctuation in the three main languages,
// and in Farsi; Russian and French, for two, put it before.
static bool marks_after(struct str lang)
{
    return str_equal(language_value(lang, ROW_note_marks), STR("after"));
}

static bool is_reference(const struct view_part *part)
{
    return part->node->kind == NODE_NOTE_REFERENCE;
}

// word[^1]. — a stop after the reference and none before it, and after the
// stop the sentence goes on or ends: not .5, not the dots of an ellipsis.
static bool before_stop(const struct text_view *view, size_t start, size_t end)
{
    uint32_t before = text_view_before(view, start),
             stop = text_view_after(view, end);
    size_t after = end;
    if (!char_is_stop(stop) || before == 0 || char_is_stop(before) ||
        char_is_space(before))
        return false;
    utf8_next(view->text, &after);
    uint32_t next = text_view_after(view, after);
    return !char_is_stop(next) && !u_isalnum((UChar32)next);
}

// The word before offset, with what is joined to it.
static struct str word_before(const struct text_view *view, size_t offset)
{
    size_t start = offset;
    for (size_t at = offset; at > 0; start = at)
        if (char_is_space(utf8_previous(view->text, &at)))
            break;
    return str_slice(view->text, start, offset);
}

static void check_references(struct checks *checks,
                             const struct text_view *view)
{
    for (size_t i = 0; i < view->part_count;) {
        size_t first = i;
        while (i < view->part_count && is_reference(&view->parts[i]))
            i++;
        if (i == first) {
            i++;
            continue;
        }
        size_t start = view->parts[first].start;
        size_t end =
            i < view->part_count ? view->parts[i].start : view->text.count;
        struct str stop = str_slice(view->text, end, end + 2);
        if (i < view->part_count && before_stop(view, start, end))
            checks_report(
                checks, view, start, end, MESSAGE_note_before_stop,
                view->parts[first].node->as.note_reference.note->label,
                str_slice(stop, 0, utf8_valid(stop.bytes, stop.count)),
                word_before(view, start));
    }
}

void check_note_places(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++)
        if (marks_after(checks->views.items[i].lang))
            check_references(checks, &checks->views.items[i]);
}
