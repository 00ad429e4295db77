// SPDX-License-Identifier: MIT
// Texts in many encodings, made by iconv: told, shown, guessed, or asked for.
#include "reading.h"

#include "read/encodings/encodings.h"

#include <errno.h>
#include <iconv.h>
#include <jansson.h>

// ----- Making and decoding -----

// text in another encoding; fails the test where it cannot be written in it.
static struct str encoded(struct arena *arena, const char *text,
                          const char *name)
{
    iconv_t converter = iconv_open(name, "UTF-8");
    if (converter == (iconv_t)-1)
        fail_msg("iconv does not know %s", name);
    size_t left = strlen(text), space = 8 * left + 64;
    char *from = (char *)(uintptr_t)text, *bytes = arena_alloc(arena, space);
    char *to = bytes;
    if (iconv(converter, &from, &left, &to, &space) != 0 ||
        iconv(converter, NULL, NULL, &to, &space) != 0)
        fail_msg("%s is not in %s", from, name);
    iconv_close(converter);
    return (struct str){bytes, (size_t)(to - bytes)};
}

struct decoding {
    struct arena *arena;
    struct context context;
    struct str text, said; // messages as printed
    bool good;
};

static struct decoding decode_as(struct str bytes, const char *from,
                                 bool keep_going)
{
    struct decoding d = {.arena = arena_new()};
    d.context = (struct context){.arena = d.arena,
                                 .diag = diag_new(d.arena, STR("f.md")),
                                 .path = STR("f.md"),
                                 .from = str_of(from),
                                 .keep_going = keep_going};
    d.good = read_decode(bytes, &d.context, &d.text);
    char *said = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&said, &count);
    diag_print(d.context.diag, out, false, false);
    fclose(out);
    d.said = arena_str(d.arena, (struct str){said, count});
    free(said);
    return d;
}

static struct decoding decode(struct str bytes)
{
    return decode_as(bytes, NULL, false);
}

static size_t times_said(const struct decoding *d, const char *what)
{
    size_t count = 0, at;
    for (struct str rest = d->said;
         (at = str_find(rest, str_of(what))) != STR_NONE; count++)
        rest = str_slice(rest, at + 1, rest.count);
    return count;
}

static void assert_said(const struct decoding *d, const char *what)
{
    if (times_said(d, what) == 0)
        fail_msg("not said: %s\nbut: %.*s", what, STR_ARG(d->said));
}

// ----- Texts -----

