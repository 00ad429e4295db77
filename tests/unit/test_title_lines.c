// SPDX-License-Identifier: MIT
// Titles of policy briefs on the cover: lines end where an editor ends them.
#include "laid_out.h"

// ----- Titles and their lines -----

// lines: as the editor sets them. by_us: other lines, that are as good or
// better for the reason beside them.
static const struct title {
    const char *lang, *lines, *by_us, *reason;
} titles_set[] = {
    // English.
    {"en", "Reluctant Reentrance? / Russia and Afghanistan / post 2021", NULL,
     NULL},
    {"en", "Water without Borders: / Sharing the Amu Darya / after 2021", NULL,
     NULL},
    {"en", "The Price of Recognition: / What Neighbours Want / from Kabul",
     NULL, NULL},
    {"en",
     "Who Feeds the Cities? / Wheat, Fuel and Trust / in Northern Afghanistan",
     NULL, NULL},
    {"en", "Schools behind Closed Doors / and the Women / Who Run Them",
     "Schools / behind Closed Doors / and the Women / Who Run Them",
     "the first line is wider than the box at the smallest size"},
    {"en", "From Aid to Trade: / A Road Map / for Central Asia", NULL, NULL},
    {"en", "Counting the Displaced", NULL, NULL},
    {"en", "Beyond the Doha Agreement: / Seven Lessons / for the World Bank",
     "Beyond the Doha / Agreement: / Seven Lessons / for the World Bank",
     "the first line is wider than the box at the smallest size"},
    {"en", "Mining, Money and Militias / in Badakhshan",
     "Mining, Money / and Militias / in Badakhshan",
     "the first line is wider than the box at the smallest size"},
    {"en", "Why drought relief / in Central Asia / comes too late", NULL, NULL},
    {"en",
     "Afghanistan’s Power Lines: / Who Pays for Electricity / from Uzbekistan?",
     NULL, NULL},
    {"en",
     "Resolution 2593 / and Its Afterlife: / The Security Council / on "
     "Afghanistan",
     NULL, NULL},
    // Dari.
    {"fa-AF", "آب و امنیت / در آسیای مرکزی: / راهی به سوی همکاری",
     "آب و امنیت در آسیای مرکزی: / راهی به سوی همکاری", "a clause a line"},
    {"fa-AF", "نقش زنان / در بازسازی اقتصاد افغانستان", NULL, NULL},
    {"fa-AF", "پس از توافق دوحه: / چه چیزی از صلح ماند؟", NULL, NULL},
    {"fa-AF", "تجارت مرزی با تاجیکستان / و ازبیکستان",
     "تجارت مرزی / با تاجیکستان و ازبیکستان",
     "the two countries stay together"},
    {"fa-AF", "مکتب\u200Cهای بسته و / آیندهٔ دختران",
     "مکتب\u200Cهای بسته / و آیندهٔ دختران", "و begins a line and ends none"},
    {"fa-AF", "مهاجران افغان در ایران: / از پناه تا اخراج", NULL, NULL},
    {"fa-AF", "سهم افغانستان / از آب دریای آمو", NULL, NULL},
    {"fa-AF", "روسیه و طالبان: / شناسایی به چه بهایی؟", NULL, NULL},
    {"fa-AF", "بحران گندم / در سال ۲۰۲۳: / درس\u200Cهایی برای دولت",
     "بحران گندم در سال ۲۰۲۳: / درس\u200Cهایی برای دولت", "a clause a line"},
    {"fa-AF", "جامعهٔ جهانی / و مسئلهٔ حقوق بشر / در افغانستان", NULL, NULL},
    // Pashto.
    {"ps", "د اوبو ستونزه / په شمالي افغانستان کې", NULL, NULL},
    {"ps", "د ښځو زده کړې / او د هېواد راتلونکی", NULL, NULL},
    {"ps", "له دوحې وروسته: / سوله چېرته ده؟", NULL, NULL},
    {"ps", "د منځنۍ اسیا / له هېوادونو سره سوداګري", NULL, NULL},
    {"ps", "وچکالي او کرنه: / بزګران څه غواړي؟", NULL, NULL},
    {"ps", "د کډوالو ستنېدل / او د دولت مسؤلیت", NULL, NULL},
    {"ps", "نړیواله مرسته / په ۲۰۲۴ کال کې", NULL, NULL},
    {"ps", "د آمو دریاب اوبه / د چا دي؟", "د آمو دریاب اوبه د چا دي؟",
     "one line holds the question"},
    // Russian.
    {"ru", "Вода и безопасность / в Центральной Азии", NULL, NULL},
    {"ru", "Россия и талибы: / признание / без доверия?", NULL, NULL},
    {"ru", "Торговля через границу: / чего ждёт Узбекистан", NULL, NULL},
    {"ru", "Афганистан / после 2021 года: / уроки для соседей", NULL, NULL},
    {"ru", "Женское образование / и будущее экономики", NULL, NULL},
    {"ru", "Что делать / с долгами за электричество?",
     "Что делать с долгами / за электричество?",
     "the second line is wider than the box at the smallest size"},
    // Tajik.
    {"tg", "Об ва амният / дар Осиёи Марказӣ", NULL, NULL},
    {"tg", "Тоҷикистон ва Афғонистон: / роҳ ба сӯи ҳамкорӣ",
     "Тоҷикистон / ва Афғонистон: / роҳ ба сӯи ҳамкорӣ",
     "the first line is wider than the box at the smallest size"},
    {"tg", "Муҳоҷирон / аз Афғонистон: / чӣ бояд кард?", NULL, NULL},
    {"tg", "Савдои наздисарҳадӣ / пас аз соли 2021", NULL, NULL},
};

