// SPDX-License-Identifier: MIT
// What is known of each brief while it is watched.
#include "watch/verdicts.h"

#include "base/fail.h"

#include <pthread.h>
#include <stdlib.h>

struct verdict {
    char *name, *shown;
    char *data; // NULL: not known
    bool failed;
};

struct verdicts {
    pthread_mutex_t lock;
    struct verdict *items;
    size_t count, capacity;
};

static char *copy_of(struct str s)
{
    char *copy = s.bytes ? strndup(s.bytes, s.count) : NULL;
    if (s.bytes && !copy)
        fail_system("out of memory");
    return copy;
}

struct verdicts *verdicts_new(void)
{
    struct verdicts *verdicts = calloc(1, sizeof *verdicts);
    if (!verdicts)
        fail_system("out of memory");
    pthread_mutex_init(&verdicts->lock, NULL);
    return verdicts;
}

static void release(struct verdict *verdict)
{
    free(verdict->name);
    free(verdict->shown);
    free(verdict->data);
}

void verdicts_free(struct verdicts *verdicts)
{
    for (size_t i = 0; i < verdicts->count; i++)
        release(&verdicts->items[i]);
    pthread_mutex_destroy(&verdicts->lock);
    free(verdicts->items);
    free(verdicts);
}

// ----- Within the lock -----

static struct verdict *verdict_on(const struct verdicts *verdicts,
                                  struct str name)
{
    for (size_t i = 0; i < verdicts->count; i++)
        if (str_equal(str_of(verdicts->items[i].name), name))
            return &verdicts->items[i];
    return NULL;
}

static struct verdict *verdict_added(struct verdicts *verdicts, struct str name)
{
    if (verdicts->count == verdicts->capacity) {
        verdicts->capacity = verdicts->capacity ? verdicts->capacity * 2 : 64;
        verdicts->items = realloc(verdicts->items,
                                  verdicts->capacity * sizeof *verdicts->items);
        if (!verdicts->items)
            fail_system("out of memory");
    }
    struct verdict *verdict = &verdicts->items[verdicts->count++];
    *verdict = (struct verdict){.name = copy_of(name)};
    return verdict;
}

bool verdicts_knows(struct verdicts *verdicts, struct str name)
{
    pthread_mutex_lock(&verdicts->lock);
    bool known = verdict_on(verdicts, name) != NULL;
    pthread_mutex_unlock(&verdicts->lock);
    return known;
}

bool verdicts_failed(struct verdicts *verdicts, struct str name)
{
    pthread_mutex_lock(&verdicts->lock);
    const struct verdict *verdict = verdict_on(verdicts, name);
    bool failed = verdict && verdict->failed;
    pthread_mutex_unlock(&verdicts->lock);
    return failed;
}

// One that is not built is tried at each pass, and says the same each time.
static bool is_news(const struct verdict *verdict, struct str data, bool failed)
{
    return !failed || !verdict->failed || !verdict->data ||
           !str_equal(str_of(verdict->data), data);
}

bool verdicts_put(struct verdicts *verdicts, struct str name, struct str shown,
                  struct str data, bool failed)
{
    pthread_mutex_lock(&verdicts->lock);
    struct verdict *verdict = verdict_on(verdicts, name);
    if (!verdict)
        verdict = verdict_added(verdicts, name);
    bool news = is_news(verdict, data, failed);
    free(verdict->shown);
    free(verdict->data);
    verdict->shown = copy_of(shown);
    verdict->data = copy_of(data);
    verdict->failed = failed;
    pthread_mutex_unlock(&verdicts->lock);
    return news;
}

static bool is_among(struct str name, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

bool verdicts_keep(struct verdicts *verdicts, const struct str *names,
                   size_t count)
{
    size_t kept = 0;
    pthread_mutex_lock(&verdicts->lock);
    for (size_t i = 0; i < verdicts->count; i++) {
        if (is_among(str_of(verdicts->items[i].name), names, count))
            verdicts->items[kept++] = verdicts->items[i];
        else
            release(&verdicts->items[i]);
    }
    bool gone = kept < verdicts->count;
    verdicts->count = kept;
    pthread_mutex_unlock(&verdicts->lock);
    return gone;
}

// ----- As JSON -----

// Lines of objects become the items of an array.
static void add_array(struct buffer *json, struct str lines)
{
    const char *comma = "";
    buffer_add_byte(json, '[');
    while (lines.count > 0) {
        size_t end = str_find(lines, STR("\n"));
        end = end == STR_NONE ? lines.count : end;
        buffer_add_c(json, comma);
        buffer_add(json, str_slice(lines, 0, end));
        lines = str_slice(lines, end + 1, lines.count);
        comma = ",";
    }
    buffer_add_byte(json, ']');
}

static void add_messages(struct buffer *json, struct str shown, struct str data,
                         bool failed)
{
    buffer_printf(json, "{\"failed\":%s,\"file\":", failed ? "true" : "false");
    buffer_add_json(json, shown);
    buffer_add_c(json, ",\"messages\":");
    add_array(json, data);
    buffer_add_c(json, "}\n");
}

static void add_failed(struct buffer *json, const struct verdicts *verdicts)
{
    const char *comma = "";
    buffer_add_c(json, "{\"failed\":false,\"messages\":[],\"briefs\":[");
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct verdict *verdict = &verdicts->items[i];
        if (!verdict->failed)
            continue;
        buffer_printf(json, "%s{\"page\":", comma);
        buffer_add_json(json, str_of(verdict->name));
        buffer_add_c(json, ",\"file\":");
        buffer_add_json(json, str_of(verdict->shown));
        buffer_add_byte(json, '}');
        comma = ",";
    }
    buffer_add_c(json, "]}\n");
}

// Whether all is known that was asked for.
static bool add_known(struct verdicts *verdicts, struct str name,
                      struct buffer *json)
{
    pthread_mutex_lock(&verdicts->lock);
    const struct verdict *verdict = verdict_on(verdicts, name);
    bool known = !verdict || verdict->data;
    if (!verdict)
        add_failed(json, verdicts);
    else if (verdict->data)
        add_messages(json, str_of(verdict->shown), str_of(verdict->data),
                     verdict->failed);
    pthread_mutex_unlock(&verdicts->lock);
    return known;
}

// A brief that was current, so that nobody has read it.
static void find_out(struct verdicts *verdicts, struct maker *maker,
                     struct str name, struct buffer *json)
{
    struct preview preview;
    maker_preview(maker, name, FORMATS_ALL, &preview);
    add_messages(json, preview.shown, preview.data, false);
    pthread_mutex_lock(&verdicts->lock);
    struct verdict *verdict = verdict_on(verdicts, name);
    // Unless it was built meanwhile.
    if (verdict && !verdict->data && preview.known)
        verdict->data = copy_of(preview.data);
    pthread_mutex_unlock(&verdicts->lock);
    preview_release(&preview);
}

struct str verdicts_messages(struct verdicts *verdicts, struct maker *maker,
                             struct arena *arena, struct str name)
{
    struct buffer json = {0};
    if (!add_known(verdicts, name, &json))
        find_out(verdicts, maker, name, &json);
    return buffer_to_arena(&json, arena);
}
