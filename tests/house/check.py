#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What qpdf, poppler, libxml2's rules and unzip find in the outputs."""
import html.parser
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as tree
import zipfile

out = sys.argv[1]
LRM, RLM, LRI, PDI = "\u200e", "\u200f", "\u2066", "\u2069"
passed = failed = 0


def same(what, got, wanted):
    global passed, failed
    if got == wanted:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}:\n  got    {got!r}\n  wanted {wanted!r}")


def holds(what, text, wanted):
    same(f"{what} holds {wanted!r}", wanted in text, True)


# ----- Readers -----


def read(name):
    with open(f"{out}/{name}", encoding="utf-8") as file:
        return file.read()


def bookmarks(name):
    data = subprocess.run(
        ["qpdf", "--json", f"{out}/{name}.pdf"], capture_output=True, check=True
    ).stdout
    return [entry["title"] for entry in json.loads(data)["outlines"]]


def pdf_title(name):
    data = subprocess.run(
        ["pdfinfo", "-enc", "UTF-8", f"{out}/{name}.pdf"],
        capture_output=True, check=True, text=True,
    ).stdout
    return re.search(r"^Title: +(.*)$", data, re.M).group(1)


def xmp_titles(name):
    data = subprocess.run(
        ["pdfinfo", "-meta", f"{out}/{name}.pdf"],
        capture_output=True, check=True, text=True,
    ).stdout
    block = re.search(r"<dc:title>(.*?)</dc:title>", data, re.S).group(1)
    return dict(re.findall(r'<rdf:li xml:lang="([^"]*)">([^<]*)<', block))


def pdf_text(name):
    return subprocess.run(
        ["pdftotext", "-layout", f"{out}/{name}.pdf", "-"],
        capture_output=True, check=True, text=True,
    ).stdout


def in_book(name, ending):
    with zipfile.ZipFile(f"{out}/{name}.epub") as book:
        path = next(n for n in book.namelist() if n.endswith(ending))
        return book.read(path).decode()


def all_chapters(name):
    with zipfile.ZipFile(f"{out}/{name}.epub") as book:
        return {
            path.split("/")[-1]: book.read(path).decode()
            for path in book.namelist() if path.endswith(".xhtml")
        }


# The direction that a place without markup gives a text: UAX #9 P2 and P3,
# with what stands in isolates left out.
def first_strong(text):
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def words(text):
    return "".join(
        c for c in text
        if unicodedata.category(c) != "Cf" or c in "\u200c\u200d"
    )


# An element's own facts and its text, of the first that fits.
class Finder(html.parser.HTMLParser):
    VOID = {"meta", "link", "br", "hr", "img", "input"}

    def __init__(self, fits):
        super().__init__()
        self.fits, self.stack, self.found = fits, [], []

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        element = {"tag": tag, "facts": facts, "text": ""}
        inherited = self.stack[-1] if self.stack else {}
        element["lang"] = facts.get("lang", inherited.get("lang"))
        element["dir"] = facts.get("dir", inherited.get("dir"))
        if self.fits(tag, facts):
            self.found.append(element)
        if tag not in self.VOID:
            self.stack.append(element)

    def handle_data(self, data):
        for element in self.stack:
            element["text"] += data

    def handle_endtag(self, tag):
        if tag in self.VOID or not any(e["tag"] == tag for e in self.stack):
            return
        while self.stack and self.stack.pop()["tag"] != tag:
            pass


def find(page, fits):
    finder = Finder(fits)
    finder.feed(page)
    return finder.found


def all_of(page, tag):
    return find(page, lambda t, _: t == tag)


# ----- Titles -----


def check_plain(what, text, title, direction):
    same(f"{what}: its words", words(text).strip(), title)
    same(f"{what}: its direction", first_strong(text), direction)


