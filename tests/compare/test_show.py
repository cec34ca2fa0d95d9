import io

import pandas as pd
import pytest
from rich.console import Console, RenderableType

from pipeline.compare.agencies import compare_agencies
from pipeline.compare.citations import compare_citations
from pipeline.compare.show import agencies_table, citations_table, tasks_summary, tasks_table
from pipeline.compare.tasks import compare_tasks
from pipeline.compare.wording import shorten

TASK = "hướng dẫn về vị trí việc làm của công chức làm công tác truyền thông"


def rendered(renderable: RenderableType, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(renderable)
    text = console.file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    return text


@pytest.fixture
def tables(plans):
    return plans(
        {
            "a": ("Thanh Hóa", [(f"Phối hợp với Sở Tài chính {TASK}", ["Sở Nội vụ"], ["Sở Tài chính"]), ("Mua sắm [máy]", [], [])]),
            "b": ("Bình Dương", [(f"Chủ trì {TASK}", ["Sở Nội vụ"], [])]),
            "c": ("Thừa Thiên Huế", [(TASK.capitalize(), ["Sở Tư pháp"], [])]),
        }
    )


@pytest.fixture
def compared(tables) -> pd.DataFrame:
    result = compare_tasks(tables)
    return result.assign(deadline_text=["hằng năm", *[None] * (len(result) - 1)])


@pytest.mark.parametrize("width", [70, 200])
def test_tasks(compared: pd.DataFrame, width: int) -> None:
    text = rendered(tasks_table(compared, "vi"), width)
    flat = " ".join(text.split())
    assert "c001 · 3 tỉnh" in flat and "≠ khác cách giao" in flat and "CT: Sở Nội vụ" in flat and "PH: Sở Tài chính" in flat
    assert "Hạn: hằng năm" in flat
    assert flat.index("c001") < flat.index("c002")  # most provinces first
    assert "[máy]" in flat  # brackets are words, not markup
    assert ("—" in flat) == (width == 200)  # lists leave out the provinces that have nothing


def test_tasks_in_english(compared: pd.DataFrame) -> None:
    flat = " ".join(rendered(tasks_table(compared, "en"), 70).split())
    assert "≠ assigned differently: Sở Nội vụ: chairs (chủ trì) in Bình Dương; only joins in (phối hợp) in Thanh Hóa" in flat
    assert "names nobody" in flat


def test_doubtful_member_is_named(compared: pd.DataFrame) -> None:
    doubtful = compared.copy()
    doubtful.loc[1, ["similarity", "band"]] = [0.38, "review"]
    assert "(cần xem lại, giống 0,38)" in " ".join(rendered(tasks_table(doubtful), 90).split())


def test_summary(compared: pd.DataFrame) -> None:
    lines = tasks_summary(compared, "vi").splitlines()
    assert lines[0] == "4 nhiệm vụ trong 3 văn bản của 3 tỉnh, thành phố, xếp thành 2 nhóm."
    assert lines[1].startswith("1 nhóm có ở từ hai tỉnh trở lên, 1 nhóm thì không.")
    assert any("Sở Nội vụ: chủ trì ở Bình Dương; chỉ phối hợp ở Thanh Hóa." in line for line in lines)


def test_summary_where_nothing_is_shared(compared: pd.DataFrame) -> None:
    alone = compared[compared["province"] == "Thanh Hóa"]
    assert tasks_summary(alone, "en").splitlines()[1:] == ["No cluster is found in two provinces."]


def test_summary_where_all_agree(plans) -> None:
    same = plans({name: (name, [("Bố trí kinh phí", ["Sở Tài chính"], [])]) for name in "AB"})
    assert tasks_summary(compare_tasks(same), "en").endswith("No difference in whom the provinces charge.")


@pytest.mark.parametrize("width", [60, 120])
def test_citations(tables, frame, width: int) -> None:
    rows = [
        {"document_id": "a", "type": "Quyết định", "number": "407/QĐ-TTg", "issue_date": "2022-03-30", "instrument_id": "x"},
        {"document_id": "a", "type": "Quyết định", "instrument_id": "x"},
        {"document_id": "b", "type": "Luật", "title": "Luật Báo chí"},
    ]
    text = rendered(citations_table(compare_citations({**tables, "citations": frame("citations", rows)})), width)
    flat = " ".join(text.split())
    assert "Quyết định 407/QĐ-TTg" in flat and "Luật Báo chí" in flat and "[chưa" in flat
    assert ("Thanh Hóa 2" in flat) == (width == 60)  # a list where the columns do not fit


@pytest.mark.parametrize("width", [50, 120])
def test_agencies(tables, width: int) -> None:
    flat = " ".join(rendered(agencies_table(compare_agencies(tables), "en"), width).split())
    assert "Sở Nội vụ 2" in flat and "Number of tasks: as lead / in support" in flat
    assert ("Thanh Hóa 0/1" in flat) == (width == 50)


def test_headings_break_at_spaces_only(tables) -> None:
    for width in range(40, 100):
        said = rendered(agencies_table(compare_agencies(tables)), width).split()
        assert {"Bình", "Dương", "Thanh", "Thừa", "Thiên"} <= set(said)


def test_63_provinces_fit_a_narrow_terminal(plans) -> None:
    many = plans({f"d{k:02d}": (f"Tỉnh Số{k}", [("Bố trí kinh phí", ["Sở Tài chính"], [])]) for k in range(63)})
    assert "Tỉnh Số62" in rendered(tasks_table(compare_tasks(many)), 80)
    assert "Tỉnh Số62" in " ".join(rendered(agencies_table(compare_agencies(many)), 80).split())


@pytest.mark.parametrize("show", [tasks_table, citations_table, agencies_table])
def test_nothing_to_show(show) -> None:
    assert rendered(show(pd.DataFrame(), "en"), 80).strip() == "Nothing to compare."


def test_unknown_province_has_words(plans) -> None:
    text = rendered(tasks_table(compare_tasks(plans({"a": (None, [("Bố trí kinh phí", [], [])])})), "vi"), 80)
    assert "không rõ tỉnh" in text and "?" not in text


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Bố trí kinh phí.", 20, "Bố trí kinh phí"),
        ("Bố trí kinh phí, đào tạo", 17, "Bố trí kinh phí…"),
        ("theo quy định./.", 20, "theo quy định"),
        ("https://dichvucong.gov.vn", 8, "https:/…"),
    ],
)
def test_shorten(text: str, length: int, expected: str) -> None:
    assert shorten(text, length) == expected
