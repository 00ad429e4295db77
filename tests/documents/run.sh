#!/bin/sh
# Whole documents: what is in the PDF is what the author wrote.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/documents
rm -rf "$out"
set --
for source in examples/rivers/rivers.md examples/rivers/rivers.fa.md \
    examples/rivers/rivers.ps.md examples/saffron/saffron.md; do
    build/qalam build --quiet --to pdf -o "$out" "$source" 2>>"$out.log" || exit 1
    set -- "$@" "$source" "$out/$(basename "$source" .md).pdf"
done
data=${QALAM_SHARED:-../shared}/data
if [ -d "$data" ]; then
    for source in "$data/clean/brief-russia.md" "$data/prs/brief-huquq.md" \
        "$data/ps/brief-huquq.md" "$data/tg/brief-huquq.md" \
        "$data/ru/brief-prava.md" "$data/uz/brief-huquq-latn.md" \
        "$data/uz/brief-huquq-cyrl.md"; do
        folder=$out/$(basename "$(dirname "$source")")
        build/qalam build --quiet --to pdf -o "$folder" "$source" \
            2>>"$out/messages.log" || exit 1
        set -- "$@" "$source" "$folder/$(basename "$source" .md).pdf"
    done
else
    echo 'skipped: the shared test data is not here'
fi
python3 tests/documents/check_text.py build/judges "$@"
