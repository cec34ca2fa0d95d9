"""PDF files that reportlab makes: text in paragraphs, tables in rows, every word at its place."""

import io
import random

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4

from pipeline.loaders import Encrypted, Limits, LoadError, Options, load
from pipeline.loaders.base import NeedsTool
from pipeline.loaders.pdf import scans
from schemas import SourceText
from tests.loaders.conftest import Write
from tests.loaders.made import LEADING, LEFT, TOP, canvas, grid
from tests.loaders.made import write as put

BODY = [
    "       1. Giao Sở Tư pháp chủ trì, phối hợp với các cơ quan liên quan thực hiện",
    "kế hoạch này trên địa bàn tỉnh; báo cáo kết quả theo Quyết định số 40/2022/QĐ-",
    "UBND của Ủy ban nhân dân tỉnh trước ngày 10 tháng 12 hằng năm, đúng quy định",
    "của pháp luật.",
    "       2. Sở Tài chính bố trí kinh phí thực hiện kế hoạch.",
]


SENTENCE = [
    " của kế hoạch là tuyên truyền, phổ biến pháp luật cho người",
    "dân trên địa bàn toàn tỉnh theo quy định của pháp luật hiện hành, bảo đảm kịp",
    "thời.",
]


def paragraphs(made, lines: list[str], top: float = TOP - 150) -> None:
    for i, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        put(made, line.lstrip(), LEFT + indent * 5, top - i * LEADING)


def read(write: Write, out: io.BytesIO, options: Options | None = None) -> SourceText:
    return load(write("a.pdf", out.getvalue()), options)


def test_lines_become_paragraphs_and_a_hyphen_stays_in_its_number(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, BODY)
    made.save()
    text = read(write, out).text
    assert text == (
        "1. Giao Sở Tư pháp chủ trì, phối hợp với các cơ quan liên quan thực hiện kế hoạch này trên địa bàn tỉnh; báo cáo kết quả theo "
        "Quyết định số 40/2022/QĐ-UBND của Ủy ban nhân dân tỉnh trước ngày 10 tháng 12 hằng năm, đúng quy định của pháp luật.\n\n"
        "2. Sở Tài chính bố trí kinh phí thực hiện kế hoạch."
    )


