#!/bin/sh
# SPDX-License-Identifier: MIT
# qalam tidy: filters by name, what it changes and takes back, and that a
# tidied text is the same brief. ACCEPT=1 rewrites the goldens.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
here=$PWD/tests/tidy
case $SHARED in /*) ;; *) SHARED=$PWD/$SHARED ;; esac

# ----- Notes renumbered in the source -----
for input in "$here"/renumber/*.md; do
    golden=${input%.md}.expected
    run "renumber $(basename "$input")" 0 \
        "$QALAM" tidy --only renumber-notes "$input"
    golden "$golden" "$out"
    cp "$golden" "$work/again.md"
    run "renumber $(basename "$input") again" 0 \
        "$QALAM" tidy --only renumber-notes "$work/again.md"
    same "$golden" "$out"
done

# ----- Filters by name -----
printf -- 'Wells of\302\240 1333.<sup>1</sup>  \n\n1 A note.\n' >"$work/named.md"
cd "$work" || exit 1
run only-infers-nothing 0 "$QALAM" tidy --only normalise named.md
prints '<sup>1</sup>'
run only-several 0 "$QALAM" tidy --only renumber-notes,collect-notes named.md
prints '1333.[^1]'
run only-unknown 2 "$QALAM" tidy --only normalize named.md
says 'did you mean ‘normalise’?'
run only-not-written 2 "$QALAM" tidy --only typography named.md
says 'the filters that tidy takes are normalise, rejoin'
run only-empty 2 "$QALAM" tidy --only normalise, named.md
run only-is-of-tidy 2 "$QALAM" build --only normalise named.md

# ----- The pairs of the shared data -----
if [ -f "$SHARED/data/filters/cases.json" ]; then
    run pairs 0 python3 "$here/pairs.py" "$QALAM" "$SHARED/data/filters"
    cat "$out"
else
    echo 'skipped: the pairs of the shared data are not here'
fi
finish
