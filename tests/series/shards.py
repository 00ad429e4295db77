# SPDX-License-Identifier: MIT
"""Parts that are built alone and joined are what one run makes."""
import os
import shutil
import subprocess

import briefs
import harness
from harness import build, check, equal, hashes, replace, write


def shard(folder, part, of, out='out', status=0):
    return build(folder, f'--shard={part}/{of}', out=out, status=status)


def join(folder, out='out', status=0):
    return build(folder, '--join', out=out, status=status, report=False)


def test_parts_are_the_whole(folder):
    names = briefs.make(f'{folder}/src', 9)
    build(folder, out='whole')
    wanted = hashes(f'{folder}/whole', site=True)
    # One folder for all, and one each that are copied together.
    built = []
    for part in (1, 2, 3):
        built += shard(folder, part, 3, out='one').fates('built')
        shard(folder, part, 3, out=f'host{part}')
    equal(sorted(built), [f'{name}.md' for name in names], 'each in one part')
    join(folder, out='one')
    equal(hashes(f'{folder}/one', site=True), wanted, 'one folder')
    for part in (3, 1, 2):
        shutil.copytree(f'{folder}/host{part}', f'{folder}/joined',
                        dirs_exist_ok=True)
    join(folder, out='joined')
    equal(hashes(f'{folder}/joined', site=True), wanted, 'copied together')
    for out in ('one', 'joined'):
        equal(build(folder, out=out).fates('built'), [], 'then nothing')
        equal(hashes(f'{folder}/{out}', site=True), wanted, 'the same')


def test_parts_at_once(folder):
    briefs.make(f'{folder}/src', 8)
    build(folder, out='whole')
    runs = [subprocess.Popen(
        harness.command('-o', 'out', f'--shard={part}/2', 'src'), cwd=folder,
        stderr=subprocess.DEVNULL) for part in (1, 2)]
    equal([run.wait() for run in runs], [0, 0], 'status')
    join(folder)
    equal(hashes(f'{folder}/out', site=True),
          hashes(f'{folder}/whole', site=True), 'the whole')


def test_lost_and_repeated(folder):
    briefs.make(f'{folder}/src', 6)
    join(folder, status=1).says('there are no shards')
    shard(folder, 1, 2)
    join(folder, status=1).says('shard 2/2 is lost')
    shards = f'{folder}/out/.qalam/shards'
    shutil.copy(f'{shards}/1-of-2.sqlite', f'{shards}/2-of-2.sqlite')
    join(folder, status=1).says('is shard 1/2: that one is repeated')
    os.unlink(f'{shards}/2-of-2.sqlite')
    shard(folder, 2, 2)
    shutil.copy(f'{shards}/1-of-2.sqlite', f'{shards}/1-of-3.sqlite')
    join(folder, status=1).says('shards of')
    os.unlink(f'{shards}/1-of-3.sqlite')
    os.unlink(f'{folder}/out/brief-003.pdf')
    join(folder, status=1).says('brief-003.pdf, which shard')
    write(f'{shards}/2-of-2.sqlite', 'garbage')
    join(folder, status=1).says('cannot be read')


def test_text_changed_since(folder):
    briefs.make(f'{folder}/src', 6)
    for part in (1, 2):
        shard(folder, part, 2)
    replace(f'{folder}/src/brief-004.md', '(4)', '(four)')
    join(folder, status=1).says('brief-004.md changed since shard')
    built = []
    for part in (1, 2):
        built += shard(folder, part, 2).fates('built')
    equal(built, ['brief-004.md'], 'only that one is built again')
    join(folder)
    write(f'{folder}/src/brief-999.md', briefs.text(999))
    join(folder, status=1).says('brief-999.md is in no shard')


def test_failed_brief(folder):
    briefs.make(f'{folder}/src', 4)
    write(f'{folder}/src/brief-002.md', '---\ntitle: [\n---\n\nText.\n')
    for part in (1, 2):
        shard(folder, part, 2, status=None)
    join(folder, status=1).says('brief-002.md: not built by shard')
    check(os.path.exists(f'{folder}/out/brief-001.pdf'), 'others are there')


def test_gone_brief(folder):
    briefs.make(f'{folder}/src', 6)
    for part in (1, 2):
        shard(folder, part, 2)
    join(folder)
    os.unlink(f'{folder}/src/brief-005.md')
    for part in (1, 2):
        shard(folder, part, 2)
    join(folder)
    check(not os.path.exists(f'{folder}/out/brief-005.pdf'), 'its files go')


def test_usage(folder):
    briefs.make(f'{folder}/src', 2)
    for part in ('0/2', '3/2', '1', 'a/b', '1/2x'):
        build(folder, f'--shard={part}', status=2, report=False)
    build(folder, '--shard=1/2', 'src/brief-001.md', status=2, report=False)
    build(folder, '--join', '--shard=1/2', status=2, report=False)
