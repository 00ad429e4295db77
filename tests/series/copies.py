# SPDX-License-Identifier: MIT
"""The same bytes, however they came about."""
import os
import shutil
import subprocess
import tempfile

import briefs
import harness
from harness import (Skipped, build, changed, check, equal, facts, hashes,
                     replace, write)


def test_same_bytes_any_way(folder):
    """-j1, -j2, any order of operands, cold and warm, from copies."""
    names = briefs.make(f'{folder}/src', 12)
    paths = [f'src/{name}.md' for name in names]
    build(folder, '-j1', *paths, out='listed')
    build(folder, '-j2', *reversed(paths), out='reversed')
    equal(hashes(f'{folder}/reversed'), hashes(f'{folder}/listed'), 'files')
    build(folder, '-j1', out='one')
    wanted = hashes(f'{folder}/one', site=True)
    build(folder, '-j2', 'src', out='two')
    equal(hashes(f'{folder}/two', site=True), wanted, 'two threads')
    wanted = hashes(f'{folder}/one')
    build(folder, '--force', out='one')
    equal(hashes(f'{folder}/one'), wanted, 'made again')
    for name in list(harness.names_below(f'{folder}/one')):
        os.unlink(f'{folder}/one/{name}')
    result = build(folder, out='one')
    equal(result.fates('built'), [], 'built')
    equal(hashes(f'{folder}/one'), wanted, 'from copies')


def test_same_bytes_any_day(folder):
    if not shutil.which('faketime'):
        raise Skipped('faketime is not installed')
    # The clock, not the times of files: those of libraries are an input.
    os.environ['NO_FAKE_STAT'] = '1'
    briefs.make(f'{folder}/src', 3)
    build(folder)
    wanted = hashes(f'{folder}/out')
    build(folder, out='later', before=['faketime', '2031-02-03 04:05:06'],
          env={'TZ': 'Asia/Kabul'})
    equal(hashes(f'{folder}/later'), wanted, 'another day and zone')
    before = facts(f'{folder}/out')
    result = build(folder, before=['faketime', '2001-02-03 04:05:06'])
    equal(len(result.fates('current')), 3, 'current with the clock set back')
    replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
    result = build(folder, before=['faketime', '2001-02-03 04:05:06'])
    equal(result.fates('built'), ['brief-001.md'], 'built in the past')
    equal(changed(before, facts(f'{folder}/out')),
          harness.outputs('brief-001'), 'touched')
    equal(len(build(folder).fates('current')), 3, 'current today')


def test_times_of_files_decide_nothing(folder):
    """Neither an old time hides a change, nor a new one makes one."""
    names = briefs.make(f'{folder}/src', 3)
    build(folder)
    replace(f'{folder}/src/brief-002.md', '(2)', '(7)')  # of the same length
    for name in names:
        os.utime(f'{folder}/src/{name}.md', (1, 1))
        os.utime(f'{folder}/out/{name}.pdf', (2, 2))
    result = build(folder)
    equal(result.fates('built'), ['brief-002.md'], 'built')
    equal(len(result.fates('current')), 2, 'current')


def test_copies_that_were_damaged(folder):
    briefs.make(f'{folder}/src', 4)
    build(folder)
    wanted = hashes(f'{folder}/out')
    cache = f'{folder}/out/.qalam/cache'
    for round, damage in enumerate((b'', b'short', b'\0' * 4096)):
        for name in list(harness.names_below(f'{folder}/out', site=True)):
            os.unlink(f'{folder}/out/{name}')
        for name in list(harness.names_below(cache)):
            write(f'{cache}/{name}', damage)
        build(folder)
        equal(hashes(f'{folder}/out'), wanted, f'outputs, damage {round}')
    shutil.rmtree(cache)
    equal(len(build(folder).fates('current')), 4, 'current without copies')
    write(cache, 'a file where the folder of copies should be')
    replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
    build(folder, status=3).says('cannot be written')
    os.unlink(cache)
    equal(build(folder).fates('built'), ['brief-001.md'], 'built')


def test_copies_shared_by_folders(folder):
    """Beside them, and on another disk, where nothing can be linked."""
    names = briefs.make(f'{folder}/src', 3)
    build(folder, out='alone')
    wanted = hashes(f'{folder}/alone')
    with tempfile.TemporaryDirectory(prefix='qalam-series-', dir='/dev/shm' if
                                     os.path.isdir('/dev/shm') else None) as far:
        for place in (f'{folder}/copies', far):
            out = os.path.basename(place)
            first = build(folder, f'--cache-dir={place}', out=f'{out}-1')
            equal(len(first.fates('built')), 3, 'built')
            second = build(folder, f'--cache-dir={place}', out=f'{out}-2')
            equal(second.fates('restored'), [f'{name}.md' for name in names],
                  'restored')
            for which in (1, 2):
                equal(hashes(f'{folder}/{out}-{which}'), wanted, 'outputs')
            # What is written into one of them is not in the other's way for
            # longer than it takes to say so.
            with open(f'{folder}/{out}-1/brief-001.html', 'ab') as file:
                file.write(b'<!-- mine -->')
            build(folder, f'--cache-dir={place}', '--force', out=f'{out}-2')
            equal(hashes(f'{folder}/{out}-2'), wanted, 'outputs of the other')
            build(folder, f'--cache-dir={place}', out=f'{out}-1', status=3)


def test_two_runs_at_once(folder):
    names = briefs.make(f'{folder}/src', 8)
    build(folder, out='alone')
    commands = harness.command('-o', 'out', 'src')
    runs = [subprocess.Popen(commands, cwd=folder, stderr=subprocess.PIPE,
                             stdout=subprocess.DEVNULL) for _ in range(3)]
    said = [run.communicate()[1].decode() for run in runs]
    equal([run.returncode for run in runs], [0, 0, 0], 'exit statuses')
    equal(hashes(f'{folder}/out'), hashes(f'{folder}/alone'), 'outputs')
    waited = sum('another run is at work there' in text for text in said)
    check(waited >= 1, f'one waited for another, and said so: {said}')
    made = sum(text.count('out/brief-001.pdf') for text in said)
    equal(made, 1, 'runs that made a brief')
    equal(len(build(folder).fates('current')), len(names), 'current')


def test_two_runs_where_nothing_can_be_built(folder):
    """The first takes its folder back while the second waits for it."""
    for number in range(6):
        write(f'{folder}/src/{number}.md', '---\ntitle: T\nlang: en\n---\n')
    commands = harness.command('-o', 'out', 'src')
    for _ in range(5):
        runs = [subprocess.Popen(commands, cwd=folder, stderr=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL) for _ in range(3)]
        equal([run.wait() for run in runs], [1, 1, 1], 'exit statuses')
    equal(facts(f'{folder}/out'), {}, 'outputs')
