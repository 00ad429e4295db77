// SPDX-License-Identifier: MIT
// The repair filters: goldens of tests/filters, the pairs of tests/data,
// and what must hold for every text: twice is once, and no word is lost.
//
// A golden is input, a line =====, the text expected after that filter alone,
// and maybe another ===== with the messages, LINE:COLUMN NAME each (- for one
// without a place). \u{200C} in it stands for that character. ACCEPT=1 writes
// what comes out: read the diff before you commit it.
#include "repairs.h"

#include <dirent.h>

// ----- Goldens -----

static struct str unescaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        unsigned character;
        int used = 0;
        if (str_starts(str_slice(text, at, text.count), STR("\\u{")) &&
            sscanf(text.bytes + at, "\\u{%X}%n", &character, &used) == 1 &&
            used > 0) {
            buffer_add_utf8(&out, character);
            at += (size_t)used;
        } else {
            buffer_add_byte(&out, text.bytes[at++]);
        }
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static struct str escaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        bool unseen = (c < 0x20 && c != '\n' && c != '\t') || c == 0xA0 ||
                      c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                      (c >= 0x2028 && c <= 0x202F) ||
                      (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
                      (c >= 0x80 && c < 0xA0);
        if (unseen)
            buffer_printf(&out, "\\u{%04X}", c);
        else
            buffer_add_utf8(&out, c);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

// Takes the text up to the next line ===== off *rest.
static struct str next_part(struct str *rest)
{
    size_t end = str_find(*rest, STR("=====\n"));
    struct str part = str_slice(*rest, 0, end == STR_NONE ? rest->count : end);
    *rest =
        str_slice(*rest, end == STR_NONE ? rest->count : end + 6, rest->count);
    return part;
}

static void accept(struct arena *arena, const char *path, struct str input,
                   struct repaired got)
{
    FILE *file = fopen(path, "wb");
    struct str text = escaped(arena, got.text);
    fprintf(file, "%.*s=====\n%.*s", STR_ARG(input), STR_ARG(text));
    if (got.messages.count > 0)
        fprintf(file, "=====\n%.*s", STR_ARG(got.messages));
    fclose(file);
}

static bool golden_holds(const char *path, struct chain chain)
{
    struct arena *arena = arena_new();
    struct str rest = unit_file(arena, path);
    struct str input = next_part(&rest);
    struct str text = unescaped(arena, input);
    struct str expected = unescaped(arena, next_part(&rest));
    struct repaired got = repair(arena, text, STR(""), chain);
    bool holds = true;
    if (getenv("ACCEPT")) {
        accept(arena, path, input, got);
    } else if (!str_equal(got.text, expected) ||
               !str_equal(got.messages, rest)) {
        struct str shown = escaped(arena, got.text);
        print_error("%s: got\n%.*s=====\n%.*s\n", path, STR_ARG(shown),
                    STR_ARG(got.messages));
        holds = false;
    }
    struct repaired again = repair(arena, got.text, STR(""), chain);
    if (!str_equal(again.text, got.text)) {
        print_error("%s: twice is not once:\n%.*s\n", path,
                    STR_ARG(again.text));
        holds = false;
    }
    // Letters may change in normalise, so words are counted after it.
    if (chain.filters[0] == normalise)
        text = repair(arena, text, STR(""), chain_of(normalise)).text;
    holds = same_words(path, text, got) && holds;
    arena_free(arena);
    return holds;
}

static void check_folder(const char *name, struct chain chain)
{
    char folder[3000], path[4000];
    size_t count = 0, failures = 0;
    snprintf(folder, sizeof folder, "%s/tests/filters/%s", QALAM_SOURCE_DIR,
             name);
    DIR *entries = opendir(folder);
    if (!entries)
        fail_msg("there are no goldens in tests/filters/%s", name);
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (!str_ends(str_of(entry->d_name), STR(".test")))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        failures += !golden_holds(path, chain);
        count++;
    }
    closedir(entries);
    assert_true(count > 0); // they were found at all
    assert_int_equal(failures, 0);
}

// Each filter alone, on the goldens in the folder of its name.
static void goldens_of_each(void **state)
{
    (void)state;
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair)
            check_folder(filters[i].name, chain_of(filters[i].repair));
}

// All in their order, on texts as they come out of pages.
static void goldens_of_all(void **state)
{
    (void)state;
    check_folder("repair", all_repairs());
}

// ----- The pairs of tests/data -----

