# SPDX-License-Identifier: MIT
"""What is built again, and what is said of why."""
import json
import os
import shutil

import briefs
from harness import (FORMATS, build, changed, check, equal, facts, hashes,
                     names_below, outputs, read, replace, write)


def series(folder, count=6):
    names = briefs.make(f'{folder}/src', count)
    first = build(folder)
    equal(first.fates('built'), [f'{name}.md' for name in names], 'built')
    return names


def rebuilds(folder, wanted, *arguments, fate='built', **more):
    """Builds; the files of those briefs, and no others, are touched."""
    before = facts(f'{folder}/out')
    result = build(folder, *arguments, **more)
    equal(result.fates(fate), sorted(f'{name}.md' for name in wanted), fate)
    equal(changed(before, facts(f'{folder}/out')), outputs(*wanted),
          'touched files')
    return result


def test_touch_rebuilds_nothing(folder):
    names = series(folder)
    for name in names:
        os.utime(f'{folder}/src/{name}.md', (1, 1))
    os.utime(f'{folder}/src/pictures/0.png')
    result = rebuilds(folder, [])
    equal(len(result.fates('current')), len(names), 'current')
    check('built' in result.said and 'current' in result.said, 'a table')


def test_one_text(folder):
    series(folder)
    replace(f'{folder}/src/brief-004.md', '(4)', '(four)')
    result = rebuilds(folder, ['brief-004'], '--why')
    equal(result.reason('brief-004.md'), 'its text changed', 'reason')
    result.says('its text changed')
    rebuilds(folder, [])


def test_one_picture(folder):
    series(folder, 9)
    write(f'{folder}/src/pictures/1.png', briefs.png((1, 2, 3)))
    before = facts(f'{folder}/out')
    result = build(folder)
    equal(result.fates('built'), ['brief-003.md', 'brief-009.md'], 'built')
    touched = changed(before, facts(f'{folder}/out'))
    equal([name for name in touched if not name.startswith('assets/')],
          outputs('brief-003', 'brief-009'), 'touched files')
    equal(len(touched), 8, 'the old picture went, the new one came')
    equal(result.reason('brief-003.md'),
          'the picture ‘pictures/1.png’ changed', 'reason')
    os.unlink(f'{folder}/src/pictures/1.png')
    result = build(folder, status=None)
    equal(sorted(result.fates('built') + result.fates('failed')),
          ['brief-003.md', 'brief-009.md'], 'without its picture')
    write(f'{folder}/src/pictures/1.png', briefs.png((1, 2, 3)))
    build(folder)
    rebuilds(folder, [])


def test_missing_output(folder):
    series(folder)
    os.unlink(f'{folder}/out/brief-002.html')
    before = facts(f'{folder}/out')
    result = build(folder)
    equal(result.fates('restored'), ['brief-002.md'], 'restored')
    equal(result.reason('brief-002.md'), 'brief-002.html is not there', 'reason')
    equal(changed(before, facts(f'{folder}/out')), ['brief-002.html'], 'touched')


def test_options(folder):
    names = series(folder, 2)
    before = hashes(f'{folder}/out')
    result = build(folder, '--lang=en-GB')
    equal(result.reason('brief-001.md'), 'the option ‘--lang’ changed', 'reason')
    result = build(folder, env={'SOURCE_DATE_EPOCH': '1000000000'})
    equal(result.reason('brief-001.md'),
          'the option ‘--lang’ changed', 'the first reason')
    result = build(folder)
    equal(result.reason('brief-001.md'),
          'the option ‘SOURCE_DATE_EPOCH’ changed', 'reason')
    equal(result.fates('restored'), [f'{name}.md' for name in names], 'restored')
    equal(hashes(f'{folder}/out'), before, 'outputs')


def test_strict_is_not_passed_by_what_was_ignored(folder):
    write(f'{folder}/src/a.md', '---\ntitle: T\nautors: X\nlang: en\n---\n\nText.\n')
    build(folder, '--ignore=front-unknown')
    build(folder, '--strict', status=1)
    build(folder)
    result = build(folder)
    equal(result.report['briefs'][0]['warnings'], 1, 'warnings of what is current')


