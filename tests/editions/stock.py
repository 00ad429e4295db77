# SPDX-License-Identifier: MIT
"""Sentences of our own in three languages, and how each writes numbers.

{n} a count, {p} a share in per cent, {y} a year, {d} a day.
"""

LANGS = ("en", "fa-AF", "ps")

TITLES = [
    ("Bread and Water", "نان و آب", "ډوډۍ او اوبه"),
    ("The Road to the Pass", "راه کوتل", "د کوتل لار"),
    ("Schools in Winter", "مکتب‌ها در زمستان", "ښوونځي په ژمي کې"),
    ("Orchards and Debt", "باغ‌ها و قرض", "باغونه او پور"),
    ("The Weavers", "بافندگان", "اوبدونکي"),
    ("Clinics on Foot", "کلینیک‌های پیاده", "پلي کلینیکونه"),
]
SUBTITLES = [
    ("What the villages told us", "آنچه قریه‌ها به ما گفتند",
     "کلیو موږ ته څه وویل"),
    ("A short account", "گزارش کوتاه", "لنډ راپور"),
]
HEADINGS = [
    ("How we asked", "چگونه پرسیدیم", "څنګه مو وپوښتل"),
    ("The harvest", "حاصل", "حاصل"),
    ("Roads and bridges", "راه‌ها و پل‌ها", "لارې او پلونه"),
    ("Money", "پول", "پیسې"),
    ("The markets", "بازارها", "بازارونه"),
    ("Women at work", "زنان در کار", "ښځې په کار کې"),
    ("Health", "صحت", "روغتیا"),
    ("The forests", "جنگل‌ها", "ځنګلونه"),
    ("What remains open", "آنچه باز مانده است", "څه چې پاتې دي"),
    ("A look ahead", "نگاهی به پیش", "مخکې کتنه"),
    ("The council", "شورا", "شورا"),
    ("Prices", "قیمت‌ها", "بیې"),
]
COUNTS = [
    ("In all, {n} families answered the questions.",
     "در مجموع، {n} خانواده به پرسش‌ها جواب دادند.",
     "په ټوله کې {n} کورنیو پوښتنو ته ځواب ورکړ."),
    ("The survey found {n} wells that had run dry.",
     "سروی {n} چاه خشک را یافت.",
     "سروې {n} وچې څاه ګانې وموندلې."),
    ("Of these villages, {n} have a road for lorries.",
     "از این قریه‌ها، {n} قریه راه موتر دارند.",
     "له دې کلیو څخه {n} د لاریو لار لري."),
    ("A kilo was sold for {n} afghanis in the bazaar.",
     "یک کیلو در بازار به {n} افغانی فروخته می‌شد.",
     "یو کیلو په بازار کې په {n} افغانۍ خرڅېده."),
]
SHARES = [
    ("About {p} of the fields were not sown.",
     "نزدیک به {p} زمین‌ها کشت نشد.",
     "شاوخوا {p} ځمکې ونه کرل شوې."),
    ("The fees rose by {p} within a season.",
     "فیس‌ها در یک فصل {p} بالا رفت.",
     "فیسونه په یوه موسم کې {p} لوړ شول."),
    ("Some {p} of the pupils come on foot.",
     "حدود {p} شاگردان پیاده می‌آیند.",
     "نږدې {p} زده کوونکي پلي راځي."),
]
YEARS = [
    ("The bridge has stood there since {y}.",
     "پل از سال {y} در آنجا ایستاده است.",
     "پل له {y} کال راهیسې هلته ولاړ دی."),
    ("The last census was that of {y}.",
     "آخرین سرشماری در {y} بود.",
     "وروستۍ سرشمېرنه په {y} کې وه."),
]
DAYS = [
    ("The council met on {d} and chose a head.",
     "شورا در {d} جلسه کرد و رئیسی برگزید.",
     "شورا په {d} غونډه وکړه او مشر یې وټاکه."),
    ("The flood came on {d}, before the wheat was in.",
     "سیلاب در {d} آمد، پیش از آنکه گندم جمع شود.",
     "سېلاب په {d} راغی، مخکې له دې چې غنم ټول شي."),
]
# Nothing here may be missed: words on one side, digits or nothing on the other.
PLAIN = [
    ("Nobody had asked them before.", "کسی پیش از این از آنان نپرسیده بود.",
     "مخکې هیچا له دوی نه وو پوښتلي."),
    ("Three of them had a tractor.", "۳ تن از آنان تراکتور داشتند.",
     "درې یې ټراکتور درلود."),
    ("The mill works twelve hours a day.", "آسیاب روز ۱۲ ساعت کار می‌کند.",
     "ژرنده په ورځ کې دولس ساعته کار کوي."),
    ("Forty men cleared the road.", "۴۰ مرد راه را پاک کردند.",
     "څلوېښتو نارینه وو لار پاکه کړه."),
    ("It is a slow change, and a quiet one.", "این تغییر آهسته و آرام است.",
     "دا ورو او ارام بدلون دی."),
    ("The old ditch of the 1930s is still in use.",
     "جوی کهنهٔ دههٔ ۱۳۱۰ هنوز به کار می‌آید.",
     "د ۱۳۱۰مې لسیزې زوړ ویاله لا کارول کېږي."),
    ("They pay in wheat, as their fathers did.",
     "مانند پدران خود به گندم می‌پردازند.",
     "د خپلو پلرونو په څېر په غنمو ورکړه کوي."),
]
LINKED = [
    ("The [figures of the office]({u}) say the same.",
     "[ارقام دفتر]({u}) نیز همین را می‌گوید.",
     "[د دفتر شمېرې]({u}) هم همدا وايي."),
    ("More is in [another report]({u}) of that year.",
     "بیشتر در [گزارش دیگری]({u}) آمده است.",
     "نور په [بل راپور]({u}) کې دي."),
]
NOTES = [
    ("Interview with an elder of the upper valley.",
     "مصاحبه با یکی از بزرگان درهٔ بالا.", "د پورتنۍ درې له یوه مشر سره مرکه."),
    ("Field notes of the second visit, pp. 14–17.",
     "یادداشت‌های سفر دوم، ص ۲۱–۲۴.", "د دویم سفر یادښتونه، مخ ۱۸."),
    ("See the list at the end.", "فهرست پایان را ببینید.",
     "د پای لړلیک وګورئ."),
    ("The scales were those of the mill.", "ترازو از آسیاب بود.",
     "تله د ژرندې وه."),
]
NOTES_WITH = [
    ("Letter of the district office, {d}.", "نامهٔ دفتر ولسوالی، {d}.",
     "د ولسوالۍ د دفتر لیک، {d}."),
    ("See <{u}> for the method.", "روش در <{u}> آمده است.",
     "طریقه په <{u}> کې ده."),
    ("The sample was {n} households.", "نمونه {n} خانوار بود.",
     "نمونه {n} کورنۍ وې."),
]
POINTS = [
    ("Open the school before the snow.", "مکتب را پیش از برف باز کنید.",
     "ښوونځی له واورې مخکې پرانیزئ."),
    ("Pay the teachers on time.", "معاش معلمان را به وقت بپردازید.",
     "د ښوونکو معاش پر وخت ورکړئ."),
    ("Repair the bridge first.", "نخست پل را ترمیم کنید.",
     "لومړی پل جوړ کړئ."),
    ("Read the list aloud.", "فهرست را به آواز بلند بخوانید.",
     "لړلیک په لوړ غږ ولولئ."),
    ("Leave the forest to the village.", "جنگل را به قریه بگذارید.",
     "ځنګل کلي ته پرېږدئ."),
    ("Ask again next year.", "سال آینده باز بپرسید.", "بل کال بیا وپوښتئ."),
]
CELLS = [
    ("Wheat", "گندم", "غنم"), ("Barley", "جو", "اوربشې"),
    ("Maize", "جواری", "جوار"), ("Apples", "سیب", "مڼې"),
    ("Almonds", "بادام", "بادام"), ("Wool", "پشم", "وړۍ"),
]
HEADS = [
    ("Goods", "جنس", "جنس"), ("Amount", "مقدار", "اندازه"),
    ("Price", "قیمت", "بیه"), ("Change", "تغییر", "بدلون"),
]
CAPTIONS = [
    ("What was sold", "آنچه فروخته شد", "څه چې خرڅ شول"),
    ("Harvests compared", "مقایسهٔ حاصلات", "د حاصلاتو پرتله"),
]
PICTURES = [
    ("A map of the valley", "نقشهٔ دره", "د درې نقشه"),
    ("The mill", "آسیاب", "ژرنده"),
]
SERIES = ("Valley Papers", "دفترهای دره", "د درې پاڼې")

