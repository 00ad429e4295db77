# SPDX-License-Identifier: MIT
"""How even qalam's lines are, beside those of LuaLaTeX and of Chromium.

usage: compare.py QALAM BRIEF.md [FOLDER]

The body paragraphs of a brief, with the numbers of their notes, are set by all
three in one measure (82 mm), face and size (Vollkorn 9.6/13 pt), justified and
hyphenated as British English with three letters kept on each side. qalam's
lines are those of its finished PDF of the brief. LuaLaTeX has microtype with
its defaults (protrusion and expansion). Chromium has text-wrap: pretty; its
hyphenation dictionaries come over the network and may not be there, so words
carry soft hyphens where the patterns of libhyphen's en_GB allow them.

Every PDF is read in the same way, by pdftotext -bbox-layout. A line's mean gap
is that between its words; lines that end a paragraph do not count. How wide the
letters of a line are drawn is read by mutool trace: its standard deviation over
the lines, and the most that neighbours differ by. Exit status 1 where qalam is
not the most even, has more lines or more lines ending in a hyphen than LuaLaTeX,
or letters of neighbouring lines that differ by more than 1.5 %; 2 where a
program is missing.
"""
import html.parser
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import unicodedata

MEASURE_MM = 82
HYPHENS = '-\u00ad\u2010'
NEEDED = {
    'lualatex': 'apt install texlive-luatex texlive-latex-extra '
                'texlive-lang-english',
    'chromium': 'apt install chromium',
    'pdftotext': 'apt install poppler-utils',
    'mutool': 'apt install mupdf-tools',
}


# ----- The text: paragraphs of (word, style) and spaces -----

class Body(html.parser.HTMLParser):
    """The paragraphs of qalam's own HTML, between abstract and
    recommendations: each a list of (text, style), style one of '', 'em',
    'strong', 'note'."""

    def __init__(self):
        super().__init__()
        self.paragraphs, self.stack, self.section = [], [], None
        self.inside = self.ended = False

    def handle_starttag(self, tag, attributes):
        if tag in ('br', 'img', 'input', 'meta', 'link', 'hr', 'wbr'):
            return
        attributes = dict(attributes)
        if tag == 'section':
            self.section = attributes.get('class') or 'body'
            self.ended |= self.section in ('recommendations', 'people')
        if tag == 'p' and not self.ended and self.stack and self.stack[-1][0] == 'section' and \
                self.section in ('body', 'last') and not attributes:
            self.paragraphs.append([])
            self.inside = True
        self.stack.append((tag, attributes.get('class', '')))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag == 'p':
            self.inside = False
        if tag == 'section':
            self.section = None

    def handle_data(self, text):
        if not self.inside or ('small', 'note') in self.stack:
            return
        classes = [c for _, c in self.stack]
        tags = [t for t, _ in self.stack]
        style = 'note' if 'noteref' in classes else \
            'strong' if 'strong' in tags else 'em' if 'em' in tags else ''
        self.paragraphs[-1].append((text, style))


def paragraphs_of(page):
    body = Body()
    with open(page, encoding='utf-8') as file:
        body.feed(file.read())
    return [p for p in body.paragraphs if p]


# ----- Hyphens by the patterns that qalam uses -----

def load_patterns(path):
    patterns = {}
    with open(path, encoding='latin-1') as file:
        for line in file.read().split('\n')[1:]:
            line = line.strip()
            if not line or line[0] in '%#' or line.isupper() or '=' in line:
                continue
            letters = re.sub('[0-9]', '', line)
            values = [int(n or 0) for n in re.split('[^0-9]', line)]
            patterns[letters] = values
    return patterns


