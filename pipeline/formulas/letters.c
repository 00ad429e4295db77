// SPDX-License-Identifier: MIT
// Letters of formulas: Unicode's Mathematical Alphanumeric Symbols, and the
// letters that were in Unicode before that block, which are left out of it.
#include "base/buffer.h"
#include "formulas/formula.h"

// Where the block has A and a, Α and α, 0 of a variant; 0: nowhere.
static const struct {
    uint32_t latin, greek, digits;
} alphabets[] = {
    [FORMULA_PLAIN] = {0, 0, 0},
    [FORMULA_UPRIGHT] = {0, 0, 0},
    [FORMULA_ITALIC] = {0x1D434, 0x1D6E2, 0},
    [FORMULA_BOLD] = {0x1D400, 0x1D6A8, 0x1D7CE},
    [FORMULA_BOLD_ITALIC] = {0x1D468, 0x1D71C, 0x1D7CE},
    [FORMULA_DOUBLE_STRUCK] = {0x1D538, 0, 0x1D7D8},
    [FORMULA_SCRIPT] = {0x1D49C, 0, 0},
    [FORMULA_FRAKTUR] = {0x1D504, 0, 0},
    [FORMULA_SANS] = {0x1D5A0, 0, 0x1D7E2},
    [FORMULA_MONOSPACE] = {0x1D670, 0, 0x1D7F6},
};

// What stands elsewhere: the place in the block, and where it is.
static const struct {
    uint32_t missing, there;
} elsewhere[] = {
    {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131},
    {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110}, {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133},
    {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134},
    {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C},
    {0x1D51D, 0x2128}, {0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115},
    {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

// Greek signs behind the small letters of the block, in its order.
static const uint32_t greek_signs[] = {0x2202, 0x3F5, 0x3D1, 0x3F0,
                                       0x3D5,  0x3F1, 0x3D6};

static uint32_t greek_letter(uint32_t character, uint32_t alphabet)
{
    if (character >= 0x391 && character <= 0x3A9)
        return alphabet + (character - 0x391);
    if (character == 0x2207)
        return alphabet + 25;
    if (character >= 0x3B1 && character <= 0x3C9)
        return alphabet + 26 + (character - 0x3B1);
    for (size_t i = 0; i < COUNT(greek_signs); i++)
        if (character == greek_signs[i])
            return alphabet + 51 + (uint32_t)i;
    return character;
}

static uint32_t in_alphabet(uint32_t character, enum formula_variant variant)
{
    uint32_t latin = alphabets[variant].latin;
    uint32_t greek = alphabets[variant].greek;
    uint32_t digits = alphabets[variant].digits;
    if (latin && character >= 'A' && character <= 'Z')
        return latin + (character - 'A');
    if (latin && character >= 'a' && character <= 'z')
        return latin + 26 + (character - 'a');
    if (digits && character >= '0' && character <= '9')
        return digits + (character - '0');
    return greek ? greek_letter(character, greek) : character;
}

uint32_t formula_letter(uint32_t character, enum formula_variant variant)
{
    uint32_t found = in_alphabet(character, variant);
    for (size_t i = 0; i < COUNT(elsewhere); i++)
        if (elsewhere[i].missing == found)
            return elsewhere[i].there;
    return found;
}

struct str formula_letters(struct arena *arena, struct str text,
                           enum formula_variant variant)
{
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < text.count;)
        buffer_add_utf8(&out, formula_letter(utf8_next(text, &i), variant));
    return buffer_to_arena(&out, arena);
}
