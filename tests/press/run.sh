#!/bin/sh
# SPDX-License-Identifier: MIT
# The PDF for a press: by the rules of PDF/X, by its plates as Ghostscript
# separates them, and glyph by glyph against the PDF for readers.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3 qpdf mutool gs pdftotext
here=$PWD/tests/press
profile=
for file in /usr/share/texlive/texmf-dist/tex/generic/colorprofiles/FOGRA39L_coated.icc \
    /usr/share/color/icc/ghostscript/default_cmyk.icc; do
    [ -n "$profile" ] || [ ! -f "$file" ] || profile=$file
done
[ -n "$profile" ] || lack "there is no profile of a CMYK press"

# folder: our briefs and the examples, with a profile beside them
briefs() {
    mkdir -p "$1"
    cp "$here"/*.md "$here"/*.png "$here"/*.svg "$1"
    cp -r examples/* "$1"
    rm "$1/README.md"
    cp "$profile" "$1/press.icc"
}

judge() { # standard folder brief
    run "$3, $1" 0 python3 "$here/press.py" "$1" "$2/$3.pdf" "$2/$3-print.pdf"
    sed 's/^/     | /' "$out"
    run "$3, $1: qpdf" 0 qpdf --check "$2/$3-print.pdf"
}

all="photograph slope.fa rivers/rivers rivers/rivers.fa rivers/rivers.ps saffron/saffron"
for standard in x-4 x-1a; do
    marks=no
    [ $standard = x-4 ] || marks=yes
    folder=$work/$standard
    briefs "$folder"
    echo "print: {standard: $standard, marks: $marks, profile: press.icc}" \
        >>"$folder/series.yaml"
    run "build, $standard" 0 "$QALAM" build --to pdf,print -o "$folder/out" "$folder"
    for brief in $all; do judge $standard "$folder/out" $brief; done
    run "again, $standard" 0 "$QALAM" build --to print -o "$folder/again" "$folder"
    for brief in $all; do
        name="$brief twice"
        same "$folder/out/$brief-print.pdf" "$folder/again/$brief-print.pdf"
    done
done

# What is for readers is not for a press: the judge can fail.
run 'a PDF for readers' 1 python3 "$here/press.py" x-4 \
    "$work/x-4/out/photograph.pdf" "$work/x-4/out/photograph.pdf"
run 'X-4 as X-1a' 1 python3 "$here/press.py" x-1a \
    "$work/x-4/out/photograph.pdf" "$work/x-4/out/photograph-print.pdf"

# It is made where it is asked for, and no page leads to it.
run 'by default' 0 "$QALAM" build -o "$work/default" "$work/x-4/rivers/rivers.md"
absent "$work"/default/*print*
run 'with a page' 0 "$QALAM" build --to html,print -o "$work/page" \
    "$work/x-4/rivers/rivers.md"
name='no link to it'
if grep -q 'print\.pdf' "$(find "$work/page" -name rivers.html)"; then
    fail 'the page links to it'
else
    pass
fi

# A profile that is not there keeps back the print PDF alone.
printf -- '---\ntitle: A\nlang: en\nprint: {profile: none.icc}\n---\n\nText.\n' \
    >"$work/alone.md"
run alone 1 "$QALAM" build --to pdf,print -o "$work/alone" "$work/alone.md"
says 'alone.md:4:18: error: there is no ICC profile'
says 'but not all that was asked for'
there "$work/alone/alone.pdf"
absent "$work/alone/alone-print.pdf"

# Another profile, or marks, make it again; and the slug line is the brief's.
cp "$profile" "$work/none.icc"
run 'with it' 0 "$QALAM" build --to pdf,print -o "$work/alone" "$work/alone.md"
there "$work/alone/alone-print.pdf"
sed 's/none.icc/none.icc, marks: yes/' "$work/alone.md" >"$work/marks.md"
run marks 0 "$QALAM" build --to print -o "$work/alone" "$work/marks.md"
pdftotext "$work/alone/marks-print.pdf" - >"$out"
tr -s ' ' <"$out" >"$work/slug"
cp "$work/slug" "$out"
prints 'marks-print.pdf no date binds left page 1 of'

# a-print.md has the name that a.md's print PDF would have.
mkdir "$work/names"
cp "$work/alone.md" "$work/names/a.md"
cp "$work/alone.md" "$work/names/a-print.md"
cp "$profile" "$work/names/none.icc"
run 'one name' 2 "$QALAM" build --to pdf,print -o "$work/one" "$work/names"
says 'would both be written as'
says 'one/a-print'
run 'two names' 0 "$QALAM" build --to pdf -o "$work/two" "$work/names"
finish
