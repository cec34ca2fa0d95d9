"""What became of a central instrument's tasks: which provinces took them up, changed them or left them out, and what they add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from extractors.agency_table import agencies as known_agencies
from extractors.deadlines import value_of
from pipeline.compare.instruments import is_text_of
from pipeline.compare.scope import UNKNOWN_PROVINCE, made, province_order, select_documents, table
from pipeline.compare.thresholds import Thresholds
from pipeline.compare.weights import similarities
from pipeline.compare.weights import vectors as vectors_of
from pipeline.compare.wording import wordings_of
from schemas import DocumentRecord
from schemas.tables import Agency, TaskAgencyRow, TaskRow

COLUMNS = (
    "central_task_id", "central_text", "central_lead", "central_deadline", "province", "status", "why", "similarity", "task_id",
    "document_id", "source_path", "source_kind", "start", "end", "text", "lead", "deadline_text",
)  # fmt: skip
SUMMARY_COLUMNS = (
    "province", "source_kind", "n_documents", "n_central", "n_same", "n_changed", "n_absent", "n_unknown", "share_taken_up", "n_tasks",
    "n_added",
)  # fmt: skip
ADDED_COLUMNS = ("province", "document_id", "source_path", "task_id", "start", "end", "text", "similarity", "central_text")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Answer to the question: each task of the centre by province, the shares, and the tasks that provinces add."""

    tasks: pd.DataFrame
    summary: pd.DataFrame
    added: pd.DataFrame


def record_tables(record: DocumentRecord) -> dict[str, pd.DataFrame]:
    """The tables tasks and task_agencies of one record and what is attached to it."""
    records = [record]
    for one in records:  # grows while it is read: a decision, its plan, the plan's appendix
        records += one.parts
    tasks = [row.model_dump() for one in records for row in one.tasks]
    roles = [row.model_dump() for one in records for row in one.task_agencies]
    return {
        "tasks": pd.DataFrame(tasks, columns=list(TaskRow.model_fields), dtype=object),
        "task_agencies": pd.DataFrame(roles, columns=list(TaskAgencyRow.model_fields), dtype=object),
    }


def answering(record: DocumentRecord, members: pd.DataFrame) -> str | None:
    """The family that answers the instrument whose text `record` is; None where no document does."""
    document = record.document
    known = members["instrument_id"].unique().tolist()
    return next((one for one in sorted(known) if is_text_of(one, document.number, document.issue_date)), None)


def compare_coverage(
    tables: Mapping[str, pd.DataFrame],
    central: Mapping[str, pd.DataFrame],
    *,
    provinces: Sequence[str] = (),
    missing: Sequence[str] = (),
    thresholds: Thresholds | None = None,
) -> Coverage:
    """The central instrument's tasks for provinces, against the tasks of each province.

    Reads documents, tasks, task_agencies of `tables`, best cut to one family (pipeline.compare.selection), and tasks and task_agencies
    of `central`, which holds the central instrument alone. `missing`: provinces without a document, to be shown as unknown.

    tasks: one row for each task of the centre that is for provinces, and each province
        status   same: the province has the task; changed: it has one like it, reworded or with another deadline; absent: its plan has
                 none; unknown: it has none in the store but a news summary, or nothing: that is not absent
        why      wording or deadline for changed, news or no_document for unknown; else null
        similarity, task_id … deadline_text   the province's task that is most like it; null where none is at least `taken_up` (.20) alike
    summary: one row for each province
        share_taken_up   (n_same + n_changed) of those whose status is known; null where none is
        n_added          of its n_tasks, those unlike any task of the centre, also of those for ministries
    added: those tasks, with the central task that is nearest and how near

    A task is for provinces if a body of a province, district or commune, or a group such as `các địa phương`, leads it; where the
    instrument names none such, all of its tasks count. Raises UnknownProvinceError.
    """
    figures = thresholds or Thresholds()
    documents, columns = select_documents(tables, provinces)
    documents = documents[documents["province"] != UNKNOWN_PROVINCE]
    theirs = table(tables, "tasks").merge(documents[["document_id", "source_path", "source_kind", "province"]], on="document_id")
    all_ours = central["tasks"].sort_values(["start", "end"], kind="stable").reset_index(drop=True)
    ours = all_ours[_for_provinces(all_ours, central["task_agencies"])].reset_index(drop=True)
    roles = pd.concat([central["task_agencies"], table(tables, "task_agencies")], ignore_index=True)
    likeness = _likeness(all_ours, theirs, roles)
    at = all_ours.reset_index().set_index("task_id").loc[ours["task_id"], "index"].to_numpy() if len(ours) else np.empty(0, dtype=int)
    leads = _leads(roles)
    names = [name for name in province_order([*columns, *missing]) if name != UNKNOWN_PROVINCE]
    rows = [row for k in range(len(ours)) for row in _statuses(ours.iloc[k], likeness[at[k]], theirs, documents, names, leads, figures)]
    result = made(COLUMNS, rows)
    added = _added(theirs, likeness, all_ours, figures)
    return Coverage(result, _summary(result, documents, theirs, added, names), added)


