// SPDX-License-Identifier: MIT
// The site: for each language one XML tree, of which templates make an index
// page and a feed.
#include "site/site_parts.h"

#include "base/fail.h"
#include "model/identity.h"
#include "languages/language.h"
#include "languages/words.h"
#include "model/brief_words.h"
#include "model/formats.h"
#include "model/names.h"
#include "backends/html/html.h"
#include "backends/xml/writer.h"

#include <libxml/uri.h>

#include <string.h>

// ----- Names and addresses -----

static struct str file_name(struct arena *arena, const char *name,
                            struct str lang, bool first, const char *ending)
{
    return first
               ? arena_printf(arena, "%s%s", name, ending)
               : arena_printf(arena, "%s.%.*s%s", name, STR_ARG(lang), ending);
}

static struct str index_name(struct arena *arena, struct str lang, bool first)
{
    return file_name(arena, "index", lang, first, format_web_page()->ending);
}

static struct str feed_name(struct arena *arena, struct str lang, bool first)
{
    return file_name(arena, "feed", lang, first, ".xml");
}

// An address as a URL; what is escaped in it stays so.
static struct str escaped(struct arena *arena, struct str address)
{
    if (address.count == 0)
        return STR("");
    xmlChar *url =
        xmlURIEscapeStr((const xmlChar *)arena_c_string(arena, address),
                        (const xmlChar *)"@/:=?;#%&,+$!~*'()[]");
    if (!url)
        fail_system("out of memory");
    struct str copy = arena_str(arena, str_of((const char *)url));
    xmlFree(url);
    return copy;
}

void site_links(struct arena *arena, const struct series *series,
                struct str folder, struct str lang, bool first,
                struct page_links *links)
{
    struct buffer up = {0};
    for (size_t i = 0; i < folder.count; i++)
        if (folder.bytes[i] == '/' || i == 0)
            buffer_add_c(&up, "../");
    struct str index = index_name(arena, lang, first),
               feed = feed_name(arena, lang, first);
    links->index = arena_printf(arena, "%.*s%.*s", STR_ARG(buffer_str(&up)),
                                STR_ARG(index));
    links->feed = arena_printf(arena, "%.*s%.*s", STR_ARG(buffer_str(&up)),
                               STR_ARG(feed));
    if (series->base.count)
        links->base = escaped(
            arena, arena_printf(arena, "%.*s%.*s%s", STR_ARG(series->base),
                                STR_ARG(folder), folder.count ? "/" : ""));
    buffer_release(&up);
}

// ----- What the series says of itself -----

// The series as a brief without text, so that its metadata become XML as those
// of a brief do.
static struct brief *series_brief(const struct series *series, struct str lang)
{
    const struct metadata *meta = &series->meta;
    struct brief *brief = brief_new(STR("series"));
    brief->lang = arena_str(brief->arena, lang);
    brief->direction = language_direction(lang);
    brief->meta =
        (struct metadata){.title = meta->series,
                          .abstract = series->about,
                          .issn = meta->issn,
                          .place = meta->place,
                          .publisher = meta->publisher,
                          .organisations = meta->organisations,
                          .organisation_count = meta->organisation_count,
                          .licence = meta->licence,
                          .copyright = meta->copyright,
                          .disclaimer = meta->disclaimer,
                          .responsible = meta->responsible,
                          .responsible_count = meta->responsible_count,
                          .words = meta->words,
                          .settings = meta->settings};
    return brief;
}

