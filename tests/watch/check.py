# SPDX-License-Identifier: MIT
"""Watches folders and asks the server, as browsers and others would.

usage: check.py QALAM BRIEFS WORK
"""
import filecmp, http.client, json, os, queue, re, shutil, signal, socket
import subprocess, sys, threading, time

qalam, briefs, work = [os.path.abspath(a) for a in sys.argv[1:]]
qalam = os.path.abspath(sys.argv[1])
counts = [0, 0]
WAIT = 20  # seconds, on a slow machine; nothing is measured here


def check(good, what):
    counts[not good] += 1
    if not good:
        print('FAIL watch: ' + what)


class Events:
    """One browser that looks on."""

    def __init__(self, port, since='0'):
        self.queue = queue.Queue()
        self.link = http.client.HTTPConnection('127.0.0.1', port, timeout=120)
        self.link.request('GET', f'/.qalam/events?since={since}')
        self.answer = self.link.getresponse()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        name = ''
        try:
            while line := self.answer.fp.readline():
                if line.startswith(b'event: '):
                    name = line[7:].decode().strip()
                elif line.startswith(b'data: '):
                    self.queue.put((name, json.loads(line[6:])))
        except OSError:
            pass
        self.queue.put(None)

    def page(self, page):
        """Waits for an event about it; answers whether it failed."""
        while event := self.queue.get(timeout=WAIT):
            if event[0] == 'page' and event[1]['page'] == page:
                return event[1]['failed']
        raise queue.Empty

    def settle(self):
        """Until nothing more is told."""
        try:
            while self.queue.get(timeout=1.5):
                pass
        except queue.Empty:
            pass

    def named(self, name):
        while event := self.queue.get(timeout=WAIT):
            if event[0] == name:
                return event[1]
        raise queue.Empty


class Server:
    def __init__(self, folder, *arguments):
        self.folder = folder
        self.process = subprocess.Popen(
            [qalam, *arguments], cwd=folder, text=True,
            stdout=subprocess.PIPE, stderr=open(f'{folder}/said', 'w'))
        line = self.process.stdout.readline()
        self.port = int(re.search(r':(\d+)/$', line.strip())[1])

    def ask(self, path, method='GET', address='127.0.0.1', **headers):
        """Status, headers, body; the path is sent as it is."""
        link = http.client.HTTPConnection(address, self.port, timeout=WAIT)
        link.putrequest(method, path, skip_host='Host' in headers,
                        skip_accept_encoding=True)
        for name, value in headers.items():
            if value is not None:
                link.putheader(name.replace('_', '-'), value)
        link.endheaders()
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, answer.headers, body

    def text(self, path):
        return self.ask(path)[2].decode()

    def messages(self, page):
        return json.loads(self.text('/.qalam/messages/' + page))

    def said(self):
        return open(f'{self.folder}/said').read()

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(timeout=WAIT)


def folder_of(name):
    folder = f'{work}/{name}'
    shutil.copytree(briefs, f'{folder}/in')
    return folder


def edit(path, before, after):
    """As an editor that writes beside the file and renames."""
    text = open(path).read()
    assert before in text, (path, before)
    with open(path + '~new', 'w') as file:
        file.write(text.replace(before, after))
    os.rename(path + '~new', path)


def until(true, what):
    end = time.monotonic() + WAIT
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    check(true(), what)


def same_as_build(folder):
    """The outputs are, byte for byte, those of a build."""
    subprocess.run([qalam, 'build', '--quiet', '-o', 'built', 'in'],
                   cwd=folder, stderr=subprocess.DEVNULL)
    listed = lambda top: sorted(
        os.path.relpath(os.path.join(at, name), f'{folder}/{top}')
        for at, _, names in os.walk(f'{folder}/{top}') if '.qalam' not in at
        for name in names)
    check(listed('out') == listed('built'),
          f'other files: {listed("out")} and {listed("built")}')
    differ = [name for name in listed('built')
              if not filecmp.cmp(f'{folder}/out/{name}',
                                 f'{folder}/built/{name}', shallow=False)]
    check(not differ, f'other bytes than build writes: {differ}')


# ----- What is shown when something changes -----

def saves(server, folder, events, other):
    water = f'{folder}/in/water.md'
    edit(water, 'three years', 'nine years')
    for browser in (events, other):
        check(browser.page('water.html') is False, 'the brief failed')
    page = server.text('/water.html')
    check('nine years' in page, 'the page has not the new text')
    check('data-line="9"' in page and '/.qalam/live.js' in page,
          'the page has no lines, or no script')
    stored = open(f'{folder}/out/water.html').read()
    check('nine years' in stored and 'data-line' not in stored and
          '.qalam' not in stored, 'the file is not as build writes it')
    # In place, as simpler editors save.
    with open(water, 'a') as file:
        file.write('\nOne more paragraph.\n')
    check(events.page('water.html') is False, 'written in place: failed')
    check('One more paragraph' in server.text('/water.html'), 'not in place')
    # Swap files are nobody's brief.
    for name in ('.water.md.swp', '4913', 'water.md~', '#water.md#'):
        open(f'{folder}/in/{name}', 'w').write('x')


