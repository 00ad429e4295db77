// SPDX-License-Identifier: MIT
// series.yaml: what is read, what is told of it, and what briefs get of it.
#include "series_reading.h"

#include "model/formats.h"
#include "languages/language.h"
#include "languages/words.h"
#include "model/brief_words.h"
#include "series/series_set.h"

#include <sys/stat.h>

static void assert_said(const char *yaml, const char *said, bool good)
{
    struct series_case c;
    series_case_open(&c, yaml);
    assert_str(reading_said(&c.of_series), said);
    assert_int_equal(c.good, good);
    series_case_close(&c);
}

static struct str plain(struct series_case *c, const struct texts *texts,
                        const char *lang)
{
    const struct text *text = texts_in(texts, str_of(lang));
    return text ? text_plain(c->series.arena, *text) : STR("(none)");
}

// ----- Reading -----

static void defaults(void **state)
{
    struct series_case c;
    series_case_open(&c, "# nothing yet\n");
    assert_true(c.good);
    assert_int_equal(c.series.formats, 0);
    assert_int_equal(c.series.gone, GONE_REMOVE);
    assert_int_equal(c.series.cache_bytes, 0);
    assert_int_equal(c.series.meta.series.count, 0);
    series_case_close(&c);
    assert_said("", "", true);
    assert_said("---\n", "", true);
}

static void no_file(void **state)
{
    struct series series = {.arena = arena_new()};
    struct diag *diag = diag_new(series.arena, STR("series.yaml"));
    assert_true(series_read(&series, "/nowhere/at/all", diag));
    assert_int_equal(series.path.count, 0);
    assert_str(series.folder, "/nowhere/at/all");
    arena_free(series.arena);
}

static void every_key(void **state)
{
    struct series_case c;
    series_case_open(
        &c, "series: {en: Mountain Papers, fa-AF: دفترهای کوهستان}\n"
            "publisher: Institute\nplace: Kabul\nissn: 1234-5679\n"
            "about: |\n  Papers.\n\n  In three languages.\n"
            "base: https://example.org/briefs\n"
            "languages: [en, prs, ps]\n"
            "outputs: [pdf, html]\n"
            "briefs: [\"texts/*.md\", \"!texts/x.md\"]\n"
            "subjects: {water: {en: Water, ps: اوبه}, roads: }\n"
            "authors: {rahimi: {name: Mina Rahimi, orcid: 0000-0001}}\n"
            "quotes: house\ncolumns: 1\n"
            "checks: [-line-loose]\n"
            "removed: redirect\n"
            "redirects: {a/old.html: a/new.html, b.html: "
            "\"https://example.org/b\"}\n"
            "cache: 1.5 GiB\n"
            "words: {figure: {en: Plate}}\n");
    struct series *s = &c.series;
    assert_str(reading_said(&c.of_series), "");
    assert_str(plain(&c, &s->meta.series, "fa-AF"), "دفترهای کوهستان");
    assert_str(plain(&c, &s->meta.publisher, "en"), "Institute");
    assert_str(plain(&c, &s->about, "en"), "Papers. In three languages.");
    assert_str(s->base, "https://example.org/briefs/");
    assert_int_equal(s->language_count, 3);
    assert_str(s->languages[1], "fa-AF");
    assert_int_equal(s->formats, FORMAT_PDF | FORMAT_HTML);
    assert_int_equal(s->glob_count, 2);
    assert_int_equal(s->subject_count, 2);
    assert_str(plain(&c, &s->subjects[0].name, "ps"), "اوبه");
    assert_str(plain(&c, &s->subjects[1].name, "ps"), "roads");
    assert_int_equal(s->author_count, 1);
    assert_str(s->authors[0].person.orcid, "0000-0001");
    assert_true(s->ignored.off[MESSAGE_line_loose]);
    assert_false(s->ignored.off[MESSAGE_line_alone]);
    assert_int_equal(s->gone, GONE_REDIRECT);
    assert_int_equal(s->redirect_count, 2);
    assert_true(s->cache_bytes == (uint64_t)3 << 29);
    assert_str(plain(&c, &s->words[WORD_figure], "en"), "Plate");
    series_case_close(&c);
}

