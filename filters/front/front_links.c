// SPDX-License-Identifier: MIT
// The addresses of the imprint: each to the organisation it belongs to.
#include "front/front_parts.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"
#include "text/vocabulary.h"

#include <string.h>

// ----- A line that is an address -----

static bool is_host_byte(char c)
{
    return ascii_is_alphanumeric(c) || c == '-' || c == '.';
}

// "mountain.example", maybe with a path; the last part has letters only.
static bool is_bare_host(struct str text)
{
    size_t end = 0, dot = SIZE_MAX;
    for (; end < text.count && is_host_byte(text.bytes[end]); end++)
        if (text.bytes[end] == '.')
            dot = end;
    if (end < text.count && text.bytes[end] != '/')
        return false;
    for (size_t i = dot + 1; dot != SIZE_MAX && i < end; i++)
        if (text.bytes[i] < 'A')
            return false;
    return dot != SIZE_MAX && dot > 0 && end - dot > 2;
}

static bool is_mail(struct str text)
{
    size_t at = str_find(text, STR("@"));
    return at != STR_NONE && at > 0 &&
           is_bare_host(str_slice(text, at + 1, text.count)) &&
           str_find(text, STR("/")) == STR_NONE;
}

static bool is_web(struct str url)
{
    return str_starts(url, STR("http://")) ||
           str_starts(url, STR("https://")) || str_starts(url, STR("www."));
}

// One link of a line, [text](url), <url> or bare: its address. Its text must
// look like an address too, or words would be lost with it.
static bool read_link(struct str line, struct str *url)
{
    if (str_starts(line, STR("<")) && str_ends(line, STR(">"))) {
        *url = str_slice(line, 1, line.count - 1);
    } else if (str_starts(line, STR("[")) && str_ends(line, STR(")"))) {
        size_t middle = str_find(line, STR("]("));
        if (middle == STR_NONE ||
            str_find(str_slice(line, 0, middle), STR(".")) == STR_NONE ||
            str_find(str_slice(line, 0, middle), STR(" ")) != STR_NONE)
            return false;
        *url = str_slice(line, middle + 2, line.count - 1);
        if (str_starts(*url, STR("mailto:")))
            *url = str_slice(*url, 7, url->count);
    } else {
        *url = line;
    }
    return str_find(*url, STR(" ")) == STR_NONE &&
           (is_web(*url) || is_mail(*url) || is_bare_host(*url));
}

static size_t bar_at(struct str text, size_t offset)
{
    static const char *const bars[] = {" | ", " \u00B7 ", " \u2022 ", ", "};
    struct str rest = str_slice(text, offset, text.count);
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++)
        if (str_starts(rest, str_of(bars[i])))
            return str_of(bars[i]).count;
    return 0;
}

// The next of the lines, or of the parts of a line between bars or dots.
static bool next_part(struct str text, size_t *offset, struct str *part)
{
    size_t from = *offset, end = from, bar = 0;
    if (from >= text.count)
        return false;
    while (end < text.count && text.bytes[end] != '\n' &&
           (bar = bar_at(text, end)) == 0)
        end++;
    *part = STR("");
    front_next_line(str_slice(text, 0, end), &from, part);
    *offset = end + (bar > 0 ? bar : 1);
    return true;
}

bool front_is_links(struct str text)
{
    struct str line, url;
    size_t offset = 0, count = 0;
    while (next_part(text, &offset, &line)) {
        if (!read_link(line, &url))
            return false;
        count++;
    }
    return count > 0;
}

// ----- Whose it is -----

// The abbreviation as a part of the address: kss in www.kss.example, not ri in
// www.rivers.example.
static bool has_part(struct str url, struct str wanted)
{
    for (size_t at = 0, end; at < url.count; at = end + 1) {
        for (end = at;
             end < url.count && char_in_word((unsigned char)url.bytes[end]);)
            end++;
        if (wanted.count >= 2 &&
            str_equal_ascii_case(str_slice(url, at, end), wanted))
            return true;
    }
    return false;
}

#define ABBREVIATION_LETTERS 3 // shorter ones are in any word

static bool holds_abbreviation(struct str url, struct str wanted)
{
    for (size_t at = 0; at + wanted.count <= url.count; at++)
        if (wanted.count >= ABBREVIATION_LETTERS &&
            str_equal_ascii_case(str_slice(url, at, at + wanted.count), wanted))
            return true;
    return false;
}

