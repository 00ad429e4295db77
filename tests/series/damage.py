# SPDX-License-Identifier: MIT
"""The state damaged, disks full, folders that cannot be written."""
import os
import random
import shutil
import sqlite3
import subprocess

import briefs
from building import other_user
from harness import (LONG, Skipped, build, changed, check, equal, facts, hashes,
                     names_below, no_leftovers, read, replace, write)

STATE = 'out/.qalam/state.sqlite'


def built(folder, count=4):
    briefs.make(f'{folder}/src', count)
    build(folder)
    return hashes(f'{folder}/out')


def recovers(folder, wanted, said='', fates=None):
    """A run is good, and the next finds all of it current."""
    result = build(folder)
    if said:
        result.says(said)
    equal(hashes(f'{folder}/out'), wanted, 'outputs')
    if fates is not None:
        equal(result.fates('built'), fates, 'built')
    equal(len(build(folder).fates('current')), len(result.report['briefs']),
          'current')


def test_state_that_is_none(folder):
    wanted = built(folder)
    good = read(f'{folder}/{STATE}')
    damaged = {'garbage': bytes(range(256)) * 80,
               'cut': good[:len(good) // 2],
               'cut in a page': good[:5000],
               'only its head': good[:100]}
    for what, bytes_ in damaged.items():
        write(f'{folder}/{STATE}', bytes_)
        recovers(folder, wanted, 'is damaged; it was set aside as', [])
        equal(read(f'{folder}/{STATE}.damaged'), bytes_, f'{what}, set aside')
    for what in ('empty', 'missing'):
        if what == 'empty':
            write(f'{folder}/{STATE}', b'')
        else:
            os.unlink(f'{folder}/{STATE}')
        recovers(folder, wanted, fates=[])


def test_state_of_another_version(folder):
    wanted = built(folder)
    with sqlite3.connect(f'{folder}/{STATE}') as database:
        database.execute('PRAGMA user_version = 4711')
    database.close()
    recovers(folder, wanted, 'is of another version of qalam', [])


def test_state_without_a_table(folder):
    wanted = built(folder)
    with sqlite3.connect(f'{folder}/{STATE}') as database:
        database.execute('DROP TABLE owner')
    database.close()
    recovers(folder, wanted, 'is damaged', [])


def test_folder_where_the_state_should_be(folder):
    wanted = built(folder)
    os.unlink(f'{folder}/{STATE}')
    os.mkdir(f'{folder}/{STATE}')
    result = build(folder, status=3)
    result.says('.qalam/state.sqlite cannot be ')
    result.says('irectory')
    equal(hashes(f'{folder}/out'), wanted, 'outputs')
    os.rmdir(f'{folder}/{STATE}')
    recovers(folder, wanted, fates=[])


def test_log_of_the_state_is_garbage(folder):
    wanted = built(folder)
    write(f'{folder}/{STATE}-wal', os.urandom(70000))
    recovers(folder, wanted)
    write(f'{folder}/{STATE}-journal', os.urandom(70000))
    recovers(folder, wanted)


def test_state_with_random_bytes(folder):
    """At each of many places: the next run is right, whatever it believes."""
    random.seed(5)
    wanted = built(folder, 2)
    good = read(f'{folder}/{STATE}')
    for round in range(200 if LONG else 12):
        bytes_ = bytearray(good)
        for _ in range(random.choice((1, 4, 64))):
            bytes_[random.randrange(len(bytes_))] = random.randrange(256)
        shutil.copytree(f'{folder}/out', f'{folder}/tried', symlinks=True)
        write(f'{folder}/tried/.qalam/state.sqlite', bytes(bytes_))
        for _ in range(2):  # a fault may be found out on the way
            result = build(folder, out='tried', status=None)
            check(result.status in (0, 3), f'round {round}: {result.said}')
        equal((result.status, hashes(f'{folder}/tried')), (0, wanted),
              f'round {round}, which said {result.said}')
        shutil.rmtree(f'{folder}/tried')


# ----- Full disks -----

def small_disk(folder, kilobytes):
    os.makedirs(f'{folder}/out', exist_ok=True)
    mounted = os.getuid() == 0 and subprocess.run(
        ['mount', '-t', 'tmpfs', '-o', f'size={kilobytes}k', 'qalam-test',
         f'{folder}/out'], capture_output=True).returncode == 0
    if not mounted:
        raise Skipped('a disk of its own, which only root can mount')


def remount(folder, options):
    subprocess.run(['mount', '-o', f'remount,{options}', f'{folder}/out'],
                   check=True)


def test_full_disk(folder):
    """Wherever it fills up: said, what was there stays, and it goes on."""
    briefs.make(f'{folder}/src', 5)
    build(folder, out='fresh')
    wanted = hashes(f'{folder}/fresh')
    rooms = range(0, 2000, 12) if LONG else (0, 16, 64, 128, 224)
    for room in rooms:
        small_disk(folder, 16384)
        try:
            if not fills_up(folder, room, wanted):
                check(room > 400, f'all of it fits into {room} kB')
                break
        finally:
            subprocess.run(['umount', f'{folder}/out'], check=True)


def fills_up(folder, room, wanted):
    """False: there was room enough."""
    build(folder, '--only=*-001')
    before = hashes(f'{folder}/out')
    # What is left of the disk, but for so many kilobytes, is filled.
    left = os.statvfs(f'{folder}/out')
    with open(f'{folder}/out/filler', 'wb') as file:
        file.write(b'x' * max(0, left.f_bavail * left.f_frsize - room * 1024))
    result = build(folder, status=None)
    if result.status == 0:
        return False
    equal(result.status, 3, f'exit status with {room} kB left')
    check('No space left on device' in result.said or 'disk is full' in
          result.said, f'with {room} kB left said: {result.said}')
    now = hashes(f'{folder}/out')
    now.pop('filler')
    equal({name: now.get(name) for name in before}, before,
          f'what was there, {room} kB')
    equal({name: hash for name, hash in now.items()
           if wanted.get(name) != hash}, {}, f'files that are not whole, {room} kB')
    no_leftovers(f'{folder}/out')
    os.unlink(f'{folder}/out/filler')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, f'with room again, {room} kB')
    equal(len(build(folder).fates('current')), 5, 'current')
    return True


