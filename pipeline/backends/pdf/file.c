// SPDX-License-Identifier: MIT
// The file around the objects: streams packed, dictionaries in object streams,
// a cross-reference stream (7.5.7, 7.5.8).
//
// Tags are thousands of small dictionaries: in object streams they cost a
// tenth of what they take one by one.

#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

#include <string.h>

// A reader unpacks a whole object stream to see one object.
enum { OBJECTS_IN_STREAM = 200 };

// Where an object is (7.5.8.3, table 18).
struct entry {
    enum { ENTRY_FREE, ENTRY_OFFSET, ENTRY_PACKED } kind;
    size_t where; // offset in the file, or number of the object stream
    unsigned index;
};

struct file {
    struct pdf_writer *writer;
    struct buffer *out;
    struct entry *entries;
    size_t count;
    HPDF_Stream value; // what libharu writes of one object
    // The object stream that is being filled.
    struct buffer numbers, objects;
    unsigned packed;
    size_t *packed_numbers; // of its objects
};

// ----- Opening and closing -----

void file_open(struct pdf_writer *writer)
{
    writer->arena = arena_new();
    writer->hash = XXH3_createState();
    writer->doc = HPDF_New(NULL, NULL);
    if (!writer->hash || !writer->doc)
        fail_system("libharu");
    XXH3_128bits_reset(writer->hash);
    if (deflateInit(&writer->deflate, Z_DEFAULT_COMPRESSION) != Z_OK)
        fail_system("zlib");
}

void file_close(struct pdf_writer *writer)
{
    deflateEnd(&writer->deflate);
    HPDF_Free(writer->doc);
    XXH3_freeState(writer->hash);
    arena_free(writer->arena);
}

// ----- Streams -----

// One state for all of them: to set one up costs more than a small stream.
struct str file_deflate(struct pdf_writer *writer, struct str bytes)
{
    z_stream *deflater = &writer->deflate;
    const size_t step = 1u << 30; // zlib counts in 32 bits
    struct buffer packed = {0};
    size_t done = 0;
    do {
        size_t count = bytes.count - done < step ? bytes.count - done : step;
        size_t bound = deflateBound(deflater, (uLong)count);
        buffer_reserve(&packed, bound);
        deflater->next_in = (Bytef *)(uintptr_t)bytes.bytes + done;
        deflater->avail_in = (uInt)count;
        deflater->next_out = (Bytef *)packed.bytes + packed.count;
        deflater->avail_out = (uInt)bound;
        done += count;
        int got =
            deflate(deflater, done == bytes.count ? Z_FINISH : Z_SYNC_FLUSH);
        if (got != (done == bytes.count ? Z_STREAM_END : Z_OK))
            fail_system("zlib");
        packed.count += bound - deflater->avail_out;
    } while (done < bytes.count);
    deflateReset(deflater);
    return buffer_to_arena(&packed, writer->arena);
}

static void put_stream(struct buffer *out, const struct object_text *text)
{
    static const char *const filters[] = {
        [STREAM_DEFLATED] = "/Filter /FlateDecode\n",
        [STREAM_JPEG] = "/Filter /DCTDecode\n",
        [STREAM_PLAIN] = "",
        [STREAM_NONE] = "",
    };
    buffer_add_c(out, "<<\n");
    buffer_add(out, text->inside);
    buffer_printf(out, "\n%s/Length %zu>>\nstream\n", filters[text->form],
                  text->bytes.count);
    buffer_add(out, text->bytes);
    buffer_add_c(out, "\nendstream");
}

// ----- Versions -----

static const char *version_of(const struct pdf_writer *writer)
{
    if (writer->press)
        return writer->press->standard == PRINT_X1A ? "1.3" : "1.6";
    return writer->standard == PDF_UA2_A4F ? "2.0" : "1.7";
}

// Object streams and cross-reference streams came with PDF 1.5.
static bool is_classic(const struct pdf_writer *writer)
{
    return writer->press && writer->press->standard == PRINT_X1A;
}

// ----- Objects -----

