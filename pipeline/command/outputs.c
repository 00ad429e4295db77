// SPDX-License-Identifier: MIT
// The files are found and named here; what is wrong with them the helper says.
#include "command/outputs.h"

#include "base/load.h"
#include "draw/draw.h"
#include "preflight/rules/rules.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct outputs {
    struct arena *arena;
    struct draw *draw;
    unsigned wanted; // bit 1 << STANDARD_…; 0: what a file claims
    bool json, quiet, failed;
    size_t files;
    enum exit_status status;
};

// ----- Standards by name -----

static bool find_standard(struct str word, enum standard *standard)
{
    for (enum standard i = 0; i < STANDARD_COUNT; i++)
        if (str_equal(word, str_of(rules_standard_word(i)))) {
            *standard = i;
            return true;
        }
    return false;
}

// ua-1+a-2a
static bool read_standards(const char *words, unsigned *wanted)
{
    for (const char *at = words;; at++) {
        struct str word = {at, strcspn(at, "+")};
        enum standard standard;
        if (!find_standard(word, &standard)) {
            fprintf(stderr, "qalam check: ‘--pdf-standard %.*s’ is none of",
                    STR_ARG(word));
            for (enum standard i = 0; i < STANDARD_COUNT; i++)
                fprintf(stderr, " %s%s", rules_standard_word(i),
                        i + 1 < STANDARD_COUNT ? "," : "\n");
            return false;
        }
        *wanted |= 1u << standard;
        at += word.count;
        if (*at == '\0')
            return true;
    }
}

// ----- One file -----

struct finding {
    enum rule rule;
    long object, page;
    struct str detail;
};
struct findings {
    struct finding *items;
    size_t count, capacity;
    unsigned claims;
    enum standard archive; // of PDF/A that is claimed
    bool has_archive;
};

static struct str next_part(struct str *text, char end)
{
    const char *found =
        text->count ? memchr(text->bytes, end, text->count) : NULL;
    size_t count = found ? (size_t)(found - text->bytes) : text->count;
    struct str part = str_slice(*text, 0, count);
    *text = str_slice(*text, count + 1, text->count);
    return part;
}

static long number_of(struct outputs *outputs, struct str text)
{
    return strtol(arena_c_string(outputs->arena, text), NULL, 10);
}

static void take_claim(struct findings *findings, struct str word)
{
    enum standard standard;
    if (!find_standard(word, &standard))
        return;
    findings->claims |= 1u << standard;
    if (standard >= STANDARD_A2B) {
        findings->archive = standard;
        findings->has_archive = true;
    }
}

static void take_line(struct outputs *outputs, struct findings *findings,
                      struct str line)
{
    struct str first = next_part(&line, '\t');
    if (str_equal(first, STR("claim"))) {
        take_claim(findings, line);
        return;
    }
    long rule = number_of(outputs, first);
    struct finding finding = {.rule = (enum rule)rule};
    finding.object = number_of(outputs, next_part(&line, '\t'));
    finding.page = number_of(outputs, next_part(&line, '\t'));
    finding.detail = line;
    if (first.count > 0 && rule >= 0 && rule < RULE_COUNT)
        ARENA_PUSH(outputs->arena, findings->items, findings->count,
                   findings->capacity) = finding;
}

static void print_json(const char *path, enum standard standard,
                       const struct finding *finding)
{
    struct buffer line = {0};
    buffer_add_c(&line, "{\"file\":");
    buffer_add_json(&line, str_of(path));
    buffer_printf(&line,
                  ",\"standard\":\"%s\",\"clause\":\"%s\",\"object\":%ld,"
                  "\"page\":%ld,\"text\":",
                  rules_standard_word(standard),
                  rules_clause(finding->rule, standard), finding->object,
                  finding->page);
    buffer_add_json(&line, str_of(rules_text(finding->rule)));
    buffer_add_c(&line, ",\"detail\":");
    buffer_add_json(&line, finding->detail);
    printf("%.*s}\n", STR_ARG(buffer_str(&line)));
    buffer_release(&line);
}

static void print_text(const char *path, enum standard standard,
                       const struct finding *finding)
{
    printf("%s: error: %s %s: %s", path, rules_standard_name(standard),
           rules_clause(finding->rule, standard), rules_text(finding->rule));
    if (finding->detail.count > 0)
        printf(": %.*s", STR_ARG(finding->detail));
    const char *before = " (";
    if (finding->page > 0) {
        printf("%spage %ld", before, finding->page);
        before = ", ";
    }
    if (finding->object > 0) {
        printf("%sobject %ld", before, finding->object);
        before = ", ";
    }
    puts(*before == ',' ? ")" : "");
}

static void print_sum(const struct outputs *outputs, const char *path,
                      enum standard standard, size_t failed)
{
    size_t count = rules_count(standard);
    if (outputs->json)
        printf("{\"file\":\"%s\",\"standard\":\"%s\",\"rules\":%zu,"
               "\"failed\":%zu}\n",
               path, rules_standard_word(standard), count, failed);
    else if (failed > 0)
        printf("%s: %s: %zu rules checked, %zu failed\n", path,
               rules_standard_name(standard), count, failed);
    else if (!outputs->quiet)
        printf("%s: %s: %zu rules checked, none failed\n", path,
               rules_standard_name(standard), count);
}

