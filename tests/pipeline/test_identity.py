"""Identities of documents and instruments."""

import itertools
from typing import Any

import pytest

from extractors.citations import find_citations
from extractors.issuers import Place
from pipeline.identity import collect_instruments, document_id, instrument_id, law_in_force, title_meanings
from schemas.tables import CitationRow

THANH_HOA = Place("Thanh Hóa", "tỉnh")


def identity(text: str, place: Place | None = THANH_HOA, day: str | None = "2023-06-01") -> str:
    [citation] = find_citations(text, place)
    return instrument_id(citation, place, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định số 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ", "/akn/vn/act/quyet-dinh/ttg/2022-03-30/407"),
        ("Chỉ thị số 07/CT-TTg ngày 21 tháng 3 năm 2023", "/akn/vn/act/chi-thi/ttg/2023-03-21/7"),
        ("Nghị định số 09/2017/NĐ-CP ngày 09/02/2017 của Chính phủ", "/akn/vn/act/nghi-dinh/cp/2017-02-09/9"),
        ("Nghị định số 09/2017/NĐ-CP", "/akn/vn/act/nghi-dinh/cp/2017/9"),
        ("Quyết định số 407/QĐ-TTg", "/akn/vn/act/quyet-dinh/ttg/undated/407"),
        ("Kế hoạch số 150/KH-UBND ngày 01/6/2022 của UBND tỉnh", "/akn/vn/act/ke-hoach/ubnd-thanh-hoa/2022-06-01/150"),
        ("Kế hoạch số 150/KH-UBND ngày 01/6/2022 của UBND tỉnh Nghệ An", "/akn/vn/act/ke-hoach/ubnd-nghe-an/2022-06-01/150"),
        ("Luật Báo chí số 103/2016/QH13 ngày 05/4/2016", "/akn/vn/act/luat/qh/2016-04-05/103-2016-qh13"),
    ],
)
def test_instruments(text: str, expected: str) -> None:
    assert identity(text) == expected


def test_leading_zeros_and_slips_do_not_tell_instruments_apart() -> None:
    same = {identity(f"Chỉ thị số {n} ngày 21/3/2023 của Thủ tướng Chính phủ") for n in ("07/CT-TTg", "7/CT-TTg", "07/CTTTg", "07 /CT-TTg")}
    assert len(same) == 1


def test_a_slug_keeps_d_with_bar_apart() -> None:
    assert "/de-an/" in identity("Đề án số 08-ĐA/TU ngày 29/12/2025")
    assert "/nghi-dinh/" in identity("Nghị định số 30/2020/NĐ-CP")


def test_the_province_of_the_document_tells_its_own_instruments_apart() -> None:
    text = "Kế hoạch số 150/KH-UBND ngày 01/6/2022"
    assert identity(text, THANH_HOA) != identity(text, Place("Nghệ An", "tỉnh"))


@pytest.mark.parametrize(
    ("day", "number"),
    [("2010-06-01", None), ("2023-06-01", "103/2016/QH13"), ("2017", "103/2016/QH13")],
)
def test_a_law_by_name_is_the_version_in_force(day: str, number: str | None) -> None:
    found = law_in_force("Luật Báo chí", None, day)
    if number is None:
        assert found is None or found.number != "103/2016/QH13"
    else:
        assert found is not None and found.number == number


def test_a_law_with_its_date_is_that_version_whatever_the_day() -> None:
    found = law_in_force("Luật Đất đai", "2013-11-29", "2025-01-01")
    assert found is not None and found.number == "45/2013/QH13"
    newer = law_in_force("Luật Đất đai", None, "2025-01-01")
    assert newer is not None and newer.number == "31/2024/QH15"


def test_an_unknown_law_stays_open_under_its_name() -> None:
    assert identity("theo Luật Hàng rong") == "/akn/vn/act/luat/qh/undated/luat-hang-rong"


def test_document_identity_is_its_content() -> None:
    assert document_id("Kế hoạch") == document_id("Kế hoạch")
    assert document_id("Kế hoạch") != document_id("Kế hoạch ")
    assert document_id("")[0].isalpha()


def row(citation_id: str, **fields: Any) -> CitationRow:
    every: dict[str, Any] = {
        "citation_id": citation_id, "document_id": citation_id[:2], "start": 0, "end": 1, "text": "x", "type": "Quyết định",
        "number": "407/QĐ-TTg", "issue_date": "2022-03-30", "instrument_id": "/akn/vn/act/quyet-dinh/ttg/2022-03-30/407",
        "form": "full", "rule": "r",
    }  # fmt: skip
    return CitationRow(**(every | fields))


def test_mentions_of_the_corpus_vote_whatever_their_order() -> None:
    rows = [row("d1.1", title="A"), row("d1.2", title="B"), row("d2.1", title="B"), row("d3.1", title=None, issuer="Thủ tướng Chính phủ")]
    for order in itertools.permutations(rows):
        [found] = collect_instruments(order)
        assert (found.title, found.issuer, found.n_mentions, found.n_documents) == ("B", "Thủ tướng Chính phủ", 4, 3)
        assert "title_variant" in found.flags


def test_titles_vote_by_what_they_mean() -> None:
    """`về việc`, quotation marks and what stands behind 60 letters are wording; the wording used most often is shown."""
    name = "Đề án “Tăng cường công tác truyền thông chính sách giai đoạn một và giai đoạn hai”"
    rows = [
        row("d1.1", title=f"phê duyệt {name} trên địa bàn tỉnh"),
        row("d2.1", title=f"về việc phê duyệt {name}"),
        row("d3.1", title=f"phê duyệt {name}"),
        row("d4.1", title=f"phê duyệt {name}"),
        row("d5.1", title="Quy chế làm việc"),
        row("d6.1", title="Quy chế làm việc"),
        row("d7.1", title="Quy chế làm việc"),
    ]
    for order in (rows, rows[::-1]):
        [found] = collect_instruments(order)
        assert (found.title, found.flags) == (f"phê duyệt {name}", ("title_variant",))
    [found] = collect_instruments(rows[:4])
    assert found.flags == ()


