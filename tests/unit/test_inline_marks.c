// SPDX-License-Identifier: MIT
// H~2~O, 10^6^, ==marked==, ++inserted++; and the tildes, carets and signs that
// only look so.
#include "reading.h"

// The inlines of a line in short: sub as {_…}, superscript as {^…}, emphasis as
// {*…}, a strike as {-…}, code as {`…}.
static void put_node(struct buffer *out, const struct node *node)
{
    static const char *const signs[NODE_KIND_COUNT] = {[NODE_SUBSCRIPT] = "{_",
                                                       [NODE_SUPERSCRIPT] =
                                                           "{^",
                                                       [NODE_EMPHASIS] = "{*",
                                                       [NODE_STRIKE] = "{-",
                                                       [NODE_CODE] = "{`"};
    const char *sign = signs[node->kind];
    buffer_add_c(out, sign ? sign : "");
    if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
        buffer_add(out, node->as.text.text);
    for (const struct node *n = node->first; n; n = n->next)
        put_node(out, n);
    buffer_add_c(out, sign ? "}" : "");
}

static void assert_line(const char *line, const char *expected)
{
    struct arena *arena = arena_new();
    struct reading reading = reading_of(
        arena_c_string(arena, arena_printf(arena, FRONT "%s\n", line)));
    struct buffer out = {0};
    put_node(&out, reading.brief->body);
    assert_str(buffer_str(&out), expected);
    buffer_release(&out);
    reading_free(&reading);
    arena_free(arena);
}

static void test_scripts(void **state)
{
    assert_line("H~2~O, CO~2~ and C~6~H~12~O~6~.",
                "H{_2}O, CO{_2} and C{_6}H{_12}O{_6}.");
    assert_line("21^st^, 10^6^, 10^-6^m, m^2^ and ^14^C",
                "21{^st}, 10{^6}, 10{^-6}m, m{^2} and {^14}C");
    assert_line("دمای CO~۲~ و ۱۰ م^۲^، PM~۲٫۵~ است",
                "دمای CO{_۲} و ۱۰ م{^۲}، PM{_۲٫۵} است");
    assert_line("T~min~–T~max~, a~1~,…,a~n~, x~i,j~, x~i~^2^",
                "T{_min}–T{_max}, a{_1},…,a{_n}, x{_i,j}, x{_i}{^2}");
    assert_line("P~a\\ cat~ and *E*~k~ and **x~*i*~**",
                "P{_a\u00A0cat} and {*E}{_k} and x{_{*i}}");
    assert_line("> - CO~2~ in a quotation", "CO{_2} in a quotation");
}

static void test_tildes(void **state)
{
    assert_line("By day 20~25°C and by night 10~15°C.",
                "By day 20~25°C and by night 10~15°C.");
    assert_line("~8% of the 100~200 houses, ~~not~~ ~9%",
                "~8% of the 100~200 houses, {-not} ~9%");
    assert_line("10~15/20~25, 2~4–6~8, 1~2~3", "10~15/20~25, 2~4–6~8, 1~2~3");
    assert_line("۲۰~۲۵ درجه و ۱۰~۱۵ درجه", "۲۰~۲۵ درجه و ۱۰~۱۵ درجه");
    assert_line("cp ~/a ~/b; Mon~Wed,Thu~Fri; \\~x~ y",
                "cp ~/a ~/b; Mon~Wed,Thu~Fri; ~x~ y");
    assert_line("`H~2~O`, `~a~` and ``x^2^``", "{`H~2~O}, {`~a~} and {`x^2^}");
    assert_line("https://x.org/~user/a~b~c and <https://x.org/~u>",
                "https://x.org/~user/a~b~c and https://x.org/~u");
    assert_line("~~one~~ two~~ ~~~ three", "{-one} two~~ ~~~ three");
}

static void test_carets(void **state)
{
    assert_line("2^10 and 3^5, x^2+y^2=z^2, ^_^ and a ^ b ^ c",
                "2^10 and 3^5, x^2+y^2=z^2, {^_} and a ^ b ^ c");
    assert_line("a^b c^d and 5^^6", "a^b c^d and 5^^6");
}

static void test_marked_and_inserted(void **state)
{
    assert_line("This is ==marked *text*== and ++inserted++ text.",
                "This is {*marked {*text}} and {*inserted} text.");
    assert_line("آب ==مهم است== و ++افزوده++.", "آب {*مهم است} و {*افزوده}.");
    assert_line("if a==b and c==d, C++ and G++, i++; j++",
                "if a==b and c==d, C++ and G++, i++; j++");
    assert_line("a == b == c, ==open and `==code==`",
                "a == b == c, ==open and {`==code==}");
    assert_line("https://x.org/?a==b== 1+++2++3",
                "https://x.org/?a==b== 1+++2++3");
}

static void test_tilde_that_strikes_nothing_is_told(void **state)
{
    assert_reads(FRONT "It is ~gone~ now.\n",
                 "  paragraph\n    text \"It is ~gone~ now.\"\n",
                 "6:7 tilde-single\n");
    assert_reads(FRONT "~8 to ~9, ~/a ~/b and 3~4.\n",
                 "  paragraph\n    text \"~8 to ~9, ~/a ~/b and 3~4.\"\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_tildes),
        cmocka_unit_test(test_carets),
        cmocka_unit_test(test_marked_and_inserted),
        cmocka_unit_test(test_tilde_that_strikes_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
