// SPDX-License-Identifier: MIT
// Taking the facts of a brief: one walk through its sections.
#include "compare/facts.h"

#include "base/hash.h"
#include "languages/language.h"
#include "languages/date.h"
#include "model/brief_text.h"

#include <stdlib.h>

struct taking {
    const struct brief *brief;
    const struct diag *diag;
    struct edition_facts *edition;
    struct arena *arena;
    struct text_views views;
    enum text_role part;     // that is walked,
    const struct node *root; // and its root
    size_t next_view;        // those of its blocks come in their order
    size_t *note_views;      // by number of the note: the first of its content
    struct str *ids;         // of headings, by section
    size_t id_count, id_capacity;
};

static struct edition_section *last_section(struct taking *taking)
{
    return &taking->edition->sections[taking->edition->section_count - 1];
}

// ----- What a text says -----

enum { LONGEST_WORDS = 80 }; // bytes of a heading or note that are quoted

static struct str beginning(struct arena *arena, struct str text)
{
    size_t end = utf8_floor(text, LONGEST_WORDS);
    struct str part = str_trim(str_slice(text, 0, end));
    return end < text.count ? arena_printf(arena, "%.*s\u2026", STR_ARG(part))
                            : arena_str(arena, part);
}

static void add_link(struct taking *taking, struct facts *facts,
                     const struct node *node)
{
    struct str url = node->as.link.url;
    if (url.count == 0)
        return; // of an ibid.
    struct fact fact = {.kind = FACT_LINK, .at = node->at, .section = SIZE_MAX};
    fact.written = arena_str(taking->arena, url);
    if (url.bytes[0] == '#')
        fact.address = arena_str(taking->arena, url);
    else
        fact.address = compare_address_of_any_language(taking->arena, url);
    fact.weak = fact.address.count == 0;
    ARENA_PUSH(taking->arena, facts->items, facts->count, facts->capacity) =
        fact;
}

static void add_links(struct taking *taking, struct facts *facts,
                      const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_LINK)
            add_link(taking, facts, node);
}

// The text of a block: the next one below its root, if anything is in it.
static const struct text_view *view_of_block(struct taking *taking,
                                             const struct node *block)
{
    for (size_t i = taking->next_view; i < taking->views.count; i++) {
        const struct text_view *view = &taking->views.items[i];
        if (view->kind == TEXT_NOTE)
            break; // they come last
        if (view->block == block)
            taking->next_view = i + 1;
        if (view->root == taking->root)
            return view->block == block ? view : NULL;
    }
    return NULL;
}

// Adds what a block of inlines says.
static void say(struct taking *taking, struct saying *saying,
                const struct node *block)
{
    const struct text_view *view = view_of_block(taking, block);
    if (!place_known(saying->at))
        saying->at = block->at;
    if (!view)
        return;
    saying->length += view->text.count;
    if (saying->words.count == 0)
        saying->words = beginning(taking->arena, view->text);
    facts_of_view(&saying->facts, taking->arena, view, taking->diag,
                  taking->edition->lang, block->kind == NODE_CELL);
    add_links(taking, &saying->facts, block);
}

static struct saying *add_saying(struct taking *taking, struct sayings *sayings,
                                 struct place at)
{
    struct saying *saying = &ARENA_PUSH(taking->arena, sayings->items,
                                        sayings->count, sayings->capacity);
    *saying = (struct saying){.at = at, .inside = at};
    saying->block = last_section(taking)->blocks.count;
    return saying;
}

// ----- Notes -----

static void add_note(struct taking *taking, const struct node *reference)
{
    const struct note *note = reference->as.note_reference.note;
    struct edition_section *section = last_section(taking);
    if (reference->as.note_reference.occurrence > 0)
        return;
    struct saying *saying = add_saying(taking, &section->notes, reference->at);
    for (size_t i = taking->note_views[note->number]; i < taking->views.count;
         i++) {
        const struct text_view *view = &taking->views.items[i];
        if (view->note != note)
            break;
        saying->length += view->text.count;
        facts_of_view(&saying->facts, taking->arena, view, taking->diag,
                      taking->edition->lang, false);
    }
    if (note->content)
        add_links(taking, &saying->facts, note->content);
    saying->words = arena_str(taking->arena, note->label);
    saying->inside = note->at;
}

