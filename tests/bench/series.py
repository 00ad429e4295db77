# SPDX-License-Identifier: MIT
"""What a series costs: 500 briefs of tests/data/series, to all formats.

usage: series.py QALAM BENCH

Seconds are those of the clock and of processors (user and system): the latter
do not depend on who else is at work. Beside it: the floor of bench.c for the
same texts and bytes; each of a sample of briefs in a process of its own; a run
with nothing to do. QALAM_LONG=1: 2,000 briefs too. Exit status 1 where a limit
is not kept.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

QALAM, BENCH = map(os.path.abspath, sys.argv[1:3])
MAKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir,
                     'data/series/make-series.py')
COUNT, SAMPLE, CORES = 500, 25, 2
LIMIT_S, LIMIT_MB, LIMIT_NOTHING_S = 60, 300, 0.5
missed = []


def measured(command):
    """Clock and processor seconds, and the peak in MB."""
    start = time.monotonic()
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode != 0:
        sys.exit(f'bench: {command[:6]} failed: {run.returncode}')
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024)


def build(out, *sources):
    return measured([QALAM, 'build', '--quiet', f'-j{CORES}', '-o', out, *sources])


def line(what, cost, more=''):
    wall, cpu, peak = cost
    print(f'{what:<28} {wall:8.2f} s  {cpu:8.2f} s CPU  {peak:6.1f} MB{more}')


def keep_to(what, value, limit):
    if value > limit:
        missed.append(f'{what}: {value:.2f}, more than {limit}')


def make(folder, count):
    subprocess.run([sys.executable, MAKER, str(count), folder], check=True,
                   stdout=subprocess.DEVNULL)
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith('.md'))


def bytes_below(folder):
    total = 0
    for at, folders, files in os.walk(folder):
        if '.qalam' in folders:
            folders.remove('.qalam')
        total += sum(os.path.getsize(os.path.join(at, name)) for name in files)
    return total


def measure(work):
    briefs = make(f'{work}/src', COUNT)
    all_of_them = build(f'{work}/out', f'{work}/src')
    nothing = min(build(f'{work}/out', f'{work}/src') for _ in range(3))
    os.mkdir(f'{work}/floor')
    floor = measured([BENCH, '--floor', f'{work}/floor',
                      str(bytes_below(f'{work}/out')), *briefs])
    sample = briefs[::COUNT // SAMPLE]
    alone = [build(f'{work}/alone/{number}', brief)
             for number, brief in enumerate(sample)]
    one = tuple(statistics.mean(cost[i] for cost in alone) for i in range(3))
    print(f'{COUNT} briefs in three languages to all formats, -j{CORES}')
    line('floor: shape, deflate, write', floor)
    line('all of them', all_of_them, f'  {all_of_them[1] / floor[1]:6.1f} x floor')
    line('one in a fresh process', one, f'  (mean of {len(sample)})')
    print(f'briefs a second and core     {COUNT / all_of_them[0] / CORES:8.1f} by '
          f'the clock, {COUNT / all_of_them[1]:.1f} by CPU')
    print(f'of the sum of single costs   {all_of_them[1] / one[1] / COUNT:8.2f} of CPU')
    line('nothing to do', nothing)
    keep_to('seconds of all', all_of_them[0], LIMIT_S)
    keep_to('MB of all', all_of_them[2], LIMIT_MB)
    keep_to('seconds of nothing', nothing[0], LIMIT_NOTHING_S)
    return all_of_them


def measure_more(work, once):
    make(f'{work}/more', COUNT * 4)
    more = build(f'{work}/out-more', f'{work}/more')
    line(f'{COUNT * 4} briefs', more, f'  {more[1] / once[1]:6.2f} times the CPU')
    line('nothing to do', build(f'{work}/out-more', f'{work}/more'))
    keep_to('seconds of more', more[0], 4 * LIMIT_S)
    keep_to('MB of more', more[2], LIMIT_MB)


def main():
    with tempfile.TemporaryDirectory(prefix='qalam-bench-') as work:
        once = measure(work)
        if os.environ.get('QALAM_LONG'):
            measure_more(work, once)
    print(f'(at most {LIMIT_S} s, {LIMIT_MB} MB, and {LIMIT_NOTHING_S} s for nothing)')
    for what in missed:
        print(f'MISSED {what}')
    sys.exit(bool(missed))


main()
