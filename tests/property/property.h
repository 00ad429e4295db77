// SPDX-License-Identifier: MIT
// What the parts of the property test share: a clean text as the test sees it,
// and one damage of it.
//
// The test has a view of Markdown of its own (clean.c), so that it can disagree
// with the filters. What is damaged is the prose: no address, code, tag, label
// or key of the front matter, whose letters no repair may touch.
#ifndef QALAM_PROPERTY_H
#define QALAM_PROPERTY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

// ----- Clean texts -----

enum role {
    ROLE_NONE,   // of what may not be damaged
    ROLE_FRONT,  // prose in the front matter
    ROLE_LINE,   // headings, table cells, list items, quotes: one line each
    ROLE_BODY,   // of a paragraph
    ROLE_MARKED, // in a span with a language of its own
};

struct paragraph { // what stands between blank lines
    size_t start, end;
    bool plain; // a paragraph and no heading, list, quote, table or note
    bool note;  // [^n]: text
};

struct clean {
    struct str name, text;
    char lang[4];         // en, fa, ps, ru
    size_t front_end;     // the byte after the front matter
    unsigned char *roles; // enum role, one a byte
    struct paragraph *paragraphs;
    size_t paragraph_count, paragraph_capacity;
    size_t notes; // definitions; 0 where they are not 1, 2, 3 … at the end
};
struct clean *clean_read(struct arena *arena, struct str name, struct str text);
bool clean_is(const struct clean *clean, const char *langs); // "fa ps"

// Letters and marks in a row are a word; a number is one too.
bool is_letter(uint32_t character);
size_t words_between(struct str text, size_t start, size_t end);

struct words {
    struct str *items;
    size_t count, capacity;
};
// All but the labels of notes and the front matter's keys, sorted.
struct words words_of(struct arena *arena, struct str text, bool numbers);
// What a has more often than b.
struct words words_without(struct arena *arena, struct words a, struct words b);

// ----- Damages -----

struct dice {
    uint64_t state;
};
size_t dice_below(struct dice *dice, size_t limit);
bool dice_one_in(struct dice *dice, size_t sides);

enum fate {
    // What comes out is `expected`: the clean text, but for what a damage says.
    FATE_REPAIRED,
    // No certain repair: no word and note is lost, and each paragraph that was
    // not damaged is still there.
    FATE_WORDS,
    // As FATE_REPAIRED, or refused with an error: but never something else.
    FATE_REFUSED,
    // Each block is what it was, or as it was damaged; plain paragraphs of
    // twenty words are what they were. The last condition not for FATE_LEFT.
    FATE_TURNED,
    FATE_LEFT,
};

struct hurt {
    struct arena *arena;
    struct dice *dice;
    const struct clean *clean;
    struct str expected; // the clean text at first
    // Whose words must come out, for FATE_WORDS: the clean text at first.
    struct str basis;
    // Blocks that a damage puts in and that may stay, stripped from what comes
    // out before it is compared; words it puts in, which may stay or go.
    struct str may_stay, added;
    struct str from; // the encoding that is told, if any
};

struct damage {
    const char *name;
    const char *langs; // that it is done to: "fa ps"
    // Answers the damaged text, empty where the text has no place for it.
    struct str (*apply)(struct hurt *hurt);
    enum fate fate;
    const char *message; // that must be told; NULL: none
};

// Letters, spaces, encodings: damage_letters.c. Pages, notes: damage_pages.c.
// Lines in the order of the page: damage_reversed.c.
extern const struct damage letter_damages[], page_damages[], reversed_damages[];
extern const size_t letter_damage_count, page_damage_count,
    reversed_damage_count;

// Several at once, of several tables.
struct str several_damages(struct hurt *hurt);

// The damaged text so far, of damages that look at the text character by
// character.
struct str hurt_text(struct hurt *hurt, const struct buffer *out);

#endif
