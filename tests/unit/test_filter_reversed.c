// SPDX-License-Identifier: MIT
// Lines in the order of the page: no text that stands as it should is turned,
// however short; what is turned, and what is only reported.
#include "unit.h"

#include "messages/diag.h"
#include "filters.h"
#include "normalise/normalise.h"

struct turned {
    struct str text;
    bool turned, doubtful;
};

static struct turned turn(struct arena *arena, struct str text)
{
    struct diag *diag = diag_new(arena, STR("t"));
    struct source *source = source_new(arena, text);
    struct context context = {
        .arena = arena, .diag = diag, .path = STR("t"), .infer = true};
    diag_set_text(diag, text);
    normalise(source, &context);
    return (struct turned){source_text(source),
                           diag_told(diag, MESSAGE_line_turned),
                           diag_told(diag, MESSAGE_line_reversed)};
}

static void stays(struct str text)
{
    struct arena *arena = arena_new();
    struct turned got = turn(arena, text);
    if (got.turned || got.doubtful)
        fail_msg("‘%.*s’ is taken for reversed", STR_ARG(text));
    arena_free(arena);
}

static size_t to_byte(struct str text, size_t from, char byte)
{
    while (from < text.count && text.bytes[from] != byte)
        from++;
    return from;
}

// Each line, each word and each three words as a text of their own.
static void stays_in_pieces(struct str text)
{
    stays(text);
    for (size_t at = 0; at < text.count;) {
        size_t end = to_byte(text, at, '\n');
        struct str line = str_slice(text, at, end);
        stays(line);
        for (size_t word = 0; word < line.count;) {
            size_t first = to_byte(line, word, ' ');
            size_t second = to_byte(line, first + 1, ' ');
            size_t third = to_byte(line, second + 1, ' ');
            stays(str_slice(line, word, first));
            stays(str_slice(line, word, third));
            word = first + 1;
        }
        at = end + 1;
    }
}

static void our_texts_stay(void **state)
{
    static const char *const texts[] = {
        "tests/property/texts/nal.fa.md", "tests/property/texts/zhranda.ps.md",
        "examples/rivers/rivers.fa.md", "examples/rivers/rivers.ps.md"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        char path[4000];
        struct arena *arena = arena_new();
        snprintf(path, sizeof path, "%s/%s", QALAM_SOURCE_DIR, texts[i]);
        stays_in_pieces(unit_file(arena, path));
        arena_free(arena);
    }
}

static void the_shared_texts_stay(void **state)
{
    static const char *const texts[] = {
        "data/sources/udhr-prs.md", "data/sources/udhr-fa.md",
        "data/sources/udhr-ps.md",  "data/sources/udhr-ar.md",
        "data/sources/udhr-ur.md",  "data/prs/brief-huquq.md",
        "data/ps/brief-huquq.md"};
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *path = unit_shared(texts[i]);
        if (!path) {
            print_message(UNIT_NO_SHARED);
            return;
        }
        struct arena *arena = arena_new();
        stays_in_pieces(unit_file(arena, path));
        arena_free(arena);
    }
}

static void becomes(const char *text, const char *wanted)
{
    struct arena *arena = arena_new();
    struct turned got = turn(arena, str_of(text));
    if (!str_equal(got.text, str_of(wanted)))
        fail_msg("‘%s’ became ‘%.*s’", text, STR_ARG(got.text));
    assert_true(got.turned);
    arena_free(arena);
}

static void is_doubtful(const char *text)
{
    struct arena *arena = arena_new();
    struct turned got = turn(arena, str_of(text));
    if (!got.doubtful || !str_equal(got.text, str_of(text)))
        fail_msg("‘%s’ became ‘%.*s’", text, STR_ARG(got.text));
    arena_free(arena);
}

// Turned by hand.
static void four_languages_are_turned(void **state)
{
    (void)state;
    becomes(".تسا هدش هدنک راهب ره رد یوج نیا",
            "این جوی در هر بهار کنده شده است.");
    becomes(".ید یوش لدنیک ېک لاک هوی هپ ېچ هد هلایو هغه اد",
            "دا هغه ویاله ده چې په یوه کال کې کیندل شوی دی.");
    becomes(".نوناقلا مامأ ةيرحلا يف قحلا صخش لكل",
            "لكل شخص الحق في الحرية أمام القانون.");
    becomes("۔ےہ قح اک یدازآ وک صخش رہ ںیم نوناق سا",
            "اس قانون میں ہر شخص کو آزادی کا حق ہے۔");
}

static void what_is_latin_stays(void **state)
{
    (void)state;
    becomes(".تسا هدش هتشون World Bank طسوت ۱۳۹۸ لاس رد شرازگ نیا",
            "این گزارش در سال ۱۳۹۸ توسط World Bank نوشته شده است.");
    // Brackets as the page shows them, and as they are meant.
    becomes(".تسا هدش هتشون (UNDP) طسوت شرازگ نیا",
            "این گزارش توسط (UNDP) نوشته شده است.");
    becomes(".تسا هدش هتشون )UNDP( طسوت شرازگ نیا",
            "این گزارش توسط (UNDP) نوشته شده است.");
    // Years that the page has turned, and that it has not.
    becomes(".تسا هدش هدنک ۱۳۹۸-۱۳۹۵ لاس رد هک تسا ییوج نیا",
            "این جویی است که در سال ۱۳۹۵-۱۳۹۸ کنده شده است.");
    becomes(".تسا هدش هدنک ۱۳۹۵-۱۳۹۸ لاس رد هک تسا ییوج نیا",
            "این جویی است که در سال ۱۳۹۵-۱۳۹۸ کنده شده است.");
}

static void shapes_are_turned(void **state)
{
    (void)state;
    // A ligature of lam and alef is two letters in their order.
    becomes("\uFE8F\uFE8E\uFE98\uFB90 \uFEAF\uFE8E\uFE91 "
            "\uFEAD\uFE8E\uFEEC\uFE91 \uFEAD\uFEA9 \uFEE1\uFEFC\uFEB3",
            "سلام در بهار باز کتاب");
}

static void what_is_not_certain_stays(void **state)
{
    (void)state;
    // Which came first, the number or the name?
    is_doubtful(".تسا هدش هدنک Kabul 12 رهش رد یوج نیا");
    // Markup that no page has.
    is_doubtful(".تسا هدش هدنک `gate` رهش رد یوج نیا");
}

// Headings that somebody has typed between paragraphs of a page.
static void right_headings_stay(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct turned got =
        turn(arena, STR("## رد درخواست\n\n"
                        ".تسا هدش هدنک راهب ره رد یوج نیا\n\n"
                        "## جوی و بهار\n\n"
                        ".تسا هدش هدنک نابایب رد یوج نآ هک دش هتفگ\n\n"
                        "## راهب رد یوج\n"));
    assert_true(
        str_equal(got.text, STR("## رد درخواست\n\n"
                                "این جوی در هر بهار کنده شده است.\n\n"
                                "## جوی و بهار\n\n"
                                "گفته شد که آن جوی در بیابان کنده شده است.\n\n"
                                "## جوی در بهار\n")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(our_texts_stay),
        cmocka_unit_test(the_shared_texts_stay),
        cmocka_unit_test(four_languages_are_turned),
        cmocka_unit_test(what_is_latin_stays),
        cmocka_unit_test(shapes_are_turned),
        cmocka_unit_test(what_is_not_certain_stays),
        cmocka_unit_test(right_headings_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
