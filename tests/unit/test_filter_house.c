// SPDX-License-Identifier: MIT
// The house's quotation marks, dashes and digits: each case is a text and what
// a proof-reader would make of it, paragraphs parted by a line break.
#include "trees.h"
#include "typography/typography.h"

#include <unicode/uchar.h>

enum { ASKED = 2 }; // the second answer, see settings.h

struct case_of {
    const char *lang, *text, *expected;
};

// Reads a text with two kinds of mark into paragraphs: *emphasis*, and
// {words} in a span of English.
static void add_words(struct tree *tree, const char *text)
{
    struct node *paragraph = tree_paragraph(tree, tree->brief->body, NULL);
    struct node *holder = paragraph;
    for (const char *at = text, *start = text;; at++) {
        if (*at && !strchr("*{}\n", *at))
            continue;
        if (at > start)
            tree_text(
                tree, holder,
                arena_c_string(tree->brief->arena,
                               (struct str){start, (size_t)(at - start)}));
        start = at + 1;
        if (!*at)
            return;
        if (*at == '\n')
            holder = paragraph = tree_paragraph(tree, tree->brief->body, NULL);
        else if (*at == '*')
            holder = holder == paragraph
                         ? tree_node(tree, paragraph, NODE_EMPHASIS)
                         : paragraph;
        else if (*at == '{') {
            holder = tree_node(tree, paragraph, NODE_SPAN);
            holder->lang = STR("en");
            holder->direction = DIRECTION_LTR;
        } else {
            holder = paragraph;
        }
    }
}

// The same form again.
static struct str words_of(struct tree *tree)
{
    struct str out = STR("");
    struct arena *arena = tree->brief->arena;
    for (struct node *p = tree->brief->body->first; p; p = p->next) {
        for (struct node *node = p->first; node; node = node->next) {
            const char *open = node->kind == NODE_EMPHASIS ? "*"
                               : node->kind == NODE_SPAN   ? "{"
                                                           : "";
            const char *close = node->kind == NODE_EMPHASIS ? "*"
                                : node->kind == NODE_SPAN   ? "}"
                                                            : "";
            struct str plain = node->kind == NODE_TEXT
                                   ? node->as.text.text
                                   : node_plain(arena, node);
            out = arena_printf(arena, "%.*s%s%.*s%s", STR_ARG(out), open,
                               STR_ARG(plain), close);
        }
        if (p->next)
            out = arena_printf(arena, "%.*s\n", STR_ARG(out));
    }
    return out;
}

static void hold(enum brief_setting setting, const struct case_of *cases,
                 size_t count)
{
    size_t faults = 0;
    for (size_t i = 0; i < count; i++) {
        const char *lang = cases[i].lang;
        struct tree tree = tree_new(lang, strcmp(lang, "fa-AF") == 0 ||
                                                  strcmp(lang, "ps") == 0 ||
                                                  strcmp(lang, "ar") == 0
                                              ? DIRECTION_RTL
                                              : DIRECTION_LTR);
        tree.brief->meta.settings.of[setting] = ASKED;
        add_words(&tree, cases[i].text);
        tree_run(&tree, typography);
        struct str made = words_of(&tree);
        if (!str_equal(made, str_of(cases[i].expected))) {
            print_error("%s: %s\n  became %.*s\n  not    %s\n", lang,
                        cases[i].text, STR_ARG(made), cases[i].expected);
            faults++;
        }
        tree_free(&tree);
    }
    assert_int_equal(faults, 0);
}

