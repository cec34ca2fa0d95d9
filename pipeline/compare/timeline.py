"""How long after the central instrument each province's plan came, and who is missing."""

import calendar
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline.compare.families import compare_families
from pipeline.compare.instruments import date_of
from pipeline.compare.scope import UNKNOWN_PROVINCE, made, province_order, select_documents, table

COLUMNS = (
    "instrument_id", "instrument_number", "instrument_date", "province", "document_id", "source_path", "source_kind", "number", "date",
    "date_source", "basis", "days", "days_min", "days_max",
)  # fmt: skip
SUMMARY_COLUMNS = (
    "instrument_id", "instrument_number", "instrument_date", "n_documents", "n_dated", "days_min", "quartile_1", "median", "quartile_3",
    "days_max", "n_expected", "n_missing", "missing",
)  # fmt: skip


def compare_timeline(tables: Mapping[str, pd.DataFrame], members: pd.DataFrame, *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """Days from each family's instrument to each member. Reads documents and instruments; `members` as from families.memberships.

    instrument_date     date of issue, as most mentions give it
    date                of the plan; of an article, of the plan that it reports; ISO, cut to what is known
    date_source         issue_date; `published`: only the day of the article is known, by which the plan was there; null: no date
    basis               how the document belongs to the family: stated, inferred or set
    days                null unless both dates are known to the day
    days_min, days_max  the interval otherwise (`2023-06` of a draft); without lower bound where only the article is dated; both null
                        without any date

    A document attached to another member (the plan of a decision) has its row with that one. Rows: by instrument, then by days_max,
    then by province; the undated last. Raises UnknownProvinceError.
    """
    documents, wanted = select_documents(tables, provinces)
    known = table(tables, "instruments").drop_duplicates("instrument_id").set_index("instrument_id")
    joined = members[["instrument_id", "document_id", "basis"]].merge(documents, on="document_id")
    joined = joined[joined["province"] != UNKNOWN_PROVINCE]
    pairs = set(zip(joined["instrument_id"], joined["document_id"], strict=True))
    order = {name: k for k, name in enumerate(province_order(wanted))}
    rows: list[tuple[Any, ...]] = []
    for row in joined.to_dict("records"):
        if (row["instrument_id"], row["parent_document_id"]) not in pairs:
            rows.append(_row(row, known))
    rows.sort(key=lambda row: (row[0], row[13] is None, row[13] or 0, order[row[3]], row[5]))
    return made(COLUMNS, rows)


def timeline_summary(timeline: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
    """One row for each family of a result of `compare_timeline`; `families` as from compare_families.

    n_documents, n_dated      members, and those whose lag is known to the day: the figures that follow are of these
    days_min … days_max       least, quartiles and most, in days; null without any
    n_expected … missing      provinces of the time, those without a document, their names joined by `; `

    Rows: most members first.
    """
    described = {row["instrument_id"]: row for row in families.to_dict("records")}
    rows: list[tuple[object, ...]] = []
    sizes = timeline.groupby("instrument_id").size().sort_index().sort_values(ascending=False, kind="stable")
    for key in sizes.index:
        group = timeline[timeline["instrument_id"] == key]
        days = group["days"].dropna().astype(float)
        figures = [round(float(days.quantile(q)), 1) if len(days) else None for q in (0, 0.25, 0.5, 0.75, 1)]
        family, first = described[key], group.iloc[0]
        missing = family["n_expected"] - family["n_provinces"]
        head = (key, first["instrument_number"], first["instrument_date"], len(group), len(days))
        rows.append((*head, *figures, family["n_expected"], missing, family["missing"]))
    return made(SUMMARY_COLUMNS, rows)


def summarized(tables: Mapping[str, pd.DataFrame], members: pd.DataFrame, *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """`timeline_summary` of the whole."""
    return timeline_summary(compare_timeline(tables, members, provinces=provinces), compare_families(tables, members=members))


def _row(row: Mapping[Hashable, Any], known: pd.DataFrame) -> tuple[Any, ...]:
    key = str(row["instrument_id"])
    number, issued = (known.at[key, "number"], known.at[key, "issue_date"]) if key in known.index else (None, None)
    issued = issued if isinstance(issued, str) else date_of(key)
    day, source = _date(row)
    least, most = _lag(issued, day) if day and issued else (None, None)
    if source == "published":
        least = None
    exact = least if least is not None and least == most else None
    return (key, number, issued, row["province"], row["document_id"], row["source_path"], row["source_kind"], row["number"], day, source,
            row["basis"], exact, least, most)  # fmt: skip


def _date(row: Mapping[Hashable, Any]) -> tuple[str | None, str | None]:
    for name in ("issue_date", "published"):
        value = row[name]
        if isinstance(value, str):
            return value, name
    return None, None


def _lag(since: str, until: str) -> tuple[int, int]:
    """Least and most days between two (partial) dates."""
    (first, last), (start, end) = _bounds(since), _bounds(until)
    return (start - last).days, (end - first).days


def _bounds(day: str) -> tuple[date, date]:
    """First and last day that a partial ISO date may mean: `2023-06` → 1 and 30 June."""
    parts = [int(part) for part in day.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) == 3:
        return date(*parts), date(*parts)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
