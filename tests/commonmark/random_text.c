// SPDX-License-Identifier: MIT
// Makes texts of Markdown out of fragments, each from its seed.
//
// Two ways of lines in turn: the containers of the line before with other text
// in them, so that blocks grow long; or some of them left out, others begun, so
// that lines are lazy, blocks end within each other, and marks stand where they
// are text.
#include "blocks.h"

enum { PREFIXES = 6, LINES = 14 };

struct dice {
    uint64_t state;
};

// xorshift64*: the same on every machine.
static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)((dice->state * 0x2545F4914F6CDD1DULL) >> 33) % sides;
}

static const char *const texts[] = {
    "a",
    "bc d",
    "a `b` c",
    "*a* b",
    "# a",
    "## a ##",
    "#a",
    "###### a #",
    "####### a",
    "#",
    "===",
    "---",
    "-- -",
    "- - -",
    "***",
    "_ _ _",
    "=",
    "--",
    "-",
    "*",
    "+",
    "1.",
    "2)",
    "```",
    "````",
    "``` a",
    "``` a`b",
    "~~~",
    "~~~ a ~ b",
    "~~~~",
    "``",
    "| a | b |",
    "|---|:--:|",
    "a | b",
    "--|--",
    "| a |",
    "|---|",
    ":-:",
    "a \\| b",
    "| \\\\| a",
    "|",
    "||",
    "| a | b | c",
    "|-|-|-|",
    "<div>",
    "</div>",
    "<div class=a",
    "<p>a</p>",
    "<!-- a -->",
    "<!-- a",
    "b -->",
    "<?a b?>",
    "<?a",
    "?>",
    "<!A b>",
    "<!A",
    "<!a>",
    ">",
    "<![CDATA[a",
    "]]>",
    "<pre>",
    "</pre>",
    "<style a",
    "</STYLE> b",
    "<script>a</script>",
    "<textarea>",
    "<b>",
    "<b c='d' e=f>",
    "</b >",
    "<b> a",
    "<b c=>",
    "<b/>",
    "<b _a:.=\"\">",
    "<https://a.bc>",
    "<source>",
    "<h7>",
    "<divx>",
    "<table/>",
    "--- ---",
    ": a",
    ":   b",
    "~   c",
    "aa  bb",
    "-------",
    "+--+--+",
    "|a |b |",
    "+==+==+",
    "[a]: b",
    "[a]: <b c>",
    "[a]: b 'c'",
    "[a]: b 'c",
    "'d'",
    "[a]:",
    "[b\\]]: (c)",
    "[a]: b c",
    "[a]",
    "[ ]: b",
    "\\# a",
    "[a]: <b> \"c\" d",
    "'c d'",
    "[a",
    "b]: c",
    "(d)",
    ":::",
    "[ ] a",
    "[x] b",
    "&amp;",
    "1234567890. a",
    "99. a",
    "0. a",
    "a\\",
    "a  ",
    "- [ ] a",
    "<!--> a",
    "a[^b] c",
    "^[a",
    "b] c",
    "[^b]",
    "[a]{lang=ps}",
    "::: note",
    ":::: a",
    "^[a] b",
    "[c]: b(c",
    "[c]: b)c",
    "    a",
    "\ta",
};

static const char *const prefixes[] = {
    "- ", "- ",  "-   ",   "* ",     "+\t",  "1. ",  "1) ",    "2. ",  "10. ",
    "> ", "> ",  ">",      ">\t",    " > ",  "  ",   "   ",    "    ", "\t",
    " ",  " - ", "-     ", "  1.  ", "> > ", "- - ", "    - ",
};

// What the lines of a container after its first begin with.
static const char *continued(const char *prefix, struct dice *dice)
{
    static const char spaces[] = "          ";
    size_t count = strlen(prefix);
    if (strchr(prefix, '>'))
        return prefix;
    if (roll(dice, 8) == 0)
        return "\t";
    count += roll(dice, 10) == 0;
    count -= count > 0 && roll(dice, 10) == 0;
    return spaces + sizeof spaces - 1 - count;
}

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, str_of(text));
}

// ----- A line -----

// cmark-gfm ends a note at a blank line that is not empty, and qalam ends one
// before the line of a table or a page break: neither is in texts with notes.
static void add_text(struct buffer *out, struct dice *dice, bool notes)
{
    const char *text = texts[roll(dice, (uint32_t)COUNT(texts))];
    if (notes && text[0] == '|')
        text = "a";
    add(out, text);
}

// Begins containers behind those that go on, and remembers them.
static size_t add_new(struct buffer *out, struct dice *dice,
                      const char *open[PREFIXES], size_t kept)
{
    while (kept < PREFIXES && roll(dice, 4) == 0) {
        open[kept] = prefixes[roll(dice, (uint32_t)COUNT(prefixes))];
        add(out, open[kept++]);
    }
    return kept;
}

static size_t add_line(struct buffer *out, struct dice *dice,
                       const char *open[PREFIXES], size_t count, bool notes)
{
    size_t kept = count;
    if (roll(dice, 3) == 0)
        kept = count ? roll(dice, (uint32_t)count + 1) : 0;
    if (roll(dice, 6) == 0 && !notes) { // blank, with some of the marks
        for (size_t i = 0; i < kept; i++)
            add(out, continued(open[i], dice));
        add(out, roll(dice, 2) ? "\n" : "  \n");
        return count;
    }
    for (size_t i = 0; i < kept; i++)
        add(out, continued(open[i], dice));
    kept = add_new(out, dice, open, kept);
    add_text(out, dice, notes);
    add(out, "\n");
    return kept;
}

static void add_note(struct buffer *out, struct dice *dice, uint32_t number)
{
    buffer_printf(out, "%s[^n%u]:%s", roll(dice, 4) ? "" : "  ", number,
                  roll(dice, 3) ? " " : "");
    add_text(out, dice, true);
    add(out, "\n");
}

void random_text(struct buffer *out, uint64_t seed, enum reading reading)
{
    bool notes = reading == READ_NOTES;
    struct dice dice = {seed * 0x9E3779B97F4A7C15ULL + 1};
    const char *open[PREFIXES] = {0};
    size_t count = 0, lines = 1 + roll(&dice, LINES);
    uint32_t note = 0;
    // cmark-gfm keeps the notes that are referred to.
    if (notes)
        add(out, "[^n0][^n1][^n2][^n3]\n\n");
    for (size_t i = 0; i < lines; i++) {
        if (notes && note < 4 && roll(&dice, 4) == 0) {
            add_note(out, &dice, note++);
            open[0] = "    ";
            count = 1;
        } else if (notes && roll(&dice, 5) == 0)
            add(out, "\n");
        else
            count = add_line(out, &dice, open, count, notes);
    }
}
