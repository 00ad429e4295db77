// SPDX-License-Identifier: MIT
// Language and direction of titles, names, headings, notes, and of words in
// another script than the text around them.
#include "titles/titles.h"

#include "text/biography.h"

#include "direction/direction.h"
#include "source/guess.h"
#include "text/letter_script.h"
#include "titles/letters.h"

// A paragraph in another script is a block of its own direction from this
// many words on; a shorter one keeps to the side of its neighbours.
enum { WORDS_OF_A_BLOCK = 4 };

// ----- Texts of the metadata -----

// How the language of a text without one is found.
enum evidence {
    BY_WORDS, // titles and names: each may be in any language
    BY_SCRIPT // sentences: the brief's language, unless the letters forbid it
};

static bool undetermined(struct str lang)
{
    return str_equal(language_primary(lang), STR("und"));
}

static size_t count_words(struct str plain)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < plain.count; i++) {
        bool space = plain.bytes[i] == ' ' || plain.bytes[i] == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

// A guess from one or two words is believed only where letters tell: Dari has
// none of its own, so مخینه alone is Pashto in a Pashto brief.
static bool believable(struct str lang, struct str plain)
{
    return !undetermined(lang) &&
           (count_words(plain) > 2 ||
            !language_has(lang, ROW_no_letters_of_its_own));
}

static struct str text_language(const struct brief *brief, struct str plain,
                                enum evidence evidence)
{
    enum script script, base = language_script(brief->lang);
    if (letters_wholly_foreign(letters_of(plain, base), &script))
        return letters_foreign_language(brief->arena, plain, script,
                                        brief->lang);
    if (evidence == BY_SCRIPT)
        return brief->lang;
    struct str lang = guess_language(brief->arena, plain, brief->lang);
    return believable(lang, plain) ? lang : brief->lang;
}

static void set_language(const struct brief *brief, struct text *text,
                         enum evidence evidence)
{
    struct str plain = text_plain(brief->arena, *text);
    text->lang = text->lang.count ? language_canonical(brief->arena, text->lang)
                                  : text_language(brief, plain, evidence);
    if (text->direction == DIRECTION_INHERIT)
        text->direction = guess_direction(plain, text->lang);
    if (text->direction == DIRECTION_INHERIT)
        text->direction = language_direction(text->lang);
}

// ----- Blocks -----

static bool stands_free(const struct node *block)
{
    enum kind above = block->parent ? block->parent->kind : NODE_PASSAGE;
    return block->kind == NODE_PARAGRAPH &&
           (above == NODE_PASSAGE || above == NODE_QUOTE ||
            above == NODE_DIVISION || above == NODE_BOX);
}

// A note or quotation in Pashto within a Dari brief, or in English within an
// Uzbek one: no script tells it, but words do. Only there, and in headings,
// are guesses worth their risk.
static bool may_be_guessed(const struct node *block, bool note)
{
    return block->kind == NODE_HEADING ||
           (stands_free(block) && (note || block->parent->kind == NODE_QUOTE));
}

static void set_block_language(struct node *block, struct str lang,
                               struct str around)
{
    block->lang = lang;
    if (language_direction(lang) != language_direction(around))
        block->direction = language_direction(lang);
}

// The language of a block in the script of the text around it; that of the
// text where nothing else is sure.
static struct str guess_block(const struct brief *brief,
                              const struct node *block, struct str around)
{
    struct str plain = node_plain(brief->arena, block);
    size_t words = count_words(plain);
    bool arabic = language_script(around) == SCRIPT_ARABIC;
    if (words < (block->kind != NODE_HEADING ? WORDS_OF_A_BLOCK
                 : arabic                    ? 1
                                             : 3))
        return around;
    struct str lang = guess_language(brief->arena, plain, around);
    bool other = believable(lang, plain) &&
                 language_script(lang) == language_script(around) &&
                 !str_equal(language_primary(lang), language_primary(around));
    return other ? lang : around;
}

static void find_block_language(const struct brief *brief, struct node *block,
                                struct str around, bool note)
{
    enum script script, base = language_script(around);
    struct arena *arena = brief->arena;
    bool heading = block->kind == NODE_HEADING;
    if (block->lang.count || block->direction != DIRECTION_INHERIT ||
        !(heading || stands_free(block)))
        return;
    if (letters_wholly_foreign(letters_below(block, base), &script)) {
        struct str plain = node_plain(arena, block);
        if (heading || count_words(plain) >= WORDS_OF_A_BLOCK)
            set_block_language(
                block,
                letters_foreign_language(arena, plain, script, brief->lang),
                around);
    } else if (may_be_guessed(block, note)) {
        struct str lang = guess_block(brief, block, around);
        if (!str_equal(lang, around))
            set_block_language(block, lang, around);
    }
}

// Code is written from left to right, whatever stands around it.
static void turn_code(struct node *node, struct str around)
{
    if (node->direction == DIRECTION_INHERIT &&
        language_direction(around) == DIRECTION_RTL)
        node->direction = DIRECTION_LTR;
}

// ----- Words in the other direction -----

// The direction of a node's lines: its own, its language's, or those around.
static enum direction direction_in(const struct node *node,
                                   enum direction fallback)
{
    for (; node; node = node->parent) {
        if (node->direction != DIRECTION_INHERIT)
            return node->direction;
        if (node->lang.count)
            return language_direction(node->lang);
    }
    return fallback;
}

static bool shows_address(const struct brief *brief, const struct node *node)
{
    return node->kind == NODE_LINK &&
           letters_address(node_plain(brief->arena, node));
}

// The script that most letters below a node are of, without what is marked and
// without addresses. False where there are none.
static bool main_script(const struct brief *brief, const struct node *root,
                        enum script *most)
{
    size_t counts[SCRIPT_OTHER + 1] = {0};
    enum script script;
    *most = SCRIPT_OTHER;
    for (const struct node *node = root; node;) {
        bool skip = node != root &&
                    (letters_marked(node) || shows_address(brief, node));
        bool text = !skip && node->kind == NODE_TEXT;
        struct str words = text ? node->as.text.text : STR("");
        for (size_t offset = 0; offset < words.count;)
            if (letter_script(utf8_next(words, &offset), &script) &&
                ++counts[script] > counts[*most])
                *most = script;
        node = skip ? node_next_skipping(root, node) : node_next(root, node);
    }
    return counts[*most] > 0;
}

// Addresses are read from left to right, but are no English.
static void set_phrase_language(const struct brief *brief, struct node *node)
{
    struct str plain = node_plain(brief->arena, node);
    enum script script;
    if (node->kind != NODE_CODE && main_script(brief, node, &script) &&
        !letters_address(plain))
        node->lang =
            letters_foreign_language(brief->arena, plain, script, brief->lang);
}

static void isolate_words(const struct brief *brief, struct node *node,
                          enum direction base, struct str lang)
{
    struct direction_isolates isolates =
        direction_isolate(brief->arena, node, base, lang);
    for (size_t i = 0; i < isolates.count; i++)
        if (isolates.items[i].words)
            set_phrase_language(brief, isolates.items[i].node);
}

static void mark_phrases(const struct brief *brief, struct node *node,
                         struct str lang)
{
    enum script home = language_script(lang);
    if (home != SCRIPT_LATIN && home != SCRIPT_CYRILLIC)
        return;
    struct direction_isolates phrases =
        direction_phrases(brief->arena, node, home, lang);
    for (size_t i = 0; i < phrases.count; i++)
        set_phrase_language(brief, phrases.items[i].node);
}

// A <bdi> of words in another script is in their language.
static void set_isolate_language(const struct brief *brief, struct node *node,
                                 struct str around)
{
    enum script script;
    if (!letters_marked(node) &&
        letters_wholly_foreign(letters_below(node, language_script(around)),
                               &script))
        set_phrase_language(brief, node);
    if (node->lang.count && node->direction == DIRECTION_INHERIT)
        node->direction = language_direction(node->lang);
}

// ----- A tree -----

// Words that were given a direction but no language, by the author or as code
// or an address: which script is at home in them nobody knows.
static bool only_directed(const struct node *node)
{
    return !kind_facts[node->kind].block && node->lang.count == 0 &&
           node->direction != DIRECTION_INHERIT;
}

// What holds where no node says another.
struct around {
    struct str lang;
    enum direction direction;
    bool note;
};

static void find_languages_in(const struct brief *brief, struct node *node,
                              struct around outside)
{
    struct str around = node_lang(node, outside.lang);
    if (node->kind == NODE_CODE_BLOCK) {
        turn_code(node, around);
        return;
    }
    if (kind_facts[node->kind].holds != HOLDS_INLINES)
        return;
    if (kind_facts[node->kind].block)
        find_block_language(brief, node, around, outside.note);
    bool isolate = node->kind == NODE_SPAN && node->as.span.isolate;
    if (isolate)
        set_isolate_language(brief, node, around);
    struct str lang = node_lang(node, outside.lang);
    if (isolate && !letters_marked(node))
        isolate_words(brief, node, direction_by_letters(node), lang);
    else if (kind_facts[node->kind].block || letters_marked(node))
        isolate_words(brief, node, direction_in(node, outside.direction), lang);
    else
        return; // part of what holds it
    mark_phrases(brief, node, lang);
}

static void find_languages(const struct brief *brief, struct node *root,
                           struct around outside)
{
    struct node *node = root;
    while (node) {
        if (only_directed(node)) {
            node = node_next_skipping(root, node);
            continue;
        }
        find_languages_in(brief, node, outside);
        node = node_next(root, node);
    }
}

// ----- All of a brief -----

static void do_texts(const struct brief *brief, struct texts *texts,
                     enum evidence evidence)
{
    for (size_t i = 0; i < texts->count; i++) {
        struct text *text = &texts->items[i];
        set_language(brief, text, evidence);
        find_languages(brief, text->content,
                       (struct around){text->lang, text->direction, false});
    }
}

static void find_continued(struct brief *brief, struct person *person)
{
    const struct text *name = texts_in(&person->name, brief->lang);
    const struct text *life = texts_in(&person->biography, brief->lang);
    person->name_opens_biography =
        name && life &&
        biography_goes_on(text_plain(brief->arena, *name),
                          text_plain(brief->arena, *life));
}

static void do_people(struct brief *brief, struct person *people, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        do_texts(brief, &people[i].name, BY_WORDS);
        do_texts(brief, &people[i].role, BY_SCRIPT);
        do_texts(brief, &people[i].affiliation, BY_SCRIPT);
        do_texts(brief, &people[i].biography, BY_SCRIPT);
        find_continued(brief, &people[i]);
    }
}