// A claim of another part or level than what the file is judged by.
static void add_claim_findings(struct outputs *outputs,
                               struct findings *findings,
                               enum standard standard)
{
    if (standard < STANDARD_A2B || !findings->has_archive ||
        findings->archive == standard)
        return;
    const char *claimed = rules_standard_word(findings->archive);
    const char *wanted = rules_standard_word(standard);
    enum rule rule = claimed[2] == wanted[2] ? RULE_A_CONFORMANCE : RULE_A_PART;
    ARENA_PUSH(outputs->arena, findings->items, findings->count,
               findings->capacity) =
        (struct finding){.rule = rule, .detail = str_of(claimed)};
}

static void judge(struct outputs *outputs, const char *path,
                  struct findings *findings, enum standard standard)
{
    bool failed[RULE_COUNT] = {false};
    size_t count = 0, before = findings->count;
    add_claim_findings(outputs, findings, standard);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (!rules_clause(finding->rule, standard))
            continue;
        count += !failed[finding->rule];
        failed[finding->rule] = true;
        if (outputs->json)
            print_json(path, standard, finding);
        else
            print_text(path, standard, finding);
    }
    findings->count = before;
    print_sum(outputs, path, standard, count);
    outputs->failed |= count > 0;
}

static void check_bytes(struct outputs *outputs, const char *path,
                        struct str bytes)
{
    struct buffer lines = {0};
    struct findings findings = {0};
    enum draw_result result = draw_checks(outputs->draw, bytes, &lines);
    if (result != DRAWN) {
        printf("%s: error: %s\n", path,
               result == DRAWN_ABSENT   ? "qalam-draw is not installed"
               : result == DRAWN_FAILED ? "it takes too long to judge"
                                        : "not a PDF file that can be read");
        outputs->failed = true;
        return;
    }
    for (struct str rest = buffer_str(&lines); rest.count > 0;)
        take_line(outputs, &findings, next_part(&rest, '\n'));
    unsigned wanted = outputs->wanted ? outputs->wanted : findings.claims;
    if (wanted == 0) // what qalam makes where nothing is said
        wanted = 1u << STANDARD_UA1 | 1u << STANDARD_A2A;
    for (enum standard i = 0; i < STANDARD_COUNT; i++)
        if (wanted & 1u << i)
            judge(outputs, path, &findings, i);
    buffer_release(&lines);
}

static void check_file(struct outputs *outputs, const char *path)
{
    const size_t most = (size_t)DRAW_REQUEST_MEBIBYTES * DRAW_MEBIBYTE;
    struct arena *arena = arena_new();
    struct str bytes;
    const char *why;
    outputs->files++;
    if (load_file_within(arena, path, most, &bytes, &why)) {
        check_bytes(outputs, path, bytes);
    } else {
        fprintf(stderr, "qalam: %s: %s\n", path, why);
        outputs->status = EXIT_MACHINE;
    }
    arena_free(arena);
}

// ----- Folders -----

static bool is_pdf(const char *path)
{
    char start[5] = "";
    FILE *file = fopen(path, "rb");
    size_t count = file ? fread(start, 1, sizeof start, file) : 0;
    if (file)
        fclose(file);
    return str_equal((struct str){start, count}, STR("%PDF-"));
}

static void check_path(struct outputs *outputs, const char *path, bool given);

static void check_folder(struct outputs *outputs, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0) {
        fprintf(stderr, "qalam: %s cannot be read\n", path);
        outputs->status = EXIT_MACHINE;
        return;
    }
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.') {
            struct str inside =
                arena_printf(outputs->arena, "%s/%s", path, entries[i]->d_name);
            check_path(outputs, arena_c_string(outputs->arena, inside), false);
        }
        free(entries[i]);
    }
    free(entries);
}

static void check_path(struct outputs *outputs, const char *path, bool given)
{
    struct stat facts;
    bool found = (given ? stat(path, &facts) : lstat(path, &facts)) == 0;
    if (found && S_ISDIR(facts.st_mode))
        check_folder(outputs, path);
    else if (given || (found && S_ISREG(facts.st_mode) && is_pdf(path)))
        check_file(outputs, path);
}

enum exit_status outputs_check(const struct options *options)
{
    struct outputs outputs = {.json = options_given(options, FLAG_json),
                              .quiet = options_given(options, FLAG_quiet)};
    const char *standards = options->values[FLAG_pdf_standard];
    if (standards && !read_standards(standards, &outputs.wanted))
        return EXIT_USAGE;
    outputs.arena = arena_new();
    outputs.draw = draw_new(DRAW_MILLISECONDS);
    for (size_t i = 0; i < options->operand_count; i++)
        check_path(&outputs, options->operands[i], true);
    if (outputs.files == 0)
        fputs("qalam check: there are no PDF files here\n", stderr);
    draw_free(outputs.draw);
    arena_free(outputs.arena);
    if (outputs.status != EXIT_BUILT)
        return outputs.status;
    return outputs.failed || outputs.files == 0 ? EXIT_INPUT : EXIT_BUILT;
}
