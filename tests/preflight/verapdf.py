#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the verdicts of `check --outputs` with those of veraPDF.

usage: verapdf.py QALAM VERAPDF STANDARD FOLDER...

VERAPDF is a command that takes a standard's short name (ua1, ua2, 2a, 4f) and
`-`, reads names of files, and prints PASS or FAIL and the name for each, with
the failed clauses below, three spaces in. Prints how many verdicts agree, what
is passed that veraPDF refuses, and the clauses that only one of both names."""
import collections
import json
import os
import subprocess
import sys


def theirs(program, standard, files):
    short = standard.replace('-', '') if standard.startswith('ua') else \
        standard[2:]
    said = subprocess.run([program, short, '-'], input='\n'.join(files),
                          capture_output=True, text=True, check=False).stdout
    verdicts, name = {}, None
    for line in said.splitlines():
        if line.startswith(('PASS ', 'FAIL ')):
            name = line[5:]
            verdicts[name] = set()
        elif name and line.startswith('   '):
            verdicts[name].add(line.split()[0])
    return verdicts


def ours(program, standard, files):
    verdicts = {}
    for first in range(0, len(files), 100):
        said = subprocess.run(
            [program, 'check', '--outputs', '--json', '--pdf-standard',
             standard, '--', *files[first:first + 100]],
            capture_output=True, text=True, check=False).stdout
        for line in said.splitlines():
            if not line.startswith('{'):
                verdicts[line.split(': error: ')[0]] = {'unreadable'}
                continue
            found = json.loads(line)
            clauses = verdicts.setdefault(found['file'], set())
            if 'clause' in found:
                clauses.add(found['clause'])
    return verdicts


def main():
    qalam, program, standard, *folders = sys.argv[1:]
    files = sorted(os.path.join(path, name) for folder in folders
                   for path, _, names in os.walk(folder)
                   for name in names if name.endswith('.pdf'))
    them, us = theirs(program, standard, files), ours(qalam, standard, files)
    agree, passed = 0, []
    extra, missing = collections.Counter(), collections.Counter()
    for name, clauses in them.items():
        mine = us.get(name, set())
        agree += bool(mine) == bool(clauses)
        if clauses and not mine:
            passed.append((name, ' '.join(sorted(clauses))))
        extra.update(mine - clauses)
        missing.update(clauses - mine)
    print(f'{standard}: {agree} of {len(them)} verdicts agree '
          f'({100 * agree / max(1, len(them)):.1f} %)')
    for name, clauses in passed:
        print(f'  passed, and refused there by {clauses}: {name}')
    for title, counts in (('only here', extra), ('only there', missing)):
        print(f'  clauses named {title}:',
              ', '.join(f'{c} ×{n}' for c, n in counts.most_common()) or 'none')


main()
