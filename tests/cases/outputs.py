# SPDX-License-Identifier: MIT
"""What qalam makes of one brief, as a reader of each output finds it.

Everything is made when it is first asked for, in a folder that the caller
gives. Text has one form in all outputs: white space collapsed, a line for each
block, nothing of scripts, styles and drawings.
"""
import json
import os
import re
import subprocess
import zipfile

from lxml import etree, html

SECONDS = 120
LINES_OF_THEIR_OWN = frozenset(
    'address article aside blockquote body br caption dd details div dl dt '
    'figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre '
    'section summary table tbody td tfoot th thead tr ul'.split())
NOT_READ = frozenset('head script style svg title'.split())
DIRECTION_CONTROLS = re.compile('[\u202a-\u202e\u2066-\u2069]')
# The order in which a check may expect the fields of a message.
FIELDS = 'file line column level name text remedy'.split()


class Crash(Exception):
    """qalam ended with a status that no input may cause."""


def name_of(node):
    """The element's name without a namespace; None for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else None


def text_of(root):
    """The text under an element, as it is read."""
    parts = []

    def add(text):
        parts.append(re.sub(r'[ \t\r\n\f]+', ' ', text or ''))

    def visit(node):
        name = name_of(node)
        if name is None or name in NOT_READ:
            return
        edge = '\n' if name in LINES_OF_THEIR_OWN else ''
        parts.append(edge)
        add(node.text)
        for child in node:
            visit(child)
            add(child.tail)
        parts.append(edge)

    visit(root)
    return re.sub(r' *\n[ \n]*', '\n', re.sub('  +', ' ', ''.join(parts))).strip()


def without_namespaces(root):
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = etree.QName(node).localname
    return root


class Outputs:
    def __init__(self, qalam, brief, work):
        self.qalam, self.work = qalam, work
        self.folder, self.brief = os.path.split(os.path.abspath(brief))
        self.made = {}

    def get(self, what):
        """`html`, `html_tree`, `epub`, `epub_tree`, `pdf`, `messages`, `tidy`;
        None where the output was not written."""
        if what not in self.made:
            self.made[what] = getattr(self, '_' + what)()
        return self.made[what]

    def run(self, *words):
        ran = subprocess.run([self.qalam, *words], cwd=self.folder,
                             timeout=SECONDS, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
        if ran.returncode not in (0, 1):
            raise Crash('qalam %s ended with status %d: %s' % (
                words[0], ran.returncode,
                ran.stderr.decode('utf-8', 'replace')[-300:]))
        return ran

    def _file(self, ending):
        if 'built' not in self.made:
            self.run('build', '--force', '--quiet', '-o', self.work, self.brief)
            self.made['built'] = sorted(
                name for name in os.listdir(self.work)
                if not name.startswith(('index.', '.')))
        for name in self.made['built']:
            if name.endswith(ending):
                return os.path.join(self.work, name)
        return None

    def _messages(self):
        """A message a line, as JSON; `file` has no folders."""
        ran = self.run('check', '--json', self.brief)
        lines = []
        for line in (ran.stdout + ran.stderr).decode('utf-8').splitlines():
            if not line.startswith('{'):
                lines.append(line)
                continue
            message = json.loads(line)
            message['file'] = os.path.basename(message.get('file', ''))
            known = {key: message[key] for key in FIELDS if key in message}
            lines.append(json.dumps({**known, **message}, ensure_ascii=False,
                                    separators=(',', ':')))
        return '\n'.join(lines)

    def _tidy(self):
        ran = self.run('tidy', self.brief)
        return ran.stdout.decode('utf-8') if ran.returncode == 0 else None

    def _html_tree(self):
        path = self._file('.html')
        if path is None:
            return None
        with open(path, 'rb') as page:
            return html.document_fromstring(
                page.read(), parser=html.HTMLParser(encoding='utf-8'))

    def _html(self):
        tree = self.get('html_tree')
        return None if tree is None else text_of(tree.find('.//main'))

    def _epub_tree(self):
        """`book` with the package document, what the spine names, and the
        table of contents."""
        path = self._file('.epub')
        if path is None:
            return None
        book = etree.Element('book')
        with zipfile.ZipFile(path) as packed:
            container = etree.fromstring(packed.read('META-INF/container.xml'))
            opf = container.find('.//{*}rootfile').get('full-path')
            package = etree.fromstring(packed.read(opf))
            items = {item.get('id'): item for item in package.iter('{*}item')}
            order = [items[one.get('idref')]
                     for one in package.iter('{*}itemref')]
            order += [item for item in items.values() if item not in order and
                      'nav' in (item.get('properties') or '').split()]
            book.append(package)
            for item in order:
                inside = os.path.join(os.path.dirname(opf), item.get('href'))
                book.append(etree.fromstring(
                    packed.read(os.path.normpath(inside))))
        return without_namespaces(book)

    def _epub(self):
        book = self.get('epub_tree')
        return None if book is None else '\n'.join(
            text_of(body) for body in book.findall('*/body'))

    def _pdf(self):
        """In the order of the content, words joined that a line end divides."""
        path = self._file('.pdf')
        if path is None:
            return None
        ran = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'],
                             timeout=SECONDS, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, check=True)
        text = DIRECTION_CONTROLS.sub('', ran.stdout.decode('utf-8'))
        return text.replace('\u00ad\n', '')