def soft_hyphens(word, patterns):
    text = '.' + word.lower() + '.'
    values = [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            for i, value in enumerate(patterns.get(text[start:end], ())):
                values[start + i] = max(values[start + i], value)
    out = ''
    for i, letter in enumerate(word):
        if 3 <= i <= len(word) - 3 and values[i + 1] % 2:
            out += '\u00ad'
        out += letter
    return out


def with_soft_hyphens(text, patterns):
    return re.sub('[A-Za-z]{6,}',
                  lambda match: soft_hyphens(match[0], patterns), text)


# ----- The other two -----

TEX_HEAD = r'''\documentclass{article}
\usepackage[paperwidth=%dmm,paperheight=297mm,textwidth=82mm,
  textheight=260mm,left=10mm,top=15mm]{geometry}
\usepackage{fontspec}
\setmainfont{Vollkorn}[Ligatures=TeXOff,Numbers=OldStyle,
  BoldFont=Vollkorn SemiBold]
\usepackage[british]{babel}
\usepackage{microtype}
\lefthyphenmin=3 \righthyphenmin=3
\emergencystretch=1em
\parindent=13bp \parskip=0pt
\newcommand\note[1]{\raisebox{0.42em}{\fontsize{6.34bp}{6.34bp}%%
  \selectfont\bfseries\addfontfeature{Numbers=Lining}#1}}
\begin{document}\pagestyle{empty}\raggedbottom
\fontsize{9.6bp}{13bp}\selectfont
'''


def tex_text(text):
    for mark in '&%$#_{}':
        text = text.replace(mark, '\\' + mark)
    return text.replace('~', r'\textasciitilde{}').replace('^', r'\^{}')


def set_by_tex(paragraphs, folder):
    styles = {'': '%s', 'em': r'\emph{%s}', 'strong': r'\textbf{%s}',
              'note': r'\note{%s}'}
    with open(os.path.join(folder, 'tex.tex'), 'w', encoding='utf-8') as out:
        out.write(TEX_HEAD % (MEASURE_MM + 20))
        for paragraph in paragraphs:
            for text, style in paragraph:
                out.write(styles[style] % tex_text(text))
            out.write('\n\n')
        out.write('\\end{document}\n')
    run(['lualatex', '-interaction=batchmode', '-halt-on-error', 'tex.tex'],
        folder)
    return os.path.join(folder, 'tex.pdf')


PAGE_HEAD = '''<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><style>
@page { size: %dmm 297mm; margin: 10mm }
body { margin: 0; font: 9.6pt/13pt Vollkorn; width: 82mm;
  font-variant-numeric: oldstyle-nums; font-kerning: normal }
p { margin: 0; text-align: justify; hyphens: manual; text-wrap: pretty;
  hyphenate-limit-chars: 6 3 3; hanging-punctuation: last allow-end }
p + p { text-indent: 13pt }
b { font-weight: 600 }
sup { font: 600 0.66em/1 Vollkorn; vertical-align: 0.42em;
  font-variant-numeric: lining-nums }
</style>'''


def set_by_browser(paragraphs, folder, patterns):
    styles = {'': '%s', 'em': '<em>%s</em>', 'strong': '<b>%s</b>',
              'note': '<sup>%s</sup>'}
    path = os.path.join(folder, 'browser.html')
    with open(path, 'w', encoding='utf-8') as out:
        out.write(PAGE_HEAD % (MEASURE_MM + 20))
        for paragraph in paragraphs:
            out.write('<p>')
            for text, style in paragraph:
                text = with_soft_hyphens(text, patterns)
                text = text.replace('&', '&amp;').replace('<', '&lt;')
                out.write(styles[style] % text)
            out.write('</p>\n')
    pdf = os.path.join(folder, 'browser.pdf')
    run(['chromium', '--headless', '--no-sandbox', '--disable-gpu',
         '--no-pdf-header-footer', '--user-data-dir=' + folder + '/profile',
         '--print-to-pdf=' + pdf, 'file://' + path], folder)
    return pdf


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300)
    if done.returncode:
        sys.stderr.write(done.stdout.decode('utf-8', 'replace')[-2000:])
        sys.exit('compare: %s failed' % command[0])


# ----- Reading a PDF -----

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" '
                  r'yMax="([\d.]+)">(.*?)</word>')
ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"',
            '&apos;': "'"}


def squeeze(text):
    text = unicodedata.normalize('NFKC', text)
    return re.sub(r'[\s\u00ad\u200b]', '', text)


class Word:
    def __init__(self, match):
        self.x, self.y, self.x_end, self.y_end = map(float, match.groups()[:4])
        self.text = re.sub('&[a-z]+;', lambda m: ENTITIES[m[0]], match[5])
        self.height = round(self.y_end - self.y, 1)


