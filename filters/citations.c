// SPDX-License-Identifier: MIT
// Reading ibid. and short forms, and finding the notes that they mean.
#include "citations.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <xxhash.h>

enum {
    LONGEST_SHORT_FORM = 120, // bytes: name, year, page
    NAME_WORDS = 6,    // of a short form, links like “and” not counted
    AUTHOR_WORDS = 40, // of a full note where its author may stand
};

// ----- The words of a citation -----

// Folded: lower case, no vowel signs, no ZWNJ, one space.
static const char *const ibid_words[] = {
    "ibidem",      "ibid",        "ebenda",      "ebd",          "там же",
    "همان جا",     "همانجا",      "همان اثر",    "همان منبع",    "همان مرجع",
    "همان",        "هماغه اثر",   "هماغه ځای",   "هماغه سرچینه", "هماغه",
    "همدغه اثر",   "همدا اثر",    "همدا سرچینه", "همدا",         "هماغه کتاب",
    "همان کتاب",   "همان صفحه",   "loc. cit",    "loc.cit",      "op. cit",
    "op.cit",      "a. a. o",     "a.a.o",       "ایضا",         "المرجع نفسه",
    "المصدر نفسه", "نفس المرجع",  "نفس المصدر",  "ҳамон ҷо",     "ҳамон асар",
    "ҳамон",       "oʻsha joyda", "oʻsha asar",  "ўша жойда",    "ўша асар",
};
static const char *const work_cited_words[] = {
    "op. cit", "op.cit",      "loc. cit",   "указ. соч",
    "a. a. o", "a.a.o",       "اثر یادشده", "منبع پیشین",
    "پیشین",   "یاد شوی اثر", "مرجع سابق",  "المرجع السابق",
};
static const char *const see_words[] = {
    "see also ", "see ", "cf. ", "siehe ", "vgl. ", "см. ", "voir ",
};
static const char *const page_words[] = {
    "p",  "pp",  "page", "pages", "s",  "с",   "стр", "ص",
    "صص", "ص ص", "صفحه", "مخ",    "no", "vol", "саҳ", "b",
};
static const char *const links[] = {
    "and", "&", "und", "et", "al", "others", "и",      "др",
    "va",  "و", "او",  "ва", "ҳа", "وغیره",  "دیگران",
};

static bool is_digit(uint32_t c)
{
    return u_charDigitValue((UChar32)c) >= 0;
}

static bool is_space(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c) || c == 0x00A0;
}

static bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) || c == 0x02BB || c == 0x02BC ||
           (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

// Case, Arabic or Farsi yeh and kaf, and what is not seen, told apart by no
// reader. 0: left out.
static uint32_t fold(uint32_t c)
{
    if (c == 0x064A || c == 0x0649)
        return 0x06CC;
    if (c == 0x0643)
        return 0x06A9;
    if ((c >= 0x064B && c <= 0x0652) || c == 0x0640 || c == 0x0654 ||
        u_charType((UChar32)c) == U_FORMAT_CHAR)
        return 0;
    return (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

// The beginning of a text, folded, without white space before it and with one
// space for any in it. At most `room` bytes.
static struct str fold_start(struct str text, char *out, size_t room)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.count && count + 4 <= room;) {
        uint32_t c = utf8_next(text, &offset);
        if (is_space(c)) {
            if (count > 0 && out[count - 1] != ' ')
                out[count++] = ' ';
            continue;
        }
        c = fold(c);
        if (c != 0)
            count += utf8_encode(c, out + count);
    }
    while (count > 0 && out[count - 1] == ' ')
        count--;
    return (struct str){out, count};
}

// The next word of letters or number of digits, moving *offset past it.
// False at the end. Everything between words is passed over.
static bool next_word(struct str s, size_t *offset, struct str *word)
{
    size_t start = *offset, end = start;
    bool inside = false, digits = false;
    while (end < s.count) {
        size_t after = end;
        uint32_t c = utf8_next(s, &after);
        bool part = is_digit(c) || is_letter(c);
        if (inside && (!part || is_digit(c) != digits))
            break;
        if (!inside && part) {
            inside = true;
            digits = is_digit(c);
            start = end;
        }
        end = after;
    }
    *offset = end;
    *word = str_slice(s, start, end);
    return inside;
}

// A number of four digits in any script, from 1200 to 2199; 0 otherwise.
static int year_of(struct str word)
{
    int year = 0, digits = 0;
    for (size_t offset = 0; offset < word.count; digits++) {
        int32_t value = u_charDigitValue((UChar32)utf8_next(word, &offset));
        if (value < 0 || digits == 4)
            return 0;
        year = year * 10 + value;
    }
    return digits == 4 && year >= 1200 && year < 2200 ? year : 0;
}

// Is what follows an ibid. or a year only a page, a volume, punctuation? At
// the first full stop after that the author may go on in his own words.
static bool only_pages(struct str rest)
{
    struct str word;
    size_t offset = 0, start = 0;
    while (next_word(rest, &offset, &word)) {
        size_t gap = (size_t)(word.bytes - rest.bytes);
        struct str between = str_slice(rest, start, gap);
        bool sentence = start > 0 && str_find(between, STR(". ")) != STR_NONE;
        size_t at = 0;
        bool number = is_digit(utf8_next(word, &at));
        bool letter = !number && word.count == 1; // 2020a, § b
        bool known = number || letter || STR_IS_ONE_OF(word, page_words);
        if (!known)
            return sentence;
        start = offset;
    }
    return true;
}

static struct str without_see(struct str folded)
{
    for (size_t i = 0; i < COUNT(see_words); i++)
        if (str_starts(folded, str_of(see_words[i])))
            return str_slice(folded, strlen(see_words[i]), folded.count);
    return folded;
}

// همان begins many sentences: only a stop, a page or the end may follow.
static bool is_ibid(struct str folded)
{
    struct str s = without_see(folded);
    for (size_t i = 0; i < COUNT(ibid_words); i++) {
        struct str word = str_of(ibid_words[i]);
        struct str rest = str_slice(s, word.count, s.count);
        size_t at = 0;
        if (!str_starts(s, word) ||
            (rest.count && is_letter(utf8_next(rest, &at))))
            continue;
        if (rest.count == 0 || rest.bytes[0] == '.' || only_pages(rest))
            return true;
    }
    return false;
}

// ----- Short forms -----

struct short_form {
    char folded[LONGEST_SHORT_FORM * 2];
    struct str names[NAME_WORDS]; // slices of folded
    size_t name_count;
    struct str rest; // of folded, after the last name or the year
    int year;        // 0: op. cit.
};

// Where “op. cit.” or its like stands in a folded text; STR_NONE.
static size_t find_work_cited(struct str folded, size_t *count)
{
    for (size_t i = 0; i < COUNT(work_cited_words); i++) {
        struct str word = str_of(work_cited_words[i]);
        size_t at = str_find(folded, word);
        if (at != STR_NONE) {
            *count = word.count;
            return at;
        }
    }
    return STR_NONE;
}

static bool add_name(struct short_form *form, struct str word)
{
    if (STR_IS_ONE_OF(word, links))
        return true;
    if (form->name_count == NAME_WORDS)
        return false;
    form->names[form->name_count++] = word;
    return true;
}

// May this stand between the names and the year of a short form? A colon, a
// bracket or quotation marks belong to a title or a publisher.
static bool names_go_on(struct str between, bool year)
{
    for (size_t offset = 0; offset < between.count;) {
        uint32_t c = utf8_next(between, &offset);
        if (c != ' ' && c != ',' && c != 0x060C && c != '.' && c != '&' &&
            c != '-' && c != '\'' && c != 0x2019 && !(year && c == '('))
            return false;
    }
    return true;
}

// Reads names up to a year or to `end`, moving *offset past it.
static bool read_names(struct str s, size_t end, size_t *offset,
                       struct short_form *form)
{
    struct str word;
    while (!form->year && next_word(s, offset, &word)) {
        size_t start = (size_t)(word.bytes - s.bytes), at = 0;
        if (start >= end)
            break;
        size_t before = start - (size_t)(form->rest.bytes - s.bytes);
        form->year = year_of(word);
        if (!names_go_on(str_slice(form->rest, 0, before), form->year > 0))
            return false;
        form->rest = str_slice(s, *offset, s.count);
        if (!form->year &&
            (is_digit(utf8_next(word, &at)) || !add_name(form, word)))
            return false;
    }
    return form->name_count > 0;
}

// Splits a short text into the names before a year and what follows it.
// False where it is no short form.
static bool read_short_form(struct str plain, struct short_form *form)
{
    form->name_count = 0;
    form->year = 0;
    if (plain.count > LONGEST_SHORT_FORM)
        return false;
    struct str s =
        without_see(fold_start(plain, form->folded, sizeof form->folded));
    size_t work = 0, cited = find_work_cited(s, &work), offset = 0;
    form->rest = s;
    if (!read_names(s, cited, &offset, form))
        return false;
    if (!form->year && cited == STR_NONE)
        return false;
    return only_pages(form->year ? form->rest
                                 : str_slice(s, cited + work, s.count));
}

enum citation citation_of(struct str plain)
{
    char folded[LONGEST_SHORT_FORM];
    struct short_form form;
    if (is_ibid(fold_start(plain, folded, sizeof folded)))
        return CITATION_IBID;
    return read_short_form(plain, &form) ? CITATION_SHORT : CITATION_FULL;
}

// ----- Finding the full note -----

struct entry { // a word that stands early in a full note
    uint64_t hash;
    size_t note;
};

struct sources {
    struct brief *brief;
    struct str *plain;        // of each note
    enum citation *citations; // of each note
    struct entry *entries;    // sorted
    size_t entry_count, entry_capacity;
};

static int by_word_then_note(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->note > y->note) - (x->note < y->note);
}

