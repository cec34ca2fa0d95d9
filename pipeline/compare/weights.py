"""How much each syllable and pair of syllables says about a task: a frozen table, and the vectors made with it.

The table counts in how many tasks of the sample corpus (data/raw) a run of one or two syllables stands. It ships with the program
and has a version, so that the similarity of two tasks is the same whatever else lies in the store, on every machine, next year too.
Weights fitted to the compared tasks themselves score the same on the hand-made pairs (F1 .890 to .898), but change with each document.
`benchmarks/make_weights.py` makes a new version.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

VERSION = 1
"""Version of the table in use. A new table is a new file and a new number; results of different versions do not compare."""

SYLLABLES = (1, 2)
"""Runs of syllables that are counted. One syllable alone mixes `công an` with `công chức`; three are too rare to be shared."""

PAIR = 0.25
"""Weight of a pair beside that of a syllable. A changed word breaks two pairs: of made-up plans with 30 % of the words replaced, a third
of the pairs of tasks is found with 1, 83 % with .25 (benchmarks/provinces.py), at the same F1 of .89 on the hand-made pairs."""
UNKNOWN_PAIR = 0.5
"""Weight of a pair that the table lacks beside that of the rarest it has: most such are common syllables that met by chance."""
CONTRAST = 4 / 3  # cosine × its cube root
"""Power of the cosine. It changes no order, but puts the figures where others have theirs: from .45 on two tasks are the same."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Number of tasks that were counted and, by run of syllables, of those that hold it (runs of one task only are left out)."""

    n_tasks: int
    counts: dict[str, int]

    def weight(self, run: str) -> float:
        """Inverse document frequency; lower for pairs, see PAIR and UNKNOWN_PAIR."""
        count = self.counts.get(run, 0)
        frequency = 1.0 + math.log((1 + self.n_tasks) / (1 + count))
        if " " not in run:
            return frequency
        return frequency * PAIR * (1.0 if count else UNKNOWN_PAIR)


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


def similarities(left: csr_matrix, right: csr_matrix) -> NDArray[np.float64]:
    """Similarity of each row of `left` to each row of `right` (results of `vectors`, made together): 0 to 1, 1 for the same wording."""
    cosine: NDArray[np.float64] = np.clip((left @ right.T).toarray(), 0.0, 1.0)
    cosine *= np.cbrt(cosine)  # CONTRAST
    return cosine
