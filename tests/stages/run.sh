#!/bin/sh
# What each stage makes of a text, compared with what was looked at and
# accepted. tests/stages/NAME/ holds one input and, for each stage of interest,
# STAGE.expected: the dump behind it. ACCEPT=1 rewrites them: read the diff.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
for expected in tests/stages/*/*.expected; do
    folder=$(dirname "$expected")
    stage=$(basename "$expected" .expected)
    input=$(find "$folder" -name '*.md')
    run "$folder: $stage" 0 "$QALAM" build --dump-after "$stage" "$input"
    if [ -n "${ACCEPT:-}" ]; then
        cp "$out" "$expected"
    elif difference=$(diff -u "$expected" "$out"); then
        pass
    else
        fail 'not as accepted'
        printf '%s\n' "$difference" | head -n 40
    fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
