"""The page as text: one file, nothing from elsewhere, everything escaped, the same bytes again."""

import base64
import gzip
import hashlib
import html
import json
import re
from pathlib import Path

import pytest

from pipeline import report
from pipeline.compare.selection import Selection
from pipeline.errors import NothingSelected, UnknownInstrument, UnknownProvince
from pipeline.export import Choice, export
from pipeline.messages import Lang
from pipeline.report.render import json_block
from pipeline.report.words import PHRASES
from pipeline.report.write import write_report
from pipeline.store import Store
from schemas import TABLES
from tests.report.conftest import made_store, reported

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {big}
Số: {number}/KH-UBND
{name}, ngày {day} tháng 5 năm 2025

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ

1. Sở Tư pháp chủ trì, phối hợp với Công an tỉnh truyền thông về dữ liệu dân cư, hoàn thành trước ngày 30/{month}/2025.
2. Sở Tài chính bố trí kinh phí theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ. {more}
"""
HUE = PLAN.format(big="CÀ MAU", name="Cà Mau", number=12, day=5, month=6, more="")
SON_LA = PLAN.format(big="SƠN LA", name="Sơn La", number=31, day=20, month=9, more="")


def data_of(page: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_page_is_one_file_that_names_no_other(sample_report: Path) -> None:
    page = sample_report.read_text(encoding="utf-8")
    outside = re.sub(r'<div class="text".*?</div>', "", page, flags=re.DOTALL)
    assert re.findall(r'(?:src|href|action|data)="(?!#|data:)([^"]*)"', outside) == []
    assert re.findall(r"@import|url\((?!#)", outside) == []
    assert re.findall(r'\s(?:on\w+|style)="', outside) == []


def test_the_policy_admits_this_style_and_script_only(sample_report: Path) -> None:
    page = sample_report.read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        inside = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert inside
        assert f"{name}-src 'sha256-{base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()}'" in policy


def test_json_in_the_page_ends_no_script_and_says_the_same() -> None:
    value = ["</script><!--", "a & b", "\u2028\u2029", "Truyền thông"]
    block = json_block(value)
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == value


def test_the_tables_in_the_page_are_those_of_export(sample_store: Path, sample_report: Path, tmp_path: Path) -> None:
    packed = data_of(sample_report.read_text(encoding="utf-8"), "files")
    assert isinstance(packed, dict)
    with Store(sample_store, read_only=True) as store:
        files = {file.name: file.read_bytes() for file in export(store, tmp_path, ["csv"]).files}
    names = [f"{name}.csv" for name in TABLES]
    assert {name: gzip.decompress(base64.b64decode(packed[name])) for name in names} == {name: files[name] for name in names}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_same_store_gives_the_same_bytes(tmp_path: Path, lang: Lang) -> None:
    store = made_store(tmp_path, {"a.txt": HUE, "b.txt": SON_LA})
    first, again = (reported(store, lang=lang).read_bytes() for _ in range(2))
    assert first == again
    assert f'<html lang="{lang}">'.encode() in first


def test_both_languages_say_the_same_things() -> None:
    assert list(PHRASES["vi"]) == list(PHRASES["en"])
    gaps = {lang: {key: sorted(re.findall(r"\{\w+\}", words)) for key, words in PHRASES[lang].items()} for lang in ("vi", "en")}
    assert gaps["vi"] == gaps["en"]


def test_no_sentence_is_left_that_nobody_says() -> None:
    folder = Path(report.__file__).parent
    files = [file for file in [*folder.glob("*.py"), *folder.glob("templates/*")] if "words_" not in file.name]
    said = "\n".join(file.read_text(encoding="utf-8") for file in files)
    made_up = ("figure.", "status.", "kind.", "threshold.", "fate.", "mark.", "value.", "map.when", "summary.", "reuse.")
    idle = [key for key in PHRASES["vi"] if f'"{key}"' not in said and not key.startswith(made_up) and not key.endswith(".nav")]
    filled = {"tasks.count", "tasks.more", "tasks.province", "tasks.agency", "tasks.instrument"}
    assert set(idle) - filled == set()


def test_each_filter_cuts_the_report_and_its_tables(tmp_path: Path) -> None:
    store = made_store(tmp_path, {"a.txt": HUE, "b.txt": SON_LA})
    page = reported(store, provinces=("Sơn La",)).read_text(encoding="utf-8")
    packed = data_of(page, "files")
    assert isinstance(packed, dict)
    with Store(store, read_only=True) as opened:
        files = export(opened, tmp_path / "csv", ["csv"], choice=Choice(provinces=("Sơn La",))).files
    exported = {file.name: file.read_bytes() for file in files if file.stem in TABLES}
    assert {name: gzip.decompress(base64.b64decode(packed[name])) for name in exported} == exported
    assert b"b.txt" in exported["documents.csv"]
    assert b"a.txt" not in exported["documents.csv"]
    assert page.count('<details class="doc"') == 1


def test_plans_on_many_matters_are_not_headed_by_one_of_them(tmp_path: Path) -> None:
    other = SON_LA.replace("07/CT-TTg ngày 14/3/2025", "21/CT-TTg ngày 02/4/2025")
    heading = '<h1 id="h-summary">{}</h1>'
    store = made_store(tmp_path, {"a.txt": HUE, "b.txt": other})
    assert heading.format("Các văn bản đã đọc") in reported(store).read_text(encoding="utf-8")
    one = reported(store, selection=Selection(instrument="07/CT-TTg")).read_text(encoding="utf-8")
    assert heading.format("Các tỉnh thực hiện Chỉ thị 07/CT-TTg") in one


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    store = made_store(tmp_path, {"a.txt": HUE})
    with Store(store, read_only=True) as opened:
        with pytest.raises(NothingSelected):
            write_report(opened, tmp_path / "r.html", selection=Selection(since="2030"))
        with pytest.raises(UnknownProvince):
            write_report(opened, tmp_path / "r.html", provinces=("Atlantis",))
        with pytest.raises(UnknownInstrument):
            write_report(opened, tmp_path / "r.html", selection=Selection(instrument="99/QĐ-XX"))
    assert not (tmp_path / "r.html").exists()


def test_no_document_is_lost(tmp_path: Path) -> None:
    """An article that repeats a plan does not count in comparisons, but it is there."""
    article = (
        "<html><body><article><h1>Cà Mau ban hành kế hoạch</h1><p>UBND tỉnh Cà Mau vừa ban hành Kế hoạch số 12/KH-UBND ngày 05/5/2025 "
        "triển khai Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ. Theo đó, Sở Tư pháp chủ trì truyền thông.</p></article>"
        "</body></html>"
    )
    page = reported(made_store(tmp_path, {"a.txt": HUE, "tin.html": article})).read_text(encoding="utf-8")
    assert page.count('<details class="doc"') == 2


def test_failures_are_listed_with_their_reasons(tmp_path: Path) -> None:
    store = made_store(tmp_path, {"a.txt": HUE})
    with Store(store) as opened:
        opened.fail("raw/hỏng<b>.pdf", "load", "the file is empty")
    page = reported(store).read_text(encoding="utf-8")
    assert "raw/hỏng&lt;b&gt;.pdf" in page
    assert "the file is empty" in page