static void add_figure(struct taking *taking, const struct node *image)
{
    struct exhibits *figures = &last_section(taking)->figures;
    struct exhibit *figure = &ARENA_PUSH(taking->arena, figures->items,
                                         figures->count, figures->capacity);
    *figure =
        (struct exhibit){.caption = {.at = image->at, .inside = image->at}};
    figure->caption.block = last_section(taking)->blocks.count;
    figure->name =
        compare_file_of_any_language(taking->arena, image->as.image.path);
    figure->caption.words = arena_str(taking->arena, image->as.image.path);
}

// Notes and pictures within a block of inlines.
static void take_inlines(struct taking *taking, const struct node *block)
{
    for (const struct node *node = block; node; node = node_next(block, node)) {
        if (node->kind == NODE_NOTE_REFERENCE)
            add_note(taking, node);
        else if (node->kind == NODE_IMAGE)
            add_figure(taking, node);
    }
}

// ----- Blocks -----

static void take_cell(struct taking *taking, struct grid *grid,
                      const struct node *cell, size_t row, size_t column)
{
    size_t capacity = grid->cell_capacity;
    size_t count = grid->cells.count;
    struct saying *saying = add_saying(taking, &grid->cells, cell->at);
    if (count == capacity) {
        size_t again = capacity;
        grid->cell_rows = arena_grow(taking->arena, grid->cell_rows,
                                     sizeof(size_t), count, &again);
        again = capacity;
        grid->cell_columns = arena_grow(taking->arena, grid->cell_columns,
                                        sizeof(size_t), count, &again);
        grid->cell_capacity = again;
    }
    grid->cell_rows[count] = row;
    grid->cell_columns[count] = column;
    say(taking, saying, cell);
    take_inlines(taking, cell);
}

static void take_rows(struct taking *taking, struct grid *grid,
                      const struct node *table)
{
    for (const struct node *row = table->first; row; row = row->next) {
        size_t column = 0;
        if (row->kind == NODE_CAPTION) {
            say(taking, &grid->caption, row);
            take_inlines(taking, row);
        }
        if (row->kind != NODE_ROW)
            continue;
        for (const struct node *cell = row->first; cell; cell = cell->next)
            take_cell(taking, grid, cell, grid->rows, column++);
        grid->columns = column > grid->columns ? column : grid->columns;
        grid->rows++;
    }
}

static void take_grid(struct taking *taking, const struct node *table,
                      bool chart)
{
    struct edition_section *section = last_section(taking);
    struct grid grid = {.chart = chart,
                        .caption = {.at = table->at, .inside = table->at}};
    grid.caption.block = section->blocks.count;
    take_rows(taking, &grid, table);
    ARENA_PUSH(taking->arena, section->grids.items, section->grids.count,
               section->grids.capacity) = grid;
}

// A caption behind its picture or chart belongs to the one before it.
static void take_caption(struct taking *taking, const struct node *caption)
{
    struct edition_section *section = last_section(taking);
    const struct node *shown =
        caption->previous ? caption->previous : caption->next;
    bool chart = shown && shown->kind == NODE_CHART;
    struct saying none = {.at = PLACE_NONE}, *saying = &none;
    if (chart && section->grids.count > 0)
        saying = &section->grids.items[section->grids.count - 1].caption;
    else if (section->figures.count > 0)
        saying = &section->figures.items[section->figures.count - 1].caption;
    say(taking, saying, caption);
    take_inlines(taking, caption);
}

static void take_heading(struct taking *taking, const struct node *heading)
{
    struct edition_facts *edition = taking->edition;
    ARENA_PUSH(taking->arena, edition->sections, edition->section_count,
               edition->section_capacity) = (struct edition_section){
        .heading = {.at = heading->at, .inside = heading->at},
        .level = heading->as.heading.level};
    ARENA_PUSH(taking->arena, taking->ids, taking->id_count,
               taking->id_capacity) = heading->as.heading.id;
    say(taking, &last_section(taking)->heading, heading);
    take_inlines(taking, heading);
}

static void take_list(struct taking *taking, const struct node *list)
{
    struct edition_section *section = last_section(taking);
    struct points points = {.at = list->at, .block = section->blocks.count};
    for (const struct node *item = list->first; item; item = item->next)
        points.count++;
    ARENA_PUSH(taking->arena, section->lists.items, section->lists.count,
               section->lists.capacity) = points;
}

static void take_block(struct taking *taking, const struct node *block)
{
    struct sayings *blocks = &last_section(taking)->blocks;
    take_inlines(taking, block);
    struct saying *saying = add_saying(taking, blocks, block->at);
    // A title is no paragraph, nor is a point of a list or a quotation.
    saying->kind =
        (unsigned)taking->part * NODE_KIND_COUNT +
        (unsigned)(block->parent ? block->parent->kind : block->kind);
    say(taking, saying, block);
}