static const char pairs_folder[] = UNIT_DATA("filters");

static struct str pair_file(struct arena *arena, const char *path)
{
    return unit_file(arena,
                     arena_printf(arena, "%s/%s", pairs_folder, path).bytes);
}

// Does tests/expected-failures name this case?
static bool fails_as_expected(struct arena *arena, struct str name)
{
    struct str list =
        unit_file(arena, QALAM_SOURCE_DIR "/tests/expected-failures");
    struct str line = arena_printf(arena, "\nnormalise/%.*s\n", STR_ARG(name));
    return str_find(list, line) != STR_NONE;
}

// NAME.LANG.in.md and NAME.LANG.out.md.
static void check_pair(const char *folder, const char *name)
{
    char relative[1000];
    struct arena *arena = arena_new();
    struct str stem = {name, strlen(name) - strlen(".in.md")};
    size_t dot = stem.count;
    while (dot > 0 && stem.bytes[dot - 1] != '.')
        dot--;
    struct str lang =
        language_canonical(arena, str_slice(stem, dot, stem.count));
    snprintf(relative, sizeof relative, "%s/%s", folder, name);
    struct str input = pair_file(arena, relative);
    snprintf(relative, sizeof relative, "%s/%.*s.out.md", folder,
             STR_ARG(stem));
    struct str expected = pair_file(arena, relative);
    struct chain chain = chain_of(normalise);
    struct repaired got = repair(arena, input, lang, chain);
    struct repaired again = repair(arena, expected, lang, chain);
    bool same = str_equal(got.text, expected);
    bool stable = str_equal(again.text, expected);
    if (fails_as_expected(arena, stem)) {
        if (same && stable)
            fail_msg("%s passes: strike it from tests/expected-failures", name);
    } else if (!same) {
        fail_msg("%s: got\n%.*s", name, STR_ARG(got.text));
    } else if (!stable) {
        fail_msg("%s: twice is not once", name);
    }
    arena_free(arena);
}

static void normalise_makes_the_pairs(void **state)
{
    (void)state;
    size_t count = 0;
    DIR *entries = opendir(UNIT_DATA("filters/normalise"));
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));)
        if (str_ends(str_of(entry->d_name), STR(".in.md"))) {
            check_pair("normalise", entry->d_name);
            count++;
        }
    closedir(entries);
    assert_int_equal(count, 41);
}

// ----- The shared data, where it is -----

static struct str shared_file(struct arena *arena, const char *relative)
{
    const char *path = unit_shared(relative);
    return path ? unit_file(arena, path) : (struct str){NULL, 0};
}

static bool is_skipped(void)
{
    if (unit_shared("data/README.md"))
        return false;
    print_message(UNIT_NO_SHARED);
    return true;
}

static void clean_briefs_stay_as_they_are(void **state)
{
    static const char *const briefs[] = {
        "data/prs/brief-huquq.md",     "data/ps/brief-huquq.md",
        "data/ru/brief-prava.md",      "data/tg/brief-huquq.md",
        "data/uz/brief-huquq-latn.md", "data/uz/brief-huquq-cyrl.md",
        "data/clean/brief-russia.md"};
    (void)state;
    if (is_skipped())
        return;
    for (size_t i = 0; i < sizeof briefs / sizeof briefs[0]; i++) {
        struct arena *arena = arena_new();
        struct str text = shared_file(arena, briefs[i]);
        struct repaired letters =
            repair(arena, text, STR(""), chain_of(normalise));
        struct repaired all = repair(arena, text, STR(""), all_repairs());
        if (!str_equal(letters.text, all.text))
            fail_msg("%s is changed", briefs[i]);
        // U+2010 becomes a hyphen, a letter and its hamza one; no more.
        for (size_t a = 0, b = 0; a < text.count && b < all.text.count;) {
            uint32_t before = utf8_next(text, &a);
            uint32_t after = utf8_next(all.text, &b);
            size_t mark = a;
            if (before != after && mark < text.count &&
                utf8_next(text, &mark) == 0x654)
                a = mark;
            else
                assert_int_equal(before == 0x2010 ? '-' : before, after);
        }
        arena_free(arena);
    }
}

