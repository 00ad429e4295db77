// SPDX-License-Identifier: MIT
// Build ids and wanted libraries of programs: loaded ones, and files.
#include "build/store/elf_file.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// ----- Build ids -----

// The build id among a segment of notes; empty where there is none.
static struct str id_in(struct str notes)
{
    while (notes.count >= sizeof(ElfW(Nhdr))) {
        const ElfW(Nhdr) *note = (const void *)notes.bytes;
        size_t name = (note->n_namesz + 3u) & ~3u;
        size_t text = (note->n_descsz + 3u) & ~3u;
        size_t size = sizeof *note + name + text;
        if (size > notes.count)
            break;
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 &&
            memcmp(notes.bytes + sizeof *note, "GNU", 4) == 0)
            return (struct str){notes.bytes + sizeof *note + name,
                                note->n_descsz};
        notes = str_slice(notes, size, notes.count);
    }
    return (struct str){0};
}

struct str elf_loaded_id(const struct dl_phdr_info *object)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_NOTE)
            continue;
        struct str id = id_in((struct str){
            (const char *)(object->dlpi_addr + part->p_vaddr), part->p_memsz});
        if (id.count)
            return id;
    }
    return (struct str){0};
}

// ----- Files -----

static const ElfW(Ehdr) * head_of(const struct elf_file *file)
{
    return (const void *)file->bytes;
}

// The segments, which are within the file.
static const ElfW(Phdr) * parts_of(const struct elf_file *file)
{
    return (const void *)(file->bytes + head_of(file)->e_phoff);
}

static bool is_sound(const struct elf_file *file)
{
    const ElfW(Ehdr) *head = head_of(file);
    return file->count >= sizeof *head &&
           memcmp(head->e_ident, ELFMAG, SELFMAG) == 0 &&
           head->e_phentsize == sizeof(ElfW(Phdr)) &&
           head->e_phoff % sizeof(ElfW(Addr)) == 0 &&
           head->e_phoff <= file->count &&
           head->e_phnum <= (file->count - head->e_phoff) / sizeof(ElfW(Phdr));
}

bool elf_open(struct elf_file *file, const char *path)
{
    struct stat facts;
    *file = (struct elf_file){0};
    int opened = open(path, O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        return false;
    if (fstat(opened, &facts) == 0 && facts.st_size > 0) {
        void *bytes = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE,
                           opened, 0);
        if (bytes != MAP_FAILED)
            *file = (struct elf_file){bytes, (size_t)facts.st_size};
    }
    close(opened);
    if (file->bytes && is_sound(file))
        return true;
    elf_close(file);
    return false;
}

void elf_close(struct elf_file *file)
{
    if (file->bytes)
        munmap((void *)file->bytes, file->count);
    *file = (struct elf_file){0};
}

static struct str segment(const struct elf_file *file, size_t index)
{
    const ElfW(Phdr) *part = &parts_of(file)[index];
    bool within = part->p_offset % sizeof(uint32_t) == 0 &&
                  part->p_offset <= file->count &&
                  part->p_filesz <= file->count - part->p_offset;
    return within ? (struct str){file->bytes + part->p_offset, part->p_filesz}
                  : (struct str){0};
}

struct str elf_id(const struct elf_file *file)
{
    for (size_t i = 0; i < head_of(file)->e_phnum; i++) {
        struct str id = parts_of(file)[i].p_type == PT_NOTE
                            ? id_in(segment(file, i))
                            : (struct str){0};
        if (id.count)
            return id;
    }
    return (struct str){0};
}

// ----- Wanted libraries -----

// The bytes from where an address would be loaded to the end of its segment.
static struct str bytes_at(const struct elf_file *file, ElfW(Addr) address)
{
    for (size_t i = 0; i < head_of(file)->e_phnum; i++) {
        const ElfW(Phdr) *part = &parts_of(file)[i];
        if (part->p_type == PT_LOAD && address >= part->p_vaddr &&
            address - part->p_vaddr < part->p_filesz) {
            struct str bytes = segment(file, i);
            return str_slice(bytes, address - part->p_vaddr, bytes.count);
        }
    }
    return (struct str){0};
}

static struct str dynamic_of(const struct elf_file *file)
{
    for (size_t i = 0; i < head_of(file)->e_phnum; i++)
        if (parts_of(file)[i].p_type == PT_DYNAMIC &&
            parts_of(file)[i].p_offset % sizeof(ElfW(Addr)) == 0)
            return segment(file, i);
    return (struct str){0};
}

struct str elf_needed(const struct elf_file *file, size_t index)
{
    struct str dynamic = dynamic_of(file), texts = {0};
    const ElfW(Dyn) *rows = (const void *)dynamic.bytes;
    size_t count = dynamic.count / sizeof *rows, seen = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].d_tag == DT_STRTAB)
            texts = bytes_at(file, rows[i].d_un.d_ptr);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].d_tag != DT_NEEDED || seen++ != index)
            continue;
        struct str name = str_slice(texts, rows[i].d_un.d_val, texts.count);
        const char *end =
            name.count ? memchr(name.bytes, '\0', name.count) : NULL;
        return end ? (struct str){name.bytes, (size_t)(end - name.bytes)}
                   : (struct str){0};
    }
    return (struct str){0};
}
