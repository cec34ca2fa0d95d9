"""The fact tables of extractors/data: keys, dates, references, spelling."""

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from importlib import resources

import pytest

from extractors.data_files import rows, words
from extractors.folding import canonical

Row = dict[str, str]

TABLES = {
    "agencies.csv": ("agency_id",),
    "agency_successors.csv": ("agency_id", "successor_id", "function", "province"),
    "doc_types.csv": ("abbr", "type"),
    "issuers.csv": ("letters", "level", "valid_from"),
    "laws.csv": ("title", "issue_date"),
    "provinces.csv": ("regime", "code", "level", "name"),
}
LISTS = ("verbs.txt", "openers.txt")
DATES = ("date", "valid_from", "valid_to", "issue_date", "effective_from")


@cache
def table(name: str) -> tuple[Row, ...]:
    return tuple(rows(name))


def source(name: str) -> str:
    return resources.files("extractors").joinpath("data", name).read_text(encoding="utf-8")


def valid_on(row: Row, day: str) -> bool:
    return (row["valid_from"] or "0000") <= day <= (row["valid_to"] or "9999")


def overlap(one: Row, two: Row) -> bool:
    later = max(one["valid_from"] or "0000", two["valid_from"] or "0000")
    return valid_on(one, later) and valid_on(two, later)


def test_every_table_is_listed_here() -> None:
    folder = resources.files("extractors").joinpath("data")
    assert {file.name for file in folder.iterdir() if file.name.endswith((".csv", ".txt"))} == {*TABLES, *LISTS}


@pytest.mark.parametrize("name", [*TABLES, *LISTS])
def test_text_is_nfc_and_plain(name: str) -> None:
    text = source(name)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\ufeff" not in text and "\t" not in text


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_its_source_and_date(name: str) -> None:
    head = "\n".join(line for line in source(name).splitlines() if line.startswith("#"))
    assert "Source" in head
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", head)


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_whole_and_trimmed(name: str) -> None:
    for row in table(name):
        assert None not in row and None not in row.values(), row  # too many or too few cells
        assert all(value == " ".join(value.split()) for value in row.values()), row


@pytest.mark.parametrize(("name", "key"), TABLES.items())
def test_keys_are_unique(name: str, key: tuple[str, ...]) -> None:
    found = Counter(tuple(row[column] for column in key) for row in table(name))
    assert [k for k, n in found.items() if n > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_dates_are_iso_and_in_order(name: str) -> None:
    for row in table(name):
        for column in DATES:
            if row.get(column):
                assert date.fromisoformat(row[column]).isoformat() == row[column], row
        for first, last in (("valid_from", "valid_to"), ("issue_date", "effective_from")):
            if row.get(first) and row.get(last):
                assert row[first] <= row[last], row


@pytest.mark.parametrize(("name", "column"), [("agencies.csv", "agency_id"), ("doc_types.csv", "slug"), ("issuers.csv", "slug")])
def test_slugs_are_plain(name: str, column: str) -> None:
    assert [row[column] for row in table(name) if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row[column])] == []


# -- agencies ------------------------------------------------------------------------------------------------------------------


def test_levels_of_agencies() -> None:
    assert {row["level"] for row in table("agencies.csv")} == {"trung-uong", "tinh", "huyen", "xa", "khac"}


def test_an_alias_names_one_agency_at_a_time() -> None:
    named: dict[str, list[Row]] = defaultdict(list)
    for row in table("agencies.csv"):
        for name in {canonical(n) for n in [row["name"], *row["aliases"].split(";")] if n.strip()}:
            named[name].append(row)
    doubtful = [
        (name, one["agency_id"], two["agency_id"])
        for name, having in named.items()
        for i, one in enumerate(having)
        for two in having[i + 1 :]
        if overlap(one, two)
    ]
    assert doubtful == []


def test_aliases_are_given_once_and_none_is_empty() -> None:
    for row in table("agencies.csv"):
        names = row["aliases"].split(";") if row["aliases"] else []
        assert all(n.strip() for n in names), row["agency_id"]
        assert len(names) == len(set(names)), row["agency_id"]
        assert set(re.findall(r"\{(\w+)\}", row["aliases"] + row["name"])) <= {"bare", "n"}, row["agency_id"]


def test_successors_exist_and_follow() -> None:
    known = {row["agency_id"]: row for row in table("agencies.csv")}
    for row in table("agency_successors.csv"):
        assert row["agency_id"] in known and row["successor_id"] in known, row
        assert row["agency_id"] != row["successor_id"], row
        follower = known[row["successor_id"]]
        if row["date"]:
            assert valid_on(follower, row["date"]), row