static void outputs(void **state)
{
    static const struct {
        const char *yaml;
        unsigned formats;
    } rows[] = {
        {"outputs: pdf\n", FORMAT_PDF},
        {"outputs: {pdf: yes, html: no, epub: }\n", FORMAT_PDF | FORMAT_EPUB},
        {"outputs: {pdf: {columns: 1}}\n", FORMAT_PDF},
        {"outputs:\n  - html\n  - pdf: {columns: 1}\n",
         FORMAT_PDF | FORMAT_HTML},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct series_case c;
        series_case_open(&c, rows[i].yaml);
        assert_str(reading_said(&c.of_series), "");
        assert_int_equal(c.series.formats, rows[i].formats);
        series_case_close(&c);
    }
    assert_said("outputs: [pdff]\n", "1:11 front-unknown\n", true);
    assert_said("outputs: {html: {columns: 1}}\n", "1:18 front-unknown-key\n",
                true);
    assert_said("outputs: {pdf: {colums: 1}}\n", "1:17 front-unknown\n", true);
    assert_said("outputs: {pdf: much}\n", "1:16 front-wrong-kind\n", true);
}

static void sizes(void **state)
{
    static const struct {
        const char *yaml;
        uint64_t bytes;
    } rows[] = {{"cache: 2 GB\n", 2000000000},
                {"cache: 500mb\n", 500000000},
                {"cache: 1.25 kb\n", 1250},
                {"cache: 1024\n", 1024},
                {"cache: 2 TiB\n", (uint64_t)2 << 40},
                {"cache: 0\n", 1}}; // none: 0 is the default
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct series_case c;
        series_case_open(&c, rows[i].yaml);
        assert_str(reading_said(&c.of_series), "");
        if (c.series.cache_bytes != rows[i].bytes)
            fail_msg("%s", rows[i].yaml);
        series_case_close(&c);
    }
    static const char *const wrong[] = {"cache: GB\n",
                                        "cache: 2 XB\n",
                                        "cache: -1 GB\n",
                                        "cache: 1..5 GB\n",
                                        "cache: 999999999999 TiB\n",
                                        "cache: 9999999999999\n"};
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_said(wrong[i], "1:8 series-size\n", true);
}

// ----- What is told -----

