// SPDX-License-Identifier: MIT
// Tables that pandoc draws with dashes and plus signs, and dashes that are
// none.
#include "reading.h"

// The cells of the body's first table: a row a line, | between cells, - for
// one that another covers, # before a row of the head, = before one of the
// foot.
static void put_cells(struct buffer *out, const struct node *body)
{
    const struct node *table = body;
    struct arena *arena = arena_new();
    while (table && table->kind != NODE_TABLE)
        table = node_next(body, table);
    for (const struct node *row = table ? table->first : NULL; row;
         row = row->next) {
        if (row->kind == NODE_CAPTION) {
            buffer_printf(out, "[%.*s]\n", STR_ARG(node_plain(arena, row)));
            continue;
        }
        buffer_add_c(out, row->as.row.head ? "#" : row->as.row.foot ? "=" : "");
        for (const struct node *cell = row->first; cell; cell = cell->next) {
            buffer_add_c(out, cell->as.cell.covered_by ? "-" : "");
            buffer_add(out, node_plain(arena, cell));
            buffer_add_c(out, cell->next ? "|" : "\n");
        }
    }
    arena_free(arena);
}

static void assert_table(const char *text, const char *expected)
{
    struct arena *arena = arena_new();
    struct str whole = arena_printf(arena, FRONT "%s", text);
    struct reading reading = reading_of(arena_c_string(arena, whole));
    struct buffer out = {0};
    put_cells(&out, reading.brief->body);
    assert_str(buffer_str(&out), expected);
    buffer_release(&out);
    reading_free(&reading);
    arena_free(arena);
}

static void test_simple(void **state)
{
    assert_table("  Right     Left     Center     Default\n"
                 "-------     ------ ----------   -------\n"
                 "     12     12        12            12\n"
                 "    123     123       123          123\n\n"
                 "Table:  Of pandoc.\n",
                 "[Of pandoc.]\n#Right|Left|Center|Default\n"
                 "12|12|12|12\n123|123|123|123\n");
    assert_table("-------     ------\n     12     12\n    123     123\n"
                 "-------     ------\n\n: A colon\n",
                 "[A colon]\n12|12\n123|123\n");
    assert_table("  ولسوالی   چاه\u200Cها\n"
                 "  --------- ------\n"
                 "  بالا      ۱۲\n  پایین     ۹\n",
                 "#ولسوالی|چاه\u200Cها\n"
                 "بالا|۱۲\nپایین|۹\n");
}

static void test_multiline(void **state)
{
    assert_table("-----------------------\n Head    Right\n  er\n"
                 "------- ------- -------\nFirst      12.0 long\n"
                 "                text\n\nSecond      5.0 x\n"
                 "-----------------------\n",
                 "#Head er|Right|\nFirst|12.0|long text\nSecond|5.0|x\n");
    assert_table("> ------- -------\n> a       b\n>         c\n>\n"
                 "> d       e\n> ------- -------\n",
                 "a|b c\nd|e\n");
}

static void test_grids(void **state)
{
    assert_table("+-----+-----+\n| a   | b   |\n+=====+=====+\n"
                 "| 1   | *2* |\n|     | x   |\n+-----+-----+\n",
                 "#a|b\n1|2 x\n");
    assert_table("+---------+---+\n| Both        |\n+---+-----+---+\n"
                 "| c | d   | e |\n|   +-----+---+\n|   | f   | g |\n"
                 "+---+-----+---+\n",
                 "Both|-|-\nc|d|e\n-|f|g\n");
    assert_table("- item\n\n  +---+---+\n  | a | b |\n  +---+---+\n", "a|b\n");
    assert_table("+----+----+\n| a  | b  |\n+====+====+\n| 1  | 2  |\n"
                 "+====+====+\n| s  | 3  |\n+====+====+\n",
                 "#a|b\n1|2\n=s|3\n");
    // Bars divide it where the columns were counted in another way.
    assert_table("+-------+-----+\n"
                 "| چاه\u200Cهای | ۲   |\n+-------+-----+\n",
                 "چاه\u200Cهای|۲\n");
}

static void test_lists_in_a_cell_are_lines(void **state)
{
    assert_reads(FRONT "+-------+\n| - one |\n| - two |\n+-------+\n",
                 "  table none\n    row\n      cell\n"
                 "        text \"• one\"\n        line-break\n"
                 "        text \"• two\"\n",
                 "");
}

static void test_dashes_that_draw_nothing(void **state)
{
    assert_table("Text\n----- -----\nmore\n", "");
    assert_table("a b c\n--- ---\nd\n", "");
    assert_table("-----\n\ntext\n\n-----\n", "");
    assert_table("----- -----\ntext that is long\n----- -----\n", "");
    assert_table("Heading\n-------\n\n+ one\n+ two\n", "");
    assert_table("one   two\nand   three\n- - -\n", "");
}

static void test_grid_without_an_end_is_told(void **state)
{
    assert_reads(FRONT "+---+---+\n| a | b |\n",
                 "  paragraph\n    text \"+---+---+\"\n    soft-break\n"
                 "    text \"| a | b |\"\n",
                 "6:1 table-undrawn\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simple),
        cmocka_unit_test(test_multiline),
        cmocka_unit_test(test_grids),
        cmocka_unit_test(test_lists_in_a_cell_are_lines),
        cmocka_unit_test(test_dashes_that_draw_nothing),
        cmocka_unit_test(test_grid_without_an_end_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