def test_warnings_of_restored(folder):
    path = f'{folder}/src/a.md'
    write(path, '---\ntitle: T\nautors: X\nlang: en\n---\n\nText.\n')
    build(folder)
    replace(path, 'Text', 'Other')
    build(folder)
    replace(path, 'Other', 'Text')
    result = build(folder)
    equal(result.fates('restored'), ['a.md'], 'restored')
    equal(result.report['briefs'][0]['warnings'], 1, 'warnings')


def test_editions(folder):
    for lang in ('en', 'fa'):
        write(f'{folder}/src/trio.{lang}.md', briefs.text(1, lang))
    write(f'{folder}/src/other.md', briefs.text(2))
    build(folder)
    write(f'{folder}/src/trio.ps.md', briefs.text(1, 'ps'))
    result = build(folder)
    equal(result.fates('current'), ['other.md'], 'current')
    check(result.reason('trio.ps.md') == 'it is new', 'the new one')
    equal(result.reason('trio.en.md'), 'its editions changed', 'reason')
    os.unlink(f'{folder}/src/trio.ps.md')
    result = build(folder)
    equal(result.fates('restored'), ['trio.en.md', 'trio.fa.md'], 'restored')
    # Its three files, and the index and feed of its language.
    equal(result.report['totals']['removed'], 5, 'removed')


def test_dry_run_writes_nothing(folder):
    briefs.make(f'{folder}/src', 3)
    result = build(folder, '--dry-run')
    equal(result.fates('planned'),
          ['brief-001.md', 'brief-002.md', 'brief-003.md'], 'planned')
    check(not os.path.exists(f'{folder}/out'), 'no folder of outputs')
    build(folder)
    replace(f'{folder}/src/brief-001.md', '(1)', '(one)')
    os.unlink(f'{folder}/out/brief-002.pdf')
    os.utime(f'{folder}/out/brief-003.pdf', (5, 5))
    os.rename(f'{folder}/src/brief-003.md', f'{folder}/src/named.md')
    before = facts(f'{folder}/out', keeping=True)
    result = build(folder, '--dry-run')
    equal(result.fates('planned'),
          ['brief-001.md', 'brief-002.md', 'named.md'], 'planned')
    equal(changed(before, facts(f'{folder}/out', keeping=True)), [], 'touched')
    # Nor after a run that did not end.
    write(f'{folder}/out/.qalam/unfinished', 'another start\n1\n')
    write(f'{folder}/out/.qalam-1-1-0', 'half')
    before = facts(f'{folder}/out', keeping=True)
    build(folder, '--dry-run')
    equal(changed(before, facts(f'{folder}/out', keeping=True)), [], 'touched')
    # Nor where the state is damaged.
    write(f'{folder}/out/.qalam/state.sqlite', b'x' * 5000)
    before = facts(f'{folder}/out', keeping=True)
    build(folder, '--dry-run', status=None)
    equal(changed(before, facts(f'{folder}/out', keeping=True)), [], 'touched')


def test_dry_run_says_what_would_go(folder):
    """What it says would be removed is what the build then removes."""
    series(folder, 4)
    os.unlink(f'{folder}/src/brief-001.md')
    os.rename(f'{folder}/src/brief-002.md', f'{folder}/src/named.md')
    # The new one takes the name of an old output.
    os.unlink(f'{folder}/src/brief-003.md')
    write(f'{folder}/src/other.md', briefs.text(7, front='slug: brief-003'))
    write(f'{folder}/out/brief-001.pdf', 'of somebody else')
    before = facts(f'{folder}/out', keeping=True)
    result = build(folder, '--dry-run')
    equal(changed(before, facts(f'{folder}/out', keeping=True)), [], 'touched')
    result.says('out/brief-001.pdf: would stay')
    said = {line.split(':')[0][4:] for line in result.said.splitlines()
            if 'would be removed' in line}
    equal(result.report['totals']['removed'], len(said), 'removed')
    build(folder)
    gone = set(before) - set(facts(f'{folder}/out', keeping=True))
    # Which pictures a new brief uses is not known before it is made.
    equal(said, {name for name in gone
                 if not name.startswith(('.qalam/', 'assets/'))}, 'what went')
    check('brief-001.html' in said, 'nothing was to be removed')
    # With --quiet the account alone has it.
    os.unlink(f'{folder}/src/named.md')
    result = build(folder, '--dry-run', '--quiet')
    check('would' not in result.said, 'spoke')
    check(result.report['totals']['removed'] > 0, 'no removal in the account')


