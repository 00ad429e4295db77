// SPDX-License-Identifier: MIT
// Pictures named in a brief: found within its folder, read once, checked.
#include "read/pictures/image.h"

#include "base/ascii.h"
#include "model/brief_limits.h"
#include "read/pictures/image_take.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ----- What the author wrote -----

// %20 and its like decoded, once; a NUL stays %00.
static struct str percent_decoded(struct arena *arena, struct str path)
{
    char *out = arena_alloc(arena, path.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < path.count; i++) {
        int high = path.bytes[i] == '%' && i + 2 < path.count
                       ? ascii_hex_value(path.bytes[i + 1])
                       : -1;
        int low = high >= 0 ? ascii_hex_value(path.bytes[i + 2]) : -1;
        if (low >= 0 && high * 16 + low != 0) {
            out[count++] = (char)(high * 16 + low);
            i += 2;
        } else
            out[count++] = path.bytes[i];
    }
    return (struct str){out, count};
}

enum path_kind {
    PATH_INSIDE,
    PATH_OUTSIDE,
    PATH_REMOTE,
    PATH_DATA,
    PATH_UNSAFE // a scheme that names no file
};

static bool has_scheme(struct str path, struct str scheme)
{
    return path.count >= scheme.count &&
           str_equal_ascii_case(str_slice(path, 0, scheme.count), scheme);
}

// Letters before "x:" at the start, 0 where there are none. One letter is a
// drive of Windows.
static size_t scheme_count(struct str path)
{
    for (size_t i = 0; i < path.count; i++) {
        char byte = path.bytes[i];
        if (byte == ':')
            return i;
        if (byte == '/' || byte == '.' || byte == ' ' ||
            (unsigned char)byte >= 0x80)
            return 0;
    }
    return 0;
}

// Does the path climb above where it starts? A backslash counts as a slash,
// since that is what its author meant.
static bool climbs_out(struct str path)
{
    long depth = 0;
    for (size_t i = 0; i < path.count;) {
        size_t start = i;
        while (i < path.count && path.bytes[i] != '/' && path.bytes[i] != '\\')
            i++;
        struct str part = str_slice(path, start, i++);
        if (str_equal(part, STR("..")))
            depth--;
        else if (part.count && !str_equal(part, STR(".")))
            depth++;
        if (depth < 0)
            return true;
    }
    return false;
}

static enum path_kind path_kind_of(struct str path)
{
    if (has_scheme(path, STR("data:")))
        return PATH_DATA;
    if (has_scheme(path, STR("//")) || has_scheme(path, STR("http:")) ||
        has_scheme(path, STR("https:")) || has_scheme(path, STR("ftp:")))
        return PATH_REMOTE;
    if (path.count &&
        (path.bytes[0] == '/' || path.bytes[0] == '\\' || path.bytes[0] == '~'))
        return PATH_OUTSIDE;
    if (scheme_count(path) > 1 && !has_scheme(path, STR("file:")))
        return PATH_UNSAFE;
    return scheme_count(path) > 0 || climbs_out(path) ? PATH_OUTSIDE
                                                      : PATH_INSIDE;
}

// ----- The file -----

static struct str folder_of(struct str path)
{
    size_t end = path.count;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    return end ? str_slice(path, 0, end) : STR("./");
}

// The file's true path where it lies in the folder's true path: a link may
// lead anywhere. *outside says that it does not. In arena; NULL: errno.
static char *resolve(const struct context *context, struct str path,
                     bool *outside)
{
    struct str folder = folder_of(context->path);
    char *wanted = arena_c_string(context->arena,
                                  arena_printf(context->arena, "%.*s%.*s",
                                               STR_ARG(folder), STR_ARG(path)));
    char *root = realpath(arena_c_string(context->arena, folder), NULL);
    char *file = realpath(wanted, NULL);
    char *result = NULL;
    *outside = false;
    if (root && file) {
        size_t count = strlen(root);
        bool inside = strncmp(file, root, count) == 0 &&
                      (file[count] == '/' || strcmp(root, "/") == 0);
        *outside = !inside;
        result = arena_c_string(context->arena, str_of(file));
    }
    int error = errno;
    free(root);
    free(file);
    errno = error;
    return result;
}

// Reads a plain file; devices and pipes are not opened for reading. *why is
// set where that fails.
static bool read_file(struct arena *arena, const char *path, struct str *bytes,
                      const char **why)
{
    struct stat status;
    int file =
        open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | O_NOFOLLOW);
    *why = NULL;
    if (file < 0 || fstat(file, &status) != 0)
        *why = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        *why = "it is not a regular file";
    else if ((uint64_t)status.st_size > LIMIT_IMAGE_BYTES)
        *why = "the file is too large";
    if (!*why) {
        size_t size = (size_t)status.st_size, count = 0;
        char *room = arena_alloc(arena, size + 1);
        ssize_t got = 1;
        while (count < size && got > 0) {
            got = read(file, room + count, size - count);
            if (got > 0)
                count += (size_t)got;
        }
        if (got < 0)
            *why = strerror(errno);
        *bytes = (struct str){room, count};
    }
    if (file >= 0)
        close(file);
    return !*why;
}

// ----- The brief's pictures -----

static struct image *known_image(const struct brief *brief, struct str file)
{
    for (size_t i = 0; i < brief->image_count; i++)
        if (str_equal(brief->images[i]->file, file))
            return brief->images[i];
    return NULL;
}

// What was wrong with a file, so that it is unpacked but once.
struct refused_image {
    struct str file, why;
    enum message message;
};

