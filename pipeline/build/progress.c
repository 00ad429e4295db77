// SPDX-License-Identifier: MIT
// The bar: [#######-----] 7/12  2.1/s  0:02 left.
#include "build/progress.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR_LEAST = 10, BAR_MOST = 50, DEFAULT_COLUMNS = 80 };
// Seconds.
#define RATE_AFTER 0.5
#define DRAWN_EVERY 0.05

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

// What stands behind the bar: `12/500  31/s  0:15 left  2 failed`.
static void print_counts(const struct progress *progress, double now,
                         char *text, size_t size)
{
    double spent = now - progress->start;
    size_t left = progress->total - progress->done;
    int count =
        snprintf(text, size, " %zu/%zu", progress->done, progress->total);
    // A rate of the first instants says nothing.
    if (progress->done > 0 && spent >= RATE_AFTER && left > 0) {
        double rate = (double)progress->done / spent;
        unsigned rest = (unsigned)((double)left / rate + 0.5);
        count += snprintf(text + count, size - (size_t)count,
                          "  %.*f/s  %u:%02u left", rate < 10 ? 1 : 0, rate,
                          rest / 60, rest % 60);
    }
    if (progress->failed > 0)
        snprintf(text + count, size - (size_t)count, "  %zu failed",
                 progress->failed);
}

static void draw(struct progress *progress)
{
    char counts[96];
    double now = clock_seconds();
    print_counts(progress, now, counts, sizeof counts);
    unsigned wanted = (unsigned)strlen(counts) + 4;
    unsigned room =
        progress->columns > wanted ? progress->columns - wanted : BAR_LEAST;
    unsigned width = room < BAR_LEAST  ? BAR_LEAST
                     : room > BAR_MOST ? BAR_MOST
                                       : room;
    size_t full = progress->done * width / progress->total;
    fputs("\r\033[K[", progress->out);
    for (size_t i = 0; i < width; i++)
        fputc(i < full ? '#' : '-', progress->out);
    fprintf(progress->out, "]%s", counts);
    fflush(progress->out);
    progress->drawn = now;
}

void progress_begin(struct progress *progress, FILE *out, size_t total,
                    bool quiet)
{
    *progress = (struct progress){.total = total, .start = clock_seconds()};
    if (quiet)
        return;
    progress->out = out;
    progress->bar = total > 1 && isatty(fileno(out));
    progress->columns = progress->bar ? columns_of(out) : 0;
    if (progress->bar)
        draw(progress);
}

void progress_step(struct progress *progress, struct str line, bool failed)
{
    progress->done++;
    progress->failed += failed;
    if (!progress->out)
        return;
    // Hundreds that are current go by faster than a terminal draws.
    bool last = progress->done == progress->total;
    if (progress->bar &&
        (last || clock_seconds() - progress->drawn >= DRAWN_EVERY))
        draw(progress);
    else if (!progress->bar && line.count > 0)
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
