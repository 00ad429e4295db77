// SPDX-License-Identifier: MIT
// What is shown as it is only loses its metadata; what lies on its side, is in
// inks or of another format is rewritten by qalam-draw.
#include "read/pictures/image_take.h"

#include "draw/draw.h"
#include "read/pictures/image_kind.h"
#include "read/pictures/image_metadata.h"

// The run's helpers, or one for this picture where there is no run: a series is
// read before.
static enum draw_result ask(const struct context *context,
                            const struct image *image, enum draw_kind kind,
                            struct buffer *out, bool *first)
{
    struct draw *own = context->draw ? NULL : draw_new(DRAW_MILLISECONDS);
    enum draw_result drawn = draw_file(
        own ? own : context->draw, kind, image->bytes, image_turn(image->bytes),
        DRAW_PIXELS_MOST, DRAW_PIXELS_MOST, out, first);
    draw_free(own);
    return drawn;
}

static struct str why_not(struct arena *arena, enum draw_result drawn,
                          struct str name)
{
    const char *reason = drawn == DRAWN_ABSENT ? ", and qalam-draw is missing"
                         : drawn == DRAWN_FAILED
                             ? " that takes too much time or memory"
                             : " that cannot be decoded";
    return arena_printf(arena, "%.*s%s", STR_ARG(name), reason);
}

static enum image_fault rewrite(const struct context *context,
                                struct image *image, enum draw_kind kind,
                                struct str name, struct str *why,
                                struct image_remarks *remarks)
{
    struct buffer out = {0};
    enum draw_result drawn = ask(context, image, kind, &out, &remarks->first);
    if (drawn == DRAWN)
        image->bytes = arena_str(context->arena, buffer_str(&out));
    else
        *why = why_not(context->arena, drawn, name);
    buffer_release(&out);
    return drawn == DRAWN ? image_check(context->arena, image, why)
                          : IMAGE_FOREIGN;
}

static enum image_fault take_shown(const struct context *context,
                                   struct image *image, enum draw_kind kind,
                                   struct str *why,
                                   struct image_remarks *remarks)
{
    enum image_fault fault = image_check(context->arena, image, why);
    if (fault != IMAGE_GOOD)
        return fault;
    remarks->inks = image->inks == INKS_UNMARKED;
    if (image->inks != INKS_NONE)
        return rewrite(context, image, kind, STR("a JPEG in printing inks"),
                       why, remarks);
    if (image_turn(image->bytes) != 1)
        return rewrite(context, image, kind,
                       STR("a photograph to be turned upright"), why, remarks);
    image->bytes =
        image_without_metadata(context->arena, image->bytes, image->format);
    return IMAGE_GOOD;
}

enum image_fault image_take(const struct context *context, struct image *image,
                            struct str *why, struct image_remarks *remarks)
{
    struct image_kind kind = image_kind_of(image->bytes);
    *remarks = (struct image_remarks){0};
    if (kind.format != IMAGE_NONE)
        return take_shown(context, image, kind.draw, why, remarks);
    if (kind.decodes)
        return rewrite(context, image, kind.draw, kind.name, why, remarks);
    *why = kind.name.count           ? kind.name
           : image->bytes.count == 0 ? STR("the file is empty")
                                     : STR("it is no picture");
    return kind.name.count ? IMAGE_FOREIGN : IMAGE_BROKEN;
}
