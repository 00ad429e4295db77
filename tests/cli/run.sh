#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line: help, exit status, names of outputs, batches, faults of
# the machine. ACCEPT=1 rewrites the goldens.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs pdftotext qpdf
golden=tests/cli/golden
top=$PWD

brief() { # file, title: a small brief
    mkdir -p "$(dirname "$1")"
    printf -- '---\ntitle: %s\nlang: %s\n---\n\nA paragraph of %s.\n' \
        "$2" "${3:-en}" "$2" >"$1"
}

# ----- Help, and what is made of the same table -----
run help 0 "$QALAM" help
golden $golden/help.txt "$out"
run --help 0 "$QALAM" --help
golden $golden/help.txt "$out"
for verb in build check watch serve tidy filters fonts languages explain new \
    version help; do
    run "help-$verb" 0 "$QALAM" help $verb
    golden $golden/help-$verb.txt "$out"
    run "$verb--help" 0 "$QALAM" $verb --help
    golden $golden/help-$verb.txt "$out"
done
for topic in front-matter series markup; do
    run "help-$topic" 0 "$QALAM" help $topic
    golden $golden/help-$topic.txt "$out"
done
run help-messages 0 "$QALAM" help messages
prints 'note-missing'
run help-theme 0 "$QALAM" help theme
prints '  cover-title-top'
run filters 0 "$QALAM" filters
golden $golden/filters.txt "$out"
run languages 0 "$QALAM" languages
golden $golden/languages.txt "$out"
run languages-one 0 "$QALAM" languages prs
prints 'fa-AF  Dari'
run languages-json 0 "$QALAM" languages --json es
golden $golden/languages-es.json "$out"
run languages-unknown 2 "$QALAM" languages nl
says '‘nl’ has no file'
run man 0 "$QALAM" man
golden man/qalam.1 "$out"
run completion 0 "$QALAM" completion
golden completions/qalam.bash "$out"
run version 0 "$QALAM" version
prints 'qalam '
run --version 0 "$QALAM" --version
run explain-all 0 "$QALAM" explain
prints 'unreadable (error)'
run explain 0 "$QALAM" explain slug-refused
prints 'What to do:'
run explain-underscore 0 "$QALAM" explain slug_refused
run explain-unknown 2 "$QALAM" explain slug-refusd
says 'did you mean ‘slug-refused’?'
# A word that names no message: what mentions it, whatever its capitals.
for word in kashida Kashida; do
    run "explain-word $word" 0 "$QALAM" explain $word
    prints '  kashida           stretching'
    prints '‘qalam help front-matter’'
done
run explain-word-everywhere 0 "$QALAM" explain encoding
prints 'encoding-guessed (note)'
prints '  --from ENC (build, check, tidy, watch)'
run explain-topic 0 "$QALAM" explain bleed
prints 'no bleed'
run explain-measure 0 "$QALAM" explain 'outer margin'
prints '  outer-margin '
run explain-nothing 2 "$QALAM" explain frobnicate
says 'nothing mentions ‘frobnicate’'
run fonts 0 "$QALAM" fonts
prints 'Vollkorn'

# Completion works in bash, where there is one.
if command -v bash >/dev/null; then
    run completes-flags 0 bash -c '. completions/qalam.bash
        COMP_WORDS=(qalam build --dum) COMP_CWORD=2; _qalam
        echo "${COMPREPLY[*]}"'
    prints '--dump-after --dump-pages'
    run completes-verbs 0 bash -c '. completions/qalam.bash
        COMP_WORDS=(qalam b) COMP_CWORD=1; _qalam; echo "${COMPREPLY[*]}"'
    prints 'build'
    # Words, the last one to be completed: what bash offers.
    complete='. completions/qalam.bash; COMP_WORDS=(qalam "$@")
        COMP_CWORD=$#; _qalam; echo "${COMPREPLY[*]}"'
    while IFS='|' read -r words offered; do
        # shellcheck disable=SC2086 # a list of words
        run "completes $words" 0 bash -c "$complete" - $words
        [ "$(cat "$out")" = "$offered" ] || fail "offers $(cat "$out")"
    done <<'END'
explain note-mi|note-missing
check --ignore note-mi|note-missing
check --ignore link-local,note-mi|link-local,note-missing
build --lang fa|fa-AF fa
languages uz|uz-Cyrl uz-Latn
new --lang en,p|en,ps
build --to pdf,e|pdf,epub
build --to = e|epub
build --dump-after ty|typography typeset
tidy --only no|normalise
help fr|front-matter
new b|brief
END
fi

# ----- Usage: status 2, and nothing written -----
brief "$work/a.md" A
cd "$work" || exit 1
run no-verb 2 "$QALAM"
says '  build '
says '  front-matter '
run unknown-verb 2 "$QALAM" biuld a.md
says 'did you mean ‘build’?'
for pair in convert:build open:watch lint:check init:new preview:watch Make:build; do
    run "verb-of-others ${pair%:*}" 2 "$QALAM" "${pair%:*}" a.md
    says "did you mean ‘${pair#*:}’?"
