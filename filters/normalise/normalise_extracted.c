// SPDX-License-Identifier: MIT
// What programs that extract text from PDF files leave around words: direction
// controls, and spaces before marks.
//
// pdftotext puts each line that runs from the right between U+202B and U+202C,
// and what runs from the left in it between U+202A and U+202C. A space before
// such a run in the order of reading stands at its start, since it is there on
// the page.
#include "normalise/normalise_parts.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "text/letter_script.h"

enum {
    CONTROL_BYTES = 3,
    ALEF = 0x627,
    HAMZA = 0x621,
};

static bool is_control(uint32_t c)
{
    return char_is_bidi_embedding(c);
}

// ----- Is the text extracted? -----

static bool has_controls(struct str text)
{
    for (size_t at = 0; at < text.count;) {
        at = skip_ascii(text, at, text.count);
        if (at < text.count && is_control(utf8_next(text, &at)))
            return true;
    }
    return false;
}

// A line that is an embedding from its start to its end?
static bool is_extracted_line(struct str line)
{
    line = str_trim(line);
    return line.count > 2 * CONTROL_BYTES &&
           utf8_after(line, 0) == CHAR_RIGHT_TO_LEFT_EMBEDDING &&
           utf8_before(line, line.count) == CHAR_POP_DIRECTIONAL_FORMATTING;
}

static bool is_extracted(const struct normalising *now)
{
    for (size_t i = 0; i < now->blocks.line_count; i++) {
        const struct block_line *line = &now->blocks.lines[i];
        if (is_extracted_line(
                str_slice(now->text, line->content, line->at.end)))
            return true;
    }
    return false;
}

// ----- Controls of an extracted text -----

// Letters of two scripts that nothing but a control parts are of two words.
static bool are_of_two_words(struct str text, size_t start, size_t end)
{
    enum script before, after;
    return letter_script(utf8_before(text, start), &before) &&
           letter_script(utf8_after(text, end), &after) && before != after;
}

// The space that a control gives up goes to the end of its run; where that is
// followed by one, or by the end of the line, it is none.
static void end_run(struct normalising *now, const struct walk *at, bool space)
{
    size_t behind = at->offset;
    while (is_control(utf8_after(now->text, behind)))
        behind += CONTROL_BYTES;
    uint32_t after = utf8_after(now->text, behind);
    bool wanted = after && !char_is_space(after) &&
                  (space || are_of_two_words(now->text, at->start, behind));
    source_replace(now->source, at->start, CONTROL_BYTES,
                   wanted ? STR(" ") : STR(""), "direction-control");
}

static void begin_run(struct normalising *now, const struct walk *at,
                      bool *space)
{
    size_t end = at->offset, start = at->start;
    while (end < now->text.count && now->text.bytes[end] == ' ')
        end++;
    while (start >= CONTROL_BYTES && is_control(utf8_before(now->text, start)))
        start -= CONTROL_BYTES;
    *space = end > at->offset;
    bool parts = are_of_two_words(now->text, start, end) && !*space;
    source_replace(now->source, at->start, end - at->start,
                   parts ? STR(" ") : STR(""), "direction-control");
}

static void drop_controls(struct normalising *now)
{
    struct walk at = {0};
    size_t count = 0, first = 0;
    bool space = false, run = false;
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_control(c))
            continue;
        first = count++ ? first : at.start;
        if (c == CHAR_LEFT_TO_RIGHT_EMBEDDING) {
            begin_run(now, &at, &space);
            run = true;
        } else if (c == CHAR_POP_DIRECTIONAL_FORMATTING) {
            end_run(now, &at, run && space);
            run = false;
        } else {
            source_replace(now->source, at.start, CONTROL_BYTES, STR(""),
                           "direction-control");
        }
    }
    if (count && now->diag)
        diag_report(now->diag, source_origin(now->source, first, CONTROL_BYTES),
                    MESSAGE_direction_controls,
                    arena_printf(now->arena, "%zu", count));
}

// ----- Controls of an author -----

