// SPDX-License-Identifier: MIT
// One series built in parts, on several hosts, and the parts joined.
//
// Each shard writes a state of its own (OUT/.qalam/shards/K-of-N.sqlite), so no
// database is open from two hosts; outputs and copies are plain files that are
// renamed into place. Shards may share one output folder or have one each; in
// the second case these are copied together before they are joined.
#ifndef QALAM_SHARD_H
#define QALAM_SHARD_H

#include "build/store/store.h"

// The inputs of shard number `index` (from 1) of `count`. Each source is in
// one. Shards have about the same number of bytes to read, and where a source
// comes or goes only few others change their shard: inputs are put in the
// order of the hashes of their paths, and that order is cut. Borrows.
struct inputs shard_part(const struct inputs *inputs, size_t index,
                         size_t count);

// What a shard says of a brief; lang lives as long as the store.
struct joined {
    bool failed;
    size_t warnings;
    struct str lang;
};

// Takes into the store what the shards of its folder made of these inputs.
// Says on messages what is lost, repeated, or made from other texts, and which
// shard is to be run again. What is known of each input goes to joined (zeroed,
// one an input). False: something is missing, and nothing was taken.
bool shard_join(struct store *store, const struct inputs *inputs,
                struct joined *joined, FILE *messages);

#endif
