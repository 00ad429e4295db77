// SPDX-License-Identifier: MIT
// What editors are told of a text, and what not: each rule in several
// languages, on texts that have the fault and on texts that only look like it.
// The texts were read by a person, who says what a good editor would mark.
#include "reading.h"

#include "filters.h"

struct text_case {
    const char *lang, *text, *messages; // LINE:COLUMN NAME, a space between
};

// The messages of the last filter alone.
static struct str said_by_check(struct reading *reading)
{
    for (size_t i = 0; i < filter_count; i++) {
        if (!filters[i].change)
            continue;
        if (strcmp(filters[i].name, "check") == 0) {
            struct str text = diag_text(reading->context.diag);
            reading->context.diag =
                diag_new(reading->context.arena, reading->context.path);
            diag_set_text(reading->context.diag, text);
        }
        assert_true(filters[i].change(reading->brief, &reading->context));
    }
    return reading_said(reading);
}

// The first line of a text is line 5 of its file.
static size_t try_case(const struct text_case *c)
{
    struct arena *arena = arena_new();
    struct str file = arena_printf(
        arena, "---\ntitle: \"·\"\nlang: %s\n---\n%s\n", c->lang, c->text);
    struct reading reading = reading_of_file("test.md", arena_str(arena, file));
    struct str said = said_by_check(&reading);
    char *shown = arena_c_string(arena, str_trim(said));
    for (char *at = shown; *at; at++)
        if (*at == '\n')
            *at = ';';
    bool good = strcmp(shown, c->messages) == 0;
    if (!good)
        print_error("%s: %s\n    said %s\n    not  %s\n", c->lang, c->text,
                    shown, c->messages);
    reading_free(&reading);
    arena_free(arena);
    return !good;
}

#define TRY(cases) try_all(cases, sizeof(cases) / sizeof(cases)[0])
static void try_all(const struct text_case *cases, size_t count)
{
    size_t faults = 0;
    for (size_t i = 0; i < count; i++)
        faults += try_case(&cases[i]);
    assert_int_equal(faults, 0);
}

static void keys_of_citations(void **state)
{
    static const struct text_case cases[] = {
        {"en", "As shown [@rahimi2016, p. 12].", "5:11 citation-key"},
        {"en", "Shown [see @a1; -@b2] and [@c].", "5:12 citation-key"},
        {"en", "But @rahimi2016b says so.", "5:5 citation-key"},
        {"fa-AF", "چنان\u200Cکه [@رحیمی۱۳۹۵] نوشت.", "5:10 citation-key"},
        {"en", "See @fig:map and @tbl-wells.", "5:5 reference-key"},
        {"en", "See @sec-two and [@x].", "5:5 reference-key;5:19 citation-key"},
        // Accounts, addresses and code are none.
        {"en", "Write to a@example.org or @water_news.", ""},
        {"en", "Water @ 20 degrees, @home and @2.", ""},
        {"en", "In code `[@key]` and `@fig:map`.", ""},
    };
    TRY(cases);
}

