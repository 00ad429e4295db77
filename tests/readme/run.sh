#!/bin/sh
# What README and docs/ say is tried as it stands there, and their generated
# parts are those of this program.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3
run generated 0 tools/docs --check "$QALAM"
python3 tests/readme/check.py "$QALAM" "$PWD" "$work" || failed=$((failed + 1))
finish
