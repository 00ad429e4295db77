# SPDX-License-Identifier: MIT
"""Runs what README and docs/ show: a reader must get what they say.

usage: check.py QALAM ROOT FOLDER   (each page has a folder of its own in FOLDER,
with a copy of ROOT's examples, and everything on it runs there)

<!-- file: NAME --> before a fenced block writes the block to NAME; each line
of an indented block that begins with «qalam » is run; <!-- prints --> before
a fenced block: what the last command printed must hold its lines. Pictures and
links of a page must lead to a file, and to a heading of it.
"""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys

BLOCK = re.compile(
    r'<!-- (?:file: (?P<file>\S+)|(?P<prints>prints)) -->\n'
    r'(?P<fence>```+)\w*\n(?P<body>.*?)(?P=fence)\n'
    r'|^    (?P<command>qalam [^\n]*)$', re.M | re.S)
FENCED = re.compile(r'^(```+).*?^\1$', re.M | re.S)
LINK = re.compile(r'(?<!\\)\]\((?!https?:)([^)# ]*)(?:#([^) ]*))?\)')


class Page:
    """A page of documentation, tried in a folder of its own."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.name = os.path.relpath(path, root)
        with open(path, encoding='utf-8') as file:
            self.text = file.read()
        self.printed, self.passed, self.failed = '', 0, 0

    def verdict(self, good, what):
        self.passed, self.failed = self.passed + good, self.failed + (not good)
        if not good:
            print('FAIL %s: %s' % (self.name, what))

    def write(self, name, body):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as out:
            out.write(body)

    def serve(self, words):
        """It has said where it is, and ends as it is told to."""
        server = subprocess.Popen([qalam] + words, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True,
                                  cwd=self.folder)
        self.printed = server.stdout.readline()
        server.terminate()
        return server.wait(timeout=60)

    def run(self, command):
        words = shlex.split(command)[1:]
        if words[0] in ('watch', 'serve'):
            status = self.serve(words)
        else:
            done = subprocess.run([qalam] + words, capture_output=True,
                                  text=True, cwd=self.folder)
            # The excerpt of a message is isolated (U+2068, U+2069).
            self.printed = re.sub('[\u2068\u2069]', '',
                                  done.stdout + done.stderr)
            status = done.returncode
        self.verdict(status == 0, 'status %d of: %s\n%s' %
                     (status, command, self.printed[-2000:]))

    def look(self, body):
        missing = [line for line in body.splitlines()
                   if line.strip() and line.strip() not in self.printed]
        self.verdict(not missing, 'not printed: %s\n%s' %
                     (missing, self.printed[-2000:]))

    def try_blocks(self):
        for found in BLOCK.finditer(self.text):
            if found['file']:
                self.write(found['file'], found['body'])
            elif found['command']:
                self.run(found['command'])
            else:
                self.look(found['body'])

    def follow_links(self):
        for path, anchor in LINK.findall(FENCED.sub('', self.text)):
            target = os.path.normpath(
                os.path.join(os.path.dirname(self.path), path)) \
                if path else self.path
            good = os.path.exists(target) and \
                (not anchor or anchor in anchors(target))
            self.verdict(good, 'a link leads nowhere: %s#%s' % (path, anchor))


def anchors(path):
    """Of each heading, as forges make them."""
    with open(path, encoding='utf-8') as file:
        text = FENCED.sub('', file.read())
    return {re.sub(r'[^\w -]', '', heading).strip().lower().replace(' ', '-')
            for heading in re.findall(r'^#+ (.*)$', text, re.M)}


qalam, root, work = map(os.path.abspath, sys.argv[1:])
passed = failed = 0
for path in [os.path.join(root, 'README.md')] + \
        sorted(glob.glob(os.path.join(root, 'docs', '*.md'))):
    folder = os.path.join(work, os.path.basename(path))
    shutil.copytree(os.path.join(root, 'examples'),
                    os.path.join(folder, 'examples'))
    page = Page(path, folder)
    page.try_blocks()
    page.follow_links()
    passed, failed = passed + page.passed, failed + page.failed
print('%d passed, %d failed' % (passed, failed))
sys.exit(failed > 0)
