"""One family as the report shows it: figures for each province on a tile map, and how long each plan took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import pandas as pd

from extractors.provinces import REFORM, provinces
from pipeline.compare.families import expected_provinces
from pipeline.compare.instruments import date_of
from pipeline.compare.scope import UNKNOWN_PROVINCE, table
from pipeline.report.data import FULL_FAMILIES, Answers
from pipeline.report.shown import Shown
from pipeline.tiles import Regime, Tile, tile_of, tiles

Figure = Literal["answered", "lag", "tasks", "citations", "coverage"]
Status = Literal["official", "merged", "news", "none"]

FIGURES: tuple[Figure, ...] = ("answered", "lag", "tasks", "citations", "coverage")
STATUSES: tuple[Status, ...] = ("official", "merged", "news", "none")
STEPS = 5
"""Shades of a figure."""


@dataclass(frozen=True, slots=True)
class Place:
    """A province's square: what of the family it has, and its figures. `values` lack what is not known."""

    tile: Tile
    status: Status
    documents: tuple[str, ...]
    """Ids; of the merged province where `status` is merged."""
    values: Mapping[Figure, float]


@dataclass(frozen=True, slots=True)
class TileMap:
    """All squares of a regime with the figures that at least one of them has, and the upper ends of each figure's shades."""

    regime: Regime
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    bounds: Mapping[Figure, tuple[float, ...]]

    def step(self, figure: Figure, place: Place) -> int | None:
        """Shade of a place, 0 the lightest; None where its figure is not known."""
        if figure == "answered" or figure not in place.values:
            return None
        return sum(place.values[figure] > bound for bound in self.bounds[figure][:-1])


@dataclass(frozen=True, slots=True)
class Family:
    """A family, or (`instrument_id` None) all documents."""

    instrument_id: str | None
    title: str
    """`Chỉ thị 07/CT-TTg`."""
    about: str | None
    """The instrument's own title."""
    day: str | None
    row: Mapping[str, Any]
    maps: tuple[TileMap, ...]
    timeline: tuple[Mapping[str, Any], ...] = ()
    summary: Mapping[str, Any] = field(default_factory=dict)


def families(answers: Answers, shown: Shown) -> list[Family]:
    """The families with a map, largest first. Where none holds more than half of the provinces' documents, all documents stand before them:
    a report of forty plans on forty matters is not one on the family of the first.
    """
    rows = answers.families.head(FULL_FAMILIES).to_dict("records")
    found = [_family(answers, {str(key): value for key, value in row.items()}) for row in rows]
    members = answers.selected.members
    most = max((int((members["instrument_id"] == one.instrument_id).sum()) for one in found), default=0)
    whole = len(_documents(answers, answers.counted))
    return found if found and 2 * most > whole else [_unrelated(answers, shown), *found]


def _family(answers: Answers, row: Mapping[str, Any]) -> Family:
    key = row["instrument_id"]
    lags = answers.timeline[answers.timeline["instrument_id"] == key]
    summary = answers.timeline_summary[answers.timeline_summary["instrument_id"] == key].to_dict("records")
    members = answers.around.members
    documents = _documents(answers, set(members.loc[members["instrument_id"] == key, "document_id"]))
    day = row["issue_date"] or date_of(key)
    coverage = answers.coverage.get(key)
    shares = coverage.summary.set_index("province")["share_taken_up"].dropna().to_dict() if coverage else {}
    days = lags.dropna(subset=["days"]).set_index("document_id")["days"].to_dict()
    maps = _maps(answers, documents, expected_provinces(day)[0].regime, days, shares)
    timeline = tuple({str(name): _plain(value) for name, value in one.items()} for one in lags.to_dict("records"))
    return Family(
        key, instrument_name(row), row["title"], day, row, maps, timeline, {str(k): v for k, v in summary[0].items()} if summary else {}
    )


def _unrelated(answers: Answers, shown: Shown) -> Family:
    documents = _documents(answers, answers.counted)
    days = [row["issue_date"] or row["published"] for row in documents]
    late = bool(days) and all(isinstance(day, str) and day >= REFORM for day in days)
    return Family(None, shown.t("summary.no_family"), None, None, {}, _maps(answers, documents, "34" if late else "63", {}, {}))


def instrument_name(row: Mapping[Any, Any]) -> str:
    """`Chỉ thị 07/CT-TTg`; a law by its title; an instrument that only its identity is known of by that."""
    if isinstance(row.get("number"), str) and isinstance(row.get("type"), str):
        return f"{row['type']} {row['number']}"
    return next((value for name in ("title", "number", "type", "instrument_id") if isinstance(value := row.get(name), str)), "?")


