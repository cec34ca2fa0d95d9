"""Where provinces charge different agencies with the same task, or want it done by another day."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal

import pandas as pd

from extractors.deadlines import value_of
from extractors.folding import canonical, lower
from pipeline.compare.scope import UNKNOWN_PROVINCE, province_order

Kind = Literal["role", "duty", "lead", "deadline"]
Duty = Literal["chair", "join"]
Row = Mapping[Hashable, Any]
"""A row of a result of `compare_tasks`."""

_KINDS: tuple[Kind, ...] = ("role", "duty", "lead", "deadline")


@dataclass(frozen=True, slots=True)
class Side:
    """What one part of the provinces has: `lead` or `support`, `chair` or `join`, the names of the leads, or the words of the deadline."""

    what: str
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more ways in which the provinces of a cluster assign its task.

    role      `agency` leads in some provinces and only supports in others
    duty      `agency` is the lead everywhere, here with chủ trì, there with a mere phối hợp
    lead      the leads of two provinces have nobody in common; `agency` is None, the sides name them
    deadline  two provinces state deadlines that are not the same day or rhythm; `agency` is None, the sides have the words
    """

    cluster_id: str
    kind: Kind
    agency: str | None
    sides: tuple[Side, ...]
    text: str
    similarity: float

    @property
    def provinces(self) -> frozenset[str]:
        """Provinces of all sides."""
        return frozenset(province for side in self.sides for province in side.provinces)


def differences(tasks: pd.DataFrame) -> list[Difference]:
    """Differences in a result of `compare_tasks`, the most telling first.

    Only tasks of the band `same` count, and only where an agency is named: a plan that names nobody does not disagree. A named body
    says more than a collective (`các sở, ban, ngành` leads here, supports there), a changed role more than other leads, and a
    difference in closely similar tasks of many provinces more than others.
    """
    sure = tasks[(tasks["band"] == "same") & (tasks["province"] != UNKNOWN_PROVINCE)]
    found = [difference for rows in clusters(sure).values() for difference in _in_cluster(rows)]
    return sorted(found, key=_rank)


def clusters(tasks: pd.DataFrame) -> dict[str, list[Row]]:
    """Rows of each cluster in their order, by cluster_id."""
    by_id: dict[str, list[Row]] = {}
    for row in tasks.to_dict("records"):
        by_id.setdefault(row["cluster_id"], []).append(row)
    return by_id


def medoid(rows: Sequence[Row]) -> Row:
    """The row that is most like the others: the first of highest similarity."""
    return max(rows, key=lambda row: float(row["similarity"]))


def names(cell: object) -> tuple[str, ...]:
    """Agencies of a cell of `lead` or `support`: `Sở Nội vụ; Công an tỉnh` → two names; none for null."""
    return tuple(name for name in cell.split("; ") if name) if isinstance(cell, str) else ()


def duty_of(text: str, leads: tuple[str, ...]) -> Duty | None:
    """How the task puts its lead: `chủ trì` (chair), `phối hợp với` without it (join), or neither.

    Only words that open the task count, behind at most the lead's name or an introduction that ends in a comma: `Căn cứ hướng dẫn
    của Bộ Nội vụ, chủ trì, phối hợp với …`. A later `…; phối hợp với Công an tỉnh xử lý` speaks of a part of the task.
    """
    low = lower(text)
    match = _duty_pattern().search(low)
    if match is None:
        return None
    before = low[: match.start()].strip(" :,")
    opens = not before or low[: match.start()].rstrip().endswith(",") or any(before.endswith(lower(name)) for name in leads)
    if not opens or ";" in before:
        return None
    return "chair" if match["duty"] == "chủ trì" else "join"


@cache
def _duty_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?P<duty>chủ trì|phối hợp(?=(?:\s+(?:thường xuyên|chặt chẽ)[\s,]*)*\s+(?:với|cùng)(?!\w)))")


