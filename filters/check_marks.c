// SPDX-License-Identifier: MIT
// Marks that are whole, but against the house: quotes of two kinds in one
// text, notes before the punctuation.
#include "checks.h"

#include "language.h"

#include <unicode/uchar.h>

// ----- Quotes of two kinds -----

enum style { TYPOGRAPHIC, TYPEWRITER, STYLE_COUNT };
enum mark_kind { QUOTES, APOSTROPHES, MARK_KIND_COUNT };

struct first_use {
    const struct prose *prose; // NULL: not used
    size_t at;
};
// Text and notes apart, since the notes are read last and may stand anywhere.
enum where { IN_TEXT, IN_NOTES, WHERE_COUNT };
// Of one language: a Dari text quotes «so», and its English notes “so”.
struct usage {
    struct str lang;
    struct first_use first[MARK_KIND_COUNT][STYLE_COUNT][WHERE_COUNT];
};
enum { USAGES = 8 }; // languages of one brief; what is beyond is not looked at

static struct usage *usage_of(struct usage usages[USAGES], struct str lang)
{
    lang = language_primary(lang);
    for (size_t i = 0; i < USAGES; i++) {
        if (usages[i].lang.count == 0)
            usages[i].lang = lang;
        if (str_equal(usages[i].lang, lang))
            return &usages[i];
    }
    return NULL;
}

// An apostrophe stands between letters; a single quote beside one only.
static bool between_letters(const struct prose *prose, size_t start, size_t end)
{
    return u_isalpha((UChar32)prose_before(prose, start)) &&
           u_isalpha((UChar32)prose_after(prose, end));
}

static bool style_of(const struct prose *prose, uint32_t c, size_t start,
                     size_t end, enum mark_kind *kind, enum style *style)
{
    *kind = c == '\'' || c == 0x2019 ? APOSTROPHES : QUOTES;
    *style = c == '\'' || c == '"' ? TYPEWRITER : TYPOGRAPHIC;
    if (*kind == APOSTROPHES)
        return between_letters(prose, start, end);
    if (c == '"') // 6": inches
        return !u_isdigit((UChar32)prose_before(prose, start));
    return c == 0x201C || c == 0x201D || c == 0x201E || c == 0x00AB ||
           c == 0x00BB;
}

static void note_styles(struct usage usages[USAGES], const struct prose *prose)
{
    for (size_t at = 0; at < prose->text.count;) {
        size_t start = at;
        uint32_t c = utf8_next(prose->text, &at);
        enum mark_kind kind;
        enum style style;
        if ((c < 0x80 && c != '\'' && c != '"') ||
            !style_of(prose, c, start, at, &kind, &style))
            continue;
        struct usage *usage = usage_of(usages, prose_part(prose, start)->lang);
        enum where where = prose->note ? IN_NOTES : IN_TEXT;
        struct first_use *first =
            usage ? &usage->first[kind][style][where] : NULL;
        if (first && !first->prose)
            *first = (struct first_use){prose, start};
    }
}

static bool earlier(const struct checks *checks, const struct first_use *a,
                    const struct first_use *b)
{
    const struct diag *diag = checks->context->diag;
    return prose_place(a->prose, diag, a->at, a->at).offset <
           prose_place(b->prose, diag, b->at, b->at).offset;
}

static struct first_use *first_of(const struct checks *checks,
                                  struct first_use uses[WHERE_COUNT])
{
    struct first_use *text = &uses[IN_TEXT], *notes = &uses[IN_NOTES];
    if (!text->prose || !notes->prose)
        return text->prose ? text : notes;
    return earlier(checks, notes, text) ? notes : text;
}

// The word that an apostrophe stands in, or a quote stands before or behind.
static struct str word_at(const struct first_use *use)
{
    struct str text = use->prose->text;
    size_t start = use->at, end = use->at;
    while (start > 0 &&
           !u_isUWhiteSpace((UChar32)prose_before(use->prose, start)))
        utf8_previous(text, &start);
    while (end < text.count &&
           !u_isUWhiteSpace((UChar32)prose_after(use->prose, end)))
        utf8_next(text, &end);
    return str_slice(text, start, end);
}

static void report_styles(struct checks *checks,
                          struct first_use first[STYLE_COUNT][WHERE_COUNT])
{
    const struct first_use *a = first_of(checks, first[TYPOGRAPHIC]),
                           *b = first_of(checks, first[TYPEWRITER]);
    if (!a->prose || !b->prose)
        return;
    const struct first_use *before = earlier(checks, a, b) ? a : b,
                           *later = before == a ? b : a;
    size_t end = later->at;
    utf8_next(later->prose->text, &end);
    checks_report(checks, later->prose, later->at, end, MESSAGE_quotes_mixed,
                  word_at(later), word_at(before));
}

void check_quote_styles(struct checks *checks)
{
    struct usage usages[USAGES] = {0};
    for (size_t i = 0; i < checks->proses.count; i++)
        note_styles(usages, &checks->proses.items[i]);
    for (size_t i = 0; i < USAGES; i++)
        for (size_t kind = 0; kind < MARK_KIND_COUNT; kind++)
            report_styles(checks, usages[i].first[kind]);
}

// ----- Where notes stand -----

// The house puts the number after the punctuation in its three languages, and
// in Farsi; Russian and French, for two, put it before.
static bool house_language(struct str lang)
{
    static const char *const house[] = {"en", "fa", "ps"};
    return STR_IS_ONE_OF(language_primary(lang), house);
}

static bool is_stop(uint32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' ||
           c == '?' || c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4;
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
    if (!is_stop(stop) || before == 0 || is_stop(before) ||
        u_isUWhiteSpace((UChar32)before))
        return false;
    utf8_next(prose->text, &after);
    uint32_t next = prose_after(prose, after);
    return !is_stop(next) && !u_isalnum((UChar32)next);
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
