// SPDX-License-Identifier: MIT
// Comparing the editions of a set, as `qalam check` does.
//
// Facts of each edition are taken while its brief is there (compare_take,
// on any thread); when the last of a set is printed, the set is compared and
// its facts are freed (compare_close, in the order of the inputs).
#ifndef QALAM_COMPARE_H
#define QALAM_COMPARE_H

#include "model/brief.h"
#include "messages/ignored.h"
#include "inputs/inputs.h"

struct comparison;

// How messages are printed, as of all others of the run.
struct compare_request {
    const struct ignored *ignored; // --ignore
    bool strict, quiet, json, color;
};

// inputs have their sets, and stay; all of it is in their arena.
struct comparison *compare_new(const struct inputs *inputs,
                               struct compare_request request);
void compare_free(struct comparison *comparison); // NULL: nothing

// Takes the facts of the source at index, whose brief was read to the end. Two
// threads may take two inputs at once.
void compare_take(struct comparison *comparison, size_t index,
                  const struct brief *brief, const struct diag *diag);

struct compare_result {
    bool compared;  // else nothing below is set
    char *messages; // malloc'ed
    size_t message_count;
    char *line; // what became of the set, malloc'ed
    size_t errors, warnings;
};
// To be called for each source in order, when it and all before it are done:
// compares the set that ends with it, and lets go of its inputs.
struct compare_result compare_close(struct comparison *comparison,
                                    size_t index);

// Whether the comparison found an error in the source (with --strict).
bool compare_failed(const struct comparison *comparison, size_t index);

#endif
