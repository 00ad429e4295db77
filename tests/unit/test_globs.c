// SPDX-License-Identifier: MIT
// Patterns of `briefs`: as people write them for git and for shells.
#include "unit.h"

#include "series/globs.h"
#include "series/series.h"

static void patterns(void **state)
{
    static const struct {
        const char *pattern, *path;
        bool matches;
    } rows[] = {
        {"*.md", "a.md", true},
        {"*.md", "texts/b/a.md", true}, // no slash: in any folder
        {"*.md", "a.txt", false},
        {"./a.md", "a.md", true},
        {"texts/*.md", "texts/a.md", true},
        {"texts/*.md", "texts/b/a.md", false},
        {"texts/*.md", "a.md", false},
        {"texts/**/*.md", "texts/a.md", true},
        {"texts/**/*.md", "texts/b/c/a.md", true},
        {"texts/**/*.md", "other/texts/a.md", false},
        {"**/*.md", "a.md", true},
        {"**/*.md", "b/c/a.md", true},
        {"**/drafts/*", "a/drafts/b.md", true},
        {"**/drafts/**", "a/drafts/b/c.md", true},
        {"**/drafts/**", "drafts.md", false},
        {"texts/**", "texts/a/b.md", true},
        {"texts/**", "texts", false},
        {"texts/", "texts/a/b.md", true},
        {"texts/", "texts.md", false},
        {"**/drafts/", "a/drafts/b/c.md", true},
        {"a/**/b/**/c", "a/b/x/b/y/c", true},
        {"a/**/b/**/c", "a/x/y/c", false},
        {"brief-?.md", "brief-7.md", true},
        {"brief-?.md", "brief-۷.md", true}, // a character, not a byte
        {"brief-?.md", "brief-.md", false},
        {"brief-?.md", "brief-77.md", false},
        {"?.md", "/.md", false},
        {"*a*b*c", "xaxbxc", true},
        {"*a*b*c", "xaxcxb", false},
        {"نوشته*", "نوشته\u200Cها.md", true},
        {"[a].md", "a.md", false}, // no sets: the brackets mean themselves
        {"[a].md", "[a].md", true},
        {"", "a.md", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (glob_matches(str_of(rows[i].pattern), str_of(rows[i].path)) !=
            rows[i].matches)
            fail_msg("%s and %s", rows[i].pattern, rows[i].path);
}

static void inside(void **state)
{
    assert_true(glob_stays_inside(STR("texts/**/*.md")));
    assert_true(glob_stays_inside(STR("..a/b..")));
    assert_false(glob_stays_inside(STR("../a.md")));
    assert_false(glob_stays_inside(STR("a/../../b")));
    assert_false(glob_stays_inside(STR("a/..")));
    assert_false(glob_stays_inside(STR("/etc/*")));
    assert_false(glob_stays_inside(STR("")));
}

// Patterns that make other matchers try everything.
static void long_patterns(void **state)
{
    enum { TIMES = 3000 };
    struct arena *arena = arena_new();
    char *stars = arena_alloc(arena, 3 * TIMES + 2);
    char *path = arena_alloc(arena, 2 * TIMES + 1);
    for (size_t i = 0; i < TIMES; i++) {
        memcpy(stars + 2 * i, "*a", 2);
        path[i] = 'a';
    }
    stars[2 * TIMES] = 'b';
    assert_false(glob_matches(str_of(stars), str_of(path)));
    for (size_t i = 0; i < TIMES; i++) {
        memcpy(stars + 3 * i, "**/", 3);
        memcpy(path + 2 * i, "a/", 2);
    }
    stars[3 * TIMES] = 'b';
    stars[3 * TIMES + 1] = '\0';
    assert_false(glob_matches(str_of(stars), str_of(path)));
    arena_free(arena);
}

static bool holds(const char *const *globs, size_t count, const char *path)
{
    struct str items[4];
    for (size_t i = 0; i < count; i++)
        items[i] = str_of(globs[i]);
    struct series series = {.globs = items, .glob_count = count};
    return series_holds(&series, str_of(path));
}

// The last pattern that matches decides.
static void which_are_briefs(void **state)
{
    static const char *const chosen[] = {"texts/**/*.md", "!texts/drafts/**",
                                         "texts/drafts/ready.md"};
    static const char *const all_but[] = {"!drafts/**"};
    assert_true(holds(NULL, 0, "any/file.md"));
    assert_true(holds(chosen, 3, "texts/a.md"));
    assert_false(holds(chosen, 3, "notes.md"));
    assert_false(holds(chosen, 3, "texts/drafts/a.md"));
    assert_true(holds(chosen, 3, "texts/drafts/ready.md"));
    assert_true(holds(all_but, 1, "a.md"));
    assert_false(holds(all_but, 1, "drafts/a.md"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns),
        cmocka_unit_test(inside),
        cmocka_unit_test(long_patterns),
        cmocka_unit_test(which_are_briefs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
