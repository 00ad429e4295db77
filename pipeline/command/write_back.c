// SPDX-License-Identifier: MIT
// Writes a filter's result into a copy of the source, reads that again, and
// only where it reads the same into the source itself.
#include "command/write_back.h"

#include "read/read.h"

// A text read by itself: places are those of the text, and nothing is reported,
// since the job has reported it already.
struct trial {
    struct brief *brief;
    struct source *source;
    struct context context;
};

static bool read_trial(struct trial *trial, const struct job *job,
                       const struct filter *filter, struct str text)
{
    struct arena *arena;
    trial->brief = brief_new(job->input->names.shown);
    arena = trial->brief->arena;
    trial->context = job->context;
    trial->context.arena = arena;
    trial->context.diag = diag_new(arena, job->input->names.shown);
    trial->source = source_new(arena, arena_str(arena, text));
    diag_set_text(trial->context.diag, source_text(trial->source));
    source_set_lang(trial->source, source_lang(job->source));
    return read_brief(trial->source, &trial->context, trial->brief) &&
           filter->change(trial->brief, &trial->context);
}

// The next reference under root after node, NULL at its end.
static const struct node *next_reference(const struct node *root,
                                         const struct node *node)
{
    do
        node = node ? node_next(root, node) : root;
    while (node && node->kind != NODE_NOTE_REFERENCE);
    return node;
}

static bool same_root(const struct trial *a, const struct node *first,
                      const struct trial *b, const struct node *second)
{
    if (!str_equal(node_plain(a->brief->arena, first),
                   node_plain(b->brief->arena, second)))
        return false;
    const struct node *one = NULL, *other = NULL;
    do {
        one = next_reference(first, one);
        other = next_reference(second, other);
        if (one && other &&
            one->as.note_reference.note->number !=
                other->as.note_reference.note->number)
            return false;
    } while (one && other);
    return !one && !other;
}

// The notes that are printed, and those that nobody calls; without those that
// are void.
static void count_notes(const struct brief *brief, size_t *printed,
                        size_t *unused)
{
    *printed = *unused = 0;
    for (size_t i = 0; i < brief->note_count; i++) {
        *printed += brief->notes[i]->number > 0;
        *unused += brief->notes[i]->number == 0 && !brief->notes[i]->again;
    }
}

// The same words in every text and note, and references to the same numbers.
static bool same_reading(const struct trial *a, const struct trial *b)
{
    struct node **first, **second;
    size_t count = brief_roots(a->brief, &first) - a->brief->note_count,
           printed, unused, printed_again, unused_again;
    count_notes(a->brief, &printed, &unused);
    count_notes(b->brief, &printed_again, &unused_again);
    if (count != brief_roots(b->brief, &second) - b->brief->note_count ||
        printed != printed_again || unused > unused_again)
        return false;
    // Notes are the last, those that are printed first.
    for (size_t i = 0; i < count + printed; i++)
        if (!same_root(a, first[i], b, second[i]))
            return false;
    return true;
}

static bool try_out(struct trial *trial, const struct job *job,
                    const struct filter *filter, struct source *copy)
{
    struct trial again = {0};
    bool same = filter->write(copy, trial->brief, &trial->context) &&
                read_trial(&again, job, filter, source_text(copy)) &&
                same_reading(trial, &again);
    if (again.brief)
        brief_free(again.brief);
    return same;
}

void write_back(struct job *job, const struct filter *filter)
{
    struct trial trial = {0};
    struct str text = source_text(job->source);
    bool good = read_trial(&trial, job, filter, text) &&
                try_out(&trial, job, filter, trial.source) &&
                filter->write(job->source, trial.brief, &job->context);
    if (!good)
        diag_report(job->context.diag, PLACE_NONE, MESSAGE_notes_as_written);
    brief_free(trial.brief);
}
