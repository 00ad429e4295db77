// SPDX-License-Identifier: MIT
// The repair filters: goldens of tests/filters, the pairs of tests/data,
// and what must hold for every text: twice is once, and no word is lost.
//
// A golden is input, a line =====, the text expected after that filter alone,
// and maybe another ===== with the messages, LINE:COLUMN NAME each (- for one
// without a place). \u{200C} in it stands for that character. ACCEPT=1 writes
// what comes out: read the diff before you commit it.
#include "unit.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "messages/diag.h"
#include "filters.h"
#include "normalise/normalise.h"
#include "source/guess.h"
#include "languages/language.h"
#include "text/vocabulary.h"

#include <dirent.h>
#include <unicode/uchar.h>

typedef bool (*repair_filter)(struct source *, const struct context *);

// Filters that run one behind the other.
struct chain {
    repair_filter filters[16];
    size_t count;
};

static struct chain chain_of(repair_filter filter)
{
    return (struct chain){{filter}, 1};
}

// The repair filters of filters.c up to the one of this name; NULL: all.
static struct chain chain_to(const char *last)
{
    struct chain chain = {0};
    for (size_t i = 0; i < filter_count; i++) {
        if (!filters[i].repair)
            continue;
        assert_true(chain.count < COUNT(chain.filters));
        chain.filters[chain.count++] = filters[i].repair;
        if (last && strcmp(filters[i].name, last) == 0)
            break;
    }
    return chain;
}

static struct chain all_repairs(void)
{
    return chain_to(NULL);
}

struct repaired {
    struct str text, messages;
    struct str dropped; // running heads and page numbers, as reported
};

// ----- Running a filter -----

// "t:3:1: note: … [joined]" to "3:1 joined".
static void add_message(struct buffer *out, struct str line)
{
    size_t name = line.count;
    if (!str_starts(line, STR("t:")) || !str_ends(line, STR("]")))
        return;
    while (name > 0 && line.bytes[name - 1] != '[')
        name--;
    size_t end = 2;
    while (end < line.count &&
           (line.bytes[end] == ':' ||
            (line.bytes[end] >= '0' && line.bytes[end] <= '9')))
        end++;
    if (end > 3)
        buffer_add(out, str_slice(line, 2, end - 1));
    else
        buffer_add_c(out, "-");
    buffer_add_byte(out, ' ');
    buffer_add(out, str_slice(line, name, line.count - 1));
    buffer_add_byte(out, '\n');
}

static bool is_dropped(struct str line)
{
    return str_starts(line, STR("t:")) &&
           (str_ends(line, STR("[page-mark-dropped]")) ||
            str_ends(line, STR("[contents-dropped]")) ||
            str_ends(line, STR("[notes-heading-dropped]")));
}

// What is between the quotes, however the message puts it.
static void add_dropped(struct buffer *out, struct str line)
{
    struct str mark = STR("’");
    size_t open = str_find(line, STR("‘")), close = line.count;
    if (!is_dropped(line) || open == STR_NONE)
        return;
    while (close > open && !str_ends(str_slice(line, 0, close), mark))
        close--;
    buffer_add(out, str_slice(line, open, close));
    buffer_add_byte(out, '\n');
}