static void quotes_are_paired(void **state)
{
    static const struct case_of cases[] = {
        {"en", "He said \"yes\" and 'no'.", "He said “yes” and “no”."},
        {"en", "\"She said 'no' to it,\" he wrote.",
         "“She said ‘no’ to it,” he wrote."},
        {"en", "'She said \"no\" to it,' he wrote.",
         "“She said ‘no’ to it,” he wrote."},
        {"en", "“Already ‘right’ here.”", "“Already ‘right’ here.”"},
        {"en", "(\"a\") \"b\"; \"c\"-d \"(e)\"", "(“a”) “b”; “c”-d “(e)”"},
        {"en", "«Ja», „so“ and ‹then›", "“Ja”, “so” and “then”"},
        {"en", "\"in *his* words\" and *\"hers\"*",
         "“in *his* words” and *“hers”*"},
        {"en", "\"a *b\" c*", "“a *b” c*"},
        // Without a partner nothing is certain.
        {"en", "He said \"yes. Then he left.", "He said \"yes. Then he left."},
        {"en", "see http://x.org/\"a\" there", "see http://x.org/\"a\" there"},
        {"de", "Er sagte \"ja 'so' nein\".", "Er sagte „ja ‚so‘ nein“."},
        {"de", "„Gut“ und »gut«", "„Gut“ und „gut“"},
        {"ru", "Он сказал \"да \"так\" нет\".", "Он сказал «да „так“ нет»."},
        {"fr", "Il dit \"oui\" et « non ».",
         "Il dit «\u00A0oui\u00A0» et «\u00A0non\u00A0»."},
        {"fa-AF", "او \"متن 'دوم' اول\" گفت.", "او «متن ‹دوم› اول» گفت."},
        {"fa-AF", "گفت:\"خوب است\"؛ و\"بد\"\u200Cها",
         "گفت:«خوب است»؛ و«بد»\u200Cها"},
        {"fa-AF", "“متن” و «متن»", "«متن» و «متن»"},
        {"ps", "هغه \"ښه\" وويل، “سمه ده”۔", "هغه «ښه» وويل، «سمه ده»۔"},
        {"ps", "«لومړی «دويم» درېيم»", "«لومړی ‹دويم› درېيم»"},
        // Arabic marks of CLDR open with ” and close with “.
        {"ar", "قال \"نعم\" ثم", "قال ”نعم“ ثم"},
        // What a span of Latin words took in belongs to the text around it.
        {"fa-AF", "نقش {“UNAMA”} در", "نقش «{UNAMA}» در"},
        {"fa-AF", "نقش \"{UNAMA}\" در", "نقش «{UNAMA}» در"},
        {"fa-AF", "«مقالهٔ {The “Great Game” Again} خوب»",
         "«مقالهٔ {The “Great Game” Again} خوب»"},
    };
    hold(SETTING_QUOTES, cases, COUNT(cases));
}

static void apostrophes_are_no_quotes(void **state)
{
    static const struct case_of cases[] = {
        {"en", "O'Brien didn't, in the 1990's and '90s",
         "O’Brien didn’t, in the 1990’s and ’90s"},
        {"en", "rock 'n' roll, rock ‘n’ roll", "rock ’n’ roll, rock ’n’ roll"},
        {"en", "'Tis the ministers' vote", "’Tis the ministers’ vote"},
        {"en", "'the ministers' vote' came", "‘the ministers’ vote’ came"},
        {"en", "\"the ministers' vote\"", "“the ministers’ vote”"},
        {"en", "the *ministers*' vote", "the *ministers*’ vote"},
        {"en", "'I don't,' she said", "“I don’t,” she said"},
        {"fr", "l'eau d'ici", "l’eau d’ici"},
        {"uz-Latn", "O'zbekiston, bog' va ma'no \"suv\"",
         "O'zbekiston, bog' va ma'no “suv”"},
        {"uz-Latn", "Oʻzbek tili — maʼno, oʻn", "Oʻzbek tili — maʼno, oʻn"},
        {"uz-Latn", "gʻisht ‘oʻn’", "gʻisht “oʻn”"},
    };
    hold(SETTING_QUOTES, cases, COUNT(cases));
}

static void measures_stay(void **state)
{
    static const struct case_of cases[] = {
        {"en", "He was 5'10\" tall, a 6\" pipe, 12' long",
         "He was 5'10\" tall, a 6\" pipe, 12' long"},
        {"en", "At 34° 12' 45\" N", "At 34° 12' 45\" N"},
        {"en", "\"in 1990\" and \"5\"", "“in 1990” and “5”"},
        {"en", "\"a 6\" pipe\" he said", "“a 6\" pipe” he said"},
        {"en", "5′10″", "5′10″"},
    };
    hold(SETTING_QUOTES, cases, COUNT(cases));
}

static void quotations_go_on_in_the_next_paragraph(void **state)
{
    static const struct case_of cases[] = {
        {"en", "He wrote: \"First 'a' b.\n\"Second.\n\"Third,\" he ended.",
         "He wrote: “First ‘a’ b.\n“Second.\n“Third,” he ended."},
        {"ru", "«Первый.\nВторой».", "«Первый.\nВторой»."},
        {"fa-AF", "“اول.\nدوم.”", "«اول.\nدوم.»"},
        // A slip in one paragraph does not turn the next.
        {"en", "A slip \"here.\nThen \"this\" is right.",
         "A slip \"here.\nThen “this” is right."},
    };
    hold(SETTING_QUOTES, cases, COUNT(cases));
}