done
run verb-of-others-in-help 2 "$QALAM" help render
says 'did you mean ‘build’?'
run file-as-verb 2 "$QALAM" a.md
says 'qalam build a.md'
run flag-of-others 2 "$QALAM" build --output=x a.md
says 'did you mean ‘-o’?'
run flag-of-others-here 2 "$QALAM" new --language ps brief x
says 'did you mean ‘--lang’?'
run no-operand 2 "$QALAM" build
run no-operand-after-flag 2 "$QALAM" build --force
run unknown-flag 2 "$QALAM" build --forec a.md
says 'did you mean ‘--force’?'
run flag-of-other-verb 2 "$QALAM" tidy --force a.md
run switch-with-value 2 "$QALAM" build --force=yes a.md
says 'takes no value'
run flag-without-value 2 "$QALAM" build a.md -o
says 'wants a value'
run empty-value 2 "$QALAM" build a.md --to=
run unknown-format 2 "$QALAM" build --to pdf,docx a.md
says '‘docx’ is none of pdf, html, epub, text'
run trailing-comma 2 "$QALAM" build --to pdf, a.md
run ignore-mistyped 2 "$QALAM" check --ignore note-mising a.md
says 'did you mean ‘note-missing’?'
run ignore-unknown 2 "$QALAM" check --ignore note-missing,frobnicate a.md
says 'there is no message ‘frobnicate’'
run ignore-nothing 2 "$QALAM" check --ignore link-local, a.md
run ignore-error 2 "$QALAM" build --ignore empty-text a.md
says 'errors cannot be switched off'
for number in 0 -1 x 1x '' 99999999999999999999; do
    run "jobs=$number" 2 "$QALAM" build -j "$number" a.md
done
run bad-lang 2 "$QALAM" build --lang 'not a tag' a.md
for verb in build check tidy; do
    run "$verb-bad-encoding" 2 "$QALAM" $verb --from windws-1256 a.md
    says 'did you mean ‘windows-1256’?'
    run "$verb-encoding-options" 2 "$QALAM" $verb --from UTF-8//IGNORE a.md
done
run unknown-stage 2 "$QALAM" build --dump-after normalize a.md
says 'did you mean ‘normalise’?'
run too-many 2 "$QALAM" tidy a.md b.md
run too-many-for-help 2 "$QALAM" help build check
absent out

# ----- One brief -----
run default-folder 0 "$QALAM" build a.md
there out/a.pdf out/a.html out/a.epub
grep -qE '^a.md: out/a.pdf \([0-9]+ pages, [0-9]+ KB\), out/a.html \([0-9]+ KB\), out/a.epub \([0-9]+ KB\) in [0-9.]+ s$' "$err" ||
    fail 'what was made is not said'
run formats 0 "$QALAM" build --to=pdf,epub -oone a.md
there one/a.pdf one/a.epub
absent one/a.html one/assets
run quiet 0 "$QALAM" build --quiet -o quiet a.md
[ -s "$err" ] && fail 'printed something'
# No notes either, but warnings; as data too.
printf 'A text without a title or a language, in a few words.\n' >untold.md
for flag in --quiet '--quiet --json'; do
    run "quiet-notes$flag" 0 "$QALAM" build $flag --force -o quiet untold.md
    says 'title-missing'
    grep -q 'language-guessed' "$err" && fail 'printed a note'
done
# What is switched off is not printed, and no fault with --strict: on the
# command line, in front matter, of reading, of filters and of layout alike.
printf -- '---\ntitle: T\nautors: X\nlang: en\n---\n\n%s\n' \
    '[One](b.md), 〒 and[^1] <sup>9</sup>.' >faults.md
run faults 0 "$QALAM" check faults.md
for fault in front-unknown link-local glyph-missing note-missing; do
    says "[$fault]"
done
run ignored-but-one 1 "$QALAM" check --strict \
    --ignore front-unknown,link_local,glyph-missing faults.md
says '[note-missing]'
run ignored 0 "$QALAM" check --strict \
    --ignore front-unknown,link-local,glyph-missing,note-missing faults.md
grep -q '\[' "$err" && fail 'printed a message'
sed 's/^lang: en/&\nchecks: [-front-unknown, -link-local]/' faults.md >off.md
run off-in-front 0 "$QALAM" check --strict --ignore glyph-missing,note-missing \
    off.md
sed 's/^lang: en/&\nchecks: {front-unknown: off, link-local: on}/' faults.md \
    >half.md
run half-in-front 1 "$QALAM" check --strict \
    --ignore glyph-missing,note-missing half.md
says '[link-local]'
grep -q 'front-unknown' "$err" && fail 'printed what is off'
cp a.md plain.txt && cp a.md noending && cp a.md 'two words & a "quote".md'
cp a.md 'گزارش ۱.md' && cp a.md ./-rf.md && cp a.md .hidden
run any-ending 0 "$QALAM" build -o names plain.txt noending .hidden \
    'two words & a "quote".md' 'گزارش ۱.md' -- -rf.md
