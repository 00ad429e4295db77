// SPDX-License-Identifier: MIT
// A table's cells on their grid: spans, overlaps, headers.
#include "preflight/structure.h"

enum { LIMIT_CELLS = 4000000 }; // of a table's grid

struct cell {
    const struct element *element;
    int row, column, rows, columns;
};
struct grid {
    struct cell **at; // row by row
    int rows, columns;
    struct elements lines; // TR
    int *groups;           // where THead, TBody, TFoot begin and end
    size_t group_count, group_capacity;
};

static bool is_cell(const struct element *element)
{
    return structure_is(element, "TD") || structure_is(element, "TH");
}

// ----- Attributes -----

static const struct cos *
attribute(struct check *check, const struct element *element, const char *key)
{
    const struct cos *sets = get(check, element->object, "A");
    for (size_t i = 0; i < document_many(sets); i++) {
        const struct cos *set = document_nth(check->document, sets, i);
        if (object_is(get(check, set, "O"), "Table") && document_has(set, key))
            return get(check, set, key);
    }
    // By class (ISO 32000-1 14.7.5.2).
    const struct cos *names = get(check, element->object, "C");
    const struct cos *map = get(check, structure_root(check), "ClassMap");
    for (size_t i = 0; i < document_many(names); i++) {
        struct str name = document_nth(check->document, names, i)->text;
        const struct cos *of =
            get(check, map, arena_c_string(check->arena, name));
        for (size_t k = 0; k < document_many(of); k++) {
            const struct cos *set = document_nth(check->document, of, k);
            if (document_has(set, key))
                return get(check, set, key);
        }
    }
    return &object_null;
}

static int span(struct check *check, const struct element *element,
                const char *key)
{
    double number = attribute(check, element, key)->number;
    return number >= 1 && number < 100000 ? (int)number : 1;
}

// ----- The grid -----

static void add_group(struct check *check, struct grid *grid)
{
    ARENA_PUSH(check->arena, grid->groups, grid->group_count,
               grid->group_capacity) = (int)grid->lines.count;
}

static void add_lines(struct check *check, struct grid *grid,
                      const struct element *of, int depth)
{
    struct elements kids = structure_kids(check->arena, of);
    for (size_t i = 0; i < kids.count; i++) {
        const struct element *kid = kids.items[i];
        if (structure_is(kid, "TR")) {
            ARENA_PUSH(check->arena, grid->lines.items, grid->lines.count,
                       grid->lines.capacity) = kid;
        } else if (depth == 0 &&
                   (structure_is(kid, "THead") || structure_is(kid, "TBody") ||
                    structure_is(kid, "TFoot"))) {
            add_group(check, grid);
            add_lines(check, grid, kid, 1);
            add_group(check, grid);
        }
    }
}

static int count_columns(struct check *check, const struct grid *grid)
{
    int columns = 0;
    struct elements cells = structure_kids(check->arena, grid->lines.items[0]);
    for (size_t k = 0; k < cells.count && columns < LIMIT_CELLS; k++)
        if (is_cell(cells.items[k]))
            columns += span(check, cells.items[k], "ColSpan");
    return columns;
}

static struct cell **slot(const struct grid *grid, int row, int column)
{
    return &grid->at[(size_t)row * (size_t)grid->columns + (size_t)column];
}

static bool leaves_group(const struct grid *grid, const struct cell *cell)
{
    for (size_t i = 0; i < grid->group_count; i++)
        if (cell->row < grid->groups[i] &&
            cell->row + cell->rows > grid->groups[i])
            return true;
    return false;
}

static bool lay(struct check *check, struct grid *grid, struct cell *cell)
{
    const struct cos *at = cell->element->object;
    if (cell->column + cell->columns > grid->columns) {
        check_that(check, false, RULE_COLUMN_SPANS, at);
        return false;
    }
    if (cell->row + cell->rows > grid->rows ||
        (check->second && leaves_group(grid, cell))) {
        check_that(check, false, RULE_ROW_SPANS, at);
        return false;
    }
    for (int row = cell->row; row < cell->row + cell->rows; row++)
        for (int column = cell->column; column < cell->column + cell->columns;
             column++) {
            if (*slot(grid, row, column)) {
                check_that(check, false, RULE_CELLS_OVERLAP, at);
                return false;
            }
            *slot(grid, row, column) = cell;
        }
    return true;
}

static bool fill_line(struct check *check, struct grid *grid, int row)
{
    struct elements cells =
        structure_kids(check->arena, grid->lines.items[row]);
    int column = 0;
    for (size_t k = 0; k < cells.count; k++) {
        if (!is_cell(cells.items[k]))
            continue;
        while (row < grid->rows && column < grid->columns &&
               *slot(grid, row, column))
            column++;
        struct cell *cell = ARENA_NEW(check->arena, struct cell);
        *cell = (struct cell){cells.items[k], row, column,
                              span(check, cells.items[k], "RowSpan"),
                              span(check, cells.items[k], "ColSpan")};
        if (!lay(check, grid, cell))
            return false;
        column += cell->columns;
    }
    return true;
}

