// SPDX-License-Identifier: MIT
// ![a](my photo.png): CommonMark ends the name at its first space, and so has
// no picture there. What to write instead is told.
#include "read/markdown/reader.h"

#include "base/ascii.h"

static const char *const endings[] = {".png", ".jpg",  ".jpeg", ".svg",
                                      ".gif", ".webp", ".tif",  ".tiff",
                                      ".bmp", ".heic", ".avif"};

static bool ends_as_picture(struct str name)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str ending = str_of(endings[i]);
        if (name.count > ending.count &&
            str_equal_ascii_case(
                str_slice(name, name.count - ending.count, name.count), ending))
            return true;
    }
    return false;
}

// Behind the name, a title in quotation marks.
static struct str without_title(struct str inside)
{
    size_t quote = str_find(inside, STR(" \""));
    return quote == STR_NONE || !str_ends(inside, STR("\""))
               ? inside
               : str_trim(str_slice(inside, 0, quote));
}

struct written {
    struct str alt, name, title; // with the space before it
    size_t end;
};

// What stands at “![”. A bracket may be part of the name: photo (1).png.
static bool is_written_at(struct str text, size_t at, struct written *written)
{
    struct str rest = str_slice(text, at, text.count);
    size_t middle = str_find(rest, STR("]("));
    if (middle == STR_NONE)
        return false;
    written->alt = str_slice(rest, 2, middle);
    for (size_t end = middle + 2; end < rest.count; end++) {
        if (rest.bytes[end] != ')')
            continue;
        struct str inside = str_slice(rest, middle + 2, end);
        struct str name = without_title(inside);
        written->name = str_trim(name);
        written->title = str_slice(inside, name.count, inside.count);
        written->end = at + end + 1;
        if (str_find(inside, STR("[")) != STR_NONE)
            return false;
        if (ends_as_picture(written->name))
            return str_find(written->name, STR(" ")) != STR_NONE;
    }
    return false;
}

static void check_text(struct reader *reader, const struct node *node)
{
    struct str text = node->as.text.text;
    struct written written;
    for (size_t at = 0; at < text.count;) {
        size_t found = str_find(str_slice(text, at, text.count), STR("!["));
        if (found == STR_NONE)
            return;
        at += found;
        if (!is_written_at(text, at, &written)) {
            at += 2;
            continue;
        }
        struct place place = node->at;
        if (place_known(place) && place.count == text.count)
            place = (struct place){place.offset + at, written.end - at};
        diag_report(reader->diag, place, MESSAGE_image_spaces, written.name,
                    arena_printf(reader->arena, "![%.*s](<%.*s>%.*s)",
                                 STR_ARG(written.alt), STR_ARG(written.name),
                                 STR_ARG(written.title)));
        at = written.end;
    }
}

void picture_names_check(struct reader *reader, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_TEXT)
            check_text(reader, node);
}
