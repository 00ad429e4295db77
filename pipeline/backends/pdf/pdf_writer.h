// SPDX-License-Identifier: MIT
// What the files of pdf/ share: the document being written, its objects.
//
// libharu keeps and numbers the objects and has the page tree, the catalogue
// and the trailer. A dictionary's inside is written here as text, for
// libharu's reals are floats, its strings end at a NUL and its arrays at 32767
// items; the file is written here, for libharu knows no object streams.
#ifndef QALAM_PDF_WRITER_H
#define QALAM_PDF_WRITER_H

#include "backends/pdf/pdf.h"

#include <hpdf.h>
// Only the object layer; hpdf.h alone leaves these types opaque.
#include <hpdf_utils.h>

#include <hpdf_catalog.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <xxhash.h>
#include <zlib.h>

struct pdf_font;
struct page_content;
struct text_cluster;

// An indirect dictionary or stream; number 0: none.
struct object {
    HPDF_Dict dict;
    unsigned number;
};

enum stream_form { STREAM_NONE, STREAM_PLAIN, STREAM_DEFLATED, STREAM_JPEG };
// What is between an object's << and >>, and its stream as it is in the file.
struct object_text {
    struct str inside, bytes;
    enum stream_form form; // STREAM_NONE: a dictionary alone
};

// A page's marked-content sequence, or an annotation, under its tag.
struct tagged {
    size_t tag;
    uint64_t order;
    size_t page;
    unsigned mcid;       // where annotation is 0
    unsigned annotation; // object number
};

// So much of each ink, in thousandths.
enum { INK_PLATES = 4, PLATE_BLACK = 3 };
struct plates {
    uint16_t of[INK_PLATES]; // cyan, magenta, yellow, black
};

struct press_box {
    scaled x, y, width, height;
};
// Where a picture is that takes in what lies on it.
struct press_shaded {
    const struct page *page; // NULL: it takes in nothing
    struct press_box box;
};

struct pdf_writer {
    const struct press *press;      // NULL: a file for readers
    struct plates inks[INK_COUNT];  // of the press
    scaled bleed, margin;           // of the press: past the trimmed page
    struct press_shaded shaded;     // of the picture that is being made
    const struct pages *pages;
    const struct brief *brief;
    const struct context *context;
    struct arena *arena; // of this writing alone
    HPDF_Doc doc;
    XXH3_state_t *hash; // over all that is written: the file's ID
    z_stream deflate;
    HPDF_Page *page_objects;
    unsigned *page_numbers;
    enum pdf_standard standard;
    struct pdf_source source;
    struct object resources;
    struct object namespace;              // of PDF 2.0, or none
    struct object *tag_objects;           // of each tag, see structure_object
    size_t *references, *first_reference; // of each note, in PDF 2.0
    size_t *tag_targets;     // of each Link: the tag it leads to, or 0
    struct pdf_font **fonts; // in order of first use
    size_t font_count, font_capacity;
    struct pdf_font *font_of_face[FACE_COUNT];
    struct pdf_image *images;
    size_t image_count, image_capacity;
    struct tagged *tagged; // in order of pages
    size_t tagged_count, tagged_capacity;
    struct destinations destinations;
    size_t annotation_count;
    uint16_t *clears; // thousandths that are used, in order of first use
    size_t clear_count, clear_capacity;
    bool has_inks;   // a picture in CMYK, which nobody could convert
    bool accessible; // all that PDF/UA-1 asks of the text is there
    struct text_cluster *clusters; // scratch of text.c
    size_t cluster_capacity;
};

// ----- objects.c -----

struct object object_new(struct pdf_writer *writer);
// The inside of a dictionary, without << >>; kept in the writer's arena.
void object_set(struct pdf_writer *writer, struct object object,
                struct str inside);
struct object object_add(struct pdf_writer *writer, struct str inside);
// A stream, deflated; inside: the dictionary but for Length and Filter.
struct object object_add_stream(struct pdf_writer *writer, struct str inside,
                                struct str bytes);
struct object object_add_stream_as(struct pdf_writer *writer,
                                   enum stream_form form, struct str inside,
                                   struct str bytes);
// NULL: a dictionary of libharu's own.
const struct object_text *object_text_of(HPDF_Dict dict);

void object_put_name(struct buffer *out, struct str name); // "/Name"
// A text string (7.9.2.2): ASCII as it is, else UTF-16BE in hexadecimal.
void object_put_text(struct buffer *out, struct str text);
void object_put_ascii(struct buffer *out, struct str bytes); // "(…)", for URIs
void object_put_utf16(struct buffer *out,
                      struct str text); // hexadecimal, no mark
void object_put_points(struct buffer *out, scaled length);           // "12.345"
void object_put_points_pair(struct buffer *out, scaled x, scaled y); // "x y "
void object_put_integer(struct buffer *out, int64_t value);
// A value in thousandths, without needless zeros.
void object_put_thousandths(struct buffer *out, int64_t value);