static bool fill(struct check *check, struct grid *grid)
{
    for (size_t row = 0; row < grid->lines.count; row++)
        if (!fill_line(check, grid, (int)row))
            return false;
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++)
            if (!*slot(grid, row, column)) {
                size_t line = (size_t)row < grid->lines.count ? (size_t)row : 0;
                check_fail(check, RULE_COLUMNS_FEWER,
                           grid->lines.items[line]->object, "row %d", row + 1);
                return false;
            }
    return true;
}

// ----- Headers -----

static bool has_scope(struct check *check, const struct cell *cell,
                      const char *wanted, int row, int column)
{
    if (!structure_is(cell->element, "TH"))
        return false;
    const struct cos *scope = attribute(check, cell->element, "Scope");
    if (scope->kind == OBJECT_NAME)
        return object_is(scope, "Both") || object_is(scope, wanted);
    // Unsaid: in PDF 2.0 the first row heads columns, the first column rows.
    if (!check->second)
        return false;
    if (row == 0 && column == 0)
        return true;
    return row == 0 ? strcmp(wanted, "Column") == 0
                    : column == 0 && strcmp(wanted, "Row") == 0;
}

// From a cell upwards, or to the left: is there a header, and no other cell
// between it and further ones?
static bool finds_header(struct check *check, const struct grid *grid, int row,
                         int column, bool up)
{
    bool found = false;
    for (;;) {
        row -= up;
        column -= !up;
        if (row < 0 || column < 0)
            return false;
        const struct cell *cell = *slot(grid, row, column);
        if (has_scope(check, cell, up ? "Column" : "Row", row, column))
            return true;
        if (structure_is(cell->element, "TH"))
            found = true;
        else if (found)
            return false;
    }
}

static bool is_headed(struct check *check, const struct grid *grid,
                      const struct cell *cell)
{
    for (int i = 0; i < cell->columns; i++)
        if (finds_header(check, grid, cell->row, cell->column + i, true))
            return true;
    for (int i = 0; i < cell->rows; i++)
        if (finds_header(check, grid, cell->row + i, cell->column, false))
            return true;
    return false;
}

static bool is_header_id(struct check *check, const struct grid *grid,
                         struct str id)
{
    for (int i = 0; i < grid->rows * grid->columns; i++)
        if (structure_is(grid->at[i]->element, "TH") &&
            str_equal(get(check, grid->at[i]->element->object, "ID")->text, id))
            return true;
    return false;
}

// False: it has no header. *unknown: since Headers names none.
static bool is_connected(struct check *check, const struct grid *grid,
                         const struct cell *cell, bool *unknown)
{
    const struct cos *headers = attribute(check, cell->element, "Headers");
    *unknown = false;
    for (size_t i = 0; i < headers->count; i++)
        *unknown |= !is_header_id(
            check, grid, document_item(check->document, headers, i)->text);
    return (headers->count > 0 && !*unknown) || is_headed(check, grid, cell);
}

static bool all_scoped(struct check *check, const struct grid *grid)
{
    for (int i = 0; i < grid->rows * grid->columns; i++)
        if (structure_is(grid->at[i]->element, "TH") &&
            attribute(check, grid->at[i]->element, "Scope")->kind !=
                OBJECT_NAME)
            return false;
    return true;
}

static void check_headers(struct check *check, const struct grid *grid)
{
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) {
            const struct cell *cell = *slot(grid, row, column);
            bool unknown;
            if (!structure_is(cell->element, "TD") || cell->row != row ||
                cell->column != column ||
                is_connected(check, grid, cell, &unknown))
                continue;
            check_that(check, false,
                       unknown ? RULE_HEADER_UNKNOWN : RULE_HEADER_NONE,
                       cell->element->object);
            return;
        }
}

void table_check(struct check *check, const struct element *table)
{
    struct grid grid = {0};
    add_lines(check, &grid, table, 0);
    if (grid.lines.count == 0)
        return;
    grid.rows = (int)grid.lines.count;
    grid.columns = count_columns(check, &grid);
    size_t cells = (size_t)grid.rows * (size_t)grid.columns;
    if (grid.rows == 0 || cells > LIMIT_CELLS)
        return;
    grid.at = ARENA_ARRAY(check->arena, struct cell *, cells + 1);
    memset(grid.at, 0, (cells + 1) * sizeof *grid.at);
    if (fill(check, &grid) && !all_scoped(check, &grid))
        check_headers(check, &grid);
}