// Each in words of its language, and the encodings that it must be found in.
static const struct sample {
    const char *text;
    const char *encodings[8];
} samples[] = {
    {"Воду делят по часам, а не по литрам. Кто живёт ниже по течению, ждёт "
     "своей очереди, и этот порядок никто не записывал.\n",
     {"CP1251", "KOI8-R", "ISO-8859-5", "CP866", "MAC-CYRILLIC"}},
    {"Воду ділять за годинами, а не за літрами. Хто живе нижче, чекає своєї "
     "черги, і цей порядок ніхто не записував.\n",
     {"CP1251", "KOI8-U", "ISO-8859-5"}},
    {"Водата се дели по часове. Който живее по-надолу, чака своя ред и никой "
     "не го е записвал, защото всички го знаят.\n",
     {"CP1251", "ISO-8859-5"}},
    {"Обро аз рӯи соат тақсим мекунанд, на аз рӯи литр. Ҳар кас навбати "
     "худро медонад ва ҳеҷ кас онро нанавиштааст.\n",
     {"KOI8-T"}},
    {"يقسم الماء بين القرى بالساعات لا باللترات، ومن يسكن في أسفل النهر "
     "ينتظر دوره حتى الصباح.\n",
     {"CP1256", "ISO-8859-6"}},
    {"آب را به ساعت تقسيم ميكنند نه به ليتر. هر کس نوبت خود را مي\u200Cداند و "
     "کسي گپ ديگري را نمي\u200Cگيرد.\n",
     {"CP1256"}},
    {"L’eau est partagée par heures, non par litres. Ceux qui vivent près de "
     "la rivière ont l’été pour eux, et le partage n’a jamais été écrit.\n",
     {"CP1252", "MACINTOSH"}},
    {"Le partage de l'eau a été décidé à la fin de l'été, près du cœur du "
     "village, où chacun répète les règles à sa manière et les mœurs d'hier.\n",
     {"CP1252", "ISO-8859-15", "MACINTOSH"}},
    {"Das Wasser wird für Stunden verteilt, nicht für Liter. Die Bäuerin, die "
     "später kommt, muß bis zum nächsten Morgen warten; so ist es üblich.\n",
     {"CP1252", "CP1250", "ISO-8859-1", "CP850"}},
    {"El agua se reparte por horas, según la costumbre. Los niños también lo "
     "saben: cada año, después de la inundación, se elige al guardián.\n",
     {"CP1252", "ISO-8859-1", "MACINTOSH"}},
    {"A divisão da água não é escrita. Cada família sabe a sua vez, e ninguém "
     "a põe em dúvida até à estação seca.\n",
     {"CP1252"}},
    {"Woda jest dzielona na godziny, nie na litry. Kto mieszka niżej, czeka "
     "na swoją kolej, a porządku tego nikt nigdy nie zapisał; źle się śpi.\n",
     {"CP1250", "ISO-8859-2"}},
    {"Voda se dělí na hodiny, ne na litry. Kdo žije níže, čeká, až přijde "
     "řada na něj, a ten pořádek nikdo nezapsal, protože ho každý zná; šťastný "
     "je, kdo má trpělivost.\n",
     {"CP1250", "ISO-8859-2"}},
    {"A vizet órákra osztják, nem literekre. Aki lejjebb él, megvárja, amíg "
     "rá kerül a sor, és ezt a rendet soha senki nem írta le; így működő, "
     "betűje sincs, gyűlése sincs.\n",
     {"CP1250", "ISO-8859-2"}},
    {"Su litreye göre değil, saate göre bölünür. Aşağıda oturan kişi sırasını "
     "bekler; bu düzeni kimse yazmamış, çünkü herkes onu bilir.\n",
     {"CP1254", "ISO-8859-9"}},
    {"Το νερό μοιράζεται με τις ώρες και όχι με τα λίτρα. Όποιος μένει πιο "
     "κάτω περιμένει τη σειρά του. Άλλος νόμος δεν υπάρχει. Άρα έτσι μένει. "
     "Άνθρωποι μόνοι, Άδης.\n",
     {"CP1253", "ISO-8859-7"}},
    {"המים מתחלקים לפי שעות ולא לפי ליטרים, ומי שגר במורד הנהר מחכה לתורו.\n",
     {"CP1255", "ISO-8859-8"}},
    {"Vanduo dalijamas valandomis, ne litrais. Kas gyvena žemiau, laukia savo "
     "eilės, ir šios tvarkos niekas nėra užrašęs, nes ją žino visi; taip yra "
     "ir kitąmet.\n",
     {"CP1257", "ISO-8859-13"}},
    {"The elders said: “we don’t write it down – everyone knows.” Nobody’s "
     "turn is longer than another’s, and that’s the whole of the law.\n",
     {"CP1252", "MACINTOSH"}},
};
enum { SAMPLES = sizeof samples / sizeof samples[0] };

static void test_letters_tell_the_encoding(void **state)
{
    for (size_t i = 0; i < SAMPLES; i++)
        for (const char *const *name = samples[i].encodings; *name; name++) {
            struct arena *arena = arena_new();
            struct decoding d = decode(encoded(arena, samples[i].text, *name));
            if (!d.good)
                fail_msg("%s: %.*s", *name, STR_ARG(d.said));
            assert_str(d.text, samples[i].text);
            assert_int_equal(times_said(&d, "[encoding-guessed]"), 1);
            arena_free(d.arena);
            arena_free(arena);
        }
}

