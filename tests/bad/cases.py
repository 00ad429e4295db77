# SPDX-License-Identifier: MIT
"""Hostile inputs of our own, written by a program since most are long.

Each is name -> (bytes, what a build must do). "build": exit 0 and every
output; "refuse": exit 1 and none; "either": one of the two.
"""
import base64
import struct
import zlib


def front(**keys):
    rows = ''.join(f'{key}: {value}\n' for key, value in keys.items())
    return f'---\ntitle: Title\n{rows}---\n\n'


def cases():
    text = {
        # Depth: what recursion would die of.
        'brackets': (front() + '[' * 20000 + 'a' + ']' * 20000, 'either'),
        'emphasis': (front() + '*a ' * 5000 + 'b*' * 5000, 'build'),
        'quotes': (front() + '>' * 3000 + ' deep\n', 'either'),
        'divs': (front() + '::: box\n\n' * 500 + 'deep\n\n' + ':::\n\n' * 500,
                 'either'),
        'divs-open': (front() + '::: box\n\n' * 500 + 'deep\n', 'either'),
        'html-deep': (front() + '<div>' * 3000 + 'deep' + '</div>' * 3000,
                      'either'),
        'spans': (front() + '[' * 500 + 'x' + ']{lang=ps}' * 500, 'either'),
        'inline-notes': (front() + 'a^[' * 300 + 'deep' + ']' * 300, 'either'),
        'yaml-deep': ('---\ntitle: ' + '[' * 20000 + '\n---\n\nText.\n',
                      'refuse'),
        'yaml-deeper': ('---\ntitle: T\nlang: en\nslug: x\ny: ' + '[' * 900000 +
                        '\n---\n\nText.\n', 'refuse'),
        # Length: what squares would choke on.
        'one-line': (front() + 'word ' * 20000, 'build'),
        'one-word': (front() + 'ab' * 20000, 'build'),
        'arabic-word': (front(lang='ps') + 'ب' * 20000, 'build'),
        'many-notes': (front() + ''.join(f'a[^{i}] ' for i in range(2000)) +
                       '\n\n' + ''.join(f'[^{i}]: n\n' for i in range(2000)),
                       'build'),
        'one-note-often': (front() + 'a[^1] ' * 10000 + '\n\n[^1]: n\n',
                           'build'),
        'note-chain': (front() + 'a[^0]\n\n' + ''.join(
            f'[^{i}]: see[^{i + 1}]\n\n' for i in range(1000)), 'build'),
        'wide-table': (front() + '|' + 'a|' * 300 + '\n|' + '-|' * 300 + '\n|' +
                       'b|' * 300 + '\n', 'build'),
        'carets': (front() + '^[' * 5000, 'build'),
        'superscripts': (front() + '<sup>1</sup>' * 2000 + '\n\n1 note\n',
                         'build'),
        'headings': (front() + ''.join(f'## H {i % 7}\n\n' for i in range(800))
                     + 'Text.\n', 'build'),
        'attributes': (front() + '[x]{' + '.name ' * 3000 + '}', 'build'),
        'page-breaks': (front() + 'a\n\n' + '\\newpage\n\n' * 200, 'build'),
        # Text that tries to be something else.
        'xml-in-all': (front(subtitle='"<b>&amp;]]>"', place='"<script>"') +
                       '# <i>]]>&\n\n![<x>](a"b.png "<y>")\n\n`<z>`\n\n'
                       'a^[<script>alert(1)</script>]\n', 'build'),
        'template-braces': (front(publisher='"{$title} {concat(1,2)}"') +
                            'Text {@href} {{x}}.\n', 'build'),
        'printf': (front(series='"%s%n%1$*d"') + '%s%s%n %n [^%s]\n', 'build'),
        'entities': (front() + '&#x202E;&#8238;&#0;&#xD800;&#1114112;x&nbsp;',
                     'build'),
        'slug-outside': ('---\ntitle: T\nslug: ../../../outside\n---\n\nT.\n',
                         'build'),
        'bibles': ('---\ntitle: T\ncover: /etc/passwd\n---\n\nT.\n', 'build'),
        'picture-outside': (front() + '![x](../../etc/passwd)\n', 'build'),
        'picture-itself': (front() + '![x](picture-itself.md)\n', 'either'),
        'picture-folder': (front() + '![x](.)\n', 'either'),
        'links': (front() + '[a](javascript:alert(1)) [b](JaVa\tScript:x) '
                  '[c](vbscript:x) [d](data:text/html,<script>) '
                  '<javascript:alert(1)> [e](file:///etc/passwd)\n', 'build'),
        'tags': (front() + '<ScRiPt>alert(1)</sCrIpT>\n\n<svg onload=x>\n\n'
                 '<img src=x onerror=alert(1)>\n\n<iframe src=x></iframe>\n\n'
                 'a <a href="javascript:x" onclick=y>b</a>\n\n'
                 '<style>*{display:none}</style>\n\n<form action=x>T</form>\n',
                 'build'),
        # Bounds of characters and of files.
        'astral': (front() + '😀 𝐀 𐎀 𠀀 ﷽ \U000E0041\U0001F468\u200D\U0001F469\n',
                   'build'),
        'joiners': (front(lang='fa-AF') + '\u200c' * 3000 + 'متن\u200d' * 500,
                    'build'),
        'isolates': (front() + '\u2067' * 500 + 'a\n\nb\u2069\u2069\n', 'build'),
        'marks': (front(lang='ps') + '\u064e' * 3000 + '\n\nپ\n', 'either'),
        'spaces': (front() + '\u3000\u2003\u00a0 \u200b\n', 'either'),
        'only-rule': ('---\n', 'either'),
        'only-fences': ('---\n---\n', 'either'),
        'unclosed-comment': (front() + 'a\n\n<!-- ' + 'x' * 5000, 'either'),
        'unclosed-code': (front() + '```\n' + 'x\n' * 2000, 'build'),
    }
    for name, (value, expect) in text.items():
        yield name, value.encode('utf-8'), expect
    yield 'utf16', '\ufeff# A\n\nText.\n'.encode('utf-16-be'), 'build'
    yield 'utf16-cut', '\ufeff# A\n\nText.\n'.encode('utf-16-le')[:-1], 'either'
    yield 'latin1', front().encode() + b'caf\xe9 na\xefve\n', 'either'
    yield 'gzip', b'\x1f\x8b\x08\x00' + bytes(range(256)) * 4, 'refuse'
    yield 'pdf', b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'refuse'
    yield 'docx', b'PK\x03\x04\x14\x00\x06\x00' + b'\0' * 300, 'refuse'
    yield 'rtf', b'{\\rtf1\\ansi Hello}', 'refuse'


