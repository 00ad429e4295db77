// SPDX-License-Identifier: MIT
// A brief's metadata and qalam's fixed words become elements.
#include "backends/xml/writer.h"

#include "model/citation.h"
#include "model/directed.h"
#include "model/formats.h"
#include "model/identity.h"
#include "languages/language.h"
#include "languages/date.h"
#include "languages/words.h"
#include "model/brief_words.h"

#include <string.h>

// ----- Texts in one language or several -----

static struct str lang_of(const struct writer *writer, const struct text *text)
{
    struct str lang = text->lang.count ? text->lang : text->content->lang;
    return lang.count ? lang : writer->brief->lang;
}

// Only where it is not the edition's.
static void text_language(struct writer *writer, xmlNodePtr element,
                          const struct text *text)
{
    const struct brief *brief = writer->brief;
    struct str lang = lang_of(writer, text);
    enum direction direction = text_direction(brief, text);
    if (!str_equal(lang, brief->lang))
        xml_attribute(writer, element, "lang", lang);
    if (direction != brief->direction)
        xml_attribute(writer, element, "dir",
                      direction == DIRECTION_RTL ? STR("rtl") : STR("ltr"));
}

// Every language is there, but only the edition's own, marked chosen, is
// printed: so only it keeps its note references.
static void texts(struct writer *writer, xmlNodePtr parent, const char *name,
                  const struct texts *texts)
{
    const struct text *chosen = texts_in(texts, writer->brief->lang);
    for (size_t i = 0; i < texts->count; i++) {
        const struct text *text = &texts->items[i];
        xmlNodePtr element = xml_element(writer, parent, name);
        text_language(writer, element, text);
        if (text == chosen) {
            xml_attribute(writer, element, "chosen", STR("yes"));
            xml_attribute(writer, element, "part", writer->part);
            xml_directed(writer, element, text->content,
                         text_direction(writer->brief, text));
            if (!strcmp(name, "title") || !strcmp(name, "subtitle"))
                xml_title_begin(writer, text->content, lang_of(writer, text),
                                false);
            xml_content(writer, element, text->content);
        } else {
            xml_text(writer, element, text_plain(writer->arena, *text));
        }
    }
}

// Names that are printed in all their languages.
static void all_texts(struct writer *writer, xmlNodePtr parent,
                      const char *name, const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        xmlNodePtr element = xml_element(writer, parent, name);
        text_language(writer, element, &texts->items[i]);
        xml_attribute(writer, element, "part", writer->part);
        xml_content(writer, element, texts->items[i].content);
    }
}

static void string(struct writer *writer, xmlNodePtr parent, const char *name,
                   struct str value)
{
    if (value.count)
        xml_text(writer, xml_element(writer, parent, name), value);
}

// ----- Addresses -----

static bool on_the_web(struct str url)
{
    return str_starts(url, STR("http://")) || str_starts(url, STR("https://"));
}

// A path of this site: nothing before the first slash that may be a scheme.
static bool on_this_site(struct str path)
{
    size_t colon = str_find(path, STR(":"));
    return colon == STR_NONE || str_find(path, STR("/")) < colon;
}

// href: prefix and value.
static void address(struct writer *writer, xmlNodePtr element,
                    const char *prefix, struct str value)
{
    if (value.count)
        xml_url(writer, element, "href",
                arena_printf(writer->arena, "%s%.*s", prefix, STR_ARG(value)));
}

static void addressed(struct writer *writer, xmlNodePtr parent,
                      const char *name, const char *prefix, struct str value)
{
    if (value.count == 0)
        return;
    xmlNodePtr element = xml_element(writer, parent, name);
    address(writer, element, prefix, value);
    xml_text(writer, element, value);
}

// ----- People, organisations, editions -----

// The name stands again before the biography that goes on from it.
static void open_biography(struct writer *writer, xmlNodePtr person,
                           const struct text *name)
{
    xmlNodePtr life = xmlLastElementChild(person);
    xmlNodePtr paragraph = life ? xmlFirstElementChild(life) : NULL;
    if (!name || !paragraph)
        return;
    xmlNodePtr first = paragraph->children;
    xmlNodePtr strong = xml_element(writer, paragraph, "strong");
    xml_text(writer, strong, text_plain(writer->arena, *name));
    if (first && first != strong) {
        xmlAddPrevSibling(first, strong);
        xmlAddPrevSibling(first, xmlNewText(BAD_CAST " "));
    }
}

