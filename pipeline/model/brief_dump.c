// SPDX-License-Identifier: MIT
// The tree as text: what --dump-after prints and goldens compare.
//
// One line a node, two spaces a level: its word, its facts, its text in
// quotes. Metadata first, then the body, then the notes. Places are left out,
// so that a change of one line above does not change all lines below.
#include "model/brief.h"
#include "languages/date.h"

#include <inttypes.h>
#include <unicode/uchar.h>

// Characters that a reader of a dump could not see: controls, joiners, bidi
// marks, every space but U+0020.
bool brief_dump_hides(uint32_t c)
{
    switch (u_charType((UChar32)c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return true;
    case U_SPACE_SEPARATOR:
        return c != ' ';
    default: // no enum of ours: ICU's
        return c == 0x034F || c == 0xFFFD;
    }
}

void brief_dump_string(struct str s, FILE *out)
{
    fputc('"', out);
    for (size_t offset = 0; offset < s.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(s, &offset);
        if (c == '\n')
            fputs("\\n", out);
        else if (c == '"' || c == '\\')
            fprintf(out, "\\%c", (int)c);
        else if (brief_dump_hides(c))
            fprintf(out, "\\u{%04" PRIX32 "}", c);
        else
            fwrite(s.bytes + start, 1, offset - start, out);
    }
    fputc('"', out);
}

static void put_indent(FILE *out, int depth)
{
    fprintf(out, "%*s", depth * 2, "");
}

// " name="text"", where there is a text.
static void put_fact(FILE *out, const char *name, struct str value)
{
    if (value.count == 0)
        return;
    fprintf(out, " %s=", name);
    brief_dump_string(value, out);
}

static const char *direction_word(enum direction direction)
{
    return direction == DIRECTION_RTL ? "rtl" : "ltr";
}

static void put_language(FILE *out, struct str lang, enum direction direction)
{
    if (lang.count)
        fprintf(out, " lang=%.*s", STR_ARG(lang));
    if (direction != DIRECTION_INHERIT)
        fprintf(out, " dir=%s", direction_word(direction));
}

// ----- Nodes -----

static const char *alignment_word(enum alignment alignment)
{
    static const char *const words[] = {"none", "start", "center", "end"};
    return words[alignment];
}

static void put_list(FILE *out, const struct list *list)
{
    if (list->ordered)
        fprintf(out, " ordered start=%d", list->start);
    fputs(list->marked ? " marked" : "", out);
    fputs(list->tight ? " tight" : " loose", out);
}

static void put_table(FILE *out, const struct table *table)
{
    for (size_t i = 0; i < table->columns; i++)
        fprintf(out, " %s", alignment_word(table->alignments[i]));
}

static void put_heading(FILE *out, const struct heading *heading)
{
    fprintf(out, " %d", heading->level);
    put_fact(out, "id", heading->id);
    if (heading->role == HEADING_RECOMMENDATIONS)
        fputs(" recommendations", out);
}

static void put_figure(FILE *out, const struct figure *figure)
{
    static const char *const widths[] = {"", " column", " frame"};
    fputs(widths[figure->width], out);
    put_fact(out, "credit", figure->credit);
    put_fact(out, "source", figure->source);
}

static void put_chart(FILE *out, const struct chart *chart)
{
    fprintf(out, " %s", chart_kind_word(chart->kind));
    put_fact(out, "unit", chart->unit);
}

static void put_picture(FILE *out, const struct picture *picture)
{
    put_fact(out, "path", picture->path);
    put_fact(out, "alt", picture->alt);
    put_fact(out, "title", picture->title);
    if (picture->image)
        fprintf(out, " %" PRIu32 "x%" PRIu32, picture->image->width,
                picture->image->height);
    else
        fputs(" missing", out);
    if (picture->shown)
        fprintf(out, " shown=%" PRIu32, picture->shown);
}

static void put_span(FILE *out, const struct span *span)
{
    fputs(span->name ? " name" : "", out);
    fputs(span->small_caps ? " small-caps" : "", out);
    fputs(span->isolate ? " isolate" : "", out);
}

static void put_reference(FILE *out, const struct note_reference *reference)
{
    if (!reference->note) {
        fputs(" none", out);
        return;
    }
    fprintf(out, " %zu", reference->note->number);
    put_fact(out, "label", reference->note->label);
    if (reference->occurrence)
        fprintf(out, " again=%zu", reference->occurrence);
}

static void put_cell(FILE *out, const struct cell *cell)
{
    if (cell->alignment != ALIGN_NONE)
        fprintf(out, " %s", alignment_word(cell->alignment));
    fputs(cell->head ? " head" : "", out);
    if (cell->columns > 1)
        fprintf(out, " columns=%d", cell->columns);
    if (cell->rows > 1)
        fprintf(out, " rows=%d", cell->rows);
    fputs(cell->covered_by ? " covered" : "", out);
}

static void put_facts(FILE *out, const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING:
        put_heading(out, &node->as.heading);
        break;
    case NODE_LIST:
        put_list(out, &node->as.list);
        break;
    case NODE_ITEM:
        if (node->as.item.task)
            fputs(node->as.item.done ? " done" : " to-do", out);
        break;
    case NODE_CODE_BLOCK:
        put_fact(out, "info", node->as.code_block.info);
        fputc(' ', out);
        brief_dump_string(node->as.code_block.text, out);
        break;
    case NODE_TABLE:
        put_table(out, &node->as.table);
        break;
    case NODE_ROW:
        fputs(node->as.row.head   ? " head"
              : node->as.row.foot ? " foot"
                                  : "",
              out);
        break;
    case NODE_CELL:
        put_cell(out, &node->as.cell);
        break;
    case NODE_FIGURE:
        put_figure(out, &node->as.figure);
        break;
    case NODE_CAPTION:
        put_fact(out, "kind", node->as.caption.kind);
        put_fact(out, "number", node->as.caption.number);
        break;
    case NODE_CHART:
        put_chart(out, &node->as.chart);
        break;
    case NODE_BOX:
        fprintf(out, " %s%s", box_kind_word(node->as.box.kind),
                node->as.box.on_cover ? " on-cover" : "");
        break;
    case NODE_DIVISION:
        put_fact(out, "verse", str_of(verse_word(node->verse)));
        break;
    case NODE_TEXT:
    case NODE_CODE:
        fputc(' ', out);
        brief_dump_string(node->as.text.text, out);
        break;
    case NODE_FORMULA:
        fputs(node->as.formula.display ? " display " : " ", out);
        brief_dump_string(node->as.formula.source, out);
        break;
    case NODE_LINK:
        put_fact(out, "url", node->as.link.url);
        put_fact(out, "printed", node->as.link.printed);
        put_fact(out, "book", node->as.link.book);
        if (node->as.link.note)
            fprintf(out, " note=%zu", node->as.link.note->number);
        put_fact(out, "title", node->as.link.title);
        break;
    case NODE_SPAN:
        put_span(out, &node->as.span);
        break;
    case NODE_IMAGE:
        put_picture(out, &node->as.image);
        break;
    case NODE_NOTE_REFERENCE:
        put_reference(out, &node->as.note_reference);
        break;
    case NODE_PASSAGE:
    case NODE_PARAGRAPH:
    case NODE_TERMS:
    case NODE_TERM:
    case NODE_MEANING:
    case NODE_QUOTE:
    case NODE_RULE:
    case NODE_PAGE_BREAK:
    case NODE_PHRASE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        break;
    }
}

