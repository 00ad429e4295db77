# SPDX-License-Identifier: MIT
"""What stands in the blocks of a PDF, from left to right, by --dump-pages,
whose runs have a place and one direction each."""
import re

import uax9

RUN = re.compile(
    r'  run (\S+) (\S+) w=(\S+) \S+ \S+?( rtl)? "((?:[^"\\]|\\.)*)"( hyphen)? '
    r"\S+ (\w+)#(\d+)$"
)
# A block's text may stand in elements of these roles.
WITHIN = {"Span", "Reference", "Link", "Code", "Em", "Strong", "Quote"}
NOTE_RAISED = 4  # points, about


def unescaped(text):
    text = re.sub(
        r"\\u\{([0-9A-F]+)\}", lambda found: chr(int(found[1], 16)), text
    )
    return re.sub(r"\\(.)", r"\1", text)


def read(dump):
    """(page, x, y, is a note's number, drawn text, block) of each run."""
    roles, parents, runs, page = {}, {}, [], 0
    for line in dump.split("\n"):
        if line.startswith("page "):
            page += 1
        elif line.startswith("tag #"):
            words = line.split()
            roles[words[1][1:]], parents[words[1][1:]] = words[2], words[4][1:]
        elif found := RUN.match(line):
            runs.append((page, found.groups()))
    for page, (x, y, width, rtl, text, hyphen, role, tag) in runs:
        while roles.get(tag) in WITHIN:
            tag = parents[tag]
        text = unescaped(text)
        if hyphen:
            text = text.rstrip("-\u2010")
        middle = float(x) + float(width) / 2
        shown = uax9.drawn(text, [1 if rtl else 0] * len(text))
        yield page, middle, float(y), role == "Reference", shown, tag


def number_of(text):
    return int("".join(str(int(c)) for c in text if c.isdigit()) or 0)


def with_notes(runs):
    """The numbers of notes as ① ② ③."""
    numbers = sorted(number_of(run[4]) for run in runs if run[3])
    for page, x, y, note, text, _ in runs:
        if note:
            text = uax9.NOTES[numbers.index(number_of(text))]
        yield page, x, y, note, text


def lines_of(runs):
    """Rows from the top, each from left to right."""
    rows = {}
    for page, x, y, note, text in runs:
        if not note:
            rows.setdefault((page, y), []).append((x, text))
    for page, x, y, note, text in runs:
        near = [row for row in rows if row[0] == page]
        if note and near:
            row = min(near, key=lambda row: abs(row[1] - y - NOTE_RAISED))
            rows[row].append((x, text))
    return ["".join(t for _, t in sorted(rows[row])) for row in sorted(rows)]


def blocks(dump):
    """The lines of each block, as they are drawn."""
    all_runs = {}
    for run in read(dump):
        all_runs.setdefault(run[-1], []).append(run)
    for runs in all_runs.values():
        yield [uax9.seen(row) for row in lines_of(list(with_notes(runs)))]
