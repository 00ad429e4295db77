#!/bin/sh
# Builds examples/ (and the shared data, where it is) and has them judged.
set -u
cd "$(dirname "$0")/../.." || exit 1
outputs=build/judged
rm -rf "$outputs"
mkdir -p "$outputs"
build/qalam build --quiet -o "$outputs/examples" examples || exit 1
data=${QALAM_SHARED:-../shared}/data
if [ -d "$data" ]; then
    build/qalam build --quiet -o "$outputs/data" "$data/seed" "$data/clean" \
        "$data/prs" "$data/ps" "$data/tg" "$data/ru" "$data/uz" \
        2>"$outputs/messages.log" || exit 1
else
    echo 'skipped: the shared test data is not here'
fi
tests/judges/run build/judges "$outputs"
