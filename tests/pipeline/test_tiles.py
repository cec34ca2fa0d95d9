"""The tile maps: every province has one place, and the country is recognizable in them."""

import re
from importlib import resources

import pytest

from extractors.data_files import rows
from pipeline.tiles import Regime, regime_at, tile_of, tiles

REGIMES: tuple[Regime, ...] = ("63", "34")


def names(regime: Regime) -> set[str]:
    """Names of a regime; Thừa Thiên Huế counts with its older name."""
    found = {row["name"] for row in rows("provinces.csv") if row["regime"] == regime}
    return found - {"Huế"} if regime == "63" else found


@pytest.mark.parametrize("regime", REGIMES)
def test_each_province_has_one_place(regime: Regime) -> None:
    made = tiles(regime)
    assert {tile.name for tile in made} == names(regime) and len(made) == int(regime)
    assert len({(tile.row, tile.col) for tile in made}) == len({tile.short for tile in made}) == int(regime)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_country_hangs_together(regime: Regime) -> None:
    """From any tile one can walk to every other, over sides and corners."""
    left = {(tile.row, tile.col) for tile in tiles(regime)}
    reached = [left.pop()]
    for row, col in reached:
        near = {(row + i, col + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
        left -= near
        reached.extend(near)
    assert left == set()


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(
    ("north", "south"), [("Hà Nội", "Thanh Hóa"), ("Nghệ An", "Đà Nẵng"), ("Gia Lai", "Hồ Chí Minh"), ("An Giang", "Cà Mau")]
)
def test_north_is_up(regime: Regime, north: str, south: str) -> None:
    one, two = tile_of(regime, north), tile_of(regime, south)
    assert one and two and one.row < two.row


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize(
    ("west", "east"), [("Điện Biên", "Quảng Ninh"), ("An Giang", "Hồ Chí Minh"), ("Sơn La", "Hà Nội"), ("Lâm Đồng", "Khánh Hòa")]
)
def test_east_is_right(regime: Regime, west: str, east: str) -> None:
    one, two = tile_of(regime, west), tile_of(regime, east)
    assert one and two and one.col < two.col


@pytest.mark.parametrize(
    ("regime", "written", "name"),
    [
        ("63", "Huế", "Thừa Thiên Huế"), ("34", "TP. Huế", "Huế"),
        ("63", "TỈNH THANH HOÁ", "Thanh Hóa"), ("34", "Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("63", "TP.Hồ Chí Minh", "Hồ Chí Minh"), ("63", "Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ],
)  # fmt: skip
def test_a_province_in_any_spelling(regime: Regime, written: str, name: str) -> None:
    tile = tile_of(regime, written)
    assert tile and tile.name == name


def test_what_is_no_province_of_the_regime_has_no_tile() -> None:
    assert [tile_of("34", "Bình Dương"), tile_of("63", "?"), tile_of("63", None), tile_of("63", "")] == [None] * 4


@pytest.mark.parametrize(
    ("day", "regime"),
    [(None, "63"), ("2023", "63"), ("2025", "63"), ("2025-06-30", "63"), ("2025-07", "34"), ("2025-07-01", "34"), ("2026", "34")],
)
def test_regime_of_a_day(day: str | None, regime: Regime) -> None:
    assert regime_at(day) == regime


@pytest.mark.parametrize("regime", REGIMES)
def test_the_tables_say_their_source_and_date(regime: Regime) -> None:
    text = resources.files("pipeline").joinpath("data", f"tiles{regime}.csv").read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert "Source" in head and re.search(r"\b20\d\d-\d\d-\d\d\b", head)