// The hash of a word, folded.
static uint64_t hash_word(struct str word)
{
    char out[256];
    struct str folded = fold_start(word, out, sizeof out);
    return XXH3_64bits(folded.bytes, folded.count);
}

static void index_note(struct sources *sources, size_t note)
{
    struct str word;
    size_t offset = 0;
    for (int i = 0; i < AUTHOR_WORDS; i++) {
        if (!next_word(sources->plain[note], &offset, &word))
            return;
        ARENA_PUSH(sources->brief->arena, sources->entries,
                   sources->entry_count, sources->entry_capacity) =
            (struct entry){hash_word(word), note};
    }
}

// Does a full note hold each name and the year of a short form?
static bool fits(const struct sources *sources, size_t note,
                 const struct short_form *form)
{
    bool year = form->year == 0, names[NAME_WORDS] = {0};
    struct str word;
    size_t offset = 0, found = 0;
    while (next_word(sources->plain[note], &offset, &word)) {
        year = year || year_of(word) == form->year;
        for (size_t i = 0; i < form->name_count; i++)
            if (!names[i] && word.count < LONGEST_SHORT_FORM &&
                hash_word(word) == hash_word(form->names[i])) {
                names[i] = true;
                found++;
            }
    }
    return year && found == form->name_count;
}

