"""Groups of tasks that ask the same: constrained average linkage on the wording, then single moves.

Pure functions on lists in a fixed order; pipeline.compare.tasks brings the tables. The figures of the method stand in
pipeline.compare.thresholds, the weights of the words in pipeline.compare.weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from pipeline.compare.thresholds import JOIN, SAME_LEAD
from pipeline.compare.weights import similarities
from pipeline.compare.weights import vectors as vectors_of

_CHUNK = 512  # Rows whose similarities to all tasks are held at once: 512 × 10,000 × 8 bytes = 40 MB

Labels = NDArray[np.intp]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`cluster[i]` is the number of task i's cluster (any integers); `similarity[i]` the likeness of its wording to the medoid's."""

    cluster: Labels
    similarity: Scores


def align(wordings: Sequence[str], documents: Sequence[str], leads: Sequence[frozenset[str]], join: float = JOIN) -> Alignment:
    """Cluster tasks by wording; no cluster holds two tasks of one document.

    The three sequences have one entry for each task: masked syllables (pipeline.compare.wording), identity of the document, identities
    of the lead agencies; `join` is the mean score at which clusters are joined. Ties are broken by position, so bring the tasks in an
    order that does not depend on chance.
    """
    n = len(wordings)
    cluster, similarity = np.arange(n), np.ones(n)
    vectors, shared = vectors_of(wordings), _lead_matrix(leads)
    document_codes = np.unique(np.asarray(documents, dtype=object), return_inverse=True)[1]
    for members in _neighbourhoods(vectors, shared, document_codes, join):
        likeness = similarities(vectors[members], vectors[members])
        same_document = document_codes[members][:, None] == document_codes[members][None, :]
        labels = _partition(_scores(likeness, shared[members]), same_document, join)
        cluster[members] = members[_first_with_label(labels)]
        similarity[members] = _to_medoid(likeness, labels)
    return Alignment(cluster, similarity)


def _lead_matrix(leads: Sequence[frozenset[str]]) -> csr_matrix:
    """Tasks × agencies: 1 where the agency leads the task."""
    columns = {agency: k for k, agency in enumerate(sorted(set().union(*leads)))}
    pairs = [(i, columns[agency]) for i, agencies in enumerate(leads) for agency in sorted(agencies)]
    rows, cols = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return csr_matrix((np.ones(len(pairs)), (rows, cols)), shape=(len(leads), max(1, len(columns))))


def _scores(likeness: Scores, leads: csr_matrix, others: csr_matrix | None = None) -> Scores:
    """Likeness plus the bonus for a lead in common. Shape of `likeness`."""
    in_common: Scores = (leads @ (leads if others is None else others).T).toarray() > 0
    return likeness + SAME_LEAD * in_common


def _neighbourhoods(vectors: csr_matrix, leads: csr_matrix, documents: Labels, join: float) -> Iterator[NDArray[np.intp]]:
    """Groups of at least two tasks that no cluster crosses: indices in rising order.

    A mean of `join` or more has a pair of `join` or more in it, so clusters lie inside the connected components of the graph of such
    pairs. Components alone are no clusters (F1 .46), but they cut the n² of what follows into small pieces without changing it.
    """
    n = len(documents)
    edges = []
    for start in range(0, n, _CHUNK):
        rows = slice(start, start + _CHUNK)
        scores = _scores(similarities(vectors[rows], vectors), leads[rows], leads)
        scores[documents[rows][:, None] == documents[None, :]] = 0.0
        left, right = np.nonzero(scores >= join)
        edges.append(np.stack([left + start, right]))
    left, right = np.concatenate(edges, axis=1) if edges else np.empty((2, 0), dtype=np.intp)
    graph = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(n, n))
    component = connected_components(graph, directed=False)[1] if n else np.empty(0, dtype=np.intp)
    order = np.argsort(component, kind="stable")
    starts = np.flatnonzero(np.diff(component[order])) + 1
    yield from (members for members in np.split(order, starts) if len(members) > 1)


def _partition(scores: Scores, same_document: NDArray[np.bool_], join: float) -> Labels:
    """Cluster labels of one neighbourhood: linkage, then moves."""
    return _moves(scores, same_document, _linkage(scores, same_document, join), join)


def _linkage(scores: Scores, same_document: NDArray[np.bool_], join: float) -> Labels:
    """Average linkage at a mean score of `join` or more, two tasks of one document never together.

    The distance of two tasks of one document is n². The mean over the pairs of two clusters that hold such a pair is then at least
    n² / (n/2)² = 4, above any cut, at every stage of the agglomeration.
    """
    n = len(scores)
    top = 1.0 + SAME_LEAD
    distances = np.where(same_document, float(n * n), top - np.minimum(scores, top))
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), method="average")
    # fcluster joins at distances up to the threshold; rounding must not part two tasks whose mean is `join` to the last digit.
    labels: Labels = fcluster(tree, top - join + 1e-9, criterion="distance").astype(np.intp)
    return labels


def _moves(scores: Scores, same_document: NDArray[np.bool_], labels: Labels, join: float) -> Labels:
    """Move single tasks while the sum of `score - join` over the pairs inside clusters grows.

    Linkage is greedy: a task that went with one neighbour at .47 stays there, although two others, joined later, want it at .40
    and .51. Moving such tasks raised F1 from .890 to .898 alone, from .847 to .899 in company. Each move raises the sum, so this ends.
    """
    gains = np.where(same_document, -np.inf, scores - join)
    np.fill_diagonal(gains, 0.0)
    labels, spare = labels.copy(), int(labels.max()) + 1
    moved = True
    while moved:
        moved = False
        for task, gain in enumerate(gains):
            sums = np.bincount(labels, weights=gain, minlength=spare + 1)
            here, best = sums[labels[task]], int(np.argmax(sums))
            if sums[best] > max(here, 0.0) + 1e-9:
                labels[task], moved = best, True
            elif here < -1e-9:  # Nobody wants it: a cluster of its own
                labels[task], spare, moved = spare, spare + 1, True
    return labels


def _first_with_label(labels: Labels) -> NDArray[np.intp]:
    """Position of the first task with the same label, for each task."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(first[inverse], dtype=np.intp)


def _to_medoid(likeness: Scores, labels: Labels) -> Scores:
    """Likeness of each task to its cluster's medoid, the task with the highest sum of likeness to the others; 1 for the medoid itself."""
    result = np.ones(len(labels))
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        inside = likeness[np.ix_(members, members)]
        # Rounded, since equal wordings may differ in the last digit: then the first of them is the medoid.
        medoid = int(np.argmax(inside.sum(axis=1).round(9)))
        result[members] = np.clip(inside[:, medoid], 0.0, 1.0)
        result[members[medoid]] = 1.0
    return result
