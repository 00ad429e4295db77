// SPDX-License-Identifier: MIT
// `checks` in the front matter: messages that this brief switches off.
//
//     checks:
//       abbreviation-unspelt: off
// or  checks: [-abbreviation-unspelt, -doubled-word]
#include "read/front_matter/yaml_tree.h"

#include "messages/ignored.h"

static void switch_off(struct reader *reader, struct str name, struct place at)
{
    struct ignored ignored = {{false}};
    struct str meant;
    switch (ignored_add(&ignored, name)) {
    case IGNORING_DONE:
        ignored_apply(&ignored, reader->diag);
        break;
    case IGNORING_ERROR:
        diag_report(reader->diag, at, MESSAGE_check_is_error, name);
        break;
    case IGNORING_UNKNOWN:
        meant = ignored_meant(reader->arena, name);
        if (meant.count)
            diag_report(reader->diag, at, MESSAGE_check_mistyped, name, meant);
        else
            diag_report(reader->diag, at, MESSAGE_check_unknown, name);
        break;
    }
}

static bool is_word(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ascii_case(text, str_of(words[i])))
            return true;
    return false;
}

// NAME: off. What is on is on without a word, so that is allowed too.
static void read_entry(struct reader *reader, const struct yaml *entry)
{
    static const char *const off[] = {"off", "no", "false"};
    static const char *const on[] = {"on", "yes", "true"};
    struct place at = yaml_place(reader, entry);
    if (entry->key->kind != YAML_TEXT || entry->kind != YAML_TEXT)
        diag_report(reader->diag, at, MESSAGE_front_wrong_kind, STR("checks"),
                    STR("a map from message to off"),
                    str_of(yaml_kind_word(
                        entry->kind != YAML_TEXT ? entry : entry->key)));
    else if (is_word(entry->text, off, COUNT(off)))
        switch_off(reader, str_trim(entry->key->text),
                   yaml_place(reader, entry->key));
    else if (!is_word(entry->text, on, COUNT(on)))
        diag_report(
            reader->diag, at, MESSAGE_front_wrong_kind, entry->key->text,
            STR("off"),
            arena_printf(reader->arena, "‘%.*s’", STR_ARG(entry->text)));
}

// -NAME, as the hyphen of an option that takes away.
static void read_item(struct reader *reader, const struct yaml *item)
{
    struct str name = str_trim(item->text);
    struct place at = yaml_place(reader, item);
    if (item->kind == YAML_TEXT && str_starts(name, STR("-")))
        switch_off(reader, str_slice(name, 1, name.count), at);
    else
        diag_report(reader->diag, at, MESSAGE_front_wrong_kind, STR("checks"),
                    STR("a list of names, each with a hyphen before it"),
                    item->kind == YAML_TEXT
                        ? arena_printf(reader->arena, "‘%.*s’", STR_ARG(name))
                        : str_of(yaml_kind_word(item)));
}

void front_checks_read(struct reader *reader, const struct yaml *checks)
{
    if (!checks || yaml_is_null(checks))
        return;
    if (checks->kind == YAML_TEXT)
        diag_report(reader->diag, yaml_place(reader, checks),
                    MESSAGE_front_wrong_kind, STR("checks"),
                    STR("a map from message to off"), STR("a text"));
    for (const struct yaml *e = checks->first; e; e = e->next)
        if (checks->kind == YAML_MAP)
            read_entry(reader, e);
        else
            read_item(reader, e);
}
