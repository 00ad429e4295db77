// SPDX-License-Identifier: MIT
// Sheets that pages use: which of them changed.
#include "watch/sheets.h"

#include "base/buffer.h"
#include "messages/diag.h"
#include "base/hash.h"
#include "watch/served_file.h"

#include <unistd.h>

struct sheet {
    struct str path;
    struct hash hash;
};

struct sheets {
    struct arena *arena; // of the last look
    struct sheet *sheets;
    size_t count, capacity;
};

struct sheets *sheets_new(void)
{
    struct arena *arena = arena_new();
    struct sheets *sheets = ARENA_NEW(arena, struct sheets);
    sheets->arena = arena;
    return sheets;
}

void sheets_free(struct sheets *sheets)
{
    arena_free(sheets->arena);
}

static const struct sheet *sheet_at(const struct sheets *sheets,
                                    struct str path)
{
    for (size_t i = 0; i < sheets->count; i++)
        if (str_equal(sheets->sheets[i].path, path))
            return &sheets->sheets[i];
    return NULL;
}

static void tell(struct live *live, struct str path)
{
    struct buffer data = {0};
    buffer_add_c(&data, "{\"sheet\":");
    buffer_add_json(&data, path);
    buffer_add_byte(&data, '}');
    live_tell(live, "style", buffer_str(&data));
    buffer_release(&data);
}

static void look_at(struct sheets *sheets, int folder, struct str path,
                    struct live *live)
{
    struct stat facts;
    bool is_folder;
    struct str bytes;
    struct arena *arena = arena_new();
    int file = served_file_open(folder, path, &facts, &is_folder);
    bool read = file >= 0 &&
                served_file_read(arena, file, (uint64_t)facts.st_size, &bytes);
    if (file >= 0)
        close(file);
    struct sheet *known = (struct sheet *)sheet_at(sheets, path);
    struct hash hash = read ? hash_bytes(bytes) : (struct hash){0, 0};
    if (read && !known)
        ARENA_PUSH(sheets->arena, sheets->sheets, sheets->count,
                   sheets->capacity) =
            (struct sheet){arena_str(sheets->arena, path), hash};
    else if (read && !hash_equal(known->hash, hash))
        tell(live, path);
    if (read && known)
        known->hash = hash;
    arena_free(arena);
}

static struct str folder_of(struct str page)
{
    size_t slash = page.count;
    while (slash > 0 && page.bytes[slash - 1] != '/')
        slash--;
    return str_slice(page, 0, slash);
}

void sheets_look(struct sheets *sheets, int folder, const struct str *pages,
                 size_t count, struct live *live)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        // Pages of one folder follow each other.
        if (i > 0 && str_equal(folder_of(pages[i]), folder_of(pages[i - 1])))
            continue;
        size_t name_count;
        struct str assets =
            arena_printf(arena, "%.*sassets/", STR_ARG(folder_of(pages[i])));
        struct str *names =
            served_file_names(arena, folder, assets, &name_count);
        for (size_t n = 0; n < name_count; n++)
            if (str_ends(names[n], STR(".css")))
                look_at(sheets, folder,
                        arena_printf(arena, "%.*s%.*s", STR_ARG(assets),
                                     STR_ARG(names[n])),
                        live);
    }
    arena_free(arena);
}
