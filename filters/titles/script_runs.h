// SPDX-License-Identifier: MIT
// Finding words in another script than the text around them, and giving them
// a node with their language and direction.
//
// A run goes from the first foreign letter to the last, with what stands
// between them (spaces, stops, digits, brackets, markup) and what is attached
// to them (C++, G20, 2020 in brackets after a title). Without such a node the
// neutral characters at its ends would join the wrong side (UAX #9 N1, N2):
// C++ in a Dari line would show as ++C.
#ifndef QALAM_SCRIPT_RUNS_H
#define QALAM_SCRIPT_RUNS_H

#include "model/brief.h"

// Wraps the foreign runs among the children of a node that holds inlines.
// lang is the language that holds in it. Running it twice changes nothing.
void script_runs_wrap(const struct brief *brief, struct node *holder,
                      struct str lang);

#endif
