// SPDX-License-Identifier: MIT
// Hyphens: where the patterns of a language and the house's limits allow them.
#include "paragraphs.h"

#include "typeset/paragraph/divisions.h"
#include "typeset/paragraph/paragraph_parts.h"

// A trial keeps what was prepared, so that it can be looked at.
static const struct paragraph_style trial_style = {
    .alignment = PARAGRAPH_JUSTIFIED, .hyphenate = true, .trial = true};

// The text with "-" at each hyphen that is allowed. The last word is not
// divided within the limits of the house, so one that does not count stands
// at the end.
static struct str hyphens_in(struct paragraph *p, enum hyphens hyphens,
                             const char *text)
{
    add(p, arena_printf(arena, "%s end", text).bytes, &latin_style);
    // Setting it in a narrow measure makes the list.
    paragraph_lines(p, &trial_style, PT(20));
    const struct breakpoints *breaks = &p->hyphens[hyphens].breaks;
    struct str all = STR("");
    size_t done = 0;
    for (size_t i = 0; i < breaks->count; i++) {
        size_t at = p->byte_of[breaks->items[i].next];
        all = arena_printf(arena, "%.*s%.*s-", STR_ARG(all), (int)(at - done),
                           p->text.bytes + done);
        done = at;
    }
    return arena_printf(arena, "%.*s%.*s", STR_ARG(all),
                        (int)(strlen(text) - done), p->text.bytes + done);
}

static struct str hyphens_within(enum hyphens hyphens, const char *lang,
                                 const char *text)
{
    return hyphens_in(start(lang), hyphens, text);
}

static struct str hyphens_of(const char *lang, const char *text)
{
    return hyphens_within(HYPHENS_HOUSE, lang, text);
}

// Plain English is British: divided by origin, where American is by sound.
// The divisions are those of the dictionaries that the patterns come from.
static void english_words(void **state)
{
    (void)state;
    assert_str(hyphens_of("en", "democracy knowledge agriculture"),
               "demo-cracy know-ledge agri-cul-ture");
    assert_str(hyphens_of("en-US", "democracy knowledge agriculture"),
               "democ-racy knowl-edge agri-cul-ture");
    assert_str(hyphens_of("en-CA", "democracy"), "demo-cracy");
}

static void short_words_stay_whole(void **state)
{
    (void)state;
    assert_str(hyphens_of("en", "water table river into after"),
               "water table river into after");
    // Three letters at least on either side.
    assert_str(hyphens_of("en", "agrees slowly region"),
               "agrees slowly region");
}

static void names_have_limits_of_their_own(void **state)
{
    (void)state;
    // At a sentence's start a capital says nothing.
    assert_str(hyphens_of("en", "Government works"), "Gov-ern-ment works");
    assert_str(hyphens_of("en", "the Helvand"), "the Helvand");
    assert_str(hyphens_of("en", "of Gharabagh"), "of Ghara-bagh");
    assert_str(hyphens_of("en", "met Mr. Barnaby"), "met Mr. Barnaby");
    // Two capitals: never.
    assert_str(hyphens_of("en", "the MacDonaldson USAIDWATER"),
               "the MacDonaldson USAIDWATER");
}

static void names_cost_three_times_as_much(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    add(p, "in Gharabagh misunderstanding end", &latin_style);
    paragraph_lines(p, &trial_style, PT(20));
    assert_true(p->hyphens[HYPHENS_HOUSE].breaks.count >= 2);
    const struct breakpoint *hyphens = p->hyphens[HYPHENS_HOUSE].breaks.items;
    assert_int_equal(hyphens[0].penalty, 3 * hyphens[1].penalty);
}

// ----- Lists -----

static void names_are_divided_as_listed(void **state)
{
    (void)state;
    assert_str(hyphens_of("en", "in Afghanistan, Tajikistan and Pakistan"),
               "in Afghan-i-stan, Tajik-i-stan and Paki-stan");
    assert_str(hyphens_of("en", "the Taliban’s Afghans of Kabul"),
               "the Tali-ban’s Afghans of Kabul");
    // Two letters only where nothing else helps.
    assert_str(hyphens_within(HYPHENS_STRAINED, "en", "Afghanistan’s Kabul"),
               "Af-ghan-i-stan’s Ka-bul");
    // An ending is no reason to forget the word, a longer word is another.
    assert_str(hyphens_of("en", "Uzbekistan's Uzbeks"),
               "Uzbek-i-stan's Uzbeks");
    assert_str(hyphens_of("en", "of AFGHANISTAN"), "of AFGHANISTAN");
    // Only names: mazar is a word of its own.
    assert_str(hyphens_of("en", "a kabul"), "a kabul");
}

static struct str hyphens_with(const char *lang, const struct str *words,
                               size_t count, const char *text)
{
    struct divisions divisions = {words, count};
    struct paragraph *p = start(lang);
    paragraph_divide(p, &divisions);
    return hyphens_in(p, HYPHENS_HOUSE, text);
}

