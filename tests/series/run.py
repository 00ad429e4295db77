# SPDX-License-Identifier: MIT
"""Runs the tests of builds of many briefs.

usage: run.py QALAM [NAME...]

Each function test_NAME of the modules below is a test, with a folder of its
own. A test says what it expects with `check`, and goes on.
"""
import contextlib
import io
import itertools
import multiprocessing
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
import opening  # noqa: E402
import ownership  # noqa: E402
import power  # noqa: E402
import races  # noqa: E402
import shards  # noqa: E402
import site_of  # noqa: E402

MODULES = (building, site_of, shards, copies, opening, ownership, damage, races,
           power, many)


def tests(wanted):
    for module in MODULES:
        for name, function in sorted(vars(module).items()):
            if name.startswith('test_') and (not wanted or name[5:] in wanted
                                             or module.__name__ in wanted):
                yield name[5:], function


def run(test):
    """In a process of a pool. Answers whether it passed, and what it printed."""
    name, function = test
    start = time.monotonic()
    folder = tempfile.mkdtemp(prefix='qalam-series-')
    os.chmod(folder, 0o755)
    harness.now, harness.failures[:] = name, []
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        try:
            function(folder)
        except harness.Skipped as skipped:
            print(f'skipped: {name}: {skipped}')
        except Exception:  # a fault of the test is a failure of it
            harness.check(False, traceback.format_exc())
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get('QALAM_TIMES'):
            print(f'{time.monotonic() - start:6.1f} s {name}')
    return not harness.failures, said.getvalue()


# Those that say how long something takes, or kill after some time.
ALONE = ('five_hundred', 'kill_at_any_moment', 'power_cut')


def main():
    os.environ.pop('SOURCE_DATE_EPOCH', None)
    os.environ['LC_ALL'] = 'C.UTF-8'
    wanted = list(tests(set(sys.argv[2:])))
    alone = [test for test in wanted if test[0] in ALONE]
    others = [test for test in wanted if test[0] not in ALONE]
    passed = failed = 0
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for good, said in itertools.chain(pool.imap(run, others),
                                          map(run, alone)):
            print(said, end='', flush=True)
            passed, failed = passed + good, failed + (not good)
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
