// SPDX-License-Identifier: MIT
// The whole way of one brief, on one screen: the table at the end.
#include "pipeline.h"

#include "source/account.h"
#include "backends/epub/epub.h"
#include "base/fail.h"
#include "filters.h"
#include "backends/html/html.h"
#include "backends/pdf/pdf.h"
#include "series/series.h"
#include "normalise/normalise.h"

#include <string.h>
#include <time.h>

unsigned pipeline_formats(const struct request *request,
                          const struct series *series)
{
    bool asked = request->formats_chosen || request->dump_after;
    return !asked && series && series->formats ? series->formats
                                               : request->formats;
}

// ----- The stages -----

static bool load(struct job *job)
{
    if (input_open(job->input))
        return true;
    input_report_unreadable(job->input, job->context.diag);
    return false;
}

static bool decode(struct job *job)
{
    if (!input_read(job->input, &job->request->input, job->context.diag))
        return false;
    job->source = source_new(job->brief->arena, job->input->text.text);
    return true;
}

// A slug is refused before the brief is read, see input.c.
static void report_slug(const struct job *job)
{
    const struct input *input = job->input;
    if (input->refused_slug.count)
        diag_report(job->context.diag, input->slug_place, MESSAGE_slug_refused,
                    input->refused_slug, input->names.stem);
}

// The editions of the set, as editions.c found them: those that the author
// has named first, and where the name of a source leads.
static void add_editions(struct job *job)
{
    struct brief *brief = job->brief;
    const struct input *input = job->input;
    for (size_t i = 0; i < input->fault_count; i++)
        diag_report_args(job->context.diag, input->faults[i].at,
                         input->faults[i].args);
    if (input->edition_count < 2)
        return;
    struct edition *editions =
        ARENA_ARRAY(brief->arena, struct edition, input->edition_count);
    for (size_t i = 0; i < input->edition_count; i++)
        editions[i] =
            (struct edition){arena_str(brief->arena, input->editions[i].lang),
                             arena_str(brief->arena, input->editions[i].path),
                             input->editions[i].original};
    size_t own = input->edition_own;
    editions[own].lang = brief->lang;
    series_order(input->series, editions, input->edition_count, &own);
    brief->meta.editions = editions;
    brief->meta.edition_count = input->edition_count;
}

static bool parse(struct job *job)
{
    report_slug(job);
    if (!read_brief(job->source, &job->context, job->brief))
        return false;
    add_editions(job);
    series_fill(job->input->series, job->brief, &job->context);
    job->parsed = true;
    return true;
}

static bool typeset(struct job *job)
{
    struct context context = job->context;
    context.arena = job->pages_arena = arena_new();
    job->pages = typeset_brief(job->brief, job->shared->typesetter, &context);
    job->page_count = job->pages->count;
    return true;
}

static void add_output(struct job *job, const char *ending,
                       struct buffer *bytes)
{
    struct str name = arena_printf(job->brief->arena, "%.*s.%s",
                                   STR_ARG(job->input->names.stem), ending);
    output_add(&job->output, name, buffer_str(bytes));
    buffer_release(bytes);
}

static bool pdf(struct job *job)
{
    struct buffer bytes = {0};
    bool good = pdf_write(job->pages, job->brief, &job->context, &bytes);
    add_output(job, "pdf", &bytes);
    return good;
}

static void free_pages(struct job *job)
{
    arena_free(job->pages_arena);
    job->pages_arena = NULL;
    job->pages = NULL;
}

