#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long a browser waits from a save to the event that shows it.

usage: watch.py QALAM

A series of 500 briefs (tests/data/series) is built and watched; one brief after another is saved, as editors do it, and the
time until the event has been read is taken."""
import http.client, os, signal, statistics, subprocess, sys, tempfile, time

COUNT, SAVES, LIMIT = 500, 15, 0.2
MAKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir,
                     'data/series/make-series.py')


def make_series(folder):
    subprocess.run([sys.executable, MAKER, str(COUNT), folder], check=True,
                   stdout=subprocess.DEVNULL)


def start(qalam, work):
    watch = subprocess.Popen(
        [qalam, 'watch', '--port', '0', '-o', f'{work}/out', f'{work}/in'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = watch.stdout.readline().rsplit(':', 1)[1].strip().strip('/')
    return watch, int(address)


def events(port):
    link = http.client.HTTPConnection('127.0.0.1', port, timeout=120)
    link.request('GET', '/.qalam/events?since=0')
    answer = link.getresponse()
    while True:
        line = answer.fp.readline()
        if line.startswith(b'event:'):
            yield line.split()[1].decode()


def main():
    qalam = sys.argv[1]
    waits = []
    with tempfile.TemporaryDirectory() as work:
        make_series(f'{work}/in')
        subprocess.run([qalam, 'build', '--quiet', '-o', f'{work}/out',
                        f'{work}/in'], stderr=subprocess.DEVNULL)
        watch, port = start(qalam, work)
        os.set_blocking(watch.stderr.fileno(), False)
        stream = events(port)
        next(stream)
        time.sleep(2)
        briefs = sorted(b for b in os.listdir(f'{work}/in') if b.endswith('.md'))
        for i in range(SAVES):
            path = f'{work}/in/{briefs[i * 31 % len(briefs)]}'
            text = open(path).read() + f'\nSaved once more: {i}.\n'
            with open(path + '.tmp', 'w') as file:
                file.write(text)
            begin = time.monotonic()
            os.rename(path + '.tmp', path)
            while next(stream) != 'page':
                pass
            waits.append(time.monotonic() - begin)
            time.sleep(1.5)
            watch.stderr.read()
        watch.send_signal(signal.SIGTERM)
        watch.wait()
    print(f'save to event, one of {COUNT} briefs: median '
          f'{statistics.median(waits) * 1e3:.0f} ms, worst '
          f'{max(waits) * 1e3:.0f} ms (at most {LIMIT * 1e3:.0f} is wanted)')


main()
