// SPDX-License-Identifier: MIT
// Formulas as MathML Core (W3C, mathml-core): what browsers draw themselves.
//
// Letters in another alphabet than the usual are Unicode's own characters, for
// MathML Core has no other variant than `normal`. Where columns do not stand
// in the middle of a table each cell says so, since `columnalign` is not in
// MathML Core.
#include "backends/xml/writer.h"

#include "formulas/formula.h"

static void write(struct writer *writer, xmlNodePtr parent,
                  const struct formula *formula, bool display);

static xmlNodePtr leaf(struct writer *writer, xmlNodePtr parent,
                       const char *name, struct str text)
{
    xmlNodePtr element = xml_element(writer, parent, name);
    xml_text(writer, element, text);
    return element;
}

static void set(struct writer *writer, xmlNodePtr element, const char *name,
                const char *value)
{
    xml_attribute(writer, element, name, str_of(value));
}

// A part that must be one element.
static void write_one(struct writer *writer, xmlNodePtr parent,
                      const struct formula *formula, bool display)
{
    while (formula->kind == FORMULA_ROW && formula->first &&
           formula->first == formula->last)
        formula = formula->first;
    if (formula->kind == FORMULA_ROW)
        parent = xml_element(writer, parent, "mrow");
    write(writer, parent, formula, display);
}

// ----- Symbols -----

static bool is_letter(const struct formula *symbol)
{
    uint32_t first = utf8_after(symbol->text, 0);
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
           (first >= 0x391 && first <= 0x3FF) || first == 0x2202 ||
           first == 0x2207 || first == 0x221E || first == 0x2205 ||
           first == 0x210F || first == 0x2113;
}

static void operator(struct writer *writer, xmlNodePtr parent,
                     const struct formula *symbol, bool display)
{
    xmlNodePtr element = leaf(writer, parent, "mo", symbol->text);
    bool fence =
        symbol->class == FORMULA_OPENING || symbol->class == FORMULA_CLOSING ||
        str_equal(symbol->text, STR("|")) || str_equal(symbol->text, STR("‖"));
    if (symbol->height > 0) {
        struct str size = arena_printf(
            writer->arena, "%d.%dem", symbol->height / 10, symbol->height % 10);
        xml_attribute(writer, element, "minsize", size);
        xml_attribute(writer, element, "maxsize", size);
    } else if (fence)
        set(writer, element, "stretchy", "false");
    // Between digits of a number a comma has no room behind it.
    if (str_equal(symbol->text, STR(":")) && symbol->class == FORMULA_RELATION)
        set(writer, element, "lspace", "0.2778em");
    if (symbol->large && symbol->limits)
        set(writer, element, "movablelimits",
            display || symbol->always ? "false" : "true");
}

static void symbol(struct writer *writer, xmlNodePtr parent,
                   const struct formula *formula, bool display)
{
    if (!is_letter(formula)) {
        bool sign = formula->class != FORMULA_ORDINARY || formula->height > 0 ||
                    utf8_after(formula->text, 0) < 0x80;
        if (sign || formula->large)
            operator(writer, parent, formula, display);
        else
            leaf(writer, parent, "mi", formula->text);
        return;
    }
    struct str text =
        formula_letters(writer->arena, formula->text, formula->variant);
    xmlNodePtr element = leaf(writer, parent, "mi", text);
    uint32_t first = utf8_after(formula->text, 0);
    bool upright = formula->variant == FORMULA_UPRIGHT ||
                   (formula->variant == FORMULA_PLAIN &&
                    ((first >= 0x391 && first <= 0x3A9) || first > 0x2000));
    if (upright)
        set(writer, element, "mathvariant", "normal");
}

static void text(struct writer *writer, xmlNodePtr parent,
                 const struct formula *formula)
{
    xmlNodePtr element = leaf(writer, parent, "mtext", STR(""));
    struct str words = formula->text;
    // Spaces at its ends are meant: a \text{ if } b.
    if (words.count > 0 && words.bytes[0] == ' ')
        xml_text(writer, element, STR("\u00A0"));
    xml_text(writer, element, str_trim(words));
    if (words.count > 1 && words.bytes[words.count - 1] == ' ')
        xml_text(writer, element, STR("\u00A0"));
    if (formula->variant == FORMULA_BOLD)
        set(writer, element, "style", "font-weight: bold");
    if (formula->variant == FORMULA_ITALIC)
        set(writer, element, "style", "font-style: italic");
}

static void space(struct writer *writer, xmlNodePtr parent, int width)
{
    xmlNodePtr element = xml_element(writer, parent, "mspace");
    int thousandths = width * 1000 / 18;
    bool negative = thousandths < 0;
    if (negative)
        thousandths = -thousandths;
    xml_attribute(writer, element, "width",
                  arena_printf(writer->arena, "%s%d.%03dem",
                               negative ? "-" : "", thousandths / 1000,
                               thousandths % 1000));
}

// ----- Structures -----

static void fraction(struct writer *writer, xmlNodePtr parent,
                     const struct formula *formula)
{
    xmlNodePtr element = xml_element(writer, parent, "mfrac");
    if (formula->no_line)
        set(writer, element, "linethickness", "0");
    write_one(writer, element, formula->parts[0], false);
    write_one(writer, element, formula->parts[1], false);
}

