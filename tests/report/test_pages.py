"""Pictures of PDF pages: boxes at the words, and a plain word where there can be none."""

import re
from pathlib import Path

import pytest

from pipeline.report.pages import page_images
from pipeline.report.shown import Shown
from pipeline.store import Store
from tests.loaders.made import LEADING, LEFT, TOP, canvas
from tests.loaders.made import write as put
from tests.report.conftest import made_store, reported, store_of

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH CÀ MAU", "Số: 12/KH-UBND", "Cà Mau, ngày 05 tháng 5 năm 2025", "KẾ HOẠCH",
    "Thực hiện Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ",
    "1. Sở Tư pháp chủ trì, phối hợp với Công an tỉnh rà soát văn bản.",
)  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A PDF of one page."""
    drawn, stream = canvas()
    for k, line in enumerate(LINES):
        put(drawn, line, y=TOP - k * LEADING)
    drawn.save()
    file = tmp_path / "ke-hoach.pdf"
    file.write_bytes(stream.getvalue())
    return file


def test_boxes_stand_at_the_words(tmp_path: Path, plan: Path) -> None:
    with Store(store_of(tmp_path / "store", [plan]), read_only=True) as store:
        record = store.record("ke-hoach")
    images = page_images(record, "d1", Shown("vi"))
    assert images is not None
    (picture,) = images.pictures
    assert picture.source.startswith("data:image/webp;base64,")
    cited = next(box for kind, _, box in picture.boxes if kind == "c")
    lowest = max(box.y0 for kind, _, box in picture.boxes if kind == "a")
    assert 0 < cited.y0 < lowest < picture.height
    assert LEFT <= cited.x0 < cited.x1 < picture.width


def test_the_report_has_pictures_only_if_asked(tmp_path: Path, plan: Path) -> None:
    store = store_of(tmp_path / "store", [plan])
    assert "data:image" not in reported(store).read_text(encoding="utf-8")
    page = reported(store, with_pages=True).read_text(encoding="utf-8")
    assert len(re.findall(r'<img src="data:image/webp', page)) == 1
    links = re.findall(r'<a href="#(r[tca][-0-9]+)" class="box', page)
    assert links
    assert [link for link in links if f'id="{link}"' not in page] == []


@pytest.mark.parametrize(("change", "said"), [("gone", "không có"), ("changed", "tệp đã thay đổi sau lần đọc trước")])
def test_a_file_that_is_not_there_any_more_is_told(tmp_path: Path, plan: Path, change: str, said: str) -> None:
    store = store_of(tmp_path / "store", [plan])
    if change == "gone":
        plan.unlink()
    else:
        plan.write_bytes(plan.read_bytes() + b"%")
    told: list[tuple[str, str]] = []
    page = reported(store, with_pages=True, on_missing=lambda path, reason: told.append((path, reason))).read_text(encoding="utf-8")
    assert "<img" not in page
    ((path, reason),) = told
    assert path == str(plan)
    assert said in reason.lower()
    assert reason in page


def test_a_text_has_no_pages(tmp_path: Path) -> None:
    with Store(made_store(tmp_path, {"a.txt": "Kế hoạch"}), read_only=True) as store:
        assert page_images(store.record("a"), "d1", Shown("vi")) is None