there names/plain.pdf names/noending.pdf names/.hidden.pdf \
    'names/two words & a "quote".html' 'names/گزارش ۱.epub' names/-rf.pdf
run dash-name-is-no-flag 2 "$QALAM" build -rf.md
says 'goes after ‘--’'
name=standard-input
"$QALAM" build --quiet -o names - <a.md 2>"$err" && there names/stdin.pdf
printf -- '---\ntitle: T\nslug: water-1\n---\n\nText.\n' >slug.md
run slug 0 "$QALAM" build -o names slug.md
there names/water-1.pdf names/water-1.html names/water-1.epub
absent names/slug.pdf
# Keys are found in any encoding: a slug in windows-1256, told and found out.
printf -- '---\ntitle: \307\341\343\307\301\nslug: water-9\n---\n\n%b\n' \
    '\307\341\343\307\301 \355\336\323\343 \310\355\344 \307\341\336\321\354 \310\307\341\323\307\332\307\312.' \
    >arabic.md
run encoding-guessed 0 "$QALAM" build --to html -o arabic arabic.md
there arabic/water-9.html
says '[encoding-guessed]'
run encoding-told 0 "$QALAM" build --from cp1256 --to html -o told arabic.md
cmp arabic/water-9.html told/water-9.html || fail 'told and guessed differ'
run encoding-tidy 0 "$QALAM" tidy --from cp1256 arabic.md
prints 'الماء يقسم بين القرى بالساعات.'
printf 'A \377 word.\n' >stray.md
run stray 1 "$QALAM" tidy stray.md
says 'byte FF (offset 2) is not valid UTF-8'
run stray-kept 0 "$QALAM" tidy --keep-going stray.md
prints 'A � word.'
# Front matter is read here as it is read later: with its quotes repaired.
printf -- '---\ntitle: "A "quoted" title"\nslug: water-2\n---\n\nText.\n' \
    >quoted.md
run slug-in-repaired-front-matter 0 "$QALAM" build -o names quoted.md
there names/water-2.pdf
for bad in ../escape /tmp/escape .. a/b '"a\nb"' -x '"a\0b"'; do
    printf -- '---\ntitle: T\nslug: %s\n---\n\nText.\n' "$bad" >badslug.md
    run "slug-$bad" 0 "$QALAM" build -o slugs/deep badslug.md
    says '[slug-refused]'
    there slugs/deep/badslug.pdf
    rm -rf slugs/deep
    name="slug-$bad"
    absent slugs/escape.pdf slugs/escape.html
    rm -rf slugs
done

# ----- Messages -----
run missing 1 "$QALAM" build -o none missing.md
says 'missing.md: error: this file cannot be read: No such file or directory [unreadable]'
mkdir empty-folder
mkfifo pipe
for thing in pipe /dev/null /dev/zero empty-folder; do
    LIMIT=10 run "unreadable $thing" 1 "$QALAM" build -o none $thing
    says '[unreadable]'
done
absent none
run json 1 "$QALAM" build --json -o none missing.md
says '{"file":"missing.md"'
says '"name":"unreadable"'
[ "$(wc -l <"$err")" -eq 1 ] || fail 'more than one line'
run check 0 "$QALAM" check a.md
run check-writes-nothing 1 "$QALAM" check a.md missing.md
absent check
printf '[x](#nowhere)[^none]\n' >warned.md
run warning 0 "$QALAM" build -o warned warned.md
says ': warning: '
there warned/warned.pdf
run strict 1 "$QALAM" build --strict -o strict warned.md
says ': error: '
absent strict
run check-strict 1 "$QALAM" check --strict warned.md
# Every fault at once: what a later stage finds is not kept for the next time.
printf -- '---\ntitle: T\nlang: en\n---\n\nText.[^7]\n\n[^8]: A note.\n' \
    >faults.md
run strict-says-all 1 "$QALAM" build --strict -o strict faults.md
says 'error: there is no note ‘7’'
says '[note-unused]'
absent strict

# ----- Collisions -----
mkdir sub
cp a.md sub/a.md
run collision 2 "$QALAM" build -o collide a.md sub/a.md
says '‘a.md’ and ‘sub/a.md’ would both be written as collide/a'
cp a.md a.txt
run collision-of-endings 2 "$QALAM" build -o collide a.md a.txt
# Names that most file systems, or eyes, cannot tell apart.
mkdir alike
cp a.md alike/Note.md
cp a.md alike/note.md
run collision-but-for-case 2 "$QALAM" build -o collide alike
rm alike/Note.md
cp a.md "$(printf 'alike/caf\303\251.md')"
cp a.md "$(printf 'alike/CAFE\314\201.md')"
run collision-but-for-normal-form 2 "$QALAM" build -o collide alike
run collision-with-slug 2 "$QALAM" build -o collide names.md slug.md \
    slug.md slug2.md a.md sub/a.md
