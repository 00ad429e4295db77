// SPDX-License-Identifier: MIT
// The interpreter: marked content, colours and fonts in effect, what is shown.
#include "preflight/content.h"

#include "base/fail.h"

#include <stdlib.h>

enum {
    LIMIT_OPERANDS = 4000, // a long array is one of them
    LIMIT_MARKS = 200,
    LIMIT_STATES = 400,
    LIMIT_NESTED = 20,  // forms in forms
    DEEPEST_STATE = 28, // ISO 19005-2 6.1.13
};

struct mark {
    struct str tag;
    const struct cos *entries;
    bool tagged, artifact, lang, actual, alt;
};
struct state {
    const struct cos *font, *fill, *stroke;
    double mode, overprint_mode;
    bool overprint_fill, overprint_stroke;
};
struct run {
    struct check *check;
    const struct content *content;
    const struct cos *operands[LIMIT_OPERANDS];
    size_t count;
    struct mark marks[LIMIT_MARKS]; // the first is what is around
    size_t mark_count, hidden_marks;
    struct state states[LIMIT_STATES];
    size_t state_count, hidden_states;
};

static const struct mark outside = {.entries = &object_null};

static struct state *state_of(struct run *run)
{
    return &run->states[run->state_count - 1];
}

static struct mark *mark_of(struct run *run)
{
    return &run->marks[run->mark_count - 1];
}

static const struct cos *operand(const struct run *run, size_t from_end)
{
    return from_end < run->count ? run->operands[run->count - 1 - from_end]
                                 : &object_null;
}

// ----- Resources -----

static const struct cos *resource(struct run *run, const char *kind,
                                  const struct cos *name)
{
    struct check *check = run->check;
    const struct content *content = run->content;
    if (name->kind != OBJECT_NAME)
        return &object_null;
    const char *key = arena_c_string(check->arena, name->text);
    const struct cos *found =
        get(check, get(check, content->resources, kind), key);
    if (found->kind != OBJECT_NULL)
        return found;
    found = get(check, get(check, content->parent_resources, kind), key);
    if (found->kind != OBJECT_NULL)
        check_fail(check, RULE_RESOURCES_INHERITED, content->object, "%s %s",
                   kind, key);
    else
        check_fail(check, RULE_RESOURCES_UNDEFINED, content->object, "%s %s",
                   kind, key);
    return found;
}

static bool is_device(const struct cos *name)
{
    return object_is(name, "DeviceGray") || object_is(name, "DeviceRGB") ||
           object_is(name, "DeviceCMYK") || object_is(name, "Pattern") ||
           object_is(name, "G") || object_is(name, "RGB") ||
           object_is(name, "CMYK");
}

// ----- Marked content -----

static const struct element *element_of(struct run *run, double mcid)
{
    const struct cos *list = structure_of_key(run->check, run->content->key);
    if (mcid < 0 || mcid >= (double)list->count)
        return NULL;
    return structure_element(
        run->check, document_item(run->check->document, list, (size_t)mcid));
}

static void check_span(struct run *run, const struct mark *mark)
{
    struct check *check = run->check;
    bool known = mark->lang || check->lang;
    if (known || !str_equal(mark->tag, STR("Span")))
        return;
    check_that(check, !document_has(mark->entries, "ActualText"),
               RULE_LANG_SPAN_ACTUAL, run->content->object);
    check_that(check, !document_has(mark->entries, "Alt"), RULE_LANG_SPAN_ALT,
               run->content->object);
    check_that(check, !document_has(mark->entries, "E"), RULE_LANG_SPAN_E,
               run->content->object);
}

static void check_mark(struct run *run, const struct mark *mark)
{
    struct check *check = run->check;
    const struct cos *at = run->content->object;
    check_lang(check, get(check, mark->entries, "Lang"), at);
    check_that(check,
               !check_private(check, get(check, mark->entries, "ActualText")),
               RULE_ACTUAL_PRIVATE, at);
    check_that(check, !check_private(check, get(check, mark->entries, "Alt")),
               RULE_ALT_PRIVATE, at);
    if (run->content->apart)
        return;
    bool artifact = str_equal(mark->tag, STR("Artifact"));
    check_that(check, !artifact || !mark->tagged, RULE_ARTIFACT_IN_TAGGED, at);
    check_that(check, !mark->tagged || !mark->artifact, RULE_TAGGED_IN_ARTIFACT,
               at);
    check_span(run, mark);
}

