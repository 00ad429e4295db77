#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a series of N briefs in English, Dari and Pashto.

usage: make-series.py N OUTDIR [--seed S] [--edit K ...]

The paragraphs and sources are those of en.md, fa-AF.md and ps.md beside this
file, put together anew. The same N, seed and edits give the same bytes.

OUTDIR gets NNNN-LANG.md for each brief, assets/cover.png, and series.json with
what each brief must yield: title, language, headings, footnotes in the order
of their first references (labels of the source, the start of their texts),
links to other briefs, and whether the labels are in order. --edit K changes
one paragraph of brief K (from 1) and nothing else, for rebuilds.

Every 5th brief has labels out of order, every 7th a table with a note, every
6th a list, every 10th a picture, every 9th a link to an earlier brief, every
13th a note referenced twice. Needs Python 3.8 or later and nothing else.
"""
import argparse
import json
import os
import re
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
LANGUAGES = ('en', 'fa-AF', 'ps', 'en')  # half of the briefs are English
PERSIAN = str.maketrans('0123456789', '۰۱۲۳۴۵۶۷۸۹')
# What a brief is called, its series, and what --edit adds.
WORDS = {
    'en': ('Brief', 'Sample Series', 'This sentence was added later.'),
    'fa-AF': ('گزارش', 'سلسلهٔ نمونه', 'این جمله پسان افزوده شد.'),
    'ps': ('لنډيز', 'د نمونو لړۍ', 'دا جمله وروسته ورزياته شوه.'),
}


class Random:
    """Vigna's xorshift64*: the same on every machine."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1

    def below(self, limit):
        state = self.state
        state ^= state >> 12
        state = (state ^ state << 25) % 2**64
        state ^= state >> 27
        self.state = state
        return (state * 0x2545F4914F6CDD1D % 2**64 >> 33) % limit

    def pick(self, things):
        return things[self.below(len(things))]

    def shuffled(self, things):
        things = list(things)
        for i in range(len(things) - 1, 0, -1):
            j = self.below(i + 1)
            things[i], things[j] = things[j], things[i]
        return things


class Stock:
    """What a file of paragraphs holds: its title, sections and sources."""

    def __init__(self, lang):
        with open(os.path.join(HERE, f'{lang}.md'), encoding='utf-8') as file:
            top, body, sources = re.split(r'(?m)^# .*\n', file.read())
            file.seek(0)
            self.title = file.readline()[2:].strip()
        assert not top
        parts = re.split(r'(?m)^## (.*)$', body)[1:]
        self.sections = [(heading, text.strip().split('\n\n'))
                         for heading, text in zip(parts[::2], parts[1::2])]
        self.sources = re.findall(r'(?m)^- (.*)$', sources)


