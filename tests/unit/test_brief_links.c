// SPDX-License-Identifier: MIT
// Links to the sources of other briefs: where they lead, what is said.
#include "folders.h"
#include "reading.h"

#include "brief_links.h"
#include "model/formats.h"
#include "series/series.h"

#define OTHER                                                                  \
    "---\ntitle: Two\nlang: en\nslug: second\n---\n\n# The findings\n\nText. " \
    "<a id=\"p\"></a>\n\n## End {#last}\n"
#define DARI "---\ntitle: سه\nlang: fa-AF\n---\n\n# یافته\u200Cها\n"

struct linked {
    struct reading reading;
    struct input input;
    struct arena *arena;
};

static struct linked link_up(const char *line, const char *base,
                             unsigned formats)
{
    struct linked now = {.arena = arena_new()};
    struct series series = {.base = str_of(base)};
    const char *path = in_folder("one.md");
    char folder[256];
    snprintf(folder, sizeof folder, "%s", in_folder("more"));
    mkdir(folder, 0700);
    put_file(in_folder("two.md"), STR(OTHER));
    put_file(in_folder("more/three.fa.md"), STR(DARI));
    struct str text = arena_printf(now.arena, FRONT "%s\n", line);
    put_file(path, text);
    now.reading = reading_of_file(path, text);
    now.input = input_named(now.arena, path, NULL);
    now.input.series = &series;
    now.input.folder = "y";
    const struct input_options options = {0};
    brief_links_resolve(now.reading.brief, &now.reading.context, &now.input,
                        &options, formats);
    return now;
}

static void release(struct linked *now)
{
    reading_free(&now->reading);
    arena_free(now->arena);
}

static void leads(const char *line, const char *base, const char *dump,
                  const char *said)
{
    struct linked now = link_up(line, base, 0);
    assert_str(reading_dump(&now.reading, "  paragraph\n", "      text"), dump);
    assert_str(reading_said(&now.reading), said);
    release(&now);
}

static void links_lead_to_pages(void **state)
{
    (void)state;
    leads("[a](two.md)", "",
          "    link url=\"second.html\" printed=\"second.pdf\"\n", "");
    leads("[a](./two.md#the-findings)", "",
          "    link url=\"second.html#the-findings\" printed=\"second.pdf\"\n",
          "");
    leads("[a](two.md#The%20findings)", "",
          "    link url=\"second.html#the-findings\" printed=\"second.pdf\"\n",
          "");
    leads("[a](two.md#p)", "",
          "    link url=\"second.html#p\" printed=\"second.pdf\"\n", "");
    leads("[a](two.md#last)", "",
          "    link url=\"second.html#last\" printed=\"second.pdf\"\n", "");
    leads("[آ](more/three.fa.md#یافته\u200Cها)", "",
          "    link url=\"more/three.fa.html#یافتهها\" "
          "printed=\"more/three.fa.pdf\"\n",
          "");
    leads("[a](../x/two.md)", "", "    link url=\"../x/two.md\"\n", "");
}

static void addresses_are_those_of_the_series(void **state)
{
    (void)state;
    leads("[a](two.md)", "https://example.org/",
          "    link url=\"second.html\" "
          "printed=\"https://example.org/y/second.pdf\" "
          "book=\"https://example.org/y/second.epub\"\n",
          "");
}

static void what_is_not_there_is_told(void **state)
{
    (void)state;
    leads("[a](two.md#nothing)", "",
          "    link url=\"second.html\" printed=\"second.pdf\"\n",
          "6:1 link-part-missing\n");
    // check_links says that it is local.
    leads("[a](four.md)", "", "    link url=\"four.md\"\n", "");
    struct linked now =
        link_up("[a](two.md) [b](two.md)", "", 1u << FORMAT_INDEX_EPUB);
    assert_str(reading_said(&now.reading), "6:1 link-unbound\n");
    release(&now);
}

static void other_links_stay(void **state)
{
    (void)state;
    leads("[a](https://example.org/two.md)", "",
          "    link url=\"https://example.org/two.md\"\n", "");
    leads("[a](#two.md)", "", "    link url=\"#two.md\"\n", "");
    leads("[a](two.pdf)", "", "    link url=\"two.pdf\"\n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(links_lead_to_pages),
        WITH_FOLDER(addresses_are_those_of_the_series),
        WITH_FOLDER(what_is_not_there_is_told),
        WITH_FOLDER(other_links_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
