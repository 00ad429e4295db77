#!/bin/sh
# SPDX-License-Identifier: MIT
# Small briefs, each beside the pages that come of it (--dump-pages): NAME.md
# and NAME.pages. ACCEPT=1 writes the pages: read the diff before you commit it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh

for brief in tests/typeset/*.md; do
    name=$(basename "$brief" .md)
    timeout 20 "$QALAM" build --quiet --dump-pages --to pdf -o "$work/out" \
        "$brief" >"$work/pages" 2>"$err" </dev/null || fail "exit status $?"
    if [ "${ACCEPT:-}" = 1 ] || [ ! -f "tests/typeset/$name.pages" ]; then
        cp "$work/pages" "tests/typeset/$name.pages"
    fi
    same "tests/typeset/$name.pages" "$work/pages"
done
finish
