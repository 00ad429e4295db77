// SPDX-License-Identifier: MIT
// A series.yaml in a test: what it gives, what was said of it, and what it
// makes of a brief.
#ifndef QALAM_SERIES_READING_H
#define QALAM_SERIES_READING_H

#include "reading.h"
#include "series/series.h"

#include <unistd.h>

struct series_case {
    char folder[32];
    struct reading of_series; // for reading_said
    struct series series;
    bool good;
};

static inline void series_case_open(struct series_case *c, const char *yaml)
{
    struct brief *owner = brief_new(STR(""));
    strcpy(c->folder, "/tmp/series-XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    char *path = series_path(owner->arena, c->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(yaml, file);
    fclose(file);
    read_setup();
    c->of_series = (struct reading){.brief = owner};
    c->of_series.context =
        (struct context){.arena = owner->arena,
                         .path = str_of(path),
                         .diag = diag_new(owner->arena, str_of(path))};
    c->series = (struct series){.arena = owner->arena};
    c->good = series_read(&c->series, c->folder, c->of_series.context.diag);
    unlink(path);
    rmdir(c->folder);
}

static inline void series_case_close(struct series_case *c)
{
    reading_free(&c->of_series);
}

// A brief of the series, filled.
static inline struct reading series_case_brief(struct series_case *c,
                                               const char *text)
{
    struct reading reading = reading_of(text);
    series_fill(&c->series, reading.brief, &reading.context);
    brief_check(reading.brief);
    return reading;
}

#endif
