"""Names to identities."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors import agency_table
from extractors.folding import lower

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "agencies_identity.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case in CASES for name in case["names"]],
    ids=lambda value: value if isinstance(value, str) else value["id"],
)
def test_identity(case: dict[str, Any], name: str) -> None:
    found = agency_table.resolve(name)
    assert (found.agency_id, found.known) == (case["id"], case.get("known", True))


def test_an_unknown_body_keeps_its_name_as_written() -> None:
    assert agency_table.resolve("Phòng  Quản lý Thương mại").name == "Phòng Quản lý Thương mại"


def test_a_known_body_has_its_canonical_name() -> None:
    assert agency_table.resolve("Sở TT&TT").name == "Sở Thông tin và Truyền thông"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),  # merged in 2025, still two bodies
        ("UBND tỉnh", "UBND các xã, phường"),
        ("Công an tỉnh", "Công an cấp xã"),
        ("Sở Tư pháp", "Bộ Tư pháp"),
        ("Văn phòng UBND tỉnh", "Văn phòng Tỉnh ủy"),
        ("HĐND tỉnh", "UBND tỉnh"),
        ("Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_different_bodies_stay_apart(one: str, other: str) -> None:
    assert agency_table.resolve(one).agency_id != agency_table.resolve(other).agency_id


@pytest.mark.parametrize(
    ("name", "slug"), [("Đài Phát thanh", "dai-phat-thanh"), ("Ủy ban", "uy-ban"), ("Sở VH,TT&DL", "so-vh-tt-dl"), ("Điện lực", "dien-luc")]
)
def test_slugs(name: str, slug: str) -> None:
    assert agency_table.slugify(name) == slug


def test_names_in_running_text_longest_first_and_at_word_edges() -> None:
    low = lower("Sở Văn hóa, Thể thao và Du lịch, văn phòng ubnd tỉnh và XSở Y tếx.")
    assert [low[a:b] for a, b in agency_table.find_names(low)] == ["sở văn hóa, thể thao và du lịch", "văn phòng ubnd tỉnh"]


def test_a_body_that_ended_has_its_last_day_and_a_successor() -> None:
    ended = agency_table.agencies()["so-thong-tin-va-truyen-thong"]
    assert ended.valid_to == "2025-02-28"
    taken = {(s.successor_id, s.date) for s in agency_table.successors() if s.agency_id == ended.agency_id}
    assert {("so-khoa-hoc-va-cong-nghe", "2025-03-01"), ("so-van-hoa-the-thao-va-du-lich", "2025-03-01")} <= taken
