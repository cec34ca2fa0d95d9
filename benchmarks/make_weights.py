"""Make a new version of the frozen weights from the sample corpus.

    python benchmarks/make_weights.py data/raw > pipeline/compare/weights_2.csv

Then raise VERSION in pipeline/compare/weights.py and measure anew what pipeline/compare/thresholds.py states.
"""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from pipeline.batch import find_files
from pipeline.compare.wording import mask
from pipeline.extract import extract_document

LEAST = 2
"""Tasks that a run has to stand in. Runs of one task weigh nearly what unknown ones do, and are two thirds of all."""


def wordings(folder: Path) -> list[str]:
    """Masked wording of every task of the files in a folder."""
    found = []
    for file in find_files([folder]):
        record = extract_document(file)
        named: dict[str, list[str]] = {}
        for role in record.task_agencies:
            named.setdefault(role.task_id, []).append(role.text)
        found += [mask(task.text, agencies=named.get(task.task_id, ())) for task in record.tasks]
    return found


def main(folder: Path) -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    tasks = wordings(folder)
    for wording in tasks:
        syllables = wording.split()
        counts.update({*syllables, *map(" ".join, pairwise(syllables))})
    print("# In how many tasks of the sample corpus (data/raw) a run of one or two syllables stands; wordings masked as for comparing.")
    print("# The row without a run holds the number of tasks. Made by benchmarks/make_weights.py.")
    print("run,tasks")
    print(f",{len(tasks)}")
    for run, count in sorted(counts.items()):
        if count >= LEAST:
            print(f"{run},{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
