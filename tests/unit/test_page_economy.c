// SPDX-License-Identifier: MIT
// Pages are not left half empty: what ends a brief follows its text, boxes are
// cut, contents share their page, paragraphs give or take a line.
#include "page_checks.h"

static const char *const languages[] = {"en", "fa-AF", "ps"};
#define LANGUAGES (sizeof languages / sizeof *languages)

static const char *const sentences[] = {
    "The council counts the days until the harvest as the old treaty says. ",
    "شورا هر سال پیش از کشت آب را میان قریه ها تقسیم کند و "
    "نویسد. ",
    "شورا هر کال د کر له وخته مخکې اوبه د کليو ترمنځ وېشي او ليکي يې. "};

static void put_sentences(struct buffer *text, size_t language, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_c(text, sentences[language]);
    buffer_add_c(text, "\n\n");
}

static void begin(struct buffer *text, size_t language, const char *meta)
{
    buffer_printf(text, "---\nlang: %s\ntitle: Water\n%s---\n\n",
                  languages[language], meta);
}

static struct laid_out set(struct buffer *text)
{
    struct laid_out out =
        lay_out("economy.md", (struct str){text->bytes, text->count});
    buffer_release(text);
    return out;
}

static size_t page_of(const struct laid_out *out, enum word word)
{
    struct str words = brief_word(out->brief, word);
    for (size_t i = 1; i < out->pages->count; i++)
        for (size_t j = 0; j < out->pages->items[i].placed_count; j++) {
            const struct placed *placed = &out->pages->items[i].placed[j];
            if (placed->kind == PLACED_RUN && placed->tag != TAG_ARTIFACT &&
                str_starts(words, str_trim(placed->as.run.text)) &&
                placed->as.run.size > PT(19))
                return i;
        }
    return 0;
}

// ----- What ends a brief -----

static const char ending[] = "authors:\n  - name: A. Name\n    bio: Writes.\n"
                             "copyright: A. Name\n"
                             "disclaimer: All names are invented.\n";

static void what_ends_a_brief_follows_its_text(void **state)
{
    (void)state;
    for (size_t language = 0; language < LANGUAGES; language++) {
        struct buffer text = {0};
        begin(&text, language, ending);
        put_sentences(&text, language, 12);
        buffer_add_c(&text, "A note is called.[^1]\n\n[^1]: Under the text.\n");
        struct laid_out out = set(&text);
        assert_int_equal(out.pages->count, 2);
        assert_int_equal(check_pages(&out, languages[language]), 0);
        // The panel is as low as its content.
        double top = panel_top(&out.pages->items[1]);
        assert_true(top > points(out.pages->items[1].height) - 93 * MILLIMETRE);
        assert_true(top < points(out.pages->items[1].height) - 30 * MILLIMETRE);
        laid_out_free(&out);
    }
}

// However long the text: all of it on the text's page, or on one of its own.
static void what_ends_a_brief_is_not_parted(void **state)
{
    (void)state;
    size_t followed = 0, alone = 0;
    for (size_t language = 0; language < LANGUAGES; language++)
        for (size_t length = 2; length < 40; length += 3) {
            struct buffer text = {0};
            begin(&text, language, ending);
            for (size_t i = 0; i < length; i++)
                put_sentences(&text, language, 5);
            struct laid_out out = set(&text);
            size_t last = out.pages->count - 1;
            assert_int_equal(page_of(&out, WORD_about_the_author), last);
            assert_true(panel_top(&out.pages->items[last]) <
                        points(out.pages->items[last].height));
            assert_int_equal(check_pages(&out, languages[language]), 0);
            struct shown_lines lines = lines_of(&out);
            size_t text_page = 0;
            for (size_t i = 0; i < lines.count; i++)
                if (lines.items[i].kind == SHOWN_BODY &&
                    lines.items[i].right - lines.items[i].left > 225)
                    text_page = lines.items[i].page;
            followed += text_page == last;
            alone += text_page != last;
            free(lines.items);
            laid_out_free(&out);
        }
    assert_true(followed > 6);
    assert_true(alone > 2);
}

