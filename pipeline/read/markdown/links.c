// SPDX-License-Identifier: MIT
// Which links may come through, and how they are written.
#include "read/markdown/builder.h"

#include "base/buffer.h"

#include <string.h>

static const struct str safe_schemes[] = {
    {"http", 4}, {"https", 5}, {"mailto", 6}, {"tel", 3},
    {"ftp", 3},  {"ftps", 4},  {"doi", 3},    {"urn", 3},
    {"geo", 3},  {"xmpp", 4},  {"magnet", 6}, {"sms", 3}};

// The scheme with its colon off, empty where the URL has none (RFC 3986 3.1).
// White space and controls do not count: browsers skip them in java\nscript:.
static struct str scheme_of(struct arena *arena, struct str url)
{
    char *scheme = arena_alloc(arena, url.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < url.count && count < 64; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte <= ' ')
            continue;
        if (byte == ':')
            return (struct str){scheme, count};
        if (byte == '/' || byte == '?' || byte == '#')
            break;
        scheme[count++] = (char)byte;
    }
    return (struct str){"", 0};
}

static bool is_safe(struct str scheme)
{
    for (size_t i = 0; i < sizeof safe_schemes / sizeof safe_schemes[0]; i++)
        if (str_equal_ascii_case(scheme, safe_schemes[i]))
            return true;
    return false;
}

static struct str encode(struct reader *reader, struct str url)
{
    struct buffer out = {0};
    for (size_t i = 0; i < url.count; i++) {
        unsigned char byte = (unsigned char)url.bytes[i];
        if (byte <= ' ' || byte == 0x7F || strchr("\"<>\\^`{|}", byte))
            buffer_printf(&out, "%%%02X", (unsigned)byte);
        else
            buffer_add_byte(&out, (char)byte);
    }
    return buffer_to_arena(&out, reader->arena);
}

struct str link_check(struct reader *reader, struct str url, struct place at)
{
    url = str_trim(clean_text(reader->arena, url, NULL));
    struct str scheme = scheme_of(reader->arena, url);
    if (scheme.count && !is_safe(scheme)) {
        diag_report(reader->diag, at, MESSAGE_link_unsafe,
                    str_slice(url, 0, url.count < 60 ? url.count : 60));
        return (struct str){"", 0};
    }
    url = encode(reader, url);
    // //host takes the scheme of the page, which a PDF file has not.
    if (str_starts(url, STR("//")))
        return arena_printf(reader->arena, "https:%.*s", STR_ARG(url));
    return url;
}
