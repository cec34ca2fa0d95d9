"""What a batch survives: runs that are killed at any moment, and documents that take their worker with them.

    python benchmarks/robustness.py                       # 20 runs of 500 documents, 1,000 documents with poison: some minutes
    python benchmarks/robustness.py --kills 3 --documents 60 --poison 100

Kill test: `vnplans extract` is killed (SIGKILL to the main process) at a moment drawn from a seed, and started again, until a run comes
to its end; the exports of the store must be those of an undisturbed run, byte by byte. Poison test: among the documents one kills its
worker, one hangs and one eats the memory; exactly these three must be in `failures`, and all others in the store. Ends with 1 if not.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from poisoned import POISON
from render import write

from pipeline import workers
from pipeline.batch import extract_all, find_files
from pipeline.options import Limits, Options
from pipeline.store import Store

HERE = Path(__file__).parent


def extract(source: Path, store: Path, *, kill_after: float | None = None) -> bool:
    """Run `vnplans extract`, and kill it after so many seconds. Whether it came to its end."""
    command = [sys.executable, "-m", "vnplans", "extract", str(source), "--store", str(store), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        try:
            code = run.wait(kill_after)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            return False
    if code:
        sys.exit(f"vnplans extract ended with {code}")
    return True


def exported(store: Path, to: Path) -> dict[str, bytes]:
    """The tables of a store as CSV and JSON, by file name."""
    command = [sys.executable, "-m", "vnplans", "export", "--store", str(store), "--format", "csv", "--format", "json", "--to", str(to)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {str(file.relative_to(to)): file.read_bytes() for file in sorted(to.rglob("*")) if file.is_file()}


def killed(folder: Path, documents: int, rounds: int, seed: int) -> bool:
    """The kill test."""
    source = folder / "raw"
    write(source, documents, ["txt", "md"])
    begin = time.monotonic()
    extract(source, folder / "whole")
    whole = time.monotonic() - begin
    expected = exported(folder / "whole", folder / "whole-tables")
    chance = random.Random(seed)
    good = 0
    for n in range(rounds):
        kills, tries = 0, 0
        while not kills:  # a run that ends before its moment comes says nothing: the machine has become quicker
            store, tries, begin = folder / f"s{n}-{tries}", tries + 1, time.monotonic()
            while not extract(source, store, kill_after=chance.uniform(0.2, 0.9) * whole if kills < 4 else None):
                kills += 1
            whole = whole if kills else time.monotonic() - begin
        found = exported(store, folder / f"t{n}")
        different = [name for name in expected if found.get(name) != expected[name]]
        good += not different and found.keys() == expected.keys()
        print(f"run {n + 1}: killed {kills} times, {'the same' if not different else f'other: {different}'}", flush=True)
    print(f"{good} of {rounds} runs gave the exports of the undisturbed one, {len(expected)} files")
    return good == rounds


def poisoned(folder: Path, documents: int) -> bool:
    """The poison test."""
    source = folder / "poison"
    paths = write(source, documents, ["txt"])
    wanted = {}
    for path, (what, code) in zip(random.Random(1).sample(paths, len(POISON)), POISON.items(), strict=True):
        wanted[str(path.rename(path.with_stem(f"{path.stem}-{what}")))] = code
    sys.path.insert(0, str(HERE))  # the workers have this process's path
    workers.TARGET = "poisoned:read_files"
    with Store(folder / "poison-store") as store:
        limits = Limits(wall_seconds=10, memory=1 << 30)
        summary = extract_all(find_files([source]), store, jobs=2, options=Options(limits))
        found = {failure.path: failure.code for failure in store.failures()}
        kept = store.count("documents")
    print(f"poison: {documents} files, {kept} documents stored, {summary.seconds:.0f} s; failures: {sorted(found.values())}")
    return found == wanted and kept == documents - len(wanted) == len(summary.done)


def _tests(options: argparse.Namespace, folder: Path) -> Iterator[bool]:
    if options.poison:
        yield poisoned(folder, options.poison)
    if options.kills:
        yield killed(folder, options.documents, options.kills, options.seed)


def main() -> None:
    """Run both tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, help="runs that are killed")
    parser.add_argument("--documents", type=int, default=500, help="documents of each of them")
    parser.add_argument("--poison", type=int, default=1000, help="documents of the poison test")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        good = list(_tests(options, Path(name)))
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
