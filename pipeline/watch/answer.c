// SPDX-License-Identifier: MIT
// What the server answers to a request.
#include "watch/answer.h"

#include "base/embedded.h"
#include "base/hash.h"
#include "watch/inject.h"
#include "model/names.h"
#include "watch/own_pages.h"
#include "watch/request_path.h"
#include "watch/served_file.h"
#include "model/formats.h"

#include <stdlib.h>
#include <unistd.h>

static const char *const html_type = "text/html; charset=utf-8";

static void say(struct answer *answer, unsigned status, const char *type,
                struct str body)
{
    answer->status = status;
    answer->type = type;
    answer->body = body;
}

static void say_plain(struct answer *answer, unsigned status, struct str text)
{
    say(answer, status, "text/plain; charset=utf-8", text);
}

// ----- Unchanged, and parts -----

// A body that is known is named for its bytes, a file for its facts.
static void name_body(struct answer *answer)
{
    char digits[HASH_DIGITS + 1];
    hash_write(hash_bytes(answer->body), digits);
    answer->tag = arena_printf(answer->arena, "\"%s\"", digits);
}

static void name_file(struct answer *answer, const struct stat *facts)
{
    answer->tag = arena_printf(
        answer->arena, "\"%llx-%llx-%llx\"", (unsigned long long)facts->st_ino,
        (unsigned long long)facts->st_size,
        (unsigned long long)facts->st_mtim.tv_sec * 1000000000 +
            (unsigned long long)facts->st_mtim.tv_nsec);
}

static void close_file(struct answer *answer)
{
    if (answer->file >= 0)
        close(answer->file);
    answer->file = -1;
}

static bool unchanged(struct answer *answer, const struct request_parts *parts)
{
    if (!request_names_tag(parts->if_none_match, answer->tag))
        return false;
    close_file(answer);
    say(answer, 304, answer->type, (struct str){0});
    return true;
}

static void take_range(struct answer *answer, const struct request_parts *parts)
{
    if (parts->if_range.count > 0 &&
        !request_names_tag(parts->if_range, answer->tag))
        return;
    switch (request_range(parts->range, answer->size, &answer->first,
                          &answer->count)) {
    case RANGE_NONE:
        answer->first = 0;
        answer->count = answer->size;
        break;
    case RANGE_PART:
        answer->status = 206;
        break;
    case RANGE_BEYOND:
        close_file(answer);
        say_plain(answer, 416, STR("The file ends before that range.\n"));
        break;
    }
}

// ----- Pages -----

// since: what the browser knows when it has this page.
static void add_live(const struct served_site *site, struct answer *answer,
                     uint64_t since)
{
    if (site->live)
        answer->body = inject(answer->arena, answer->body,
                              inject_live(answer->arena, since));
}

static uint64_t last_event(const struct served_site *site)
{
    return site->live ? live_last(site->live) : 0;
}

static void say_page(const struct served_site *site, struct answer *answer,
                     unsigned status, struct str page, uint64_t since)
{
    say(answer, status, html_type, page);
    add_live(site, answer, since);
}

static struct str *names_beside(const struct served_site *site,
                                struct arena *arena, struct str path,
                                size_t *count)
{
    size_t slash = path.count;
    while (slash > 0 && path.bytes[slash - 1] != '/')
        slash--;
    return served_file_names(arena, site->folder, str_slice(path, 0, slash),
                             count);
}

static void say_absent(const struct served_site *site, struct answer *answer,
                       struct str path)
{
    size_t count;
    struct arena *arena = answer->arena;
    uint64_t since = last_event(site);
    struct str *names = names_beside(site, arena, path, &count);
    say_page(site, answer, 404, own_page_absent(arena, path, names, count),
             since);
}

static void say_listing(const struct served_site *site, struct answer *answer,
                        struct str path)
{
    size_t count;
    struct arena *arena = answer->arena;
    uint64_t since = last_event(site);
    struct str *names = served_file_names(arena, site->folder, path, &count);
    say_page(site, answer, 200, own_page_listing(arena, path, names, count),
             since);
}

// ----- Files -----

static void say_file(const struct served_site *site, struct answer *answer,
                     const struct request_parts *parts, struct str path,
                     int file, const struct stat *facts)
{
    answer->type = request_content_type(path);
    answer->status = 200;
    answer->file = file;
    answer->size = answer->count = (uint64_t)facts->st_size;
    if (site->live && strcmp(answer->type, html_type) == 0) {
        uint64_t since = last_event(site);
        struct str page = {0};
        bool good = served_file_read(answer->arena, file, answer->size, &page);
        close_file(answer);
        say_page(site, answer, good ? 200 : 500, page, since);
        name_body(answer);
        unchanged(answer, parts);
        return;
    }
    name_file(answer, facts);
    if (!unchanged(answer, parts))
        take_range(answer, parts);
}

