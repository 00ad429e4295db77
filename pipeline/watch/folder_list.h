// SPDX-License-Identifier: MIT
// What lies below a folder, hidden files and one folder of outputs aside.
#ifndef QALAM_FOLDER_LIST_H
#define QALAM_FOLDER_LIST_H

#include "base/arena.h"

// Calls visit for the folder itself (name empty) and each folder below it.
// False: visit said so (errno is its own), or the folder cannot be read.
typedef bool folder_visit(void *closure, const char *path, struct str name);
bool folder_list_walk(const char *folder, const char *output_folder,
                      folder_visit *visit, void *closure);

// Every file with its facts, to be compared with a later list.
struct folder_list;
struct folder_list *folder_list_new(const char *folder,
                                    const char *output_folder);
void folder_list_free(struct folder_list *list);
bool folder_list_differs(const struct folder_list *a,
                         const struct folder_list *b);

#endif
