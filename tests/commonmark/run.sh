#!/bin/sh
# The examples of two specifications: what cmark-gfm reads, qalam reads, and the
# blocks that qalam finds by itself (source/markdown_blocks.h) are cmark-gfm's.
# These also in texts that are made at random (QALAM_LONG=1: in more), and in
# the Markdown that lies here. CommonMark's specification comes from npm
# (tests/judges/install), GFM's from the package of cmark-gfm's program. See
# run.py and blocks.c for what is compared.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs python3 cmark-gfm
needs_judges
folder=build/commonmark
mkdir -p "$folder"
make --no-print-directory MODE=asan build/asan/tests/words \
    build/asan/tests/blocks >/dev/null || exit 1

commonmark=build/judges/node_modules/commonmark-spec/spec.txt
gfm=$folder/gfm.txt
if [ ! -f "$gfm" ]; then
    packed=/usr/share/doc/cmark-gfm/spec.txt.gz
    # Small machines are installed without documentation.
    if [ ! -f "$packed" ]; then
        (cd "$folder" && apt-get download -qq cmark-gfm &&
            dpkg-deb -x cmark-gfm_*.deb unpacked) ||
            lack "GFM's specification cannot be fetched"
        packed=$folder/unpacked$packed
    fi
    gzip -dc "$packed" >"$gfm.new" && mv "$gfm.new" "$gfm" || exit 1
fi
export ASAN_OPTIONS=detect_leaks=1
status=0
seeds=30000
[ -n "${QALAM_LONG:-}" ] && seeds=1000000
build/asan/tests/blocks random 0 $seeds || status=1
# Without a mark of byte order: that is off before there are blocks.
find . "${QALAM_SHARED:-../shared}/data" -name '*.md' -size -1000k \
    -not -path './build/*' -exec sh -c 'for file; do
        LC_ALL=C sed "1s/^\xef\xbb\xbf//" "$file"; printf "\0"; done' sh {} + \
    2>/dev/null | build/asan/tests/blocks || status=1
python3 tests/commonmark/run.py \
    build/asan/tests/words build/asan/tests/blocks "$commonmark" "$gfm" || status=1
exit $status