absent collide
printf -- '---\nslug: a\ntitle: T\n---\n\nText.\n' >b.md
run collision-by-slug 2 "$QALAM" build -o collide a.md b.md
absent collide
cp a.md source.html
run source-is-an-output 2 "$QALAM" build -o . a.md source.html
says 'would overwrite the source ‘source.html’'
same source.html a.md
absent a.pdf
run named-twice 0 "$QALAM" build -o twice a.md ./a.md
there twice/a.pdf
ln -s ../a.md sub/link.md
ln -s a.md link.md
run link-out-of-its-folder 1 "$QALAM" build -o linked sub/link.md
says 'it is a link that leads out of the folder'
absent linked
run link-within-its-folder 0 "$QALAM" build -o linked link.md
there linked/link.pdf
run check-has-no-collisions 0 "$QALAM" check a.md sub/a.md

# ----- Folders -----
mkdir -p tree/b/c tree/.git tree/out tree/-x
for at in z.md b/a.md b/c/d.md README.md .git/no.md .no.md out/no.md -x/y.md; do
    brief "tree/$at" "$at"
done
brief tree/a.txt no
brief outside/secret.md secret
ln -s ../outside/secret.md tree/link.md
ln -s ../outside tree/linked
ln -s z.md tree/within.md
ln -s . tree/loop
mkdir tree/folder.md
run folder 1 "$QALAM" build -o tree/out tree
says 'tree/link.md: error: this file cannot be read: it is a link that leads out'
there tree/out/z.pdf tree/out/b/a.html tree/out/b/c/d.epub tree/out/-x/y.pdf \
    tree/out/within.pdf tree/out/b/assets
absent tree/out/README.pdf tree/out/no.pdf tree/out/.no.pdf tree/out/.git \
    tree/out/a.pdf tree/out/out tree/out/link.pdf tree/out/linked
grep ': .*\.pdf' "$err" | cut -d: -f1 >order
printf 'tree/%s\n' -x/y.md b/a.md b/c/d.md within.md z.md >order.wanted
same order order.wanted
rm tree/link.md
run folder-again 0 "$QALAM" build -o tree/out tree
run folder-with-slash 0 "$QALAM" build -o slashed tree/
there slashed/b/c/d.pdf
run folder-here 0 "$QALAM" build -o here/out tree/b/./
there here/out/c/d.pdf

# ----- Editions -----
mkdir editions
brief editions/w.md Water en
printf -- '---\ntitle: آب\n---\n\nمتن فارسی است.\n' >editions/w.fa.md
printf -- '---\ntitle: اوبه\n---\n\nدا متن پښتو دی.\n' >editions/w.ps.md
printf -- '---\ntitle: Su\n---\n\nMatn.\n' >editions/w.uz-Latn.md
brief editions/report.final.md Final en
run editions 0 "$QALAM" build -o set editions
there set/w.pdf set/w.fa.html set/w.ps.epub set/w.uz-Latn.pdf \
    set/report.final.html
run edition-lang 0 "$QALAM" build --dump-after parse editions/w.fa.md
prints 'brief lang=fa-AF dir=rtl'
run front-matter-lang-wins 0 sh -c "cp editions/w.md w2.ps.md &&
    '$QALAM' build --dump-after parse w2.ps.md"
prints 'brief lang=en dir=ltr'
for tag in prs:fa-AF prs-AF:fa-AF fa-IR:fa-IR FA-af:fa-AF ru:ru; do
    printf -- '---\ntitle: T\n---\n\nA b c.\n' >"t.${tag%:*}.md"
    run "edition-$tag" 0 "$QALAM" build --dump-after parse "t.${tag%:*}.md"
    prints "brief lang=${tag#*:} "
done
name=editions-linked
for link in w.html w.fa.html w.ps.html w.uz-Latn.html; do
    grep -q "href=\"$link\"" set/w.fa.html || fail "w.fa.html has no link to $link"
done
grep -q 'href="w' set/report.final.html && fail 'report.final is in no set'

# ----- Dumps -----
for stage in decode normalise rejoin collect-notes front parse renumber-notes \
    titles typography sections outline addressees check xml; do
    run "dump-$stage" 0 "$QALAM" build --dump-after $stage -o dumped a.md
    prints 'A paragraph of A.'
done
run dump-pages 0 "$QALAM" build --dump-pages -o dumped a.md
[ -s "$out" ] || fail 'printed nothing'
absent dumped
printf 'a\342\200\214b\n' >zwnj.md
run dump-shows-invisible 0 "$QALAM" build --dump-after decode zwnj.md
prints 'a\u{200C}b'
run timings 0 "$QALAM" build --timings -o timed a.md
for stage in load decode normalise parse typeset pdf xml html epub sum; do
    says "$stage"
done

# ----- A book is the same whatever else is made -----
run book-alone 0 "$QALAM" build --to epub -o alone a.md
run book-with-others 0 "$QALAM" build -o together a.md
same alone/a.epub together/a.epub

