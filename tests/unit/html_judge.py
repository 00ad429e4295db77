#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Python's html.parser makes of fragments: the judge of
test_html_tokens.c. "tokens": fragments, each ended by U+001E, on standard
input; "references": none."""
import html
import html.entities
import html.parser
import re
import sys

# Texts and values are compared as written.
html.parser.unescape = lambda text: text


class Tokens(html.parser.HTMLParser):
    CDATA_CONTENT_ELEMENTS = ()

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = []
        self.text = ''

    def put(self, line):
        if self.text:
            self.lines.append('T ' + shown(self.text))
            self.text = ''
        if line:
            self.lines.append(line)

    def tag(self, kind, name, attributes, end=''):
        said = [kind, name]
        said += [key if value is None else f'{key}="{shown(value)}"'
                 for key, value in attributes]
        self.put(' '.join(said) + end)

    def handle_starttag(self, name, attributes):
        self.tag('S', name, attributes)

    def handle_startendtag(self, name, attributes):
        self.tag('S', name, attributes, ' /')

    def handle_endtag(self, name):
        self.put('E ' + name)

    def handle_data(self, text):
        self.text += text

    def handle_comment(self, text):
        bogus = not self.rawdata.startswith('<!--', self.at())
        self.put('D' if bogus else 'C ' + shown(text))

    def at(self):
        line, column = self.getpos()
        lines = self.rawdata.split('\n')
        return sum(len(each) + 1 for each in lines[:line - 1]) + column

    def handle_decl(self, text):
        self.put('D')

    def handle_pi(self, text):
        self.put('P')

    def unknown_decl(self, text):
        self.put('M' if text.startswith('CDATA[') else 'D')


def shown(text):
    return text.replace('\\', '\\\\').replace('\n', '\\n')


def tokens():
    fragments = sys.stdin.buffer.read().decode().split('\x1e')[:-1]
    for fragment in fragments:
        judge = Tokens()
        judge.rawdata = ''
        # All of it before anything is looked at: what cannot be decided yet
        # is decided now.
        judge.rawdata = fragment
        judge.goahead(1)
        judge.put('')
        print('\n'.join(judge.lines), end='\x1e')


def references():
    for name, text in sorted(html.entities.html5.items()):
        if name.endswith(';') and len(text) == 1:
            four = name[:-1] in html.entities.name2codepoint
            print(f'&{name} {ord(text)} {int(four)}')
    numbers = [*range(1, 0x400), *range(0xD7F0, 0xE010), *range(0x10FFF0,
               0x110010), 0x660, 0x6A9, 0xFFFD, 0x1F600, 10**9, 10**30]
    for number in numbers:
        for form in f'&#{number};', f'&#x{number:x};', f'&#X0{number:X};':
            text = html.unescape(form)
            if len(text) == 1:
                print(f'{form} {ord(text)} 1')


{'tokens': tokens, 'references': references}[sys.argv[1]]()