static void begin_mark(struct run *run, const struct cos *tag,
                       const struct cos *entries)
{
    struct check *check = run->check;
    const struct mark *before = mark_of(run);
    if (run->mark_count == LIMIT_MARKS) {
        run->hidden_marks++;
        return;
    }
    if (entries->kind == OBJECT_NAME)
        entries = resource(run, "Properties", entries);
    struct mark mark = *before;
    mark.tag = tag->text;
    mark.entries = entries;
    const struct cos *mcid = get(check, entries, "MCID");
    const struct element *element =
        mcid->kind == OBJECT_INTEGER ? element_of(run, mcid->number) : NULL;
    mark.tagged |= element != NULL;
    mark.artifact |= object_is(tag, "Artifact");
    mark.lang |= (element && element->lang) || document_has(entries, "Lang");
    mark.actual |= document_has(entries, "ActualText");
    mark.alt |= document_has(entries, "Alt");
    for (const struct element *up = element; up; up = up->parent) {
        mark.actual |= document_has(up->object, "ActualText");
        mark.alt |= document_has(up->object, "Alt");
    }
    check_mark(run, &mark);
    run->marks[run->mark_count++] = mark;
}

static void end_mark(struct run *run)
{
    if (run->hidden_marks > 0)
        run->hidden_marks--;
    else if (run->mark_count > 1)
        run->mark_count--;
}

// ----- Showing -----

static void check_tagged(struct run *run)
{
    const struct mark *mark = mark_of(run);
    if (!run->content->apart && !mark->tagged && !mark->artifact)
        check_that(run->check, false, RULE_CONTENT_UNTAGGED,
                   run->content->object);
}

static void paint_stroke(struct run *run)
{
    const struct state *state = state_of(run);
    colours_use(run->check, state->stroke, run->content->resources,
                state->overprint_stroke && state->overprint_mode == 1);
}

static void paint_fill(struct run *run)
{
    const struct state *state = state_of(run);
    colours_use(run->check, state->fill, run->content->resources,
                state->overprint_fill && state->overprint_mode == 1);
}

static void show(struct run *run, const struct cos *strings)
{
    const struct state *state = state_of(run);
    const struct mark *mark = mark_of(run);
    struct shown shown = {state->mode, mark->actual, mark->alt,
                          mark->tagged && !mark->artifact};
    int mode = (int)state->mode;
    if (mode != 3 && mode != 7 && mode != 1 && mode != 5)
        paint_fill(run);
    if (mode == 1 || mode == 2 || mode == 5 || mode == 6)
        paint_stroke(run);
    check_tagged(run);
    check_that(run->check,
               run->content->apart || run->check->lang || mark->lang,
               RULE_LANG_TEXT, run->content->object);
    for (size_t i = 0; i < document_many(strings); i++) {
        const struct cos *string =
            document_nth(run->check->document, strings, i);
        if (string->kind == OBJECT_STRING)
            fonts_use(run->check, state->font, string->text, &shown);
    }
}

// Content that is tagged by itself has one place in the tree.
static void check_once(struct check *check, const struct cos *form)
{
    if (!document_has(form, "StructParents") || form->id <= 0)
        return;
    if (!check->forms) {
        check->forms = calloc((size_t)document_count(check->document), 1);
        if (!check->forms)
            fail_system("out of memory");
        arena_defer(check->arena, free, check->forms);
    }
    check_that(check, !check->forms[form->id], RULE_FORM_TWICE, form);
    check->forms[form->id] = 1;
}

static void run_form(struct run *run, const struct cos *form);

static void show_object(struct run *run)
{
    struct check *check = run->check;
    const struct cos *object = resource(run, "XObject", operand(run, 0));
    const struct cos *type = get(check, object, "Subtype");
    if (object_is(type, "Image")) {
        check_tagged(run);
        if (get(check, object, "ImageMask")->number != 0)
            paint_fill(run);
        colours_image(check, object, run->content->resources);
    } else if (object_is(type, "PS")) {
        check_that(check, false, RULE_XOBJECT_PS, object);
    } else if (object->kind == OBJECT_STREAM) {
        check_once(check, object);
        run_form(run, object);
    }
}

