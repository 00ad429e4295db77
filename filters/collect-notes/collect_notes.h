// SPDX-License-Identifier: MIT
// The filter collect-notes: every way of writing a note becomes one.
#ifndef QALAM_COLLECT_NOTES_FILTER_H
#define QALAM_COLLECT_NOTES_FILTER_H

#include "model/context.h"
#include "source/source.h"

bool collect_notes(struct source *source, const struct context *context);

#endif
