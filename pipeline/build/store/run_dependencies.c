// SPDX-License-Identifier: MIT
// What all briefs of a run are made from.
//
// qalam and its libraries are known by their build ids, which the linker makes
// from their contents: no other program has them, and asking costs nothing.
#include "build/store/run_dependencies.h"

#include "typeset/paragraph/fonts.h"

#include <elf.h>
#include <glob.h>
#include <link.h>
#include <stdlib.h>
#include <sys/stat.h>

// ----- Programs -----

// Libraries whose work is seen in outputs; the C library's is not.
static const char *const libraries[] = {
    "libharfbuzz", "libicu",    "libxml2",   "libxslt",    "libcmark",
    "libhpdf",     "libhyphen", "libpng",    "libjpeg",    "libz",
    "libyaml",     "libzip",    "libxxhash", "libfreetype"};

static bool is_wanted(struct str file)
{
    for (size_t i = 0; i < COUNT(libraries); i++)
        if (str_starts(file, str_of(libraries[i])))
            return true;
    return false;
}

static struct str last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash ? slash + 1 : path);
}

// The build id among a segment of notes (elf(5)); empty where there is none.
static struct str build_id_in(const char *notes, size_t count)
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

static struct str build_id_of(const struct dl_phdr_info *object)
{
    for (size_t i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        if (part->p_type != PT_NOTE)
            continue;
        struct str id = build_id_in(
            (const char *)(object->dlpi_addr + part->p_vaddr), part->p_memsz);
        if (id.count)
            return id;
    }
    return (struct str){0};
}

// The program itself has no name in the list.
static int add_object(struct dl_phdr_info *object, size_t size, void *closure)
{
    (void)size;
    bool program = object->dlpi_name[0] == '\0';
    struct str file = program ? STR("qalam") : last_part(object->dlpi_name);
    struct str id = build_id_of(object);
    bool known = id.count > 0 && (program || is_wanted(file));
    if (known)
        dependencies_add_bytes(closure, DEPENDENCY_PROGRAM, file, id);
    return 0;
}

static void add_programs(struct dependencies *dependencies)
{
    size_t before = dependencies->count;
    dl_iterate_phdr(add_object, dependencies);
    bool known = false;
    for (size_t i = before; i < dependencies->count; i++)
        known = known || str_equal(dependencies->items[i].name, STR("qalam"));
    struct hash hash;
    // Linked without an id: its bytes then.
    if (!known && hash_file("/proc/self/exe", &hash))
        dependencies_add(dependencies, DEPENDENCY_PROGRAM, STR("qalam"), hash);
    dependencies_add_bytes(dependencies, DEPENDENCY_PROGRAM, STR("version"),
                           STR(QALAM_VERSION));
}

// Those that are opened when a drawing wants them have no id yet: a package
// gives its files their size and time.
static void add_late_libraries(struct dependencies *dependencies)
{
    glob_t found;
    if (glob("/usr/lib/*/{librsvg-2,libcairo,libqpdf}.so.*", GLOB_BRACE, NULL,
             &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct stat facts;
        if (stat(found.gl_pathv[i], &facts) != 0)
            continue;
        struct str text = arena_printf(dependencies->arena, "%lld %lld",
                                       (long long)facts.st_size,
                                       (long long)facts.st_mtim.tv_sec);
        dependencies_add_bytes(dependencies, DEPENDENCY_PROGRAM,
                               last_part(found.gl_pathv[i]), text);
    }
    globfree(&found);
}

// ----- Data of others -----

static void add_patterns(struct dependencies *dependencies)
{
    glob_t found;
    struct hash hash;
    if (glob("/usr/share/hyphen/hyph_*.dic", 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (hash_file(found.gl_pathv[i], &hash))
            dependencies_add(dependencies, DEPENDENCY_PROGRAM,
                             last_part(found.gl_pathv[i]), hash);
    globfree(&found);
}

static void add_faces(struct dependencies *dependencies, struct fonts *fonts)
{
    for (size_t i = 0; i < FACE_COUNT; i++) {
        const struct face *face = fonts_face(fonts, (enum face_id)i);
        unsigned count = 0;
        const char *bytes = hb_blob_get_data(face->blob, &count);
        dependencies_add_bytes(dependencies, DEPENDENCY_FACE,
                               face->postscript_name,
                               (struct str){bytes, count});
    }
}

static void add_options(struct dependencies *dependencies,
                        const struct request *request)
{
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION, STR("--lang"),
                           request->input.lang);
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION, STR("--from"),
                           request->input.from);
    // Not seen in outputs, but in the number of warnings that is kept.
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION, STR("--ignore"),
                           (struct str){(const char *)request->ignored.off,
                                        sizeof request->ignored.off});
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION, STR("--keep-going"),
                           request->input.keep_going ? STR("yes") : STR("no"));
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION,
                           STR("SOURCE_DATE_EPOCH"),
                           str_of(getenv("SOURCE_DATE_EPOCH")));
}

void run_dependencies(struct dependencies *dependencies,
                      const struct request *request, struct fonts *fonts)
{
    add_programs(dependencies);
    add_late_libraries(dependencies);
    add_patterns(dependencies);
    add_faces(dependencies, fonts);
    add_options(dependencies, request);
}