static void person(struct writer *writer, xmlNodePtr parent, const char *name,
                   const struct person *person)
{
    xmlNodePtr element = xml_element(writer, parent, name);
    addressed(writer, element, "orcid", "https://orcid.org/", person->orcid);
    addressed(writer, element, "email", "mailto:", person->email);
    texts(writer, element, "name", &person->name);
    texts(writer, element, "role", &person->role);
    texts(writer, element, "affiliation", &person->affiliation);
    texts(writer, element, "biography", &person->biography);
    if (person->name_opens_biography)
        open_biography(writer, element,
                       texts_in(&person->name, writer->brief->lang));
}

// Its words are the name, which stands beside it too.
static void logo(struct writer *writer, xmlNodePtr parent,
                 const struct organisation *organisation)
{
    const struct image *logo = organisation->logo;
    const struct text *name =
        texts_in(&organisation->names, writer->brief->lang);
    xmlNodePtr element = xml_element(writer, parent, "image");
    xml_attribute(writer, element, "src", xml_image_name(writer->arena, logo));
    xml_attribute(writer, element, "alt",
                  name ? text_plain(writer->arena, *name)
                       : organisation->abbreviation);
    if (name && !str_equal(name->lang, writer->brief->lang))
        xml_attribute(writer, element, "lang", name->lang);
    xml_number(writer, element, "width", logo->width);
    xml_number(writer, element, "height", logo->height);
}

static void organisation(struct writer *writer, xmlNodePtr parent,
                         const struct organisation *organisation)
{
    xmlNodePtr element = xml_element(writer, parent, "organisation");
    xml_attribute(writer, element, "abbreviation", organisation->abbreviation);
    xml_attribute(writer, element, "url", organisation->url);
    if (on_the_web(organisation->url))
        address(writer, element, "", organisation->url);
    if (organisation->logo)
        logo(writer, element, organisation);
    all_texts(writer, element, "name", &organisation->names);
}

static void edition(struct writer *writer, xmlNodePtr parent,
                    struct edition edition, bool current)
{
    struct str lang = edition.lang, path = edition.path;
    xmlNodePtr element = xml_element(writer, parent, "edition");
    xml_attribute(writer, element, "lang", lang);
    if (edition.original)
        xml_attribute(writer, element, "original", STR("yes"));
    bool rtl = language_direction(lang) == DIRECTION_RTL;
    xml_attribute(writer, element, "dir", rtl ? STR("rtl") : STR("ltr"));
    if (current)
        xml_attribute(writer, element, "current", STR("yes"));
    // A source's name becomes its output's.
    if (str_ends(path, STR(".md")))
        path = arena_printf(writer->arena, "%.*s%s", (int)path.count - 3,
                            path.bytes, format_web_page()->ending);
    if (on_the_web(path) || on_this_site(path))
        xml_url(writer, element, "href", path);
    struct str name = language_own_name(lang);
    xml_text(writer, element, name.count ? name : lang);
}

// In the author's order; this edition first where the author left it out.
static void editions(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    bool listed = false;
    for (size_t i = 0; i < meta->edition_count; i++)
        listed |= str_equal(meta->editions[i].lang, writer->brief->lang);
    if (meta->edition_count && !listed)
        edition(writer, parent, (struct edition){.lang = writer->brief->lang},
                true);
    for (size_t i = 0; i < meta->edition_count; i++)
        edition(writer, parent, meta->editions[i],
                str_equal(meta->editions[i].lang, writer->brief->lang));
}

// ----- Dates -----

static struct str iso_date(struct arena *arena, struct date date)
{
    struct date gregorian = date_to_gregorian(date);
    if (gregorian.month == 0)
        return arena_printf(arena, "%04d", gregorian.year);
    if (gregorian.day == 0)
        return arena_printf(arena, "%04d-%02d", gregorian.year,
                            gregorian.month);
    return arena_printf(arena, "%04d-%02d-%02d", gregorian.year,
                        gregorian.month, gregorian.day);
}

static void date(struct writer *writer, xmlNodePtr parent, const char *name,
                 struct date date)
{
    if (!date.given)
        return;
    struct str lang = writer->brief->lang;
    xmlNodePtr element = xml_element(writer, parent, name);
    xml_attribute(writer, element, "iso", iso_date(writer->arena, date));
    struct str year = arena_printf(writer->arena, "%d", date.year);
    xml_attribute(writer, element, "year",
                  language_digits(writer->arena, lang, year));
    xml_text(writer, element, date_long(writer->arena, lang, date));
}

// ----- The whole -----