static void say_what_is_there(const struct served_site *site,
                              struct answer *answer,
                              const struct request_parts *parts,
                              struct str path)
{
    struct stat facts;
    bool is_folder;
    int file = served_file_open(site->folder, path, &facts, &is_folder);
    if (file >= 0) {
        say_file(site, answer, parts, path, file, &facts);
    } else if (is_folder) {
        struct str url = names_url(answer->arena, path);
        answer->location =
            arena_printf(answer->arena, "/%.*s/", STR_ARG(url)).bytes;
        say_plain(answer, 301, STR("A folder's address ends in a slash.\n"));
    } else {
        say_absent(site, answer, path);
    }
}

static void say_folder(const struct served_site *site, struct answer *answer,
                       const struct request_parts *parts, struct str path)
{
    struct stat facts;
    bool is_folder;
    struct arena *arena = answer->arena;
    struct str index = arena_printf(arena, "%.*sindex.html", STR_ARG(path));
    int file = served_file_open(site->folder, index, &facts, &is_folder);
    if (file >= 0) {
        say_file(site, answer, parts, index, file, &facts);
        return;
    }
    struct str folder = str_slice(path, 0, path.count ? path.count - 1 : 0);
    file = served_file_open(site->folder, folder, &facts, &is_folder);
    if (file >= 0)
        close(file);
    if (is_folder)
        say_listing(site, answer, path);
    else
        say_absent(site, answer, path);
}

// A brief that is watched is shown as it is now, its blocks with their lines;
// where it cannot be built, as it was last.
static bool say_brief(const struct served_site *site, struct answer *answer,
                      struct str path)
{
    struct preview preview = {0};
    struct stat facts;
    bool is_folder;
    if (!site->session || !format_is_web_page(path))
        return false;
    uint64_t since = last_event(site);
    session_preview(site->session, path, FORMAT_WEB_PAGE, &preview);
    bool shown = preview.good && preview.page.count > 0;
    if (shown) {
        say_page(site, answer, 200, arena_str(answer->arena, preview.page),
                 since);
    } else if (preview.known) {
        int file = served_file_open(site->folder, path, &facts, &is_folder);
        shown = file < 0;
        if (shown)
            say_page(site, answer, 200,
                     own_page_failed(answer->arena, preview.shown), since);
        else
            close(file);
    }
    session_preview_release(&preview);
    return shown;
}

// ----- What is for the script alone -----

static void say_events(const struct served_site *site, struct answer *answer,
                       const struct request_parts *parts)
{
    struct arena *arena = answer->arena;
    const char *since = arena_c_string(arena, parts->since);
    answer->status = 200;
    answer->type = "text/event-stream; charset=utf-8";
    answer->events = live_reader_new(site->live, strtoull(since, NULL, 10));
}

static bool say_own(const struct served_site *site, struct answer *answer,
                    const struct request_parts *parts)
{
    static const struct str start = {"/.qalam/", 8};
    static const struct str messages = {"messages/", 9};
    struct str path,
        name = str_slice(parts->url, start.count, parts->url.count);
    if (!site->live || !str_starts(parts->url, start))
        return false;
    if (str_equal(name, STR("events")))
        say_events(site, answer, parts);
    else if (str_equal(name, STR("live.js")) ||
             str_equal(name, STR("live.css")))
        say(answer, 200, request_content_type(name),
            embedded_file(arena_c_string(answer->arena, name)));
    else if (str_starts(name, messages) &&
             request_path(answer->arena,
                          str_slice(name, messages.count - 1, name.count),
                          &path))
        say(answer, 200, "application/json",
            watched_briefs_messages(site->briefs, site->session, answer->arena,
                                    path));
    else
        return false;
    return true;
}

// ----- All -----

void answer_request(const struct served_site *site,
                    const struct request_parts *parts, struct answer *answer)
{
    struct str path;
    *answer = (struct answer){.arena = arena_new(), .file = -1};
    if (!request_host_good(parts->host))
        say_plain(answer, 403,
                  STR("This server answers to localhost alone.\n"));
    else if (!str_equal(parts->method, STR("GET")) &&
             !str_equal(parts->method, STR("HEAD")))
        say_plain(answer, 405, STR("Only GET and HEAD are answered.\n"));
    else if (say_own(site, answer, parts))
        return;
    else if (!request_path(answer->arena, parts->url, &path))
        say_absent(site, answer, STR(""));
    else if (path.count == 0 || path.bytes[path.count - 1] == '/')
        say_folder(site, answer, parts, path);
    else if (!say_brief(site, answer, path))
        say_what_is_there(site, answer, parts, path);
}