def test_force(folder):
    names = series(folder, 2)
    before = hashes(f'{folder}/out')
    result = build(folder, '--force')
    equal(result.fates('built'), [f'{name}.md' for name in names], 'built')
    equal(hashes(f'{folder}/out'), before, 'outputs')


def test_only(folder):
    series(folder)
    for number in (2, 5):
        replace(f'{folder}/src/brief-00{number}.md', f'({number})', '(n)')
    result = rebuilds(folder, ['brief-002'], '--only=*-002')
    equal(len(result.report['briefs']), 1, 'briefs in the account')
    rebuilds(folder, ['brief-005'])
    build(folder, '--only=nothing*', status=2)


def test_formats_one_after_another(folder):
    briefs.make(f'{folder}/src', 3)
    build(folder, '--to=pdf')
    pdfs = facts(f'{folder}/out')
    equal(sorted(pdfs), outputs('brief-001', 'brief-002', 'brief-003',
                                formats=['pdf']), 'only PDF')
    build(folder)
    later = facts(f'{folder}/out')
    equal({name: later[name] for name in pdfs}, pdfs, 'the PDFs')
    build(folder, out='fresh')
    equal(hashes(f'{folder}/out'), hashes(f'{folder}/fresh'), 'as at once')


# No text: an error, so that it is not built.
EMPTY = '---\ntitle: Nothing\nlang: en\n---\n'

LONGER = 'The second version of it is much longer than the first one was. ' * 400


def test_page_count_in_the_page_is_that_of_the_pdf(folder):
    """A page says how long its PDF is, whichever of them came from copies."""
    path, first, second = f'{folder}/src/a.md', briefs.text(1), briefs.text(1, more=LONGER)
    write(path, first)
    build(folder, out='fresh')
    wanted = hashes(f'{folder}/fresh')
    build(folder)
    write(path, second)
    build(folder)
    write(path, first)
    # The copy of the page has gone; the PDF's is there.
    lost = wanted['a.html']
    for name, hash in hashes(f'{folder}/out/.qalam/cache').items():
        if hash == lost:
            os.unlink(f'{folder}/out/.qalam/cache/{name}')
    build(folder)
    equal(hashes(f'{folder}/out'), wanted, 'as built at once')
    # The book alone of another version, then the page of the first.
    write(path, second)
    build(folder, '--to=epub')
    write(path, first)
    build(folder, '--to=pdf,html')
    build(folder, '--to=pdf,html', out='fresh2')
    wanted = hashes(f'{folder}/fresh2')
    wanted.pop('assets/series.css', None)
    got = hashes(f'{folder}/out')
    equal({name: got[name] for name in wanted}, wanted, 'page and PDF')


def test_undo_is_a_look_up(folder):
    names = series(folder)
    first = hashes(f'{folder}/out')
    for number in range(1, 7):
        replace(f'{folder}/src/brief-00{number}.md', f'({number})', '(n)')
    build(folder)
    second = hashes(f'{folder}/out')
    for wanted, old, new in ((first, '(n)', '({})'), (second, '({})', '(n)')):
        for number in range(1, 7):
            replace(f'{folder}/src/brief-00{number}.md', old.format(number),
                    new.format(number))
        result = build(folder)
        equal(result.fates('restored'), [f'{name}.md' for name in names],
              'restored')
        equal(hashes(f'{folder}/out'), wanted, 'outputs')


