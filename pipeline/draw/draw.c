// SPDX-License-Identifier: MIT
// The helpers of a run: who is idle is asked, who fails is replaced.
#include "draw/draw.h"

#include "base/fail.h"
#include "base/installed.h"
#include "draw/process.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct draw {
    int patience; // milliseconds
    pthread_mutex_t lock;
    struct process *idle;
    size_t idle_count, idle_capacity;
};

struct draw *draw_new(int patience)
{
    struct draw *draw = calloc(1, sizeof *draw);
    if (!draw)
        fail_system("out of memory");
    draw->patience = patience;
    pthread_mutex_init(&draw->lock, NULL);
    return draw;
}

void draw_free(struct draw *draw)
{
    if (!draw)
        return;
    for (size_t i = 0; i < draw->idle_count; i++)
        process_end(&draw->idle[i]);
    pthread_mutex_destroy(&draw->lock);
    free(draw->idle);
    free(draw);
}

// ----- Where the helper is -----

bool draw_program(struct buffer *path)
{
    const char *chosen = getenv("QALAM_DRAW");
    buffer_clear(path);
    if (!chosen)
        return installed_file("qalam-draw", path);
    buffer_add_c(path, chosen);
    return access(chosen, X_OK) == 0;
}

static bool start(struct process *process)
{
    struct buffer path = {0};
    bool good = draw_program(&path) && process_start(process, path.bytes);
    buffer_release(&path);
    return good;
}

// ----- Who is idle -----

static bool take_idle(struct draw *draw, struct process *process)
{
    fail_lock(&draw->lock);
    bool found = draw->idle_count > 0;
    if (found)
        *process = draw->idle[--draw->idle_count];
    fail_unlock(&draw->lock);
    return found;
}

static void give_back(struct draw *draw, const struct process *process)
{
    fail_lock(&draw->lock);
    if (draw->idle_count == draw->idle_capacity) {
        size_t capacity = draw->idle_capacity * 2 + 1;
        draw->idle = realloc(draw->idle, capacity * sizeof *draw->idle);
        if (!draw->idle)
            fail_system("out of memory");
        draw->idle_capacity = capacity;
    }
    draw->idle[draw->idle_count++] = *process;
    fail_unlock(&draw->lock);
}

// ----- Asking -----

// What it is in truth finds whoever reads it, as with any picture.
static bool is_file(struct str bytes)
{
    if (bytes.count < 1 || bytes.bytes[0] > DRAW_FILE_FIRST)
        return false;
    struct str file = str_slice(bytes, 1, bytes.count);
    return str_starts(file, STR("\x89PNG")) ||
           str_starts(file, STR("\xFF\xD8"));
}

static bool are_inks(const struct draw_request *request, struct str bytes)
{
    struct draw_inks inks;
    if (bytes.count < sizeof inks)
        return false;
    memcpy(&inks, bytes.bytes, sizeof inks);
    uint64_t pixels = (uint64_t)inks.width * inks.height;
    return inks.has_alpha <= 1 && pixels > 0 && inks.width <= request->width &&
           inks.height <= request->height &&
           bytes.count - sizeof inks == pixels * (4 + inks.has_alpha);
}

static bool is_sound(const struct draw_request *request, struct str bytes)
{
    if (request->wanted == DRAW_FORM)
        return draw_form_sound(bytes);
    if (request->wanted == DRAW_FILE)
        return is_file(bytes);
    if (request->wanted == DRAW_INKS)
        return are_inks(request, bytes);
    if (request->wanted == DRAW_CHECKS)
        return true; // lines, which whoever asks takes apart
    return (double)bytes.count == request->width * request->height * 4;
}

static enum draw_result ask(struct draw *draw, struct process *process,
                            const struct draw_request *request, struct str file,
                            struct buffer *out, bool *again)
{
    struct draw_answer answer = {0};
    bool used = process->answers > 0;
    size_t before = out->count;
    enum reply reply =
        process_ask(process, request, file, draw->patience, &answer, out);
    struct str bytes = str_slice(buffer_str(out), before, out->count);
    if (reply == REPLY_WHOLE &&
        (answer.drawn ? is_sound(request, bytes) : bytes.count == 0)) {
        give_back(draw, process);
        return answer.drawn ? DRAWN : DRAWN_NOT;
    }
    bool time_over = process_end(process) || reply == REPLY_LATE;
    if (out->bytes)
        out->bytes[out->count = before] = '\0';
    // One that has drawn others may have been ended by them, or by whoever
    // wants the machine's memory: what a picture becomes does not depend on
    // what was drawn before it.
    *again = used && !time_over;
    return DRAWN_FAILED;
}

static enum draw_result ask_any(struct draw *draw, struct draw_request request,
                                struct str file, struct buffer *out)
{
    enum draw_result drawn;
    bool again;
    request.count = file.count;
    if (!draw)
        return DRAWN_ABSENT;
    do {
        struct process process;
        again = false;
        if (!take_idle(draw, &process) && !start(&process))
            return DRAWN_ABSENT;
        drawn = ask(draw, &process, &request, file, out, &again);
    } while (again);
    return drawn;
}

enum draw_result draw_pixels(struct draw *draw, enum draw_kind kind,
                             struct str file, uint32_t width, uint32_t height,
                             struct buffer *out)
{
    return ask_any(draw,
                   (struct draw_request){.kind = (uint32_t)kind,
                                         .wanted = DRAW_PIXELS,
                                         .width = width,
                                         .height = height},
                   file, out);
}

enum draw_result draw_form(struct draw *draw, enum draw_kind kind,
                           struct str file, double width, double height,
                           struct buffer *out)
{
    return ask_any(draw,
                   (struct draw_request){.kind = (uint32_t)kind,
                                         .wanted = DRAW_FORM,
                                         .width = width,
                                         .height = height},
                   file, out);
}

enum draw_result draw_file(struct draw *draw, enum draw_kind kind,
                           struct str file, int turn, uint32_t width,
                           uint32_t height, struct buffer *out, bool *first)
{
    struct buffer answer = {0};
    enum draw_result drawn =
        ask_any(draw,
                (struct draw_request){.kind = (uint32_t)kind,
                                      .wanted = DRAW_FILE,
                                      .turn = (uint32_t)turn,
                                      .width = width,
                                      .height = height},
                file, &answer);
    if (drawn == DRAWN) {
        *first = answer.bytes[0] == DRAW_FILE_FIRST;
        buffer_add(out, str_slice(buffer_str(&answer), 1, answer.count));
    }
    buffer_release(&answer);
    return drawn;
}

enum draw_result draw_inks(struct draw *draw, enum draw_kind kind,
                           struct str profile, struct str file, uint32_t width,
                           uint32_t height, unsigned ink_most,
                           struct buffer *out)
{
    struct buffer both = {0};
    buffer_add(&both, profile);
    buffer_add(&both, file);
    enum draw_result drawn =
        ask_any(draw,
                (struct draw_request){.kind = (uint32_t)kind,
                                      .wanted = DRAW_INKS,
                                      .turn = 1,
                                      .ink_most = ink_most,
                                      .width = width,
                                      .height = height,
                                      .profile_count = profile.count},
                buffer_str(&both), out);
    buffer_release(&both);
    return drawn;
}

enum draw_result draw_checks(struct draw *draw, struct str file,
                             struct buffer *out)
{
    return ask_any(
        draw,
        (struct draw_request){.wanted = DRAW_CHECKS, .width = 1, .height = 1},
        file, out);
}