static void doubled_words(void **state)
{
    static const struct text_case cases[] = {
        {"en", "Paris in the the spring.", "5:14 doubled-word"},
        {"en", "The the spring.", "5:5 doubled-word"},
        {"en", "It fell into\ninto the river.", "6:1 doubled-word"},
        {"en", "It fell *into* into the river.", "5:16 doubled-word"},
        {"en", "They said that that was all they had had.", ""},
        {"en", "Pago Pago and Baden Baden are towns.", ""},
        {"en", "Step by step, house to house, man-to-man man.", ""},
        {"en", "First, first of all; so so. So it went: went it?", ""},
        {"en", "The answer `is` is here.\\\nHere it ends.", ""},
        {"en", "A 5 5 table, and 20 20.", ""},
        {"en", "The case.[^1] case two.\n\n[^1]: A note.", ""},
        {"en", "| river | river |\n|---|---|\n| dry | dry |", ""},
        {"de", "Die Leute, die die Frau sahen, gingen und und kamen.",
         "5:43 doubled-word"},
        {"fr", "Nous nous levons, vous vous couchez dans dans le noir.",
         "5:42 doubled-word"},
        {"ru", "Она еле-еле шла по по дороге, да да.", "5:20 doubled-word"},
        {"ru", "Он сказал, что что-то не так.", ""},
        {"fa-AF", "آب کم کم و گام گام به قریه رسید.", ""},
        {"fa-AF", "آب از از جوی به قریه رسید.", "5:7 doubled-word"},
        {"fa-AF", "آب تقسیم می\u200Cشود می\u200Cشود.", "5:17 doubled-word"},
        {"ps", "اوبه لږ لږ او کلي کلي ته رسېږي.", ""},
        {"ps", "هغه وايي چې چې اوبه کمې دي.", "5:13 doubled-word"},
        {"tg", "Об кам кам меояд ва ва меравад.", "5:21 doubled-word"},
        {"uz-Latn", "Suv asta asta keladi va va ketadi.", "5:25 doubled-word"},
        {"ur", "ساتھ ساتھ چلو، کے کے بغیر۔", "5:19 doubled-word"},
        {"ar", "الماء في في القناة شيئا شيئا.", "5:10 doubled-word"},
        {"sw", "Polepole pole pole ndiyo mwendo wa wa kasi.",
         "- words-english"},
        {"en", "Canals and etc. dry out, etc. and so on.", "5:8 doubled-form"},
        {"en", "Canals, etc. and etcetera.", ""},
        {"fa-AF", "جوی و وغیره خشک شد؛ بند وغیره نه.", "5:5 doubled-form"},
    };
    TRY(cases);
}

static void slips_and_notes_to_oneself(void **state)
{
    static const struct text_case cases[] = {
        {"en", "##Canals", "5:1 heading-glued"},
        {"en", "They are long.\n###Canals", "6:1 heading-glued"},
        {"fa-AF", "##جوی\u200Cها", "5:1 heading-glued"},
        {"ps", "متن.\n\n##ویالې", "7:1 heading-glued"},
        {"en", "\\##Canals, #canals and #1 are `##text`.", ""},
        {"en", "| a | b |\n| c | d |", "5:1 table-ruleless"},
        {"fa-AF", "| آ | ب |\n| پ | ت |", "5:1 table-ruleless"},
        {"en", "a | b\nc | d\ne | f", "5:1 table-ruleless"},
        {"en", "| a | b |\n|---|\n| c | d |", "5:1 table-rule-wrong"},
        {"en", "Canals | Upper reach", ""},
        {"en", "It is a | b\nor c | d.", ""},
        {"en", "| a | b |\n|---|---|\n| c | d |", ""},
        {"en", "The **canal is long.", "5:5 bold-open"},
        {"en", "The canal** is long.", "5:10 bold-open"},
        {"ps", "دا **ویاله اوږده ده.", "5:4 bold-open"},
        {"fa-AF", "**«جوی»**ها دراز است.", "5:1 bold-open"},
        {"en", "The **canal** is 2 ** 3 m, f**k, P\\*\\* and ****.", ""},
        {"en", "The canal `**` is long.", ""},
        {"en",
         "TO"
         "DO: measure it.",
         "5:1 placeholder-left;5:1 abbreviation-unspelt"},
        {"en",
         "See page XX"
         "X for it.",
         "5:10 placeholder-left"},
        {"en", "It is [??] or (?\?) metres long.", "5:7 placeholder-left"},
        {"fa-AF", "این جوی [؟؟] متر است.", "5:9 placeholder-left"},
        {"es",
         "TO"
         "DO EL PODER",
         ""},
        {"en",
         "Chapters XXIX and XX"
         "X say so.",
         ""},
        {"en", "Is it long (?) or what?? It is a todo.", ""},
    };
    TRY(cases);
}

