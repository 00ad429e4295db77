// SPDX-License-Identifier: MIT
// Files of the program, found from where it runs; modules, loaded.
#include "base/installed.h"

#include "base/fail.h"

#include <dlfcn.h>
#include <limits.h>
#include <unistd.h>

// The folder of the running program, with its last slash.
static bool own_folder(struct buffer *path)
{
    char own[PATH_MAX];
    ssize_t count = readlink("/proc/self/exe", own, sizeof own);
    while (count > 0 && own[count - 1] != '/')
        count--;
    if (count > 0)
        buffer_add(path, (struct str){own, (size_t)count});
    return count > 0;
}

bool installed_file(const char *name, struct buffer *path)
{
    static const char *const places[] = {"", "../libexec/qalam/", "../"};
    for (size_t i = 0; i < COUNT(places); i++) {
        buffer_clear(path);
        if (!own_folder(path))
            break;
        buffer_add_c(path, places[i]);
        buffer_add_c(path, name);
        if (access(path->bytes, R_OK) == 0)
            return true;
    }
    buffer_clear(path);
    return false;
}

const void *installed_module(const char *file, const char *name)
{
    struct buffer path = {0};
    if (!installed_file(file, &path)) {
        buffer_printf(&path, "%s is not installed with it", file);
        fail_system(path.bytes);
    }
    void *module = dlopen(path.bytes, RTLD_NOW | RTLD_LOCAL);
    const void *found = module ? dlsym(module, name) : NULL;
    if (!found)
        fail_system(dlerror());
    buffer_release(&path);
    return found;
}
