// SPDX-License-Identifier: MIT
// Build ids among the notes of programs and libraries.
#include "build/store/build_id.h"

#include <elf.h>
#include <fcntl.h>
#include <unistd.h>

// The build id among a segment of notes; empty where there is none.
static struct str id_in(const char *notes, size_t count)
{
    while (count >= sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *note = (const void *)notes;
        size_t name = (note->n_namesz + 3u) & ~3u;
        size_t text = (note->n_descsz + 3u) & ~3u;
        size_t size = sizeof *note + name + text;
        if (size > count)
            break;
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 &&
            memcmp(notes + sizeof *note, "GNU", 4) == 0)
            return (struct str){notes + sizeof *note + name, note->n_descsz};
        notes += size;
        count -= size;
    }
    return (struct str){0};
}

struct str build_id_loaded(const struct dl_phdr_info *object)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_NOTE)
            continue;
        struct str id = id_in((const char *)(object->dlpi_addr + part->p_vaddr),
                              part->p_memsz);
        if (id.count)
            return id;
    }
    return (struct str){0};
}

// The linker puts the table of segments and the notes on the first page.
static struct str id_on_page(const char *page, size_t count)
{
    const ElfW(Ehdr) *head = (const void *)page;
    if (count < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 ||
        head->e_phentsize != sizeof(ElfW(Phdr)) || head->e_phoff > count ||
        head->e_phnum > (count - head->e_phoff) / sizeof(ElfW(Phdr)))
        return (struct str){0};
    const ElfW(Phdr) *parts = (const void *)(page + head->e_phoff);
    for (size_t i = 0; i < head->e_phnum; i++) {
        if (parts[i].p_type != PT_NOTE || parts[i].p_offset > count ||
            parts[i].p_filesz > count - parts[i].p_offset)
            continue;
        struct str id = id_in(page + parts[i].p_offset, parts[i].p_filesz);
        if (id.count)
            return id;
    }
    return (struct str){0};
}

struct str build_id_of_file(struct arena *arena, const char *path)
{
    _Alignas(16) char page[4096];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return (struct str){0};
    ssize_t count = read(file, page, sizeof page);
    close(file);
    return count > 0 ? arena_str(arena, id_on_page(page, (size_t)count))
                     : (struct str){0};
}