def test_limit_of_file_size(folder):
    """Stands for a full disk where nothing can be mounted."""
    briefs.make(f'{folder}/src', 2)
    build(folder, out='fresh')
    wanted = hashes(f'{folder}/fresh')
    for blocks in (1, 4, 40, 80, 120):
        limited = ['sh', '-c', f"trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"", 'x']
        result = build(folder, before=limited, status=3)
        result.says('cannot be written')
        now = hashes(f'{folder}/out') if os.path.exists(f'{folder}/out') else {}
        equal({name: hash for name, hash in now.items()
               if wanted[name] != hash}, {}, 'files that are not whole')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, 'without a limit')


# ----- Without the right to write -----

def test_read_only_disk(folder):
    briefs.make(f'{folder}/src', 3)
    small_disk(folder, 16384)
    try:
        build(folder)
        wanted = hashes(f'{folder}/out')
        replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
        remount(folder, 'ro')
        build(folder, status=3).says('Read-only file system')
        equal(hashes(f'{folder}/out'), wanted, 'outputs')
        remount(folder, 'rw')
        equal(build(folder).fates('built'), ['brief-001.md'], 'built')
    finally:
        subprocess.run(['umount', f'{folder}/out'], check=True)


def test_folders_without_rights(folder):
    briefs.make(f'{folder}/src', 2)
    user = other_user(folder)
    build(folder, before=user)
    before = facts(f'{folder}/out')
    replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
    for at in ('out', 'out/.qalam', 'out/.qalam/cache/bytes', 'out/.qalam/lock',
               STATE):
        mode = os.stat(f'{folder}/{at}').st_mode
        os.chmod(f'{folder}/{at}', mode & ~0o222)
        result = build(folder, before=user, status=None)
        if at == 'out/.qalam/cache/bytes' and result.status == 0:
            # All folders that it needs were there already.
            replace(f'{folder}/src/brief-001.md', '(one)', '(1)')
            build(folder, before=user)
            replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
        else:
            equal(result.status, 3, f'exit status, {at}')
            result.says('cannot be written')
            check('denied' in result.said or 'readonly' in result.said,
                  f'why, {at}: {result.said}')
        os.chmod(f'{folder}/{at}', mode)
        equal(sorted(facts(f'{folder}/out')), sorted(before), f'outputs, {at}')
    build(folder, before=user)
    no_leftovers(f'{folder}/out')
    # An output that nobody may write is replaced, as any other: renaming asks
    # for the right to the folder alone.
    os.chmod(f'{folder}/out/brief-001.pdf', 0o444)
    replace(f'{folder}/src/brief-001.md', '(one)', '(once)')
    equal(build(folder, before=user).fates('built'), ['brief-001.md'], 'built')
    # One that nobody may read is somebody else's.
    os.chmod(f'{folder}/out/brief-002.pdf', 0o000)
    equal(build(folder, before=user).fates('current'),
          ['brief-001.md', 'brief-002.md'], 'its facts are those of the state')
    os.utime(f'{folder}/out/brief-002.pdf', (3, 3))
    build(folder, before=user, status=3)
    os.chmod(f'{folder}/out/brief-002.pdf', 0o644)
    equal(len(build(folder, before=user).fates('current')), 2, 'current')
