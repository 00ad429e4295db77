#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Are lines of two directions read as they were written?

usage: judge.py QALAM LINES [WORD]

LINES has the columns id, language, kind, marked: a line as an author types it,
with the isolates that a careful typesetter would put round what must stay
together: ⟦ left to right ⟧, ⟬ right to left ⟭, and ↤ for U+200F. The order that
UAX #9 gives that text is the right one; of rows with one id each is right.
Lines are built as paragraphs and notes, titles also as headings and titles, to
PDF and to HTML; with CHROMIUM in the environment, that browser sets the pages.
WORD: only lines with it in their id."""
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import page  # noqa: E402
import paper  # noqa: E402
import uax9  # noqa: E402

MARKS = {"⟦": uax9.LRI, "⟧": uax9.PDI, "⟬": uax9.RLI, "⟭": uax9.PDI,
         "↤": uax9.RLM}
RTL = {"fa-AF", "fa", "ps", "ur", "ar"}
# A word in each language, for what is not of the lines.
WORDS = {"fa-AF": "آزمون", "fa": "آزمون", "ps": "ازموینه", "ur": "جانچ",
         "ar": "اختبار", "en": "Test", "de": "Probe", "ru": "Проба"}


class Line:
    def __init__(self, name, language, kind):
        self.name, self.language, self.kind = name, language, kind
        self.answers = []
        self.rtl = language in RTL

    def add(self, marked):
        self.typed = "".join(c for c in marked if c not in MARKS)
        words = re.sub(r"\[\^(\d)\]", lambda n: uax9.NOTES[int(n[1]) - 1], marked)
        words = words.replace("`", "")
        self.answers.append("".join(MARKS.get(c, c) for c in words))

    def places(self):
        if "[^" in self.typed:
            return ["paragraph"]
        return (["heading", "title", "note"] if self.kind == "title"
                else ["paragraph", "note"])


def read_lines(path, word):
    lines = {}
    with open(path, encoding="utf-8") as file:
        for row in file.read().splitlines()[1:]:
            name, language, kind, marked = row.split("\t")[:4]
            if word in name:
                line = lines.setdefault(name, Line(name, language, kind))
                line.add(marked)
    return list(lines.values())


# ----- Briefs -----


def front(language, title):
    return (f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
            f"lang: {language}\ncolumns: 1\nabstract: {WORDS[language]}\n---\n\n")


def as_block(text):
    return "\\" + text if text[0] in "#+->" else text


def paragraphs(lines, word):
    parts, notes = [], []
    for line in lines:
        text = as_block(line.typed)
        for number in re.findall(r"\[\^(\d)\]", text):
            notes.append(f"[^{line.name}-{number}]: {word} {len(notes)}.")
        parts.append(re.sub(r"\[\^(\d)\]", rf"[^{line.name}-\1]", text))
    return parts + notes


def briefs(lines):
    """(place, language, text, lines) of each brief to build."""
    sorts = collections.defaultdict(list)
    for line in lines:
        for place in line.places():
            sorts[place, line.language].append(line)
    for (place, language), some in sorts.items():
        word = WORDS[language]
        start = front(language, word)
        if place == "paragraph":
            yield place, start + "\n\n".join(paragraphs(some, word)), some
        elif place == "heading":
            parts = (f"## {line.typed}\n\n{word}." for line in some)
            yield place, start + "\n\n".join(parts), some
        elif place == "note":
            calls = [f"{word}.[^{line.name}]" for line in some]
            texts = [f"[^{line.name}]: {as_block(line.typed)}" for line in some]
            yield place, start + "\n\n".join(calls + texts), some
        else:
            for line in some:
                yield place, front(language, line.typed) + word, [line]


# ----- Comparing -----


def key(text):
    """The same for a text in any order."""
    return "".join(sorted(page.without_facing(uax9.seen(text))))


class Judge:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def holds(self, line, where, got, answers):
        """got: the rows of a block; answers: what they may be."""
        if got in answers:
            self.passed += 1
            return
        self.failed += 1
        said = " / ".join(got) if got else "no such block"
        print(f"FAIL {line.name} {where}, from left to right:\n"
              f"  got    {said}\n  wanted {' / '.join(answers[0])}")

    def rows(self, line, where, rows):
        counts = [len(row) for row in rows or [""]]
        self.holds(line, where, rows, [
            list(uax9.visual_lines(answer, line.rtl, counts))
            for answer in line.answers])

    def browser(self, line, where, text):
        answers = (uax9.visual_lines(answer, line.rtl, [1])
                   for answer in line.answers)
        self.holds(line, where, [text],
                   [[page.without_facing(next(a))] for a in answers])


def judge_paper(judge, qalam, folder, place, name, lines):
    dump = subprocess.run(
        [qalam, "build", "--quiet", "--dump-pages", name], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
    ).stdout.decode()
    found = {key("".join(rows)): rows for rows in paper.blocks(dump)}
    for line in lines:
        judge.rows(line, f"on paper, as {place}", found.get(key(line.answers[0])))


def judge_page(judge, text, place, lines, to_measure):
    """What the page says by the standards; the rest is the browser's."""
    found = {}
    for direction, words, markup in page.blocks(text):
        found[key(words)] = direction, words, markup
    for line in lines:
        direction, words, markup = found.get(
            key(line.answers[0]), ("ltr", "", ""))
        rows = list(uax9.visual_lines(words, direction == "rtl", [1]))
        judge.rows(line, f"on the page, as {place}", rows)
        judge.holds(line, f"as it is copied, as {place}", [uax9.seen(words)],
                    [[uax9.seen(line.answers[0])]])
        language = line.language
        to_measure.append((line, place, (language, direction, markup)))


def judge_window(judge, text, lines):
    """The title of the window, which a browser orders by its first letter."""
    title = html.unescape(re.search("<title>(.*?)</title>", text, re.S)[1])
    rtl = uax9.first_strong_is_rtl(title)
    for line in lines:
        rows = list(uax9.visual_lines(title, rtl, [1]))
        judge.rows(line, "in the title of the window", rows)


def judge_browser(judge, chromium, css, to_measure):
    texts = page.measured(chromium, css, [block for _, _, block in to_measure])
    for (line, place, _), text in zip(to_measure, texts):
        judge.browser(line, f"in the browser, as {place}", text)


def main():
    qalam, path, word = os.path.abspath(sys.argv[1]), *(sys.argv + [""])[2:4]
    judge, to_measure = Judge(), []
    with tempfile.TemporaryDirectory() as folder:
        built = list(enumerate(briefs(read_lines(path, word))))
        for number, (_, text, _) in built:
            with open(f"{folder}/{number}.md", "w", encoding="utf-8") as file:
                file.write(text)
        subprocess.run([qalam, "build", "--quiet", "--to", "html", "-o", "out",
                        "."], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        for number, (place, _, lines) in built:
            judge_paper(judge, qalam, folder, place, f"{number}.md", lines)
            with open(f"{folder}/out/{number}.html", encoding="utf-8") as file:
                text = file.read()
            judge_page(judge, text, place, lines, to_measure)
            if place == "title":
                judge_window(judge, text, lines)
        with open(f"{folder}/out/assets/qalam.css", encoding="utf-8") as file:
            css = file.read()
    if os.environ.get("CHROMIUM"):
        judge_browser(judge, os.environ["CHROMIUM"], css, to_measure)
    print(f"{judge.passed} passed, {judge.failed} failed")
    return judge.failed > 0


if __name__ == "__main__":
    sys.exit(main())
