// SPDX-License-Identifier: MIT
// Values of front matter and of series.yaml: texts, people, and what is told
// of those that are none.
//
// All take the map that holds the key, and report what has another form.
#ifndef QALAM_FRONT_VALUES_H
#define QALAM_FRONT_VALUES_H

#include "read/front_matter/yaml_tree.h"

struct keys {
    const char *const *names;
    size_t count;
};
#define KEYS(array) ((struct keys){array, sizeof(array) / sizeof((array)[0])})
bool front_keys_hold(struct keys keys, struct str key);

// Reports keys that stand twice, and those that are unknown, with the nearest
// known one. where: "" for the front matter itself, else "authors." and the
// like.
void front_check_keys(struct reader *reader, const struct yaml *map,
                      struct keys keys, const char *where);
void front_check_duplicates(struct reader *reader, const struct yaml *map);
void front_report_unknown(struct reader *reader, const struct yaml *entry,
                          struct keys keys, const char *where);

// Calls keys by our names that are written in the manner of other programs
// (front_other.def), and says so. front_other.c
void front_rename(struct reader *reader, const struct yaml *tree,
                  struct keys keys);
void front_rename_person(struct reader *reader, const struct yaml *map,
                         struct keys keys);

// Is the map one from languages to texts?
bool front_in_languages(const struct yaml *map);

// Notes which keys of keys the tree gives, for `qalam explain --config`.
void front_record(struct reader *reader, const struct yaml *tree,
                  struct keys keys);

// The entry of that key; NULL where it is not given.
const struct yaml *front_given(const struct yaml *map, const char *key);
struct str front_string(struct reader *reader, const struct yaml *map,
                        const char *key);

// A string or a map from language to string; lang is that of a string. As
// inlines, or as blocks.
struct texts front_texts_of(struct reader *reader, const struct yaml *value,
                            const char *key, struct str lang, bool blocks);
struct texts front_texts(struct reader *reader, const struct yaml *map,
                         const char *key);
struct texts front_blocks(struct reader *reader, const struct yaml *map,
                          const char *key);

struct texts_list {
    struct texts *items;
    size_t count, capacity;
};
// A list of texts, or one with commas between.
struct texts_list front_list(struct reader *reader, const struct yaml *map,
                             const char *key);

// Texts for the fixed words, WORD_COUNT of them in the arena; NULL where the
// key `words` is not given.
struct texts *front_fixed_words(struct reader *reader, const struct yaml *tree);

// ----- front_people.c -----

// A person who is a map, or only a name. Neither name nor id: it was reported.
struct person front_person(struct reader *reader, const struct yaml *value,
                           const char *key);
// A list of people, or one alone; answers how many.
size_t front_people(struct reader *reader, const struct yaml *tree,
                    const char *key, struct person **people);
void front_organisations(struct reader *reader, const struct yaml *tree);
// Marks the list `affiliations` as used where authors can point to it.
// front_names.c
void front_affiliations(const struct yaml *tree);

// The words of `hyphenation`. front_divided.c
void front_divided_read(struct reader *reader, const struct yaml *tree);

// ----- front_matter.c -----

// What a series may say as well as a brief: all but what is one brief's own.
void front_fill_shared(struct reader *reader, const struct yaml *tree);
// Settings among the keys of a map.
void front_settings(struct reader *reader, const struct yaml *map);

#endif
