// SPDX-License-Identifier: MIT
// Plain texts that show in their direction anywhere.
#include "model/directed.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

enum direction directed_strong(uint32_t c)
{
    if (char_is_rtl(c))
        return DIRECTION_RTL;
    return u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT ? DIRECTION_LTR
                                                          : DIRECTION_INHERIT;
}

static uint32_t mark_of(enum direction direction)
{
    return direction == DIRECTION_RTL ? CHAR_RIGHT_TO_LEFT_MARK
                                      : CHAR_LEFT_TO_RIGHT_MARK;
}

static bool strong_at_start(struct str text, enum direction direction)
{
    size_t offset = 0;
    return text.count == 0 ||
           directed_strong(utf8_next(text, &offset)) == direction;
}

static bool strong_at_end(struct str text, enum direction direction)
{
    size_t offset = text.count;
    return text.count == 0 ||
           directed_strong(utf8_previous(text, &offset)) == direction;
}

static void add_space(struct buffer *out)
{
    if (out->count > 0 && out->bytes[out->count - 1] != ' ')
        buffer_add_byte(out, ' ');
}

// Does a number stand before the first letter? Behind a run in the other
// direction it would be taken for a part of that: WFP ۳۲ کارمند.
static bool number_first(struct str run)
{
    for (size_t offset = 0; offset < run.count;) {
        uint32_t c = utf8_next(run, &offset);
        if (char_is_digit(c))
            return true;
        if (directed_strong(c) != DIRECTION_INHERIT)
            return false;
    }
    return false;
}

static bool any_strong(struct str run)
{
    for (size_t offset = 0; offset < run.count;)
        if (directed_strong(utf8_next(run, &offset)) != DIRECTION_INHERIT)
            return true;
    return false;
}

// The percent sign of that number stays on its own side: ۴۰٪.
static void add_with_percent(struct buffer *out, struct str run, uint32_t mark)
{
    size_t offset = 0, start;
    bool digit = false;
    while (offset < run.count) {
        start = offset;
        uint32_t c = utf8_next(run, &offset);
        if (digit && (c == '%' || c == CHAR_ARABIC_PERCENT)) {
            buffer_add(out, str_slice(run, 0, start));
            buffer_add_utf8(out, mark);
            buffer_add(out, str_slice(run, start, run.count));
            return;
        }
        if (digit && !char_is_digit(c) && c != CHAR_ARABIC_DECIMAL)
            break;
        digit = char_is_digit(c) || (digit && c == CHAR_ARABIC_DECIMAL);
    }
    buffer_add(out, run);
}

// What stands behind a run in the other direction: between two of them, WHO،
// FAO, nothing else would say that they are not one.
static void add_own_run(struct buffer *out, struct str run,
                        enum direction around, bool last)
{
    bool behind = out->count > 0 && run.count > 0;
    bool number = behind && number_first(run);
    if (number || (behind && !last && !any_strong(run)))
        buffer_add_utf8(out, mark_of(around));
    if (number && around == DIRECTION_RTL)
        add_with_percent(out, run, mark_of(around));
    else
        buffer_add(out, run);
}

// A run in the other direction: C++ in a Dari line would show as ++C.
static void add_other_run(struct buffer *out, struct str run,
                          enum direction direction)
{
    if (!strong_at_start(run, direction))
        buffer_add_utf8(out, mark_of(direction));
    buffer_add(out, run);
    if (!strong_at_end(run, direction))
        buffer_add_utf8(out, mark_of(direction));
}

static void add_run(struct buffer *out, struct str run,
                    enum direction direction, enum direction around, bool last)
{
    if (direction == around)
        add_own_run(out, run, around, last);
    else
        add_other_run(out, run, direction);
}

static bool is_space(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           kind_facts[node->kind].block;
}

static struct str words_of(const struct node *node)
{
    if (kind_facts[node->kind].holds == HOLDS_TEXT)
        return node->as.text.text;
    return node->kind == NODE_IMAGE ? node->as.image.alt : STR("");
}

// A sign that the titles filter has isolated in the direction around it: it
// would stand with the digits beside it, as the percent sign of ۴۵٪ at a start.
static bool is_sign(const struct node *node, struct str words,
                    enum direction around)
{
    const struct node *span = node->parent;
    for (size_t offset = 0; offset < words.count;)
        if (directed_strong(utf8_next(words, &offset)) != DIRECTION_INHERIT)
            return false;
    return words.count > 0 && span && span->kind == NODE_SPAN &&
           span->direction == around;
}

// All runs of a text. What stands in one direction, in however many nodes, is
// one run.
static void add_runs(struct buffer *out, const struct node *root,
                     enum direction direction)
{
    struct buffer run = {0};
    enum direction holds = direction;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        struct str words = words_of(node);
        enum direction here = node_direction(node, direction);
        if (words.count && here != holds) {
            add_run(out, buffer_str(&run), holds, direction, false);
            buffer_clear(&run);
            holds = here;
        }
        if (is_sign(node, words, direction))
            buffer_add_utf8(&run, mark_of(direction));
        buffer_add(&run, words);
        if (is_space(node))
            add_space(&run);
    }
    add_run(out, buffer_str(&run), holds, direction, true);
    buffer_release(&run);
}

// Does the first strong letter say another direction?
static bool misleads(struct str text, enum direction direction)
{
    for (size_t offset = 0; offset < text.count;) {
        enum direction strong = directed_strong(utf8_next(text, &offset));
        if (strong != DIRECTION_INHERIT)
            return strong != direction;
    }
    return false;
}

struct str directed_plain(struct arena *arena, const struct node *root,
                          enum direction direction)
{
    struct buffer out = {0};
    add_runs(&out, root, direction);
    struct str text = str_trim(buffer_str(&out));
    char mark[4];
    size_t count = utf8_encode(mark_of(direction), mark);
    text =
        misleads(text, direction)
            ? arena_printf(arena, "%.*s%.*s", (int)count, mark, STR_ARG(text))
            : arena_str(arena, text);
    buffer_release(&out);
    return text;
}

enum direction text_direction(const struct brief *brief,
                              const struct text *text)
{
    if (text->direction != DIRECTION_INHERIT)
        return text->direction;
    if (text->content->direction != DIRECTION_INHERIT)
        return text->content->direction;
    return text->lang.count ? language_direction(text->lang) : brief->direction;
}

struct str directed_text(struct arena *arena, const struct brief *brief,
                         const struct text *text)
{
    return directed_plain(arena, text->content, text_direction(brief, text));
}
