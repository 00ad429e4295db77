# SPDX-License-Identifier: MIT
# What a suite needs, read with `. tests/needs.sh` from the top folder. A suite
# that lacks it ends at once: it says what and how to get it, and is skipped,
# not failed. QALAM_SKIPPED is the exit status then (tests/run sets it).
lack() { # what is missing
    printf 'skipped: %s (run: make test-deps)\n' "$1"
    exit "${QALAM_SKIPPED:-0}"
}
needs() { # programs
    for needed in "$@"; do
        command -v "$needed" >/dev/null 2>&1 || lack "$needed is not installed"
    done
}
needs_judges() {
    [ -f build/judges/installed ] || lack 'the judges are not installed'
}
needs_header() { # headers of libraries that only tests use
    for needed in "$@"; do
        printf '#include <stdarg.h>\n#include <stddef.h>\n#include <setjmp.h>
#include <stdint.h>\n#include <%s>\n' "$needed" |
            ${CC:-gcc} -E - >/dev/null 2>&1 ||
            lack "the header $needed is not installed"
    done
}