static void put_value(struct file *file, void *object, struct buffer *out)
{
    if (HPDF_Obj_WriteValue(object, file->value, NULL) != HPDF_OK ||
        HPDF_Stream_Seek(file->value, 0, HPDF_SEEK_SET) != HPDF_OK)
        fail_system("libharu");
    HPDF_BYTE bytes[1 << 12];
    for (;;) {
        HPDF_UINT count = sizeof bytes;
        HPDF_STATUS status = HPDF_Stream_Read(file->value, bytes, &count);
        buffer_add(out, (struct str){(const char *)bytes, count});
        if (status != HPDF_OK)
            break;
    }
    HPDF_MemStream_FreeData(file->value);
}

static void begin_object(struct file *file, size_t number)
{
    file->entries[number] = (struct entry){ENTRY_OFFSET, file->out->count, 0};
    buffer_printf(file->out, "%zu 0 obj\n", number);
}

// Its number is the next that is free: objects of libharu have theirs.
static void end_object_stream(struct file *file)
{
    if (!file->packed)
        return;
    struct object_text text = {.form = STREAM_DEFLATED};
    size_t number = file->count++;
    text.inside =
        arena_printf(file->writer->arena, "/Type /ObjStm\n/N %u\n/First %zu",
                     file->packed, file->numbers.count);
    buffer_add(&file->numbers, buffer_str(&file->objects));
    text.bytes = file_deflate(file->writer, buffer_str(&file->numbers));
    begin_object(file, number);
    put_stream(file->out, &text);
    buffer_add_c(file->out, "\nendobj\n");
    for (unsigned i = 0; i < file->packed; i++)
        file->entries[file->packed_numbers[i]].where = number;
    buffer_clear(&file->numbers);
    buffer_clear(&file->objects);
    file->packed = 0;
}

static void pack_object(struct file *file, size_t number, void *object)
{
    file->entries[number] = (struct entry){ENTRY_PACKED, 0, file->packed};
    file->packed_numbers[file->packed++] = number;
    buffer_printf(&file->numbers, "%zu %zu ", number, file->objects.count);
    put_value(file, object, &file->objects);
    buffer_add_byte(&file->objects, '\n');
    if (file->packed == OBJECTS_IN_STREAM)
        end_object_stream(file);
}

// Pages of libharu bring streams of its own, which we do not fill; they and
// their lengths are left out.
static bool left_out(void *object)
{
    HPDF_Obj_Header *header = object;
    unsigned class = header->obj_class & HPDF_OCLASS_ANY;
    if (class == HPDF_OCLASS_DICT)
        return ((HPDF_Dict)object)->stream != NULL;
    return class == HPDF_OCLASS_NUMBER;
}

