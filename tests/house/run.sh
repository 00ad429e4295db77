#!/bin/sh
# Titles, notes and dates in every place where outputs show them: what other
# programs read there is what an editor expects.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3 qpdf pdftotext pdfinfo
cp tests/house/*.md "$work"
run 'the briefs are built' 0 "$QALAM" build --quiet -o "$work/out" "$work"
python3 tests/house/check.py "$work/out" || failed=$((failed + 1))
finish