static void dashes_are_the_languages(void **state)
{
    static const struct case_of cases[] = {
        {"en", "It came - late -- and -and- then---gone – so",
         "It came—late—and -and- then—gone—so"},
        {"en", "word — word—word --help a --b", "word—word—word --help a --b"},
        {"en", "a *b* - *c* d", "a *b*—*c* d"},
        {"en", "Kabul–Kandahar road, well-known, Covid-19",
         "Kabul–Kandahar road, well-known, Covid-19"},
        {"en", "1990-2001, pp. 15--17, 1990 - 2001, 5 - 3",
         "1990–2001, pp.\u00A015–17, 1990–2001, 5 - 3"},
        {"en", "2021-10-05, F16-18, +93-20-230-1234, 020-221-0000",
         "2021-10-05, F16-18, +93-20-230-1234, 020-221-0000"},
        {"en", "ISBN 978-3-16-148410-0 and ISSN 1234-5678 in 1234-5678",
         "ISBN 978-3-16-148410-0 and ISSN 1234-5678 in 1234–5678"},
        {"en", "https://x.org/a--b-1990-2001 and 10.1000/182-190",
         "https://x.org/a--b-1990-2001 and 10.1000/182-190"},
        {"en", "at -5 degrees (-3), 5 -3", "at −5 degrees (−3), 5 -3"},
        {"en", "- first\n— Rubin", "- first\n— Rubin"},
        {"fa-AF", "آمد - دیر -- و بعد—رفت", "آمد – دیر – و بعد – رفت"},
        {"fa-AF", "۱۹۹۰-۲۰۰۱ و ۱۹۹۰ – ۲۰۰۱", "۱۹۹۰–۲۰۰۱ و ۱۹۹۰–۲۰۰۱"},
        {"fa-AF", "در -۵ درجه", "در \u200E−۵\u00A0درجه"},
        {"ps", "راغی - ناوخته — او", "راغی – ناوخته – او"},
        {"ru", "Москва - город", "Москва\u00A0— город"},
        {"xx", "word - word -- word", "word - word -- word"},
    };
    hold(SETTING_DASHES, cases, COUNT(cases));
}

static void digits_are_the_languages(void **state)
{
    static const struct case_of cases[] = {
        {"fa-AF", "در 2021 و ٢٠٢٢ و ۲۰۲۳", "در ۲۰۲۱ و ۲۰۲۲ و ۲۰۲۳"},
        {"fa-AF", "1,234,567.89 و 1.5% و ۱۲،۳۴۰ و 22 %",
         "۱٬۲۳۴٬۵۶۷٫۸۹ و ۱٫۵٪ و ۱۲٬۳۴۰ و ۲۲\u00A0٪"},
        {"ps", "په 2021 کې 1.5 سلنه", "په ۲۰۲۱ کې ۱٫۵\u00A0سلنه"},
        {"fa-AF", "28.8.1403 و 12:30 و 3/4 و 1,5 و 1, 2",
         "۲۸.۸.۱۴۰۳ و ۱۲:۳۰ و ۳/۴ و ۱,۵ و ۱, ۲"},
        {"fa-AF", "مادهٔ 3.2 و 3.2 متر", "مادهٔ\u00A0۳.۲ و ۳٫۲\u00A0متر"},
        {"fa-AF", "گروه {G20} و {COVID-19} و {Kabul, 2020}",
         "گروه {G20} و {COVID-19} و {Kabul, 2020}"},
        {"fa-AF", "G20 و 5G و A/RES/2593", "G20 و 5G و A/RES/2593"},
        {"fa-AF", "به https://x.org/2021 و a1@x.org و 10.1000/182 ببینید 7",
         "به https://x.org/2021 و a1@x.org و 10.1000/182 ببینید ۷"},
        {"fa-AF", "تلفن: 020 221 0000 و +93 20 230 1234 و 0799123456",
         "تلفن: 020 221 0000 و +93 20 230 1234 و ۰۷۹۹۱۲۳۴۵۶"},
        {"fa-AF", "شابک 978-3-16-148410-0 در 1990-2001",
         "شابک 978-3-16-148410-0 در ۱۹۹۰-۲۰۰۱"},
        {"en", "In ۲۰۲۱ it was ۱٫۵٪ of ۱٬۰۰۰", "In 2021 it was 1.5% of 1,000"},
        {"en", "signed (۱۹ قوس ۱۳۲۷) in ۱۹۴۸", "signed (۱۹ قوس ۱۳۲۷) in 1948"},
        // Arabic is printed with either.
        {"ar", "في 2021 و ٢٠٢٢", "في 2021 و ٢٠٢٢"},
    };
    hold(SETTING_DIGITS, cases, COUNT(cases));
}

