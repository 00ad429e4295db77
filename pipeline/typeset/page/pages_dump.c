// SPDX-License-Identifier: MIT
// --dump-pages: what stands on each page, one thing a line, in points.
#include "typeset/page/pages.h"

static const char *const role_names[TAG_ROLE_COUNT] = {
#define TAG(name, word, type, type2) [TAG_##name] = word,
#include "typeset/page/tags.def"
#undef TAG
};
static const char *const ink_names[INK_COUNT] = {
    [INK_TEXT] = "text",         [INK_ACCENT] = "accent", [INK_GREY] = "grey",
    [INK_HAIRLINE] = "hairline", [INK_TINT] = "tint",     [INK_TINT2] = "tint2",
    [INK_PAPER] = "paper",       [INK_SHADE] = "shade",
};

static double points(scaled length)
{
    double value = (double)length / 65536.0;
    return value > -0.005 && value < 0 ? 0 : value; // no -0.00
}

static void print_ink(struct ink ink, FILE *out)
{
    fprintf(out, " %s", ink_names[ink.name]);
    if (ink.paper_percent > 0)
        fprintf(out, "+%d%%", ink.paper_percent);
    if (ink.clear > 0)
        fprintf(out, " clear=%d", ink.clear);
}

static void print_tag(const struct pages *pages, size_t tag, FILE *out)
{
    if (tag == TAG_ARTIFACT)
        fputs(" artifact", out);
    else
        fprintf(out, " %s#%zu", role_names[pages->tags[tag].role], tag);
}

static void print_place(const struct placed *placed, FILE *out)
{
    fprintf(out, " %.2f %.2f", points(placed->x), points(placed->y));
}

static void dump_placed(const struct pages *pages, const struct placed *placed,
                        FILE *out)
{
    switch (placed->kind) {
    case PLACED_RUN: {
        const struct run *run = &placed->as.run;
        fputs("  run", out);
        print_place(placed, out);
        fprintf(out, " w=%.2f %s %.2f%s ", points(run->width),
                run->face->postscript_name.count > 0
                    ? run->face->postscript_name.bytes
                    : run->face->style,
                points(run->size), run->rtl ? " rtl" : "");
        brief_dump_string(run->text, out);
        if (run->line_hyphen)
            fputs(" hyphen", out);
        break;
    }
    case PLACED_RECTANGLE:
        fputs("  rectangle", out);
        print_place(placed, out);
        fprintf(out, " %.2f x %.2f", points(placed->as.rectangle.width),
                points(placed->as.rectangle.height));
        break;
    case PLACED_PATH:
        fputs("  path", out);
        print_place(placed, out);
        fprintf(out, " steps=%zu", placed->as.path.step_count);
        if (placed->as.path.stroke > 0)
            fprintf(out, " stroke=%.2f", points(placed->as.path.stroke));
        break;
    case PLACED_IMAGE:
        fputs("  image", out);
        print_place(placed, out);
        fprintf(out, " %.2f x %.2f ", points(placed->as.image.width),
                points(placed->as.image.height));
        brief_dump_string(placed->as.image.image->path, out);
        if (placed->as.image.duotone)
            fprintf(out, " duotone=%d%%", placed->as.image.duotone);
        if (placed->as.image.clip_width > 0)
            fprintf(out, " clip %.2f %.2f %.2f x %.2f",
                    points(placed->as.image.clip_x),
                    points(placed->as.image.clip_y),
                    points(placed->as.image.clip_width),
                    points(placed->as.image.clip_height));
        break;
    }
    if (placed->kind != PLACED_IMAGE)
        print_ink(placed->ink, out);
    print_tag(pages, placed->tag, out);
    fputc('\n', out);
}

static void dump_area(const struct pages *pages, const struct area *area,
                      FILE *out)
{
    fprintf(out, "  area %.2f %.2f %.2f x %.2f", points(area->x),
            points(area->y), points(area->width), points(area->height));
    fputs(area->destination.count > 0 ? " to " : " url ", out);
    brief_dump_string(
        area->destination.count > 0 ? area->destination : area->url, out);
    print_tag(pages, area->tag, out);
    fputc('\n', out);
}

static void dump_page(const struct pages *pages, size_t index, FILE *out)
{
    const struct page *page = &pages->items[index];
    fprintf(out, "page %zu %.2f x %.2f %s", index + 1, points(page->width),
            points(page->height), page->recto ? "recto" : "verso");
    if (page->turn != PAGE_UPRIGHT)
        fputs(page->turn == PAGE_TOP_LEFT ? " top-left" : " top-right", out);
    if (page->label.count > 0) {
        fputs(" label ", out);
        brief_dump_string(page->label, out);
    }
    fputc('\n', out);
    for (size_t i = 0; i < page->placed_count; i++)
        dump_placed(pages, &page->placed[i], out);
    for (size_t i = 0; i < page->area_count; i++)
        dump_area(pages, &page->areas[i], out);
}

static void dump_cell(const struct structure_tag *tag, FILE *out)
{
    if (tag->row_scope)
        fputs(" of-row", out);
    if (tag->columns > 1)
        fprintf(out, " columns=%d", tag->columns);
    if (tag->rows > 1)
        fprintf(out, " rows=%d", tag->rows);
    for (size_t i = 0; tag->headers && i < tag->headers->count; i++)
        fprintf(out, "%s#%zu", i ? "," : " heads=", tag->headers->items[i]);
}

static void dump_tag(const struct pages *pages, size_t index, FILE *out)
{
    const struct structure_tag *tag = &pages->tags[index];
    fprintf(out, "tag #%zu %s in #%zu", index, role_names[tag->role],
            tag->parent);
    if (tag->lang.count > 0)
        fprintf(out, " lang=%.*s", STR_ARG(tag->lang));
    if (tag->direction != DIRECTION_INHERIT)
        fputs(tag->direction == DIRECTION_RTL ? " rtl" : " ltr", out);
    if (tag->id.count > 0) {
        fputs(" id=", out);
        brief_dump_string(tag->id, out);
    }
    if (tag->alt.count > 0) {
        fputs(" alt=", out);
        brief_dump_string(tag->alt, out);
    }
    if (tag->link_to > 0)
        fprintf(out, " to #%zu", tag->link_to);
    if (tag->ordered)
        fputs(" ordered", out);
    dump_cell(tag, out);
    fputc('\n', out);
}

void pages_dump(const struct pages *pages, FILE *out)
{
    fprintf(out, "pages %zu lang=%.*s %s\n", pages->count, STR_ARG(pages->lang),
            pages->direction == DIRECTION_RTL ? "rtl" : "ltr");
    for (size_t i = 0; i < pages->count; i++)
        dump_page(pages, i, out);
    for (size_t i = 1; i < pages->tag_count; i++)
        dump_tag(pages, i, out);
    for (size_t i = 0; i < pages->destination_count; i++) {
        const struct destination *place = &pages->destinations[i];
        fputs("destination ", out);
        brief_dump_string(place->name, out);
        fprintf(out, " page %zu %.2f %.2f\n", place->page + 1, points(place->x),
                points(place->y));
    }
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        fprintf(out, "bookmark %d ", pages->bookmarks[i].level);
        brief_dump_string(pages->bookmarks[i].title, out);
        fputs(" to ", out);
        brief_dump_string(pages->bookmarks[i].destination, out);
        fputc('\n', out);
    }
}
