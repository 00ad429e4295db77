// SPDX-License-Identifier: MIT
// The keys of series.yaml.
#include "series/series_parts.h"

static const char *const front_keys[] = {
#define KEY(name, about) name,
#include "model/front_keys.def"
#undef KEY
};
static const char *const own_keys[] = {
#define OWN(name, about) name,
#define BRIEF(name)
#include "series/series_keys.def"
#undef OWN
#undef BRIEF
};
static const char *const brief_keys[] = {
#define OWN(name, about)
#define BRIEF(name) name,
#include "series/series_keys.def"
#undef OWN
#undef BRIEF
};
enum { MOST_KEYS = COUNT(front_keys) + COUNT(own_keys) };

// Those that may stand here; names has room for MOST_KEYS.
static struct keys known_keys(const char **names)
{
    struct keys own = KEYS(own_keys), brief = KEYS(brief_keys);
    size_t count = 0;
    for (size_t i = 0; i < own.count; i++)
        names[count++] = own_keys[i];
    for (size_t i = 0; i < COUNT(front_keys); i++) {
        struct str name = str_of(front_keys[i]);
        if (!front_keys_hold(own, name) && !front_keys_hold(brief, name))
            names[count++] = front_keys[i];
    }
    return (struct keys){names, count};
}

void series_check_keys(const struct series_reading *reading)
{
    const char *names[MOST_KEYS];
    struct reader *reader = reading->reader;
    struct keys known = known_keys(names), brief = KEYS(brief_keys);
    front_check_duplicates(reader, reading->tree);
    for (const struct yaml *e = reading->tree->first; e; e = e->next) {
        bool text = e->key->kind == YAML_TEXT;
        if (text && front_keys_hold(known, e->key->text))
            continue;
        if (text && front_keys_hold(brief, e->key->text))
            diag_report(reader->diag, yaml_place(reader, e->key),
                        MESSAGE_series_brief_key, e->key->text);
        else
            front_report_unknown(reader, e, known, "");
    }
    front_record(reader, reading->tree, known);
}
