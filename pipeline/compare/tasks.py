"""Which tasks of the provinces ask the same: one row for each task, with the cluster that it belongs to."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.compare.alignment import Alignment, align
from pipeline.compare.scope import select_documents, table
from pipeline.compare.thresholds import Thresholds
from pipeline.compare.wording import wordings_of

COLUMNS = (
    "cluster_id", "similarity", "band", "task_id", "document_id", "source_path", "province", "start", "end", "text",
    "lead", "support", "deadline_text",
)  # fmt: skip

MAX_TOGETHER = 10_000
"""Tasks that are compared all with all. Of more, only those of documents that carry out the same instrument are."""


def compare_tasks(
    tables: Mapping[str, pd.DataFrame],
    *,
    provinces: Sequence[str] = (),
    members: pd.DataFrame | None = None,
    thresholds: Thresholds | None = None,
) -> pd.DataFrame:
    """Tasks of `provinces` (all where none is named), those that ask the same in one cluster.

    Reads the tables documents, tasks, task_agencies and agencies. More than MAX_TOGETHER tasks are compared family by family: `members`
    (pipeline.compare.families.memberships) says which documents belong together, without it the table implements.

    cluster_id     `c001`, …: numbered by the first task in reading order (official documents before news, then path, then start)
    similarity     0 to 1, cosine of the masked wording to the cluster's medoid, which has 1; rounded to 4 digits
    band           `same` from the threshold `same` (.45) on, else `review`
    province       `?` where the document names none
    lead, support  names of the agencies in the order of the text, joined by `; `; null where there is none
    the others     as in the tables tasks and documents

    Rows stand by cluster, inside it in reading order. No cluster holds two tasks of one document. Raises UnknownProvinceError.
    """
    tasks = _tasks_in_order(tables, provinces)
    agencies = _agencies_of(tables, tasks)
    figures = thresholds or Thresholds()
    families = table(tables, "implements") if members is None else members
    aligned = _align_blocks(tasks, wordings_of(tasks, agencies), _leads(tasks, agencies), families, figures.join)
    similarity = aligned.similarity.round(4)
    result = tasks.assign(
        cluster_id=_cluster_ids(aligned),
        similarity=similarity,
        band=["same" if value >= figures.same else "review" for value in similarity],
        lead=_joined_names(tasks, agencies, "lead"),
        support=_joined_names(tasks, agencies, "support"),
        deadline_text=_null_as_none(tasks["deadline_text"]),
    )
    return result.sort_values("cluster_id", kind="stable")[list(COLUMNS)].reset_index(drop=True)


def _tasks_in_order(tables: Mapping[str, pd.DataFrame], provinces: Sequence[str]) -> pd.DataFrame:
    """Tasks with source_path and province of their document, in reading order."""
    documents, _ = select_documents(tables, provinces)
    place = documents[["document_id", "source_path", "province"]].assign(_order=range(len(documents)))
    tasks = table(tables, "tasks").merge(place, on="document_id")
    return tasks.sort_values(["_order", "start", "end", "task_id"], kind="stable").reset_index(drop=True)


def _agencies_of(tables: Mapping[str, pd.DataFrame], tasks: pd.DataFrame) -> pd.DataFrame:
    """Agencies of the tasks in the order of the text, with `name`: the canonical one, else as written."""
    rows = table(tables, "task_agencies")
    rows = rows[rows["task_id"].isin(tasks["task_id"])].sort_values(["task_id", "start", "end", "mention_id"], kind="stable")
    names = table(tables, "agencies").set_index("agency_id")["name"]
    known = rows["agency_id"].map(names).astype(object)
    return rows.assign(name=known.where(known.notna(), rows["text"]))


def _leads(tasks: pd.DataFrame, agencies: pd.DataFrame) -> list[frozenset[str]]:
    leads = agencies[agencies["role"] == "lead"].groupby("task_id")["agency_id"].agg(frozenset).to_dict()
    return [leads.get(task, frozenset()) for task in tasks["task_id"]]


def _joined_names(tasks: pd.DataFrame, agencies: pd.DataFrame, role: str) -> pd.Series:
    names = agencies[agencies["role"] == role].groupby("task_id")["name"].agg(lambda group: "; ".join(dict.fromkeys(group)))
    return _null_as_none(tasks["task_id"].map(names))


def _null_as_none(column: pd.Series) -> pd.Series:
    """The column with None for null, so that `if row.lead:` is safe, which it is not with NaN."""
    column = column.astype(object)
    return column.where(column.notna(), None)


def _align_blocks(tasks: pd.DataFrame, wordings: list[str], leads: list[frozenset[str]], families: pd.DataFrame, join: float) -> Alignment:
    """Align the tasks block by block; clusters keep the row number of their first task as their number."""
    blocks = _blocks(tasks, families)
    cluster, similarity = np.arange(len(tasks)), np.ones(len(tasks))
    for block in np.unique(blocks):
        members = np.flatnonzero(blocks == block)
        part = align([wordings[i] for i in members], tasks["document_id"].iloc[members].tolist(), [leads[i] for i in members], join)
        cluster[members] = members[part.cluster]
        similarity[members] = part.similarity
    return Alignment(cluster, similarity)


def _blocks(tasks: pd.DataFrame, families: pd.DataFrame) -> NDArray[np.object_]:
    """Block of each task: `""` up to MAX_TOGETHER tasks; else the instrument that its document answers, `""` where it answers none."""
    if len(tasks) <= MAX_TOGETHER:
        return np.full(len(tasks), "", dtype=object)
    return tasks["document_id"].map(main_families(tasks["document_id"], families)).fillna("").to_numpy(dtype=object)


def main_families(document_ids: Iterable[str], families: pd.DataFrame) -> dict[str, str]:
    """The instrument that each document answers; none for those that answer none. `families`: document_id and instrument_id.

    Of several instruments a document goes with the one that most documents answer: a plan for Quyết định 407 that also names Kế hoạch
    85 of its own province meets the other provinces under Quyết định 407.
    """
    pairs = families[["document_id", "instrument_id"]].drop_duplicates()
    counts = pairs["instrument_id"].value_counts()
    ranked = pairs.assign(n=pairs["instrument_id"].map(counts)).sort_values(["n", "instrument_id"], ascending=[False, True])
    main = ranked.drop_duplicates("document_id").set_index("document_id")["instrument_id"]
    return {one: main[one] for one in set(document_ids) if one in main.index}


def _cluster_ids(aligned: Alignment) -> list[str]:
    """Readable ids, numbered by first appearance; as many digits as it takes for them to sort as text."""
    numbers = {cluster: k for k, cluster in enumerate(dict.fromkeys(aligned.cluster.tolist()), start=1)}
    width = max(3, len(str(len(numbers))))
    return [f"c{numbers[cluster]:0{width}d}" for cluster in aligned.cluster.tolist()]