// What is below a root, at a depth; the root itself has been named.
static void put_below(FILE *out, const struct node *root, int depth)
{
    const struct node *node = root->first;
    while (node) {
        put_indent(out, depth);
        fputs(kind_facts[node->kind].word, out);
        put_language(out, node->lang, node->direction);
        put_fact(out, "anchor", node->anchor);
        put_facts(out, node);
        fputc('\n', out);
        if (node->first) {
            node = node->first;
            depth++;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            depth--;
        }
        node = node == root ? NULL : node->next;
    }
}

// ----- Metadata -----

static void put_text(FILE *out, int depth, const char *name,
                     const struct text *text)
{
    put_indent(out, depth);
    fputs(name, out);
    put_language(out, text->lang, text->direction);
    fputc('\n', out);
    put_below(out, text->content, depth + 1);
}

static void put_texts(FILE *out, int depth, const char *name,
                      const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        put_text(out, depth, name, &texts->items[i]);
}

static void put_value(FILE *out, int depth, const char *name, struct str value)
{
    if (value.count == 0)
        return;
    put_indent(out, depth);
    fprintf(out, "%s ", name);
    brief_dump_string(value, out);
    fputc('\n', out);
}

static void put_date(FILE *out, const char *name, const struct date *date)
{
    if (!date->given)
        return;
    fprintf(out, "  %s %s %d", name,
            date->calendar == CALENDAR_GREGORIAN ? "gregorian" : "solar-hijri",
            date->year);
    if (date->month)
        fprintf(out, "-%02d", date->month);
    if (date->day)
        fprintf(out, "-%02d", date->day);
    fputc(' ', out);
    brief_dump_string(date->written, out);
    fputc('\n', out);
}

static void put_people(FILE *out, const char *name, const struct person *people,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  %s\n", name);
        put_texts(out, 2, "name", &people[i].name);
        put_texts(out, 2, "role", &people[i].role);
        put_texts(out, 2, "affiliation", &people[i].affiliation);
        put_value(out, 2, "orcid", people[i].orcid);
        put_value(out, 2, "email", people[i].email);
        put_texts(out, 2,
                  people[i].name_opens_biography ? "biography (goes on)"
                                                 : "biography",
                  &people[i].biography);
    }
}

static void put_image(FILE *out, int depth, const char *name,
                      const struct image *image)
{
    if (image)
        put_value(out, depth, name, image->path);
}

