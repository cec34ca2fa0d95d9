"""The tables as the settings state them, cut to the documents chosen."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from extractors.folding import canonical
from pipeline.compare.overrides import overridden
from pipeline.compare.scope import UnknownProvinceError, select_documents
from pipeline.compare.selection import Selection, cut, select
from pipeline.errors import NothingSelected, UnknownProvince
from pipeline.export.forms import Choice
from pipeline.settings import Settings
from pipeline.store import Store
from schemas import TABLES

Rows = list[tuple[Any, ...]]


def chosen(store: Store, choice: Choice, settings: Settings) -> dict[str, Rows]:
    """Rows of all tables. Instruments, agencies, evidence and boxes are those that the documents name; figures in `instruments`
    stay those of the whole corpus; `agency_successors` and `failures` belong to no document and stay whole.

    Raises UnknownProvince, UnknownInstrument, and NothingSelected where no document is left.
    """
    tables = overridden(store.frames(), settings)
    if not choice.everything:
        tables = _related(cut(tables, _documents(tables, choice, settings)))
    return {name: _rows(tables[name]) for name in TABLES}


def _documents(tables: Mapping[str, pd.DataFrame], choice: Choice, settings: Settings) -> set[str]:
    selection = Selection(choice.instrument, choice.since, choice.until, choice.kind, every=True)
    selected = select(tables, selection, settings).tables
    try:
        documents, _ = select_documents(selected, choice.provinces)
    except UnknownProvinceError as error:
        present = sorted(set(selected["documents"]["province"].dropna()))
        raise UnknownProvince(wanted=", ".join(choice.provinces), candidates=", ".join(present) or "-") from error
    if choice.doc_types:
        wanted = {canonical(name) for name in choice.doc_types}
        documents = documents[documents["doc_type"].map(lambda name: isinstance(name, str) and canonical(name) in wanted).astype(bool)]
    if documents.empty:
        raise NothingSelected(types=", ".join(sorted(set(tables["documents"]["doc_type"].dropna()))) or "-")
    return set(documents["document_id"])


def _related(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Cut what belongs to no single document to what the documents name."""
    instruments = _named(tables, ("citations", "implements"), "instrument_id")
    agencies = _named(tables, ("agency_mentions", "task_agencies", "recipients"), "agency_id")
    owners: Collection[tuple[str, str]] = {(name, key) for name, t in TABLES.items() if len(t.key) == 1 for key in tables[name][t.key[0]]}
    owned = {name: _owned(tables[name], owners) for name in ("evidence", "boxes")}
    return (
        tables
        | {
            "instruments": tables["instruments"][tables["instruments"]["instrument_id"].isin(instruments)],
            "agencies": tables["agencies"][tables["agencies"]["agency_id"].isin(agencies)],
        }
        | owned
    )


def _owned(frame: pd.DataFrame, owners: Collection[tuple[str, str]]) -> pd.DataFrame:
    held = [pair in owners for pair in zip(frame["owner_table"], frame["owner_id"], strict=True)]
    return frame[pd.Series(held, index=frame.index, dtype=bool)]


def _named(tables: Mapping[str, pd.DataFrame], names: Collection[str], column: str) -> set[str]:
    return {key for name in names for key in tables[name][column].dropna()}


def _rows(frame: pd.DataFrame) -> Rows:
    """Rows as the store has them: None for null, Python's own numbers."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))
