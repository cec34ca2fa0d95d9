"""How quick `read_document` is, which stage takes what share of its time, and whether it grows linearly.

    python benchmarks/documents.py                # 3 MB of plans, 200 made-up ones, then single documents of 1, 2, 5 and 10 MB
    python benchmarks/documents.py --no-growth

Times are CPU time of one process on one core, MB are millions of bytes of UTF-8, figures are medians. The plans are those of
benchmarks/citations.py, which repeat the samples with other numbers and days, and those of benchmarks/plans.py, which repeat nothing
but the words for tasks and agencies. See benchmarks/README.md.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from citations import machine, plans
from plans import plans as made_up
from render import text as written

from extractors import agency_mentions, citations, header, news, outline, tasks
from extractors.document import is_official, read_document
from extractors.garbage import uncollected
from extractors.sections import sections
from extractors.view import View

GROWTH = (1, 2, 5, 10)
"""Sizes of one document, in MB."""

STAGES = ("outline", "header", "citations", "agencies", "tasks")


class Clock:
    """CPU seconds of each stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def running(self, stage: str) -> Iterator[None]:
        """Count the time inside."""
        begin = time.process_time()
        yield
        self.spent[stage] += time.process_time() - begin

    @uncollected()
    def read(self, text: str) -> None:
        """What `read_document` does, stage by stage."""
        with self.running("outline"):
            tree = outline.read_outline(text)
            sections(tree)
        with self.running("agencies"):
            view = View.of(tree.flat, tree.low)
        official = is_official(tree)
        with self.running("header"):
            place = None if official else news.place_of(tree)
            head = header.read_header(tree) if official else None
        with self.running("citations"):
            found = citations.find_in(text, tree.flat, place)
        if head is None:
            with self.running("header"):
                news.read_news(tree, news.reported(tree, found, place))
        with self.running("tasks"):
            tasks.find_tasks(tree, view, news=not official)
        with self.running("agencies"):
            list(agency_mentions.find_in(text, view))


def stages(texts: list[str], repeat: int) -> None:
    """Print each stage's time and share, and the whole."""
    clocks = []
    for _ in range(repeat):
        clock = Clock()
        for text in texts:
            clock.read(text)
        clocks.append(clock)
    size = megabytes(texts)
    total = median(sum(c.spent.values()) for c in clocks)
    print(f"\n{size:.1f} MB in {len(texts)} documents\nstage          MB/s   share")
    for stage in STAGES:
        spent = median(c.spent[stage] for c in clocks)
        print(f"{stage:12} {size / spent:6.1f} {spent / total:7.0%}", flush=True)
    whole = median(seconds(texts) for _ in range(repeat))
    print(f"read_document {size / whole:5.2f} MB/s")
    made = [written(plan).decode() for plan in made_up(200, seed=1)]
    spent = median(seconds(made) for _ in range(repeat))
    print(f"read_document {megabytes(made) / spent:5.2f} MB/s on {len(made)} made-up plans", flush=True)


def growth(repeat: int) -> None:
    """Time for one document of each size; linear time keeps the MB/s."""
    text = "\n\n".join(plans(GROWTH[-1] * 1_000_000)).encode()
    print("\none document    seconds     MB/s   time for 1 MB against the first")
    first = 0.0
    for size in GROWTH:
        document = text[: size * 1_000_000].decode(errors="ignore")
        spent = median(seconds([document]) for _ in range(repeat if size <= 2 else 1))
        first = first or spent / size
        print(f"{size:9} MB {spent:10.2f} {size / spent:8.2f} {spent / size / first:11.2f}", flush=True)


def seconds(texts: list[str]) -> float:
    """CPU seconds of `read_document` for all texts."""
    begin = time.process_time()
    for text in texts:
        read_document(text)
    return time.process_time() - begin


def megabytes(texts: list[str]) -> float:
    """Millions of bytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=float, default=3)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-growth", action="store_true")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(machine())
    texts = list(plans(int(options.mb * 1e6)))
    for text in texts[:20]:
        read_document(text)  # patterns and tables are built on first use
    stages(texts, options.repeat)
    if not options.no_growth:
        growth(options.repeat)


if __name__ == "__main__":
    main()
