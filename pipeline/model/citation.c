// SPDX-License-Identifier: MIT
// How a brief is cited where its author does not say.
#include "model/citation.h"

#include "languages/language.h"
#include "languages/date.h"
#include "languages/words.h"
#include "model/brief_words.h"

struct sentence {
    struct arena *arena;
    const struct brief *brief;
    struct node *phrase;
    bool begun;
};

// ----- Copies of what the brief says -----

// A link or a note leads on from the title, not from its citation.
static struct node *copied(struct arena *arena, const struct node *node)
{
    if (node->kind == NODE_NOTE_REFERENCE || node->kind == NODE_IMAGE)
        return NULL;
    struct node *copy = ARENA_NEW(arena, struct node);
    *copy = *node;
    copy->parent = copy->previous = copy->next = NULL;
    copy->first = copy->last = NULL;
    if (node->kind == NODE_LINK || kind_facts[node->kind].block) {
        copy->kind = NODE_SPAN;
        copy->as.span = (struct span){0};
    } else if (node->kind == NODE_LINE_BREAK || node->kind == NODE_SOFT_BREAK) {
        copy->kind = NODE_TEXT;
        copy->as.text.text = STR(" ");
    }
    return copy;
}

static void copy_inlines(struct arena *arena, struct node *to,
                         const struct node *from)
{
    const struct node *node = from->first;
    while (node) {
        struct node *copy = copied(arena, node);
        if (copy)
            node_append(to, copy);
        if (copy && node->first) {
            to = copy;
            node = node->first;
            continue;
        }
        while (!node->next && node->parent != from) {
            node = node->parent;
            to = to->parent;
        }
        node = node->next;
    }
}

// ----- Pieces -----

static struct node *child(struct arena *arena, struct node *parent,
                          enum kind kind)
{
    struct node *node = node_new(arena, kind, (struct place){0});
    node_append(parent, node);
    return node;
}

static void add_words(struct arena *arena, struct node *parent,
                      struct str words)
{
    child(arena, parent, NODE_TEXT)->as.text.text = words;
}

static void add_text(struct sentence *sentence, struct node *parent,
                     const struct text *text)
{
    struct node *span = child(sentence->arena, parent, NODE_SPAN);
    span->as.span.isolate = true;
    span->lang = text->lang;
    span->direction = text->direction;
    if (span->direction == DIRECTION_INHERIT)
        span->direction = text->lang.count ? language_direction(text->lang)
                                           : sentence->brief->direction;
    copy_inlines(sentence->arena, span, text->content);
}

static bool in_arabic(const struct sentence *sentence)
{
    return language_script(sentence->brief->lang) == SCRIPT_ARABIC;
}

static struct str comma(const struct sentence *sentence)
{
    return in_arabic(sentence) ? STR("\xD8\x8C ") : STR(", "); // U+060C
}

static void next_piece(struct sentence *sentence)
{
    if (sentence->begun)
        add_words(sentence->arena, sentence->phrase, comma(sentence));
    sentence->begun = true;
}

static const struct text *chosen(const struct sentence *sentence,
                                 const struct texts *texts)
{
    return texts_in(texts, sentence->brief->lang);
}

static void add_piece(struct sentence *sentence, const struct texts *texts)
{
    const struct text *text = chosen(sentence, texts);
    if (!text)
        return;
    next_piece(sentence);
    add_text(sentence, sentence->phrase, text);
}

// ----- The title -----

// “Reluctant Reentrance? Russia …” needs no colon between the two.
static bool ends_itself(struct arena *arena, const struct text *title)
{
    static const char *const marks[] = {"?",      "!",      ".",     ":",
                                        "\u061F", "\u06D4", "\u2026"};
    struct str text = str_trim(text_plain(arena, *title));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_ends(text, str_of(marks[i])))
            return true;
    return false;
}

// Titles of works: italic, in Arabic script in « » (docs/design.md#language).
static void add_title(struct sentence *sentence)
{
    const struct metadata *meta = &sentence->brief->meta;
    const struct text *title = chosen(sentence, &meta->title);
    const struct text *subtitle = chosen(sentence, &meta->subtitle);
    if (!title)
        return;
    next_piece(sentence);
    struct arena *arena = sentence->arena;
    bool quoted = in_arabic(sentence);
    struct node *work = quoted ? sentence->phrase
                               : child(arena, sentence->phrase, NODE_EMPHASIS);
    if (quoted)
        add_words(arena, work, STR("\u00AB"));
    add_text(sentence, work, title);
    if (subtitle) {
        add_words(arena, work,
                  ends_itself(arena, title) ? STR(" ") : STR(": "));
        add_text(sentence, work, subtitle);
    }
    if (quoted)
        add_words(arena, work, STR("\u00BB"));
}

