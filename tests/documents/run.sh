#!/bin/sh
# Whole documents: what is in the PDF, and in the plain text, is what the author
# wrote.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs python3 pdftotext cmark-gfm
needs_judges
out=build/documents
rm -rf "$out"
mkdir -p "$out"

# What qalam says of the texts is not looked at here: shown where it fails.
build() {
    build/qalam build --quiet --to pdf,text "$@" 2>"$out/messages.log" && return
    tail -n 40 "$out/messages.log"
    exit 1
}

set --
for source in examples/rivers/rivers.md examples/rivers/rivers.fa.md \
    examples/rivers/rivers.ps.md examples/saffron/saffron.md; do
    build -o "$out" "$source"
    made=$out/$(basename "$source" .md)
    set -- "$@" "$source" "$made.pdf" "$source" "$made.txt"
done
data=${QALAM_SHARED:-../shared}/data
if [ -d "$data" ]; then
    for source in "$data/clean/brief-russia.md" "$data/prs/brief-huquq.md" \
        "$data/ps/brief-huquq.md" "$data/tg/brief-huquq.md" \
        "$data/ru/brief-prava.md" "$data/uz/brief-huquq-latn.md" \
        "$data/uz/brief-huquq-cyrl.md"; do
        folder=$out/$(basename "$(dirname "$source")")
        build -o "$folder" "$source"
        made=$folder/$(basename "$source" .md)
        set -- "$@" "$source" "$made.pdf" "$source" "$made.txt"
    done
    # What is drawn to lengthen a word has no text.
    for language in prs ps; do
        mkdir -p "$out/full/$language"
        source=$out/full/$language/brief.md
        sed '1a kashida: full' "$data/$language/brief-huquq.md" >"$source"
        build -o "$out/full/$language" "$source"
        set -- "$@" "$source" "$out/full/$language/brief.pdf"
    done
else
    echo 'skipped: texts of others (../shared/data)'
fi
python3 tests/documents/check_text.py build/judges "$@"