static struct str messages_of(struct arena *arena, const struct diag *diag,
                              struct str *dropped)
{
    struct buffer heads = {0};
    char *bytes = NULL;
    size_t count = 0;
    struct buffer out = {0};
    FILE *file = open_memstream(&bytes, &count);
    diag_print(diag, file, false, false);
    fclose(file);
    struct str printed = {bytes, count};
    for (size_t at = 0; at < printed.count;) {
        struct str rest = str_slice(printed, at, printed.count);
        size_t feed = str_find(rest, STR("\n"));
        feed = feed == STR_NONE ? rest.count : feed;
        add_message(&out, str_slice(rest, 0, feed));
        add_dropped(&heads, str_slice(rest, 0, feed));
        at += feed + 1;
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    *dropped = arena_str(arena, buffer_str(&heads));
    buffer_release(&out);
    buffer_release(&heads);
    free(bytes);
    return copy;
}

static struct repaired repair(struct arena *arena, struct str text,
                              struct str lang, struct chain chain)
{
    struct diag *diag = diag_new(arena, STR("t"));
    struct source *source = source_new(arena, text);
    struct context context = {.arena = arena,
                              .diag = diag,
                              .path = STR("t"),
                              .lang_option = lang,
                              .infer = true};
    diag_set_text(diag, text);
    // What normalise would have found out before.
    if (chain.count == 1 && chain.filters[0] != normalise)
        source_set_lang(source, guess_language(arena, text, STR("")));
    for (size_t i = 0; i < chain.count; i++)
        assert_true(chain.filters[i](source, &context));
    struct repaired done = {source_text(source), STR(""), STR("")};
    done.messages = messages_of(arena, diag, &done.dropped);
    return done;
}

// ----- Words -----

struct words {
    struct str *items;
    size_t count, capacity;
};

static int by_bytes(const void *left, const void *right)
{
    return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static bool is_figure(struct str text, size_t at)
{
    return u_isdigit((UChar32)utf8_next(text, &at));
}

// The first of these bytes outside quotes.
static size_t find_unquoted(struct str text, char wanted)
{
    char quote = 0;
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        if (!quote && c == wanted)
            return i;
        if ((c == '"' || c == '\'') &&
            (c == quote || (!quote && i > 0 && text.bytes[i - 1] == '=')))
            quote = quote ? 0 : c;
    }
    return STR_NONE;
}

// The bytes of a tag of HTML or of a character by number at `at`: no words.
static size_t markup_at(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, at + 400);
    char second = rest.count > 1 ? rest.bytes[1] : 0;
    bool entity = str_starts(rest, STR("&#"));
    bool tag = rest.count > 1 && rest.bytes[0] == '<' &&
               (second == '/' || second == '!' ||
                u_isalpha((UChar32)(unsigned char)second));
    size_t end = STR_NONE;
    if (tag || entity)
        end = find_unquoted(rest, tag ? '>' : ';');
    bool address = end != STR_NONE && tag &&
                   str_find(str_slice(rest, 0, end), STR("://")) != STR_NONE &&
                   str_find(str_slice(rest, 0, end), STR(" ")) == STR_NONE;
    return end == STR_NONE || address ? 0 : end + 1;
}

// Letters, marks and ZWNJ in a row, or digits in a row: a note's number may be
// glued to a word.
static void add_words(struct arena *arena, struct words *words, struct str text)
{
    for (size_t at = 0; at < text.count;) {
        if (str_starts(str_slice(text, at, text.count), STR("\\n")))
            at += 2; // in YAML
        for (size_t skip; at < text.count && (skip = markup_at(text, at)) > 0;)
            at += skip;
        if (at >= text.count)
            break;
        size_t start = at, end = at;
        while (
            at < text.count &&
            (end == start || is_figure(text, start) == is_figure(text, at)) &&
            char_in_word(utf8_next(text, &at)))
            end = at;
        if (end > start)
            ARENA_PUSH(arena, words->items, words->count, words->capacity) =
                str_slice(text, start, end);
        at = end > start ? end : at;
    }
}

static struct words words_of(struct arena *arena, struct str text)
{
    struct words words = {0};
    add_words(arena, &words, text);
    if (words.count > 0)
        qsort(words.items, words.count, sizeof *words.items, by_bytes);
    return words;
}

// What a has more often than b; both sorted.
static struct words without(struct arena *arena, struct words a, struct words b)
{
    struct words rest = {0};
    for (size_t i = 0, j = 0; i < a.count; i++) {
        while (j < b.count && str_compare(b.items[j], a.items[i]) < 0)
            j++;
        if (j < b.count && str_equal(b.items[j], a.items[i]))
            j++;
        else
            ARENA_PUSH(arena, rest.items, rest.count, rest.capacity) =
                a.items[i];
    }
    return rest;
}

