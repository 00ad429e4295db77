// SPDX-License-Identifier: MIT
// The site of a series: what its pages and feeds list, in which order, and
// what a record of a brief holds.
#include "sites.h"

#include "backends/html/html.h"
#include "model/identity.h"
#include "read_back.h"

#include <libxml/relaxng.h>

static struct templates *templates;

static int setup(void **state)
{
    xml_setup();
    templates = templates_load(NULL);
    return 0;
}

static int teardown(void **state)
{
    templates_free(templates);
    return 0;
}

static struct trial *site_new(void)
{
    struct trial *site = calloc(1, sizeof *site);
    site->arena = site->series.arena = arena_new();
    site->diag = diag_new(site->arena, STR("series.yaml"));
    site->series.folder = STR("papers");
    return site;
}

static void make(struct trial *site)
{
    site->output = (struct output){.arena = site->arena};
    assert_true(site_write(
        &(struct site){&site->series, templates, site->diag, &site->output},
        site->briefs, site->count));
}

// To be looked at and judged: QALAM_LOOK=FOLDER.
static void show(const struct trial *site, const char *name)
{
    const char *look = getenv("QALAM_LOOK"), *failed;
    if (!look)
        return;
    struct str folder = arena_printf(site->arena, "%s/%s", look, name);
    assert_true(output_write(&site->output, arena_c_string(site->arena, folder),
                             false, &failed));
}

static void site_free(struct trial *site)
{
    arena_free(site->arena);
    free(site);
}

// What is found in a file of the site: `//h3` of `index.html`.
static size_t count_at(const struct trial *site, const char *name,
                       const char *expression)
{
    struct str bytes = site_file(site, name);
    struct read_back back = str_ends(str_of(name), STR(".xml"))
                                ? read_back_xml(bytes)
                                : read_back_html(bytes);
    size_t count = count_in(&back, expression);
    read_back_free(&back);
    return count;
}

static struct str string_at(const struct trial *site, const char *name,
                            const char *expression)
{
    struct str bytes = site_file(site, name);
    struct read_back back = str_ends(str_of(name), STR(".xml"))
                                ? read_back_xml(bytes)
                                : read_back_html(bytes);
    struct str string = string_in(site->arena, &back, expression);
    read_back_free(&back);
    return string;
}

// Three editions of one text, and a text in English alone.
static struct trial *papers(void)
{
    static const char *const editions =
        "editions: {en: river.md, fa-AF: river.fa.md, ps: river.ps.md}\n";
    struct trial *site = site_new();
    struct str name = STR("series: {en: Mountain Papers, fa-AF: دفترهای "
                          "کوهستان, ps: د غرونو پاڼې}\n");
    struct str front = arena_printf(
        site->arena,
        "title: The River\nsubtitle: Turns in dry years\nlang: en\nnumber: 7\n"
        "date: 2024-11-18\nauthors: [{name: Mina Rahimi}, {name: Tomas "
        "Berg}]\nabstract: >-\n  In the U.S. nobody asks.[^1] Here *all* do.\n"
        "%s%s",
        editions, name.bytes);
    add_brief(site, "en", "river", front.bytes, "Text.\n\n[^1]: A note.");
    front = arena_printf(site->arena,
                         "title: دریا\nlang: fa-AF\ndate: ۱۴۰۳/۸/۲۸\n"
                         "abstract: در سال خشک می\u200Cپرسند. در سال پُرآب نه.\n"
                         "editions: {en: ../en/river.md}\n%s",
                         name.bytes);
    add_brief(site, "fa", "river.fa", front.bytes, "متن.");
    front = arena_printf(site->arena,
                         "title: سیند\nlang: ps\ndate: 2024-11-18\n"
                         "abstract: په وچ کال کې پوښتي۔ نور نه.\n"
                         "editions: {fa-AF: ../fa/river.fa.md}\n%s",
                         name.bytes);
    add_brief(site, "ps", "river.ps", front.bytes, "متن.");
    front = arena_printf(
        site->arena, "title: Schools\nlang: en\ndate: 2025-02\n%s", name.bytes);
    add_brief(site, "", "schools", front.bytes, "Text.");
    return site;
}

