// SPDX-License-Identifier: MIT
// What a font's dictionaries must say.
#include "preflight/font.h"

static const char *const simple_types[] = {"Type1", "MMType1", "TrueType",
                                           "Type3", "Type0"};
static const char *const predefined[] = {"Identity-H",
                                         "Identity-V",
                                         "GB-EUC-H",
                                         "GB-EUC-V",
                                         "GBpc-EUC-H",
                                         "GBpc-EUC-V",
                                         "GBK-EUC-H",
                                         "GBK-EUC-V",
                                         "GBKp-EUC-H",
                                         "GBKp-EUC-V",
                                         "GBK2K-H",
                                         "GBK2K-V",
                                         "UniGB-UCS2-H",
                                         "UniGB-UCS2-V",
                                         "UniGB-UTF16-H",
                                         "UniGB-UTF16-V",
                                         "B5pc-H",
                                         "B5pc-V",
                                         "HKscs-B5-H",
                                         "HKscs-B5-V",
                                         "ETen-B5-H",
                                         "ETen-B5-V",
                                         "ETenms-B5-H",
                                         "ETenms-B5-V",
                                         "CNS-EUC-H",
                                         "CNS-EUC-V",
                                         "UniCNS-UCS2-H",
                                         "UniCNS-UCS2-V",
                                         "UniCNS-UTF16-H",
                                         "UniCNS-UTF16-V",
                                         "83pv-RKSJ-H",
                                         "90ms-RKSJ-H",
                                         "90ms-RKSJ-V",
                                         "90msp-RKSJ-H",
                                         "90msp-RKSJ-V",
                                         "90pv-RKSJ-H",
                                         "Add-RKSJ-H",
                                         "Add-RKSJ-V",
                                         "EUC-H",
                                         "EUC-V",
                                         "Ext-RKSJ-H",
                                         "Ext-RKSJ-V",
                                         "H",
                                         "V",
                                         "UniJIS-UCS2-H",
                                         "UniJIS-UCS2-V",
                                         "UniJIS-UCS2-HW-H",
                                         "UniJIS-UCS2-HW-V",
                                         "UniJIS-UTF16-H",
                                         "UniJIS-UTF16-V",
                                         "KSC-EUC-H",
                                         "KSC-EUC-V",
                                         "KSCms-UHC-H",
                                         "KSCms-UHC-V",
                                         "KSCms-UHC-HW-H",
                                         "KSCms-UHC-HW-V",
                                         "KSCpc-EUC-H",
                                         "UniKS-UCS2-H",
                                         "UniKS-UCS2-V",
                                         "UniKS-UTF16-H",
                                         "UniKS-UTF16-V"};
// The collection of each group of them, by a part of its name.
static const struct {
    const char *part, *ordering;
} orderings[] = {{"GB", "GB1"},     {"B5", "CNS1"},      {"CNS", "CNS1"},
                 {"KSC", "Korea1"}, {"UniKS", "Korea1"}, {"", "Japan1"}};

static bool is_identity(const struct cos *name)
{
    return object_is(name, "Identity-H") || object_is(name, "Identity-V");
}

// ----- Font dictionaries -----

static struct str ordering_of(struct str name)
{
    for (size_t i = 0; i < COUNT(orderings); i++)
        if (str_find(name, str_of(orderings[i].part)) != STR_NONE)
            return str_of(orderings[i].ordering);
    return (struct str){0};
}

static void check_collection(struct check *check, const struct font *font)
{
    const struct cos *own = get(check, font->descendant, "CIDSystemInfo");
    const struct cos *cmap = get(check, font->encoding, "CIDSystemInfo");
    bool same;
    if (is_identity(font->encoding))
        return;
    if (font->has_codes)
        same = str_equal(get(check, own, "Ordering")->text,
                         get(check, cmap, "Ordering")->text) &&
               str_equal(get(check, own, "Registry")->text,
                         get(check, cmap, "Registry")->text) &&
               get(check, own, "Supplement")->number <=
                   get(check, cmap, "Supplement")->number;
    else
        same = str_equal(get(check, own, "Registry")->text, STR("Adobe")) &&
               str_equal(get(check, own, "Ordering")->text,
                         ordering_of(font->encoding->text));
    check_that(
        check,
        same || object_is(get(check, font->encoding, "CMapName"), "Identity-H"),
        RULE_FONT_ORDERING, font->object);
}

static void check_composite(struct check *check, const struct font *font)
{
    const struct cos *name = font->encoding;
    const struct cos *uses = get(check, name, "UseCMap");
    check_collection(check, font);
    if (name->kind == OBJECT_NAME)
        check_that(check, STR_IS_ONE_OF(name->text, predefined), RULE_FONT_CMAP,
                   font->object);
    if (font->has_codes) {
        check_that(check, font->codes.mode == get(check, name, "WMode")->number,
                   RULE_FONT_CMAP_WMODE, name);
        struct str used = font->codes.uses;
        if (uses->kind == OBJECT_NAME)
            used = uses->text;
        else if (uses->kind == OBJECT_STREAM)
            used = get(check, uses, "CMapName")->text;
        check_that(check,
                   uses->kind != OBJECT_NAME ||
                       STR_IS_ONE_OF(uses->text, predefined),
                   RULE_FONT_CMAP, name);
        check_that(check, used.count == 0 || STR_IS_ONE_OF(used, predefined),
                   RULE_FONT_CMAP_USED, name);
        check_that(check, font->codes.largest <= 65535, RULE_CID_LARGE, name);
    }
    check_that(
        check,
        !object_is(get(check, font->descendant, "Subtype"), "CIDFontType2") ||
            font->program->kind != OBJECT_STREAM ||
            font->gid_map->kind == OBJECT_STREAM ||
            object_is(font->gid_map, "Identity"),
        RULE_FONT_CID_MAP, font->object);
}