// Labels that go, keys that come, and the tags of HTML notes.
static bool is_label(struct str word)
{
    static const char *const labels[] = {
        "Titelfoto", "نویسندگان", "درباره", "Über", "Autorinnen", "Autoren",
        "پوښ", "انځور", "د", "Impressum", "Verantwortlich", "die", "und",
        "About", "Abstract", "By", "and", "the", "cover", "Cover", "photo",
        "Photo", "Imprint", "Responsible", "Disclaimer", "authors", "Authors",
        "عکس", "روی", "جلد", "و", "او", "for", "content",
        // of links and HTML notes
        "http", "https", "mailto", "nbsp", "back", "id", "fn", "r", "ref",
        "href", "ftn", "ftnref", "ftnt", "a", "p", "b", "sup", "li", "ul", "ol",
        "em", "strong", "class", "div", "hr", "footnote", "footnotes", "br",
        "endnote", "edn", "ednref", "span", "style", "vertical", "align",
        "super", "font", "size",
        // marks of notes
        "i", "ii", "الف", "ب", "ـ", "\uFE0E"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (str_equal(word, str_of(labels[i])))
            return true;
    return false;
}

static bool is_key(struct str word)
{
    static const char *const keys[] = {"title",
                                       "subtitle",
                                       "series",
                                       "kind",
                                       "lang",
                                       "date",
                                       "authors",
                                       "name",
                                       "role",
                                       "bio",
                                       "organisations",
                                       "abbreviation",
                                       "url",
                                       "abstract",
                                       "cover",
                                       "credit",
                                       "copyright",
                                       "responsible",
                                       "disclaimer",
                                       "http",
                                       "https",
                                       "example", // of addresses in tags
                                       "org",
                                       "n",
                                       "en",
                                       "de",
                                       "ru",
                                       "fa",
                                       "AF",
                                       "ps",
                                       "tg",
                                       "uz",
                                       "Latn",
                                       "Cyrl",
                                       "und",
                                       "Arab",
                                       "ur",
                                       "fr",
                                       "ar"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (str_equal(word, str_of(keys[i])))
            return true;
    return false;
}

// Numbers become labels: ¹, 1, ۱; fn1 and r1 are ids of HTML notes.
static bool is_number(struct str word)
{
    size_t letters = 0;
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = utf8_next(word, &offset);
        letters += c >= 'a' && c <= 'z';
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            !(c >= 0x6F0 && c <= 0x6F9) && !(c >= 0x660 && c <= 0x669))
            return false;
    }
    return letters < utf8_count(word) && letters <= 3;
}

// In a line "url: …" or "name: …" of the front matter: a link's text may be its
// address, and authors stand under the title and before their biographies.
static bool is_in_key(struct str after, struct str word)
{
    for (size_t at = 0; at < after.count;) {
        struct str rest = str_slice(after, at, after.count);
        size_t feed = str_find(rest, STR("\n"));
        struct str line =
            str_slice(rest, 0, feed == STR_NONE ? rest.count : feed);
        if ((str_starts(line, STR("    url: ")) ||
             str_starts(line, STR("  - name: "))) &&
            str_find(line, word) != STR_NONE)
            return true;
        at += line.count + 1;
    }
    return false;
}

static bool is_abbreviation(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (word.bytes[i] < 'A' || word.bytes[i] > 'Z')
            return false;
    return true;
}

// Two lost words are the halves of this one: both are struck out.
static bool is_joined(struct words *lost, struct str word)
{
    for (size_t i = 0; i < lost->count; i++) {
        struct str first = lost->items[i];
        if (first.count == 0 || first.count >= word.count ||
            !str_starts(word, first))
            continue;
        struct str second = str_slice(word, first.count, word.count);
        for (size_t k = 0; k < lost->count; k++)
            if (k != i && str_equal(lost->items[k], second)) {
                lost->items[i] = lost->items[k] = STR("");
                return true;
            }
    }
    return false;
}

// The words that go in are those that come out, each as often: but for
// labels, numbers of notes, running heads that are reported, halves of a word.
static bool same_words(const char *name, struct str before, struct repaired got)
{
    struct arena *arena = arena_new();
    struct words in = words_of(arena, before), out = {0};
    add_words(arena, &out, got.text);
    add_words(arena, &out, got.dropped);
    qsort(out.items, out.count, sizeof *out.items, by_bytes);
    struct words lost = without(arena, in, out);
    struct words gained = without(arena, out, in);
    bool same = true;
    for (size_t i = 0; i < gained.count; i++) {
        struct str word = gained.items[i];
        if (!is_key(word) && !is_number(word) && !is_abbreviation(word) &&
            !is_joined(&lost, word)) {
            print_error("%s: the word ‘%.*s’ is new\n", name, STR_ARG(word));
            same = false;
        }
    }
    for (size_t i = 0; i < lost.count; i++) {
        struct str word = lost.items[i];
        if (word.count > 0 && !is_label(word) && !is_number(word) &&
            !is_in_key(got.text, word)) {
            print_error("%s: the word ‘%.*s’ is lost\n", name, STR_ARG(word));
            same = false;
        }
    }
    arena_free(arena);
    return same;
}

