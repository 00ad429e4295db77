// SPDX-License-Identifier: MIT
// Messages that are switched off, before and after they are reported.
#include "unit.h"

#include "messages/ignored.h"

#include <stdio.h>
#include <stdlib.h>

static bool prints(const struct diag *diag, const char *name)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(diag, out, false, false);
    fclose(out);
    bool found = str_find((struct str){bytes, count}, str_of(name)) != STR_NONE;
    free(bytes);
    return found;
}

static void what_was_told_is_taken_back(void **state)
{
    struct arena *arena = arena_new();
    for (int strict = 0; strict < 2; strict++) {
        struct diag *diag = diag_new(arena, STR("a.md"));
        diag_set_strict(diag, strict == 1);
        diag_report(diag, PLACE_NONE, MESSAGE_note_empty, STR("1"));
        diag_report(diag, PLACE_NONE, MESSAGE_note_unused, STR("2"));
        diag_ignore(diag, MESSAGE_note_empty);
        diag_ignore(diag, MESSAGE_note_empty);
        diag_report(diag, PLACE_NONE, MESSAGE_note_empty, STR("3"));
        enum level level = strict ? LEVEL_ERROR : LEVEL_WARNING;
        assert_int_equal(diag_count(diag, level), 1);
        assert_int_equal(diag_failed(diag), strict == 1);
        assert_false(diag_broken(diag));
        assert_true(diag_told(diag, MESSAGE_note_empty));
        assert_true(diag_reported(diag, MESSAGE_note_empty, STR("3")));
        assert_false(prints(diag, "note-empty"));
        assert_true(prints(diag, "note-unused"));
        diag_ignore(diag, MESSAGE_note_unused);
        assert_false(diag_failed(diag));
    }
    arena_free(arena);
}

static void an_error_stays_an_error(void **state)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena, STR("a.md"));
    diag_set_strict(diag, true);
    diag_report(diag, PLACE_NONE, MESSAGE_empty_text);
    diag_report(diag, PLACE_NONE, MESSAGE_note_empty, STR("1"));
    assert_true(diag_broken(diag));
    diag_ignore(diag, MESSAGE_note_empty);
    assert_true(diag_broken(diag));
    assert_true(diag_failed(diag));
    arena_free(arena);
}

static void names_are_known(void **state)
{
    struct arena *arena = arena_new();
    struct ignored ignored = {{false}};
    assert_int_equal(ignored_add(&ignored, STR("note-empty")), IGNORING_DONE);
    assert_int_equal(ignored_add(&ignored, STR("link_local")), IGNORING_DONE);
    assert_int_equal(ignored_add(&ignored, STR("empty-text")), IGNORING_ERROR);
    assert_int_equal(ignored_add(&ignored, STR("")), IGNORING_UNKNOWN);
    assert_int_equal(ignored_add(&ignored, STR("note")), IGNORING_UNKNOWN);
    assert_true(ignored.off[MESSAGE_note_empty]);
    assert_true(ignored.off[MESSAGE_link_local]);
    assert_false(ignored.off[MESSAGE_empty_text]);
    assert_true(
        str_equal(ignored_meant(arena, STR("note-emty")), STR("note-empty")));
    assert_int_equal(ignored_meant(arena, STR("xyzzy")).count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_told_is_taken_back),
        cmocka_unit_test(an_error_stays_an_error),
        cmocka_unit_test(names_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