// ----- Cards -----

#define CARD_FRONT "---\ntitle: T[^a]\nlang: en\nabstract: One.[^b] Two.\n"

static struct str card_of_text(struct arena *arena, const char *markdown)
{
    struct brief *brief = brief_of("t.md", markdown);
    struct str record = record_of(arena, brief);
    brief_free(brief);
    return record;
}

static void test_a_card_is_the_same_when_the_body_changes(void **state)
{
    struct arena *arena = arena_new();
    struct str record =
        card_of_text(arena, CARD_FRONT "---\n\nText.\n\n[^a]: A.\n\n[^b]: B.");
    struct str body = card_of_text(
        arena, CARD_FRONT "---\n\n## Head\n\nOther[^c] text.\n\n[^a]: Another "
                          "note.\n\n[^b]: B.\n\n[^c]: C.");
    struct str calls = card_of_text(
        arena, "---\ntitle: T\nlang: en\nabstract: One.[^b] Two.\n---\n\n"
               "Text.\n\n[^b]: B.");
    struct str title = card_of_text(
        arena, "---\ntitle: U\nlang: en\nabstract: One. Two.\n---\n\nText.");
    assert_true(str_equal(record, body));
    assert_true(str_equal(record, calls));
    assert_false(str_equal(calls, title));
    arena_free(arena);
}

static void test_a_card_holds_what_is_shown(void **state)
{
    struct arena *arena = arena_new();
    struct str record = card_of_text(
        arena, "---\ntitle: {en: River, ps: سیند}\nlang: en\n"
               "abstract: \"See [the *gauge*](https://x.example/). More.\"\n"
               "keywords: [water]\n---\n\nBody words.");
    struct read_back back = read_back_xml(record);
    assert_int_equal(count_in(&back, "/brief[@lang='en'][@dir='ltr']/meta"), 1);
    assert_int_equal(count_in(&back, "//title"), 1);
    assert_int_equal(count_in(&back, "//link|//keyword|//@part"), 0);
    assert_int_equal(count_in(&back, "//lead/em[. = 'gauge']"), 1);
    assert_str(string_in(arena, &back, "//lead"), "See the gauge.");
    assert_str(string_in(arena, &back, "//abstract"), "See the gauge. More.");
    assert_true(str_find(record, STR("Body")) == STR_NONE);
    read_back_free(&back);
    arena_free(arena);
}

