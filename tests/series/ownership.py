# SPDX-License-Identifier: MIT
"""Whose files are whose: nothing of somebody else's is written over."""
import os
import shutil

import briefs
from harness import (build, changed, check, equal, facts, hashes, no_leftovers,
                     outputs, read, replace, write)

THEIRS = b'%PDF of somebody else'


def one(folder):
    write(f'{folder}/src/a.md', briefs.text(1))


def fresh(folder):
    build(folder, out='fresh')
    return hashes(f'{folder}/fresh')


def refused(folder, name, *arguments):
    """Nothing is written, and the message says what to do."""
    before = facts(f'{folder}/out')
    result = build(folder, *arguments, status=3)
    result.says(f'out/{name} is not as qalam wrote it, if it did, and stays')
    result.says('--force')
    equal(changed(before, facts(f'{folder}/out')), [], 'touched')
    equal(result.fates('unwritten'), ['a.md'], 'unwritten')


def test_foreign_file_in_the_place(folder):
    one(folder)
    wanted = fresh(folder)
    write(f'{folder}/out/a.html', THEIRS)
    refused(folder, 'a.html')
    refused(folder, 'a.html')
    build(folder, '--force')
    equal(hashes(f'{folder}/out'), wanted, 'taken over')
    result = build(folder)
    equal(result.fates('current'), ['a.md'], 'current')


def test_edited_output(folder):
    """By an editor that writes into the file, or puts another in its place."""
    one(folder)
    wanted = fresh(folder)
    for way in ('into', 'another'):
        build(folder)
        path = f'{folder}/out/a.html'
        if way == 'into':
            with open(path, 'ab') as file:
                file.write(b'<!-- mine -->')
        else:
            write(f'{folder}/new', read(path) + b'<!-- mine -->')
            os.rename(f'{folder}/new', path)
        refused(folder, 'a.html')
        replace(f'{folder}/src/a.md', '(1)', '(2)')
        refused(folder, 'a.html')
        result = build(folder, '--why', status=3)
        check(result.reason('a.md'), 'a reason')
        replace(f'{folder}/src/a.md', '(2)', '(1)')
        result = build(folder, '--dry-run')
        equal(result.reason('a.md'), 'somebody else wrote a.html', 'reason')
        build(folder, '--force')
        equal(hashes(f'{folder}/out'), wanted, f'taken over ({way})')
        equal(build(folder).fates('current'), ['a.md'], 'current')
    # The copy that shared the edited bytes is not believed.
    replace(f'{folder}/src/a.md', '(1)', '(2)')
    build(folder)
    replace(f'{folder}/src/a.md', '(2)', '(1)')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, 'from copies')


def test_same_bytes_are_adopted(folder):
    one(folder)
    wanted = fresh(folder)
    shutil.copytree(f'{folder}/fresh', f'{folder}/out',
                    ignore=shutil.ignore_patterns('.qalam'))
    before = facts(f'{folder}/out')
    result = build(folder)
    equal(changed(before, facts(f'{folder}/out')), [], 'touched')
    equal(build(folder).fates('current'), ['a.md'], 'current')
    equal(hashes(f'{folder}/out'), wanted, 'outputs')


def test_link_in_the_place(folder):
    one(folder)
    write(f'{folder}/elsewhere.html', THEIRS)
    os.mkdir(f'{folder}/out')
    os.symlink('../elsewhere.html', f'{folder}/out/a.html')
    refused(folder, 'a.html')
    build(folder, '--force')
    equal(read(f'{folder}/elsewhere.html'), THEIRS, 'what the link led to')
    check(not os.path.islink(f'{folder}/out/a.html'), 'a file of its own')
    # A link that somebody puts in the place of an output.
    os.rename(f'{folder}/out/a.html', f'{folder}/a-moved.html')
    os.symlink('../a-moved.html', f'{folder}/out/a.html')
    refused(folder, 'a.html')


def test_folder_or_file_in_the_way(folder):
    one(folder)
    os.makedirs(f'{folder}/out/a.html')
    build(folder, status=3).says('out/a.html cannot be written: Is a directory')
    build(folder, '--force', status=3).says('Is a directory')
    equal(facts(f'{folder}/out'), {}, 'outputs')
    write(f'{folder}/src/sub/b.md', briefs.text(2))
    write(f'{folder}/out/sub', 'a file where a folder should be')
    build(folder, '--only=b', status=3).says('Not a directory')
    equal(read(f'{folder}/out/sub'), b'a file where a folder should be', 'it')
    no_leftovers(f'{folder}/out')


def test_gone_brief_leaves_what_others_changed(folder):
    one(folder)
    write(f'{folder}/src/b.md', briefs.text(2))
    build(folder)
    with open(f'{folder}/out/a.html', 'ab') as file:
        file.write(b'<!-- mine -->')
    os.unlink(f'{folder}/src/a.md')
    result = build(folder)
    result.says('a.html stays')
    check(os.path.exists(f'{folder}/out/a.html'), 'theirs stays')
    check(not os.path.exists(f'{folder}/out/a.pdf'), 'the others go')
    build(folder)
    check(os.path.exists(f'{folder}/out/a.html'), 'it stays for good')


def test_hidden_files_of_others_stay(folder):
    """What a killed run left goes; what looks but a little like it does not."""
    one(folder)
    build(folder)
    write(f'{folder}/out/.qalam-notes', 'mine')
    write(f'{folder}/out/.qalam-12-12-300', 'half')
    write(f'{folder}/out/.qalam/unfinished', 'x\n1\n')
    build(folder)
    check(os.path.exists(f'{folder}/out/.qalam-notes'), 'notes')
    check(not os.path.exists(f'{folder}/out/.qalam-12-12-300'), 'half a file')