def test_rename(folder):
    series(folder, 3)
    os.rename(f'{folder}/src/brief-002.md', f'{folder}/src/named.md')
    result = build(folder)
    equal(result.fates('built'), ['named.md'], 'built')
    equal(result.report['totals']['removed'], 2, 'removed')
    equal([name for name in names_below(f'{folder}/out') if '002' in name],
          ['brief-002.html'], 'outputs of the old name')
    check(b'href="named.html"' in read(f'{folder}/out/brief-002.html'),
          'its page leads to the new one')
    result.says('src/named.md was renamed from src/brief-002.md')
    result.says('redirects: {brief-002.html: named.html}')
    # The page stays, and follows the brief into another folder.
    equal(build(folder).report['totals']['removed'], 0, 'removed later')
    os.makedirs(f'{folder}/src/deep')
    os.rename(f'{folder}/src/named.md', f'{folder}/src/deep/a b.md')
    build(folder, '--dry-run').says(
        'out/named.html: would become a page that leads on')
    build(folder)
    for name in ('brief-002', 'named'):
        check(b'href="deep/a%20b.html"' in read(f'{folder}/out/{name}.html'),
              f'{name}.html leads on')
    # series.yaml takes over, as the message proposed.
    write(f'{folder}/src/series.yaml',
          'redirects: {named.html: deep/a b.html}\n')
    build(folder)
    equal(build(folder).report['totals']['removed'], 0, 'redirects')
    check(b'href="deep/a%20b.html"' in read(f'{folder}/out/named.html'),
          'named.html leads on')
    # Another brief may take an old address, and leave it again.
    write(f'{folder}/src/brief-002.md', briefs.text(8))
    build(folder)
    check(b'deep/a%20b' not in read(f'{folder}/out/brief-002.html'), 'its own')
    os.unlink(f'{folder}/src/brief-002.md')
    build(folder)
    check(not os.path.exists(f'{folder}/out/brief-002.html'), 'gone')
    # Where the brief is gone, nothing leads to it.
    os.rename(f'{folder}/src/brief-001.md', f'{folder}/src/one.md')
    build(folder)
    os.unlink(f'{folder}/src/one.md')
    build(folder)
    equal([name for name in names_below(f'{folder}/out')
           if 'one' in name or '001' in name], [], 'what led to it')


def test_rename_is_sure(folder):
    """Of two new briefs with the text of one that is gone, none is it; and one
    that was there before is another brief."""
    series(folder, 3)
    shutil.copy(f'{folder}/src/brief-001.md', f'{folder}/src/copy.md')
    build(folder)
    os.unlink(f'{folder}/src/brief-001.md')
    build(folder)
    check(not os.path.exists(f'{folder}/out/brief-001.html'), 'an older copy')
    shutil.copy(f'{folder}/src/brief-002.md', f'{folder}/src/a.md')
    os.rename(f'{folder}/src/brief-002.md', f'{folder}/src/b.md')
    build(folder)
    check(not os.path.exists(f'{folder}/out/brief-002.html'), 'one of two')
    # With another text it is another brief.
    os.rename(f'{folder}/src/brief-003.md', f'{folder}/src/c.md')
    replace(f'{folder}/src/c.md', '(3)', '(three)')
    build(folder)
    check(not os.path.exists(f'{folder}/out/brief-003.html'), 'another text')


def test_slug(folder):
    write(f'{folder}/src/a.md', briefs.text(1, front='slug: one'))
    build(folder)
    replace(f'{folder}/src/a.md', 'slug: one', 'slug: two')
    build(folder)
    left = sorted(name for name in names_below(f'{folder}/out')
                  if not name.startswith('assets/'))
    equal(left, outputs('two'), 'outputs')


def test_deleting(folder):
    series(folder, 2)
    shutil.copytree(f'{folder}/src', f'{folder}/src/sub')
    build(folder)
    write(f'{folder}/out/sub/notes.txt', 'of somebody else')
    shutil.rmtree(f'{folder}/src/sub')
    result = build(folder)
    result.says('brief-001.pdf: removed')
    equal([name for name in names_below(f'{folder}/out')
           if name.startswith('sub')], ['sub/notes.txt'], 'what stays')
    shutil.copytree(f'{folder}/src', f'{folder}/src/deep/er')
    build(folder)
    shutil.rmtree(f'{folder}/src/deep')
    build(folder)
    check(not os.path.exists(f'{folder}/out/deep'), 'an empty folder goes')
    # A brief that was named itself is missed when its folder is built.
    write(f'{folder}/src/lone.md', briefs.text(9))
    build(folder, 'src/lone.md')
    build(folder)
    os.unlink(f'{folder}/src/lone.md')
    build(folder)
    check(not os.path.exists(f'{folder}/out/lone.pdf'), 'lone.pdf goes')


def test_folders_that_cannot_be_read_lose_nothing(folder):
    series(folder, 2)
    shutil.copytree(f'{folder}/src', f'{folder}/src/sub')
    user = other_user(folder)
    build(folder, before=user)
    before = hashes(f'{folder}/out')
    for mode in (0o000, 0o444):
        os.chmod(f'{folder}/src/sub', mode)
        build(folder, before=user, status=1)
        equal(hashes(f'{folder}/out'), before, f'outputs, mode {mode:o}')
        os.chmod(f'{folder}/src/sub', 0o755)
    result = build(folder, before=user)
    equal(len(result.fates('current')), 4, 'current')


