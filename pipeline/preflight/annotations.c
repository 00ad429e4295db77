// SPDX-License-Identifier: MIT
// What annotations must have, by their type and their element.
#include "preflight/annotations.h"

#include "preflight/content.h"

enum {
    FLAG_INVISIBLE = 1,
    FLAG_HIDDEN = 2,
    FLAG_PRINT = 4,
    FLAG_NO_VIEW = 32,
    FLAG_TOGGLE_NO_VIEW = 256,
};

struct annotation {
    const struct cos *object, *type, *contents, *tag; // tag: its element
    const struct element *element;
    bool unseen;   // outside the page, or hidden
    bool artifact; // its element is one
    unsigned flags;
    double width, height;
};

static const char *const allowed[] = {
    "Text",      "Link",           "FreeText", "Line",        "Square",
    "Circle",    "Polygon",        "PolyLine", "Highlight",   "Underline",
    "Squiggly",  "StrikeOut",      "Stamp",    "Caret",       "Ink",
    "Popup",     "FileAttachment", "Widget",   "PrinterMark", "TrapNet",
    "Watermark", "Redact"};
static const char *const allowed_second[] = {
    "Text",     "Link",           "FreeText", "Line",        "Square",
    "Circle",   "Polygon",        "PolyLine", "Highlight",   "Underline",
    "Squiggly", "StrikeOut",      "Stamp",    "Caret",       "Ink",
    "Popup",    "FileAttachment", "Widget",   "PrinterMark", "Watermark",
    "Redact",   "Projection"};
static const char *const markup[] = {
    "Text",      "FreeText",  "Line",      "Square",    "Circle",
    "Polygon",   "PolyLine",  "Highlight", "Underline", "Squiggly",
    "StrikeOut", "Stamp",     "Caret",     "Ink",       "FileAttachment",
    "Redact",    "Projection"};

static bool said(const struct cos *string)
{
    return string->kind == OBJECT_STRING && string->text.count > 0;
}

static double number(struct check *check, const struct cos *array, size_t i)
{
    return document_item(check->document, array, i)->number;
}

static bool is_outside(struct check *check, const struct cos *rect,
                       const struct cos *crop)
{
    return rect->count == 4 && crop->count == 4 &&
           (number(check, crop, 1) >= number(check, rect, 3) ||
            number(check, crop, 0) >= number(check, rect, 2) ||
            number(check, crop, 3) <= number(check, rect, 1) ||
            number(check, crop, 2) <= number(check, rect, 0));
}

static struct annotation read(struct check *check, const struct cos *object,
                              const struct cos *crop)
{
    const struct cos *rect = get(check, object, "Rect");
    const struct cos *key = get(check, object, "StructParent");
    struct annotation annotation = {
        .object = object,
        .type = get(check, object, "Subtype"),
        .contents = get(check, object, "Contents"),
        .tag = key->kind == OBJECT_INTEGER
                   ? structure_of_key(check, key->number)
                   : &object_null,
        .flags = (unsigned)(int64_t)get(check, object, "F")->number,
        .width = number(check, rect, 2) - number(check, rect, 0),
        .height = number(check, rect, 3) - number(check, rect, 1)};
    annotation.element = structure_element(check, annotation.tag);
    annotation.artifact = structure_is(annotation.element, "Artifact");
    annotation.unseen =
        is_outside(check, rect, crop) || (annotation.flags & FLAG_HIDDEN) != 0;
    return annotation;
}

static bool is(const struct annotation *annotation, const char *type)
{
    return object_is(annotation->type, type);
}

// ----- ISO 14289-1 7.18 -----

// A widget that is no field of its own is one of its parent's.
static const struct cos *field_text(struct check *check,
                                    const struct cos *widget)
{
    return get(check,
               document_has(widget, "T") ? widget
                                         : get(check, widget, "Parent"),
               "TU");
}

