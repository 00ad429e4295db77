// SPDX-License-Identifier: MIT
// The whole way of one brief, on one screen: the table at the end.
#include "pipeline.h"

#include "account/account.h"
#include "base/clock.h"
#include "backends.h"
#include "brief_links.h"
#include "backends/pictures/scaled_picture.h"
#include "source/conservation.h"
#include "base/fail.h"
#include "filters.h"
#include "messages/fault_report.h"
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

static void report_twins(const struct job *job)
{
    const struct input *input = job->input;
    for (size_t i = 0; i < input->twin_count; i++)
        diag_report_args(job->context.diag, input->twins[i].at,
                         input->twins[i].args);
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
    report_twins(job);
    if (!read_brief(job->source, &job->context, job->brief))
        return false;
    add_editions(job);
    series_fill(job->input->series, job->brief, &job->context);
    struct settings asked = job->request->settings;
    settings_fill(&asked, &job->brief->meta.settings);
    job->brief->meta.settings = asked;
    brief_links_resolve(job->brief, &job->context, job->input,
                        &job->request->input,
                        pipeline_formats(job->request, job->input->series));
    job->parsed = true;
    return account_read(job->source, job->brief, job->context.diag);
}

// What the brief has to show in all its outputs, counted once.
static struct account *account(struct job *job)
{
    if (!job->account)
        job->account = account_new(job->brief, job->context.diag);
    return job->account;
}

static struct str pages_label(const struct job *job)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (job->formats >> i & 1 &&
            format_facts[i].traits & (NEEDS_PAGES | NEEDS_COVER))
            return str_of(format_facts[i].label);
    return STR("pages");
}

