"""Rules and cells of PDF pages, beside what pdfplumber finds when it reads the whole page; rotated, cropped and nested pages."""

import io
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from pipeline.loaders import load
from pipeline.loaders.pdf.chars import Frame, _address, _text
from pipeline.loaders.pdf.page import read_page
from schemas import SourceText
from tests.loaders.conftest import Write
from tests.loaders.made import LEADING, LEFT, TOP, canvas, grid
from tests.loaders.made import write as put

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "hau-giang-kh-71.pdf"
CELLS = [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát văn bản", "Sở Tư pháp"]]
ROWS = ["| TT | Nội dung | Chủ trì |", "| 1 | Rà soát văn bản | Sở Tư pháp |"]


def table(*, inside: bool = False) -> bytes:
    """A page with a table, drawn on the page itself or as a form that the page shows smaller and moved."""
    made, out = canvas()
    if inside:
        made.beginForm("form")
    xs, ys = [LEFT, LEFT + 40, LEFT + 260, LEFT + 400], [TOP - 200 - i * 2 * LEADING for i in range(3)]
    grid(made, xs, ys)
    for y, row in zip(ys, CELLS, strict=False):
        for x, text in zip(xs, row, strict=False):
            put(made, text, x + 4, y - 14, 11)
    if inside:
        made.endForm()
        made.translate(30, 60)
        made.scale(0.8, 0.8)
        made.doForm("form")
    made.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[["pdfium.PdfPage"], object]) -> bytes:
    document, out = pdfium.PdfDocument(data), io.BytesIO()
    for page in document:
        change(page)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("turn", (0, 180))
def test_cells_are_those_that_pdfplumber_finds_by_itself(turn: int) -> None:
    data = changed(SAMPLE.read_bytes(), lambda page: page.set_rotation(turn))
    document = pdfium.PdfDocument(data)
    with pdfplumber.open(io.BytesIO(data)) as other:
        for number, page in enumerate(other.pages):
            theirs = [table.cells for table in page.find_tables({"intersection_tolerance": 4})]
            ours = [found.cells for found in read_page(document[number], number + 1).tables]
            assert [len(cells) for cells in ours] == [len(cells) for cells in theirs] and ours
            for one, two in zip(ours, theirs, strict=True):
                assert sorted(one) == [pytest.approx(cell, abs=0.02) for cell in sorted(two)]


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.set_rotation(0),
        lambda page: page.set_cropbox(20, 30, 560, 800),
        lambda page: page.set_mediabox(-40, -50, 620, 900),
    ],
    ids=["whole", "cropped", "shifted"],
)
@pytest.mark.parametrize("inside", (False, True), ids=["page", "form"])
def test_words_stand_in_their_cells_wherever_the_page_begins(
    write: Write, inside: bool, change: Callable[["pdfium.PdfPage"], object]
) -> None:
    source = load(write("a.pdf", changed(table(inside=inside), change)))
    assert source.text.split("\n") == ROWS


def test_strokes_of_a_drawing_are_no_table(write: Write) -> None:
    """A signature or a map: many lines that lean. A frame that is only filled is paper."""
    made, out = canvas()
    put(made, "1. Sở Tư pháp chủ trì rà soát văn bản.", LEFT, TOP)
    for i in range(40):
        made.line(LEFT + i * 7, 300, LEFT + i * 7 + 30, 360)
        made.line(LEFT, 300 + i * 3, LEFT + 200, 330 + i * 3)
    for i in range(4):
        made.rect(LEFT + i * 60, 500, 50, 40, stroke=0, fill=1)
    made.save()
    assert load(write("a.pdf", out.getvalue())).text == "1. Sở Tư pháp chủ trì rà soát văn bản."


def test_a_page_ruled_like_graph_paper_is_read_in_no_time(write: Write) -> None:
    """120 by 400 rules cross 48,000 times: cells would be looked for at each crossing among all that follow."""
    made, out = canvas()
    put(made, "1. Sở Tư pháp chủ trì rà soát văn bản.", LEFT, TOP)
    grid(made, [50 + 4 * i for i in range(120)], [700 - 4 * i for i in range(400)])
    made.save()
    assert load(write("a.pdf", out.getvalue())).text == "1. Sở Tư pháp chủ trì rà soát văn bản."


def test_boxes_of_a_cropped_page_are_measured_from_what_is_shown(write: Write) -> None:
    whole = load(write("a.pdf", table()))
    cropped = load(write("b.pdf", changed(table(), lambda page: page.set_cropbox(20, 30, 560, 800))))

    def box(source: SourceText) -> tuple[float, float]:
        (found,) = source.boxes(source.text.index("Sở"), source.text.index("Sở") + 2)
        return found.x0, found.y0

    (x, y), (left, top) = box(whole), box(cropped)
    assert (x - left, y - top) == pytest.approx((20, 841.89 - 800), abs=0.02)


def test_characters_one_by_one_are_those_of_the_text() -> None:
    """What is done where pdfium's text leaves out some of the characters."""
    for page in pdfium.PdfDocument(SAMPLE.read_bytes()):
        textpage = page.get_textpage()
        assert _text(_address(textpage.raw), textpage.count_chars()).replace("\x02", "\ufffe") == textpage.get_text_range()


def test_a_frame_turns_with_the_page() -> None:
    """A4 upright: a box 10 from the left and 20 from below, 30 wide and 40 high, as shown after each turn (clockwise)."""
    seen = {}
    for turn in (0, 90, 180, 270):
        page = pdfium.PdfDocument.new().new_page(595, 842)
        raw.FPDFPage_SetRotation(page.raw, turn // 90)
        columns = Frame.of(page).place([10.0], [20.0], [40.0], [60.0])
        seen[turn] = tuple(column[0] for column in columns)
    assert seen == {0: (10, 782, 40, 822), 90: (20, 10, 60, 40), 180: (555, 20, 585, 60), 270: (782, 555, 822, 585)}
