# SPDX-License-Identifier: MIT
"""What UAX #9 makes of a text, by ICU; and what of it can be compared."""
import ctypes
import ctypes.util
import re
import sys
import unicodedata

LRI, RLI, FSI, PDI, LRM, RLM = "\u2066\u2067\u2068\u2069\u200e\u200f"
CONTROLS = LRI + RLI + FSI + PDI + LRM + RLM
NOTES = "①②③④⑤⑥⑦⑧⑨"  # numbers of notes, in the order in which they are called
PAIRS = ["()", "[]", "{}", "«»", "‹›", "<>", "≤≥"]
MIRRORED = dict(pair for a, b in PAIRS for pair in ((a, b), (b, a)))
UNITS = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


def function(word, result, *arguments):
    name = ctypes.util.find_library("icuuc")
    if not name:
        raise SystemExit("uax9.py: libicuuc is not installed")
    version = re.search(r"\.so\.(\d+)", name).group(1)
    found = getattr(ctypes.CDLL(name), f"{word}_{version}")
    found.restype, found.argtypes = result, arguments
    return found


POINTER, INT, BYTE = ctypes.c_void_p, ctypes.c_int32, ctypes.c_uint8
ERROR = ctypes.POINTER(ctypes.c_int)
open_bidi = function("ubidi_open", POINTER)
close_bidi = function("ubidi_close", None, POINTER)
set_paragraph = function(
    "ubidi_setPara", None, POINTER, ctypes.c_char_p, INT, BYTE, POINTER, ERROR
)
get_levels = function(
    "ubidi_getLevels", ctypes.POINTER(BYTE), POINTER, ERROR
)
reorder = function("ubidi_reorderVisual", None, ctypes.c_char_p, INT, POINTER)


def levels(text, rtl):
    """The embedding level of each character of a paragraph."""
    bidi, error = open_bidi(), ctypes.c_int(0)
    set_paragraph(
        bidi, text.encode(UNITS), len(text), int(rtl), None, ctypes.byref(error)
    )
    found = get_levels(bidi, ctypes.byref(error))
    assert error.value <= 0, f"ICU error {error.value}"
    result = [found[i] for i in range(len(text))]
    close_bidi(bidi)
    return result


def first_strong_is_rtl(text):
    """Rules P2 and P3: what is isolated says nothing."""
    depth = 0
    for c in text:
        depth += (c in LRI + RLI + FSI) - (c == PDI and depth > 0)
        if depth == 0 and unicodedata.bidirectional(c) in ("L", "R", "AL"):
            return unicodedata.bidirectional(c) != "L"
    return False


def is_unseen(c):
    return c.isspace() or unicodedata.category(c) in ("Cf", "Mn", "Me")


def seen(text):
    """Letters, digits and signs: not spaces, joiners, marks above letters."""
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    return "".join(
        c for c in unicodedata.normalize("NFC", text) if not is_unseen(c)
    )


def drawn(text, of_levels):
    """What is seen on one line, from left to right, brackets as they face."""
    order = (ctypes.c_int32 * max(len(text), 1))()
    reorder(bytes(of_levels), len(text), order)
    return "".join(
        MIRRORED.get(text[i], text[i]) if of_levels[i] % 2 else text[i]
        for i in order[: len(text)]
        if text[i] not in CONTROLS
    )


def visual_lines(text, rtl, counts):
    """The same for lines of so many seen characters each."""
    at, all_levels = 0, levels(text, rtl)
    for number, count in enumerate(counts):
        end, passed = at, 0
        last = number == len(counts) - 1
        while end < len(text) and (last or passed < count):
            passed += len(seen(text[end]))
            end += 1
        yield seen(drawn(text[at:end], all_levels[at:end]))
        at = end
