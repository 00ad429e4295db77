# SPDX-License-Identifier: MIT
"""No word is lost or made in reading: the examples of two specifications.

usage: run.py WORDS BLOCKS SPEC…

Each example of each SPEC (spec.txt as CommonMark and GFM write it) is read by
qalam (WORDS, from words.c) and by cmark-gfm's own program; the words of the
two must be the same, in the same order. Of cmark-gfm's HTML counts the text,
the descriptions and titles of pictures, and what HTML does not know: <ministry> is rather
an author's word than markup, so qalam keeps it and says so. Left out are
scripts, style sheets, SVG and MathML, which qalam takes out and says so.
BLOCKS (from blocks.c) compares the blocks of each line.
"""
import html.parser
import re
import subprocess
import sys

EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tasklist']
FENCE = '`' * 32
# Else a first heading would be the title.
FRONT_MATTER = '---\ntitle: Title\nlang: en\n---\n\n'
ACTIVE = {'script', 'style', 'svg', 'math'}
# The HTML standard, "Index of elements", and the obsolete ones of its
# section 16.2.
INLINE = set('''a abbr audio button canvas iframe noembed noframes object
    select slot template textarea video rb rtc wbr abbr acronym b bdi bdo big button cite code data del dfn em
    font i img input ins kbd label map mark meter nobr output progress q rp rt
    ruby s samp slot small span strike strong sub sup time tt u var wbr'''
             .split())
BLOCK = set('''address applet area article aside base basefont bgsound
    blockquote body br caption center col colgroup dd details dialog dir div dl
    dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4
    h5 h6 head header hgroup hr html isindex keygen legend li link listing main
    marquee menu menuitem meta nav noscript ol optgroup option p param picture
    plaintext pre rb rtc search section source summary table tbody td tfoot th
    thead title tr track ul xmp'''.split())


class Text(html.parser.HTMLParser):
    """The text of HTML; blocks end words, inlines do not."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.hidden = None

    def handle_starttag(self, tag, attributes):
        if self.hidden:
            return
        if tag in ACTIVE:
            self.hidden = tag
        elif tag in BLOCK:
            self.parts.append(' ')
        elif tag == 'img':
            # A title is printed under the picture.
            said = dict(attributes)
            self.parts += [said.get('alt') or '', '\n', said.get('title') or '']
        elif tag not in INLINE:
            self.parts.append(self.get_starttag_text())

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag == self.hidden:
            self.hidden = None

    def handle_endtag(self, tag):
        if self.hidden:
            if tag == self.hidden:
                self.hidden = None
        elif tag in BLOCK:
            self.parts.append(' ')
        elif tag not in INLINE and tag not in ACTIVE:
            self.parts.append(self.source)

    def parse_endtag(self, i):
        self.source = self.rawdata[i:self.rawdata.find('>', i) + 1]
        return super().parse_endtag(i)

    def parse_html_declaration(self, i):
        end = super().parse_html_declaration(i)
        source = self.rawdata[i:end]
        if not self.hidden and not source.startswith('<!--'):
            self.parts.append(source)
        return end

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)

    def handle_pi(self, data):
        self.parts.append(f'<?{data}>')


def examples(path):
    lines = open(path, encoding='utf-8').read().split('\n')
    start = number = 0
    dot = None
    for i, line in enumerate(lines):
        if line.startswith(FENCE + ' example'):
            start, dot, number = i, None, number + 1
        elif start and line == '.' and dot is None:
            dot = i
        elif start and line == FENCE:
            text = '\n'.join(lines[start + 1:dot]) + '\n'
            yield number, text.replace('→', '\t')
            start = 0


def wanted_of(text):
    argv = ['cmark-gfm', '--unsafe']
    for name in EXTENSIONS:
        argv += ['-e', name]
    made = subprocess.run(argv, input=text.encode(), capture_output=True,
                          check=True).stdout.decode()
    parser = Text()
    # A tag that the text ends in: Python's releases differ in what they do with
    # it. Nothing is lost of it, so it counts as words.
    cut = re.search(r'<[a-zA-Z/][^>]*$', made)
    parser.feed(made[:cut.start()] if cut else made)
    parser.close()
    if cut and not parser.hidden:
        parser.parts.append(cut.group())
    if parser.hidden:  # a style sheet to the end of the file
        return None
    return ''.join(parser.parts).split()


# The cells that GFM leaves out are kept, and told.
KEPT = {'| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n':
        'abc def bar bar baz boo'.split()}


def main():
    program, blocks, specs = sys.argv[1], sys.argv[2], sys.argv[3:]
    passed = failed = skipped = 0
    for path in specs:
        found = list(examples(path))
        failed += subprocess.run(
            [blocks], input=b'\0'.join(text.encode() for _, text in found)
        ).returncode != 0
        whole = b''.join((FRONT_MATTER + text).encode() + b'\0'
                         for _, text in found)
        run = subprocess.run([program], input=whole, capture_output=True)
        if run.returncode != 0:
            print(f'FAIL {path}: {run.stderr.decode()[-2000:]}')
            failed += 1
            continue
        read = run.stdout.decode().split('\0')[:-1]
        if len(read) != len(found):
            print(f'FAIL {path}: {len(found)} texts, {len(read)} answers')
            failed += 1
        for (number, text), got in zip(found, read):
            wanted = KEPT.get(text) or wanted_of(text)
            if wanted is None:
                skipped += 1
                continue
            if got.split() == wanted:
                passed += 1
                continue
            failed += 1
            print(f'FAIL {path}, example {number}: {text!r}\n'
                  f'  qalam     {got.split()}\n  cmark-gfm {wanted}')
    print(f'skipped: {skipped} that open a style sheet and never close it')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