// ----- Series, publisher, year -----

static void add_number(struct sentence *sentence)
{
    const struct brief *brief = sentence->brief;
    if (brief->meta.number.count == 0)
        return;
    next_piece(sentence);
    struct arena *arena = sentence->arena;
    struct str number = language_digits(arena, brief->lang, brief->meta.number);
    if (language_has_words(brief->lang))
        number = arena_printf(arena, "%.*s\u00A0%.*s",
                              STR_ARG(brief_word(brief, WORD_number)),
                              STR_ARG(number));
    add_words(arena, sentence->phrase, number);
}

static void add_publishers(struct sentence *sentence)
{
    const struct metadata *meta = &sentence->brief->meta;
    if (meta->publisher.count > 0) {
        add_piece(sentence, &meta->publisher);
        return;
    }
    for (size_t i = 0; i < meta->organisation_count; i++)
        add_piece(sentence, &meta->organisations[i].names);
}

static struct str year_of(struct arena *arena, const struct brief *brief,
                          const struct date *date)
{
    if (!date->given || date->year <= 0)
        return (struct str){0};
    return language_number(arena, brief->lang, (unsigned long)date->year);
}

struct str citation_year(struct arena *arena, const struct brief *brief)
{
    struct str year = year_of(arena, brief, &brief->meta.date);
    struct str second = year_of(arena, brief, &brief->meta.date_gregorian);
    if (year.count == 0)
        return second;
    if (second.count == 0 || str_equal(year, second))
        return year;
    return arena_printf(arena, "%.*s / %.*s", STR_ARG(year), STR_ARG(second));
}

static bool has_publisher(const struct metadata *meta)
{
    bool any = meta->publisher.count > 0;
    for (size_t i = 0; i < meta->organisation_count; i++)
        any |= meta->organisations[i].names.count > 0;
    return any;
}

// (place: publisher, year)
static void add_imprint(struct sentence *sentence)
{
    const struct metadata *meta = &sentence->brief->meta;
    struct arena *arena = sentence->arena;
    struct str year = citation_year(arena, sentence->brief);
    const struct text *place = chosen(sentence, &meta->place);
    if (!place && !has_publisher(meta) && year.count == 0)
        return;
    add_words(arena, sentence->phrase, sentence->begun ? STR(" (") : STR("("));
    sentence->begun = false;
    if (place)
        add_piece(sentence, &meta->place);
    if (place && has_publisher(meta)) {
        add_words(arena, sentence->phrase, STR(": "));
        sentence->begun = false;
    }
    add_publishers(sentence);
    if (year.count > 0) {
        next_piece(sentence);
        add_words(arena, sentence->phrase, year);
    }
    add_words(arena, sentence->phrase, STR(")"));
}

static void add_doi(struct sentence *sentence)
{
    struct str doi = sentence->brief->meta.doi;
    if (doi.count == 0)
        return;
    struct arena *arena = sentence->arena;
    add_words(arena, sentence->phrase, STR(" "));
    struct node *link = child(arena, sentence->phrase, NODE_LINK);
    link->as.link.url =
        str_starts(doi, STR("http"))
            ? doi
            : arena_printf(arena, "https://doi.org/%.*s", STR_ARG(doi));
    add_words(arena, link, link->as.link.url);
}

struct node *citation_new(struct arena *arena, const struct brief *brief)
{
    struct sentence sentence = {
        .arena = arena,
        .brief = brief,
        .phrase = node_new(arena, NODE_PHRASE, (struct place){0})};
    for (size_t i = 0; i < brief->meta.author_count; i++)
        add_piece(&sentence, &brief->meta.authors[i].name);
    add_title(&sentence);
    add_piece(&sentence, &brief->meta.series);
    add_number(&sentence);
    add_imprint(&sentence);
    add_words(arena, sentence.phrase, STR("."));
    add_doi(&sentence);
    return sentence.phrase;
}