static void notes_of_the_pairs(void **state)
{
    static const char *const names[] = {"sup-notes", "sup-not-notes",
                                        "superscript-digits", "html-notes"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct arena *arena = arena_new();
        char relative[200];
        snprintf(relative, sizeof relative, "footnotes/%s.in.md", names[i]);
        struct str input = pair_file(arena, relative);
        snprintf(relative, sizeof relative, "footnotes/%s.out.md", names[i]);
        struct str expected = pair_file(arena, relative);
        struct repaired got =
            repair(arena, input, STR("en"), chain_to("collect-notes"));
        if (!str_equal(got.text, expected))
            fail_msg("%s: got\n%.*s", names[i], STR_ARG(got.text));
        arena_free(arena);
    }
}

// The clean form, as far as YAML may be written in more than one way: without
// quotes, and prs for fa-AF.
static struct str loosely(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    size_t fence = 4 + str_find(str_slice(text, 4, text.count), STR("\n---\n"));
    for (size_t i = 0; i < text.count; i++) {
        struct str rest = str_slice(text, i, text.count);
        if (i < fence && text.bytes[i] == '"')
            continue;
        if (i < fence && str_starts(rest, STR("fa-AF:"))) {
            buffer_add_c(&out, "prs:");
            i += strlen("fa-AF:") - 1;
            continue;
        }
        buffer_add_byte(&out, text.bytes[i]);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static void the_seed_becomes_the_clean_brief(void **state)
{
    (void)state;
    if (is_skipped())
        return;
    struct arena *arena = arena_new();
    struct str seed = shared_file(arena, "data/seed/brief-russia.md");
    struct str clean = shared_file(arena, "data/clean/brief-russia.md");
    struct repaired got = repair(arena, seed, STR(""), all_repairs());
    struct str tidy = loosely(arena, got.text), wanted = loosely(arena, clean);
    for (size_t i = 0; i < tidy.count && i < wanted.count; i++)
        if (tidy.bytes[i] != wanted.bytes[i])
            fail_msg("byte %zu: got ‘%.*s’", i,
                     (int)(tidy.count - i < 60 ? tidy.count - i : 60),
                     tidy.bytes + i);
    assert_int_equal(tidy.count, wanted.count);
    struct repaired again = repair(arena, got.text, STR(""), all_repairs());
    assert_true(str_equal(again.text, got.text));
    // The one page break that cannot be decided is reported.
    assert_true(str_find(got.messages, STR("164:1 join-doubtful")) != STR_NONE);
    assert_true(same_words(
        "seed", repair(arena, seed, STR(""), chain_of(normalise)).text, got));
    arena_free(arena);
}

static void hostile_texts_do_no_harm(void **state)
{
    static const char *const pieces[] = {
        "<sup>1</sup>", "1 a\n\n", "[", "](", "{lang=ps}", "`", "**A** b\n\n",
        "> ", "- ", "<a", "\u200C", "---\n", "-\n", "\xD9\x8A", "# ", "|",
        "<span lang=ps>", "<a href=\"#fn1\">1</a>", "<li id=\"fn1\">",
        "<div><p>", "</div>", "[1](#_ftn1)", "\n[1](#_ftnref1) a", "[1] ",
        "treaty.1 a ", "a* ", "UN<sup>1</sup> ", "[1](\\#footnote\\-1) ",
        "1. a [↑](#footnote-ref-1)\n", "a [↑](#footnote-ref-1)\n\n", "[^1] ",
        "[^1]: a\n\n", "[^1] a\n\n", "[^a b] ", "[^a b]: x\n\n",
        "# a\n\n[^1]\n\n[^1]: b\n\n", "see note 1, ", "^[1] ", "\n\n[1]: a\n",
        "<sup><i>(1", "**<sup>1</sup>** a\n\n", "<sup> 1-9</sup>", "\\* a\n\n",
        "1. a\n", "<sup>a</sup>", "a <sup>a</sup>\n\n",
        "<p id=fn1><a href=#fn1>1</a>", "[[", "]]", "\n\nNotes\n\n1 a.1\n\n",
        // reversed: lines, one line, numbers, marks, lam-alef, shapes
        ".تسا هدش هدنک هک\n", ".تسا هدش هدنک هک ", "تسا 1-", "تسا \u064B",
        "تسا لا", "\uFE8E\uFE91 ", "تسا A 1 ("};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct arena *arena = arena_new();
        struct buffer text = {0};
        for (size_t n = 0; n < 20000; n++)
            buffer_add_c(&text, pieces[i]);
        repair(arena, buffer_str(&text), STR(""), all_repairs());
        buffer_release(&text);
        arena_free(arena);
    }
}

// ----- Damage -----

static size_t dice(uint32_t *state, size_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % sides;
}

// What a page or a copy does to a text, at one place of it: byte `at`, which
// is a space or an LF.
static void damage_at(struct buffer *out, struct str text, size_t at,
                      size_t kind)
{
    static const char *const inserted[] = {"\n\n",
                                           "\n\nRIVER NOTES\n\n",
                                           "\n\n17\n\n",
                                           "\n",
                                           "\n\n2 Ebd.\n\n",
                                           "\n\n---\n\n",
                                           "  \n",
                                           "\n\n# ",
                                           "\n\n**Anna Holm** ",
                                           "-\n",
                                           "\n\n\u00A9 2020 "};
    size_t count = sizeof inserted / sizeof inserted[0];
    size_t end = at + 1;
    if (kind >= count) // a line goes
        while (end < text.count && text.bytes[end] != '\n' &&
               text.bytes[end] != '<')
            end++;
    buffer_clear(out);
    buffer_add(out, str_slice(text, 0, at));
    buffer_add_c(out, inserted[kind < count ? kind : 0]);
    buffer_add(out, str_slice(text, end, text.count));
}

// What is cut within a tag is no tag any more, and its attributes are words.
static bool is_in_tag(struct str text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] != '<' && text.bytes[at - 1] != '>')
        at--;
    return at > 0 && text.bytes[at - 1] == '<';
}

