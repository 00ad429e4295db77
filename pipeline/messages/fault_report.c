// SPDX-License-Identifier: MIT
// What to report of a BUG: where, on which stack, in which text.
#include "messages/fault_report.h"

#include "base/output.h"

#include <execinfo.h>
#include <stdlib.h>
#include <unistd.h>

static void add_stack(struct buffer *out, const struct bug *bug)
{
    char **names = backtrace_symbols(bug->frames, bug->frame_count);
    buffer_add_c(out, "\nstack\n");
    for (int i = 0; names && i < bug->frame_count; i++)
        buffer_printf(out, "    %s\n", names[i]);
    free(names);
}

static void add_messages(struct buffer *out, const struct diag *diag)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *stream = open_memstream(&bytes, &count);
    if (!stream)
        fail_system("out of memory");
    diag_print(diag, stream, true, false);
    if (fclose(stream) != 0)
        fail_system("out of memory");
    buffer_add_c(out, "\nmessages until then\n");
    buffer_add(out, (struct str){bytes, count});
    free(bytes);
}

static void fill(struct buffer *out, const struct fault_report *report,
                 const struct diag *diag)
{
    const struct bug *bug = report->bug;
    buffer_printf(out, "qalam %s\nfile   %.*s\nstage  %s\nfault  %s (%s:%d)\n",
                  QALAM_VERSION, STR_ARG(report->name), report->stage,
                  bug->what, bug->file, bug->line);
    add_stack(out, bug);
    add_messages(out, diag);
    buffer_printf(out, "\ntext, %zu bytes\n", report->bytes.count);
    buffer_add(out, report->bytes);
}

static bool write_beside(const char *path, struct str text)
{
    return output_make_folders(path) && output_write_file(path, text);
}

// Under a name that nobody can have taken before.
static bool write_temporary(char *path, struct str text)
{
    int file = mkstemp(path);
    if (file < 0)
        return false;
    ssize_t written = write(file, text.bytes, text.count);
    return close(file) == 0 && written == (ssize_t)text.count;
}

static const char *temporary_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] == '/' ? folder : "/tmp";
}

void fault_report_write(const struct fault_report *report, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct buffer text = {0};
    struct str path;
    bool written;
    fill(&text, report, diag);
    if (report->folder) {
        path = arena_printf(arena, "%s/.qalam/faults/%.*s.report",
                            report->folder, STR_ARG(report->stem));
        written = write_beside(path.bytes, buffer_str(&text));
    } else {
        path = arena_printf(arena, "%s/qalam-fault-XXXXXX", temporary_folder());
        written =
            write_temporary((char *)(uintptr_t)path.bytes, buffer_str(&text));
    }
    struct str fault =
        arena_printf(arena, "%s, in %s (%s:%d)", report->bug->what,
                     report->stage, report->bug->file, report->bug->line);
    diag_report(diag, PLACE_NONE, MESSAGE_program_fault, fault,
                written ? path : report->name);
    buffer_release(&text);
    arena_free(arena);
}