def messages(server):
    found = server.messages('water.html')
    names = {m['name']: m for m in found['messages']}
    check(not found['failed'], 'said to have failed')
    check(names['quote-unpaired']['line'] == 12, f'at another line: {names}')
    check(names['quote-unpaired']['before'] == '- The ' and
          names['quote-unpaired']['after'].startswith('"upper'), 'no excerpt')
    check(server.messages('plain.html')['messages'] == [], 'messages of none')


def failures(server, folder, events):
    water = f'{folder}/in/water.md'
    before = open(f'{folder}/out/water.html').read()
    edit(water, 'title: ', 'title: [')
    check(events.page('water.html') is True, 'did not fail')
    found = server.messages('water.html')
    check(found['failed'] and found['messages'][0]['line'] == 2 and
          found['messages'][0]['level'] == 'error', f'no error: {found}')
    check('nine years' in server.text('/water.html'), 'the last page is gone')
    check(open(f'{folder}/out/water.html').read() == before,
          'the last page was written over')
    check(server.messages('')['briefs'] == [
        {'page': 'water.html', 'file': 'in/water.md'}], 'not on the index')
    edit(water, 'title: [', 'title: ')
    check(events.page('water.html') is False, 'mended, and failed')
    check(server.messages('')['briefs'] == [], 'still on the index')


def comes_and_goes(server, folder, events):
    os.mkdir(f'{folder}/in/new')
    shutil.copy(f'{folder}/in/plain.md', f'{folder}/in/new/one.md')
    check(events.page('new/one.html') is False, 'a new folder')
    check('Nothing is wrong' in server.text('/new/one.html'), 'no new page')
    check('one.html' in server.text('/new/'), 'not listed')
    status, headers, _ = server.ask('/new')
    check(status == 301 and headers['Location'] == '/new/', 'no redirect')
    edit(f'{folder}/in/new/one.md', 'A paragraph', 'Another one')
    check(events.page('new/one.html') is False, 'a change in a new folder')
    # A picture, which no brief had so far.
    with open(f'{folder}/in/new/dot.svg', 'w') as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg" width="9" '
                   'height="9"><rect width="9" height="9"/></svg>')
    with open(f'{folder}/in/new/one.md', 'a') as file:
        file.write('\n![A dot](dot.svg)\n')
    events.page('new/one.html')
    edit(f'{folder}/in/new/dot.svg', 'width="9"', 'width="8"')
    check(events.page('new/one.html') is False, 'a picture that changed')
    os.rename(f'{folder}/in/new', f'{folder}/in/moved')
    check(events.page('moved/one.html') is False, 'a folder that moved')
    until(lambda: not os.path.exists(f'{folder}/out/new/one.pdf'),
          'its old outputs')
    check('../moved/one.html' in open(f'{folder}/out/new/one.html').read(),
          'the old page does not lead on')
    shutil.rmtree(f'{folder}/in/moved')
    for name in ('moved', 'new'):
        until(lambda: not os.path.exists(f'{folder}/out/{name}'),
              'gone briefs stay')
    check(server.ask('/moved/one.html')[0] == 404, 'a page of no brief')
    check('water.html' in server.text('/watre.html'), 'no near name in a 404')


def never_built(server, folder, events):
    with open(f'{folder}/in/bad.md', 'w') as file:
        file.write('---\ntitle: [\n---\n\nText.\n')
    check(events.page('bad.html') is True, 'a new brief with an error')
    status, _, body = server.ask('/bad.html')
    check(status == 200 and b'could not be built' in body, 'no page for it')
    os.remove(f'{folder}/in/bad.md')
    events.named('list')
    until(lambda: server.ask('/bad.html')[0] == 404, 'a page of a gone brief')


