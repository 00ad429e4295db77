#!/bin/sh
# SPDX-License-Identifier: MIT
# What a fresh clone meets: libraries that are missing, how much is fetched, and
# what the runner of the suites says where they pass, fail or lack a tool.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
top=$PWD

# ----- make, where libraries are missing -----
fake() { # name of a program, what its script does
    mkdir -p "$work/bin"
    printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}
PATH=$work/bin:$PATH
export PATH
for broken in PKG_CONFIG=/bin/false CC=/bin/false; do
    run "make $broken" 2 make "$broken"
    says 'does not find all of them'
    says 'Nothing was built'
    if grep -q 'fatal error' "$err"; then fail 'the compiler was run'; fi
done
# No package is installed, as dpkg-query has it.
fake dpkg-query 'exit 1'
run 'make without packages' 2 make PKG_CONFIG=/bin/false
says 'make demo'
says 'tools/deps build'
says 'apt-get install --no-install-recommends gcc make pkg-config'
for goal in clean test-deps; do
    run "make -n $goal asks no pkg-config" 0 make -n $goal PKG_CONFIG=/bin/false
done

# ----- How much is fetched, before anything is -----
fake id 'echo 0'
fake apt-get 'echo "$*" >>"'"$work"'/asked"
case $2 in --print-uris)
    echo "Need to get 51.2 MB of archives."
    echo "After this operation, 190 MB of additional disk space will be used."
    echo "'\''http://deb.example/a.deb'\'' a.deb 1 MD5Sum:0" ;;
esac'
run 'deps build' 0 tools/deps build
prints 'To fetch: 51.2 MB.'
prints 'On disk, installed: 190 MB.'
name='deps build: in order'
printf '%s\n' update 'install --print-uris' 'install -y' >"$work/wanted"
sed 's/^update.*/update/; s/^\(install -[^ ]*\).*/\1/' "$work/asked" >"$work/got"
same "$work/wanted" "$work/got"
fake dpkg-query 'echo "ii "'
run 'deps build, all there' 0 tools/deps build
name='deps build: says nothing'
[ -s "$out" ] && fail 'printed something'
fake id 'echo 1000'
fake sudo 'exit 1'
fake dpkg-query 'exit 1'
run 'deps build as a user' 1 tools/deps build </dev/null
says 'apt-get install'
rm -r "$work/bin"

# ----- The runner -----
mkdir -p "$work/tests/good" "$work/tests/bad" "$work/tests/poor" "$work/tools"
cp tests/run tests/needs.sh "$work/tests"
printf '#!/bin/sh\nexit 0\n' >"$work/tools/lint"
chmod +x "$work/tools/lint"
printf 'check-units:\n\t@. tests/needs.sh && needs_header none-such.h\n' \
    >"$work/Makefile"
printf 'echo "skipped: a moon"\necho "3 passed, 0 failed"\n' \
    >"$work/tests/good/run.sh"
printf 'echo "FAIL one: why"\necho "2 passed, 1 failed"\nexit 1\n' \
    >"$work/tests/bad/run.sh"
printf '. tests/needs.sh\nneeds sh none-such\necho "never comes here"\n' \
    >"$work/tests/poor/run.sh"
cd "$work" || exit 1
run runner 1 tests/run
cd "$top" || exit 1
sed 's/ *[0-9][0-9]* s\(  \|$\)/ N s\1/' "$out" | LC_ALL=C sort >"$work/got"
LC_ALL=C sort >"$work/wanted" <<'END'
ok   lint N s
skip units-asan N s
FAIL bad N s  2 passed, 1 failed
ok   good N s  3 passed, 0 failed
skip poor N s

-- bad
FAIL one: why
2 passed, 1 failed

skipped: units-asan (the header none-such.h is not installed (run: make test-deps)), good (a moon), poor (none-such is not installed (run: make test-deps))

2 passed, 1 failed
END
same "$work/wanted" "$work/got"
name='runner: the last line'
[ "$(tail -n 1 "$out")" = '2 passed, 1 failed' ] || fail "$(tail -n 1 "$out")"
finish
