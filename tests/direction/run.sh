#!/bin/sh
# SPDX-License-Identifier: MIT
# Lines of two directions, as a reader of their language finds them: on paper,
# on the page by the standards, and in Chromium, where there is one.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3
CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
[ -x "$CHROMIUM" ] || {
    echo 'skipped: the browser (no Chromium: make test-deps)'
    CHROMIUM=
}
export CHROMIUM
timeout 300 python3 tests/direction/judge.py "$QALAM" tests/direction/lines.tsv
