import itertools
import random
import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare import alignment
from pipeline.compare.alignment import align
from pipeline.compare.thresholds import JOIN, SAME_LEAD
from pipeline.compare.weights import similarities
from pipeline.compare.weights import vectors as vectors_of

WORDS = ["kiểm", "tra", "báo", "cáo", "tập", "huấn", "kinh", "phí", "tuyên", "truyền", "dữ", "liệu", "công", "khai", "thông", "tin"]
wording = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
task = st.tuples(wording, st.sampled_from("ABCDE"), st.frozensets(st.sampled_from("xyz"), max_size=2))
tasks = st.lists(task, max_size=25)
Task = tuple[str, str, frozenset[str]]


def clusters(given_tasks: list[Task]) -> set[frozenset[int]]:
    wordings, documents, leads = map(list, zip(*given_tasks, strict=True)) if given_tasks else ([], [], [])
    labels = align(wordings, documents, leads).cluster
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}


@settings(deadline=None)
@given(tasks)
def test_each_task_is_in_one_cluster_and_no_cluster_has_two_of_a_document(given_tasks: list[Task]) -> None:
    found = clusters(given_tasks)
    assert sorted(itertools.chain.from_iterable(found)) == list(range(len(given_tasks)))
    for cluster in found:
        documents = [given_tasks[i][1] for i in cluster]
        assert len(documents) == len(set(documents))


@settings(deadline=None)
@given(tasks)
def test_similarity_is_between_0_and_1_and_every_cluster_has_a_medoid(given_tasks: list[Task]) -> None:
    wordings, documents, leads = map(list, zip(*given_tasks, strict=True)) if given_tasks else ([], [], [])
    found = align(wordings, documents, leads)
    assert ((found.similarity >= 0) & (found.similarity <= 1)).all()
    for label in found.cluster:
        assert found.similarity[found.cluster == label].max() == 1.0


@settings(deadline=None)
@given(tasks)
def test_members_are_similar_on_the_whole(given_tasks: list[Task]) -> None:
    """Nobody is in a cluster whose members he is, summed up, less than JOIN similar to."""
    wordings, _, leads = map(list, zip(*given_tasks, strict=True)) if given_tasks else ([], [], [])
    vectors = vectors_of(wordings)
    scores = alignment._scores(similarities(vectors, vectors), alignment._lead_matrix(leads)) if given_tasks else np.empty((0, 0))
    for cluster in clusters(given_tasks):
        for i in cluster:
            assert sum(scores[i, j] - JOIN for j in cluster if j != i) > -1e-6


@pytest.mark.parametrize("seed", range(10))
def test_neighbourhoods_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clustering all tasks at once gives what clustering the components gives: components only save work."""
    chance = random.Random(seed)

    def made_up() -> Task:
        letters = chance.choices(string.ascii_lowercase, k=chance.randint(4, 12))
        return " ".join(letters), chance.choice("ABCDEFGH"), frozenset(chance.choice("xyz"))

    made = [made_up() for _ in range(80)]
    apart = clusters(made)
    assert max(map(len, apart)) > 1
    monkeypatch.setattr(alignment, "_neighbourhoods", lambda vectors, leads, documents, join: [np.arange(len(documents))])
    assert clusters(made) == apart


NONE: frozenset[str] = frozenset()


def test_same_wording_of_two_documents_is_one_cluster() -> None:
    assert clusters([("kiểm tra báo cáo", "A", NONE), ("kiểm tra báo cáo", "B", NONE)]) == {frozenset({0, 1})}


def test_same_wording_of_one_document_stays_apart() -> None:
    assert clusters([("kiểm tra báo cáo", "A", NONE), ("kiểm tra báo cáo", "A", NONE)]) == {frozenset({0}), frozenset({1})}


def test_the_constraint_holds_between_clusters() -> None:
    """A and B are joined first; C is like B, but its document is A's: nothing may bring it in by way of B."""
    same = "kiểm tra báo cáo"
    found = clusters([(same, "A", NONE), (same, "B", NONE), (same + " tập huấn", "A", NONE)])
    assert frozenset({0, 1}) in found and frozenset({2}) in found


def test_no_chain_joins_what_is_not_similar() -> None:
    """a–b and b–c share half of their words, a and c nothing: connected components would make one cluster of them."""
    chain = ["a b c d", "c d e f", "e f g h", "g h i k", "i k l m"]
    found = clusters([(text, str(k), NONE) for k, text in enumerate(chain)])
    assert max(map(len, found)) < 4


def test_a_common_lead_tips_the_scale() -> None:
    scores = np.array([[1.0, JOIN - SAME_LEAD / 2], [JOIN - SAME_LEAD / 2, 1.0]])
    alone, common = alignment._lead_matrix([frozenset("x"), frozenset("y")]), alignment._lead_matrix([frozenset("x"), frozenset("x")])
    different = np.eye(2, dtype=bool)
    assert len(set(alignment._partition(alignment._scores(scores, alone), different, JOIN).tolist())) == 2
    assert len(set(alignment._partition(alignment._scores(scores, common), different, JOIN).tolist())) == 1


def test_moves_bring_a_task_to_the_cluster_that_wants_it_more() -> None:
    """Linkage joins 0 and 1 at .47; 2 and 3 want 0 at .40 and .51, together more."""
    scores = np.full((4, 4), 0.1)
    for i, j, value in ((0, 1, 0.47), (0, 2, 0.40), (0, 3, 0.51), (2, 3, 0.79)):
        scores[i, j] = scores[j, i] = value
    same_document = np.eye(4, dtype=bool)
    same_document[1, 2] = same_document[2, 1] = True
    labels = alignment._moves(scores, same_document, np.array([1, 1, 2, 2]), JOIN)
    assert labels[0] == labels[2] == labels[3] != labels[1]


def test_a_task_that_nobody_wants_leaves() -> None:
    scores = np.array([[1.0, 0.1], [0.1, 1.0]])
    assert len(set(alignment._moves(scores, np.eye(2, dtype=bool), np.array([0, 0]), JOIN).tolist())) == 2


def test_no_words_at_all() -> None:
    found = align(["", ""], ["A", "B"], [NONE, NONE])
    assert found.cluster.tolist() == [0, 1] and found.similarity.tolist() == [1.0, 1.0]


def test_nothing() -> None:
    assert align([], [], []).cluster.tolist() == []
