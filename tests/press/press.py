#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Judges a print PDF: press.py STANDARD READERS.pdf PRINT.pdf

By the rules of pdfx.py; by the readers' PDF, whose glyphs stand in the same
places; and by its plates, as Ghostscript separates them: the bleed is reached,
and no place has more ink than a press takes.
"""
import collections
import os
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
import pdfx

POINT = 72 / 25.4
BLEED = 3 * POINT
DOTS = 144
INK_MOST = 300


# ----- The same pages -----

def characters(path):
    """Of each page: its size, and a list of (character, x, y, size)."""
    said = subprocess.run(['mutool', 'draw', '-q', '-F', 'stext', path],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=True).stdout.decode()
    for page in said.split('<page ')[1:]:
        width, height = (float(re.search(key + r'="([^"]*)"', page).group(1))
                         for key in ('width', 'height'))
        found = []
        size = 0
        for part in re.finditer(
                r'<font name="[^"]*" size="([^"]*)"|'
                r'<char [^>]*? x="([^"]*)" y="([^"]*)"[^>]*? c="([^"]*)"', page):
            if part.group(1):
                size = float(part.group(1))
            else:
                found.append((part.group(4), float(part.group(2)),
                              float(part.group(3)), size))
        yield width, height, found


def moved(pages, readers):
    """What does not stand where it stands for readers."""
    for number, (there, here) in enumerate(zip(pages, readers), 1):
        margin = (there[0] - here[0]) / 2
        shifted = collections.Counter()
        for c, x, y, size in there[2]:
            x, y = x - margin, y - margin
            # What is outside of the trimmed page is the slug line.
            if margin > 20 and y > here[1] + 2 * BLEED:
                continue
            shifted[(c, round(x, 1), round(y, 1), round(size, 2))] += 1
        own = collections.Counter(
            (c, round(x, 1), round(y, 1), round(size, 2))
            for c, x, y, size in here[2])
        # A tenth of a point may be rounded up here and down there.
        left = list((own - shifted).elements())
        other = list((shifted - own).elements())
        if len(left) != len(other):
            yield 'page %d: %d glyphs are not those of readers' % (
                number, abs(len(left) - len(other)) + 1)
        for a in left:
            near = next((b for b in other if b[0] == a[0] and
                         max(abs(a[1] - b[1]), abs(a[2] - b[2])) < 0.15), None)
            if not near:
                yield 'page %d: %s' % (number, a)
            else:
                other.remove(near)


# ----- Plates -----

def plate(path):
    """Rows of ink, 0 to 255, of an uncompressed TIFF of one channel."""
    with open(path, 'rb') as file:
        data = file.read()
    order = '<' if data[:2] == b'II' else '>'
    start, = struct.unpack(order + 'I', data[4:8])
    count, = struct.unpack(order + 'H', data[start:start + 2])
    tags = {}
    for i in range(count):
        at = start + 2 + 12 * i
        tag, kind, many = struct.unpack(order + 'HHI', data[at:at + 8])
        form = {3: 'H', 4: 'I'}.get(kind)
        if form:
            size = struct.calcsize(form) * many
            where = at + 8 if size <= 4 else struct.unpack(
                order + 'I', data[at + 8:at + 12])[0]
            tags[tag] = struct.unpack(order + form * many,
                                      data[where:where + size])
    width, height = tags[256][0], tags[257][0]
    pixels = b''.join(data[o:o + n] for o, n in zip(tags[273], tags[279]))
    pixels = pixels.translate(bytes(255 - i for i in range(256)))
    return [pixels[y * width:(y + 1) * width] for y in range(height)]


def plates(path):
    """Of each page: its four plates."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ['gs', '-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=tiffsep',
             '-sCompression=none', '-r%d' % DOTS, '-dOverprint=/enable',
             '-sOutputFile=%s/p%%d.tif' % folder, path],
            check=True, stdout=subprocess.DEVNULL)
        number = 1
        while os.path.exists('%s/p%d.tif' % (folder, number)):
            yield [plate('%s/p%d(%s).tif' % (folder, number, name))
                   for name in ('Cyan', 'Magenta', 'Yellow', 'Black')]
            number += 1


def sums(four):
    return [[c + m + y + k for c, m, y, k in zip(*rows)]
            for rows in zip(*four)]


def dots(points):
    return round(points * DOTS / 72)


def sides(ink, margin):
    """Rows of ink along each edge of the trimmed page: just inside of it, and
    nearly 3 mm outside of it."""
    near, far = margin + 3, margin - dots(BLEED) + 2
    for name, grid in (('left', list(zip(*ink))), ('top', ink)):
        yield name, grid[near], grid[far]
        opposite = 'right' if name == 'left' else 'foot'
        yield opposite, grid[-1 - near], grid[-1 - far]


def bleeds(ink, margin):
    """What has ink at the edge has it outside, too."""
    least = 10
    reached = 0
    for name, inside, outside in sides(ink, margin):
        kept = range(margin + 8, len(inside) - margin - 8)
        inked = [i for i in kept if inside[i] > least]
        bare = [i for i in inked if outside[i] <= least]
        reached += bool(inked)
        if len(bare) > 2:
            yield 'no bleed on the %s: %d of %d dots' % (name, len(bare),
                                                         len(inked))
    if reached == 0:
        yield None


def judge_plates(path, margin_points):
    margin = dots(margin_points)
    reaching = 0
    for number, four in enumerate(plates(path), 1):
        ink = sums(four)
        faults = list(bleeds(ink, margin))
        reaching += faults != [None]
        for fault in filter(None, faults):
            yield 'page %d: %s' % (number, fault)
        edge = margin - dots(BLEED) + 1
        most = max(max(row[edge:-edge]) for row in ink[edge:-edge])
        if most > INK_MOST * 255 / 100 + 4:
            yield 'page %d: %d %% of ink' % (number, most * 100 // 255)
    if not reaching:
        yield 'no page reaches its edge'


def main():
    standard, readers, path = sys.argv[1:]
    faults = list(pdfx.check(path, standard))
    here, there = list(characters(readers)), list(characters(path))
    if len(here) != len(there):
        faults.append('%d pages, %d for readers' % (len(there), len(here)))
    if not any(page[2] for page in here):
        faults.append('no characters')
    faults += moved(there, here)
    faults += judge_plates(path, (there[0][0] - here[0][0]) / 2)
    for fault in faults[:20]:
        print(fault)
    sys.exit(bool(faults))


main()
