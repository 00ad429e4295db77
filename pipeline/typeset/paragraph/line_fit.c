// SPDX-License-Identifier: MIT
// What word spaces, letters and lengthened words give of what a line lacks.
#include "typeset/paragraph/line_fit.h"

// What spaces give until letters have given all that they can.
static scaled spaces_beside_letters(const struct line_room *room)
{
    return room->spaces * (SPACE_NORMAL - SPACE_MIN) / 100;
}

static scaled spaces_stretch(const struct line_room *room)
{
    return room->spaces * (SPACE_MAX - SPACE_NORMAL) / 100;
}

// Of so much, added or taken away.
static int32_t letters_share(const struct line_room *room, scaled size)
{
    scaled both = spaces_beside_letters(room) + room->letters;
    if (!room->letters)
        return 0;
    return size < both ? (int32_t)scaled_share(size, both, LETTERS_ALL)
                       : LETTERS_ALL;
}

static scaled without_letters(const struct line_room *room, scaled size)
{
    return size - room->letters * letters_share(room, size) / LETTERS_ALL;
}

int32_t line_fit_letters(const struct line_room *room, scaled slack)
{
    return slack < 0 ? -letters_share(room, -slack)
                     : letters_share(room, slack);
}

static int64_t stretch_ratio(const struct line_room *room, scaled slack)
{
    scaled stretch = spaces_stretch(room) + 1;
    scaled rest = without_letters(room, slack);
    scaled before = stretch * room->kashida_from / LINE_FIT_ONE;
    scaled kashida = rest > before ? rest - before : 0;
    if (kashida > room->kashida)
        kashida = room->kashida;
    int64_t ratio = scaled_share(rest - kashida, stretch, LINE_FIT_ONE);
    if (kashida)
        ratio += scaled_share(kashida, room->kashida, KASHIDA_RATIO);
    return ratio < LINE_FIT_MOST ? ratio : LINE_FIT_MOST;
}

static int64_t shrink_ratio(const struct line_room *room, scaled lack)
{
    scaled rest = without_letters(room, lack);
    if (rest > room->spaces * (SPACE_NORMAL - room->tightest) / 100)
        return LINE_FIT_MOST;
    return scaled_share(rest, spaces_beside_letters(room) + 1, LINE_FIT_ONE);
}

int32_t line_fit_ratio(const struct line_room *room, scaled slack)
{
    if (slack == 0)
        return 0;
    // A line with no word space to stretch is hopeless.
    if (room->spaces == 0)
        return slack > 0 ? LINE_FIT_MOST : -LINE_FIT_MOST;
    return (int32_t)(slack > 0 ? stretch_ratio(room, slack)
                               : -shrink_ratio(room, -slack));
}

static int32_t at_most(int32_t share, int32_t neighbour)
{
    return share > neighbour + LETTERS_ALL ? neighbour + LETTERS_ALL : share;
}

void line_fit_even(int32_t *letters, size_t count)
{
    for (size_t i = 1; i < count; i++)
        letters[i] = at_most(letters[i], letters[i - 1]);
    for (size_t i = count; i-- > 1;)
        letters[i - 1] = at_most(letters[i - 1], letters[i]);
}
