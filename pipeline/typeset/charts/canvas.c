// SPDX-License-Identifier: MIT
// Drawing from inline start: words measured, wrapped and put at a place.
#include "typeset/charts/canvas.h"

#include "languages/language.h"

// Half the height of capitals, in hundredths of an em: the middle of a line.
#define HALF_CAPITAL 35

struct canvas canvas_new(struct typesetter *typesetter, struct arena *arena,
                         const struct brief *brief, scaled width)
{
    struct styles styles;
    struct look look = theme_look(&brief->meta.theme);
    styles_make(&styles, typesetter_print(typesetter), brief->direction, &look);
    struct canvas canvas = {.typesetter = typesetter,
                            .arena = arena,
                            .diag = diag_new(arena, brief->path),
                            .brief = brief,
                            .look = look,
                            .style = styles.of[ROLE_CAPTION],
                            .drawing = ARENA_NEW(arena, struct drawing)};
    canvas.style.text.no_hyphens = true;
    canvas.size = style_size(&canvas.style.text, brief->direction);
    canvas.drawing->width = width;
    return canvas;
}

// ----- Labels -----

static struct label measured(const struct canvas *canvas, struct label label)
{
    struct text_style style = canvas->style.text;
    if (label.strong)
        style = style_strong(style);
    struct paragraph *paragraph =
        paragraph_new(canvas->typesetter, canvas->arena, canvas->arena,
                      canvas->diag, label.lang, label.direction, 0);
    paragraph_text(paragraph, label.text, &style, label.lang, TAG_ARTIFACT,
                   PLACE_NONE, NULL);
    label.width = paragraph_natural_width(paragraph);
    return label;
}

struct label canvas_label(const struct canvas *canvas, struct str text,
                          bool strong)
{
    return measured(canvas,
                    (struct label){.text = text,
                                   .lang = canvas->brief->lang,
                                   .direction = canvas->brief->direction,
                                   .strong = strong});
}

struct label canvas_node_label(const struct canvas *canvas,
                               const struct node *node, bool strong)
{
    const struct brief *brief = canvas->brief;
    return measured(
        canvas,
        (struct label){.text = str_trim(node_plain(canvas->arena, node)),
                       .lang = node_lang(node, brief->lang),
                       .direction = node_direction(node, brief->direction),
                       .strong = strong});
}

static struct label part_of(const struct canvas *canvas,
                            const struct label *label, size_t from, size_t to)
{
    struct label part = *label;
    part.text = str_trim(str_slice(label->text, from, to));
    return measured(canvas, part);
}

// Where the word that begins at `from` ends.
static size_t word_end(struct str text, size_t from)
{
    while (from < text.count && text.bytes[from] == ' ')
        from++;
    while (from < text.count && text.bytes[from] != ' ')
        from++;
    return from;
}

size_t canvas_wrap(const struct canvas *canvas, const struct label *label,
                   scaled measure, struct label **lines)
{
    size_t count = 0, capacity = 0, start = 0;
    *lines = NULL;
    do {
        size_t end = word_end(label->text, start);
        struct label line = part_of(canvas, label, start, end);
        while (end < label->text.count) {
            size_t further = word_end(label->text, end);
            struct label longer = part_of(canvas, label, start, further);
            if (longer.width > measure)
                break;
            line = longer;
            end = further;
        }
        ARENA_PUSH(canvas->arena, *lines, count, capacity) = line;
        start = end;
    } while (start < label->text.count);
    return count;
}

// ----- Things -----

static void add(const struct canvas *canvas, struct drawn drawn)
{
    struct drawing *drawing = canvas->drawing;
    ARENA_PUSH(canvas->arena, drawing->items, drawing->count,
               drawing->capacity) = drawn;
}

static scaled left_of(const struct canvas *canvas, scaled start, scaled width)
{
    return scaled_inline_left(canvas->brief->direction, canvas->drawing->width,
                              start, width);
}

static enum anchor anchor_of(const struct canvas *canvas,
                             enum inline_anchor anchor)
{
    if (anchor == ANCHOR_CENTER)
        return ANCHOR_MIDDLE;
    bool rtl = canvas->brief->direction == DIRECTION_RTL;
    return (anchor == ANCHOR_START) == rtl ? ANCHOR_RIGHT : ANCHOR_LEFT;
}

void canvas_words(const struct canvas *canvas, const struct label *label,
                  enum inline_anchor anchor, scaled start, scaled baseline,
                  struct ink ink)
{
    if (label->text.count == 0)
        return;
    add(canvas, (struct drawn){.kind = DRAWN_WORDS,
                               .ink = ink,
                               .x = left_of(canvas, start, 0),
                               .y = baseline,
                               .as.words = {.text = label->text,
                                            .lang = label->lang,
                                            .direction = label->direction,
                                            .anchor = anchor_of(canvas, anchor),
                                            .strong = label->strong,
                                            .width = label->width}});
}

void canvas_words_about(const struct canvas *canvas, const struct label *label,
                        enum inline_anchor anchor, scaled start, scaled y,
                        struct ink ink)
{
    canvas_words(canvas, label, anchor, start,
                 y + canvas->size * HALF_CAPITAL / 100, ink);
}

void canvas_rectangle(const struct canvas *canvas, scaled start, scaled top,
                      scaled width, scaled height, struct ink ink)
{
    add(canvas, (struct drawn){.kind = DRAWN_RECTANGLE,
                               .ink = ink,
                               .x = left_of(canvas, start, width),
                               .y = top,
                               .as.rectangle = {width, height}});
}

void canvas_bullet(const struct canvas *canvas, scaled start, scaled y,
                   scaled side, struct ink ink)
{
    add(canvas, (struct drawn){.kind = DRAWN_BULLET,
                               .ink = ink,
                               .x = left_of(canvas, start, 0),
                               .y = y,
                               .as.bullet = side});
}

void canvas_line(const struct canvas *canvas, scaled *xs, scaled *ys,
                 size_t count, scaled stroke, struct ink ink)
{
    for (size_t i = 0; i < count; i++)
        xs[i] = left_of(canvas, xs[i], 0);
    add(canvas, (struct drawn){.kind = DRAWN_LINE,
                               .ink = ink,
                               .as.line = {xs, ys, count, stroke}});
}
