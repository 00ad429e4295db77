#!/bin/sh
# SPDX-License-Identifier: MIT
# `check --outputs`: each of our bad files is refused with its clause, the good
# one is not; what qalam makes of all examples, by each standard it knows, keeps
# that standard; a broken file is an error and no crash.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3

mkdir "$work/files"
python3 tests/preflight/make_files.py "$work/files" >"$work/list"
while read -r file standard clause; do
    if [ "$clause" = - ]; then
        run "$file $standard" 0 "$QALAM" check --outputs \
            --pdf-standard "$standard" "$work/files/$file.pdf"
        prints 'none failed'
    else
        run "$file" 1 "$QALAM" check --outputs --pdf-standard "$standard" \
            "$work/files/$file.pdf"
        prints " $clause: "
    fi
done <"$work/list"

for standard in ua-1+a-2a ua-1+a-3a ua-2+a-4f; do
    run "build by $standard" 0 "$QALAM" build --quiet \
        --pdf-standard "$standard" -o "$work/$standard" examples
    run "outputs by $standard" 0 "$QALAM" check --outputs --quiet \
        --pdf-standard "$standard" "$work/$standard"
    [ ! -s "$out" ] || fail "$(cat "$out")"
done

# Cut anywhere, a file is refused or judged; the helper is not ended by it.
size=$(wc -c <"$work/files/good.pdf")
for part in 1 2 3 4 5 6 7 8 9; do
    head -c $((size * part / 10)) "$work/files/good.pdf" >"$work/cut.pdf"
    run "cut at $part/10" 1 "$QALAM" check --outputs "$work/cut.pdf"
done
echo text >"$work/text.pdf"
run 'no PDF' 1 "$QALAM" check --outputs "$work/text.pdf"
prints 'not a PDF file'
mkdir "$work/none"
run 'an empty folder' 1 "$QALAM" check --outputs "$work/none"
run 'no standard' 2 "$QALAM" check --outputs --pdf-standard a-9 "$work/files"
says 'is none of'
run 'as data' 1 "$QALAM" check --outputs --json "$work/files/note.pdf"
prints '"clause":"7.9-1","object":12,'
finish
