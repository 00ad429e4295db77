# SPDX-License-Identifier: MIT
# What the shell tests share; read with `. tests/lib.sh` from the top folder.
# QALAM is the program under test; $work is a folder that goes at the end; what
# a command printed is in the files $out and $err.
. tests/needs.sh
QALAM=${QALAM:-$PWD/build/qalam}
SHARED=${QALAM_SHARED:-../shared}
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=0
unset NO_COLOR
work=$(mktemp -d) out=$(mktemp) err=$(mktemp)
trap 'chmod -R u+w "$work"; rm -rf "$work" "$out" "$err"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { # what was expected
    failed=$((failed + 1))
    printf 'FAIL %s: %s\n' "$name" "$1"
    # What the program said explains most failures.
    [ -s "$err" ] && sed 's/^/     | /;20q' "$err"
    return 1
}

# run NAME STATUS COMMAND…: what it prints is in $out and $err.
run() {
    name=$1 wanted=$2
    shift 2
    timeout "${LIMIT:-60}" "$@" >"$out" 2>"$err" </dev/null
    status=$?
    if [ "$status" -eq "$wanted" ]; then
        pass
    else
        fail "exit status $status, not $wanted"
    fi
}
says() { # a text that standard error must have
    if grep -qF -- "$1" "$err"; then pass; else fail "no ‘$1’"; fi
}
prints() { # a text that standard output must have
    if grep -qF -- "$1" "$out"; then pass; else fail "did not print ‘$1’"; fi
}
there() {
    for file in "$@"; do
        if [ -s "$file" ]; then pass; else fail "no file ${file#"$work"/}"; fi
    done
}
absent() {
    for file in "$@"; do
        if [ ! -e "$file" ]; then pass; else fail "${file#"$work"/} is there"; fi
    done
}
same() { # two files
    if cmp -s "$1" "$2"; then pass; else
        fail "$1 and $2 differ"
        diff -u "$1" "$2" | head -n 30
    fi
}
golden() { # file of the repository, what it should hold
    if [ "${ACCEPT:-}" = 1 ]; then
        cp "$2" "$1"
    fi
    same "$1" "$2"
}
finish() {
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ]
    exit
}
