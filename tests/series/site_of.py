# SPDX-License-Identifier: MIT
"""What series.yaml gives its briefs, and the site that is made with them."""
import os
import shutil

import briefs
from harness import (build, changed, check, equal, facts, read, replace,
                     site_below, write)

SERIES = """\
name: {en: Mountain Papers, fa-AF: دفترهای کوهستان}
about: Short briefs.
publisher: Institute for Mountain Policy
languages: [en, fa, ps]
authors:
  rahimi: {name: Mina Rahimi}
  berg: {name: Tomas Berg}
subjects: {water: Water}
organisations:
  - name: Water Council
    logo: logo.png
"""


def text(number, front=''):
    return briefs.text(number, front=front)


def make(folder):
    """Four briefs: one has a publisher of its own, two have authors by id, one
    organisations."""
    write(f'{folder}/src/series.yaml', SERIES)
    write(f'{folder}/src/logo.png', briefs.png((9, 9, 9)))
    write(f'{folder}/src/a.md', text(1, 'authors: [rahimi]\n'))
    write(f'{folder}/src/b.md', text(2, 'authors: [berg]\nsubjects: [water]\n'))
    write(f'{folder}/src/c.md', text(3, 'publisher: Own House\n'))
    write(f'{folder}/src/d.md', text(4, 'organisations: [{name: Guild}]\n'))
    build(folder)


def again(folder, wanted, reason):
    result = build(folder, '--why')
    equal(result.fates('built'), [f'{name}.md' for name in wanted], reason)
    for name in wanted:
        equal(result.reason(f'{name}.md'), reason, f'why {name}')
    equal(build(folder).fates('built'), [], 'then nothing')


