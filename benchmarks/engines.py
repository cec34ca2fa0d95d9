"""What the engines of `vnplans extract` cost beside each other, on the same plans: processes of this machine, and Ray on this machine.

    pip install -e '.[ray]'
    python benchmarks/engines.py                    # 500 plans; some minutes
    python benchmarks/engines.py --documents 2000 --jobs 2

CPU seconds are those of the command and of all that it starts, whoever reaps it; memory is the sum of what these processes have to
themselves and their share of what they have together (PSS), at its largest. Both need /proc. The tables are compared row by row.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from render import write

from pipeline.store import Store
from schemas import TABLES

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Watch:
    """CPU seconds of processes by id, as last seen, and the largest sum of their memory in MB."""

    leader: int
    cpu: dict[int, float] = field(default_factory=dict)
    peak: float = 0.0
    most: int = 0

    def look(self, memory: bool) -> None:
        """Note all descendants that are alive."""
        parents = dict(_parents())
        ours = {self.leader}
        while more := {pid for pid, parent in parents.items() if parent in ours or pid in self.cpu} - ours:
            ours |= more
        total = 0.0
        for pid in ours & parents.keys():
            try:
                values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self.cpu[pid] = (int(values[11]) + int(values[12])) / TICKS
                if memory:
                    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                    total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
            except (OSError, StopIteration, IndexError):
                continue
        self.peak, self.most = max(self.peak, total), max(self.most, len(ours))


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue


def run(source: Path, store: Path, engine: str, jobs: int) -> Watch:
    """One `vnplans extract`."""
    command = [sys.executable, "-m", "vnplans", "extract", str(source), "--store", str(store), "--jobs", str(jobs), "--engine", engine]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        watch, ended = Watch(process.pid), threading.Event()

        def look() -> None:
            count = 0
            while not ended.wait(0.1):
                watch.look(memory=count % 10 == 0)
                count += 1

        thread = threading.Thread(target=look)
        thread.start()
        process.wait()
        ended.set()
        thread.join()
    if process.returncode:
        raise SystemExit(f"{engine} ended with {process.returncode}")
    return watch


def same(one: Path, other: Path) -> bool:
    """Whether two stores hold the same rows in the same order."""
    with Store(one, read_only=True) as first, Store(other, read_only=True) as second:
        return all(first.rows(table) == second.rows(table) for table in TABLES)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--formats", nargs="+", default=["txt", "docx", "html", "pdf"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "plans"
        files = write(source, asked.documents, asked.formats)
        print(f"{len(files)} files, --jobs {asked.jobs}")
        print("engine   CPU s of one file   CPU s of all   CPU ms a file   peak MB (PSS)   processes")
        for engine in ("local", "ray"):
            start = sum(run(files[0], folder / f"one-{engine}", engine, asked.jobs).cpu.values())
            watch = run(source, folder / engine, engine, asked.jobs)
            total = sum(watch.cpu.values())
            each = (total - start) / len(files) * 1000
            print(f"{engine:6} {start:20.1f} {total:14.1f} {each:15.1f} {watch.peak:15.0f} {watch.most:11}", flush=True)
        print("the same rows" if same(folder / "local", folder / "ray") else "THE ROWS DIFFER")


if __name__ == "__main__":
    main()