// The last that looks at the pages.
static bool cover(struct job *job)
{
    struct buffer svg = {0};
    if (job->formats & FORMAT_EPUB)
        epub_cover(job->brief, job->pages, &svg);
    job->cover = arena_str(job->brief->arena, buffer_str(&svg));
    buffer_release(&svg);
    free_pages(job);
    return true;
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

static bool xml(struct job *job)
{
    job->document =
        xml_brief_with_lines(job->brief, job->shared->typesetter,
                             job->request->lines ? job->context.diag : NULL);
    arena_defer(job->brief->arena, free_document, job->document);
    return true;
}

static bool html(struct job *job)
{
    unsigned beside = pipeline_formats(job->request, job->input->series);
    struct html_links links = {.stem = job->input->names.stem,
                               .pdf = beside & FORMAT_PDF,
                               .epub = beside & FORMAT_EPUB,
                               .pdf_pages = job->page_count};
    if (job->link_page)
        job->link_page(job, job->link_closure, &links);
    return html_write(job->brief, job->document, job->shared->templates, links,
                      &job->context, &job->output);
}

static bool epub(struct job *job)
{
    struct buffer bytes = {0};
    bool good =
        epub_write(job->brief, job->document, job->shared->templates,
                   job->shared->fonts, job->cover, &job->context, &bytes);
    add_output(job, "epub", &bytes);
    return good;
}

// ----- Dumps -----

static void dump_text(const struct job *job)
{
    struct str text = source_text(job->source);
    for (size_t at = 0; at < text.count;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (c != '\n' && brief_dump_hides(c))
            fprintf(job->dump, "\\u{%04X}", (unsigned)c);
        else
            fwrite(text.bytes + start, 1, at - start, job->dump);
    }
}

static void dump_tree(const struct job *job)
{
    brief_dump(job->brief, job->dump);
}

static void dump_pages(const struct job *job)
{
    pages_dump(job->pages, job->dump);
}

static void dump_xml(const struct job *job)
{
    xmlDocFormatDump(job->dump, job->document, 1);
}

// ----- The way -----

enum filter_kind { FILTERS_NONE, FILTERS_REPAIR, FILTERS_CHANGE };
struct stage {
    const char *name;
    bool (*run)(struct job *job);
    void (*dump)(const struct job *job); // NULL: not for --dump-after
    unsigned formats;         // made only where one of these is asked for
    enum filter_kind filters; // stands for those of filters.c, in their order
};

static const struct stage way[] = {
    {"load", load, NULL, FORMATS_ALL},
    {"decode", decode, dump_text, FORMATS_ALL},
    {"repair", NULL, dump_text, FORMATS_ALL, FILTERS_REPAIR},
    {"parse", parse, dump_tree, FORMATS_ALL},
    {"change", NULL, dump_tree, FORMATS_ALL, FILTERS_CHANGE},
    // The book's cover is the first page, so that it is the same book whatever
    // else is made; HTML tells how many pages the PDF has.
    {"typeset", typeset, dump_pages, FORMAT_PDF | FORMAT_EPUB},
    {"pdf", pdf, NULL, FORMAT_PDF},
    {"cover", cover, NULL, FORMAT_PDF | FORMAT_EPUB},
    {"xml", xml, dump_xml, FORMAT_HTML | FORMAT_EPUB},
    {"html", html, NULL, FORMAT_HTML},
    {"epub", epub, NULL, FORMAT_EPUB},
};
enum { STAGE_COUNT = sizeof way / sizeof way[0] };

enum next { NEXT_GO_ON, NEXT_STOP, NEXT_FAIL };

double pipeline_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

// What follows a stage or filter: dumps where this is the one asked for, and
// then the way ends here.
static enum next after(struct job *job, const char *name, bool good,
                       double start, void (*dump)(const struct job *job))
{
    ARENA_PUSH(job->brief->arena, job->timings, job->timing_count,
               job->timing_capacity) =
        (struct timing){name, pipeline_seconds() - start};
    if (!good)
        return NEXT_FAIL;
#ifndef NDEBUG
    if (job->parsed)
        brief_check(job->brief);
#endif
    const char *wanted = job->request->dump_after;
    if (!wanted || !dump || strcmp(wanted, name) != 0)
        return NEXT_GO_ON;
    if (job->dump)
        dump(job);
    return NEXT_STOP;
}

static bool belongs(const struct filter *filter, const struct stage *stage)
{
    return (filter->repair != NULL) == (stage->filters == FILTERS_REPAIR);
}

// All that a repair filter leaves behind is in the source: its own notions of
// the text, many times the size of that, go with it.
static bool repair(struct job *job, const struct filter *filter)
{
    struct context context = job->context;
    context.arena = arena_new();
    bool good =
        account_repair(filter->name, filter->repair, job->source, &context);
    arena_free(context.arena);
    return good;
}

static bool wanted(const struct request *request, size_t filter)
{
    return request->only == 0 || (request->only >> filter & 1);
}

// A tidied source is what the repairs leave, and what filters of the tree
// that were asked for by name write back into it: tidy.c.
static bool ends_here(const struct request *request, const struct stage *stage)
{
    bool tree = false;
    for (size_t i = 0; i < filter_count; i++)
        tree = tree || (request->only >> i & 1 && filters[i].change);
    return request->tidy &&
           stage->filters == (tree ? FILTERS_CHANGE : FILTERS_REPAIR);
}

static enum next run_filters(struct job *job, const struct stage *stage)
{
    enum next next = NEXT_GO_ON;
    if (stage->filters == FILTERS_REPAIR && !wanted(job->request, 0))
        settle_language(job->source, &job->context);
    for (size_t i = 0; i < filter_count && next == NEXT_GO_ON; i++) {
        const struct filter *filter = &filters[i];
        if (!belongs(filter, stage) || !wanted(job->request, i))
            continue;
        double start = pipeline_seconds();
        bool good = filter->repair ? repair(job, filter)
                                   : account_change(filter->name,
                                                    filter->change, job->brief,
                                                    &job->context, &job->tally);
        next = after(job, filter->name, good, start, stage->dump);
    }
    bool ends = ends_here(job->request, stage);
    return ends && next == NEXT_GO_ON ? NEXT_STOP : next;
}

static enum next run_stage(struct job *job, const struct stage *stage)
{
    if (!(stage->formats & job->formats))
        return NEXT_GO_ON;
    if (stage->filters != FILTERS_NONE)
        return run_filters(job, stage);
    double start = pipeline_seconds();
    size_t before = job->output.count;
    bool good = stage->run(job);
    for (size_t i = before; i < job->output.count; i++)
        job->output.files[i].format = stage->formats;
    return after(job, stage->name, good, start, stage->dump);
}

void pipeline_set_up(void)
{
    read_setup();
    xml_setup();
    epub_setup();
}

static void begin(struct job *job)
{
    const struct input *input = job->input;
    const struct input_options *options = &job->request->input;
    struct brief *brief = brief_new(input->names.shown);
    struct diag *diag = diag_new(brief->arena, input->names.shown);
    diag_set_strict(diag, job->request->strict);
    ignored_apply(&job->request->ignored, diag);
    if (job->formats == 0)
        job->formats = pipeline_formats(job->request, job->input->series);
    job->brief = brief;
    job->tally = NULL;
    job->output.arena = brief->arena;
    job->context =
        (struct context){.arena = brief->arena,
                         .diag = diag,
                         .path = input_shown_path(input),
                         .lang_option = options->lang,
                         .lang_filename = input->names.lang,
                         .from = options->from,
                         .keep_going = options->keep_going,
                         .infer = true,
                         .reads = job->reads.arena ? &job->reads : NULL};
}

bool pipeline_run(struct job *job)
{
    begin(job);
    enum next next = NEXT_GO_ON;
    for (size_t i = 0; i < STAGE_COUNT && next == NEXT_GO_ON; i++)
        next = run_stage(job, &way[i]);
    if (next == NEXT_FAIL && !diag_failed(job->context.diag))
        BUG("a stage failed and did not say why");
    return next != NEXT_FAIL && !diag_failed(job->context.diag);
}

void pipeline_release(struct job *job)
{
    free_pages(job);
    brief_free(job->brief);
    job->brief = NULL;
}

// ----- What may be asked -----

size_t pipeline_stages(const char *names[STAGE_NAMES])
{
    size_t count = 0;
    if (filter_count + STAGE_COUNT > STAGE_NAMES)
        BUG("more stages than STAGE_NAMES");
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        if (way[i].run && way[i].dump)
            names[count++] = way[i].name;
        for (size_t f = 0; way[i].filters && f < filter_count; f++)
            if (belongs(&filters[f], &way[i]))
                names[count++] = filters[f].name;
    }
    return count;
}

bool pipeline_needs_shared(const struct request *request)
{
    bool needs = !request->dump_after;
    // Stages that make but some of the formats are those of the back ends.
    for (size_t i = 0; i < STAGE_COUNT && !needs; i++)
        needs = way[i].formats != FORMATS_ALL &&
                strcmp(way[i].name, request->dump_after) == 0;
    return needs && !request->tidy;
}

struct str pipeline_language(struct arena *arena, struct input *input,
                             const struct input_options *options)
{
    struct arena *own = arena_new();
    struct context context = {.arena = own,
                              .diag = diag_new(own, STR("")),
                              .lang_option = options->lang,
                              .lang_filename = input->names.lang};
    if (input->lang.count == 0 && input_read(input, options, context.diag)) {
        struct source *source = source_new(own, input->text.text);
        input->lang = arena_str(arena, normalise_language(source, &context));
    }
    arena_free(own);
    return input->lang;
}
