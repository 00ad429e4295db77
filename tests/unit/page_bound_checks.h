// SPDX-License-Identifier: MIT
// What no line of finished pages ends within, and where words are divided:
// patterns of their own, which know nothing of the rows of the languages.
#ifndef QALAM_TEST_PAGE_BOUND_CHECKS_H
#define QALAM_TEST_PAGE_BOUND_CHECKS_H

#include "page_text_checks.h"

#include <regex.h>

#define MONTHS                                                                 \
    "(January|February|March|April|May|June|July|August|September|October|"    \
    "November|December)"
#define DAY "(^|[ (])[0-3]?[0-9]"
#define PERSIAN_DIGIT "(۰|۱|۲|۳|۴|۵|۶|۷|۸|۹)"
#define SOLAR_MONTHS                                                           \
    "(حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت|وری|غویی)"
#define RUSSIAN_MONTHS                                                                                                              \
    "(января|феврала|марта|апреля|мая|июня|июля|августа|сентября|октября|" \
    "ноября|декабря|январ|феврал|март|апрел|май|июн|июл|август|сентябр|"     \
    "октябр|ноябр|декабр)"

// A line's end, \n, and the line below it, as regular expressions over bytes.
static const char *const bound_patterns[] = {
    DAY " *\n *" MONTHS "([^a-z]|$)",
    MONTHS " *\n *[0-3]?[0-9]([^0-9]|$)",
    "(^|[ (])([Pp]ages?|pp?\\.|No\\.|[Aa]rticles?|[Tt]able|[Ff]igure|"
    "[Cc]hapter|[Ss]ection|vol\\.|Annex) *\n *[0-9]",
    "World *\n *War I|War *\n *I[IVX]",
    "(^|[ (])([A-Z]\\.-?)+ *\n *[A-Z]",
    "(^|[ (])(Dr|Mr|Mrs|Ms|Prof\\.?|Gen\\.) *\n *[A-Z]",
    "\\+[0-9]+( [0-9]+)* *\n *[0-9]",
    "(§|№|[$]) *\n *[0-9]",
    "[0-9] *\n *(km|kg|ha|per cent|percent|million|%)([^a-z]|$)",
    PERSIAN_DIGIT " *\n *" SOLAR_MONTHS "( |\n|،|$)",
    "(^| )(صفحه|صفحهٔ|ماده|مادهٔ|مخ|جدول|شکل) *\n *" PERSIAN_DIGIT,
    DAY " *\n *" RUSSIAN_MONTHS "( |,|\\.|$)",
    "(^| )(стр\\.|мод\\.|саҳ\\.|ст\\.|моддаи|саҳифаи) *\n *[0-9]",
};
// Names that are divided in these places alone.
static const char *const divided_names[] = {
    "Af-ghan-i-stan", "Ta-jik-i-stan", "Uz-bek-i-stan", "Pa-ki-stan",
    "Ta-li-ban",      "Ka-bul",        "Kan-da-har",
};

enum { BOUND_PATTERNS = sizeof bound_patterns / sizeof *bound_patterns };

struct bound_check {
    struct page_faults *faults;
    regex_t patterns[BOUND_PATTERNS];
    struct buffer line, above; // texts
    bool hyphen;               // above ends in one that the text has not
    struct str lang;           // of what was read last
};

static inline struct str last_bytes(struct str text, size_t most)
{
    return str_slice(text, text.count > most ? text.count - most : 0,
                     text.count);
}

// An address with @ that the two lines have between them.
static inline void check_mail(struct bound_check *check, struct str above,
                              struct str below)
{
    size_t start = above.count, end = 0;
    while (start > 0 && !is_space((unsigned char)above.bytes[start - 1]))
        start--;
    while (end < below.count && !is_space((unsigned char)below.bytes[end]))
        end++;
    struct str head = str_slice(above, start, above.count),
               tail = str_slice(below, 0, end);
    bool mail = str_find(head, STR("@")) != STR_NONE ||
                str_find(tail, STR("@")) != STR_NONE;
    bool web = str_find(head, STR("/")) != STR_NONE;
    if (mail && !web && head.count && tail.count &&
        head.count + tail.count < 30)
        page_fault(check->faults, "an address is cut: %.*s|%.*s", STR_ARG(head),
                   STR_ARG(tail));
    if (mail && !web && head.count && tail.count && tail.bytes[0] != '.' &&
        tail.bytes[0] != '@')
        page_fault(check->faults, "an address is cut elsewhere: %.*s|%.*s",
                   STR_ARG(head), STR_ARG(tail));
}

