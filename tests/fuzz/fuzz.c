// SPDX-License-Identifier: MIT
// Broken texts, made from whole ones: none may crash, hang or leak.
//
// usage: fuzz ROUNDS SEED FILE.md…
// Each round takes a piece of one file, damages it and goes the whole way to
// all three formats in this process, which is built with sanitizers. The same
// ROUNDS and SEED make the same texts. What fails is left in fuzz-case.md.
#include "base/buffer.h"
#include "base/fail.h"
#include "base/load.h"
#include "pipeline.h"
#include "series/print_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A text that takes longer than this on its way hangs, for our purposes.
enum { SECONDS_ALLOWED = 30, LONGEST_PIECE = 6000 };

static const char case_path[] = "fuzz-case.md";

static uint64_t random_next(uint64_t *state)
{
    // xorshift64* (Vigna 2016): the same on every machine.
    uint64_t x = *state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    *state = x;
    return (x * 0x2545F4914F6CDD1DULL) >> 16;
}

static size_t below(uint64_t *state, size_t limit)
{
    return limit ? (size_t)(random_next(state) % limit) : 0;
}

// What breaks readers: fences, marks, controls, half characters.
// clang-format off
static const char *const tokens[] = {
    "---\n", "\n---\n", "[^1]", "[^1]: ", "^[", "]", "<sup>7</sup>", "\n7 ",
    "::: box\n", "\n:::\n", "|", "|--|\n", "```\n", "    ", "> ", "- ",
    "1. ", "# ", "### ", "**", "*", "_", "`", "<span lang=ps>", "</span>",
    "<script>", "<!--", "-->", "&#0;", "&#x1F;", "&amp;", "![a](b.png)",
    "[a](javascript:b)", "{lang=fa .sc}", "\\newpage\n", "Table: a\n",
    "title: [", "lang: xx\n", "&a *a", "\t", "\r", "\r\n", "\xFF",
    "\xE2\x80", "\xEF\xBB\xBF", "\u200C", "\u200F", "\u202E", "\u2066",
    "\u2069", "\u0301\u0301\u0301", "\u0640", "\uFDFA", "\uFEFB", "۷", "٣",
    "ي", "ك", "\u00AD\n", "-\n", "  \n", "© 2020", "**A** | b\n",
    "https://a.b/c-d_e?f", "A.B.C.", "\U0001F600", "\n\n\n",
};
// clang-format on
enum { TOKEN_COUNT = sizeof tokens / sizeof tokens[0] };

static void add_damaged(struct buffer *out, struct str text, uint64_t *state)
{
    size_t damages = 1 + below(state, 12), done = 0;
    for (size_t i = 0; i < damages && done < text.count; i++) {
        size_t at = done + below(state, text.count - done);
        buffer_add(out, str_slice(text, done, at));
        done = at;
        switch (below(state, 4)) {
        case 0: // something gone
            done = at + below(state, 40);
            break;
        case 1: // something twice
            buffer_add(out, str_slice(text, at, at + below(state, 80)));
            break;
        case 2: // a byte changed
            buffer_add_byte(out, (char)below(state, 256));
            done++;
            break;
        case 3: // something new
            buffer_add_c(out, tokens[below(state, TOKEN_COUNT)]);
            break;
        }
    }
    buffer_add(out, str_slice(text, done, text.count));
}

static void write_case(struct str text)
{
    FILE *file = fopen(case_path, "wb");
    if (!file || fwrite(text.bytes, 1, text.count, file) != text.count ||
        fclose(file) != 0)
        fail_system(case_path);
}

static void go_the_whole_way(const struct shared *shared)
{
    static const struct request request = {.formats = FORMATS_ALL};
    struct input input = {
        .path = case_path,
        .folder = "",
        .names = {.shown = STR("fuzz-case.md"), .stem = STR("fuzz-case")}};
    struct job job = {.request = &request, .shared = shared, .input = &input};
    alarm(SECONDS_ALLOWED);
    pipeline_run(&job);
    pipeline_release(&job);
    input_release(&input);
    alarm(0);
}

static struct str read_whole(struct arena *arena, const char *path)
{
    struct str text;
    const char *why;
    if (!load_file(arena, path, &text, &why))
        fail_system(path);
    return text;
}

static struct str piece_of(struct str text, uint64_t *state)
{
    // Often the beginning: front matter and title are there.
    size_t from = below(state, 3) ? below(state, text.count) : 0;
    return str_slice(text, from, from + below(state, LONGEST_PIECE));
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: fuzz ROUNDS SEED FILE.md...\n");
        return 2;
    }
    long rounds = strtol(arguments[1], NULL, 10);
    uint64_t state = strtoull(arguments[2], NULL, 10) * 2654435769u + 1;
    pipeline_set_up();
    struct shared shared = {.fonts = fonts_load(stderr)};
    if (!shared.fonts)
        return 3;
    struct print_measures print;
    print_file_house(&print);
    shared.typesetter = typesetter_new(shared.fonts, &print);
    shared.templates = templates_load(NULL);
    struct arena *arena = arena_new();
    for (long i = 0; i < rounds; i++) {
        size_t file = 3 + below(&state, (size_t)count - 3);
        struct str text = read_whole(arena, arguments[file]);
        struct buffer damaged = {0};
        add_damaged(&damaged, piece_of(text, &state), &state);
        write_case(buffer_str(&damaged));
        buffer_release(&damaged);
        go_the_whole_way(&shared);
    }
    arena_free(arena);
    templates_free(shared.templates);
    typesetter_free(shared.typesetter);
    fonts_free(shared.fonts);
    unlink(case_path);
    printf("ok   fuzz: %ld texts\n", rounds);
    return 0;
}