static void test_the_lead_is_one_sentence(void **state)
{
    static const struct {
        const char *lang, *abstract, *lead;
    } rows[] = {
        {"en", "One sentence alone", "One sentence alone"},
        {"en", "The U.S. Army left. It did.", "The U.S. Army left."},
        {"en", "Dr. Noor asked 3.5 times. Yes.", "Dr. Noor asked 3.5 times."},
        {"en", "*Who* asks? We do.", "Who asks?"},
        {"en", "Said “no.” Then more.", "Said “no.”"},
        {"en", "Of &lt;b&gt;, &amp; & co. it tells. More.",
         "Of <b>, & & co. it tells."},
        {"fa-AF", "آب نیست. مردم می\u200Cپرسند.", "آب نیست."},
        {"fa-AF", "چه کسی می\u200Cپرسد؟ همه.", "چه کسی می\u200Cپرسد؟"},
        {"ps", "اوبه نشته۔ خلک پوښتي۔", "اوبه نشته۔"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new();
        struct str text = arena_printf(
            arena, "---\ntitle: T\nlang: %s\nabstract: >-\n  %s\n---\n\nX.",
            rows[i].lang, rows[i].abstract);
        struct read_back back = read_back_xml(card_of_text(arena, text.bytes));
        assert_str(string_in(arena, &back, "//lead"), rows[i].lead);
        read_back_free(&back);
        arena_free(arena);
    }
}

// ----- Indexes -----

static void test_each_language_has_an_index(void **state)
{
    struct trial *site = papers();
    make(site);
    show(site, "few");
    assert_int_equal(count_at(site, "index.html", "/html[@lang='en']"), 1);
    assert_int_equal(
        count_at(site, "index.fa-AF.html", "/html[@lang='fa-AF'][@dir='rtl']"),
        1);
    assert_int_equal(count_at(site, "index.ps.html", "//h3"), 1);
    assert_str(string_at(site, "index.html", "//h1"), "Mountain Papers");
    assert_str(string_at(site, "index.fa-AF.html", "//h1"), "دفترهای کوهستان");
    assert_str(string_at(site, "index.ps.html", "//h3"), "سیند");
    // Each leads to the others and says which it is.
    assert_int_equal(
        count_at(site, "index.ps.html", "//nav//a[@lang=@hreflang]"), 3);
    assert_str(string_at(site, "index.ps.html", "//a[@aria-current]/@href"),
               "index.ps.html");
    assert_int_equal(count_at(site, "index.ps.html", "//link[@hreflang]"), 3);
    assert_str(string_at(site, "index.ps.html",
                         "//link[contains(@type,'atom')]/@href"),
               "feed.ps.xml");
    site_free(site);
}

static void test_languages_stand_as_the_series_has_them(void **state)
{
    struct trial *site = papers();
    struct str languages[] = {STR("de"), STR("ps"), STR("en")};
    site->series.languages = languages;
    site->series.language_count = 3;
    make(site);
    assert_str(string_at(site, "index.html", "/html/@lang"), "ps");
    assert_str(string_at(site, "index.en.html", "//nav//li[3]"), "دری");
    site_free(site);
}

static void test_what_is_in_other_languages_is_counted(void **state)
{
    struct trial *site = papers();
    make(site);
    assert_int_equal(count_at(site, "index.html", "//*[@id='others']"), 0);
    assert_str(
        string_at(site, "index.fa-AF.html",
                  "//section[h2/@id='others']//li[a/@href='index.html']"),
        "English (۱)");
    site_free(site);
}

static void test_a_row_shows_a_brief_and_its_editions(void **state)
{
    struct trial *site = papers();
    make(site);
    struct arena *arena = site->arena;
    struct read_back back = read_back_html(site_file(site, "index.html"));
    assert_int_equal(count_in(&back, "//li[@class='row']"), 2);
    assert_str(string_in(arena, &back, "//li[@class='row'][2]//h3/a/@href"),
               "en/river.html");
    assert_str(string_in(arena, &back, "//li[@class='row'][2]//p[1]"),
               "Turns in dry years");
    assert_str(string_in(arena, &back, "//li[@class='row'][2]//p[2]"),
               "Mina Rahimi, Tomas Berg · Policy Brief · No.\u00A0"
               "7 · 2024");
    assert_str(string_in(arena, &back, "//li[@class='row'][2]//p[3]"),
               "In the U.S. nobody asks.");
    assert_int_equal(count_in(&back, "//li[@class='row'][2]//tr"), 3);
    assert_int_equal(count_in(&back, "//tr//a"), 12);
    assert_int_equal(count_in(&back, "//tr[th/span/@lang='ps']//a[@hreflang="
                                     "'ps'][@href='ps/river.ps.pdf']"),
                     1);
    read_back_free(&back);
    site_free(site);
}

static void test_what_is_not_there_has_no_link(void **state)
{
    struct trial *site = papers();
    site->briefs[0].formats = FORMAT_PDF;
    site->briefs[2].formats = 0;
    site->briefs[3].formats = 0;
    make(site);
    assert_str(string_at(site, "index.html", "//h3/a/@href"), "en/river.pdf");
    assert_int_equal(count_at(site, "index.html", "//h3"), 2);
    assert_int_equal(count_at(site, "index.html", "//h3/a"), 1);
    assert_int_equal(count_at(site, "index.html", "//tr"), 2);
    assert_int_equal(count_at(site, "index.html", "//tr[1]//a"), 1);
    assert_int_equal(count_at(site, "feed.xml", "//a:entry"), 1);
    assert_str(
        string_at(site, "feed.xml", "//a:entry/a:link[@rel='alternate']/@type"),
        "application/pdf");
    site_free(site);
}

static void test_rows_stand_newest_first(void **state)
{
    struct trial *site = site_new();
    add_brief(site, "", "undated", "title: undated\nlang: en", "X.");
    add_brief(site, "", "nine", "title: nine\nlang: en\ndate: 2021\nnumber: 9",
              "X.");
    add_brief(site, "", "ten", "title: ten\nlang: en\ndate: 2021\nnumber: 10",
              "X.");
    add_brief(site, "b", "same", "title: b\nlang: en\ndate: 2021\nnumber: 9",
              "X.");
    add_brief(site, "", "solar", "title: solar\nlang: en\ndate: 1402-01-01",
              "X.");
    add_brief(site, "", "new", "title: new\nlang: en\ndate: 2022-05", "X.");
    make(site);
    static const char *const order[] = {"solar", "new",  "ten",
                                        "b",     "nine", "undated"};
    for (size_t i = 0; i < COUNT(order); i++)
        assert_str(
            string_at(site, "index.html",
                      arena_printf(site->arena, "(//h3)[%zu]", i + 1).bytes),
            order[i]);
    site_free(site);
}

static void test_any_order_of_briefs_gives_the_same_bytes(void **state)
{
    struct trial *site = papers();
    make(site);
    struct output first = site->output;
    for (size_t i = 0; i < site->count / 2; i++) {
        struct site_brief brief = site->briefs[i];
        site->briefs[i] = site->briefs[site->count - 1 - i];
        site->briefs[site->count - 1 - i] = brief;
    }
    make(site);
    assert_int_equal(site->output.count, first.count);
    for (size_t i = 0; i < first.count; i++) {
        assert_true(str_equal(first.files[i].name, site->output.files[i].name));
        assert_true(
            str_equal(first.files[i].bytes, site->output.files[i].bytes));
    }
    site_free(site);
}

static void test_titles_are_never_markup(void **state)
{
    struct trial *site = site_new();
    add_brief(site, "a:b", "x\"y<z",
              "title: '</a><script>alert(1)</script> & \"two\"'\nlang: en\n"
              "abstract: '<img src=x onerror=alert(2)> &lt;b&gt; ]]>'\n"
              "authors: [{name: '<b>A</b>'}]",
              "X.");
    give_text(site, &site->series.meta.series, "en", "</title><script>");
    make(site);
    assert_int_equal(count_at(site, "index.html", "//script|//img|//b"), 0);
    assert_str(string_at(site, "index.html", "//h1"), "</title><script>");
    assert_str(string_at(site, "index.html", "//h3/a/@href"),
               "./a:b/x%22y%3Cz.html");
    assert_int_equal(count_at(site, "feed.xml", "//script|//a:script"), 0);
    assert_str(string_at(site, "feed.xml", "//a:entry/a:link/@href"),
               "./a:b/x%22y%3Cz.html");
    site_free(site);
}

static void test_the_series_speaks_for_itself(void **state)
{
    struct trial *site = papers();
    struct metadata *meta = &site->series.meta;
    give_text(site, &meta->series, "en", "Upland Notes");
    give_text(site, &meta->licence, "en", "CC BY 4.0");
    give_text(site, &meta->publisher, "en", "Institute for Upland Policy");
    give_text(site, &site->series.about, "en", "On water.");
    give_text(site, &site->series.about, "fa-AF", "دربارهٔ آب.");
    meta->issn = STR("2049-3630");
    make(site);
    assert_str(string_at(site, "index.html", "//title"), "Upland Notes");
    assert_str(string_at(site, "index.fa-AF.html", "//*[@class='aim']"),
               "دربارهٔ آب.");
    assert_int_equal(
        count_at(site, "index.fa-AF.html", "//h1[@lang='en'][@dir='ltr']"), 1);
    assert_true(str_find(string_at(site, "index.html", "//footer"),
                         STR("ISSN 2049-3630")) != STR_NONE);
    assert_str(string_at(site, "feed.xml", "/a:feed/a:author/a:name"),
               "Institute for Upland Policy");
    assert_str(string_at(site, "feed.fa-AF.xml", "/a:feed/a:subtitle"),
               "دربارهٔ آب.");
    site_free(site);
}

static void test_subjects_have_an_index(void **state)
{
    struct trial *site = papers();
    struct subject subjects[2] = {{.id = STR("water")}, {.id = STR("roads")}};
    give_text(site, &subjects[0].name, "en", "Water");
    give_text(site, &subjects[0].name, "fa-AF", "آب");
    give_text(site, &subjects[1].name, "en", "Roads");
    site->series.subjects = subjects;
    site->series.subject_count = 2;
    // As the tree of a brief with subjects has it.
    struct str record = site->briefs[0].record;
    size_t meta = str_find(record, STR("</meta>"));
    site->briefs[0].record = arena_printf(
        site->arena, "%.*s<subject id=\"water\">Water</subject>%.*s", (int)meta,
        record.bytes, (int)(record.count - meta), record.bytes + meta);
    make(site);
    assert_int_equal(
        count_at(site, "index.html", "//section[h2/@id='subjects']/h3"), 1);
    assert_str(string_at(site, "index.html",
                         "//section[h2/@id='subjects']//li/a/@href"),
               "en/river.html");
    assert_str(string_at(site, "feed.xml", "//a:category[@label]/@term"),
               "water");
    assert_int_equal(
        count_at(site, "index.fa-AF.html", "//section[h2/@id='subjects']"), 0);
    site_free(site);
}

static void test_a_site_without_briefs_is_a_page(void **state)
{
    struct trial *site = site_new();
    make(site);
    assert_int_equal(count_at(site, "index.html", "/html[@lang='en']//h1"), 1);
    assert_int_equal(count_at(site, "feed.xml", "//a:entry"), 0);
    site_free(site);
}

// ----- Feeds -----

static void assert_valid(const struct trial *site, const char *name)
{
    xmlRelaxNGParserCtxtPtr parser =
        xmlRelaxNGNewParserCtxt(QALAM_SOURCE_DIR "/tests/unit/atom.rng");
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    assert_non_null(schema);
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
    struct read_back back = read_back_xml(site_file(site, name));
    assert_int_equal(xmlRelaxNGValidateDoc(context, back.document), 0);
    // 4.1.2: an alternate where there is no content; one of a type and
    // language. 4.2.6: ids are told apart.
    assert_int_equal(
        count_in(&back, "//a:entry[not(a:link[@rel='alternate'])]"), 0);
    assert_int_equal(
        count_in(&back, "//a:link[@rel='alternate'][@type=preceding-sibling::"
                        "a:link[@rel='alternate']/@type]"),
        0);
    assert_int_equal(count_in(&back, "//a:id[. = preceding::a:id]"), 0);
    assert_int_equal(
        count_in(&back, "/a:feed/a:link[@rel='self']|/a:feed/a:title"), 2);
    read_back_free(&back);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
}

static void test_feeds_are_valid(void **state)
{
    struct trial *site = papers();
    site->briefs[0].bytes[FORMAT_INDEX_PDF] = 12345;
    make(site);
    assert_valid(site, "feed.xml");
    assert_valid(site, "feed.fa-AF.xml");
    assert_valid(site, "feed.ps.xml");
    assert_str(string_at(site, "feed.xml", "//a:link[@length]/@href"),
               "en/river.pdf");
    assert_str(string_at(site, "feed.xml", "/a:feed/a:updated"),
               "2025-02-01T00:00:00Z");
    assert_str(string_at(site, "feed.fa-AF.xml", "//a:published"),
               "2024-11-18T00:00:00Z");
    assert_str(string_at(site, "feed.xml", "//a:entry[2]/a:summary"),
               "In the U.S. nobody asks. Here all do.");
    assert_str(string_at(site, "feed.xml", "//a:entry[2]/a:title"),
               "The River: Turns in dry years");
    assert_int_equal(count_at(site, "feed.xml", "//a:entry[1]/a:summary"), 0);
    site_free(site);
}

static void test_feeds_keep_their_ids(void **state)
{
    struct trial *site = papers();
    make(site);
    struct str id = string_at(site, "feed.xml", "/a:feed/a:id");
    assert_true(str_starts(id, STR("urn:uuid:")));
    site->count--;
    make(site);
    assert_true(str_equal(id, string_at(site, "feed.xml", "/a:feed/a:id")));
    site->series.base = STR("https://example.org/papers/");
    make(site);
    assert_str(string_at(site, "feed.xml", "/a:feed/a:id"),
               "https://example.org/papers/feed.xml");
    assert_str(string_at(site, "feed.xml", "/a:feed/@xml:base"),
               "https://example.org/papers/");
    assert_valid(site, "feed.xml");
    site_free(site);
}

static void test_entries_have_ids_of_their_own(void **state)
{
    struct trial *site = site_new();
    add_brief(site, "a", "x", "title: A\nlang: en\nid: not a uri", "X.");
    add_brief(site, "b", "x", "title: B\nlang: en\nid: neither", "X.");
    add_brief(site, "c", "y", "title: C\nlang: en\ndoi: 10.1234/x", "X.");
    make(site);
    assert_valid(site, "feed.xml");
    assert_int_equal(count_at(site, "feed.xml", "//a:entry"), 3);
    assert_int_equal(count_at(site, "feed.xml", "//a:id[. = 'doi:10.1234/x']"),
                     1);
    site_free(site);
}

static void test_a_title_in_another_direction_is_marked(void **state)
{
    struct trial *site = site_new();
    add_brief(site, "", "x", "title: NATO و ما\nlang: fa-AF", "متن.");
    make(site);
    assert_str(string_at(site, "feed.xml", "//a:entry/a:title"),
               "\u200FNATO و ما");
    site_free(site);
}

// ----- Addresses -----

static void test_addresses_are_whole_with_a_base(void **state)
{
    struct trial *site = papers();
    site->series.base = STR("https://example.org/p \"q/");
    make(site);
    assert_str(
        string_at(site, "index.ps.html", "//link[@rel='canonical']/@href"),
        "https://example.org/p%20%22q/index.ps.html");
    assert_str(
        string_at(site, "index.ps.html", "//link[@hreflang='x-default']/@href"),
        "https://example.org/p%20%22q/index.html");
    assert_str(string_at(site, "index.ps.html", "//h3/a/@href"),
               "ps/river.ps.html");
    site_free(site);
}

static void test_pages_find_their_site(void **state)
{
    struct trial *site = site_new();
    site->series.base = STR("https://example.org/");
    struct page_links links = {0};
    site_links(site->arena, &site->series, STR(""), STR("en"), true, &links);
    assert_str(links.index, "index.html");
    assert_str(links.feed, "feed.xml");
    assert_str(links.base, "https://example.org/");
    site_links(site->arena, &site->series, STR("a b/c"), STR("fa-AF"), false,
               &links);
    assert_str(links.index, "../../index.fa-AF.html");
    assert_str(links.feed, "../../feed.fa-AF.xml");
    assert_str(links.base, "https://example.org/a%20b/c/");
    site_free(site);
}

// A brief's page, as a build of the series would write it below its folder.
static void add_page(struct trial *site, const char *folder, const char *stem,
                     struct brief *brief)
{
    struct output output = {.arena = site->arena};
    struct context context = {.arena = site->arena};
    struct page_links links = {.stem = str_of(stem),
                               .formats = FORMATS_DEFAULT};
    site_links(site->arena, &site->series, str_of(folder), brief->lang,
               str_equal(brief->lang, STR("en")), &links);
    xmlDocPtr document = xml_brief(brief, NULL);
    assert_true(
        html_write(brief, document, templates, links, &context, &output));
    xmlFreeDoc(document);
    for (size_t i = 0; i < output.count; i++)
        output_add(&site->output,
                   arena_printf(site->arena, "%s/%.*s", folder,
                                STR_ARG(output.files[i].name)),
                   output.files[i].bytes);
}

static void test_index_and_pages_lead_to_each_other(void **state)
{
    struct trial *site = papers();
    site->series.base = STR("https://example.org/papers/");
    make(site);
    struct brief *brief =
        brief_of("river.fa.md",
                 "---\ntitle: دریا\nlang: fa-AF\nseries: دفترهای کوهستان\n"
                 "editions: {en: ../en/river.md}\n---\n\nمتن.");
    add_page(site, "fa", "river.fa", brief);
    assert_int_equal(
        count_at(site, "index.fa-AF.html", "//a[@href='fa/river.fa.html']"), 2);
    assert_str(
        string_at(site, "fa/river.fa.html", "//p[@class='home']/a/@href"),
        "../index.fa-AF.html");
    assert_str(
        string_at(site, "fa/river.fa.html", "//link[@hreflang='en']/@href"),
        "https://example.org/papers/en/river.html");
    assert_str(
        string_at(site, "fa/river.fa.html", "//link[@rel='canonical']/@href"),
        "https://example.org/papers/fa/river.fa.html");
    show(site, "linked");
    brief_free(brief);
    site_free(site);
}

// ----- Many briefs -----

static struct str long_title(struct arena *arena, size_t i)
{
    static const char *const words[] = {"water", "roads",   "of",    "schools",
                                        "the",   "winters", "after", "markets"};
    struct buffer title = {0};
    buffer_printf(&title, "Brief %zu", i);
    for (size_t k = 0; k < i % 23; k++)
        buffer_printf(&title, " %s", words[(i + k * k) % COUNT(words)]);
    struct str copy = arena_str(arena, buffer_str(&title));
    buffer_release(&title);
    return copy;
}

static struct trial *many(size_t count)
{
    struct trial *site = papers();
    for (size_t i = 1; i <= count; i++) {
        struct str stem = arena_printf(site->arena, "brief-%zu", i);
        struct str title = long_title(site->arena, i);
        struct str front = arena_printf(
            site->arena,
            "title: %.*s\nlang: en\nnumber: %zu\ndate: %zu-%02zu-%02zu\n"
            "series: Mountain Papers\n%s"
            "editions: {en: %.*s.md, fa-AF: %.*s.fa.md}",
            STR_ARG(title), i, 2000 + i % 25, 1 + i % 12, 1 + i % 28,
            i % 3 ? "abstract: >-\n  This brief asks what a valley does with a "
                    "dry year, and what forty canals have learned of it so "
                    "far. It has no answer.\nauthors: [{name: Mina Rahimi}]\n"
                  : "",
            STR_ARG(stem), STR_ARG(stem));
        add_brief(site, "many", stem.bytes, front.bytes, "X.");
        if (i % 4)
            continue;
        stem = arena_printf(site->arena, "%.*s.fa", STR_ARG(stem));
        front = arena_printf(
            site->arena,
            "title: خلاصهٔ %zu دربارهٔ آب، راه و NATO\nlang: fa-AF\n"
            "subtitle: در سال\u200Cهای خشک\nseries: دفترهای کوهستان\n"
            "number: %zu\ndate: %zu-%02zu-01\nabstract: این نوشته "
            "می\u200Cپرسد. پاسخ ندارد.\nauthors: [{name: مینا رحیمی}, {name: "
            "John Smith, lang: en}]",
            i, i, 2000 + i % 25, 1 + i % 12);
        add_brief(site, "many", stem.bytes, front.bytes, "متن.");
    }
    return site;
}

static void test_two_hundred_briefs(void **state)
{
    struct trial *site = many(200);
    struct metadata *meta = &site->series.meta;
    give_text(site, &meta->series, "en", "Mountain Papers");
    give_text(site, &meta->series, "fa-AF", "دفترهای کوهستان");
    give_text(site, &meta->series, "ps", "د غرونو پاڼې");
    give_text(site, &site->series.about, "en",
              "What upland villages know of water, winters and roads, told to "
              "those who make the rules for them.");
    give_text(site, &site->series.about, "fa-AF",
              "آنچه ده\u200Cهای کوهستان از آب، زمستان و راه می\u200Cدانند.");
    give_text(site, &site->series.about, "ps",
              "هغه څه چې د غرونو کلي د اوبو او لارو په اړه پوهېږي.");
    give_text(site, &meta->licence, "en", "CC BY 4.0");
    struct organisation institute = {.abbreviation = STR("IMP"),
                                     .url = STR("https://mountain.example/")};
    give_text(site, &institute.names, "en", "Institute for Mountain Policy");
    give_text(site, &institute.names, "fa-AF", "انستیتوت پالیسی کوهستان");
    meta->organisations = &institute;
    meta->organisation_count = 1;
    meta->issn = STR("2049-3630");
    make(site);
    assert_int_equal(count_at(site, "index.html", "//h3"), 202);
    assert_int_equal(count_at(site, "index.fa-AF.html", "//h3"), 51);
    assert_int_equal(count_at(site, "index.fa-AF.html", "//tr"), 103);
    assert_str(
        string_at(site, "index.fa-AF.html", "//section[h2/@id='others']//bdi"),
        "(۱۵۱)");
    assert_valid(site, "feed.xml");
    assert_valid(site, "feed.fa-AF.xml");
    show(site, "many");
    site_free(site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_card_is_the_same_when_the_body_changes),
        cmocka_unit_test(test_a_card_holds_what_is_shown),
        cmocka_unit_test(test_the_lead_is_one_sentence),
        cmocka_unit_test(test_each_language_has_an_index),
        cmocka_unit_test(test_languages_stand_as_the_series_has_them),
        cmocka_unit_test(test_what_is_in_other_languages_is_counted),
        cmocka_unit_test(test_a_row_shows_a_brief_and_its_editions),
        cmocka_unit_test(test_what_is_not_there_has_no_link),
        cmocka_unit_test(test_rows_stand_newest_first),
        cmocka_unit_test(test_any_order_of_briefs_gives_the_same_bytes),
        cmocka_unit_test(test_titles_are_never_markup),
        cmocka_unit_test(test_the_series_speaks_for_itself),
        cmocka_unit_test(test_subjects_have_an_index),
        cmocka_unit_test(test_a_site_without_briefs_is_a_page),
        cmocka_unit_test(test_feeds_are_valid),
        cmocka_unit_test(test_feeds_keep_their_ids),
        cmocka_unit_test(test_entries_have_ids_of_their_own),
        cmocka_unit_test(test_a_title_in_another_direction_is_marked),
        cmocka_unit_test(test_addresses_are_whole_with_a_base),
        cmocka_unit_test(test_pages_find_their_site),
        cmocka_unit_test(test_index_and_pages_lead_to_each_other),
        cmocka_unit_test(test_two_hundred_briefs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
