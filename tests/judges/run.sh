#!/bin/sh
# Builds examples/ (and the shared data, where it is) and has them judged.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs java qpdf pdffonts pdftotext
needs_judges
outputs=build/judged
rm -rf "$outputs"
mkdir -p "$outputs"

# What qalam says of the texts is not judged here: shown where it fails.
build() {
    build/qalam build --quiet "$@" 2>"$outputs/messages.log" && return
    tail -n 40 "$outputs/messages.log"
    exit 1
}

build -o "$outputs/examples" examples
build -o "$outputs/themes" tests/judges/themes
build -o "$outputs/pictures" tests/typeset/pictures-in-lines.md \
    tests/typeset/dari-pictures-in-lines.md
build -o "$outputs/captions" tests/stages/typed-captions/brief.md
build -o "$outputs/captions-dari" tests/stages/typed-captions-dari/brief.md
build -o "$outputs/pictures-in-html" tests/stages/pictures-in-html/brief.md
data=${QALAM_SHARED:-../shared}/data
if [ -d "$data" ]; then
    # Folder by folder: files in several have one name.
    for folder in seed clean prs ps tg ru uz; do
        build -o "$outputs/data/$folder" "$data/$folder"
    done
else
    echo 'skipped: texts of others (../shared/data)'
fi
tests/judges/run build/judges "$outputs"