// ----- Inline images -----

static const struct cos *image_key(struct run *run, const struct cos *image,
                                   const char *word, const char *letter)
{
    const struct cos *value = get(run->check, image, word);
    return value->kind == OBJECT_NULL ? get(run->check, image, letter) : value;
}

static const char *const inline_filters[] = {"ASCIIHexDecode",
                                             "ASCII85Decode",
                                             "FlateDecode",
                                             "RunLengthDecode",
                                             "CCITTFaxDecode",
                                             "DCTDecode",
                                             "AHx",
                                             "A85",
                                             "Fl",
                                             "RL",
                                             "CCF",
                                             "DCT"};

static void check_inline(struct run *run, const struct cos *image)
{
    const struct cos *at = run->content->object;
    const struct cos *filters = image_key(run, image, "Filter", "F");
    for (size_t i = 0; i < document_many(filters); i++)
        check_that(
            run->check,
            STR_IS_ONE_OF(document_nth(run->check->document, filters, i)->text,
                          inline_filters),
            RULE_INLINE_FILTER, at);
    const struct cos *interpolate = image_key(run, image, "Interpolate", "I");
    check_that(run->check, interpolate->number == 0, RULE_IMAGE_INTERPOLATE,
               at);
    colours_intent(run->check, get(run->check, image, "Intent"));
    const struct cos *space = image_key(run, image, "ColorSpace", "CS");
    if (image_key(run, image, "ImageMask", "IM")->number != 0) {
        paint_fill(run);
        return;
    }
    if (space->kind == OBJECT_NAME && !is_device(space))
        space = resource(run, "ColorSpace", space);
    colours_use(run->check, space, run->content->resources, false);
}

// From behind BI to behind EI.
static void inline_image(struct run *run, struct object_reader *reader)
{
    struct cos *image = ARENA_NEW(run->check->arena, struct cos);
    size_t capacity = 0;
    *image = (struct cos){.kind = OBJECT_DICTIONARY};
    for (;;) {
        const struct cos *key = object_read(reader);
        if (key->kind != OBJECT_NAME)
            break;
        const struct cos *value = object_read(reader);
        ARENA_PUSH(run->check->arena, image->entries, image->count, capacity) =
            (struct object_entry){key->text, value};
    }
    struct str text = reader->text;
    for (reader->at++; reader->at + 2 < text.count; reader->at++)
        if (text.bytes[reader->at + 1] == 'E' &&
            text.bytes[reader->at + 2] == 'I' &&
            object_is_space(text.bytes[reader->at]) &&
            (reader->at + 3 >= text.count ||
             object_is_space(text.bytes[reader->at + 3])))
            break;
    reader->at = reader->at + 3 < text.count ? reader->at + 3 : text.count;
    check_tagged(run);
    check_inline(run, image);
}

// ----- The state -----

static void save(struct run *run)
{
    if (run->state_count == LIMIT_STATES) {
        run->hidden_states++;
        return;
    }
    run->states[run->state_count] = *state_of(run);
    run->state_count++;
    if (run->state_count == DEEPEST_STATE + 2)
        check_that(run->check, false, RULE_STATES_DEEP, run->content->object);
}

static void restore(struct run *run)
{
    if (run->hidden_states > 0)
        run->hidden_states--;
    else if (run->state_count > 1)
        run->state_count--;
}

static void set_state(struct run *run)
{
    struct check *check = run->check;
    const struct cos *given = resource(run, "ExtGState", operand(run, 0));
    struct state *state = state_of(run);
    colours_state(check, given);
    const struct cos *font = get(check, given, "Font");
    if (font->kind == OBJECT_ARRAY)
        state->font = document_item(check->document, font, 0);
    if (document_has(given, "OP"))
        state->overprint_stroke = state->overprint_fill =
            get(check, given, "OP")->number != 0;
    if (document_has(given, "op"))
        state->overprint_fill = get(check, given, "op")->number != 0;
    if (document_has(given, "OPM"))
        state->overprint_mode = get(check, given, "OPM")->number;
}