def check_title(name, title, direction, lang):
    check_plain(f"{name}: Info", pdf_title(name), title, direction)
    titles = xmp_titles(name)
    check_plain(f"{name}: XMP", titles["x-default"], title, direction)
    check_plain(f"{name}: XMP in {lang}", titles[lang], title, direction)
    package = tree.fromstring(in_book(name, ".opf"))
    dc = "{http://purl.org/dc/elements/1.1/}title"
    element = next(package.iter(dc))
    same(f"{name}: package", element.text, title)
    same(f"{name}: package's direction",
         element.get("dir", package.get("dir")), direction)
    page = read(f"{name}.html")
    heading = all_of(page, "h1")[0]
    same(f"{name}: h1", heading["text"].strip(), title)
    same(f"{name}: h1's direction", heading["dir"], direction)
    same(f"{name}: h1's language", heading["lang"], lang)
    window = all_of(page, "title")[0]
    same(f"{name}: <title> begins so",
         words(window["text"]).startswith(title), True)
    same(f"{name}: <title>'s direction", first_strong(window["text"]),
         direction)
    nav = in_book(name, "nav.xhtml")
    entry = find(nav, lambda t, f: t == "a" and
                 f.get("href") == "title.xhtml")[0]
    same(f"{name}: the book's contents",
         entry["text"].strip().startswith(title), True)
    citation = find(page, lambda t, f: f.get("name") == "citation_title")[0]
    same(f"{name}: an index gets words only",
         first_strong(citation["facts"]["content"]) is not None and
         citation["facts"]["content"] == words(citation["facts"]["content"]),
         True)


check_title("mixed.fa", "CSTO و افغانستان پس از C++", "rtl", "fa-AF")
check_title("english", "شورا: A Council Reborn", "ltr", "en")
check_title("dates.ps", "د اوبو حق", "rtl", "ps")

# C++ at the end of a line from right to left keeps its signs.
same("C++ is closed by a mark", pdf_title("mixed.fa").endswith("C++" + LRM),
     True)
# A subtitle of the other direction is isolated in the window's title.
holds("english: <title>", all_of(read("english.html"), "title")[0]["text"],
      ": \u2067نقش «UNAMA" )
subtitle = find(read("english.html"),
                lambda t, f: f.get("class") == "subtitle")[0]
same("a Dari subtitle of an English brief",
     (subtitle["lang"], subtitle["dir"]), ("fa-AF", "rtl"))

# ----- Headings -----

headings = [
    ("NATO، ISKP و آیندهٔ «UNAMA» در ۲۰۲۱", "rtl", "fa-AF"),
    ("The Council Reborn", "ltr", "en"),
    ("د کابل پوهنتون څانګې", "rtl", "ps"),
    ("انسانی حقوق کا عالمی منشور", "rtl", "ur"),
    ("الإعلان عن حقوق الإنسان", "rtl", "ar"),
]
marks = bookmarks("mixed.fa")
page = read("mixed.fa.html")
on_page = [h for h in all_of(page, "h2") if h["facts"].get("id")]
contents = find(page, lambda t, f: t == "a" and
                (f.get("href") or "").startswith("#"))
nav = find(in_book("mixed.fa", "nav.xhtml"), lambda t, f: t == "a" and
           "section-" in (f.get("href") or ""))
chapters = all_chapters("mixed.fa")
for index, (heading, direction, lang) in enumerate(headings):
    check_plain(f"bookmark {index}", marks[index], heading, direction)
    element = next(h for h in on_page if h["text"].strip() == heading)
    same(f"heading {heading}", (element["dir"], element["lang"]),
         (direction, lang))
    linked = [a for a in contents if a["text"].strip() == heading]
    same(f"contents {heading}", {(a["dir"], a["lang"]) for a in linked},
         {(direction, lang)})
    same(f"book's contents {heading}",
         (nav[index]["text"].strip(), nav[index]["dir"], nav[index]["lang"]),
         (heading, direction, lang))
    window = all_of(chapters[f"section-{index + 1}.xhtml"], "title")[0]
    check_plain(f"<title> of chapter {index + 1}", window["text"], heading,
                direction)
check_plain("a bookmark in English", bookmarks("english")[0],
            "جرګه and the State", "ltr")

# ----- Notes -----

# By the words of each note, its number in each output.
numbers = {
    "Except one": "1", "Amina Karimi": "1", "Omar Sadat": "3",
    "Interview, Kabul": "1", "Karimi, 2014": "2",
}
page = read("sections.html")
items = find(page, lambda t, f: t == "li" and
             (f.get("id") or "").startswith("fn-"))
asides = [
    aside for chapter in all_chapters("sections").values()
    for aside in find(chapter, lambda t, f: t == "aside" and
                      (f.get("id") or "").startswith("fn-"))
]
text = re.sub(r"\s+", " ", pdf_text("sections"))
same("the two notes that say the same are one", len(items), 7)
for opening, number in numbers.items():
    got = [item["text"] for item in items
           if re.sub(r"^\d+\s*", "", item["text"]).startswith(opening)]
    same(f"web: {opening}", [re.match(r"\d+", g).group() for g in got],
         [number])
    got = [aside["text"].strip() for aside in asides
           if re.sub(r"^\d+\s*", "", aside["text"].strip())
           .startswith(opening)]
    same(f"book: {opening}", [re.match(r"\d+", g).group() for g in got],
         [number])
    same(f"print: {opening}",
         re.findall(rf"(\d+) ?{re.escape(opening)}", text)[:1], [number])