def words_of_pages(pdf):
    done = subprocess.run(['pdftotext', '-bbox-layout', pdf, '-'],
                          stdout=subprocess.PIPE, check=True)
    for page in done.stdout.decode('utf-8').split('<page ')[1:]:
        width = float(re.search('width="([0-9.]+)"', page)[1])
        yield width, [Word(match) for match in WORD.finditer(page)]


def lines_of(pdf, two_columns):
    """Lists of words from left to right, in the order of the page: those of
    the size that most words have, and what is small beside them."""
    pages = list(words_of_pages(pdf))
    heights = [w.height for _, words in pages for w in words]
    body = statistics.mode(heights)
    lines = []
    for width, words in pages:
        rows = {}
        for word in words:
            if abs(word.height - body) < 0.4:
                column = two_columns and word.x > width / 2 - 2
                rows.setdefault((column, round(word.y_end)), []).append(word)
        for word in words:
            if abs(word.height - body) < 0.4:
                continue
            column = two_columns and word.x > width / 2 - 2
            middle = (word.y + word.y_end) / 2
            for (of, _), row in rows.items():
                if of == column and row[0].y < middle < row[0].y_end and \
                        word.height < body:
                    row.append(word)
                    break
        for key in sorted(rows):
            lines.append(sorted(rows[key], key=lambda w: w.x))
    return lines


class Source:
    """All paragraphs as one string without white space, and where white space
    stood."""

    def __init__(self, paragraphs):
        self.text, self.spaces, self.ends = '', set(), set()
        for paragraph in paragraphs:
            plain = ''.join(text for text, _ in paragraph)
            for part in re.split(r'(\s+)', plain):
                if part.strip():
                    self.text += squeeze(part)
                else:
                    self.spaces.add(len(self.text))
            self.ends.add(len(self.text))


def place(line, source, at):
    """Where a line stands in the text, and whether a hyphen was added."""
    text = squeeze(''.join(w.text for w in line))
    cut = text.rstrip(HYPHENS) if line[-1].text[-1] in HYPHENS else text
    # The hyphen may be the author's own.
    if source.text.startswith(text, at):
        cut = text
    return source.text.find(cut, at, at + len(cut) + 400), len(cut)


class Measured:
    def __init__(self):
        self.gaps, self.lines, self.hyphens = [], 0, 0
        self.worst = (0, '')


def mean_gap(line, source, start):
    gaps, at = [], start
    for word, following in zip(line, line[1:]):
        at += len(squeeze(word.text))
        if at in source.spaces:
            gaps.append(following.x - word.x_end)
    return statistics.mean(gaps) if gaps else None


def measure(pdf, source, two_columns):
    measured, at = Measured(), 0
    for line in lines_of(pdf, two_columns):
        start, count = place(line, source, at)
        if start < 0 or count < 2:
            continue
        at = start + count
        measured.lines += 1
        if line[-1].text[-1] in HYPHENS:
            measured.hyphens += 1
        gap = mean_gap(line, source, start)
        if at not in source.ends and gap is not None:
            measured.gaps.append(gap)
            measured.worst = max(measured.worst, (
                gap, ' '.join(w.text for w in line)))
    measured.complete = at == len(source.text)
    return measured


# ----- How wide letters are drawn -----

SPAN = re.compile(r'trm="([-\d.]+) [-\d.]+ [-\d.]+ ([-\d.]+)"')
GLYPH = re.compile(r' x="([-\d.]+)" y="([-\d.]+)"')
BODY_SIZE, LEADING = 9.6, 13