def _documents(answers: Answers, ids: frozenset[str] | set[str]) -> list[dict[Any, Any]]:
    rows = table(answers.around.tables, "documents")
    return rows[rows["document_id"].isin(ids) & rows["province"].notna() & (rows["province"] != UNKNOWN_PROVINCE)].to_dict("records")


def _maps(
    answers: Answers, documents: Sequence[Mapping[Any, Any]], first: str, days: Mapping[Any, Any], shares: Mapping[Any, Any]
) -> tuple[TileMap, ...]:
    """The map of the family's own time; the other one too where documents of both times are there."""
    of_time = {"34" if str(row["province_code"]).startswith("34:") else "63" for row in documents} | {first}
    order: tuple[Regime, ...] = ("34", "63") if first == "34" else ("63", "34")
    profile = {row["document_id"]: row for row in answers.profile.to_dict("records")}
    return tuple(_map(regime, documents, profile, days, shares) for regime in order if regime in of_time)


def _map(
    regime: Regime,
    documents: Sequence[Mapping[Any, Any]],
    profile: Mapping[Any, Mapping[Any, Any]],
    days: Mapping[Any, Any],
    shares: Mapping[Any, Any],
) -> TileMap:
    places = tuple(_place(regime, tile, documents, profile, days, shares) for tile in tiles(regime))
    known = [figure for figure in FIGURES if figure == "answered" or any(figure in place.values for place in places)]
    bounds = {figure: _bounds([place.values[figure] for place in places if figure in place.values]) for figure in known[1:]}
    return TileMap(regime, places, tuple(known), bounds)


def _place(
    regime: Regime,
    tile: Tile,
    documents: Sequence[Mapping[Any, Any]],
    profile: Mapping[Any, Mapping[Any, Any]],
    days: Mapping[Any, Any],
    shares: Mapping[Any, Any],
) -> Place:
    own = [row for row in documents if _stands_for(regime, row) == tile.name]
    merged = [row for row in documents if row not in own and regime == "63" and _took_in(row, tile)]
    used = own or merged
    ids = [row["document_id"] for row in used]
    values: dict[Figure, float] = {}
    counted = [profile[one] for one in ids if one in profile]
    if counted:
        values["tasks"] = float(sum(row["n_tasks"] for row in counted))
        values["citations"] = float(sum(row["n_citations"] for row in counted))
    lags = [float(days[one]) for one in ids if one in days]
    if lags:
        values["lag"] = min(lags)
    known = [float(shares[row["province"]]) for row in used if row["province"] in shares]
    if known:
        values["coverage"] = max(known)
    official = any(row["source_kind"] == "official" for row in used)
    status: Status = "none" if not used else "news" if not official else "official" if own else "merged"
    return Place(tile, status, tuple(ids), values)


def _stands_for(regime: Regime, row: Mapping[Any, Any]) -> str | None:
    """The square that a document belongs to: on the map of 34 that of the province of today, on that of 63 its own of then."""
    new = str(row["province_code"]).startswith("34:")
    name = row["province_2025"] if regime == "34" else None if new else row["province"]
    tile = tile_of(regime, name if isinstance(name, str) else None)
    return tile.name if tile else None


def _took_in(row: Mapping[Any, Any], tile: Tile) -> bool:
    """Is the document of a province of today that took in the province of the square, or is it under the same name?"""
    return str(row["province_code"]).startswith("34:") and _today(tile.name) == row["province_2025"]


@cache
def _today(name: str) -> str | None:
    return next((one.province_2025 for one in provinces() if one.regime == "63" and one.name == name), None)


def _bounds(values: Sequence[float]) -> tuple[float, ...]:
    """Upper ends of at most STEPS shades with as many values in each; equal values never fall apart."""
    ordered = sorted(values)
    return tuple(dict.fromkeys(ordered[max(0, (k * len(ordered)) // STEPS - 1)] for k in range(1, STEPS + 1)))


def _plain(value: Any) -> Any:
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def figure_text(figure: Figure, place: Place, shown: Shown) -> str:
    """What stands in the square under the province's letters."""
    if figure == "answered":
        return {"official": "●", "merged": "◐", "news": "○", "none": "–"}[place.status]
    if figure not in place.values:
        return "–"
    return shown.share(place.values[figure]) if figure == "coverage" else shown.n(place.values[figure])