def watching():
    folder = folder_of('watching')
    server = Server(folder, 'watch', '--port', '0', '-o', 'out', 'in')
    events, other = Events(server.port), Events(server.port)
    check(events.named('all') == {}, 'one that knows nothing loads all')
    other.named('all')
    until(lambda: os.path.exists(f'{folder}/out/water.epub'), 'no first build')
    until(lambda: server.messages('').get('briefs') == [], 'briefs failed')
    for browser in (events, other):
        browser.settle()
    saves(server, folder, events, other)
    messages(server)
    failures(server, folder, events)
    comes_and_goes(server, folder, events)
    never_built(server, folder, events)
    check(os.path.exists(f'{folder}/out/.qalam/unfinished'), 'no mark meanwhile')
    check(server.end() == 0, 'SIGTERM: not status 0')
    check(not os.path.exists(f'{folder}/out/.qalam/unfinished'), 'a mark stays')
    same_as_build(folder)
    done = subprocess.run([qalam, 'build', '-o', 'out', 'in'], cwd=folder,
                          capture_output=True, text=True)
    check(done.stderr.count(': current') == 3, f'not current: {done.stderr}')
    return folder


def looking():
    """Without inotify."""
    folder = folder_of('looking')
    server = Server(folder, 'watch', '--poll', '--port', '0', '--to', 'html',
                    '-o', 'in/out', 'in')
    events = Events(server.port)
    until(lambda: os.path.exists(f'{folder}/in/out/water.html'), 'no build')
    time.sleep(0.6)
    edit(f'{folder}/in/plain.md', 'A paragraph', 'Another')
    check(events.page('plain.html') is False, 'by looking: failed')
    check('Another' in server.text('/plain.html'), 'by looking: old text')
    check(server.end(signal.SIGINT) == 0, 'SIGINT: not status 0')


def one_brief():
    """A brief by itself: it is followed, with what it shows, and no other."""
    folder = folder_of('one')
    open(f'{folder}/in/series.yaml', 'w').write('publisher: One\noutput: ../site\n')
    server = Server(folder, 'watch', '--port', '0', '--to', 'html', 'in/water.md')
    events = Events(server.port)
    until(lambda: os.path.exists(f'{folder}/site/water.html'), 'no build')
    events.settle()
    edit(f'{folder}/in/plain.md', 'A paragraph', 'Another')
    edit(f'{folder}/in/water.md', 'three years', 'nine years')
    check(events.page('water.html') is False, 'one brief: failed')
    check('nine years' in server.text('/water.html'), 'one brief: old text')
    edit(f'{folder}/in/series.yaml', 'publisher: One', 'publisher: Second')
    check(events.page('water.html') is False, 'one brief: its series changed')
    check('Second' in server.text('/water.html'), 'one brief: old series')
    check(not os.path.exists(f'{folder}/site/plain.html'), 'one brief: another')
    check(server.end() == 0, 'one brief: not status 0')
    # When each was built.
    lines = [line for line in server.said().splitlines() if 'water.md: ' in line]
    check(len(lines) >= 3 and all(re.match(r'\d\d:\d\d:\d\d in/water\.md: ', line)
          for line in lines if 'warning' not in line.split(': ')[1]),
          f'not said when: {server.said()}')


def stopping():
    """Ended in the middle of its first build: nothing is half there."""
    folder = f'{work}/stopping'
    os.makedirs(f'{folder}/in')
    for i in range(60):
        shutil.copy(f'{briefs}/water.md', f'{folder}/in/{i}.md')
    server = Server(folder, 'watch', '--port', '0', '-j', '1', '-o', 'out', 'in')
    until(lambda: os.path.exists(f'{folder}/out/0.html'), 'no first brief')
    check(server.end() == 0, 'stopped: not status 0')
    left = [name for at, _, names in os.walk(f'{folder}/out') for name in names
            if name.startswith('.qalam-') or name == 'unfinished']
    check(not left, f'left behind: {left}')


# ----- What is served, and what is not -----

def refusals(server, folder):
    open(f'{folder}/secret', 'w').write('secret')
    os.symlink('../secret', f'{folder}/out/link.html')
    os.symlink('..', f'{folder}/out/up')
    os.mkfifo(f'{folder}/out/pipe')
    for path in ('/../secret', '/%2e%2e/secret', '/..%2fsecret', '/x/../../secret',
                 '/%2e%2e%2fsecret', '/....//secret', '//secret', '/link.html',
                 '/up/secret', '/up/', '/.qalam/state.sqlite', '/.qalam/',
                 '/%2eqalam/state.sqlite', '/.qalam/../../secret', '/pipe',
                 '/water.html%00.pdf', '/%', '/%zz', '/\\..\\secret',
                 '/assets/../../secret', '/%c0%ae%c0%ae/secret', '/./secret'):
        status, _, body = server.ask(path)
        check(status == 404 and b'secret' not in body.replace(
            path.encode(), b'').replace(b'/secret', b'') or status == 404,
            f'{path}: {status}')
        check(body != b'secret', f'{path} was served')
    for name in ('link.html', 'up', 'pipe'):
        os.remove(f'{folder}/out/{name}')
    for host in ('evil.example', 'localhost.evil.example', '127.0.0.1.nip.io',
                 '', 'localhost:80:80', '[::2]'):
        check(server.ask('/', Host=host)[0] == 403, f'host {host}')
    check(server.ask('/', Host=None)[0] in (400, 403), 'no host at all')
    for host in ('localhost', 'LocalHost:8017', '127.0.0.1:1', '[::1]:8017'):
        check(server.ask('/', Host=host)[0] == 200, f'host {host}')
    for method in ('POST', 'PUT', 'DELETE', 'OPTIONS'):
        status, headers, _ = server.ask('/', method)
        check(status == 405 and headers['Allow'] == 'GET, HEAD', method)
    for address in other_addresses():
        try:
            socket.create_connection((address, server.port), 1).close()
            check(False, f'it listens on {address}')
        except OSError:
            check(True, '')


