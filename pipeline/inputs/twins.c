// SPDX-License-Identifier: MIT
// What each brief of a series is called, met again.
#include "inputs/twins.h"

#include "base/characters.h"
#include "base/hash.h"
#include "base/hash_table.h"
#include "languages/language.h"

struct twins {
    struct inputs *inputs;
    struct hash_table met; // numbers and titles, by the first that has them
};

// Of the letters and digits alone: "No. 7" is "no 7", ۷ is 7.
static uint64_t key_of(uint64_t key, struct str text)
{
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        int digit = char_digit_value(c);
        if (char_in_word(c) && c != CHAR_ZWNJ)
            key = hash_more(key,
                            digit >= 0 ? '0' + (uint32_t)digit : char_fold(c));
        else
            key = hash_more(key, ' ');
    }
    return key + (key == 0);
}

// 0 where there is none. A brief may name a series of its own.
static uint64_t series_key(const struct input *input)
{
    struct str root = str_of(input->root);
    if (!input->series && !root.count)
        return 0;
    uint64_t key = hash_table_key(
        (struct str){(const char *)&input->series, sizeof input->series});
    if (!input->series)
        key = hash_table_key(root);
    return key_of(key, input->own_series.text);
}

static size_t set_of(const struct input *input)
{
    return input->set_count ? input->set[0] : input->index;
}

static void add(struct twins *twins, struct input *input, struct place at,
                struct message_args args)
{
    struct arena *arena = twins->inputs->arena;
    if (!input->twins)
        input->twins = ARENA_ARRAY(arena, struct edition_fault, TWINS_MOST);
    if (input->twin_count < TWINS_MOST)
        input->twins[input->twin_count++] = (struct edition_fault){at, args};
}

static void meet(struct twins *twins, struct input *input, uint64_t key,
                 const struct front_value *value,
                 const struct front_value *(*of)(const struct input *),
                 enum message message)
{
    bool added;
    size_t *first = hash_table_put(&twins->met, twins->inputs->arena, key,
                                   input->index, &added);
    struct input *other = twins->inputs->items[*first];
    if (added || set_of(other) == set_of(input))
        return;
    add(twins, input, value->at,
        (struct message_args){message, value->text, other->names.shown});
    add(twins, other, of(other)->at,
        (struct message_args){message, of(other)->text, input->names.shown});
}

static const struct front_value *number_of(const struct input *input)
{
    return &input->number;
}

static const struct front_value *title_of(const struct input *input)
{
    return &input->title;
}

static struct str language_of(const struct input *input)
{
    return language_primary(input->front_lang.count ? input->front_lang
                                                    : input->names.lang);
}

// One number in two languages may well be two editions that nobody has named.
static void look_at(struct twins *twins, struct input *input)
{
    enum { NUMBERS = 1, TITLES = 2 };
    uint64_t series = series_key(input);
    if (series == 0)
        return;
    if (input->number.text.count)
        meet(twins, input,
             key_of(key_of(hash_more(series, NUMBERS), language_of(input)),
                    input->number.text),
             &input->number, number_of, MESSAGE_series_number_twice);
    if (input->title.text.count)
        meet(twins, input, key_of(hash_more(series, TITLES), input->title.text),
             &input->title, title_of, MESSAGE_series_title_twice);
}

void twins_find(struct inputs *inputs)
{
    struct twins twins = {.inputs = inputs};
    for (size_t i = 0; i < inputs->count; i++)
        look_at(&twins, inputs->items[i]);
}
