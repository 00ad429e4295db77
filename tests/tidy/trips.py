# SPDX-License-Identifier: MIT
"""For each text: its changes lead back to the very bytes, in both forms of the
log; the log's places are right; the tidied text is the same brief, and tidying
it again changes nothing.

trips.py QALAM FILE…; a file may be FILE=ENCODING for --from. What tidy refuses
is passed over, and counted."""
import codecs
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import zip_longest

qalam, *files = sys.argv[1:]
bare = os.environ.get("TRIPS") == "bytes"  # the way back alone


def run(*arguments):
    return subprocess.run([qalam, *arguments], capture_output=True, timeout=120,
                          check=False, stdin=subprocess.DEVNULL)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def with_labels(before, after):
    """An inline note has no label until it is tidied, and then a number."""
    old, new = before.split(b"\n"), after.split(b"\n")
    for i in range(min(len(old), len(new))):
        bare = re.sub(rb' label="[0-9]+"', b"", new[i])
        if b"label=" not in old[i] and bare == old[i]:
            old[i] = new[i]
    return b"\n".join(old)


def undone(log, out, folder):
    back = f"{folder}/back"
    done = run("tidy", "--undo", log, out, "-o", back)
    return read(back) if done.returncode == 0 else done.stderr


def check_log(log, original, tidied):
    """The changes, made again here, make the tidied text of the original; each
    first one stands at its byte."""
    raw = {row["offset"]: row for row in log["raw"]}
    mark = bytes.fromhex(log["mark"])
    if not original.startswith(mark) or len(original) != log["bytes"]:
        return "the head is wrong"
    try:
        codec = codecs.lookup(log["encoding"].replace("MacArabic", "mac-arabic"))
    except LookupError:
        return None
    if raw:
        return None
    text = codec.decode(original[len(mark):], "strict")[0].encode()
    decoded, passes = text, {}
    for change in log["changes"]:
        passes.setdefault(change["pass"], []).append(change)
    for number in sorted(passes):
        done, new = 0, b""
        for change in passes[number]:
            at, before = change["offset"], change["before"].encode()
            if text[at:at + len(before)] != before:
                return f"no {before!r} at {at} of pass {number}"
            new += text[done:at] + change["after"].encode()
            done = at + len(before)
            head = codec.decode(original[len(mark):change["byte"]])[0]
            lines = head.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if number == min(passes) and (
                    len(head.encode()) != at or len(lines) != change["line"] or
                    len(lines[-1]) + 1 != change["column"]):
                return f"the place of {change} is wrong"
        text = new + text[done:]
    return None if text == tidied else "the changes do not make the tidied text"


def dump(path, encoding):
    return run("build", "--dump-after", "check", "--keep-going", *encoding, path)


PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".avif", ".heic",
            ".tif", ".tiff", ".bmp")


def copy_beside(source, folder, text):
    """What a text may show or lead to, and what its series says, stands beside
    it."""
    for name in os.listdir(folder):  # those of the text before
        if name == "series.yaml" or (name.endswith(".md") and name != text):
            os.unlink(f"{folder}/{name}")
    for name in os.listdir(source):
        if name.endswith(PICTURES) or name == "series.yaml" or (
                name.endswith(".md") and name != text):
            shutil.copy(f"{source}/{name}", folder)
        elif name in ("assets", "images", "pictures"):
            shutil.copytree(f"{source}/{name}", f"{folder}/{name}",
                            dirs_exist_ok=True)


def difference(before, after):
    lines = zip_longest(before.decode().split("\n"),
                        after.decode().split("\n"))
    number, (first, second) = next((number, pair)
                                   for number, pair in enumerate(lines, 1)
                                   if pair[0] != pair[1])
    return f"line {number}: {str(first)[:200]!r}, then {str(second)[:200]!r}"


def check(path, folder):
    path, _, encoding = path.partition("=")
    encoding = ["--from", encoding] if encoding else []
    out, log, text_log = (f"{folder}/{name}" for name in
                          ("out.md", "log.json", "log.txt"))
    # The name tells the language, and may be the title.
    out = f"{folder}/{os.path.basename(path)}"
    done = run("tidy", "--keep-going", *encoding, path, "-o", out,
               "--changes", log)
    if done.returncode == 1:
        return "refused"
    if done.returncode:
        return f"exit status {done.returncode}"
    original, tidied = read(path), read(out)
    if undone(log, out, folder) != original:
        return "undo gives other bytes"
    run("tidy", "--keep-going", *encoding, path, "-o", out,
        "--changes", text_log)
    if read(out) != tidied:
        return "two runs differ"
    if undone(text_log, out, folder) != original:
        return "undo by the text log gives other bytes"
    with open(log, encoding="utf-8") as file:
        fault = check_log(json.load(file), original, tidied)
    if fault or bare:
        return fault
    again = run("tidy", "--keep-going", out)
    if again.stdout != tidied:
        return "tidying again changes it"
    copy_beside(os.path.dirname(path) or ".", folder, os.path.basename(path))
    before, after = dump(path, encoding), dump(out, [])
    if before.returncode != after.returncode:
        return f"builds with {before.returncode}, then {after.returncode}"
    if before.returncode == 0 and not before.stdout:
        return "there is no tree"
    labelled = with_labels(before.stdout, after.stdout)
    if labelled != after.stdout:
        return "the tree is another one: " + difference(before.stdout,
                                                        after.stdout)
    return None


counts = {"ok": 0, "refused": 0, "failed": 0}
for path in files:
    with tempfile.TemporaryDirectory() as folder:
        fault = check(path, folder)
    counts[fault if fault == "refused" else "failed" if fault else "ok"] += 1
    if fault and fault != "refused":
        print(f"FAIL {path}: {fault}")
print("{ok} texts there and back, {refused} refused, {failed} failed".format(
    **counts))
sys.exit(counts["failed"] > 0)
