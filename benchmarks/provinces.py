"""Made-up provinces with known answers: plans that share tasks word by noisy word, and texts with planted copies.

Everything follows from a seed. The wording comes from the tasks of the sample corpus, so that words are as frequent, and sentences as
alike, as in real plans; which provinces have a task, and who copied what, is known because it was made so.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from extractors.provinces import provinces
from pipeline.batch import find_files
from pipeline.compare.weights import vectors
from pipeline.compare.wording import mask, phrases
from pipeline.loaders import load
from schemas import TABLES

RAW = Path(__file__).parents[1] / "data" / "raw"
DISTINCT = 0.25
"""Similarity below which two tasks of the sample corpus are taken for different ones, so that the truth is the truth."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Tables as the store gives them, and for each task_id the number of the task that it is a copy of."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """Code points of one text that were copied into another."""

    source: str
    source_start: int
    source_end: int
    target: str
    target_start: int
    target_end: int


@cache
def sample_tasks() -> tuple[str, ...]:
    """Masked clauses of the sample corpus of 15 to 60 syllables, no two of them alike: they stand for tasks."""
    clauses = [clause for file in find_files([RAW]) if "-scan" not in file.name for clause in re.split(r"[\n;.|]+", load(file).text)]
    wordings = [wording for wording in dict.fromkeys(map(mask, clauses)) if 15 <= len(wording.split()) <= 60]
    rows = vectors(wordings)
    chosen: list[int] = []
    for k in range(len(wordings)):
        if not chosen or (rows[k] @ rows[chosen].T).max() < DISTINCT:
            chosen.append(k)
    return tuple(wordings[k] for k in chosen)


@cache
def syllables() -> tuple[str, ...]:
    """Syllables of the sample corpus, as often as they stand there."""
    return tuple(syllable for task in sample_tasks() for syllable in task.split())


def noisy(text: str, share: float, chance: random.Random) -> str:
    """The text with a share of its syllables replaced by others of the corpus."""
    return " ".join(chance.choice(syllables()) if chance.random() < share else syllable for syllable in text.split())


def shared_tasks(n_provinces: int = 63, n_tasks: int = 60, *, noise: float = 0.3, families: int = 1, seed: int = 0) -> Corpus:
    """Plans of `n_provinces` × `families` documents, each with `n_tasks` tasks that all plans of its family have, in an order of its own.

    A family draws its tasks from the sample corpus; where that has too few, they are mixed from two.
    """
    chance = random.Random(seed)
    names = [province.name for province in provinces() if province.code.startswith("63:")][:n_provinces]
    documents, tasks, implements, truth = [], [], [], {}
    for family in range(families):
        templates = _templates(n_tasks, chance)
        for k, name in enumerate(names):
            key = f"d{family:03d}{k:03d}"
            instrument = f"/akn/vn/act/quyet-dinh/ttg/2024-01-01/{family + 1}"
            documents.append({"document_id": key, "source_path": f"{key}.txt", "source_kind": "official", "province": name, "n_chars": 0})
            implements.append({"document_id": key, "instrument_id": instrument, "citation_id": f"{key}.c0"})
            for place, number in enumerate(chance.sample(range(n_tasks), n_tasks)):
                text = noisy(templates[number], noise, chance)
                start = 1000 * place
                tasks.append(
                    {"task_id": f"{key}.t{place}", "document_id": key, "start": start, "end": start + len(text), "text": text, "kind": "do"}
                )
                truth[f"{key}.t{place}"] = family * n_tasks + number
    frames = {"documents": documents, "tasks": tasks, "implements": implements}
    return Corpus({name: _frame(name, rows) for name, rows in frames.items()}, truth)


def _templates(n: int, chance: random.Random) -> list[str]:
    own = chance.sample(sample_tasks(), min(n, len(sample_tasks())))
    while len(own) < n:
        one, other = (text.split() for text in chance.sample(sample_tasks(), 2))
        own.append(" ".join([*one[: len(one) // 2], *other[len(other) // 2 :]]))
    return own


def _frame(name: str, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    columns = list(TABLES[name].columns)
    return pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=columns, dtype=object)


def planted_copies(n_documents: int = 20, n_sentences: int = 60, *, copies: int = 15, seed: int = 0) -> tuple[dict[str, str], list[Copy]]:
    """Texts by id, and the passages of 2 to 20 sentences that were copied from one into another, each text at most once on either side.

    Sentences are made of phrases of the sample corpus, so that texts share phrases by chance, as plans do.
    """
    chance = random.Random(seed)
    pool = [phrase for task in sample_tasks() for phrase in phrases(task) or [task]]
    parts = [" ".join(words[k : k + 4]) for words in (phrase.split() for phrase in pool) for k in range(0, len(words) - 3, 4)]
    texts = [
        [", ".join(chance.sample(parts, chance.randint(3, 7))).capitalize() + "." for _ in range(n_sentences)] for _ in range(n_documents)
    ]
    order = chance.sample(range(n_documents), n_documents)
    pairs = list(zip(order[::2], order[1::2], strict=False))[:copies]
    planted = []
    for source, target in pairs:
        length = chance.randint(2, 20)
        start = chance.randint(0, n_sentences - length)
        at = chance.randint(0, n_sentences)
        texts[target][at:at] = texts[source][start : start + length]
        planted.append((source, start, target, at, length))
    whole = {f"d{k:03d}": " ".join(sentences) for k, sentences in enumerate(texts)}
    return whole, [_copy(texts, *one) for one in planted]


def _copy(texts: Sequence[Sequence[str]], source: int, start: int, target: int, at: int, length: int) -> Copy:
    def span(sentences: Sequence[str], first: int) -> tuple[int, int]:
        begin = sum(len(sentence) + 1 for sentence in sentences[:first])
        return begin, begin + len(" ".join(sentences[first : first + length]))

    return Copy(f"d{source:03d}", *span(texts[source], start), f"d{target:03d}", *span(texts[target], at))
