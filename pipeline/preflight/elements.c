// SPDX-License-Identifier: MIT
// What each element of the structure tree may hold, be in, and must have.
#include "preflight/structure.h"

#define SPACE_MATHML "http://www.w3.org/1998/Math/MathML"

// ----- Parents and kids (ISO 32000-1 14.8.4) -----

enum { LIMIT_WORDS = 5 };

static const struct family {
    const char *type, *allowed[LIMIT_WORDS];
    enum rule rule;
} parents[] =
    {
        {"TR", {"Table", "THead", "TBody", "TFoot"}, RULE_TR_PARENT},
        {"THead", {"Table"}, RULE_THEAD_PARENT},
        {"TBody", {"Table"}, RULE_TBODY_PARENT},
        {"TFoot", {"Table"}, RULE_TFOOT_PARENT},
        {"TH", {"TR"}, RULE_TH_PARENT},
        {"TD", {"TR"}, RULE_TD_PARENT},
        {"LI", {"L"}, RULE_LI_PARENT},
        {"LBody", {"LI"}, RULE_LBODY_PARENT},
        {"TOCI", {"TOC"}, RULE_TOCI_PARENT},
},
  kids[] = {
      {"Table", {"TR", "THead", "TBody", "TFoot", "Caption"}, RULE_TABLE_CHILD},
      {"TR", {"TH", "TD"}, RULE_TR_CHILD},
      {"THead", {"TR"}, RULE_THEAD_CHILD},
      {"TBody", {"TR"}, RULE_TBODY_CHILD},
      {"TFoot", {"TR"}, RULE_TFOOT_CHILD},
      {"L", {"L", "LI", "Caption"}, RULE_L_CHILD},
      {"LI", {"Lbl", "LBody"}, RULE_LI_CHILD},
      {"TOC", {"TOC", "TOCI", "Caption"}, RULE_TOC_CHILD},
};

static bool allows(const struct family *family, const struct element *element)
{
    for (size_t i = 0; i < LIMIT_WORDS && family->allowed[i]; i++)
        if (structure_is(element, family->allowed[i]))
            return true;
    return false;
}

static void check_families(struct check *check, const struct element *element,
                           const struct elements *of)
{
    for (size_t i = 0; i < COUNT(parents); i++)
        if (structure_is(element, parents[i].type))
            check_that(check, allows(&parents[i], structure_parent(element)),
                       parents[i].rule, element->object);
    for (size_t i = 0; i < COUNT(kids); i++)
        for (size_t k = 0; structure_is(element, kids[i].type) && k < of->count;
             k++)
            if (!allows(&kids[i], of->items[k]))
                check_fail(check, kids[i].rule, element->object, "%.*s",
                           STR_ARG(of->items[k]->standard));
}

static size_t count_of(const struct elements *of, const char *type)
{
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++)
        count += structure_is(of->items[i], type);
    return count;
}

static bool is_inside(const struct elements *of, const char *type)
{
    for (size_t i = 1; i + 1 < of->count; i++)
        if (structure_is(of->items[i], type))
            return true;
    return false;
}

static bool is_first(const struct elements *of, const char *type)
{
    for (size_t i = 1; i < of->count; i++)
        if (structure_is(of->items[i], type))
            return false;
    return true;
}

static void check_table(struct check *check, const struct element *element,
                        const struct elements *of)
{
    const struct cos *at = element->object;
    size_t heads = count_of(of, "THead"), bodies = count_of(of, "TBody");
    size_t feet = count_of(of, "TFoot");
    check_that(check, heads <= 1, RULE_THEAD_MANY, at);
    check_that(check, feet <= 1, RULE_TFOOT_MANY, at);
    check_that(check, !heads || bodies, RULE_THEAD_ALONE, at);
    check_that(check, !feet || bodies, RULE_TFOOT_ALONE, at);
    check_that(check, count_of(of, "Caption") < 2, RULE_TABLE_CAPTIONS, at);
    check_that(check, !is_inside(of, "Caption"), RULE_TABLE_CAPTION_PLACE, at);
    table_check(check, element);
}

// ----- Lists -----

static const struct cos *attribute(struct check *check,
                                   const struct cos *object, const char *key)
{
    const struct cos *sets = get(check, object, "A");
    for (size_t i = 0; i < document_many(sets); i++) {
        const struct cos *value =
            get(check, document_nth(check->document, sets, i), key);
        if (value->kind != OBJECT_NULL)
            return value;
    }
    return &object_null;
}

static void check_list(struct check *check, const struct element *element,
                       const struct elements *of)
{
    bool labels = false;
    for (size_t i = 0; i < of->count; i++) {
        struct elements parts = structure_kids(check->arena, of->items[i]);
        labels |= structure_is(of->items[i], "LI") && count_of(&parts, "Lbl");
    }
    const struct cos *numbering =
        attribute(check, element->object, "ListNumbering");
    check_that(check,
               !labels || (numbering->kind == OBJECT_NAME &&
                           !object_is(numbering, "None")),
               RULE_LIST_NUMBERING, element->object);
    check_that(check, is_first(of, "Caption"), RULE_L_CAPTION, element->object);
}

// ----- Notes of PDF 2.0 -----

static bool refers(struct check *check, const struct cos *from,
                   const struct cos *to)
{
    const struct cos *list = get(check, from, "Ref");
    for (size_t i = 0; i < document_many(list); i++)
        if (document_nth(check->document, list, i) == to)
            return true;
    return false;
}

