# SPDX-License-Identifier: MIT
"""Builds the briefs of FOLDER/cases.json and looks whether each came out right.

usage: judge.py QALAM [--look] [WORD...]

WORDs choose the cases that have one of them in their file or kind. Prints a
line for each check that fails, then `N passed, M failed`, which counts cases.
README.md beside this file has the form of cases.json.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

from outputs import Crash, Outputs

HERE = os.path.dirname(os.path.abspath(__file__))
# Messages on layout and style: they do not tell what became of the text.
ON_STYLE = re.compile(
    'abbreviation-unspelt|column-short|digits-mixed|front-inferred|'
    'image-coarse|language-guessed|line-.*|title-inferred|title-missing|'
    'word-divided|words-english')


def tells(check, messages):
    """Is there a message at one of the lines of check['at']?"""
    for line in messages.splitlines():
        said = json.loads(line) if line.startswith('{') else {}
        name = said.get('name', '')
        if (said.get('line') in check['at'] and
                not ON_STYLE.fullmatch(name) and
                name not in check.get('except', []) and
                ('has' not in check or re.search(check['has'], line)) and
                ('lacks' not in check or not re.search(check['lacks'], line))):
            return True
    return False


def counts(check, tree):
    found = tree.xpath(check['xpath'])
    if isinstance(found, list):
        return len(found) == check['count']
    return int(found) == check['count']


def matches(check, text):
    pattern = check.get('has', check.get('lacks'))
    return bool(re.search(pattern, text, re.M)) == ('has' in check)


def result(check, outputs):
    """True or False; None where only an eye can tell."""
    for word, decides in (('any', True), ('all', False)):
        if word in check:
            results = [result(part, outputs) for part in check[word]]
            if decides in results:
                return decides
            return None if None in results else not decides
    if check['in'] == 'render':
        return None
    source = check['in'] + ('_tree' if 'xpath' in check else '')
    output = outputs.get(source)
    if output is None:
        return False
    if 'xpath' in check:
        return counts(check, output)
    return tells(check, output) if 'at' in check else matches(check, output)


def words(check):
    for word, between in (('any', ' or '), ('all', ' and ')):
        if word in check:
            return '(' + between.join(map(words, check[word])) + ')'
    if check['in'] == 'render':
        return 'on page %s: %s' % (check['page'], check['says'])
    if 'xpath' in check:
        return '%s: %s, %d times' % (check['in'], check['xpath'], check['count'])
    if 'at' in check:
        return 'a message at line ' + ' or '.join(map(str, check['at']))
    verb = 'has' if 'has' in check else 'lacks'
    return '%s %s /%s/' % (check['in'], verb, check[verb])


def faults(qalam, case, look):
    """What is wrong in one case, a line each."""
    with tempfile.TemporaryDirectory() as work:
        outputs = Outputs(qalam, case['path'], work)
        try:
            results = [(result(check, outputs), check)
                       for check in case['checks']]
            outputs.get('messages')  # check must not crash either
        except (Crash, subprocess.TimeoutExpired) as wrong:
            return [str(wrong)]
    if look:
        for found, check in results:
            if found is None:
                print('%s: look %s' % (case['name'], words(check)))
    return [words(check) for found, check in results if found is False]


def cases(chosen):
    for listed in sorted(glob.glob(os.path.join(HERE, '*', 'cases.json'))):
        folder = os.path.dirname(listed)
        with open(listed, encoding='utf-8') as file:
            for case in json.load(file):
                case['path'] = os.path.join(folder, case['brief'])
                case['name'] = os.path.relpath(case['path'], HERE)
                if not chosen or any(word in case['name'] + case['kind']
                                     for word in chosen):
                    yield case


def expected_failures():
    path = os.path.join(HERE, os.pardir, 'expected-failures')
    with open(path, encoding='utf-8') as file:
        return {line[len('cases/'):] for line in file.read().split('\n')
                if line.startswith('cases/')}


def main():
    arguments = [word for word in sys.argv[1:] if word != '--look']
    if not arguments:
        sys.exit(__doc__)
    qalam, chosen = os.path.abspath(arguments[0]), arguments[1:]
    expected = expected_failures()
    passed = failed = 0
    for case in cases(chosen):
        wrong = faults(qalam, case, '--look' in sys.argv)
        if case['name'] in expected:
            wrong = [] if wrong else [
                'passes: strike it from tests/expected-failures']
        for line in wrong:
            print('%s: %s' % (case['name'], line), flush=True)
        passed, failed = passed + (not wrong), failed + bool(wrong)
    print('%d passed, %d failed' % (passed, failed))
    return failed > 0 or passed == 0


if __name__ == '__main__':
    sys.exit(main())