static void put_organisations(FILE *out, const struct metadata *meta)
{
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct organisation *organisation = &meta->organisations[i];
        fputs("  organisation\n", out);
        put_value(out, 2, "abbreviation", organisation->abbreviation);
        put_texts(out, 2, "name", &organisation->names);
        put_value(out, 2, "url", organisation->url);
        put_image(out, 2, "logo", organisation->logo);
    }
}

// What was said of the look; nothing where it is the default.
static void put_theme(FILE *out, const struct theme *theme)
{
    if (theme->accented)
        fprintf(out, "  accent #%02x%02x%02x\n", theme->accent.red,
                theme->accent.green, theme->accent.blue);
    if (theme->pattern == PATTERN_NONE)
        fputs("  pattern none\n", out);
    else if (theme->pattern)
        fprintf(out, "  pattern %d.%02d\n", theme->pattern / 100,
                theme->pattern % 100);
    for (size_t i = 0; i < FACE_ROLE_COUNT; i++)
        if (theme->families[i])
            fprintf(out, "  faces %s \"%s\"\n", face_role_words[i],
                    family_facts[theme->families[i] - 1].name);
    put_image(out, 1, "logo", theme->logo);
    put_value(out, 1, "theme", theme->folder);
}

static void put_front(FILE *out, const struct metadata *meta)
{
    put_texts(out, 1, "series", &meta->series);
    put_value(out, 1, "number", meta->number);
    put_texts(out, 1, "kind", &meta->kind);
    put_texts(out, 1, "title", &meta->title);
    put_texts(out, 1, "subtitle", &meta->subtitle);
    put_texts(out, 1, "short-title", &meta->short_title);
    put_date(out, "date", &meta->date);
    put_date(out, "date-gregorian", &meta->date_gregorian);
    put_date(out, "updated", &meta->updated);
    put_value(out, 1, "version", meta->version);
    put_value(out, 1, "id", meta->id);
    put_value(out, 1, "doi", meta->doi);
    put_value(out, 1, "isbn", meta->isbn);
    put_value(out, 1, "issn", meta->issn);
    put_value(out, 1, "slug", meta->slug);
    put_people(out, "author", meta->authors, meta->author_count);
    put_organisations(out, meta);
    put_texts(out, 1, "abstract", &meta->abstract);
    for (size_t i = 0; i < meta->keyword_count; i++)
        put_texts(out, 1, "keyword", &meta->keywords[i]);
    for (size_t i = 0; i < meta->subject_count; i++)
        put_texts(out, 1, "subject", &meta->subjects[i].name);
    put_image(out, 1, "cover", meta->cover);
    if (meta->cover_focus.given)
        fprintf(out, "  cover-focus %.2f%% %.2f%%\n",
                meta->cover_focus.x / 100.0, meta->cover_focus.y / 100.0);
    put_theme(out, &meta->theme);
}

static void put_end(FILE *out, const struct metadata *meta)
{
    put_texts(out, 1, "place", &meta->place);
    put_texts(out, 1, "publisher", &meta->publisher);
    put_people(out, "responsible", meta->responsible, meta->responsible_count);
    put_texts(out, 1, "licence", &meta->licence);
    put_texts(out, 1, "copyright", &meta->copyright);
    put_texts(out, 1, "imprint", &meta->imprint);
    put_texts(out, 1, "cite-as", &meta->cite_as);
    put_texts(out, 1, "cover-credit", &meta->cover_credit);
    put_texts(out, 1, "disclaimer", &meta->disclaimer);
    for (size_t i = 0; i < meta->edition_count; i++) {
        fputs("  edition", out);
        put_language(out, meta->editions[i].lang, DIRECTION_INHERIT);
        put_fact(out, "path", meta->editions[i].path);
        fputc('\n', out);
    }
    for (size_t i = 0; i < meta->unknown_count; i++) {
        put_indent(out, 1);
        fputs("unknown", out);
        put_fact(out, "key", meta->unknown[i].key);
        put_fact(out, "value", meta->unknown[i].value);
        fputc('\n', out);
    }
}

static void put_note(FILE *out, const struct note *note)
{
    fprintf(out, "note %zu", note->number);
    put_language(out, note->content->lang, note->content->direction);
    put_fact(out, "label", note->label);
    put_fact(out, "id", note->id);
    if (note->shown)
        fprintf(out, " shown=%zu", note->shown);
    if (note->reference_count > 1)
        fprintf(out, " references=%zu", note->reference_count);
    if (note->cites)
        fprintf(out, " cites=%zu", note->cites->number);
    fputc('\n', out);
    put_below(out, note->content, 1);
}

void brief_dump(const struct brief *brief, FILE *out)
{
    fputs("brief", out);
    put_language(out, brief->lang, brief->direction);
    fputc('\n', out);
    put_front(out, &brief->meta);
    put_end(out, &brief->meta);
    fputs("body\n", out);
    put_below(out, brief->body, 1);
    for (size_t i = 0; i < brief->note_count; i++)
        put_note(out, brief->notes[i]);
}