static void identifiers(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    string(writer, parent, "identifier",
           identity_name(writer->arena, writer->brief));
    string(writer, parent, "modified",
           identity_time_iso(writer->arena, identity_time(writer->brief)));
    addressed(writer, parent, "doi", "https://doi.org/", meta->doi);
    string(writer, parent, "isbn", meta->isbn);
    string(writer, parent, "issn", meta->issn);
}

// Some printed words are labels of the edition's language; where there are
// none, they are English and say so.
void xml_words(struct writer *writer, xmlNodePtr parent)
{
    struct str lang = writer->brief->lang;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        xmlNodePtr element = xml_element(writer, parent, "word");
        xml_attribute(writer, element, "name",
                      str_of(language_word_name((enum word)i)));
        if (!language_has_words(lang)) {
            xml_attribute(writer, element, "lang", language_default());
            xml_attribute(writer, element, "dir", STR("ltr"));
        }
        xml_text(writer, element, brief_word(writer->brief, (enum word)i));
    }
}

// What a brief is where its author does not say.
static void own_kind(struct writer *writer, xmlNodePtr parent)
{
    xmlNodePtr element = xml_element(writer, parent, "kind");
    xml_attribute(writer, element, "chosen", STR("yes"));
    struct str lang = writer->brief->lang;
    if (!language_has_words(lang)) {
        xml_attribute(writer, element, "lang", language_default());
        xml_attribute(writer, element, "dir", STR("ltr"));
    }
    xml_text(writer, element, brief_word(writer->brief, WORD_policy_brief));
}

static void front_texts(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    texts(writer, parent, "title", &meta->title);
    texts(writer, parent, "subtitle", &meta->subtitle);
    texts(writer, parent, "short-title", &meta->short_title);
    texts(writer, parent, "series", &meta->series);
    texts(writer, parent, "kind", &meta->kind);
    if (meta->kind.count == 0)
        own_kind(writer, parent);
    string(writer, parent, "number", meta->number);
    texts(writer, parent, "abstract", &meta->abstract);
}

static void people(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    writer->part = STR("authors");
    for (size_t i = 0; i < meta->author_count; i++)
        person(writer, parent, "author", &meta->authors[i]);
    writer->part = STR("imprint");
    for (size_t i = 0; i < meta->responsible_count; i++)
        person(writer, parent, "responsible", &meta->responsible[i]);
    for (size_t i = 0; i < meta->organisation_count; i++)
        organisation(writer, parent, &meta->organisations[i]);
}

// What is a keyword as well is there already.
static void subjects(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    for (size_t i = 0; i < meta->subject_count; i++)
        if (!brief_has_keyword(writer->brief, &meta->subjects[i].name))
            texts(writer, parent, "subject", &meta->subjects[i].name);
}

static void imprint(struct writer *writer, xmlNodePtr parent)
{
    const struct metadata *meta = &writer->brief->meta;
    texts(writer, parent, "place", &meta->place);
    texts(writer, parent, "publisher", &meta->publisher);
    date(writer, parent, "date", meta->date);
    date(writer, parent, "date-gregorian", meta->date_gregorian);
    string(writer, parent, "version",
           language_digits(writer->arena, writer->brief->lang, meta->version));
    date(writer, parent, "updated", meta->updated);
    texts(writer, parent, "licence", &meta->licence);
    texts(writer, parent, "copyright", &meta->copyright);
    texts(writer, parent, "imprint", &meta->imprint);
    if (meta->cover) // else nobody is to be credited
        texts(writer, parent, "cover-credit", &meta->cover_credit);
    texts(writer, parent, "disclaimer", &meta->disclaimer);
    writer->part = STR("authors");
    texts(writer, parent, "cite-as", &meta->cite_as);
    if (meta->cite_as.count == 0)
        xml_content(writer, xml_element(writer, parent, "citation"),
                    citation_new(writer->arena, writer->brief));
    for (size_t i = 0; i < meta->keyword_count; i++)
        texts(writer, parent, "keyword", &meta->keywords[i]);
    subjects(writer, parent);
    if (meta->cover)
        xml_attribute(writer, xml_element(writer, parent, "cover"), "src",
                      xml_image_name(writer->arena, meta->cover));
}

void xml_front(struct writer *writer, xmlNodePtr meta)
{
    writer->part = STR("title");
    writer->heading_level = 3;
    front_texts(writer, meta);
}

void xml_back(struct writer *writer, xmlNodePtr meta)
{
    writer->heading_level = 3;
    people(writer, meta);
    imprint(writer, meta);
    identifiers(writer, meta);
    editions(writer, meta);
}