// ----- Goldens -----

static struct str unescaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        unsigned character;
        int used = 0;
        if (str_starts(str_slice(text, at, text.count), STR("\\u{")) &&
            sscanf(text.bytes + at, "\\u{%X}%n", &character, &used) == 1 &&
            used > 0) {
            buffer_add_utf8(&out, character);
            at += (size_t)used;
        } else {
            buffer_add_byte(&out, text.bytes[at++]);
        }
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static struct str escaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        bool unseen = (c < 0x20 && c != '\n' && c != '\t') || c == 0xA0 ||
                      c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                      (c >= 0x2028 && c <= 0x202F) ||
                      (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF ||
                      (c >= 0x80 && c < 0xA0);
        if (unseen)
            buffer_printf(&out, "\\u{%04X}", c);
        else
            buffer_add_utf8(&out, c);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

// Takes the text up to the next line ===== off *rest.
static struct str next_part(struct str *rest)
{
    size_t end = str_find(*rest, STR("=====\n"));
    struct str part = str_slice(*rest, 0, end == STR_NONE ? rest->count : end);
    *rest =
        str_slice(*rest, end == STR_NONE ? rest->count : end + 6, rest->count);
    return part;
}

static void accept(struct arena *arena, const char *path, struct str input,
                   struct repaired got)
{
    FILE *file = fopen(path, "wb");
    struct str text = escaped(arena, got.text);
    fprintf(file, "%.*s=====\n%.*s", STR_ARG(input), STR_ARG(text));
    if (got.messages.count > 0)
        fprintf(file, "=====\n%.*s", STR_ARG(got.messages));
    fclose(file);
}

static bool golden_holds(const char *path, struct chain chain)
{
    struct arena *arena = arena_new();
    struct str rest = unit_file(arena, path);
    struct str input = next_part(&rest);
    struct str text = unescaped(arena, input);
    struct str expected = unescaped(arena, next_part(&rest));
    struct repaired got = repair(arena, text, STR(""), chain);
    bool holds = true;
    if (getenv("ACCEPT")) {
        accept(arena, path, input, got);
    } else if (!str_equal(got.text, expected) ||
               !str_equal(got.messages, rest)) {
        struct str shown = escaped(arena, got.text);
        print_error("%s: got\n%.*s=====\n%.*s\n", path, STR_ARG(shown),
                    STR_ARG(got.messages));
        holds = false;
    }
    struct repaired again = repair(arena, got.text, STR(""), chain);
    if (!str_equal(again.text, got.text)) {
        print_error("%s: twice is not once:\n%.*s\n", path,
                    STR_ARG(again.text));
        holds = false;
    }
    // Letters may change in normalise, so words are counted after it.
    if (chain.filters[0] == normalise)
        text = repair(arena, text, STR(""), chain_of(normalise)).text;
    holds = same_words(path, text, got) && holds;
    arena_free(arena);
    return holds;
}

static void check_folder(const char *name, struct chain chain)
{
    char folder[3000], path[4000];
    size_t count = 0, failures = 0;
    snprintf(folder, sizeof folder, "%s/tests/filters/%s", QALAM_SOURCE_DIR,
             name);
    DIR *entries = opendir(folder);
    if (!entries)
        fail_msg("there are no goldens in tests/filters/%s", name);
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (!str_ends(str_of(entry->d_name), STR(".test")))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        failures += !golden_holds(path, chain);
        count++;
    }
    closedir(entries);
    assert_true(count > 0); // they were found at all
    assert_int_equal(failures, 0);
}

// Each filter alone, on the goldens in the folder of its name.
static void goldens_of_each(void **state)
{
    (void)state;
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair)
            check_folder(filters[i].name, chain_of(filters[i].repair));
}

// All in their order, on texts as they come out of pages.
static void goldens_of_all(void **state)
{
    (void)state;
    check_folder("repair", all_repairs());
}

// ----- The pairs of tests/data -----

static const char pairs_folder[] = UNIT_DATA("filters");

static struct str pair_file(struct arena *arena, const char *path)
{
    return unit_file(arena,
                     arena_printf(arena, "%s/%s", pairs_folder, path).bytes);
}

