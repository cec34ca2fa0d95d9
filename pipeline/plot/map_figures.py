"""Figures of the provinces for the tile map."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from extractors.provinces import REFORM
from pipeline.compare.profile import compare_profile
from pipeline.compare.timeline import compare_timeline
from pipeline.plot.tile_map import Figures
from pipeline.plot.words import Words
from pipeline.tiles import Regime, regime_at

Kind = Literal["tasks", "citations", "documents", "lag", "deadline"]


def regime_of(documents: pd.DataFrame) -> Regime:
    """The regime in which most of the documents that say their date were issued; 63 where as many were in each."""
    dates = [row for row in documents["issue_date"].fillna(documents["published"]) if isinstance(row, str)]
    later = sum(regime_at(date) == "34" for date in dates)
    return "34" if later > len(dates) - later else "63"


def map_figures(
    tables: Mapping[str, pd.DataFrame], members: pd.DataFrame, kind: Kind, regime: Regime, w: Words, instrument: str | None = None
) -> Figures:
    """One figure for each province. Counts are of all its documents, the share of all their tasks, the lag that of its first document.

    lag: days after the instrument of the family `instrument`, else of the largest; only documents dated to the day.
    """
    documents = tables["documents"]
    column = "province" if regime == "63" else "province_2025"
    names = dict(zip(documents["document_id"], documents[column], strict=True))
    notes = _notes(documents, column, regime, w)
    if kind == "lag":
        lags = compare_timeline(tables, members)
        family = instrument or (lags["instrument_id"].value_counts().index[0] if len(lags) else None)
        lags = lags[(lags["instrument_id"] == family) & lags["days"].notna()]
        number = next(iter(lags["instrument_number"].dropna()), "?")
        values = lags.assign(name=lags["document_id"].map(names)).groupby("name")["days"].min()
        return Figures(_floats(values), w.lag.format(instrument=number), notes)
    profile = compare_profile(tables)
    groups = profile.assign(name=profile["document_id"].map(names)).groupby("name")
    if kind == "deadline":
        stated = profile.assign(name=profile["document_id"].map(names), n=profile["share_deadline"].astype(float) * profile["n_tasks"])
        sums = stated[stated["n_tasks"] > 0].groupby("name")[["n", "n_tasks"]].sum()
        return Figures(_floats((100 * sums["n"] / sums["n_tasks"]).round(0)), w.deadline, notes)
    if kind == "documents":
        return Figures(_floats(groups.size()), w.documents, notes)
    counted, title = {"tasks": ("n_tasks", w.tasks), "citations": ("n_citations", w.cited)}[kind]
    return Figures(_floats(groups[counted].sum()), title, notes)


def _floats(values: "pd.Series[Any]") -> dict[str, float]:
    return {str(name): float(value) for name, value in values.items()}


def _notes(documents: pd.DataFrame, column: str, regime: Regime, w: Words) -> tuple[str, ...]:
    nowhere = int(documents[column].isna().sum())
    dates = documents.loc[documents[column].notna(), "issue_date"].dropna()
    later = int((dates >= REFORM).sum()) if regime == "63" else 0
    return ((w.elsewhere.format(n=nowhere),) if nowhere else ()) + ((w.later.format(n=later),) if later else ())
