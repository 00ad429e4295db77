// SPDX-License-Identifier: MIT
// JSON-LD: a brief as a schema.org Report.
#include "backends/html/linked_data.h"

#include "model/identity.h"
#include "languages/language.h"
#include "languages/date.h"

// ----- JSON -----

// RFC 8259 section 7; “<” too, so that “</script>” in a title ends nothing.
static void quoted(struct buffer *out, struct str text)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.count; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", c);
        else if (c < 0x20 || c == '<' || c == 0x7F)
            buffer_printf(out, "\\u%04x", c);
        else
            buffer_add_byte(out, (char)c);
    }
    buffer_add_byte(out, '"');
}

// Every member but the first of an object follows a comma.
static void name(struct buffer *out, const char *member)
{
    char last = out->bytes[out->count - 1];
    if (last != '{' && last != '[')
        buffer_add_byte(out, ',');
    buffer_printf(out, "\"%s\":", member);
}

static void member(struct buffer *out, const char *key, struct str value)
{
    if (value.count) {
        name(out, key);
        quoted(out, value);
    }
}

static void next_item(struct buffer *out)
{
    if (out->bytes[out->count - 1] == '}')
        buffer_add_byte(out, ',');
}

// ----- The parts of a report -----

struct report {
    struct buffer *out;
    struct arena *scratch;
    const struct brief *brief;
    struct page_links links;
};

static struct str plain_in(const struct report *report,
                           const struct texts *texts)
{
    const struct text *text = texts_in(texts, report->brief->lang);
    return text ? text_plain(report->scratch, *text) : STR("");
}

static void authors(const struct report *report)
{
    const struct metadata *meta = &report->brief->meta;
    if (meta->author_count == 0)
        return;
    struct buffer *out = report->out;
    name(out, "author");
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < meta->author_count; i++) {
        const struct person *author = &meta->authors[i];
        next_item(out);
        buffer_add_c(out, "{\"@type\":\"Person\"");
        member(out, "name", plain_in(report, &author->name));
        if (author->orcid.count)
            member(out, "sameAs",
                   arena_printf(report->scratch, "https://orcid.org/%.*s",
                                STR_ARG(author->orcid)));
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static void publishers(const struct report *report)
{
    const struct metadata *meta = &report->brief->meta;
    if (meta->organisation_count == 0)
        return;
    struct buffer *out = report->out;
    name(out, "publisher");
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct organisation *organisation = &meta->organisations[i];
        next_item(out);
        buffer_add_c(out, "{\"@type\":\"Organization\"");
        member(out, "name", plain_in(report, &organisation->names));
        member(out, "alternateName", organisation->abbreviation);
        member(out, "url", organisation->url);
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static void series(const struct report *report)
{
    const struct metadata *meta = &report->brief->meta;
    struct str series = plain_in(report, &meta->series);
    if (series.count == 0)
        return;
    name(report->out, "isPartOf");
    buffer_add_c(report->out, "{\"@type\":\"CreativeWorkSeries\"");
    member(report->out, "name", series);
    member(report->out, "issn", meta->issn);
    buffer_add_byte(report->out, '}');
}

static void subjects(const struct report *report)
{
    const struct metadata *meta = &report->brief->meta;
    if (meta->subject_count == 0)
        return;
    struct buffer *out = report->out;
    name(out, "about");
    buffer_add_byte(out, '[');
    for (size_t i = 0; i < meta->subject_count; i++) {
        next_item(out);
        buffer_add_c(out, "{\"@type\":\"Thing\"");
        member(out, "name", plain_in(report, &meta->subjects[i].name));
        buffer_add_byte(out, '}');
    }
    buffer_add_byte(out, ']');
}

static void encoding(const struct report *report,
                     const struct format_facts *facts)
{
    next_item(report->out);
    buffer_printf(report->out, "{\"@type\":\"MediaObject\"");
    member(report->out, "encodingFormat", str_of(facts->media_type));
    member(report->out, "contentUrl",
           arena_printf(report->scratch, "%.*s%.*s%s",
                        STR_ARG(report->links.base),
                        STR_ARG(report->links.stem), facts->ending));
    buffer_add_byte(report->out, '}');
}

static void encodings(const struct report *report)
{
    unsigned beside = report->links.formats & ~(unsigned)FORMAT_WEB_PAGE;
    if (!beside)
        return;
    name(report->out, "encoding");
    buffer_add_byte(report->out, '[');
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (beside >> i & 1)
            encoding(report, &format_facts[i]);
    buffer_add_byte(report->out, ']');
}

static struct str iso_date(struct arena *scratch, struct date date)
{
    return date.given
               ? str_slice(identity_time_iso(scratch, date_seconds(date)), 0,
                           date.day     ? 10
                           : date.month ? 7
                                        : 4)
               : STR("");
}

void linked_data(struct buffer *out, struct arena *scratch,
                 const struct brief *brief, struct page_links links)
{
    const struct metadata *meta = &brief->meta;
    const struct report report = {out, scratch, brief, links};
    struct date published =
        meta->date_gregorian.given ? meta->date_gregorian : meta->date;
    buffer_add_c(out, "{\"@context\":\"https://schema.org\","
                      "\"@type\":\"Report\"");
    member(out, "name", plain_in(&report, &meta->title));
    member(out, "alternativeHeadline", plain_in(&report, &meta->subtitle));
    member(out, "inLanguage", brief->lang);
    member(out, "abstract", plain_in(&report, &meta->abstract));
    authors(&report);
    publishers(&report);
    member(out, "datePublished", iso_date(scratch, published));
    member(out, "dateModified", iso_date(scratch, meta->updated));
    series(&report);
    subjects(&report);
    member(out, "reportNumber", meta->number);
    if (meta->doi.count)
        member(
            out, "identifier",
            arena_printf(scratch, "https://doi.org/%.*s", STR_ARG(meta->doi)));
    member(out, "license", plain_in(&report, &meta->licence));
    if (links.base.count)
        member(out, "url",
               arena_printf(scratch, "%.*s%.*s.html", STR_ARG(links.base),
                            STR_ARG(links.stem)));
    encodings(&report);
    buffer_add_byte(out, '}');
}
