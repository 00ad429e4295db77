// SPDX-License-Identifier: MIT
// A chart as XML: what it says in words, its drawing, its table.
#include "backends/xml/writer.h"

#include "base/buffer.h"
#include "model/chart.h"
#include "typeset/charts/chart_drawing.h"

#include <stdlib.h>

static const char *const inks[INK_COUNT] = {
    [INK_TEXT] = "text",         [INK_ACCENT] = "accent", [INK_GREY] = "grey",
    [INK_HAIRLINE] = "hairline", [INK_TINT] = "tint",     [INK_TINT2] = "tint2",
    [INK_PAPER] = "paper",
};

static void ink(struct writer *writer, xmlNodePtr element, struct ink ink)
{
    xml_attribute(writer, element, "ink",
                  ink.paper_percent
                      ? arena_printf(writer->arena, "%s-%u", inks[ink.name],
                                     (unsigned)ink.paper_percent)
                      : str_of(inks[ink.name]));
}

// Points with two decimals.
static struct str points(struct writer *writer, scaled length)
{
    int64_t hundredths = (length * 100 + (length < 0 ? -32768 : 32768)) / 65536;
    return arena_printf(writer->arena, "%s%lld.%02lld",
                        hundredths < 0 ? "-" : "",
                        (long long)(llabs(hundredths) / 100),
                        (long long)(llabs(hundredths) % 100));
}

static void place(struct writer *writer, xmlNodePtr element,
                  const struct drawn *drawn)
{
    xml_attribute(writer, element, "x", points(writer, drawn->x));
    xml_attribute(writer, element, "y", points(writer, drawn->y));
}

static void rectangle(struct writer *writer, xmlNodePtr element,
                      const struct drawn *drawn)
{
    place(writer, element, drawn);
    xml_attribute(writer, element, "width",
                  points(writer, drawn->as.rectangle.width));
    xml_attribute(writer, element, "height",
                  points(writer, drawn->as.rectangle.height));
}

static void line(struct writer *writer, xmlNodePtr element,
                 const struct drawn_line *line)
{
    struct buffer all = {0};
    for (size_t i = 0; i < line->count; i++) {
        buffer_add(&all, i > 0 ? STR(" ") : STR(""));
        buffer_add(&all, points(writer, line->x[i]));
        buffer_add(&all, STR(","));
        buffer_add(&all, points(writer, line->y[i]));
    }
    xml_attribute(writer, element, "points", buffer_str(&all));
    xml_attribute(writer, element, "stroke", points(writer, line->stroke));
    buffer_release(&all);
}

// SVG's anchors are of the text's own start and end.
static const char *anchor_word(const struct drawn_words *words)
{
    if (words->anchor == ANCHOR_MIDDLE)
        return "middle";
    bool rtl = words->direction == DIRECTION_RTL;
    return (words->anchor == ANCHOR_LEFT) == rtl ? "end" : "start";
}

static void words(struct writer *writer, xmlNodePtr element,
                  const struct drawn *drawn)
{
    const struct drawn_words *words = &drawn->as.words;
    place(writer, element, drawn);
    xml_attribute(writer, element, "anchor", str_of(anchor_word(words)));
    xml_attribute(writer, element, "dir",
                  words->direction == DIRECTION_RTL ? STR("rtl") : STR("ltr"));
    if (!str_equal(words->lang, writer->brief->lang))
        xml_attribute(writer, element, "lang", words->lang);
    if (words->strong)
        xml_attribute(writer, element, "strong", STR("yes"));
    xml_text(writer, element, words->text);
}

static void thing(struct writer *writer, xmlNodePtr parent,
                  const struct drawn *drawn)
{
    static const char *const names[] = {[DRAWN_RECTANGLE] = "rectangle",
                                        [DRAWN_LINE] = "line",
                                        [DRAWN_BULLET] = "bullet",
                                        [DRAWN_WORDS] = "words"};
    xmlNodePtr element = xml_element(writer, parent, names[drawn->kind]);
    ink(writer, element, drawn->ink);
    switch (drawn->kind) {
    case DRAWN_RECTANGLE:
        rectangle(writer, element, drawn);
        break;
    case DRAWN_LINE:
        line(writer, element, &drawn->as.line);
        break;
    case DRAWN_BULLET:
        place(writer, element, drawn);
        xml_attribute(writer, element, "side",
                      points(writer, drawn->as.bullet));
        break;
    case DRAWN_WORDS:
        words(writer, element, drawn);
        break;
    }
}

void xml_chart(struct writer *writer, xmlNodePtr element,
               const struct node *chart)
{
    const struct brief *brief = writer->brief;
    const struct chart_data *data =
        chart_data(writer->arena, chart, brief->lang, NULL, NULL);
    xml_attribute(writer, element, "kind",
                  str_of(chart_kind_word(chart->as.chart.kind)));
    xml_attribute(writer, element, "unit", chart->as.chart.unit);
    if (data == NULL || writer->typesetter == NULL)
        return;
    xml_attribute(writer, element, "words",
                  chart_in_words(writer->arena, data));
    // As wide as a column everywhere: a phone is no wider.
    const struct print_scale *print =
        print_scale(typesetter_print(writer->typesetter), brief->direction);
    const struct drawing *drawing =
        chart_draw(writer->typesetter, writer->arena, brief, chart,
                   print->lengths.column_width);
    xmlNodePtr child = xml_element(writer, element, "drawing");
    xml_attribute(writer, child, "width", points(writer, drawing->width));
    xml_attribute(writer, child, "height", points(writer, drawing->height));
    for (size_t i = 0; i < drawing->count; i++)
        thing(writer, child, &drawing->items[i]);
}
