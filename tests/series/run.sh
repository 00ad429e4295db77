#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds of many briefs: what is built again and why, whose files are whose,
# and what is left after kills, full disks and damage. run.py has the parts;
# QALAM_LONG=1 makes those of faults long.
cd "$(dirname "$0")/../.." || exit 1
if ! command -v python3 >/dev/null; then
    echo 'skipped: python3 is not installed'
    exit 0
fi
exec python3 tests/series/run.py "${QALAM:-$PWD/build/qalam}" "$@"