static void all_three_work_together(void **state)
{
    struct tree tree = tree_new("fa-AF", DIRECTION_RTL);
    for (int i = SETTING_QUOTES; i <= SETTING_DASHES; i++)
        tree.brief->meta.settings.of[i] = ASKED;
    add_words(&tree, "در \"1990 - 2001\" - پس از آن");
    tree_run(&tree, typography);
    assert_str(words_of(&tree), "در «۱۹۹۰–۲۰۰۱» – پس از آن");
    tree_free(&tree);
}

static void the_authors_stay_unless_asked(void **state)
{
    const char *text = "He - \"said\" 'so' in ۲۰۲۱ -- 1990-2001, O'Brien";
    struct tree tree = tree_new("en", DIRECTION_LTR);
    add_words(&tree, text);
    tree_run(&tree, typography);
    assert_str(words_of(&tree), text);
    tree_free(&tree);
}

static void titles_follow_their_own_language(void **state)
{
    struct tree tree = tree_new("en", DIRECTION_LTR);
    for (int i = SETTING_QUOTES; i <= SETTING_DASHES; i++)
        tree.brief->meta.settings.of[i] = ASKED;
    struct texts *title = &tree.brief->meta.title;
    tree_phrase(&tree, title, "en", "\"Water\" 1990-2001");
    tree_phrase(&tree, title, "fa-AF", "\"آب\" 1990-2001");
    tree_run(&tree, typography);
    assert_str(text_plain(tree.brief->arena, title->items[0]),
               "“Water” 1990–2001");
    assert_str(text_plain(tree.brief->arena, title->items[1]),
               "«آب» ۱۹۹۰–۲۰۰۱");
    tree_free(&tree);
}

static void settings_are_words(void **state)
{
    struct settings settings = {{0}}, series = {{0}};
    assert_true(settings_set(&settings, SETTING_QUOTES, STR("author")));
    assert_true(settings_set(&series, SETTING_QUOTES, STR("house")));
    assert_true(settings_set(&series, SETTING_NOTES_MERGE, STR("true")));
    assert_false(settings_set(&series, SETTING_DIGITS, STR("arabic")));
    settings_fill(&settings, &series);
    assert_false(
        settings_asked(&settings, SETTING_QUOTES)); // the brief's own counts
    assert_true(settings_asked(&settings, SETTING_NOTES_MERGE));
    assert_int_equal(settings.of[SETTING_DIGITS], 0);
}

// ----- Any text -----

// Letters and digits of a text, each digit as its value: what no house style
// may touch.
static struct str kept_of(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.count + 1);
    size_t count = 0;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        int32_t digit = u_charDigitValue((UChar32)c);
        if (digit >= 0)
            out[count++] = (char)('0' + digit);
        else if (u_isalpha((UChar32)c))
            count += utf8_encode(c, out + count);
    }
    return (struct str){out, count};
}

static const char *const pieces[] = {
    "\"", "'",  "“",  "”",    "‘",  "’",   "«",  "»", "‹",      "›",   "„",
    "-",  "--", "–",  "—",    " ",  " ",   " ",  ".", ",",      "،",   "(",
    ")",  "5",  "12", "1990", "۷",  "۱۲",  "٣",  "%", "٪",      "٫",   "+",
    "a",  "bs", "o",  "آب",   "او", "ښه",  "да", "*", "\n",     "\n",  "{",
    "}",  "/",  "@",  "km",   "ص",  "No.", "n",  "X", "\u200C", "10.", "'s",
};

