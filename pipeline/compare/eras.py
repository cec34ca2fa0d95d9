"""Bodies followed over mergers: as they were named then, or as they are now.

so-ke-hoach-va-dau-tu         → so-tai-chinh (merged into it on 2025-03-01)
so-thong-tin-va-truyen-thong  → split: its functions went to four bodies, and a task does not say which of them it was
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from extractors.agency_table import agencies, successors
from schemas.tables import AgencySuccessor

Era = Literal["then", "now"]
Fate = Literal["same", "merged", "split", "ended"]


@dataclass(frozen=True, slots=True)
class Today:
    """What has become of a body.

    same    it exists; merged: `agency_id` took over all of its functions; split: `successors` share them, `agency_id` is the body
            itself; ended: no successor is recorded
    """

    agency_id: str
    fate: Fate
    successors: tuple[str, ...] = ()


def today(agency_id: str, province: str | None = None) -> Today:
    """Follow a body of a province to the present. A body that only gave up a function (Sở Nội vụ: religion) is the same still."""
    return _follow(agency_id, province, frozenset())


def _follow(agency_id: str, province: str | None, seen: frozenset[str]) -> Today:
    body = agencies().get(agency_id)
    if body is None or body.valid_to is None or agency_id in seen:
        return Today(agency_id, "same")
    ends: list[Today] = [_follow(one, province, seen | {agency_id}) for one in _heirs(agency_id, province)]
    heirs = tuple(dict.fromkeys(heir for end in ends for heir in (end.successors if end.fate == "split" else (end.agency_id,))))
    if not heirs:
        return Today(agency_id, "ended")
    return Today(heirs[0], "merged", heirs) if len(heirs) == 1 else Today(agency_id, "split", heirs)


def _heirs(agency_id: str, province: str | None) -> list[str]:
    """Bodies that took over functions, those of the province before the general rule."""
    rows = [row for row in successors() if row.agency_id == agency_id]
    own = [row for row in rows if row.province and row.province == province]
    return [row.successor_id for row in _last(own or [row for row in rows if not row.province])]


def _last(rows: Iterable[AgencySuccessor]) -> list[AgencySuccessor]:
    """The rows of the change that ended the body; an earlier one took single functions away."""
    rows = list(rows)
    latest = max((row.date for row in rows), default="")
    return [row for row in rows if row.date == latest]


def in_era(roles: pd.DataFrame, era: Era) -> pd.DataFrame:
    """Rows with `agency_id` and `province`, with the agency of the era; `then` changes nothing."""
    if era == "then" or roles.empty:
        return roles
    pairs = roles[["agency_id", "province"]].drop_duplicates()
    now: Mapping[tuple[str, str], str] = {(a, p): today(a, p).agency_id for a, p in pairs.itertuples(index=False, name=None)}
    return roles.assign(agency_id=[now[pair] for pair in zip(roles["agency_id"], roles["province"], strict=True)])


def fate_of(agency_id: str) -> tuple[Fate, str | None]:
    """Fate of a body and the names of those that share its functions, joined by `; `; null for one that exists."""
    end = today(agency_id)
    names = [agencies()[one].name if one in agencies() else one for one in end.successors]
    return end.fate, "; ".join(names) or None
