# SPDX-License-Identifier: MIT
"""How full the pages are: pages, their fill, and lines left empty.

usage: fill.py QALAM [SHARED]

The briefs are the 36 of SHARED/data/pages/make-36.py or, where that folder is
not there, 36 of tests/data/series. A page's fill is the share of the twelfths
of its frame's height that hold words; the cover is left aside. Lines left
empty are those that column-short counts, beside the lines of text. Beside the
figures of the first set is what they were before pages were filled with care.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MADE = os.path.join(HERE, os.pardir, 'data/series/make-series.py')
COUNT = 36
FRAME_TOP, FRAME, PARTS = 29 * 72 / 25.4, 663, 12
PAGE = 595
BODY = 9.6, 10.6  # points, of either direction
DESCENT = 3  # points: a line's letters stand over its baseline
LOW = 0.25
RUN = re.compile(r'  run (\S+) (\S+) w=\S+ \S+ (\S+).*? (\S+)$')
SHORT = re.compile(r'ends (\d+) lines early.*\[column-short\]')
BEFORE = {'pages': '191', 'mean fill': '68 %', 'pages under a quarter': '13',
          'lines left empty': '3.9 %'}


def make_briefs(shared, folder):
    maker = os.path.join(shared, 'data/pages/make-36.py')
    command = ([maker, folder] if os.path.exists(maker)
               else [MADE, str(COUNT), folder])
    subprocess.run([sys.executable, *command], check=True,
                   stdout=subprocess.DEVNULL)
    return sorted(glob.glob(f'{folder}/*.md')), command[0] == maker


def pages_of(dump):
    """The runs of each page that are no decoration: y, x and size."""
    pages = []
    for line in dump.splitlines():
        if line.startswith('page '):
            pages.append([])
        elif line.startswith('  run ') and not line.endswith(' artifact'):
            x, y, size, _ = RUN.match(line).groups()
            pages[-1].append((float(y), float(x), float(size)))
    return pages


def fill_of(page):
    parts = {int((y - DESCENT - FRAME_TOP) / (FRAME / PARTS)) for y, _, _ in page}
    return len({min(PARTS - 1, max(0, part)) for part in parts}) / PARTS


def lines_of(page):
    """Lines of body text: baselines, told apart by the page's half."""
    return len({(y, x > PAGE / 2) for y, x, size in page if size in BODY})


def measure(qalam, briefs):
    count, fills, low, lines, short = 0, [], [], 0, 0
    for brief in briefs:
        run = subprocess.run([qalam, 'build', '--all', '--dump-pages', brief],
                             capture_output=True, text=True, check=True)
        pages = pages_of(run.stdout)
        count += len(pages)
        short += sum(map(int, SHORT.findall(run.stderr)))
        for number, page in enumerate(pages[1:], 2):
            fills.append(fill_of(page))
            lines += lines_of(page)
            if fills[-1] < LOW:
                low.append(f'{os.path.basename(brief)[:-3]} page {number}')
    return {'pages': str(count),
            'mean fill': f'{100 * sum(fills) / len(fills):.0f} %',
            'pages under a quarter': str(len(low)),
            'lines left empty': f'{100 * short / lines:.1f} %'}, low


def main():
    qalam = os.path.abspath(sys.argv[1])
    shared = sys.argv[2] if len(sys.argv) > 2 else '../shared'
    with tempfile.TemporaryDirectory(prefix='qalam-fill-') as folder:
        briefs, known = make_briefs(shared, folder)
        now, low = measure(qalam, briefs)
    print(f'how full the pages of {len(briefs)} briefs are')
    for what, figure in now.items():
        before = f'  (before: {BEFORE[what]})' if known else ''
        print(f'{what:<28} {figure:>8}{before}')
    for page in low:
        print(f'  under a quarter full: {page}')


main()
