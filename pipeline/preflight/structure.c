// SPDX-License-Identifier: MIT
// The tree as elements, with what the role map makes of their types.
#include "preflight/structure.h"

#include "base/fail.h"

#include <ctype.h>
#include <stdlib.h>

#define SPACE_1 "http://iso.org/pdf/ssn"
#define SPACE_2 "http://iso.org/pdf2/ssn"
#define SPACE_MATHML "http://www.w3.org/1998/Math/MathML"

enum {
    LIMIT_STRUCTURE_DEPTH = 500,
    LIMIT_ROLES = 100, // longer, a role map runs in a circle
};

// A number of the parent tree.
struct key {
    double number;
    const struct cos *value;
};
struct structure {
    const struct cos *root, *roles;
    struct element **of_object; // by number
    struct element top;
    struct elements all;
    struct key *keys;
    size_t key_count, key_capacity;
};

// ----- Types -----

static const char *const both[] = {
    "Art",      "Artifact", "BlockQuote", "Caption", "Code",  "Div",
    "Document", "Figure",   "Form",       "Formula", "H",     "H1",
    "H2",       "H3",       "H4",         "H5",      "H6",    "Index",
    "L",        "LBody",    "LI",         "Lbl",     "Link",  "NonStruct",
    "Note",     "P",        "Part",       "Private", "Quote", "RB",
    "RP",       "RT",       "Reference",  "Ruby",    "Sect",  "Span",
    "TBody",    "TD",       "TFoot",      "TH",      "THead", "TOC",
    "TOCI",     "TR",       "Table",      "WP",      "WT",    "Warichu",
    "Annot",    "BibEntry"};
static const char *const only_1[] = {
    "Art",     "BibEntry", "BlockQuote", "Code", "Index", "Note",
    "Private", "Quote",    "Reference",  "TOC",  "TOCI"};
static const char *const only_2[] = {"Aside",  "DocumentFragment", "Em",
                                     "FENote", "Strong",           "Sub",
                                     "Title",  "Artifact"};

static bool is_heading(struct str type)
{
    if (type.count < 2 || type.bytes[0] != 'H' || type.bytes[1] == '0')
        return false;
    for (size_t i = 1; i < type.count; i++)
        if (!isdigit((unsigned char)type.bytes[i]))
            return false;
    return true;
}

static bool is_standard_1(struct str type)
{
    return STR_IS_ONE_OF(type, both) && !str_equal(type, STR("Artifact"));
}

static bool is_standard(struct str type, struct str space)
{
    if (str_equal(space, STR(SPACE_MATHML)))
        return true;
    if (str_equal(space, STR(SPACE_2)))
        return STR_IS_ONE_OF(type, only_2) || is_heading(type) ||
               (STR_IS_ONE_OF(type, both) && !STR_IS_ONE_OF(type, only_1));
    return str_equal(space, STR(SPACE_1)) && is_standard_1(type);
}

struct role {
    struct str type, space;
    const struct cos *map; // RoleMapNS of the namespace, or RoleMap
};

static struct role role_of(struct check *check, struct str type,
                           const struct cos *space)
{
    const struct cos *name = get(check, space, "NS");
    struct role role = {type, STR(SPACE_1), check->structure->roles};
    if (name->kind == OBJECT_STRING) {
        role.space = document_text(check->document, name);
        role.map = get(check, space, "RoleMapNS");
    }
    return role;
}

// Where a type leads to in one step. False: nowhere.
static bool step(struct check *check, struct role *role, bool *same)
{
    const struct cos *to =
        get(check, role->map, arena_c_string(check->arena, role->type));
    struct str before = role->space;
    if (to->kind == OBJECT_NAME) {
        role->type = to->text;
        if (role->map != check->structure->roles) {
            role->space = STR(SPACE_2);
            role->map = &object_null;
        }
        *same = false;
        return true;
    }
    if (to->kind != OBJECT_ARRAY)
        return false;
    *role = role_of(check, document_item(check->document, to, 0)->text,
                    document_item(check->document, to, 1));
    *same = str_equal(before, role->space);
    return true;
}

static bool known(const struct check *check, const struct role *role)
{
    return check->second ? is_standard(role->type, role->space)
                         : is_standard_1(role->type);
}

