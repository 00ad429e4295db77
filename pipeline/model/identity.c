// SPDX-License-Identifier: MIT
// Times and identifiers of outputs, from what the brief says.
#include "model/identity.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "languages/language.h"
#include "languages/date.h"

#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

enum {
    START_OF_1980 = 315532800, // the first moment that a zip file can hold
    LONGEST_EPOCH = 11         // digits of SOURCE_DATE_EPOCH
};

// The name space of qalam's identifiers (RFC 4122 4.3), made once.
// Changing it would change the identifier of every publication.
static const unsigned char name_space[16] = {0x11, 0xE7, 0xD5, 0x5A, 0xDD, 0xED,
                                             0x4E, 0xCA, 0xAA, 0x13, 0xF7, 0x85,
                                             0x06, 0xDA, 0x2F, 0x94};

bool identity_source_date_epoch(int64_t *seconds)
{
    struct str value = str_of(getenv("SOURCE_DATE_EPOCH"));
    if (value.count == 0 || value.count > LONGEST_EPOCH)
        return false;
    *seconds = 0;
    for (size_t i = 0; i < value.count; i++) {
        if (!ascii_is_digit(value.bytes[i]))
            return false;
        *seconds = *seconds * 10 + (value.bytes[i] - '0');
    }
    return true;
}

int64_t identity_time(const struct brief *brief)
{
    const struct metadata *meta = &brief->meta;
    const struct date *dates[] = {&meta->updated, &meta->date,
                                  &meta->date_gregorian};
    for (size_t i = 0; i < 3; i++)
        if (dates[i]->given)
            return date_seconds(*dates[i]);
    int64_t seconds;
    return identity_source_date_epoch(&seconds) ? seconds : START_OF_1980;
}

struct str identity_time_iso(struct arena *arena, int64_t seconds)
{
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    struct date date = date_of_day(days);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year,
                        date.month, date.day, (int)(rest / 3600),
                        (int)(rest / 60 % 60), (int)(rest % 60));
}

// The name of the source file, without folders and ending.
static struct str source_name(struct str path)
{
    size_t from = 0, to = path.count;
    for (size_t i = 0; i < path.count; i++)
        if (path.bytes[i] == '/') {
            from = i + 1;
            to = path.count;
        } else if (path.bytes[i] == '.' && i > from) {
            to = i;
        }
    return str_slice(path, from, to);
}

// Between the texts are separators that no text holds.
struct str identity_of(struct arena *arena, const struct str *texts,
                       size_t count)
{
    struct buffer name = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(&name, '\x1F');
        buffer_add(&name, texts[i]);
    }
    uuid_t uuid;
    char text[37];
    uuid_generate_sha1(uuid, name_space, name.bytes, name.count);
    uuid_unparse_lower(uuid, text);
    buffer_release(&name);
    return arena_printf(arena, "urn:uuid:%s", text);
}

// Of series, number (else source name) and language.
static struct str made_identifier(struct arena *arena,
                                  const struct brief *brief)
{
    const struct metadata *meta = &brief->meta;
    const struct text *series = texts_in(&meta->series, brief->lang);
    const struct str texts[] = {series ? text_plain(arena, *series) : STR(""),
                                meta->number.count ? meta->number
                                                   : source_name(brief->path),
                                brief->lang};
    return identity_of(arena, texts, COUNT(texts));
}

// Where 10.1234/x begins in https://doi.org/10.1234/x or doi:10.1234/x.
static struct str bare_doi(struct str doi)
{
    size_t at = str_find(doi, STR("10."));
    return at == STR_NONE ? doi : str_slice(doi, at, doi.count);
}

// ISBNs are compared without hyphens and spaces (RFC 3187).
static struct str isbn_urn(struct arena *arena, struct str isbn)
{
    struct buffer urn = {0};
    buffer_add_c(&urn, "urn:isbn:");
    for (size_t i = 0; i < isbn.count; i++)
        if ((ascii_is_digit(isbn.bytes[i])) || isbn.bytes[i] == 'X' ||
            isbn.bytes[i] == 'x')
            buffer_add_byte(&urn, isbn.bytes[i]);
    return buffer_to_arena(&urn, arena);
}

struct str identity_name(struct arena *arena, const struct brief *brief)
{
    const struct metadata *meta = &brief->meta;
    if (meta->doi.count)
        return arena_printf(arena, "doi:%.*s", STR_ARG(bare_doi(meta->doi)));
    if (meta->isbn.count)
        return isbn_urn(arena, meta->isbn);
    if (meta->id.count)
        return meta->id;
    return made_identifier(arena, brief);
}

// A scheme, a colon and something behind it, of letters that a URI may have.
static bool is_uri(struct str text)
{
    size_t colon = str_find(text, STR(":"));
    if (colon == STR_NONE || colon < 2 || colon + 1 == text.count)
        return false;
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        bool letter = ascii_is_letter(c), digit = ascii_is_digit(c);
        const char *others = i < colon ? "+-." : "-._~:/?#[]@!$&'()*+,;=%";
        if (!letter && (i == 0 || (!digit && (!c || !strchr(others, c)))))
            return false;
    }
    return true;
}

struct str identity_uri(struct arena *arena, const struct brief *brief)
{
    struct str name = identity_name(arena, brief);
    return is_uri(name) ? name : made_identifier(arena, brief);
}
