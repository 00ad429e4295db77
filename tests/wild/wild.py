# SPDX-License-Identifier: MIT
"""Builds Markdown files that others wrote, and looks whether a word is lost.

usage: wild.py QALAM DIR [WORD...]

Each Markdown file (ENDINGS) below DIR (those with a WORD in their
path) is built into all formats, from a folder that is left as it is. A file
fails where qalam crashes or takes more than SECONDS, where it refuses a text
that has words, or where an output has a word of cmark-gfm's reading less often
than the text. Prints a line for each fault, then `N passed, M failed`.

Letters that a filter joins (a word that was cut by a hyphen) are not lost:
where a word is missing, it counts as there if the letters of the output, put
together, have it often enough.
"""
import collections
import concurrent.futures
import os
import subprocess
import sys
import tempfile
import zipfile

import words

SECONDS = 120
ENDINGS = ('.md', '.mdx', '.qmd', '.markdown', '.txt')
FORMATS = {'html': ('.html', words.of_page), 'epub': ('.epub', words.of_book),
           'pdf': ('.pdf', words.of_paper), 'text': ('.txt', words.of_text)}


def files(folder, chosen):
    for at, folders, names in sorted(os.walk(folder)):
        folders[:] = sorted(f for f in folders if not f.startswith('.'))
        for name in sorted(names):
            path = os.path.join(at, name)
            if name.endswith(ENDINGS) and (
                    not chosen or any(word in path for word in chosen)):
                yield path


def lost(wanted, found):
    """Words of WANTED that FOUND has not often enough."""
    counted = collections.Counter(found)
    missing = {word: count - counted[word] for word, count in wanted.items()
               if counted[word] < count}
    if not missing:
        return []
    letters = ''.join(found)
    return [word for word in missing if letters.count(word) < wanted[word]]


def said_errors(run):
    return [line for line in run.stderr.decode('utf-8', 'replace').split('\n')
            if ' error: ' in line]


def faults(qalam, path, out):
    """What is wrong with one file, a line each."""
    run = subprocess.run(
        [qalam, 'build', '--quiet', '--to', ','.join(FORMATS), '-o', out,
         '--', os.path.basename(path)], cwd=os.path.dirname(path),
        timeout=SECONDS, capture_output=True)
    if run.returncode not in (0, 1):
        return ['status %d: %s' % (run.returncode,
                                   run.stderr[-300:].decode('utf-8', 'replace'))]
    with open(path, encoding='utf-8', errors='replace') as file:
        markdown = file.read()
    if run.returncode == 1:
        return (['refused: ' + '; '.join(said_errors(run))]
                if words.of_source(markdown, True) else [])
    made = os.listdir(out)
    wrong = []
    for name, (ending, read) in FORMATS.items():
        files_made = [file for file in made if file.endswith(ending)]
        if not files_made:
            wrong.append(name + ': not made')
            continue
        try:
            found = read(os.path.join(out, files_made[0]))
        except (subprocess.CalledProcessError, zipfile.BadZipFile,
                UnicodeDecodeError) as unread:
            wrong.append('%s: cannot be read: %s' % (name, unread))
            continue
        # On paper pictures are drawn, and their alternatives are no text.
        missing = lost(words.of_source(markdown, name != 'pdf'), found)
        if missing:
            wrong.append('%s: %d words less: %s' % (
                name, len(missing), ' '.join(missing[:12])))
    return wrong


def judged(qalam, path):
    with tempfile.TemporaryDirectory() as out:
        try:
            return faults(qalam, path, out)
        except subprocess.TimeoutExpired:
            return ['takes more than %d s' % SECONDS]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    qalam, folder, chosen = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    paths = list(files(os.path.abspath(folder), chosen))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, wrong in zip(paths, pool.map(
                lambda path: judged(qalam, path), paths)):
            for line in wrong:
                print('%s: %s' % (os.path.relpath(path, folder), line), flush=True)
            passed, failed = passed + (not wrong), failed + bool(wrong)
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0 or passed == 0


if __name__ == '__main__':
    sys.exit(main())
