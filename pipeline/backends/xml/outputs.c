// SPDX-License-Identifier: MIT
// The files that a brief is made into, as templates link to them.
#include "backends/xml/xml.h"

#include "base/buffer.h"
#include "base/fail.h"

static void set(xmlNodePtr element, const char *name, struct str value)
{
    struct buffer bytes = {0};
    buffer_add(&bytes, value);
    buffer_add_byte(&bytes, '\0');
    if (!xmlNewProp(element, (const xmlChar *)name,
                    (const xmlChar *)bytes.bytes))
        fail_system("out of memory");
    buffer_release(&bytes);
}

static void add_output(xmlNodePtr parent, const struct xml_outputs *outputs,
                       size_t index)
{
    const struct format_facts *facts = &format_facts[index];
    struct buffer text = {0};
    xmlNodePtr element =
        xmlNewChild(parent, NULL, (const xmlChar *)"output", NULL);
    if (!element)
        fail_system("out of memory");
    buffer_printf(&text, "%.*s%s", STR_ARG(outputs->stem), facts->ending);
    set(element, "format", str_of(facts->name));
    set(element, "href", buffer_str(&text));
    set(element, "type", str_of(facts->media_type));
    set(element, "label", str_of(facts->label));
    if (facts->traits & IS_WEB_PAGE)
        set(element, "web", STR("yes"));
    if (facts->traits & HAS_PAGE_COUNT) {
        set(element, "paged", STR("yes"));
        if (outputs->pages.count)
            set(element, "pages", outputs->pages);
    }
    if (outputs->bytes && outputs->bytes[index]) {
        buffer_clear(&text);
        buffer_printf(&text, "%zu", outputs->bytes[index]);
        set(element, "bytes", buffer_str(&text));
    }
    buffer_release(&text);
}

void xml_add_outputs(xmlNodePtr parent, const struct xml_outputs *outputs)
{
    unsigned web = FORMAT_WEB_PAGE;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (outputs->formats & web & 1u << i)
            add_output(parent, outputs, i);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (outputs->formats & ~web & 1u << i)
            add_output(parent, outputs, i);
}
