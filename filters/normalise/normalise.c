// SPDX-License-Identifier: MIT
// Letters and spaces, by language: the passes of the filter in their order.
#include "normalise/normalise.h"

#include "normalise/normalise_parts.h"

#include "source/guess.h"
#include "languages/language.h"
#include "languages/language_named.h"

#include <string.h>

static void pass_line_ends(struct normalising *now)
{
    struct str text = now->text;
    for (size_t i = 0; i < text.count; i++) {
        const char *at = memchr(text.bytes + i, '\r', text.count - i);
        if (!at)
            return;
        i = (size_t)(at - text.bytes);
        bool pair = i + 1 < text.count && text.bytes[i + 1] == '\n';
        source_replace(now->source, i, pair ? 2 : 1, STR("\n"), "line-end");
        i += pair;
    }
}

static const normalise_pass passes[] = {
    // Before the scan into blocks, which knows LF only.
    pass_line_ends,
    // What is not seen goes before composition: it may stand between a letter
    // and its mark.
    normalise_controls, normalise_direction_controls, normalise_forms,
    normalise_zero_width,
    // Between two letters of Dari a soft hyphen is a half-space.
    normalise_half_spaces, normalise_soft_hyphens,
    // U+064A U+0654 is U+0626 only while it is still U+064A.
    normalise_compose, normalise_hamza, normalise_letters, normalise_tatweel,
    normalise_zwnj,
    // Words are looked up in the letters of their language.
    normalise_lone_marks, normalise_lam_alef, normalise_dashes,
    normalise_line_starts, normalise_line_hyphens, normalise_spaces,
    normalise_doubled, // changes nothing
};

static void scan(struct normalising *now)
{
    now->text = source_text(now->source);
    now->blocks = blocks_scan(now->arena, now->text);
    now->spans = lang_spans_scan(now->arena, now->text, now->blocks,
                                 source_lang(now->source));
}

static void run_passes(struct normalising *now)
{
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        passes[i](now);
        if (source_apply(now->source))
            scan(now);
    }
}

// ----- The language of the document -----

// The value of a top-level `lang:` line in the front matter.
static struct str front_lang(struct str text, const struct block *block)
{
    for (size_t at = block->offset; at < block->end;
         at = line_end(text, at) + 1) {
        struct str line = str_slice(text, at, line_end(text, at));
        if (!str_starts(line, STR("lang:")))
            continue;
        line = str_slice(line, 5, line.count);
        size_t comment = str_find(line, STR(" #"));
        line = str_trim(
            str_slice(line, 0, comment == STR_NONE ? line.count : comment));
        if (line.count > 1 && (line.bytes[0] == '"' || line.bytes[0] == '\''))
            line = str_slice(line, 1, line.count - 1);
        return line;
    }
    return STR("");
}

// Text only, as much as a guess will look at: no code, tags or front matter.
static struct str prose_sample(struct normalising *now)
{
    char *bytes = arena_alloc(now->arena, GUESS_SAMPLE);
    size_t count = 0;
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        size_t length = span->end - span->offset;
        if (span->kind != LANG_SPAN_TEXT ||
            (span->block && span->block->kind == BLOCK_FRONT))
            continue;
        if (length > GUESS_SAMPLE - count)
            length = GUESS_SAMPLE - count;
        memcpy(bytes + count, now->text.bytes + span->offset, length);
        count += length;
    }
    return (struct str){bytes, count};
}

static void guess_document(struct normalising *now)
{
    struct str lang = guess_language(now->arena, prose_sample(now), STR(""));
    if (str_starts(lang, STR("und")))
        return;
    source_set_lang(now->source, lang);
    if (now->diag)
        diag_report(now->diag, PLACE_NONE, MESSAGE_language_guessed, lang);
}

static void find_language(struct normalising *now,
                          const struct context *context)
{
    struct str lang = STR("");
    if (now->blocks.count > 0 && now->blocks.items[0].kind == BLOCK_FRONT)
        lang = front_lang(now->text, &now->blocks.items[0]);
    if (!language_named(now->arena, lang, &lang))
        lang = context->lang_option;
    if (lang.count == 0)
        lang = context->lang_filename;
    if (lang.count > 0)
        source_set_lang(now->source, lang);
    else
        guess_document(now);
}

void normalise_settle_language(struct source *source,
                               const struct context *context)
{
    struct normalising now = {.source = source,
                              .arena = context->arena,
                              .diag = context->diag,
                              .text = source_text(source)};
    if (source_lang(source).count > 0)
        return;
    scan(&now);
    find_language(&now, context);
}

// What has to be right before the language is found.
static void prepare(struct normalising *now, const struct context *context)
{
    pass_line_ends(now); // it is found in lines
    source_apply(now->source);
    scan(now);
    // Shapes of letters tell it best, and words tell the language.
    normalise_reversed(now);
    if (source_apply(now->source))
        scan(now);
    if (source_lang(now->source).count == 0) {
        find_language(now, context);
        scan(now);
    }
}

bool normalise(struct source *source, const struct context *context)
{
    struct normalising now = {.source = source,
                              .arena = context->arena,
                              .diag = context->diag,
                              .text = source_text(source)};
    prepare(&now, context);
    run_passes(&now);
    return true;
}

struct str normalise_language(struct source *source,
                              const struct context *context)
{
    struct normalising now = {.source = source,
                              .arena = context->arena,
                              .diag = context->diag,
                              .text = source_text(source)};
    prepare(&now, context);
    return source_lang(source);
}

struct str normalise_text(struct arena *arena, struct str text, struct str lang)
{
    struct source *source = source_new(arena, text);
    struct normalising now = {.source = source, .arena = arena};
    source_set_lang(source, lang);
    scan(&now);
    run_passes(&now);
    return source_text(source);
}
