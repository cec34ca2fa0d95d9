"""Bodies held against the day of the document that names them."""

import pytest

from extractors import agency_eras
from extractors.document import read_document
from pipeline.extract import extract_source
from schemas import DocumentRecord, SourceText

PLAN = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NAM

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 88/KH-UBND
Quảng Nam, ngày {day}

KẾ HOẠCH
Chuyển đổi số năm sau

Thực hiện Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

II. NHIỆM VỤ

{tasks}
"""


def read(day: str, *tasks: str) -> DocumentRecord:
    text = PLAN.format(day=day, tasks="\n\n".join(tasks))
    return extract_source(SourceText(path="a.txt", text=text, format="txt", loader="text", sha256="", size=0))


@pytest.mark.parametrize(
    ("agency", "day", "flag"),
    [
        ("so-thong-tin-va-truyen-thong", "2024-12-31", None),
        ("so-thong-tin-va-truyen-thong", "2025-03-20", None),  # provinces merged theirs within weeks
        ("so-thong-tin-va-truyen-thong", "2025-08", "agency_ended"),
        ("so-thong-tin-va-truyen-thong", "2006-05-02", "agency_not_yet"),
        ("ubnd-cap-huyen", "2025-07-01", "agency_ended"),  # on one day in the whole country
        ("ubnd-cap-huyen", "2025", None),  # a year alone leaves it open
        ("so-nong-nghiep-va-moi-truong", "2024", "agency_not_yet"),
        ("so-tu-phap", "1996-01-01", None),  # the table has no date for it
        ("so-thong-tin-va-truyen-thong", None, None),
        ("doi-van-nghe-thon", "2020-01-01", None),
    ],
)
def test_misfits(agency: str, day: str | None, flag: str | None) -> None:
    assert agency_eras.misfit(agency, day) == flag


def test_a_task_for_a_body_that_had_ended_is_flagged() -> None:
    record = read("15 tháng 8 năm 2025", "1. Sở Thông tin và Truyền thông rà soát hạ tầng số.", "2. Sở Tài chính bố trí kinh phí.")
    assert [task.flags for task in record.tasks] == [("agency_ended",), ()]
    flagged = [m.text for m in record.agency_mentions if m.flags]
    assert flagged == ["Sở Thông tin và Truyền thông"]


def test_a_task_for_a_body_to_come_is_flagged() -> None:
    (task,) = read("10 tháng 5 năm 2024", "1. Sở Dân tộc và Tôn giáo rà soát các chính sách.").tasks
    assert task.flags == ("agency_not_yet",)


@pytest.mark.parametrize(
    "words",
    [
        "1. Sở Tài chính tiếp nhận hồ sơ của Sở Kế hoạch và Đầu tư (cũ) để quản lý.",
        "1. Sở Tài chính thực hiện Thông tư số 08/2016/TT-BKHĐT ngày 16/9/2016 của Bộ Kế hoạch và Đầu tư.",
    ],
)
def test_what_is_said_of_the_past_is_not_flagged(words: str) -> None:
    record = read("15 tháng 8 năm 2025", words)
    assert len(record.tasks) == 1
    assert [m.text for m in record.agency_mentions if "agency_ended" in m.flags] == []


@pytest.mark.parametrize(
    ("day", "agency"), [("2 tháng 4 năm 2024", "phong-kinh-te-cap-huyen"), ("2 tháng 9 năm 2025", "phong-kinh-te-cap-xa")]
)
def test_of_two_bodies_with_one_name_the_one_of_the_time(day: str, agency: str) -> None:
    record = read(day, "1. Phòng Kinh tế chủ trì hướng dẫn các hợp tác xã lập hồ sơ.")
    assert [a.agency_id for a in record.task_agencies] == [agency]
    assert agency in {m.agency_id for m in record.agency_mentions}
    assert record.tasks[0].flags == ()


def test_the_day_of_an_attached_plan_is_that_of_its_decision() -> None:
    found = read_document("KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n1. Phòng Kinh tế chủ trì hướng dẫn các hợp tác xã.\n").tasks
    assert [a.agency_id for a in found[0].agencies] == ["phong-kinh-te-cap-huyen"]  # no date: the table's first
    decision = read_document(PLAN.format(day="2 tháng 9 năm 2025", tasks="")).header
    found = read_document("KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n1. Phòng Kinh tế chủ trì hướng dẫn các hợp tác xã.\n", decision).tasks
    assert [a.agency_id for a in found[0].agencies] == ["phong-kinh-te-cap-xa"]
