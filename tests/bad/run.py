# SPDX-License-Identifier: MIT
"""Builds hostile inputs and looks at what came of it.

usage: run.py QALAM [NAME...]

For each case: no signal, no finding of a sanitizer, processor time and memory
within bounds; exit 0 with every output or exit 1 with none and an error that
names the file; outputs that are well-formed and hold nothing active; nothing
written beside them. What the "warn" of make-bad.py's manifest names is reported.
"""
import cases
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
import zipfile

QALAM = os.path.abspath(sys.argv[1])
ONLY = sys.argv[2:]
SANITIZED = 'asan' in QALAM
MEMORY_MB = 200
# What draws foreign pictures may have as much, in a process of its own.
DRAWING_MB = 1100
EXPECTED = set(open(os.path.join(os.path.dirname(__file__), os.pardir,
                                 'expected-failures')).read().split('\n'))
ENDINGS = ('.pdf', '.html', '.epub')
# Elements and attributes that could run something.
ACTIVE = re.compile(
    r'<(script|iframe|object|embed|form|base|meta http-equiv)\b(?![^>]*ld\+json)|'
    r'<[^>]*\s(on[a-z]+\s*=|(href|src|action)\s*=\s*["\']?\s*'
    r'(javascript|vbscript|data:text|file):)', re.I)
# What the manifest's words look like in our messages (name and text).
WARNINGS = {
    'invalid UTF-8, with line and byte': r'undecodable|invalid',
    'invalid UTF-8 at the end': r'undecodable|invalid',
    'NUL': r'NUL|U\+0000|control|undecodable',
    'raw HTML removed or escaped': r'html',
    'unsafe link removed': r'link|scheme',
    'front matter not closed': r'front',
    'duplicate key title on line 3': r'duplicate|twice',
    'remote image': r'remote',
    'bidi override on line 5': r'bidi|direction',
    'unbalanced bidi control': r'bidi|direction',
    'bidi override in title': r'bidi|direction',
    'footnote cycle': r'note',
    'never used': r'note',
    'duplicate': r'duplicate|twice|label|same',
    'empty footnote': r'note',
    'empty': r'no text|empty',
    'no text': r'no text|empty',
    'heading level': r'heading|level',
    'empty heading': r'heading',
    'link target #nowhere': r'nowhere|link',
    'path outside the document folder': r'outside|folder',
}


class Faults(list):
    def unless(self, good, what):
        if not good:
            self.append(what)