static struct str damaged(struct arena *arena, struct str text, uint32_t *state)
{
    struct buffer out = {0};
    for (size_t times = 1 + dice(state, 6); times > 0; times--) {
        size_t at = dice(state, text.count);
        while (at < text.count && text.bytes[at] != ' ' &&
               text.bytes[at] != '\n')
            at++;
        if (at == text.count || is_in_tag(text, at))
            continue;
        damage_at(&out, text, at, dice(state, 12));
        text = arena_str(arena, buffer_str(&out));
    }
    buffer_release(&out);
    return text;
}

static size_t count_failures(const char *path, size_t times)
{
    size_t failures = 0;
    uint32_t state = 1;
    for (size_t i = 0; i < times; i++) {
        char name[4200];
        struct arena *arena = arena_new();
        struct str rest = unit_file(arena, path);
        struct str text = unescaped(arena, next_part(&rest));
        text = i == 0 ? text : damaged(arena, text, &state);
        snprintf(name, sizeof name, "%s, damage %zu", path, i);
        // Letters may change in normalise, so words are counted after it.
        struct str before =
            repair(arena, text, STR(""), chain_of(normalise)).text;
        struct repaired got = repair(arena, text, STR(""), all_repairs());
        size_t failed = !same_words(name, before, got);
        struct repaired again = repair(arena, got.text, STR(""), all_repairs());
        if (!str_equal(again.text, got.text)) {
            print_error("%s: tidied again, it changes\n", name);
            failed++;
        }
        if (failed > 0 && getenv("SHOW"))
            print_error("%.*s\n-----\n%.*s\n", STR_ARG(text),
                        STR_ARG(got.text));
        failures += failed;
        arena_free(arena);
    }
    return failures;
}

static void damage_loses_no_word_and_twice_is_once(void **state)
{
    static const char *const folders[] = {
        "tests/filters/repair", "tests/filters/front",
        "tests/filters/rejoin", "tests/filters/collect-notes",
        "examples/schools",     "tests/stages/extracted"};
    (void)state;
    size_t failures = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char folder[3000], path[4000];
        snprintf(folder, sizeof folder, "%s/%s", QALAM_SOURCE_DIR, folders[i]);
        DIR *entries = opendir(folder);
        assert_non_null(entries);
        for (struct dirent *entry; (entry = readdir(entries));) {
            struct str name = str_of(entry->d_name);
            if (!str_ends(name, STR(".test")) && !str_ends(name, STR(".md")))
                continue;
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            failures += count_failures(path, 35);
        }
        closedir(entries);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goldens_of_each),
        cmocka_unit_test(goldens_of_all),
        cmocka_unit_test(normalise_makes_the_pairs),
        cmocka_unit_test(clean_briefs_stay_as_they_are),
        cmocka_unit_test(notes_of_the_pairs),
        cmocka_unit_test(the_seed_becomes_the_clean_brief),
        cmocka_unit_test(hostile_texts_do_no_harm),
        cmocka_unit_test(damage_loses_no_word_and_twice_is_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
