// SPDX-License-Identifier: MIT
// Finds the marks in a text that may be notes' references, and the paragraphs
// and list items that may be the notes.
#include "source/note_places.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "source/note_context.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- References -----

static void add_reference(struct note_places *places, size_t offset, size_t end,
                          size_t number, enum reference_rank rank)
{
    ARENA_PUSH(places->arena, places->references, places->reference_count,
               places->reference_capacity) =
        (struct old_reference){offset, end, number, 0, rank, false, false};
}

// A raised mark behind a space, as converters leave it: "treaty <sup>7</sup>".
// Before a letter it is a mass: "of <sup>14</sup>C".
static bool stands_apart(struct str text, size_t offset, size_t end)
{
    uint32_t last = utf8_before(text, offset), next = utf8_after(text, end);
    return (last == ' ' || last == CHAR_NO_BREAK_SPACE) &&
           !u_isalnum((UChar32)next);
}

static enum reference_rank rank_of_raised(struct str text, size_t offset,
                                          size_t end, size_t number)
{
    enum { POWER_LEAST = 2, POWER_MOST = 4 };
    size_t from = offset;
    bool apart = stands_apart(text, offset, end);
    if (apart)
        utf8_previous(text, &from);
    switch (note_context_of(text, from)) {
    case NOTE_BEHIND_NOTHING:
        break;
    case NOTE_BEHIND_UNIT:
        return number < POWER_LEAST || number > POWER_MOST ? RANK_RAISED
                                                           : RANK_NONE;
    case NOTE_BEHIND_NUMBER:
        return RANK_NUMBER;
    case NOTE_BEHIND_WORD:
        return RANK_RAISED;
    case NOTE_BEHIND_STOP:
        return apart ? RANK_RAISED : RANK_MENTION;
    }
    return RANK_NONE;
}

// "[7]" after a word, a number or a stop; not a link, an image nor a label,
// nor an element: x[7].
static enum reference_rank rank_of_bracket(struct str text, size_t offset,
                                           size_t end)
{
    uint32_t next = utf8_after(text, end);
    size_t from = offset;
    if (next == '(' || next == ':' || next == '{' ||
        (next == '[' && !char_is_digit(utf8_after(text, end + 1))) ||
        utf8_before(text, offset) == '!')
        return RANK_NONE;
    if (from > 0 && text.bytes[from - 1] == ' ')
        from--;
    // Two notes at one place: [7][8].
    bool second = from > 0 && text.bytes[from - 1] == ']';
    return second || note_context_of(text, from) != NOTE_BEHIND_NOTHING
               ? RANK_BRACKETED
               : RANK_NONE;
}

// "7–9": the numbers behind the 7.
static void add_range(struct note_places *places, struct str text, size_t *at,
                      size_t offset, size_t first)
{
    enum { RANGE_MOST = 10 };
    uint32_t dash = utf8_after(text, *at);
    size_t behind = *at, last;
    if (first >= NOTE_SIGNS || (dash != '-' && dash != CHAR_EN_DASH))
        return;
    utf8_next(text, &behind);
    if (!note_form_read_number(text, &behind, &last) || last <= first ||
        last - first > RANGE_MOST)
        return;
    for (size_t number = first + 1; number <= last; number++)
        add_reference(places, offset, offset, number, RANK_NONE);
    *at = behind;
}

static void skip_separators(struct str text, size_t *at)
{
    for (;;) {
        uint32_t c = utf8_after(text, *at);
        if (c != ',' && c != ';' && c != ' ' && c != CHAR_ARABIC_COMMA)
            return;
        utf8_next(text, at);
    }
}

// The marks within a wrap: "7", and where it is raised "7, 8" and "7–9".
static void read_marks(struct note_places *places, struct str text, size_t *at,
                       size_t offset, const struct note_wrapping *wrapping)
{
    size_t number;
    bool raised = wrapping->wrap == NOTE_RAISED;
    while (note_form_read_mark(text, at, &number, raised)) {
        add_reference(places, offset, offset, number, RANK_NONE);
        // Emphasis that closes is no asterisk of its own.
        if (!raised || wrapping->emphasis.count > 0)
            return;
        add_range(places, text, at, offset, number);
        skip_separators(text, at);
    }
}

