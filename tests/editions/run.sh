#!/bin/sh
# SPDX-License-Identifier: MIT
# Editions of one text: which files are a set, how their pages lead to each
# other, and that `check` finds every difference planted in 100 sets and
# invents none (check.py; sets.py plants, stock.py has the sentences).
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3
here=$PWD

brief() { # file, lang, front matter
    mkdir -p "$(dirname "$1")"
    printf -- '---\ntitle: %s\nlang: %s\n%s\n---\n\n## One\n\nText.\n' \
        "$2" "$2" "$3" >"$1"
}
alternates() { # the alternates of a page, in order
    grep -o '<link rel="alternate" hreflang="[^>]*>' "$1" |
        sed 's/.*hreflang="\([^"]*\)" href="\([^"]*\)".*/\1 \2/' | tr '\n' ';'
}
leads() { # page, what its alternates are
    said=$(alternates "$1")
    if [ "$said" = "$2" ]; then pass; else fail "$1 leads to ‘$said’"; fi
}

# By file name: the file without a tag is the original.
brief "$work/names/w.md" en
brief "$work/names/w.fa.md" fa-AF
brief "$work/names/w.ps.md" ps
run by-name 0 "$QALAM" build --to html -o "$work/o1" "$work/names"
all='en w.html;x-default w.html;fa-AF w.fa.html;ps w.ps.html;'
for page in w w.fa w.ps; do leads "$work/o1/$page.html" "$all"; done
run by-name-checked 0 "$QALAM" check "$work/names"
says "w.md and 2 other editions: 0 differences"

# By `editions`, across folders, and named by one of them only; a slug counts.
brief "$work/front/en/water.md" en 'editions: {fa-AF: ../fa/ab.md}'
brief "$work/front/fa/ab.md" fa-AF 'slug: aab'
brief "$work/front/ps/obe.md" ps 'editions: [{lang: fa-AF, path: ../fa/ab.md}]'
run by-front 0 "$QALAM" build --to html -o "$work/o2" "$work/front"
leads "$work/o2/en/water.html" \
    'fa-AF ../fa/aab.html;en water.html;x-default water.html;ps ../ps/obe.html;'
leads "$work/o2/fa/aab.html" \
    'en ../en/water.html;x-default ../en/water.html;fa-AF aab.html;ps ../ps/obe.html;'
leads "$work/o2/ps/obe.html" \
    'fa-AF ../fa/aab.html;en ../en/water.html;x-default ../en/water.html;ps obe.html;'
for page in en/water fa/aab ps/obe; do
    name=switcher-$page
    if [ "$(grep -o 'aria-current="page"' "$work/o2/$page.html" | wc -l)" -eq 1 ]
    then pass; else fail 'the switcher does not mark this page once'; fi
done
run by-front-checked 0 "$QALAM" check "$work/front"
says "water.md and 2 other editions: 0 differences"

# An edition elsewhere on the web stays in the list.
brief "$work/web/a.md" en 'editions: {de: "https://example.org/a.html"}'
brief "$work/web/a.fa.md" fa-AF
run on-the-web 0 "$QALAM" build --to html -o "$work/o3" "$work/web"
leads "$work/o3/a.html" \
    'de https://example.org/a.html;en a.html;x-default a.html;fa-AF a.fa.html;'

# What is asked of all messages holds for these.
brief "$work/ask/n.md" en 'date: 2024-05-01'
brief "$work/ask/n.ps.md" ps 'date: 2023-05-01'
run told 0 "$QALAM" check "$work/ask"
says 'n.ps.md:4:1: warning: this edition is dated 2023-05-01'
says '2 good, 0 not; 0 errors, 1 warning'
run strict 1 "$QALAM" check --strict "$work/ask"
says '1 good, 1 not; 1 error, 0 warnings'
run ignored 0 "$QALAM" check --strict --ignore edition-older "$work/ask"
run as-data 0 "$QALAM" check --json "$work/ask"
says '"name":"edition-older"'
brief "$work/ask/n.ps.md" ps 'date: 2023-05-01
checks: {edition-older: off}'
run switched-off 0 "$QALAM" check --strict "$work/ask"
run not-in-build 0 "$QALAM" build --strict --to html -o "$work/o4" "$work/ask"

# The examples are true translations.
run examples 0 "$QALAM" check "$here/examples/rivers"
says 'rivers.md and 2 other editions: 0 differences'

name=planted
if PYTHONDONTWRITEBYTECODE=1 python3 tests/editions/check.py "$QALAM" \
    "$work/planted" >"$err"; then
    pass
    cat "$err"
else
    fail 'differences were missed or invented'
fi
finish
