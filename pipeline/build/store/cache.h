// SPDX-License-Identifier: MIT
// Copies of what was made, by what it was made from: undoing a change, or
// going back to another branch, is a look-up.
//
// Plain files that are renamed into place, and no lock: a folder may be shared
// by several output folders and hosts. Two kinds:
//     bytes/ab/cdef…         a file, named for the hash of its bytes
//     made/ab/cdef…/KEY      what came of dependencies with that key (a
//     manifest);
//                            the folder is named for those dependencies that
//                            are known before a brief is read
// An output is a second name of its copy where the file system has such links,
// so copies of what is in place take no room.
#ifndef QALAM_CACHE_H
#define QALAM_CACHE_H

#include "base/hash.h"
#include "base/dependencies.h"

struct cache {
    const char *folder; // borrowed
    uint64_t limit;     // bytes; cache_trim keeps to it
    bool look;          // for a dry run: uses are not noted
};
enum { CACHE_DEFAULT_MEGABYTES = 1024 };

// What came of dependencies, in one format.
struct made_file {
    struct str path; // below the output folder; in a manifest, below that of
                     // the brief's own outputs, so that it serves another place
    struct hash hash;
};
struct made {
    struct dependencies dependencies; // all, sorted
    struct str record;                // see site.h
    struct str lang;
    size_t warnings, pdf_pages;
    struct made_file *files;
    size_t file_count, file_capacity;
};

// Keeps a copy of bytes. *path is where it lies, in arena. False: errno.
bool cache_keep(const struct cache *cache, struct arena *arena,
                struct str bytes, struct hash hash, const char **path);
bool cache_holds(const struct cache *cache, struct hash hash);
// Reads a copy and compares it with its name. False: there is none, or it is
// damaged; keeping it anew mends it.
bool cache_read(const struct cache *cache, struct arena *arena,
                struct hash hash, struct str *bytes, const char **path);

// Whether the file with these facts is a second name of a copy, whatever became
// of its bytes. Looks at all copies.
struct stat;
bool cache_has_inode(const struct cache *cache, const struct stat *facts);

// Keeps what was made, unless a name in it has a line end. That it could not be
// kept is no fault: it is made again.
void cache_keep_made(const struct cache *cache, struct hash base,
                     const struct made *made);
// Calls good with each manifest under base until it says yes; then that is in
// *made, in arena.
bool cache_find_made(const struct cache *cache, struct arena *arena,
                     struct hash base,
                     bool (*good)(const void *closure, const struct made *made),
                     const void *closure, struct made *made);

// Removes what was used longest ago until what is left keeps to the limit;
// what is in place as an output is not counted.
void cache_trim(const struct cache *cache);
// Removes all of it. Answers how many bytes that freed.
uint64_t cache_clear(const struct cache *cache);

#endif
