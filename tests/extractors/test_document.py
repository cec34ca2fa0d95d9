"""All that one text says, put together."""

import pytest

from extractors.document import Reading, read_document

HEAD = """
|
**ỦY BAN NHÂN DÂN
TỈNH HẬU GIANG**
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
|
|
Số: 117/KH-UBND
|
Hậu Giang, ngày 15 tháng 6 năm 2023
|


**KẾ HOẠCH**

TRUYỀN THÔNG CHÍNH SÁCH ĐẾN NĂM 2025

"""
PREAMBLE = (
    "Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ về tăng cường công tác truyền thông chính sách; căn cứ "
    "Nghị định số 09/2017/NĐ-CP, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n"
)
BODY = (
    "**I. NHIỆM VỤ**\n\n1. Sở Tư pháp chủ trì, phối hợp với Phòng Quản lý Thương mại thực hiện Kế hoạch số 150/KH-UBND ngày 01/6/2022 của "
    "UBND tỉnh và Quyết định số 407/QĐ-TTg.\n\n2. Các đơn vị báo cáo theo phụ lục của Kế hoạch số 117/KH-UBND ngày 15/6/2023.\n"
)


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read_document(HEAD + PREAMBLE + BODY)


def test_the_own_number_is_no_citation(plan: Reading) -> None:
    assert plan.header.number == "117/KH-UBND"
    assert [c.number for c in plan.citations] == ["07/CT-TTg", "09/2017/NĐ-CP", "150/KH-UBND", "407/QĐ-TTg"]


def test_the_same_number_of_another_year_is_a_citation() -> None:
    found = read_document(HEAD + PREAMBLE + BODY.replace("15/6/2023", "20/5/2019"))
    assert ("117/KH-UBND", "2019-05-20") in [(c.number, c.issue_date) for c in found.citations]


def test_the_issuer_is_completed_by_the_province(plan: Reading) -> None:
    assert {c.number: c.issuer for c in plan.citations}["150/KH-UBND"] == "Ủy ban nhân dân tỉnh Hậu Giang"
    assert plan.place is not None and plan.place.words == "tỉnh Hậu Giang"


def test_what_the_preamble_carries_out_is_implemented_and_what_it_rests_on_is_not(plan: Reading) -> None:
    assert [c.number for c in plan.implements] == ["07/CT-TTg"]


def test_what_a_task_carries_out_is_not_what_the_plan_implements(plan: Reading) -> None:
    assert {c.number: c.relation for c in plan.citations}["150/KH-UBND"] == "implements"
    assert "150/KH-UBND" not in [c.number for c in plan.implements]


def test_mentions_hold_the_agencies_of_the_tasks_once(plan: Reading) -> None:
    spans = [(m.start, m.end) for m in plan.agencies]
    assert spans == sorted(set(spans))
    roles = {(a.start, a.end) for task in plan.tasks for a in task.agencies}
    assert roles <= set(spans)
    assert {"Sở Tư pháp", "Phòng Quản lý Thương mại"} <= {m.text for m in plan.agencies}


def test_article_implements_what_its_report_says() -> None:
    text = (
        "Hậu Giang truyền thông chính sách\n\nThực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ, UBND tỉnh Hậu Giang "
        "đã ban hành Kế hoạch số 117/KH-UBND ngày 15/6/2023 về truyền thông chính sách.\n\nSở Tư pháp thực hiện Quyết định số 407/QĐ-TTg "
        "theo phân công của tỉnh.\n"
    )
    found = read_document(text)
    assert found.header.source_kind == "news"
    assert [c.number for c in found.implements] == ["07/CT-TTg"]


def test_provinces_that_merged_keep_their_name_of_the_time(plan: Reading) -> None:
    assert plan.header.province == "Hậu Giang"


@pytest.mark.parametrize(
    "text", ["", "\n", "|\n|\n", "Một dòng.", "KẾ HOẠCH", "**", "I.", "- ", "Số:", "Nơi nhận:", "\ufeff", "a" * 5000, "1. " * 300]
)
def test_any_text_is_read(text: str) -> None:
    found = read_document(text)
    assert found.header.source_kind in ("official", "news")
    assert found.tasks == [] and found.citations == []
