// SPDX-License-Identifier: MIT
// Ids: words of a text, and an open-addressing set to keep them unique.
#include "model/ids.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <xxhash.h>

struct id_slot {
    struct str id;
    size_t next; // the number to try next when the id is wanted again
};

static struct id_slot *slot_of(struct id_slot *slots, size_t capacity,
                               struct str id)
{
    size_t i = XXH3_64bits(id.bytes, id.count) & (capacity - 1);
    while (slots[i].next != 0 && !str_equal(slots[i].id, id))
        i = (i + 1) & (capacity - 1);
    return &slots[i];
}

static void grow(struct ids *ids)
{
    size_t capacity = ids->capacity ? ids->capacity * 2 : 64;
    struct id_slot *slots = ARENA_ARRAY(ids->arena, struct id_slot, capacity);
    for (size_t i = 0; i < ids->capacity; i++)
        if (ids->slots[i].next != 0)
            *slot_of(slots, capacity, ids->slots[i].id) = ids->slots[i];
    ids->slots = slots;
    ids->capacity = capacity;
}

// The slot of an id, made where it was free: then its `next` is 0.
static struct id_slot *find(struct ids *ids, struct str id)
{
    if (ids->count * 2 >= ids->capacity)
        grow(ids);
    return slot_of(ids->slots, ids->capacity, id);
}

bool ids_have(struct ids *ids, struct str id)
{
    return find(ids, id)->next != 0;
}

static struct str keep(struct ids *ids, struct id_slot *slot, struct str id)
{
    *slot = (struct id_slot){arena_str(ids->arena, id), 2};
    ids->count++;
    return slot->id;
}

struct str ids_take(struct ids *ids, struct str wanted)
{
    struct id_slot *slot = find(ids, wanted);
    if (slot->next == 0)
        return keep(ids, slot, wanted);
    size_t number = slot->next;
    for (;; number++) { // past numbers that a text has in its own words
        struct str id =
            arena_printf(ids->arena, "%.*s-%zu", STR_ARG(wanted), number);
        struct id_slot *other = find(ids, id);
        if (other->next != 0)
            continue;
        id = keep(ids, other, id);
        find(ids, wanted)->next = number + 1;
        return id;
    }
}

static bool mark(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

// Leaving characters out can bring two together that compose: i + diaeresis
// of Turkish İ + diaeresis. All texts of a brief are NFC, ids too.
static struct str composed(struct arena *arena, struct str id)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    UChar utf16[ID_LENGTH + 8], normal[ID_LENGTH * 3];
    char out[ID_LENGTH * 4];
    int32_t count = 0;
    u_strFromUTF8(utf16, ID_LENGTH + 8, &count, id.bytes, (int32_t)id.count,
                  &error);
    count = unorm2_normalize(nfc, utf16, count, normal, ID_LENGTH * 3, &error);
    u_strToUTF8(out, (int32_t)sizeof out, &count, normal, count, &error);
    return U_SUCCESS(error) ? arena_str(arena, (struct str){out, (size_t)count})
                            : STR("");
}

struct str id_of_words(struct arena *arena, struct str text)
{
    char out[ID_LENGTH + 8];
    size_t count = 0, last_word = 0;
    bool between = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        // ZWNJ and the like stand inside a word and are not seen.
        if (u_charType((UChar32)c) == U_FORMAT_CHAR)
            continue;
        if (!u_isalnum((UChar32)c) && !(mark(c) && count > 0 && !between)) {
            between = count > 0;
            continue;
        }
        if (between) {
            last_word = count;
            out[count++] = '-';
        }
        between = false;
        count += utf8_encode((uint32_t)u_tolower((UChar32)c), out + count);
        if (count > ID_LENGTH - 4) {
            count = last_word ? last_word : count;
            break;
        }
    }
    return composed(arena, (struct str){out, count});
}

struct str id_of_hash(struct arena *arena, struct str text)
{
    return arena_printf(arena, "n%08x",
                        (unsigned)XXH3_64bits(text.bytes, text.count));
}