static bool has_name_word(struct str url, const struct front_organisation *one)
{
    for (size_t i = 0; i < one->name_count; i++)
        if (front_host_has_word_of(url, one->names[i].text))
            return true;
    return false;
}

// The best evidence of any organisation decides.
static struct front_organisation *owner_of(struct fronting *now, struct str url)
{
    for (int evidence = 0; evidence < 3; evidence++)
        for (size_t i = 0; i < now->organisation_count; i++) {
            struct front_organisation *one = &now->organisations[i];
            struct str letters = one->abbreviation.text;
            if (evidence == 0   ? has_part(url, letters)
                : evidence == 1 ? has_name_word(url, one)
                                : holds_abbreviation(url, letters))
                return one;
        }
    return NULL;
}

bool front_is_linked(const struct fronting *now, struct str name)
{
    for (size_t i = now->closing; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        struct str line, url, text = block_text(now->text, block);
        if (block->kind != BLOCK_PARAGRAPH || !front_is_links(text))
            continue;
        for (size_t offset = 0; next_part(text, &offset, &line);)
            if (read_link(line, &url) && front_host_has_word_of(url, name))
                return true;
    }
    return false;
}

// ----- Giving them out -----

struct link {
    struct str line, url;
    bool given, foreign; // foreign: it can go to nobody by its order
};

struct links {
    struct link *items;
    size_t count, capacity;
};

// As GFM reads an address without a scheme.
static struct str with_scheme(const struct fronting *now, struct str url)
{
    return is_web(url) && !str_starts(url, STR("www."))
               ? url
               : arena_printf(now->arena, "http://%.*s", STR_ARG(url));
}

static void give_to_owners(struct fronting *now, struct links *links)
{
    for (size_t i = 0; i < links->count; i++) {
        struct link *link = &links->items[i];
        bool mail = is_mail(link->url);
        struct front_organisation *owner =
            mail ? NULL : owner_of(now, link->url);
        link->given = owner && owner->url.count == 0;
        link->foreign = mail || owner;
        if (link->given)
            owner->url = with_scheme(now, link->url);
    }
}

// As many as there are organisations without: in their order.
static void give_in_order(struct fronting *now, struct links *links)
{
    size_t without = 0, left = 0, next = 0;
    for (size_t i = 0; i < now->organisation_count; i++)
        without += now->organisations[i].url.count == 0;
    for (size_t i = 0; i < links->count; i++)
        left += !links->items[i].given && !links->items[i].foreign;
    if (left != without)
        return;
    for (size_t i = 0; i < links->count; i++) {
        struct link *link = &links->items[i];
        if (link->given || link->foreign)
            continue;
        while (now->organisations[next].url.count > 0)
            next++;
        now->organisations[next].url = with_scheme(now, link->url);
        link->given = true;
    }
}

// What belongs to nobody stays in the imprint, behind the notice.
static void give_to_notice(struct fronting *now, const struct links *links)
{
    struct buffer text = {0};
    buffer_add(&text, now->copyright.text);
    for (size_t i = 0; i < links->count; i++) {
        if (links->items[i].given)
            continue;
        if (text.count > 0)
            buffer_add_c(&text, " \u00B7 ");
        buffer_add(&text, links->items[i].line);
    }
    if (text.count > now->copyright.text.count)
        now->copyright =
            (struct value){arena_str(now->arena, buffer_str(&text)), SIZE_MAX};
    buffer_release(&text);
}

static void add_links(struct fronting *now, struct links *links,
                      struct str text)
{
    struct str line, url;
    for (size_t offset = 0; next_part(text, &offset, &line);)
        if (read_link(line, &url))
            ARENA_PUSH(now->arena, links->items, links->count,
                       links->capacity) =
                (struct link){line, url, false, false};
}

void front_links(struct fronting *now)
{
    struct links links = {0};
    for (size_t i = now->imprint; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        struct str text = block_text(now->text, block);
        if (block->kind != BLOCK_PARAGRAPH || now->taken[i] ||
            !front_is_links(text))
            continue;
        add_links(now, &links, text);
        now->taken[i] = true;
        front_report_inferred(now, block, "url", text);
    }
    give_to_owners(now, &links);
    give_in_order(now, &links);
    give_to_notice(now, &links);
}