// Does tests/expected-failures name this case?
static bool fails_as_expected(struct arena *arena, struct str name)
{
    struct str list =
        unit_file(arena, QALAM_SOURCE_DIR "/tests/expected-failures");
    struct str line = arena_printf(arena, "\nnormalise/%.*s\n", STR_ARG(name));
    return str_find(list, line) != STR_NONE;
}

// NAME.LANG.in.md and NAME.LANG.out.md.
static void check_pair(const char *folder, const char *name)
{
    char relative[1000];
    struct arena *arena = arena_new();
    struct str stem = {name, strlen(name) - strlen(".in.md")};
    size_t dot = stem.count;
    while (dot > 0 && stem.bytes[dot - 1] != '.')
        dot--;
    struct str lang =
        language_canonical(arena, str_slice(stem, dot, stem.count));
    snprintf(relative, sizeof relative, "%s/%s", folder, name);
    struct str input = pair_file(arena, relative);
    snprintf(relative, sizeof relative, "%s/%.*s.out.md", folder,
             STR_ARG(stem));
    struct str expected = pair_file(arena, relative);
    struct chain chain = chain_of(normalise);
    struct repaired got = repair(arena, input, lang, chain);
    struct repaired again = repair(arena, expected, lang, chain);
    bool same = str_equal(got.text, expected);
    bool stable = str_equal(again.text, expected);
    if (fails_as_expected(arena, stem)) {
        if (same && stable)
            fail_msg("%s passes: strike it from tests/expected-failures", name);
    } else if (!same) {
        fail_msg("%s: got\n%.*s", name, STR_ARG(got.text));
    } else if (!stable) {
        fail_msg("%s: twice is not once", name);
    }
    arena_free(arena);
}

static void normalise_makes_the_pairs(void **state)
{
    (void)state;
    size_t count = 0;
    DIR *entries = opendir(UNIT_DATA("filters/normalise"));
    assert_non_null(entries);
    for (struct dirent *entry; (entry = readdir(entries));)
        if (str_ends(str_of(entry->d_name), STR(".in.md"))) {
            check_pair("normalise", entry->d_name);
            count++;
        }
    closedir(entries);
    assert_int_equal(count, 41);
}

// ----- The shared data, where it is -----

static struct str shared_file(struct arena *arena, const char *relative)
{
    const char *path = unit_shared(relative);
    return path ? unit_file(arena, path) : (struct str){NULL, 0};
}

static bool is_skipped(void)
{
    if (unit_shared("data/README.md"))
        return false;
    print_message(UNIT_NO_SHARED);
    return true;
}

static void clean_briefs_stay_as_they_are(void **state)
{
    static const char *const briefs[] = {
        "data/prs/brief-huquq.md",     "data/ps/brief-huquq.md",
        "data/ru/brief-prava.md",      "data/tg/brief-huquq.md",
        "data/uz/brief-huquq-latn.md", "data/uz/brief-huquq-cyrl.md",
        "data/clean/brief-russia.md"};
    (void)state;
    if (is_skipped())
        return;
    for (size_t i = 0; i < sizeof briefs / sizeof briefs[0]; i++) {
        struct arena *arena = arena_new();
        struct str text = shared_file(arena, briefs[i]);
        struct repaired letters =
            repair(arena, text, STR(""), chain_of(normalise));
        struct repaired all = repair(arena, text, STR(""), all_repairs());
        if (!str_equal(letters.text, all.text))
            fail_msg("%s is changed", briefs[i]);
        // U+2010 becomes a hyphen, a letter and its hamza one; no more.
        for (size_t a = 0, b = 0; a < text.count && b < all.text.count;) {
            uint32_t before = utf8_next(text, &a);
            uint32_t after = utf8_next(all.text, &b);
            size_t mark = a;
            if (before != after && mark < text.count &&
                utf8_next(text, &mark) == 0x654)
                a = mark;
            else
                assert_int_equal(before == 0x2010 ? '-' : before, after);
        }
        arena_free(arena);
    }
}

static void notes_of_the_pairs(void **state)
{
    static const char *const names[] = {"sup-notes", "sup-not-notes",
                                        "superscript-digits", "html-notes"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct arena *arena = arena_new();
        char relative[200];
        snprintf(relative, sizeof relative, "footnotes/%s.in.md", names[i]);
        struct str input = pair_file(arena, relative);
        snprintf(relative, sizeof relative, "footnotes/%s.out.md", names[i]);
        struct str expected = pair_file(arena, relative);
        struct repaired got =
            repair(arena, input, STR("en"), chain_to("collect-notes"));
        if (!str_equal(got.text, expected))
            fail_msg("%s: got\n%.*s", names[i], STR_ARG(got.text));
        arena_free(arena);
    }
}

