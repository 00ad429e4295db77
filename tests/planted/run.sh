#!/bin/sh
# SPDX-License-Identifier: MIT
# Faults planted in the program (planted.c) are found, named and kept to the
# brief that they befall: words that are lost on the way to each output, and
# BUGs, in a filter, in the pages and under a lock.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
PLANTED=${PLANTED:-$PWD/build/tests/planted}
[ "$PLANTED" != "$PWD/build/tests/planted" ] ||
    make --no-print-directory build/tests/planted >/dev/null || exit 1

brief() { # file, title
    printf -- '---\ntitle: "%s"\nlang: en\n---\n\n' "$2" >"$work/$1"
    cat >>"$work/$1" <<'END'
## Water

The first paragraph has other words.

- A list, in which a *kareze* is dug by hand.

A last paragraph.[^1]

[^1]: And a note.
END
}

# ----- Words -----
words() { # what befalls it, label of the output
    rm -rf "$work"/*
    brief brief.md "A $1 without a word"
    run "words: $1" 1 "$PLANTED" build --to pdf,html,epub,text \
        -o "$work/out" "$work/brief.md"
    says "brief.md:10:23: error: ‘kareze’ would be missing from the $2"
    says '[words-lost]'
    [ "$(grep -c words-lost "$err")" = 1 ] || fail 'more than one loss'
    absent "$work"/out/brief.*
}
words read 'text as it was read'
words pages PDF
words 'web page' HTML
words book EPUB
words text TXT

rm -rf "$work"/*
brief brief.md 'Nothing befalls it'
run 'words: nothing planted' 0 "$PLANTED" build --to pdf,html,epub,text \
    -o "$work/out" "$work/brief.md"
there "$work/out/brief.pdf" "$work/out/brief.txt"

# ----- BUGs -----
series() { # threads
    rm -rf "$work"/*
    brief one.md 'The first'
    brief two.md 'The filter breaks'
    brief three.md 'The pages break'
    brief four.md 'The templates break'
    brief five.md 'The last'
    run "bugs on $1 threads" 1 "$PLANTED" build -j "$1" -o "$work/out" "$work"
    there "$work"/out/one.pdf "$work"/out/one.html "$work"/out/one.epub \
        "$work"/out/five.pdf "$work"/out/five.html "$work"/out/five.epub
    absent "$work"/out/two.* "$work"/out/three.* "$work"/out/four.*
    says 'two.md: error: a fault of qalam, not of your text, ended the work on it: planted in a filter, in titles'
    says 'three.md: error: a fault of qalam, not of your text, ended the work on it: planted in the pages, in typeset'
    says 'four.md: error: a fault of qalam, not of your text, ended the work on it: planted under the templates’ lock, in html'
    for stem in two three four; do
        report=$work/out/.qalam/faults/$stem.report
        there "$report"
        grep -q 'A list, in which' "$report" || fail "no text in $stem.report"
        grep -q '^stack' "$report" || fail "no stack in $stem.report"
    done
    grep -q 'planted in the pages (.*planted.c:[0-9]' \
        "$work/out/.qalam/faults/three.report" || fail 'no place'
}
series 1
series 4

# What was mended is built in the next run, and nothing else.
sed -i 's/^title.*/title: "Mended"/' "$work"/two.md "$work"/three.md \
    "$work"/four.md
run 'mended' 0 "$PLANTED" build -o "$work/out" "$work"
there "$work"/out/two.pdf "$work"/out/three.html "$work"/out/four.epub
says '3 made, 2 kept as they were'

# ----- The site -----
rm -rf "$work"/*
brief one.md 'The first'
brief two.md 'The site breaks'
printf 'name: Papers\n' >"$work/series.yaml"
run 'site' 1 "$PLANTED" build -o "$work/out" "$work"
there "$work"/out/one.html "$work"/out/two.pdf "$work/out/.qalam/faults/site.report"
absent "$work/out/index.html"
says 'a fault of qalam, not of your text, ended the work on it: planted in the site, in site'
sed -i 's/^title.*/title: "Mended"/' "$work/two.md"
run 'site mended' 0 "$PLANTED" build -o "$work/out" "$work"
there "$work/out/index.html"

# ----- The other verbs -----
brief brief.md 'The filter breaks'
mkdir "$work/tmp"
TMPDIR=$work/tmp run 'check' 1 "$PLANTED" check "$work/brief.md" "$work/one.md"
says 'brief.md: error: a fault of qalam'
says 'one.md: 0 errors'
there "$work"/tmp/qalam-fault-*
finish
