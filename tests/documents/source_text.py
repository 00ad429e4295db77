# SPDX-License-Identifier: MIT
"""The text of a clean brief as its author wrote it, by parts.

Made without qalam: the markup beyond GFM is taken off here, and the rest is
read by cmark-gfm's own program. body is every heading, paragraph, list item
and quote in order; cells, captions and notes are sequences of their own.
"""
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

NS = '{http://commonmark.org/xml/1.0}'


def squeeze(text):
    """NFC, without white space: what two readers of one text must agree on."""
    return re.sub(r'\s', '', unicodedata.normalize('NFC', text))


def parse(markdown):
    xml = subprocess.run(
        ['cmark-gfm', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-t', 'xml'],
        input=markdown, capture_output=True, text=True, check=True).stdout
    return ET.fromstring(re.sub(r'<!DOCTYPE[^>]*>', '', xml))


def plain(node):
    """The text below a node; pictures have none of their own here."""
    if node.tag == NS + 'image':
        return ''
    if node.tag in (NS + 'text', NS + 'code', NS + 'code_block'):
        return node.text or ''
    if node.tag == NS + 'html_inline':
        return ''
    return ' '.join(plain(child) for child in node) if node.tag in (
        NS + 'item', NS + 'list', NS + 'block_quote', NS + 'document') else ''.join(
        plain(child) if child.tag not in (NS + 'softbreak', NS + 'linebreak') else ' ' for child in node)


def without_front_matter(text):
    match = re.match(r'---\n.*?\n---\n', text, re.S)
    return text[match.end():] if match else text


def split_notes(text):
    """Body without note definitions, and {label: text}."""
    body, notes, label = [], {}, None
    for line in text.split('\n'):
        start = re.match(r'\[\^([^\]\s]+)\]:\s?(.*)', line)
        if start:
            label = start.group(1)
            notes.setdefault(label, []).append(start.group(2))
        elif label and (line.startswith('    ') or not line.strip()):
            notes[label].append(line[4:])
        else:
            label = None
            body.append(line)
    return '\n'.join(body), {key: '\n'.join(value) for key, value in notes.items()}


REFERENCE = r'\[\^([^\]\s]+)\]'


def chart(text, parts):
    """A chart's title is a caption; its unit and its rows are drawn."""
    head, _, table = text.partition('\n\n')
    keys = dict(line.split(': ', 1) for line in head.split('\n'))
    parts['captions'].append(plain(parse(keys['title'])))
    rows = [list(row.iter(NS + 'table_cell')) for row in parse(table).iter(NS + 'table_row')]
    parts['drawn'] += [keys['unit']] + [plain(cell) for row in rows for cell in row]


def walk(node, parts):
    if node.tag == NS + 'table':
        parts['cells'] += [plain(cell) for cell in node.iter(NS + 'table_cell')]
    elif node.tag == NS + 'paragraph':
        picture = [child for child in node if child.tag != NS + 'softbreak']
        if picture and picture[0].tag == NS + 'image':
            parts['captions'].append(picture[0].get('title', ''))
        elif plain(node).startswith('Table: '):
            parts['captions'].append(plain(node)[len('Table: '):])
        else:
            parts['body'].append(plain(node))
    elif node.tag == NS + 'code_block' and node.get('info') == 'chart':
        chart(node.text, parts)
    elif node.tag in (NS + 'heading', NS + 'code_block'):
        parts['body'].append(plain(node))
    else:
        for child in node:
            walk(child, parts)


def source_text(path):
    """{'body': […], 'cells': […], 'captions': […], 'notes': […], 'drawn': […]};
    notes in the order of first reference, the front matter's first."""
    text = open(path, encoding='utf-8').read()
    body, notes = split_notes(without_front_matter(text))
    front = text[:len(text) - len(without_front_matter(text))]
    labels = []
    for label in re.findall(REFERENCE, front) + re.findall(REFERENCE, body):
        if label in notes and label not in labels:
            labels.append(label)
    body = re.sub(REFERENCE, '', body)
    body = re.sub(r'(?m)^:::.*$', '', body)
    body = re.sub(r'\{[a-z.][^}\n]*\}', '', body)
    parts = {'body': [], 'cells': [], 'captions': [], 'notes': [], 'drawn': []}
    walk(parse(body), parts)
    for label in labels:
        parts['notes'].append(plain(parse(re.sub(REFERENCE, '', notes[label]))))
    return parts
