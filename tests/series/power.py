# SPDX-License-Identifier: MIT
"""Runs killed at any moment, and power cuts."""
import os
import random
import shutil
import signal
import subprocess
import time

import briefs
import harness
from harness import (LONG, build, check, equal, hashes, names_below,
                     no_leftovers, read, replace, sha256)

KILLS = 220 if LONG else 15


def two_versions(folder, count=6):
    """Sources of two versions, and the hashes of what they make."""
    wanted = []
    for which in ('first', 'second'):
        briefs.make(f'{folder}/{which}', count)
        if which == 'second':
            for number in range(1, count):
                replace(f'{folder}/second/{briefs.name(number)}.md',
                        f'({number})', '(changed)')
            os.unlink(f'{folder}/second/{briefs.name(count)}.md')
        take(folder, which)
        build(folder, out=f'fresh-{which}')
        wanted.append(hashes(f'{folder}/fresh-{which}'))
    return wanted


def pages_alone(folder):
    """Of both versions: pages that have no PDF beside them."""
    for which in ('first', 'second'):
        take(folder, which)
        build(folder, '--to=html', out=f'pages-{which}')
        yield hashes(f'{folder}/pages-{which}')


def take(folder, which):
    shutil.rmtree(f'{folder}/src', ignore_errors=True)
    shutil.copytree(f'{folder}/{which}', f'{folder}/src')


def killed(folder, seconds, *arguments):
    """A build that is killed so long after its start. Whether it was."""
    run = subprocess.Popen(harness.command('-o', 'out', *arguments, 'src'),
                           cwd=folder, stderr=subprocess.DEVNULL)
    try:
        run.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
    return run.wait() == -signal.SIGKILL


def whole(folder, wanted, what):
    """Each file that is there is one that some version made."""
    good = {}
    for version in wanted:
        for name, hash in version.items():
            good.setdefault(name, set()).add(hash)
    if not os.path.isdir(f'{folder}/out'):
        return
    for name in list(names_below(f'{folder}/out')):
        if os.path.basename(name).startswith('.qalam-'):
            continue  # on its way
        check(sha256(f'{folder}/out/{name}') in good.get(name, ()),
              f'{name} is no whole version, {what}')


def duration(folder):
    start = time.monotonic()
    build(folder, '--force', out='timed')
    return time.monotonic() - start


def test_kill_at_any_moment(folder):
    """Old and new versions, fresh folders, warm and cold copies by turns."""
    random.seed(11)
    wanted = two_versions(folder)
    made = [*wanted, *pages_alone(folder)]
    longest = duration(folder)
    hit = tries = 0
    while hit < KILLS and tries < KILLS * 4:
        tries += 1
        which = random.randrange(2)
        take(folder, ('first', 'second')[which])
        if random.random() < 0.3:
            shutil.rmtree(f'{folder}/out', ignore_errors=True)
        elif random.random() < 0.4:
            shutil.rmtree(f'{folder}/out/.qalam/cache', ignore_errors=True)
        options = random.choice(([], ['-j1'], ['--force'], ['--to=html']))
        if not killed(folder, random.uniform(0, longest), *options):
            continue
        hit += 1
        whole(folder, made, f'after kill {hit}')
        if random.random() < 0.3:  # and once more before it can resume
            killed(folder, random.uniform(0, longest))
            whole(folder, made, f'after the second kill {hit}')
        if random.random() < 0.3:  # and the author goes back meanwhile
            which = 1 - which
            take(folder, ('first', 'second')[which])
        build(folder)
        if not equal(hashes(f'{folder}/out'), wanted[which], f'resumed {hit}'):
            break
        no_leftovers(f'{folder}/out')
        absent = os.path.exists(f'{folder}/out/.qalam/unfinished')
        check(not absent, 'the mark of a run that has not ended')
    check(hit >= KILLS, f'{hit} kills hit in {tries} tries')
    print(f'     {hit} kills, each resumed to the same bytes')


def test_kill_before_the_mark(folder):
    """A run that was killed while it put its mark in place left no mark."""
    briefs.make(f'{folder}/src', 2)
    build(folder)
    with open(f'{folder}/out/.qalam/.qalam-71-71-0', 'w') as file:
        file.write('half a mark')
    build(folder)
    no_leftovers(f'{folder}/out')


def cut(folder, share, seed):
    """As a power cut leaves it: another start of the machine, and some of the
    files that were put in place last are empty."""
    random.seed(seed)
    mark = f'{folder}/out/.qalam/unfinished'
    if not os.path.exists(mark):
        return []
    with open(mark, 'w', encoding='utf-8') as file:
        file.write('another start of the machine\n1 1\n')
    emptied = []
    for name in sorted(names_below(f'{folder}/out')):
        if random.random() < share:
            path = f'{folder}/out/{name}'
            linked = os.stat(path).st_nlink > 1
            os.truncate(path, random.choice((0, 0, 100)) if linked else 0)
            emptied.append(name)
    return emptied


def test_power_cut(folder):
    """Files emptied, entered or not; commits lost or not."""
    wanted = two_versions(folder, 4)
    longest = duration(folder)
    hit = seed = 0
    while hit < (60 if LONG else 4) and seed < 400:
        seed += 1
        random.seed(seed)
        gone = random.choice(('', '.qalam/cache', '.qalam/cache'))
        shutil.rmtree(f'{folder}/out/{gone}', ignore_errors=True)
        which = seed % 2
        take(folder, ('first', 'second')[which])
        force = ['--force'] if seed % 5 == 0 else []
        if not killed(folder, random.uniform(0, longest), *force):
            continue
        state = f'{folder}/out/.qalam/state.sqlite'
        emptied = cut(folder, 0.5, seed)
        if seed % 4 == 1 and os.path.exists(f'{state}-wal'):
            os.truncate(f'{state}-wal', 0)  # commits since the last checkpoint
        hit += bool(emptied)
        result = build(folder)
        equal(hashes(f'{folder}/out'), wanted[which],
              f'mended after cut {seed} of {emptied}')
        no_leftovers(f'{folder}/out')
        equal(build(folder).fates('current'), sorted(
            brief['source'][4:] for brief in result.report['briefs']), 'current')
    check(hit >= 4, f'{hit} cuts hit')


def test_power_cut_before_a_commit(folder):
    """In place, copied and with their manifests, but not entered; then cut short."""
    briefs.make(f'{folder}/src', 1)
    build(folder)
    wanted = hashes(f'{folder}/out')
    for name in wanted:
        os.truncate(f'{folder}/out/{name}', 100)
    os.unlink(f'{folder}/out/.qalam/state.sqlite')
    harness.write(f'{folder}/out/.qalam/unfinished', 'another start\n1 1\n')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, 'mended')


def test_power_cut_puts_by_what_it_found(folder):
    briefs.make(f'{folder}/src', 2)
    build(folder)
    wanted = hashes(f'{folder}/out')
    path = f'{folder}/out/brief-001.html'
    harness.write(f'{folder}/out/.qalam/unfinished', 'another start\n1 1\n')
    os.unlink(path)
    harness.write(path, 'half a page')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, 'mended')
    equal(read(f'{folder}/out/.qalam/found/brief-001.html'), b'half a page',
          'what was found')
    # What somebody else wrote where nothing was is theirs, cut or not.
    harness.write(f'{folder}/src/new.md', briefs.text(9))
    harness.write(f'{folder}/out/new.html', 'of somebody else')
    harness.write(f'{folder}/out/.qalam/unfinished', 'another start\n1 1\n')
    build(folder, status=3)
    equal(read(f'{folder}/out/new.html'), b'of somebody else', 'theirs')
