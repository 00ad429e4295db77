#!/bin/sh
# usage: report.sh SHARED > report.md
# A report of about 300 pages out of the shared data: the clean brief's text,
# with its notes, then the Declaration in each language under a heading, so
# often. Labels of notes differ from copy to copy. Not in German: libhyphen
# takes three seconds to read Debian's patterns of it, whatever the text.
shared=$1 copies=${2:-8}
printf -- '---\ntitle: Report\nlang: en\n---\n\n'
copy=0
while [ $copy -lt "$copies" ]; do
    copy=$((copy + 1))
    printf '## Part %s\n\n' $copy
    awk -v copy=$copy '
        /^---$/ && fences < 2 { fences++; next }
        fences >= 2 { gsub(/\[\^/, "[^c" copy "-"); print }' \
        "$shared/data/clean/brief-russia.md"
    for file in "$shared"/data/sources/udhr-*.md; do
        tag=${file##*udhr-}
        tag=${tag%.md}
        [ "$tag" = de ] && continue
        case $tag in prs) tag=fa-AF ;; uz-cyrl) tag=uz-Cyrl ;; esac
        case $tag in uz-latn) tag=uz ;; esac
        printf '\n\n## Declaration %s, %s\n\n::: {lang=%s}\n' $copy "$tag" "$tag"
        sed '/^# /d; s/^## /### /' "$file"
        printf ':::\n'
    done
    printf '\n'
done