static void root(struct writer *writer, xmlNodePtr parent,
                 const struct formula *formula, bool display)
{
    xmlNodePtr element =
        xml_element(writer, parent, formula->parts[1] ? "mroot" : "msqrt");
    write_one(writer, element, formula->parts[0], display);
    if (formula->parts[1])
        write_one(writer, element, formula->parts[1], false);
}

static void scripts(struct writer *writer, xmlNodePtr parent,
                    const struct formula *formula, bool display)
{
    static const char *const beside[] = {"msub", "msup", "msubsup"};
    static const char *const above[] = {"munder", "mover", "munderover"};
    const struct formula *under = formula->parts[1], *over = formula->parts[2];
    bool limits = formula->limits && (display || formula->always);
    size_t which = under && over ? 2 : over ? 1 : 0;
    xmlNodePtr element =
        xml_element(writer, parent, limits ? above[which] : beside[which]);
    write_one(writer, element, formula->parts[0], display);
    if (under)
        write_one(writer, element, under, false);
    if (over)
        write_one(writer, element, over, false);
}

static void accent(struct writer *writer, xmlNodePtr parent,
                   const struct formula *formula, bool display)
{
    bool brace = formula->limits;
    xmlNodePtr element =
        xml_element(writer, parent, formula->under ? "munder" : "mover");
    if (!brace)
        set(writer, element, formula->under ? "accentunder" : "accent", "true");
    write_one(writer, element, formula->parts[0], display);
    xmlNodePtr sign = leaf(writer, element, "mo", formula->text);
    set(writer, sign, "stretchy", formula->stretched ? "true" : "false");
}

static void fence(struct writer *writer, xmlNodePtr parent, struct str sign,
                  bool before)
{
    if (sign.count == 0)
        return;
    xmlNodePtr element = leaf(writer, parent, "mo", sign);
    set(writer, element, "form", before ? "prefix" : "postfix");
    set(writer, element, "fence", "true");
    set(writer, element, "stretchy", "true");
}

static const char *cell_style(enum formula_columns columns, size_t column)
{
    switch (columns) {
    case FORMULA_CENTRED:
        return NULL;
    case FORMULA_AT_LEFT:
        return "text-align: left";
    case FORMULA_ALIGNED:
        return column % 2 == 0 ? "text-align: right; padding-right: 0"
                               : "text-align: left; padding-left: 0.1667em";
    }
    return NULL;
}

static void table(struct writer *writer, xmlNodePtr parent,
                  const struct formula *formula)
{
    bool display = formula->columns == FORMULA_ALIGNED;
    xmlNodePtr element = xml_element(writer, parent, "mtable");
    if (display)
        set(writer, element, "displaystyle", "true");
    for (const struct formula *row = formula->first; row; row = row->next) {
        xmlNodePtr line = xml_element(writer, element, "mtr");
        size_t column = 0;
        for (const struct formula *cell = row->first; cell;
             cell = cell->next, column++) {
            xmlNodePtr inside = xml_element(writer, line, "mtd");
            const char *style = cell_style(formula->columns, column);
            if (style)
                set(writer, inside, "style", style);
            write_one(writer, inside, cell, display);
        }
    }
}

// ----- The walk -----

static void write(struct writer *writer, xmlNodePtr parent,
                  const struct formula *formula, bool display)
{
    xmlNodePtr row;
    switch (formula->kind) {
    case FORMULA_ROW:
        for (const struct formula *child = formula->first; child;
             child = child->next)
            write_one(writer, parent, child, display);
        break;
    case FORMULA_SYMBOL:
        symbol(writer, parent, formula, display);
        break;
    case FORMULA_NUMBER:
        leaf(writer, parent, "mn",
             formula_letters(writer->arena, formula->text, formula->variant));
        break;
    case FORMULA_FUNCTION:
        leaf(writer, parent, "mi", formula->text);
        if (formula->text.count == 1)
            set(writer, parent->last, "mathvariant", "normal");
        break;
    case FORMULA_TEXT:
        text(writer, parent, formula);
        break;
    case FORMULA_UNKNOWN:
        leaf(writer, parent, "mtext", formula->text);
        break;
    case FORMULA_SPACE:
        space(writer, parent, formula->width);
        break;
    case FORMULA_FRACTION:
        fraction(writer, parent, formula);
        break;
    case FORMULA_ROOT:
        root(writer, parent, formula, display);
        break;
    case FORMULA_SCRIPTS:
        scripts(writer, parent, formula, display);
        break;
    case FORMULA_ACCENT:
        accent(writer, parent, formula, display);
        break;
    case FORMULA_FENCED:
        row = xml_element(writer, parent, "mrow");
        fence(writer, row, formula->text, true);
        write_one(writer, row, formula->parts[0], display);
        fence(writer, row, formula->closing, false);
        break;
    case FORMULA_TABLE:
        table(writer, parent, formula);
        break;
    }
}

void xml_formula(struct writer *writer, xmlNodePtr element,
                 const struct node *node)
{
    const struct formula_node *formula = &node->as.formula;
    struct str lang = node_lang(node, writer->brief->lang);
    if (formula->display)
        set(writer, element, "display", "block");
    xml_attribute(writer, element, "words",
                  formula_in_words(writer->arena, formula->tree, lang));
    write_one(writer, element, formula->tree, formula->display);
}