// ----- file.c -----

void file_open(struct pdf_writer *writer);
void file_close(struct pdf_writer *writer);
// Packed by zlib; in the writer's arena.
struct str file_deflate(struct pdf_writer *writer, struct str bytes);
// The whole file: header, objects, cross-reference stream (7.5.7, 7.5.8).
void file_write(struct pdf_writer *writer, struct buffer *out);

// ----- fonts.c -----

// A part of a drawn glyph: a glyph of the face, moved by font units, y up.
struct component {
    uint32_t glyph;
    int32_t x, y;
};
enum { COMPONENTS_MAX = 16, ADVANCE_NATURAL = -1 };
// What one code draws and says. advance in font units, or ADVANCE_NATURAL for
// that of the only component. No component: nothing is drawn.
struct shape {
    struct component components[COMPONENTS_MAX];
    size_t count;
    int32_t advance;
};

struct pdf_font *font_of(struct pdf_writer *writer, const struct face *face);
unsigned font_index(const struct pdf_font *font); // /F1 is 1
// The code that draws shape and says text (UTF-8): made at first use.
unsigned font_code(struct pdf_writer *writer, struct pdf_font *font,
                   const struct shape *shape, struct str text);
int font_width(const struct pdf_font *font, unsigned code); // 1/1000 em
// Advance of a glyph of the face, in font units.
int32_t font_advance(const struct pdf_font *font, uint32_t glyph);
// Subsets and embeds all that were used; fills the resources' font entries.
void fonts_finish(struct pdf_writer *writer, struct buffer *resources);

// ----- subset.c -----

// A glyph that the face has not: parts at places, and an advance.
struct made_glyph {
    const struct component *components;
    size_t count;
    int32_t advance;
};
// A TrueType file of the glyphs (face's ids) and then the made ones. ids is
// filled with the new id of each glyph; the made ones follow from *made_first.
// The bytes live in arena. False: the face has no TrueType outlines.
bool subset_make(struct arena *arena, const struct face *face,
                 const uint32_t *glyphs, size_t glyph_count,
                 const struct made_glyph *made, size_t made_count,
                 uint32_t *ids, uint32_t *made_first, struct str *file);

// ----- content.c: a page's content stream -----

struct page_content {
    struct pdf_writer *writer;
    const struct page *page;
    size_t index;
    struct buffer out;
    // What the reader of the stream has set.
    bool in_text;
    scaled line_x, line_y; // of the text line matrix, in thousandths of pt
    struct pdf_font *font;
    scaled font_size;
    int font_scale;                   // Tz in hundredths of a percent
    int64_t letter_fit;               // Tc in thousandths of pt
    int64_t fill_color, stroke_color; // packed, -1: not set
    bool overprint, wants_overprint;
    size_t open_tag;
    bool open; // a marked-content sequence
    bool open_lang;
    uint64_t open_order;
    unsigned mcid_count;
};
void content_draw(struct page_content *content);
// A place and a box of the page, where they lie on its sheet.
void page_put_point(struct buffer *out, const struct page *page, scaled x,
                    scaled y);
void page_put_box(struct buffer *out, const struct page *page, scaled x,
                  scaled y, scaled width, scaled height);
// The graphics states of what lets through.
void content_finish(struct pdf_writer *writer, struct buffer *resources);
// PDF's y of the page's y.
scaled content_y(const struct page_content *content, scaled y);
struct rgb content_color(const struct page_content *content, struct ink ink);
void content_fill(struct page_content *content, struct ink ink);
// What is drawn from here to the Q that ends it.
void content_clip(struct page_content *content, scaled x, scaled y,
                  scaled width, scaled height);
void content_begin_text(struct page_content *content);
void content_end_text(struct page_content *content);
void content_font(struct page_content *content, struct pdf_font *font,
                  scaled size);
// Horizontal scale, in hundredths of a percent.
void content_scale(struct page_content *content, int hundredths);
// What is added after each code, in thousandths of pt; it is scaled too.
void content_fit(struct page_content *content, int64_t thousandths);

// ----- press_inks.c -----

// The plates of the pages' inks.
void press_inks_prepare(struct pdf_writer *writer);
struct plates press_plates(const struct pdf_writer *writer, struct ink ink);
// What colours of the screen become, within the limit for our own colours.
void press_convert(const struct pdf_writer *writer, const struct rgb *colours,
                   size_t count, struct plates *plates);
void press_put_plates(struct buffer *out, struct plates plates);

// ----- press_bleed.c -----

// A box that reaches an edge of the page reaches past it, by the bleed.
struct press_box press_bleed_box(const struct page_content *content,
                                 struct press_box box);
// Where a picture is drawn so that it fills its box in the bleed too.
struct press_box press_bleed_picture(const struct page_content *content,
                                     struct press_box picture,
                                     struct press_box shown);

// ----- press_marks.c -----

// Around the page, on its sheet.
void press_marks_draw(struct page_content *content);
void press_marks_finish(struct pdf_writer *writer, struct buffer *resources);

