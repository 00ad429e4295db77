#!/bin/sh
# SPDX-License-Identifier: MIT
# Kinds of faults that people report of programs like this one: a small brief
# for each, and what must come of it (judge.py; README.md has the form).
# usage: run.sh [WORD...], those cases that have a WORD in their file or kind
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs python3 pdftotext
# Debian's own Python has Debian's modules, whichever comes first on the path.
for python in python3 /usr/bin/python3 ''; do
    [ -n "$python" ] || lack 'python3-lxml is not installed'
    "$python" -c 'import lxml' 2>/dev/null && break
done
exec env LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 SOURCE_DATE_EPOCH=0 \
    "$python" tests/cases/judge.py "${QALAM:-build/qalam}" "$@"
