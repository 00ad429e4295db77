// SPDX-License-Identifier: MIT
// What is added to a page as it is served, and stands in no file.
#include "watch/inject.h"

#include "source/html_tokens.h"

// Before </head>; without one, past the doctype, since what stands before it
// is no HTML of today. What is said of </head> in a script is no tag.
static size_t place_in(struct str page)
{
    struct html_tokens tokens = {.text = page};
    struct html_token token, end;
    size_t place = 0;
    while (html_tokens_next(&tokens, &token)) {
        bool script = html_token_is_named(&token, STR("script")) ||
                      html_token_is_named(&token, STR("style"));
        if (token.kind == HTML_DECLARATION && token.offset == 0)
            place = token.end;
        else if (token.kind == HTML_END_TAG &&
                 html_token_is_named(&token, STR("head")))
            return token.offset;
        else if (script && token.kind == HTML_START_TAG &&
                 html_end_tag_of(page, token.end, token.name, &end))
            tokens.at = end.end;
    }
    return place;
}

// Text of a brief cannot hold the tag: its “<” is written as &lt;.
struct str inject(struct arena *arena, struct str page, struct str markup)
{
    size_t at = place_in(page);
    char *bytes = arena_alloc(arena, page.count + markup.count + 1);
    memcpy(bytes, page.bytes, at);
    memcpy(bytes + at, markup.bytes, markup.count);
    memcpy(bytes + at + markup.count, page.bytes + at, page.count - at);
    return (struct str){bytes, page.count + markup.count};
}

struct str inject_live(struct arena *arena, uint64_t since)
{
    return arena_printf(
        arena,
        "<link rel=\"stylesheet\" href=\"/.qalam/live.css\">"
        "<script src=\"/.qalam/live.js\" defer data-since=\"%llu\"></script>",
        (unsigned long long)since);
}
