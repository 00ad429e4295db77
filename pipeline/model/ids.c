// SPDX-License-Identifier: MIT
// Ids: words of a text, and an open-addressing set to keep them unique.
#include "model/ids.h"

#include "base/characters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <xxhash.h>

#include <string.h>

bool ids_have(const struct ids *ids, struct str id)
{
    return hash_table_find(&ids->next, hash_table_key(id)) != NULL;
}

// Takes an id that nobody has; false where somebody does.
static bool take(struct ids *ids, struct str id)
{
    bool added;
    hash_table_put(&ids->next, ids->arena, hash_table_key(id), 2, &added);
    return added;
}

struct str ids_take(struct ids *ids, struct str wanted)
{
    if (take(ids, wanted))
        return arena_str(ids->arena, wanted);
    uint64_t key = hash_table_key(wanted);
    size_t number = *hash_table_find(&ids->next, key);
    for (;; number++) { // past numbers that a text has in its own words
        struct str id =
            arena_printf(ids->arena, "%.*s-%zu", STR_ARG(wanted), number);
        if (!take(ids, id))
            continue;
        *hash_table_find(&ids->next, key) = number + 1;
        return id;
    }
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

struct str id_safe(struct arena *arena, struct str id)
{
    uint32_t first = utf8_after(id, 0);
    return char_is_digit(first) || first == '-'
               ? arena_printf(arena, "s-%.*s", STR_ARG(id))
               : id;
}

struct str id_of_words(struct arena *arena, struct str text)
{
    char out[ID_LENGTH + 8];
    size_t count = 0, last_word = 0;
    bool between = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        // ZWNJ and the like stand inside a word and are not seen.
        if (char_is_format(c))
            continue;
        if (!u_isalnum((UChar32)c) &&
            !(char_is_mark(c) && count > 0 && !between)) {
            between = count > 0;
            continue;
        }
        if (between) {
            last_word = count;
            out[count++] = '-';
        }
        between = false;
        count += utf8_encode(char_lower(c), out + count);
        if (count > ID_LENGTH - 4) {
            count = last_word ? last_word : count;
            break;
        }
    }
    return composed(arena, (struct str){out, count});
}

// What begins no name of XML (1.0, 2.3) is led by a letter; what stands in none
// becomes a hyphen, as the colon that names of namespaces have.
struct str id_of_name(struct arena *arena, struct str name)
{
    char *out = arena_alloc(arena, name.count + 3);
    size_t count = 0;
    for (size_t i = 0; i < name.count;) {
        size_t start = i;
        uint32_t c = utf8_next(name, &i);
        bool letter = u_isalpha((UChar32)c);
        bool inside = letter || char_is_digit(c) || char_is_mark(c) ||
                      c == '-' || c == '_' || c == '.';
        if (count == 0 && !letter && c != '_') {
            memcpy(out, "s-", 2);
            count = 2;
        }
        if (inside)
            memcpy(out + count, name.bytes + start, i - start);
        else
            out[count] = '-';
        count += inside ? i - start : 1;
    }
    return (struct str){out, count};
}

struct str id_of_hash(struct arena *arena, struct str text)
{
    return arena_printf(arena, "n%08x",
                        (unsigned)XXH3_64bits(text.bytes, text.count));
}
