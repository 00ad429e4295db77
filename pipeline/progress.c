// SPDX-License-Identifier: MIT
// The bar: [#######-----]  7/12.
#include "progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BAR_LEAST = 10, BAR_MOST = 50, DEFAULT_COLUMNS = 80 };

bool progress_color(FILE *out)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(fileno(out)) && !(none && none[0]) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

static unsigned columns_of(FILE *out)
{
    struct winsize size;
    bool known = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : DEFAULT_COLUMNS;
}

static void draw(const struct progress *progress)
{
    unsigned room = progress->columns > 30 ? progress->columns - 30 : BAR_LEAST;
    unsigned width = room < BAR_LEAST  ? BAR_LEAST
                     : room > BAR_MOST ? BAR_MOST
                                       : room;
    size_t full = progress->done * width / progress->total;
    fputs("\r[", progress->out);
    for (size_t i = 0; i < width; i++)
        fputc(i < full ? '#' : '-', progress->out);
    fprintf(progress->out, "] %zu/%zu", progress->done, progress->total);
    fflush(progress->out);
}

void progress_begin(struct progress *progress, FILE *out, size_t total,
                    bool quiet)
{
    *progress = (struct progress){.total = total};
    if (quiet)
        return;
    progress->out = out;
    progress->bar = total > 1 && isatty(fileno(out));
    progress->columns = progress->bar ? columns_of(out) : 0;
    if (progress->bar)
        draw(progress);
}

void progress_step(struct progress *progress, struct str line)
{
    progress->done++;
    if (!progress->out)
        return;
    if (progress->bar)
        draw(progress);
    else if (line.count > 0)
        fprintf(progress->out, "%.*s\n", STR_ARG(line));
}

void progress_say(const struct progress *progress, struct str line)
{
    if (progress->out && !progress->bar)
        fprintf(progress->out, "%.*s\n", STR_ARG(line));
}

void progress_clear(struct progress *progress)
{
    if (progress->bar)
        fputs("\r\033[K", progress->out);
}