ids = {item["facts"]["id"] for item in items}
cites = find(page, lambda t, f: f.get("class") == "cites")
same("what cites is linked", [a["text"] for a in cites],
     ["Ibid.", "Karimi, 2014", "Sadat"])
by_id = {item["facts"]["id"]: item["text"] for item in items}
for link, source in zip(cites, ["Amina", "Amina", "Omar"]):
    target = link["facts"]["href"].lstrip("#")
    same(f"{link['text']} leads to {source}",
         re.sub(r"^\d+\s*", "", by_id[target]).startswith(source), True)
meant = find(page, lambda t, f: f.get("class") == "source-meant")
same("the source is named beside it", meant[0]["text"],
     "[Note\u00a01: Amina Karimi, Dams of the North (Mazar: Reed…]")
for path, chapter in all_chapters("sections").items():
    for link in find(chapter, lambda t, f: f.get("class") == "cites"):
        target, _, anchor = link["facts"]["href"].partition("#")
        there = all_chapters("sections")[target or path]
        same(f"{path}: {link['text']} leads to a note",
             f'id="{anchor}"' in there, True)
annotations = subprocess.run(
    ["qpdf", "--qdf", "--object-streams=disable", f"{out}/sections.pdf", "-"],
    capture_output=True, check=True,
).stdout
same("print: links name the note they lead to",
     annotations.count("Note 1".encode("utf-16-be")) +
     annotations.count(b"(Note 1)") >= 5, True)

# The number of a note is isolated, or ۲۰۲۱. and ۱ would be one number.
for name, direction in (("notes.fa", "rtl"), ("sections", "ltr")):
    calls = [
        call for chapter in all_chapters(name).values()
        for call in find(chapter, lambda t, f: f.get("class") == "noteref")
    ]
    same(f"{name}: calls in the book", len(calls) > 0, True)
    same(f"{name}: each has its own direction",
         {call["facts"].get("dir") for call in calls}, {direction})
holds("the page's style isolates them",
      re.search(r"\.noteref \{(.*?)\}", read("assets/qalam.css"),
                re.S).group(1), "unicode-bidi: isolate")

# ----- What is asked of the house -----

page = words(re.sub(r"<[^>]*>", "", read("notes.fa.html")))
for wanted in ("«نوبت ‹من› است» – در ۱۹۹۰–۲۰۰۱", "۱۲٫۵٪", "+93 20 230 1234",
               "G20", "بخش ۲"):
    holds("notes.fa: the page", page, wanted)
meant = find(read("notes.fa.html"),
             lambda t, f: f.get("class") == "source-meant")
same("notes.fa: the sources that are meant",
     [m["text"] for m in meant],
     ["[پاورقی\u00a0۱: امینه کریمی، بندهای شمال (مزار: نشر آب، ۱۳۹۳)]",
      "[پاورقی\u00a0۳: Omar Sadat, Canals of the North (London, 2011)]"])

# ----- Dates -----

DATES = {
    "english": ("28 Aqrab 1403", "18 November 2024"),
    "dates.ps": ("د ۱۴۰۳ د لړم ۲۸", "د ۲۰۲۴ د نومبر ۱۸"),
    "mixed.fa": ("۲۸ عقرب ۱۴۰۳",),
}
for name, dates in DATES.items():
    page = words(read(f"{name}.html"))
    for date in dates:
        holds(f"{name}: the page", re.sub(r"<[^>]*>", "", page), date)
    package = in_book(name, ".opf")
    holds(f"{name}: the package", package, "<dc:date>2024-11-18</dc:date>")
    holds(f"{name}: an index", page, 'content="2024/11/18"')
    holds(f"{name}: linked data", page, '"datePublished":"2024-11-18"')
holds("english: the imprint", re.sub(r"\s+", " ", pdf_text("english")),
      "28 Aqrab 1403, 18 November 2024")
holds("english: the citation", words(re.sub(r"<[^>]*>", "",
      read("english.html"))), "1403 / 2024")

print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
