// SPDX-License-Identifier: MIT
// Fragments of text and the map from them back to the decoded file.
#include "read/markdown/reader.h"

#include "base/search.h"

struct place reader_place(const struct reader *reader, size_t offset,
                          size_t count)
{
    if (offset > reader->text.count)
        offset = reader->text.count;
    if (count > reader->text.count - offset)
        count = reader->text.count - offset;
    return source_origin(reader->source, offset, count);
}

struct fragment *fragment_of_source(struct reader *reader, size_t offset,
                                    size_t count)
{
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    fragment->text = str_slice(reader->text, offset, offset + count);
    fragment_add_segment(reader, fragment, 0, offset);
    return fragment;
}

void fragment_add_segment(struct reader *reader, struct fragment *fragment,
                          size_t offset, size_t origin)
{
    ARENA_PUSH(reader->arena, fragment->segments, fragment->segment_count,
               fragment->segment_capacity) =
        (struct fragment_segment){offset, origin};
}

static bool begins_by(const void *item, const void *offset)
{
    const struct fragment_segment *segment = item;
    return segment->offset <= *(const size_t *)offset;
}

// The last segment that begins at or before offset.
static size_t segment_at(const struct fragment *fragment, size_t offset)
{
    return search_last(fragment->segments, fragment->segment_count,
                       sizeof *fragment->segments, begins_by, &offset);
}

size_t fragment_origin(const struct fragment *fragment, size_t offset)
{
    if (fragment->segment_count == 0)
        return offset;
    const struct fragment_segment *segment =
        &fragment->segments[segment_at(fragment, offset)];
    return segment->origin +
           (offset > segment->offset ? offset - segment->offset : 0);
}

void fragment_copy_segments(struct reader *reader, struct fragment *fragment,
                            size_t at, const struct fragment *from,
                            size_t offset, size_t count)
{
    size_t i = segment_at(from, offset);
    fragment_add_segment(reader, fragment, at, fragment_origin(from, offset));
    while (++i < from->segment_count &&
           from->segments[i].offset < offset + count)
        fragment_add_segment(reader, fragment,
                             at + from->segments[i].offset - offset,
                             from->segments[i].origin);
}

struct place fragment_place(const struct reader *reader,
                            const struct fragment *fragment, size_t offset,
                            size_t count)
{
    if (fragment->fixed)
        return fragment->at;
    size_t from = fragment_origin(fragment, offset);
    if (count == 0)
        return reader_place(reader, from, 0);
    size_t last = fragment_origin(fragment, offset + count - 1);
    return reader_place(reader, from, last >= from ? last + 1 - from : 0);
}