def other_user(folder):
    """Root may read and write anywhere: another user then."""
    import harness
    import subprocess
    if os.getuid() != 0:
        return []
    user = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    try:
        good = subprocess.run([*user, harness.QALAM, 'version'],
                              capture_output=True).returncode == 0
    except OSError:
        good = False
    if not good:
        raise harness.Skipped('rights, since root has all of them')
    for at, _, files in os.walk(folder):
        os.chown(at, 65534, 65534)
        for file in files:
            os.chown(os.path.join(at, file), 65534, 65534)
    return user


def test_two_folders_into_one(folder):
    briefs.make(f'{folder}/a', 2)
    briefs.make(f'{folder}/b/sub', 2)
    # Pages of one folder have a site, those of two have none.
    paper = ['--to=pdf,epub']
    build(folder, 'a', 'b', *paper)
    before = facts(f'{folder}/out')
    build(folder, 'a', *paper)
    build(folder, 'b', *paper)
    equal(changed(before, facts(f'{folder}/out')), [], 'touched')
    # Of one name: each run leaves its own, and knows when it is not.
    write(f'{folder}/b/brief-001.md', briefs.text(7, 'fa'))
    build(folder, 'a', out='fresh')
    wanted = hashes(f'{folder}/fresh')['brief-001.pdf']
    build(folder, 'b')
    check(hashes(f'{folder}/out')['brief-001.pdf'] != wanted, 'that of b')
    # The site is that of b, so one file that a wants is not made.
    build(folder, 'a', status=1).says('no site is made')
    equal(hashes(f'{folder}/out')['brief-001.pdf'], wanted, 'that of a')


def test_one_text_in_two_folders(folder):
    """Copies are of a text, wherever it lies."""
    for place in ('a', 'b/c'):
        write(f'{folder}/src/{place}/one.md', briefs.text(1))
    build(folder, '-j1')
    wanted = outputs('a/one', 'b/c/one')
    equal([name for name in sorted(names_below(f'{folder}/out'))
           if 'assets' not in name], wanted, 'outputs')
    shutil.move(f'{folder}/src/a/one.md', f'{folder}/src/one.md')
    # Pages lead to their site by ways that depend on their folder.
    equal(build(folder, '--to=pdf,epub').fates('restored'), ['one.md'],
          'restored')
    equal(build(folder).fates('built'), ['one.md'], 'its page')
    equal([name for name in sorted(names_below(f'{folder}/out'))
           if 'assets' not in name], outputs('b/c/one', 'one'), 'outputs')


def test_two_names_of_one_file(folder):
    write(f'{folder}/a.md', briefs.text(1))
    os.symlink('a.md', f'{folder}/b.md')
    build(folder, 'a.md', 'b.md')
    equal([name for name in sorted(names_below(f'{folder}/out'))
           if 'assets' not in name], outputs('a', 'b'), 'outputs')
    result = build(folder, 'a.md', 'b.md')
    equal(result.fates('current'), ['a.md', 'b.md'], 'current')


def test_moved_tree_is_current(folder):
    series(folder, 3)
    os.mkdir(f'{folder}/elsewhere')
    for part in ('src', 'out'):
        shutil.move(f'{folder}/{part}', f'{folder}/elsewhere/{part}')
    result = build(f'{folder}/elsewhere')
    equal(len(result.fates('current')), 3, 'current')
    shutil.copytree(f'{folder}/elsewhere', f'{folder}/copied',
                    copy_function=shutil.copy)  # with times of now
    result = build(f'{folder}/copied')
    equal(len(result.fates('current')), 3, 'current')


def test_failing_brief(folder):
    series(folder, 3)
    before = facts(f'{folder}/out')
    good = open(f'{folder}/src/brief-002.md', encoding='utf-8').read()
    write(f'{folder}/src/brief-002.md', EMPTY)
    replace(f'{folder}/src/brief-003.md', '(3)', '(three)')
    result = build(folder, status=1)
    equal(result.fates('failed'), ['brief-002.md'], 'failed')
    equal(changed(before, facts(f'{folder}/out')), outputs('brief-003'), 'touched')
    result = build(folder, status=1)
    equal(result.reason('brief-002.md'), 'it was not built the last time', 'reason')
    write(f'{folder}/src/brief-002.md', good.replace('(2)', '(two)'))
    result = build(folder)
    equal(result.fates('built'), ['brief-002.md'], 'mended')
    # Taken back, it is what it was: nothing is made.
    write(f'{folder}/src/brief-002.md', EMPTY)
    build(folder, status=1)
    write(f'{folder}/src/brief-002.md', good.replace('(2)', '(two)'))
    result = build(folder)
    equal(result.fates('built'), [], 'taken back')
    result = build(folder)
    equal(len(result.fates('current')), 3, 'current')


