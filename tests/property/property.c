// SPDX-License-Identifier: MIT
// Clean texts damaged by machine in each way that a repair filter repairs:
// what is certain is repaired, the rest stays, and twice is once.
//
// usage: property ROUNDS FILE.md…
// Each damage is done ROUNDS times to each text in its languages, each time in
// other places; the same ROUNDS make the same texts. The filters are given the
// damaged bytes and nothing else. What fails is left in property-case.md.
#include "property.h"

#include "model/context.h"
#include "base/fail.h"
#include "base/load.h"
#include "source/conservation.h"
#include "filters.h"
#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS_ALLOWED = 20, FAILURES_SHOWN = 12, FILTERS_MOST = 16 };

static const char case_path[] = "property-case.md";

// ----- The way of a text -----

struct tidied {
    bool decoded;
    struct str text, after[FILTERS_MOST]; // behind each repair filter
    size_t after_count;
    struct diag *diag;
};

static struct tidied tidy(struct arena *arena, struct str bytes,
                          struct str from)
{
    struct tidied done = {.diag = diag_new(arena, STR("damaged"))};
    struct context context = {.arena = arena,
                              .diag = done.diag,
                              .path = STR("damaged.md"),
                              .from = from,
                              .infer = true};
    alarm(SECONDS_ALLOWED);
    done.decoded = read_decode(bytes, &context, &done.text);
    if (!done.decoded)
        return done;
    diag_set_text(done.diag, done.text);
    struct source *source = source_new(arena, done.text);
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair &&
            conservation_repair(filters[i].name, filters[i].repair, source,
                           &context))
            done.after[done.after_count++] = source_text(source);
    done.text = source_text(source);
    alarm(0);
    return done;
}

// ----- What must hold -----

struct trial {
    const struct damage *damage;
    struct hurt *hurt;
    struct str bytes; // damaged
    size_t round;
    struct tidied tidied;
};

