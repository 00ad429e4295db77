// SPDX-License-Identifier: MIT
// What is known of each brief while it is watched.
#include "watch/watched_briefs.h"

#include "base/fail.h"

#include <pthread.h>
#include <stdlib.h>

struct watched_brief {
    char *name, *shown;
    char *data; // NULL: not known
    bool failed;
};

struct watched_briefs {
    pthread_mutex_t lock;
    struct watched_brief *items;
    size_t count, capacity;
};

static char *copy_of(struct str s)
{
    char *copy = s.bytes ? strndup(s.bytes, s.count) : NULL;
    if (s.bytes && !copy)
        fail_system("out of memory");
    return copy;
}

struct watched_briefs *watched_briefs_new(void)
{
    struct watched_briefs *briefs = calloc(1, sizeof *briefs);
    if (!briefs)
        fail_system("out of memory");
    pthread_mutex_init(&briefs->lock, NULL);
    return briefs;
}

static void release(struct watched_brief *brief)
{
    free(brief->name);
    free(brief->shown);
    free(brief->data);
}

void watched_briefs_free(struct watched_briefs *briefs)
{
    for (size_t i = 0; i < briefs->count; i++)
        release(&briefs->items[i]);
    pthread_mutex_destroy(&briefs->lock);
    free(briefs->items);
    free(briefs);
}

// ----- Within the lock -----

static struct watched_brief *brief_on(const struct watched_briefs *briefs,
                                      struct str name)
{
    for (size_t i = 0; i < briefs->count; i++)
        if (str_equal(str_of(briefs->items[i].name), name))
            return &briefs->items[i];
    return NULL;
}

static struct watched_brief *brief_added(struct watched_briefs *briefs,
                                         struct str name)
{
    if (briefs->count == briefs->capacity) {
        briefs->capacity = briefs->capacity ? briefs->capacity * 2 : 64;
        briefs->items =
            realloc(briefs->items, briefs->capacity * sizeof *briefs->items);
        if (!briefs->items)
            fail_system("out of memory");
    }
    struct watched_brief *brief = &briefs->items[briefs->count++];
    *brief = (struct watched_brief){.name = copy_of(name)};
    return brief;
}

bool watched_briefs_knows(struct watched_briefs *briefs, struct str name)
{
    pthread_mutex_lock(&briefs->lock);
    bool known = brief_on(briefs, name) != NULL;
    pthread_mutex_unlock(&briefs->lock);
    return known;
}

bool watched_briefs_failed(struct watched_briefs *briefs, struct str name)
{
    pthread_mutex_lock(&briefs->lock);
    const struct watched_brief *brief = brief_on(briefs, name);
    bool failed = brief && brief->failed;
    pthread_mutex_unlock(&briefs->lock);
    return failed;
}

// One that is not built is tried at each pass, and says the same each time.
static bool is_news(const struct watched_brief *brief, struct str data,
                    bool failed)
{
    return !failed || !brief->failed || !brief->data ||
           !str_equal(str_of(brief->data), data);
}

bool watched_briefs_put(struct watched_briefs *briefs, struct str name,
                        struct str shown, struct str data, bool failed)
{
    pthread_mutex_lock(&briefs->lock);
    struct watched_brief *brief = brief_on(briefs, name);
    if (!brief)
        brief = brief_added(briefs, name);
    bool news = is_news(brief, data, failed);
    free(brief->shown);
    free(brief->data);
    brief->shown = copy_of(shown);
    brief->data = copy_of(data);
    brief->failed = failed;
    pthread_mutex_unlock(&briefs->lock);
    return news;
}

static bool is_among(struct str name, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

bool watched_briefs_keep(struct watched_briefs *briefs, const struct str *names,
                         size_t count)
{
    size_t kept = 0;
    pthread_mutex_lock(&briefs->lock);
    for (size_t i = 0; i < briefs->count; i++) {
        if (is_among(str_of(briefs->items[i].name), names, count))
            briefs->items[kept++] = briefs->items[i];
        else
            release(&briefs->items[i]);
    }
    bool gone = kept < briefs->count;
    briefs->count = kept;
    pthread_mutex_unlock(&briefs->lock);
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

static void add_failed(struct buffer *json, const struct watched_briefs *briefs)
{
    const char *comma = "";
    buffer_add_c(json, "{\"failed\":false,\"messages\":[],\"briefs\":[");
    for (size_t i = 0; i < briefs->count; i++) {
        const struct watched_brief *brief = &briefs->items[i];
        if (!brief->failed)
            continue;
        buffer_printf(json, "%s{\"page\":", comma);
        buffer_add_json(json, str_of(brief->name));
        buffer_add_c(json, ",\"file\":");
        buffer_add_json(json, str_of(brief->shown));
        buffer_add_byte(json, '}');
        comma = ",";
    }
    buffer_add_c(json, "]}\n");
}

// Whether all is known that was asked for.
static bool add_known(struct watched_briefs *briefs, struct str name,
                      struct buffer *json)
{
    pthread_mutex_lock(&briefs->lock);
    const struct watched_brief *brief = brief_on(briefs, name);
    bool known = !brief || brief->data;
    if (!brief)
        add_failed(json, briefs);
    else if (brief->data)
        add_messages(json, str_of(brief->shown), str_of(brief->data),
                     brief->failed);
    pthread_mutex_unlock(&briefs->lock);
    return known;
}

// A brief that was current, so that nobody has read it.
static void find_out(struct watched_briefs *briefs, struct session *session,
                     struct str name, struct buffer *json)
{
    struct preview preview;
    session_preview(session, name, FORMATS_ALL, &preview);
    add_messages(json, preview.shown, preview.data, false);
    pthread_mutex_lock(&briefs->lock);
    struct watched_brief *brief = brief_on(briefs, name);
    // Unless it was built meanwhile.
    if (brief && !brief->data && preview.known)
        brief->data = copy_of(preview.data);
    pthread_mutex_unlock(&briefs->lock);
    session_preview_release(&preview);
}

struct str watched_briefs_messages(struct watched_briefs *briefs,
                                   struct session *session, struct arena *arena,
                                   struct str name)
{
    struct buffer json = {0};
    if (!add_known(briefs, name, &json))
        find_out(briefs, session, name, &json);
    return buffer_to_arena(&json, arena);
}
