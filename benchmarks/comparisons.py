"""What the comparisons cost: CPU seconds and peak memory on 63, 630 and 6,300 made-up plans of 60 tasks.

    python benchmarks/comparisons.py               # 63 and 630 plans: about a minute
    python benchmarks/comparisons.py --plans 6300  # 100 families: about ten minutes

Each size runs in a process of its own, since the peak of memory is that of the process. `per plan` stays near 1 (relative to the first
line) where time grows linearly.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable

import provinces as made

from pipeline.compare.clusters import compare_differences
from pipeline.compare.families import compare_families, memberships
from pipeline.compare.profile import compare_profile
from pipeline.compare.reuse import compare_reuse
from pipeline.compare.tasks import compare_tasks
from pipeline.compare.timeline import compare_timeline

PROVINCES = 63


def measure(n_plans: int) -> dict[str, float]:
    """CPU seconds of each step, and `peak MB` of the process."""
    corpus = made.shared_tasks(PROVINCES, 60, families=n_plans // PROVINCES)
    tables = corpus.tables
    texts = {str(key): ". ".join(group) for key, group in tables["tasks"].groupby("document_id")["text"]}
    members = memberships(tables)
    tasks = compare_tasks(tables, members=members)
    steps: dict[str, Callable[[], object]] = {
        "families": lambda: compare_families(tables, members=memberships(tables)),
        "tasks": lambda: compare_tasks(tables, members=members),
        "differences": lambda: compare_differences(tasks),
        "reuse": lambda: compare_reuse(tables, members, texts),
        "timeline": lambda: compare_timeline(tables, members),
        "profile": lambda: compare_profile(tables),
    }
    found = {}
    for name, step in steps.items():
        start = time.process_time()
        step()
        found[name] = time.process_time() - start
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return found | {"peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="+", default=[63, 630], help="multiples of 63")
    sizes = parser.parse_args().plans
    first: dict[str, float] = {}
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found = pool.apply(measure, (size,))
        first = first or {name: value / size for name, value in found.items()}
        for name, value in found.items():
            growth = "" if name == "peak MB" else f"   per plan × {value / size / first[name]:.2f}" if first[name] else ""
            print(f"{size:6,} plans  {name:12} {value:10.2f}{growth}", flush=True)


if __name__ == "__main__":
    main()