// What only a brief has.
static void leave_parts_of_a_brief(xmlNodePtr parent)
{
    static const char *const names[] = {"body",       "notes",    "kind",
                                        "identifier", "modified", "citation"};
    for (xmlNodePtr node = parent->children, next; node; node = next) {
        next = node->next;
        if (node->type != XML_ELEMENT_NODE ||
            !STR_IS_ONE_OF(str_of((const char *)node->name), names))
            continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

// The name of the series that all briefs agree on, as the first in lang has
// it; NULL where they do not.
static xmlNodePtr common_name(const struct site_entries *entries,
                              struct str lang)
{
    struct str name = STR("");
    xmlNodePtr found = NULL;
    for (size_t i = 0; i < entries->count; i++) {
        const struct site_entry *entry = &entries->items[i];
        if (!str_equal(entry->lang, lang))
            continue;
        struct str own =
            site_record_text(entries->arena, entry->record, "series");
        if (own.count == 0 || (found && !str_equal(own, name)))
            return NULL;
        name = own;
        if (!found)
            found = site_record_element(entry->record, "series");
    }
    return found;
}

// A series without a name has that of its briefs, else is a list of them.
static void add_title(struct writer *writer, xmlNodePtr meta,
                      const struct site_entries *entries)
{
    if (writer->brief->meta.title.count)
        return;
    xmlNodePtr name = common_name(entries, writer->brief->lang);
    xmlNodePtr title =
        name ? xmlAddChild(meta, xmlDocCopyNode(name, writer->document, 1))
             : xml_element(writer, meta, "title");
    xmlNodeSetName(title, (const xmlChar *)"title");
    if (name)
        return;
    xml_attribute(writer, title, "chosen", STR("yes"));
    xml_text(writer, title, brief_word(writer->brief, WORD_all_briefs));
}

static void add_subjects(struct writer *writer, xmlNodePtr root,
                         const struct series *series)
{
    for (size_t i = 0; i < series->subject_count; i++) {
        const struct subject *subject = &series->subjects[i];
        const struct text *name = texts_in(&subject->name, writer->brief->lang);
        xmlNodePtr element = xml_element(writer, root, "subject");
        xml_attribute(writer, element, "id", subject->id);
        if (name && !str_equal(name->lang, writer->brief->lang)) {
            bool rtl = language_direction(name->lang) == DIRECTION_RTL;
            xml_attribute(writer, element, "lang", name->lang);
            xml_attribute(writer, element, "dir",
                          rtl ? STR("rtl") : STR("ltr"));
        }
        xml_text(writer, element,
                 name ? text_plain(writer->arena, *name) : subject->id);
    }
}

// ----- The site's languages -----

// Texts that are there in the language `there`, but not in `here`.
static size_t count_only(const struct site_entries *entries, size_t there,
                         size_t here)
{
    size_t count = 0;
    for (size_t i = 0; i < entries->count; i++) {
        const struct site_entry *entry = &entries->items[i];
        bool counts = entry->language == there && there != here;
        for (size_t k = 0; k < entry->edition_count && counts; k++) {
            const struct site_entry *edition = entry->editions[k];
            counts = edition->language != here &&
                     (edition->language != there || edition >= entry);
        }
        count += counts;
    }
    return count;
}

static void direct(struct writer *writer, xmlNodePtr element, struct str lang)
{
    bool rtl = language_direction(lang) == DIRECTION_RTL;
    xml_attribute(writer, element, "lang", lang);
    xml_attribute(writer, element, "dir", rtl ? STR("rtl") : STR("ltr"));
}

static struct str own_name(struct str lang)
{
    struct str name = language_own_name(lang);
    return name.count ? name : lang;
}

static void add_pages(struct writer *writer, xmlNodePtr root,
                      const struct site_entries *entries, size_t here)
{
    struct str lang = writer->brief->lang;
    for (size_t i = 0; i < entries->language_count; i++) {
        xmlNodePtr page = xml_element(writer, root, "page");
        struct str other = entries->languages[i];
        size_t count = count_only(entries, i, here);
        direct(writer, page, other);
        xml_attribute(writer, page, "href",
                      index_name(writer->arena, other, i == 0));
        xml_attribute(writer, page, "feed",
                      feed_name(writer->arena, other, i == 0));
        if (i == here)
            xml_attribute(writer, page, "current", STR("yes"));
        if (count)
            xml_attribute(writer, page, "others",
                          language_number(writer->arena, lang, count));
        xml_text(writer, page, own_name(other));
    }
}

// ----- Briefs -----

// Where its outputs are, and which there are.
static void add_outputs(struct writer *writer, xmlNodePtr element,
                        const struct site_entry *entry)
{
    const struct site_brief *brief = entry->brief;
    struct xml_outputs outputs = {.formats = brief->formats & FORMATS_FOR_READERS,
                                  .stem = names_url(writer->arena, entry->path),
                                  .bytes = brief->bytes};
    if (brief->page_count)
        outputs.pages = language_number(writer->arena, writer->brief->lang,
                                        brief->page_count);
    xml_attribute(writer, element, "href", outputs.stem);
    xml_add_outputs(element, &outputs);
}

static void add_set(struct writer *writer, xmlNodePtr root,
                    const struct site_entry *entry)
{
    xml_text(writer, root, STR("\n"));
    xmlNodePtr set = xml_element(writer, root, "set");
    xmlNodePtr brief = xmlDocCopyNode(xmlDocGetRootElement(entry->record),
                                      writer->document, 1);
    if (!brief)
        fail_system("out of memory");
    xmlAddChild(set, brief);
    xml_attribute(writer, brief, "id", entry->id);
    add_outputs(writer, brief, entry);
    for (size_t i = 0; i < entry->edition_count; i++) {
        const struct site_entry *edition = entry->editions[i];
        xmlNodePtr element = xml_element(writer, set, "edition");
        direct(writer, element, edition->lang);
        if (edition == entry)
            xml_attribute(writer, element, "current", STR("yes"));
        add_outputs(writer, element, edition);
        xml_text(writer, element, own_name(edition->lang));
    }
}

// Answers the last moment at which a brief of this language was changed.
static struct str add_sets(struct writer *writer, xmlNodePtr root,
                           const struct site_entries *entries)
{
    struct str updated = STR("1980-01-01T00:00:00Z"); // as in identity.h
    for (size_t i = 0; i < entries->count; i++) {
        const struct site_entry *entry = &entries->items[i];
        if (!str_equal(entry->lang, writer->brief->lang))
            continue;
        add_set(writer, root, entry);
        if (str_compare(entry->updated, updated) > 0)
            updated = entry->updated;
    }
    return updated;
}

// ----- One language -----

// Of the address, else of the series' name and its folder's.
static struct str feed_id(struct arena *arena, const struct series *series,
                          struct str base, struct str feed, struct str lang)
{
    if (base.count)
        return arena_printf(arena, "%.*s%.*s", STR_ARG(base), STR_ARG(feed));
    struct str folder = series->folder;
    for (size_t i = folder.count; i > 0; i--)
        if (folder.bytes[i - 1] == '/') {
            folder = str_slice(folder, i, folder.count);
            break;
        }
    const struct texts *names = &series->meta.series;
    const struct str texts[] = {
        STR("feed"), names->count ? text_plain(arena, names->items[0]) : folder,
        lang};
    return identity_of(arena, texts, COUNT(texts));
}

static xmlDocPtr series_document(const struct series *series,
                                 const struct site_entries *entries,
                                 size_t here)
{
    struct str lang = entries->languages[here];
    struct brief *brief = series_brief(series, lang);
    struct writer writer = {.brief = brief,
                            .arena = brief->arena,
                            .document = xml_brief(brief, NULL)};
    struct str base = escaped(brief->arena, series->base);
    struct str feed = feed_name(brief->arena, lang, here == 0);
    xmlNodePtr root = xmlDocGetRootElement(writer.document);
    xmlNodePtr meta = root->children;
    xmlNodeSetName(root, (const xmlChar *)"series");
    leave_parts_of_a_brief(root);
    leave_parts_of_a_brief(meta);
    add_title(&writer, meta, entries);
    add_subjects(&writer, root, series);
    add_pages(&writer, root, entries, here);
    xml_attribute(&writer, root, "base", base);
    xml_attribute(&writer, root, "id",
                  feed_id(brief->arena, series, base, feed, lang));
    xml_attribute(&writer, root, "updated", add_sets(&writer, root, entries));
    brief_free(brief);
    return writer.document;
}

static bool add_index(const struct site *site, xmlDocPtr document,
                      struct arena *arena, struct str name)
{
    const struct series *series = site->series;
    struct str sheet = html_look_sheet(arena, &series->meta.theme);
    struct str theme = arena_printf(arena, "\"%.*s\"", STR_ARG(sheet));
    const char *params[] = {"theme", theme.bytes, NULL};
    xmlDocPtr page = templates_apply(site->templates, "series-index", document,
                                     params, site->diag);
    if (page)
        html_add_page(page, name, escaped(arena, series->base), site->output);
    xmlFreeDoc(page);
    return page != NULL;
}

static bool add_feed(const struct site *site, xmlDocPtr document,
                     struct str name)
{
    xmlDocPtr feed =
        templates_apply(site->templates, "feed", document, NULL, site->diag);
    bool made = feed != NULL;
    if (made) {
        xmlChar *bytes;
        int count;
        xmlDocDumpFormatMemoryEnc(feed, &bytes, &count, "UTF-8", 1);
        if (!bytes)
            fail_system("out of memory");
        output_add(site->output, name,
                   (struct str){(const char *)bytes, (size_t)count});
        xmlFree(bytes);
    }
    xmlFreeDoc(feed);
    return made;
}

static bool add_language(const struct site *site,
                         const struct site_entries *entries, size_t here)
{
    struct arena *arena = entries->arena;
    struct str lang = entries->languages[here];
    xmlDocPtr document = series_document(site->series, entries, here);
    bool made =
        add_index(site, document, arena, index_name(arena, lang, here == 0)) &&
        add_feed(site, document, feed_name(arena, lang, here == 0));
    xmlFreeDoc(document);
    return made;
}

// ----- The whole -----

static void add_assets(const struct site *site, struct arena *scratch)
{
    const struct metadata *meta = &site->series->meta;
    html_add_look(&meta->theme, site->templates, site->output);
    output_add(site->output, STR("assets/series.css"),
               templates_file(site->templates, "series.css"));
    for (size_t i = 0; i < meta->organisation_count; i++) {
        const struct image *logo = meta->organisations[i].logo;
        if (!logo)
            continue;
        struct str name = xml_image_name(scratch, logo);
        output_add(site->output,
                   arena_printf(scratch, "assets/%.*s", STR_ARG(name)),
                   logo->bytes);
    }
}

bool site_write(const struct site *site, const struct site_brief *briefs,
                size_t count)
{
    const struct series *series = site->series;
    struct site_entries entries = {.arena = arena_new()};
    bool made = site_entries_read(&entries, series, briefs, count);
    if (made && entries.language_count == 0)
        entries.languages[entries.language_count++] =
            series->language_count ? series->languages[0] : language_default();
    for (size_t i = 0; i < entries.language_count && made; i++)
        made = add_language(site, &entries, i);
    if (made)
        add_assets(site, entries.arena);
    site_entries_free(&entries);
    arena_free(entries.arena);
    return made;
}
