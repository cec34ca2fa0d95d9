"""`vnplans cite --html`: the text as it is, the citations marked, nothing from elsewhere."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import find_citations
from pipeline.cli import main
from pipeline.commands.cite_html import citations_html
from pipeline.loaders import load

TEXT = """
Căn cứ <b>Nghị định số 30/2020/NĐ-CP</b> ngày 05/3/2020 & Luật "Đất đai";
thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ về <script>alert('x')</script>
theo Quyết định số 407/QĐ- TTg ngày 30/3/2022.
"""


class Page(HTMLParser):
    """What a browser would see: the text of the document, the marks with their tooltips, the cells, the tags and addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.marks, self.tooltips, self.cells = "", list[str](), list[str](), list[str]()
        self.tags, self.addresses = set[str](), list[str]()
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self._open.append("text" if values.get("class") == "text" else tag)
        if tag == "mark":
            self.marks.append("")
            self.tooltips.append(values["title"] or "")
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "text" in self._open:
            self.text += data
        if "mark" in self._open:
            self.marks[-1] += data
        if "td" in self._open:
            self.cells[-1] += data


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    return ended.value.code if isinstance(ended.value.code, int) else 0


def test_the_text_stays_and_the_citations_are_marked() -> None:
    citations = find_citations(TEXT)
    page = Page(citations_html(TEXT, citations, "vi"))
    assert page.text == TEXT
    assert page.marks == [TEXT[c.start : c.end] for c in citations] != []
    assert page.tags <= set("html head meta title style body h1 div mark table thead tbody tr th td a".split())
    assert page.addresses == [f"#c{number}" for number in range(1, len(citations) + 1)]


def test_tooltips_and_table_say_what_was_read() -> None:
    page = Page(citations_html(TEXT, find_citations(TEXT), "vi"))
    (tooltip,) = [tooltip for tooltip in page.tooltips if "07/CT-TTg" in tooltip]
    read = {"Loại: Chỉ thị", "Số, ký hiệu: 07/CT-TTg", "Ngày: 2023-03-21", "Cơ quan ban hành: Thủ tướng Chính phủ", "Quan hệ: thực hiện"}
    assert read <= set(tooltip.splitlines())
    assert {"30/2020/NĐ-CP", "Thủ tướng Chính phủ", "2022-03-30", "malformed_number"} <= set(page.cells)
    english = Page(citations_html(TEXT, find_citations(TEXT), "en"))
    assert any("Number: 07/CT-TTg" in tooltip.splitlines() for tooltip in english.tooltips)


def test_nothing_to_mark() -> None:
    page = Page(citations_html("Trời <đẹp>", [], "vi"))
    assert page.text == "Trời <đẹp>" and not page.marks and "table" not in page.tags


@settings(deadline=None)
@given(st.text(alphabet="<>&\"'\n ;#ạQuyết định số 1/2020/-QĐTg"))
def test_any_text_is_escaped(text: str) -> None:
    text = f"{text} Quyết định số 407/QĐ-TTg {text}"
    page = Page(citations_html(text, find_citations(text), "vi"))
    assert page.text == text and len(page.marks) == len(find_citations(text))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "văn bản.txt", tmp_path / "viện dẫn.html"
    source.write_text(TEXT, encoding="utf-8")
    assert run("cite", source, "--html", target) == 0
    assert str(target) in capsys.readouterr().out
    html = target.read_text(encoding="utf-8")
    assert Page(html).text == load(source).text
    assert run("cite", source, "--html", "-") == 0
    assert capsys.readouterr().out == html
    assert run("cite", source, "--json", "--html", target) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(Page(html).marks)


def test_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cite", TEXT, "--html", tmp_path / "no folder" / "a.html") == 2
    assert "no folder" in capsys.readouterr().err
    assert run("cite", TEXT, "--json", "--html", "-") == 2
    out, err = capsys.readouterr()
    assert out == "" and "--html" in err
