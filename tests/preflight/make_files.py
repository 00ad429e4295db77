#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes small PDF files: one that is good, and others with one fault each.

usage: make_files.py FOLDER

Prints a line for each: its name, the standard, and the clause that refuses it
(- for the good one)."""
import os
import sys

XMP = '''<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Wells</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'''


def profile():
    data = bytearray(132)
    data[0:4] = (132).to_bytes(4, 'big')
    data[8] = 4
    data[12:16] = b'mntr'
    data[16:20] = b'RGB '
    data[36:40] = b'acsp'
    return bytes(data)


PAGE = '/Figure <</MCID 0>> BDC 0 0 1 rg 10 10 50 50 re f EMC\n'

# Number: dictionary, and the data of a stream.
GOOD = {
    1: ('/Type /Catalog /Pages 2 0 R /Metadata 3 0 R /Lang (en) '
        '/MarkInfo <</Marked true>> /StructTreeRoot 4 0 R '
        '/ViewerPreferences <</DisplayDocTitle true>> '
        '/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 '
        '/OutputConditionIdentifier (sRGB) /DestOutputProfile 5 0 R>>]', None),
    2: ('/Type /Pages /Count 1 /Kids [6 0 R]', None),
    3: ('/Type /Metadata /Subtype /XML', XMP.encode()),
    4: ('/Type /StructTreeRoot /K 8 0 R /ParentTree '
        '<</Nums [0 [9 0 R] 1 10 0 R]>>', None),
    5: ('/N 3', profile()),
    6: ('/Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 7 0 R '
        '/Resources <<>> /StructParents 0 /Tabs /S /Annots [11 0 R]', None),
    7: ('', PAGE.encode()),
    8: ('/Type /StructElem /S /Document /P 4 0 R '
        '/K [9 0 R 10 0 R 12 0 R 13 0 R 16 0 R]', None),
    9: ('/Type /StructElem /S /Figure /P 8 0 R /Alt (A well) /Pg 6 0 R /K 0',
        None),
    10: ('/Type /StructElem /S /Link /P 8 0 R '
         '/K <</Type /OBJR /Obj 11 0 R /Pg 6 0 R>>', None),
    11: ('/Type /Annot /Subtype /Link /Rect [10 10 60 60] /F 4 '
         '/Contents (More on wells) /StructParent 1 '
         '/A <</S /URI /URI (https://www.example.org)>>', None),
    12: ('/Type /StructElem /S /Note /ID (n1) /P 8 0 R', None),
    13: ('/Type /StructElem /S /Table /P 8 0 R /K [14 0 R 17 0 R]', None),
    14: ('/Type /StructElem /S /TR /P 13 0 R /K 15 0 R', None),
    15: ('/Type /StructElem /S /TH /P 14 0 R /A <</O /Table /Scope /Column>>',
         None),
    16: ('/Type /StructElem /S /H1 /P 8 0 R', None),
    17: ('/Type /StructElem /S /TR /P 13 0 R /K 18 0 R', None),
    18: ('/Type /StructElem /S /TD /P 17 0 R', None),
}

# Name, standard, clause, number, what is replaced, by what.
FAULTS = [
    ('title', 'ua-1', '7.1-9', 3, 'dc:title', 'dc:subject'),
    ('ua-none', 'ua-1', '5-1', 3, 'pdfuaid:part', 'pdfaid:corr'),
    ('ua-part', 'ua-1', '5-2', 3, '<pdfuaid:part>1', '<pdfuaid:part>2'),
    ('a-none', 'a-2a', '6.6.4-1', 3, 'pdfa/ns/id', 'pdfa/ns/other'),
    ('level', 'a-2a', '6.6.4-3', 3, 'e>A<', 'e>B<'),
    ('metadata', 'ua-1', '7.1-8', 1, '/Metadata 3 0 R', ''),
    ('shown-title', 'ua-1', '7.1-10', 1, 'Title true', 'Title false'),
    ('marked', 'ua-1', '6.2-1', 1, 'Marked true', 'Marked false'),
    ('tree', 'ua-1', '7.1-11', 1, '/StructTreeRoot 4 0 R', ''),
    ('lang', 'ua-1', '7.2-29', 1, '(en)', '(en_GB)'),
    ('lang-none', 'ua-1', '7.2-22', 1, '/Lang (en)', ''),
    ('intent', 'a-2a', '6.2.4.3-2', 1, '/DestOutputProfile 5 0 R', ''),
    ('profile', 'a-2a', '6.2.3-1', 5, 'mntr', 'scnr'),
    ('tabs', 'ua-1', '7.18.3-1', 6, '/Tabs /S', ''),
    ('untagged', 'ua-1', '7.1-3', 7, '/Figure <</MCID 0>>', '/Figure <<>>'),
    ('artifact', 'ua-1', '7.1-1', 7, 'rg', 'rg /Artifact BMC EMC'),
    ('operator', 'a-2a', '6.2.2-1', 7, 're f', 're f zz'),
    ('cmyk', 'a-2a', '6.2.4.3-3', 7, '0 0 1 rg', '0 0 0 1 k'),
    ('hex', 'a-2a', '6.1.6-1', 11, '(More on wells)', '<414>'),
    ('type', 'ua-1', '7.1-5', 9, '/S /Figure', '/S /Picture'),
    ('alt', 'ua-1', '7.3-1', 9, '/Alt (A well)', ''),
    ('parent', 'ua-1', '7.1-12', 9, '/P 8 0 R', ''),
    ('link-tag', 'ua-1', '7.18.5-1', 10, '/S /Link', '/S /Span'),
    ('link-text', 'ua-1', '7.18.5-2', 11, '/Contents (More on wells)', ''),
    ('flags', 'a-2a', '6.3.2-1', 11, '/F 4', ''),
    ('hidden', 'a-2a', '6.3.2-2', 11, '/F 4', '/F 6'),
    ('action', 'a-2a', '6.5.1-1', 11, '/S /URI', '/S /Launch'),
    ('note', 'ua-1', '7.9-1', 12, '/ID (n1)', ''),
    ('row', 'ua-1', '7.2-4', 13, '/S /Table', '/S /Sect'),
    ('scope', 'ua-1', '7.5-1', 15, '/A <</O /Table /Scope /Column>>', ''),
    ('span', 'ua-1', '7.2-41', 18, '/S /TD',
     '/S /TD /A <</O /Table /RowSpan 2>>'),
    ('columns', 'ua-1', '7.2-42', 18, '/S /TD',
     '/S /TD /A <</O /Table /ColSpan 2>>'),
    ('heading', 'ua-1', '7.4.2-1', 16, '/H1', '/H2'),
]


def write(path, objects):
    data = bytearray(b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
    places = []
    for number, (text, stream) in objects.items():
        places.append(len(data))
        if stream is not None:
            text += f' /Length {len(stream)}'
        data += f'{number} 0 obj\n<<{text}>>\n'.encode()
        if stream is not None:
            data += b'stream\n' + stream + b'\nendstream\n'
        data += b'endobj\n'
    at = len(data)
    data += f'xref\n0 {len(places) + 1}\n0000000000 65535 f \n'.encode()
    data += ''.join(f'{place:010} 00000 n \n' for place in places).encode()
    data += (f'trailer\n<</Size {len(places) + 1} /Root 1 0 R '
             f'/ID [<00> <00>]>>\nstartxref\n{at}\n%%EOF\n').encode()
    with open(path, 'wb') as file:
        file.write(data)


def main():
    folder = sys.argv[1]
    for standard in ('ua-1', 'a-2a'):
        write(os.path.join(folder, 'good.pdf'), GOOD)
        print('good', standard, '-')
    for name, standard, clause, number, before, after in FAULTS:
        text, stream = GOOD[number]
        if stream is None:
            assert before in text, name
            text = text.replace(before, after)
        else:
            assert before.encode() in stream, name
            stream = stream.replace(before.encode(), after.encode())
        write(os.path.join(folder, name + '.pdf'),
              {**GOOD, number: (text, stream)})
        print(name, standard, clause)


main()
