// SPDX-License-Identifier: MIT
// What all briefs of a run are made from.
//
// qalam and its libraries are known by their build ids, which the linker makes
// from their contents: no other program has them, and asking costs nothing.
#include "build/store/run_dependencies.h"

#include "backends/epub/zip_module.h"
#include "base/installed.h"
#include "build/store/elf_file.h"
#include "draw/draw.h"
#include "typeset/paragraph/fonts.h"

#include <glob.h>
#include <stdlib.h>

// ----- Programs -----

// Libraries whose work is seen in outputs; the C library's is not.
static const char *const libraries[] = {
    "libharfbuzz", "libicu",      "libxml2",  "libxslt",     "libcmark",
    "libhpdf",     "libhyphen",   "libpng",   "libjpeg",     "libz",
    "libyaml",     "libxxhash",   "libzip",   "libfreetype", "librsvg",
    "libcairo",    "libpixman",   "libpango", "libqpdf",     "libgdk_pixbuf",
    "libfribidi",  "libgraphite", "libwebp",  "libheif",     "liblcms2"};

static bool is_wanted(struct str file)
{
    for (size_t i = 0; i < COUNT(libraries); i++)
        if (str_starts(file, str_of(libraries[i])))
            return true;
    return false;
}

static bool is_known(const struct dependencies *dependencies, struct str name)
{
    for (size_t i = 0; i < dependencies->count; i++)
        if (str_equal(dependencies->items[i].name, name))
            return true;
    return false;
}

static struct str last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return str_of(slash ? slash + 1 : path);
}

struct programs {
    struct dependencies *dependencies;
    struct str folder; // of the libraries, with its last slash; or empty
};

// The program itself has no name in the list.
static int add_object(struct dl_phdr_info *object, size_t size, void *closure)
{
    struct programs *programs = closure;
    (void)size;
    bool program = object->dlpi_name[0] == '\0';
    struct str file = program ? STR("qalam") : last_part(object->dlpi_name);
    struct str id = elf_loaded_id(object);
    if (!program && !is_wanted(file))
        return 0;
    if (!program)
        programs->folder = (struct str){
            object->dlpi_name, (size_t)(file.bytes - object->dlpi_name)};
    if (id.count)
        dependencies_add_bytes(programs->dependencies, DEPENDENCY_PROGRAM, file,
                               id);
    return 0;
}

// A file, and the libraries that it wants and that are not known yet: they lie
// where those of the program itself do. It may have no id: its bytes then.
static void add_file(struct programs *programs, const char *path)
{
    struct dependencies *dependencies = programs->dependencies;
    struct elf_file file;
    struct hash hash;
    struct str needed;
    if (!elf_open(&file, path))
        return;
    struct str id = elf_id(&file);
    if (id.count)
        dependencies_add_bytes(dependencies, DEPENDENCY_PROGRAM,
                               last_part(path), id);
    else if (hash_file(path, &hash))
        dependencies_add(dependencies, DEPENDENCY_PROGRAM, last_part(path),
                         hash);
    for (size_t i = 0; (needed = elf_needed(&file, i)).count; i++)
        if (is_wanted(needed) && !is_known(dependencies, needed))
            add_file(programs,
                     arena_printf(dependencies->arena, "%.*s%.*s",
                                  STR_ARG(programs->folder), STR_ARG(needed))
                         .bytes);
    elf_close(&file);
}

// What is loaded or started at need is asked by its files.
static void add_late(struct programs *programs)
{
    struct buffer path = {0};
    if (draw_program(&path))
        add_file(programs, path.bytes);
    if (installed_file(ZIP_MODULE, &path))
        add_file(programs, path.bytes);
    buffer_release(&path);
}

static void add_programs(struct dependencies *dependencies)
{
    struct programs programs = {.dependencies = dependencies};
    struct hash hash;
    dl_iterate_phdr(add_object, &programs);
    // Linked without an id: its bytes then.
    if (!is_known(dependencies, STR("qalam")) &&
        hash_file("/proc/self/exe", &hash))
        dependencies_add(dependencies, DEPENDENCY_PROGRAM, STR("qalam"), hash);
    add_late(&programs);
    dependencies_add_bytes(dependencies, DEPENDENCY_PROGRAM, STR("version"),
                           STR(QALAM_VERSION));
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
    dependencies_add_bytes(
        dependencies, DEPENDENCY_OPTION, STR("--pdf-standard"),
        (struct str){(const char *)request->settings.of,
                     sizeof request->settings.of});
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
    add_patterns(dependencies);
    add_faces(dependencies, fonts);
    add_options(dependencies, request);
}
