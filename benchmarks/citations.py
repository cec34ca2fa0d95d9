"""How quick `find_citations` is, beside eyecite's `get_citations` on its own kind of text, and whether its time grows linearly.

    python benchmarks/citations.py                     # eyecite reads 2 MB: it takes about ten seconds for one
    python benchmarks/citations.py --eyecite-mb 10     # the full comparison
    python benchmarks/citations.py --profile           # where find_citations spends its time

Times are CPU time of one process on one core, MB are millions of bytes of UTF-8, figures are medians. See benchmarks/README.md.
"""

import argparse
import cProfile
import os
import platform
import pstats
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from opinions import opinions

from extractors import find_citations
from pipeline.loaders import load

RAW = Path(__file__).parents[1] / "data/raw"
SEED = 20250630
GROWTH = (1, 2, 5, 10, 50)
"""Sizes of one document, in MB."""

Find = Callable[[str], Sequence[object]]


@cache
def samples() -> tuple[str, ...]:
    """Texts of the sample corpus."""
    return tuple(load(file).text for file in sorted(RAW.glob("*.*")))


def plans(n_bytes: int, seed: int = SEED) -> Iterator[str]:
    """Plans of together at least so many bytes: the sample corpus again and again, each time with other running numbers and days."""
    rng = random.Random(seed)
    number = re.compile(r"\b\d{1,4}(?=/(?:\d{4}/)?[A-ZĐ]|-[A-Z]{2}/)")
    day = re.compile(r"(?<=ngày )\d{1,2}(?=/| tháng)")
    while True:
        for text in rng.sample(samples(), len(samples())):
            varied = number.sub(lambda _: str(rng.randint(1, 2999)), text)
            varied = day.sub(lambda _: str(rng.randint(1, 28)), varied)
            yield varied
            n_bytes -= len(varied.encode())
            if n_bytes <= 0:
                return


def seconds(find: Find, texts: Sequence[str]) -> tuple[float, int]:
    """CPU seconds for all texts, and how many citations were found."""
    begin = time.process_time()
    found = sum(len(find(text)) for text in texts)
    return time.process_time() - begin, found


def rate(name: str, find: Find, texts: Sequence[str], repeat: int) -> float:
    """Median MB/s; prints a line."""
    find(texts[0])  # patterns and tables are built on first use
    size = sum(len(text.encode()) for text in texts) / 1e6
    runs = [seconds(find, texts) for _ in range(repeat)]
    rates = sorted(size / spent for spent, _ in runs)
    words = sum(len(text.split()) for text in texts)
    print(
        f"{name:15} {median(rates):8.3f} MB/s  ({', '.join(f'{one:.3f}' for one in rates)})  "
        f"{size:.1f} MB in {len(texts)} documents, {runs[0][1]} citations, one for {words / max(runs[0][1], 1):.0f} words",
        flush=True,
    )
    return median(rates)


def growth(repeat: int) -> None:
    """Time for one document of each size. Linear time keeps the MB/s; the last column compares with the first size."""
    text = "\n\n".join(plans(GROWTH[-1] * 1_000_000)).encode()
    print("\none document    seconds     MB/s   time for 1 MB against the first")
    first = 0.0
    for size in GROWTH:
        document = text[: size * 1_000_000].decode(errors="ignore")
        spent = median(seconds(find_citations, [document])[0] for _ in range(repeat))
        first = first or spent / size
        print(f"{size:9} MB {spent:10.2f} {size / spent:8.2f} {spent / size / first:11.2f}", flush=True)


def profile(texts: Sequence[str]) -> None:
    """The twenty functions that take most time themselves."""
    profiler = cProfile.Profile()
    profiler.runcall(seconds, find_citations, texts)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(20)


def eyecite() -> Find:
    """eyecite's function. Ends the script where it is not installed: it is no dependency."""
    try:
        from eyecite import get_citations  # noqa: PLC0415
    except ImportError:
        sys.exit("Not installed: eyecite. Run `pip install eyecite` in an environment of its own, or use --no-eyecite.")
    find: Find = get_citations
    return find


def machine() -> str:
    """What the figures depend on."""
    try:
        beside = f"eyecite {version('eyecite')}"
    except PackageNotFoundError:
        beside = "without eyecite"
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {beside}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=float, default=10, help="text for find_citations")
    parser.add_argument("--eyecite-mb", type=float, default=2, help="text for eyecite")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-eyecite", action="store_true")
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--profile", action="store_true", help="only profile find_citations")
    options = parser.parse_args()
    texts = list(plans(int(options.mb * 1e6)))
    if options.profile:
        profile(texts)
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(machine())
    ours = rate("find_citations", find_citations, texts, options.repeat)
    if not options.no_eyecite:
        theirs = rate("eyecite", eyecite(), list(opinions(int(options.eyecite_mb * 1e6), SEED)), options.repeat)
        print(f"ratio           {ours / theirs:8.1f}")
    if not options.no_growth:
        growth(options.repeat)


if __name__ == "__main__":
    main()
