"""Which family a document belongs to that names no central instrument: the one whose members it shares tasks with."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from pipeline.compare.scope import table
from pipeline.compare.thresholds import Thresholds
from pipeline.compare.weights import similarities
from pipeline.compare.weights import vectors as vectors_of
from pipeline.compare.wording import wordings_of

_WITNESSES = 12
"""Stated members that stand for a family, those with most tasks. A document of the family shares tasks with many of them; 63 would
find no more and take five times as long."""

_CHUNK = 256


def inferred_members(tables: Mapping[str, pd.DataFrame], stated: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Members by shared tasks: instrument_id, document_id, basis `inferred`, n_shared.

    `stated` has the columns instrument_id and document_id. Only documents with a province that are in no stated family are looked at,
    and only families with two stated members or more: one shared text is no family.
    """
    columns = ["instrument_id", "document_id", "basis", "n_shared"]
    tasks = table(tables, "tasks")
    open_documents = _open_documents(table(tables, "documents"), stated)
    witnesses = _witnesses(stated, tasks)
    if not open_documents or witnesses.empty:
        return pd.DataFrame(columns=columns, dtype=object)
    used = tasks[tasks["document_id"].isin({*open_documents, *witnesses["document_id"]})].reset_index(drop=True)
    vectors = vectors_of(wordings_of(used, table(tables, "task_agencies")))
    by_document = {str(key): np.asarray(rows, dtype=np.intp) for key, rows in used.groupby("document_id").indices.items()}
    rows = []
    for document in open_documents:
        mine = by_document.get(document)
        if mine is None:
            continue
        shared = _shared_by_family(vectors, mine, witnesses, by_document, thresholds.same)
        best = max(shared, key=lambda key: (shared[key], key), default=None)
        if best is not None and shared[best] >= max(thresholds.inferred_tasks, thresholds.inferred_share * len(mine)):
            rows.append((best, document, "inferred", shared[best]))
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _open_documents(documents: pd.DataFrame, stated: pd.DataFrame) -> list[str]:
    """Documents of provinces without a stated family; not those of central bodies, which are what families answer."""
    free = documents[documents["province"].notna() & ~documents["document_id"].isin(stated["document_id"])]
    return sorted(free["document_id"].tolist())


def _witnesses(stated: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """Stated members that stand for their family, of families that have two."""
    sizes = tasks["document_id"].value_counts()
    pairs = stated[["instrument_id", "document_id"]].drop_duplicates().assign(n=lambda rows: rows["document_id"].map(sizes).fillna(0))
    pairs = pairs[pairs["n"] > 0].sort_values(["instrument_id", "n", "document_id"], ascending=[True, False, True], kind="stable")
    enough = pairs.groupby("instrument_id")["document_id"].transform("size") >= 2
    return pairs[enough].groupby("instrument_id").head(_WITNESSES)


def _shared_by_family(
    vectors: csr_matrix, mine: np.ndarray, witnesses: pd.DataFrame, by_document: Mapping[str, np.ndarray], same: float
) -> dict[str, int]:
    """Number of the document's tasks that are the same as one of a witness, by family."""
    members = witnesses["document_id"].unique().tolist()
    theirs = [by_document[member] for member in members]
    hits: dict[str, np.ndarray] = {}
    for start in range(0, len(members), _CHUNK):
        some = theirs[start : start + _CHUNK]
        likeness = similarities(vectors[mine], vectors[np.concatenate(some)])
        edges = np.cumsum([0, *map(len, some)])[:-1]
        best = np.maximum.reduceat(likeness, edges, axis=1) >= same
        hits |= {member: best[:, k] for k, member in enumerate(members[start : start + _CHUNK])}
    families = witnesses.groupby("instrument_id")["document_id"].agg(list)
    return {str(key): int(np.any([hits[one] for one in group], axis=0).sum()) for key, group in families.items()}
