"""Made-up provinces with known answers (benchmarks/provinces.py): how much of what was planted is found, and nothing else."""

from collections import Counter

import numpy as np
import pytest

from pipeline.compare.families import memberships
from pipeline.compare.passages import passages, syllables
from pipeline.compare.tasks import compare_tasks
from pipeline.compare.thresholds import PASSAGE


def pairs(counts: Counter[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def test_tasks_of_63_provinces_with_30_percent_of_the_words_replaced(made_provinces) -> None:
    corpus = made_provinces.shared_tasks(63, 60, noise=0.3, seed=0)
    result = compare_tasks(corpus.tables)
    groups = [Counter(corpus.truth[task] for task in tasks) for _, tasks in result.groupby("cluster_id")["task_id"]]
    right, found, there = sum(map(pairs, groups)), sum(pairs(Counter({0: sum(group.values())})) for group in groups), 60 * 63 * 62 // 2
    assert right / found >= 0.95
    assert right / there >= 0.80


def test_a_member_that_states_nothing_is_inferred(made_provinces) -> None:
    corpus = made_provinces.shared_tasks(12, 40, noise=0.15, families=3, seed=1)
    stated = corpus.tables["implements"]
    silent = ["d000003", "d001007"]
    found = memberships({**corpus.tables, "implements": stated[~stated["document_id"].isin(silent)]})
    truth = dict(zip(stated["document_id"], stated["instrument_id"], strict=True))
    assert len(found) == len(stated) and found["instrument_id"].tolist() == [truth[one] for one in found["document_id"]]
    assert found.loc[found["basis"] == "inferred", "document_id"].tolist() == silent


@pytest.mark.parametrize("seed", range(3))
def test_planted_copies_of_2_to_20_sentences(made_provinces, seed: int) -> None:
    texts, copies = made_provinces.planted_copies(seed=seed)
    vocabulary: dict[str, int] = {}
    read = {key: syllables(text, vocabulary) for key, text in texts.items()}
    ids = list(texts)
    planted = {key: np.zeros(len(one.keys), dtype=bool) for key, one in read.items()}
    found = {key: np.zeros(len(one.keys), dtype=bool) for key, one in read.items()}
    for copy in copies:
        for key, start, end in ((copy.source, copy.source_start, copy.source_end), (copy.target, copy.target_start, copy.target_end)):
            planted[key] |= (read[key].starts >= start) & (read[key].ends <= end)
    for one in passages(list(read.values()), PASSAGE):
        found[ids[one.a]][one.a_start : one.a_end] = True
        found[ids[one.b]][one.b_start : one.b_end] = True
    right = sum(int((found[key] & planted[key]).sum()) for key in ids)
    assert right / sum(int(mask.sum()) for mask in found.values()) >= 0.95
    assert right / sum(int(mask.sum()) for mask in planted.values()) >= 0.95


def test_the_same_seed_makes_the_same_corpus(made_provinces) -> None:
    one, two = (made_provinces.shared_tasks(3, 5, seed=7) for _ in range(2))
    assert one.truth == two.truth and one.tables["tasks"].equals(two.tables["tasks"])
    assert made_provinces.planted_copies(seed=1) == made_provinces.planted_copies(seed=1) != made_provinces.planted_copies(seed=2)
