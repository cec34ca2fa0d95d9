"""Scans: pages that are only pictures are read, what is doubtful is flagged, what is illegible is not guessed."""

import io
import random

import pypdfium2 as pdfium
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.loaders import load
from pipeline.loaders.ocr import is_installed
from pipeline.loaders.ocr.words import Word, blank_illegible, settle
from pipeline.loaders.printed.lines import Glyph
from tests.loaders.conftest import Write
from tests.loaders.made import LEFT, TOP, canvas, font
from tests.loaders.made import write as put

needs_ocr = pytest.mark.skipif(not is_installed(), reason="OCR is not installed")

LINES = [
    "Thực hiện Chỉ thị số 07/CT-TTg ngày 21 tháng 3 năm 2023 của Thủ tướng Chính",
    "phủ, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:",
    "1. Giao Sở Tư pháp chủ trì, phối hợp với các cơ quan liên quan tổ chức tập huấn.",
    "2. Sở Tài chính bố trí kinh phí theo Nghị định số 163/2016/NĐ-CP của Chính phủ.",
]


def scan(lines: list[str], angle: float = 0.0, dpi: int = 200, stamp: bool = False):
    """A page of lines as a picture: printed, perhaps stamped in red and laid askew, then scanned."""
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415

    made, out = canvas()
    for i, line in enumerate(lines):
        put(made, line, LEFT - 30, TOP - 60 - i * 24, 12.5)
    made.save()
    picture = pdfium.PdfDocument(out.getvalue())[0].render(scale=dpi / 72).to_pil().convert("RGB")
    if stamp:
        ink = Image.new("RGB", picture.size, "white")
        draw = ImageDraw.Draw(ink)
        at = int(150 * dpi / 72), int(90 * dpi / 72)
        for ring in (0, 12, 24):
            draw.ellipse((at[0] + ring, at[1] + ring, at[0] + 300 - ring, at[1] + 300 - ring), outline=(215, 40, 45), width=7)
        picture = ImageChops.multiply(picture, ink)  # ink lets the letters below it show
    return picture.rotate(angle, expand=False, fillcolor=(250, 250, 250))


def pdf_of(picture) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    return out.getvalue()


def close(text: str, lines: list[str]) -> float:
    """Share of the words that were read."""
    words = " ".join(lines).split()
    return sum(word in text for word in words) / len(words)


@needs_ocr
@pytest.mark.parametrize(("angle", "stamp"), [(0.0, False), (1.4, False), (0.0, True)])
def test_a_scan_is_read(write: Write, angle: float, stamp: bool) -> None:
    source = load(write("a.pdf", pdf_of(scan(LINES, angle, stamp=stamp))))
    assert close(source.text, LINES) >= 0.9
    assert "07/CT-TTg" in source.text and "163/2016/NĐ-CP" in source.text
    assert source.loader == "pdf+ocr" and source.pages[0].reader == "ocr"
    assert "ocr" in source.flags(0, 5)


@needs_ocr
def test_words_of_a_scan_have_places(write: Write) -> None:
    source = load(write("a.pdf", pdf_of(scan(LINES))))
    start = source.text.index("163/2016")
    (box,) = source.boxes(start, start + len("163/2016/NĐ-CP"))
    assert box.page == 1 and abs(box.y0 - (842 - (TOP - 60 - 3 * 24) - 12)) < 8
    assert 60 < box.x1 - box.x0 < 130


@needs_ocr
def test_the_boxes_of_mentions_are_where_their_words_were_printed(write: Write) -> None:
    """Where the page drew each word is known: its middle and its width, in points."""
    source = load(write("a.pdf", pdf_of(scan(LINES))))
    name = font()
    for i, line in enumerate(LINES):
        at = source.text.index(line.split()[0] + " " + line.split()[1])
        for word in dict.fromkeys(line.split()):
            start = source.text.find(word, at)
            if start < 0 or line.count(word) > 1:
                continue
            left = LEFT - 30 + stringWidth(line[: line.index(word)], name, 12.5)
            (box,) = source.boxes(start, start + len(word))
            assert abs(box.x0 - left) < 4 and abs(box.x1 - left - stringWidth(word, name, 12.5)) < 4, (word, box)
            assert box.y0 < 842 - (TOP - 60 - i * 24) - 3 < box.y1, (word, box)


@needs_ocr
def test_a_picture_is_read_and_a_page_on_its_side_turned(write: Write) -> None:
    out = io.BytesIO()
    scan(LINES).rotate(90, expand=True).save(out, "TIFF", dpi=(200, 200), compression="tiff_deflate")
    source = load(write("a.tif", out.getvalue()))
    assert (source.format, source.loader) == ("image", "image+ocr")
    assert close(source.text, LINES) >= 0.9


