# SPDX-License-Identifier: MIT
"""Sources and pictures that change while they are read."""
import os
import re
import subprocess
import time

import briefs
import zipfile
from harness import (LONG, Always, build, check, equal, hashes, read, write)

ROUNDS = 60 if LONG else 3


def put(path, bytes_):
    """As editors do it: a new file in the place of the old."""
    write(path + '.new', bytes_)
    os.rename(path + '.new', path)


def words(path):
    return subprocess.run(['pdftotext', path, '-'], capture_output=True,
                          check=True).stdout.decode()


def versions_in(folder):
    """Which versions of the text the three outputs hold."""
    pdf = words(f'{folder}/out/a.pdf')
    page = read(f'{folder}/out/a.html').decode()
    with zipfile.ZipFile(f'{folder}/out/a.epub') as files:
        book = ''.join(files.read(name).decode('utf-8', 'replace')
                       for name in files.namelist())
    return [set(re.findall(r'version-\d+', text)) for text in (pdf, page, book)]


def test_text_rewritten_while_it_is_read(folder):
    """An output is of one version, whole; the last run has the last."""
    path = f'{folder}/src/a.md'
    state = {'number': 0}

    def version(number):
        return briefs.text(1, more=f'version-{number} ' * 40)

    def rewrite():
        state['number'] += 1
        put(path, version(state['number']))
        time.sleep(0.001)
    rewrite()
    for _ in range(ROUNDS):
        with Always(rewrite):
            build(folder)
        for found in versions_in(folder):
            check(len(found) == 1, f'versions in an output: {found}')
        build(folder)
        equal(versions_in(folder), [{f'version-{state["number"]}'}] * 3,
              'versions in the end')
        equal(build(folder).fates('current'), ['a.md'], 'current')
    build(folder, out='fresh')
    equal(hashes(f'{folder}/out'), hashes(f'{folder}/fresh'), 'as built at once')


def test_text_written_into_while_it_is_read(folder):
    """Even where an editor writes in place and half of it is read: the run that
    comes after is right."""
    path = f'{folder}/src/a.md'
    state = {'number': 0}

    def rewrite():
        state['number'] += 1
        write(path, briefs.text(1, more=f'version-{state["number"]} ' * 40))
    rewrite()
    for _ in range(ROUNDS):
        with Always(rewrite):
            build(folder, status=None)
        build(folder)
        equal(versions_in(folder), [{f'version-{state["number"]}'}] * 3,
              'versions in the end')


def test_picture_that_comes_and_goes(folder):
    """The last run is right for what is there then."""
    write(f'{folder}/src/a.md', briefs.text(1, picture='p.png'))
    path = f'{folder}/src/p.png'
    pictures = [briefs.png((color, 0, 0)) for color in (10, 250)]
    state = {'step': 0}

    def change():
        state['step'] += 1
        if state['step'] % 3 == 0:
            if os.path.exists(path):
                os.unlink(path)
        else:
            put(path, pictures[state['step'] % 3 - 1])
    for round in range(ROUNDS * 2):
        with Always(change):
            build(folder, status=None)
        build(folder, '--quiet', status=None)
        build(folder, '--force', out=f'fresh{round}', status=None)
        equal(hashes(f'{folder}/out'), hashes(f'{folder}/fresh{round}'),
              f'as built at once, picture there: {os.path.exists(path)}')


def test_source_removed_while_others_are_built(folder):
    names = briefs.make(f'{folder}/src', 6)
    build(folder)
    wanted = hashes(f'{folder}/out')
    for name in names:
        path = f'{folder}/src/{name}.md'
        write(path, read(path) + b'\nOne more paragraph.\n')
    run = subprocess.Popen([__import__('harness').QALAM, 'build', '-j1', '-o',
                            'out', 'src'], cwd=folder, stderr=subprocess.PIPE)
    last = f'{folder}/src/{names[-1]}.md'
    os.rename(last, f'{folder}/aside.md')
    said = run.communicate()[1].decode()
    check(run.returncode in (0, 1), f'exit status {run.returncode}: {said}')
    result = build(folder)
    equal([name for name in hashes(f'{folder}/out') if names[-1] in name], [],
          'outputs of the brief that went')
    equal(len(result.report['briefs']), 5, 'briefs')
    os.rename(f'{folder}/aside.md', last)
    build(folder)
    equal(sorted(hashes(f'{folder}/out')), sorted(wanted), 'outputs')
