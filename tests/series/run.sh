#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds of many briefs: what is built again and why, whose files are whose,
# and what is left after kills, full disks and damage. run.py has the parts;
# QALAM_LONG=1 makes those of faults long.
cd "$(dirname "$0")/../.." || exit 1
. tests/needs.sh
needs python3 pdftotext
exec python3 tests/series/run.py "${QALAM:-$PWD/build/qalam}" "$@"