static void lines_that_may_be_headings(void **state)
{
    static const struct text_case cases[] = {
        {"en", "Text.\n\n**Canals**\n\nThey are long.", "7:1 heading-typed"},
        {"fa-AF", "متن.\n\n**جوی**\n\nدراز است.", "7:1 heading-typed"},
        {"en", "I. Canals\n\nThey are long.\n\nII. Mills\n\nThey turn.",
         "5:1 heading-typed;9:1 heading-typed"},
        {"ps", "۱. ویالې\n\nاوږدې دي.\n\n۲. ژرندې\n\nګرځي.",
         "5:1 heading-typed;9:1 heading-typed"},
        {"en", "1. Canals\n\nThey are long.\n\n2. Mills\n\nThey turn.",
         "5:1 heading-typed;9:1 heading-typed"},
        {"en", "Text.\n\n**Mina Rahimi**\n\n**Kabul**\n\nText.", ""},
        {"en", "Text.\n\n**Canals are long.**\n\nText.", ""},
        {"en", "Text.\n\n**Canals.** They are long.\n\nText.", ""},
        {"en", "1. Canals\n2. Mills\n\nThey turn.", ""},
    };
    TRY(cases);
}

static void pairs(void **state)
{
    static const struct text_case cases[] = {
        {"en", "It (the river (the upper one)) is “dry”.", ""},
        {"en", "It (the river is dry.", "5:4 bracket-unpaired"},
        {"en", "It the river) is dry.", "5:13 bracket-unpaired"},
        {"en", "It [the river) is dry.", "5:14 bracket-unpaired"},
        {"en", "a) water, b) bread; 12) oil and\n\niv) salt.", ""},
        {"fa-AF", "الف) آب، ب) زمین و ه\u200D) باغ.", ""},
        {"fa-AF", "شرط\u200Cها: الف) آب؛ ب) زمین.", ""},
        {"fa-AF", "آب زلالف) است.", "5:9 bracket-unpaired"},
        {"ps", "۱) اوبه او ج) ځمکه.", ""},
        {"en", "Take water, lake) and bread.", "5:17 bracket-unpaired"},
        {"en", "The interval [0, 1) and (0, 1].", ""},
        {"en", "It (the river\n\nand the lake) is dry.", ""},
        {"en", "The report (דו\"ח) of צה\"ל said: \"ארה\"ב is near.\"", ""},
        {"he", "הוא אמר: \"צה\"ל וארה\"ב\". דו\"חות.", "- words-english"},
        {"he", "העיתון ה\"ארץ\" כתב, ועמ' 5.", "- words-english"},
        {"he", "הוא אמר: \"שלום לדו\"ח.",
         "5:10 quote-unpaired;- words-english"},
        {"en", "He said “never.", "5:9 quote-unpaired"},
        {"en", "He said never”.", "5:14 quote-unpaired"},
        {"en", "“One.\n\n“Two.\n\n“Three.”", ""},
        {"en", "“One.\n\nTwo.\n\nThree.”", ""},
        {"en", "He said \"never.", "5:9 quote-unpaired"},
        {"en", "A 6\" pipe and a 12” pipe.", ""},
        {"en", "The boys' house, ’twas said, isn't theirs.", ""},
        {"en", "A `(` and [a link (here)](https://example.org/a%28b).", ""},
        {"en", "“It (was” dry.", "5:5 bracket-unpaired"},
        {"de", "Er sagte „nie“ und »nie« und „immer.",
         "5:20 quotes-mixed;5:30 quote-unpaired"},
        {"fr", "Il dit « jamais » et « toujours.", "5:22 quote-unpaired"},
        {"sv", "Hon sade ”aldrig” och ”aldrig”.", "- words-english"},
        {"ru", "Он сказал «никогда», «„всегда“ (и ушёл)».", ""},
        {"ru", "Он сказал «никогда (и ушёл).", "5:11 quote-unpaired"},
        {"fa-AF", "گفت: «آب (از جوی) کم است» و «رفت».", ""},
        {"fa-AF", "گفت: ”آب (از جوی) کم است“ و ”رفت“.", ""},
        {"fa-AF", "گفت: «آب (از جوی کم است» و رفت.", "5:10 bracket-unpaired"},
        {"ps", "ويې ويل: «اوبه کمې دي.", "5:10 quote-unpaired"},
        {"ps", "ويې ويل: “اوبه کمې دي” او ولاړ.", ""},
        {"tg", "Ӯ гуфт: «об кам аст» (ва рафт.", "5:22 bracket-unpaired"},
        {"uz-Latn", "U “suv oz” dedi, oʻgʻli ketdi.", ""},
    };
    TRY(cases);
}