static inline bool divides_so(const char *listed, struct str head,
                              struct str tail)
{
    size_t at = 0;
    for (const char *c = listed; *c; c++) {
        if (*c != '-') {
            at++;
        } else if (at == head.count) {
            return true;
        }
    }
    (void)tail;
    return false;
}

static inline bool names_word(const char *listed, struct str head,
                              struct str tail)
{
    char plain[64], shown[160];
    size_t count = 0;
    for (const char *c = listed; *c; c++)
        if (*c != '-')
            plain[count++] = *c;
    snprintf(shown, sizeof shown, "%.*s%.*s", (int)(head.count % 64),
             head.bytes, (int)(tail.count % 64), tail.bytes);
    return strncmp(plain, shown, count) == 0;
}

static inline bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline void check_division(struct bound_check *check, struct str above,
                                  struct str below)
{
    size_t start = above.count, end = 0;
    while (start > 0 && is_name_letter(above.bytes[start - 1]))
        start--;
    while (end < below.count && is_name_letter(below.bytes[end]))
        end++;
    struct str head = str_slice(above, start, above.count),
               tail = str_slice(below, 0, end);
    for (size_t i = 0; i < COUNT(divided_names); i++)
        if (str_starts(check->lang, STR("en")) &&
            names_word(divided_names[i], head, tail) &&
            !divides_so(divided_names[i], head, tail))
            page_fault(check->faults, "divided as %.*s-%.*s", STR_ARG(head),
                       STR_ARG(tail));
    static const char *const wrong[] = {"ъ", "ь", "Ъ", "ʼ", "ʻ", "’", "'"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (str_starts(below, str_of(wrong[i])))
            page_fault(check->faults, "a line begins with %s", wrong[i]);
    static const char *const pairs[][2] = {
        {"s", "h"}, {"c", "h"}, {"o", "ʻ"}, {"g", "ʻ"}};
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (str_starts(check->lang, STR("uz")) &&
            str_ends(above, str_of(pairs[i][0])) &&
            str_starts(below, str_of(pairs[i][1])))
            page_fault(check->faults, "a letter is divided: %s-%s", pairs[i][0],
                       pairs[i][1]);
}

static inline void check_seam(struct bound_check *check)
{
    struct str above = last_bytes(buffer_str(&check->above), 80),
               below = buffer_str(&check->line);
    char seam[256];
    snprintf(seam, sizeof seam, "%.*s\n%.*s", STR_ARG(above),
             (int)(below.count > 80 ? 80 : below.count), below.bytes);
    for (size_t i = 0; i < BOUND_PATTERNS; i++)
        if (regexec(&check->patterns[i], seam, 0, NULL, 0) == 0)
            page_fault(check->faults, "a line ends within: %s", seam);
    if (check->hyphen)
        check_division(check, above, below);
    else
        check_mail(check, above, below);
}

// All lines of text but those of cells and captions, whose measure may be
// narrower than what is bound.
static inline void check_line_ends(const struct laid_out *out,
                                   struct page_faults *faults)
{
    struct bound_check check = {.faults = faults};
    for (size_t i = 0; i < BOUND_PATTERNS; i++)
        assert_int_equal(
            regcomp(&check.patterns[i], bound_patterns[i], REG_EXTENDED), 0);
    size_t block = SIZE_MAX;
    double y = 0;
    bool hyphen = false;
    for (size_t i = 0; i < out->pages->count; i++)
        for (size_t j = 0; j < out->pages->items[i].placed_count; j++) {
            const struct placed *placed = &out->pages->items[i].placed[j];
            enum shown_kind kind = kind_of(out->pages, placed->tag);
            if (placed->kind != PLACED_RUN || placed->tag == TAG_ARTIFACT ||
                (kind != SHOWN_BODY && kind != SHOWN_NOTE))
                continue;
            const struct run *run = &placed->as.run;
            double size = points(run->size), here = points(placed->y);
            bool same = block == block_of(out->pages, placed->tag);
            bool below = here > y + size * 0.9 || here < y - size * 0.9;
            if (!same || below) {
                if (check.above.count && check.line.count)
                    check_seam(&check);
                check.above.count = 0;
                if (same)
                    buffer_add(&check.above, buffer_str(&check.line));
                check.hyphen = hyphen;
                check.line.count = 0;
                hyphen = false;
                y = here;
            }
            block = block_of(out->pages, placed->tag);
            check.lang = run->lang;
            hyphen |= run->line_hyphen;
            if (!under(out->pages, placed->tag, TAG_REFERENCE))
                buffer_add(&check.line, run->text);
        }
    if (check.above.count && check.line.count)
        check_seam(&check);
    for (size_t i = 0; i < BOUND_PATTERNS; i++)
        regfree(&check.patterns[i]);
    buffer_release(&check.line);
    buffer_release(&check.above);
}

#endif
