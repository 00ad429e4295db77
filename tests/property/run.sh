#!/bin/sh
# Clean texts damaged by machine, and what the repair filters make of them, see
# property.c. Under the sanitizers in `make test`; QALAM_LONG=1 has more rounds.
set -u
cd "$(dirname "$0")/../.." || exit 1
rounds=8
make --no-print-directory MODE=asan build/asan/tests/property >/dev/null || exit 1
top=$(pwd)
shared=$(cd "${QALAM_SHARED:-../shared}" 2>/dev/null && pwd)/data
texts=$(ls "$top"/tests/property/texts/*.md "$top"/examples/*/*.md)
if [ -d "$shared" ]; then
    texts="$texts $(ls "$shared"/clean/*.md "$shared"/prs/*.md \
        "$shared"/ps/*.md "$shared"/ru/*.md)"
else
    echo 'skipped: texts of others (../shared/data)'
    rounds=14 # so that there are 2,000 damaged texts all the same
fi
[ -n "${QALAM_LONG:-}" ] && rounds=120
mkdir -p build/property && cd build/property || exit 1
# shellcheck disable=SC2086 # names of texts, without spaces
ASAN_OPTIONS=detect_leaks=1 "$top/build/asan/tests/property" $rounds $texts
