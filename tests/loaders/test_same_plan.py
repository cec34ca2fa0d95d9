"""The same plan in every format says the same: made by LibreOffice from one of the sample texts, and scanned."""

import io
import re
from collections import Counter
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.shared import Pt

from extractors.document import read_document
from extractors.lines import read_lines
from pipeline.loaders import load
from pipeline.loaders.ocr import is_installed
from tests.loaders.conftest import Write
from tests.loaders.made import converted

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data/raw"
PLAN = "ha-tinh-kh-162.md"
_MARKS = re.compile(r"[*_]{1,3}|^#+\s*|\\(?=[-.])")


def plan_docx(name: str = PLAN) -> bytes:
    """A sample plan as a Word document: a head in two columns, paragraphs, a table with rules."""
    document = docx.Document()
    document.styles["Normal"].font.name = "DejaVu Serif"
    document.styles["Normal"].font.size = Pt(12)
    rows: list[list[str]] = []
    for line in [*paragraphs(load(RAW / name).text), ""]:
        if line.startswith("|"):
            cells = [_MARKS.sub("", cell).strip() for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        text = _MARKS.sub("", line).strip()
        if text and not re.fullmatch(r"[-_]+", text):
            document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(text: str) -> list[str]:
    """The lines of a text with those joined that go on with a sentence, as a Word document has them; rows of tables as they stand."""
    out: list[str] = []
    for block in read_lines(text).blocks:
        if block.kind == "row":
            out.append(text[text.rfind("\n", 0, block.start) + 1 : block.end] + " |")
        else:
            out.extend(["", " ".join(text[block.start : block.end].split())])
    return out


def _add_table(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    head = any("<br>" in cell for row in rows for cell in row)
    if not head:
        table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            first, *more = text.split("<br>")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)


def said(path: Path) -> tuple[list[str], list[str]]:
    """Numbers cited and what is asked for, in order."""
    reading = read_document(load(path).text)
    return [c.number or c.title or "" for c in reading.citations], [" ".join(t.text.split()).casefold() for t in reading.tasks]


@pytest.fixture(scope="module")
def original() -> bytes:
    return plan_docx()


@pytest.fixture(scope="module")
def pdf(original: bytes) -> bytes:
    return converted(original, ".docx", "pdf")


@pytest.mark.parametrize("target", ["doc:MS Word 97", "rtf", "odt", "xml:MS Word 2003 XML", "html:HTML (StarWriter)", "pdf"])
def test_every_format_gives_the_same_citations_and_tasks(write: Write, original: bytes, pdf: bytes, target: str) -> None:
    expected = said(write("a.docx", original))
    assert len(expected[0]) > 5 and len(expected[1]) > 10
    other = pdf if target == "pdf" else converted(original, ".docx", target)
    found = said(write("a." + target.split(":")[0], other))
    assert found[0] == expected[0]
    if target == "pdf":
        assert share(found[1], expected[1]) >= 0.95
    else:
        assert found[1] == expected[1]


@pytest.mark.skipif(not is_installed(), reason="OCR is not installed")
@pytest.mark.parametrize("name", [PLAN, "phu-tho-kh-204.txt", "thanh-pho-hue-qd-1876.md"])
def test_a_scan_gives_nearly_the_same(write: Write, name: str) -> None:
    """Letter by letter: a task in which one mark is wrong is another one here."""
    original = plan_docx(name)
    expected = said(write("a.docx", original))
    document = pdfium.PdfDocument(converted(original, ".docx", "pdf"))
    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    found = said(write("a.pdf", out.getvalue()))
    for mine, theirs in zip(found, expected, strict=True):
        assert len(theirs) > 10
        assert share(mine, theirs) >= 0.95 and share(theirs, mine) >= 0.95


def share(found: list[str], expected: list[str]) -> float:
    """Share of what is expected that was found, each as often as it stands there."""
    return (Counter(found) & Counter(expected)).total() / len(expected)
