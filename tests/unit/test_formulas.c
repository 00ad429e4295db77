// SPDX-License-Identifier: MIT
// Formulas: where dollars hold one, how it is read, what it says in words.
#include "unit.h"

#include "formulas/formula.h"

// ----- Which dollars hold a formula -----

// The first formula in text is `inside`; none where that is NULL.
static void holds(const char *text, const char *inside)
{
    struct str whole = str_of(text), found;
    bool display;
    for (size_t i = 0; i < whole.count; i++) {
        if (whole.bytes[i] == '\\' && ++i) // the caller skips what is escaped
            continue;
        size_t after = formula_find(whole, i, &found, &display);
        if (after == i)
            continue;
        if (!inside)
            fail_msg("‘%s’ holds no formula, but ‘%.*s’ is one", text,
                     STR_ARG(found));
        assert_str(found, inside);
        return;
    }
    if (inside)
        fail_msg("no formula in ‘%s’", text);
}

static void dollars_hold_a_formula(void **state)
{
    holds("the share $x$ of", "x");
    holds("$x^2$, and", "x^2");
    holds("2$x$", "x");
    holds("A$_2$", "_2");
    holds("$$x + y$$", "x + y");
    holds("$$\n\\frac{1}{2}\n$$", "\n\\frac{1}{2}\n");
    holds("$a\\$b$", "a\\$b");
    holds("$5x$", "5x");
    holds("$`a_1`$", "a_1");
    holds("سهم $x$ است", "x");
}

static void money_is_no_formula(void **state)
{
    holds("costs $5 to $10", NULL);
    holds("$20,000 and $30,000", NULL);
    holds("from $5m to $10m", NULL);
    holds("$5m (US$ 7m)", NULL);
    holds("$5m and US$7m", NULL);
    holds("US$5 or US$6", NULL);
    holds("5$ and 6$", NULL);
    holds("5$ تا 10$ است", NULL);
    holds("\\$x$", NULL);
    holds("$x\n\ny$", NULL);
    holds("$", NULL);
    holds("$$", NULL);
    holds("$$$$", NULL);
    holds("$a` and `$b", NULL); // the ends of code
}

// ----- Reading, and words -----

static void says(const char *source, const char *lang, const char *words)
{
    struct arena *arena = arena_new();
    struct formula_fault fault;
    struct formula *formula = formula_parse(arena, str_of(source), &fault);
    if (!formula)
        fail_msg("‘%s’ is a formula, but not at ‘%.*s’", source,
                 STR_ARG(fault.what));
    assert_str(formula_in_words(arena, formula, str_of(lang)), words);
    arena_free(arena);
}

static void formulas_have_words(void **state)
{
    says("x", "en", "x");
    says("x^2", "en", "x to the power of 2");
    says("x^12", "en", "x to the power of 1 2");
    says("x^{12}", "en", "x to the power of 12");
    says("W_{ij}", "en", "W sub (i j)");
    says("\\frac{a+b}{c}", "en", "(a plus b) over c");
    says("\\frac12", "en", "1 over 2");
    says("a \\over b", "en", "a over b");
    says("\\sqrt{x}", "en", "square root of x");
    says("\\sqrt[3]{x}", "en", "root of degree 3 (x)");
    says("\\sum_{i=1}^n x_i", "en", "sum from (i equals 1) to n x sub i");
    says("f(x) \\le 3.5", "en", "f (x) ≤ 3.5");
    says("x'", "en", "x′");
    says("a - b", "en", "a minus b");
    says("\\text{rate of } x", "en", "rate of x");
    says("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "en",
         "(a, b; c, d)");
    says("x^2", "fa-AF", "x به توان 2");
    says("\\frac{a}{b}", "ps", "a پر b");
    says("\\sqrt{x}", "de", "Wurzel aus x");
    says("a + b", "tg", "a ҷамъ b");
    says("a + b", "it", "a plus b"); // without words of its own
}

// ----- What cannot be read -----

static void refuses(const char *source, const char *what)
{
    struct arena *arena = arena_new();
    struct formula_fault fault;
    assert_null(formula_parse(arena, str_of(source), &fault));
    assert_int_equal(fault.wrong, FORMULA_UNREAD);
    assert_str(fault.what, what);
    arena_free(arena);
}

static void what_does_not_close_is_no_formula(void **state)
{
    refuses("{a", "{");
    refuses("a}", "}");
    refuses("\\frac{a}", "{");
    refuses("\\left( a", "\\left");
    refuses("\\begin{pmatrix} a", "\\begin");
    refuses("\\begin{tikz} a \\end{tikz}", "\\begin");
    refuses("x^", "{");
    refuses("x_1_2", "_");
    refuses("\\sqrt[3", "[");
}

static void unknown_commands_stay(void **state)
{
    struct arena *arena = arena_new();
    struct formula_fault fault;
    struct formula *formula =
        formula_parse(arena, STR("a + \\foo{b} + \\bar{c} + \\baz"), &fault);
    assert_non_null(formula);
    assert_int_equal(fault.wrong, FORMULA_UNKNOWN_COMMAND);
    assert_str(fault.what, "\\foo"); // the first
    assert_int_equal(fault.offset, 4);
    assert_str(formula_in_words(arena, formula, STR("en")),
               "a plus \\foo b plus c\u0304 plus \\baz");
    arena_free(arena);
}

static void deep_formulas_end(void **state)
{
    enum { DEEP = 5000 };
    struct arena *arena = arena_new();
    char *source = arena_alloc(arena, 2 * DEEP);
    memset(source, '{', 2 * DEEP);
    struct formula_fault fault;
    assert_null(formula_parse(arena, (struct str){source, DEEP}, &fault));
    for (size_t i = 0; i < DEEP; i++)
        memcpy(source + 2 * i, "x^", 2);
    assert_null(formula_parse(arena, (struct str){source, 2 * DEEP}, &fault));
    arena_free(arena);
}

// ----- Letters -----

static void letters_of_each_alphabet(void **state)
{
    assert_int_equal(formula_letter('a', FORMULA_ITALIC), 0x1D44E);
    assert_int_equal(formula_letter('h', FORMULA_ITALIC), 0x210E); // Planck
    assert_int_equal(formula_letter('R', FORMULA_DOUBLE_STRUCK), 0x211D);
    assert_int_equal(formula_letter('L', FORMULA_SCRIPT), 0x2112);
    assert_int_equal(formula_letter(0x3B1, FORMULA_ITALIC), 0x1D6FC);
    assert_int_equal(formula_letter(0x3C9, FORMULA_BOLD), 0x1D6DA);
    assert_int_equal(formula_letter('7', FORMULA_BOLD), 0x1D7D5);
    assert_int_equal(formula_letter('7', FORMULA_ITALIC), '7');
    assert_int_equal(formula_letter(0x2202, FORMULA_ITALIC), 0x1D715);
    assert_int_equal(formula_letter(0x622, FORMULA_BOLD), 0x622);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dollars_hold_a_formula),
        cmocka_unit_test(money_is_no_formula),
        cmocka_unit_test(formulas_have_words),
        cmocka_unit_test(what_does_not_close_is_no_formula),
        cmocka_unit_test(unknown_commands_stay),
        cmocka_unit_test(deep_formulas_end),
        cmocka_unit_test(letters_of_each_alphabet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
