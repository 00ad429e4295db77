# SPDX-License-Identifier: MIT
"""What PDF/X-4 and PDF/X-1a ask of a file, and what a printer does besides.

RULES has a function for each rule, with the rule in words: of ISO 15930-7
(X-4) and ISO 15930-1 (X-1a), or of qalam's own design where those let more
through. A function yields what breaks the rule. The file is read through
qpdf's JSON, so that this knows nothing of the program that wrote it.
"""
import base64
import json
import re
import subprocess

OWN_INK_MOST = 2.6
X1A, X4 = 'x-1a', 'x-4'


class File:
    def __init__(self, path, standard):
        self.standard = standard
        with open(path, 'rb') as file:
            self.bytes = file.read()
        said = subprocess.run(
            ['qpdf', '--json=2', '--json-stream-data=inline',
             '--decode-level=generalized', path],
            stdout=subprocess.PIPE, check=True).stdout
        whole = json.loads(said)['qpdf']
        self.objects = whole[1]
        self.trailer = self.objects['trailer']['value']
        self.catalog = self.get(self.trailer['/Root'])

    def get(self, value):
        """What a value is, wherever it is written."""
        while isinstance(value, str) and re.fullmatch(r'\d+ \d+ R', value):
            found = self.objects['obj:' + value]
            value = found.get('value', found.get('stream'))
        return value

    def dictionary(self, value):
        value = self.get(value)
        return value.get('dict', value) if isinstance(value, dict) else {}

    def data(self, value):
        return base64.b64decode(self.get(value)['data'])

    def all(self):
        """Each dictionary of the file, those within others too."""
        waiting = [found.get('value', found.get('stream'))
                   for found in self.objects.values()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value

    def pages(self):
        waiting = [self.catalog['/Pages']]
        while waiting:
            page = self.get(waiting.pop(0))
            if page['/Type'] == '/Pages':
                waiting = list(page['/Kids']) + waiting
            else:
                yield page

    def content(self, page):
        return self.data(page['/Contents']).decode('latin-1')

    def forms(self):
        for found in self.objects.values():
            if found.get('stream', {}).get('dict', {}).get('/Subtype') == '/Form':
                yield base64.b64decode(found['stream']['data']).decode('latin-1')

    def info(self):
        return self.get(self.trailer.get('/Info', {}))

    def intents(self):
        listed = self.get(self.catalog.get('/OutputIntents', []))
        return [self.get(one) for one in listed]


def said(value):
    """A text string without its mark of how qpdf found it."""
    return value[2:] if value[:2] in ('u:', 'b:') else value


RULES = []


def rule(words, *standards):
    def take(function):
        RULES.append((words, standards or (X4, X1A), function))
        return function
    return take


# ----- The file (ISO 32000-1 7.5) -----

@rule('the header says PDF 1.6 (X-4), PDF 1.3 (X-1a)')
def version(file):
    wanted = b'%PDF-1.6' if file.standard == X4 else b'%PDF-1.3'
    if not file.bytes.startswith(wanted):
        yield file.bytes[:8]


@rule('no object streams and no cross-reference streams before PDF 1.5', X1A)
def classic(file):
    if b'/ObjStm' in file.bytes or b'/XRef' in file.bytes:
        yield 'there are some'
    if not re.search(rb'xref\n0 \d+\n\d{10} 65535 f ', file.bytes):
        yield 'there is no table'


@rule('the trailer has an ID, and nothing is encrypted')
def trailer(file):
    if '/Encrypt' in file.trailer:
        yield 'Encrypt'
    if len(file.trailer.get('/ID', [])) != 2:
        yield 'no ID'


@rule('Info has Title, CreationDate and ModDate, and Trapped True or False')
def info(file):
    for key in ('/Title', '/CreationDate', '/ModDate'):
        if not file.info().get(key):
            yield key
    if file.info().get('/Trapped') not in ('/True', '/False'):
        yield 'Trapped'


@rule('Info names the version and the level', X1A)
def info_version(file):
    wanted = {'/GTS_PDFXVersion': 'PDF/X-1:2001',
              '/GTS_PDFXConformance': 'PDF/X-1a:2001'}
    for key, value in wanted.items():
        if said(file.info().get(key, '')) != value:
            yield key


@rule('XMP names the version, the document, and equals Info', X4)
def xmp(file):
    text = file.data(file.catalog['/Metadata']).decode()
    for wanted in ('<pdfxid:GTS_PDFXVersion>PDF/X-4<', '<xmpMM:DocumentID>',
                   '<xmpMM:VersionID>', '<xmpMM:RenditionClass>',
                   '<pdf:Trapped>False<', '<xmp:CreateDate>',
                   '<xmp:ModifyDate>', '<xmp:MetadataDate>', '<dc:title>'):
        if wanted not in text:
            yield wanted
    date = re.search('<xmp:CreateDate>([^<]*)<', text).group(1)
    digits = re.sub(r'\D', '', date)
    if digits not in file.info()['/CreationDate']:
        yield 'dates differ'


@rule('one output intent of GTS_PDFX, with the profile of a CMYK press')
def intent(file):
    found = [one for one in file.intents() if one['/S'] == '/GTS_PDFX']
    if len(found) != 1 or len(file.intents()) != 1:
        yield 'there are %d' % len(found)
        return
    for key in ('/OutputConditionIdentifier', '/Info'):
        if not said(found[0].get(key, '')):
            yield key
    profile = file.data(found[0]['/DestOutputProfile'])
    if (profile[12:16], profile[16:20], profile[36:40]) != (
            b'prtr', b'CMYK', b'acsp'):
        yield 'the profile is %r' % profile[:40]
    if int.from_bytes(profile[:4], 'big') != len(profile):
        yield 'the profile is cut short'
    if file.standard == X1A and profile[8] > 2:
        yield 'the profile is of version %d' % profile[8]


# ----- Pages -----

def inside(inner, outer):
    slack = 0.001
    return (inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack and
            inner[2] <= outer[2] + slack and inner[3] <= outer[3] + slack)


@rule('a TrimBox and no ArtBox; Trim lies in Bleed, and Bleed in Media')
def boxes(file):
    for number, page in enumerate(file.pages(), 1):
        if '/TrimBox' not in page or '/ArtBox' in page:
            yield 'page %d' % number
            continue
        trim, bleed, media = (file.get(page[key]) for key in (
            '/TrimBox', '/BleedBox', '/MediaBox'))
        if not inside(trim, bleed) or not inside(bleed, media):
            yield 'page %d: %s %s %s' % (number, trim, bleed, media)
        if any(abs(abs(a - b) - 72 * 3 / 25.4) > 0.01
               for a, b in zip(trim, bleed)):
            yield 'page %d: the bleed is not 3 mm' % number
        if abs(trim[2] - trim[0] - 595.276) > 0.01 and abs(
                trim[2] - trim[0] - 841.89) > 0.01:
            yield 'page %d is not A4' % number


@rule('no annotations, actions, forms, scripts, files, tags or layers')
def nothing_active(file):
    banned = {'/Annots', '/AA', '/OpenAction', '/JavaScript', '/JS',
              '/AcroForm', '/EmbeddedFiles', '/OCProperties',
              '/StructTreeRoot', '/StructParents', '/XFA', '/Alternates',
              '/OPI', '/Ref'}
    for one in file.all():
        for key in banned & set(one):
            yield key


@rule('right-to-left briefs turn their pages so')
def turning(file):
    direction = file.get(file.catalog.get('/ViewerPreferences', {})).get(
        '/Direction')
    if direction not in ('/L2R', '/R2L'):
        yield direction


# ----- Fonts -----

@rule('every font is embedded')
def fonts(file):
    count = 0
    for one in file.all():
        if one.get('/Type') == '/FontDescriptor':
            count += 1
            if not {'/FontFile', '/FontFile2', '/FontFile3'} & set(one):
                yield one.get('/FontName')
        elif one.get('/Subtype') in ('/Type1', '/TrueType') and \
                '/FontDescriptor' not in one:
            yield one.get('/BaseFont')
    if not count:
        yield 'there are none'


# ----- Colour -----

def space_of(file, value):
    value = file.get(value)
    return value if isinstance(value, str) else [file.get(v) for v in value]


@rule('pictures are of inks, and masks of grey')
def picture_spaces(file):
    masks = {one['/SMask'] for one in file.all() if '/SMask' in one}
    for name, found in file.objects.items():
        one = found.get('stream', {}).get('dict', {})
        if one.get('/Subtype') != '/Image':
            continue
        space = space_of(file, one.get('/ColorSpace'))
        if name[4:] in masks:
            good = space == '/DeviceGray'
        elif isinstance(space, list):
            good = space[0] == '/Indexed' and space[1] == '/DeviceCMYK'
        else:
            good = space == '/DeviceCMYK'
        if not good:
            yield name, space


@rule('no space of light anywhere')
def spaces(file):
    for one in file.all():
        for key, value in one.items():
            if value in ('/DeviceRGB', '/CalRGB', '/Lab'):
                yield key, value


NUMBER = r'-?(?:\d+\.?\d*|\.\d+)'
LIGHT = re.compile(r'(?<![/\w])(?:rg|RG|g|G|sc|scn|sh|cs|ri)(?![\w])')
INKS = re.compile(r'((?:%s\s+){4})([kK])(?!\w)' % NUMBER)


def without_strings(content):
    return re.sub(r'<[0-9A-Fa-f\s]*>|\((?:\\.|[^()\\])*\)', '()', content,
                  flags=re.S)


def inks_of(content):
    for found in INKS.finditer(without_strings(content)):
        yield [float(part) for part in found.group(1).split()]


@rule('contents use plates alone')
def operators(file):
    for content in [file.content(p) for p in file.pages()] + list(file.forms()):
        for found in LIGHT.finditer(without_strings(content)):
            yield found.group(0)


@rule('no colour of our own has more than 260 % of ink')
def own_inks(file):
    for content in [file.content(p) for p in file.pages()] + list(file.forms()):
        for inks in inks_of(content):
            if sum(inks) > OWN_INK_MOST + 0.001:
                yield inks


@rule('black letters are on one plate, and printed over what is there')
def letters(file):
    token = re.compile(r'(?:((?:%s\s+){4})k\b)|(/Over gs)|(/Out gs)|'
                       r'(\bTj\b|\bTJ\b)' % NUMBER)
    count = 0
    for number, page in enumerate(file.pages(), 1):
        # The slug line is no part of the page.
        content = re.sub(r'^q 0\.25 w /All.*?\nQ\n', '', file.content(page),
                         flags=re.S)
        inks, over = [0, 0, 0, 1], False
        for found in token.finditer(without_strings(content)):
            if found.group(1):
                inks = [float(part) for part in found.group(1).split()]
            elif found.group(4):
                alone = inks[3] > 0 and not any(inks[:3])
                count += alone
                if inks[3] > 0.9 and not alone:
                    yield 'page %d: black of more than one plate' % number
                    break
                if alone != over:
                    yield 'page %d: %s, overprinting %s' % (number, inks, over)
                    break
            else:
                over = bool(found.group(2))
    if not count:
        yield 'there are none'


@rule('overprinting leaves plates without ink as they are')
def overprint_mode(file):
    for one in file.all():
        if one.get('/OP') is True and one.get('/OPM') != 1:
            yield one


@rule('no transfer curves, halftones of types 1 and 5 alone, no LZW')
def devices(file):
    for one in file.all():
        for key in {'/TR', '/TR2', '/HTP'} & set(one):
            yield key
        if '/HalftoneType' in one and one['/HalftoneType'] not in (1, 5):
            yield one['/HalftoneType']
        if one.get('/Subtype') == '/PS':
            yield 'PostScript'
    if re.search(rb'/Filter\s*\[?\s*/LZW', file.bytes):
        yield 'LZW'


@rule('nothing lets through what is under it', X1A)
def opaque(file):
    for one in file.all():
        if one.get('/SMask', '/None') != '/None':
            yield 'a mask'
        for key in ('/ca', '/CA'):
            if one.get(key, 1) != 1:
                yield key, one[key]
        if one.get('/BM', '/Normal') not in ('/Normal', '/Compatible'):
            yield one['/BM']
        if one.get('/S') == '/Transparency':
            yield 'a group'


def check(path, standard):
    file = File(path, standard)
    for words, standards, function in RULES:
        if standard not in standards:
            continue
        for fault in function(file):
            yield '%s: %s: %s' % (path, words, fault)
