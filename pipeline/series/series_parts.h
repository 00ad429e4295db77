// SPDX-License-Identifier: MIT
// What the files that read series.yaml share.
#ifndef QALAM_SERIES_PARTS_H
#define QALAM_SERIES_PARTS_H

#include "read/front_matter/front_values.h"
#include "series/series.h"

struct series_reading {
    struct series *series;
    struct reader *reader; // its brief holds what becomes series->meta
    const struct yaml *tree;
};

// ----- series_keys.c -----

// Reports keys that are unknown, stand twice, or belong to a brief alone.
void series_check_keys(const struct series_reading *reading);

// ----- series_values.c: keys that series.yaml alone has -----

void series_read_languages(const struct series_reading *reading);
void series_read_outputs(const struct series_reading *reading);
void series_read_globs(const struct series_reading *reading);
void series_read_base(const struct series_reading *reading);
void series_read_output(const struct series_reading *reading);
void series_read_cache(const struct series_reading *reading);
void series_read_gone(const struct series_reading *reading);

// ----- series_people.c -----

void series_read_subjects(const struct series_reading *reading);
void series_read_authors(const struct series_reading *reading);

// ----- series_ids.c -----

// What ids in the brief stand for; unknown ones are reported. series may be
// NULL.
void series_name_people(const struct series *series, struct brief *brief,
                        const struct context *context);
void series_name_subjects(const struct series *series, struct brief *brief,
                          const struct context *context);

// ----- series_dependencies.c -----

void series_read_settings(const struct series_reading *reading);
// Notes in context->reads that a brief shows a setting, or would if it were
// given.
void series_note_use(const struct series *series, const struct context *context,
                     struct str name);

// ----- node_copy.c -----

// Copies that filters may write into, in the brief's arena. Their nodes have no
// place: what is wrong with them was reported of series.yaml.
struct texts series_texts_copy(struct brief *brief, const struct texts *texts);
struct person series_person_copy(struct brief *brief,
                                 const struct person *person);
// Puts a picture (or NULL) among those that the brief shows; not copied.
void series_image_share(struct brief *brief, struct image *image);

// The file's one map; *tree is NULL where it holds comments alone, which is all
// its defaults. False: an error was reported.
bool series_parse(struct reader *reader, const struct yaml **tree);

#endif
