#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the small briefs of this folder, each in one encoding, from the texts
expected.*.md beside them, and manifest.json.

usage: make.py

The manifest says of each file its encoding (a name of Python's), whether it
begins with a byte order mark, its line ends, and which text it holds.
Windows-1256 has no U+06CC and no Extended Arabic-Indic digits: a Dari file in
it has U+064A and ASCII digits, and expected.prs.windows-1256.normalised.md is
what the Dari letter filter makes of it.
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
ENDS = {'LF': '\n', 'CRLF': '\r\n', 'CR': '\r'}
MARKS = {'utf-8': b'\xef\xbb\xbf', 'utf-16-le': b'\xff\xfe',
         'utf-16-be': b'\xfe\xff'}
WIDE = 'prs.windows-1256'
# File, encoding, with a mark, line ends, expected, why.
FILES = [
    ('prs.utf-8.md', 'utf-8', False, 'LF', 'prs', 'plain UTF-8, to compare'),
    ('prs.utf-8-bom.md', 'utf-8', True, 'LF', 'prs',
     'the mark must not reach the fence of the front matter'),
    ('prs.utf-8-crlf.md', 'utf-8', False, 'CRLF', 'prs', 'CRLF line ends'),
    ('prs.utf-8-bom-crlf.md', 'utf-8', True, 'CRLF', 'prs',
     'both, as Windows Notepad saves'),
    ('prs.utf-8-cr.md', 'utf-8', False, 'CR', 'prs',
     'CR alone, old Macintosh; a line ending of CommonMark'),
    ('prs.utf-16le-bom.md', 'utf-16-le', True, 'CRLF', 'prs',
     '"Unicode" text of Windows'),
    ('prs.utf-16be-bom.md', 'utf-16-be', True, 'LF', 'prs', ''),
    ('prs.utf-16be.md', 'utf-16-be', False, 'LF', 'prs',
     'no mark: named or guessed; the fence --- is 00 2D 00 2D 00 2D'),
    ('prs.utf-16le.md', 'utf-16-le', False, 'LF', 'prs',
     'no mark: named or guessed'),
    ('ps.utf-8-bom.md', 'utf-8', True, 'LF', 'ps', ''),
    ('ps.utf-16le-bom.md', 'utf-16-le', True, 'CRLF', 'ps', ''),
    ('prs.windows-1256.md', 'cp1256', False, 'CRLF', WIDE + '.decoded',
     'ZWNJ is byte 9D, keheh 98, gaf 90, peh 81, tcheh 8D'),
    ('ar.windows-1256.md', 'cp1256', False, 'LF', 'ar',
     'here U+064A and U+0643 must stay'),
    ('ar.iso-8859-6.md', 'iso8859-6', False, 'LF', 'ar',
     'the Arabic alphabet alone: neither Dari nor Pashto can be in it'),
    ('ar.mac-arabic.md', 'mac_arabic', False, 'LF', 'ar',
     'not in glibc iconv: refused by name, not guessed'),
    ('ru.windows-1251.md', 'cp1251', False, 'CRLF', 'ru',
     'the marks « » are AB BB here as in windows-1256 and windows-1252'),
    ('fr.windows-1252.md', 'cp1252', False, 'CRLF', 'fr',
     'bytes 80-9F are letters and marks; in ISO-8859-1 they are controls'),
]


def text_of(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        return file.read()


def write(name, data):
    with open(os.path.join(HERE, name), 'wb') as file:
        file.write(data)


def in_windows_1256(text):
    """A Dari text as somebody types it where there is nothing better."""
    digits = {0x6F0 + i: str(i) for i in range(10)}
    return text.translate({0x6CC: 0x64A, **digits})


def misread(data):
    """UTF-8 read as windows-1252; bytes that are free there as Latin 1."""
    return ''.join(bytes([byte]).decode('cp1252', 'ignore') or chr(byte)
                   for byte in data)


def row(name, encoding, mark, ends, expected, why):
    return {'file': name, 'encoding': encoding, 'bom': mark, 'newline': ends,
            'lang': name.split('.')[0], 'expected': expected, 'note': why}


def main():
    dari = text_of('expected.prs.md')
    decoded = in_windows_1256(dari)
    write(f'expected.{WIDE}.decoded.md', decoded.encode())
    write(f'expected.{WIDE}.normalised.md',
          decoded.replace('\u064a', '\u06cc').encode())
    rows = []
    for name, encoding, mark, ends, text, why in FILES:
        expected = f'expected.{text}.md'
        data = text_of(expected).replace('\n', ENDS[ends]).encode(encoding)
        write(name, (MARKS[encoding] if mark else b'') + data)
        rows.append(row(name, encoding, mark, ends, expected, why))
    name = 'prs.mojibake.md'
    write(name, misread(dari.encode()).encode())
    rows.append(row(name, 'utf-8', False, 'LF', name,
                    'the Dari brief read as windows-1252 and saved as UTF-8: '
                    'it stays as it is, and is reported'))
    write('manifest.json', (json.dumps({'files': rows}, ensure_ascii=False,
                                       indent=1) + '\n').encode())


main()