static void do_metadata(struct brief *brief)
{
    struct metadata *meta = &brief->meta;
    struct texts *by_words[] = {&meta->title,       &meta->subtitle,
                                &meta->short_title, &meta->kind,
                                &meta->series,      &meta->publisher};
    struct texts *by_script[] = {&meta->place,      &meta->abstract,
                                 &meta->licence,    &meta->copyright,
                                 &meta->cite_as,    &meta->cover_credit,
                                 &meta->disclaimer, &meta->imprint};
    for (size_t i = 0; i < sizeof by_words / sizeof by_words[0]; i++)
        do_texts(brief, by_words[i], BY_WORDS);
    for (size_t i = 0; i < sizeof by_script / sizeof by_script[0]; i++)
        do_texts(brief, by_script[i], BY_SCRIPT);
    for (size_t i = 0; i < meta->keyword_count; i++)
        do_texts(brief, &meta->keywords[i], BY_SCRIPT);
    for (size_t i = 0; i < meta->subject_count; i++)
        do_texts(brief, &meta->subjects[i].name, BY_SCRIPT);
    for (size_t i = 0; i < meta->organisation_count; i++)
        do_texts(brief, &meta->organisations[i].names, BY_WORDS);
    do_people(brief, meta->authors, meta->author_count);
    do_people(brief, meta->responsible, meta->responsible_count);
}

// A note wholly in another script is one block of that direction
// (docs/design.md#notes).
static void do_note(const struct brief *brief, struct note *note)
{
    struct node *content = note->content;
    enum script script, base = language_script(brief->lang);
    if (content->lang.count == 0 && content->direction == DIRECTION_INHERIT &&
        letters_wholly_foreign(letters_below(content, base), &script))
        set_block_language(content,
                           letters_foreign_language(
                               brief->arena, node_plain(brief->arena, content),
                               script, brief->lang),
                           brief->lang);
    find_languages(brief, content,
                   (struct around){brief->lang, brief->direction, true});
}

bool titles(struct brief *brief, const struct context *context)
{
    (void)context;
    do_metadata(brief);
    find_languages(brief, brief->body,
                   (struct around){brief->lang, brief->direction, false});
    for (size_t i = 0; i < brief->note_count; i++)
        do_note(brief, brief->notes[i]);
    return true;
}
