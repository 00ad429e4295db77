#!/bin/sh
# SPDX-License-Identifier: MIT
# Each folder shows one message of pipeline/messages/messages.def, and no other by
# accident. It holds
#     input.md   the text; or what `args` names
#     args       the command line, where it is not `check input.md`
#     unit       the unit test that draws it, where no text can
#     expected   every message that appears, in order, with its text, so that a
#                change of wording is seen: LINE:COLUMN LEVEL NAME: text, with -
#                for one without a place
# ACCEPT=1 writes `expected`: read the diff before you commit it.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh

for folder in tests/messages/*/; do
    folder=${folder%/}
    name=$(basename "$folder")
    if [ -f "$folder/unit" ]; then
        grep -q "MESSAGE_$(printf '%s' "$name" | tr - _)" \
            "$(cat "$folder/unit")" || fail 'its unit test does not know it'
        continue
    fi
    cp -r "$folder" "$work/$name"
    args='check input.md'
    [ -f "$folder/args" ] && args=$(cat "$folder/args")
    # shellcheck disable=SC2086 # a list of words
    (cd "$work/$name" && timeout 20 "$QALAM" $args >"$out" 2>"$err" </dev/null)
    status=$?
    [ $status -le 1 ] || fail "exit status $status"
    sed -nE 's/^[^:]+:([0-9]+:[0-9]+:)? (note|warning|error): (.*) \[([a-z0-9-]+)\]$/\1 \2 \4: \3/p' \
        "$err" | sed -E 's/^ /- /; s/^([0-9]+:[0-9]+): /\1 /' >"$work/said"
    if [ "${ACCEPT:-}" = 1 ]; then
        cp "$work/said" "$folder/expected"
    fi
    same "$folder/expected" "$work/said"
    grep -q " $name: " "$work/said" || fail 'its message did not appear'
    rm -rf "${work:?}/$name"
done
finish
