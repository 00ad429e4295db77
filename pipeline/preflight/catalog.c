// SPDX-License-Identifier: MIT
// The catalog: marks, layers, forms, embedded files, permissions.
#include "preflight/structure.h"

#include <ctype.h>
#include <stdlib.h>

// ----- Layers (ISO 32000-1 8.11.4) -----

static bool names_layer(struct check *check, const struct cos *order,
                        const struct cos *layer, int depth)
{
    for (size_t i = 0; depth < 20 && i < order->count; i++) {
        const struct cos *item = document_item(check->document, order, i);
        if (item == layer || (item->kind == OBJECT_ARRAY &&
                              names_layer(check, item, layer, depth + 1)))
            return true;
    }
    return false;
}

static void check_order(struct check *check, const struct cos *layers,
                        const struct cos *set)
{
    const struct cos *order = get(check, set, "Order");
    const struct cos *groups = get(check, layers, "OCGs");
    for (size_t i = 0; order->kind == OBJECT_ARRAY && i < groups->count; i++)
        check_that(check,
                   names_layer(check, order,
                               document_item(check->document, groups, i), 0),
                   RULE_LAYER_ORDER, set);
}

static void check_set(struct check *check, const struct cos *layers,
                      const struct cos *set, bool named)
{
    const struct cos *name = get(check, set, "Name");
    check_that(check, name->text.count > 0, RULE_LAYER_NAME, set);
    check_that(check, !named || name->text.count > 0, RULE_LAYER_NAME_2, set);
    check_that(check, name->kind == OBJECT_STRING, RULE_LAYER_NAME_4, set);
    check_that(check, !document_has(set, "AS"), RULE_LAYER_AS, set);
    check_order(check, layers, set);
}

static void check_layers(struct check *check)
{
    const struct cos *layers = get(check, check->catalog, "OCProperties");
    const struct cos *plain = get(check, layers, "D");
    const struct cos *others = get(check, layers, "Configs");
    if (object_is_dictionary(plain))
        check_set(check, layers, plain, others->kind == OBJECT_ARRAY);
    for (size_t i = 0; i < others->count; i++) {
        const struct cos *set = document_item(check->document, others, i);
        struct str name = get(check, set, "Name")->text;
        bool twice =
            name.count > 0 && str_equal(name, get(check, plain, "Name")->text);
        check_set(check, layers, set, true);
        for (size_t k = 0; k < i && name.count > 0; k++)
            twice |= str_equal(
                name,
                get(check, document_item(check->document, others, k), "Name")
                    ->text);
        check_that(check, !twice, RULE_LAYER_NAME_TWICE, set);
    }
}

// ----- Forms -----

static bool says_required(struct str packet)
{
    size_t at = str_find(packet, STR("<dynamicRender"));
    struct str rest = str_slice(packet, at, packet.count);
    size_t end = at == STR_NONE ? STR_NONE : str_find(rest, STR(">"));
    return end != STR_NONE &&
           str_starts(str_trim(str_slice(rest, end + 1, rest.count)),
                      STR("required"));
}

static bool has_required_rendering(struct check *check, const struct cos *form)
{
    const struct cos *parts = get(check, form, "XFA");
    for (size_t i = 0; i < document_many(parts); i++)
        if (says_required(document_data(
                check->document, document_nth(check->document, parts, i))))
            return true;
    return false;
}

// The language of the element that the field is in.
static bool has_tagged_lang(struct check *check, const struct cos *field)
{
    const struct cos *key = get(check, field, "StructParent");
    const struct element *element =
        key->kind == OBJECT_INTEGER
            ? structure_element(check, structure_of_key(check, key->number))
            : NULL;
    return element && element->lang;
}

static void check_field(struct check *check, const struct cos *field, int depth)
{
    const struct cos *kids = get(check, field, "Kids");
    check_that(check,
               get(check, field, "TU")->kind != OBJECT_STRING || check->lang ||
                   document_has(field, "Lang") || has_tagged_lang(check, field),
               RULE_LANG_TU, field);
    check_lang(check, get(check, field, "Lang"), field);
    check_that(check, !document_has(field, "AA"), RULE_FIELD_ACTIONS, field);
    const struct cos *rich = get(check, field, "RV");
    if (object_is(get(check, field, "FT"), "Tx") && rich->kind != OBJECT_NULL)
        check_that(check, str_equal(rich->text, get(check, field, "V")->text),
                   RULE_TEXT_FIELD_RV, field);
    for (size_t i = 0; depth < 20 && i < kids->count; i++)
        if (document_has(document_item(check->document, kids, i), "T"))
            check_field(check, document_item(check->document, kids, i),
                        depth + 1);
}

static void check_forms(struct check *check)
{
    const struct cos *form = get(check, check->catalog, "AcroForm");
    const struct cos *fields = get(check, form, "Fields");
    check_that(check, !document_has(form, "XFA"), RULE_XFA, form);
    check_that(check, !has_required_rendering(check, form), RULE_XFA_REQUIRED,
               form);
    check_that(check, get(check, form, "NeedAppearances")->number == 0,
               RULE_NEED_APPEARANCES, form);
    check_that(check, get(check, check->catalog, "NeedsRendering")->number == 0,
               RULE_NEEDS_RENDERING, check->catalog);
    for (size_t i = 0; i < fields->count; i++)
        check_field(check, document_item(check->document, fields, i), 0);
}

// ----- Embedded files -----