# ----- On a terminal -----
if script -qec true /dev/null >/dev/null 2>&1; then
    mkdir bar && cp a.md bar/1.md && cp a.md bar/2.md
    TERM=xterm run bar 0 script -qec "'$QALAM' build -o barred bar" /dev/null
    prints '] 2/2'
    TERM=xterm run bar-quiet 0 \
        script -qec "'$QALAM' build --quiet -o barred bar" /dev/null
    [ -s "$out" ] && fail 'printed something'
    red=$(printf '\033[31m')
    TERM=xterm run colour 1 script -qec "'$QALAM' check missing.md" /dev/null
    prints "missing.md: ${red}error:"
    NO_COLOR=1 TERM=xterm run no-colour 1 \
        script -qec "'$QALAM' check missing.md" /dev/null
    prints 'missing.md: error:'
else
    echo 'skipped: the bar and colours: script(1) can make no terminal here'
fi

# ----- tidy -----
run tidy 0 "$QALAM" tidy a.md
same "$out" a.md
run tidy-file 0 "$QALAM" tidy a.md -o tidied/a.md
same tidied/a.md a.md
cp a.md keep.md
run tidy-onto-itself 2 "$QALAM" tidy a.md -o ./a.md
ln -s a.md alias.md
run tidy-onto-itself-by-link 2 "$QALAM" tidy a.md -o alias.md
same a.md keep.md
run tidy-missing 1 "$QALAM" tidy missing.md
run tidy-full 3 sh -c "'$QALAM' tidy a.md >/dev/full"

# ----- Batches: one that fails stops only itself; any -j gives the same -----
mkdir batch
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    brief "batch/b$i.md" "Number $i"
done
printf '\n\n' >batch/b5.md
printf -- '---\ntitle: [\n---\n\nText.\n' >batch/b7.md
sums() { (cd "$1" && find . -name .qalam -prune -o -type f -print | LC_ALL=C sort | xargs -d '\n' sha256sum); }
for jobs in 1 2 5 32; do
    run "jobs-$jobs" 1 "$QALAM" build -j $jobs -o "j$jobs" batch
    sed "s/j$jobs/J/g; s/; [0-9.]* s$//" "$err" >"messages$jobs"
    sums "j$jobs" >"sums$jobs"
    absent "j$jobs/b5.pdf" "j$jobs/b5.html" "j$jobs/b7.pdf" "j$jobs/b7.epub"
    there "j$jobs/b12.pdf" "j$jobs/b6.html"
    same sums1 "sums$jobs"
    same messages1 "messages$jobs"
done
says "all             10         0         2"
says '10 made, 0 kept as they were, 0 files removed; '

# ----- What is said first -----
# Every error and warning, and notes as a number; --all and check have them too.
mkdir first
cat >first/a.md <<'END'
---
title: T
lang: en
---

A link to [a file](b.md), and U.S troops of the the army.[^7] Read ([page](c.md)).

A source, (2019), of “Stars”, 05, 2015.[^1]

[^1]: “Stars”, *Paper*, 05, 2015.
END
run first-build 0 "$QALAM" build -o first/out first/a.md
sed -nE 's/.* (warning|error): .*\[(.*)\]$/\2/p' "$err" | uniq | head -n 1 >first/top
echo note-missing | cmp -s - first/top || fail 'what matters most is not first'
sed -nE 's/.* (warning|error): .*\[(.*)\]$/\2/p' "$err" | LC_ALL=C sort -u >first/built
says ' – qalam check first/a.md shows '
if LC_ALL=C grep -qP '\xe2\x81[\xa6-\xa9]' "$err"; then fail 'an invisible mark'; fi
run first-all 0 "$QALAM" build --force --all -o first/out first/a.md
sed -nE 's/.* (warning|error): .*\[(.*)\]$/\2/p' "$err" | LC_ALL=C sort -u >first/all
same first/all first/built
grep -oE '^[^ ]+: (note|warning|error): .*\]$' "$err" | LC_ALL=C sort >first/lines
run first-check 0 "$QALAM" check first/a.md
grep -oE '^[^ ]+: (note|warning|error): .*\]$' "$err" >first/checked
LC_ALL=C sort first/checked | diff first/lines - || fail 'check and --all differ'
sed -E 's/^[^ ]+: ([a-z]+):.*/\1/' first/checked | uniq | tr '\n' ' ' >first/levels
grep -qx 'warning note ' first/levels || fail 'check is not in order of severity'
# As data nothing is missing: the report has what --json has.
run first-json 0 "$QALAM" build --force --json -o first/out first/a.md
grep '"name"' "$err" | jq -cS . | LC_ALL=C sort >first/json
[ "$(wc -l <first/json)" -eq "$(wc -l <first/lines)" ] || fail '--json lost some'
run first-report 0 "$QALAM" build --force --report first/r.json -o first/out first/a.md
jq -cS '.briefs[0].messages[]' first/r.json | LC_ALL=C sort >first/reported
same first/json first/reported

