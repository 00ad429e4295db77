// SPDX-License-Identifier: MIT
// qalam-draw: draws pictures for qalam, one after another, and reaches nothing.
//
// What decodes and draws foreign formats is large and not ours. It is here, in
// a process of its own, so that a picture that makes it crash, hang or do
// another's will costs one picture. Requests come by standard input, which is a
// socket; answers go back by it.
#include "draw/helper/bounds.h"
#include "draw/helper/pictures.h"
#include "draw/protocol.h"
#include "preflight/preflight.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHANNEL = STDIN_FILENO };

// ----- What it draws -----

static const struct picture {
    bool (*pixels)(struct str file, uint32_t width, uint32_t height,
                   struct buffer *out);
    bool (*form)(struct str file, double width, double height,
                 struct buffer *out);
    bool (*decode)(struct str file, const struct draw_request *request,
                   struct raster *raster);
} pictures[DRAW_KIND_COUNT] = {
#define PICTURE(name, pixels, form, decode)                                    \
    [DRAW_##name] = {pixels, form, decode},
#include "draw/pictures.def"
#undef PICTURE
};

static bool rewrite(const struct picture *picture,
                    const struct draw_request *request, struct str file,
                    struct buffer *out)
{
    struct raster raster = {0};
    struct str profile = str_slice(file, 0, request->profile_count);
    file = str_slice(file, request->profile_count, file.count);
    bool good = picture->decode(file, request, &raster) &&
                (request->wanted == DRAW_INKS
                     ? raster_inks(&raster, request, profile, out)
                     : raster_file(&raster, request, out));
    raster_release(&raster);
    return good;
}

static bool draw(const struct draw_request *request, struct str file,
                 struct buffer *out)
{
    const struct picture *picture = &pictures[request->kind];
    double width = request->width, height = request->height;
    if (request->wanted == DRAW_CHECKS)
        return preflight_file(file, out);
    if (request->wanted == DRAW_FORM)
        return picture->form && picture->form(file, width, height, out);
    if (request->wanted == DRAW_FILE || request->wanted == DRAW_INKS)
        return picture->decode && rewrite(picture, request, file, out);
    return picture->pixels &&
           picture->pixels(file, (uint32_t)width, (uint32_t)height, out);
}

// ----- The channel -----

// False: the program is gone, or has no more pictures.
static bool take(void *bytes, size_t count)
{
    for (size_t at = 0; at < count;) {
        ssize_t more = read(CHANNEL, (char *)bytes + at, count - at);
        if (more <= 0)
            return false;
        at += (size_t)more;
    }
    return true;
}

static bool give(const void *bytes, size_t count)
{
    for (size_t at = 0; at < count;) {
        ssize_t more = write(CHANNEL, (const char *)bytes + at, count - at);
        if (more <= 0)
            return false;
        at += (size_t)more;
    }
    return true;
}

static bool is_sound(const struct draw_request *request)
{
    const double pixels = (double)DRAW_ANSWER_MEBIBYTES * DRAW_MEBIBYTE / 4;
    return request->kind < DRAW_KIND_COUNT && request->wanted <= DRAW_CHECKS &&
           request->profile_count <= request->count && request->turn <= 8 &&
           request->width > 0 && request->height > 0 &&
           (request->wanted != DRAW_PIXELS ||
            request->width * request->height <= pixels) &&
           request->count <= (uint64_t)DRAW_REQUEST_MEBIBYTES * DRAW_MEBIBYTE;
}

static bool answer(const struct draw_request *request)
{
    struct buffer out = {0};
    char *file = malloc(request->count + 1);
    if (!file || !take(file, request->count))
        return false;
    bounds_picture();
    struct draw_answer head = {.mark = DRAW_MARK};
    head.drawn = draw(request, (struct str){file, request->count}, &out);
    free(file);
    if (head.drawn)
        head.count = out.count;
    bool good = give(&head, sizeof head) && give(out.bytes, head.count);
    buffer_release(&out);
    return good;
}

// Whoever started this may be killed while a picture is drawn.
static void *wait_for_the_end(void *unused)
{
    (void)unused;
    struct pollfd other = {.fd = CHANNEL, .events = POLLRDHUP};
    while (poll(&other, 1, -1) <= 0)
        ;
    _exit(0);
}

int main(int count, char **arguments)
{
    (void)arguments;
    pthread_t watcher;
    if (count > 1 || isatty(CHANNEL)) {
        fputs("qalam-draw draws pictures for qalam, which starts it; it is not "
              "to be started by hand\n",
              stderr);
        return 2;
    }
    bounds_set();
    if (pthread_create(&watcher, NULL, wait_for_the_end, NULL) != 0)
        return 1;
    bounds_close();
    struct draw_request request;
    while (take(&request, sizeof request))
        if (!is_sound(&request) || !answer(&request))
            _exit(1);
    // Not return: what libraries do at the end may be refused by now.
    _exit(0);
}