def test_two_columns_are_read_one_after_the_other(write: Write) -> None:
    made, out = canvas()
    for i, (left, right) in enumerate(
        [("UBND TỈNH KON TUM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("SỞ TƯ PHÁP", "Độc lập - Tự do - Hạnh phúc")]
    ):
        put(made, left, LEFT, TOP - i * LEADING, 11)
        put(made, right, 290, TOP - i * LEADING, 11)
    put(made, "Số:            /KH-STP", LEFT, TOP - 3 * LEADING, 11)
    paragraphs(made, BODY)
    made.save()
    text = read(write, out).text
    assert text.index("SỞ TƯ PHÁP") < text.index("CỘNG HÒA") < text.index("Độc lập") < text.index("1. Giao")
    assert "Số:            /KH-STP" in text or "Số: /KH-STP" in text


def test_page_numbers_and_running_heads_are_set_apart(write: Write) -> None:
    made, out = canvas()
    for number in range(1, 5):
        put(made, f"CÔNG BÁO/Số 327/Ngày 14-06-2026 {100 + number}", 200, 810, 10)
        put(made, str(number), 290, 30)
        paragraphs(made, [f"       Nội dung thứ {number}{SENTENCE[0]}", *SENTENCE[1:]])
        made.showPage()
    made.save()
    source = read(write, out)
    assert source.text == "\n\n".join(f"Nội dung thứ {n}{' '.join(SENTENCE)}" for n in range(1, 5))
    assert source.apart and all("CÔNG BÁO" in line for line in source.apart)
    assert [page.number for page in source.pages] == [1, 2, 3, 4]
    assert source.page_at(source.text.index("thứ 3")) == 3


def test_a_paragraph_goes_on_over_the_page_break(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, BODY[:2])
    made.showPage()
    paragraphs(made, BODY[2:], TOP)
    made.save()
    source = read(write, out)
    assert "QĐ-UBND của" in source.text
    assert (source.page_at(source.text.index("QĐ")), source.page_at(source.text.index("UBND của"))) == (1, 2)
    assert [box.page for box in source.boxes(source.text.index("40/"), source.text.index(" của Ủy"))] == [1, 2]


def test_a_page_ends_where_its_last_line_does(write: Write) -> None:
    """Two lines of one block have one line end between them; the next page is empty."""
    made, out = canvas()
    put(made, "ỦY BAN NHÂN DÂN", LEFT, TOP)
    put(made, "TỈNH HẬU GIANG", LEFT, TOP - LEADING)
    made.showPage()
    made.showPage()
    put(made, "KẾ HOẠCH", LEFT, TOP)
    made.showPage()
    made.save()
    source = read(write, out)
    assert source.text == "ỦY BAN NHÂN DÂN\nTỈNH HẬU GIANG\n\nKẾ HOẠCH"
    assert [source.text[page.start : page.end] for page in source.pages] == ["ỦY BAN NHÂN DÂN\nTỈNH HẬU GIANG", "", "\n\nKẾ HOẠCH"]


def _table_page(made, rows: list[list[str]], top: float) -> None:
    xs = [LEFT, LEFT + 40, LEFT + 260, LEFT + 400]
    ys = [top + LEADING - i * 2 * LEADING for i in range(len(rows) + 1)]
    grid(made, xs, ys)
    for i, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            for j, line in enumerate(text.split("\n")):
                put(made, line, x + 4, ys[i] - 14 - j * 14, 11)


def test_a_table_over_two_pages_is_one_table(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, ["       Bảng phân công nhiệm vụ:"], TOP)
    _table_page(
        made, [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát văn bản", "Sở Tư pháp"], ["2", "Tổ chức hội nghị về", "Sở Nội vụ"]], TOP - 60
    )
    made.showPage()
    _table_page(made, [["TT", "Nội dung", "Chủ trì"], ["", "kế hoạch năm", ""], ["3", "Báo cáo\nhằng quý", ""]], TOP)
    made.save()
    source = read(write, out)
    assert source.text.split("\n\n")[1].split("\n") == [
        "| TT | Nội dung | Chủ trì |",
        "| 1 | Rà soát văn bản | Sở Tư pháp |",
        "| 2 | Tổ chức hội nghị về kế hoạch năm | Sở Nội vụ |",
        "| 3 | Báo cáo hằng quý | |",
    ]
    assert source.page_at(source.text.index("kế hoạch năm")) == 2
    assert {source.text[cell.start : cell.end] for cell in source.cells if cell.column == 2} == {"Chủ trì", "Sở Tư pháp", "Sở Nội vụ"}


def test_footnotes_follow_their_page_behind_their_mark(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, ["       Thực hiện Chỉ thị của Ban Bí thư"], TOP)
    made.setFont("Vn", 8)
    made.drawString(LEFT + 40 + 222, TOP + 5, "1")
    put(made, "về công tác dân vận trong tình hình mới.", LEFT, TOP - LEADING)
    put(made, "1", LEFT, 83, 6)
    put(made, "Chỉ thị số 11-CT/TW.", LEFT + 8, 80, 9)
    made.save()
    text = read(write, out).text
    assert text.endswith("\n\n[1] Chỉ thị số 11-CT/TW.")


def test_small_numbers_that_are_no_marks_stay_as_they_are(write: Write) -> None:
    made, out = canvas()
    put(made, "Cỡ chữ in thường (1), từ 13-14, rộng 25 m2", LEFT, TOP)
    for at, words in ((0, "1"), (12, "14"), (60, "2"), (90, "15")):
        put(made, words, LEFT + 260 + at, TOP + 5, 8)
    put(made, "14-15", LEFT, TOP - 35, 8)
    put(made, "Đứng, đậm, căn giữa trang", LEFT + 90, TOP - 40, 14)
    made.save()
    text = read(write, out).text
    assert "[14]" not in text and "[15]" not in text and "14-15" in text


def test_words_lie_under_their_boxes(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, BODY)
    made.showPage()
    _table_page(made, [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát văn bản", "Sở Tư pháp"]], TOP)
    made.save()
    source = read(write, out)
    document = pdfium.PdfDocument(out.getvalue())
    dice = random.Random(7)
    words = [(i, i + len(w)) for w in set(source.text.split()) - {"|"} for i in [source.text.index(w)]]
    for start, end in dice.sample(words, min(len(words), 40)):
        assert under(document, source, start, end) == source.text[start:end]


def under(document: "pdfium.PdfDocument", source: SourceText, start: int, end: int) -> str:
    """The words that pdfium finds inside a span's boxes."""
    out = []
    for box in source.boxes(start, end):
        page = document[box.page - 1]
        height = page.get_size()[1]
        out.append(page.get_textpage().get_text_bounded(box.x0 + 0.1, height - box.y1 + 1, box.x1 - 0.1, height - box.y0 - 1))
    return "".join(out).strip().replace("\x02", "-").replace("\ufffe", "-")


def test_wrong_glyphs_are_mended_and_flagged(write: Write) -> None:
    made, out = canvas()
    paragraphs(
        made, ["CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Sở Công Thƣơng hƣớng dẫn các địa phƣơng thực hiện kế hoạch này trong năm nay."]
    )
    made.save()
    source = read(write, out)
    assert source.text.startswith("CỘNG HÒA")
    assert "Công Thương hướng dẫn các địa phương" in source.text
    at = source.text.index("Thương") + 2
    assert source.flags(at, at + 1) == ("repaired_glyphs",)
    assert source.flags(0, 3) == ()


def test_tcvn3_letters_are_decoded(write: Write) -> None:
    made, out = canvas()
    paragraphs(made, ["C¨n cø NghÞ ®Þnh cña ChÝnh phñ vÒ ®¨ng ký kinh doanh vµ qu¶n lý c¸c doanh nghiÖp."])
    made.save()
    source = read(write, out)
    assert source.text == "Căn cứ Nghị định của Chính phủ về đăng ký kinh doanh và quản lý các doanh nghiệp."
    assert source.boxes(0, 3)


def scanned(stamp: str = "") -> io.BytesIO:
    """A page that is only a picture, perhaps with a signature's stamp as its text."""
    from PIL import Image  # noqa: PLC0415

    made, out = canvas()
    picture = io.BytesIO()
    Image.new("L", (600, 800), 255).save(picture, "PNG")
    made.drawInlineImage(Image.open(picture), 0, 0, *A4)
    if stamp:
        put(made, stamp, 300, 800, 8)
    made.save()
    return out


@pytest.mark.parametrize("stamp", ["", "Ký bởi: Ủy ban nhân dân tỉnh"])
def test_a_scan_without_ocr_says_what_to_install(write: Write, stamp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    with pytest.raises(NeedsTool, match=r"needs OCR: pip install 'vnplans\[ocr\]'"):
        read(write, scanned(stamp))


def test_passwords(write: Write) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = io.BytesIO()
    made = Canvas(out, encrypt=StandardEncryption("mat khau"))
    put(made, "Kế hoạch mật", 100, 700)
    made.save()
    with pytest.raises(Encrypted):
        read(write, out)
    assert read(write, out, Options(passwords=("sai", "mat khau"))).text == "Kế hoạch mật"


def test_limits_and_damage(write: Write) -> None:
    made, out = canvas()
    for _ in range(3):
        paragraphs(made, BODY)
        made.showPage()
    made.save()
    with pytest.raises(LoadError, match="3 pages, more than 2"):
        read(write, out, Options(limits=Limits(pages=2)))
    data = out.getvalue()
    for end in range(20, len(data), len(data) // 30):
        try:
            load(write("a.pdf", data[:end]))
        except LoadError:
            continue
