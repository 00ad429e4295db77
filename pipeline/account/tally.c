// SPDX-License-Identifier: MIT
// Counting words, and looking again where some are short.
#include "account/tally.h"

// ----- Counting -----

static void want(void *closure, const struct account_word *word)
{
    struct word_tally *tally = closure;
    bool added;
    size_t slot = *hash_table_put(&tally->slots, tally->arena, word->hash,
                                  tally->count, &added);
    if (added)
        ARENA_PUSH(tally->arena, tally->counts, tally->count, tally->capacity) =
            0;
    tally->counts[slot]++;
}

struct word_tally tally_of(struct arena *arena, struct tally_side wanted)
{
    struct word_tally tally = {.arena = arena, .wanted = wanted};
    struct word_reader reader = {.take = want, .closure = &tally};
    wanted.walk(wanted.of, &reader);
    word_reader_end(&reader);
    return tally;
}

struct counting {
    const struct word_tally *tally;
    uint32_t *left; // of each word, not met yet
};

static void meet(void *closure, const struct account_word *word)
{
    struct counting *counting = closure;
    const size_t *slot = hash_table_find(&counting->tally->slots, word->hash);
    if (slot && counting->left[*slot] > 0)
        counting->left[*slot]--;
}

// Answers whether any is left.
static bool count_got(struct counting *counting, struct tally_side got)
{
    const struct word_tally *tally = counting->tally;
    struct word_reader reader = {.take = meet, .closure = counting};
    if (tally->count == 0)
        return false;
    memcpy(counting->left, tally->counts, tally->count * sizeof *tally->counts);
    got.walk(got.of, &reader);
    word_reader_end(&reader);
    for (size_t i = 0; i < tally->count; i++)
        if (counting->left[i] > 0)
            return true;
    return false;
}

// ----- Looking again -----

struct spoken { // a word and where its letters are
    struct account_word word;
    size_t start, end;
    bool missing;
};
struct speech { // of one side, word by word
    struct arena *arena;
    struct spoken *items;
    size_t count, capacity;
    struct buffer letters;
    size_t heard; // letters that a word has been made of
};

static void hear(void *closure, const struct account_word *word)
{
    struct speech *speech = closure;
    ARENA_PUSH(speech->arena, speech->items, speech->count, speech->capacity) =
        (struct spoken){*word, speech->heard, speech->letters.count, false};
    speech->heard = speech->letters.count;
}

static void listen(struct speech *speech, struct tally_side side)
{
    struct word_reader reader = {
        .take = hear, .closure = speech, .letters = &speech->letters};
    side.walk(side.of, &reader);
    word_reader_end(&reader);
}

static size_t times_in(struct str text, struct str letters)
{
    size_t times = 0;
    for (const char *at = text.bytes, *end = at + text.count;
         (at = memmem(at, (size_t)(end - at), letters.bytes, letters.count)) !=
         NULL;
         at++)
        times++;
    return times;
}

struct comparing {
    struct speech wanted, got;
    size_t searches; // so many more: what is lost in masses is not looked up
};
enum { SEARCHES_MOST = 400 };

// Are the letters of these wanted words, one behind the other, as often on the
// other side?
static bool stands(struct comparing *comparing, size_t from, size_t to)
{
    const struct spoken *items = comparing->wanted.items;
    struct str all = buffer_str(&comparing->wanted.letters);
    struct str letters = str_slice(all, items[from].start, items[to].end);
    if (comparing->searches == 0)
        return false;
    comparing->searches--;
    size_t got = times_in(buffer_str(&comparing->got.letters), letters);
    return got > 0 && got >= times_in(all, letters);
}

enum { LONG_WORD = 6 }; // bytes: by itself it can be looked for

// Whether the word is there, though not by itself.
static bool is_within(struct comparing *comparing, size_t at)
{
    const struct spoken *items = comparing->wanted.items;
    bool before = !items[at].word.opens && at > 0;
    bool after = at + 1 < comparing->wanted.count && !items[at + 1].word.opens;
    if (items[at].end - items[at].start >= LONG_WORD &&
        stands(comparing, at, at))
        return true;
    return (before || after) && (!before || stands(comparing, at - 1, at)) &&
           (!after || stands(comparing, at, at + 1));
}

// Words of which some are left, that have no counterpart where they stand.
static void mark_missing(struct comparing *comparing, struct counting *counting)
{
    struct speech *wanted = &comparing->wanted;
    for (size_t i = 0; i < wanted->count; i++) {
        struct spoken *spoken = &wanted->items[i];
        size_t slot =
            *hash_table_find(&counting->tally->slots, spoken->word.hash);
        spoken->missing = counting->left[slot] > 0 && !is_within(comparing, i);
    }
}

