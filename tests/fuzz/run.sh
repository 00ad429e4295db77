#!/bin/sh
# Damaged texts through the whole program, under the sanitizers. A short round
# in `make test`; QALAM_LONG=1 makes it a long one.
set -u
cd "$(dirname "$0")/../.." || exit 1
rounds=150
[ -n "${QALAM_LONG:-}" ] && rounds=3000
make --no-print-directory MODE=asan build/asan/tests/fuzz >/dev/null || exit 1
program=$(pwd)/build/asan/tests/fuzz
examples=$(pwd)/examples
mkdir -p build/fuzz && cd build/fuzz || exit 1
ASAN_OPTIONS=detect_leaks=1 "$program" $rounds 1 "$examples"/*/*.md
