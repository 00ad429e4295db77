# SPDX-License-Identifier: MIT
"""What the tests of builds share: running qalam, and looking at folders."""
import hashlib
import json
import os
import re
import subprocess
import threading

QALAM = None  # set by run.py
LONG = bool(os.environ.get('QALAM_LONG'))
FORMATS = ('pdf', 'html', 'epub')
now = ''
failures = []


class Skipped(Exception):
    """Something that the test needs is not here."""


def check(good, what):
    if not good:
        failures.append((now, what))
        print(f'FAIL {now}: {what}')
    return good


def equal(got, wanted, what):
    return check(got == wanted, f'{what}: got {got!r}, not {wanted!r}')


class Result:
    """What a run left: its exit status, what it said, and its account."""

    def __init__(self, status, said, report):
        self.status, self.said, self.report = status, said, report

    def says(self, text):
        check(text in self.said, f'did not say ‘{text}’ but:\n{self.said}')

    def fates(self, fate):
        """The names of the briefs that came to that."""
        return sorted(os.path.basename(brief['source'])
                      for brief in self.report['briefs']
                      if brief['status'] == fate)

    def reason(self, name):
        for brief in self.report['briefs']:
            if os.path.basename(brief['source']) == name:
                return brief.get('reason', '')
        return None


def command(*arguments):
    return [QALAM, 'build', *arguments]


def build(folder, *arguments, status=0, env=None, before=(), report=True,
          out='out'):
    """Runs a build in folder; ‘src’ is built where no operand is given."""
    account = os.path.join(folder, 'report.json')
    if os.path.exists(account):
        os.unlink(account)
    options = [f'--report={account}'] if report else []
    if not any(not word.startswith('-') for word in arguments):
        arguments += ('src',)
    run = subprocess.run([*before, *command('-o', out, *options, *arguments)],
                         cwd=folder, capture_output=True, timeout=600,
                         env={**os.environ, **(env or {})},
                         stdin=subprocess.DEVNULL)
    said = run.stderr.decode('utf-8', 'replace')
    if status is not None:
        check(run.returncode == status,
              f'exit status {run.returncode}, not {status}, and said:\n{said}')
    data = {'briefs': [], 'totals': {}}
    if os.path.exists(account):
        with open(account, encoding='utf-8') as file:
            data = json.load(file)
    return Result(run.returncode, said, data)


# What is of all briefs: the index, the feed, their sheet.
SITE = re.compile(r'(index|feed)(\.[A-Za-z-]+)?\.(html|xml)$'
                  r'|assets/series\.css$')


def site_below(folder):
    return sorted(name for name in names_below(folder, site=True)
                  if SITE.match(name))


def names_below(folder, keeping=False, site=False):
    """Paths of all files below; .qalam, and what is of the site at the top,
    only where it is asked for."""
    for at, folders, files in os.walk(folder):
        if not keeping and '.qalam' in folders:
            folders.remove('.qalam')
        for name in files:
            path = os.path.relpath(os.path.join(at, name), folder)
            if site or keeping or not SITE.match(path):
                yield path


def sha256(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def hashes(folder, keeping=False, site=False):
    return {name: sha256(os.path.join(folder, name))
            for name in sorted(names_below(folder, keeping, site))}


def facts(folder, keeping=False, site=False):
    """What a file that is let alone keeps."""
    found = {}
    for name in sorted(names_below(folder, keeping, site)):
        path = os.path.join(folder, name)
        status = os.lstat(path)
        found[name] = (status.st_ino, status.st_mtime_ns, status.st_size,
                       os.path.islink(path) or sha256(path))
    return found


def changed(before, after):
    """Names that came, went or were touched."""
    return sorted(name for name in before.keys() | after.keys()
                  if before.get(name) != after.get(name))


def outputs(*stems, formats=FORMATS):
    return sorted(f'{stem}.{format}' for stem in stems for format in formats)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    mode = 'wb' if isinstance(text, bytes) else 'w'
    with open(path, mode, **({} if mode == 'wb' else {'encoding': 'utf-8'})) as file:
        file.write(text)


def replace(path, old, new):
    text = read(path).decode('utf-8')
    assert old in text, f'no ‘{old}’ in {path}'
    write(path, text.replace(old, new))


def no_leftovers(folder):
    left = [name for name in names_below(folder, keeping=True)
            if os.path.basename(name).startswith('.qalam-')]
    equal(left, [], 'files on their way that were left')


class Always:
    """Calls a function over and over on a thread, while the block runs."""

    def __init__(self, function):
        self.function, self.stop = function, threading.Event()
        self.thread = threading.Thread(target=self.go)

    def go(self):
        while not self.stop.is_set():
            self.function()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()
