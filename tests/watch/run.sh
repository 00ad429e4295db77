#!/bin/sh
# SPDX-License-Identifier: MIT
# qalam watch and qalam serve: a server on a free port, files that change, and
# what a browser is sent; in Chromium too, where there is one.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3

run no-source 2 "$QALAM" watch "$work/none"
says 'is neither a file nor a folder'
run serve-no-folder 2 "$QALAM" serve "$work/none"
for port in -1 x 65536 ''; do
    run "port=$port" 2 "$QALAM" serve --port "$port" .
done

LIMIT=120
run server 0 python3 tests/watch/check.py "$QALAM" tests/watch/briefs "$work"
cat "$out"

chromium=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ] || [ ! -d build/judges/node_modules/playwright-core ]; then
    echo 'skipped: the browser (no Chromium, or no judges: make test-deps)'
    finish
fi
mkdir "$work/browser"
cp -r tests/watch/briefs "$work/browser/in"
cd "$work/browser" || exit 1
"$QALAM" watch --port 0 -o out in >address 2>said &
watch=$!
while [ ! -s address ] || [ ! -f out/water.epub ]; do sleep 0.1; done
address=$(sed 's/.* at //; s|/$||' address)
cd "$OLDPWD" || exit 1
CHROMIUM=$chromium run browser 0 node tests/watch/browser.mjs build/judges \
    "$address" "$work/browser/in" ${QALAM_PICTURES:+"$QALAM_PICTURES"}
cat "$out"
kill "$watch"
name=ends
wait "$watch" && pass || fail 'did not end with status 0'
absent "$work/browser/out/.qalam/unfinished"
finish
