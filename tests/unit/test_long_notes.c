// SPDX-License-Identifier: MIT
// Notes of any length in plain text: each begins under its call, what has no
// room runs on, and no room over notes is left empty for them.
#include "page_checks.h"

struct making {
    struct buffer text, notes;
    uint32_t seed;
    bool rtl;
    size_t count;
};

static uint32_t random_under(struct making *making, uint32_t limit)
{
    making->seed = making->seed * 1664525u + 1013904223u;
    return (making->seed >> 8) % limit;
}

static const char *word(struct making *making)
{
    static const char *const latin[] = {
        "water", "in",     "the",     "valley", "farmers", "gate",
        "of",    "canals", "council", "and",    "hours",   "irrigation"};
    static const char *const arabic[] = {
        "آب", "دره",         "از",   "و",    "دهقانان", "دروازه",
        "که", "جوی\u200Cها", "شورا", "ساعت", "وعده",    "می\u200Cشود"};
    return (making->rtl ? arabic : latin)[random_under(making, 12)];
}

static void add_note(struct making *making, uint32_t words)
{
    buffer_printf(&making->text, "[^%zu]", ++making->count);
    buffer_printf(&making->notes, "\n[^%zu]:", making->count);
    for (uint32_t i = 0; i < words; i++)
        buffer_printf(&making->notes, " %s", word(making));
    buffer_add_c(&making->notes, ".\n");
}

// A word in `spread` calls a note of one of the lengths.
struct note_kind {
    uint32_t spread, lengths[4];
    uint32_t one_of; // words: one note more, in the fifth paragraph
};

static struct making make(const struct note_kind *kind, uint32_t seed, bool rtl)
{
    struct making making = {.seed = seed, .rtl = rtl};
    buffer_printf(&making.text, "---\ntitle: A\nlang: %s\n---\n",
                  rtl ? "fa-AF" : "en");
    for (int paragraph = 0; paragraph < 40; paragraph++) {
        uint32_t count = 20 + random_under(&making, 90);
        buffer_add_c(&making.text, "\n");
        for (uint32_t i = 0; i < count; i++) {
            buffer_printf(&making.text, "%s%s", i > 0 ? " " : "",
                          word(&making));
            if (random_under(&making, kind->spread) == 0)
                add_note(&making, kind->lengths[random_under(&making, 4)]);
        }
        buffer_add_c(&making.text, ".");
        if (paragraph == 4 && kind->one_of > 0)
            add_note(&making, kind->one_of);
        buffer_add_c(&making.text, "\n");
    }
    buffer_add(&making.text, buffer_str(&making.notes));
    buffer_release(&making.notes);
    return making;
}

static void check_kind(const struct note_kind *kind)
{
    for (uint32_t seed = 1; seed <= 8; seed++)
        for (int rtl = 0; rtl < 2; rtl++) {
            struct making making = make(kind, seed, rtl == 1);
            struct laid_out out = lay_out("made.md", buffer_str(&making.text));
            struct shown_lines lines = lines_of(&out);
            struct page_faults faults = {"made", 0};
            assert_int_equal(check_pages(&out, "made"), 0);
            assert_int_equal(notes_away(&out, &faults), 0);
            not_more(&faults, "holes",
                     holes_over_notes(&out, &lines, getenv("QALAM_SHOW")),
                     told(&out, "column-short"));
            if (faults.count > 0)
                fail_msg("seed %u, %s", seed, rtl ? "Dari" : "English");
            free(lines.items);
            laid_out_free(&out);
            buffer_release(&making.text);
        }
}

static void short_notes(void **state)
{
    check_kind(&(struct note_kind){50, {6, 12, 20, 6}, 0});
}

static void notes_of_two_to_ten_lines(void **state)
{
    check_kind(&(struct note_kind){60, {15, 40, 70, 40}, 0});
}

static void notes_of_one_to_twenty_lines(void **state)
{
    check_kind(&(struct note_kind){80, {4, 10, 40, 150}, 0});
}

static void one_of_sixty_lines(void **state)
{
    check_kind(&(struct note_kind){80, {6, 12, 6, 12}, 650});
}

static void one_longer_than_a_page(void **state)
{
    check_kind(&(struct note_kind){80, {6, 12, 6, 12}, 2200});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_notes),
        cmocka_unit_test(notes_of_two_to_ten_lines),
        cmocka_unit_test(notes_of_one_to_twenty_lines),
        cmocka_unit_test(one_of_sixty_lines),
        cmocka_unit_test(one_longer_than_a_page),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
