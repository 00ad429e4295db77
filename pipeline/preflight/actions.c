// SPDX-License-Identifier: MIT
// Actions, destinations and bookmarks, wherever they are.
#include "preflight/findings.h"

static const char *const allowed[] = {"GoTo", "GoToR", "GoToE",     "Thread",
                                      "URI",  "Named", "SubmitForm"};
static const char *const allowed_second[] = {
    "GoTo",  "GoToR",      "GoToE",      "Thread",           "URI",
    "Named", "SubmitForm", "JavaScript", "RichMediaExecute", "GoToDp"};
static const char *const named[] = {"NextPage", "PrevPage", "FirstPage",
                                    "LastPage"};
// What may lead on (ISO 19005-4 6.6.3).
static const char *const events[] = {"E", "X", "D", "U", "Fo", "Bl"};

enum { LIMIT_ACTIONS = 100, LIMIT_BOOKMARKS = 20000 };

// A destination is one of the structure where it begins with an element.
static bool is_structural(struct check *check, const struct cos *place)
{
    if (object_is_dictionary(place))
        return document_has(place, "SD") ||
               is_structural(check, get(check, place, "D"));
    const struct cos *first = document_item(check->document, place, 0);
    return object_is(get(check, first, "Type"), "StructElem") ||
           (document_has(first, "S") && document_has(first, "P"));
}

static const struct cos *in_names(struct check *check, const struct cos *node,
                                  struct str name, int depth)
{
    const struct cos *list = get(check, node, "Names");
    const struct cos *kids = get(check, node, "Kids");
    for (size_t i = 0; i + 1 < list->count; i += 2)
        if (str_equal(document_item(check->document, list, i)->text, name))
            return document_item(check->document, list, i + 1);
    for (size_t i = 0; depth < 20 && i < kids->count; i++) {
        const struct cos *found = in_names(
            check, document_item(check->document, kids, i), name, depth + 1);
        if (found->kind != OBJECT_NULL)
            return found;
    }
    return &object_null;
}

static const struct cos *place_of(struct check *check, const struct cos *place)
{
    if (place->kind == OBJECT_STRING)
        return in_names(
            check,
            DOCUMENT_GET2(check->document, check->catalog, "Names", "Dests"),
            place->text, 0);
    if (place->kind == OBJECT_NAME)
        return get(check, get(check, check->catalog, "Dests"),
                   arena_c_string(check->arena, place->text));
    return place;
}

static void check_destination(struct check *check, const struct cos *holder,
                              const char *key)
{
    const struct cos *place = place_of(check, get(check, holder, key));
    if (place->kind != OBJECT_NULL)
        check_that(check, is_structural(check, place), RULE_DESTINATION,
                   holder);
}

// Alt of a clip is languages and texts in turn (ISO 32000-1 14.9.3).
static void check_media(struct check *check, const struct cos *clip)
{
    const struct cos *texts = get(check, clip, "Alt");
    bool good = texts->count > 0 && texts->count % 2 == 0;
    if (!object_is(get(check, clip, "S"), "MCD"))
        return;
    for (size_t i = 0; i < texts->count; i++) {
        const struct cos *text = document_item(check->document, texts, i);
        good &=
            text->kind == OBJECT_STRING && (i % 2 == 0 || text->text.count > 0);
    }
    check_that(check, document_has(clip, "CT"), RULE_MEDIA_TYPE, clip);
    check_that(check, good, RULE_MEDIA_ALT, clip);
}

static void check_action(struct check *check, const struct cos *action,
                         int depth)
{
    const struct cos *type = get(check, action, "S");
    if (!object_is_dictionary(action) || depth > LIMIT_ACTIONS)
        return;
    check_that(check, STR_IS_ONE_OF(type->text, allowed), RULE_ACTION_TYPE,
               action);
    check_that(check, STR_IS_ONE_OF(type->text, allowed_second),
               RULE_ACTION_TYPE_4, action);
    if (object_is(type, "Named"))
        check_that(check, STR_IS_ONE_OF(get(check, action, "N")->text, named),
                   RULE_ACTION_NAMED, action);
    if (object_is(type, "GoTo")) {
        const struct cos *place = place_of(check, get(check, action, "D"));
        check_that(check,
                   document_has(action, "SD") || is_structural(check, place),
                   RULE_GOTO_DESTINATION, action);
    }
    if (object_is(type, "Rendition"))
        check_media(check, DOCUMENT_GET2(check->document, action, "R", "C"));
    const struct cos *next = get(check, action, "Next");
    for (size_t i = 0; i < document_many(next); i++)
        check_action(check, document_nth(check->document, next, i), depth + 1);
}

static void check_events(struct check *check, const struct cos *holder)
{
    const struct cos *actions = get(check, holder, "AA");
    bool field = object_is(get(check, holder, "Subtype"), "Widget") ||
                 document_has(holder, "FT");
    for (size_t i = 0; i < actions->count; i++) {
        check_action(
            check, document_follow(check->document, actions->entries[i].value),
            0);
        check_that(check,
                   field || STR_IS_ONE_OF(actions->entries[i].key, events),
                   RULE_ACTIONS_4, holder);
    }
}

static void check_bookmarks(struct check *check)
{
    const struct cos *outlines = get(check, check->catalog, "Outlines");
    const struct cos *item = get(check, outlines, "First");
    if (object_is_dictionary(item))
        check_that(check, check->lang, RULE_LANG_OUTLINE, item);
}

// Actions hang on annotations, bookmarks, the catalog, pages, fields: whatever
// has a key that takes one.
void actions_check(struct check *check)
{
    check_bookmarks(check);
    const struct cos *open = get(check, check->catalog, "OpenAction");
    if (open->kind == OBJECT_ARRAY)
        check_destination(check, check->catalog, "OpenAction");
    else
        check_action(check, open, 0);
    for (int id = 1; id < document_count(check->document); id++) {
        const struct cos *object = document_object(check->document, id);
        if (object->kind != OBJECT_DICTIONARY)
            continue;
        check_events(check, object);
        check_that(check, !check_private(check, get(check, object, "Title")),
                   RULE_TEXT_PRIVATE, object);
        bool link = object_is(get(check, object, "Subtype"), "Link");
        bool bookmark =
            document_has(object, "Title") && document_has(object, "Parent");
        if (document_has(object, "A") &&
            (link || bookmark ||
             object_is_dictionary(get(check, object, "Rect")) ||
             document_has(object, "Rect")))
            check_action(check, get(check, object, "A"), 0);
        if ((link || bookmark) && document_has(object, "Dest"))
            check_destination(check, object, "Dest");
    }
}
