// SPDX-License-Identifier: MIT
// Works that are cited twice and do not agree: two titles, two years.
#include "check/checks.h"

#include "languages/language.h"
#include "base/hash_table.h"
#include "check/works.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

struct cited {
    struct work work;
    struct str author, title; // folded
};
// Works with something in common; a few are compared with each further one,
// so that one author in all notes costs no more.
enum { TRIES = 8 };
struct shelf {
    size_t works[TRIES], count;
};
struct library {
    struct checks *checks;
    struct cited *items;
    size_t count, capacity;
    struct hash_table table;
    struct shelf *shelves;
    size_t shelf_count, shelf_capacity;
};

static struct shelf *shelf_of(struct library *library, uint64_t key)
{
    bool added;
    size_t *index = hash_table_put(&library->table, library->checks->arena, key,
                                   library->shelf_count, &added);
    if (added)
        ARENA_PUSH(library->checks->arena, library->shelves,
                   library->shelf_count, library->shelf_capacity) =
            (struct shelf){0};
    return &library->shelves[*index];
}

// ----- Reporting -----

static struct str slice(const struct work *work, struct range range)
{
    return str_trim(str_slice(work->view->text, range.start, range.end));
}

static struct str note_of(struct library *library, const struct cited *cited)
{
    return arena_printf(library->checks->arena, "%zu",
                        cited->work.view->note->number);
}

static void report_title(struct library *library, const struct cited *here,
                         const struct cited *there)
{
    checks_report(library->checks, here->work.view, here->work.title.start,
                  here->work.title.end, MESSAGE_citation_title,
                  slice(&here->work, here->work.title),
                  slice(&there->work, there->work.title),
                  note_of(library, there));
}

static void report_year(struct library *library, const struct work *here,
                        const struct cited *there, struct str what)
{
    struct str elsewhere =
        arena_printf(library->checks->arena, "%.*s in note %zu",
                     STR_ARG(slice(&there->work, there->work.year_at)),
                     there->work.view->note->number);
    checks_report(library->checks, here->view, here->year_at.start,
                  here->year_at.end, MESSAGE_citation_year, what,
                  slice(here, here->year_at), elsewhere);
}

// ----- What is compared -----

// What appears every year under one title.
static bool is_serial(struct str title)
{
    struct language_walk walk = {.row = ROW_serial_words};
    struct str word;
    while (languages_next(&walk, &word))
        if (str_find(title, word) != STR_NONE)
            return true;
    return false;
}

// One author, one year, nearly one title.
static bool same_year(struct library *library, const struct cited *here,
                      const struct cited *there)
{
    if (!work_titles_near(here->title, there->title))
        return false;
    report_title(library, here, there);
    return true;
}

// One author, one title, two years.
static bool same_title(struct library *library, const struct cited *here,
                       const struct cited *there)
{
    if (here->work.year == there->work.year || is_serial(here->title))
        return false;
    report_year(library, &here->work, there,
                slice(&here->work, here->work.title));
    return true;
}

// One address, nearly one title. Another title altogether may be another
// sentence of the same page; a DOI is of one work only.
static bool same_address(struct library *library, const struct cited *here,
                         const struct cited *there)
{
    bool doi = str_find(here->work.url, STR("doi.org/")) != STR_NONE;
    if (str_equal(here->title, there->title) ||
        !(doi || work_titles_near(here->title, there->title)))
        return false;
    report_title(library, here, there);
    return true;
}

typedef bool comparison(struct library *library, const struct cited *here,
                        const struct cited *there);

static bool compare(struct library *library, uint64_t key, size_t index,
                    comparison *disagree)
{
    struct shelf *shelf = shelf_of(library, key);
    bool told = false;
    for (size_t i = 0; i < shelf->count && !told; i++)
        told = disagree(library, &library->items[index],
                        &library->items[shelf->works[i]]);
    if (shelf->count < TRIES)
        shelf->works[shelf->count++] = index;
    return told;
}

// Without what one page is written with and without. Empty: the start page of
// a site, from which many works may be cited.
static struct str address_of(struct str url)
{
    size_t scheme = str_find(url, STR("://"));
    struct str rest =
        scheme == STR_NONE ? STR("") : str_slice(url, scheme + 3, url.count);
    if (str_starts(rest, STR("www.")))
        rest = str_slice(rest, 4, rest.count);
    if (str_ends(rest, STR("/")))
        rest.count--;
    size_t path = str_find(rest, STR("/"));
    bool deep = path != STR_NONE && rest.count - path > 12;
    return deep ? rest : STR("");
}

static void compare_work(struct library *library, size_t index)
{
    const struct cited *cited = &library->items[index];
    struct str address = address_of(cited->work.url);
    uint64_t author = hash_table_key_more(1, cited->author);
    char year[16];
    int digits = snprintf(year, sizeof year, "%d", cited->work.year);
    bool told = false;
    if (cited->author.count && cited->work.year) {
        told = compare(
            library,
            hash_table_key_more(author, (struct str){year, (size_t)digits}),
            index, same_year);
        told = compare(library, hash_table_key_more(author + 1, cited->title),
                       index, same_title) ||
               told;
    }
    if (address.count && !told)
        compare(library, hash_table_key_more(2, address), index, same_address);
}

// ----- Short forms -----

// The works that have a surname in their author's words.
static void shelve_names(struct library *library, size_t index)
{
    struct text_view author = {.text = library->items[index].author};
    struct text_view_word word;
    for (size_t at = 0; text_view_next_word(&author, &at, &word);) {
        struct shelf *shelf =
            shelf_of(library, hash_table_key_more(3, word.text));
        if (shelf->count < TRIES)
            shelf->works[shelf->count++] = index;
    }
}

// Rubin, 2021, where the only work of a Rubin is of 2020.
static void check_short(struct library *library, const struct text_view *view)
{
    struct work work;
    if (view->note->cites || !work_read_short(view, &work))
        return;
    struct str name =
        work_folded(library->checks->arena, slice(&work, work.author));
    const struct shelf *shelf = shelf_of(library, hash_table_key_more(3, name));
    const struct cited *found = NULL;
    for (size_t i = 0; i < shelf->count; i++) {
        const struct cited *cited = &library->items[shelf->works[i]];
        if (cited->work.year == work.year)
            return;
        if (cited->work.year && !found)
            found = cited;
    }
    if (found && shelf->count < TRIES)
        report_year(library, &work, found, slice(&work, work.author));
}

// ----- All notes -----

static bool opens_note(const struct text_views *views, size_t i)
{
    const struct text_view *view = &views->items[i];
    return view->kind == TEXT_NOTE && view->note->number > 0 &&
           (i == 0 || views->items[i - 1].note != view->note);
}

static void add_work(struct library *library, const struct work *work)
{
    struct arena *arena = library->checks->arena;
    struct cited cited = {.work = *work,
                          .author = work_author(arena, work),
                          .title =
                              work_folded(arena, slice(work, work->title))};
    ARENA_PUSH(arena, library->items, library->count, library->capacity) =
        cited;
    compare_work(library, library->count - 1);
    shelve_names(library, library->count - 1);
}

void check_citations(struct checks *checks)
{
    struct library library = {.checks = checks};
    struct work work;
    for (size_t i = 0; i < checks->views.count; i++)
        if (opens_note(&checks->views, i) &&
            work_read(&checks->views.items[i], &work))
            add_work(&library, &work);
    for (size_t i = 0; i < checks->views.count; i++)
        if (opens_note(&checks->views, i))
            check_short(&library, &checks->views.items[i]);
}