static void quote_styles(void **state)
{
    static const struct text_case cases[] = {
        {"en", "“Never” and \"always\".", "5:13 quotes-mixed"},
        {"en", "It's “never” and isn't “always”.", ""},
        {"en", "It’s “never” and isn't “always”.", "5:21 quotes-mixed"},
        {"en", "One.[^1] It “is”.\n\n[^1]: \"Two\".", "7:7 quotes-mixed"},
        {"en", "“Never”, a 6\" pipe, 5'10, `\"x\"`.", ""},
        {"fa-AF", "«هرگز».[^1]\n\n[^1]: Rubin, “Never”, 2020.", ""},
        {"fa-AF", "«هرگز» و \"همیشه\".", "5:10 quotes-mixed"},
        {"ru", "Он сказал «никогда» и \"всегда\".", "5:23 quotes-mixed"},
        {"ps", "“هېڅکله” او «تل».", "5:13 quotes-mixed"},
        {"ru", "Он сказал «никогда „и ни“ за что» и «всегда».", ""},
        {"fa-AF", "گفت «هرگز “هیچ” نه» و «همیشه».", ""},
        {"en", "He said “never”, in Russian «никогда», in “Dari”.", ""},
        {"de", "Er sagte „nie“ und »immer«.", "5:20 quotes-mixed"},
    };
    TRY(cases);
}

static void note_places(void **state)
{
#define NOTES "\n\n[^1]: One.\n\n[^2]: Two."
    static const struct text_case cases[] = {
        {"en", "It is dry.[^1] So,[^2] it is." NOTES, ""},
        {"en", "It is dry[^1]. So.[^2]" NOTES, "5:10 note-before-stop"},
        {"en", "It is dry[^1][^2], so." NOTES, "5:10 note-before-stop"},
        {"en", "It “is dry”[^1]. So (it is)[^2]." NOTES,
         "5:12 note-before-stop;5:28 note-before-stop"},
        {"en", "It is dry[^1] so it is.[^2]" NOTES, ""},
        {"en", "Dry[^1] — so[^2]… it is." NOTES, ""},
        {"en", "It (is dry[^1]) so, dry[^2]..." NOTES, ""},
        {"fa-AF", "آب کم است[^1]. خشک،[^2] بود." NOTES,
         "5:10 note-before-stop"},
        {"fa-AF", "آب کم است[^1]؟ خشک[^2]، بود." NOTES,
         "5:10 note-before-stop;5:19 note-before-stop"},
        {"ps", "اوبه کمې دي[^1]۔ وچې دي۔[^2]" NOTES, "5:12 note-before-stop"},
        {"ru", "Вода ушла[^1]. Да.[^2]" NOTES, ""},
        {"fr", "L’eau manque[^1]. Oui[^2]." NOTES, ""},
    };
    TRY(cases);
}

static void digits(void **state)
{
    static const struct text_case cases[] = {
        {"fa-AF", "از ۱۲ جوی ۴ جوی و 3 جوی.", "5:19 digits-mixed"},
        {"fa-AF", "از ۱۲ جوی ۴ جوی و ٣ جوی.", "5:19 digits-mixed"},
        {"fa-AF", "از 12 جوی 4 جوی و ۳ جوی.", "5:19 digits-mixed"},
        {"fa-AF", "از ۱۲ جوی در 2021-08-15 و A/RES/217 و G20 و COVID-19.", ""},
        {"fa-AF", "تلفون: +93 20 210 0000، ۱۲ جوی، `x = 4`.", ""},
        {"fa-AF", "سهم ۹۵٪ (95%) از ۱۹۵۵.", ""},
        {"fa-AF", "۱۲ جوی.[^1]\n\n[^1]: Rubin, 2020, p. 7.", ""},
        {"ps", "له ۱۲ ويالو 4 وچې دي، ۳ ډکې.", "5:13 digits-mixed"},
        {"ar", "من ١٢ قناة ٤ قنوات و۳.", "5:21 digits-mixed"},
        {"en", "The oldest deed is dated ۱۳۱۲, 12 are younger.", ""},
        {"ru", "Из 12 каналов сухи 4.", ""},
    };
    TRY(cases);
}