static bool typeset(struct job *job)
{
    struct context context = job->context;
    context.arena = job->pages_arena = arena_new();
    job->pages = typeset_brief(job->brief, job->shared->typesetter, &context);
    job->page_count = job->pages->count;
    return account_pages(account(job), job->pages, pages_label(job));
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
    if (formats_traits(job->formats) & NEEDS_COVER)
        backends_draw_cover(job->brief, job->pages, job->context.draw, &svg);
    job->cover = buffer_to_arena(&svg, job->brief->arena);
    free_pages(job);
    return true;
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

static bool xml(struct job *job)
{
    // Not while somebody types: a photograph takes longer than a page.
    if (!job->request->lines)
        web_pictures_scale(job->brief, job->context.draw);
    job->document =
        xml_brief_with_lines(job->brief, job->shared->typesetter,
                             job->request->lines ? job->context.diag : NULL);
    arena_defer(job->brief->arena, free_document, job->document);
    return true;
}

static struct page_links links_of(const struct job *job)
{
    struct page_links links = {
        .stem = job->input->names.stem,
        .formats = pipeline_formats(job->request, job->input->series) &
                   FORMATS_FOR_READERS,
        .page_count = job->page_count};
    if (job->link_page)
        job->link_page(job, job->link_closure, &links);
    return links;
}

// ----- The words of what was made -----

// The pages among the files from `first` on, or inside one of them; an empty
// one behind them.
static const struct str *html_pages(struct job *job, enum format_index format,
                                    size_t first)
{
    const struct output *output = &job->output;
    size_t most = output->count - first + output->inside_count, count = 0;
    struct str *pages = ARENA_ARRAY(job->brief->arena, struct str, most + 1);
    for (size_t i = 0; i < output->inside_count; i++)
        pages[count++] = output->inside[i];
    for (size_t i = first; i < output->count && output->inside_count == 0; i++)
        if (format_of_file(output->files[i].name) == format)
            pages[count++] = output->files[i].bytes;
    return pages;
}

static bool says_all(struct job *job, enum format_index format, size_t first)
{
    const struct format_facts *facts = &format_facts[format];
    struct str label = str_of(facts->label);
    if (facts->traits & HAS_WORDS_IN_HTML)
        return account_html(account(job), html_pages(job, format, first), label,
                            templates_theme(job->shared->templates) != NULL);
    for (size_t i = first; i < job->output.count; i++)
        if (facts->traits & HAS_WORDS_IN_TEXT &&
            !account_text(account(job), job->output.files[i].bytes, label))
            return false;
    return true;
}

// Without its folders.
static struct str source_name(const struct job *job)
{
    struct str name = job->input->names.shown;
    for (size_t i = name.count; i-- > 0;)
        if (name.bytes[i] == '/')
            return str_slice(name, i + 1, name.count);
    return name;
}

static bool make(struct job *job, enum format_index format)
{
    const struct backend_input input = {.brief = job->brief,
                                        .context = &job->context,
                                        .links = links_of(job),
                                        .pages = job->pages,
                                        .cover = job->cover,
                                        .document = job->document,
                                        .source = job->input->text.text,
                                        .source_name = source_name(job),
                                        .templates = job->shared->templates,
                                        .fonts = job->shared->fonts};
    size_t before = job->output.count;
    job->output.inside_count = 0;
    bool good = backends_make(format, &input, &job->output);
    for (size_t i = before; i < job->output.count; i++)
        job->output.files[i].format = 1u << format;
    return good && says_all(job, format, before);
}

// Pages again, with words in place of what could not be shown. What there was
// to say of them has been said. A book's cover is of the first pages, for it is
// the same where nothing is printed.
static bool make_without_undrawn(struct job *job, enum format_index format)
{
    struct arena *first_arena = job->pages_arena;
    struct pages *first = job->pages;
    struct diag *heard = job->context.diag;
    job->context.diag = diag_new(job->brief->arena, job->input->names.shown);
    bool good = typeset(job) && make(job, format);
    free_pages(job);
    job->context.diag = heard;
    job->pages_arena = first_arena;
    job->pages = first;
    return good;
}

// Whether a picture can be shown, who draws it finds out, with the pages done.
static bool make_shown(struct job *job, enum format_index format)
{
    size_t files = job->output.count, known = job->undrawn.count;
    bool good = make(job, format);
    if (!good || job->undrawn.count == known)
        return good;
    job->output.count = files;
    return make_without_undrawn(job, format);
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

// ----- The stages in their order -----

// Rows of other tables that a stage stands for, in their order.
enum rows {
    ROWS_NONE,
    ROWS_REPAIR,  // filters.c: on the source
    ROWS_CHANGE,  // filters.c: on the tree
    ROWS_PRINTED, // formats.def: made of pages
    ROWS_OTHERS,  // formats.def: all others
};
struct stage {
    const char *name;
    bool (*run)(struct job *job);
    void (*dump)(const struct job *job); // NULL: not for --dump-after
    unsigned needs; // enum format_trait: run where a format asked for has one
                    // of these; 0: always
    enum rows rows;
};

static const struct stage stages[] = {
    {"load", load, NULL},
    {"decode", decode, dump_text},
    {"repair", NULL, dump_text, 0, ROWS_REPAIR},
    {"parse", parse, dump_tree},
    {"change", NULL, dump_tree, 0, ROWS_CHANGE},
    // A book's cover is the first page, so that it is the same book whatever
    // else is made; HTML tells how many pages the PDF has.
    {"typeset", typeset, dump_pages, NEEDS_PAGES | NEEDS_COVER},
    {"print", NULL, NULL, NEEDS_PAGES, ROWS_PRINTED},
    {"cover", cover, NULL, NEEDS_PAGES | NEEDS_COVER},
    {"xml", xml, dump_xml, NEEDS_XML},
    {"write", NULL, NULL, 0, ROWS_OTHERS},
};
enum { STAGE_COUNT = sizeof stages / sizeof stages[0] };

enum next { NEXT_GO_ON, NEXT_STOP, NEXT_FAIL };

// What follows a stage or filter: dumps where this is the one asked for, and
// then the run ends here.
static enum next after(struct job *job, const char *name, bool good,
                       double start, void (*dump)(const struct job *job))
{
    ARENA_PUSH(job->brief->arena, job->timings, job->timing_count,
               job->timing_capacity) =
        (struct timing){name, clock_thread_seconds() - start};
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
    return (filter->repair != NULL) == (stage->rows == ROWS_REPAIR);
}

// All that a repair filter leaves behind is in the source: its own notions of
// the text, many times the size of that, go with it.
static bool repair(struct job *job, const struct filter *filter)
{
    struct context context = job->context;
    context.arena = arena_new();
    bool good = conservation_repair(filter->name, filter->repair, job->source,
                                    &context);
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
    return request->tidy && stage->rows == (tree ? ROWS_CHANGE : ROWS_REPAIR);
}

static enum next run_filters(struct job *job, const struct stage *stage)
{
    enum next next = NEXT_GO_ON;
    if (stage->rows == ROWS_REPAIR && !wanted(job->request, 0))
        normalise_settle_language(job->source, &job->context);
    for (size_t i = 0; i < filter_count && next == NEXT_GO_ON; i++) {
        const struct filter *filter = &filters[i];
        if (!belongs(filter, stage) || !wanted(job->request, i))
            continue;
        double start = clock_thread_seconds();
        job->stage = filter->name;
        bool good =
            filter->repair
                ? repair(job, filter)
                : conservation_change(filter->name, filter->change, job->brief,
                                      &job->context, &job->conserved);
        next = after(job, filter->name, good, start, stage->dump);
    }
    bool ends = ends_here(job->request, stage);
    return ends && next == NEXT_GO_ON ? NEXT_STOP : next;
}

// What only a press wants to know keeps no reader from the others.
static bool is_refused(struct job *job, enum format_index format, size_t before)
{
    if (!(format_facts[format].traits & FOR_PRESS))
        return false;
    job->refused |= 1u << format;
    job->refused_errors += diag_count(job->context.diag, LEVEL_ERROR) - before;
    return true;
}

static enum next run_format(struct job *job, enum format_index format)
{
    double start = clock_thread_seconds();
    size_t errors = diag_count(job->context.diag, LEVEL_ERROR);
    job->stage = format_facts[format].name;
    bool good = make_shown(job, format) || is_refused(job, format, errors);
    return after(job, format_facts[format].name, good, start, NULL);
}

static enum next run_formats(struct job *job, bool printed)
{
    enum next next = NEXT_GO_ON;
    for (unsigned i = 0; i < FORMAT_COUNT && next == NEXT_GO_ON; i++)
        if (job->formats >> i & 1 &&
            printed == ((format_facts[i].traits & NEEDS_PAGES) != 0))
            next = run_format(job, (enum format_index)i);
    return next;
}

static enum next run_stage(struct job *job, const struct stage *stage)
{
    if (stage->needs && !(stage->needs & formats_traits(job->formats)))
        return NEXT_GO_ON;
    job->stage = stage->name;
    switch (stage->rows) {
    case ROWS_REPAIR:
    case ROWS_CHANGE:
        return run_filters(job, stage);
    case ROWS_PRINTED:
        return run_formats(job, true);
    case ROWS_OTHERS:
        return run_formats(job, false);
    case ROWS_NONE:
        break;
    }
    double start = clock_thread_seconds();
    return after(job, stage->name, stage->run(job), start, stage->dump);
}

void pipeline_set_up(void)
{
    read_setup();
    backends_set_up();
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
    job->conserved = NULL;
    job->account = NULL;
    job->stage = "start";
    job->done = false;
    job->refused = 0;
    job->refused_errors = 0;
    job->undrawn = (struct undrawn){0};
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
                         .reads = job->reads.arena ? &job->reads : NULL,
                         .draw = job->shared ? job->shared->draw : NULL,
                         .undrawn = &job->undrawn};
}

static void run_stages(void *closure)
{
    struct job *job = closure;
    enum next next = NEXT_GO_ON;
    for (size_t i = 0; i < STAGE_COUNT && next == NEXT_GO_ON; i++)
        next = run_stage(job, &stages[i]);
    if (next == NEXT_FAIL && !diag_failed(job->context.diag))
        BUG("a stage failed and did not say why");
    job->done = next != NEXT_FAIL;
}

// This brief alone: what it was becoming is given up.
static void report_fault(struct job *job, struct diag *diag,
                         const struct bug *bug)
{
    const struct fault_report report = {.bug = bug,
                                        .stage = job->stage,
                                        .name = job->input->names.shown,
                                        .stem = job->input->names.stem,
                                        .bytes = job->input->bytes,
                                        .folder = job->folder};
    job->context.diag = diag;
    job->parsed = false;
    fault_report_write(&report, diag);
}

bool pipeline_run(struct job *job)
{
    struct bug bug;
    begin(job);
    struct diag *diag = job->context.diag;
    if (!fail_guarded(run_stages, job, &bug))
        report_fault(job, diag, &bug);
    return job->done && !diag_failed(diag);
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
        if (stages[i].run && stages[i].dump)
            names[count++] = stages[i].name;
        bool filtered =
            stages[i].rows == ROWS_REPAIR || stages[i].rows == ROWS_CHANGE;
        for (size_t f = 0; filtered && f < filter_count; f++)
            if (belongs(&filters[f], &stages[i]))
                names[count++] = filters[f].name;
    }
    return count;
}

bool pipeline_needs_shared(const struct request *request)
{
    bool needs = !request->dump_after;
    // Stages that only some formats need are those of the back ends.
    for (size_t i = 0; i < STAGE_COUNT && !needs; i++)
        needs =
            stages[i].needs && strcmp(stages[i].name, request->dump_after) == 0;
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