// “A / B” without its breaks.
static struct str without_breaks(struct arena *arena, const char *lines)
{
    struct buffer text = {0};
    for (const char *at = lines; *at; at++)
        if (strncmp(at, "/ ", 2) == 0)
            at++;
        else
            buffer_add_byte(&text, *at);
    return buffer_to_arena(&text, arena);
}

static bool is_title(const struct pages *pages, size_t tag)
{
    return tag != TAG_ARTIFACT && under(pages, tag, TAG_H1);
}

// The title's lines on the cover, as above.
static char *lines_of(const struct laid_out *out, struct arena *arena)
{
    struct buffer text = {0};
    const struct page *cover = &out->pages->items[0];
    const struct placed *last = NULL;
    for (size_t i = 0; i < cover->placed_count; i++) {
        const struct placed *placed = &cover->placed[i];
        if (placed->kind != PLACED_RUN || !is_title(out->pages, placed->tag))
            continue;
        if (last && last->y != placed->y)
            buffer_add(&text, STR("/ "));
        buffer_add(&text, placed->as.run.text);
        last = placed;
    }
    struct str all = str_trim(buffer_to_arena(&text, arena));
    return arena_c_string(arena, all);
}

static void titles_break_by_sense(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(titles_set); i++) {
        const struct title *title = &titles_set[i];
        struct str source = arena_printf(
            arena, "---\ntitle: \"%.*s\"\nlang: %s\n---\n\nText.\n",
            STR_ARG(without_breaks(arena, title->lines)), title->lang);
        struct laid_out out = lay_out("title.md", source);
        char *got = lines_of(&out, arena);
        const char *wanted = title->by_us ? title->by_us : title->lines;
        if (strcmp(got, wanted) != 0) {
            print_message("wanted %s\n   got %s\n", wanted, got);
            wrong++;
        }
        assert_true((title->by_us == NULL) == (title->reason == NULL));
        laid_out_free(&out);
    }
    arena_free(arena);
    assert_int_equal(wrong, 0);
}

// ----- Titles with names, quotations, dates -----

// What is known of the brief binds: its authors, partners, and names that its
// text has in capitals.
static void names_stay_whole(void **state)
{
    (void)state;
    static const struct {
        const char *front, *lines, *body;
    } cases[] = {
        {"lang: en", "Living Downstream / of Kokcha Valley Dams / in Dry Years",
         "The people of Kokcha Valley wait for water."},
        {"lang: en\nauthors: [Noor Ahmad Zadran]",
         "A Long Talk / with Noor Ahmad Zadran / on the Road", "Text."},
        {"lang: en", "After “The Long Wait”: / What Comes Next / for Girls?",
         "Text."},
        {"lang: en", "Kabul on 15 August 2021: / A City without a Plan",
         "Text."},
        {"lang: en", "What Became / of Decree No. 7 / in Five Provinces?",
         "Text."},
        {"lang: fa-AF", "زندگی روزمره در کابل / پس از ۱۵ آگست ۲۰۲۱", "متن."},
    };
    struct arena *arena = arena_new();
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str source =
            arena_printf(arena, "---\ntitle: \"%.*s\"\n%s\n---\n\n%s\n",
                         STR_ARG(without_breaks(arena, cases[i].lines)),
                         cases[i].front, cases[i].body);
        struct laid_out out = lay_out("title.md", source);
        char *got = lines_of(&out, arena);
        if (strcmp(got, cases[i].lines) != 0) {
            print_message("wanted %s\n   got %s\n", cases[i].lines, got);
            wrong++;
        }
        laid_out_free(&out);
    }
    arena_free(arena);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stay_whole),
        cmocka_unit_test(titles_break_by_sense),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
