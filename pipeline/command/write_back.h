// SPDX-License-Identifier: MIT
// What filters of the tree made of a brief, written back into its source.
#ifndef QALAM_WRITE_BACK_H
#define QALAM_WRITE_BACK_H

#include "filters.h"
#include "pipeline.h"

// Has a filter that can (filters.h: write) put its result into the job's
// source, but only where the source then reads as the brief did: the same
// words, and notes with the same numbers. Else it reports that the source
// stays as it is.
void write_back(struct job *job, const struct filter *filter);

#endif
