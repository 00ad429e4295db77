// SPDX-License-Identifier: MIT
// White words on a picture: as much darkness behind them as they need.
//
// The picture's own pixels are asked, under the words alone: its lightest place
// there must leave white letters CONTRAST_LEAST. A photograph is darkened for
// that by LIMIT_DARKENING at most; what that does not do, a plate of the accent
// does. In tints of the accent it is the accent that lies over the picture.
#include "typeset/parts/cover_parts.h"

#include "pixels/pixels.h"

#include <math.h>

enum {
    LIMIT_DARKENING = 35, // per cent
    // Of white in the lightest place of a picture in tints, and of the accent
    // over it.
    LIMIT_TINT = 60,
    LIMIT_ACCENT = 92,
    // The darkening fades out over so many steps: a hard edge would be seen as
    // a thing, and so would fewer, larger steps.
    FADE_STEPS = 16,
    LIMIT_GROUPS = 8,
};
#define FADE_STEP PT(3)
#define FADE_INSET PT(4) // it is whole so far around the words
// Lines nearer than this have one darkening.
#define GROUP_GAP PT(16)
// One pixel of the small picture, which is asked in place of the large one.
#define CELL MM(0.35)
// Viewers round colours; words are not to lose by it.
#define CONTRAST_WANTED (CONTRAST_LEAST + 0.1)

struct patch {
    scaled left, top, right, bottom;
};
struct groups {
    struct patch items[LIMIT_GROUPS];
    size_t count;
};

// ----- Where white words stand -----

static void join(struct patch *patch, const struct patch *other)
{
    patch->left = other->left < patch->left ? other->left : patch->left;
    patch->top = other->top < patch->top ? other->top : patch->top;
    patch->right = other->right > patch->right ? other->right : patch->right;
    patch->bottom =
        other->bottom > patch->bottom ? other->bottom : patch->bottom;
}

// Letters from the highest to the lowest, or the bullet of the series.
static struct patch patch_of(const struct placed *placed)
{
    scaled up = PT(4), down = PT(4), left = PT(4), right = PT(4);
    if (placed->kind == PLACED_RUN) {
        up = placed->as.run.size * 9 / 10;
        down = placed->as.run.size * 3 / 10;
        left = 0;
        right = placed->as.run.width;
    }
    return (struct patch){placed->x - left, placed->y - up, placed->x + right,
                          placed->y + down};
}

static bool is_white(const struct placed *placed)
{
    return (placed->kind == PLACED_RUN || placed->kind == PLACED_PATH) &&
           placed->ink.name == INK_PAPER;
}

static void add_patch(struct groups *groups, struct patch patch)
{
    for (size_t i = 0; i < groups->count; i++) {
        struct patch *known = &groups->items[i];
        if (patch.top > known->bottom + GROUP_GAP ||
            known->top > patch.bottom + GROUP_GAP)
            continue;
        join(known, &patch);
        return;
    }
    if (groups->count == LIMIT_GROUPS)
        join(&groups->items[LIMIT_GROUPS - 1], &patch);
    else
        groups->items[groups->count++] = patch;
}

static struct groups words_on_picture(const struct page *page,
                                      const struct cover *cover, size_t first)
{
    struct groups groups = {0};
    for (size_t i = first; i < page->placed_count; i++) {
        struct patch patch = patch_of(&page->placed[i]);
        if (is_white(&page->placed[i]) && patch.top < cover->picture_height)
            add_patch(&groups, patch);
    }
    return groups;
}

// ----- How light the picture is there -----

struct range {
    uint32_t first, end; // pixels
};

static struct range range_of(scaled from, scaled to, scaled origin,
                             scaled length, uint32_t pixels)
{
    double first = (double)(from - origin) / (double)length * pixels;
    double end = (double)(to - origin) / (double)length * pixels;
    struct range range = {first > 0 ? (uint32_t)first : 0,
                          end > 0 ? (uint32_t)ceil(end) : 0};
    if (range.end > pixels)
        range.end = pixels;
    return range;
}

struct looking {
    const struct pixels *pixels;
    const struct cover *cover;
    double linear[256]; // of a channel's value (WCAG 2.2)
};

