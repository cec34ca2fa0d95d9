"""Readings of a scan settled: which marks count, which dirt goes, which cells rules make."""

import pytest

from pipeline.loaders import load
from pipeline.loaders.ocr import is_installed
from pipeline.loaders.ocr.choice import choose
from pipeline.loaders.ocr.words import Word, drop_specks, settle
from pipeline.loaders.printed.lines import Glyph, Seen, line_of
from tests.loaders.conftest import Write
from tests.loaders.made import LEFT, TOP, canvas, grid
from tests.loaders.made import write as put
from tests.loaders.test_ocr import pdf_of, shown, words

needs_ocr = pytest.mark.skipif(not is_installed(), reason="OCR is not installed")


def line(text: str, *readings: str, confidence: float = 96.0):
    """A line with other readings of it, word by word."""
    made = line_of([Glyph(c, float(i), i + 1.0) for i, c in enumerate(text)], 0.0, 12.0, 1)
    assert made is not None
    at = 0
    for i, word in enumerate(text.split()):
        made.readings.append(Seen(at, at + len(word), confidence, tuple(reading.split()[i] for reading in readings)))
        at += len(word) + 1
    return made


def test_the_reading_that_fits_its_neighbours_counts() -> None:
    """`kiểm tra` is a word, `kiêm tra` is none; who saw it is one reader of three."""
    made = line("việc kiêm tra hồ sơ", "việc kiêm tra hồ sơ", "việc kiểm tra hồ sơ")
    choose([made])
    assert made.text == "việc kiểm tra hồ sơ"
    assert ("ocr_doubtful", "kiêm") in [doubt[2:] for doubt in made.doubts]


def test_what_all_readers_see_elsewhere_in_the_document_counts() -> None:
    """`Nậm Có` is in no dictionary, but three lines have it."""
    sure = [line("xã Nậm Có") for _ in range(3)]
    doubtful = line("xã Nâm Có", "xã Nậm Có")
    choose([*sure, doubtful])
    assert doubtful.text == "xã Nậm Có"


def test_lost_marks_come_from_the_other_readings() -> None:
    """Tesseract drops marks: `TINH`, `NGAI`; the second reader drops another."""
    made = line("TINH QUẢNG NGAI kiêm tra", "TỈNH QUANG NGÃI kiểm tra", "TỈNH QUẢNG NGÃI kiểm tra")
    choose([made])
    assert made.text == "TỈNH QUẢNG NGÃI kiểm tra"


@pytest.mark.parametrize("wrong", ["vế", "vệ", "vể"])
def test_marks_that_the_second_reader_exchanges_do_not_count(wrong: str) -> None:
    made = line("dữ liệu quốc gia về dân cư", *[f"dữ liệu quốc gia {wrong} dân cư"] * 2)
    choose([made])
    assert made.text == "dữ liệu quốc gia về dân cư"


def test_a_word_that_no_reader_saw_is_never_put_in() -> None:
    made = line("nộp kiêm tra", "nộp kiêm tra", "nộp kiêm tra")
    choose([made])
    assert made.text == "nộp kiêm tra"
    assert not made.doubts


def test_a_word_that_all_see_is_not_drowned_by_a_frequent_one() -> None:
    """`cơ thể` is a word of its own beside many a `có thể`."""
    often = [line("có thể", "có thể", "có thể") for _ in range(9)]
    made = line("cơ thể", "cơ thể", "cơ thể")
    choose([*often, made])
    assert made.text == "cơ thể"


def test_numbers_and_foreign_words_stay() -> None:
    made = line("07/CT-TTg Covid QH15", "07/CT-TTg Cóvid QH15")
    choose([made])
    assert made.text == "07/CT-TTg Covid QH15"


def test_two_readers_against_one_win_and_the_word_is_flagged() -> None:
    found = words("Phụ lục H kèm", 87.0)
    settle(found, "Phụ lục II kèm", "Phụ lục II kèm")
    assert shown(found) == "Phụ lục II kèm"
    assert found[2].flag == "ocr_doubtful"


def test_spaces_that_the_second_reader_drops_do_not_hide_a_number() -> None:
    found = words("Số: 1105KH-ĐKT", 73.0)
    settle(found, "Số:1105/KH-ĐKT", "Số: 1105/KH-ĐKT")
    assert shown(found) == "Số: 1105/KH-ĐKT"


def test_dirt_goes_and_signs_stay() -> None:
    found = words("- Giao Sở ; Y tế — báo cáo")
    for word in found:
        word.confidence = 50.0 if word.text in ";—" else 95.0
    drop_specks(found, "-Giao Sở Y tế - báo cáo", "")
    assert shown(found) == "- Giao Sở Y tế — báo cáo"


@needs_ocr
def test_rules_of_a_scanned_table_make_its_cells(write: Write) -> None:
    import pypdfium2 as pdfium  # noqa: PLC0415

    made, out = canvas()
    xs, ys = [LEFT - 30, LEFT, LEFT + 210, LEFT + 330], [TOP - 100, TOP - 125, TOP - 165, TOP - 205]
    grid(made, xs, ys)
    rows = (("TT", "Nội dung", "Cơ quan"), ("1", "Tổ chức tập huấn", "Sở Tư pháp"), ("2", "Bố trí kinh phí", "Sở Tài chính"))
    for row, top in zip(rows, ys, strict=False):
        for text, left in zip(row, xs, strict=False):
            put(made, text, left + 6, top - 17, 12)
    made.save()
    picture = pdfium.PdfDocument(out.getvalue())[0].render(scale=200 / 72).to_pil().convert("RGB")
    source = load(write("bảng.pdf", pdf_of(picture)))
    assert "| 1 | Tổ chức tập huấn | Sở Tư pháp |\n| 2 | Bố trí kinh phí | Sở Tài chính |" in source.text
    assert [(cell.row, cell.column) for cell in source.cells[:3]] == [(0, 0), (0, 1), (0, 2)]


@needs_ocr
def test_the_black_edge_of_a_scanner_is_no_text(write: Write) -> None:
    from PIL import ImageDraw  # noqa: PLC0415

    from tests.loaders.test_ocr import LINES, close, scan  # noqa: PLC0415

    picture = scan(LINES)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((picture.width - 60, 0, picture.width, picture.height), fill=(8, 8, 8))
    draw.rectangle((0, picture.height - 50, picture.width, picture.height), fill=(8, 8, 8))
    text = load(write("viền.pdf", pdf_of(picture))).text
    assert close(text, LINES) > 0.9
    assert len(text) < 1.1 * len("\n".join(LINES))


@pytest.mark.parametrize(
    ("read", "second", "expected"),
    [
        ("SởKhoa học", "", "Sở Khoa học"),
        ("Nộidung nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung nhiệm vụ"),
        ("Côngan tỉnh", "", "Công an tỉnh"),
        ("nghiêng Covid VNeID", "", "nghiêng Covid VNeID"),
    ],
)
def test_words_read_as_one_come_apart(read: str, second: str, expected: str) -> None:
    found = words(read)
    settle(found, second)
    assert shown(found) == expected


def test_a_word_keeps_its_full_stop() -> None:
    found: list[Word] = words("hợp đông.", 40.0)
    settle(found, "hợp đồng", "hợp đồng")
    assert shown(found) == "hợp đồng."