def other_addresses():
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        link.connect(('192.0.2.1', 9))  # sends nothing
        found = link.getsockname()[0]
    except OSError:
        return []
    return [] if found.startswith('127.') else [found]


def files(server, folder):
    types = {'/water.html': 'text/html; charset=utf-8',
             '/water.pdf': 'application/pdf',
             '/water.epub': 'application/epub+zip',
             '/water.txt': 'text/plain; charset=utf-8',
             '/assets/qalam.css': 'text/css; charset=utf-8',
             '/assets/lattice.svg': 'image/svg+xml'}
    for path, wanted in types.items():
        status, headers, body = server.ask(path)
        stored = open(f'{folder}/out{path}', 'rb').read()
        check(status == 200 and headers['Content-Type'] == wanted, f'{path} type')
        check(headers['X-Content-Type-Options'] == 'nosniff' and
              headers['Cross-Origin-Resource-Policy'] == 'same-origin',
              f'{path} is for no other site')
        check(body == stored, f'{path}: other bytes')
        status, head, body = server.ask(path, 'HEAD')
        check(status == 200 and body == b'' and
              head['Content-Length'] == str(len(stored)), f'HEAD {path}')
        status, _, body = server.ask(path, If_None_Match=headers['ETag'])
        check(status == 304 and body == b'', f'{path} is not unchanged')
    check('water.html' in server.text('/'), 'no index')
    check('qalam.css' in server.text('/assets/'), 'no listing')
    check('.qalam' not in server.text('/'), 'serve is not live')
    try:
        check(server.ask('/', address='::1')[0] == 200, 'not on ::1')
    except OSError:
        print('skipped: this machine has no ::1')


def ranges(server, folder):
    whole = open(f'{folder}/out/water.pdf', 'rb').read()
    size = len(whole)
    for header, first, last in (('0-0', 0, 1), ('10-19', 10, 20),
                                ('5-', 5, size), ('-7', size - 7, size),
                                (f'0-{size * 2}', 0, size)):
        status, headers, body = server.ask('/water.pdf', Range=f'bytes={header}')
        check(status == 206 and body == whole[first:last] and
              headers['Content-Range'] == f'bytes {first}-{last - 1}/{size}',
              f'range {header}: {status} {headers["Content-Range"]}')
    status, headers, _ = server.ask('/water.pdf', Range=f'bytes={size}-')
    check(status == 416 and headers['Content-Range'] == f'bytes */{size}',
          'a range beyond the end')
    for header in ('bytes=9-5', 'bytes=x', 'lines=0-1', 'bytes=0-1,3-4'):
        check(server.ask('/water.pdf', Range=header)[0] == 200, header)
    status, _, body = server.ask('/water.pdf', Range='bytes=0-3', If_Range='"x"')
    check(status == 200 and body == whole, 'a range of another version')


def serving(folder):
    subprocess.run([qalam, 'build', '--quiet', '--to', 'text', '-o', 'out', 'in'],
                   cwd=folder, check=True)
    server = Server(folder, 'serve', '--port', '0', 'out')
    files(server, folder)
    ranges(server, folder)
    refusals(server, folder)
    taken = subprocess.run([qalam, 'serve', '--port', str(server.port), 'out'],
                           cwd=folder, capture_output=True, text=True)
    check(taken.returncode == 3 and 'cannot be had' in taken.stderr, 'a taken port')
    check(server.end() == 0, 'serve: SIGTERM')


try:
    folder = watching()
    serving(folder)
    looking()
    one_brief()
    stopping()
except (queue.Empty, OSError, AssertionError, ValueError, KeyError) as fault:
    import traceback
    check(False, traceback.format_exc())
print('%d passed, %d failed' % tuple(counts))
sys.exit(counts[1] > 0)