static struct cos *named(struct run *run, const char *name)
{
    struct cos *object = ARENA_NEW(run->check->arena, struct cos);
    *object = (struct cos){.kind = OBJECT_NAME, .text = str_of(name)};
    return object;
}

static const struct cos *space_of(struct run *run, const struct cos *name)
{
    return is_device(name) ? name : resource(run, "ColorSpace", name);
}

// scn with a name: the pattern stands for its colour space.
static const struct cos *pattern_of(struct run *run, const struct cos *space)
{
    struct check *check = run->check;
    const struct cos *name = operand(run, 0);
    if (name->kind != OBJECT_NAME)
        return space;
    const struct cos *pattern = resource(run, "Pattern", name);
    const struct cos *shading = get(check, pattern, "Shading");
    if (object_is_dictionary(shading))
        return get(check, shading, "ColorSpace");
    if (pattern->kind == OBJECT_STREAM && run->content->depth < LIMIT_NESTED) {
        struct content content = {.object = pattern,
                                  .bytes =
                                      document_data(check->document, pattern),
                                  .resources = get(check, pattern, "Resources"),
                                  .parent_resources = run->content->resources,
                                  .key = -1,
                                  .apart = true,
                                  .depth = run->content->depth + 1};
        content_run(check, &content);
    }
    return space->kind == OBJECT_ARRAY && space->count > 1
               ? document_item(check->document, space, 1)
               : &object_null;
}

// ----- Operators -----

enum operator{
#define OPERATOR(name, word) OPERATOR_##name,
#include "preflight/operators.def"
#undef OPERATOR
    OPERATOR_COUNT
};
static const char *const words[OPERATOR_COUNT] = {
#define OPERATOR(name, word) [OPERATOR_##name] = word,
#include "preflight/operators.def"
#undef OPERATOR
};

static enum operator operator_of(struct str word)
{
    for (enum operator found = 0; found < OPERATOR_COUNT; found++)
        if (words[found][0] == word.bytes[0] &&
            str_equal(str_of(words[found]), word))
            return found;
    return OPERATOR_COUNT;
}

static void do_colour(struct run *run, enum operator operator)
{
    struct state *state = state_of(run);
    switch ((int)operator) {
    case OPERATOR_cs:
        state->fill = space_of(run, operand(run, 0));
        break;
    case OPERATOR_CS:
        state->stroke = space_of(run, operand(run, 0));
        break;
    case OPERATOR_scn:
        state->fill = pattern_of(run, state->fill);
        break;
    case OPERATOR_SCN:
        state->stroke = pattern_of(run, state->stroke);
        break;
    case OPERATOR_g:
        state->fill = named(run, "DeviceGray");
        break;
    case OPERATOR_rg:
        state->fill = named(run, "DeviceRGB");
        break;
    case OPERATOR_k:
        state->fill = named(run, "DeviceCMYK");
        break;
    case OPERATOR_G:
        state->stroke = named(run, "DeviceGray");
        break;
    case OPERATOR_RG:
        state->stroke = named(run, "DeviceRGB");
        break;
    case OPERATOR_K:
        state->stroke = named(run, "DeviceCMYK");
        break;
    case OPERATOR_ri:
        colours_intent(run->check, operand(run, 0));
        break;
    default: // no enum of ours: those that only paint
        break;
    }
}

static void do_painting(struct run *run, enum operator operator)
{
    bool strokes = operator== OPERATOR_S || operator== OPERATOR_s;
    check_tagged(run);
    if (!strokes)
        paint_fill(run);
    if (strokes || (operator>= OPERATOR_B && operator<= OPERATOR_b_even))
        paint_stroke(run);
}

static void do_shading(struct run *run)
{
    const struct cos *shading = resource(run, "Shading", operand(run, 0));
    check_tagged(run);
    colours_use(run->check, get(run->check, shading, "ColorSpace"),
                run->content->resources, false);
}

