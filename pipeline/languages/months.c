// SPDX-License-Identifier: MIT
// The tables of month names, and how a word is found in them.
#include "languages/months.h"

#include "base/characters.h"
#include "languages/language.h"

enum { LONGEST_MONTH = 64 }; // bytes; the longest name here has 24

#define AFGHAN_MONTHS                                                          \
    {                                                                          \
        "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", \
            "جدی", "دلو", "حوت"                                             \
    }

static const struct months english = {
    .gregorian = {"January", "February", "March", "April", "May", "June",
                  "July", "August", "September", "October", "November",
                  "December"},
    .solar_hijri = {"Hamal", "Sawr", "Jawza", "Saratan", "Asad", "Sonbola",
                    "Mizan", "Aqrab", "Qaws", "Jadi", "Dalw", "Hut"},
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months dari = {
    .gregorian = {"جنوری", "فبروری", "مارچ", "اپریل", "می", "جون", "جولای",
                  "اگست", "سپتمبر", "اکتوبر", "نومبر", "دسمبر"},
    .solar_hijri = AFGHAN_MONTHS,
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months pashto = {
    .gregorian = {"جنوري", "فبروري", "مارچ", "اپرېل", "مې", "جون", "جولای",
                  "اګست", "سپټمبر", "اکټوبر", "نومبر", "ډسمبر"},
    .solar_hijri = {"وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله",
                    "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"},
    .full = "د {y} د {m} {d}",
    .month_and_year = "د {y} {m}",
};
static const struct months persian = {
    .gregorian = {"ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه",
                  "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},
    .solar_hijri = {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
                    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"},
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months arabic = {
    .gregorian = {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو",
                  "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    .solar_hijri = {"الحمل", "الثور", "الجوزاء", "السرطان", "الأسد", "السنبلة",
                    "الميزان", "العقرب", "القوس", "الجدي", "الدلو", "الحوت"},
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months urdu = {
    .gregorian = {"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی",
                  "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"},
    .solar_hijri = {"حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبلہ", "میزان",
                    "عقرب", "قوس", "جدی", "دلو", "حوت"},
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months russian = {
    .gregorian = {"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
                  "августа", "сентября", "октября", "ноября", "декабря"},
    .alone = {"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
              "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
    .solar_hijri = {"хамаля", "саура", "джаузы", "саратана", "асада", "сонболы",
                    "мизана", "акраба", "кауса", "джади", "далва", "хута"},
    .full = "{d} {m} {y} г.",
    .month_and_year = "{m} {y} г.",
};
static const struct months tajik = {
    .gregorian = {"январи", "феврали", "марти", "апрели", "майи", "июни",
                  "июли", "августи", "сентябри", "октябри", "ноябри",
                  "декабри"},
    .alone = {"январи", "феврали", "марти", "апрели", "майи", "июни", "июли",
              "августи", "сентябри", "октябри", "ноябри", "декабри"},
    .solar_hijri = {"ҳамали", "саври", "ҷавзои", "саратони", "асади",
                    "сунбулаи", "мизони", "ақраби", "қавси", "ҷадии", "далви",
                    "ҳути"},
    .full = "{d} {m} соли {y}",
    .month_and_year = "{m} соли {y}",
};
static const struct months uzbek_latin = {
    .gregorian = {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul",
                  "avgust", "sentabr", "oktabr", "noyabr", "dekabr"},
    .solar_hijri = {"hamal", "savr", "javzo", "saraton", "asad", "sunbula",
                    "mezon", "aqrab", "qavs", "jadiy", "dalv", "hut"},
    .full = "{y}-yil {d}-{m}",
    .month_and_year = "{y}-yil {m}",
};
static const struct months uzbek_cyrillic = {
    .gregorian = {"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
                  "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
    .solar_hijri = {"ҳамал", "савр", "жавзо", "саратон", "асад", "сунбула",
                    "мезон", "ақраб", "қавс", "жадий", "далв", "ҳут"},
    .full = "{y} йил {d} {m}",
    .month_and_year = "{y} йил {m}",
};
static const struct months german = {
    .gregorian = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
                  "August", "September", "Oktober", "November", "Dezember"},
    .solar_hijri = {"Hamal", "Saur", "Dschauza", "Saratan", "Asad", "Sonbola",
                    "Misan", "Aqrab", "Qaus", "Dschadi", "Dalw", "Hut"},
    .full = "{d}. {m} {y}",
    .month_and_year = "{m} {y}",
};
static const struct months french = {
    .gregorian = {"janvier", "février", "mars", "avril", "mai", "juin",
                  "juillet", "août", "septembre", "octobre", "novembre",
                  "décembre"},
    .solar_hijri = {"hamal", "sawr", "jawza", "saratan", "assad", "sonbola",
                    "mizan", "aqrab", "qaws", "jadi", "dalw", "hout"},
    .full = "{d} {m} {y}",
    .month_and_year = "{m} {y}",
};

static const struct {
    const char *tag;
    enum script script;
    const struct months *months;
} tables[] = {
    {"en", SCRIPT_LATIN, &english},
    {"fa-AF", SCRIPT_ARABIC, &dari},
    {"ps", SCRIPT_ARABIC, &pashto},
    {"fa", SCRIPT_ARABIC, &persian},
    {"ar", SCRIPT_ARABIC, &arabic},
    {"ur", SCRIPT_ARABIC, &urdu},
    {"ru", SCRIPT_CYRILLIC, &russian},
    {"tg", SCRIPT_CYRILLIC, &tajik},
    {"uz", SCRIPT_LATIN, &uzbek_latin},
    {"uz", SCRIPT_CYRILLIC, &uzbek_cyrillic},
    {"de", SCRIPT_LATIN, &german},
    {"fr", SCRIPT_LATIN, &french},
};

// Other names in use: short forms, transliterations, the Levant's and the
// Maghreb's months, Pashto spellings with Farsi letters are folded already.
static const struct {
    const char *name;
    enum calendar calendar;
    int month;
} other_names[] = {
    {"Jan", CALENDAR_GREGORIAN, 1},
    {"Feb", CALENDAR_GREGORIAN, 2},
    {"Mar", CALENDAR_GREGORIAN, 3},
    {"Apr", CALENDAR_GREGORIAN, 4},
    {"Jun", CALENDAR_GREGORIAN, 6},
    {"Jul", CALENDAR_GREGORIAN, 7},
    {"Aug", CALENDAR_GREGORIAN, 8},
    {"Sep", CALENDAR_GREGORIAN, 9},
    {"Sept", CALENDAR_GREGORIAN, 9},
    {"Oct", CALENDAR_GREGORIAN, 10},
    {"Nov", CALENDAR_GREGORIAN, 11},
    {"Dec", CALENDAR_GREGORIAN, 12},
    {"Jänner", CALENDAR_GREGORIAN, 1},
    {"январ", CALENDAR_GREGORIAN, 1},
    {"феврал", CALENDAR_GREGORIAN, 2},
    {"апрел", CALENDAR_GREGORIAN, 4},
    {"июн", CALENDAR_GREGORIAN, 6},
    {"июл", CALENDAR_GREGORIAN, 7},
    {"сентябр", CALENDAR_GREGORIAN, 9},
    {"октябр", CALENDAR_GREGORIAN, 10},
    {"ноябр", CALENDAR_GREGORIAN, 11},
    {"декабр", CALENDAR_GREGORIAN, 12},
    {"sentyabr", CALENDAR_GREGORIAN, 9},
    {"oktyabr", CALENDAR_GREGORIAN, 10},
    {"فروری", CALENDAR_GREGORIAN, 2},
    {"اپریل", CALENDAR_GREGORIAN, 4},
    {"جولایی", CALENDAR_GREGORIAN, 7},
    {"سپتامبر", CALENDAR_GREGORIAN, 9},
    {"سپتمبر", CALENDAR_GREGORIAN, 9},
    {"إبريل", CALENDAR_GREGORIAN, 4},
    {"Hamal", CALENDAR_SOLAR_HIJRI, 1},
    {"Saur", CALENDAR_SOLAR_HIJRI, 2},
    {"Thawr", CALENDAR_SOLAR_HIJRI, 2},
    {"Jauza", CALENDAR_SOLAR_HIJRI, 3},
    {"Sunbula", CALENDAR_SOLAR_HIJRI, 6},
    {"Sumbula", CALENDAR_SOLAR_HIJRI, 6},
    {"Sonbula", CALENDAR_SOLAR_HIJRI, 6},
    {"Qaus", CALENDAR_SOLAR_HIJRI, 9},
    {"Jady", CALENDAR_SOLAR_HIJRI, 10},
    {"Dalwa", CALENDAR_SOLAR_HIJRI, 11},
    {"Hoot", CALENDAR_SOLAR_HIJRI, 12},
    // As Pashto writes them after its prepositions: د تلې ۲۲.
    {"تلې", CALENDAR_SOLAR_HIJRI, 7},
    {"سلواغې", CALENDAR_SOLAR_HIJRI, 11},
    {"Wray", CALENDAR_SOLAR_HIJRI, 1},
    {"Ghwayay", CALENDAR_SOLAR_HIJRI, 2},
    {"Ghbargolay", CALENDAR_SOLAR_HIJRI, 3},
    {"Chungash", CALENDAR_SOLAR_HIJRI, 4},
    {"Zmaray", CALENDAR_SOLAR_HIJRI, 5},
    {"Wazhay", CALENDAR_SOLAR_HIJRI, 6},
    {"Tala", CALENDAR_SOLAR_HIJRI, 7},
    {"Laram", CALENDAR_SOLAR_HIJRI, 8},
    {"Lindai", CALENDAR_SOLAR_HIJRI, 9},
    {"Marghumay", CALENDAR_SOLAR_HIJRI, 10},
    {"Salwagha", CALENDAR_SOLAR_HIJRI, 11},
    {"Kab", CALENDAR_SOLAR_HIJRI, 12},
    {"Farvardin", CALENDAR_SOLAR_HIJRI, 1},
    {"Ordibehesht", CALENDAR_SOLAR_HIJRI, 2},
    {"Khordad", CALENDAR_SOLAR_HIJRI, 3},
    {"Tir", CALENDAR_SOLAR_HIJRI, 4},
    {"Mordad", CALENDAR_SOLAR_HIJRI, 5},
    {"Shahrivar", CALENDAR_SOLAR_HIJRI, 6},
    {"Mehr", CALENDAR_SOLAR_HIJRI, 7},
    {"Aban", CALENDAR_SOLAR_HIJRI, 8},
    {"Azar", CALENDAR_SOLAR_HIJRI, 9},
    {"Dey", CALENDAR_SOLAR_HIJRI, 10},
    {"Bahman", CALENDAR_SOLAR_HIJRI, 11},
    {"Esfand", CALENDAR_SOLAR_HIJRI, 12},
    {"хамал", CALENDAR_SOLAR_HIJRI, 1},
    {"мизан", CALENDAR_SOLAR_HIJRI, 7},
    {"акраб", CALENDAR_SOLAR_HIJRI, 8},
    {"каус", CALENDAR_SOLAR_HIJRI, 9},
};

const struct months *months_of(struct str tag)
{
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct str row = str_of(tables[i].tag);
        bool fits = str_starts(tag, row) &&
                    (tag.count == row.count || tag.bytes[row.count] == '-');
        if (fits && language_script(tag) == tables[i].script)
            return tables[i].months;
    }
    return NULL;
}

// One letter for the forms that the two keyboards of the region mix up; 0 for
// what is left out: vowel signs, hamza above, tatweel, ZWNJ.
static uint32_t fold(uint32_t c)
{
    switch (c) {
    case 0x0643: // Arabic kaf
        return 0x06A9;
    case 0x06AB: // Pashto gaf
        return 0x06AF;
    case 0x0649: // alef maksura, Arabic yeh, and the Pashto yehs
    case 0x064A:
    case 0x06CD:
    case 0x06D0:
        return 0x06CC;
    case 0x0622: // alef with madda, hamza above, hamza below
    case 0x0623:
    case 0x0625:
        return 0x0627;
    case 0x0640:
    case 0x0654:
    case 0x200C:
        return 0;
    }
    if (c >= 0x064B && c <= 0x0652)
        return 0;
    return char_fold(c);
}

struct str months_fold(struct str word, char *out, size_t room)
{
    size_t count = 0;
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = fold(utf8_next(word, &offset));
        if (count + 4 > room)
            return STR("");
        if (c != 0)
            count += utf8_encode(c, out + count);
    }
    return (struct str){out, count};
}

static bool same(struct str folded, const char *name)
{
    char out[LONGEST_MONTH];
    return name &&
           str_equal(folded, months_fold(str_of(name), out, sizeof out));
}

int month_named(struct str word, enum calendar *calendar)
{
    char out[LONGEST_MONTH];
    struct str folded = months_fold(word, out, sizeof out);
    if (folded.count == 0)
        return 0;
    for (size_t i = 0; i < COUNT(tables); i++)
        for (int month = 0; month < 12; month++) {
            const struct months *months = tables[i].months;
            bool solar = same(folded, months->solar_hijri[month]);
            *calendar = solar ? CALENDAR_SOLAR_HIJRI : CALENDAR_GREGORIAN;
            if (solar || same(folded, months->gregorian[month]) ||
                same(folded, months->alone[month]))
                return month + 1;
        }
    for (size_t i = 0; i < COUNT(other_names); i++)
        if (same(folded, other_names[i].name)) {
            *calendar = other_names[i].calendar;
            return other_names[i].month;
        }
    return 0;
}
