// SPDX-License-Identifier: MIT
// The web page: every word once, notes linked both ways, languages marked,
// text that looks like markup stays text.
#include "unit.h"

#include "briefs.h"
#include "backends/html/html.h"
#include "read_back.h"

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

// ----- A page, read again by another parser -----

struct page {
    struct arena *arena;
    struct output output;
    struct str html;
    struct read_back back;
};

static struct page linked_page_of(const struct brief *brief,
                                  struct page_links links)
{
    struct page page = {.arena = arena_new()};
    page.output.arena = page.arena;
    xmlDocPtr document = xml_brief(brief, NULL);
    struct context context = {.arena = page.arena};
    assert_true(
        html_write(brief, document, templates, links, &context, &page.output));
    xmlFreeDoc(document);
    page.html = page.output.files[0].bytes;
    if (getenv("QALAM_LOOK"))
        fprintf(stderr, "%.*s", STR_ARG(page.html));
    page.back = read_back_html(page.html);
    return page;
}

static struct page page_of(const struct brief *brief)
{
    struct page_links links = {
        .stem = STR("made by-hand"), .formats = FORMATS_DEFAULT, .page_count = 8};
    return linked_page_of(brief, links);
}

static void page_free(struct page *page)
{
    read_back_free(&page->back);
    arena_free(page->arena);
}

static size_t count_of(const struct page *page, const char *expression)
{
    return count_in(&page->back, expression);
}

static struct str string_of(struct page *page, const char *expression)
{
    return string_in(page->arena, &page->back, expression);
}

// ----- Briefs -----

static struct brief *english(void)
{
    struct brief *brief = brief_in("en", DIRECTION_LTR);
    static const char *const notes[] = {
        "The first note, on *rivers*.",
        ("The second note is long enough that it runs over one line of the "
         "page, and so shows how lines of a note hang."),
        "Ibid., p. 3."};
    add_notes(brief, 3, notes);
    struct metadata *meta = &brief->meta;
    add_text(brief, &meta->title, "en", DIRECTION_LTR, NODE_PHRASE,
             "Who Owns the Water?");
    add_text(brief, &meta->subtitle, "en", DIRECTION_LTR, NODE_PHRASE,
             "Rivers and treaties after 2021");
    add_text(brief, &meta->series, "en", DIRECTION_LTR, NODE_PHRASE,
             "The Open Gate");
    add_text(brief, &meta->kind, "en", DIRECTION_LTR, NODE_PHRASE,
             "Policy Brief");
    add_text(brief, &meta->abstract, "en", DIRECTION_LTR, NODE_PASSAGE,
             "This brief asks who may take water from a river that crosses "
             "two borders, and what a treaty would have to say.[1]");
    heading(brief, brief->body, 2, "a-river", "A river with two banks");
    block(brief, brief->body, NODE_PARAGRAPH,
          "The river rises in the *high* valleys.[2] Snow feeds it.");
    heading(brief, brief->body, 4, "levels", "How the level is measured");
    block(brief, brief->body, NODE_PARAGRAPH,
          "A gauge stands at the bridge.[3] It is read twice a day.[2]");
    struct node *recommendations =
        heading(brief, brief->body, 2, "recommendations", "Recommendations");
    recommendations->as.heading.role = HEADING_RECOMMENDATIONS;
    struct node *list = child(brief, brief->body, NODE_LIST);
    list->as.list.ordered = true;
    list->as.list.start = 1;
    for (int i = 0; i < 3; i++)
        block(brief, child(brief, list, NODE_ITEM), NODE_PARAGRAPH,
              "The basin commission should publish what the gauges say.");
    return brief;
}

static void test_notes_are_linked_both_ways(void **state)
{
    struct brief *brief = english();
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//main//*[@role='doc-noteref']"), 4);
    assert_int_equal(
        count_of(&page, "//main//*[@role='doc-endnotes']//li[@id]"), 3);
    assert_int_equal(count_of(&page, "//*[@role='doc-backlink']"), 4);
    // Each leads to the other.
    assert_int_equal(count_of(&page,
                              "//a[@role='doc-noteref'][substring(@href, 2) = "
                              "//li[.//a[@role='doc-backlink']]/@id]"),
                     4);
    assert_int_equal(count_of(&page,
                              "//a[@role='doc-backlink'][substring(@href,"
                              " 2) = //a[@role='doc-noteref']/@id]"),
                     4);
    assert_str(string_of(&page, "//a[@role='doc-noteref'][1]"), "1");
    page_free(&page);
    brief_free(brief);
}

