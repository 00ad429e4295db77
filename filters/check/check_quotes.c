// SPDX-License-Identifier: MIT
// Quotes and apostrophes of several kinds in one text.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"
#include "text/hebrew_marks.h"
#include "text/letter_script.h"

#include <unicode/uchar.h>

// ----- What is used where -----

enum style { CURLY, GUILLEMETS, TYPEWRITER, STYLE_COUNT };
enum mark_kind { QUOTES, APOSTROPHES, MARK_KIND_COUNT };

struct first_use {
    const struct text_view *view; // NULL: not used
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

struct mark {
    enum mark_kind kind;
    enum style style;
    size_t start, end;
};

// An apostrophe stands between letters; a single quote beside one only.
static bool is_apostrophe(const struct text_view *view, const struct mark *mark)
{
    return u_isalpha((UChar32)text_view_before(view, mark->start)) &&
           u_isalpha((UChar32)text_view_after(view, mark->end));
}

static bool read_mark(const struct text_view *view, uint32_t c,
                      struct mark *mark)
{
    switch (c) { // no enum of ours
    case '\'':
    case 0x2019:
        mark->kind = APOSTROPHES;
        mark->style = c == '\'' ? TYPEWRITER : CURLY;
        return is_apostrophe(view, mark);
    case '"': // but 6": inches
        mark->kind = QUOTES;
        mark->style = TYPEWRITER;
        return !char_is_digit(text_view_before(view, mark->start));
    case 0x201C:
    case 0x201D:
    case 0x201E:
        mark->kind = QUOTES;
        mark->style = CURLY;
        return true;
    case 0x00AB:
    case 0x00BB:
        mark->kind = QUOTES;
        mark->style = GUILLEMETS;
        return true;
    default: // no enum of ours: any other character
        return false;
    }
}

// A Russian title in an English text brings its quotes along: the letter beside
// them is of another script than the language. Those are nobody's habit here.
static bool is_foreign(const struct text_view *view, const struct mark *mark,
                       struct str lang)
{
    uint32_t after = text_view_after(view, mark->end);
    uint32_t letter =
        u_isalpha((UChar32)after) ? after : text_view_before(view, mark->start);
    enum script script;
    return letter_script(letter, &script) && script != language_script(lang);
}

static void note_use(struct usage usages[USAGES], const struct text_view *view,
                     const struct mark *mark)
{
    struct str lang = text_view_part(view, mark->start)->lang;
    struct usage *usage =
        is_foreign(view, mark, lang) ? NULL : usage_of(usages, lang);
    enum where where = view->note ? IN_NOTES : IN_TEXT;
    struct first_use *first =
        usage ? &usage->first[mark->kind][mark->style][where] : NULL;
    if (first && !first->view)
        *first = (struct first_use){view, mark->start};
}

// Quotes within quotes take another kind on purpose («a “b” c»); typewriter
// marks are a kind of their own on any level.
static void note_styles(struct usage usages[USAGES],
                        const struct text_view *view)
{
    enum style outer = STYLE_COUNT; // of the quotation that is open
    for (size_t at = 0; at < view->text.count;) {
        struct mark mark = {.start = at};
        uint32_t c = utf8_next(view->text, &at);
        mark.end = at;
        if ((c < 0x80 && c != '\'' && c != '"') || !read_mark(view, c, &mark) ||
            hebrew_mark(view->text, mark.start))
            continue;
        bool inner = outer != STYLE_COUNT && outer != mark.style;
        if (mark.kind == APOSTROPHES || mark.style == TYPEWRITER || !inner)
            note_use(usages, view, &mark);
        if (mark.kind == QUOTES && mark.style != TYPEWRITER && !inner)
            outer = outer == STYLE_COUNT ? mark.style : STYLE_COUNT;
    }
}

// ----- Telling -----

static bool earlier(const struct checks *checks, const struct first_use *a,
                    const struct first_use *b)
{
    const struct diag *diag = checks->context->diag;
    return brief_text_place(a->view, diag, a->at, a->at).offset <
           brief_text_place(b->view, diag, b->at, b->at).offset;
}

static struct first_use *first_of(const struct checks *checks,
                                  struct first_use uses[WHERE_COUNT])
{
    struct first_use *text = &uses[IN_TEXT], *notes = &uses[IN_NOTES];
    if (!text->view || !notes->view)
        return text->view ? text : notes;
    return earlier(checks, notes, text) ? notes : text;
}

// The word that an apostrophe stands in, or a quote stands before or behind.
static struct str word_at(const struct first_use *use)
{
    struct str text = use->view->text;
    size_t start = use->at, end = use->at;
    while (start > 0 && !char_is_space(text_view_before(use->view, start)))
        utf8_previous(text, &start);
    while (end < text.count && !char_is_space(text_view_after(use->view, end)))
        utf8_next(text, &end);
    return str_slice(text, start, end);
}

// The kind that is used first is the text's; each other one is reported.
static void report_styles(struct checks *checks,
                          struct first_use first[STYLE_COUNT][WHERE_COUNT])
{
    const struct first_use *uses[STYLE_COUNT], *own = NULL;
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        uses[i] = first_of(checks, first[i]);
        if (uses[i]->view && (!own || earlier(checks, uses[i], own)))
            own = uses[i];
    }
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        if (!uses[i]->view || uses[i] == own)
            continue;
        size_t end = uses[i]->at;
        utf8_next(uses[i]->view->text, &end);
        checks_report(checks, uses[i]->view, uses[i]->at, end,
                      MESSAGE_quotes_mixed, word_at(uses[i]), word_at(own));
    }
}

void check_quote_styles(struct checks *checks)
{
    struct usage usages[USAGES] = {0};
    for (size_t i = 0; i < checks->views.count; i++)
        note_styles(usages, &checks->views.items[i]);
    for (size_t i = 0; i < USAGES; i++)
        for (size_t kind = 0; kind < MARK_KIND_COUNT; kind++)
            report_styles(checks, usages[i].first[kind]);
}
