# SPDX-License-Identifier: MIT
"""What stands in the blocks of a web page, from left to right.

Twice: by the standards alone (elements with a direction are isolates, which
UAX #9 orders), and as Chromium sets it."""
import base64
import html.parser
import json
import os
import re
import subprocess
import tempfile

import uax9

VOID = {"meta", "link", "br", "img", "hr", "input", "source", "wbr"}
BLOCKS = {"p", "h1", "h2", "h3"}


class Blocks(html.parser.HTMLParser):
    """Each block of <main>: its text with isolates for what has a direction,
    its own direction, and the page's markup from its start to its end."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.page, self.found, self.open = page, [], []
        starts = [0]
        for line in page.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        self.starts, self.inside, self.notes, self.in_note = starts, False, 0, False
        self.feed(page)

    def place(self):
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag in VOID:
            return
        around = self.open[-1][1] if self.open else "ltr"
        direction = facts.get("dir", around)
        closes = ""
        if tag == "main":
            self.inside = True
        if self.inside and tag in BLOCKS and self.current() is None:
            self.found.append([self.place(), None, direction, ""])
            self.notes = 0
        elif self.current() is not None:
            closes = self.isolate(tag, facts, direction)
        self.open.append((tag, direction, closes))

    def current(self):
        return self.found[-1] if self.found and not self.found[-1][1] else None

    def isolate(self, tag, facts, direction):
        """What opens with an element is written; what closes it is answered."""
        if facts.get("role") == "doc-noteref":
            self.current()[3] += uax9.LRI + uax9.NOTES[self.notes]
            self.notes, self.in_note = self.notes + 1, True
            return uax9.PDI
        if "dir" not in facts and tag != "bdi":
            return ""
        turned = uax9.RLI if direction == "rtl" else uax9.LRI
        self.current()[3] += turned if "dir" in facts else uax9.FSI
        return uax9.PDI

    def handle_endtag(self, tag):
        if not self.open or tag in VOID:
            return
        opened, _, closes = self.open.pop()
        assert opened == tag, f"{tag} closes {opened} at {self.getpos()}"
        if self.current() is not None:
            self.current()[3] += closes
        self.in_note = self.in_note and not closes
        if self.current() is not None and tag in BLOCKS:
            self.current()[1] = self.place() + len(f"</{tag}>")
        if tag == "main":
            self.inside = False

    def handle_data(self, data):
        if self.current() is not None and not self.in_note:
            self.current()[3] += data


def blocks(page):
    """(direction, text with isolates, markup) of each block."""
    for start, end, direction, text in Blocks(page).found:
        yield direction, text, page[start:end]


# ----- Chromium -----

MEASURE = """
var blocks = [];
for (const block of document.querySelectorAll('section')) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  for (const note of block.querySelectorAll('[role=doc-noteref]')) {
    const box = note.getBoundingClientRect();
    note.dataset.judged = 'yes';
    found.push([NOTES[found.length], (box.left + box.right) / 2]);
  }
  for (let node; (node = walker.nextNode());)
    for (let i = 0; i < node.data.length; i++) {
      if (node.parentElement.closest('[data-judged]')) continue;
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (box) found.push([node.data[i], (box.left + box.right) / 2]);
    }
  blocks.push(found);
}
const out = document.createElement('pre');
out.textContent = 'MEASURED' + btoa(unescape(encodeURIComponent(
    JSON.stringify(blocks)))) + 'MEASURED';
document.body.appendChild(out);
"""
# On one line each, in faces that have all letters; nothing is left out.
STYLE = """
* { white-space: nowrap !important; letter-spacing: 0 !important;
    font-family: "Noto Naskh Arabic", "Noto Sans", sans-serif !important }
.clause::before { content: none !important }
"""


def measured(chromium, css, all_blocks):
    """For each (language, direction, markup), its characters from left to
    right as the browser sets them; brackets all as ( since a browser does not
    say which way one faces."""
    sections = "".join(
        f'<section lang="{lang}" dir="{direction}">{markup}</section>\n'
        for lang, direction, markup in all_blocks
    )
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{css}{STYLE}'
        f"</style></head><body>{sections}<script>"
        f"const NOTES = '{uax9.NOTES}';{MEASURE}</script></body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
        run = subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu",
             f"--user-data-dir={folder}/profile", "--window-size=4000,2000",
             "--dump-dom", f"file://{path}"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=200,
        )
    found = re.search(rb"MEASURED([A-Za-z0-9+/=]*)MEASURED", run.stdout)
    assert found, "Chromium measured nothing"
    for characters in json.loads(base64.b64decode(found.group(1))):
        ordered = sorted(
            (c for c in characters if not uax9.is_unseen(c[0])),
            key=lambda c: c[1],
        )
        yield without_facing("".join(c for c, _ in ordered))


def without_facing(text):
    return "".join("(" if c in uax9.MIRRORED else c for c in text)