static void check_first(struct check *check, const struct annotation *of)
{
    const struct cos *at = of->object;
    const struct cos *alt = get(check, of->tag, "Alt");
    bool widget = is(of, "Widget"), link = is(of, "Link");
    bool text = said(of->contents) || said(alt);
    check_that(check,
               widget || link || is(of, "PrinterMark") || of->unseen ||
                   structure_is(of->element, "Annot"),
               RULE_ANNOT_TAG, at);
    check_that(check, widget || of->unseen || text, RULE_ANNOT_TEXT, at);
    if (widget) {
        check_that(check,
                   of->unseen || said(field_text(check, at)) || said(alt),
                   RULE_WIDGET_TEXT, at);
        check_that(check, of->unseen || structure_is(of->element, "Form"),
                   RULE_WIDGET_TAG, at);
    }
    if (link) {
        check_that(check, of->unseen || structure_is(of->element, "Link"),
                   RULE_LINK_TAG, at);
        check_that(check, of->unseen || said(of->contents), RULE_LINK_TEXT, at);
    }
    check_that(check, !is(of, "TrapNet") || of->unseen, RULE_TRAPNET, at);
    check_that(check,
               !is(of, "PrinterMark") || of->unseen ||
                   of->tag->kind == OBJECT_NULL,
               RULE_PRINTER_MARK, at);
    check_that(check,
               of->contents->kind != OBJECT_STRING || check->lang ||
                   (of->element && of->element->lang) ||
                   document_has(at, "Lang"),
               RULE_LANG_CONTENTS, at);
    check_lang(check, get(check, at, "Lang"), at);
}

// ----- ISO 14289-2 8.9, 8.10 -----

