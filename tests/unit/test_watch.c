// SPDX-License-Identifier: MIT
// Paths, hosts and ranges of requests; what is added to a page; events.
#include "unit.h"

#include "watch/inject.h"
#include "watch/live.h"
#include "watch/request_path.h"
#include "watch/watch_files.h"

static void paths_below_the_folder(void **state)
{
    static const struct {
        const char *url, *path;
    } rows[] = {{"/", ""},
                {"/a.html", "a.html"},
                {"/a/", "a/"},
                {"/a/b%20c.pdf", "a/b c.pdf"},
                {"/%D8%A2%D8%A8.html", "\u0622\u0628.html"},
                {"/a%2Bb", "a+b"},
                {"/a..b/c.", "a..b/c."}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str path;
        assert_true(request_path(arena, str_of(rows[i].url), &path));
        assert_str(path, rows[i].path);
    }
    arena_free(arena);
}

static void paths_that_lead_out(void **state)
{
    static const char *const urls[] = {
        "",         "a",          "/..",        "/../a",  "/a/../b",
        "/%2e%2e",  "/.%2e/a",    "/a%2f..",    "//a",    "/a//b",
        "/.qalam/", "/a/.b",      "/%2Eqalam/", "/a%00b", "/a%0Ab",
        "/%",       "/%4",        "/%zz",       "/a%7F",  "/%C0%AE%C0%AE",
        "/%FF",     "/a/%2e%2e/", "/./a",       "/a%2fb"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(urls); i++) {
        struct str path;
        if (request_path(arena, str_of(urls[i]), &path))
            fail_msg("%s was taken", urls[i]);
    }
    arena_free(arena);
}

