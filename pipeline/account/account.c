// SPDX-License-Identifier: MIT
// Comparing the sides, and telling what is missing.
#include "account/account.h"

#include "account/sides.h"

enum { TOLD_MOST = 5, SHOWN_MOST = 60 };

// The words from the first to the last, where they stand in one text.
static struct str words_of(struct arena *arena, struct str text,
                           const struct tally_lost *lost)
{
    size_t from = lost->first.offset;
    size_t to = lost->last.offset + lost->last.spelled.count;
    if (lost->first.node != lost->last.node || to > text.count || from > to)
        return lost->first.spelled;
    struct str words = str_slice(text, from, to);
    if (words.count <= SHOWN_MOST)
        return words;
    words = str_slice(words, 0, utf8_floor(words, SHOWN_MOST));
    return arena_printf(arena, "%.*s \u2026", STR_ARG(str_trim(words)));
}

// ----- From the source to the brief -----

struct reading {
    struct source_side side;
    const struct source *source;
    const struct diag *diag;
};

static void walk_source(const void *of, struct word_reader *reader)
{
    const struct reading *reading = of;
    source_side_walk(&reading->side, reader);
}

// Whether there is a message on the line of the present text at offset.
static bool is_told(const struct reading *reading, size_t offset)
{
    struct str text = diag_text(reading->diag);
    size_t from = source_origin(reading->source, offset, 0).offset, to = from;
    if (from > text.count)
        return false;
    while (from > 0 && text.bytes[from - 1] != '\n')
        from--;
    while (to < text.count && text.bytes[to] != '\n')
        to++;
    return diag_told_within(reading->diag, from, to);
}

static bool excuses(const void *of, const struct account_word *word)
{
    const struct reading *reading = of;
    struct source_lines lines = source_side_lines(&reading->side, word->offset);
    return source_side_takes(&reading->side, word) ||
           is_told(reading, lines.own) || is_told(reading, lines.block) ||
           is_told(reading, lines.note);
}

static void report_unread(const struct reading *reading,
                          const struct tally_lost *lost, struct diag *diag)
{
    size_t from = lost->first.offset;
    size_t to = lost->last.offset + lost->last.spelled.count;
    diag_report(diag, source_origin(reading->source, from, to - from),
                MESSAGE_words_lost,
                words_of(reading->side.arena, reading->side.text, lost),
                STR("text as it was read"));
}

bool account_read(const struct source *source, const struct brief *brief,
                  struct diag *diag)
{
    struct arena *scratch = arena_new();
    struct reading reading = {source_side_of(scratch, source_text(source)),
                              source, diag};
    struct word_tally tally =
        tally_of(scratch, (struct tally_side){walk_source, &reading, excuses});
    struct tally_lost *lost;
    size_t count = tally_compare(
        &tally, (struct tally_side){.walk = brief_side_walk_all, .of = brief},
        &lost);
    for (size_t i = 0; i < count && i < TOLD_MOST; i++)
        report_unread(&reading, &lost[i], diag);
    arena_free(scratch);
    return count == 0;
}

// ----- From the brief to its outputs -----

struct account {
    const struct brief *brief;
    struct arena *arena;
    struct diag *diag;
    struct word_tally tally;
};

struct account *account_new(const struct brief *brief, struct diag *diag)
{
    struct account *account = ARENA_NEW(brief->arena, struct account);
    account->brief = brief;
    account->arena = brief->arena;
    account->diag = diag;
    account->tally = tally_of(
        brief->arena,
        (struct tally_side){.walk = brief_side_walk_shown, .of = brief});
    return account;
}

static struct place place_of(const struct tally_lost *lost)
{
    const struct node *node = lost->first.node;
    while (node && !place_known(node->at))
        node = node->parent;
    return node ? node->at : PLACE_NONE;
}

static struct str text_of(const struct node *node)
{
    if (node && (node->kind == NODE_TEXT || node->kind == NODE_CODE))
        return node->as.text.text;
    if (node && node->kind == NODE_CODE_BLOCK)
        return node->as.code_block.text;
    return STR("");
}

static bool compare(struct account *account, struct tally_side got,
                    struct str label, enum message message)
{
    struct tally_lost *lost;
    size_t count = tally_compare(&account->tally, got, &lost);
    for (size_t i = 0; i < count && i < TOLD_MOST; i++)
        diag_report(
            account->diag, place_of(&lost[i]), message,
            words_of(account->arena, text_of(lost[i].first.node), &lost[i]),
            label);
    return count == 0;
}

bool account_pages(struct account *account, const struct pages *pages,
                   struct str label)
{
    return compare(account,
                   (struct tally_side){.walk = pages_side_walk, .of = pages},
                   label, MESSAGE_words_lost);
}

bool account_html(struct account *account, const struct str *pages,
                  struct str label, bool themed)
{
    enum message message =
        themed ? MESSAGE_template_lost_words : MESSAGE_words_lost;
    bool good = compare(
        account, (struct tally_side){.walk = html_side_walk, .of = pages},
        label, message);
    return good || themed;
}

bool account_text(struct account *account, struct str text, struct str label)
{
    struct account typed = *account;
    typed.tally = tally_of(account->arena,
                           (struct tally_side){.walk = brief_side_walk_typed,
                                               .of = account->brief});
    return compare(&typed,
                   (struct tally_side){.walk = text_side_walk, .of = &text},
                   label, MESSAGE_words_lost);
}
