// SPDX-License-Identifier: MIT
// Where the front matter of a text begins and ends, and what it says of the
// language, which everything after it needs.
#include "read/front_matter/yaml_tree.h"

#include "languages/language.h"
#include "languages/language_named.h"
#include "model/brief_limits.h"
#include "source/front_fences.h"

#include <string.h>

// The block between the fences, whatever it holds.
static bool find_block(struct str text, struct front_block *block)
{
    struct text_line opening, closing;
    if (!front_fences(text, &opening, &closing))
        return false;
    *block = (struct front_block){opening.next, closing.start - opening.next,
                                  closing.next};
    return true;
}

static struct str yaml_of(struct str text, const struct front_block *block)
{
    return str_slice(text, block->yaml_offset,
                     block->yaml_offset + block->yaml_count);
}

bool front_block_find(struct str text, struct front_block *block)
{
    if (!find_block(text, block))
        return false;
    struct str yaml = yaml_of(text, block);
    // A scalar, a list or nothing between two rules is Markdown.
    return yaml_too_deep(yaml) == STR_NONE && yaml_is_map(yaml);
}

static bool check_depth(struct reader *reader)
{
    struct front_block block;
    if (!find_block(reader->text, &block))
        return true;
    size_t deep = yaml_too_deep(yaml_of(reader->text, &block));
    if (deep == STR_NONE)
        return true;
    struct place at = reader_place(reader, block.yaml_offset + deep, 1);
    diag_report(reader->diag, at, MESSAGE_front_deep,
                arena_printf(reader->arena, "%d", (int)LIMIT_FRONT_DEPTH));
    return false;
}

// ----- What is wrong with the block itself -----

static bool is_toml_fence(struct str line)
{
    return str_starts(line, STR("+++")) && str_trim(line).count == 3;
}

// "+++" around lines "word = …", as Hugo has them: not read, but not printed
// as text either.
static bool is_toml(struct reader *reader)
{
    struct str text = reader->text;
    struct text_line line = {0}, opening = {0};
    bool key = false;
    for (size_t start = 0; start < text.count; start = line.next) {
        line = line_at(text, start);
        struct str content = str_slice(text, line.start, line.end);
        bool fence = is_toml_fence(content);
        if (opening.end == 0) {
            if (!fence && !str_blank(content))
                return false;
            if (fence)
                opening = line;
            continue;
        }
        if (fence && key)
            diag_report(reader->diag,
                        reader_place(reader, opening.start,
                                     opening.end - opening.start),
                        MESSAGE_front_toml);
        if (fence)
            return key;
        key = key || str_find(content, STR("=")) != STR_NONE;
    }
    return false;
}

// "---", a line "word: …", and no closing fence.
static void check_unclosed(struct reader *reader)
{
    struct text_line opening;
    size_t i;
    if (!front_opening(reader->text, &opening))
        return;
    struct text_line line = line_at(reader->text, opening.next);
    for (i = line.start; i < line.end; i++) {
        char byte = reader->text.bytes[i];
        if (byte == ' ' || byte == ':')
            break;
    }
    if (i > line.start && i < line.end && reader->text.bytes[i] == ':')
        diag_report(
            reader->diag,
            reader_place(reader, opening.start, opening.end - opening.start),
            MESSAGE_front_unclosed);
}

// ----- Language and direction -----

static struct str front_lang(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = tree ? yaml_entry(tree, STR("lang")) : NULL;
    if (!value || yaml_is_null(value))
        return (struct str){"", 0};
    struct str lang;
    if (value->kind == YAML_TEXT &&
        language_named(reader->arena, value->text, &lang))
        return lang;
    diag_report(reader->diag, yaml_place(reader, value), MESSAGE_lang_unknown,
                value->kind == YAML_TEXT ? value->text : STR("lang"),
                language_named_list(reader->arena),
                language_named_tags(reader->arena));
    return (struct str){"", 0};
}

static enum direction front_direction(struct reader *reader,
                                      const struct yaml *tree)
{
    const struct yaml *value = tree ? yaml_entry(tree, STR("dir")) : NULL;
    if (!value || yaml_is_null(value))
        return DIRECTION_INHERIT;
    if (str_equal_ascii_case(value->text, STR("rtl")))
        return DIRECTION_RTL;
    if (str_equal_ascii_case(value->text, STR("ltr")))
        return DIRECTION_LTR;
    diag_report(reader->diag, yaml_place(reader, value),
                MESSAGE_direction_wrong,
                value->kind == YAML_TEXT ? value->text : STR("dir"));
    return DIRECTION_INHERIT;
}

// Front matter, then --lang, then the file's name, then what the letters say.
static void set_language(struct reader *reader, const struct yaml *tree)
{
    struct brief *brief = reader->brief;
    struct str found[] = {front_lang(reader, tree),
                          reader->context->lang_option,
                          reader->context->lang_filename,
                          source_lang(reader->source), language_default()};
    size_t i = 0;
    while (found[i].count == 0)
        i++;
    brief->lang = arena_str(reader->arena, found[i]);
    brief->direction = front_direction(reader, tree);
    if (brief->direction == DIRECTION_INHERIT)
        brief->direction = language_direction(brief->lang);
    if (brief->direction == DIRECTION_INHERIT)
        brief->direction = DIRECTION_LTR;
}

bool front_matter_parse(struct reader *reader, struct yaml **tree,
                        size_t *body_offset)
{
    struct front_block block;
    *tree = NULL;
    *body_offset = 0;
    if (!check_depth(reader) || is_toml(reader))
        return false;
    if (front_block_find(reader->text, &block)) {
        struct text_line opening;
        if (front_opening(reader->text, &opening) && opening.start > 0)
            diag_report(reader->diag, reader_place(reader, opening.start, 3),
                        MESSAGE_front_not_first);
        *tree = yaml_parse(reader, block.yaml_offset, block.yaml_count);
        *body_offset = block.body_offset;
        if (!*tree)
            return false;
        front_matter_rename(reader, *tree);
    } else
        check_unclosed(reader);
    set_language(reader, *tree);
    return true;
}
