# SPDX-License-Identifier: MIT
"""Texts in encodings that are hard to give back: with states, with several
bytes a character, with marks that combine, damaged. Each comes back byte for
byte. Then logs that were damaged: never a crash, and never another text."""
import os
import random
import subprocess
import sys
import tempfile

qalam = os.path.abspath(sys.argv[1])
TEXTS = {
    "ISO-2022-JP": "日本語の  テキスト。\r\nABC 日本\r\n".encode("iso2022_jp"),
    "UTF-7": "Grüße  an £ alle.\r\n".encode("utf-7"),
    "windows-1258": b"Ti\xeang Vi\xea\xf2t  Nam a\xec e\xd2.\r\n",
    "TCVN5712-1": b"a\xb0  b\xb1 \xe0\xe1.\r",
    "EUC-JP": "日本語  です。\r\n".encode("euc_jp") + b"\x8f\xff end\r\n",
    "SHIFT_JIS": "日本語  です。\r\n".encode("sjis") + b"\xff end\r\n",
    "GB18030": "中文  文本。𠀀\r\n".encode("gb18030") + b"\x80 \x81",
    "BIG5-HKSCS": "香港  文字。\r\n".encode("big5hkscs") + b"\x88\x62 end",
    "UTF-16LE": "ab  \U0001F600 x\r\n".encode("utf-16-le") + b"\0\xd8x\0y",
    "UTF-16BE": "ab  c\r\n".encode("utf-16-be"),
    "UTF-32LE": "ab  c\r".encode("utf-32-le") + b"\xff\xff\xff\x7fz\0\0",
    "UTF-8": "a\0b  \ufffe\uffff x\r\n".encode() + b"\xff\xc3(\xed\xa0\x80\r",
    "KOI8-R": "Привет,  мир.\r\n".encode("koi8-r"),
    "IBM037": "HELLO  WORLD".encode("cp037"),
}
NOTES = "One.<sup>1</sup> Two,<sup>2</sup> goes on\n\n1 A.\n\n2 B.\n\nand ends.\n"
failed = 0


def run(*arguments):
    return subprocess.run([qalam, *arguments], capture_output=True, timeout=60,
                          check=False)


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def fail(why):
    global failed
    failed += 1
    print("FAIL", why)


def there_and_back(encoding, text):
    write("in.md", text)
    for log in ("log.json", "log.txt"):
        there = run("tidy", "--keep-going", "--from", encoding, "in.md", "-o",
                    "out.md", "--changes", log)
        if there.returncode or run("tidy", "--undo", log, "out.md").stdout != text:
            fail(f"{encoding}: not the same bytes by {log}")


def damaged(log, dice):
    log = bytearray(log)
    for _ in range(dice.choice([1, 1, 2, 5])):
        at = dice.randrange(len(log))
        kind = dice.randrange(4)
        if kind == 0:
            log[at] = dice.randrange(256)
        elif kind == 1:
            del log[at:at + dice.randrange(1, 20)]
        elif kind == 2:
            log[at:at] = dice.choice([b"9" * 14, b'"', b"\\", b"{", b"\\ud800"])
        else:
            log[at] = ord(dice.choice("0123456789"))
        log = log or bytearray(b"x")
    return bytes(log)


def damage(name, rounds):
    dice = random.Random(5)
    write("in.md", NOTES.encode())
    if run("tidy", "in.md", "-o", "out.md", "--changes", name).returncode:
        fail("no log")
    with open(name, "rb") as file:
        log = file.read()
    refused = 0
    for number in range(rounds):
        write("damaged", damaged(log, dice))
        done = run("tidy", "--undo", "damaged", "out.md")
        refused += done.returncode == 1
        if done.returncode not in (0, 1):
            fail(f"{name}, damage {number}: exit status {done.returncode}")
        if done.stdout != (NOTES.encode() if done.returncode == 0 else b""):
            fail(f"{name}, damage {number}: another text")
    if refused < rounds / 2:
        fail(f"{name}: {refused} of {rounds} damaged logs were refused")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for item in TEXTS.items():
        there_and_back(*item)
    damage("log.json", 100)
    damage("log.txt", 100)
    os.chdir("/")
print(f"{len(TEXTS)} encodings there and back, 200 damaged logs")
sys.exit(failed > 0)
