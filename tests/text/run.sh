#!/bin/sh
# SPDX-License-Identifier: MIT
# Small briefs, each beside the plain text that comes of it: NAME.md and
# NAME.text, where what cannot be seen is written \u{200F}. ACCEPT=1 writes the
# texts: read the diff before you commit it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3

seen() { # a text whose marks of direction can be seen
    python3 -c '
import sys, unicodedata
text = open(sys.argv[1], encoding="utf-8", newline="").read()
print("".join("\\u{%04X}" % ord(c) if c != "\n" and
              unicodedata.category(c) in ("Cf", "Cc", "Zs") and c != " "
              else c for c in text), end="")' "$1"
}

for brief in tests/text/*.md; do
    name=$(basename "$brief" .md)
    run "$name" 0 "$QALAM" build --quiet --to text -o "$work/out" "$brief"
    seen "$work/out/$name.txt" >"$work/seen"
    golden "tests/text/$name.text" "$work/seen"
done

# Standard input has no name of its own.
name=standard-input
printf '# Gates\n\nThe gate is *open*.\n' |
    "$QALAM" build --quiet --to text -o "$work/in" --lang en - 2>"$err" ||
    fail 'not built'
there "$work/in/stdin.txt"
name='nothing but what was asked for'
[ "$(ls "$work/in")" = stdin.txt ] || fail "$(ls "$work/in")"
finish
