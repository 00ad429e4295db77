// SPDX-License-Identifier: MIT
// Words of Uzbek and Tajik, divided as their orthographies divide them.
//
// Uzbek: the rules of 1995, 75 to 79 (sifat-li, aba-diy, mudo-faa, pe-shona,
// si-ngil, vaʼ-da); Tajik: the rules of 2021 (ба-ро-дар, аъ-ло, оро-мӣ). The
// divisions below were written by hand. Capitals are no matter.
#include "typeset/paragraph/syllables.h"
#include "base/characters.h"
#include "base/arena.h"
#include "unit.h"

static struct arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

// Letters of these languages have one unit each.
static uint32_t units_of(struct str word, UChar *units)
{
    uint32_t count = 0;
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = utf8_next(word, &offset);
        if (c != '-')
            units[count++] = (UChar)c;
    }
    return count;
}

static struct str divided(const char *lang, struct str word)
{
    UChar units[SYLLABLES_LONGEST];
    bool before[SYLLABLES_LONGEST] = {false};
    uint32_t count = units_of(word, units);
    syllables_divide(language_find(str_of(lang)), units, count, 2, before);
    struct str all = STR("");
    for (uint32_t i = 0; i < count; i++) {
        char bytes[4];
        all = arena_printf(arena, "%.*s%s%.*s", STR_ARG(all),
                           before[i] ? "-" : "",
                           (int)utf8_encode(units[i], bytes), bytes);
    }
    return all;
}

// The words of a list, each as it should be divided.
static void check(const char *lang, const char *words, size_t least)
{
    size_t count = 0, wrong = 0;
    struct str rest = str_of(words);
    while (rest.count) {
        size_t end = str_find(rest, STR(" "));
        struct str word = str_slice(rest, 0, end);
        struct str found = divided(lang, word);
        if (!str_equal(found, word)) {
            print_error("%.*s, not %.*s\n", STR_ARG(found), STR_ARG(word));
            wrong++;
        }
        rest = end == STR_NONE ? STR("") : str_slice(rest, end + 1, rest.count);
        count++;
    }
    assert_true(count >= least);
    assert_int_equal(wrong, 0);
}

static void uzbek_in_latin(void **state)
{
    (void)state;
    check("uz-Latn",
          "toʻq-son si-fat-li pax-ta-kor vaʼ-da maʼ-ri-fat mashʼ-al "
          "inʼ-om aba-diy eshik-dan mu-do-faa mat-baa mo-no-gra-fi-ya "
          "si-lin-drik pe-shay-von pe-sho-na pi-choq bi-chiq-chi-lik "
          "si-ngil de-ngiz bo-la oʻrin in-son hu-quq-lar da-raxt-lar "
          "er-kin-lik Oʻz-be-kis-ton tash-ki-lot jum-hu-ri-yat masʼ-ul "
          "sanʼ-at eʼ-lon eʼ-ti-bor aʼ-zo taʼ-lim qil-gan olin-gan "
          "yo-zil-gan ke-yin-gi bu-gun-gi ya-ngi ya-ngi-lik koʻ-ngil "
          "men-ga un-ga in-son-ga qo-nun-ga ki-to-bi-ngiz ke-ngash "
          "soʻng-gi teng-lik doʻst-lik dars-lik elek-tron de-mo-kra-ti-ya "
          "par-la-ment ish-chi bosh-qa ma-shaq-qat xal-qa-ro ij-ti-mo-iy "
          "si-yo-siy Isʼ-hoq va-zir-lik shah-ri-da qish-loq xoʻ-ja-lik "
          "bogʻ-bon tu-gʻi-la-di oʻr-ta-yot-gan",
          40);
}

static void uzbek_in_cyrillic(void **state)
{
    (void)state;
    check("uz-Cyrl",
          "тўқ-сон си-фат-ли пах-та-кор ваъ-да маъ-ри-фат машъ-ал инъ-ом "
          "аба-дий эшик-дан му-до-фаа мат-баа мо-но-гра-фия си-лин-дрик "
          "пе-шай-вон пе-шо-на пи-чоқ би-чиқ-чи-лик си-нгил де-нгиз бо-ла "
          "ин-сон ҳу-қуқ-лар да-рахт-лар эр-кин-лик Ўз-бе-кис-тон "
          "таш-ки-лот жум-ҳу-ри-ят масъ-ул санъ-ат эъ-лон эъ-ти-бор аъ-зо "
          "таъ-лим қил-ган олин-ган ёзил-ган ке-йин-ги бу-гун-ги янги "
          "янги-лик кў-нгил мен-га ин-сон-га ки-то-би-нгиз ке-нгаш "
          "сўнг-ги тенг-лик дўст-лик дарс-лик элек-трон да-рё фа-куль-тет "
          "қиш-лоқ хў-жа-лик боғ-бон",
          40);
}

static void tajik(void **state)
{
    (void)state;
    check("tg",
          "бод-бон ба-ро-дар дӯс-тӣ та-бас-сум лаъ-лӣ аро-ба оро-мӣ аъ-ло "
          "эъ-лон маъ-но таъ-риф май-дон му-кам-мал ҳу-қуқ ин-сон "
          "То-ҷи-кис-тон Аф-ғо-нис-тон ҷум-ҳу-рӣ ҷум-ҳу-рии озо-дӣ қо-нун "
          "дав-лат шаҳр-ванд дӯст-дор хост-гор ги-риф-тан дар-хост "
          "панҷ-шан-бе мак-таб до-ниш-гоҳ до-ниш-ҷӯ ки-тоб-хо-на оби-ё-рӣ "
          "иҷ-ти-моӣ си-ё-сӣ фар-ҳанг ваъ-да санъ-ат суръ-ат қатъӣ "
          "масъ-ул шуъ-ба ба-ро-бар таҳ-қир за-мо-на-вӣ сар-ҳад рӯз-но-ма "
          "хо-ҷа-гӣ бай-нал-ми-ла-лӣ эъ-ти-қод элек-трон",
          40);
}

// oʻ and gʻ, and the mark that ends a syllable, in all that is typed for them.
static void any_apostrophe_will_do(void **state)
{
    (void)state;
    check("uz",
          "xo‘-ja-lik xo’-ja-lik xo'-ja-lik xo`-ja-lik xoʻ-ja-lik "
          "tug’-di tu-g'i-la-di va’-da va'-da va‘-da san’-at",
          11);
}

// Whatever the tag says, either script is known.
static void uzbek_in_the_other_script(void **state)
{
    (void)state;
    check("uz-Latn", "хў-жа-лик маъ-ри-фат", 2);
    check("uz-Cyrl", "xoʻ-ja-lik maʼ-ri-fat", 2);
}

// Without a vowel, of one letter, of marks alone: nothing to divide.
static void what_is_no_word(void **state)
{
    (void)state;
    check("uz-Latn", "AQSH ʼʼʼ a gʻgʻ bmt", 5);
    check("tg", "ъъъъ ИМА ҶТ", 3);
    assert_false(syllables_known(language_find(STR("en"))));
    assert_false(syllables_known(language_find(STR("fa-AF"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uzbek_in_latin),
        cmocka_unit_test(uzbek_in_cyrillic),
        cmocka_unit_test(tajik),
        cmocka_unit_test(any_apostrophe_will_do),
        cmocka_unit_test(uzbek_in_the_other_script),
        cmocka_unit_test(what_is_no_word),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