// True: what is below the node is done.
static bool take_node(struct taking *taking, const struct node *node)
{
    bool inlines = kind_facts[node->kind].holds == HOLDS_INLINES;
    if (node->kind == NODE_HEADING)
        take_heading(taking, node);
    else if (node->kind == NODE_TABLE)
        take_grid(taking, node, node->parent->kind == NODE_CHART);
    else if (node->kind == NODE_CAPTION)
        take_caption(taking, node);
    else if (node->kind == NODE_IMAGE)
        add_figure(taking, node);
    else if (kind_facts[node->kind].block && inlines)
        take_block(taking, node);
    else if (node->kind == NODE_LIST)
        take_list(taking, node);
    return inlines || node->kind == NODE_TABLE;
}

static void take_tree(struct taking *taking, const struct node *root)
{
    taking->root = root;
    for (const struct node *node = root; node;)
        node = take_node(taking, node) ? node_next_skipping(root, node)
                                       : node_next(root, node);
}

// ----- The front -----

static void take_own_text(struct taking *taking, enum text_role part,
                          const struct texts *texts)
{
    const struct text *own = texts_in(texts, taking->edition->lang);
    taking->part = part;
    if (own)
        take_tree(taking, own->content);
}

static void add_text(struct taking *taking, const char *key, struct str name,
                     const struct texts *texts)
{
    struct edition_facts *edition = taking->edition;
    if (texts->count == 0)
        return;
    struct heading_text text = {.key = key, .lang_count = texts->count};
    text.name = arena_str(taking->arena, name);
    text.langs = ARENA_ARRAY(taking->arena, struct str, texts->count);
    for (size_t i = 0; i < texts->count; i++)
        text.langs[i] = arena_str(taking->arena, texts->items[i].lang);
    ARENA_PUSH(taking->arena, edition->texts, edition->text_count,
               edition->text_capacity) = text;
}

static void take_metadata(struct taking *taking)
{
    const struct metadata *meta = &taking->brief->meta;
    struct edition_facts *edition = taking->edition;
    bool updated = meta->updated.given;
    edition->changed = updated ? meta->updated : meta->date;
    edition->changed.written =
        arena_str(taking->arena, edition->changed.written);
    edition->changed_key = updated ? "updated" : "date";
    add_text(taking, "title", STR(""), &meta->title);
    add_text(taking, "subtitle", STR(""), &meta->subtitle);
    add_text(taking, "short-title", STR(""), &meta->short_title);
    add_text(taking, "kind", STR(""), &meta->kind);
    add_text(taking, "series", STR(""), &meta->series);
    add_text(taking, "abstract", STR(""), &meta->abstract);
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct organisation *organisation = &meta->organisations[i];
        struct str name = organisation->abbreviation;
        if (name.count == 0 && organisation->names.count > 0)
            name = text_plain(taking->arena, organisation->names.items[0]);
        add_text(taking, "organisations", name, &organisation->names);
    }
}

// ----- After the walk -----

static void resolve(const struct taking *taking, struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        struct fact *fact = &facts->items[i];
        bool within = fact->kind == FACT_LINK && fact->address.count > 0 &&
                      fact->address.bytes[0] == '#';
        for (size_t s = 1; within && s < taking->id_count; s++)
            if (str_equal(taking->ids[s],
                          str_slice(fact->address, 1, fact->address.count)))
                fact->section = s;
        // To a note, a table: what it is called there no one knows here.
        if (within && fact->section == SIZE_MAX)
            fact->weak = true;
    }
}

static void resolve_all(const struct taking *taking, struct sayings *sayings)
{
    for (size_t i = 0; i < sayings->count; i++)
        resolve(taking, &sayings->items[i].facts);
}

static uint64_t mixed(uint64_t hash, struct str bytes)
{
    for (size_t i = 0; i < bytes.count; i++)
        hash = hash_more(hash, (unsigned char)bytes.bytes[i]);
    return hash;
}

struct evidence {
    struct arena *arena;
    uint64_t *items;
    size_t count, capacity;
};

static void add_evidence(struct evidence *evidence, const char *kind,
                         struct str what)
{
    ARENA_PUSH(evidence->arena, evidence->items, evidence->count,
               evidence->capacity) =
        mixed(mixed(0xCBF29CE484222325u, str_of(kind)), what);
}