// "<sup>7</sup>", "<sup>7, 8</sup>", "[7]", "^7^" at offset. Answers the end,
// or 0 where there is anything else.
static size_t read_wrapped(struct note_places *places, size_t offset,
                           size_t end)
{
    struct str text = str_slice(places->text, 0, end);
    size_t at = offset, first = places->reference_count;
    struct note_wrapping wrapping;
    note_wrap_open(text, &at, &wrapping);
    if (wrapping.wrap == NOTE_PLAIN || wrapping.wrap == NOTE_DEFINING)
        return 0;
    bool raised = wrapping.wrap == NOTE_RAISED;
    read_marks(places, text, &at, offset, &wrapping);
    bool caret = str_starts(str_slice(text, offset, at), STR("^["));
    if (places->reference_count == first ||
        !note_wrap_close(text, &at, &wrapping) ||
        (caret && (places->reference_count > first + 1 ||
                   places->references[first].number >= NOTE_SIGNS))) {
        places->reference_count = first;
        return 0;
    }
    // <sup>7</sup><sup>8</sup>
    const struct old_reference *before =
        raised && first > 0 ? &places->references[first - 1] : NULL;
    enum reference_rank rank =
        before && before->end == offset ? before->rank
        : raised ? rank_of_raised(places->text, offset, at,
                                  places->references[first].number)
                 : rank_of_bracket(places->text, offset, at);
    for (size_t i = first; i < places->reference_count; i++) {
        places->references[i].end = at;
        places->references[i].rank = caret ? RANK_MENTION : rank;
        places->references[i].caret = caret;
    }
    return at;
}

// "treaty.⁷", "treaty⁷"; m² is no note.
static size_t read_superscript(struct note_places *places, size_t offset,
                               size_t end)
{
    size_t at = offset, number;
    if (!note_form_read_raised_number(str_slice(places->text, 0, end), &at,
                                      &number))
        return 0;
    add_reference(places, offset, at, number,
                  rank_of_raised(places->text, offset, at, number));
    return at;
}

static bool is_stop(uint32_t c)
{
    return char_is_stop(c) || c == ')' || c == '"' || c == '\'' ||
           char_closes_quote(c);
}

static bool ends_mark(uint32_t c)
{
    return c == 0 || c == ' ' || c == '\n' || c == CHAR_NO_BREAK_SPACE ||
           c == '\t' || (is_stop(c) && c != '\'') || c == CHAR_EM_DASH;
}

// The word before offset is not one that counts things: "Art.7", "p.7".
static bool follows_counting_word(struct str text, size_t offset)
{
    size_t end = offset, start;
    for (start = end; start > 0;) {
        size_t at = start;
        if (!u_isalpha((UChar32)utf8_previous(text, &at)))
            break;
        start = at;
    }
    struct str word = str_slice(text, start, end);
    return utf8_count(word) == 1 || note_form_is_counting_word(word);
}

// Letters before offset that are all small, or of a script without case.
static bool follows_plain_word(struct str text, size_t offset)
{
    for (size_t letters = 0; offset > 0; letters++) {
        uint32_t c = utf8_previous(text, &offset);
        if (u_isupper((UChar32)c) || char_is_digit(c) || c == '_' || c == '-' ||
            c == '/' || c == '@')
            return false;
        if (!u_isalpha((UChar32)c))
            return letters >= 3;
    }
    return false;
}

// Digits without any sign of a reference but their place: glued to a word or
// the stop behind it, and nothing glued to them.
static size_t read_glued(struct note_places *places, size_t offset, size_t end)
{
    struct str text = places->text;
    size_t at = offset, number, stop = offset;
    enum reference_rank rank = RANK_NONE;
    if (!note_form_read_number(str_slice(text, 0, end), &at, &number))
        return 0;
    uint32_t next = utf8_after(text, at), last = utf8_before(text, offset);
    size_t behind = at;
    if (behind < text.count)
        utf8_next(text, &behind);
    if (!ends_mark(next) ||
        (is_stop(next) && u_isalnum((UChar32)utf8_after(text, behind))))
        return at;
    if (u_isalpha((UChar32)last)) {
        rank =
            follows_plain_word(text, offset) ? RANK_GLUED_TO_WORD : RANK_NONE;
    } else if (is_stop(last)) {
        while (stop > 0 && is_stop(utf8_before(text, stop)))
            utf8_previous(text, &stop);
        if (u_isalpha((UChar32)utf8_before(text, stop)) &&
            !follows_counting_word(text, stop))
            rank = RANK_GLUED;
    }
    if (rank != RANK_NONE)
        add_reference(places, offset, at, number, rank);
    return at;
}

