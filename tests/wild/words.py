# SPDX-License-Identifier: MIT
"""The words of a Markdown file as cmark-gfm reads them, and of qalam's outputs.

A word is a run of letters, marks and digits, in NFKC, without case; signs and
invisible characters are none of it, and digits are those of ASCII. So what a
filter may change (quotation marks, spaces, digits of another script, Arabic
letters in a Persian text) makes no other word. Where lines may break anywhere,
each letter is one.
"""
import collections
import html.parser
import re
import subprocess
import unicodedata
import zipfile

# Of HTML: what shows no text, and what ends a word.
UNSEEN = frozenset('head script style svg math template title'.split())
INLINE = frozenset('''a abbr acronym b bdi bdo big cite code data del dfn em font
    i ins kbd label mark meter nobr q rb s samp small span strike strong tt u
    var wbr'''.split())
# What normalise writes of letters that Arabic keyboards have.
ONE_LETTER = str.maketrans('يىكةہھۃ', 'ییکهههه')
# Thai to Khmer, kana, ideographs, and Hangul, where a line may end too.
WITHOUT_SPACES = ('[\u0e00-\u0fff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff'
                  '\uac00-\ud7af]')
EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tasklist', 'footnotes']


class Shown(html.parser.HTMLParser):
    """The text that a page shows, with or without what its pictures say."""

    def __init__(self, alternatives):
        super().__init__()
        self.alternatives = alternatives
        self.parts, self.unseen, self.depth = [], None, 0

    def handle_starttag(self, tag, attributes):
        if self.unseen:
            self.depth += tag == self.unseen
            return
        if tag in UNSEEN:
            self.unseen, self.depth = tag, 1
        if tag == 'img' and self.alternatives:
            self.parts.append(' %s ' % (dict(attributes).get('alt') or ''))
        elif tag not in INLINE:
            self.parts.append(' ')

    def handle_startendtag(self, tag, attributes):
        if tag not in UNSEEN:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if self.unseen:
            self.depth -= tag == self.unseen
            if self.depth == 0:
                self.unseen = None
        elif tag not in INLINE:
            self.parts.append(' ')

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(data)


def shown(page, alternatives=True):
    parser = Shown(alternatives)
    parser.feed(page)
    parser.close()
    return ''.join(parser.parts)


def words(text):
    text = unicodedata.normalize('NFKC', text).casefold()
    text = ''.join(c if unicodedata.category(c) != 'Cf' else '' for c in text)
    text = ''.join(str(unicodedata.digit(c)) if c.isdigit() else c
                   for c in text)
    return re.findall(WITHOUT_SPACES + r'|(?:(?!%s)[^\W_])+' % WITHOUT_SPACES,
                      text.translate(ONE_LETTER))


def body_of(markdown):
    """The text without its front matter."""
    found = re.match(r'\ufeff?---[ \t]*\n.*?\n(---|\.\.\.)[ \t]*(\n|$)',
                     markdown, re.S)
    return markdown[found.end():] if found else markdown


def without_attributes(markdown):
    """Without what stands in braces behind a heading, picture, link or span,
    as pandoc writes attributes: cmark-gfm takes them for text."""
    one = r'(?:[#.][^\s{}]+|[-\w]+=(?:"[^"\n]*"|[^\s"{}]+)|-)'
    return re.sub(r'(?m)(?<=[])`]){%s(?: +%s)* *}|^(#+ .*){%s(?: +%s)*}$' %
                  (one, one, one, one), r'\1', markdown)


def without_marks(markdown):
    """Without formulas, marks of boxes and fences of divisions, which qalam
    reads and cmark-gfm prints."""
    markdown = re.sub(r'\$\$(?:[^$]|\\\$)+?\$\$', ' ', markdown)
    markdown = re.sub(r'\$(?! )[^$\n`]+(?<! )\$(?!\d)', ' ', markdown)
    return re.sub(r'(?m)^ *(?:> *)*\[!\w+\]|^ *:::.*$', ' ', markdown)


def of_source(markdown, alternatives):
    """The words that cmark-gfm reads, counted."""
    markdown = without_marks(without_attributes(body_of(markdown)))
    command = ['cmark-gfm', '--unsafe']
    for name in EXTENSIONS:
        command += ['-e', name]
    made = subprocess.run(command, input=markdown.encode(),
                          capture_output=True, check=True).stdout.decode()
    return collections.Counter(words(shown(made, alternatives)))


def of_page(path):
    with open(path, encoding='utf-8') as page:
        return words(shown(page.read()))


def of_book(path):
    with zipfile.ZipFile(path) as packed:
        return [word for name in sorted(packed.namelist())
                if name.endswith('.xhtml')
                for word in words(shown(packed.read(name).decode()))]


def of_paper(path):
    """Words that end on the next page stand there behind its running head: so
    a word's beginning is also put before each of the next lines."""
    text = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', path, '-'],
                          capture_output=True, check=True).stdout.decode()
    lines = text.replace('\u00ad', '-').split('\n')
    halves = [words(line)[-1:] + words(after)[:1]
              for number, line in enumerate(lines) if line.endswith('-')
              for after in lines[number + 2:number + 60]]
    return (words('\n'.join(lines).replace('-\n', '')) +
            [''.join(pair) for pair in halves if len(pair) == 2])


def of_text(path):
    with open(path, encoding='utf-8') as file:
        return words(file.read())
