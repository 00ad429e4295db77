// SPDX-License-Identifier: MIT
// The words of texts after reading, for run.py.
//
// usage: words <TEXTS >WORDS
// Standard input holds texts, each ended by NUL; standard output, for each and
// ended so too, what is text in its tree, notes last: a block ends in a line
// break, a picture's description stands for it. No repair filter sees them.
#include "base/buffer.h"
#include "read/read.h"

#include <stdio.h>
#include <string.h>

// The title of a picture alone is its caption, a node of its own.
static void add_picture(struct buffer *out, const struct node *picture)
{
    buffer_add(out, picture->as.image.alt);
    buffer_add_byte(out, '\n');
    if (picture->parent->kind != NODE_FIGURE)
        buffer_add(out, picture->as.image.title);
}

static void add_node(struct buffer *out, const struct node *node)
{
    if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
        buffer_add(out, node->as.text.text);
    else if (node->kind == NODE_CODE_BLOCK)
        buffer_add(out, node->as.code_block.text);
    else if (node->kind == NODE_IMAGE)
        add_picture(out, node);
    else if (kind_facts[node->kind].block || node->kind == NODE_SOFT_BREAK ||
             node->kind == NODE_LINE_BREAK)
        buffer_add_byte(out, '\n');
}

static void add_tree(struct buffer *out, const struct node *root)
{
    for (const struct node *node = root; node;) {
        add_node(out, node);
        const struct node *left = node->first ? NULL : node;
        node = node_next(root, node);
        // The blocks that end here.
        for (; left && left != root; left = left->next ? NULL : left->parent)
            if (kind_facts[left->kind].block)
                buffer_add_byte(out, '\n');
    }
    buffer_add_byte(out, '\n');
}

static void add_words(struct buffer *out, struct str text)
{
    struct brief *brief = brief_new(STR("text.md"));
    struct context context = {.arena = brief->arena,
                              .path = STR("text.md"),
                              .diag = diag_new(brief->arena, STR("text.md"))};
    diag_set_text(context.diag, text);
    struct source *source = source_new(brief->arena, text);
    // A text that says nothing is refused, but read.
    read_brief(source, &context, brief);
    brief_check(brief);
    add_tree(out, brief->body);
    for (size_t i = 0; i < brief->note_count; i++)
        add_tree(out, brief->notes[i]->content);
    brief_free(brief);
}

int main(void)
{
    struct buffer in = {0}, out = {0};
    char block[1 << 15];
    for (size_t count; (count = fread(block, 1, sizeof block, stdin)) > 0;)
        buffer_add(&in, (struct str){block, count});
    read_setup();
    struct str rest = buffer_str(&in);
    while (rest.count > 0) {
        size_t end = strnlen(rest.bytes, rest.count);
        buffer_clear(&out);
        add_words(&out, str_slice(rest, 0, end));
        buffer_add_byte(&out, '\0');
        fwrite(out.bytes, 1, out.count, stdout);
        rest = str_slice(rest, end + (end < rest.count), rest.count);
    }
    buffer_release(&in);
    buffer_release(&out);
    return 0;
}