@cache
def _collective_pattern() -> re.Pattern[str]:
    # Các sở, ban, ngành · Thủ trưởng các đơn vị · Sở, ban, ngành · Cơ quan, tổ chức liên quan; not Sở Nội vụ, not UBND các huyện
    return re.compile(r"^(?:thủ trưởng )?(?:các|những) |^(?:sở|ban|bộ), |^(?:cơ quan|đơn vị|địa phương|tổ chức)(?!\w)|liên quan$")


def _is_collective(name: str) -> bool:
    """Does the name leave open which bodies it means?"""
    return _collective_pattern().search(lower(name)) is not None


def _in_cluster(rows: Sequence[Row]) -> Iterator[Difference]:
    roles = list(_roles(rows))
    yield from roles
    yield from _duties(rows)
    if not roles:  # A changed role implies other leads: say it once
        yield from _leads(rows)
    yield from _deadlines(rows)


def _made(rows: Sequence[Row], kind: Kind, agency: str | None, sides: dict[str, set[str]]) -> Difference:
    ordered = tuple(Side(what, tuple(province_order(sorted(provinces)))) for what, provinces in sides.items())
    least = min(float(row["similarity"]) for row in rows)
    return Difference(rows[0]["cluster_id"], kind, agency, ordered, medoid(rows)["text"], least)


def _roles(rows: Sequence[Row]) -> Iterator[Difference]:
    lead_in: dict[str, set[str]] = {}
    support_in: dict[str, set[str]] = {}
    for row in rows:
        for name in names(row["lead"]):
            lead_in.setdefault(name, set()).add(row["province"])
        for name in names(row["support"]):
            support_in.setdefault(name, set()).add(row["province"])
    for name, leading in sorted(lead_in.items()):
        supporting = support_in.get(name, set()) - leading
        if supporting:
            yield _made(rows, "role", name, {"lead": leading, "support": supporting})


def _duties(rows: Sequence[Row]) -> Iterator[Difference]:
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        leads = names(row["lead"])
        duty = duty_of(row["text"], leads)
        if duty and len(leads) == 1:
            found.setdefault(leads[0], {"chair": set(), "join": set()})[duty].add(row["province"])
    for name, sides in sorted(found.items()):
        if sides["chair"] and sides["join"] - sides["chair"]:
            yield _made(rows, "duty", name, {"chair": sides["chair"], "join": sides["join"] - sides["chair"]})


def _leads(rows: Sequence[Row]) -> Iterator[Difference]:
    by_province: dict[str, list[str]] = {}
    for row in rows:
        by_province.setdefault(row["province"], []).extend(names(row["lead"]))
    sides: dict[str, set[str]] = {}
    for province, leads in by_province.items():
        if leads:
            sides.setdefault("; ".join(dict.fromkeys(leads)), set()).add(province)
    if any(_apart(names(one), names(other)) for one, other in combinations(sides, 2)):
        yield _made(rows, "lead", None, sides)


def _deadlines(rows: Sequence[Row]) -> Iterator[Difference]:
    """A plan that states no deadline does not disagree; `trước 30/6/2025` and `trước ngày 30 tháng 6 năm 2025` are one."""
    sides: dict[str, set[str]] = {}
    words: dict[object, str] = {}
    for row in rows:
        if isinstance(row["deadline_text"], str):
            date, recurrence = value_of(row["deadline_text"])
            key = (date, recurrence) if date or recurrence else canonical(row["deadline_text"])
            sides.setdefault(words.setdefault(key, row["deadline_text"]), set()).add(row["province"])
    if len(sides) > 1 and len(set().union(*sides.values())) > 1:
        yield _made(rows, "deadline", None, sides)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Nobody in common, and not merely two ways of saying everybody: `các cơ quan, đơn vị` and `các cơ quan, đơn vị, địa phương`."""
    return not set(one) & set(other) and not all(map(_is_collective, one + other))


def _rank(difference: Difference) -> tuple[bool, int, float, int, str, str]:
    collective = difference.agency is not None and _is_collective(difference.agency)
    n_provinces = len(difference.provinces)
    kind = _KINDS.index(difference.kind)
    return collective, kind, -round(difference.similarity, 1), -n_provinces, difference.cluster_id, difference.agency or ""