def limit():
    if not SANITIZED:  # the shadow memory alone is larger
        size = 4 << 30
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def build(source, out, seconds):
    """Answers exit status, messages, other lines, seconds, megabytes."""
    argv = [QALAM, 'build', '--json', '-o', out, '--',
            os.path.basename(source)]
    with tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            argv, cwd=os.path.dirname(source), stdout=subprocess.DEVNULL,
            stderr=err, stdin=subprocess.DEVNULL, preexec_fn=limit)
        # Others may be at work here: wall time is bounded far more loosely.
        end = time.monotonic() + 60 + 20 * seconds
        pid = 0
        while not pid:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if not pid and time.monotonic() > end:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -signal.SIGALRM
                return -signal.SIGALRM, [], [], seconds * 99, 0
            if not pid:
                time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        lines = err.read().decode('utf-8', 'replace').splitlines()
    messages, other = [], []
    for line in lines:
        try:
            messages.append(json.loads(line))
        except ValueError:
            other.append(line)
    return (process.returncode, messages, other,
            usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def check_html(path, faults):
    text = open(path, encoding='utf-8').read()
    found = ACTIVE.search(text)
    faults.unless(not found, f'active content: {found and found.group(0)[:60]}')


def check_epub(path, faults):
    with zipfile.ZipFile(path) as epub:
        faults.unless(epub.testzip() is None, 'EPUB: broken zip')
        faults.unless(epub.namelist()[0] == 'mimetype', 'EPUB: mimetype first')
        for name in epub.namelist():
            if not name.endswith(('.xhtml', '.opf', '.xml', '.ncx')):
                continue
            text = epub.read(name)
            try:
                ET.fromstring(text)
            except ET.ParseError as why:
                faults.append(f'EPUB: {name}: {why}')
            found = ACTIVE.search(text.decode('utf-8'))
            faults.unless(not found, f'EPUB: active content in {name}')


def check_pdf(path, faults):
    data = open(path, 'rb').read()
    faults.unless(data.startswith(b'%PDF-'), 'PDF: no head')
    faults.unless(data.rstrip().endswith(b'%%EOF'), 'PDF: no end')
    faults.unless(not re.search(rb'/JavaScript|/Launch\b', data),
                  'PDF: active content')
    if shutil.which('qpdf'):
        checked = subprocess.run(['qpdf', '--check', path],
                                 capture_output=True, timeout=60)
        faults.unless(checked.returncode == 0, 'PDF: qpdf --check: ' +
                      checked.stderr.decode('utf-8', 'replace')
                      .strip().split('\n')[-1][-160:])


def check_outputs(out, faults):
    made = os.listdir(out) if os.path.isdir(out) else []
    faults.unless(not [n for n in made if n.startswith('.qalam-')], 'left over')
    for ending, check in zip(ENDINGS, (check_pdf, check_html, check_epub)):
        files = [name for name in made if name.endswith(ending)]
        faults.unless(len(files) == 1, f'{len(files)} files {ending}')
        for name in files:
            try:
                check(os.path.join(out, name), faults)
            except (zipfile.BadZipFile, UnicodeDecodeError) as why:
                faults.append(f'{ending}: {why}')


def check_warnings(source, messages, warn, faults):
    if not warn:
        return
    # The line is shown below each message, so what it says counts as named.
    try:
        file = open(source, encoding='utf-8', errors='replace')
        lines = file.read().split('\n')
    except OSError:  # a link to itself
        lines = []
    said = '\n'.join(
        f"{m['name']}: {m['text']}: {lines[m['line'] - 1][:200] if 'line' in m else ''}"
        for m in messages)
    for wanted in warn:
        name = wanted.split()[1] if wanted.startswith('image ') else wanted
        pattern = WARNINGS.get(wanted, re.escape(name))
        faults.unless(re.search(pattern, said, re.I),
                      f'nothing said of: {wanted}')


def check_case(source, expect, warn, seconds, folder):
    faults = Faults()
    out = os.path.join(folder, 'out')
    shutil.rmtree(out, ignore_errors=True)
    status, messages, other, took, memory = build(source, out, seconds)
    slow = 20 if SANITIZED else 1
    faults.unless(took <= seconds * slow, f'{took:.1f} s, not {seconds}')
    if not SANITIZED:
        most = DRAWING_MB if 'drawings' in source else MEMORY_MB
        faults.unless(memory <= most, f'{memory:.0f} MB')
    faults.unless(status in (0, 1), f'exit status {status}: {other[:6]}')
    faults.unless(not other, f'other lines: {other[:3]}')
    if expect != 'either':
        faults.unless(status == (expect == 'refuse'),
                      f'exit status {status}, should {expect}: '
                      f"{[m['name'] for m in messages]}")
    if status == 0:
        check_outputs(out, faults)
    else:
        faults.unless(not os.path.exists(out), 'refused, but wrote')
        faults.unless(any(m['level'] == 'error' and
                          m['file'] in (os.path.basename(source),
                                        'series.yaml')
                          for m in messages), 'no error names the file')
    check_warnings(source, messages, warn, faults)
    return faults


def our_cases(folder):
    for name, data, expect in cases.cases():
        source = os.path.join(folder, name + '.md')
        with open(source, 'wb') as file:
            file.write(data)
        yield name, source, expect, [], 5


def drawing_cases(folder):
    below = os.path.join(folder, 'drawings')
    os.mkdir(below)
    for name, svg, shown in cases.drawings():
        with open(os.path.join(below, name + '.svg'), 'wb') as file:
            file.write(svg)
        source = os.path.join(below, name + '.md')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(f'---\ntitle: Title\nlang: en\n---\n\nA text.\n\n'
                       f'![A drawing]({name}.svg)\n')
        warn = ['picture-undrawn'] if shown is False else []
        # What draws has 4 seconds for a picture, beside what a brief takes.
        yield 'drawing-' + name, source, 'build', warn, 7


def series_cases(folder):
    for name, data, expect in cases.series():
        below = os.path.join(folder, 'series-' + name)
        os.makedirs(below)
        with open(os.path.join(below, 'series.yaml'), 'wb') as file:
            file.write(data)
        source = os.path.join(below, 'brief.md')
        with open(source, 'w', encoding='utf-8') as file:
            file.write('---\ntitle: Title\nlang: en\n---\n\nA text.\n')
        yield 'series-' + name, source, expect, [], 5


def found_cases():
    """Texts that a build once refused, or ended in a fault of qalam's."""
    found = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'found')
    for name in sorted(os.listdir(found)):
        yield 'found/' + name, os.path.join(found, name), 'build', [], 5


def made_cases(folder):
    make = os.path.join(os.path.dirname(__file__), os.pardir,
                        'data/bad/make-bad.py')
    made = os.path.join(folder, 'made')
    subprocess.run([sys.executable, make, made], check=True,
                   stdout=subprocess.DEVNULL)
    manifest = os.path.join(made, 'manifest.json')
    for case in json.load(open(manifest, encoding='utf-8')):
        yield (case['file'], os.path.join(made, case['file']),
               case['expect'], case['warn'], case['seconds'])


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        ours = os.path.join(folder, 'ours')
        os.mkdir(ours)
        for make in (our_cases(ours), drawing_cases(folder),
                     series_cases(folder), found_cases(),
                     made_cases(folder)):
            for name, source, expect, warn, seconds in make:
                if ONLY and not any(word in name for word in ONLY):
                    continue
                faults = check_case(source, expect, warn, seconds, folder)
                if f'bad/{name}' in EXPECTED:
                    faults = [] if faults else [
                        'passes: strike it from tests/expected-failures']
                passed += not faults
                failed += bool(faults)
                for fault in faults:
                    print(f'FAIL {name}: {fault}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
