// SPDX-License-Identifier: MIT
// Pieces of text and the way from them back to the decoded file.
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

struct piece *piece_of_source(struct reader *reader, size_t offset,
                              size_t count)
{
    struct piece *piece = ARENA_NEW(reader->arena, struct piece);
    piece->text = str_slice(reader->text, offset, offset + count);
    piece_add_segment(reader, piece, 0, offset);
    return piece;
}

void piece_add_segment(struct reader *reader, struct piece *piece,
                       size_t offset, size_t origin)
{
    ARENA_PUSH(reader->arena, piece->segments, piece->segment_count,
               piece->segment_capacity) =
        (struct piece_segment){offset, origin};
}

static bool begins_by(const void *item, const void *offset)
{
    const struct piece_segment *segment = item;
    return segment->offset <= *(const size_t *)offset;
}

// The last segment that begins at or before offset.
static size_t segment_at(const struct piece *piece, size_t offset)
{
    return search_last(piece->segments, piece->segment_count,
                       sizeof *piece->segments, begins_by, &offset);
}

size_t piece_origin(const struct piece *piece, size_t offset)
{
    if (piece->segment_count == 0)
        return offset;
    const struct piece_segment *segment =
        &piece->segments[segment_at(piece, offset)];
    return segment->origin +
           (offset > segment->offset ? offset - segment->offset : 0);
}

void piece_copy_segments(struct reader *reader, struct piece *piece,
                         const struct piece *from, size_t offset, size_t count)
{
    size_t i = segment_at(from, offset);
    piece_add_segment(reader, piece, 0, piece_origin(from, offset));
    while (++i < from->segment_count &&
           from->segments[i].offset < offset + count)
        piece_add_segment(reader, piece, from->segments[i].offset - offset,
                          from->segments[i].origin);
}

struct place piece_place(const struct reader *reader, const struct piece *piece,
                         size_t offset, size_t count)
{
    if (piece->fixed)
        return piece->at;
    size_t from = piece_origin(piece, offset);
    if (count == 0)
        return reader_place(reader, from, 0);
    size_t last = piece_origin(piece, offset + count - 1);
    return reader_place(reader, from, last >= from ? last + 1 - from : 0);
}