// The clean form, as far as YAML may be written in more than one way: without
// quotes, and prs for fa-AF.
static struct str loosely(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    size_t fence = 4 + str_find(str_slice(text, 4, text.count), STR("\n---\n"));
    for (size_t i = 0; i < text.count; i++) {
        struct str rest = str_slice(text, i, text.count);
        if (i < fence && text.bytes[i] == '"')
            continue;
        if (i < fence && str_starts(rest, STR("fa-AF:"))) {
            buffer_add_c(&out, "prs:");
            i += strlen("fa-AF:") - 1;
            continue;
        }
        buffer_add_byte(&out, text.bytes[i]);
    }
    struct str copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static void the_seed_becomes_the_clean_brief(void **state)
{
    (void)state;
    if (is_skipped())
        return;
    struct arena *arena = arena_new();
    struct str seed = shared_file(arena, "data/seed/brief-russia.md");
    struct str clean = shared_file(arena, "data/clean/brief-russia.md");
    struct repaired got = repair(arena, seed, STR(""), all_repairs());
    struct str tidy = loosely(arena, got.text), wanted = loosely(arena, clean);
    for (size_t i = 0; i < tidy.count && i < wanted.count; i++)
        if (tidy.bytes[i] != wanted.bytes[i])
            fail_msg("byte %zu: got ‘%.*s’", i,
                     (int)(tidy.count - i < 60 ? tidy.count - i : 60),
                     tidy.bytes + i);
    assert_int_equal(tidy.count, wanted.count);
    struct repaired again = repair(arena, got.text, STR(""), all_repairs());
    assert_true(str_equal(again.text, got.text));
    // The one page break that cannot be decided is reported.
    assert_true(str_find(got.messages, STR("164:1 join-doubtful")) != STR_NONE);
    assert_true(same_words(
        "seed", repair(arena, seed, STR(""), chain_of(normalise)).text, got));
    arena_free(arena);
}

static void hostile_texts_do_no_harm(void **state)
{
    static const char *const pieces[] = {
        "<sup>1</sup>", "1 a\n\n", "[", "](", "{lang=ps}", "`", "**A** b\n\n",
        "> ", "- ", "<a", "\u200C", "---\n", "-\n", "\xD9\x8A", "# ", "|",
        "<span lang=ps>", "<a href=\"#fn1\">1</a>", "<li id=\"fn1\">",
        "<div><p>", "</div>", "[1](#_ftn1)", "\n[1](#_ftnref1) a", "[1] ",
        "treaty.1 a ", "a* ", "UN<sup>1</sup> ", "[1](\\#footnote\\-1) ",
        "1. a [↑](#footnote-ref-1)\n", "a [↑](#footnote-ref-1)\n\n", "[^1] ",
        "[^1]: a\n\n", "[^1] a\n\n", "[^a b] ", "[^a b]: x\n\n",
        "# a\n\n[^1]\n\n[^1]: b\n\n", "see note 1, ", "^[1] ", "\n\n[1]: a\n",
        "<sup><i>(1", "**<sup>1</sup>** a\n\n", "<sup> 1-9</sup>", "\\* a\n\n",
        "1. a\n", "<sup>a</sup>", "a <sup>a</sup>\n\n",
        "<p id=fn1><a href=#fn1>1</a>", "[[", "]]", "\n\nNotes\n\n1 a.1\n\n",
        // reversed: lines, one line, numbers, marks, lam-alef, shapes
        ".تسا هدش هدنک هک\n", ".تسا هدش هدنک هک ", "تسا 1-", "تسا \u064B",
        "تسا لا", "\uFE8E\uFE91 ", "تسا A 1 ("};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct arena *arena = arena_new();
        struct buffer text = {0};
        for (size_t n = 0; n < 20000; n++)
            buffer_add_c(&text, pieces[i]);
        repair(arena, buffer_str(&text), STR(""), all_repairs());
        buffer_release(&text);
        arena_free(arena);
    }
}

// ----- Damage -----

static size_t dice(uint32_t *state, size_t sides)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % sides;
}