// ----- Symbols -----

// "word*" where no emphasis is open that the asterisk could close: `open` is
// the number of those before it in the block.
static size_t read_symbols(struct note_places *places, size_t offset,
                           size_t end, size_t *open)
{
    struct str text = str_slice(places->text, 0, end);
    size_t at = offset, number;
    uint32_t last = utf8_before(text, offset);
    bool escaped = text.bytes[offset] == '\\';
    if (!note_form_read_symbols(text, &at, &number)) {
        *open = SIZE_MAX; // more of them than any note has
        return offset + 1;
    }
    uint32_t next = utf8_after(text, at);
    bool behind = last != 0 && !u_isspace((UChar32)last) && last != '(' &&
                  last != '[' && last != '*';
    bool ahead = next != 0 && !u_isspace((UChar32)next);
    if (text.bytes[offset] == '*' && !escaped) {
        if (ahead && (!behind || u_isalnum((UChar32)next))) {
            *open += *open < SIZE_MAX;
            return at;
        }
        if (*open > 0) {
            *open -= *open < SIZE_MAX;
            return at;
        }
    }
    if (behind && ends_mark(next) &&
        note_context_of(text, offset) >= NOTE_BEHIND_WORD)
        add_reference(places, offset, at, number, RANK_RAISED);
    return at;
}

// ----- Spans -----

// What one byte can begin; most begin nothing.
static bool may_begin(unsigned char byte)
{
    return byte == '[' || byte == '\\' || byte == '^' || byte == '*' ||
           ascii_is_digit((char)byte) || byte == 0xC2 || byte == 0xD9 ||
           byte == 0xDB || byte == 0xE2;
}

static size_t read_any(struct note_places *places, size_t at, size_t end,
                       size_t *open)
{
    struct str text = places->text;
    uint32_t c = utf8_after(text, at);
    size_t next = 0;
    if (c == '[' || c == '\\' || c == '^')
        next = read_wrapped(places, at, end);
    else if (char_is_digit(c))
        next = read_glued(places, at, end);
    else if (c != '*')
        next = read_superscript(places, at, end);
    if (next > 0)
        return next;
    struct str rest = str_slice(text, at, end);
    size_t symbol = 0, ignored;
    if (c == '*' || str_starts(rest, STR("\\*")) ||
        (c > 0x7F && note_form_read_symbols(rest, &symbol, &ignored)))
        return read_symbols(places, at, end, open);
    if (c == '\\')
        return at + 2;
    utf8_next(text, &at);
    return at;
}

#define NOTE_NUMBERS 10000 // of at most four digits

// The number that a label is; 0 where it is none.
static size_t label_number(const struct note_places *places, size_t offset,
                           size_t end)
{
    size_t number = 0;
    return note_form_read_number(str_slice(places->text, 0, end), &offset,
                                 &number) &&
                   offset == end
               ? number
               : 0;
}

// The numbers that are labels of notes [^7]:.
static bool *defined_labels(const struct note_places *places)
{
    bool *defined = arena_alloc(places->arena, NOTE_NUMBERS);
    for (size_t i = 0; i < places->blocks.count; i++) {
        const struct block *block = &places->blocks.items[i];
        if (block->kind == BLOCK_NOTE)
            defined[label_number(places, block->label_offset,
                                 block->label_end)] = true;
    }
    return defined;
}

// "[^7]" where no note has that label.
static void read_label(struct note_places *places, const struct lang_span *span,
                       const bool *defined)
{
    if (!span->block || span->block->kind == BLOCK_FRONT ||
        span->block->kind == BLOCK_REFERENCE || span->end - span->offset < 4)
        return;
    size_t number = label_number(places, span->offset + 2, span->end - 1);
    if (number == 0 || defined[number])
        return;
    add_reference(places, span->offset, span->end, number, RANK_MENTION);
    places->references[places->reference_count - 1].caret = true;
}

static bool holds_references(const struct lang_span *span)
{
    return span->block && span->block->kind != BLOCK_FRONT &&
           (span->kind == LANG_SPAN_TAG || span->kind == LANG_SPAN_TEXT);
}

