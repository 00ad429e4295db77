// SPDX-License-Identifier: MIT
// Our reading of pattern files against libhyphen's own: the same hyphens in
// every word that a pattern spells, and in words made of several.
#include "typeset/paragraph/patterns.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 60 };

static struct arena *arena;

static struct str file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return (struct str){0};
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size + 1);
    size_t count = fread(bytes, 1, size, file);
    fclose(file);
    return (struct str){bytes, count};
}

static void hyphens(HyphenDict *dictionary, const char *word, char *out)
{
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    memset(out, 0, LONGEST * 3);
    assert_int_equal(hnj_hyphen_hyphenate3(dictionary, word, (int)strlen(word),
                                           out, NULL, &replacements, &positions,
                                           &cuts, 3, 3, 3, 3),
                     0);
    assert_null(replacements);
}

static void same_of_word(HyphenDict *ours, HyphenDict *theirs, const char *word)
{
    char own[LONGEST * 3], other[LONGEST * 3];
    hyphens(ours, word, own);
    hyphens(theirs, word, other);
    if (strcmp(own, other) != 0)
        print_message("%s\n", word);
    assert_string_equal(own, other);
}

// The letters of a pattern, behind those that are there already.
static void add_letters(char *word, const char *line)
{
    size_t count = strlen(word);
    for (; (unsigned char)*line > ' ' && count < LONGEST; line++)
        if (*line != '.' && (*line < '0' || *line > '9'))
            word[count++] = *line;
    word[count] = '\0';
}

static void compare_words(HyphenDict *ours, HyphenDict *theirs, struct str text,
                          size_t step)
{
    char line[256], several[LONGEST + 1] = "";
    FILE *lines = fmemopen((char *)text.bytes, text.count, "r");
    for (size_t i = 1; fgets(line, sizeof line, lines); i++) {
        char word[LONGEST + 1] = "";
        if (i % step != 0 || line[0] == '#' ||
            (line[0] >= 'A' && line[0] <= 'Z'))
            continue;
        add_letters(word, line);
        add_letters(several, line);
        if (ours->utf8 && strlen(word) == LONGEST)
            continue; // may be cut within a letter
        if (*word)
            same_of_word(ours, theirs, word);
        if (strlen(several) > LONGEST / 3) {
            if (!ours->utf8 || strlen(several) < LONGEST)
                same_of_word(ours, theirs, several);
            several[0] = '\0';
        }
    }
    fclose(lines);
}

static void same_levels(const HyphenDict *ours, const HyphenDict *theirs)
{
    assert_string_equal(ours->cset, theirs->cset);
    assert_int_equal(ours->utf8, theirs->utf8);
    assert_int_equal(ours->lhmin, theirs->lhmin);
    assert_int_equal(ours->rhmin, theirs->rhmin);
    assert_int_equal(ours->clhmin, theirs->clhmin);
    assert_int_equal(ours->crhmin, theirs->crhmin);
    assert_int_equal(ours->nohyphenl, theirs->nohyphenl);
    assert_int_equal(!ours->nohyphen, !theirs->nohyphen);
    const char *own = ours->nohyphen, *other = theirs->nohyphen;
    for (int i = 0; own && i <= ours->nohyphenl; i++) {
        assert_string_equal(own, other);
        own += strlen(own) + 1;
        other += strlen(other) + 1;
    }
    assert_int_equal(!ours->nextlevel, !theirs->nextlevel);
    if (ours->nextlevel)
        same_levels(ours->nextlevel, theirs->nextlevel);
}

static void same_as_libhyphen(const char *path, size_t step)
{
    arena = arena_new();
    struct str text = file_text(path);
    if (text.count == 0) {
        print_message("%s is not installed: skipped\n", path);
    } else {
        HyphenDict *ours = patterns_read(arena, text);
        LEAKS_ALLOWED;
        HyphenDict *theirs = hnj_hyphen_load(path);
        LEAKS_REPORTED;
        assert_non_null(ours);
        same_levels(ours, theirs);
        compare_words(ours, theirs, text, step);
        hnj_hyphen_free(theirs);
    }
    arena_free(arena);
}

static void english_in_utf8(void **state)
{
    (void)state;
    same_as_libhyphen("/usr/share/hyphen/hyph_en_GB.dic", 1);
    same_as_libhyphen("/usr/share/hyphen/hyph_en_US.dic", 1);
}

static void russian_in_8_bits(void **state)
{
    (void)state;
    same_as_libhyphen("/usr/share/hyphen/hyph_ru_RU.dic", 1);
}

static void french_in_two_levels(void **state)
{
    (void)state;
    same_as_libhyphen("/usr/share/hyphen/hyph_fr.dic", 1);
}

// Every seventh: the others say the same.
static void german_with_compounds(void **state)
{
    (void)state;
    same_as_libhyphen("/usr/share/hyphen/hyph_de_DE.dic", 7);
}

// Hungarian "asszony" becomes "asz-szony".
static void spelling_that_changes_is_not_ours(void **state)
{
    (void)state;
    arena = arena_new();
    assert_null(patterns_read(arena, STR("UTF-8\na1b\n.as3szon/sz=,2,1\n")));
    assert_non_null(patterns_read(arena, STR("UTF-8\na1b % a/b\n")));
    assert_non_null(patterns_read(arena, STR("")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_in_utf8),
        cmocka_unit_test(russian_in_8_bits),
        cmocka_unit_test(french_in_two_levels),
        cmocka_unit_test(german_with_compounds),
        cmocka_unit_test(spelling_that_changes_is_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
