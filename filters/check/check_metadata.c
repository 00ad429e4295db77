// SPDX-License-Identifier: MIT
// What the front matter and the name of the file say: two dates, addresses,
// the cover, languages that nobody speaks.
#include "check/checks.h"

#include "languages/language.h"
#include "languages/language_named.h"
#include "languages/date.h"
#include "languages/words.h"

#include <string.h>
#include <unicode/uloc.h>

// Where a key stands at the start of a line of the front matter.
static struct place key_place(const struct checks *checks, const char *key)
{
    struct str text = diag_text(checks->context->diag);
    struct str line = arena_printf(checks->arena, "\n%s:", key);
    size_t end = str_find(text, STR("\n---"));
    size_t at = str_starts(text, STR("---")) && end != STR_NONE
                    ? str_find(str_slice(text, 0, end), line)
                    : STR_NONE;
    return at == STR_NONE ? PLACE_NONE : (struct place){at + 1, strlen(key)};
}

static void check_two_dates(const struct checks *checks)
{
    const struct metadata *meta = &checks->brief->meta;
    struct date solar = meta->date, other = meta->date_gregorian;
    if (!solar.given || !other.given || solar.calendar == other.calendar ||
        date_agrees(solar, other))
        return;
    diag_report(
        checks->context->diag, key_place(checks, "date-gregorian"),
        MESSAGE_date_disagrees, solar.written, other.written,
        date_long(checks->arena, language_default(), date_to_gregorian(solar)));
}

// What the brief says of a picture that its cover does not show.
static void check_cover_keys(const struct checks *checks)
{
    static const char *const keys[] = {"cover-credit", "cover-focus",
                                       "cover-style"};
    const struct metadata *meta = &checks->brief->meta;
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct place at = key_place(checks, keys[i]);
        bool credit = i == 0, style = i == 2;
        // Of a credit without a picture more is said below, and a pattern is
        // what there is without one.
        if (!place_known(at) || (meta->cover ? style : credit) ||
            (style && settings_answer(&meta->settings, SETTING_COVER_STYLE) ==
                          COVER_PATTERN))
            continue;
        diag_report(checks->context->diag, at, MESSAGE_cover_unused,
                    str_of(keys[i]),
                    meta->cover ? STR("delete it, or write cover-style: photo")
                                : STR("delete it, or name the picture file in "
                                      "‘cover’"));
    }
}

// A credit says that there was a picture.
static void check_cover(const struct checks *checks)
{
    const struct metadata *meta = &checks->brief->meta;
    bool named = place_known(key_place(checks, "cover"));
    if (!brief_shows_cover(checks->brief) && (meta->cover || !named))
        check_cover_keys(checks);
    // A cover that is named and cannot be had was reported by the reader.
    if (meta->cover || meta->cover_credit.count == 0 || named)
        return;
    const struct node *credit = meta->cover_credit.items[0].content;
    const struct node *words = credit->first ? credit->first : credit;
    diag_report(checks->context->diag, words->at, MESSAGE_cover_missing,
                node_plain(checks->arena, credit));
}

static void check_addresses(const struct checks *checks)
{
    const struct metadata *meta = &checks->brief->meta;
    for (size_t i = 0; i < meta->organisation_count; i++)
        check_address(checks, meta->organisations[i].url,
                      meta->organisations[i].at);
}

static void check_languages(const struct checks *checks)
{
    struct str lang = checks->brief->lang;
    struct str tag = checks->context->lang_filename;
    if (!language_has_words(lang))
        diag_report(checks->context->diag, PLACE_NONE, MESSAGE_words_english,
                    lang, language_named_tags(checks->arena));
    if (tag.count && !language_registered(tag))
        diag_report(checks->context->diag, PLACE_NONE, MESSAGE_edition_unknown,
                    tag);
}

void check_metadata(struct checks *checks)
{
    check_languages(checks);
    check_two_dates(checks);
    check_cover(checks);
    check_addresses(checks);
}
