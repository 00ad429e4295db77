// SPDX-License-Identifier: MIT
// One file, opened once.
#include "inputs/input.h"

#include "base/load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// ----- Its name -----

char *input_real_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    free(folder);
    return real;
}

const char *input_leads_out(const char *path, const char *folder)
{
    struct stat facts;
    if (lstat(path, &facts) != 0 || !S_ISLNK(facts.st_mode))
        return NULL;
    char *real = realpath(path, NULL);
    char *root = folder ? realpath(folder, NULL) : input_real_folder(path);
    size_t count = root ? strlen(root) : 0;
    // Where it leads nowhere, reading it will say so.
    bool within =
        !real || !root ||
        (strncmp(real, root, count) == 0 && (real[count] == '/' || count == 1));
    free(real);
    free(root);
    return within ? NULL : "it is a link that leads out of the folder";
}

struct input input_named(struct arena *arena, const char *path,
                         const char *folder)
{
    return (struct input){.path = path,
                          .standard_input = strcmp(path, "-") == 0,
                          .refused = input_leads_out(path, folder),
                          .folder = "",
                          .names = names_of_path(arena, path)};
}

struct str input_shown_path(const struct input *input)
{
    return input->standard_input ? STR("stdin") : str_of(input->path);
}

struct input input_anew(const struct input *input)
{
    struct input again = *input;
    again.opened = again.read = again.good = again.front_sought = false;
    again.unreadable = NULL;
    again.content = NULL;
    again.bytes = (struct str){0};
    again.text = (struct input_text){0};
    again.messages = NULL;
    return again;
}

// ----- Its content -----

// What an arena adds to a text, so that it has no second block.
enum { SLACK_BYTES = 64 };

bool input_open(struct input *input)
{
    if (input->content)
        return true;
    if (input->refused || input->unreadable)
        return false;
    struct arena *own = arena_new();
    struct str bytes;
    input->opened = true;
    bool good = load_file(own, input->path, &bytes, &input->unreadable);
    if (good) {
        input->content = arena_new_of(bytes.count + SLACK_BYTES);
        input->bytes = arena_str(input->content, bytes);
        input->hash = hash_bytes(bytes);
        input->reader = input_reader_of(bytes, input->path);
    }
    arena_free(own);
    return good;
}

bool input_hash(struct input *input, struct hash *hash)
{
    if (!input->opened)
        input_open(input);
    *hash = input->hash;
    return input->opened && !input->unreadable;
}

// The text is most often the bytes as they are, and then it is kept once.
static struct str kept(struct input *input, struct str text)
{
    return str_equal(text, input->bytes) ? input->bytes
                                         : arena_str(input->content, text);
}

static void decode(struct input *input, const struct input_options *options)
{
    struct arena *own = arena_new();
    struct context context = {.arena = own,
                              .diag = diag_new(own, STR("")),
                              .path = input_shown_path(input),
                              .lang_option = options->lang,
                              .lang_filename = input->names.lang,
                              .from = options->from,
                              .keep_going = options->keep_going};
    input->good = input->reader->read(input->bytes, &context, &input->text);
    input->text.text = kept(input, input->text.text);
    input->read = true;
    if (diag_told_any(context.diag)) {
        input->messages = diag_new(input->content, STR(""));
        diag_set_text(context.diag, kept(input, diag_text(context.diag)));
        diag_repeat(input->messages, context.diag);
    }
    arena_free(own);
}

void input_report_unreadable(const struct input *input, struct diag *diag)
{
    const char *why = input->refused ? input->refused : input->unreadable;
    diag_report(diag, PLACE_NONE, MESSAGE_unreadable, str_of(why));
}

bool input_read(struct input *input, const struct input_options *options,
                struct diag *diag)
{
    if (!input_open(input)) {
        input_report_unreadable(input, diag);
        return false;
    }
    if (!input->read)
        decode(input, options);
    if (input->messages)
        diag_repeat(diag, input->messages);
    else
        diag_set_text(diag, input->text.text);
    return input->good;
}

bool input_front(struct input *input, struct front_block *front)
{
    if (!input->front_sought)
        input->has_front = front_block_find(input->text.text, &input->front);
    input->front_sought = true;
    *front = input->front;
    return input->has_front;
}

size_t input_bytes_held(const struct input *input)
{
    bool twice = input->text.text.bytes != input->bytes.bytes;
    return input->content
               ? input->bytes.count + (twice ? input->text.text.count : 0)
               : 0;
}

void input_release(struct input *input)
{
    if (!input || !input->content)
        return;
    arena_free(input->content);
    input->content = NULL;
    input->bytes = (struct str){0};
    input->text = (struct input_text){0};
    input->messages = NULL;
    input->read = input->front_sought = false;
}

// ----- The keys of its front matter -----

// A text that cannot have the keys needs no decoding. In UTF-16 and UTF-32
// their letters have zero bytes between them.
static bool may_hold_keys(struct str bytes)
{
    struct str opening = str_slice(bytes, 0, bytes.count < 4 ? bytes.count : 4);
    return str_find(bytes, STR("slug")) != STR_NONE ||
           str_find(bytes, STR("title")) != STR_NONE ||
           str_find(bytes, STR("number")) != STR_NONE ||
           str_find(bytes, STR("lang")) != STR_NONE ||
           str_find(bytes, STR("editions")) != STR_NONE ||
           memchr(opening.bytes, 0, opening.count) != NULL;
}

// The slug names the outputs where there is one that can.
static void take_slug(struct input *input, struct str slug, struct place place)
{
    if (slug.count == 0)
        return;
    if (names_slug_good(slug))
        input->names.stem = slug;
    else
        input->refused_slug = slug;
    input->slug_place = place;
}

void input_take_keys(struct input *input, const struct input_options *options,
                     struct arena *arena)
{
    if (!input_open(input) || !may_hold_keys(input->bytes))
        return;
    if (!input->read)
        decode(input, options);
    struct front_keys front = front_keys_read(arena, input->text.text);
    input->front_lang = front.lang;
    input->named = front.editions;
    input->named_count = front.edition_count;
    input->number = front.number;
    input->title = front.title;
    input->own_series = front.series;
    take_slug(input, front.slug, front.slug_place);
}
