#!/usr/bin/env python3
"""The table of `peers` for two systems that are used from Python: resiliparse and trafilatura.

    pip install resiliparse trafilatura
    python3 benches/peers/peers.py

The pages, and the rate of the mark, come from the Rust program, which is built first. As there, each system works in a
process of its own, times are those of the processor, and a page that takes more than ten seconds counts as not finished.
"""

import os
import select
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = ["cargo", "run", "--quiet", "--release", "--manifest-path", os.path.join(HERE, "Cargo.toml"), "--"]
LIMIT = 10
ROUNDS = 3


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html: extract_plain_text(html, main_content=True)


def resiliparse_tree():
    from resiliparse.parse.html import HTMLTree

    return HTMLTree.parse


def trafilatura():
    from trafilatura import bare_extraction

    return lambda html: bare_extraction(html, with_metadata=True)


SYSTEMS = {
    "resiliparse's tree (Python)": resiliparse_tree,
    "resiliparse (Python)": resiliparse,
    "trafilatura (Python)": trafilatura,
}


def serve(name):
    """Reads pages, each behind its length, and answers with the seconds that it took."""
    work = SYSTEMS[name]()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(8):
        html = source.read(struct.unpack("<Q", head)[0]).decode()
        start = time.process_time()
        work(html)
        sink.write(struct.pack("<d", time.process_time() - start))
        sink.flush()


class Worker:
    """A system in a process of its own."""

    def __init__(self, name):
        self.name, self.process = name, None

    def work(self, page):
        """The seconds that a page took; None if it took too long or ended the process."""
        if self.process is None:
            command = [sys.executable, os.path.abspath(__file__), "--work", self.name]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        try:
            self.process.stdin.write(struct.pack("<Q", len(page)) + page)
            self.process.stdin.flush()
        except BrokenPipeError:
            return self.end()
        if not select.select([self.process.stdout], [], [], LIMIT)[0]:
            return self.end()
        answer = self.process.stdout.read(8)
        return struct.unpack("<d", answer)[0] if len(answer) == 8 else self.end()

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process = None


def mark():
    """The rate of scraper's tree on the same pages, in MB/s."""
    return float(subprocess.run(PEERS + ["--mark"], check=True, capture_output=True, text=True).stdout)


def main():
    if "--work" in sys.argv:
        return serve(sys.argv[sys.argv.index("--work") + 1])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(PEERS + ["--write", folder], check=True)
        names = sorted(os.listdir(folder))
        pages = [open(os.path.join(folder, name), "rb").read() for name in names]
    size = sum(map(len, pages))
    marks = [mark()]
    print(f"HTML, {len(pages)} pages, {size / 1e6:.1f} MB")
    print(f"{'':<32} {'MB/s':>8} {'ratio':>9} {'not finished':>14}")
    rows = []
    for name in SYSTEMS:
        worker = Worker(name)
        times = [[worker.work(page) for _ in range(ROUNDS)] for page in pages]
        done = [(len(page), min(own)) for page, own in zip(pages, times) if None not in own]
        if worker.process:
            worker.end()
        rows.append((name, done))
    marks.append(mark())
    scraper = sum(marks) / len(marks)
    print(f"{'scraper::Html::parse_document':<32} {scraper:>8.1f} {1:>9.2f} {0:>14}")
    for name, done in rows:
        if not done:
            print(f"{name:<32} finished no page: is it installed?")
            continue
        rate = sum(length for length, _ in done) / sum(seconds for _, seconds in done) / 1e6
        print(f"{name:<32} {rate:>8.1f} {rate / scraper:>9.2f} {len(pages) - len(done):>14}")


if __name__ == "__main__":
    main()
