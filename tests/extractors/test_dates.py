"""Dates as documents write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import DATE, find_date, iso, iso_of

WRITTEN = [
    ("ngày 21/3/2023", "2023-03-21"),
    ("ngày 21/03/2023", "2023-03-21"),
    ("ngày 21-3-2023", "2023-03-21"),
    ("ngày 3.5.2023", "2023-05-03"),
    ("ngày 08 /7/ 2021", "2021-07-08"),
    ("ngày 21 tháng 3 năm 2023", "2023-03-21"),
    ("ngày 09 tháng 02 năm 2017", "2017-02-09"),
    ("ngày 09 tháng 01năm 2013", "2013-01-09"),
    ("ngày\n14/8/2025", "2025-08-14"),
    ("ngày 30\ntháng 4 năm\n2025", "2025-04-30"),
    # drafts leave the day blank, sometimes the month too
    ("ngày … tháng 6 năm 2023", "2023-06"),
    ("ngày ... tháng 6 năm 2023", "2023-06"),
    ("ngày ___ tháng 6 năm 2023", "2023-06"),
    ("ngày tháng 6 năm 2023", "2023-06"),
    ("ngày     tháng     năm 2026", "2026"),
    ("Ngày 24 tháng 5 năm 2023", "2023-05-24"),
    ("NGÀY 21/10/2025", "2025-10-21"),
]
NO_DAYS = [
    "ngày 31/02/2021",
    "ngày 30 tháng 13 năm 2020",
    "ngày 0/5/2020",
    "ngày 32/1/2020",
    "ngày 29/02/2023",
    "ngày 08/6/20210",
    "ngày 5/2023",
    "21/3/2023",
]

real_days = st.dates(date(1945, 9, 2), date(2099, 12, 31))


@pytest.mark.parametrize(("written", "value"), WRITTEN)
def test_written_date(written: str, value: str) -> None:
    text = f"Ban hành {written}, gửi các sở."
    found = find_date(text)
    assert found is not None
    start, end, iso_date = found
    assert (text[start:end], iso_date) == (written, value)


@pytest.mark.parametrize("written", NO_DAYS)
def test_what_is_no_day_is_not_read(written: str) -> None:
    assert find_date(f"Ban hành {written}.") is None


def test_the_first_real_date_counts() -> None:
    text = "Họp ngày 31/02/2021, dời sang ngày 01/3/2021 rồi ngày 02/3/2021."
    assert find_date(text) == (text.index("ngày 01"), text.index(" rồi"), "2021-03-01")


def test_only_the_window_is_searched() -> None:
    text = "ngày 01/3/2021 và ngày 02/3/2021"
    assert find_date(text, 1) == (text.index("ngày 02"), len(text), "2021-03-02")
    assert find_date(text, 1, len(text) - 5) is None


@given(real_days)
def test_every_way_of_writing_a_day_says_the_same(day: date) -> None:
    ways = [
        f"ngày {day.day}/{day.month}/{day.year}",
        f"ngày {day.day:02}/{day.month:02}/{day.year}",
        f"ngày {day.day:02}-{day.month}-{day.year}",
        f"ngày {day.day}.{day.month}.{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        f"NGÀY {day.day} THÁNG {day.month} NĂM {day.year}",
    ]
    assert [find_date(way) for way in ways] == [(0, len(way), day.isoformat()) for way in ways]


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2099))
def test_a_day_is_read_when_the_calendar_has_it(day: int, month: int, year: int) -> None:
    try:
        expected = date(year, month, day).isoformat()
    except ValueError:
        expected = None
    assert iso(str(day), str(month), str(year)) == expected


@pytest.mark.parametrize(
    ("parts", "value"),
    [(("", "06", "2023"), "2023-06"), ((None, None, "2013"), "2013"), ((None, "13", "2013"), None), (("1", "2", None), None)],
)
def test_partial_dates(parts: tuple[str | None, str | None, str | None], value: str | None) -> None:
    assert iso(*parts) == value


def test_two_dates_in_one_pattern() -> None:
    """The suffix keeps the groups of two dates apart."""
    match = re.match(f"từ {DATE.format('1')} đến {DATE.format('2')}", "từ ngày 01/7/2025 đến ngày 5 tháng 8 năm 2025")
    assert match is not None
    assert (iso_of(match, "1"), iso_of(match, "2")) == ("2025-07-01", "2025-08-05")