static void test_ids_are_unique(void **state)
{
    struct brief *brief = english();
    // A heading that is called as a note, and as a place of the page.
    heading(brief, brief->body, 2, "fn-n2", "A note");
    heading(brief, brief->body, 2, "notes", "Notes on method");
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//*[@id = preceding::*/@id]"), 0);
    assert_int_equal(count_of(&page, "//h2[@id = 'fn-n2']"), 1);
    assert_int_equal(count_of(&page, "//h2[@id = 'notes']"), 1);
    assert_int_equal(count_of(&page, "//a[starts-with(@href, '#')]"
                                     "[not(substring(@href, 2) = //@id)]"),
                     0);
    page_free(&page);
    brief_free(brief);
}

static void test_levels_have_no_gap(void **state)
{
    struct brief *brief = english();
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//h1"), 1);
    assert_int_equal(count_of(&page, "//h3[@id='levels']"), 1);
    page_free(&page);
    brief_free(brief);
}

static void test_boxed_recommendations_are_a_section(void **state)
{
    struct brief *brief = english();
    struct node *box = child(brief, brief->body, NODE_BOX);
    box->as.box.kind = BOX_RECOMMENDATIONS;
    heading(brief, box, 3, "what-to-do", "What to do");
    block(brief, box, NODE_PARAGRAPH, "Publish the gauges.");
    block(brief, brief->body, NODE_PARAGRAPH, "After the box.");
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//section[@class='recommendations']"
                                     "/h2[@id='what-to-do']"),
                     1);
    assert_int_equal(count_of(&page, "//nav//a[@href='#what-to-do']"), 1);
    assert_int_equal(count_of(&page, "//div/p[. = 'After the box.']"), 1);
    page_free(&page);
    brief_free(brief);
}

static void test_text_is_never_markup(void **state)
{
    struct brief *brief = english();
    block(brief, brief->body, NODE_PARAGRAPH,
          "<script>alert(1)</script> & <b>");
    add_text(brief, &brief->meta.short_title, "en", DIRECTION_LTR, NODE_PHRASE,
             "</title><script>");
    brief->meta.title.items[0].content->first->as.text.text =
        STR("</script><script>alert(\"2\")</script>");
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//script"), 1);
    assert_int_equal(count_of(&page, "//b"), 0);
    assert_str(string_of(&page, "//h1"),
               "</script><script>alert(\"2\")</script>");
    page_free(&page);
    brief_free(brief);
}

static void test_addresses_are_safe(void **state)
{
    struct brief *brief = english();
    struct edition editions[] = {{STR("en"), STR("a b.md")},
                                 {STR("ps"), STR("javascript:alert(1)")},
                                 {STR("fa-AF"), STR("../fa/brief.md")}};
    brief->meta.editions = editions;
    brief->meta.edition_count = 3;
    struct organisation organisations[] = {
        {.url = STR("javascript:alert(2)")},
        {.url = STR("https://example.org/a b\"c")}};
    brief->meta.organisations = organisations;
    brief->meta.organisation_count = 2;
    brief->meta.doi = STR("10.1/<x>\"y");
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//a[starts-with(@href, 'java')]"), 0);
    assert_int_equal(count_of(&page, "//a[@href='../fa/brief.html']"), 1);
    assert_int_equal(
        count_of(&page, "//footer//a[@href='https://example.org/a%20b%22c']"),
        1);
    assert_int_equal(
        count_of(&page, "//a[@href='https://doi.org/10.1/%3Cx%3E%22y']"), 2);
    page_free(&page);
    brief_free(brief);
}

static void test_a_page_is_linked_with_its_site(void **state)
{
    struct brief *brief = english();
    struct edition editions[] = {{STR("fa-AF"), STR("../fa/a b.md"), false},
                                 {STR("en"), STR("x.md"), true}};
    brief->meta.editions = editions;
    brief->meta.edition_count = 2;
    struct page_links links = {.stem = STR("a b"),
                               .formats = FORMAT_PDF,
                               .index = STR("../index.html"),
                               .feed = STR("../feed.xml"),
                               .base = STR("https://example.org/en/")};
    struct page page = linked_page_of(brief, links);
    assert_str(string_of(&page, "//a[@href='../index.html']"), "The Open Gate");
    assert_int_equal(count_of(&page, "//link[@rel='alternate'][@href='../feed."
                                     "xml'][@type='application/atom+xml']"),
                     1);
    assert_str(string_of(&page, "//link[@rel='canonical']/@href"),
               "https://example.org/en/a%20b.html");
    assert_str(string_of(&page, "//link[@hreflang='en']/@href"),
               "https://example.org/en/a%20b.html");
    assert_str(string_of(&page, "//link[@hreflang='fa-AF']/@href"),
               "https://example.org/fa/a%20b.html");
    assert_str(string_of(&page, "//link[@hreflang='x-default']/@href"),
               "https://example.org/en/a%20b.html");
    assert_str(string_of(&page, "//meta[@name='citation_pdf_url']/@content"),
               "https://example.org/en/a%20b.pdf");
    page_free(&page);
    brief_free(brief);
}

