"""What a heading says of the part that it opens."""

import tomllib
from pathlib import Path

import pytest

from extractors.zones import zone_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "outline_zones.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_zone(case: dict[str, str]) -> None:
    assert (zone_of(case["title"]) or "") == case["zone"]
