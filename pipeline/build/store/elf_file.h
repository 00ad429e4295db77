// SPDX-License-Identifier: MIT
// What programs and libraries say of themselves (elf(5)): their build id, which
// the linker makes from their contents, so that no other has it; and which
// libraries they want.
#ifndef QALAM_ELF_FILE_H
#define QALAM_ELF_FILE_H

#include "base/str.h"

#include <link.h>

// Of one that is loaded; borrowed. Empty: it has none.
struct str elf_loaded_id(const struct dl_phdr_info *object);

// A file, which is mapped and not read: asking costs a page or two of it.
struct elf_file {
    const char *bytes;
    size_t count;
};
// False: there is no such file, or it is no program of this machine.
bool elf_open(struct elf_file *file, const char *path);
void elf_close(struct elf_file *file);
// Borrowed until elf_close. Empty: it has none.
struct str elf_id(const struct elf_file *file);
// The name of the library that is wanted at that place of the list, such as
// libcairo.so.2; borrowed. Empty: the list is shorter.
struct str elf_needed(const struct elf_file *file, size_t index);

#endif
