# SPDX-License-Identifier: MIT
"""Runs the tests of builds of many briefs.

usage: run.py QALAM [NAME...]

Each function test_NAME of the modules below is a test, with a folder of its
own. A test says what it expects with `check`, and goes on.
"""
import os
import shutil
import sys
import tempfile
import time
import traceback

import harness

harness.QALAM = os.path.abspath(sys.argv[1])

import building  # noqa: E402  they ask harness for the program
import copies  # noqa: E402
import damage  # noqa: E402
import many  # noqa: E402
import ownership  # noqa: E402
import power  # noqa: E402
import races  # noqa: E402

MODULES = (building, copies, ownership, damage, races, power, many)


def tests(wanted):
    for module in MODULES:
        for name, function in sorted(vars(module).items()):
            if name.startswith('test_') and (not wanted or name[5:] in wanted
                                             or module.__name__ in wanted):
                yield name[5:], function


def run(name, function):
    before = len(harness.failures)
    start = time.monotonic()
    folder = tempfile.mkdtemp(prefix='qalam-series-')
    os.chmod(folder, 0o755)
    harness.now = name
    try:
        function(folder)
    except harness.Skipped as skipped:
        print(f'skipped: {name}: {skipped}')
    except Exception:  # a fault of the test is a failure of it
        harness.check(False, traceback.format_exc())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if os.environ.get('QALAM_TIMES'):
        print(f'{time.monotonic() - start:6.1f} s {name}', flush=True)
    return len(harness.failures) == before


def main():
    os.environ.pop('SOURCE_DATE_EPOCH', None)
    os.environ['LC_ALL'] = 'C.UTF-8'
    results = [run(*test) for test in tests(set(sys.argv[2:]))]
    print(f'{sum(results)} passed, {len(results) - sum(results)} failed')
    sys.exit(not all(results))


main()