// ----- press_picture.c -----

struct press_pixels {
    uint32_t width, height;
    uint8_t *inks, *alpha; // alpha NULL: opaque
};
// A picture of pixels, in the inks of the press.
struct object press_picture(struct pdf_writer *writer,
                            const struct image *image, uint32_t width,
                            uint32_t height);
// In tints of the accent, from its grey pixels.
struct object press_duotone(struct pdf_writer *writer, const uint8_t *grey,
                            uint32_t width, uint32_t height, unsigned most);
// Pixels as DRAW_PIXELS gives them.
struct object press_drawn(struct pdf_writer *writer, struct str bytes,
                          uint32_t width, uint32_t height);

// ----- press_shade.c -----

// Does a thing let its picture through, where the standard knows no such thing?
bool press_is_shade(const struct pdf_writer *writer,
                    const struct placed *placed);
// Does one lie on a thing of the page?
bool press_has_shade(const struct pdf_writer *writer, const struct page *page,
                     const struct placed *under);
// Into the pixels of the picture that is being made.
void press_shade(struct pdf_writer *writer, struct press_pixels *pixels);

// ----- press_form.c -----

// The records of a drawing with plates in place of light. False: there is more
// in it than flat colours, or what the standard does not let through.
bool press_form_records(struct pdf_writer *writer, struct str records,
                        struct buffer *out);

// ----- text.c -----

void text_draw(struct page_content *content, const struct placed *placed);

// ----- images.c -----

// Draws a placed image, or says why not through the context and draws nothing.
void image_draw(struct page_content *content, const struct placed *placed);
// Rows of bytes as an image's stream.
struct object image_add_pixels(struct pdf_writer *writer, struct str inside,
                               const uint8_t *pixels, size_t row_count,
                               size_t row_bytes);
void image_put_head(struct buffer *out, uint32_t width, uint32_t height,
                    int bits);
void image_put_predictor(struct buffer *out, uint32_t width, int channels,
                         int bits);
struct object image_add_mask(struct pdf_writer *writer, const uint8_t *alpha,
                             uint32_t width, uint32_t height);
void images_finish(struct pdf_writer *writer, struct buffer *resources);

// ----- form.c -----

// Of records that are sound (draw/draw.h). Number 0: they are not in order.
struct object form_add(struct pdf_writer *writer, struct str records);

// ----- structure.c -----

// What a tag is called in the file's version of PDF.
struct structure_type {
    const char *name;
    bool pdf2; // of the namespace of PDF 2.0
};
struct structure_type structure_type_of(const struct pdf_writer *writer,
                                        size_t tag);
// The element of a tag, or of the document where it is an artifact: made at
// the first call, so that what leads to it can be written before it is.
struct object structure_object(struct pdf_writer *writer, size_t tag);
// Opens and closes marked content as the tag asks; same tag, same sequence.
void structure_begin(struct page_content *content, const struct placed *placed);
void structure_end(struct page_content *content);
// The language that holds at a tag.
struct str structure_lang(const struct pdf_writer *writer, size_t tag);
void structure_finish(struct pdf_writer *writer);

// ----- structure_types.c -----

void structure_types_prepare(struct pdf_writer *writer);
void structure_put_namespaces(const struct pdf_writer *writer,
                              struct buffer *out);
// Type, parent and namespace of an element.
void structure_put_type(struct pdf_writer *writer, struct buffer *out,
                        size_t tag, unsigned parent);
// In PDF 2.0: what a link refers to, and a note's kind and who refers to it.
// True: it has all its attributes.
bool structure_put_note(struct pdf_writer *writer, struct buffer *out,
                        size_t index);

// ----- links.c -----

void links_prepare(struct pdf_writer *writer); // before any destination is put
void links_add(struct pdf_writer *writer, size_t page);
// Where a name leads: /Dest [page /XYZ x y null], or in PDF/UA-2 an action
// that names the element too (14289-2 8.8). False: no such name.
bool link_put_destination(struct pdf_writer *writer, struct buffer *out,
                          struct str name);
// The tag whose destination has that name; 0: none.
size_t link_tag(const struct pdf_writer *writer, struct str name);

// ----- bookmarks.c, metadata.c -----

void bookmarks_write(struct pdf_writer *writer); // bookmarks, page labels
void metadata_write(struct pdf_writer *writer);

// An entry of the catalogue.
void catalog_add(struct pdf_writer *writer, const char *key,
                 struct object object);
// "/Key (D:…)", of seconds since 1970.
void object_put_date(struct buffer *out, const char *key, int64_t seconds);

// ----- attachments.c -----

// What the standard asks for: nothing in PDF/A-2.
void attachments_write(struct pdf_writer *writer);

// ----- output_intent.c -----

// In the catalogue: that the file's RGB is sRGB, or which press its inks are
// for.
void output_intent_write(struct pdf_writer *writer);

#endif
