// SPDX-License-Identifier: MIT
// What a brief costs: CPU time and peak memory of cold processes, beside a
// floor measured in the same run.
//
// usage: bench QALAM BRIEF.md FOLDER [REPORT.md]
//        bench --floor FOLDER BYTES BRIEF.md...   the floor of a series.py
// The floor is what no program of this kind can do without: reading the file,
// shaping its text with HarfBuzz, and deflating the bytes of the outputs.
// Exit status 1 where the layout of REPORT.md, some 300 pages, takes more than
// 1.5 s of CPU, or its process more than 150 MB.
#include <errno.h>
#include <fcntl.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { RUNS = 7 };

struct cost {
    double cpu_ms;
    double peak_mb;
};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "bench: %s: %s\n", what, strerror(errno));
    exit(1);
}

static char *read_file(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        stop(path);
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*count + 1);
    if (!bytes || fread(bytes, 1, *count, file) != *count)
        stop(path);
    bytes[*count] = '\0';
    fclose(file);
    return bytes;
}

// ----- Processes -----

static struct cost wait_for(pid_t child)
{
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0)
        stop("wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: the command failed\n");
        exit(1);
    }
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
    double micros = (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    return (struct cost){seconds * 1e3 + micros / 1e3,
                         (double)usage.ru_maxrss / 1024};
}

static struct cost build_once(const char *qalam, const char *brief,
                              const char *folder, const char *formats)
{
    pid_t child = fork();
    if (child < 0)
        stop("fork");
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, 2);
        execl(qalam, qalam, "build", "--quiet", "--force", "-j", "1", "--to",
              formats, "-o", folder, brief, (char *)NULL);
        _exit(127);
    }
    return wait_for(child);
}

static int by_cpu(const void *left, const void *right)
{
    const struct cost *a = left, *b = right;
    return a->cpu_ms < b->cpu_ms ? -1 : a->cpu_ms > b->cpu_ms;
}

// The median of several runs after one that warms the disk's cache.
static struct cost build(const char *qalam, const char *brief,
                         const char *folder, const char *formats)
{
    struct cost costs[RUNS];
    build_once(qalam, brief, folder, formats);
    for (int i = 0; i < RUNS; i++)
        costs[i] = build_once(qalam, brief, folder, formats);
    qsort(costs, RUNS, sizeof *costs, by_cpu);
    return costs[RUNS / 2];
}

// ----- The floor -----

static const char *face_path(void)
{
    static char path[4096];
    FILE *list = popen("fc-match -f '%{file}' 'Vollkorn:style=Regular'", "r");
    if (!list || !fgets(path, sizeof path, list))
        stop("fc-match");
    pclose(list);
    return path;
}

static void shape(hb_font_t *font, char *text)
{
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        hb_buffer_t *buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, line, -1, 0, -1);
        hb_buffer_guess_segment_properties(buffer);
        hb_shape(font, buffer, NULL, 0);
        hb_buffer_destroy(buffer);
    }
}

// Deflates as many bytes of the text, over and over, as the outputs have.
static void deflate_bytes(const char *text, size_t text_count, size_t total)
{
    size_t bound = compressBound(text_count);
    unsigned char *out = malloc(bound);
    for (size_t done = 0; out && done < total; done += text_count) {
        uLongf written = bound;
        compress2(out, &written, (const Bytef *)text, text_count, 6);
    }
    free(out);
}

static void do_floor(const char *brief, hb_font_t *font, size_t output_bytes)
{
    size_t count;
    char *text = read_file(brief, &count);
    deflate_bytes(text, count, output_bytes);
    shape(font, text);
    free(text);
}

static hb_font_t *open_face(const char *path)
{
    return hb_font_create(hb_face_create(hb_blob_create_from_file(path), 0));
}

static struct cost floor_once(const char *brief, const char *face,
                              size_t output_bytes)
{
    pid_t child = fork();
    if (child < 0)
        stop("fork");
    if (child == 0) {
        do_floor(brief, open_face(face), output_bytes);
        _exit(0);
    }
    return wait_for(child);
}

static struct cost floor_cost(const char *brief, size_t output_bytes)
{
    struct cost costs[RUNS];
    const char *face = face_path();
    for (int i = 0; i < RUNS; i++)
        costs[i] = floor_once(brief, face, output_bytes);
    qsort(costs, RUNS, sizeof *costs, by_cpu);
    return costs[RUNS / 2];
}

// ----- Longer texts -----

// A brief with the body of BRIEF so many times over; 0 times: one word.
// The notes of each copy get labels of their own, so that all are printed.
static void write_longer(const char *path, const char *text, int times)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        stop(path);
    fputs("---\ntitle: Measure\nlang: en\n---\n\n", out);
    if (times == 0)
        fputs("Word.\n", out);
    const char *body = strstr(text, "\n---\n");
    body = strncmp(text, "---\n", 4) == 0 && body ? body + 5 : text;
    for (int copy = 0; copy < times; copy++) {
        for (const char *c = body; *c; c++) {
            fputc(*c, out);
            if (c[0] == '^' && c > body && c[-1] == '[')
                fprintf(out, "c%d-", copy);
        }
        fputs("\n\n", out);
    }
    if (fclose(out))
        stop(path);
}

static void print_cost(const char *name, struct cost cost, double floor_ms)
{
    printf("%-28s %8.1f ms  %7.1f MB", name, cost.cpu_ms, cost.peak_mb);
    if (floor_ms > 0)
        printf("  %6.1f x floor", cost.cpu_ms / floor_ms);
    putchar('\n');
}

