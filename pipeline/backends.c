// SPDX-License-Identifier: MIT
// The back ends: the function of each row of model/formats.def, and what it is
// given.
#include "backends.h"

#include "backends/backend.h"
#include "backends/epub/epub.h"
#include "backends/xml/xml.h"
#include "pipeline.h"

static backend_make *const functions[FORMAT_COUNT] = {
#define FORMAT(id, name, ending, label, media, traits, options, make)          \
    [FORMAT_INDEX_##id] = make,
#include "model/formats.def"
#undef FORMAT
};

void backends_set_up(void)
{
    xml_setup();
    epub_setup();
}

static struct page_links links_of(const struct job *job)
{
    struct page_links links = {
        .stem = job->input->names.stem,
        .formats = pipeline_formats(job->request, job->input->series),
        .page_count = job->page_count};
    if (job->link_page)
        job->link_page(job, job->link_closure, &links);
    return links;
}

bool backends_make(struct job *job, enum format_index format)
{
    const struct backend_input input = {.brief = job->brief,
                                        .context = &job->context,
                                        .links = links_of(job),
                                        .pages = job->pages,
                                        .cover = job->cover,
                                        .document = job->document,
                                        .templates = job->shared->templates,
                                        .fonts = job->shared->fonts};
    return functions[format](&input, &job->output);
}

void backends_draw_cover(struct job *job)
{
    struct buffer svg = {0};
    epub_cover(job->brief, job->pages, &svg);
    job->cover = arena_str(job->brief->arena, buffer_str(&svg));
    buffer_release(&svg);
}
