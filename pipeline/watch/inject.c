// SPDX-License-Identifier: MIT
// What is added to a page as it is served, and stands in no file.
#include "watch/inject.h"

// Past the doctype, since what stands before it is no HTML of today.
static size_t start_of(struct str page)
{
    struct str opening = str_slice(page, 0, sizeof "<!DOCTYPE" - 1);
    if (!str_equal_ascii_case(opening, STR("<!DOCTYPE")))
        return 0;
    size_t end = str_find(page, STR(">"));
    return end == STR_NONE ? page.count : end + 1;
}

// Text of a brief cannot hold the tag: its “<” is written as &lt;.
struct str inject(struct arena *arena, struct str page, struct str markup)
{
    size_t at = str_find(page, STR("</head>"));
    if (at == STR_NONE)
        at = start_of(page);
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
