// SPDX-License-Identifier: MIT
// The table of readers, and the way back from their text to the file.
#include "read/input_readers.h"

#include "read/read.h"

// ----- Markdown, in any encoding -----

static bool knows_all(struct str bytes, const char *path)
{
    (void)bytes;
    (void)path;
    return true;
}

static bool read_markdown_text(struct str bytes, const struct context *context,
                               struct input_text *text)
{
    return read_decode(bytes, context, &text->text);
}

static const struct input_reader input_readers[] = {
    {"Markdown text", knows_all, read_markdown_text},
};

const struct input_reader *input_reader_of(struct str bytes, const char *path)
{
    size_t i = 0;
    while (i + 1 < COUNT(input_readers) && !input_readers[i].knows(bytes, path))
        i++;
    return &input_readers[i];
}

// ----- And back -----

static size_t column_in(struct str text, size_t start, size_t offset)
{
    size_t column = 1;
    for (size_t at = start; at < offset; column++)
        utf8_next(text, &at);
    return column;
}

// Lines end in LF, CR or CR LF.
static struct input_place line_of(struct str text, size_t offset)
{
    size_t number = 1, start = 0;
    for (size_t i = 0; i < offset; i++) {
        bool pair = text.bytes[i] == '\r' && i + 1 < text.count &&
                    text.bytes[i + 1] == '\n';
        if (text.bytes[i] == '\n' || (text.bytes[i] == '\r' && !pair)) {
            number++;
            start = i + 1;
        }
    }
    return (struct input_place){number, column_in(text, start, offset)};
}

struct input_place input_text_place(const struct input_text *text,
                                    size_t offset)
{
    if (offset > text->text.count)
        offset = text->text.count;
    if (text->paragraph_count == 0)
        return line_of(text->text, offset);
    size_t number = 0;
    while (number < text->paragraph_count && text->paragraphs[number] <= offset)
        number++;
    size_t start = number > 0 ? text->paragraphs[number - 1] : 0;
    return (struct input_place){number > 0 ? number : 1,
                                column_in(text->text, start, offset)};
}