static void any_text_keeps_its_words(void **state)
{
    static const char *const langs[] = {"en", "fa-AF", "ps", "ru", "fr",
                                        "de", "ar",    "uz", "xx", "ur"};
    uint64_t seed = 20261122;
    for (size_t run = 0; run < 4000; run++) {
        struct tree tree = tree_new(langs[run % COUNT(langs)], DIRECTION_LTR);
        struct str text = STR("");
        for (size_t i = 0; i < 4 + run % 40; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text = arena_printf(tree.brief->arena, "%.*s%s", STR_ARG(text),
                                pieces[(seed >> 33) % COUNT(pieces)]);
        }
        for (int i = SETTING_QUOTES; i <= SETTING_DASHES; i++)
            tree.brief->meta.settings.of[i] = ASKED;
        add_words(&tree, arena_c_string(tree.brief->arena, text));
        struct arena *arena = tree.brief->arena;
        struct str before = kept_of(arena, node_plain(arena, tree.brief->body));
        assert_true(typography(tree.brief, &tree.context));
        brief_check(tree.brief);
        struct str after = kept_of(arena, node_plain(arena, tree.brief->body));
        if (!str_equal(before, after))
            fail_msg("%s: %.*s", langs[run % COUNT(langs)], STR_ARG(text));
        tree_free(&tree);
    }
}

static uint64_t random_below(uint64_t *seed, uint64_t bound)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % bound;
}

// A sentence that a person could write: quotations in each other, dashes,
// ranges, numbers.
static struct str sentence(struct arena *arena, uint64_t *seed, bool arabic,
                           int depth)
{
    static const char *const words[2][6] = {
        {"water", "the mirab's", "don't", "1990-2001", "5,000", "22%"},
        {"آب", "می\u200Cشود", "میرآب", "1990-2001", "5,000", "22%"}};
    static const char *const quotes[][2] = {
        {"\"", "\""}, {"“", "”"}, {"«", "»"}, {"'", "'"}};
    static const char *const joints[] = {" ", " ", ", ", " - ", " -- ", " — "};
    struct str out = STR("");
    for (uint64_t i = 0, count = 1 + random_below(seed, 5); i < count; i++) {
        const char *joint = i ? joints[random_below(seed, 6)] : "";
        struct str part = str_of(words[arabic][random_below(seed, 6)]);
        if (depth < 2 && random_below(seed, 3) == 0) {
            size_t style = depth ? 3 : random_below(seed, 3);
            struct str inner = sentence(arena, seed, arabic, depth + 1);
            part = arena_printf(arena, "%s%.*s%s", quotes[style][0],
                                STR_ARG(inner), quotes[style][1]);
        }
        out = arena_printf(arena, "%.*s%s%.*s", STR_ARG(out), joint,
                           STR_ARG(part));
    }
    return out;
}

static void sentences_are_set_once(void **state)
{
    static const char *const langs[] = {"en", "fa-AF", "ps", "ru", "fr", "de"};
    uint64_t seed = 20261123;
    for (size_t run = 0; run < 3000; run++) {
        const char *lang = langs[run % COUNT(langs)];
        bool arabic = run % COUNT(langs) == 1 || run % COUNT(langs) == 2;
        struct tree tree =
            tree_new(lang, arabic ? DIRECTION_RTL : DIRECTION_LTR);
        for (int i = SETTING_QUOTES; i <= SETTING_DASHES; i++)
            tree.brief->meta.settings.of[i] = ASKED;
        struct str text = sentence(tree.brief->arena, &seed, arabic, 0);
        add_words(&tree, arena_c_string(tree.brief->arena, text));
        tree_run(&tree, typography);
        struct str plain = node_plain(tree.brief->arena, tree.brief->body);
        // Every straight quotation mark had a partner.
        if (str_find(plain, STR("\"")) != STR_NONE ||
            (!arabic && str_find(plain, STR("'")) != STR_NONE))
            fail_msg("%s: %.*s\nbecame %.*s", lang, STR_ARG(text),
                     STR_ARG(plain));
        tree_free(&tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_are_paired),
        cmocka_unit_test(apostrophes_are_no_quotes),
        cmocka_unit_test(measures_stay),
        cmocka_unit_test(quotations_go_on_in_the_next_paragraph),
        cmocka_unit_test(dashes_are_the_languages),
        cmocka_unit_test(digits_are_the_languages),
        cmocka_unit_test(all_three_work_together),
        cmocka_unit_test(the_authors_stay_unless_asked),
        cmocka_unit_test(titles_follow_their_own_language),
        cmocka_unit_test(settings_are_words),
        cmocka_unit_test(any_text_keeps_its_words),
        cmocka_unit_test(sentences_are_set_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
