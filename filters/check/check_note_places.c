// SPDX-License-Identifier: MIT
// Where the references to notes stand: behind the punctuation.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// The house puts the number after the punctuation in its three languages, and
// in Farsi; Russian and French, for two, put it before.
static bool house_language(struct str lang)
{
    static const char *const house[] = {"en", "fa", "ps"};
    return STR_IS_ONE_OF(language_primary(lang), house);
}

static bool is_reference(const struct part *part)
{
    return part->node->kind == NODE_NOTE_REFERENCE;
}

// word[^1]. — a stop after the reference and none before it, and after the
// stop the sentence goes on or ends: not .5, not the dots of an ellipsis.
static bool before_stop(const struct prose *prose, size_t start, size_t end)
{
    uint32_t before = prose_before(prose, start),
             stop = prose_after(prose, end);
    size_t after = end;
    if (!char_is_stop(stop) || before == 0 || char_is_stop(before) ||
        char_is_space(before))
        return false;
    utf8_next(prose->text, &after);
    uint32_t next = prose_after(prose, after);
    return !char_is_stop(next) && !u_isalnum((UChar32)next);
}

static void check_references(struct checks *checks, const struct prose *prose)
{
    for (size_t i = 0; i < prose->part_count;) {
        size_t first = i;
        while (i < prose->part_count && is_reference(&prose->parts[i]))
            i++;
        if (i == first) {
            i++;
            continue;
        }
        size_t start = prose->parts[first].start;
        size_t end =
            i < prose->part_count ? prose->parts[i].start : prose->text.count;
        struct str stop = str_slice(prose->text, end, end + 2);
        if (i < prose->part_count && before_stop(prose, start, end))
            checks_report(
                checks, prose, start, end, MESSAGE_note_before_stop,
                prose->parts[first].node->as.note_reference.note->label,
                str_slice(stop, 0, utf8_valid(stop.bytes, stop.count)));
    }
}

void check_note_places(struct checks *checks)
{
    for (size_t i = 0; i < checks->proses.count; i++)
        if (house_language(checks->proses.items[i].lang))
            check_references(checks, &checks->proses.items[i]);
}