static void resolve(struct check *check, struct element *element)
{
    struct role role =
        role_of(check, element->type, get(check, element->object, "NS"));
    if (!check->second)
        role =
            (struct role){element->type, STR(SPACE_1), check->structure->roles};
    bool standard = known(check, &role), own = standard, same;
    int steps = 0;
    struct role found = role;
    for (bool stepped = false; step(check, &role, &same); stepped = true) {
        if (check->second && same)
            check_fail(check, RULE_TYPE_SAME_NAMESPACE, element->object, "%.*s",
                       STR_ARG(element->type));
        if (++steps > LIMIT_ROLES) {
            check_fail(check, RULE_TYPE_CIRCULAR, element->object, "%.*s",
                       STR_ARG(element->type));
            break;
        }
        if (!stepped && own && !str_equal(role.type, element->type))
            check_fail(check, RULE_TYPE_REMAPPED, element->object, "%.*s",
                       STR_ARG(element->type));
        if (!standard && known(check, &role)) {
            standard = true;
            found = role;
        }
    }
    if (standard) {
        element->standard = found.type;
        element->space = found.space;
    } else {
        check_fail(check, RULE_TYPE_UNMAPPED, element->object, "%.*s",
                   STR_ARG(element->type));
    }
}

// ----- The tree -----

static void read_kids(struct check *check, struct element *element, int depth);

static struct element *add(struct check *check, const struct cos *object,
                           struct element *parent)
{
    struct element *element = ARENA_NEW(check->arena, struct element);
    *element = (struct element){.object = object, .parent = parent};
    element->type = get(check, object, "S")->text;
    element->lang = (parent && parent->lang) || document_has(object, "Lang");
    if (object->id > 0)
        check->structure->of_object[object->id] = element;
    resolve(check, element);
    ARENA_PUSH(check->arena, parent->kids, parent->kid_count,
               parent->kid_capacity) = element;
    struct elements *all = &check->structure->all;
    ARENA_PUSH(check->arena, all->items, all->count, all->capacity) = element;
    return element;
}

// Where a link leads: its address, its name or its place.
static const struct cos *target_of(struct check *check, const struct cos *link)
{
    static const char *const keys[] = {"URI", "SD", "D", "F"};
    const struct cos *action = get(check, link, "A");
    for (size_t i = 0; i < COUNT(keys); i++)
        if (document_has(action, keys[i]))
            return get(check, action, keys[i]);
    return get(check, link, "Dest");
}

static bool same_target(const struct cos *one, const struct cos *other)
{
    bool same = one->kind == other->kind && one->count == other->count &&
                str_equal(one->text, other->text);
    for (size_t i = 0; same && i < one->count; i++) {
        const struct cos *a = one->entries[i].value;
        const struct cos *b = other->entries[i].value;
        same =
            a->kind == b->kind && a->id == b->id && str_equal(a->text, b->text);
    }
    return same;
}

static void read_annotation(struct check *check, struct element *parent,
                            const struct cos *annotation)
{
    if (parent->annotation &&
        object_is(get(check, annotation, "Subtype"), "Link"))
        check_that(check,
                   same_target(target_of(check, parent->annotation),
                               target_of(check, annotation)),
                   RULE_LINK_TARGETS, annotation);
    parent->annotation = annotation;
    parent->objects++;
}

static void read_kid(struct check *check, struct element *parent,
                     const struct cos *kid, int depth)
{
    if (kid->kind == OBJECT_INTEGER ||
        object_is(get(check, kid, "Type"), "MCR")) {
        parent->content = true;
    } else if (object_is(get(check, kid, "Type"), "OBJR")) {
        read_annotation(check, parent, get(check, kid, "Obj"));
    } else if (kid->kind == OBJECT_DICTIONARY && document_has(kid, "S") &&
               (kid->id == 0 || !check->structure->of_object[kid->id])) {
        read_kids(check, add(check, kid, parent), depth + 1);
    }
}

static void read_kids(struct check *check, struct element *element, int depth)
{
    const struct cos *kids = get(check, element->object, "K");
    if (depth > LIMIT_STRUCTURE_DEPTH)
        return;
    for (size_t i = 0; i < document_many(kids); i++)
        read_kid(check, element, document_nth(check->document, kids, i), depth);
}

// ----- The parent tree -----

static void read_keys(struct check *check, const struct cos *node, int depth)
{
    struct structure *structure = check->structure;
    const struct cos *numbers = get(check, node, "Nums");
    const struct cos *kids = get(check, node, "Kids");
    for (size_t i = 0; i + 1 < numbers->count; i += 2)
        ARENA_PUSH(check->arena, structure->keys, structure->key_count,
                   structure->key_capacity) =
            (struct key){document_item(check->document, numbers, i)->number,
                         document_item(check->document, numbers, i + 1)};
    for (size_t i = 0; depth < 20 && i < kids->count; i++)
        read_keys(check, document_item(check->document, kids, i), depth + 1);
}

static int by_number(const void *a, const void *b)
{
    double one = ((const struct key *)a)->number;
    double other = ((const struct key *)b)->number;
    return (one > other) - (one < other);
}

const struct cos *structure_of_key(struct check *check, double key)
{
    struct structure *structure = check->structure;
    struct key wanted = {.number = key};
    const struct key *found =
        structure->key_count == 0
            ? NULL
            : bsearch(&wanted, structure->keys, structure->key_count,
                      sizeof wanted, by_number);
    return found ? found->value : &object_null;
}