static void abbreviations(void **state)
{
    static const struct text_case cases[] = {
        {"en", "The CSTO met.", "5:5 abbreviation-unspelt"},
        {"en", "The CSTO met. The CSTO’s men met NGOs.",
         "5:5 abbreviation-unspelt"},
        {"en", "The Collective Treaty (CSTO) met. The CSTO left.", ""},
        {"en", "The CSTO (Collective Security Treaty) met.", ""},
        {"en", "The CSTO, the Collective Treaty, met.", ""},
        {"en", "The CSTO met.[^1]\n\n[^1]: The Collective Treaty (“CSTO”).",
         ""},
        {"en", "It met (UNAMA 2019).", "5:9 abbreviation-unspelt"},
        {"en", "The UN, the EU, NATO, the USA and GDP.", ""},
        {"en", "World War II, Part XIV, COVID-19, G20, AK-47, A4.", ""},
        {"en",
         "## RIVERS OF THE NORTH\n\nA SHORT HISTORY OF WATER\n\nIt is dry.",
         ""},
        {"en", "It must NOT be dry, it is OK.", ""},
        {"en", "## The CSTO\n\nThe CSTO met.", "7:5 abbreviation-unspelt"},
        {"en", "Dry.[^1]\n\n[^1]: EUCAM Paper, CIDOB.", ""},
        {"en", "`CSTO` and x@CSTO.org met.", ""},
        {"en",
         "| Short | Long |\n|---|---|\n| CSTO | Treaty |\n\nThe CSTO met.", ""},
        {"ru", "ОДКБ собралась в США.", "5:1 abbreviation-unspelt"},
        {"ru", "Организация Договора (ОДКБ) собралась. ОДКБ ушла.", ""},
        {"de", "Die OVKS tagte in der EU.", "5:5 abbreviation-unspelt"},
        {"uz-Latn", "KXShT yigʻildi, ODKB ham.", "5:17 abbreviation-unspelt"},
        {"fa-AF", "سازمان CSTO در کابل است.", ""},
    };
    TRY(cases);
}

static void names(void **state)
{
    static const struct text_case cases[] = {
        {"en", "Rajab Taieb wrote, Rajab Taieb said, Rajab Taiieb read.",
         "5:38 name-variant"},
        {"en", "Katerina Stepan wrote. Ketarina Stepan, Katernia Stepan.",
         "5:41 name-variant"},
        {"en", "The Kabul Research Center and the Kabul Research Centre.",
         "5:41 name-variant"},
        {"en", "Central Asia and Central Asian states, Soviet Union.", ""},
        {"en", "John Smith and John Smyth; Ali Khan and Ali Kahn.",
         "5:16 name-variant"},
        {"en", "North Gambia and North Zambia; New York and New Yorker.", ""},
        {"en", "The Taliban. The Talibon. This Valley, That Valley.", ""},
        {"en", "Karim Rahimi and Karim Karimi, Karim Rahmani.", ""},
        {"ru", "Владимир Путин сказал Владимиру Путину о Средней Азии.", ""},
        {"ru", "Раджаб Таибов писал, Раджаб Таиибов читал.",
         "5:22 name-variant"},
        {"de", "Mina Rahimi schrieb, Mina Raahimi las.", "5:22 name-variant"},
        {"uz-Latn", "Karim Rahimov yozdi, Karim Rahimovni koʻrdi.", ""},
        {"en", "The Friedrich-Ebert house and the Friedrich Ebert garden.",
         "5:35 name-joined"},
        {"en", "The EastWest Institute and the East West Institute.",
         "5:32 name-joined"},
        {"en", "R. Rubin’s book, the Upper Valley and the Upper\nValley.", ""},
        {"en", "The Afghan-Tajik border, Afghan–Tajik trade.", ""},
        {"fa-AF", "رجب طایب و رجب طاییب.", ""},
    };
    TRY(cases);
}

