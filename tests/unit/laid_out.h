// SPDX-License-Identifier: MIT
// Briefs laid out from Markdown, and ways to read what stands on the pages.
#ifndef QALAM_TEST_LAID_OUT_H
#define QALAM_TEST_LAID_OUT_H

#include "addressees/addressees.h"
#include "base/buffer.h"
#include "filters.h"
#include "collect-notes/collect_notes.h"
#include "normalise/normalise.h"
#include "sections/sections.h"
#include "renumber-notes/renumber_notes.h"
#include "titles/titles.h"
#include "read/read.h"
#include "typeset/typeset.h"
#include "with_fonts.h"

struct laid_out {
    struct brief *brief;
    struct context context;
    struct pages *pages;
};

// The way of pipeline.c as far as layout needs it, without files. Free with
// laid_out_free.
static inline struct laid_out lay_out(const char *path, struct str bytes)
{
    read_setup();
    struct laid_out out = {.brief = brief_new(str_of(path))};
    struct arena *arena = out.brief->arena;
    out.context = (struct context){.arena = arena,
                                   .diag = diag_new(arena, str_of(path)),
                                   .path = str_of(path)};
    struct str text;
    assert_true(read_decode(bytes, &out.context, &text));
    diag_set_text(out.context.diag, text);
    struct source *source = source_new(arena, text);
    assert_true(normalise(source, &out.context));
    assert_true(collect_notes(source, &out.context));
    assert_true(read_brief(source, &out.context, out.brief));
    assert_true(renumber_notes(out.brief, &out.context));
    assert_true(titles(out.brief, &out.context));
    assert_true(sections(out.brief, &out.context));
    assert_true(addressees(out.brief, &out.context));
    out.pages = typeset_brief(out.brief, typesetter, &out.context);
    return out;
}

static inline void laid_out_free(struct laid_out *out)
{
    brief_free(out->brief);
}

// ----- Tags -----

static inline bool under(const struct pages *pages, size_t tag,
                         enum structure_role role)
{
    for (; tag != TAG_ARTIFACT; tag = pages->tags[tag].parent) {
        if (pages->tags[tag].role == role)
            return true;
        if (pages->tags[tag].role == TAG_DOCUMENT)
            return false;
    }
    return false;
}

// The body's words: not notes, numbers that qalam prints, captions, tables
// (which go to the top of a column).
static inline bool is_body(const struct pages *pages, size_t tag)
{
    return tag != TAG_ARTIFACT && !under(pages, tag, TAG_NOTE) &&
           !under(pages, tag, TAG_LBL) && !under(pages, tag, TAG_REFERENCE) &&
           !under(pages, tag, TAG_CAPTION) && !under(pages, tag, TAG_TABLE);
}
static inline bool is_cell(const struct pages *pages, size_t tag)
{
    return under(pages, tag, TAG_TABLE) && !under(pages, tag, TAG_CAPTION) &&
           !under(pages, tag, TAG_REFERENCE);
}
static inline bool is_note(const struct pages *pages, size_t tag)
{
    return tag != TAG_ARTIFACT && under(pages, tag, TAG_NOTE) &&
           !under(pages, tag, TAG_LBL) && !under(pages, tag, TAG_REFERENCE);
}

// ----- Text without white space -----

static inline bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0xA0 || c == 0xAD || c == 0x202F ||
           (c >= 0x2000 && c <= 0x200B) || (c >= 0x2028 && c <= 0x2029) ||
           c == 0xFFFC;
}

static inline void add_words(struct buffer *buffer, struct str text)
{
    for (size_t at = 0; at < text.count;) {
        size_t from = at;
        if (!is_space(utf8_next(text, &at)))
            buffer_add(buffer, str_slice(text, from, at));
    }
}

// What the pages from `first` on show, in the order of the content.
static inline void shown_words(const struct pages *pages, size_t first,
                               bool (*wanted)(const struct pages *, size_t),
                               struct buffer *buffer)
{
    for (size_t i = first; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind == PLACED_RUN && wanted(pages, placed->tag))
                add_words(buffer, placed->as.run.text);
        }
}

// What a tree says: text and code; not captions, not pictures' words, not
// tables below the root.
static inline void tree_words(const struct node *root, struct buffer *buffer)
{
    for (const struct node *node = root; node != NULL;) {
        if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
            add_words(buffer, node->as.text.text);
        if (node->kind == NODE_CODE_BLOCK)
            add_words(buffer, node->as.code_block.text);
        node = node->kind == NODE_CAPTION || node->kind == NODE_FIGURE ||
                       (node->kind == NODE_TABLE && node != root)
                   ? node_next_skipping(root, node)
                   : node_next(root, node);
    }
}

#endif