void structure_read(struct check *check)
{
    struct structure *structure = ARENA_NEW(check->arena, struct structure);
    *structure = (struct structure){
        .root = get(check, check->catalog, "StructTreeRoot")};
    check->structure = structure;
    structure->roles = get(check, structure->root, "RoleMap");
    size_t count = (size_t)document_count(check->document);
    structure->of_object =
        calloc(count, sizeof(struct element *)); // its pages come on demand
    if (!structure->of_object)
        fail_system("out of memory");
    arena_defer(check->arena, free, structure->of_object);
    structure->top = (struct element){.object = structure->root};
    read_kids(check, &structure->top, 0);
    read_keys(check, get(check, structure->root, "ParentTree"), 0);
    if (structure->key_count > 0)
        qsort(structure->keys, structure->key_count, sizeof *structure->keys,
              by_number);
}

// ----- Asking -----

const struct element *structure_element(const struct check *check,
                                        const struct cos *object)
{
    return object->id > 0 && object->id < document_count(check->document)
               ? check->structure->of_object[object->id]
               : NULL;
}

bool structure_is(const struct element *element, const char *type)
{
    return element && str_equal(element->standard, str_of(type));
}

static bool is_looked_through(const struct element *element)
{
    return structure_is(element, "NonStruct") || structure_is(element, "Div") ||
           structure_is(element, "Part");
}

static void add_kids(struct arena *arena, struct elements *out,
                     const struct element *element)
{
    for (size_t i = 0; i < element->kid_count; i++) {
        const struct element *kid = element->kids[i];
        if (is_looked_through(kid))
            add_kids(arena, out, kid);
        else
            ARENA_PUSH(arena, out->items, out->count, out->capacity) = kid;
    }
}

struct elements structure_kids(struct arena *arena,
                               const struct element *element)
{
    struct elements kids = {0};
    add_kids(arena, &kids, element);
    return kids;
}

const struct element *structure_parent(const struct element *element)
{
    const struct element *parent = element->parent;
    while (parent && is_looked_through(parent))
        parent = parent->parent;
    return parent;
}

struct elements structure_all(const struct check *check)
{
    return check->structure->all;
}

const struct cos *structure_root(const struct check *check)
{
    return check->structure->root;
}

// ----- The tree as a whole -----

static void check_document(struct check *check)
{
    const struct element *top = &check->structure->top;
    struct elements kids = structure_kids(check->arena, top);
    const struct element *first = kids.count == 1 ? kids.items[0] : NULL;
    bool good = structure_is(first, "Document");
    check_that(check, good, RULE_DOCUMENT_NONE, top->object);
    check_that(check, !good || str_equal(first->space, STR(SPACE_2)),
               RULE_DOCUMENT_NAMESPACE, top->object);
}

static void check_level(struct check *check, const struct element *element,
                        int *last)
{
    int level = atoi(arena_c_string(check->arena, element->standard) + 1);
    if (level > *last + 1)
        check_fail(check, RULE_HEADING_SKIPPED, element->object,
                   "H%d after H%d", level, *last);
    *last = level;
}

static void check_headings(struct check *check)
{
    struct elements all = check->structure->all;
    int last = 0;
    bool plain = false, numbered = false;
    for (size_t i = 0; i < all.count; i++) {
        const struct element *element = all.items[i];
        if (structure_is(element, "H")) {
            plain = true;
            check_that(check, !numbered, RULE_H_MIXED, element->object);
        } else if (is_heading(element->standard)) {
            numbered = true;
            check_that(check, !plain, RULE_HN_MIXED, element->object);
            check_level(check, element, &last);
        }
    }
}

static void check_note_ids(struct check *check)
{
    struct elements all = check->structure->all;
    size_t count = 0;
    struct str *ids = ARENA_ARRAY(check->arena, struct str, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        if (!structure_is(all.items[i], "Note"))
            continue;
        struct str id = get(check, all.items[i]->object, "ID")->text;
        check_that(check, id.count > 0, RULE_NOTE_ID, all.items[i]->object);
        if (id.count > 0)
            ids[count++] = id;
    }
    qsort(ids, count, sizeof *ids, str_by_bytes);
    for (size_t i = 1; i < count; i++)
        if (str_equal(ids[i - 1], ids[i]))
            check_fail(check, RULE_NOTE_ID_TWICE, structure_root(check), "%.*s",
                       STR_ARG(ids[i]));
}

void structure_check(struct check *check)
{
    structure_read(check);
    bool has = object_is_dictionary(structure_root(check));
    check_that(check, has, RULE_STRUCTURE_NONE, check->catalog);
    if (has)
        check_document(check);
    check_headings(check);
    check_note_ids(check);
    for (size_t i = 0; i < check->structure->all.count; i++)
        element_check(check, check->structure->all.items[i]);
}