def letter_widths(pdf, two_columns):
    """How wide letters are drawn in each line of the body's size, 1 as the
    font has them, by (page, column) and then from top to bottom."""
    done = subprocess.run(['mutool', 'trace', pdf], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    columns, page, middle, scale = {}, 0, 0, None
    for row in done.stdout.decode('utf-8', 'replace').split('\n'):
        if '<page ' in row:
            page += 1
            middle = float(row.split('mediabox="')[1].split()[2]) / 2 - 2
        span, glyph = SPAN.search(row), GLYPH.search(row)
        if span:
            across, size = abs(float(span[1])), abs(float(span[2]))
            scale = across / size if abs(size - BODY_SIZE) < 0.05 else None
        elif glyph and scale:
            x, y = float(glyph[1]), float(glyph[2])
            column = columns.setdefault((page, two_columns and x > middle), {})
            column.setdefault(round(y), scale)
            scale = None
    return [sorted(column.items(), reverse=True) for column in columns.values()]


def letter_figures(pdf, two_columns):
    columns = letter_widths(pdf, two_columns)
    if not columns:  # Chromium's text has another scale; it widens no letter
        return {'letters': 0, 'step': 0}
    widths = [width for column in columns for _, width in column]
    steps = [abs(one - other) for column in columns
             for (y, one), (below, other) in zip(column, column[1:])
             if y - below <= LEADING + 1]
    return {'letters': statistics.pstdev(widths), 'step': max(steps)}


# ----- The table -----

def figures(measured):
    gaps = measured.gaps
    mean, median = statistics.mean(gaps), statistics.median(gaps)
    return {
        'lines': measured.lines,
        'hyphens': measured.hyphens,
        'mean': mean,
        'spread': statistics.pstdev(gaps) / mean,
        'wide': sum(gap > 1.5 * median for gap in gaps) / len(gaps),
        'most': max(gaps) / median,
    }


def print_table(rows):
    print('%-10s %6s %8s %9s %9s %9s %9s %11s %9s' % (
        '', 'lines', 'hyphens', 'mean gap', 'sd/mean', '> 1.5 med',
        'max/med', 'letters sd', 'max step'))
    for name, row in rows.items():
        print('%-10s %6d %8d %6.2f pt %9.4f %8.1f%% %9.2f %10.2f%% %8.2f%%' % (
            name, row['lines'], row['hyphens'], row['mean'], row['spread'],
            100 * row['wide'], row['most'], 100 * row['letters'],
            100 * row['step']))


def judge(rows):
    ours, tex, browser = rows['qalam'], rows['LuaLaTeX'], rows['Chromium']
    wrong = []
    for name, other in (('LuaLaTeX', tex), ('Chromium', browser)):
        if ours['spread'] >= other['spread']:
            wrong.append('its gaps vary more than those of ' + name)
        if ours['wide'] > other['wide'] or \
                ours['wide'] == other['wide'] and ours['wide'] > 0:
            wrong.append('it has more wide lines than ' + name)
    if ours['lines'] > tex['lines']:
        wrong.append('it has more lines than LuaLaTeX')
    if ours['hyphens'] > tex['hyphens']:
        wrong.append('it has more lines ending in a hyphen than LuaLaTeX')
    if ours['step'] > 0.0151:
        wrong.append('letters of neighbouring lines differ by more than 1.5 %')
    if ours['most'] > 2.2:
        wrong.append('a line has more than 2.2 times the median gap')
    return wrong


def check_programs():
    missing = [name for name in NEEDED if not shutil.which(name)]
    for name in missing:
        print('compare: %s is not installed: %s' % (name, NEEDED[name]))
    if missing:
        sys.exit(2)


def patterns_file():
    path = '/usr/share/hyphen/hyph_en_GB.dic'
    if not os.path.exists(path):
        print('compare: no British patterns: apt install hyphen-en-gb')
        sys.exit(2)
    return path


def compare(qalam, brief, folder):
    subprocess.run([qalam, 'build', '--quiet', '--force', '--to', 'pdf,html',
                    '-o', folder, brief], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True, timeout=60)
    name = os.path.splitext(os.path.basename(brief))[0]
    paragraphs = paragraphs_of(os.path.join(folder, name + '.html'))
    source = Source(paragraphs)
    patterns = load_patterns(patterns_file())
    pdfs = {'qalam': os.path.join(folder, name + '.pdf'),
            'LuaLaTeX': set_by_tex(paragraphs, folder),
            'Chromium': set_by_browser(paragraphs, folder, patterns)}
    rows, wrong = {}, []
    for program, pdf in pdfs.items():
        measured = measure(pdf, source, program == 'qalam')
        if not measured.complete:
            wrong.append('the lines of %s are not the text' % program)
        rows[program] = {**figures(measured),
                         **letter_figures(pdf, program == 'qalam')}
    print_table(rows)
    return wrong + judge(rows)


def main():
    check_programs()
    qalam, brief = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        folder = sys.argv[3] if len(sys.argv) > 3 else scratch
        os.makedirs(folder, exist_ok=True)
        wrong = compare(qalam, brief, os.path.abspath(folder))
    for sentence in wrong:
        print('compare: ' + sentence)
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
