"""Count anew which syllables stand side by side in documents of one's own, for the reading of scans.

    python benchmarks/make_pairs.py FOLDER > pipeline/data/syllable_pairs.csv

Files that need OCR are left out: what it misreads must not count.
"""

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from pipeline.batch import find_files
from pipeline.loaders import LoadError, Options, load
from pipeline.loaders.syllables import is_syllable

LEAST = 3
"""Times that a pair has to be seen. Half of all are seen once."""

_BREAK = re.compile(r"[^\w\s]|\n\s*\n|\d+")


def main(folder: Path) -> None:
    """Count and print."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    documents = 0
    for path in find_files([folder]):
        try:
            text = load(path, Options(ocr=False)).text
        except LoadError as error:
            print(f"{path.name}: {error.reason}", file=sys.stderr)
            continue
        documents += 1
        for piece in _BREAK.split(text):
            words = [word if is_syllable(word) else "" for word in piece.lower().split()]
            single.update(filter(None, words))
            pairs.update((one, two) for one, two in pairwise(words) if one and two)
    print("# Syllables of official Vietnamese (two empty) and pairs of them, each with how often it was seen; pairs below 3 are left out.")
    print(f"# Source: counted in {documents} texts of plans, decisions, directives and laws that Vietnamese authorities published.")
    print("one,two,count")
    for word, count in sorted(single.items()):
        print(f"{word},,{count}")
    for (one, two), count in sorted(pairs.items()):
        if count >= LEAST:
            print(f"{one},{two},{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