def test_settings_make_what_shows_them(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    replace(path, 'Institute for', 'The Institute for')
    again(folder, 'abd', '‘publisher’ of the series changed')
    replace(path, 'Mina Rahimi', 'Mina Rahimi-Noor')
    again(folder, 'a', '‘authors/rahimi’ of the series changed')
    replace(path, 'water: Water', 'water: Rivers')
    again(folder, 'b', '‘subjects/water’ of the series changed')
    write(f'{folder}/src/logo.png', briefs.png((8, 8, 8)))
    again(folder, 'abc', '‘organisations’ of the series changed')
    write(path, read(path).decode() + 'licence: CC BY 4.0\n')
    again(folder, 'abcd', 'series.yaml has other keys')
    replace(path, 'about: Short', 'about: Very short')
    before = facts(f'{folder}/out', site=True)
    again(folder, 'abcd', '‘about’ of the series changed')
    touched = changed(before, facts(f'{folder}/out', site=True))
    check('index.html' in touched, f'the index does: {touched}')
    write(path, '# A comment.\n' + read(path).decode())
    equal(build(folder).fates('built'), [], 'a comment is nothing')


def test_broken_series_builds_nothing(folder):
    make(folder)
    before = facts(f'{folder}/out', site=True)
    write(f'{folder}/src/series.yaml', 'name: [\n')
    replace(f'{folder}/src/a.md', '(1)', '(one)')
    build(folder, status=1, report=False).says('src/series.yaml:2:1: error')
    equal(changed(before, facts(f'{folder}/out', site=True)), [], 'touched')


def test_theme_of_a_folder(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    write(path, read(path).decode() + 'theme: look\n')
    write(f'{folder}/src/look/qalam.css', 'body { color: #111 }\n')
    build(folder)
    equal(read(f'{folder}/out/assets/qalam.css'), b'body { color: #111 }\n',
          'the sheet')
    write(f'{folder}/src/look/qalam.css', 'body { color: #222 }\n')
    before = facts(f'{folder}/out')
    result = build(folder)
    equal(result.reason('a.md'), '‘qalam.css’ of the theme changed', 'why')
    equal(changed(before, facts(f'{folder}/out')), ['assets/qalam.css'],
          'only the sheet is another')


def test_measures_of_a_theme(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    write(path, read(path).decode() + 'theme: look\n')
    write(f'{folder}/src/look/print.yaml', 'note-rule-width: 20 mm\n')
    build(folder)
    before = facts(f'{folder}/out')
    build(folder)
    equal(changed(before, facts(f'{folder}/out')), [], 'nothing to do')
    write(f'{folder}/src/look/print.yaml', 'frame-top: 31 mm\n')
    result = build(folder)
    equal(result.reason('a.md'), '‘print.yaml’ of the theme changed', 'why')
    check('a.pdf' in changed(before, facts(f'{folder}/out')),
          'the PDF is another')
    write(f'{folder}/src/look/print.yaml', '# as the house\ngrid: 2 m\n')
    before = facts(f'{folder}/out')
    build(folder, status=1, report=False).says(
        'src/look/print.yaml:2:7: error: ‘grid’ should be')
    equal(changed(before, facts(f'{folder}/out')), [], 'touched')


def test_site_shows_what_there_is(folder):
    briefs.make(f'{folder}/src', 6)
    build(folder)
    equal(site_below(f'{folder}/out'),
          ['assets/series.css', 'feed.fa.xml', 'feed.ps.xml', 'feed.xml',
           'index.fa.html', 'index.html', 'index.ps.html'], 'the site')
    before = facts(f'{folder}/out', site=True)
    build(folder)
    equal(changed(before, facts(f'{folder}/out', site=True)), [], 'touched')
    os.unlink(f'{folder}/out/index.html')
    build(folder)
    check(os.path.exists(f'{folder}/out/index.html'), 'it came back')
    # A title is shown, a paragraph is not.
    before = facts(f'{folder}/out', site=True)
    replace(f'{folder}/src/brief-001.md', 'title: ', 'title: New ')
    build(folder)
    touched = changed(before, facts(f'{folder}/out', site=True))
    check('index.html' in touched or 'index.fa.html' in touched or
          'index.ps.html' in touched, f'an index shows the title: {touched}')


def test_failed_brief_stays_in_the_index(folder):
    briefs.make(f'{folder}/src', 3)
    build(folder)
    before = facts(f'{folder}/out', site=True)
    write(f'{folder}/src/brief-002.md', '---\ntitle: [\n---\n\nText.\n')
    result = build(folder, status=1)
    result.says('its last good outputs stay')
    result.says('its last good version is shown')
    equal(changed(before, facts(f'{folder}/out', site=True)), [], 'touched')


def test_no_brief_no_site(folder):
    write(f'{folder}/src/a.md', '\n')
    build(folder, status=1)
    check(not os.path.exists(f'{folder}/out'), 'nothing is left')


def test_gone_brief_leads_on(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    write(path, read(path).decode() + 'removed: redirect\n')
    shutil.move(f'{folder}/src/b.md', f'{folder}/b.md')
    build(folder)
    page = read(f'{folder}/out/b.html').decode()
    check('url=index.html' in page, 'its page leads to the index')
    for ending in ('pdf', 'epub'):
        check(not os.path.exists(f'{folder}/out/b.{ending}'), f'no b.{ending}')
    before = facts(f'{folder}/out', site=True)
    build(folder)
    equal(changed(before, facts(f'{folder}/out', site=True)), [], 'it stays')
    shutil.move(f'{folder}/b.md', f'{folder}/src/b.md')
    build(folder)
    check('url=index.html' not in read(f'{folder}/out/b.html').decode(),
          'a brief that comes back has its address')


def test_redirects(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    own = read(path).decode()
    write(path, own + 'redirects: {old/x.html: a.html}\n')
    build(folder)
    check('url=../a.html' in read(f'{folder}/out/old/x.html').decode(), 'leads on')
    write(path, own)
    build(folder)
    check(not os.path.exists(f'{folder}/out/old'), 'it goes with its line')


def shows(folder, *titles):
    page = read(f'{folder}/out/index.html').decode()
    for title in titles:
        check(title in page, f'the index has {title}')


def test_series_with_another_name(folder):
    """Renamed, moved or copied it builds its whole site."""
    make(folder)
    shutil.move(f'{folder}/src', f'{folder}/renamed')
    result = build(folder, 'renamed')
    check('no site is made' not in result.said, 'the site is ours')
    os.makedirs(f'{folder}/below')
    shutil.move(f'{folder}/renamed', f'{folder}/below/moved')
    write(f'{folder}/below/moved/e.md',
          text(5).replace('title: ', 'title: Fifth '))
    build(folder, 'below/moved')
    shows(folder, 'Fifth')
    shutil.copytree(f'{folder}/below/moved', f'{folder}/copy')
    write(f'{folder}/copy/f.md', text(6).replace('title: ', 'title: Sixth '))
    build(folder, 'copy')
    shows(folder, 'Fifth', 'Sixth')


def test_site_of_another_series(folder):
    """It stays while that is there, which is no success; unless forced."""
    make(folder)
    write(f'{folder}/other/series.yaml', SERIES.replace('logo: logo.png\n', ''))
    write(f'{folder}/other/g.md', text(7).replace('title: ', 'title: Seventh '))
    build(folder, 'other', status=1).says('no site is made')
    check(os.path.exists(f'{folder}/out/g.html'), 'its brief is built')
    check('Seventh' not in read(f'{folder}/out/index.html').decode(), 'as it was')
    build(folder, '--force', 'other')
    shows(folder, 'Seventh')
    build(folder, status=1).says('no site is made')


def test_two_of_one_number(folder):
    """Told, but for editions of one text and for another series."""
    def brief(name, title, number, lang='en', more=''):
        write(f'{folder}/{name}.md', f'---\ntitle: {title}\nlang: {lang}\n'
              f'number: {number}\n{more}---\n\nA text.\n')
    write(f'{folder}/src/series.yaml', 'name: Papers\n')
    brief('src/a', 'Wells', 7)
    brief('src/a.ps', 'څاه ګانې', '۷', 'ps')
    brief('src/b', 'Mills', 8)
    brief('src/c.fa-AF', 'آسیاب', '۸', 'fa-AF')
    brief('src/d', 'Wells', 7, more='series: Letters\n')
    result = build(folder)
    check('series-number-twice' not in result.said, 'no number twice')
    check('series-title-twice' not in result.said, 'no title twice')
    brief('src/e', 'WELLS', '٧')
    result = build(folder)
    result.says('number ٧ is that of src/a.md too')
    result.says('src/a.md has the same title')


def test_brief_called_index(folder):
    write(f'{folder}/src/index.md', text(1))
    build(folder).says('no site is made')
    equal(site_below(f'{folder}/out'), ['index.html'], 'the brief')
    build(folder)


def test_outputs_of_a_series(folder):
    make(folder)
    path = f'{folder}/src/series.yaml'
    own = read(path).decode()
    write(path, own + 'outputs: [pdf, html]\n')
    build(folder)
    check(not os.path.exists(f'{folder}/out/a.epub'), 'books go')
    build(folder, '--to=epub')
    check(os.path.exists(f'{folder}/out/a.epub'), 'what --to asks for is made')
    check(os.path.exists(f'{folder}/out/a.pdf'), 'and the rest stays')
