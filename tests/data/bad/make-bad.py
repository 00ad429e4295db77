#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the hostile and broken inputs.

usage: make-bad.py OUTDIR [--small]

OUTDIR gets one file per case and manifest.json. With --small only the cases
under 100 kB are written.
Same output on every run. Needs Python 3.8 or later and nothing else.

In the manifest, "expect" says what a build must do with the case:
  build    it builds; what "warn" names is reported
  refuse   it ends with an error that names the file, and writes no output
  either   both are right
In every case: no crash, no hang (see "seconds"), no memory growth beyond a
small multiple of the input, no file read outside the folder of the input, no
network, and no output that carries active content.
"""
import json, os, struct, sys, zlib

if len(sys.argv) < 2 or sys.argv[1].startswith('-'):
    sys.exit(__doc__)
out, small_only = sys.argv[1], '--small' in sys.argv[2:]
os.makedirs(out, exist_ok=True)
manifest = []


def case(name, data, expect, why, warn=None, big=False, seconds=2, extra=()):
    if big and small_only:
        return
    if isinstance(data, str):
        data = data.encode('utf-8')
    path = os.path.join(out, name)
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)
    manifest.append({'file': name, 'bytes': len(data), 'expect': expect,
                     'why': why, 'warn': warn or [], 'seconds': seconds,
                     'needs': list(extra)})


def asset(name, data):
    path = os.path.join(out, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)


def fm(title='T', **kw):
    rows = ['title: "%s"' % title] + ['%s: %s' % kv for kv in kw.items()]
    return '---\n' + '\n'.join(rows) + '\n---\n\n'


# ---- bytes
case('bytes/invalid-utf8.md', fm().encode() + b'good \xff bad, overlong \xc0\x80, lone \x80, surrogate \xed\xa0\x80, too high \xf4\x90\x80\x80, end.\n',
     'either', 'invalid UTF-8 of five kinds', ['invalid UTF-8, with line and byte'])
case('bytes/truncated-multibyte.md', fm('کتاب').encode() + 'متن فارس'.encode() + b'\xdb', 'either', 'the file ends inside a character', ['invalid UTF-8 at the end'])
case('bytes/nul.md', fm().encode() + b'before\x00after\n\n\x00\n', 'either', 'NUL bytes: CommonMark reads U+0000 as U+FFFD; text must not end at it', ['NUL'])
case('bytes/binary.md', bytes(range(256)) * 8, 'refuse', 'not text at all')
case('bytes/noncharacters.md', fm() + 'a\ufffeb\uffffc &#0; &#1; &#xD800; &#x110000; &#xFFFE; &nosuch; &amp;lt;\n', 'build', 'characters that XML forbids, raw and as references: none may reach XHTML, EPUB or PDF metadata')
case('bytes/combining.md', fm() + 'a' + '\u0301' * 5000 + ' ب' + '\u0651\u064e' * 2500 + '\n', 'build', 'thousands of marks on one letter')
case('bytes/long-line-1mb.md', fm() + 'word ' * 210000 + '\n', 'build', 'one line of 1 MB', big=True, seconds=20)
case('bytes/long-word-1mb.md', fm() + 'x' * 1048576 + '\n', 'build', 'one word of 1 MB', big=True, seconds=20)
case('bytes/cr-only.md', (fm() + '# H\n\ntext\n').replace('\n', '\r'), 'build', 'CR line ends only')
case('bytes/mixed-newlines.md', '---\r\ntitle: T\r---\n\r\n# H\r\rtext\r\n', 'build', 'three kinds of line end in one file')
# ---- nesting
N = 10000
case('nesting/quotes.md', fm() + '>' * N + ' deep\n', 'either', '10,000 nested block quotes', big=True)
case('nesting/quotes-many-lines.md', fm() + '\n'.join('>' * 400 + ' x' for _ in range(200)) + '\n', 'either', '400 quotes on 200 lines', big=True, seconds=5)
case('nesting/lists.md', fm() + ''.join('  ' * i + '- a\n' for i in range(600)), 'either', '600 nested lists', big=True, seconds=5)
case('nesting/lists-one-line.md', fm() + '- ' * N + 'x\n', 'either', '10,000 list marks on a line', big=True)
case('nesting/ordered-one-line.md', fm() + '1. ' * N + 'x\n', 'either', '10,000 numbers on a line', big=True)
case('nesting/brackets.md', fm() + '[' * 50000 + 'a' + ']' * 50000 + '\n', 'build', 'brackets', big=True, seconds=5)
case('nesting/open-links.md', fm() + '[a](' * 20000 + '\n', 'build', 'unfinished links', big=True, seconds=5)
case('nesting/images.md', fm() + '![' * 20000 + 'a' + '](b)' * 20000 + '\n', 'either', 'image in image', big=True, seconds=5)
case('nesting/emphasis.md', fm() + '*a **b ' * 20000 + '\n', 'build', 'open emphasis', big=True, seconds=5)
case('nesting/emphasis-closed.md', fm() + '*' * N + 'a' + '*' * N + '\n', 'build', 'strong in strong', big=True, seconds=5)
case('nesting/backticks.md', fm() + ' '.join('`' * n for n in range(1, 700)) + '\n', 'build', 'backtick runs of every length', big=True, seconds=5)
case('nesting/html-open.md', fm() + '<a ' * 20000 + '\n\n' + '<!-- ' * 20000 + '\n', 'build', 'unfinished tags and comments', big=True, seconds=5)
case('nesting/divs.md', fm() + '<div>\n' * N + 'x\n' + '</div>\n' * N, 'either', 'nested HTML blocks', big=True, seconds=5)
case('nesting/entities.md', fm() + '&' * 50000 + '&amp' * 20000 + '\n', 'build', 'ampersands', big=True)
case('nesting/inline-notes.md', fm() + '^[' * 5000 + 'x' + ']' * 5000 + '\n', 'either', 'notes in notes', big=True)
case('nesting/quotes-200.md', fm() + '>' * 200 + ' deep\n', 'either', '200 nested block quotes')
case('nesting/lists-100.md', fm() + ''.join('  ' * i + '- a\n' for i in range(100)), 'either', '100 nested lists')
# ---- raw HTML and links
case('html/active.md', fm('<script>alert(1)</script>') + '''<script>alert(1)</script>

Text <img src=x onerror="alert(1)"> and <b onclick='x()'>bold</b>, <svg onload=alert(1)></svg>.

<iframe src="https://example.org/"></iframe>
<object data="x"></object><embed src="x"><form action="https://example.org/"><input name=a></form>
<meta http-equiv="refresh" content="0;url=https://example.org/"><base href="https://example.org/">
<link rel=stylesheet href="https://example.org/x.css"><style>p{background:url(https://example.org/x)}</style>

[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#x73;cript:alert(1)) [d](&#106;avascript:alert(1))
[e](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [f](vbscript:x) [g](  javascript:alert(1) )
<javascript:alert(1)> ![h](javascript:alert(1)) [i](<java
script:alert(1)>) [j](file:///etc/passwd) [k]( //example.org/x) [l][r]

[r]: javascript:alert(1) "title\\" onmouseover=alert(1) x=\\""

[^1]: note <script>alert(1)</script> [x](javascript:alert(1))

Ref.[^1]

| <script>alert(1)</script> | [x](javascript:alert(1)) |
|---|---|
| <img src=x onerror=alert(1)> | "><script>alert(1)</script> |

# Heading <script>alert(1)</script> "><img src=x onerror=alert(1)> {#id" onclick="alert(1)}
''', 'build', 'active content in every place of a text; nothing of it may be live in HTML, EPUB or PDF', ['raw HTML removed or escaped', 'unsafe link removed'])
case('html/unclosed.md', fm() + '<div>\n\n<p>text <b>bold <i>both</b></i>\n\n</section>\n\n<!-- never closed\n\ntext\n', 'build', 'unbalanced HTML: EPUB must stay well-formed XML')
case('html/xml-breakers.md', fm('A ]]> B & C < D "E" \'F') + 'a ]]> b -- c --> </body> </style> </title> &copy; &nbsp; <br> <hr> <?php x ?> <!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]> &y; <![CDATA[x]]>\n', 'build', 'strings that break out of XML, comments and raw elements')
case('html/pdf-breakers.md', fm('T) /JS (app.alert(1)) ( \\\\ ') + 'a) Tj (b \\\\ ( ) endobj endstream %PDF %%EOF <</JS(x)>>\n', 'build', 'strings that break out of PDF strings, also in the metadata and bookmarks')
# ---- front matter
case('front/not-yaml.md', '---\nthis is just text: : :\n  - [ unclosed\n---\n\n# H\n\ntext\n', 'refuse', 'front matter that is not YAML: the message names the line')
case('front/unclosed.md', '---\ntitle: T\n\n# H\n\ntext without end\n', 'either', 'no closing fence: a thematic break and text, or an error; not an empty document', ['front matter not closed'])
bomb = ['a0: &a0 ["x","x","x","x","x","x","x","x","x","x"]']
for i in range(1, 10):
    bomb.append('a%d: &a%d [%s]' % (i, i, ','.join(['*a%d' % (i - 1)] * 10)))
case('front/anchor-bomb.md', '---\ntitle: T\n' + '\n'.join(bomb) + '\n---\n\ntext\n', 'refuse', 'ten billion nodes by aliases; anchors are not needed at all')
case('front/anchor-cycle.md', '---\ntitle: T\na: &a\n  b: *a\n---\n\ntext\n', 'refuse', 'an alias inside its own anchor')
case('front/tags.md', '---\ntitle: !!python/object/apply:os.system ["true"]\ndate: !!timestamp 2021-08-15\n---\n\ntext\n', 'either', 'YAML tags')
case('front/tabs.md', '---\ntitle:\tT\nauthors:\n\t- name: A\n---\n\ntext\n', 'refuse', 'tabs as indentation')
case('front/duplicate-keys.md', '---\ntitle: A\ntitle: B\n---\n\ntext\n', 'either', 'one key twice', ['duplicate key title on line 3'])
for n, v in (('list', '[a, b]'), ('map', '{a: b}'), ('number', '2021'), ('null', '~'), ('bool', 'yes'), ('empty', '""'), ('spaces', '"   "')):
    case('front/title-%s.md' % n, '---\ntitle: %s\n---\n\ntext\n' % v, {'number': 'build', 'bool': 'build', 'null': 'either', 'empty': 'either', 'spaces': 'either'}.get(n, 'refuse'), 'the title is a %s' % n, ['title'])
case('front/norway.md', '---\ntitle: T\nlang: no\ncountry: NO\nversion: 1.10\ndate: 2021-02-30\ntime: 12:30:00\n---\n\ntext\n', 'build', 'values that YAML 1.1 turns into other types: lang is the string no, version the string 1.10; the date does not exist', ['date'])
case('front/bad-lang.md', fm(lang='klingon-xx-toolongsubtag', dir='up') + 'text\n', 'either', 'unknown language and direction', ['lang', 'dir'])
case('front/dots-end.md', '---\ntitle: T\n...\n\n# H\n\ntext\n', 'build', 'closed by three dots')
case('front/crlf-bom.md', b'\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\ntext\r\n', 'build', 'byte order mark and CRLF')
case('front/blank-first.md', '\n\n---\ntitle: T\n---\n\ntext\n', 'either', 'empty lines before the fence', ['front matter'])
case('front/in-the-middle.md', fm() + 'text\n\n---\ntitle: Other\n---\n\ntext\n', 'build', 'a second block is a break and a setext heading, not metadata')
case('front/deep.md', '---\ntitle: T\nx: ' + '[' * 20000 + ']' * 20000 + '\n---\n\ntext\n', 'refuse', 'deep flow sequence', big=True)
case('front/huge-value.md', '---\ntitle: "' + 'T' * 500000 + '"\n---\n\ntext\n', 'either', 'a title of 500 kB', big=True, seconds=20)
case('front/control.md', '---\ntitle: "a\\0b\\u202Ec\\nd"\n---\n\ntext\n', 'either', 'escapes that make NUL, a bidi override and a line end', ['title'])
# ---- images
def chunk(kind, body):
    return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body) & 0xffffffff)
SIG = b'\x89PNG\r\n\x1a\n'
good = SIG + chunk(b'IHDR', struct.pack('>IIBBBBB', 4, 4, 8, 2, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(b''.join(b'\x00' + b'\x10\x80\xf0' * 4 for _ in range(4)))) + chunk(b'IEND', b'')
A = 'images/assets/'
asset(A + 'good.png', good)
asset(A + 'truncated.png', good[:40])
asset(A + 'bad-crc.png', good[:29] + b'\0\0\0\0' + good[33:])
asset(A + 'bomb.png', SIG + chunk(b'IHDR', struct.pack('>IIBBBBB', 60000, 60000, 8, 6, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(b'\0' * 1000)) + chunk(b'IEND', b''))
asset(A + 'zero-size.png', SIG + chunk(b'IHDR', struct.pack('>IIBBBBB', 0, 0, 8, 2, 0, 0, 0)) + chunk(b'IEND', b''))
asset(A + 'long-chunk.png', SIG + struct.pack('>I', 0x7fffffff) + b'IHDR' + b'\0' * 20)
asset(A + 'png-named.jpg', good)
asset(A + 'truncated.jpg', bytes.fromhex('ffd8ffe000104a46494600010100000100010000ffdb004300') + b'\x10' * 20)
asset(A + 'text.jpg', b'not a picture\n')
asset(A + 'empty.png', b'')
asset(A + 'script.svg', b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>\n')
asset(A + 'bomb.svg', b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>\n')
for n, e, w in (('good.png', 'build', 'a correct picture, as a control'), ('truncated.png', 'either', 'PNG cut short'), ('bad-crc.png', 'either', 'wrong checksum'), ('bomb.png', 'either', '60000 x 60000 pixels in under 100 bytes'), ('zero-size.png', 'either', 'no pixels'), ('long-chunk.png', 'either', 'chunk length beyond the file'), ('png-named.jpg', 'build', 'PNG under a JPEG name: the bytes decide, also for the media type in the EPUB'), ('truncated.jpg', 'either', 'JPEG cut short'), ('text.jpg', 'either', 'text under a JPEG name'), ('empty.png', 'either', 'empty file'), ('script.svg', 'either', 'SVG with a script and an outside file'), ('bomb.svg', 'either', 'SVG with growing entities')):
    case('images/%s.md' % n.replace('.', '-'), fm() + '![alt text](assets/%s "caption")\n' % n, e, w, [] if e == 'build' else ['image ' + n], extra=[A + n])
case('images/missing.md', fm() + '![alt text](assets/nothing-here.png)\n\ntext goes on\n', 'either', 'missing picture: named in the message; the alternative text in its place', ['image assets/nothing-here.png not found'])
case('images/traversal.md', fm(cover='../../../../etc/passwd') + '![a](../../../../../../etc/passwd) ![b](/etc/passwd) ![c](file:///etc/passwd) ![d](assets/../../../x.png) ![e](%2e%2e/%2e%2e/etc/passwd) ![f](..\\\\..\\\\x.png) ![g](~/x.png) ![h](/dev/zero) ![i](/dev/stdin)\n', 'build', 'paths out of the folder, also encoded and as the cover: never opened, reported, the alternative text in their place; devices must not be opened', ['path outside the document folder'])
case('images/remote.md', fm() + '![a](https://example.org/x.png) ![b](//example.org/x.png) ![c](ftp://example.org/x)\n', 'either', 'no network: left out and reported', ['remote image'])
case('images/data-uri.md', fm() + '![a](data:image/png;base64,AAAA) ![b](data:text/html,<script>alert(1)</script>)\n', 'either', 'data URIs', ['image'])
# ---- bidi
RLO, LRO, PDF, RLE, RLI, LRI, FSI, PDI = '\u202e', '\u202d', '\u202c', '\u202b', '\u2067', '\u2066', '\u2068', '\u2069'
case('bidi/trojan-source.md', fm() + 'Access is ' + RLO + 'detnarg ton' + PDF + ' to `if (level != "user' + RLO + ' ' + LRI + '// check if admin' + PDI + ' ' + LRI + '") {`\n\n[' + RLO + 'gro.elpmaxe' + PDF + '](https://example.com/)\n', 'build', 'overrides that show other text than there is', ['bidi override on line 5'])
case('bidi/unbalanced.md', fm('عنوان ' + RLI + 'باز', lang='prs', dir='rtl') + 'یک ' + RLI + 'دو\n\n## ' + LRI + 'سه\n\n- ' + RLE + 'چهار\n- پنج ' + PDI + PDI + '\n\n| ' + RLO + ' a | b |\n|---|---|\n| c | d |\n\nنوشته.[^1]\n\n[^1]: ' + FSI + 'پانویس\n', 'build', 'open isolates and embeddings in the title, paragraph, heading, list, cell and note: none may reach past its block, nor into the running head or the table of contents', ['unbalanced bidi control'])
case('bidi/deep.md', fm() + (RLI + 'a') * 200 + PDI * 200 + ' end ' + (RLE + 'b') * 200 + '\n', 'build', '200 levels; UAX #9 allows 125')
case('bidi/title-override.md', fm(RLO + 'txet neddih') + 'text\n', 'either', 'an override in the title, which goes to file names, bookmarks and the catalogue', ['bidi override in title'])
case('bidi/only-marks.md', fm('\u200f\u200e\u061c') + '\u200f\u200e\n', 'refuse', 'a title of marks only is no title', ['title'])
# ---- footnotes
case('notes/self.md', fm() + 'A.[^1]\n\n[^1]: see[^1]\n', 'build', 'a note that refers to itself', ['footnote cycle'])
case('notes/cycle.md', fm() + 'A.[^a]\n\n[^a]: see[^b]\n\n[^b]: see[^c]\n\n[^c]: see[^a]\n', 'build', 'three notes in a ring', ['footnote cycle'])
case('notes/cycle-unreferenced.md', fm() + 'A.\n\n[^a]: see[^b]\n\n[^b]: see[^a]\n', 'build', 'a ring that the text never enters', ['never used'])
case('notes/labels-alike.md', fm() + 'A.[^É] B.[^E\u0301] C.[^é] D.[^1] E.[^۱] F.[^١] G.[^\u200fx] H.[^x]\n\n[^É]: composed\n\n[^E\u0301]: decomposed\n\n[^é]: small\n\n[^1]: ASCII\n\n[^۱]: Persian\n\n[^١]: Arabic\n\n[^\u200fx]: marked\n\n[^x]: plain\n', 'either', 'labels that look alike or fold together', ['duplicate'])
case('notes/definition-in-list.md', fm() + 'A.[^1] B.[^2]\n\n- item\n\n  [^1]: inside the item\n\n> [^2]: inside the quote\n', 'build', 'definitions inside other blocks')
case('notes/empty.md', fm() + 'A.[^1] B.[^2]\n\n[^1]:\n\n[^2]: \n', 'build', 'empty definitions', ['empty footnote'])
case('notes/long-note.md', fm() + 'A.[^1]\n\n[^1]: ' + 'word ' * 12000 + '\n', 'build', 'a note longer than a page: it must run over, not loop', seconds=10)
case('notes/ten-thousand.md', fm() + ''.join('Sentence %d.[^n%d]\n\n' % (i, i) for i in range(10000)) + ''.join('[^n%d]: note %d\n\n' % (i, i) for i in range(9999, -1, -1)), 'build', '10,000 notes, defined in reverse', big=True, seconds=30)
case('notes/same-note-10000.md', fm() + 'x[^a] ' * 10000 + '\n\n[^a]: one\n', 'build', 'one note, 10,000 references: ways back must not grow without limit', big=True, seconds=20)
case('notes/hundred-on-a-line.md', fm() + ''.join('w[^%d] ' % i for i in range(100)) + '\n\n' + ''.join('[^%d]: A note that takes more than one line in a narrow column, number %d.\n\n' % (i, i) for i in range(100)), 'build', 'more notes on a page than fit on it', seconds=10)
# ---- tables
case('tables/ragged.md', fm() + '| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n||\n| `a|b` | c \\| d |\n', 'build', 'short and long rows, empty row, pipes in code and escaped')
case('tables/no-delimiter.md', fm() + '| a | b |\n| 1 | 2 |\n\n**Name** | role\n', 'build', 'not a table')
case('tables/wide-word.md', fm() + '| a | b |\n|---|---|\n| ' + 'x' * 5000 + ' | ' + 'ب' * 5000 + ' |\n', 'build', 'unbreakable words wider than the page')
case('tables/wide.md', fm() + '|' + ' a |' * 1000 + '\n|' + '---|' * 1000 + '\n|' + ' b |' * 1000 + '\n', 'either', '1,000 columns', big=True, seconds=20)
case('tables/long.md', fm() + '| a | b |\n|---|---|\n' + '| 1 | 2 |\n' * 20000, 'build', '20,000 rows', big=True, seconds=60)
case('tables/quadratic.md', fm() + '|' + 'a|' * 5000 + '\n|' + '-|' * 5000 + '\n' + '|b\n' * 500, 'either', '5,000 columns and short rows that would be filled up', big=True, seconds=20)
# ---- whole documents
case('documents/empty.md', '', 'refuse', 'empty file', ['empty'])
case('documents/only-newlines.md', '\n\n\n \n\t\n', 'refuse', 'white space only', ['empty'])
case('documents/only-bom.md', b'\xef\xbb\xbf', 'refuse', 'a byte order mark and nothing else', ['empty'])
case('documents/only-front-matter.md', fm().rstrip('\n') + '\n', 'either', 'no body', ['no text'])
case('documents/title-missing.md', '---\nlang: en\n---\n\ntext without any title\n', 'either', 'no title: the message names the file', ['title'])
case('documents/two-titles.md', fm('One title') + '# Another title\n\ntext\n', 'build', 'front matter and heading disagree', ['title'])
case('documents/only-notes.md', fm() + '[^1]: a\n\n[^2]: b\n', 'either', 'definitions and no text', ['never used'])
case('documents/level-jump.md', fm() + '# One\n\n###### Six\n\n## Two\n\n#\n\n## \n', 'build', 'level 1 to 6 and empty headings', ['heading level', 'empty heading'])
case('documents/same-headings.md', fm() + '# A\n\n# A\n\n# A 1\n\n# A-1\n\n# افغانستان\n\n# افغانستان\n\n# !!!\n\n# ???\n', 'build', 'ids must be unique, also for headings without Latin letters')
case('documents/no-newline-at-end.md', fm() + '# H\n\ntext', 'build', 'no line end at the end')
case('documents/broken-link.md', fm() + '[a](#nowhere) [b](missing.md) [c][nothing] [d]( https://example.org/a b ) <https://exa mple> https://example.org/(a)\n', 'build', 'links to nothing', ['link target #nowhere'])
case('documents/names/-rf.md', fm() + 'text\n', 'build', 'a name that looks like an option')
case('documents/names/with space & quote\'s.md', fm() + 'text\n', 'build', 'a name with space, ampersand and quote')
case('documents/names/گزارش ۱.md', fm('گزارش ۱') + 'متن\n', 'build', 'a name in Arabic script')
if not small_only:
    os.makedirs(os.path.join(out, 'links'), exist_ok=True)
    for n, t in (('outside.md', '/etc/hostname'), ('loop.md', 'loop.md')):
        p = os.path.join(out, 'links', n)
        if not os.path.islink(p):
            os.symlink(t, p)
        manifest.append({'file': 'links/' + n, 'bytes': None, 'expect': 'refuse', 'why': 'symbolic link ' + ('out of the folder' if 'out' in n else 'to itself'), 'warn': [], 'seconds': 2, 'needs': []})
with open(os.path.join(out, 'manifest.json'), 'w', encoding='utf-8') as f:
    json.dump(manifest, f, ensure_ascii=False, indent=1)
    f.write('\n')
print('%d cases in %s' % (len(manifest), out))
