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
    return tuple(load(file).text for file in sorted(RAW.glob("*.*")) if "-scan" not in file.name)  # a scan needs OCR


def plans(n_bytes: int, seed: int = SEED) -> Iterator[str]:
    """Plans of together at least so many bytes: the sample corpus again and again, each time with other numbers and days.

    Half of a plan's numbers change, each to the same one wherever the plan repeats it, as plans of one time share the central
    instruments and have their own local ones.
    """
    rng = random.Random(seed)
    number = re.compile(r"\b\d{1,4}(?=/(?:\d{4}/)?[A-ZĐ]|-[A-Z]{2}/)|(?<=ngày )\d{1,2}(?=/| tháng)")
    while True:
        for text in rng.sample(samples(), len(samples())):
            other = {old: old if rng.random() < 0.5 else _other(old, rng) for old in sorted(set(number.findall(text)))}
            varied = number.sub(lambda match, other=other: other[match[0]], text)  # type: ignore[misc]
            yield varied
            n_bytes -= len(varied.encode())
            if n_bytes <= 0:
                return


def _other(digits: str, rng: random.Random) -> str:
    return f"{rng.randint(1, 28):02}" if len(digits) < 3 else str(rng.randint(100, 2999))


def compare(runs: Sequence[tuple[str, Find, Sequence[str]]], repeat: int) -> None:
    """Print the median MB/s of each, and of the first against the others. They take turns, so that a busy machine slows all alike."""
    rates: dict[str, list[float]] = {name: [] for name, _, _ in runs}
    for name, find, texts in runs:
        find(texts[0])  # patterns and tables are built on first use
        found, words = sum(len(find(text)) for text in texts[:20]), sum(len(text.split()) for text in texts[:20])
        print(f"{name}: {_megabytes(texts):.1f} MB in {len(texts)} documents, a citation for every {words / found:.0f} words", flush=True)
    for _ in range(repeat):
        for name, find, texts in runs:
            rates[name].append(_megabytes(texts) / seconds(find, texts))
    first = rates[runs[0][0]]
    for name, found_rates in rates.items():
        times = [one / other for one, other in zip(first, found_rates, strict=True)]
        each = ", ".join(f"{ratio:.1f}" for ratio in times)
        told = "" if found_rates is first else f"   find_citations is {median(times):.1f} times as quick ({each})"
        print(f"{name:15} {median(found_rates):7.3f} MB/s{told}", flush=True)


def seconds(find: Find, texts: Sequence[str]) -> float:
    """CPU seconds for all texts."""
    begin = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - begin


def _megabytes(texts: Sequence[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def growth(repeat: int) -> None:
    """Time for one document of each size. Linear time keeps the MB/s; the last column compares with the first size."""
    text = "\n\n".join(plans(GROWTH[-1] * 1_000_000)).encode()
    print("\none document    seconds     MB/s   time for 1 MB against the first")
    first = 0.0
    for size in GROWTH:
        document = text[: size * 1_000_000].decode(errors="ignore")
        spent = median(seconds(find_citations, [document]) for _ in range(repeat if size <= 10 else 1))
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
    runs: list[tuple[str, Find, Sequence[str]]] = [("find_citations", find_citations, texts)]
    if not options.no_eyecite:
        runs.append(("eyecite", eyecite(), list(opinions(int(options.eyecite_mb * 1e6), SEED))))
    compare(runs, options.repeat)
    if not options.no_growth:
        growth(options.repeat)


if __name__ == "__main__":
    main()