// What a page or a copy does to a text, at one place of it: byte `at`, which
// is a space or an LF.
static void damage_at(struct buffer *out, struct str text, size_t at,
                      size_t kind)
{
    static const char *const inserted[] = {"\n\n",
                                           "\n\nRIVER NOTES\n\n",
                                           "\n\n17\n\n",
                                           "\n",
                                           "\n\n2 Ebd.\n\n",
                                           "\n\n---\n\n",
                                           "  \n",
                                           "\n\n# ",
                                           "\n\n**Anna Holm** ",
                                           "-\n",
                                           "\n\n\u00A9 2020 "};
    size_t count = sizeof inserted / sizeof inserted[0];
    size_t end = at + 1;
    if (kind >= count) // a line goes
        while (end < text.count && text.bytes[end] != '\n' &&
               text.bytes[end] != '<')
            end++;
    buffer_clear(out);
    buffer_add(out, str_slice(text, 0, at));
    buffer_add_c(out, inserted[kind < count ? kind : 0]);
    buffer_add(out, str_slice(text, end, text.count));
}

// What is cut within a tag is no tag any more, and its attributes are words.
static bool is_in_tag(struct str text, size_t at)
{
    while (at > 0 && text.bytes[at - 1] != '<' && text.bytes[at - 1] != '>')
        at--;
    return at > 0 && text.bytes[at - 1] == '<';
}

static struct str damaged(struct arena *arena, struct str text, uint32_t *state)
{
    struct buffer out = {0};
    for (size_t times = 1 + dice(state, 6); times > 0; times--) {
        size_t at = dice(state, text.count);
        while (at < text.count && text.bytes[at] != ' ' &&
               text.bytes[at] != '\n')
            at++;
        if (at == text.count || is_in_tag(text, at))
            continue;
        damage_at(&out, text, at, dice(state, 12));
        text = arena_str(arena, buffer_str(&out));
    }
    buffer_release(&out);
    return text;
}

static size_t count_failures(const char *path, size_t times)
{
    size_t failures = 0;
    uint32_t state = 1;
    for (size_t i = 0; i < times; i++) {
        char name[4200];
        struct arena *arena = arena_new();
        struct str rest = unit_file(arena, path);
        struct str text = unescaped(arena, next_part(&rest));
        text = i == 0 ? text : damaged(arena, text, &state);
        snprintf(name, sizeof name, "%s, damage %zu", path, i);
        // Letters may change in normalise, so words are counted after it.
        struct str before =
            repair(arena, text, STR(""), chain_of(normalise)).text;
        struct repaired got = repair(arena, text, STR(""), all_repairs());
        size_t failed = !same_words(name, before, got);
        struct repaired again = repair(arena, got.text, STR(""), all_repairs());
        if (!str_equal(again.text, got.text)) {
            print_error("%s: tidied again, it changes\n", name);
            failed++;
        }
        if (failed > 0 && getenv("SHOW"))
            print_error("%.*s\n-----\n%.*s\n", STR_ARG(text),
                        STR_ARG(got.text));
        failures += failed;
        arena_free(arena);
    }
    return failures;
}

static void damage_loses_no_word_and_twice_is_once(void **state)
{
    static const char *const folders[] = {
        "tests/filters/repair", "tests/filters/front",
        "tests/filters/rejoin", "tests/filters/collect-notes",
        "examples/schools",     "tests/stages/extracted"};
    (void)state;
    size_t failures = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char folder[3000], path[4000];
        snprintf(folder, sizeof folder, "%s/%s", QALAM_SOURCE_DIR, folders[i]);
        DIR *entries = opendir(folder);
        assert_non_null(entries);
        for (struct dirent *entry; (entry = readdir(entries));) {
            struct str name = str_of(entry->d_name);
            if (!str_ends(name, STR(".test")) && !str_ends(name, STR(".md")))
                continue;
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            failures += count_failures(path, 35);
        }
        closedir(entries);
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goldens_of_each),
        cmocka_unit_test(goldens_of_all),
        cmocka_unit_test(normalise_makes_the_pairs),
        cmocka_unit_test(clean_briefs_stay_as_they_are),
        cmocka_unit_test(notes_of_the_pairs),
        cmocka_unit_test(the_seed_becomes_the_clean_brief),
        cmocka_unit_test(hostile_texts_do_no_harm),
        cmocka_unit_test(damage_loses_no_word_and_twice_is_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
