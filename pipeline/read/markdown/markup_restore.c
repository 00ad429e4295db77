// SPDX-License-Identifier: MIT
// Markers turned back to what the author wrote, where they were none.
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "base/buffer.h"

#include <string.h>

static size_t number_parse(const struct fragment *fragment, struct str digits,
                           size_t *length)
{
    size_t number = 0, i = 0;
    for (; i < digits.count && ascii_is_digit(digits.bytes[i]) &&
           number <= fragment->marker_count;
         i++)
        number = number * 10 + (size_t)(digits.bytes[i] - '0');
    *length = i;
    return i > 0 && number < fragment->marker_count ? number : SIZE_MAX;
}

size_t markup_marker(const struct fragment *fragment, struct str url)
{
    struct str start = STR("qn:" MARKER_CHARACTER);
    size_t length;
    if (!str_starts(url, start))
        return SIZE_MAX;
    struct str digits = str_slice(url, start.count, url.count);
    size_t number = number_parse(fragment, digits, &length);
    return length == digits.count ? number : SIZE_MAX;
}

size_t markup_marker_token(const struct fragment *fragment, struct str text,
                           size_t *number)
{
    static const struct {
        struct str start, end;
    } forms[] = {
        {{"<qn:" MARKER_CHARACTER, 7}, {">", 1}},
        {{"<!--" MARKER_CHARACTER, 7}, {"-->", 3}},
    };
    for (size_t k = 0; k < 2; k++) {
        size_t length, start = forms[k].start.count;
        if (!str_starts(text, forms[k].start))
            continue;
        struct str rest = str_slice(text, start, text.count);
        *number = number_parse(fragment, rest, &length);
        rest = str_slice(rest, length, rest.count);
        if (*number != SIZE_MAX && str_starts(rest, forms[k].end))
            return start + length + forms[k].end.count;
    }
    return 0;
}

// What the author wrote for the marker or tilde at the start of text; answers
// its length, 0 where none is there.
static size_t written_for(const struct fragment *fragment, struct str text,
                          struct str *written)
{
    size_t number, count = 0;
    if (text.bytes[0] == '<')
        count = markup_marker_token(fragment, text, &number);
    if (count > 0) {
        const struct marker *marker = &fragment->markers[number];
        *written = str_slice(fragment->text, marker->offset,
                             marker->offset + marker->count);
    } else if (str_starts(text, STR(TILDE_CHARACTER))) {
        *written = STR("~");
        count = strlen(TILDE_CHARACTER);
    }
    return count;
}

struct str markup_restore(struct reader *reader,
                          const struct fragment *fragment, struct str text)
{
    // Both begin with the first two bytes of U+FFFE.
    if (str_find(text, STR("\xEF\xBF")) == STR_NONE)
        return text;
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < text.count;) {
        struct str written;
        size_t count =
            written_for(fragment, str_slice(text, i, text.count), &written);
        if (count == 0) {
            i++;
            continue;
        }
        buffer_add(&out, str_slice(text, done, i));
        buffer_add(&out, written);
        i += count;
        done = i;
    }
    buffer_add(&out, str_slice(text, done, text.count));
    return buffer_to_arena(&out, reader->arena);
}
