// SPDX-License-Identifier: MIT
// Urdu that was typed with the Arabic heh: ه is ہ or, in an aspirate, ھ.
#include "normalise/normalise_parts.h"

#include "base/buffer.h"
#include "base/characters.h"

static const struct {
    struct str text;
    bool whole;
} starts[] = {
#define HEH(start) {{start, sizeof(start) - 1}, false},
#define HEH_WORD(word) {{word, sizeof(word) - 1}, true},
#include "normalise/urdu_heh.def"
#undef HEH
#undef HEH_WORD
};

enum { HEH = 0x0647, GOL_HEH = 0x06C1, DO_CHASHMI_HEH = 0x06BE };

static bool is_heh(uint32_t c)
{
    return c == HEH || c == GOL_HEH || c == DO_CHASHMI_HEH;
}

// Yeh and kaf may be Arabic too, where the letters of one pass are mended.
static uint32_t fold(uint32_t c)
{
    return is_heh(c)                  ? HEH
           : c == 0x64A || c == 0x649 ? 0x6CC
           : c == 0x643               ? 0x6A9
                                      : c;
}

// How far word begins as start does, in bytes of word; 0: it does not.
static size_t begins(struct str word, struct str start)
{
    size_t at = 0;
    for (size_t i = 0; i < start.count;)
        if (at == word.count ||
            fold(utf8_next(word, &at)) != fold(utf8_next(start, &i)))
            return 0;
    return at;
}

// The heh that the longest start has `offset` bytes into the word; 0 where none
// has, or two differ.
static uint32_t known_heh(struct str word, size_t offset)
{
    uint32_t found = 0;
    size_t longest = 0;
    for (size_t i = 0; i < COUNT(starts); i++) {
        size_t reach = begins(word, starts[i].text);
        if (reach < longest || reach <= offset ||
            (starts[i].whole && reach < word.count))
            continue;
        // All letters are two bytes: the same offset in both.
        uint32_t heh = utf8_after(starts[i].text, offset);
        found = reach > longest || found == heh ? heh : 0;
        longest = reach;
    }
    return found;
}

// ٹھ ڈھ ڑھ are always aspirates; of the others only these are in use.
static bool is_retroflex(uint32_t c)
{
    return c == 0x679 || c == 0x688 || c == 0x691;
}

static bool may_be_aspirate(uint32_t c)
{
    switch (fold(c)) {
    case 0x628: // ب
    case 0x67E: // پ
    case 0x62A: // ت
    case 0x62C: // ج
    case 0x686: // چ
    case 0x62F: // د
    case 0x6A9: // ک
    case 0x6AF: // گ
        return true;
    }
    return false;
}

// A last letter in which aspirates are as frequent: سنگھ beside جگہ, ساؤتھ
// beside رشتہ.
static bool ends_doubtful(struct str word, size_t offset)
{
    uint32_t before = fold(utf8_previous(word, &offset));
    uint32_t second = utf8_before(word, offset);
    return is_retroflex(before) || before == 0x6AF ||
           ((before == 0x62A || before == 0x6A9) &&
            (second == 0x627 || second == 0x624 || second == 0x644 ||
             second == 0x648));
}

uint32_t normalise_urdu_heh(struct str word, size_t offset)
{
    uint32_t before = utf8_before(word, offset);
    bool last = offset + 2 >= word.count;
    if (!is_retroflex(before) && !may_be_aspirate(before))
        return GOL_HEH;
    uint32_t known = known_heh(word, offset);
    if (known || (last && ends_doubtful(word, offset)))
        return known;
    return is_retroflex(before) ? DO_CHASHMI_HEH : last ? GOL_HEH : 0;
}