// An override of letters that run that way by themselves does nothing. Digits
// it turns round.
static bool changes_nothing(struct str run, uint32_t control)
{
    for (size_t at = 0; at < run.count;) {
        uint32_t c = utf8_next(run, &at);
        if (is_control(c) ||
            (control == CHAR_RIGHT_TO_LEFT_OVERRIDE && char_is_digit(c)) ||
            (char_is_word_letter(c) &&
             char_is_rtl(c) != (control == CHAR_RIGHT_TO_LEFT_OVERRIDE)))
            return false;
    }
    return true;
}

// The end of a run that begins at start, in its line; 0 where it is not closed.
static size_t run_end(struct str text, size_t start, size_t end)
{
    size_t depth = 1;
    for (size_t at = start; at < end;) {
        size_t here = at;
        uint32_t c = utf8_next(text, &at);
        if (c == '\n')
            return 0;
        if (c == CHAR_POP_DIRECTIONAL_FORMATTING && --depth == 0)
            return here;
        depth += is_control(c) && c != CHAR_POP_DIRECTIONAL_FORMATTING;
    }
    return 0;
}

static bool is_one_word(struct str run)
{
    for (size_t at = 0; at < run.count;)
        if (!char_is_word_letter(utf8_next(run, &at)))
            return false;
    return true;
}

// Embeddings become isolates, which say the same and leave the text around
// them alone (UAX #9, 2.7); around one word they say nothing. What is not
// closed, and overrides that turn letters round, are the reader's to report.
static void isolate_run(struct normalising *now, size_t start, size_t end,
                        uint32_t control)
{
    struct str run = str_slice(now->text, start + CONTROL_BYTES, end);
    bool override = control == CHAR_LEFT_TO_RIGHT_OVERRIDE ||
                    control == CHAR_RIGHT_TO_LEFT_OVERRIDE;
    bool word = is_one_word(run) || override;
    if (override && !changes_nothing(run, control))
        return;
    source_replace(now->source, start, CONTROL_BYTES,
                   word                                      ? STR("")
                   : control == CHAR_LEFT_TO_RIGHT_EMBEDDING ? STR("\u2066")
                                                             : STR("\u2067"),
                   "direction-control");
    source_replace(now->source, end, CONTROL_BYTES,
                   word ? STR("") : STR("\u2069"), "direction-control");
}

static void isolate_controls(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_control(c) || c == CHAR_POP_DIRECTIONAL_FORMATTING)
            continue;
        size_t end = run_end(now->text, at.offset, at.span->end);
        // Within another, it is looked at when that one has gone.
        if (end) {
            isolate_run(now, at.start, end, c);
            at.offset = end + CONTROL_BYTES;
        }
    }
}

void normalise_direction_controls(struct normalising *now)
{
    if (!has_controls(now->text))
        return;
    if (is_extracted(now))
        drop_controls(now);
    else
        isolate_controls(now);
}

// ----- Marks behind a space -----

static bool is_lone(const struct normalising *now, const struct walk *at)
{
    struct str text = now->text;
    size_t space = at->start - 1, next = at->offset;
    if (at->start < 3 || text.bytes[space] != ' ' ||
        !char_is_arabic_letter(utf8_before(text, space)))
        return false;
    uint32_t letter = utf8_after(text, next);
    if (letter != ALEF && letter != HAMZA)
        return !char_in_word(letter);
    utf8_next(text, &next);
    return !char_in_word(utf8_after(text, next));
}

// A mark has no letter behind a space: "جد ًا" is جدًا, and of "بنا ًء" it
// belongs to the hamza.
void normalise_lone_marks(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (c < 0x64B || c > 0x652 || !is_lone(now, &at))
            continue;
        size_t end = at.offset;
        bool hamza = utf8_after(now->text, end) == HAMZA;
        end += hamza ? 2 : 0;
        char bytes[8];
        size_t count = hamza ? utf8_encode(HAMZA, bytes) : 0;
        count += utf8_encode(c, bytes + count);
        source_replace(now->source, at.start - 1, end - at.start + 1,
                       (struct str){bytes, count}, "lone-mark");
        at.offset = end;
    }
}