def _for_provinces(tasks: pd.DataFrame, roles: pd.DataFrame) -> NDArray[np.bool_]:
    known = known_agencies()
    leads = roles[roles["role"] == "lead"]
    local = [key in known and _is_local(known[key]) for key in leads["agency_id"]]
    found = tasks["task_id"].isin(leads.loc[np.array(local, dtype=bool), "task_id"]).to_numpy(dtype=bool)
    return found if found.any() else np.ones(len(tasks), dtype=bool)


def _is_local(agency: Agency) -> bool:
    return agency.level in ("tinh", "huyen", "xa") or (agency.kind == "nhom" and "địa phương" in agency.name.lower())


def _likeness(ours: pd.DataFrame, theirs: pd.DataFrame, roles: pd.DataFrame) -> NDArray[np.float64]:
    both = pd.concat([ours[["task_id", "text"]], theirs[["task_id", "text"]]], ignore_index=True)
    vectors = vectors_of(wordings_of(both, roles))
    return similarities(vectors[: len(ours)], vectors[len(ours) :])


def _leads(roles: pd.DataFrame) -> dict[str, str]:
    known = known_agencies()
    rows = roles[roles["role"] == "lead"]
    named = [known[key].name if key in known else text for key, text in zip(rows["agency_id"], rows["text"], strict=True)]
    groups = rows.assign(_name=named).groupby("task_id")["_name"]
    return {str(key): "; ".join(dict.fromkeys(names)) for key, names in groups}


def _statuses(
    task: pd.Series,
    likeness: NDArray[np.float64],
    theirs: pd.DataFrame,
    documents: pd.DataFrame,
    names: Sequence[str],
    leads: Mapping[str, str],
    figures: Thresholds,
) -> list[tuple[object, ...]]:
    """Rows of one central task."""
    rows: list[tuple[object, ...]] = []
    head = (task["task_id"], task["text"], leads.get(task["task_id"]), task["deadline_text"])
    for name in names:
        own = np.flatnonzero(theirs["province"] == name)
        best = own[int(np.argmax(likeness[own]))] if len(own) else -1
        near = float(likeness[best]) if best >= 0 else 0.0
        if near < figures.taken_up:
            kinds = set(documents.loc[documents["province"] == name, "source_kind"])
            status, why = ("absent", None) if "official" in kinds else ("unknown", "news" if kinds else "no_document")
            rows.append((*head, name, status, why, *(None,) * 10))
            continue
        found = theirs.iloc[int(best)]
        why = "wording" if near < figures.same else "deadline" if _other_deadline(task["deadline_text"], found["deadline_text"]) else None
        place = (found[column] for column in ("task_id", "document_id", "source_path", "source_kind", "start", "end", "text"))
        rows.append(
            (*head, name, "changed" if why else "same", why, round(near, 4), *place, leads.get(found["task_id"]), found["deadline_text"])
        )
    return rows


def _other_deadline(ours: object, theirs: object) -> bool:
    """Do both give a date, or a rhythm, and not the same?"""
    if not (isinstance(ours, str) and isinstance(theirs, str)):
        return False
    return any(one and other and one != other for one, other in zip(value_of(ours), value_of(theirs), strict=True))


def _added(theirs: pd.DataFrame, likeness: NDArray[np.float64], ours: pd.DataFrame, figures: Thresholds) -> pd.DataFrame:
    if not len(theirs):
        return made(ADDED_COLUMNS, [])
    nearest = likeness.max(axis=0) if len(ours) else np.zeros(len(theirs))
    which = likeness.argmax(axis=0) if len(ours) else np.zeros(len(theirs), dtype=int)
    order = {name: k for k, name in enumerate(province_order(theirs["province"].tolist()))}
    place = theirs.assign(_order=theirs["province"].map(order)).sort_values(["_order", "source_path", "start"], kind="stable")
    rows: list[tuple[object, ...]] = []
    for k, row in zip(place.index, place.to_dict("records"), strict=True):
        if nearest[k] < figures.taken_up:
            words = ours["text"].iloc[int(which[k])] if len(ours) and nearest[k] > 0 else None
            rows.append((*(row[name] for name in ADDED_COLUMNS[:7]), round(float(nearest[k]), 4), words))
    return made(ADDED_COLUMNS, rows)


def _summary(tasks: pd.DataFrame, documents: pd.DataFrame, theirs: pd.DataFrame, added: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    rows = []
    for name in names:
        counts = tasks.loc[tasks["province"] == name, "status"].value_counts()
        by_status = [int(counts.get(status, 0)) for status in ("same", "changed", "absent", "unknown")]
        known = sum(by_status[:3])
        own = documents[documents["province"] == name]
        kinds = "; ".join(sorted(set(own["source_kind"]))) or None
        share = round(sum(by_status[:2]) / known, 4) if known else None
        rows.append(
            (
                name,
                kinds,
                len(own),
                sum(by_status),
                *by_status,
                share,
                int((theirs["province"] == name).sum()),
                int((added["province"] == name).sum()),
            )
        )
    return made(SUMMARY_COLUMNS, rows)
