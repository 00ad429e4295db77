// SPDX-License-Identifier: MIT
// Keys by the names that other programs have for them, and names that are
// written in other letters: Title, short_title.
#include "read/front_matter/front_values.h"

#include "base/ascii.h"

struct other {
    const char *theirs, *ours;
};
static const struct other of_briefs[] = {
#define OTHER(theirs, ours) {theirs, ours},
#define PERSON(theirs, ours)
#include "model/front_other.def"
#undef OTHER
#undef PERSON
};
static const struct other of_people[] = {
#define OTHER(theirs, ours)
#define PERSON(theirs, ours) {theirs, ours},
#include "model/front_other.def"
#undef OTHER
#undef PERSON
};

// Small letters, and hyphens for spaces and underscores.
static struct str plain_key(struct reader *reader, struct str key)
{
    char *plain = arena_c_string(reader->arena, str_trim(key));
    for (char *c = plain; *c; c++)
        if (*c == '_' || *c == ' ')
            *c = '-';
        else if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c | 0x20);
    return str_of(plain);
}

// What the key is called here; empty where it is called nothing else.
static struct str our_key(struct reader *reader, struct str key,
                          struct keys keys, const struct other *others,
                          size_t count)
{
    struct str plain = plain_key(reader, key);
    if (front_keys_hold(keys, plain))
        return plain;
    for (size_t i = 0; i < count; i++)
        if (str_equal(str_of(others[i].theirs), plain))
            return str_of(others[i].ours);
    return STR("");
}

static void rename_keys(struct reader *reader, const struct yaml *map,
                        struct keys keys, const struct other *others,
                        size_t count)
{
    for (const struct yaml *entry = map->first; entry; entry = entry->next) {
        struct str key = entry->key->text;
        if (entry->key->kind != YAML_TEXT || front_keys_hold(keys, key) ||
            yaml_is_null(entry))
            continue;
        struct str ours = our_key(reader, key, keys, others, count);
        if (ours.count == 0 || yaml_entry(map, ours))
            continue;
        diag_report(reader->diag, yaml_place(reader, entry->key),
                    MESSAGE_front_other_key, key, ours);
        entry->key->text = ours;
    }
}

void front_rename(struct reader *reader, const struct yaml *tree,
                  struct keys keys)
{
    rename_keys(reader, tree, keys, of_briefs, COUNT(of_briefs));
}

void front_rename_person(struct reader *reader, const struct yaml *map,
                         struct keys keys)
{
    rename_keys(reader, map, keys, of_people, COUNT(of_people));
}
