// SPDX-License-Identifier: MIT
// A set of editions: whose facts are here, and what is said of their
// differences.
#include "compare/compare.h"

#include "compare/differences.h"
#include "base/fail.h"

#include <stdio.h>
#include <stdlib.h>

struct comparison {
    const struct inputs *inputs;
    struct compare_request request;
    struct edition_facts **facts; // of each source, until its set is compared
    bool *failed;
};

struct comparison *compare_new(const struct inputs *inputs,
                               struct compare_request request)
{
    struct comparison *comparison = ARENA_NEW(inputs->arena, struct comparison);
    *comparison = (struct comparison){.inputs = inputs, .request = request};
    comparison->facts =
        ARENA_ARRAY(inputs->arena, struct edition_facts *, inputs->count);
    comparison->failed = ARENA_ARRAY(inputs->arena, bool, inputs->count);
    return comparison;
}

void compare_free(struct comparison *comparison)
{
    for (size_t i = 0; comparison && i < comparison->inputs->count; i++)
        facts_free(comparison->facts[i]);
}

void compare_take(struct comparison *comparison, size_t index,
                  const struct brief *brief, const struct diag *diag)
{
    if (comparison->inputs->items[index]->set_count > 1)
        comparison->facts[index] = facts_take(brief, diag);
}

bool compare_failed(const struct comparison *comparison, size_t index)
{
    return comparison->failed[index];
}

// ----- Saying where -----

// An edition while its set is compared.
struct member {
    struct input *input;
    const struct edition_facts *facts;
    struct diag *diag;
    bool loaded; // its text
};

struct closing {
    struct comparison *comparison;
    struct arena *arena;
    struct member *members; // the original first
    size_t count;
};

// Where the set is not together, its texts were let go and are read again: of
// all that is kept of a set, only what differs needs its lines.
static const struct input_text *text_of(const struct closing *closing,
                                        struct member *member)
{
    struct input *input = member->input;
    if (!member->loaded) {
        input_read(input, &closing->comparison->inputs->options,
                   diag_new(closing->arena, STR("")));
        diag_set_text(member->diag, input->text.text);
    }
    member->loaded = true;
    return &input->text;
}

// The line of a key of the front matter; of the whole file where it has none.
static struct place place_of_key(const struct closing *closing,
                                 struct member *member, const char *key)
{
    struct front_block block;
    struct str text = text_of(closing, member)->text;
    if (!input_front(member->input, &block))
        return PLACE_NONE;
    size_t end = block.yaml_offset + block.yaml_count;
    for (size_t at = block.yaml_offset; at < end;) {
        struct str line = str_slice(text, at, end);
        size_t stop = str_find(line, STR("\n"));
        if (str_starts(line, str_of(key)) &&
            str_starts(str_slice(line, strlen(key), line.count), STR(":")))
            return (struct place){at, strlen(key)};
        at = stop == STR_NONE ? end : at + stop + 1;
    }
    return PLACE_NONE;
}

static struct str shown(const struct member *member)
{
    return member->input->names.shown;
}

// rivers.md:52, or rivers.md.
static struct str where(const struct closing *closing, struct member *member,
                        struct place place)
{
    const struct input_text *text = text_of(closing, member);
    if (!place_known(place) || text->text.count == 0)
        return shown(member);
    return arena_printf(closing->arena, "%.*s:%zu", STR_ARG(shown(member)),
                        input_text_place(text, place.offset).number);
}

static struct place key_place(const struct closing *closing,
                              struct member *member, const char *key,
                              struct place place)
{
    return key ? place_of_key(closing, member, key) : place;
}

static void tell(const struct closing *closing, struct member *edition,
                 const struct difference *difference)
{
    struct member *original = &closing->members[0];
    text_of(closing, edition);
    struct place at =
        key_place(closing, edition, difference->key, difference->at);
    struct str there =
        where(closing, original,
              key_place(closing, original, difference->original_key,
                        difference->original));
    struct message_args args = {difference->message, difference->what};
    switch (difference->side) {
    case ONLY_IN_ORIGINAL:
        args.b = there;
        args.c = STR("this edition");
        break;
    case ONLY_IN_EDITION:
        args.b = STR("this edition");
        args.c = there;
        break;
    case IN_BOTH:
        args.b = there;
        args.c = difference->other;
        break;
    }
    diag_report_args(edition->diag, at, args);
}

// ----- One set -----

enum { LIMIT_REPORTS = 50 }; // of one message in one edition

