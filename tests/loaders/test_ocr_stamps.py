"""Stamps of receipt on scanned pages: their words are no part of the text, and what they hide is not guessed."""

from typing import Any

import pypdfium2 as pdfium
import pytest

from pipeline.loaders import load
from pipeline.loaders.ocr import is_installed
from pipeline.loaders.ocr.image import PageImage
from pipeline.loaders.ocr.lines import ScanLine
from pipeline.loaders.ocr.stamps import frames, set_stamps_apart
from pipeline.loaders.ocr.words import Word
from pipeline.loaders.printed.lines import Glyph
from tests.loaders.conftest import Write
from tests.loaders.made import canvas, font_file
from tests.loaders.made import write as put
from tests.loaders.test_ocr import pdf_of

needs_ocr = pytest.mark.skipif(not is_installed(), reason="OCR is not installed")

BLUE, BLACK = (40, 60, 190), (20, 20, 20)
TITLE = ("KẾ HOẠCH", "Triển khai công tác dân số năm 2025", "trên địa bàn tỉnh Bến Tre")
BODY = (
    "Thực hiện Chỉ thị số 07/CT-TTg ngày 14 tháng 3 năm 2025 của Thủ tướng",
    "Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung như sau",
    "để các sở, ngành và Ủy ban nhân dân các huyện tổ chức thực hiện trong năm.",
    "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính tổ chức tập huấn cho cán bộ.",
)


def stamped(ink: tuple[int, int, int], at: tuple[int, int], *, letters: bool = True) -> Any:
    """A page with a stamp of receipt, its upper left corner at a place in points from the page's upper left one."""
    from PIL import Image, ImageChops, ImageDraw, ImageFont  # noqa: PLC0415

    made, out = canvas()
    for i, line in enumerate(TITLE):
        put(made, line, 250, 700 - i * 18, 12.5)
    for i, line in enumerate(BODY):
        put(made, line, 70, 630 - i * 20, 11.5)
    made.save()
    scale = 200 / 72
    picture = pdfium.PdfDocument(out.getvalue())[0].render(scale=scale).to_pil().convert("RGB")
    layer = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(layer)
    x, y = (round(value * scale) for value in at)
    wide, high, third = round(142 * scale), round(85 * scale), round(45 * scale)
    for box in ((x, y, x + wide, y + high), (x, y + 60, x + wide, y + 60), (x, y + 60, x + third, y + high)):
        draw.rectangle(box, outline=ink, width=5)
    if letters:
        font = ImageFont.truetype(str(font_file()), 30)
        draw.text((x + 20, y + 14), "VĂN PHÒNG SỞ Y TẾ", fill=ink, font=font)
        draw.text((x + 12, y + 110), "ĐẾN", fill=ink, font=font)
        for i, words in enumerate(("Số: 2352", "Ngày: 21/3", "Chuyển: PGĐ")):
            draw.text((x + third + 10, y + 68 + i * 52), words, fill=ink, font=font)
    return ImageChops.multiply(picture, layer)


@needs_ocr
@pytest.mark.parametrize(
    ("ink", "at"),
    [pytest.param(BLACK, (60, 110), id="black, beside the title"), pytest.param(BLUE, (60, 110), id="blue, beside the title"),
     pytest.param(BLUE, (250, 190), id="blue, over the text")],
)  # fmt: skip
def test_the_words_of_a_stamp_are_no_part_of_the_text(write: Write, ink: tuple[int, int, int], at: tuple[int, int]) -> None:
    source = load(write("dấu.pdf", pdf_of(stamped(ink, at))))
    for word in ("2352", "ĐẾN", "Chuyển", "PGĐ", "21/3"):
        assert word not in source.text
    for line in (*TITLE, *BODY):
        missing = [word for word in line.split() if word not in source.text]
        assert len(missing) <= (2 if at[1] > 150 else 0), (line, source.text)
    if ink is BLACK:
        assert any("ĐẾN" in words or "2352" in words for words in source.apart)


def word(text: str, x: float, y: float, confidence: float) -> Word:
    glyphs = [Glyph(c, x + 20 * i, x + 20 * i + 18) for i, c in enumerate(text)]
    return Word(glyphs, confidence, edges=(int(y), int(y) + 30))


def line(y: int, *words: tuple[str, float, float]) -> ScanLine:
    made = [word(text, x, y, confidence) for text, x, confidence in words]
    return ScanLine((int(made[0].glyphs[0].x0), y, int(made[-1].glyphs[-1].x1), y + 30), made)


def page(*stamp: ScanLine) -> list[ScanLine]:
    body = [line(700 + 50 * i, ("Chính", 200, 96), ("phủ", 1400, 96)) for i in range(8)]
    return [*stamp, *body]


FRAME = (0.0, 400.0, 440.0, 580.0)


def test_what_a_black_stamp_hides_is_illegible_and_not_guessed() -> None:
    lines = page(line(420, ("ĐẾN", 20, 90)), line(470, ("Số:", 60, 40), ("thờt", 300, 20), ("gian", 460, 97), ("phủ", 1400, 97)))
    apart = set_stamps_apart(lines, [FRAME], 200 / 72)
    assert apart == ["ĐẾN", "Số: thờt"]
    assert [word.text for word in lines[1].words] == ["…", "gian", "phủ"]
    assert (lines[1].words[0].flag, lines[1].words[0].note) == ("illegible", "Số: thờt")


def test_a_title_beside_a_stamp_is_whole() -> None:
    lines = page(line(420, ("ĐẾN", 20, 90), ("Về", 600, 96), ("việc", 700, 96)))
    set_stamps_apart(lines, [FRAME], 200 / 72)
    assert [word.text for word in lines[0].words] == ["Về", "việc"]


def test_a_frame_without_the_words_of_a_stamp_stays() -> None:
    """A small table at the top of a page: nothing in it says that it is a stamp."""
    lines = page(line(420, ("Tổng", 20, 50)), line(470, ("1.250", 60, 50)))
    assert set_stamps_apart(lines, [FRAME], 200 / 72) == []
    assert len(lines[0].words) == 1


def test_words_in_a_frame_that_are_read_well_stay() -> None:
    lines = page(line(420, ("ĐẾN", 20, 90)), line(520, ("của", 210, 96), ("tỉnh", 300, 96), ("gian", 460, 97)))
    set_stamps_apart(lines, [FRAME], 200 / 72)
    assert [word.text for word in lines[1].words] == ["của", "tỉnh", "gian"]


def test_a_line_below_words_is_no_frame() -> None:
    from PIL import Image  # noqa: PLC0415

    def edge(way: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
        return {"orientation": way, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}

    empty = Image.new("L", (1654, 2339), 255)
    image = PageImage(empty, 200 / 72, 0.0, empty)
    under = [edge("h", 200, 400, 220, 220), edge("h", 900, 1300, 220, 220)]
    assert frames(under, image) == []
    sides = [edge("v", x, x, 400, 560) for x in (60, 200, 440)]
    levels = [edge("h", 60, 440, y, y) for y in (400, 460, 560)]
    assert frames([*under, *sides, *levels], image) == [(60, 400, 440, 560)]
    assert frames([*sides, *levels, edge("h", 440, 1500, 560, 560)], image) == [(60, 400, 440, 560)]
    large = [edge("v", x, x, 400, 900) for x in (60, 800, 1500)]
    assert frames([*large, *[edge("h", 60, 1500, y, y) for y in (400, 600, 900)]], image) == []