static void add_number(struct evidence *evidence, const char *kind,
                       int64_t value, int64_t part)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%lld/%lld", (long long)value,
             (long long)part);
    add_evidence(evidence, kind, str_of(digits));
}

// A Solar Hijri year as the one that holds most of it.
static void add_fact_evidence(struct evidence *evidence,
                              const struct fact *fact)
{
    int64_t value = fact->number.mantissa;
    if (fact->weak)
        return;
    if (fact->kind == FACT_LINK && fact->section == SIZE_MAX)
        add_evidence(evidence, "link", fact->address);
    else if (fact->kind == FACT_DATE)
        add_number(evidence, "year", date_to_gregorian(fact->date).year, 0);
    else if (fact->kind == FACT_NUMBER && fact->year)
        add_number(evidence, "year", value < 1600 ? value + 621 : value, 0);
    else if (fact->kind == FACT_NUMBER)
        add_number(evidence, "number", value, fact->number.decimals);
}

static void add_saying_evidence(struct evidence *evidence,
                                const struct sayings *sayings)
{
    for (size_t i = 0; i < sayings->count; i++)
        for (size_t f = 0; f < sayings->items[i].facts.count; f++)
            add_fact_evidence(evidence, &sayings->items[i].facts.items[f]);
}

static int by_value(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void weigh_section(struct taking *taking,
                          struct edition_section *section)
{
    struct evidence evidence = {.arena = taking->arena};
    resolve(taking, &section->heading.facts);
    resolve_all(taking, &section->blocks);
    resolve_all(taking, &section->notes);
    section->length = section->heading.length;
    for (size_t i = 0; i < section->blocks.count; i++)
        section->length += section->blocks.items[i].length;
    add_saying_evidence(&evidence, &section->blocks);
    add_saying_evidence(&evidence, &section->notes);
    for (size_t i = 0; i < section->notes.count; i++)
        add_evidence(&evidence, "note", STR(""));
    for (size_t i = 0; i < section->figures.count; i++)
        add_evidence(&evidence, "figure", section->figures.items[i].name);
    for (size_t i = 0; i < section->grids.count; i++) {
        const struct grid *grid = &section->grids.items[i];
        add_number(&evidence, "grid", (int64_t)grid->rows,
                   (int64_t)grid->columns);
        add_saying_evidence(&evidence, &grid->cells);
    }
    if (evidence.count > 0)
        qsort(evidence.items, evidence.count, sizeof(uint64_t), by_value);
    section->evidence = evidence.items;
    section->evidence_count = evidence.count;
    taking->edition->length += section->length;
}

// ----- The whole -----

static void find_note_views(struct taking *taking)
{
    const struct text_views *views = &taking->views;
    size_t count = taking->brief->note_count;
    taking->note_views = ARENA_ARRAY(taking->brief->arena, size_t, count + 1);
    for (size_t i = 0; i <= count; i++)
        taking->note_views[i] = views->count;
    for (size_t i = views->count; i-- > 0;)
        if (views->items[i].note)
            taking->note_views[views->items[i].note->number] = i;
}

struct edition_facts *facts_take(const struct brief *brief,
                                 const struct diag *diag)
{
    struct arena *arena = arena_new();
    struct edition_facts *edition = ARENA_NEW(arena, struct edition_facts);
    struct taking taking = {.brief = brief,
                            .diag = diag,
                            .edition = edition,
                            .arena = arena,
                            .views = brief_texts(brief)};
    edition->arena = arena;
    edition->lang = arena_str(arena, brief->lang);
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        edition->ignored[i] = diag_ignores(diag, (enum message)i);
    ARENA_PUSH(arena, edition->sections, edition->section_count,
               edition->section_capacity) =
        (struct edition_section){.heading = {.at = PLACE_NONE}};
    ARENA_PUSH(arena, taking.ids, taking.id_count, taking.id_capacity) =
        STR("");
    find_note_views(&taking);
    take_metadata(&taking);
    take_own_text(&taking, TEXT_TITLE, &brief->meta.title);
    take_own_text(&taking, TEXT_NAME, &brief->meta.subtitle);
    take_own_text(&taking, TEXT_ABSTRACT, &brief->meta.abstract);
    taking.part = TEXT_BODY;
    take_tree(&taking, brief->body);
    for (size_t i = 0; i < edition->section_count; i++)
        weigh_section(&taking, &edition->sections[i]);
    return edition;
}

void facts_free(struct edition_facts *facts)
{
    if (facts)
        arena_free(facts->arena);
}
