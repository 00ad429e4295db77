# SPDX-License-Identifier: MIT
"""Runs what README shows: a reader must get what it says.

usage: check.py QALAM README.md FOLDER   (FOLDER: a copy of the repository's
examples is made there, and everything runs in it)

<!-- file: NAME --> before a fenced block writes the block to NAME; each line
of an indented block that begins with «qalam » is run; <!-- prints --> before
a fenced block: what the last command printed must hold its lines.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys

qalam, readme, folder = sys.argv[1:]
qalam = os.path.abspath(qalam)
text = open(readme, encoding='utf-8').read()
shutil.copytree(os.path.join(os.path.dirname(os.path.abspath(readme)), 'examples'),
                os.path.join(folder, 'examples'))
os.chdir(folder)


def run_server(arguments):
    """It has said where it is, and ends as it is told to."""
    server = subprocess.Popen([qalam] + arguments, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    line = server.stdout.readline()
    server.terminate()
    return subprocess.CompletedProcess(arguments, server.wait(timeout=60), line)


block = re.compile(r'<!-- (?:file: (?P<file>\S+)|(?P<prints>prints)) -->\n(?P<fence>```+)\w*\n(?P<body>.*?)(?P=fence)\n'
                   r'|^    (?P<command>qalam (?!build \[|check \[|clean --cache \[|watch \[|serve \[|tidy FILE|filters \||languages \[|explain MESSAGE|new series\|)[^\n]*)$', re.M | re.S)
printed, failed, passed = '', 0, 0
for found in block.finditer(text):
    if found['file']:
        with open(found['file'], 'w', encoding='utf-8') as out:
            out.write(found['body'])
        continue
    if found['command']:
        command = found['command']
        if command.startswith(('qalam watch', 'qalam serve')):
            done = run_server(shlex.split(command)[1:])
            printed = done.stdout
            passed, failed = passed + (done.returncode == 0), failed + (done.returncode != 0)
            if done.returncode != 0:
                print('FAIL README: status %d of: %s' % (done.returncode, command))
            continue
        done = subprocess.run([qalam] + shlex.split(command)[1:], capture_output=True, text=True)
        # The excerpt of a message is isolated (U+2068, U+2069).
        printed = re.sub('[\u2068\u2069]', '', done.stdout + done.stderr)
        good, what = done.returncode == 0, 'status %d of: %s' % (done.returncode, command)
    else:
        missing = [line for line in found['body'].splitlines() if line.strip() and line.strip() not in printed]
        good, what = not missing, 'not printed: %s' % missing
    passed, failed = passed + good, failed + (not good)
    if not good:
        print('FAIL README: %s\n%s' % (what, printed[-2000:]))
for path in re.findall(r'!\[[^]]*\]\((docs/[^) ]+)', text):
    if not os.path.exists(os.path.join(os.path.dirname(os.path.abspath(readme)), path)):
        failed += 1
        print('FAIL README: no picture %s' % path)
print('%d passed, %d failed' % (passed, failed))
sys.exit(failed > 0)