def png(width, height):
    """One bit a pixel, all black."""
    def chunk(name, data):
        return (struct.pack('>I', len(data)) + name + data +
                struct.pack('>I', zlib.crc32(name + data)))
    pack = zlib.compressobj(1)
    row = bytes(1 + (width + 7) // 8)
    data = b''.join(pack.compress(row) for _ in range(height)) + pack.flush()
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack(
        '>IIBBBBB', width, height, 1, 0, 0, 0, 0)) +
        chunk(b'IDAT', data) + chunk(b'IEND', b''))


def drawings():
    """SVG that ends, holds or fills what draws it: name, SVG, is it shown."""
    def svg(inside):
        return ('<svg xmlns="http://www.w3.org/2000/svg" width="40" '
                'height="30">' + inside + '</svg>').encode()

    def filtered(effect, area=''):
        return svg(f'<filter id="f" {area}>{effect}</filter>'
                   '<rect width="30" height="30" filter="url(#f)"/>')
    yield 'abort-convolve', filtered(
        '<feConvolveMatrix order="21" kernelMatrix="' + '1 ' * 441 + '"/>'), False
    yield 'hang-turbulence', filtered('<feTurbulence numOctaves="99999"/>'), False
    yield 'hang-filter', filtered(
        '<feGaussianBlur stdDeviation="9999"/><feTurbulence '
        'numOctaves="99999"/>', 'width="99999" height="99999"'), False
    yield 'vast-png', svg(
        '<image width="40" height="30" href="data:image/png;base64,' +
        base64.b64encode(png(60000, 60000)).decode() + '"/>'), None
    yield 'deep', svg('<g>' * 200 + '<rect width="9" height="9"/>' +
                      '</g>' * 200), True
    yield 'laughs', svg(
        '<defs><rect id="a0" width="9" height="9"/>' + ''.join(
            f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + '</g>'
            for i in range(1, 12)) + '</defs><use href="#a11"/>'), None
    yield 'itself', svg('<g id="a"><use href="#a"/></g>'), None
    yield 'layers', svg('<g opacity=".5">' * 150 +
                        '<rect width="9" height="9"/>' + '</g>' * 150), None


