#!/bin/sh
# The examples of two specifications: what cmark-gfm reads, qalam reads. That of
# CommonMark comes from npm (tests/judges/install), GFM's from the package of
# cmark-gfm's program. See run.py for what is compared.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=build/commonmark
mkdir -p "$folder"
make --no-print-directory MODE=asan build/asan/tests/words >/dev/null || exit 1

commonmark=build/judges/node_modules/commonmark-spec/spec.txt
gfm=$folder/gfm.txt
if [ ! -f "$gfm" ]; then
    packed=/usr/share/doc/cmark-gfm/spec.txt.gz
    # Small machines are installed without documentation.
    if [ ! -f "$packed" ]; then
        (cd "$folder" && apt-get download -qq cmark-gfm &&
            dpkg-deb -x cmark-gfm_*.deb unpacked) || exit 1
        packed=$folder/unpacked$packed
    fi
    gzip -dc "$packed" >"$gfm.new" && mv "$gfm.new" "$gfm" || exit 1
fi
ASAN_OPTIONS=detect_leaks=1 exec python3 tests/commonmark/run.py \
    build/asan/tests/words "$commonmark" "$gfm"