static void put_object(struct file *file, size_t number, void *object)
{
    HPDF_Obj_Header *header = object;
    if (left_out(object))
        return;
    const struct object_text *text =
        (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT
            ? object_text_of(object)
            : NULL;
    bool stream = text && text->form != STREAM_NONE;
    if (!stream && !is_classic(file->writer)) {
        pack_object(file, number, object);
        return;
    }
    begin_object(file, number);
    if (stream)
        put_stream(file->out, text);
    else
        put_value(file, object, file->out);
    buffer_add_c(file->out, "\nendobj\n");
}

// ----- Cross-reference -----

// Rows of 1, 4 and 2 bytes, each as what it differs by from the row above.
enum { ROW = 7, FILTER_UP = 2 };

static void put_row(uint8_t row[ROW], const struct entry *entry)
{
    row[0] = (uint8_t)entry->kind;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (uint8_t)(entry->where >> (24 - 8 * i));
    row[5] = (uint8_t)(entry->index >> 8);
    row[6] = (uint8_t)entry->index;
}

static struct str rows_of(struct file *file)
{
    struct buffer rows = {0};
    uint8_t row[ROW], last[ROW] = {0};
    for (size_t i = 0; i < file->count; i++) {
        put_row(row, &file->entries[i]);
        buffer_add_byte(&rows, FILTER_UP);
        for (size_t j = 0; j < ROW; j++)
            buffer_add_byte(&rows, (char)(row[j] - last[j]));
        memcpy(last, row, sizeof last);
    }
    struct str packed = file_deflate(file->writer, buffer_str(&rows));
    buffer_release(&rows);
    return packed;
}

static unsigned number_of(HPDF_Dict dict)
{
    return dict->header.obj_id & 0x00FFFFFF;
}

// From what is in the file: libharu's would be the clock's.
static void put_id(struct pdf_writer *writer, struct buffer *out)
{
    XXH128_canonical_t id;
    XXH128_canonicalFromHash(&id, XXH3_128bits_digest(writer->hash));
    char hex[2 * sizeof id.digest + 1];
    for (size_t i = 0; i < sizeof id.digest; i++)
        snprintf(hex + 2 * i, 3, "%02X", id.digest[i]);
    buffer_printf(out, "/ID [<%s> <%s>]\n", hex, hex);
}

static void put_cross_reference(struct file *file)
{
    struct pdf_writer *writer = file->writer;
    size_t number = file->count++, start = file->out->count;
    struct buffer inside = {0};
    begin_object(file, number);
    buffer_printf(&inside,
                  "/Type /XRef\n/Size %zu\n/W [1 4 2]\n"
                  "/DecodeParms <</Predictor 12 /Columns %d>>\n/Root %u 0 R\n",
                  file->count, ROW, number_of(writer->doc->catalog));
    if (writer->standard != PDF_UA2_A4F)
        buffer_printf(&inside, "/Info %u 0 R\n", number_of(writer->doc->info));
    put_id(writer, &inside);
    struct object_text text = {.form = STREAM_DEFLATED,
                               .inside = buffer_str(&inside),
                               .bytes = rows_of(file)};
    put_stream(file->out, &text);
    buffer_printf(file->out, "\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
    buffer_release(&inside);
}

// The same before PDF 1.5 (7.5.4): lines of 20 bytes, and the free ones make a
// list.
static void put_table(struct file *file)
{
    struct pdf_writer *writer = file->writer;
    size_t start = file->out->count, next = 0;
    for (size_t i = file->count; i-- > 0;)
        if (file->entries[i].kind == ENTRY_FREE) {
            file->entries[i].where = next;
            next = i;
        }
    buffer_printf(file->out, "xref\n0 %zu\n", file->count);
    for (size_t i = 0; i < file->count; i++) {
        bool used = file->entries[i].kind == ENTRY_OFFSET;
        buffer_printf(file->out, "%010zu %05d %c \n", file->entries[i].where,
                      used ? 0 : 65535, used ? 'n' : 'f');
    }
    buffer_printf(file->out, "trailer\n<<\n/Size %zu\n/Root %u 0 R\n",
                  file->count, number_of(writer->doc->catalog));
    buffer_printf(file->out, "/Info %u 0 R\n", number_of(writer->doc->info));
    put_id(writer, file->out);
    buffer_printf(file->out, ">>\nstartxref\n%zu\n%%%%EOF\n", start);
}

// ----- All -----

void file_write(struct pdf_writer *writer, struct buffer *out)
{
    HPDF_List objects = writer->doc->xref->entries;
    size_t streams = objects->count / OBJECTS_IN_STREAM + 2;
    struct file file = {.writer = writer, .out = out, .count = objects->count};
    file.entries =
        ARENA_ARRAY(writer->arena, struct entry, objects->count + streams);
    file.packed_numbers = ARENA_ARRAY(writer->arena, size_t, OBJECTS_IN_STREAM);
    file.entries[0].index = 65535;
    file.value = HPDF_MemStream_New(writer->doc->mmgr, 1 << 12);
    if (!file.value || HPDF_GetError(writer->doc) != HPDF_OK)
        fail_system("libharu");
    buffer_printf(out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n",
                  version_of(writer));
    for (size_t i = 1; i < objects->count; i++)
        put_object(&file, i,
                   HPDF_Xref_GetEntry(writer->doc->xref, (HPDF_UINT)i)->obj);
    end_object_stream(&file);
    if (is_classic(writer))
        put_table(&file);
    else
        put_cross_reference(&file);
    HPDF_Stream_Free(file.value);
    buffer_release(&file.numbers);
    buffer_release(&file.objects);
}
