"""Which part of the store a comparison looks at: kind of source, instrument answered, time, and each plan once."""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from pipeline.compare.families import memberships
from pipeline.compare.instruments import matching
from pipeline.compare.scope import table
from pipeline.errors import BadDate, UnknownInstrument
from pipeline.settings import Settings

Kind = Literal["official", "news", "all"]

_BY_DOCUMENT = ("documents", "sources", "implements", "sections", "citations", "agency_mentions", "tasks", "recipients")
_BY_TASK = ("task_agencies", "task_citations")

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WHOLE = len("2025-06-30")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. Provinces are not here: a comparison takes them itself, since they order its columns.

    instrument    only documents of this family (number or identity)
    since, until  ISO dates, may be cut (`2023`): documents issued (news: published, where it does not date the plan) in between, ends
                  included; a document that may have been (2023-06 for since 2023-06-15) is in, one without any date is out
    kind          official: only the plans themselves; news: only articles; all: both, each plan once
    every         keep the articles whose plan is there itself, too: for an export, which counts nothing
    """

    instrument: str | None = None
    since: str | None = None
    until: str | None = None
    kind: Kind = "all"
    every: bool = False

    def __post_init__(self) -> None:
        """Raises BadDate."""
        for date in (self.since, self.until):
            if date is not None:
                _require_date(date)


@dataclass(frozen=True, slots=True)
class Selected:
    """The tables, cut to what was asked for, and the members of the families: of the one asked for, else of all in the whole store."""

    tables: dict[str, pd.DataFrame]
    members: pd.DataFrame
    instrument: str | None
    """Identity of the family asked for; None where none was."""


def select(tables: Mapping[str, pd.DataFrame], selection: Selection, settings: Settings | None = None) -> Selected:
    """Cut the tables. Families are those of the whole store: a member found by its likeness to others stays one without them.

    Raises UnknownInstrument where no document answers the instrument that is asked for.
    """
    members = memberships(tables, settings)
    documents = table(tables, "documents")
    instrument = None
    if selection.instrument:
        instrument = _family(selection.instrument, tables, members)
        in_family = members.loc[members["instrument_id"] == instrument, "document_id"]
        documents = documents[documents["document_id"].isin(in_family)]
        members = members[members["instrument_id"] == instrument]
    if selection.since or selection.until:
        dated = [_within(row, selection) for row in documents[["issue_date", "published"]].to_dict("records")]
        documents = documents[np.array(dated, dtype=bool)]
    if selection.kind != "all":
        documents = documents[documents["source_kind"] == selection.kind]
    if selection.kind != "news" and not selection.every:
        documents = documents[~documents["document_id"].isin(repeated_news(documents, members))]
    kept = set(documents["document_id"])
    return Selected(cut(tables, kept), members[members["document_id"].isin(kept)].reset_index(drop=True), instrument)


def of_family(selected: Selected, instrument: str) -> Selected:
    """What was selected, cut further to the members of a family."""
    members = selected.members[selected.members["instrument_id"] == instrument].reset_index(drop=True)
    return Selected(cut(selected.tables, set(members["document_id"])), members, instrument)


def of_documents(selected: Selected, kept: Collection[str]) -> Selected:
    """What was selected, cut further to some documents, by id."""
    members = selected.members[selected.members["document_id"].isin(kept)].reset_index(drop=True)
    return Selected(cut(selected.tables, kept), members, selected.instrument)


def repeated_news(documents: pd.DataFrame, members: pd.DataFrame) -> set[str]:
    """News articles whose plan is in the store already: as itself, or in a longer article. They do not count as plans of their own.

    An article is about a plan of the same province and number. One that gives no number is about the plan of its province in the same
    family, if there is one: `Hà Nội ban hành kế hoạch phát triển 5G` beside 310/KH-UBND of Hà Nội.
    """
    families = members.groupby("document_id")["instrument_id"].agg(frozenset).to_dict()
    place = documents[documents["province"].notna()].assign(_news=lambda rows: rows["source_kind"].eq("news"))
    place = place.sort_values(["_news", "n_chars", "document_id"], ascending=[True, False, True], kind="stable")
    repeated: set[str] = set()
    numbers: set[tuple[str, str]] = set()
    answered: set[tuple[str, str]] = set()
    for row in place[["document_id", "province", "number", "_news"]].to_dict("records"):
        own = {(row["province"], family) for family in families.get(row["document_id"], ())}
        named = (row["province"], row["number"]) if isinstance(row["number"], str) else None
        if row["_news"] and (named in numbers if named else bool(own & answered)):
            repeated.add(row["document_id"])
            continue
        numbers |= {named} if named else set()
        answered |= own
    return repeated


def _require_date(date: str) -> None:
    """Raise BadDate for what is no date, whole or cut: 2025-13, 30/6/2025."""
    try:
        if not _DATE.fullmatch(date):
            raise ValueError
        datetime.date.fromisoformat((date + "-01-01")[:_WHOLE])
    except ValueError:
        raise BadDate(wanted=date) from None


def _family(wanted: str, tables: Mapping[str, pd.DataFrame], members: pd.DataFrame) -> str:
    """The family asked for; of two instruments of one number (07/CT-TTg of 2023 and of 2025) an identity must say which."""
    known = members["instrument_id"].unique().tolist()
    found = matching(wanted, table(tables, "instruments"), known)
    if len(found) != 1:
        raise UnknownInstrument(wanted=wanted, candidates="".join(f"\n  {one}" for one in found or sorted(known)))
    return found[0]


def _within(row: Mapping[object, object], selection: Selection) -> bool:
    date = row["issue_date"] or row["published"]
    if not isinstance(date, str):
        return False
    since, until = selection.since or "", selection.until or "9999"
    return date[: len(since)] >= since[: len(date)] and date[: len(until)] <= until[: len(date)]


def cut(tables: Mapping[str, pd.DataFrame], kept: Collection[str]) -> dict[str, pd.DataFrame]:
    """The rows of these documents; tables of the whole corpus stay whole."""
    result = dict(tables)
    for name in _BY_DOCUMENT:
        rows = table(tables, name)
        result[name] = rows[rows["document_id"].isin(kept)].reset_index(drop=True)
    for name in _BY_TASK:
        rows = table(tables, name)
        result[name] = rows[rows["task_id"].isin(result["tasks"]["task_id"])].reset_index(drop=True)
    return result