static void a_brief_has_the_last_word(void **state)
{
    (void)state;
    const struct str words[] = {STR("pro-ject"), STR("Afghanistan"),
                                STR("Kan-da-har"), STR("Mac-Donald"),
                                STR("демо-крат")};
    size_t count = COUNT(words);
    assert_str(hyphens_with("en", words, count, "projects Project projection"),
               "pro-jects Pro-ject pro-jection");
    assert_str(hyphens_with("en", words, count, "of Afghanistan’s Kandaharis"),
               "of Afghanistan’s Kan-da-haris");
    assert_str(hyphens_with("en", words, count, "the MacDonalds MACDONALD"),
               "the Mac-Donalds MACDONALD");
    assert_str(hyphens_with("ru", words, count, "демократам"), "демо-кратам");
    assert_str(hyphens_with("xx", words, count, "project government"),
               "pro-ject government");
    assert_str(hyphens_with("en", words, 0, "projection"), "pro-jec-tion");
}

static void syllables_divide_uzbek_and_tajik(void **state)
{
    (void)state;
    assert_str(hyphens_of("uz-Latn", "erkinlik toʻgʻrisida, sanʼatning"),
               "er-kin-lik toʻgʻ-ri-si-da, sanʼ-at-ning");
    assert_str(hyphens_of("uz-Latn", "to‘g‘risida tug'iladi"),
               "to‘g‘-ri-si-da tu-g'i-la-di");
    assert_str(hyphens_of("uz-Cyrl", "маърифат хўжалик"),
               "маъ-ри-фат хў-жа-лик");
    assert_str(hyphens_of("tg", "ҳуқуқи баробари шаҳрвандон"),
               "ҳу-қу-қи ба-ро-ба-ри шаҳр-ван-дон");
    // Names: nine letters, four on each side.
    assert_str(hyphens_of("tg", "дар Тоҷикистон"), "дар Тоҷи-кистон");
    assert_str(hyphens_of("uz-Latn", "ham Samarqand BMTning"),
               "ham Samar-qand BMTning");
    assert_str(hyphens_within(HYPHENS_STRAINED, "uz-Latn", "bola"), "bo-la");
}

// What a line that would have holes may use; the rest stays forbidden.
static void strained_hyphens_keep_two_letters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *divided;
    } texts[] = {{"water into slowly region", "wa-ter into slowly re-gion"},
                 {"the Winston", "the Win-ston"},
                 {"the MacDonaldson USAIDWATER", "the MacDonaldson USAIDWATER"},
                 {"government2021", "government2021"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(hyphens_within(HYPHENS_STRAINED, "en", texts[i].text),
                   texts[i].divided);
    assert_str(hyphens_within(HYPHENS_STRAINED, "fa-AF", "دانشگاه"), "دانشگاه");
}

static void languages_have_their_own_patterns(void **state)
{
    (void)state;
    assert_str(hyphens_of("de", "die Wasserversorgung"),
               "die Was-ser-ver-sor-gung");
    assert_str(hyphens_of("ru", "водоснабжение"), "водо-снабже-ние");
    assert_str(hyphens_of("fr", "gouvernement"), "gou-ver-ne-ment");
    assert_str(hyphens_of("fr-BE", "gouvernement"), "gou-ver-ne-ment");
    // No patterns, no hyphens.
    assert_str(hyphens_of("xx", "government"), "government");
    assert_str(hyphens_of("../../etc/en", "government"), "government");
}

static void arabic_script_is_never_hyphenated(void **state)
{
    (void)state;
    assert_str(hyphens_of("en", "دانشگاه\xE2\x80\x8Cهایشان"),
               "دانشگاه\xE2\x80\x8Cهایشان");
    assert_str(hyphens_of("fa-AF", "misunderstanding"), "misunderstanding");
}

static void addresses_are_not_hyphenated(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "https://example.org/government/misunderstanding",
        "misunderstanding@example.org", "government2021", "file_government"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_str(hyphens_of("en", texts[i]), texts[i]);
}

static void last_word_stays_whole(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    add(p, "a misunderstanding.”", &latin_style);
    paragraph_lines(p, &trial_style, PT(20));
    assert_int_equal(p->hyphens[HYPHENS_HOUSE].breaks.count, 0);
}

static void marked_names_stay_whole(void **state)
{
    (void)state;
    struct text_style style = latin_style;
    style.no_hyphens = true;
    struct paragraph *p = start("en");
    add(p, "misunderstanding end", &style);
    paragraph_lines(p, &trial_style, PT(20));
    assert_int_equal(p->hyphens[HYPHENS_HOUSE].breaks.count, 0);
}

static void hyphen_is_set_and_not_in_the_text(void **state)
{
    (void)state;
    struct lines lines =
        set_in("en", "such misunderstanding everywhere", &body_style, 62);
    assert_true(lines.items[0].hyphenated);
    const struct line *line = &lines.items[0];
    const struct run *run = &line->placed[line->placed_count - 1].as.run;
    assert_true(run->line_hyphen);
    assert_string_equal(glyph_name(run, run->glyph_count - 1), "uni2010");
    assert_int_equal(run->glyphs[run->glyph_count - 1].text_count, 0);
    assert_str(whole_text(lines), "such misunderstanding everywhere");
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(english_words),
        TEST(short_words_stay_whole),
        TEST(names_have_limits_of_their_own),
        TEST(names_cost_three_times_as_much),
        TEST(names_are_divided_as_listed),
        TEST(a_brief_has_the_last_word),
        TEST(syllables_divide_uzbek_and_tajik),
        TEST(strained_hyphens_keep_two_letters),
        TEST(languages_have_their_own_patterns),
        TEST(arabic_script_is_never_hyphenated),
        TEST(addresses_are_not_hyphenated),
        TEST(last_word_stays_whole),
        TEST(marked_names_stay_whole),
        TEST(hyphen_is_set_and_not_in_the_text),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
