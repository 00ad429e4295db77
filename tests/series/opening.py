# SPDX-License-Identifier: MIT
"""How often the file of a brief is opened: once, whoever asks what of it."""
import collections
import os
import re
import shutil
import subprocess

import briefs
import harness
from harness import Skipped, check, equal, replace, write

OPENED = re.compile(r'open(?:at)?\(.*?"([^"]*\.md)".*\) = \d+')


def opened(folder, *arguments, status=0):
    """Runs qalam; answers how often each brief was opened."""
    if not shutil.which('strace'):
        raise Skipped('no strace')
    log = f'{folder}/opened.log'
    run = subprocess.run(['strace', '-f', '-qq', '-e', 'trace=open,openat',
                          '-o', log, harness.QALAM, *arguments],
                         cwd=folder, capture_output=True, timeout=600,
                         stdin=subprocess.DEVNULL)
    if b'ptrace' in run.stderr and run.returncode != status:
        raise Skipped('strace may trace nothing here')
    equal(run.returncode, status, run.stderr.decode('utf-8', 'replace'))
    with open(log, encoding='utf-8', errors='replace') as lines:
        return collections.Counter(
            os.path.relpath(os.path.join(folder, found.group(1)), folder)
            for found in map(OPENED.search, lines) if found)


def series(folder):
    """Of all that is asked of a text before it is built: slugs, languages that
    only letters tell, editions by name and by front matter, an encoding."""
    files = {
        'a.md': briefs.text(1, 'en', front='slug: first'),
        'b.md': briefs.text(2, 'en').replace('lang: en\n', ''),
        'b.fa.md': briefs.text(3, 'fa').replace('lang: fa\n', ''),
        'c.md': briefs.text(4, 'ps', front='editions:\n  en: d.md')
                .replace('lang: ps\n', ''),
        'd.md': briefs.text(5, 'en').replace('lang: en\n', ''),
        'e.md': briefs.text(6, 'fa').encode('utf-16'),
        'f.md': b'No front matter, and no key of any.\n',
    }
    for name, text in files.items():
        write(f'{folder}/src/{name}', text)
    return {f'src/{name}' for name in files}


def test_each_text_is_opened_once(folder):
    names = series(folder)
    once = collections.Counter(names)
    equal(opened(folder, 'build', 'src'), once, 'cold')
    equal(opened(folder, 'build', 'src'), once, 'unchanged')
    equal(opened(folder, 'build', '-j1', '--force', 'src'), once, 'forced')
    replace(f'{folder}/src/a.md', '(1)', '(one)')
    equal(opened(folder, 'build', 'src'), once, 'one of them changed')
    equal(opened(folder, 'build', '-j2', 'src/a.md', 'src/a.md', 'src/b.fa.md'),
          collections.Counter(['src/a.md', 'src/b.fa.md']), 'named, one twice')


def test_a_check_opens_once(folder):
    names = series(folder)
    # A difference, whose message shows a line of both.
    replace(f'{folder}/src/b.fa.md', '(3)', '(3) ۵۱۷')
    equal(opened(folder, 'check', 'src'), collections.Counter(names), 'check')


def test_what_fails_is_opened_once(folder):
    write(f'{folder}/src/bad.md', b'---\ntitle: Bad\nslug: bad\n---\n\n\xff\n')
    write(f'{folder}/src/good.md', briefs.text(1))
    once = collections.Counter(['src/bad.md', 'src/good.md'])
    equal(opened(folder, 'build', 'src', status=1), once, 'one is no text')
    check(os.path.exists(f'{folder}/out/good.html'), 'the other is built')