static void check_note(struct check *check, const struct element *element)
{
    const struct cos *list = get(check, element->object, "Ref");
    const struct cos *type = attribute(check, element->object, "NoteType");
    check_that(check,
               type->kind == OBJECT_NULL || object_is(type, "Footnote") ||
                   object_is(type, "Endnote") || object_is(type, "None"),
               RULE_FENOTE_TYPE, element->object);
    for (size_t i = 0; i < document_many(list); i++)
        check_that(check,
                   refers(check, document_nth(check->document, list, i),
                          element->object),
                   RULE_FENOTE_ORPHAN, element->object);
}

// Who refers to a note is to be referred to by it.
static void check_refs(struct check *check, const struct element *element)
{
    const struct cos *list = get(check, element->object, "Ref");
    for (size_t i = 0; i < document_many(list); i++) {
        const struct cos *to = document_nth(check->document, list, i);
        if (structure_is(structure_element(check, to), "FENote"))
            check_that(check, refers(check, to, element->object),
                       RULE_FENOTE_GHOST, to);
    }
}

// ----- Texts that stand for content -----

static void check_texts(struct check *check, const struct element *element)
{
    const struct cos *at = element->object;
    bool known = element->lang || check->lang;
    const struct cos *alt = get(check, at, "Alt");
    const struct cos *actual = get(check, at, "ActualText");
    check_lang(check, get(check, at, "Lang"), at);
    check_that(check, known || actual->kind == OBJECT_NULL, RULE_LANG_ACTUAL,
               at);
    check_that(check, known || alt->kind == OBJECT_NULL, RULE_LANG_ALT, at);
    check_that(check, known || !document_has(at, "E"), RULE_LANG_E, at);
    check_that(check, !check_private(check, actual), RULE_ACTUAL_PRIVATE, at);
    check_that(check, !check_private(check, alt), RULE_ALT_PRIVATE, at);
    bool said = (alt->kind == OBJECT_STRING && alt->text.count > 0) ||
                actual->kind == OBJECT_STRING;
    if (structure_is(element, "Figure")) {
        check_that(check, said, RULE_FIGURE_ALT, at);
        check_that(check, said || alt->kind == OBJECT_STRING, RULE_FIGURE_ALT_2,
                   at);
    }
    if (structure_is(element, "Formula"))
        check_that(check, said, RULE_FORMULA_ALT, at);
}

static void check_form(struct check *check, const struct element *element)
{
    bool role = attribute(check, element->object, "Role")->kind == OBJECT_NAME;
    bool one = element->objects == 1 && element->kid_count == 0 &&
               !element->content &&
               object_is(get(check, element->annotation, "Subtype"), "Widget");
    check_that(check, role || one, RULE_FORM_CHILD, element->object);
    check_that(check, element->objects <= 1, RULE_FORM_WIDGETS,
               element->object);
}

static struct str kinds_of(struct check *check, const struct elements *of)
{
    struct buffer text = {0};
    for (size_t i = 0; i < of->count; i++) {
        buffer_add(&text, of->items[i]->standard);
        buffer_add_byte(&text, ' ');
    }
    return buffer_to_arena(&text, check->arena);
}

static void check_east_asian(struct check *check, const struct element *element,
                             const struct elements *of)
{
    struct str kinds = kinds_of(check, of);
    if (structure_is(element, "Ruby"))
        check_that(check,
                   str_equal(kinds, STR("RB RT ")) ||
                       str_equal(kinds, STR("RB RP RT RP ")),
                   RULE_RUBY, element->object);
    if (structure_is(element, "Warichu"))
        check_that(check, str_equal(kinds, STR("WP WT WP ")), RULE_WARICHU,
                   element->object);
}

static void check_of_type(struct check *check, const struct element *element,
                          const struct elements *of)
{
    const struct cos *at = element->object;
    if (structure_is(element, "Table"))
        check_table(check, element, of);
    else if (structure_is(element, "L"))
        check_list(check, element, of);
    else if (structure_is(element, "LI"))
        check_that(check, !element->content, RULE_LI_CONTENT, at);
    else if (structure_is(element, "TOC"))
        check_that(check, is_first(of, "Caption"), RULE_TOC_CAPTION, at);
    else if (structure_is(element, "TOCI"))
        check_that(check, document_has(at, "Ref"), RULE_TOCI_REF, at);
    else if (structure_is(element, "H"))
        check_that(check, false, RULE_H_FORBIDDEN, at);
    else if (structure_is(element, "Note"))
        check_that(check, false, RULE_NOTE_FORBIDDEN, at);
    else if (structure_is(element, "FENote"))
        check_note(check, element);
    else if (structure_is(element, "Form"))
        check_form(check, element);
}

void element_check(struct check *check, const struct element *element)
{
    struct elements of = structure_kids(check->arena, element);
    const struct cos *at = element->object;
    const struct element *parent = structure_parent(element);
    check_that(check, document_has(at, "P"), RULE_PARENT_NONE, at);
    check_families(check, element, &of);
    check_that(check, count_of(&of, "H") <= 1, RULE_H_SEVERAL, at);
    check_that(check, !is_inside(&of, "Caption"), RULE_CAPTION_PLACE, at);
    check_that(check,
               !str_equal(element->space, STR(SPACE_MATHML)) ||
                   structure_is(parent, "Formula") ||
                   (parent && str_equal(parent->space, STR(SPACE_MATHML))),
               RULE_MATHML_PARENT, at);
    check_texts(check, element);
    check_refs(check, element);
    check_east_asian(check, element, &of);
    check_of_type(check, element, &of);
}