static void find_references(struct note_places *places, struct lang_spans spans)
{
    size_t done = 0, open = 0;
    const bool *defined = defined_labels(places);
    const struct block *block = NULL;
    for (size_t i = 0; i < spans.count; i++) {
        const struct lang_span *span = &spans.items[i];
        size_t at = span->offset, first = places->reference_count;
        if (span->kind == LANG_SPAN_LABEL && at >= done)
            read_label(places, span, defined);
        if (!holds_references(span))
            continue;
        if (span->block != block)
            open = 0;
        block = span->block;
        if (span->kind == LANG_SPAN_TAG && at >= done) {
            size_t end = read_wrapped(places, at, block->end);
            done = end > done ? end : done;
        }
        at = span->kind == LANG_SPAN_TAG ? span->end : at;
        at = at < done ? done : at;
        while (at < span->end)
            at = may_begin((unsigned char)places->text.bytes[at])
                     ? read_any(places, at, span->end, &open)
                     : at + 1;
        for (; first < places->reference_count; first++)
            places->references[first].in_table = block->kind == BLOCK_TABLE;
    }
}

// Does this definition of a link lead anywhere? "[7]: Ibid." is a note.
static bool is_address(const struct note_places *places,
                       const struct block *block)
{
    struct str said = str_slice(places->text, block->text_offset, block->end);
    for (size_t i = 0; i < said.count; i++) {
        char c = said.bytes[i],
             next = i + 1 < said.count ? said.bytes[i + 1] : 0;
        if (strchr("/#@<:", c) || (c == '.' && ascii_is_alphanumeric(next)))
            return true;
        if (c == ' ' || c == '\n')
            break;
    }
    return false;
}

// Numbers in brackets may be citations of works in a list. They are notes
// where each is given once, and one after the other.
static bool brackets_cite(const struct note_places *places)
{
    bool *defined = arena_alloc(places->arena, NOTE_NUMBERS);
    size_t last = 0;
    for (size_t i = 0; i < places->candidate_count; i++)
        if (places->candidates[i].number < NOTE_NUMBERS)
            defined[places->candidates[i].number] = true;
    for (size_t i = 0; i < places->blocks.count; i++) {
        const struct block *block = &places->blocks.items[i];
        size_t at = block->label_offset, number;
        if (block->kind == BLOCK_REFERENCE &&
            note_form_read_number(places->text, &at, &number) &&
            at == block->label_end && is_address(places, block))
            return true;
    }
    for (size_t i = 0; i < places->reference_count; i++) {
        const struct old_reference *reference = &places->references[i];
        if (reference->rank != RANK_BRACKETED ||
            reference->number >= NOTE_NUMBERS || !defined[reference->number])
            continue;
        if (reference->number != last + 1 && reference->number != 1 && last > 0)
            return true;
        last = reference->number;
    }
    return false;
}

// ----- Definitions -----

static void add_candidate(struct note_places *places,
                          const struct note_start *start, size_t block,
                          size_t offset, size_t end)
{
    struct candidate candidate = {.number = start->number,
                                  .block = block,
                                  .offset = offset,
                                  .end = end,
                                  .text_offset = start->text_offset,
                                  .wrap = start->wrap,
                                  .section = places->section,
                                  .item = places->blocks.items[block].kind ==
                                          BLOCK_LIST};
    if (places->candidate_count > 0) {
        struct candidate *last =
            &places->candidates[places->candidate_count - 1];
        candidate.adjacent = candidate.item == last->item &&
                             candidate.block <= last->block + 1 &&
                             candidate.number == last->number + 1;
        last->adjacent = last->adjacent || candidate.adjacent;
    }
    ARENA_PUSH(places->arena, places->candidates, places->candidate_count,
               places->candidate_capacity) = candidate;
}

// Does a line with this mark begin another note behind one with that?
static bool goes_on(size_t number, size_t last)
{
    return number == last + 1 ||
           (number >= NOTE_SIGNS && last >= NOTE_SIGNS && number != last);
}

// A paragraph; and its lines, where each begins with the number after the
// last: notes that no blank line parts.
static void find_in_paragraph(struct note_places *places, size_t index)
{
    const struct block *block = &places->blocks.items[index];
    struct str text = places->text;
    struct note_start open, next;
    size_t offset = block->text_offset;
    if (!note_form_read_start(text, offset, block->end, &open))
        return;
    for (size_t feed = line_end(text, block->offset); feed < block->end;
         feed = line_end(text, feed + 1)) {
        if (!note_form_read_start(text, feed + 1, block->end, &next) ||
            !goes_on(next.number, open.number))
            continue;
        add_candidate(places, &open, index, offset, feed);
        open = next;
        offset = feed + 1;
    }
    add_candidate(places, &open, index, offset, block->end);
}