static void check_texts(struct check *check, const struct annotation *of)
{
    static const struct {
        const char *type;
        enum rule rule;
    } texts[] = {
        {"Ink", RULE_INK_TEXT},
        {"Screen", RULE_SCREEN_TEXT},
        {"3D", RULE_THREE_D_TEXT},
        {"RichMedia", RULE_RICH_MEDIA_TEXT},
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        check_that(check,
                   !is(of, texts[i].type) ||
                       of->contents->kind == OBJECT_STRING,
                   texts[i].rule, of->object);
    check_that(check,
               !is(of, "Stamp") || document_has(of->object, "Name") ||
                   of->contents->kind == OBJECT_STRING,
               RULE_STAMP_TEXT, of->object);
    const struct cos *alt = get(check, of->tag, "Alt");
    check_that(check,
               of->contents->kind != OBJECT_STRING ||
                   alt->kind != OBJECT_STRING ||
                   str_equal(document_text(check->document, alt),
                             document_text(check->document, of->contents)),
               RULE_CONTENTS_ALT, of->object);
    check_that(check, !check_private(check, of->contents), RULE_TEXT_PRIVATE,
               of->object);
}

static bool has_label(const struct element *element)
{
    for (size_t i = 0; element && i < element->kid_count; i++)
        if (structure_is(element->kids[i], "Lbl"))
            return true;
    return false;
}

static void check_widget(struct check *check, const struct annotation *of)
{
    const struct cos *at = of->object;
    bool tagged = of->tag->kind != OBJECT_NULL && !of->artifact;
    bool text = of->contents->kind == OBJECT_STRING;
    if (!is(of, "Widget"))
        return;
    check_that(check, of->width != 0 || of->height != 0 || !tagged,
               RULE_WIDGET_EMPTY, at);
    check_that(check, !tagged || structure_is(of->element, "Form"),
               RULE_WIDGET_TAG_2, at);
    check_that(check, has_label(of->element) || text, RULE_WIDGET_LABEL, at);
    check_that(check, !document_has(at, "AA") || text, RULE_WIDGET_AA_TEXT, at);
}

static void check_second(struct check *check, const struct annotation *of)
{
    const struct cos *at = of->object;
    bool tagged = of->tag->kind != OBJECT_NULL && !of->artifact;
    check_that(check, !tagged || !(of->flags & FLAG_INVISIBLE),
               RULE_ANNOT_INVISIBLE, at);
    check_that(check,
               !tagged || !(of->flags & FLAG_NO_VIEW) ||
                   (of->flags & FLAG_TOGGLE_NO_VIEW),
               RULE_ANNOT_NO_VIEW, at);
    if (STR_IS_ONE_OF(of->type->text, markup)) {
        const struct cos *rich = get(check, at, "RC");
        check_that(check, structure_is(of->element, "Annot"), RULE_MARKUP_TAG,
                   at);
        check_that(check,
                   rich->kind == OBJECT_NULL ||
                       of->contents->kind != OBJECT_STRING ||
                       str_equal(rich->text, of->contents->text),
                   RULE_MARKUP_RC, at);
    }
    if (is(of, "Link"))
        check_that(check,
                   structure_is(of->element, "Link") ||
                       structure_is(of->element, "Reference"),
                   RULE_LINK_TAG_2, at);
    check_that(check, !is(of, "Popup") || !tagged, RULE_POPUP_TAG, at);
    check_that(check, !is(of, "Sound"), RULE_SOUND, at);
    check_that(check, !is(of, "Movie"), RULE_MOVIE, at);
    check_that(check,
               !is(of, "Watermark") || !tagged ||
                   structure_is(of->element, "Annot"),
               RULE_WATERMARK_TAG, at);
    const struct cos *attached = get(check, at, "FS");
    check_that(check,
               !is(of, "FileAttachment") || attached->kind == OBJECT_NULL ||
                   document_has(attached, "AFRelationship"),
               RULE_ATTACHMENT_RELATION, at);
    check_texts(check, of);
    check_widget(check, of);
}

// ----- ISO 19005-2 6.3 -----

static const struct cos *field_type(struct check *check,
                                    const struct cos *field)
{
    for (int depth = 0; depth < 20 && object_is_dictionary(field); depth++) {
        if (document_has(field, "FT"))
            return get(check, field, "FT");
        field = get(check, field, "Parent");
    }
    return &object_null;
}

static void run_stream(struct check *check, const struct cos *stream)
{
    if (stream->kind != OBJECT_STREAM)
        return;
    struct content content = {.object = stream,
                              .bytes = document_data(check->document, stream),
                              .resources = get(check, stream, "Resources"),
                              .parent_resources = &object_null,
                              .key = -1,
                              .apart = true};
    content_run(check, &content);
}

static void check_appearance(struct check *check, const struct annotation *of)
{
    const struct cos *at = of->object;
    const struct cos *appearance = get(check, at, "AP");
    const struct cos *normal = get(check, appearance, "N");
    bool button = is(of, "Widget") && object_is(field_type(check, at), "Btn");
    bool has = object_is_dictionary(appearance);
    check_that(check,
               has || (of->width == 0 && of->height == 0) || is(of, "Popup") ||
                   is(of, "Link") || is(of, "Projection"),
               RULE_APPEARANCE_NONE, at);
    if (!has)
        return;
    bool only = appearance->count == 1 && normal->kind != OBJECT_NULL;
    check_that(check, only, RULE_APPEARANCE_KEYS, at);
    check_that(check, !only || !button || normal->kind == OBJECT_DICTIONARY,
               RULE_APPEARANCE_BUTTON, at);
    check_that(check, !only || button || normal->kind == OBJECT_STREAM,
               RULE_APPEARANCE_STREAM, at);
    run_stream(check, normal);
    for (size_t i = 0; normal->kind == OBJECT_DICTIONARY && i < normal->count;
         i++)
        run_stream(check,
                   document_follow(check->document, normal->entries[i].value));
}

static void check_archive(struct check *check, const struct annotation *of)
{
    const unsigned bad =
        FLAG_INVISIBLE | FLAG_HIDDEN | FLAG_NO_VIEW | FLAG_TOGGLE_NO_VIEW;
    const struct cos *at = of->object;
    bool has = document_has(at, "F");
    check_that(check,
               check->second ? STR_IS_ONE_OF(of->type->text, allowed_second)
                             : STR_IS_ONE_OF(of->type->text, allowed),
               RULE_ANNOT_TYPE, at);
    check_that(check, is(of, "Popup") || has, RULE_ANNOT_FLAGS_NONE, at);
    check_that(check, !has || (!(of->flags & bad) && (of->flags & FLAG_PRINT)),
               RULE_ANNOT_FLAGS, at);
    if (is(of, "Widget")) {
        check_that(check, !document_has(at, "A") && !document_has(at, "AA"),
                   RULE_WIDGET_ACTION, at);
        check_that(check, !document_has(at, "A"), RULE_WIDGET_ACTION_4, at);
    }
    check_appearance(check, of);
}

void annotation_check(struct check *check, const struct cos *object,
                      const struct cos *crop)
{
    struct annotation annotation = read(check, object, crop);
    if (!object_is_dictionary(object))
        return;
    check_first(check, &annotation);
    check_second(check, &annotation);
    check_archive(check, &annotation);
}