static bool is_subset(struct str name)
{
    for (size_t i = 0; i < 6; i++)
        if (i >= name.count || name.bytes[i] < 'A' || name.bytes[i] > 'Z')
            return false;
    return name.count > 6 && name.bytes[6] == '+';
}

// Bit by bit, highest first (ISO 19005-2 6.2.11.4.2).
static void check_cidset(struct check *check, const struct font *font)
{
    const struct cos *stream = get(check, font->descriptor, "CIDSet");
    if (stream->kind != OBJECT_STREAM || !font->has_sfnt ||
        !is_subset(get(check, font->descendant, "BaseFont")->text))
        return;
    struct str bits = document_data(check->document, stream);
    for (uint32_t cid = 1; cid < LIMIT_CODES; cid++) {
        if (!(font->shown[cid / 8] & 1u << cid % 8))
            continue;
        if (cid / 8 >= bits.count ||
            !((unsigned char)bits.bytes[cid / 8] & 0x80u >> cid % 8)) {
            check_fail(check, RULE_FONT_CIDSET, font->object, "CID %u", cid);
            return;
        }
    }
}

static void check_truetype(struct check *check, const struct font *font)
{
    const struct sfnt *sfnt = &font->sfnt;
    const struct cos *at = font->object;
    const struct cos *base = object_is_dictionary(font->encoding)
                                 ? get(check, font->encoding, "BaseEncoding")
                                 : font->encoding;
    const struct cos *names = get(check, font->encoding, "Differences");
    bool plain = object_is(base, "MacRomanEncoding") ||
                 object_is(base, "WinAnsiEncoding");
    for (size_t i = 0; i < names->count; i++) {
        const struct cos *name = document_item(check->document, names, i);
        plain &= name->kind != OBJECT_NAME || font_known_name(name->text);
    }
    plain &= names->count == 0 || !font->has_sfnt || sfnt->cmap31;
    check_that(check, font->symbolic || plain, RULE_TRUETYPE_ENCODING, at);
    check_that(check, !font->symbolic || font->encoding->kind == OBJECT_NULL,
               RULE_TRUETYPE_SYMBOLIC, at);
    if (!font->has_sfnt)
        return;
    check_that(check,
               font->symbolic ||
                   (sfnt->cmap30 ? sfnt->tables > 1 : sfnt->tables > 0),
               RULE_TRUETYPE_CMAP, at);
    check_that(check, font->symbolic || sfnt->cmap31 || sfnt->cmap10,
               RULE_TRUETYPE_CMAP_2, at);
    check_that(check, !font->symbolic || sfnt->tables == 1 || sfnt->cmap30,
               RULE_TRUETYPE_SYMBOLS, at);
    check_that(check, !font->symbolic || sfnt->cmap30 || sfnt->cmap10,
               RULE_TRUETYPE_SYMBOLS_2, at);
}

static const char *const standard_14[] = {"Courier",
                                          "Courier-Bold",
                                          "Courier-Oblique",
                                          "Courier-BoldOblique",
                                          "Helvetica",
                                          "Helvetica-Bold",
                                          "Helvetica-Oblique",
                                          "Helvetica-BoldOblique",
                                          "Times-Roman",
                                          "Times-Bold",
                                          "Times-Italic",
                                          "Times-BoldItalic",
                                          "Symbol",
                                          "ZapfDingbats"};

static void check_simple(struct check *check, const struct font *font)
{
    const struct cos *at = font->object;
    double last = get(check, at, "LastChar")->number;
    bool known = object_is(font->type, "Type1") &&
                 STR_IS_ONE_OF(get(check, at, "BaseFont")->text, standard_14);
    check_that(check, known || document_has(at, "FirstChar"), RULE_FONT_FIRST,
               at);
    check_that(check, known || document_has(at, "LastChar"), RULE_FONT_LAST,
               at);
    check_that(check,
               known || (font->widths->kind == OBJECT_ARRAY &&
                         (double)font->widths->count == last - font->first + 1),
               RULE_FONT_WIDTHS, at);
}

void font_check(struct check *check, const struct font *font)
{
    const struct cos *at = font->object;
    const struct cos *kind = get(check, font->program, "Subtype");
    bool type3 = object_is(font->type, "Type3");
    check_that(check, object_is(get(check, at, "Type"), "Font"),
               RULE_FONT_DICTIONARY, at);
    check_that(check, STR_IS_ONE_OF(font->type->text, simple_types),
               RULE_FONT_TYPE, at);
    check_that(check, type3 || document_has(at, "BaseFont"), RULE_FONT_NAME,
               at);
    check_that(check,
               kind->kind != OBJECT_NAME || object_is(kind, "Type1C") ||
                   object_is(kind, "CIDFontType0C") ||
                   object_is(kind, "OpenType"),
               RULE_FONT_FILE_TYPE, at);
    check_that(check,
               type3 || !font->used_visible ||
                   font->program->kind == OBJECT_STREAM,
               RULE_FONT_NOT_EMBEDDED, at);
    if (font->composite)
        check_composite(check, font);
    else
        check_simple(check, font);
    if (font->simple_truetype)
        check_truetype(check, font);
    if (font->composite)
        check_cidset(check, font);
}
