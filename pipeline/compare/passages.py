"""Passages that two texts share: seeds of some syllables that both have, extended and chained over small changes.

Pure functions on syllables; pipeline.compare.reuse brings the documents. Found are passages, not sentences: the same words with a
number changed or a body inserted are one passage, which can be shown side by side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractors.folding import fold, lower

SEED = 5
"""Syllables of a seed. With 4, phrases of the trade (`cơ quan đơn vị`) make most matches; with 8, a copy with every sixth word changed has
no seed left."""
GAP = 8
"""Syllables on either side that may differ between two runs of one passage: a date, a body, a title changed."""
DENSITY = 0.6
"""Share of a passage that has to be literally the same."""
CROWD = 6
"""Occurrences per document from which a seed is too common to be looked up (`theo quy định của pháp luật`)."""

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Syllables:
    """A text as syllables: numbers that stand for them, their places in the text, and whether each counts (forms do not)."""

    keys: Indices
    starts: Indices
    ends: Indices
    counts: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Passage:
    """What text `a` shares with text `b`: half-open ranges of syllables in both, and how many of them are literally the same."""

    a: int
    b: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    n_same: int


@cache
def _syllable() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _forms() -> re.Pattern[str]:
    """Formulas that stand in every plan, in lower case: the motto, and sentences that close a plan."""
    return re.compile(
        r"""cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam
          | độc\s+lập\s*-\s*tự\s+do\s*-\s*hạnh\s+phúc
          | trong\s+quá\s+trình\s+(?:tổ\s+chức\s+)?(?:triển\s+khai\s+)?thực\s+hiện[^.]{0,200}?(?:khó\s+khăn|vướng\s+mắc|phát\s+sinh)[^.]*
          | trên\s+đây\s+là\s+(?:nội\s+dung\s+)?kế\s+hoạch[^.]*
          | (?:căn\s+cứ\s+)?(?:kế\s+hoạch|chỉ\s+thị|quyết\s+định)\s+này\s+có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?kể\s+từ\s+ngày\s+ký[^.]*
          | chịu\s+trách\s+nhiệm\s+thi\s+hành\s+(?:quyết\s+định|kế\s+hoạch|chỉ\s+thị)\s+này""",
        re.VERBOSE,
    )


def syllables(text: str, vocabulary: dict[str, int], forms: Sequence[tuple[int, int]] = ()) -> Syllables:
    """Syllables of `text`, folded and in lower case; those inside `forms` (spans) or a formula do not count. Adds to `vocabulary`."""
    low = lower(fold(text))
    spans = [match.span() for match in _syllable().finditer(low)]
    keys = np.array([vocabulary.setdefault(low[start:end], len(vocabulary) + 1) for start, end in spans], dtype=np.int64)
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    counts = np.ones(len(spans), dtype=bool)
    for start, end in [*forms, *(match.span() for match in _forms().finditer(low))]:
        counts[(starts >= start) & (ends <= end)] = False
    return Syllables(keys, starts, ends, counts)


def passages(texts: Sequence[Syllables], shortest: int) -> list[Passage]:
    """All passages of at least `shortest` common syllables between two of the texts, once for each pair, `a` before `b`."""
    hashes, owners, places = _seeds(texts)
    order = np.argsort(hashes, kind="stable")
    hashes, owners, places = hashes[order], owners[order], places[order]
    left = np.searchsorted(hashes, hashes, side="left")
    right = np.searchsorted(hashes, hashes, side="right")
    usable = (right - left > 1) & (right - left <= CROWD * max(2, len(texts)))
    by_text = np.argsort(owners, kind="stable")
    edges = np.searchsorted(owners[by_text], np.arange(len(texts) + 1))
    found: list[Passage] = []
    for a in range(len(texts)):
        mine = by_text[edges[a] : edges[a + 1]]
        mine = mine[usable[mine]]
        found += _shared(a, mine, left, right, owners, places, shortest)
    return found


def _seeds(texts: Sequence[Syllables]) -> tuple[NDArray[np.uint64], Indices, Indices]:
    """Hash, text and first syllable of every run of SEED syllables that all count."""
    hashes, owners, places = [], [], []
    for number, text in enumerate(texts):
        n = len(text.keys) - SEED + 1
        if n <= 0:
            continue
        value = np.zeros(n, dtype=np.uint64)
        whole = np.ones(n, dtype=bool)
        for k in range(SEED):
            value = value * np.uint64(0x9E3779B97F4A7C15) + text.keys[k : k + n].astype(np.uint64)
            whole &= text.counts[k : k + n]
        at = np.flatnonzero(whole)
        hashes.append(value[at])
        owners.append(np.full(len(at), number, dtype=np.int64))
        places.append(at.astype(np.int64))
    if not hashes:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    return np.concatenate(hashes), np.concatenate(owners), np.concatenate(places)


def _shared(a: int, mine: Indices, left: Indices, right: Indices, owners: Indices, places: Indices, shortest: int) -> list[Passage]:
    """Passages of text `a` with later texts. `mine` are rows of its seeds in the sorted table, `left`:`right` those of the same hash."""
    sizes = right[mine] - left[mine]
    rows = np.repeat(mine, sizes)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    others = np.repeat(left[mine], sizes) + offsets
    later = owners[others] > a
    here, there, owner = places[rows[later]], places[others[later]], owners[others[later]]
    order = np.lexsort((here, there - here, owner))
    here, there, owner = here[order], there[order], owner[order]
    if not len(here):
        return []
    diagonal = there - here
    new = np.flatnonzero((np.diff(owner) != 0) | (np.diff(diagonal) != 0) | (np.diff(here) > 1)) + 1
    first, last = np.concatenate([[0], new]), np.concatenate([new, [len(here)]]) - 1
    runs = np.stack([owner[first], here[first], here[last] + SEED, there[first]], axis=1)
    edges = np.flatnonzero(np.diff(runs[:, 0])) + 1
    return [one for group in np.split(runs, edges) for one in _chained(a, group, shortest)]


def _chained(a: int, runs: Indices, shortest: int) -> Iterator[Passage]:
    """Chain the exact runs between two texts (rows: text b, start and end in a, start in b) over gaps of GAP on either side."""
    b = int(runs[0, 0])
    open_chains: list[list[int]] = []  # a_start, a_end, b_start, b_end, n_same
    for _, start, end, other in runs[np.argsort(runs[:, 1], kind="stable")].tolist():
        still, fitting = [], []  # one plain loop: this is the innermost of all pairs of documents
        for chain in open_chains:
            gap = start - chain[1]
            if gap > GAP:
                if _holds(chain, shortest):
                    yield _passage(a, b, chain)
                continue
            still.append(chain)
            if gap > -SEED and GAP >= other - chain[3] > -SEED and end > chain[1]:
                fitting.append(chain)
        open_chains = still
        if not fitting:
            open_chains.append([start, end, other, other + end - start, end - start])
            continue
        chain = fitting[0]
        if len(fitting) > 1:
            chain = min(fitting, key=lambda one: (abs((other - one[3]) - (start - one[1])), -one[4]))
        overlap = max(0, chain[1] - start, chain[3] - other)
        chain[4] += max(0, end - start - overlap)
        chain[1], chain[3] = end, max(chain[3], other + end - start)
    yield from (_passage(a, b, chain) for chain in open_chains if _holds(chain, shortest))


def _holds(chain: Sequence[int], shortest: int) -> bool:
    return chain[4] >= shortest and chain[4] >= DENSITY * max(chain[1] - chain[0], chain[3] - chain[2])


def _passage(a: int, b: int, chain: Sequence[int]) -> Passage:
    return Passage(a, b, chain[0], chain[1], chain[2], chain[3], chain[4])