def test_first_build_that_fails_leaves_nothing(folder):
    write(f'{folder}/src/a.md', EMPTY)
    build(folder, status=1)
    check(not os.path.exists(f'{folder}/out'), 'no folder of outputs')


def test_names_in_the_account(folder):
    """JSON whatever files are called."""
    write(f'{folder}/src/two\nlines "q" \\ گزارش.md', briefs.text(1))
    with open(os.fsencode(f'{folder}/src/') + b'not-\xff-utf8.md', 'wb') as file:
        file.write(briefs.text(2).encode())
    result = build(folder, out='o\udcffut')
    equal(len(result.report['briefs']), 2, 'briefs')
    result = build(folder, out='o\udcffut')
    equal(len(result.fates('current')), 2, 'current')


def made(folder):
    return sorted(name for name in names_below(f'{folder}/out')
                  if not name.startswith('assets/'))


def test_plain_text_in_a_series(folder):
    """A format that is not made by default, through all that a build does."""
    write(f'{folder}/src/series.yaml', 'outputs: [pdf, text]\n')
    write(f'{folder}/src/a.md', briefs.text(1))
    write(f'{folder}/src/b.md', briefs.text(2, 'fa'))
    build(folder)
    equal(made(folder), ['a.pdf', 'a.txt', 'b.pdf', 'b.txt'], 'made')
    before = facts(f'{folder}/out')
    build(folder)
    equal(changed(before, facts(f'{folder}/out')), [], 'nothing is made again')
    replace(f'{folder}/src/a.md', '(1)', '(one)')
    result = build(folder, '--why')
    equal(result.reason('a.md'), 'its text changed', 'reason')
    equal(changed(before, facts(f'{folder}/out')), ['a.pdf', 'a.txt'], 'touched')
    # Lost, it comes from its copy, and the PDF is let alone.
    before = facts(f'{folder}/out')
    os.unlink(f'{folder}/out/a.txt')
    result = build(folder, '--why')
    equal(result.reason('a.md'), 'a.txt is not there', 'reason')
    equal(result.fates('restored'), ['a.md'], 'restored')
    equal(changed(before, facts(f'{folder}/out')), [], 'it is as it was')
    write(f'{folder}/src/series.yaml', 'outputs: [pdf]\n')
    build(folder)
    equal(made(folder), ['a.pdf', 'b.pdf'], 'what is wanted no more goes')


def test_plain_text_is_linked(folder):
    write(f'{folder}/src/series.yaml', 'outputs: [html, text]\n')
    write(f'{folder}/src/a.md', briefs.text(1))
    build(folder)
    with open(f'{folder}/out/a.html', encoding='utf-8') as file:
        page = file.read()
    check('href="a.txt" type="text/plain"' in page, 'the page has a link')
    with open(f'{folder}/out/index.html', encoding='utf-8') as file:
        index = file.read()
    check('href="a.txt" hreflang="en" type="text/plain">TXT<' in index,
          'the index has a link')
    with open(f'{folder}/out/feed.xml', encoding='utf-8') as file:
        feed = file.read()
    size = os.stat(f'{folder}/out/a.txt').st_size
    check(f'type="text/plain" hreflang="en" href="a.txt" length="{size}"' in feed,
          'the feed has it')
    # A run that makes one format alone leaves the others.
    build(folder, '--to=text')
    check('a.html' in made(folder), 'the page stays')
    write(f'{folder}/src/series.yaml', 'outputs: [html]\n')
    build(folder)
    with open(f'{folder}/out/a.html', encoding='utf-8') as file:
        check('a.txt' not in file.read(), 'the page has no link to nothing')
    with open(f'{folder}/out/index.html', encoding='utf-8') as file:
        check('a.txt' not in file.read(), 'nor has the index')