// ----- Recommendations -----

static void put_recommendations(struct buffer *text, size_t language,
                                size_t count)
{
    buffer_add_c(text, "::: recommendations\n\n## Advice\n\n");
    for (size_t i = 0; i < count; i++) {
        buffer_printf(text, "%zu. ", i + 1);
        for (size_t j = 0; j < 1 + i % 3; j++)
            buffer_add_c(text, sentences[language]);
        buffer_add_c(text, "\n");
    }
    buffer_add_c(text, ":::\n");
}

struct seen {
    size_t wide, narrow, tinted; // parts of boxes; pages
};

static void count_grounds(const struct pages *pages, struct seen *seen)
{
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *tint = &pages->items[i].placed[j];
            if (!is_rectangle(tint, INK_TINT))
                continue;
            double wide = points(tint->as.rectangle.width);
            seen->tinted += wide > FRAME_WIDE + 1;
            seen->wide += same_length(wide, FRAME_WIDE);
            seen->narrow += wide < FRAME_WIDE - 1;
        }
}

static struct seen recommend(size_t language, size_t length, size_t items)
{
    struct buffer text = {0};
    begin(&text, language, "");
    for (size_t i = 0; i < length; i++)
        put_sentences(&text, language, 3);
    put_recommendations(&text, language, items);
    struct laid_out out = set(&text);
    assert_int_equal(check_pages(&out, languages[language]), 0);
    struct seen seen = {0};
    count_grounds(out.pages, &seen);
    laid_out_free(&out);
    return seen;
}

static void a_box_is_as_its_page_has_room(void **state)
{
    (void)state;
    size_t whole = 0, cut = 0, narrow = 0;
    for (size_t language = 0; language < LANGUAGES; language++)
        for (size_t length = 1; length < 40; length++) {
            struct seen seen = recommend(language, length, 6);
            assert_int_equal(seen.tinted, 0);
            assert_true((seen.wide > 0) != (seen.narrow > 0));
            whole += seen.wide == 1;
            cut += seen.wide == 2;
            narrow += seen.narrow > 0;
        }
    assert_true(whole > 20);
    assert_true(cut > 5);
    assert_true(narrow > 0);
}

static void a_page_of_recommendations_is_filled(void **state)
{
    (void)state;
    for (size_t language = 0; language < LANGUAGES; language++) {
        size_t tinted = 0, boxed = 0;
        for (size_t length = 6; length < 30; length += 2) {
            assert_int_equal(recommend(language, length, 4).tinted, 0);
            struct seen seen = recommend(language, length, 12);
            tinted += seen.tinted == 1;
            boxed += seen.tinted == 0; // where that spares a page
            assert_true(seen.tinted == 0 || seen.wide == 0);
        }
        assert_true(tinted > 0);
        assert_true(boxed > 0);
    }
}

// ----- Contents -----

static void put_sections(struct buffer *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_printf(text, "## Part %zu\n\n", i + 1);
        put_sentences(text, 0, 2);
    }
}

static void short_contents_share_their_page(void **state)
{
    (void)state;
    static const struct {
        size_t sections, text_page;
    } rows[] = {{4, 1}, {24, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer text = {0};
        begin(&text, 0, "contents: yes\n");
        put_sections(&text, rows[i].sections);
        struct laid_out out = set(&text);
        assert_int_equal(page_of(&out, WORD_contents), 1);
        const struct destination *first =
            destination_of(out.pages, STR("part-1"));
        assert_non_null(first);
        assert_int_equal(first->page, rows[i].text_page);
        check_order(out.pages);
        check_tags(out.pages);
        laid_out_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_ends_a_brief_follows_its_text),
        cmocka_unit_test(what_ends_a_brief_is_not_parted),
        cmocka_unit_test(a_box_is_as_its_page_has_room),
        cmocka_unit_test(a_page_of_recommendations_is_filled),
        cmocka_unit_test(short_contents_share_their_page),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