// The first entry of a word at or after a note.
static size_t lower_bound(const struct sources *sources, uint64_t hash,
                          size_t note)
{
    struct entry wanted = {hash, note};
    size_t from = 0, to = sources->entry_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (by_word_then_note(&sources->entries[middle], &wanted) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

// The nearest full note before one, else the nearest after, that a short form
// names; a few are looked at, so that one name in all notes costs no more.
static struct note *find_source(const struct sources *sources, size_t note,
                                const struct short_form *form)
{
    enum { TRIES = 50 };
    uint64_t hash = hash_word(form->names[0]);
    size_t middle = lower_bound(sources, hash, note);
    for (size_t i = middle, tries = 0; i > 0 && tries < TRIES; i--, tries++) {
        const struct entry *entry = &sources->entries[i - 1];
        if (entry->hash != hash)
            break;
        if (fits(sources, entry->note, form))
            return sources->brief->notes[entry->note];
    }
    for (size_t i = middle, tries = 0;
         i < sources->entry_count && tries < TRIES; i++, tries++) {
        const struct entry *entry = &sources->entries[i];
        if (entry->hash != hash)
            break;
        if (entry->note != note && fits(sources, entry->note, form))
            return sources->brief->notes[entry->note];
    }
    return NULL;
}

static void resolve_short_forms(struct sources *sources, size_t count)
{
    struct short_form form;
    for (size_t i = 0; i < count; i++)
        if (sources->citations[i] == CITATION_SHORT &&
            read_short_form(sources->plain[i], &form))
            sources->brief->notes[i]->cites = find_source(sources, i, &form);
}

// ----- Ibid. -----

// A label that is a number, in any digits; 0 where it is none.
static unsigned long label_number(struct str label)
{
    unsigned long number = 0;
    for (size_t offset = 0; offset < label.count;) {
        int32_t value = u_charDigitValue((UChar32)utf8_next(label, &offset));
        if (value < 0 || number > 100000000)
            return 0;
        number = number * 10 + (unsigned long)value;
    }
    return number;
}

struct position {
    unsigned long label;
    size_t index;
};

static int by_label(const void *a, const void *b)
{
    const struct position *x = a, *y = b;
    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

// For each note the index of the note before it as the author numbered them;
// SIZE_MAX for none. A label that is a word says nothing of an order: such a
// note, and one that stands after such a note, follows as it is read.
static size_t *author_order(const struct brief *brief, size_t count)
{
    size_t *before = ARENA_ARRAY(brief->arena, size_t, count + 1);
    struct position *positions =
        ARENA_ARRAY(brief->arena, struct position, count + 1);
    size_t numbered = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned long label = label_number(brief->notes[i]->label);
        before[i] = i - 1; // SIZE_MAX for the first
        if (label > 0)
            positions[numbered++] = (struct position){label, i};
    }
    if (numbered)
        qsort(positions, numbered, sizeof *positions, by_label);
    for (size_t i = 0; i < numbered; i++) {
        size_t index = positions[i].index;
        if (index == 0 || label_number(brief->notes[index - 1]->label) > 0)
            before[index] = i ? positions[i - 1].index : SIZE_MAX;
    }
    return before;
}

// What each note means when it stands after `before`: itself, the source of a
// short form, or for ibid. what the note before it means. A row of ibid. is
// followed once, and what its end means is written to all of it; one that
// comes back to itself means nothing.
static struct note **meanings(const struct sources *sources,
                              const size_t *before, size_t count)
{
    struct arena *arena = sources->brief->arena;
    struct note **meaning = ARENA_ARRAY(arena, struct note *, count + 1);
    bool *known = ARENA_ARRAY(arena, bool, count + 1);
    size_t *row = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t first = 0; first < count; first++) {
        size_t length = 0, at = first;
        while (at != SIZE_MAX && !known[at]) {
            known[at] = true;
            row[length++] = at;
            if (sources->citations[at] == CITATION_IBID) {
                at = before[at];
                continue;
            }
            struct note *note = sources->brief->notes[at];
            meaning[at] = note->cites ? note->cites : note;
        }
        struct note *end = at == SIZE_MAX ? NULL : meaning[at];
        for (size_t i = 0; i < length; i++)
            meaning[row[i]] = end;
    }
    return meaning;
}

static struct str quoted(const struct sources *sources, const struct note *note)
{
    if (!note)
        return STR("");
    struct str plain = sources->plain[note->number - 1];
    size_t end = 0;
    for (int i = 0; i < 60 && end < plain.count; i++)
        utf8_next(plain, &end);
    return end == plain.count ? plain
                              : arena_printf(sources->brief->arena, "%.*s…",
                                             (int)end, plain.bytes);
}

// Where the words of a note begin.
static struct place words_at(const struct note *note)
{
    const struct node *block = note->content->first;
    return block && place_known(block->at) ? block->at : note->at;
}

// Says what is wrong with an ibid., given what it means as notes stand.
static void report_ibid(const struct sources *sources,
                        const struct context *context, size_t i,
                        const struct note *means)
{
    const struct note *note = sources->brief->notes[i];
    struct place at = words_at(note);
    struct str plain = sources->plain[i];
    if (i == 0)
        diag_report(context->diag, at, MESSAGE_ibid_first, plain);
    else if (!means)
        diag_report(context->diag, at, MESSAGE_ibid_lost, plain);
    else if (note->cites && note->cites != means)
        diag_report(context->diag, at, MESSAGE_ibid_moved, plain,
                    quoted(sources, note->cites), quoted(sources, means));
    else if (note->section != sources->brief->notes[i - 1]->section)
        diag_report(context->diag, at, MESSAGE_ibid_section, plain,
                    quoted(sources, means));
}

// For each note the index of the note before it in print; SIZE_MAX for none.
static size_t *printed_order(struct arena *arena, size_t count)
{
    size_t *before = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        before[i] = i - 1;
    return before;
}

static void resolve_ibids(struct sources *sources, size_t count)
{
    struct brief *brief = sources->brief;
    struct note **meant = meanings(sources, author_order(brief, count), count),
                **means = meanings(sources, printed_order(brief->arena, count),
                                   count);
    for (size_t i = 0; i < count; i++)
        if (sources->citations[i] == CITATION_IBID)
            brief->notes[i]->cites = meant[i] ? meant[i] : means[i];
}

// Reads every numbered note; answers how many there are.
static size_t read_notes(struct sources *sources)
{
    struct brief *brief = sources->brief;
    size_t count = 0;
    while (count < brief->note_count && brief->notes[count]->number > 0)
        count++;
    sources->plain = ARENA_ARRAY(brief->arena, struct str, count + 1);
    sources->citations = ARENA_ARRAY(brief->arena, enum citation, count + 1);
    for (size_t i = 0; i < count; i++) {
        sources->plain[i] = node_plain(brief->arena, brief->notes[i]->content);
        sources->citations[i] = citation_of(sources->plain[i]);
    }
    return count;
}

void citations_resolve(struct brief *brief)
{
    struct sources sources = {.brief = brief};
    size_t count = read_notes(&sources);
    for (size_t i = 0; i < brief->note_count; i++)
        brief->notes[i]->cites = NULL;
    for (size_t i = 0; i < count; i++)
        if (sources.citations[i] == CITATION_FULL)
            index_note(&sources, i);
    if (sources.entry_count)
        qsort(sources.entries, sources.entry_count, sizeof *sources.entries,
              by_word_then_note);
    resolve_short_forms(&sources, count);
    resolve_ibids(&sources, count);
}

void citations_report(struct brief *brief, const struct context *context)
{
    struct sources sources = {.brief = brief};
    size_t count = read_notes(&sources);
    struct note **means =
        meanings(&sources, printed_order(brief->arena, count), count);
    for (size_t i = 0; i < count; i++)
        if (sources.citations[i] == CITATION_IBID)
            report_ibid(&sources, context, i, means[i]);
}

// ----- Links -----

// Where in a text its folded beginning of so many bytes ends.
static size_t unfolded(struct str text, size_t folded)
{
    size_t count = 0, offset = 0;
    bool space = true; // white space at the start is left out
    while (offset < text.count && count < folded) {
        uint32_t c = utf8_next(text, &offset);
        char bytes[4];
        if (is_space(c)) {
            count += !space;
            space = true;
            continue;
        }
        c = fold(c);
        if (c != 0)
            count += utf8_encode(c, bytes);
        space = space && c == 0;
    }
    return offset;
}

// The end of what names the source in a folded citation: Ibid., or the names
// and the year of a short form. 0 where it is none. `see` bytes come before.
static size_t naming_end(struct str folded, size_t see, struct str plain)
{
    struct str s = str_slice(folded, see, folded.count);
    for (size_t i = 0; i < COUNT(ibid_words); i++)
        if (is_ibid(folded) && str_starts(s, str_of(ibid_words[i])))
            return see + strlen(ibid_words[i]);
    struct short_form form;
    if (!read_short_form(plain, &form))
        return 0;
    if (form.year)
        return (size_t)(form.rest.bytes - form.folded);
    size_t work = 0, cited = find_work_cited(s, &work);
    return cited == STR_NONE ? 0 : see + cited + work;
}

// The words of a note that name its source, within its first text: from what
// follows “See” to the last letter, with the stop of an abbreviation.
static bool naming_words(const struct node *first, struct str plain,
                         size_t *start, size_t *end)
{
    char out[LONGEST_SHORT_FORM];
    struct str text = first->as.text.text;
    struct str folded = fold_start(plain, out, sizeof out);
    size_t see = folded.count - without_see(folded).count;
    size_t naming = naming_end(folded, see, plain);
    if (naming == 0)
        return false;
    *start = unfolded(text, see);
    while (*start < text.count) {
        size_t after = *start;
        if (!is_space(utf8_next(text, &after)))
            break;
        *start = after;
    }
    *end = unfolded(text, naming);
    while (*end > *start) {
        size_t before = *end;
        uint32_t c = utf8_previous(text, &before);
        if (is_letter(c) || is_digit(c))
            break;
        *end = before;
    }
    // The stop of “Ibid.” and “op. cit.” is theirs, that of a year is not.
    if (*end > *start && *end < text.count && text.bytes[*end] == '.' &&
        (unsigned char)text.bytes[*end - 1] < 0x80 &&
        is_letter((uint32_t)text.bytes[*end - 1]))
        ++*end;
    return *end > *start;
}

static struct node *text_of(struct arena *arena, const struct node *like,
                            size_t from, size_t to)
{
    struct place at = like->at;
    if (place_known(at) && at.count == like->as.text.text.count)
        at = (struct place){at.offset + from, to - from};
    struct node *node = node_new(arena, NODE_TEXT, at);
    node->as.text.text = str_slice(like->as.text.text, from, to);
    return node;
}

// Cuts start … end out of a text and puts a link to a note around it.
static void link_words(struct arena *arena, struct node *text, size_t start,
                       size_t end, struct note *note)
{
    struct node *words = text_of(arena, text, start, end);
    struct node *link = node_new(arena, NODE_LINK, words->at);
    link->as.link.note = note;
    node_append(link, words);
    if (start > 0)
        node_insert_before(text, text_of(arena, text, 0, start));
    node_insert_before(text, link);
    if (end < text->as.text.text.count)
        node_insert_before(text,
                           text_of(arena, text, end, text->as.text.text.count));
    node_unlink(text);
}

// The first text of a note, where no author's link holds it. *link is ours of
// an earlier run, or NULL.
static struct node *first_text(const struct note *note, struct node **link)
{
    struct node *root = note->content, *node = root;
    *link = NULL;
    for (; node && kind_facts[node->kind].holds != HOLDS_TEXT;
         node = node_next(root, node)) {
        if (node->kind == NODE_LINK && !node->as.link.note)
            return NULL;
        if (node->kind == NODE_LINK)
            *link = node;
    }
    return node && node->kind == NODE_TEXT ? node : NULL;
}

void citations_link(struct brief *brief)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        struct note *note = brief->notes[i];
        struct node *link, *text = first_text(note, &link);
        size_t start, end;
        if (!note->cites || !text)
            continue;
        struct str plain = node_plain(brief->arena, note->content);
        if (link)
            link->as.link.note = note->cites;
        else if (naming_words(text, plain, &start, &end))
            link_words(brief->arena, text, start, end, note->cites);
    }
}