static size_t output_size(const char *folder)
{
    char command[8192];
    snprintf(command, sizeof command, "du -sb --exclude=.qalam '%s' | cut -f1",
             folder);
    FILE *sum = popen(command, "r");
    long long bytes = 0;
    if (!sum || fscanf(sum, "%lld", &bytes) != 1)
        stop("du");
    pclose(sum);
    return (size_t)bytes;
}

static void measure_growth(const char *qalam, const char *brief,
                           const char *folder)
{
    static const int times[] = {0, 1, 10, 100};
    double costs[4];
    size_t count;
    char *text = read_file(brief, &count);
    char path[4096];
    snprintf(path, sizeof path, "%s/longer.md", folder);
    for (int i = 0; i < 4; i++) {
        write_longer(path, text, times[i]);
        // One run of the longest: it takes as long as ten of the others.
        costs[i] = times[i] == 100
                       ? build_once(qalam, path, folder, "pdf,html,epub").cpu_ms
                       : build(qalam, path, folder, "pdf,html,epub").cpu_ms;
    }
    double one = costs[1] - costs[0];
    printf("one word                     %8.1f ms\n", costs[0]);
    printf("1, 10, 100 times the body    %8.1f, %.1f, %.1f ms\n", costs[1],
           costs[2], costs[3]);
    printf("growth without the one word: 10 times costs %.1f, 100 times %.1f "
           "(at most 11 and 110)\n",
           (costs[2] - costs[0]) / one, (costs[3] - costs[0]) / one);
    free(text);
}

// ----- A long report -----

enum { REPORT_MS = 1500, REPORT_MB = 150 };

// Its pages alone; what --timings says goes into the file `said`.
static struct cost lay_out_once(const char *qalam, const char *report,
                                const char *said)
{
    pid_t child = fork();
    if (child < 0)
        stop("fork");
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), 1);
        dup2(open(said, O_WRONLY | O_CREAT | O_TRUNC, 0666), 2);
        execl(qalam, qalam, "build", "--dump-pages", "--timings", "--quiet",
              report, (char *)NULL);
        _exit(127);
    }
    return wait_for(child);
}

// Whether the report keeps within both; layout is one thread's work.
static int measure_report(const char *qalam, const char *report,
                          const char *folder)
{
    char said[4096];
    snprintf(said, sizeof said, "%s/timings", folder);
    double least = 1e9, peak = 0;
    for (int i = 0; i < 3; i++) {
        struct cost cost = lay_out_once(qalam, report, said);
        size_t count;
        char *text = read_file(said, &count);
        const char *stage = strstr(text, "\ntypeset ");
        double took = stage ? strtod(stage + strlen("\ntypeset "), NULL) : 1e9;
        least = took < least ? took : least;
        peak = cost.peak_mb > peak ? cost.peak_mb : peak;
        free(text);
    }
    printf("layout of a long report      %8.1f ms  %7.1f MB (at most %d and "
           "%d)\n",
           least, peak, REPORT_MS, REPORT_MB);
    return least > REPORT_MS || peak > REPORT_MB;
}

static void write_bytes(const char *folder, int number, const char *text,
                        size_t count, size_t total)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%d", folder, number);
    FILE *file = fopen(path, "wb");
    if (!file)
        stop(path);
    for (size_t done = 0; done < total; done += count)
        fwrite(text, 1, count, file);
    fclose(file);
}

// One process, one face. What briefs have in common (faces in books, style
// sheets) need be deflated but once, so only each text is, for paper and for
// the book; and so many bytes are written in all.
static int floor_of_series(const char *folder, const char *bytes, char **briefs,
                           int count)
{
    size_t all = (size_t)strtoull(bytes, NULL, 10), each = all / (size_t)count;
    hb_font_t *font = open_face(face_path());
    for (int i = 0; i < count; i++) {
        size_t size;
        char *text = read_file(briefs[i], &size);
        write_bytes(folder, i, text, size, each);
        do_floor(briefs[i], font, 2 * size);
        free(text);
    }
    return 0;
}

int main(int count, char **arguments)
{
    if (count > 4 && strcmp(arguments[1], "--floor") == 0)
        return floor_of_series(arguments[2], arguments[3], arguments + 4,
                               count - 4);
    if (count != 4 && count != 5) {
        fprintf(stderr, "usage: bench QALAM BRIEF.md FOLDER [REPORT.md]\n");
        return 2;
    }
    const char *qalam = arguments[1], *brief = arguments[2];
    const char *folder = arguments[3];
    static const char *const formats[] = {"pdf", "html", "epub",
                                          "pdf,html,epub"};
    struct cost costs[4];
    for (int i = 0; i < 4; i++)
        costs[i] = build(qalam, brief, folder, formats[i]);
    struct cost least = floor_cost(brief, output_size(folder));
    printf("%s, cold process, median of %d runs: CPU, peak memory\n", brief,
           RUNS);
    print_cost("floor: read, shape, deflate", least, 0);
    for (int i = 0; i < 4; i++)
        print_cost(formats[i], costs[i], least.cpu_ms);
    puts("(all three: at most 100 ms and 60 MB)");
    measure_growth(qalam, brief, folder);
    return count == 5 ? measure_report(qalam, arguments[4], folder) : 0;
}