static void citations(void **state)
{
#define TWO(a, b) "Dry.[^1] Wet.[^2]\n\n[^1]: " a "\n\n[^2]: " b
    static const struct text_case cases[] = {
        {"en",
         TWO("Mina Rahimi, “Hours and Litres: Measures” (Kabul, 2016).",
             "Mina Rahimi, *Hours and Litres* (Kabul, 2016)."),
         "9:21 citation-title"},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).",
             "Mina Rahimi, “Hours and Liters” (Kabul, 2016)."),
         "9:21 citation-title"},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016), p. 4.",
             "Mina Rahimi, “Hours and Litres” (Kabul, 2016), p. 9."),
         ""},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).",
             "Mina Rahimi, “Turns of Water” (Kabul, 2016)."),
         ""},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres, part 1” (Kabul, 2016).",
             "Mina Rahimi, “Hours and Litres, part 2” (Kabul, 2016)."),
         ""},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).",
             "Mina Rahimi, “Hours and Litres” (Kabul, 2018)."),
         "9:47 citation-year"},
        {"en",
         TWO("United Valleys, “Annual Report of Waters” (Kabul, 2016).",
             "United Valleys, “Annual Report of Waters” (Kabul, 2018)."),
         ""},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).",
             "Rahimi, 2018, p. 4."),
         "9:15 citation-year"},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).",
             "Rahimi, 2016, p. 4."),
         ""},
        {"en",
         TWO("Mina Rahimi, “Hours and Litres” (Kabul, 2016).", "Rose, 2018."),
         ""},
        {"en",
         TWO("A. Noor, “Water Law”, <https://doi.org/10.1000/abcdef123>.",
             "“The Law of Waters”, <https://doi.org/10.1000/abcdef123>."),
         "9:8 citation-title"},
        {"en",
         TWO("UDHR, “All are born free”, <https://example.org/udhr/text>.",
             "UDHR, “None shall be held”, <https://example.org/udhr/text>."),
         ""},
        {"ru",
         TWO("Мина Рахими, «Часы и литры: меры воды» (Кабул, 2016).",
             "Мина Рахими, «Часы и литры» (Кабул, 2016)."),
         "9:21 citation-title"},
        {"fa-AF",
         TWO("مینا رحیمی، «ساعت و لیتر» (کابل، ۱۳۹۵).",
             "مینا رحیمی، «ساعت و لیتر» (کابل، ۱۳۹۷)."),
         "9:40 citation-year"},
        {"en",
         TWO("See Rahimi on what “dry” and “wet land” mean (2016).",
             "See Rahimi on what “dry” and “wet lands” mean (2018)."),
         ""},
    };
    TRY(cases);
}

static void dates(void **state)
{
    static const struct text_case cases[] = {
        {"en", "On Sunday, 15 August 2021, and Sunday 22 August 2021.", ""},
        {"en", "On Monday, 15 August 2021.", "5:4 weekday-wrong"},
        {"en", "On Friday, August 20, 2021, and Friday in 2021.", ""},
        {"en", "It began on a Monday. 15 August 2021 was a Sunday.", ""},
        {"de", "Am Montag, 15. August 2021.", "5:4 weekday-wrong"},
        {"fr", "Le lundi 15 août 2021.", "5:4 weekday-wrong"},
        {"ru", "В понедельник, 16 августа 2021.", ""},
        {"ru", "В среду, 18 августа 2021, и в субботу, 22 августа 2021.",
         "5:31 weekday-wrong"},
        {"ru", "понедельник, 15 августа 2021", "5:1 weekday-wrong"},
        {"fa-AF", "روز یکشنبه ۲۴ اسد ۱۴۰۰", ""},
        {"fa-AF", "روز دوشنبه ۲۴ اسد ۱۴۰۰", "5:5 weekday-wrong"},
        {"fa-AF", "روز سه شنبه ۲۶ اسد ۱۴۰۰", ""},
        {"fa-AF", "به تاریخ ۲۴ اسد ۱۴۰۰ (۱۵ اگست ۲۰۲۱)", ""},
        {"fa-AF", "به تاریخ ۲۴ اسد ۱۴۰۰ (۱۵ اگست ۲۰۲۰)", "5:23 date-disagrees"},
        {"fa-AF", "به تاریخ ۲۴ اسد ۱۴۰۰ برابر با ۱۶ اگست ۲۰۲۱",
         "5:31 date-disagrees"},
        {"fa-AF", "از ۲۴ اسد ۱۴۰۰ تا ۱۶ اگست ۲۰۲۲", ""},
        {"fa-AF", "در سال ۱۴۰۰ (۲۰۲۱) و ۱۳۹۹ (۲۰۲۱)", ""},
        {"fa-AF", "در سال ۱۴۰۰ (۲۰۱۹)", "5:14 date-disagrees"},
        {"fa-AF", "در اسد ۱۴۰۰ (اگست ۲۰۲۱) و حمل ۱۴۰۰ (اگست ۲۰۲۱)",
         "5:37 date-disagrees"},
        {"ps", "په ۱۴۰۰ کال (۲۰۱۹)", "5:14 date-disagrees"},
        {"en", "24 Asad 1400 (15 August 2021)", ""},
        {"en", "24 Asad 1400 (25 August 2021)", "5:15 date-disagrees"},
        {"en", "They counted 1400 (2019) people.", ""},
    };
    TRY(cases);
}