static void told(void **state)
{
    static const struct {
        const char *yaml, *said;
    } rows[] = {
        {"langauges: [en]\n", "1:1 front-unknown\n"},
        {"xyzzy: 1\n", "1:1 front-unknown-key\n"},
        {"series: A\ntitle: B\n", "2:1 series-brief-key\n"},
        {"series: A\nseries: B\n", "2:1 front-duplicate\n"},
        {"quotes: hause\n", "1:9 house-unknown\n"},
        {"checks: {lin-loose: off}\n", "1:10 check-mistyped\n"},
        {"checks: {empty-text: off}\n", "1:10 check-is-error\n"},
        {"languages: [en, not a tag]\n", "1:17 lang-wrong\n"},
        {"languages: {en: yes}\n", "1:12 front-wrong-kind\n"},
        {"base: ftp://example.org\n", "1:7 address-wrong\n"},
        {"base: https://example.org/?q\n", "1:7 address-wrong\n"},
        {"base: https:///briefs\n", "1:7 address-wrong\n"},
        {"briefs: [../a.md]\n", "1:10 series-path\n"},
        {"briefs:\n  - !drafts/**\n", "2:5 front-tag\n2:5 front-wrong-kind\n"},
        {"redirects: {/a: b}\n", "1:13 series-path\n"},
        {"redirects: {a: ../b}\n", "1:16 series-path\n"},
        {"redirects: {a: \"javascript:x\"}\n", "1:16 series-path\n"},
        {"removed: keep\n", "1:10 house-unknown\n"},
        {"subjects: water\n", "1:11 front-wrong-kind\n"},
        {"authors: [{name: Mina}]\n", "1:11 front-wrong-kind\n"},
        {"authors: {mina: {nmae: Mina}}\n",
         "1:17 front-nameless\n1:18 front-unknown\n"},
        {"disclaimer: Here.[^1]\n", "1:18 note-missing\n"},
        {"about: Here.^[a note]\n", "1:13 series-note\n"},
        {"subjects: {a: \"b^[c]\"}\n", "1:17 series-note\n"},
        {"organisations: {name: A, logo: none.png}\n", "1:32 image-missing\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_said(rows[i].yaml, rows[i].said, true);
}

static void refused(void **state)
{
    assert_said("series: [a\n", "1:9 front-broken\n", false);
    assert_said("briefs: [!drafts/**]\n", "1:20 front-broken\n", false);
    assert_said("- a\n", "1:1 front-broken\n", false);
    assert_said("just words\n", "1:1 front-broken\n", false);
    assert_said("a: &x 1\nb: *x\n", "1:4 front-alias\n", false);
    assert_said("series:\n\ten: A\n", "2:1 front-tab\n", false);
    assert_said("series: A\n---\nseries: B\n", "2:1 front-broken\n", false);
}

// ----- Filling -----

#define SERIES                                                                        \
    "series: {en: Mountain Papers, fa-AF: دفترهای کوهستان}\n"           \
    "publisher: Institute\nplace: Kabul\nlicence: CC BY 4.0\n"                        \
    "organisations: [{name: Institute, abbreviation: I}]\n"                           \
    "responsible: [rahimi]\n"                                                         \
    "subjects: {water: {en: Water, fa-AF: آب}, roads: Roads}\n"                     \
    "authors:\n"                                                                      \
    "  rahimi: {name: {en: Mina Rahimi, fa-AF: مینا رحیمی}, role: Editor}\n" \
    "quotes: house\nnotes: section\n"                                                 \
    "words: {figure: {fa-AF: تصویر}, table: Panel}\n"                            \
    "languages: [fa-AF, en]\n"

static struct str first_text(struct reading *reading, const struct texts *texts)
{
    const struct text *text = texts_in(texts, reading->brief->lang);
    return text ? text_plain(reading->brief->arena, *text) : STR("(none)");
}

static void left_out(void **state)
{
    struct series_case c;
    series_case_open(&c, SERIES);
    struct reading r =
        series_case_brief(&c, "---\ntitle: T\nlang: en\n---\n\nText.\n");
    struct metadata *meta = &r.brief->meta;
    assert_str(first_text(&r, &meta->series), "Mountain Papers");
    assert_str(first_text(&r, &meta->publisher), "Institute");
    assert_int_equal(meta->organisation_count, 1);
    assert_int_equal(meta->responsible_count, 1);
    assert_str(first_text(&r, &meta->responsible[0].name), "Mina Rahimi");
    assert_true(settings_asked(&meta->settings, SETTING_QUOTES));
    // A word in another language than the brief's is none.
    assert_str(brief_word(r.brief, WORD_figure), "Figure");
    assert_str(reading_said(&r), "");
    // What a filter writes stays in the brief.
    meta->series.items[0].content->first->as.text.text = STR("Changed");
    assert_str(plain(&c, &c.series.meta.series, "en"), "Mountain Papers");
    reading_free(&r);
    r = series_case_brief(&c, "---\ntitle: T\nlang: fa-AF\n---\n\nText.\n");
    assert_str(first_text(&r, &r.brief->meta.series), "دفترهای کوهستان");
    assert_str(brief_word(r.brief, WORD_figure), "تصویر");
    reading_free(&r);
    series_case_close(&c);
}

static void own_values(void **state)
{
    struct series_case c;
    series_case_open(&c, SERIES);
    struct reading r = series_case_brief(
        &c, "---\ntitle: T\nlang: en\npublisher: Another\nplace: ~\n"
            "licence:\norganisations: [{name: B}, {name: C}]\n"
            "responsible: []\nquotes: author\n---\n\nText.\n");
    struct metadata *meta = &r.brief->meta;
    assert_str(first_text(&r, &meta->publisher), "Another");
    assert_str(first_text(&r, &meta->place), "(none)");
    // An empty line is a key that waits for its value.
    assert_str(first_text(&r, &meta->licence), "CC BY 4.0");
    assert_int_equal(meta->organisation_count, 2);
    assert_int_equal(meta->responsible_count, 0);
    assert_false(settings_asked(&meta->settings, SETTING_QUOTES));
    assert_true(settings_asked(&meta->settings, SETTING_NOTES));
    reading_free(&r);
    series_case_close(&c);
}

static void ids(void **state)
{
    struct series_case c;
    series_case_open(&c, SERIES);
    struct reading r = series_case_brief(
        &c, "---\ntitle: T\nlang: en\n"
            "authors:\n  - rahimi\n  - {id: rahimi, role: Author}\n"
            "  - {id: nobody}\n  - {id: rahmi, name: R}\n  - Jan Berg\n"
            "  - rahim\n"
            "subjects: [water, watre, roads, water]\n---\n\nText.\n");
    struct metadata *meta = &r.brief->meta;
    assert_int_equal(meta->author_count, 5);
    assert_str(first_text(&r, &meta->authors[0].name), "Mina Rahimi");
    assert_str(first_text(&r, &meta->authors[0].role), "Editor");
    assert_str(first_text(&r, &meta->authors[1].name), "Mina Rahimi");
    assert_str(first_text(&r, &meta->authors[1].role), "Author");
    assert_str(first_text(&r, &meta->authors[2].name), "R");
    assert_str(first_text(&r, &meta->authors[3].name), "Jan Berg");
    assert_int_equal(meta->subject_count, 2);
    assert_str(meta->subjects[0].id, "water");
    assert_str(first_text(&r, &meta->subjects[0].name), "Water");
    assert_str(reading_said(&r), "7:5 author-unknown\n8:5 author-unknown\n"
                                 "10:5 author-unknown\n"
                                 "11:19 subject-unknown\n");
    reading_free(&r);
    series_case_close(&c);
}

// Without a series an id stands for nothing, and a subject for itself.
static void no_series(void **state)
{
    struct reading r =
        reading_of("---\ntitle: T\nlang: en\nauthors: [mina, {id: rahimi}]\n"
                   "subjects: [Water, Roads]\n---\n\nText.\n");
    series_fill(NULL, r.brief, &r.context);
    assert_int_equal(r.brief->meta.author_count, 1);
    assert_int_equal(r.brief->meta.subject_count, 2);
    assert_str(first_text(&r, &r.brief->meta.subjects[0].name), "Water");
    assert_str(reading_said(&r), "4:17 author-unknown\n");
    reading_free(&r);
}

static void languages(void **state)
{
    struct series_case c;
    series_case_open(&c, SERIES);
    struct reading r =
        series_case_brief(&c, "---\ntitle: T\nlang: ps\n---\n\nText.\n");
    assert_str(reading_said(&r), "- series-language\n");
    struct edition editions[] = {
        {STR("ps"), STR("a")}, {STR("en"), STR("b")}, {STR("fa-AF"), STR("c")}};
    size_t own = 1;
    series_order(&c.series, editions, 3, &own);
    assert_str(editions[0].lang, "fa-AF");
    assert_str(editions[1].lang, "en");
    assert_str(editions[2].lang, "ps");
    assert_int_equal(own, 1);
    reading_free(&r);
    series_case_close(&c);
}

static const struct given_key *given(struct reading *reading, const char *key)
{
    const struct metadata *meta = &reading->brief->meta;
    for (size_t i = 0; i < meta->given_count; i++)
        if (str_equal(meta->given[i].key, str_of(key)))
            return &meta->given[i];
    return NULL;
}

static void origins(void **state)
{
    struct series_case c;
    series_case_open(&c, SERIES);
    struct reading r = series_case_brief(
        &c, "---\ntitle: T\nlang: en\nplace: Herat\n---\n\nText.\n");
    assert_int_equal(given(&r, "place")->line, 4);
    assert_str(given(&r, "place")->file, "test.md");
    assert_int_equal(given(&r, "publisher")->line, 2);
    assert_str(given(&r, "publisher")->file, c.series.path.bytes);
    assert_int_equal(given(&r, "series")->value_count, 2);
    assert_null(given(&r, "kashida"));
    reading_free(&r);
    series_case_close(&c);
}

// Words that are divided: the brief's own come first, those of its series hold
// too, and a brief may refuse them.
static void divided_words(void **state)
{
    (void)state;
    struct series_case c;
    series_case_open(&c, "series: S\nhyphenation: [Sha-ra-kan, Darwaz]\n");
    struct reading r = series_case_brief(
        &c, "---\ntitle: T\nlang: en\nhyphenation: Dar-waz, pro-ject\n---\n\n"
            "Text.\n");
    assert_int_equal(r.brief->meta.divided_count, 4);
    assert_str(r.brief->meta.divided[0], "Dar-waz");
    assert_str(r.brief->meta.divided[1], "pro-ject");
    assert_str(r.brief->meta.divided[2], "Sha-ra-kan");
    assert_str(reading_said(&r), "");
    reading_free(&r);
    r = series_case_brief(&c, "---\ntitle: T\nlang: en\n---\n\nText.\n");
    assert_int_equal(r.brief->meta.divided_count, 2);
    assert_int_equal(given(&r, "hyphenation")->line, 2);
    reading_free(&r);
    r = series_case_brief(
        &c, "---\ntitle: T\nlang: en\nhyphenation: []\n---\n\nText.\n");
    assert_int_equal(r.brief->meta.divided_count, 0);
    reading_free(&r);
    series_case_close(&c);
}

// ----- Finding -----

static void touch(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fclose(file);
}

static void finding(void **state)
{
    struct arena *arena = arena_new();
    char root[] = "/tmp/series-XXXXXX";
    assert_non_null(mkdtemp(root));
    assert_int_equal(chdir(root), 0);
    mkdir("s", 0755);
    mkdir("s/texts", 0755);
    mkdir("s/repository", 0755);
    mkdir("s/repository/.git", 0755);
    touch("s/series.yaml");
    assert_str(str_of(series_find(arena, "s/a.md")), "s");
    assert_str(str_of(series_find(arena, "s/texts/a.md")), "s");
    assert_str(str_of(series_find(arena, "./s/texts/../a.md")), "./s/texts/..");
    assert_null(series_find(arena, "s/repository/a.md"));
    assert_null(series_find(arena, "a.md"));
    assert_int_equal(chdir("s/texts"), 0);
    assert_str(str_of(series_find(arena, "a.md")), "..");
    assert_str(str_of(series_find(arena, "-")), "..");
    struct series_set set = {.arena = arena};
    const struct series *above = series_set_file(&set, "a.md");
    assert_ptr_equal(above, series_set_folder(&set, "../../s/"));
    assert_int_equal(set.count, 1);
    unlink("../series.yaml");
    rmdir("../repository/.git");
    rmdir("../repository");
    assert_int_equal(chdir("/"), 0);
    char *texts =
        arena_c_string(arena, arena_printf(arena, "%s/s/texts", root));
    rmdir(texts);
    texts[strlen(texts) - strlen("/texts")] = '\0';
    rmdir(texts);
    rmdir(root);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),   cmocka_unit_test(no_file),
        cmocka_unit_test(every_key),  cmocka_unit_test(outputs),
        cmocka_unit_test(sizes),      cmocka_unit_test(told),
        cmocka_unit_test(refused),    cmocka_unit_test(left_out),
        cmocka_unit_test(own_values), cmocka_unit_test(ids),
        cmocka_unit_test(no_series),  cmocka_unit_test(languages),
        cmocka_unit_test(origins),    cmocka_unit_test(divided_words),
        cmocka_unit_test(finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
