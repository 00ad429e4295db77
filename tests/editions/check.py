# SPDX-License-Identifier: MIT
"""100 sets of editions with planted differences: each is found, none invented.

check.py QALAM FOLDER
"""
import collections
import json
import os
import re
import subprocess
import sys

import sets

COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 100
PICTURE = ("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
           "<rect width='40' height='20'/></svg>\n")


def write(folder):
    expected = []
    for seed in range(COUNT):
        model, editions, texts, planted = sets.make(seed)
        for path, text in texts.items():
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
            for picture in re.findall(r"\(([^)\s]*\.svg)\)", text):
                with open(os.path.join(os.path.dirname(path), picture), "w",
                          encoding="utf-8") as out:
                    out.write(PICTURE)
        original = editions[model.original]
        expected += [dict(plant, original=original) for plant in planted]
    return expected


def said(qalam, folder, *arguments):
    result = subprocess.run(
        [qalam, "check", "--json", *arguments], cwd=folder,
        capture_output=True, text=True, check=False)
    messages = [json.loads(line) for line in result.stderr.splitlines()]
    return [m for m in messages if m["name"].startswith("edition-")]


def within(line, span):
    return line is not None and span[0] <= line <= span[1]


def blocks_of(edition, uid):
    section = next(s for s in edition.sections if s["uid"] == uid)
    kinds = [1 if section["heading"] is not None else
             edition.front["subtitle"] is not None]
    for item in section["items"]:
        if item["kind"] in ("paragraph", "list"):
            kinds.append((item["kind"], len(item.get("points", []))))
    return kinds


def other_blocks(plant):
    """Has the section more or fewer paragraphs, so that places are guessed?"""
    return blocks_of(plant["edition"], plant["section"]) != \
        blocks_of(plant["original"], plant["section"])


def in_edition(plant, line):
    """Is the line of the edition one where the plant may be told?"""
    edition, uid = plant["edition"], plant["uid"]
    if plant["side"] == "map" or plant["name"] == "edition-older":
        return line == edition.lines[uid]
    if plant["name"] == "edition-title-missing":
        return line is None
    if plant["side"] != sets.LACKS:
        return line == edition.lines[uid] or \
            within(line, edition.ends.get(uid, (0, 0))) and \
            plant["name"].startswith("edition-table")
    if plant["section"] is None:
        return line is not None
    if uid in edition.lines and not other_blocks(plant):
        return line == edition.lines[uid]  # of what lacks it
    return within(line, edition.ends[plant["section"]]) or \
        line == edition.lines.get(uid)


def in_original(plant, text):
    """Does the text name the right line of the original?"""
    original, uid = plant["original"], plant["uid"]
    path = re.escape(original.path())
    if plant["side"] == "map":
        return True
    found = re.search(path + r"(?::(\d+))?", text)
    if not found:
        return False
    line = int(found[1]) if found[1] else None
    if plant["name"] == "edition-older":
        return True
    if plant["side"] == sets.EXTRA:
        if uid in original.lines and not other_blocks(plant):
            return line == original.lines[uid]
        if line == original.lines.get(uid):
            return True
        span = original.ends.get(plant["section"])
        return span is None or within(line, span)
    return line == original.lines[uid] or \
        within(line, original.ends.get(uid, (0, 0))) and \
        plant["name"].startswith("edition-table")


def fits(plant, message):
    sides = {sets.LACKS: "not in this edition", sets.EXTRA: "is in this edition"}
    return (message["name"] == plant["name"] and
            os.path.normpath(message["file"]) == plant["edition"].path() and
            sides.get(plant["side"], "") in message["text"] and
            in_edition(plant, message.get("line")) and
            in_original(plant, message["text"]))


def main():
    qalam, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    expected = write(folder)
    messages = said(qalam, folder, ".")
    faults = 0
    some = sorted(f for f in os.listdir(folder) if f.startswith("brief01"))
    if said(qalam, folder, "-j", "1", *some) != \
            said(qalam, folder, "-j", "3", *some):
        print("FAIL: other messages, or in another order, on one thread")
        faults += 1
    left = list(messages)
    for plant in expected:
        match = next((m for m in left if fits(plant, m)), None)
        if match:
            left.remove(match)
            continue
        faults += 1
        print(f"FAIL: not found in {plant['edition'].path()}: {plant['name']} "
              f"{plant['side']} {plant['uid']} at line "
              f"{plant['edition'].lines.get(plant['uid'])}, original "
              f"{plant['original'].lines.get(plant['uid'])}")
    for message in left:
        faults += 1
        print(f"FAIL: invented: {message['file']}:{message.get('line')}: "
              f"{message['text']} [{message['name']}]")
    counts = collections.Counter(plant["name"] for plant in expected)
    if len(counts) < 10 or min(counts.values()) < 10:
        faults += 1
        print(f"FAIL: too little was planted: {dict(counts)}")
    print(f"{len(expected)} differences planted in {COUNT} sets of editions, "
          f"{faults} faults")
    return faults > 0


sys.exit(main())