# How much is printed: a screen for the seed, a few lines for our examples.
seed=$top/$SHARED/data/seed/brief-russia.md
[ -f "$seed" ] || seed=$SHARED/data/seed/brief-russia.md
if [ -f "$seed" ]; then
    run seed-screen 0 "$QALAM" build -o seed "$seed"
    [ "$(wc -l <"$err")" -le 40 ] || fail 'more than 40 lines'
    grep -oE '(warning|error): .*\]$' "$err" | LC_ALL=C sort >seed.built
    run seed-check 0 "$QALAM" check "$seed"
    grep -oE '(warning|error): .*\]$' "$err" | LC_ALL=C sort -u >seed.checked
    same seed.checked seed.built
else
    echo 'skipped: the seed brief is not there'
fi
for example in "$top"/examples/*/*.md; do
    run "example-$(basename "$example")" 0 "$QALAM" build -o ex "$example"
    [ "$(wc -l <"$err")" -le 6 ] || fail 'more than 6 lines'
done

# The first Ctrl-C ends the run when the briefs in hand are whole; the same
# command goes on.
mkdir many
for i in $(seq 150); do cp "$top/examples/rivers/rivers.md" "many/b$i.md"; done
name=ctrl-c
env --default-signal=INT "$QALAM" build -j 2 -o many/out many >"$out" 2>"$err" &
pid=$!
until [ -s many/out/b1.pdf ]; do sleep 0.01; done
kill -INT $pid
wait $pid
[ $? -eq 130 ] || fail 'its exit status is not 130'
grep -qE '^qalam: interrupted: [0-9]+ of 150 briefs are done' "$err" ||
    fail 'does not say how far it came'
says 'run the same command again to build the rest'
find many/out -name .qalam -prune -o -name '.*' -type f -print | grep . &&
    fail 'left something half written'
run ctrl-c-goes-on 0 "$QALAM" build -o many/out many
grep -qE '^[0-9]+ made, [1-9][0-9]* kept as they were' "$err" ||
    fail 'made all of it again'
there many/out/b150.pdf many/out/b150.html many/out/index.html

# --open starts xdg-open with the page, or says that it cannot.
mkdir path
printf '#!/bin/sh\necho "$1" >"%s/opened"\n' "$work" >path/xdg-open
chmod +x path/xdg-open
PATH="$work/path:$PATH" run open 0 "$QALAM" build --open -o opens a.md
echo opens/a.html | cmp -s - opened || fail 'did not open its page'
PATH="$work/path:$PATH" run open-series 0 "$QALAM" build --open -o opens2 many/b1.md --to pdf
echo opens2/b1.pdf | cmp -s - opened || fail 'did not open the PDF'
mkdir empty
run open-nothing 0 env PATH="$work/empty" "$QALAM" build --force --open -o opens a.md
says 'qalam: xdg-open failed: No such file or directory; open opens/a.html yourself'

# Neither the clock's zone, nor the locale, nor where we stand tells.
(cd / && TZ=Asia/Kabul LC_ALL=fa_IR.UTF-8 "$QALAM" build --quiet \
    -o "$work/elsewhere" "$work/batch" 2>/dev/null)
name=elsewhere
sums elsewhere >sums-elsewhere
same sums1 sums-elsewhere

# ----- Files: whole or absent, and left alone where they are the same -----
touch -d '2001-01-01' j1/*.pdf j1/assets/* 2>/dev/null
run unchanged 1 "$QALAM" build -o j1 batch
name=unchanged-kept
[ -z "$(find j1 -newermt 2001-01-02 -type f -name '*.pdf')" ] ||
    fail 'a file with the same bytes was written again'
run force 1 "$QALAM" build --force -o j1 batch
name=force-writes
[ -n "$(find j1 -newermt 2001-01-02 -type f -name '*.pdf')" ] ||
    fail 'nothing was written again'
no_leftovers() {
    left=$(find "$1" -name '.qalam-*' 2>/dev/null)
    if [ -z "$left" ]; then pass; else fail "left behind: $left"; fi
}
no_leftovers j1
: >a-file
run folder-is-a-file 3 "$QALAM" build -o a-file a.md
says 'a-file/.qalam cannot be written: Not a directory'
mkdir -p target/a.html
run target-is-a-folder 3 "$QALAM" build -o target a.md
says 'target/a.html cannot be written: Is a directory'
absent target/a.pdf target/a.epub
no_leftovers target
mkdir locked
cp j1/b1.pdf locked/a.pdf && chmod a-w locked
# Root may write anywhere, so another user tries.
as_user=
[ "$(id -u)" -eq 0 ] &&
    as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
chmod 755 "$work"
if $as_user "$QALAM" version >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # a list of words
    run read-only 3 $as_user "$QALAM" build -o locked a.md
    says 'Permission denied'
    same locked/a.pdf j1/b1.pdf
    cp a.md secret.md && chmod 000 secret.md
    # shellcheck disable=SC2086
    run no-right-to-read 1 $as_user "$QALAM" check secret.md
    says 'this file cannot be read: Permission denied [unreadable]'
else
    echo 'skipped: folders without rights, since root has all of them'
fi
# A limit on file size stands for a full disk: both fail in write(2).
run disk-full 3 sh -c "trap '' XFSZ; ulimit -f 4; '$QALAM' build -o full a.md"
says 'cannot be written: File too large'
says 'nothing was built'
run disk-full-as-json 3 sh -c "trap '' XFSZ; ulimit -f 4
    '$QALAM' build --json -o full a.md"
says '"name":"machine","text":"full/.qalam/state.sqlite'
absent full/a.pdf full/a.html full/a.epub
no_leftovers full
run disk-full-keeps-old 3 sh -c "trap '' XFSZ; ulimit -f 4
    '$QALAM' build --force -o j1 batch"
sums j1 >sums-after
same sums1 sums-after
# A drawing is lines and letters in the PDF, the same twice.
cat >drawing.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">
<text x="10" y="40" font-family="Noto Sans" font-size="16">Words in a drawing</text></svg>
END
printf -- '---\ntitle: T\nlang: en\n---\n\nText.\n\n![Words](drawing.svg "C")\n' >drawing.md
for folder in drawing1 drawing2; do
    run "drawing: $folder" 0 "$QALAM" build --to pdf -o "$folder" drawing.md
done
same drawing1/drawing.pdf drawing2/drawing.pdf
run 'drawing: text' 0 pdftotext drawing1/drawing.pdf -
prints 'Words in a drawing'
run 'drawing: whole' 0 qpdf --check drawing1/drawing.pdf
# Where nothing draws it, its words stand in; of this and of what is broken.
printf -- '---\ntitle: T\nlang: en\n---\n\nText.\n\n![What it shows](drawing.svg)\n' >undrawn.md
run 'drawing: undrawn' 0 env QALAM_DRAW=/nonexistent "$QALAM" build -o drawing3 undrawn.md
says '[picture-undrawn]'
run 'drawing: its words' 0 pdftotext drawing3/undrawn.pdf -
prints 'What it shows'
# Whoever draws is part of what a PDF is made from.
run 'drawing: drawn again' 0 "$QALAM" build -o drawing3 undrawn.md
run 'drawing: drawn then' 0 pdftotext drawing3/undrawn.pdf -
prints 'Words in a drawing'

# Killed at any moment: every output that is there is whole.
name=killed
kills=10
[ "${QALAM_LONG:-}" = 1 ] && kills=200
for i in $(seq $kills); do
    rm -rf killed
    # From 3 ms on, spread without a pattern.
    timeout -s KILL "0.$(printf %03d $((3 + i * 37 % 400)))" \
        "$QALAM" build -j2 -o killed batch 2>/dev/null
    [ -d killed ] || continue
    (cd killed && find . -name ".qalam*" -prune -o -type f -print |
        LC_ALL=C sort | xargs -r -d '\n' sha256sum) >sums-killed
    # Every line of it is a line of the whole build.
    half=$(grep -vxFf sums1 sums-killed)
    if [ -z "$half" ]; then pass; else fail "half a file: $half"; fi
done
# Two runs at once on one folder.
name=at-once
"$QALAM" build --quiet --force -o at-once batch 2>/dev/null &
"$QALAM" build --quiet --force -o at-once batch 2>/dev/null
wait
sums at-once >sums-at-once
same sums1 sums-at-once

# ----- A series -----
run new-series 0 "$QALAM" new series start --lang en,fa-AF,ps
prints 'start/series.yaml'
prints 'start/first-brief.fa-AF.md'
run new-is-good 0 "$QALAM" check --strict start
says '3 good, 0 not; 0 errors, 0 warnings'
grep -q '\[' "$err" && fail 'a note about what qalam wrote'
grep -q '#@\|@languages@' start/* && fail 'marks of the template are left'
run new-again 1 "$QALAM" new series start
says 'nothing was written'
for lang in en fa-AF fa ps; do
    run "new-brief-$lang" 0 "$QALAM" new brief "start-$lang" --lang $lang
    run "new-brief-$lang-is-good" 0 "$QALAM" check --strict "start-$lang"
    run "new-series-$lang" 0 "$QALAM" new series "series-$lang" --lang $lang
    run "new-series-$lang-is-good" 0 "$QALAM" check --strict "series-$lang"
done
# A named file: its title from its name, its date from the day.
run new-named 0 "$QALAM" new brief named/water-rights.md
prints 'named/water-rights.md'
grep -qx 'title: "Water rights"' named/water-rights.md || fail 'no title'
grep -qx 'date: 1970-01-01' named/water-rights.md || fail 'no SOURCE_DATE_EPOCH'
run new-today 0 env -u SOURCE_DATE_EPOCH TZ=UTC "$QALAM" new brief today.md
prints 'today.md'
grep -qx "date: $(TZ=UTC date +%F)" today.md || fail 'not of today'
run new-named-again 1 "$QALAM" new brief today.md
run new-tagged 0 "$QALAM" new brief named/wells.fa.md
there named/wells.fa.md
grep -qx 'lang: fa-AF' named/wells.fa.md || fail 'not in Dari'
grep -q 'Wells' named/wells.fa.md && fail 'a Latin title in Dari'
run new-in-dari 0 "$QALAM" new brief --lang fa-AF 'named/حق-آب.md'
grep -qx 'title: "حق آب"' 'named/حق-آب.md' || fail 'no title in Dari'
run new-named-set 0 "$QALAM" new brief --lang en,ps named/mills.md
there named/mills.md named/mills.ps.md
run new-named-number 0 "$QALAM" new brief named/2024.md
run new-named-is-good 0 "$QALAM" check --strict named
run new-what 2 "$QALAM" new book start
says 'neither ‘series’ nor ‘brief’'
run new-nowhere 2 "$QALAM" new series
says 'no PATH given'
run new-language 2 "$QALAM" new series other --lang en,de
says 'no start in ‘de’'
absent other

# What holds for a brief, and who said so.
mkdir -p papers/texts papers/drafts
cat >papers/series.yaml <<'END'
series:
  en: Mountain Papers
  fa-AF: دفترهای کوهستان
publisher: Institute for Mountain Policy
languages: [en, fa-AF]
outputs: {pdf: {columns: 1}, html: yes}
briefs: ["texts/*.md"]
quotes: house
notes: sectoin
subjects: {water: {en: Water, fa-AF: آب}}
END
cat >papers/texts/river.fa-AF.md <<'END'
---
title: دریا منتظر نمی‌ماند
quotes: author
publisher: ~
subjects: [water]
kashida: none
---

یک بند کوتاه.
END
cp papers/texts/river.fa-AF.md papers/drafts/draft.md
run explain-config 0 "$QALAM" explain --config papers/texts/river.fa-AF.md
golden "$top/$golden/explain-config.txt" "$out"
says 'papers/series.yaml:9:8: warning'
run explain-config-json 0 "$QALAM" explain --json \
    --config papers/texts/river.fa-AF.md
golden "$top/$golden/explain-config.json" "$out"
run explain-config-nothing 1 "$QALAM" explain --config none.md
run explain-config-message 2 "$QALAM" explain note-missing --config a.md
run explain-json 2 "$QALAM" explain --json

# Which files are briefs, what is made of them; the series is also found from
# below, and --to counts before it.
run series-build 0 "$QALAM" build -o made papers
there made/texts/river.fa-AF.pdf made/texts/river.fa-AF.html
absent made/texts/river.fa-AF.epub made/drafts
run series-file 0 "$QALAM" build -o one-file papers/texts/river.fa-AF.md
absent one-file/river.fa-AF.epub
run series-to 0 "$QALAM" build --to epub -o book papers
there book/texts/river.fa-AF.epub
absent book/texts/river.fa-AF.pdf
if command -v pdfinfo >/dev/null; then
    run series-keywords 0 pdfinfo made/texts/river.fa-AF.pdf
    prints 'آب'
fi
run series-strict 1 "$QALAM" check --strict papers
run series-ignore 0 "$QALAM" check --strict --ignore house-unknown papers

# Where the outputs of a series go: of all of it, and of one brief in it.
mkdir -p own/texts
cp a.md own/texts/a.md && cp a.md own/b.md
printf 'series: S\noutput: site\n' >own/series.yaml
run output-of-series 0 "$QALAM" build --to html own
there own/site/b.html own/site/texts/a.html own/site/index.html
run output-again 0 "$QALAM" build --to html own
says 'own/b.md: current'
run output-of-one 0 "$QALAM" build --to text own/texts/a.md
there own/site/a.txt
run output-from-within 0 sh -c "cd own && '$QALAM' build --to text b.md"
there own/site/b.txt
run output-chosen 0 "$QALAM" build --to text -o chosen own/b.md
there chosen/b.txt
run output-of-two 2 "$QALAM" build own/b.md a.md
says 'different output folders'
run output-explained 0 "$QALAM" explain --config own/b.md
prints 'site (own/series.yaml:2)'
printf 'series: S\noutput: ../beside/site\n' >own/series.yaml
run output-beside 0 "$QALAM" build --to text own/b.md
there beside/site/b.txt
says 'own/b.md: beside/site/b.txt'
run output-beside-from-within 0 sh -c "cd own &&
    '$QALAM' build --force --to text b.md"
says 'b.md: ../beside/site/b.txt'
for bad in /tmp/no .. . ./x a/../../x; do
    printf 'series: S\noutput: %s\n' "$bad" >own/series.yaml
    run "output-refused $bad" 1 "$QALAM" build --strict own/b.md
    says '[series-path]'
done
printf 'briefs: [none/*.md]\n' >papers/series.yaml
run series-without-briefs 1 "$QALAM" check papers
says '‘briefs’'
printf 'series: [\n' >papers/series.yaml
run series-broken 1 "$QALAM" build -o broken papers a.md
says 'papers/series.yaml:2:1: error'
absent broken

finish