static void tell_all(const struct closing *closing, struct member *edition,
                     const struct differences *differences)
{
    size_t counts[MESSAGE_COUNT] = {0};
    for (size_t i = 0; i < differences->count; i++) {
        const struct difference *difference = &differences->items[i];
        if (!edition->facts->ignored[difference->message] &&
            counts[difference->message]++ < LIMIT_REPORTS)
            tell(closing, edition, difference);
    }
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (counts[i] > LIMIT_REPORTS)
            diag_report(
                edition->diag, PLACE_NONE, MESSAGE_check_more,
                arena_printf(closing->arena, "%zu", counts[i] - LIMIT_REPORTS),
                message_name(closing->arena, (enum message)i));
}

// Front matter that names things in several languages, and not in all.
static void tell_titles(const struct closing *closing, struct member *member)
{
    struct differences differences = {.arena = closing->arena};
    struct str *langs = ARENA_ARRAY(closing->arena, struct str, closing->count);
    for (size_t i = 0; i < closing->count; i++)
        langs[i] = closing->members[i].facts->lang;
    differences_of_titles(&differences, member->facts, langs, closing->count);
    for (size_t i = 0; i < differences.count; i++) {
        const struct difference *difference = &differences.items[i];
        if (member->facts->ignored[difference->message])
            continue;
        diag_report(member->diag,
                    place_of_key(closing, member, difference->key),
                    difference->message, difference->what, STR("this edition"),
                    difference->other);
    }
}

static void compare_member(const struct closing *closing, size_t index)
{
    struct differences differences = {.arena = closing->arena};
    if (index > 0) {
        differences_find(&differences, closing->members[0].facts,
                         closing->members[index].facts);
        tell_all(closing, &closing->members[index], &differences);
    }
    tell_titles(closing, &closing->members[index]);
}

static void begin_member(struct closing *closing, size_t index)
{
    struct comparison *comparison = closing->comparison;
    const struct compare_request *request = &comparison->request;
    struct member *member = &closing->members[closing->count++];
    *member = (struct member){.input = comparison->inputs->items[index],
                              .facts = comparison->facts[index]};
    member->diag = diag_new(closing->arena, member->input->names.shown);
    diag_set_strict(member->diag, request->strict);
    diag_set_quiet(member->diag, request->quiet);
    ignored_apply(request->ignored, member->diag);
}

static char *set_line(const struct closing *closing, size_t differences)
{
    char *line;
    size_t others = closing->count - 1;
    if (asprintf(&line, "%.*s and %zu other edition%s: %zu difference%s",
                 STR_ARG(shown(&closing->members[0])), others,
                 others == 1 ? "" : "s", differences,
                 differences == 1 ? "" : "s") < 0)
        fail_system("out of memory");
    return line;
}

static void print(const struct closing *closing, const size_t *indices,
                  struct compare_result *result)
{
    const struct compare_request *request = &closing->comparison->request;
    FILE *out = open_memstream(&result->messages, &result->message_count);
    if (!out)
        fail_system("out of memory");
    for (size_t i = 0; i < closing->count; i++) {
        struct diag *diag = closing->members[i].diag;
        diag_print(diag, out, request->json, request->color);
        result->errors += diag_count(diag, LEVEL_ERROR);
        result->warnings += diag_count(diag, LEVEL_WARNING);
        closing->comparison->failed[indices[i]] = diag_failed(diag);
    }
    if (fclose(out) != 0)
        fail_system("out of memory");
    result->line = set_line(closing, result->errors + result->warnings);
}

static void compare_set(struct comparison *comparison, const size_t *set,
                        size_t count, struct compare_result *result)
{
    struct closing closing = {comparison, arena_new()};
    size_t *indices = ARENA_ARRAY(closing.arena, size_t, count);
    closing.members = ARENA_ARRAY(closing.arena, struct member, count);
    for (size_t i = 0; i < count; i++)
        if (comparison->facts[set[i]]) {
            indices[closing.count] = set[i];
            begin_member(&closing, set[i]);
        }
    // Without its original, a set has nothing to be compared with.
    result->compared = closing.count > 1 && comparison->facts[set[0]];
    if (result->compared) {
        for (size_t i = 0; i < closing.count; i++)
            compare_member(&closing, i);
        print(&closing, indices, result);
    }
    arena_free(closing.arena);
}

static bool ends_set(const struct input *input, size_t index)
{
    for (size_t i = 0; i < input->set_count; i++)
        if (input->set[i] > index)
            return false;
    return input->set_count > 1;
}

struct compare_result compare_close(struct comparison *comparison, size_t index)
{
    struct compare_result result = {0};
    const struct input *input = comparison->inputs->items[index];
    if (!ends_set(input, index))
        return result;
    compare_set(comparison, input->set, input->set_count, &result);
    for (size_t i = 0; i < input->set_count; i++) {
        facts_free(comparison->facts[input->set[i]]);
        comparison->facts[input->set[i]] = NULL;
        input_release(comparison->inputs->items[input->set[i]]);
    }
    return result;
}