GREGORIAN = (
    "January February March April May June July August September October "
    "November December".split(),
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر "
    "دسمبر".split(),
    "جنوري فبروري مارچ اپرېل مې جون جولای اګست سپټمبر اکټوبر نومبر "
    "ډسمبر".split(),
)
SOLAR = (
    None,
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split(),
    "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب".split(),
)


def digits(lang, text):
    """ASCII digits and separators as the language (an index) writes them."""
    if lang == 0:
        return text
    table = {ord(str(i)): chr(0x6F0 + i) for i in range(10)}
    table.update({ord(","): "\u066C", ord("."): "\u066B"})
    return text.translate(table)


def count(lang, value):
    return digits(lang, f"{value:,}" if value > 9999 else str(value))


def share(lang, value, words):
    number = digits(lang, str(value))
    if words:
        return number + (" per cent", " فیصد", " سلنه")[lang]
    return number + ("%", "٪", "٪")[lang]


def solar(year, month, day):
    """A day of 2001 to 2024 in the Solar Hijri calendar.

    In these years the new year is on 20 March where the Gregorian year is a
    leap year, else on 21 March, as almanacs of Kabul print it.
    """
    from datetime import date
    def new_year(y):
        return date(y, 3, 20 if y % 4 == 0 else 21)
    today = date(year, month, day)
    start = year if today >= new_year(year) else year - 1
    passed = (today - new_year(start)).days
    if passed < 186:
        return start - 621, passed // 31 + 1, passed % 31 + 1
    passed -= 186
    return start - 621, passed // 30 + 7, passed % 30 + 1


def year(lang, value, in_solar):
    if lang == 0 or not in_solar:
        return digits(lang, str(value))
    return digits(lang, str(value - 621))


def _day(lang, y, m, d, names):
    if lang == 2:
        return digits(2, f"{y}") + f" د {names[lang][m - 1]} " + digits(2, f"{d}")
    return digits(lang, f"{d} {names[lang][m - 1]} {y}")


def day(lang, value, style):
    """style 0: Gregorian, 1: Solar Hijri, 2: both."""
    gregorian = _day(lang, *value, GREGORIAN)
    if lang == 0 or style == 0:
        return gregorian
    own = _day(lang, *solar(*value), SOLAR)
    return own if style == 1 else f"{own} ({gregorian})"