static void test_a_page_without_a_site_has_no_such_links(void **state)
{
    struct brief *brief = english();
    struct page page = page_of(brief);
    assert_int_equal(
        count_of(&page, "//link[@rel='canonical' or @rel='up' or @hreflang or "
                        "@type='application/atom+xml']"),
        0);
    assert_int_equal(count_of(&page, "//p[@class='home']//a"), 0);
    assert_str(string_of(&page, "//meta[@name='citation_pdf_url']/@content"),
               "made%20by-hand.pdf");
    page_free(&page);
    brief_free(brief);
}

static void test_controls_are_left_out(void **state)
{
    struct brief *brief = english();
    block(brief, brief->body, NODE_PARAGRAPH,
          "bell\x07 escape\x1B next\xC2\x85 end\xEF\xBF\xBF.");
    struct page page = page_of(brief);
    assert_true(str_find(page.html, STR("bell escape next end.")) != STR_NONE);
    page_free(&page);
    brief_free(brief);
}

static void test_language_changes_are_marked(void **state)
{
    struct brief *brief = brief_in("fa-AF", DIRECTION_RTL);
    static const char *const notes[] = {"John Smith, A Short Book (2001)."};
    add_notes(brief, 1, notes);
    brief->notes[0]->content->lang = STR("en");
    add_text(brief, &brief->meta.title, "fa-AF", DIRECTION_RTL, NODE_PHRASE,
             "دریاها و مرزها");
    add_text(brief, &brief->meta.series, "en", DIRECTION_LTR, NODE_PHRASE,
             "The Open Gate");
    block(brief, brief->body, NODE_PARAGRAPH, "آب از کوه می\u200Cآید.[1]");
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "/html[@lang='fa-AF'][@dir='rtl']"), 1);
    assert_int_equal(count_of(&page, "//header//bdi[@lang='en'][@dir='ltr']"),
                     1);
    assert_int_equal(count_of(&page, "//li/div[@lang='en'][@dir='ltr']/p"), 1);
    assert_str(string_of(&page, "//a[@role='doc-noteref']"), "۱");
    assert_str(string_of(&page, "//small"), "۸ صفحه");
    page_free(&page);
    brief_free(brief);
}

static void test_deep_nesting_keeps_its_text(void **state)
{
    struct brief *brief = english();
    struct node *holder = brief->body;
    for (int i = 0; i < 5000; i++)
        holder = child(brief, holder, NODE_QUOTE);
    block(brief, holder, NODE_PARAGRAPH, "Deep down.");
    struct page page = page_of(brief);
    assert_true(str_find(page.html, STR("<p>Deep down.</p>")) != STR_NONE);
    page_free(&page);
    brief_free(brief);
}

// The house's look adds nothing; another one sheet, which pages share.
static void test_theme(void **state)
{
    struct brief *brief = english();
    struct page page = page_of(brief);
    assert_int_equal(count_of(&page, "//link[@rel='stylesheet']"), 1);
    page_free(&page);
    assert_true(theme_set_accent(&brief->meta.theme, STR("saffron")));
    assert_true(theme_set_pattern(&brief->meta.theme, STR("60")));
    page = page_of(brief);
    struct str sheet = string_of(&page, "//link[@rel='stylesheet'][2]/@href");
    assert_true(str_starts(sheet, STR("assets/theme-")));
    bool lattice = false, found = false;
    for (size_t i = 0; i < page.output.count; i++) {
        const struct output_file *file = &page.output.files[i];
        lattice |= str_equal(file->name, STR("assets/lattice-60.svg"));
        if (!str_equal(file->name, sheet))
            continue;
        found = true;
        assert_true(str_find(file->bytes, STR("--accent: #855100;")) !=
                    STR_NONE);
        assert_true(str_find(file->bytes, STR("--accent: #f0bd6f;")) !=
                    STR_NONE);
        assert_true(str_find(file->bytes, STR("url(lattice-60.svg)")) !=
                    STR_NONE);
        assert_true(str_find(file->bytes, STR("font-face")) == STR_NONE);
    }
    assert_true(lattice && found);
    page_free(&page);
    brief_free(brief);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes_are_linked_both_ways),
        cmocka_unit_test(test_ids_are_unique),
        cmocka_unit_test(test_levels_have_no_gap),
        cmocka_unit_test(test_boxed_recommendations_are_a_section),
        cmocka_unit_test(test_text_is_never_markup),
        cmocka_unit_test(test_addresses_are_safe),
        cmocka_unit_test(test_a_page_is_linked_with_its_site),
        cmocka_unit_test(test_a_page_without_a_site_has_no_such_links),
        cmocka_unit_test(test_controls_are_left_out),
        cmocka_unit_test(test_language_changes_are_marked),
        cmocka_unit_test(test_deep_nesting_keeps_its_text),
        cmocka_unit_test(test_theme),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