// Never another one: what is too short is asked for, and what is meant is
// among the candidates or the bytes are reported.
static void test_a_short_text_is_never_taken_for_another(void **state)
{
    for (size_t i = 0; i < SAMPLES; i++)
        for (const char *const *name = samples[i].encodings; *name; name++)
            for (size_t words = 1; words < 8; words++) {
                struct arena *arena = arena_new();
                struct str text = str_of(samples[i].text);
                size_t end = 0;
                for (size_t word = 0; word < words; word++)
                    end += strcspn(text.bytes + end, " ") + 1;
                char *start = arena_c_string(arena, str_slice(text, 0, end));
                struct decoding d = decode(encoded(arena, start, *name));
                if (d.good)
                    assert_str(d.text, start);
                arena_free(d.arena);
                arena_free(arena);
            }
}

static void test_any_encoding_by_name(void **state)
{
    static const struct {
        const char *text, *names[16];
    } texts[] = {
        {"Вода и час\n",
         {"windows-1251", "KOI8-R", "koi8_u", "KOI8-RU", "ISO-8859-5", "CP866",
          "GB18030", "EUC-JP", "UTF-7", "UTF-16LE", "UTF-16BE", "UTF-32LE",
          "UTF-32BE"}},
        {"été à Noël\n",
         {"windows-1252", "latin1", "ISO-8859-15", "iso8859-9", "windows-1254",
          "ISO-8859-14", "IBM850", "HP-ROMAN8"}},
        {"ÿ\n", {"windows-1252"}},
        {"Zażółć gęślą\n", {"windows-1250", "ISO-8859-2", "ISO-8859-16"}},
        {"ماء و ساعة\n", {"windows-1256", "ISO-8859-6"}},
        {"νερό\n", {"windows-1253", "ISO-8859-7", "IBM869"}},
        {"מים\n", {"windows-1255", "ISO-8859-8", "IBM862"}},
        {"ūdens žēl\n", {"windows-1257", "ISO-8859-13", "ISO-8859-4"}},
        {"nước và giờ\n", {"windows-1258", "TCVN", "VISCII"}},
        {"akvoŝĝ\n", {"ISO-8859-3"}},
        {"ðorriná\n", {"ISO-8859-10"}},
        {"น้ำ\n", {"ISO-8859-11", "TIS-620"}},
        {"水\n", {"Shift_JIS", "BIG5", "EUC-KR", "ISO-2022-JP", "GBK"}},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (size_t n = 0; n < 16 && texts[i].names[n]; n++) {
            struct arena *arena = arena_new();
            const char *name = texts[i].names[n];
            // iconv has no underscores there.
            const char *own = strcmp(name, "koi8_u") ? name : "KOI8-U";
            struct decoding d =
                decode_as(encoded(arena, texts[i].text, own), name, false);
            if (!d.good)
                fail_msg("%s: %.*s", name, STR_ARG(d.said));
            assert_str(d.text, texts[i].text);
            arena_free(d.arena);
            arena_free(arena);
        }
}

static void test_names(void **state)
{
    static const char *const names[][2] = {
        {"cp1256", "windows-1256"},       {"WINDOWS_1256", "windows-1256"},
        {"iso8859-6", "ISO-8859-6"},      {"utf-16-le", "UTF-16LE"},
        {"mac_arabic", "MacArabic"},      {"x-mac-arabic", "MacArabic"},
        {"iso-latin-1", "ISO-8859-1"},    {"utf8", "UTF-8"},
        {"utf-8-with-signature", "UTF-8"}};
    struct arena *arena = arena_new();
    struct encoding encoding;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_true(encoding_named(arena, str_of(names[i][0]), &encoding));
        assert_string_equal(encoding.name, names[i][1]);
    }
    static const char *const none[] = {
        "",
        "-",
        "atlantis-9",
        "UTF-8//TRANSLIT",
        "../../tmp/x",
        "a\nb",
        "a-name-that-is-so-long-that-no-encoding-has-it-at-all"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_false(encoding_named(arena, str_of(none[i]), &encoding));
    assert_string_equal(encoding_meant(STR("windws-1256")), "windows-1256");
    arena_free(arena);
}

static void test_mac_arabic_is_asked_for_by_name(void **state)
{
    // "# " and "!" are written with the marks of right-to-left text.
    struct str bytes = {"\xA3\xA0\xE5\xC7\xC1\xA0\xC7\xE4\xE6\xE7\xD1\n\n"
                        "\xEA\xE2\xD3\xE5\xA0\xC7\xE4\xE5\xC7\xC1\xA0\xC8\xEA"
                        "\xE6\xA0\xC7\xE4\xE2\xD1\xE9\xA1\n",
                        0};
    bytes.count = strlen(bytes.bytes);
    struct decoding d = decode(bytes);
    assert_false(d.good);
    assert_said(&d, "give --from MacArabic (the likeliest)");
    assert_said(&d, "as MacArabic it reads: # ماء النهر");
    arena_free(d.arena);
    d = decode_as(bytes, "MacArabic", false);
    assert_true(d.good);
    assert_str(d.text, "# ماء النهر\n\nيقسم الماء بين القرى!\n");
    arena_free(d.arena);
}

// ----- What is asked for -----

static void test_candidates_and_samples(void **state)
{
    struct decoding d = decode(STR("# Note\n\nSee \xE4\xF0\xF3\xE3 there.\n"));
    assert_false(d.good);
    assert_said(&d, "f.md:3:5: error: ");
    assert_said(&d, "[encoding-unsure]");
    assert_said(&d, "as windows-1251 it reads: See друг there.");
    assert_true(times_said(&d, "[encoding-sample]") >= 2);
    assert_true(times_said(&d, "[encoding-sample]") <= GUESSES);
    arena_free(d.arena);
}

static void test_a_stray_byte_is_no_other_encoding(void **state)
{
    struct decoding d =
        decode(STR("A word \xFF of clean ASCII, and another.\n"));
    assert_false(d.good);
    assert_said(&d, "f.md:1:8: error: byte FF (offset 7) is not valid "
                    "UTF-8 [undecodable]");
    arena_free(d.arena);
}

// ----- Marks, zero bytes and UTF-8 -----

static void test_wide_texts_of_each_language(void **state)
{
    static const char *const names[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE",
                                        "UTF-32BE"};
    static const char *const more[] = {
        "اوبه په ساعتونو وېشل کېږي، نه په لیترونو.\n",
        "Ūdeni dala pa stundām. Ābele, Āraiši, Ādaži.\n", "plain ASCII\n",
        "წყალი საათობით იყოფა.\n"};
    for (size_t i = 0; i < SAMPLES + 4; i++)
        for (size_t n = 0; n < 8; n++) {
            struct arena *arena = arena_new();
            const char *text =
                i < SAMPLES ? samples[i].text : more[i - SAMPLES];
            struct str marked =
                arena_printf(arena, "%s%s", n < 4 ? "\xEF\xBB\xBF" : "", text);
            struct decoding d =
                decode(encoded(arena, marked.bytes, names[n % 4]));
            if (!d.good)
                fail_msg("%s: %.*s", names[n % 4], STR_ARG(d.said));
            assert_str(d.text, text);
            assert_int_equal(d.said.count, 0);
            arena_free(d.arena);
            arena_free(arena);
        }
}

static void test_utf8_is_never_guessed_about(void **state)
{
    static const char *const texts[] = {
        "é\n", "£5\n",    "Ã is a letter, Â too\n",
        "ж\n", "plain\n", "« société », l’œuvre à 5 €\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct decoding d = decode(str_of(texts[i]));
        assert_true(d.good);
        assert_str(d.text, texts[i]);
        assert_int_equal(d.said.count, 0);
        arena_free(d.arena);
    }
    for (size_t i = 0; i < SAMPLES; i++) {
        struct decoding d = decode(str_of(samples[i].text));
        assert_str(d.text, samples[i].text);
        assert_int_equal(d.said.count, 0);
        arena_free(d.arena);
    }
}

static void test_a_mark_wins_over_the_command_line(void **state)
{
    struct decoding d =
        decode_as(STR("\xEF\xBB\xBFété\n"), "windows-1252", false);
    assert_str(d.text, "été\n");
    assert_said(&d, "[encoding-differs]");
    arena_free(d.arena);
    d = decode_as(STR("\xFF\xFE\x61\0\x0A\0"), "utf-16", false);
    assert_str(d.text, "a\n");
    assert_int_equal(d.said.count, 0);
    arena_free(d.arena);
    d = decode_as((struct str){"\0a\0 \0b\0\n", 8}, "utf-16", false);
    assert_str(d.text, "a b\n");
    arena_free(d.arena);
}

static void test_the_command_line_wins_over_the_bytes(void **state)
{
    struct decoding d = decode_as(STR("\xC3\xA9\n"), "windows-1252", false);
    assert_true(d.good);
    assert_str(d.text, "Ã©\n");
    assert_said(&d, "[encoding-differs]");
    arena_free(d.arena);
}

// ----- Mode lines -----

static void test_mode_lines(void **state)
{
    // E6 is a letter in all of them; the line says which.
    static const struct {
        const char *bytes, *text;
    } texts[] = {
        {"<!-- -*- coding: windows-1251 -*- -->\n\xE6\n",
         "<!-- -*- coding: windows-1251 -*- -->\nж\n"},
        {"<!-- -*- mode: markdown; coding: koi8-r-dos -*- -->\r\n\xE6\r\n",
         "<!-- -*- mode: markdown; coding: koi8-r-dos -*- -->\r\nФ\r\n"},
        {"one\rtwo\r\xE6\r<!-- vim: set fileencoding=cp1256: -->\r",
         "one\rtwo\rو\r<!-- vim: set fileencoding=cp1256: -->\r"},
        {"\xE6\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n"
         "19\n20\n21\n<!-- vim:tw=0 fenc=latin1 -->\n\n",
         "æ\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n"
         "19\n20\n21\n<!-- vim:tw=0 fenc=latin1 -->\n\n"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct decoding d = decode(str_of(texts[i].bytes));
        if (!d.good)
            fail_msg("%.*s", STR_ARG(d.said));
        assert_str(d.text, texts[i].text);
        assert_int_equal(d.said.count, 0);
        arena_free(d.arena);
    }
}

static void test_mode_lines_that_are_not_so(void **state)
{
    struct decoding d = decode(STR("-*- coding: windows-1251 -*-\nété\n"));
    assert_str(d.text, "-*- coding: windows-1251 -*-\nété\n");
    assert_said(&d, "[encoding-differs]");
    arena_free(d.arena);
    d = decode(STR("-*- coding: utf-16 -*-\nplain\n"));
    assert_str(d.text, "-*- coding: utf-16 -*-\nplain\n");
    arena_free(d.arena);
    d = decode(STR("-*- coding: atlantis-9 -*-\nplain\n"));
    assert_true(d.good);
    assert_said(&d, "[encoding-unknown]");
    arena_free(d.arena);
    d = decode(STR("-*- coding: undecided -*-\nplain\n"));
    assert_int_equal(d.said.count, 0);
    arena_free(d.arena);
}

// ----- What does not decode -----

static void test_bytes_that_do_not_decode(void **state)
{
    const struct {
        struct str bytes;
        const char *from, *said, *text;
    } texts[] = {
        {STR("one\r\nt\xC3\xA9o \xFF!\n"), "UTF-8",
         "f.md:2:5: error: byte FF (offset 10)", "one\r\ntéo \uFFFD!\n"},
        {STR("one\rtwo \xE6\x98!\r"), "windows-1251",
         "f.md:2:6: error: byte 98 (offset 9)", "one\rtwo ж\uFFFD!\r"},
        {STR("a\x81z\n"), "windows-1252", "f.md:1:2: error: byte 81 (offset 1)",
         "a\uFFFDz\n"},
        // A surrogate alone; UTF-16 goes on at the next unit.
        {STR("\x61\0\x0A\0\x00\xD8\x62\0\x0A\0"), "UTF-16LE",
         "f.md:2:1: error: byte 00 (offset 4)", "a\n\uFFFDb\n"},
        {STR("\xFE\xFF\0\x61\xDC\0\0\x62"), "UTF-16",
         "f.md:1:2: error: byte DC (offset 4)", "a\uFFFDb"},
        {STR("\0\0\0\x61\x7F\0\0\0\0\0\0\x62"), "UTF-32BE",
         "f.md:1:2: error: byte 7F (offset 4)", "a\uFFFDb"},
        {STR("a\x82"), "Shift_JIS", "f.md:1:2: error: byte 82 (offset 1)",
         "a\uFFFD"},
        // The NUL before it is taken out too: places move along.
        {STR("a\0b \xFF\n"), "UTF-8", "f.md:1:5: error: byte FF (offset 4)",
         "a\uFFFDb \uFFFD\n"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct decoding d = decode_as(texts[i].bytes, texts[i].from, false);
        assert_false(d.good);
        assert_said(&d, texts[i].said);
        assert_said(&d, "[undecodable]");
        arena_free(d.arena);
        d = decode_as(texts[i].bytes, texts[i].from, true);
        assert_true(d.good);
        assert_str(d.text, texts[i].text);
        assert_said(&d, "[byte-replaced]");
        assert_int_equal(times_said(&d, "error:"), 0);
        arena_free(d.arena);
    }
}

static void test_few_are_reported_and_the_rest_counted(void **state)
{
    struct arena *arena = arena_new();
    char *bytes = arena_alloc(arena, 3000);
    for (size_t i = 0; i < 1000; i++)
        memcpy(bytes + 3 * i, i % 2 ? "\xC3\xA9\n" : "a\x81\n", 3);
    struct decoding d = decode((struct str){bytes, 3000});
    assert_false(d.good);
    assert_int_equal(times_said(&d, "[undecodable]"), SHOWN_BAD_BYTES);
    assert_said(&d, "480 more bytes below are not valid UTF-8");
    arena_free(d.arena);
    arena_free(arena);
}

// ----- Mojibake -----

// text, its UTF-8 read as name; bytes undefined there become controls.
static void add_misread(struct buffer *wrong, struct str text, const char *name)
{
    uint32_t characters[128];
    encoding_characters(name, characters);
    for (size_t at = 0; at < text.count; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        uint32_t c = byte < 0x80 ? byte : characters[byte - 0x80];
        buffer_add_utf8(wrong, c ? c : byte);
    }
}

static void test_mojibake_is_told_and_kept(void **state)
{
    static const char *const names[] = {"windows-1252", "windows-1251",
                                        "windows-1256"};
    for (size_t i = 0; i < SAMPLES; i++)
        for (size_t n = 0; n < 3; n++) {
            struct buffer wrong = {0};
            add_misread(&wrong, str_of(samples[i].text), names[n]);
            struct decoding d = decode(buffer_str(&wrong));
            assert_true(d.good);
            assert_true(str_equal(d.text, buffer_str(&wrong)));
            assert_int_equal(times_said(&d, "[mojibake]"), 1);
            assert_said(&d, names[n]);
            arena_free(d.arena);
            buffer_release(&wrong);
        }
    struct decoding d = decode(STR("Ð’Ð¾Ð´Ð° and Ø¢Ø¨\n"));
    assert_said(&d, "it should be ‘Вода’");
    arena_free(d.arena);
}

// ----- Whatever comes -----

static void test_no_bytes_are_too_strange(void **state)
{
    uint32_t seed = 7;
    for (int round = 0; round < 600; round++) {
        char bytes[64];
        size_t count = (size_t)(round % 64);
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            // Mostly text, so that it is not refused as binary.
            bytes[i] =
                (char)(round % 3 ? 0x20 + (seed >> 24) % 0xE0 : (seed >> 24));
        }
        struct decoding d =
            decode_as((struct str){bytes, count}, NULL, round % 2);
        for (size_t at = 0; at < d.text.count;) {
            size_t valid = utf8_valid(d.text.bytes + at, d.text.count - at);
            assert_true(valid > 0);
            at += valid;
        }
        assert_true(d.good || times_said(&d, "error:") > 0);
        arena_free(d.arena);
    }
}

// ----- The briefs of tests/data/encodings -----

// LF line ends, as the expected files have them.
static struct str with_lf(struct arena *arena, struct str text)
{
    char *bytes = arena_alloc(arena, text.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.count; i++) {
        bool cr = text.bytes[i] == '\r';
        if (cr && i + 1 < text.count && text.bytes[i + 1] == '\n')
            continue;
        bytes[count++] = cr ? '\n' : text.bytes[i];
    }
    return (struct str){bytes, count};
}

static struct str brief_named(struct arena *arena, const char *name)
{
    return unit_file(
        arena, arena_printf(arena, UNIT_DATA("encodings/%s"), name).bytes);
}

static void check_brief(struct arena *arena, const char *name,
                        const char *encoding, const char *expected)
{
    struct str wanted = brief_named(arena, expected);
    struct decoding d = decode(brief_named(arena, name));
    // MacArabic is not to be guessed; mojibake is flagged.
    bool guessed = strcmp(encoding, "mac_arabic") != 0;
    assert_int_equal(d.good, guessed);
    if (guessed)
        assert_true(str_equal(with_lf(arena, d.text), wanted));
    else
        assert_said(&d, "MacArabic");
    assert_int_equal(times_said(&d, "[mojibake]"),
                     strcmp(name, "prs.mojibake.md") == 0);
    arena_free(d.arena);
    d = decode_as(brief_named(arena, name), encoding, false);
    assert_true(str_equal(with_lf(arena, d.text), wanted));
    assert_int_equal(times_said(&d, "[encoding-"), 0);
    arena_free(d.arena);
}

static void test_briefs_in_encodings(void **state)
{
    (void)state;
    json_error_t error;
    json_t *json =
        json_load_file(UNIT_DATA("encodings/manifest.json"), 0, &error);
    json_t *files = json_object_get(json, "files"), *file;
    size_t i;
    assert_true(json_array_size(files) > 10);
    json_array_foreach(files, i, file)
    {
        struct arena *arena = arena_new();
        check_brief(arena, json_string_value(json_object_get(file, "file")),
                    json_string_value(json_object_get(file, "encoding")),
                    json_string_value(json_object_get(file, "expected")));
        arena_free(arena);
    }
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_tell_the_encoding),
        cmocka_unit_test(test_a_short_text_is_never_taken_for_another),
        cmocka_unit_test(test_any_encoding_by_name),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_mac_arabic_is_asked_for_by_name),
        cmocka_unit_test(test_candidates_and_samples),
        cmocka_unit_test(test_a_stray_byte_is_no_other_encoding),
        cmocka_unit_test(test_wide_texts_of_each_language),
        cmocka_unit_test(test_utf8_is_never_guessed_about),
        cmocka_unit_test(test_a_mark_wins_over_the_command_line),
        cmocka_unit_test(test_the_command_line_wins_over_the_bytes),
        cmocka_unit_test(test_mode_lines),
        cmocka_unit_test(test_mode_lines_that_are_not_so),
        cmocka_unit_test(test_bytes_that_do_not_decode),
        cmocka_unit_test(test_few_are_reported_and_the_rest_counted),
        cmocka_unit_test(test_mojibake_is_told_and_kept),
        cmocka_unit_test(test_no_bytes_are_too_strange),
        cmocka_unit_test(test_briefs_in_encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