// A word of which one is left may be said ten times: those whose neighbours
// are the same on the other side are not the one.
static uint64_t pair_key(uint64_t a, uint64_t b)
{
    uint64_t key = a * 31 ^ b;
    return key + (key == 0);
}

static void count_pairs(struct hash_table *pairs, const struct speech *speech)
{
    for (size_t i = 1; i < speech->count; i++)
        ++*hash_table_put(pairs, speech->arena,
                          pair_key(speech->items[i - 1].word.hash,
                                   speech->items[i].word.hash),
                          0, NULL);
}

// How many of the pairs that the word is in the other side lacks.
static int strangeness(const struct speech *wanted,
                       const struct hash_table *pairs, size_t at)
{
    const struct spoken *items = wanted->items;
    int strange = 0;
    if (at > 0 && !items[at].word.opens)
        strange += !hash_table_find(
            pairs, pair_key(items[at - 1].word.hash, items[at].word.hash));
    if (at + 1 < wanted->count && !items[at + 1].word.opens)
        strange += !hash_table_find(
            pairs, pair_key(items[at].word.hash, items[at + 1].word.hash));
    return strange;
}

// One of those that are left of a word.
static bool take_left(struct counting *counting, const struct spoken *spoken)
{
    uint32_t *left = &counting->left[*hash_table_find(&counting->tally->slots,
                                                      spoken->word.hash)];
    bool any = *left > 0;
    *left -= any;
    return any;
}

// What may be missing is taken for it first.
static void excuse(struct comparing *comparing, struct counting *counting)
{
    struct tally_side side = counting->tally->wanted;
    for (size_t i = 0; side.excuses && i < comparing->wanted.count; i++) {
        struct spoken *spoken = &comparing->wanted.items[i];
        if (!spoken->missing || !side.excuses(side.of, &spoken->word))
            continue;
        take_left(counting, spoken);
        spoken->missing = false;
    }
}

// Leaves as many of each word as are missing: the strangest first.
static void keep_strangest(struct comparing *comparing,
                           struct counting *counting)
{
    struct speech *wanted = &comparing->wanted;
    struct hash_table pairs = {0};
    count_pairs(&pairs, &comparing->got);
    for (int strange = 2; strange >= 0; strange--)
        for (size_t i = 0; i < wanted->count; i++) {
            struct spoken *spoken = &wanted->items[i];
            if (spoken->missing && strangeness(wanted, &pairs, i) == strange)
                spoken->missing = take_left(counting, spoken);
        }
}

static size_t gather(struct arena *arena, const struct speech *wanted,
                     struct tally_lost **lost)
{
    size_t count = 0, capacity = 0;
    *lost = NULL;
    for (size_t i = 0; i < wanted->count; i++) {
        const struct spoken *spoken = &wanted->items[i];
        bool goes_on = i > 0 && spoken->missing && spoken[-1].missing &&
                       !spoken->word.opens;
        if (goes_on) {
            (*lost)[count - 1].last = spoken->word;
            (*lost)[count - 1].count++;
        } else if (spoken->missing) {
            ARENA_PUSH(arena, *lost, count, capacity) =
                (struct tally_lost){spoken->word, spoken->word, 1};
        }
    }
    return count;
}

static size_t look_again(struct counting *counting, struct tally_side got,
                         struct tally_lost **lost)
{
    struct arena *scratch = arena_new();
    struct comparing comparing = {.wanted = {.arena = scratch},
                                  .got = {.arena = scratch},
                                  .searches = SEARCHES_MOST};
    listen(&comparing.wanted, counting->tally->wanted);
    listen(&comparing.got, got);
    mark_missing(&comparing, counting);
    excuse(&comparing, counting);
    keep_strangest(&comparing, counting);
    size_t count = gather(counting->tally->arena, &comparing.wanted, lost);
    buffer_release(&comparing.wanted.letters);
    buffer_release(&comparing.got.letters);
    arena_free(scratch);
    return count;
}

size_t tally_compare(const struct word_tally *tally, struct tally_side got,
                     struct tally_lost **lost)
{
    struct arena *scratch = arena_new();
    struct counting counting = {
        tally, ARENA_ARRAY(scratch, uint32_t, tally->count + 1)};
    *lost = NULL;
    size_t count =
        count_got(&counting, got) ? look_again(&counting, got, lost) : 0;
    arena_free(scratch);
    return count;
}
