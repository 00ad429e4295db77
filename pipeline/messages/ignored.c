// SPDX-License-Identifier: MIT
// Messages that are switched off by name.
#include "messages/ignored.h"

#include "base/nearest.h"

enum ignoring ignored_add(struct ignored *ignored, struct str name)
{
    enum message message = message_named(name);
    if (message == MESSAGE_COUNT)
        return IGNORING_UNKNOWN;
    if (!message_ignorable(message))
        return IGNORING_ERROR;
    ignored->off[message] = true;
    return IGNORING_DONE;
}

void ignored_apply(const struct ignored *ignored, struct diag *diag)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (ignored->off[i])
            diag_ignore(diag, (enum message)i);
}

struct str ignored_meant(struct arena *arena, struct str name)
{
    const char *names[MESSAGE_COUNT];
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        names[i] = message_facts[i].name;
    const char *meant = nearest_word(name, names, MESSAGE_COUNT);
    return meant ? message_name(arena, message_named(str_of(meant))) : STR("");
}