static void set_linear(struct looking *looking)
{
    for (size_t i = 0; i < 256; i++) {
        double c = (double)i / 255;
        looking->linear[i] =
            c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
}

static double luminance(const struct looking *looking, const uint8_t *rgb,
                        unsigned dark_percent)
{
    double sum = 0;
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    for (size_t i = 0; i < 3; i++)
        sum += weights[i] *
               looking->linear[(rgb[i] * (100 - dark_percent) + 50) / 100];
    return sum;
}

// The highest luminance under an patch, darkened so.
static double lightest(const struct looking *looking, const struct patch *patch,
                       unsigned dark_percent)
{
    const struct cover *cover = looking->cover;
    const struct pixels *pixels = looking->pixels;
    struct range across = range_of(patch->left, patch->right, cover->picture_x,
                                   cover->placed.width, pixels->width);
    struct range down = range_of(patch->top, patch->bottom, cover->picture_y,
                                 cover->placed.height, pixels->height);
    double most = 0;
    for (uint32_t y = down.first; y < down.end; y++)
        for (uint32_t x = across.first; x < across.end; x++) {
            const uint8_t *rgb =
                pixels->color + ((size_t)y * pixels->width + x) * 3;
            double here = luminance(looking, rgb, dark_percent);
            most = here > most ? here : most;
        }
    return most;
}

// ----- What lies behind words -----

struct backing {
    struct layout *layout;
    const struct cover *cover;
    struct placed items[LIMIT_GROUPS * FADE_STEPS];
    size_t count;
};

// A rectangle with round corners around an patch, `by` larger on every side.
static struct path_step *rounded(struct arena *arena, const struct patch *patch,
                                 scaled by)
{
    scaled l = patch->left - by, t = patch->top - by, r = patch->right + by,
           b = patch->bottom + by;
    scaled k = by * 45 / 100; // a circle by Bézier's curves, 1 - 0.55
    struct path_step *steps = ARENA_ARRAY(arena, struct path_step, 9);
    steps[0] = (struct path_step){PATH_MOVE, {l + by}, {t}};
    steps[1] = (struct path_step){PATH_LINE, {r - by}, {t}};
    steps[2] =
        (struct path_step){PATH_CURVE, {r - k, r, r}, {t, t + k, t + by}};
    steps[3] = (struct path_step){PATH_LINE, {r}, {b - by}};
    steps[4] =
        (struct path_step){PATH_CURVE, {r, r - k, r - by}, {b - k, b, b}};
    steps[5] = (struct path_step){PATH_LINE, {l + by}, {b}};
    steps[6] =
        (struct path_step){PATH_CURVE, {l + k, l, l}, {b, b - k, b - by}};
    steps[7] = (struct path_step){PATH_LINE, {l}, {t + by}};
    steps[8] =
        (struct path_step){PATH_CURVE, {l, l + k, l + by}, {t + k, t, t}};
    return steps;
}

// Layers over one another, the largest first, which together come to that many
// per cent under the words.
static void darken(struct backing *backing, const struct patch *patch,
                   enum ink_name ink, unsigned percent)
{
    double through = pow(1 - percent / 100.0, 1.0 / FADE_STEPS);
    unsigned clear = (unsigned)ceil(through * 1000);
    for (int i = FADE_STEPS - 1; percent > 0 && i >= 0; i--)
        backing->items[backing->count++] = (struct placed){
            .kind = PLACED_PATH,
            .tag = TAG_ARTIFACT,
            .ink = {ink, 0, (uint16_t)clear},
            .as.path = {.steps = rounded(backing->layout->arena, patch,
                                         FADE_INSET + i * FADE_STEP),
                        .step_count = 9,
                        .clip_width = backing->layout->print->page_width,
                        .clip_height = backing->cover->picture_height}};
}

// From the edges of the sheet that the words are next to: a shade that comes in
// there is part of the picture, where one in its middle would be a stain.
static void darken_from_edge(struct backing *backing, const struct patch *words,
                             enum ink_name ink, unsigned percent)
{
    scaled page = backing->layout->print->page_width;
    struct patch corner = *words;
    corner.top = -FADE_STEP * FADE_STEPS;
    if (backing->layout->direction == DIRECTION_RTL)
        corner.right = page + FADE_STEP * FADE_STEPS;
    else
        corner.left = -FADE_STEP * FADE_STEPS;
    darken(backing, &corner, ink, percent);
}

// The accent from the sheet's edge to behind the words.
static void add_plate(struct backing *backing, const struct patch *patch)
{
    struct layout *layout = backing->layout;
    scaled page = layout->print->page_width, beside = MM(6), around = MM(4);
    bool rtl = layout->direction == DIRECTION_RTL;
    scaled width = (rtl ? page - patch->left : patch->right) + beside;
    scaled top = patch->top - around, bottom = patch->bottom + around;
    if (width > page)
        width = page;
    top = top > 0 ? top : 0;
    if (bottom > backing->cover->picture_height)
        bottom = backing->cover->picture_height;
    backing->items[backing->count++] = vlist_rectangle(
        cover_left(layout, 0, width), top, width, bottom - top, INK_ACCENT);
}

static bool enough(double luminance_under)
{
    return 1.05 / (luminance_under + 0.05) >= CONTRAST_WANTED;
}

static void back_photograph(struct backing *backing,
                            const struct looking *looking,
                            const struct patch *patch)
{
    for (unsigned percent = 0; looking->pixels && percent <= LIMIT_DARKENING;
         percent++)
        if (enough(lightest(looking, patch, percent))) {
            darken_from_edge(backing, patch, INK_SHADE, percent);
            return;
        }
    add_plate(backing, patch);
}

// ----- In tints of the accent -----

// Grey as the outputs make it, each in its way: the lightest of them.
static unsigned lightest_grey(const struct looking *looking,
                              const struct patch *patch)
{
    double linear = lightest(looking, patch, 0);
    double coded = linear <= 0.0031308 ? linear * 12.92
                                       : 1.055 * pow(linear, 1 / 2.4) - 0.055;
    double grey = ceil(coded * 255);
    return grey < 255 ? (unsigned)grey : 255;
}

static bool tint_carries(const struct layout *layout, unsigned grey,
                         unsigned white, unsigned over)
{
    static const struct rgb paper = {255, 255, 255};
    unsigned part = (grey * white + 254) / 255;
    unsigned left = (part * (100 - over) + 99) / 100;
    struct rgb accent = layout->look.accent;
    double own = rgb_contrast(accent, paper);
    return rgb_contrast(rgb_mixed(accent, paper, left), paper) >=
           (own < CONTRAST_WANTED ? own : CONTRAST_WANTED);
}

// How much of the accent lies over that; LIMIT_ACCENT + 1: none would do.
static unsigned accent_over(const struct layout *layout, unsigned grey,
                            unsigned white)
{
    unsigned over = 0;
    while (over <= LIMIT_ACCENT && !tint_carries(layout, grey, white, over))
        over++;
    return over;
}

static unsigned choose_white(const struct layout *layout, unsigned grey)
{
    unsigned white = LIMIT_TINT;
    while (white > 1 && accent_over(layout, grey, white) > LIMIT_ACCENT)
        white--;
    return white;
}

static void set_duotone(struct layout *layout, unsigned white)
{
    struct page *page = &layout->pages->items[COVER];
    for (size_t i = 0; i < page->placed_count; i++)
        if (page->placed[i].kind == PLACED_IMAGE)
            page->placed[i].as.image.duotone = (uint8_t)white;
}

// One veil from the edge that lines begin at, over the block's whole height,
// for all words alike.
static void back_tint(struct backing *backing, const struct looking *looking,
                      const struct groups *groups)
{
    struct layout *layout = backing->layout;
    unsigned grey = groups->count > 0 && !looking->pixels ? 255 : 0;
    struct patch words = groups->items[0];
    for (size_t i = 0; i < groups->count; i++) {
        unsigned here =
            looking->pixels ? lightest_grey(looking, &groups->items[i]) : 0;
        grey = here > grey ? here : grey;
        join(&words, &groups->items[i]);
    }
    unsigned white = choose_white(layout, grey);
    unsigned over = accent_over(layout, grey, white);
    set_duotone(layout, white);
    words.bottom = backing->cover->picture_height + FADE_STEP * FADE_STEPS;
    if (groups->count > 0)
        darken_from_edge(backing, &words, INK_ACCENT,
                         over < LIMIT_ACCENT ? over : LIMIT_ACCENT);
}

// ----- The whole -----

// Behind what was placed from `first` on.
static void insert(struct layout *layout, size_t first,
                   const struct placed *items, size_t count)
{
    struct page *page = &layout->pages->items[COVER];
    for (size_t i = 0; i < count; i++)
        ARENA_PUSH(layout->arena, page->placed, page->placed_count,
                   page->placed_capacity) = items[i];
    size_t moved = page->placed_count - count - first;
    for (size_t i = moved; i-- > 0;)
        page->placed[first + count + i] = page->placed[first + i];
    for (size_t i = 0; i < count; i++)
        page->placed[first + i] = items[i];
}

static bool look_at(const struct cover *cover, struct pixels *pixels)
{
    const struct image *image = cover->picture;
    scaled cells = cover->placed.width / CELL + 1;
    return (image->format == IMAGE_PNG || image->format == IMAGE_JPEG) &&
           pixels_small(image->bytes, (uint32_t)cells, pixels);
}

void cover_words_legible(struct layout *layout, struct cover *cover,
                         size_t first)
{
    if (cover->picture == NULL || cover->picture_height == 0)
        return;
    struct groups groups =
        words_on_picture(&layout->pages->items[COVER], cover, first);
    struct pixels pixels = {0};
    struct looking looking = {.cover = cover};
    if (look_at(cover, &pixels))
        looking.pixels = &pixels;
    set_linear(&looking);
    struct backing backing = {.layout = layout, .cover = cover};
    if (cover->style == COVER_TINT)
        back_tint(&backing, &looking, &groups);
    for (size_t i = 0; cover->style == COVER_PHOTO && i < groups.count; i++)
        back_photograph(&backing, &looking, &groups.items[i]);
    insert(layout, first, backing.items, backing.count);
    pixels_release(&pixels);
}
