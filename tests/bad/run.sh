#!/bin/sh
# SPDX-License-Identifier: MIT
# Hostile and broken inputs: those of cases.py, and those that
# tests/data/bad/make-bad.py writes. See run.py for what must hold. QALAM:
# another program, such as the one with sanitizers.
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs python3
exec python3 tests/bad/run.py "${QALAM:-$PWD/build/qalam}" "$@"
