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

// A run in the other direction: C++ in a Dari line would show as ++C.
static void add_run(struct buffer *out, struct str run,
                    enum direction direction, enum direction around)
{
    bool other = direction != around;
    if (other && !strong_at_start(run, direction))
        buffer_add_utf8(out, mark_of(direction));
    buffer_add(out, run);
    if (other && !strong_at_end(run, direction))
        buffer_add_utf8(out, mark_of(direction));
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
            add_run(out, buffer_str(&run), holds, direction);
            buffer_clear(&run);
            holds = here;
        }
        buffer_add(&run, words);
        if (is_space(node))
            add_space(&run);
    }
    add_run(out, buffer_str(&run), holds, direction);
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