CENTRAL = "/akn/vn/act/quyet-dinh/ttg/{}/407"


def test_a_title_in_capitals_only_counts_where_there_is_no_other() -> None:
    shouted = "VỀ TĂNG CƯỜNG CÔNG TÁC PHÒNG CHÁY, CHỮA CHÁY"
    rows = [row(f"d{k}.1", title=shouted) for k in range(3)]
    [found] = collect_instruments(rows)
    assert found.title == shouted
    [found] = collect_instruments([*rows, row("d9.1", title=shouted.capitalize())])
    assert (found.title, found.flags) == (shouted.capitalize(), ())


def test_a_law_by_an_abbreviated_name_is_the_same() -> None:
    names = ("Hội đồng nhân dân, Ủy ban nhân dân", "HĐND, UBND", "HĐND và UBND")
    assert len({identity(f"Luật Ban hành văn bản quy phạm pháp luật của {name} ngày 03/12/2004") for name in names}) == 1


@pytest.mark.parametrize(
    ("number", "days", "titles", "conflict"),
    [
        ("407/QĐ-TTg", ("2022-03-30", "2022-03-20"), (None, None), True),  # numbers run once a year
        ("407/QĐ-TTg", ("2022-03-30", "2012-03-20"), (None, None), False),
        ("407/QĐ-TTg", ("2022-03-30", "2023-03-30"), (None, None), True),  # only the year differs
        ("407/QĐ-TTg", ("2022-03-30", "2021-05-04"), ("phê duyệt Đề án truyền thông chính sách",) * 2, True),
        ("407/QĐ-TTg", ("2022-03-30", "2021-05-04"), ("về phòng, chống thiên tai", "về chuyển đổi số"), False),
        ("15/2022/QĐ-TTg", ("2022-03-30", "2022-04-01"), (None, None), True),
    ],
)
def test_dates_of_one_instrument(number: str, days: tuple[str, str], titles: tuple[str | None, str | None], conflict: bool) -> None:
    """The same instrument with another date, of this year or another, is a conflict; the number of another year is another instrument."""
    rows = [
        row(f"d{k}.1", number=number, issue_date=day, title=title, instrument_id=CENTRAL.format(day))
        for k, (day, title) in enumerate(zip(days, titles, strict=True))
    ]
    for order in (rows, rows[::-1]):
        assert [("date_conflict" in i.flags) for i in collect_instruments(order)] == [conflict] * 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("quy định tiêu chuẩn sử dụng máy móc, thiết bị", "Quy định tiêu chuẩn sử dụng máy móc thiết bị", True),
        ("Luật sửa đổi, bổ sung một số điều của Luật Cư trú", "sửa đổi, bổ sung một số điều của Luật Cư trú", True),
        ("thực hiện Nghị quyết 163/2024/QH15 của Quốc hội", "về việc thực hiện Nghị quyết số 163/2024/QH15", True),
        ("phê duyệt Chiến lược biển Việt Nam”", "phê duyệt Chiến lược biển Việt Nam đến năm 2030", True),
        ("Luật Đất đai", "Luật Đất đai sửa đổi", False),
        ("phê duyệt Chiến lược dữ liệu", "phê duyệt Chiến lược dữ liệu2", False),
        ("về phát triển kinh tế biển", "về phát triển bền vững kinh tế biển", False),
    ],
)
def test_titles_that_mean_the_same(one: str, other: str, same: bool) -> None:
    for order in ([one, other], [other, one]):
        assert (len(set(title_meanings(order).values())) == 1) is same


@pytest.mark.parametrize(
    ("numbers", "days", "conflict"),
    [
        (("10/1998/NĐ-CP", "10/2002/NĐ-CP"), ("1998-01-23", "2002-01-16"), False),  # each names its own year
        (("10/2002/NĐ-CP", "10/NĐ-CP"), ("2002-01-16", "2001-01-16"), True),  # only the year differs, and one leaves it out
        (("10/1998/NĐ-CP", "10/NĐ-CP"), ("1998-01-23", "2001-01-16"), False),
        (("10/2002/NĐ-CP", "10/2002/NĐ-CP"), ("2002-01-16", "2003-05-04"), True),
    ],
)
def test_dates_of_numbers_with_their_year(numbers: tuple[str, str], days: tuple[str, str], conflict: bool) -> None:
    rows = [
        row(f"d{k}.1", number=number, issue_date=day, instrument_id=f"/akn/vn/act/nghi-dinh/cp/{day}/10")
        for k, (number, day) in enumerate(zip(numbers, days, strict=True))
    ]
    flags = [i.flags for order in (rows, rows[::-1]) for i in collect_instruments(order)]
    assert [("date_conflict" in one) for one in flags] == [conflict] * 4


def test_a_date_against_the_year_in_the_number() -> None:
    rows = [
        row("d1.1", number="163/2024/QH15", issue_date="2025-11-27", instrument_id="/akn/vn/act/nghi-quyet/qh/2025-11-27/163-2024-qh15")
    ]
    assert collect_instruments(rows)[0].flags == ("date_conflict",)


def test_a_bill_that_revises_a_law_is_not_the_law_in_force() -> None:
    assert identity("góp ý Luật Đất đai (sửa đổi).", day="2023-06-01") == "/akn/vn/act/luat/qh/undated/luat-dat-dai-sua-doi"


def test_open_citations_make_no_instrument() -> None:
    assert collect_instruments([row("d1.1", instrument_id=None)]) == []