def words(text: str, confidence: float = 95.0) -> list[Word]:
    out, x = [], 0.0
    for part in text.split():
        out.append(Word([Glyph(c, x + i * 10, x + i * 10 + 10) for i, c in enumerate(part)], confidence))
        x += 10 * len(part) + 5
    return out


def shown(line: list[Word]) -> str:
    return " ".join(word.text for word in line)


def test_the_well_formed_number_counts_and_disagreement_is_flagged() -> None:
    line = words("Chỉ thị số L1/CT-TTg ngày 16/4/2021")
    settle(line, "Chỉ thị số 11/CT-TTg ngày 10/4/2021")
    assert shown(line) == "Chỉ thị số 11/CT-TTg ngày 16/4/2021"
    assert [(word.flag, word.note) for word in line if word.flag] == [("ocr_disagreement", "L1/CT-TTg"), ("ocr_disagreement", "10/4/2021")]


def test_a_number_that_was_broken_is_joined() -> None:
    line = words("Chỉ thị số 11/CT- -TIg ngày")
    settle(line, "Chỉ thị số 11/CT-TTg ngày")
    assert shown(line) == "Chỉ thị số 11/CT-TTg ngày"


def test_marks_are_not_settled_word_by_word() -> None:
    line = words("TINH QUẢNG NGAI kiêm tra")
    settle(line, "TỈNH QUANG NGÃI kiểm tra")
    assert shown(line) == "TINH QUẢNG NGAI kiêm tra"
    assert [word.readings for word in line] == [["TỈNH"], ["QUANG"], ["NGÃI"], ["kiểm"], ["tra"]]


def test_letters_that_make_a_word_and_are_sure_stand_against_the_second_reader() -> None:
    line = words("chủ trì chi trả", 96.0)
    settle(line, "chủ tì chi trổ", "chủ tì chi trổ")
    assert shown(line) == "chủ trì chi trả"


@pytest.mark.parametrize(
    ("read", "others", "expected"),
    [
        ("quán triỆt kỸ năng", "", "quán triệt kỹ năng"),
        ("5. SỞ Y tế", "5. Sở Y tế", "5. Sở Y tế"),
        ("SỞ Y TẾ", "SỞ Y TẾ", "SỞ Y TẾ"),
        ("ứng dụng VNeID", "ứng dụng VNeID", "ứng dụng VNeID"),
    ],
)
def test_a_capital_inside_a_small_word_is_none(read: str, others: str, expected: str) -> None:
    line = words(read)
    settle(line, others, others)
    assert shown(line) == expected


@pytest.mark.parametrize(
    ("first", "second", "confidence", "expected"),
    [
        ("Số: ý# /CT-UBND", "Số: 17 /CT-UBND", 50, "Số: … /CT-UBND"),
        ("Sô:⁄11 /CT-UBND", "Số: 11 /CT-UBND", 49, "Sô:… /CT-UBND"),
        ("Số: 16 /CT-UBND", "Số: 16 /CT-UBND", 90, "Số: 16 /CT-UBND"),
        ("Số: /CT-UBND", "Số: /CT-UBND", 90, "Số: /CT-UBND"),
        ("Quảng Ngãi, ngày |2 tháng 3 năm 2018", "Quảng Ngãi, ngày 12 tháng 3 năm 2018", 40, "Quảng Ngãi, ngày … tháng 3 năm 2018"),
        ("Quảng Ngãi, ngàyr{ tháng 5 năm 2021", "Quảng Ngãi, ngày 11 tháng 5 năm 2021", 10, "Quảng Ngãi, ngày … tháng 5 năm 2021"),
        ("Thực hiện Chỉ thị số 11-CT/TW ngày", "Thực hiện Chỉ thị số 11-CT/TW ngày", 30, "Thực hiện Chỉ thị số 11-CT/TW ngày"),
    ],
)
def test_handwritten_numbers_are_not_guessed(first: str, second: str, confidence: float, expected: str) -> None:
    line = words(first, confidence)
    blank_illegible(line, second)
    assert shown(line) == expected
    assert any(word.flag == "illegible" for word in line) == (expected != first)


def test_random_readings_never_raise() -> None:
    dice = random.Random(3)
    for _ in range(300):
        first, second = ("".join(dice.choice("Sốngày, /:12tháng…x ") for _ in range(dice.randint(1, 40))) for _ in range(2))
        line = words(first, dice.choice([10.0, 95.0]))
        settle(line, second)
        blank_illegible(line, second)