def test_a_province_of_a_successor_is_a_province() -> None:
    names = {row["name"] for row in table("provinces.csv")}
    assert {row["province"] for row in table("agency_successors.csv")} <= names | {""}


def test_departments_that_ended_in_the_reform_of_2025_have_a_successor() -> None:
    followed = {row["agency_id"] for row in table("agency_successors.csv")}
    ended = {row["agency_id"] for row in table("agencies.csv") if row["kind"] == "so" and row["valid_to"].startswith("2025")}
    assert ended - followed == set()
    assert len(ended) >= 5


# -- provinces -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("regime", "number"), [("63", 63), ("34", 34)])
def test_number_of_provinces(regime: str, number: int) -> None:
    having = [row for row in table("provinces.csv") if row["regime"] == regime]
    assert len({row["code"] for row in having}) == number


@pytest.mark.parametrize(
    ("day", "number"),
    [("2010-01-01", 63), ("2024-12-31", 63), ("2025-01-01", 63), ("2025-06-30", 63), ("2025-07-01", 34), ("2026-01-01", 34)],
)
def test_provinces_in_force_on_a_day(day: str, number: int) -> None:
    having = [row for row in table("provinces.csv") if valid_on(row, day)]
    assert len(having) == len({row["name"] for row in having}) == len({row["code"] for row in having}) == number


def test_each_province_went_into_one_of_the_34() -> None:
    now = {row["name"] for row in table("provinces.csv") if row["regime"] == "34"}
    assert {row["province_2025"] for row in table("provinces.csv") if row["regime"] in ("63", "34")} == now
    assert {row["province_2025"] for row in table("provinces.csv")} - {""} == now
    assert all(row["province_2025"] == row["name"] for row in table("provinces.csv") if row["regime"] == "34")


def test_a_spelling_names_one_province_at_a_time() -> None:
    for day in ("2024-12-31", "2025-06-30", "2025-07-01"):
        named: dict[str, set[str]] = defaultdict(set)
        for row in table("provinces.csv"):
            if valid_on(row, day):
                for name in [row["name"], *row["aliases"].split(";")]:
                    if name.strip():
                        named[canonical(name)].add(row["name"])
        assert {name: having for name, having in named.items() if len(having) > 1} == {}


def test_levels_of_provinces() -> None:
    cities = {row["name"] for row in table("provinces.csv") if row["level"] == "thành phố" and valid_on(row, "2025-07-01")}
    assert {row["level"] for row in table("provinces.csv")} == {"tỉnh", "thành phố"}
    assert cities == {"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"}


# -- laws, types, issuers ------------------------------------------------------------------------------------------------------


def test_a_law_number_has_the_year_of_its_date() -> None:
    for row in table("laws.csv"):
        year = re.search(r"/((?:19|20)\d\d)/", row["number"])
        if year and row["issue_date"]:
            assert row["issue_date"].startswith(year[1]), row


def test_a_law_number_stands_once() -> None:
    found = Counter(row["number"] for row in table("laws.csv") if row["number"])
    assert [number for number, n in found.items() if n > 1] == []


def test_a_law_is_replaced_by_a_later_one() -> None:
    issued = {row["number"]: row["issue_date"] for row in table("laws.csv") if row["number"]}
    for row in table("laws.csv"):
        for number in filter(None, row["replaced_by"].split(";")):
            assert number != row["number"], row
            if issued.get(number) and row["issue_date"]:
                assert issued[number] > row["issue_date"], (row, number)


def test_titles_of_laws_begin_with_their_type() -> None:
    assert [
        row["title"] for row in table("laws.csv") if not row["title"].startswith(("Luật ", "Bộ luật ", "Pháp lệnh ", "Hiến pháp"))
    ] == []


def test_classes_of_types() -> None:
    assert {row["class"] for row in table("doc_types.csv")} == {"normative", "administrative", "party"}


def test_names_of_issuers_leave_only_the_province_open() -> None:
    for row in table("issuers.csv"):
        assert set(re.findall(r"\{(\w*)\}", row["issuer"])) <= {"province", "bare"}, row
        assert row["level"] in ("trung-uong", "tinh"), row
        assert not ("{" in row["issuer"] and row["level"] == "trung-uong"), row


# -- word lists ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_words_are_lower_case_and_stand_once(name: str) -> None:
    entries = words(name)
    assert [entry for entry in entries if entry != entry.lower()] == []
    assert [entry for entry, n in Counter(entries).items() if n > 1] == []