static void gaf(void **state)
{
    static const struct text_case cases[] = {
        {"ps", "جگړه او جگړه", "5:2 pashto-gaf"},
        {"ps", "جګړه", ""},
        {"fa-AF", "جنگ و گام", ""},
        {"ps", "جګړه، په [جنگ]{lang=fa-AF} کې", ""},
    };
    TRY(cases);
}

static void style(void **state)
{
    static const struct text_case cases[] = {
        {"en", "The U.S and Russia, J.R Smith, the U.K-led force.",
         "5:5 stop-missing;5:21 stop-missing;5:36 stop-missing"},
        {"en", "The U.S. and the US; J. R. Smith; J.R. Smith; Node A.B.", ""},
        {"en", "From A to B, vitamin C, Plan B. See 1.A and x.Y too.", ""},
        {"de", "Die U.S und die UdSSR.", ""},
        {"en", "Reuters, 05, 2015; Reuters, 5 May 2015; 12, 2015.",
         "5:10 month-number"},
        {"en", "On May 05, 2015, page 12, 2015 copies, 25, 2015.", ""},
        {"en", "The neighbor saw no colour, and no centre.",
         "5:5 spelling-mixed"},
        {"en", "The neighbour saw no color, and no center.",
         "5:5 spelling-mixed"},
        {"en", "The Center for Rumor, a neighbour; laborious, honorary.", ""},
        {"en", "A neighbour read “Our neighbors”, *Our neighbors*.", ""},
        {"en", "It is dry, (they say) and wet.", "5:10 comma-before-bracket"},
        {"en", "It is (a) dry, (b) wet, (12) cold, (iv) hot (so).", ""},
        {"ru", "Воды нет, (говорят) и не будет.", "5:9 comma-before-bracket"},
        {"ps", "اوبه نشته، (وايي) او نه به شي.", ""},
    };
    TRY(cases);
}

// Places hold where the text is not what the file has: escapes, entities,
// spaces that became no-break ones.
static void places(void **state)
{
    static const struct text_case cases[] = {
        {"en", "5 km \\[a\\] &amp; \\*b the the end", "5:26 doubled-word"},
        {"en", "R. Rubin, p. 7, had 5 km of of it.", "5:29 doubled-word"},
        {"en", "A&nbsp;word [of of](https://example.org/a) it.",
         "5:17 doubled-word"},
        {"en", "- one\n- *two\n  of of* it", "7:6 doubled-word"},
    };
    TRY(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_citations),
        cmocka_unit_test(doubled_words),
        cmocka_unit_test(pairs),
        cmocka_unit_test(quote_styles),
        cmocka_unit_test(note_places),
        cmocka_unit_test(digits),
        cmocka_unit_test(abbreviations),
        cmocka_unit_test(names),
        cmocka_unit_test(citations),
        cmocka_unit_test(dates),
        cmocka_unit_test(gaf),
        cmocka_unit_test(style),
        cmocka_unit_test(places),
        cmocka_unit_test(slips_and_notes_to_oneself),
        cmocka_unit_test(lines_that_may_be_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
