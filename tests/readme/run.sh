#!/bin/sh
# What README says is tried as it stands there.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
needs python3
python3 tests/readme/check.py "$QALAM" "$PWD/README.md" "$work"
