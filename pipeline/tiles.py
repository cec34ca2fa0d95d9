"""The tile maps: a square for each province, on a grid that keeps neighbours near one another.

>>> tile_of("63", "TP. Hồ Chí Minh").short
'HCM'
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.data_files import rows
from extractors.folding import canonical
from extractors.provinces import REFORM

Regime = Literal["63", "34"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A province's square. `name` as in extractors/data/provinces.csv, `short` two to four letters, `row` from the north, `col` from the
    west, both from 0; `also` is another name within the regime, empty where there was none.
    """

    name: str
    short: str
    row: int
    col: int
    also: str


@cache
def tiles(regime: Regime) -> tuple[Tile, ...]:
    """All squares of a regime, 63 or 34 of them, in the order of the file. No two share a place."""
    found = rows(f"tiles{regime}.csv", "pipeline")
    return tuple(Tile(r["name"], r["short"], int(r["row"]), int(r["col"]), r["also"]) for r in found)


def tile_of(regime: Regime, province: str | None) -> Tile | None:
    """The square of a province, named in any spelling (`TP. Huế`, `TỈNH THANH HOÁ`); None where the regime has none of this name.

    Names are those of the regime: of the 34, `Bình Dương` has none; `documents.province_2025` has the name to ask for.
    """
    return _by_name(regime).get(_bare(province)) if province else None


def regime_at(day: str | None) -> Regime:
    """The regime on a (partial) ISO date; a year alone counts as its first day, no date as the regime of 63."""
    return "34" if day and (day + "-01-01")[:10] >= REFORM else "63"


@cache
def _by_name(regime: Regime) -> dict[str, Tile]:
    return {_bare(name): tile for tile in tiles(regime) for name in (tile.name, tile.also) if name}


def _bare(name: str) -> str:
    """Canonical spelling without the level: `TP.HCM` is no name of a table, `tp. hồ chí minh` is."""
    key = " ".join(canonical(name).replace("tp.", "tp ").split())
    return key.removeprefix("tỉnh ").removeprefix("thành phố ").removeprefix("tp ")
