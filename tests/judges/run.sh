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
    # Folder by folder: files in several have one name.
    for folder in seed clean prs ps tg ru uz; do
        build/qalam build --quiet -o "$outputs/data/$folder" "$data/$folder" \
            2>>"$outputs/messages.log" || exit 1
    done
else
    echo 'skipped: the shared test data is not here'
fi
tests/judges/run build/judges "$outputs"