// "[7]: Ibid."; and "[7]: https://…", where nothing but [^7] or ^[7] leads to
// it.
static void find_in_definition(struct note_places *places, size_t index)
{
    const struct block *block = &places->blocks.items[index];
    struct note_start start = {.wrap = NOTE_BRACKETED,
                               .text_offset = block->text_offset};
    size_t at = block->label_offset;
    if (!note_form_read_number(places->text, &at, &start.number) ||
        at != block->label_end || block->offset + 1 != block->label_offset)
        return;
    add_candidate(places, &start, index, block->offset, block->end);
    places->candidates[places->candidate_count - 1].address =
        is_address(places, block);
}

// The items of an ordered list, or the only one of a list with an asterisk.
static void find_in_list(struct note_places *places, size_t index)
{
    const struct block *block = &places->blocks.items[index];
    struct str text = places->text;
    size_t first = places->candidate_count;
    size_t last = blocks_line_at(&places->blocks, block->end);
    size_t open = SIZE_MAX;
    struct note_start start = {0}, next;
    for (size_t line = block->line; line <= last; line++) {
        const struct block *item = blocks_item_on(&places->blocks, line, block);
        size_t at = places->blocks.lines[line].at.start, number;
        if (!item || !note_form_read_start(text, at + line_indent(text, at),
                                           block->end, &next))
            continue;
        if (open != SIZE_MAX)
            add_candidate(places, &start, index, open, at - 1);
        // "1. 1. 1." counts as it is printed.
        number = next.number;
        if (open != SIZE_MAX && number == 1)
            number = start.number + 1;
        start = next;
        start.number = number;
        open = at;
    }
    if (open == block->offset || places->candidate_count > first)
        add_candidate(places, &start, index, open, block->end);
    // Bullets are no marks: two of them are a list.
    if (places->candidate_count > first &&
        places->candidates[first].number >= NOTE_SIGNS &&
        places->candidate_count > first + 1)
        places->candidate_count = first;
}

bool note_places_are_headed_by(struct str text, const struct block *block)
{
    return (block->kind == BLOCK_HEADING || block->kind == BLOCK_PARAGRAPH) &&
           note_form_is_notes_heading(block_text(text, block));
}

static void find_candidates(struct note_places *places)
{
    for (size_t i = 0; i < places->blocks.count; i++) {
        const struct block *block = &places->blocks.items[i];
        if (note_places_are_headed_by(places->text, block))
            places->section = SECTION_OF_NOTES;
        else if (block->kind == BLOCK_HEADING)
            places->section =
                note_form_is_works_heading(block_text(places->text, block))
                    ? SECTION_OF_WORKS
                    : SECTION_OF_TEXT;
        if (block->kind == BLOCK_REFERENCE)
            find_in_definition(places, i);
        else if (places->blocks.items[i].kind == BLOCK_PARAGRAPH)
            find_in_paragraph(places, i);
        else if (places->blocks.items[i].kind == BLOCK_LIST)
            find_in_list(places, i);
    }
}

// A mark that begins its paragraph is the note's, not a reference to it.
static void drop_marks_of_notes(struct note_places *places, bool brackets)
{
    size_t kept = 0, next = 0;
    for (size_t i = 0; i < places->reference_count; i++) {
        const struct old_reference *reference = &places->references[i];
        while (next < places->candidate_count &&
               places->candidates[next].text_offset <= reference->offset)
            next++;
        bool own = next < places->candidate_count &&
                   reference->offset >= places->candidates[next].offset;
        if (!own && (brackets || reference->rank != RANK_BRACKETED))
            places->references[kept++] = *reference;
    }
    places->reference_count = kept;
}

struct note_places note_places_find(struct arena *arena, struct str text,
                                    struct blocks blocks,
                                    struct lang_spans spans)
{
    struct note_places places = {
        .arena = arena, .text = text, .blocks = blocks};
    find_references(&places, spans);
    if (places.reference_count == 0)
        return places;
    find_candidates(&places);
    drop_marks_of_notes(&places, true);
    if (brackets_cite(&places))
        drop_marks_of_notes(&places, false);
    return places;
}