static void hosts(void **state)
{
    static const char *const good[] = {"localhost", "LOCALHOST:8017",
                                       "127.0.0.1:80", "[::1]", "[::1]:65535"};
    static const char *const bad[] = {
        "",          "localhost.",     "localhost.example", "example",
        "127.0.0.2", "[::2]",          "localhost:8x",      "localhost:123456",
        "::1",       "localhost:80:80"};
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(request_host_good(str_of(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        if (request_host_good(str_of(bad[i])))
            fail_msg("%s was taken", bad[i]);
}

// RFC 9110 14.1.2: the ranges of its examples, over 10000 bytes.
static void ranges(void **state)
{
    static const struct {
        const char *header;
        enum byte_range range;
        uint64_t first, count;
    } rows[] = {{"bytes=0-499", RANGE_PART, 0, 500},
                {"bytes=500-999", RANGE_PART, 500, 500},
                {"bytes=-500", RANGE_PART, 9500, 500},
                {"bytes=9500-", RANGE_PART, 9500, 500},
                {"bytes=9999-20000", RANGE_PART, 9999, 1},
                {"bytes=-20000", RANGE_PART, 0, 10000},
                {"bytes=10000-", RANGE_BEYOND, 0, 0},
                {"bytes=-0", RANGE_BEYOND, 0, 0},
                {"bytes=5-4", RANGE_NONE, 0, 0},
                {"bytes=0-0,-1", RANGE_NONE, 0, 0},
                {"bytes=", RANGE_NONE, 0, 0},
                {"bytes=-", RANGE_NONE, 0, 0},
                {"bytes=1", RANGE_NONE, 0, 0},
                {"bytes=99999999999999999999-", RANGE_NONE, 0, 0},
                {"pages=0-1", RANGE_NONE, 0, 0},
                {"", RANGE_NONE, 0, 0}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint64_t first = 0, count = 0;
        enum byte_range range =
            request_range(str_of(rows[i].header), 10000, &first, &count);
        if (range != rows[i].range ||
            (range == RANGE_PART &&
             (first != rows[i].first || count != rows[i].count)))
            fail_msg("%s", rows[i].header);
    }
    uint64_t first, count;
    assert_int_equal(request_range(STR("bytes=0-"), 0, &first, &count),
                     RANGE_BEYOND);
}

static void tags(void **state)
{
    assert_true(request_names_tag(STR("\"a\", \"b\""), STR("\"b\"")));
    assert_true(request_names_tag(STR("*"), STR("\"b\"")));
    assert_false(request_names_tag(STR("\"ab\""), STR("\"b\"")));
    assert_false(request_names_tag(STR(""), STR("\"b\"")));
    assert_false(request_names_tag(STR("\"\""), STR("")));
}

static void types(void **state)
{
    assert_string_equal(request_content_type(STR("a/b.epub")),
                        "application/epub+zip");
    assert_string_equal(request_content_type(STR("A.PDF")), "application/pdf");
    assert_string_equal(request_content_type(STR("state")),
                        "application/octet-stream");
}

static void injected_into_the_head(void **state)
{
    struct arena *arena = arena_new();
    struct str mark = STR("<x>");
    assert_str(inject(arena, STR("<html><head></head><p>"), mark),
               "<html><head><x></head><p>");
    assert_str(inject(arena,
                      STR("<!-- </head> --><script>'</head>'</script></HEAD>"),
                      mark),
               "<!-- </head> --><script>'</head>'</script><x></HEAD>");
    assert_str(inject(arena, STR("<!doctype html><p>"), mark),
               "<!doctype html><x><p>");
    assert_str(inject(arena, STR("plain"), mark), "<x>plain");
    assert_str(inject(arena, STR("<!doctype"), mark), "<!doctype<x>");
    arena_free(arena);
}

static void files_of_editors(void **state)
{
    static const char *const ignored[] = {".a.md.swp", "a.md~", "4913", "#a#",
                                          ".#a.md",    "a.tmp", ""};
    for (size_t i = 0; i < COUNT(ignored); i++)
        assert_true(watch_files_ignores(ignored[i]));
    assert_false(watch_files_ignores("a.md"));
    assert_false(watch_files_ignores("series.yaml"));
}

static struct str read_twice(struct live_reader *reader, char *bytes,
                             size_t size)
{
    // The opening, which has nothing to wait for, and then the events.
    size_t count = live_read(reader, bytes, size);
    count += live_read(reader, bytes + count, size - count);
    return (struct str){bytes, count};
}

// What was told between a page and its first question comes all the same.
static void events_since_a_page(void **state)
{
    char bytes[512], wanted[512];
    struct live *live = live_new();
    uint64_t since = live_last(live);
    live_tell(live, "page", STR("{}"));
    struct live_reader *reader = live_reader_new(live, since);
    assert_int_equal(live_readers(live), 1);
    struct str text = read_twice(reader, bytes, sizeof bytes);
    int count = snprintf(wanted, sizeof wanted,
                         "retry: 1000\n\nid: %llu\nevent: page\ndata: {}\n\n",
                         (unsigned long long)since + 1);
    assert_true(str_equal(text, (struct str){wanted, (size_t)count}));
    live_end(live);
    assert_int_equal(live_read(reader, bytes, sizeof bytes), 0);
    live_reader_free(reader);
    live_free(live);
}

// Of an earlier server, or too far behind: all is to be loaded anew.
static void events_that_are_lost(void **state)
{
    char bytes[512];
    struct live *live = live_new();
    for (int i = 0; i < 2000; i++)
        live_tell(live, "page", STR("{}"));
    uint64_t last = live_last(live);
    const uint64_t since[] = {0, last - 1500, last + 1};
    for (size_t i = 0; i < COUNT(since); i++) {
        struct live_reader *reader = live_reader_new(live, since[i]);
        struct str text = read_twice(reader, bytes, sizeof bytes);
        assert_true(str_find(text, STR("event: all")) != STR_NONE);
        assert_true(str_find(text, STR("event: page")) == STR_NONE);
        live_reader_free(reader);
    }
    live_free(live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_below_the_folder),
        cmocka_unit_test(paths_that_lead_out),
        cmocka_unit_test(hosts),
        cmocka_unit_test(ranges),
        cmocka_unit_test(tags),
        cmocka_unit_test(types),
        cmocka_unit_test(injected_into_the_head),
        cmocka_unit_test(files_of_editors),
        cmocka_unit_test(events_since_a_page),
        cmocka_unit_test(events_that_are_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
