# SPDX-License-Identifier: MIT
"""Hundreds of briefs."""
import os
import re
import subprocess
import sys
import time

import harness
from harness import (build, changed, check, equal, facts)

MEMORY_MB = 300
COUNT = 500
MAKER = os.path.join(os.path.dirname(__file__), os.pardir,
                     'data/series/make-series.py')


def make(folder, *edits, count=COUNT):
    subprocess.run([sys.executable, MAKER, str(count), f'{folder}/src', *(
        ['--edit', *edits] if edits else [])], check=True, capture_output=True)


def measured(folder, *arguments):
    """Wall and processor seconds, peak in MB, of a build."""
    start = time.monotonic()
    run = subprocess.Popen(harness.command('-o', 'out', '--quiet',
                                           *arguments, 'src'),
                           cwd=folder, stderr=subprocess.PIPE)
    said = run.stderr.read().decode()
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    check(run.returncode == 0, f'exit status {run.returncode}: {said[-2000:]}')
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024)


def of_brief(name):
    return re.match(r'\d{4}-[\w-]+\.(pdf|html|epub)$', name)


def test_five_hundred(folder):
    """`--edit K` builds brief K again and what shows it: files that are of no
    brief are listed by themselves."""
    make(folder)
    wall, cpu, peak = measured(folder)
    print(f'     {COUNT} briefs: {wall:.1f} s, {cpu:.1f} s of processors, '
          f'{peak:.0f} MB')
    check(peak <= MEMORY_MB, f'{peak:.0f} MB, more than {MEMORY_MB}')
    wall, cpu, peak = measured(folder)
    print(f'     none changed: {wall:.2f} s, {cpu:.2f} s of processors')
    for edits in (['7'], ['31', '250', '499']):
        # What was edited before is taken back.
        before = facts(f'{folder}/out')
        build(folder)
        equal(changed(before, facts(f'{folder}/out')), [], 'touched by nothing')
        make(folder, *edits)
        result = build(folder, '--why')
        touched = changed(before, facts(f'{folder}/out'))
        stems = {name[:4] for name in touched if of_brief(name)}
        wanted = {f'{int(edit):04}' for edit in edits}
        was = {f'{int(edit):04}' for edit in ('7',)} if edits != ['7'] else set()
        equal(stems, wanted | was, 'briefs whose files were touched')
        equal(len([name for name in touched if of_brief(name)]),
              3 * len(wanted | was), 'their files')
        equal([name for name in touched if not of_brief(name)], [],
              'files of no brief')
        equal({name[:4] for name in result.fates('built')}, wanted, 'built')
        equal({name[:4] for name in result.fates('restored')}, was, 'restored')
        for name in result.fates('built'):
            equal(result.reason(name), 'its text changed', 'reason')
