# SPDX-License-Identifier: MIT
"""Sets of three editions, and differences planted in them.

A brief is a model that is the same in all languages; an edition is a copy of
it, maybe changed, and written out. Everything that can be pointed at has a uid,
and writing an edition tells the line of each.
"""
import copy
import random

import stock

TAGS = ("en", "fa", "ps")


class Model:
    """One set before it is written, and what is used of it by a plant."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.uid = 0
        self.numbers = set()
        self.days = set()
        self.seed = seed
        self.name = f"brief{seed:03}"
        self.by_name = self.random.random() < 0.6
        self.original = 1 if self.by_name and self.random.random() < 0.2 else 0
        self.front = {
            "title": self.random.randrange(len(stock.TITLES)),
            "subtitle": self.random.randrange(len(stock.SUBTITLES)),
            "date": self.day(),
            "updated": None,
            "series": [0, 1, 2],
        }
        headings = list(range(len(stock.HEADINGS)))
        self.random.shuffle(headings)
        self.sections = [self.section(None)]
        for _ in range(self.random.randint(3, 8)):
            self.sections.append(self.section(headings.pop()))

    # ----- What a brief is made of -----

    def new(self, **fields):
        self.uid += 1
        return dict(fields, uid=self.uid)

    def number(self):
        while True:
            value = self.random.choice([
                self.random.randint(13, 999), self.random.randint(2300, 9999),
                self.random.randint(10000, 4000000)])
            if value not in self.numbers and value != 40 and not 1200 <= value <= 1500:
                self.numbers.add(value)
                return value

    def percent(self):
        while True:
            value = self.random.choice([self.random.randint(2, 99),
                                        self.random.randint(11, 999) / 10])
            if value not in self.numbers and value % 1 or value > 1:
                if value in self.numbers:
                    continue
                self.numbers.add(value)
                return value

    def day(self):
        while True:
            value = (self.random.randint(2005, 2023),
                     self.random.randint(1, 12), self.random.randint(1, 28))
            if all(abs(365 * (value[0] - d[0]) + 30 * (value[1] - d[1]) +
                       value[2] - d[2]) > 40 for d in self.days):
                self.days.add(value)
                return value

    def address(self):
        return f"https://site{self.number()}.example/{self.random.choice('abc')}"

    def sentence(self, kind=None):
        kind = kind or self.random.choice(
            ["COUNTS", "SHARES", "DAYS", "PLAIN", "PLAIN", "LINKED", "YEARS"])
        values = {}
        if kind == "COUNTS":
            values["n"] = self.number()
        elif kind == "SHARES":
            values["p"] = self.percent()
        elif kind == "YEARS":
            values["y"] = self.random.randint(1985, 2004)
        elif kind == "DAYS":
            values["d"] = self.day()
        elif kind == "LINKED":
            values["u"] = self.address()
        return self.new(kind=kind, values=values, note=None,
                        row=self.random.randrange(len(getattr(stock, kind))))

    def note(self):
        if self.random.random() < 0.5:
            return self.new(kind="NOTES", values={},
                            row=self.random.randrange(len(stock.NOTES)))
        row = self.random.randrange(len(stock.NOTES_WITH))
        values = ({"d": self.day()}, {"u": self.address()},
                  {"n": self.number()})[row]
        return self.new(kind="NOTES_WITH", values=values, row=row)

    def paragraph(self):
        kinds = [None] * self.random.randint(1, 4)
        sentences = [self.sentence(kind) for kind in kinds]
        # A text has one year in a paragraph, so that each is missed.
        years = [s for s in sentences if s["kind"] == "YEARS"]
        for extra in years[1:]:
            sentences.remove(extra)
        if self.random.random() < 0.4:
            self.random.choice(sentences)["note"] = self.note()
        return self.new(kind="paragraph", sentences=sentences)

    def table(self):
        columns = self.random.randint(2, 4)
        cells = list(range(len(stock.CELLS)))
        self.random.shuffle(cells)
        rows = [{"cell": cells.pop(), "uid": self.new()["uid"],
                 "values": [self.random.randint(1, 2000) / self.random.choice([1, 10])
                            for _ in range(columns - 1)]}
                for _ in range(self.random.randint(2, 5))]
        return self.new(kind="table", rows=rows, columns=columns,
                        caption=self.random.randrange(len(stock.CAPTIONS)))

    def figure(self):
        return self.new(kind="figure", file=f"map{self.number()}",
                        picture=self.random.randrange(len(stock.PICTURES)))

    def points(self):
        rows = list(range(len(stock.POINTS)))
        self.random.shuffle(rows)
        return self.new(kind="list", ordered=self.random.random() < 0.5,
                        points=rows[:self.random.randint(2, 5)])

    def section(self, heading):
        items = [self.paragraph() for _ in range(self.random.randint(1, 4))]
        # Each can be told from the others.
        items[0]["sentences"].insert(0, self.sentence("COUNTS"))
        for make, chance in ((self.table, 0.3), (self.figure, 0.3),
                             (self.points, 0.3)):
            if self.random.random() < chance:
                items.insert(self.random.randint(1, len(items)), make())
        return self.new(heading=heading, items=items, level=2)


# ----- Writing -----


class Edition:
    """A copy of a model in one language, and where everything stands in it."""

    def __init__(self, model, lang):
        self.lang = lang
        self.model = model
        self.front = copy.deepcopy(model.front)
        self.sections = copy.deepcopy(model.sections)
        self.style = random.Random(model.seed * 10 + lang)
        self.lines = {}
        self.ends = {}

    def path(self):
        name, tag = self.model.name, TAGS[self.lang]
        if not self.model.by_name:
            return f"{tag}/{name}-{tag}.md"
        own = self.lang == self.model.original
        return f"{name}.md" if own else f"{name}.{tag}.md"

    def words(self, rows, row):
        return getattr(stock, rows)[row][self.lang]

    def address(self, url):
        # A site has a page in each language.
        return url.replace(".example/", f".example/{TAGS[self.lang]}/")

    def fill(self, part):
        values, lang, filled = part["values"], self.lang, {}
        if "n" in values:
            filled["n"] = stock.count(lang, values["n"])
        if "p" in values:
            filled["p"] = stock.share(lang, values["p"],
                                      self.style.random() < 0.5)
        if "y" in values:
            filled["y"] = stock.year(lang, values["y"],
                                     self.style.random() < 0.5)
        if "d" in values:
            filled["d"] = stock.day(lang, values["d"], self.style.randrange(3))
        if "u" in values:
            filled["u"] = self.address(values["u"])
        return self.words(part["kind"], part["row"]).format(**filled)

    def add(self, line, uid=None):
        self.out.append(line)
        if uid is not None:
            self.lines[uid] = len(self.out)

    def write_front(self):
        self.add("---")
        self.add(f"title: {self.words('TITLES', self.front['title'])}")
        if self.front["subtitle"] is not None:
            self.add(f"subtitle: {self.words('SUBTITLES', self.front['subtitle'])}",
                     "subtitle")
        self.add(f"lang: {stock.LANGS[self.lang]}")
        self.add("series:", "series")
        for lang in self.front["series"]:
            self.add(f"  {stock.LANGS[lang]}: {stock.SERIES[lang]}")
        for key in ("date", "updated"):
            if self.front[key]:
                style = self.style.randrange(2)
                day = stock.day(self.lang, self.front[key], style)
                self.add(f"{key}: \"{day}\"", key)
        if not self.model.by_name and (self.lang == 1 or self.model.seed % 2):
            self.add("editions:")
            for lang in range(3):
                if lang != self.lang:
                    self.add(f"  {stock.LANGS[lang]}: ../{TAGS[lang]}/"
                             f"{self.model.name}-{TAGS[lang]}.md")
        self.add("---")
        self.add("")

    def write_paragraph(self, item):
        words = []
        for sentence in item["sentences"]:
            text = self.fill(sentence)
            if sentence["note"]:
                label = f"{TAGS[self.lang]}{len(self.notes)}"
                self.notes.append((label, sentence["note"]))
                text += f"[^{label}]"
            words.append(text)
        self.add(" ".join(words), item["uid"])

    def write_table(self, item):
        start = len(self.out) + 1
        self.add(f"Table: {self.words('CAPTIONS', item['caption'])}", item["uid"])
        self.add("")
        heads = [head[self.lang] for head in stock.HEADS[:item["columns"]]]
        self.add("| " + " | ".join(heads) + " |")
        self.add("|" + "---|" * item["columns"])
        for row in item["rows"]:
            values = [stock.digits(self.lang, f"{value:g}") for value in row["values"]]
            self.add("| " + " | ".join(
                [stock.CELLS[row["cell"]][self.lang]] + values) + " |", row["uid"])
        self.ends[item["uid"]] = (start, len(self.out))

    def write_item(self, item):
        if item["kind"] == "paragraph":
            self.write_paragraph(item)
        elif item["kind"] == "table":
            self.write_table(item)
        elif item["kind"] == "figure":
            tag = "" if self.lang == 0 else f".{TAGS[self.lang]}"
            self.add(f"![{self.words('PICTURES', item['picture'])}]"
                     f"({item['file']}{tag}.svg)", item["uid"])
        else:
            for i, row in enumerate(item["points"]):
                mark = f"{i + 1}." if item["ordered"] else "-"
                self.add(f"{mark} {self.words('POINTS', row)}",
                         item["uid"] if i == 0 else None)
        self.add("")

    def write(self):
        self.out, self.notes = [], []
        self.write_front()
        for section in self.sections:
            start = len(self.out) + 1
            if section["heading"] is not None:
                self.add("#" * section["level"] + " " +
                         self.words("HEADINGS", section["heading"]),
                         section["uid"])
                self.add("")
            for item in section["items"]:
                self.write_item(item)
            self.ends[section["uid"]] = (start, len(self.out))
        for label, note in self.notes:
            self.add(f"[^{label}]: {self.fill(note)}", note["uid"])
            self.add("")
        return "\n".join(self.out)


# ----- Planting -----

# Forty men: a number that is missed, though it is in words here and there.
COUNTED = ("PLAIN", 3)

LACKS, EXTRA, BOTH = "lacks", "extra", "both"


class Planter:
    """Plants differences in one set, each where no other is near."""

    def __init__(self, model, editions):
        self.model = model
        self.random = model.random
        self.editions = editions
        self.others = [e for e in editions if e.lang != model.original]
        self.expected = []
        self.used = set()  # (lang, uid)

    def expect(self, edition, name, side, uid, section, near=None):
        self.expected.append(dict(edition=edition, name="edition-" + name,
                                  side=side, uid=uid, section=section,
                                  near=near or uid))

    def take(self, edition, *uids):
        keys = {(edition.lang, uid) for uid in uids}
        if keys & self.used:
            return False
        self.used |= keys
        return True

    # Paragraphs of one edition that nothing was planted in, with a sentence
    # that fits.
    def find(self, fits):
        edition = self.random.choice(self.others)
        found = [(s, p, x) for s in edition.sections for p in s["items"]
                 if p["kind"] == "paragraph" for x in p["sentences"] if fits(x)]
        self.random.shuffle(found)
        for section, paragraph, sentence in found:
            if (edition.lang, section["uid"]) not in self.used and \
                    self.take(edition, paragraph["uid"]):
                self.used.add((edition.lang, -section["uid"]))
                return edition, section, paragraph, sentence
        return None

    def fact(self, name, kinds):
        way = self.random.choice([LACKS, EXTRA, BOTH])
        wanted = ("PLAIN",) if way == EXTRA else kinds
        found = self.find(lambda x: x["kind"] in wanted and
                          (x["kind"], x["row"]) != COUNTED)
        if not found:
            return
        edition, section, paragraph, sentence = found
        if way != EXTRA:
            self.expect(edition, name, LACKS, paragraph["uid"], section["uid"])
        if way != LACKS:
            self.expect(edition, name, EXTRA, paragraph["uid"], section["uid"])
        fresh = {"row": COUNTED[1]}
        while (fresh.get("kind", "PLAIN"), fresh["row"]) == COUNTED:
            fresh = self.model.sentence("PLAIN" if way == LACKS
                                        else self.random.choice(kinds))
        sentence.update(kind=fresh["kind"], values=fresh["values"],
                        row=fresh["row"])

    def numbers(self):
        self.fact("number-missing", ("COUNTS", "SHARES"))

    def dates(self):
        self.fact("date-missing", ("DAYS",))

    def links(self):
        self.fact("link-missing", ("LINKED",))

    def notes(self):
        gone = self.random.random() < 0.5
        found = self.find(lambda x: bool(x["note"]) == gone)
        # One that is gone and one that is new may be one that was moved.
        if not found or not self.take(found[0], f"note {found[1]['uid']}"):
            return
        edition, section, paragraph, sentence = found
        sentence["note"] = None if gone else self.model.note()
        self.expect(edition, "note-missing", LACKS if gone else EXTRA,
                    paragraph["uid"], section["uid"])

    def within_notes(self):
        found = self.find(lambda x: x["note"] and x["note"]["values"])
        if not found:
            return
        edition, section, _, sentence = found
        note = sentence["note"]
        name = {"d": "date", "n": "number", "u": "link"}[min(note["values"])]
        fresh = {"d": self.model.day, "n": self.model.number,
                 "u": self.model.address}
        note["values"] = {key: fresh[key]() for key in note["values"]}
        for side in (LACKS, EXTRA):
            self.expect(edition, name + "-missing", side, note["uid"],
                        section["uid"])

    def item(self, kind):
        edition = self.random.choice(self.others)
        found = [(s, x) for s in edition.sections for x in s["items"]
                 if x["kind"] == kind]
        self.random.shuffle(found)
        for section, item in found:
            if (edition.lang, section["uid"]) not in self.used and \
                    self.take(edition, item["uid"], f"{kind} {section['uid']}"):
                self.used.add((edition.lang, -section["uid"]))
                return edition, section, item
        return None

    def appear(self, name, make):
        edition = self.random.choice(self.others)
        section = self.random.choice(edition.sections)
        if (edition.lang, section["uid"]) in self.used or \
                not self.take(edition, f"{name.split('-')[0]} {section['uid']}"):
            return
        self.used.add((edition.lang, -section["uid"]))
        item = make()
        section["items"].insert(
            self.random.randint(1, len(section["items"])), item)
        self.used.add((edition.lang, item["uid"]))
        self.expect(edition, name, EXTRA, item["uid"], section["uid"])

    def figures(self):
        if self.random.random() < 0.5:
            self.appear("figure-missing", self.model.figure)
            return
        found = self.item("figure")
        if found:
            edition, section, item = found
            section["items"].remove(item)
            self.expect(edition, "figure-missing", LACKS, item["uid"],
                        section["uid"])

    def tables(self):
        if self.random.random() < 0.3:
            self.appear("table-missing", self.model.table)
            return
        found = self.item("table")
        if not found:
            return
        edition, section, item = found
        way = self.random.choice(["gone", "row", "cell"])
        if way == "gone":
            section["items"].remove(item)
            self.expect(edition, "table-missing", LACKS, item["uid"],
                        section["uid"])
        elif way == "row":
            item["rows"].pop()
            self.expect(edition, "table-differs", BOTH, item["uid"],
                        section["uid"])
        else:
            row = self.random.choice(item["rows"])
            column = self.random.randrange(len(row["values"]))
            row["values"][column] += 1
            self.expect(edition, "table-differs", BOTH, row["uid"],
                        section["uid"])

    def lists(self):
        found = self.item("list")
        if not found:
            return
        edition, section, item = found
        if len(item["points"]) > 2 and self.random.random() < 0.5:
            item["points"].pop()
        else:
            item["points"].append(self.random.randrange(len(stock.POINTS)))
        self.expect(edition, "list-differs", BOTH, item["uid"], section["uid"])

    # A section that nothing was planted in, nor in the one before it.
    def untouched(self):
        edition = self.random.choice(self.others)
        places = list(range(1, len(edition.sections)))
        self.random.shuffle(places)
        for at in places:
            uids = [s["uid"] for s in edition.sections[at - 1:at + 2]]
            keys = {(edition.lang, sign * uid) for uid in uids
                    for sign in (1, -1)}
            if not keys & self.used:
                self.used |= {(edition.lang, uid) for uid in uids}
                return edition, at
        return None

    def headings(self):
        found = self.untouched()
        if not found:
            return
        edition, at = found
        section, before = edition.sections[at], edition.sections[at - 1]
        way = self.random.choice(["section", "heading", "level", "more"])
        # The first heading is of level 2, whatever is written.
        if way == "level" and at > 1:
            section["level"] = 3
            self.expect(edition, "heading-level", BOTH, section["uid"],
                        section["uid"])
        elif way in ("more", "level"):
            more = self.model.section(self.random.randrange(len(stock.HEADINGS)))
            edition.sections.insert(at, more)
            self.used.add((edition.lang, more["uid"]))
            self.expect(edition, "heading-missing", EXTRA, more["uid"], None)
        else:
            del edition.sections[at]
            if way == "heading":
                before["items"] += section["items"]
            self.expect(edition, "heading-missing", LACKS, section["uid"], None)

    def ages(self):
        original = self.editions[self.model.original]
        if not original.front["updated"]:
            y, m, d = original.front["date"]
            original.front["updated"] = (y + 1, m, d)
            for edition in self.others:
                edition.front["updated"] = (y + 1, m, min(d + 1, 28))
        edition = self.random.choice(self.others)
        if edition.front["updated"]:
            edition.front["updated"] = None
            self.expect(edition, "older", BOTH, "date", None)

    def titles(self):
        edition = self.random.choice(self.editions)
        if edition in self.others and self.random.random() < 0.5:
            if edition.front["subtitle"] is not None:
                edition.front["subtitle"] = None
                self.expect(edition, "title-missing", LACKS, "subtitle", None)
        elif len(edition.front["series"]) == 3:
            edition.front["series"].remove((edition.lang + 1) % 3)
            self.expect(edition, "title-missing", "map", "series", None)


# Headings first: they want sections that nothing else was planted in.
KINDS = ("headings", "numbers", "dates", "links", "notes", "within_notes",
         "figures", "tables", "lists", "ages", "titles")


def make(seed):
    """The editions of one set, written, and what must be said of them."""
    model = Model(seed)
    editions = [Edition(model, lang) for lang in range(3)]
    planter = Planter(model, editions)
    for kind in KINDS:
        for _ in range(model.random.randint(0, 4) if seed % 10 else 0):
            getattr(planter, kind)()
    texts = {edition.path(): edition.write() for edition in editions}
    return model, editions, texts, planter.expected
