# SPDX-License-Identifier: MIT
"""Makes small briefs in three languages, with notes and pictures."""
import os
import struct
import zlib

from harness import write

WORDS = {
    'en': ('Water for the valley', 'The river', 'Who shares the water',
           'The canal was dug before the war and mended in its tenth year',
           'Survey of the canal, p. 4.'),
    'fa': ('آب برای دره', 'دریا', 'چه کسی آب را تقسیم می‌کند',
           'کانال پیش از جنگ کنده شد و در سال دهم آن ترمیم گردید',
           'سروی کانال، ص ۴.'),
    'ps': ('د درې لپاره اوبه', 'سیند', 'اوبه څوک وېشي',
           'کانال له جګړې مخکې وکېندل شو او په لسم کال یې جوړ شو',
           'د کانال سروې، ۴ مخ.'),
}
LANGS = tuple(WORDS)


def png(color, size=24):
    """A square of one color."""
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data)))
    row = b'\0' + bytes(color) * size
    return (b'\x89PNG\r\n\x1a\n' +
            chunk(b'IHDR', struct.pack('>IIBBBBB', size, size, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(row * size, 9)) + chunk(b'IEND', b''))


def text(number, lang='en', picture=None, more='', front=''):
    title, river, who, canal, note = WORDS[lang]
    lines = ['---', f'title: {title} {number}', f'lang: {lang}', *front.split('\n'),
             '---', '', f'## {river}', '', f'{canal} ({number}).[^1]', '']
    if picture:
        lines += [f'![{river}]({picture})', '']
    lines += [f'## {who}', '', f'{canal}. {more}'.rstrip(), '', f'[^1]: {note}', '']
    return '\n'.join(line for line in lines if line is not None).replace(
        '\n\n---', '\n---', 1)


def name(number):
    return f'brief-{number:03}'


def make(folder, count):
    """count briefs; every third shows one of two pictures. Answers names."""
    for which, color in enumerate(((200, 30, 30), (30, 30, 200))):
        write(os.path.join(folder, f'pictures/{which}.png'), png(color))
    for number in range(1, count + 1):
        picture = f'pictures/{number // 3 % 2}.png' if number % 3 == 0 else None
        write(os.path.join(folder, name(number) + '.md'),
              text(number, LANGS[number % 3], picture))
    return [name(number) for number in range(1, count + 1)]