def series():
    """The same of series.yaml, beside a good brief."""
    text = {
        'empty': ('', 'build'),
        'comments': ('# nothing\n---\n', 'build'),
        'text': ('hello\n', 'refuse'),
        'list': ('- a\n- b\n', 'refuse'),
        'two-documents': ('series: A\n---\nseries: B\n', 'refuse'),
        'anchors': ('a: &a [x]\n' + ''.join(
            f'{chr(98 + i)}: &{chr(98 + i)} [' + f'*{chr(97 + i)}, ' * 9 + ']\n'
            for i in range(20)), 'refuse'),
        'deep': ('series: ' + '[' * 900000 + '\n', 'refuse'),
        'deep-maps': ('subjects: ' + '{a: ' * 30 + 'x' + '}' * 30 + '\n',
                      'refuse'),
        'tabs': ('series:\n\ten: A\n', 'refuse'),
        'duplicates': ('series: A\n' * 500, 'build'),
        'many': ('subjects:\n' + ''.join(f'  s{i}: S\n' for i in range(1001)),
                 'refuse'),
        'many-keys': (''.join(f'k{i}: v\n' for i in range(900)), 'build'),
        'globs': ('briefs: ["' + '*a' * 5000 + '", "' + '**/' * 5000 +
                  'x", "**/*.md"]\n', 'build'),
        'outside': ('briefs: [../x.md, /etc/*, "**"]\n'
                    'redirects: {../a: /etc/passwd, a: "javascript:x"}\n'
                    'organisations: {name: O, logo: ../../etc/x.png}\n',
                    'build'),
        'addresses': ('base: "javascript:alert(1)"\n'
                      'organisations: {name: O, url: "javascript:alert(1)"}\n'
                      'publisher: "<script>alert(1)</script> [x](javascript:y)"\n',
                      'build'),
        'template-braces': ('publisher: "{$title} {concat(1,2)} ]]>"\n'
                            'imprint: "%s%n</style>"\n', 'build'),
        'sizes': ('cache: 99999999999999999999999999 TB\n', 'build'),
        'notes': ('disclaimer: ' + 'a^[' * 100 + 'deep' + ']' * 100 + '[^1]\n',
                  'build'),
        'bidi': ('series: "A\\u202E\\u2066B"\npublisher: "\\u202Ex"\n',
                 'build'),
        'latin-1': ('publisher: Universität für Straßen\n'.encode('latin-1'),
                    'either'),
        'nul': ('series: A\0B\n', 'either'),
        'large': ('# ' + 'x' * (33 << 20) + '\n', 'refuse'),
        'long': ('# ' + 'x' * (31 << 20) + '\n', 'build'),
    }
    for name, (data, expect) in text.items():
        yield name, data if isinstance(data, bytes) else data.encode(), expect
