#!/bin/sh
# SPDX-License-Identifier: MIT
# qalam tidy: filters by name, what it changes and takes back, and that a
# tidied text is the same brief. ACCEPT=1 rewrites the goldens.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3
root=$PWD here=$PWD/tests/tidy
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

# ----- Inline notes in the source -----
for input in "$here"/inline/*.md; do
    golden=${input%.md}.expected
    run "inline notes $(basename "$input")" 0 "$QALAM" tidy "$input"
    golden "$golden" "$out"
    cp "$golden" "$work/again.md"
    run "inline notes $(basename "$input") again" 0 \
        "$QALAM" tidy "$work/again.md"
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
run log-is-a-file 2 "$QALAM" tidy named.md --changes -
says 'the log is a file of its own'
run output-is-standard 0 "$QALAM" tidy --only normalise named.md -o -
if [ -e ./- ]; then fail 'a file named -'; else pass; fi
run only-empty 2 "$QALAM" tidy --only normalise, named.md
run only-is-of-tidy 2 "$QALAM" build --only normalise named.md

# ----- Changes, and back -----
printf -- '---\ntitle: Wells\nlang: en\n---\n\nThe wells  of 1333.<sup>1</sup>\r\n\r\n1 A \357\254\201eld note.\r\n' >in.md
cp in.md kept.md
for log in log.json log.txt; do
    run "changes $log" 0 "$QALAM" tidy in.md -o out.md --changes $log
    there out.md $log
    grep -q 'note-mark' $log || fail 'no rule note-mark'
    run "undo $log" 0 "$QALAM" tidy --undo $log out.md -o back.md
    same in.md back.md
    run "undo $log to standard output" 0 "$QALAM" tidy --undo $log out.md
    same in.md "$out"
done
run json-is-json 0 python3 -c 'import json
log = json.load(open("log.json"))
first = [row for row in log["changes"] if row["rule"] == "note-mark"][0]
assert (first["line"], first["column"]) == (6, 20), first
assert open("in.md", "rb").read()[first["byte"]:].startswith(b"<sup>"), first'
run json-laid-out-anew 0 python3 -c 'import json
json.dump(json.load(open("log.json")), open("again.json", "w"), indent=3)'
run undo-laid-out-anew 0 "$QALAM" tidy --undo again.json out.md
same in.md "$out"
# Found by the end of the name only.
grep -q '^qalam changes' log.txt || fail 'log.txt is no text'
run changes-of-nothing 0 "$QALAM" tidy out.md -o same.md --changes none.json
same out.md same.md
run undo-of-nothing 0 "$QALAM" tidy --undo none.json same.md
same out.md "$out"

# A text or a log that was edited is refused, and nothing is written.
rm back.md
cp out.md edited.md
printf 'More.\n' >>edited.md
run undo-edited 1 "$QALAM" tidy --undo log.json edited.md -o back.md
says 'it is not the text that this log was written with'
sed 's/"before": "<sup>/"before": "<sub>/' log.json >edited.json
run undo-edited-log 1 "$QALAM" tidy --undo edited.json out.md -o back.md
says 'do not lead back'
head -c 700 log.json >cut.json
run undo-cut-log 1 "$QALAM" tidy --undo cut.json out.md -o back.md
says 'this is no log of changes'
run undo-swapped 1 "$QALAM" tidy --undo out.md log.json -o back.md
run undo-missing 1 "$QALAM" tidy --undo nowhere.json out.md -o back.md
says 'cannot be read'
absent back.md

# Nothing is written onto what is read, whatever it is called.
ln -s in.md symbolic.md
ln in.md hard.md
for name_ in in.md ./in.md symbolic.md hard.md; do
    run "tidy onto $name_" 2 "$QALAM" tidy in.md -o $name_
    run "log onto $name_" 2 "$QALAM" tidy in.md --changes $name_
done
run log-onto-result 2 "$QALAM" tidy in.md -o both.md --changes both.md
absent both.md
run undo-onto-text 2 "$QALAM" tidy --undo log.json out.md -o out.md
run undo-onto-log 2 "$QALAM" tidy --undo log.json out.md -o log.json
run undo-with-others 2 "$QALAM" tidy --undo log.json --lang en out.md
same in.md kept.md
run standard-input-onto-itself 2 sh -c "'$QALAM' tidy - -o in.md <in.md"
run log-cannot-be-written 3 "$QALAM" tidy in.md -o third.md --changes none/../kept.md/log
absent third.md

# Bytes that did not decode, and other encodings.
printf 'One \377\376 and \303( here.\r' >bytes.md
printf '\377\376O\0n\0e\0\r\0\n\0\0\330x\0' >wide.md
printf 'caf\351 na\357ve, d\351j\340 vu\r\n' >latin.md
for text in bytes.md wide.md latin.md; do
    from=
    [ $text = latin.md ] && from='--from windows-1252'
    run "there $text" 0 "$QALAM" tidy --keep-going $from $text -o there.md \
        --changes there.json
    run "and back $text" 0 "$QALAM" tidy --undo there.json there.md -o back.md
    same $text back.md
done

run 'encodings and damaged logs' 0 python3 "$here/encodings.py" "$QALAM"
cat "$out"

# ----- All texts of the repository there and back -----
LIMIT=600
cd "$root" || exit 1
run 'texts of the repository' 0 python3 "$here/trips.py" "$QALAM" \
    $(find examples tests/stages tests/typeset tests/messages tests/tidy \
        -name '*.md' ! -name README.md)
cat "$out"
data=tests/data
run 'pairs and encodings' 0 python3 "$here/trips.py" "$QALAM" \
    $data/filters/*/*.md $data/encodings/*.md \
    $data/encodings/ar.mac-arabic.md=MacArabic
cat "$out"
python3 $data/bad/make-bad.py "$work/bad" --small >"$out"
run 'bad texts' 0 sh -c 'find "$1" -type f ! -name "*.json" \
    ! -path "*assets*" -print0 | xargs -0 python3 "$2" "$3"' sh \
    "$work/bad" "$here/trips.py" "$QALAM"
cat "$out"
python3 $data/series/make-series.py 60 "$work/series" >"$out"
run 'a series' 0 python3 "$here/trips.py" "$QALAM" "$work"/series/*.md
cat "$out"
if [ -d "$SHARED/data/seed" ]; then
    shared=$SHARED/data
    run 'texts of the shared data' 0 python3 "$here/trips.py" "$QALAM" \
        "$shared"/seed/*.md "$shared"/clean/*.md "$shared"/prs/*.md \
        "$shared"/ps/*.md "$shared"/ru/*.md "$shared"/tg/*.md \
        "$shared"/uz/*.md "$shared"/sources/*.md
    cat "$out"
else
    echo 'skipped: texts of others (../shared/data)'
fi

# ----- Pairs: a text, and what tidy makes of it -----
run pairs 0 python3 "$here/pairs.py" "$QALAM" $data/filters
cat "$out"
finish