static bool is_media_type(struct str type)
{
    size_t slashes = 0;
    for (size_t i = 0; i < type.count; i++) {
        char byte = type.bytes[i];
        if (byte == '/')
            slashes++;
        else if (!isalnum((unsigned char)byte) && !strchr("-_+.", byte))
            return false;
    }
    return slashes == 1 && type.bytes[0] != '/' &&
           type.bytes[type.count - 1] != '/';
}

static bool has_file(struct check *check, const struct cos *node,
                     const struct cos *file, int depth)
{
    const struct cos *list = get(check, node, "Names");
    const struct cos *kids = get(check, node, "Kids");
    for (size_t i = 1; i < list->count; i += 2)
        if (document_item(check->document, list, i) == file)
            return true;
    for (size_t i = 0; depth < 20 && i < kids->count; i++)
        if (has_file(check, document_item(check->document, kids, i), file,
                     depth + 1))
            return true;
    return false;
}

static void check_file(struct check *check, const struct cos *file)
{
    const struct cos *short_name = get(check, file, "F");
    const struct cos *name = get(check, file, "UF");
    const struct cos *embedded = get(check, file, "EF");
    const struct cos *stream = get(check, embedded, "F");
    const struct cos *names = DOCUMENT_GET2(check->document, check->catalog,
                                            "Names", "EmbeddedFiles");
    check_that(check, short_name->text.count > 0 && name->text.count > 0,
               RULE_EMBEDDED_NAMES, file);
    check_that(check,
               short_name->kind == OBJECT_STRING && name->kind == OBJECT_STRING,
               RULE_EMBEDDED_NAMES_A, file);
    check_that(check, document_has(file, "AFRelationship"),
               RULE_EMBEDDED_RELATION, file);
    check_that(check,
               document_has(file, "Desc") || !has_file(check, names, file, 0),
               RULE_EMBEDDED_DESCRIPTION, file);
    if (stream->kind == OBJECT_STREAM) {
        check_that(check, is_media_type(get(check, stream, "Subtype")->text),
                   RULE_EMBEDDED_TYPE, file);
        check_that(
            check,
            str_starts(document_data(check->document, stream), STR("%PDF-1")),
            RULE_EMBEDDED_FOREIGN, file);
    }
}

static void check_files(struct check *check)
{
    bool any =
        document_has(get(check, check->catalog, "Names"), "EmbeddedFiles");
    check_that(check, any, RULE_EMBEDDED_NONE, check->catalog);
    for (int id = 1; id < document_count(check->document); id++) {
        const struct cos *object = document_object(check->document, id);
        if (object->kind == OBJECT_DICTIONARY && document_has(object, "EF"))
            check_file(check, object);
    }
}

// ----- The rest -----

static void check_permissions(struct check *check)
{
    const struct cos *permissions = get(check, check->catalog, "Perms");
    for (size_t i = 0; i < permissions->count; i++)
        check_that(check,
                   str_equal(permissions->entries[i].key, STR("UR3")) ||
                       str_equal(permissions->entries[i].key, STR("DocMDP")),
                   RULE_PERMISSIONS, permissions);
}

static void check_marks(struct check *check)
{
    const struct cos *marks = get(check, check->catalog, "MarkInfo");
    const struct cos *viewer = get(check, check->catalog, "ViewerPreferences");
    check_that(check, get(check, marks, "Marked")->number == 1, RULE_NOT_MARKED,
               check->catalog);
    check_that(check, get(check, marks, "Suspects")->number == 0, RULE_SUSPECTS,
               check->catalog);
    check_that(check, get(check, viewer, "DisplayDocTitle")->number == 1,
               RULE_TITLE_HIDDEN, check->catalog);
}

static void check_trailer(struct check *check)
{
    const struct cos *trailer = document_trailer(check->document);
    const struct cos *info = get(check, trailer, "Info");
    const struct cos *lock = get(check, trailer, "Encrypt");
    bool pieces = document_has(check->catalog, "PieceInfo");
    bool has = object_is_dictionary(info);
    check_that(check,
               document_item(check->document, get(check, trailer, "ID"), 0)
                       ->text.count > 0,
               RULE_ID_NONE, trailer);
    check_that(check, !document_encrypted(check->document), RULE_ENCRYPTED,
               trailer);
    if (object_is_dictionary(lock))
        check_that(check, ((int64_t)get(check, lock, "P")->number & 512) != 0,
                   RULE_PASSWORD_ACCESS, lock);
    check_that(check, pieces || !has, RULE_INFO, info);
    check_that(check,
               !has || !pieces ||
                   (info->count == 1 && document_has(info, "ModDate")),
               RULE_INFO_KEYS, info);
}

void catalog_check(struct check *check)
{
    const struct cos *catalog = check->catalog;
    const struct cos *version = get(check, catalog, "Version");
    check_trailer(check);
    check_marks(check);
    check_that(check, check->lang, RULE_LANG_NONE, catalog);
    check_lang(check, get(check, catalog, "Lang"), catalog);
    check_that(check, !document_has(catalog, "Requirements"), RULE_REQUIREMENTS,
               catalog);
    check_that(
        check,
        !document_has(get(check, catalog, "Names"), "AlternatePresentations"),
        RULE_ALTERNATE_PRESENTATIONS, catalog);
    check_that(check, !document_has(catalog, "AA"), RULE_CATALOG_ACTIONS,
               catalog);
    check_that(
        check,
        version->kind == OBJECT_NULL ||
            (version->text.count == 3 && str_starts(version->text, STR("2."))),
        RULE_VERSION_2, catalog);
    check_layers(check);
    check_forms(check);
    check_files(check);
    check_permissions(check);
}
