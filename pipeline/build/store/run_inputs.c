// SPDX-License-Identifier: MIT
// What all briefs of a run are made from.
//
// qalam and its libraries are known by their build ids, which the linker makes
// from their contents: no other program has them, and asking costs nothing.
#include "build/store/run_inputs.h"

#include "backends/epub/zip_module.h"
#include "base/installed.h"
#include "build/store/build_id.h"
#include "draw/draw.h"
#include "typeset/paragraph/fonts.h"

#include <glob.h>
#include <stdlib.h>

// ----- Programs -----

// Libraries whose work is seen in outputs; the C library's is not.
static const char *const libraries[] = {
    "libharfbuzz", "libicu",    "libxml2",    "libxslt", "libcmark",
    "libhpdf",     "libhyphen", "libpng",     "libjpeg", "libz",
    "libyaml",     "libxxhash", "libfreetype"};

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

// The program itself has no name in the list.
static int add_object(struct dl_phdr_info *object, size_t size, void *closure)
{
    (void)size;
    bool program = object->dlpi_name[0] == '\0';
    struct str file = program ? STR("qalam") : last_part(object->dlpi_name);
    struct str id = build_id_loaded(object);
    bool known = id.count > 0 && (program || is_wanted(file));
    if (known)
        inputs_add_bytes(closure, INPUT_PROGRAM, file, id);
    return 0;
}

static void add_programs(struct inputs *inputs)
{
    size_t before = inputs->count;
    dl_iterate_phdr(add_object, inputs);
    bool known = false;
    for (size_t i = before; i < inputs->count; i++)
        known = known || str_equal(inputs->items[i].name, STR("qalam"));
    struct hash hash;
    // Linked without an id: its bytes then.
    if (!known && hash_file("/proc/self/exe", &hash))
        inputs_add(inputs, INPUT_PROGRAM, STR("qalam"), hash);
    inputs_add_bytes(inputs, INPUT_PROGRAM, STR("version"), STR(QALAM_VERSION));
}

// A file that may have no id: its bytes then.
static void add_program_file(struct inputs *inputs, const char *path)
{
    struct hash hash;
    struct str id = build_id_of_file(inputs->arena, path);
    if (id.count)
        inputs_add_bytes(inputs, INPUT_PROGRAM, last_part(path), id);
    else if (hash_file(path, &hash))
        inputs_add(inputs, INPUT_PROGRAM, last_part(path), hash);
}

// What is loaded or started at need, and its libraries, are asked by their
// files.
static void add_late_programs(struct inputs *inputs)
{
    struct buffer path = {0};
    if (draw_program(&path))
        add_program_file(inputs, path.bytes);
    if (installed_file(ZIP_MODULE, &path))
        add_program_file(inputs, path.bytes);
    buffer_release(&path);
    glob_t found;
    if (glob("/usr/lib/*/{librsvg-2,libcairo,libpixman-1,libpango-1.0,"
             "libpangocairo-1.0,libpangoft2-1.0,libgdk_pixbuf-2.0,libqpdf,"
             "libzip}.so.{[0-9],[0-9][0-9]}",
             GLOB_BRACE, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        add_program_file(inputs, found.gl_pathv[i]);
    globfree(&found);
}

// ----- Data of others -----

static void add_patterns(struct inputs *inputs)
{
    glob_t found;
    struct hash hash;
    if (glob("/usr/share/hyphen/hyph_*.dic", 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (hash_file(found.gl_pathv[i], &hash))
            inputs_add(inputs, INPUT_PROGRAM, last_part(found.gl_pathv[i]),
                       hash);
    globfree(&found);
}

static void add_faces(struct inputs *inputs, struct fonts *fonts)
{
    for (size_t i = 0; i < FACE_COUNT; i++) {
        const struct face *face = fonts_face(fonts, (enum face_id)i);
        unsigned count = 0;
        const char *bytes = hb_blob_get_data(face->blob, &count);
        inputs_add_bytes(inputs, INPUT_FACE, face->postscript_name,
                         (struct str){bytes, count});
    }
}

static void add_options(struct inputs *inputs, const struct request *request)
{
    inputs_add_bytes(inputs, INPUT_OPTION, STR("--lang"), request->lang);
    inputs_add_bytes(inputs, INPUT_OPTION, STR("--from"), request->from);
    // Not seen in outputs, but in the number of warnings that is kept.
    inputs_add_bytes(inputs, INPUT_OPTION, STR("--ignore"),
                     (struct str){(const char *)request->ignored.off,
                                  sizeof request->ignored.off});
    inputs_add_bytes(inputs, INPUT_OPTION, STR("--keep-going"),
                     request->keep_going ? STR("yes") : STR("no"));
    inputs_add_bytes(inputs, INPUT_OPTION, STR("SOURCE_DATE_EPOCH"),
                     str_of(getenv("SOURCE_DATE_EPOCH")));
}

void run_inputs(struct inputs *inputs, const struct request *request,
                struct fonts *fonts)
{
    add_programs(inputs);
    add_late_programs(inputs);
    add_patterns(inputs);
    add_faces(inputs, fonts);
    add_options(inputs, request);
}