static void do_operator(struct run *run, enum operator operator,
                        struct object_reader * reader)
{
    switch ((int)operator) {
    case OPERATOR_q:
        save(run);
        break;
    case OPERATOR_Q:
        restore(run);
        break;
    case OPERATOR_gs:
        set_state(run);
        break;
    case OPERATOR_Tf:
        state_of(run)->font = resource(run, "Font", operand(run, 1));
        break;
    case OPERATOR_Tr:
        state_of(run)->mode = operand(run, 0)->number;
        break;
    case OPERATOR_Tj:
    case OPERATOR_TJ:
    case OPERATOR_quote:
    case OPERATOR_quotes:
        show(run, operand(run, 0));
        break;
    case OPERATOR_BMC:
        begin_mark(run, operand(run, 0), &object_null);
        break;
    case OPERATOR_BDC:
        begin_mark(run, operand(run, 1), operand(run, 0));
        break;
    case OPERATOR_EMC:
        end_mark(run);
        break;
    case OPERATOR_Do:
        show_object(run);
        break;
    case OPERATOR_sh:
        do_shading(run);
        break;
    case OPERATOR_BI:
        inline_image(run, reader);
        break;
    default: // no enum of ours: those that only paint
        if (operator>= OPERATOR_f && operator<= OPERATOR_s)
            do_painting(run, operator);
        else
            do_colour(run, operator);
    }
}

static void run_all(struct run *run)
{
    struct object_reader reader = {run->check->arena, run->content->bytes, 0,
                                   false, false};
    for (;;) {
        const struct cos *object = object_read(&reader);
        if (object->kind == OBJECT_END)
            break;
        if (object->kind != OBJECT_OPERATOR) {
            if (run->count < LIMIT_OPERANDS)
                run->operands[run->count++] = object;
            continue;
        }
        enum operator operator= object->text.count == 0
            ? OPERATOR_COUNT
            : operator_of(object->text);
        if (operator== OPERATOR_COUNT)
            check_fail(run->check, RULE_OPERATOR, run->content->object, "%.*s",
                       STR_ARG(object->text));
        else
            do_operator(run, operator, & reader);
        run->count = 0;
    }
    check_that(run->check, !reader.odd_hex, RULE_HEX_ODD, run->content->object);
    check_that(run->check, !reader.bad_hex, RULE_HEX_BAD, run->content->object);
}

static void start(struct check *check, const struct content *content,
                  const struct run *from)
{
    struct run *run = malloc(sizeof *run);
    if (!run)
        fail_system("out of memory");
    run->check = check;
    run->content = content;
    run->count = run->hidden_marks = run->hidden_states = 0;
    run->mark_count = run->state_count = 1;
    run->marks[0] = from ? from->marks[from->mark_count - 1] : outside;
    if (from)
        run->states[0] = from->states[from->state_count - 1];
    else
        run->states[0] = (struct state){&object_null,
                                        named(run, "DeviceGray"),
                                        named(run, "DeviceGray"),
                                        0,
                                        0,
                                        false,
                                        false};
    run_all(run);
    free(run);
}

static void run_form(struct run *run, const struct cos *form)
{
    struct check *check = run->check;
    if (run->content->depth >= LIMIT_NESTED)
        return;
    const struct cos *key = get(check, form, "StructParents");
    const struct cos *own = get(check, form, "Resources");
    struct content content = {.object = form,
                              .bytes = document_data(check->document, form),
                              .resources = own,
                              .parent_resources = run->content->resources,
                              .key = key->kind == OBJECT_INTEGER ? key->number
                                                                 : -1,
                              .apart = run->content->apart,
                              .depth = run->content->depth + 1};
    check_that(check, !document_has(form, "Ref"), RULE_FORM_REF, form);
    check_that(check, !document_has(form, "OPI"), RULE_FORM_OPI, form);
    check_that(check,
               !document_has(form, "PS") && !document_has(form, "OPI") &&
                   !object_is(get(check, form, "Subtype2"), "PS"),
               RULE_FORM_PS, form);
    if (object_is(get(check, get(check, form, "Group"), "S"), "Transparency"))
        colours_transparent(check);
    start(check, &content, run);
}

void content_run(struct check *check, const struct content *content)
{
    start(check, content, NULL);
}
