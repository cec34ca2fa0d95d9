"""How much each syllable and pair of syllables says about a task: a frozen table, and the vectors made with it.

The table counts in how many tasks of the sample corpus (data/raw) a run of one or two syllables stands. It ships with the program
and has a version, so that the similarity of two tasks is the same whatever else lies in the store, on every machine, next year too.
Weights fitted to the compared tasks themselves would score the same there (F1 .890 to .898), but change with each document added.
`benchmarks/make_weights.py` makes a new version.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

VERSION = 1
"""Version of the table in use. A new table is a new file and a new number; results of different versions do not compare."""

SYLLABLES = (1, 2)
"""Runs of syllables that are counted. One syllable alone mixes `công an` with `công chức`; three are too rare to be shared."""

SHARPNESS = 1.5
"""Power of the weight. F1 of the pairs (tasks by hand, as extracted) with 1: .877 .871; 1.5: .897 .897; 2: .890 .881."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Number of tasks that were counted and, by run of syllables, of those that hold it (runs of one task only are left out)."""

    n_tasks: int
    counts: dict[str, int]

    def weight(self, run: str) -> float:
        """Inverse document frequency, sharpened; the highest for a run that the table lacks."""
        return (1.0 + math.log((1 + self.n_tasks) / (1 + self.counts.get(run, 0)))) ** SHARPNESS


@cache
def weights() -> Weights:
    """The frozen table of the current version."""
    text = resources.files("pipeline.compare").joinpath(f"weights_{VERSION}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    counts = {run: int(count) for run, count in csv.reader(lines[1:])}
    return Weights(counts.pop(""), counts)


def vectors(wordings: Sequence[str]) -> csr_matrix:
    """Rows of length 1 (0 where a wording is empty), one for each wording of masked syllables (pipeline.compare.wording).

    Counts are damped (1 + log): a task that says `truyền thông` six times is not six times as much about it.
    """
    if not any(wordings):
        return csr_matrix((len(wordings), 1))
    counter = CountVectorizer(ngram_range=SYLLABLES, tokenizer=str.split, token_pattern=None, lowercase=False, dtype=np.float64)
    counts = csr_matrix(counter.fit_transform(wordings))
    counts.data = 1.0 + np.log(counts.data)
    table = weights()
    scale = diags([table.weight(run) for run in counter.get_feature_names_out()])
    return csr_matrix(normalize(counts @ scale))