static void show_difference(struct str got, struct str wanted)
{
    size_t at = 0;
    while (at < got.count && at < wanted.count &&
           got.bytes[at] == wanted.bytes[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    while (from > 0 && ((unsigned char)got.bytes[from] & 0xC0) == 0x80)
        from--;
    struct str here = str_slice(got, from, at + 60);
    struct str there = str_slice(wanted, from, at + 60);
    printf("     byte %zu: got\n%.*s\n     wanted\n%.*s\n", at, STR_ARG(here),
           STR_ARG(there));
}

static bool failed(const struct trial *trial, const char *why)
{
    printf("FAIL %.*s, %s, round %zu: %s\n", STR_ARG(trial->hurt->clean->name),
           trial->damage->name, trial->round, why);
    FILE *file = fopen(case_path, "wb");
    if (!file || fwrite(trial->bytes.bytes, 1, trial->bytes.count, file) !=
                     trial->bytes.count)
        fail_system(case_path);
    fclose(file);
    return false;
}

// Takes the block away that a damage put in and that may stay, once.
static struct str without_block(const struct hurt *hurt, struct str text)
{
    struct str block =
        arena_printf(hurt->arena, "\n\n%.*s\n\n", STR_ARG(hurt->may_stay));
    size_t at = hurt->may_stay.count ? str_find(text, block) : STR_NONE;
    if (at == STR_NONE)
        return text;
    struct str rest = str_slice(text, at + block.count, text.count);
    return arena_printf(hurt->arena, "%.*s\n\n%.*s", (int)at, text.bytes,
                        STR_ARG(rest));
}

static bool is_repaired(const struct trial *trial)
{
    struct str got = without_block(trial->hurt, trial->tidied.text);
    if (str_equal(got, trial->hurt->expected))
        return true;
    failed(trial, "not repaired");
    show_difference(got, trial->hurt->expected);
    return false;
}

// The words of the clean text are there, each as often; what is more was put
// in by the damage.
static bool has_words(const struct trial *trial, struct str text)
{
    struct arena *arena = trial->hurt->arena;
    struct words clean = words_of(arena, trial->hurt->basis, false);
    struct words got = words_of(arena, text, false);
    struct words lost = words_without(arena, clean, got);
    struct words more = words_without(arena, got, clean);
    struct words added = words_of(arena, trial->hurt->added, false);
    bool good = lost.count == 0;
    if (!good)
        failed(trial, "a word is lost");
    for (size_t i = 0; i < lost.count; i++)
        printf("     ‘%.*s’ is lost\n", STR_ARG(lost.items[i]));
    for (size_t i = 0; i < more.count; i++) {
        bool known = false;
        for (size_t k = 0; k < added.count; k++)
            known = known || str_equal(added.items[k], more.items[i]);
        if (!known) {
            good = failed(trial, "a word is new");
            printf("     ‘%.*s’ is new\n", STR_ARG(more.items[i]));
        }
    }
    return good;
}

static bool has_block(struct str text, struct str block)
{
    for (size_t at = 0; at < text.count;) {
        size_t found = str_find(str_slice(text, at, text.count), block);
        if (found == STR_NONE)
            return false;
        at += found;
        bool starts =
            at < 2 || str_equal(str_slice(text, at - 2, at), STR("\n\n"));
        struct str rest = str_slice(text, at + block.count, text.count);
        if (starts && (str_starts(rest, STR("\n\n")) || rest.count < 2))
            return true;
        at++;
    }
    return false;
}

// Paragraphs of the clean text that the damage left alone are left alone. The
// block with the front matter is one of them.
static bool has_undamaged(const struct trial *trial)
{
    const struct clean *clean = trial->hurt->clean;
    for (size_t i = 0; i < clean->paragraph_count; i++) {
        struct str block = str_slice(clean->text, clean->paragraphs[i].start,
                                     clean->paragraphs[i].end);
        if (has_block(trial->bytes, block) &&
            !has_block(trial->tidied.text, block)) {
            failed(trial, "an undamaged paragraph is changed");
            printf("     %.*s\n", STR_ARG(block));
            return false;
        }
    }
    return true;
}

static size_t count_notes(struct str text)
{
    size_t notes = 0;
    for (size_t at = 0; at < text.count; at++)
        notes += (at == 0 || text.bytes[at - 1] == '\n') &&
                 str_starts(str_slice(text, at, text.count), STR("[^"));
    return notes;
}

static bool has_notes(const struct trial *trial)
{
    return count_notes(trial->tidied.text) >= count_notes(trial->bytes) ||
           failed(trial, "a note is lost");
}

// After each filter by itself, so that the one at fault is named.
static bool keeps_words(const struct trial *trial)
{
    for (size_t i = 0; i < trial->tidied.after_count; i++)
        if (!has_words(trial, trial->tidied.after[i])) {
            printf("     behind repair filter %zu\n", i + 1);
            return false;
        }
    return true;
}

static bool is_told(const struct trial *trial)
{
    const char *name = trial->damage->message;
    return !name ||
           diag_told(trial->tidied.diag, message_named(str_of(name))) ||
           failed(trial, "not told");
}

static bool twice_is_once(const struct trial *trial)
{
    struct tidied again = tidy(trial->hurt->arena, trial->tidied.text, STR(""));
    if (again.decoded && str_equal(again.text, trial->tidied.text))
        return true;
    failed(trial, "tidied again, it changes");
    show_difference(again.text, trial->tidied.text);
    return false;
}

static bool has_forms(struct str text)
{
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        if (c >= 0xFB50 && c <= 0xFEFC)
            return true;
    }
    return false;
}

static struct str next_block(struct str text, size_t *at)
{
    struct str rest = str_slice(text, *at, text.count);
    size_t end = str_find(rest, STR("\n\n"));
    end = end == STR_NONE ? rest.count : end;
    *at += end + 2;
    return str_slice(rest, 0, end);
}

static bool is_paragraph(const struct trial *trial, struct str block)
{
    size_t offset = 0;
    return block.count > 0 && is_letter(utf8_next(block, &offset)) &&
           words_between(block, 0, block.count) >= 20 &&
           !has_block(trial->bytes, block);
}

// Block for block, as it was or as it was damaged. Repairs of a letter count
// for no damage: shapes of letters go in what is not turned, too.
static bool is_turned_or_left(const struct trial *trial)
{
    bool all = trial->damage->fate == FATE_TURNED;
    size_t was = 0, is = 0, hurt = 0;
    while (was < trial->hurt->expected.count) {
        struct str wanted = next_block(trial->hurt->expected, &was);
        struct str got = next_block(trial->tidied.text, &is);
        struct str before = next_block(trial->bytes, &hurt);
        if (str_equal(got, wanted))
            continue;
        bool left = str_equal(got, before) ||
                    has_forms(before); // whose letters are repaired
        if (left && !(all && is_paragraph(trial, wanted)))
            continue;
        failed(trial, left ? "a paragraph is not turned" : "turned wrongly");
        show_difference(got, wanted);
        return false;
    }
    return true;
}

static bool judge(struct trial *trial)
{
    trial->tidied = tidy(trial->hurt->arena, trial->bytes, trial->hurt->from);
    if (!trial->tidied.decoded)
        return trial->damage->fate == FATE_REFUSED || failed(trial, "not read");
    if (diag_told(trial->tidied.diag, MESSAGE_filter_lost_words))
        return failed(trial, "a filter lost words, by its own account");
    switch (trial->damage->fate) {
    case FATE_REPAIRED:
    case FATE_REFUSED:
        if (!is_repaired(trial))
            return false;
        break;
    case FATE_TURNED:
    case FATE_LEFT:
        if (!is_turned_or_left(trial))
            return false;
        break;
    case FATE_WORDS:
        if (!keeps_words(trial) || !has_undamaged(trial) || !has_notes(trial))
            return false;
        break;
    }
    return is_told(trial) && twice_is_once(trial);
}

// ----- Texts and damages -----

static struct str read_whole(struct arena *arena, const char *path)
{
    struct str text;
    const char *why;
    if (!load_file(arena, path, &text, &why))
        fail_system(path);
    return text;
}

struct counts {
    size_t done, failed;
};

static void run(const char *path, const struct damage *damage, size_t round,
                struct counts *counts)
{
    struct arena *arena = arena_new();
    const char *name = strrchr(path, '/');
    struct clean *clean = clean_read(arena, str_of(name ? name + 1 : path),
                                     read_whole(arena, path));
    struct dice dice = {(round + 1) * 2654435769u + clean->text.count};
    struct hurt hurt = {.arena = arena,
                        .dice = &dice,
                        .clean = clean,
                        .expected = clean->text,
                        .basis = clean->text};
    for (const char *c = damage->name; *c; c++)
        dice.state = dice.state * 31 + (unsigned char)*c;
    dice_below(&dice, 2);
    if (clean_is(clean, damage->langs)) {
        struct trial trial = {.damage = damage, .hurt = &hurt, .round = round};
        trial.bytes = damage->apply(&hurt);
        counts->done += trial.bytes.count > 0;
        if (trial.bytes.count > 0 && !judge(&trial))
            counts->failed++;
    }
    arena_free(arena);
}

static void run_table(const char *path, const struct damage *table,
                      size_t count, size_t rounds, struct counts *counts)
{
    const char *only = getenv("ONLY");
    for (size_t i = 0; i < count; i++)
        for (size_t round = 0; round < rounds; round++)
            if (counts->failed < FAILURES_SHOWN &&
                (!only || strcmp(only, table[i].name) == 0))
                run(path, &table[i], round, counts);
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: property ROUNDS FILE.md...\n");
        return 2;
    }
    size_t rounds = strtoul(arguments[1], NULL, 10);
    struct counts counts = {0};
    read_setup();
    for (int i = 2; i < count; i++) {
        run_table(arguments[i], letter_damages, letter_damage_count, rounds,
                  &counts);
        run_table(arguments[i], page_damages, page_damage_count, rounds,
                  &counts);
        run_table(arguments[i], reversed_damages, reversed_damage_count, rounds,
                  &counts);
    }
    if (counts.failed == 0)
        unlink(case_path);
    printf("%s property: %zu damaged texts, %zu failed\n",
           counts.failed ? "FAIL" : "ok  ", counts.done, counts.failed);
    return counts.failed > 0;
}
