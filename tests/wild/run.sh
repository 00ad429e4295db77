#!/bin/sh
# SPDX-License-Identifier: MIT
# The judge of `make test-wild` on the Markdown of this repository, and that it
# finds what is wrong: a word that an output lacks, a text that is refused, a
# program that crashes.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3 pdftotext cmark-gfm
export PYTHONDONTWRITEBYTECODE=1

# messages.md and repairs.md show letters that are put right.
run docs 0 python3 tests/wild/wild.py "$QALAM" docs \
    automation command design series standards themes

# A program that builds, and then does something wrong.
mkdir "$work/texts"
printf -- '---\ntitle: Gates\nlang: en\n---\n\nThe sluice is open.\n' \
    >"$work/texts/gates.md"
wrong() { # name, what is done to the output folder $o, what must be said
    printf '#!/bin/sh\n"%s" "$@" || exit\no=$6\n%s\n' "$QALAM" "$2" \
        >"$work/wrong"
    chmod +x "$work/wrong"
    run "$1" 1 python3 tests/wild/wild.py "$work/wrong" "$work/texts"
    prints "$3"
}
wrong lost-on-the-page 'sed -i s/sluice/slice/g "$o/gates.html"' \
    'gates.md: html: 1 words less: sluice'
wrong lost-in-the-text 'sed -i s/open/opn/g "$o/gates.txt"' \
    'gates.md: text: 1 words less: open'
wrong lost-on-paper 'pdf=$o/gates.pdf; cp tests/wild/run.sh "$pdf"' 'gates.md'
wrong not-made 'rm "$o/gates.epub"' 'gates.md: epub: not made'
wrong crashed 'kill -SEGV $$' 'gates.md: status -11'
wrong refused 'echo "gates.md:1:1: error: no" >&2; exit 1' \
    'gates.md: refused: gates.md:1:1: error: no'
finish