class Brief:
    """One brief on its way: lines of text, and its notes."""

    def __init__(self, number, seed, stocks):
        self.number = number
        self.random = Random(seed * 1000003 + number)
        self.lang = self.random.pick(LANGUAGES)
        self.stock = stocks[self.lang]
        self.english = stocks['en']
        self.lines, self.notes, self.headings, self.links = [], {}, [], []

    def note(self):
        """A new note; some in a brief of another language are English."""
        stock = self.english if self.random.below(4) == 0 else self.stock
        label = str(len(self.notes) + 1)
        self.notes[label] = self.random.pick(stock.sources)
        return f'[^{label}]'

    def add(self, *lines):
        self.lines += [*lines, '']

    def with_notes(self, paragraph):
        sentences = re.split(r'(?<=[.؛]) ', paragraph)
        return ' '.join(
            sentence + (self.note() if self.random.below(5) == 0 else '')
            for sentence in sentences)

    def add_sections(self):
        count = 3 + self.random.below(6)
        for heading, paragraphs in self.random.shuffled(
                self.stock.sections)[:count]:
            deep = bool(self.headings) and self.random.below(4) == 0
            self.headings.append([3 if deep else 2, heading])
            self.add(('### ' if deep else '## ') + heading)
            for paragraph in paragraphs:
                self.add(self.with_notes(paragraph))
        if not self.notes:
            self.lines[2] += self.note()

    def add_table(self):
        rows = [f'| # | {self.stock.title} |', '|--:|:--|']
        for row, (heading, _) in enumerate(self.stock.sections[1:4], 1):
            note = self.note() if row == 2 else ''
            rows.append(f'| {row} | {heading}{note} |')
        self.add(*rows)

    def add_extras(self, names):
        number, random = self.number, self.random
        if number % 6 == 0:
            self.add(*('- ' + paragraphs[0] for _, paragraphs
                       in random.shuffled(self.stock.sections)[:4]))
        if number % 7 == 0:
            self.add_table()
        if number % 10 == 0:
            self.add(f'![{self.stock.title}](assets/cover.png)')
        if number % 9 == 0 and names:
            self.links.append(random.pick(names))
            self.add(f'[{WORDS[self.lang][0]}]({self.links[0]})')
        if number % 13 == 0:
            self.add(self.stock.sections[1][1][0] + '[^1]')

    def title(self):
        digits = str(self.number)
        if self.lang != 'en':
            digits = digits.translate(PERSIAN)
        title = f'{WORDS[self.lang][0]} {digits}: {self.headings[0][1]}'
        return digits, title + (' (IMP, 2024)' if self.number % 3 == 0 else '')

    def relabelled(self, text):
        """Labels out of order: the text, its notes, its labels in order."""
        labels = list(self.notes)
        new = dict(zip(labels, self.random.shuffled(labels)))
        text = re.sub(r'\[\^(\d+)\]', lambda m: f'[^{new[m.group(1)]}]', text)
        return text, {new[label]: self.notes[label] for label in labels}

    def written(self):
        """The bytes of the file, and the facts of it."""
        digits, title = self.title()
        text, notes = '\n'.join(self.lines), self.notes
        if self.number % 5 == 0:
            text, notes = self.relabelled(text)
        front = self.front(digits, title)
        definitions = '\n\n'.join(f'[^{label}]: {notes[label]}'
                                  for label in sorted(notes, key=int))
        return f'{front}\n{text}\n{definitions}\n', {
            'title': title, 'lang': self.lang, 'headings': self.headings,
            'footnotes': [[label, notes[label][:40]] for label in notes],
            'labels_in_order': list(notes) == sorted(notes, key=int),
            'references': len(notes) + (self.number % 13 == 0),
            'links': self.links, 'image': self.number % 10 == 0,
            'table': self.number % 7 == 0}

    def front(self, digits, title):
        def quoted(text):
            return json.dumps(text, ensure_ascii=False)

        number = self.number
        return '\n'.join([
            '---', f'title: {quoted(title)}',
            f'series: {quoted(WORDS[self.lang][1])}', f'number: "{digits}"',
            f'lang: {self.lang}',
            f'date: {2001 + number % 21}-{1 + number % 12:02}-'
            f'{1 + number % 28:02}',
            'authors:', '  - name: Sample Editor', '---', ''])


def chunk(kind, data):
    check = zlib.crc32(kind + data) & 0xFFFFFFFF
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', check)


def cover():
    rows = b''.join(b'\0' + b''.join(bytes((x * 3 % 256, y * 5 % 256, 120))
                                     for x in range(80)) for y in range(50))
    size = struct.pack('>IIBBBBB', 80, 50, 8, 2, 0, 0, 0)
    # Stored, not compressed: zlib's levels differ between its builds.
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', size) +
            chunk(b'IDAT', zlib.compress(rows, 0)) + chunk(b'IEND', b''))


def make(count, folder, seed, edits):
    stocks = {lang: Stock(lang) for lang in WORDS}
    os.makedirs(os.path.join(folder, 'assets'), exist_ok=True)
    with open(os.path.join(folder, 'assets', 'cover.png'), 'wb') as file:
        file.write(cover())
    facts, names = [], []
    for number in range(1, count + 1):
        brief = Brief(number, seed, stocks)
        brief.add_sections()
        brief.add_extras(names)
        if number in edits:
            brief.lines[2] += ' ' + WORDS[brief.lang][2]
        text, known = brief.written()
        names.append(f'{number:04}-{brief.lang}.md')
        with open(os.path.join(folder, names[-1]), 'wb') as file:
            file.write(text.encode())
        facts.append({'file': names[-1], **known})
    with open(os.path.join(folder, 'series.json'), 'wb') as file:
        data = {'n': count, 'seed': seed, 'briefs': facts}
        file.write(json.dumps(data, ensure_ascii=False, indent=1).encode())
    notes = sum(len(brief['footnotes']) for brief in facts)
    print(f'{count} briefs, {notes} footnotes, in {folder}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('count', type=int)
    parser.add_argument('folder')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--edit', type=int, nargs='*', default=[])
    given = parser.parse_args()
    make(given.count, given.folder, given.seed, given.edit)


main()
