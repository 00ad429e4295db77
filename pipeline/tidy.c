// SPDX-License-Identifier: MIT
// The repaired source of one brief, written out.
#include "tidy.h"

#include "names.h"
#include "progress.h"
#include "sources.h"
#include "write_back.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool same_file(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static enum exit_status write_tidy(const struct job *job, const char *file)
{
    struct str text = source_text(job->source);
    if (!file) {
        fwrite(text.bytes, 1, text.count, stdout);
        return EXIT_BUILT;
    }
    if (output_write_file(file, text))
        return EXIT_BUILT;
    fprintf(stderr, "qalam: %s cannot be written: %s\n", file, strerror(errno));
    return EXIT_MACHINE;
}

enum exit_status tidy(const char *path, const char *file,
                      const struct request *asked)
{
    if (file && same_file(path, file)) {
        fprintf(stderr,
                "qalam tidy: ‘%s’ is the input itself; name another file\n",
                file);
        return EXIT_USAGE;
    }
    struct arena *arena = arena_new();
    struct request request = *asked;
    request.formats = FORMATS_ALL;
    request.tidy = true;
    struct names names = names_of_path(arena, path);
    bool standard_input = strcmp(path, "-") == 0;
    struct job job = {.request = &request,
                      .path = standard_input ? "stdin" : path,
                      .standard_input = standard_input,
                      .refused = sources_leads_out(path, NULL),
                      .name = names.shown,
                      .stem = names.stem,
                      .lang_filename = names.lang};
    bool good = pipeline_run(&job);
    for (size_t i = 0; good && i < filter_count; i++)
        if (filters[i].write && request.only >> i & 1)
            write_back(&job, &filters[i]);
    diag_print(job.context.diag, stderr, false, progress_color(stderr));
    enum exit_status status = good ? write_tidy(&job, file) : EXIT_INPUT;
    pipeline_release(&job);
    arena_free(arena);
    return status;
}