static const struct refused_image *known_fault(const struct pictures *pictures,
                                               struct str file)
{
    for (size_t i = 0; i < pictures->refused_count; i++)
        if (str_equal(pictures->refused[i].file, file))
            return &pictures->refused[i];
    return NULL;
}

static bool check(struct pictures *pictures, struct image *image,
                  struct image_remarks *remarks, struct refused_image *fault)
{
    struct arena *arena = pictures->context->arena;
    const char *system;
    *fault = (struct refused_image){.file = image->file,
                                    .message = MESSAGE_image_unreadable};
    if (!read_file(arena, image->file.bytes, &image->bytes, &system)) {
        fault->why = arena_str(arena, str_of(system));
        return false;
    }
    image->file_hash = hash_bytes(image->bytes);
    switch (image_take(pictures->context, image, &fault->why, remarks)) {
    case IMAGE_GOOD:
        return true;
    case IMAGE_FOREIGN:
        fault->message = MESSAGE_image_foreign;
        break;
    case IMAGE_BROKEN:
        fault->message = MESSAGE_image_broken;
        break;
    case IMAGE_UNSAFE:
        fault->message = MESSAGE_image_unsafe;
        break;
    case IMAGE_LARGE:
        fault->message = MESSAGE_image_large;
        break;
    }
    return false;
}

static void report_remarks(struct pictures *pictures,
                           const struct image_remarks *remarks, struct str path,
                           struct place at)
{
    struct diag *diag = pictures->context->diag;
    if (remarks->first)
        diag_report(diag, at, MESSAGE_image_first, path);
    if (remarks->inks)
        diag_report(diag, at, MESSAGE_image_inks, path);
}

static struct image *load(struct pictures *pictures, struct str path,
                          const char *file, struct place at)
{
    const struct refused_image *known = known_fault(pictures, str_of(file));
    struct refused_image fault;
    if (!known) {
        struct image *image = ARENA_NEW(pictures->context->arena, struct image);
        image->path = path;
        image->file = str_of(file);
        struct image_remarks remarks;
        if (check(pictures, image, &remarks, &fault)) {
            report_remarks(pictures, &remarks, path, at);
            brief_add_image(pictures->brief, image);
            return image;
        }
        ARENA_PUSH(pictures->context->arena, pictures->refused,
                   pictures->refused_count, pictures->refused_capacity) = fault;
        known = &fault;
    }
    diag_report_args(pictures->context->diag, at,
                     (struct message_args){known->message, path, known->why});
    return NULL;
}

static struct image *load_inside(struct pictures *pictures, struct str path,
                                 struct str decoded, struct place at)
{
    bool outside;
    char *file = resolve(pictures->context, decoded, &outside);
    struct image *known =
        file ? known_image(pictures->brief, str_of(file)) : NULL;
    if (outside)
        diag_report(pictures->context->diag, at, MESSAGE_path_outside, path);
    else if (!file && (errno == ENOENT || errno == ENOTDIR))
        diag_report(pictures->context->diag, at, MESSAGE_image_missing, path);
    else if (!file)
        diag_report(pictures->context->diag, at, MESSAGE_image_unreadable, path,
                    str_of(strerror(errno)));
    if (!file || outside || known)
        return known;
    return load(pictures, path, file, at);
}

static struct image *image_at(struct pictures *pictures, struct str path,
                              struct str decoded, struct place at)
{
    switch (path_kind_of(decoded)) {
    case PATH_INSIDE:
        if (decoded.count)
            return load_inside(pictures, path, decoded, at);
        diag_report(pictures->context->diag, at, MESSAGE_image_missing, path);
        break;
    case PATH_OUTSIDE:
        diag_report(pictures->context->diag, at, MESSAGE_path_outside, path);
        break;
    case PATH_REMOTE:
        diag_report(pictures->context->diag, at, MESSAGE_image_remote, path);
        break;
    case PATH_DATA:
        diag_report(pictures->context->diag, at, MESSAGE_image_data);
        break;
    case PATH_UNSAFE:
        diag_report(pictures->context->diag, at, MESSAGE_link_unsafe, path);
        break;
    }
    return NULL;
}

// ----- Whether it changed -----

struct hash image_hash_now(struct str brief, struct str path)
{
    struct hash hash;
    struct context context = {.arena = arena_new(), .path = brief};
    bool outside;
    struct stat status;
    char *file = resolve(&context, path, &outside);
    if (!file)
        hash = hash_bytes(STR("there is none"));
    else if (outside)
        hash = hash_bytes(STR("outside"));
    else if (stat(file, &status) != 0 ||
             (uint64_t)status.st_size > LIMIT_IMAGE_BYTES ||
             !hash_file(file, &hash))
        hash = hash_bytes(STR("not to be read"));
    arena_free(context.arena);
    return hash;
}

struct image *image_named(struct pictures *pictures, struct str path,
                          struct place at)
{
    struct str decoded =
        percent_decoded(pictures->context->arena, str_trim(path));
    struct dependencies *reads = pictures->context->reads;
    bool noted = reads && decoded.count && path_kind_of(decoded) == PATH_INSIDE;
    struct hash before = {0, 0};
    if (noted)
        before = image_hash_now(pictures->context->path, decoded);
    struct image *image = image_at(pictures, path, decoded, at);
    if (!noted)
        return image;
    // The bytes that were used, whatever is in the file by now. Where none
    // could be: what was there before and after, which are two where the file
    // came or went meanwhile.
    dependencies_add(reads, DEPENDENCY_PICTURE, decoded,
                     image ? image->file_hash : before);
    if (!image)
        dependencies_add(reads, DEPENDENCY_PICTURE, decoded,
                         image_hash_now(pictures->context->path, decoded));
    return image;
}
