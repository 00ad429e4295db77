// SPDX-License-Identifier: MIT
// The data of a chart: what the table under a NODE_CHART says, as numbers.
//
// The first column names the categories, the head row the series; every other
// cell is a number, or empty where there is none. The nodes stay the owners of
// the words.
#ifndef QALAM_CHART_H
#define QALAM_CHART_H

#include "model/brief.h"

// docs/design.md#colour: never more than four.
#define LIMIT_CHART_SERIES 4
#define LIMIT_CHART_CATEGORIES 60

struct chart_value {
    bool given;
    int64_t amount; // in units of 1 / chart_data.one
    const struct node *cell;
};
struct chart_data {
    enum chart_kind kind;
    struct str unit;
    size_t series_count, category_count;
    const struct node **series, **categories; // their cells
    struct chart_value *values;               // see chart_value_at
    unsigned decimals;                        // of the finest number
    int64_t one;                              // 10 to the power of decimals
};

// NULL where the table makes no chart; then *why (may be NULL) says what is
// wrong, and *at where. In arena.
const struct chart_data *chart_data(struct arena *arena,
                                    const struct node *chart, struct str lang,
                                    struct str *why, struct place *at);
const struct chart_value *chart_value_at(const struct chart_data *data,
                                         size_t series, size_t category);

// What a chart says, for who does not see it: “per cent. 1990: 5; 1991: 7”.
struct str chart_in_words(struct arena *arena, const struct chart_data *data);

#endif
