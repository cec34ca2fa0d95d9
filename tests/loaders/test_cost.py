"""What loading costs beside the library alone, in CPU time of one process. The bars are 8 and 2 (benchmarks/performance.py measures them);
here it is twice that, since the machine of a test may be busy."""

import io
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from pipeline.loaders import Options, load
from tests.loaders.made import LEADING, LEFT, TOP, canvas, grid
from tests.loaders.made import write as put
from tests.loaders.word_files import docx_of, p

LINES = ("Giao Sở Tư pháp chủ trì, phối hợp với các cơ quan liên quan thực hiện kế hoạch", "này trên địa bàn tỉnh theo quy định.")


def pdf() -> bytes:
    """Six pages of text, every other with a table."""
    made, out = canvas()
    for page in range(6):
        for i in range(36):
            put(made, f"{i}. {LINES[i % 2]}", LEFT, TOP - i * LEADING, 11)
        if page % 2:
            grid(made, [80, 120, 340, 520], [TOP + 12 - i * 2 * LEADING for i in range(18)])
        made.showPage()
    made.save()
    return out.getvalue()


def bare_pdf(path: Path) -> str:
    with pdfium.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def bare_docx(path: Path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def cpu(work: Callable[[Path], object], path: Path) -> float:
    def once() -> float:
        begin = time.process_time()
        work(path)
        return time.process_time() - begin

    return min(once() for _ in range(5))


@pytest.mark.parametrize(("name", "make", "alone", "bar"), [
    ("a.pdf", pdf, bare_pdf, 8),
    ("a.docx", lambda: docx_of("".join(p(line) for line in LINES * 150)), bare_docx, 2),
])  # fmt: skip
def test_loading_costs_little_more_than_the_library_alone(
    tmp_path: Path, name: str, make: Callable[[], bytes], alone: Callable[[Path], str], bar: float
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    load(path)
    ours = cpu(lambda path: load(path, Options(ocr=False)), path)
    assert ours < 2 * bar * cpu(alone, path)
