"""Encodings of before Unicode come back as what their readers saw."""

import unicodedata

import pytest

from pipeline.loaders import LoadError, load
from pipeline.loaders.blocks import Run
from pipeline.loaders.legacy import RunDecoder, decode_paragraphs
from pipeline.loaders.legacy.tables import from_tcvn3, from_vni
from pipeline.loaders.legacy.viqr import from_viqr
from pipeline.loaders.syllables import is_syllable, quality
from tests.loaders.conftest import Write

PLAN = (
    "Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện Chỉ thị của Thủ tướng Chính phủ về chấn chỉnh kỷ luật phát ngôn.\n"
    "Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với các cơ quan liên quan; báo cáo trước ngày 10 tháng 12 hằng năm."
)

TCVN3 = (
    "ñy ban nh©n d©n tØnh giao Së T­ ph¸p chñ tr×, phèi hîp víi c¸c ngµnh liªn quan x©y dùng kÕ ho¹ch thùc hiÖn NghÞ ®Þnh sè 13/2023/N§-CP"
)
VNI = (
    "uûy ban nhaân daân tænh giao Sôû Tö phaùp chuû trì, phoái hôïp vôùi caùc ngaønh lieân quan "
    "xaây döïng keá hoaïch thöïc hieän Nghò ñònh soá 13/2023/NÑ-CP"
)
UNICODE = (
    "ủy ban nhân dân tỉnh giao Sở Tư pháp chủ trì, phối hợp với các ngành liên quan xây dựng kế hoạch thực hiện Nghị định số 13/2023/NĐ-CP"
)


def as_cp1252(text: str) -> str:
    """UTF-8 read as Windows-1252, the bytes that it leaves open kept."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())


def test_tables_decode_every_letter() -> None:
    assert from_tcvn3(TCVN3) == UNICODE
    assert from_vni(VNI) == UNICODE
    assert from_vni("UÛY BAN NHAÂN DAÂN TÆNH ÑAÉK LAÉK") == "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK"


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "tcvn3"), (VNI, "vni"), (as_cp1252(UNICODE), "mojibake")])
def test_a_paragraph_tells_its_encoding(text: str, name: str) -> None:
    shown, decoder = decode_paragraphs(text)
    assert (shown, decoder.encoding) == (UNICODE, name)


@pytest.mark.parametrize("odd", [TCVN3, VNI, as_cp1252(UNICODE), as_cp1252(as_cp1252(UNICODE))])
def test_paragraphs_of_one_document_may_differ(odd: str) -> None:
    shown, _ = decode_paragraphs(f"{UNICODE}\n{odd}\n{UNICODE}")
    assert shown.split("\n") == [UNICODE] * 3


@pytest.mark.parametrize(
    "text", [UNICODE, PLAN, "Café à la crème, naïve façade", "Straße nach München über Köln", "30 µm ± 5 ·", "Kế hoạch uò"]
)
def test_unicode_text_stays_as_it_is(text: str) -> None:
    assert decode_paragraphs(text)[0] == text


def test_fonts_that_lie_do_not_count() -> None:
    assert RunDecoder()([Run("Quyết định số 12", ".VnTime")]) == "Quyết định số 12"
    assert RunDecoder()([Run("Kính gửi: các sở", "VNI-Times")]) == "Kính gửi: các sở"


def test_fonts_settle_what_is_short_and_show_capitals() -> None:
    assert RunDecoder()([Run("Sè", ".VnTime"), Run(": 12", "Arial")]) == "Số: 12"
    assert RunDecoder()([Run("quyÕt ®Þnh", ".VnTimeH")]) == "QUYẾT ĐỊNH"


@pytest.mark.parametrize("codec", ["cp1258"])
def test_windows_1258_is_read(write: Write, codec: str) -> None:
    # Windows keeps the tones as marks of their own, and the letters ă â ê ô ơ ư as they are.
    marked = "".join(_decomposed_tone(c) for c in PLAN)
    source = load(write("a.txt", marked.encode(codec)))
    assert (source.text, source.encoding) == (PLAN, "windows-1258")


def _decomposed_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tones)


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_files_of_old_bytes_are_read(write: Write, text: str, name: str) -> None:
    source = load(write("a.txt", text.encode("latin-1")))
    assert (source.text, source.encoding) == (UNICODE, name)
    assert [warning.split(" ")[0] for warning in source.warnings] == ["decoded"]


def test_viqr_is_read(write: Write) -> None:
    text = "Uy? ban nha^n da^n ti?nh giao So+? Tu+ pha'p chu? tri`, pho^'i ho+.p thu+.c hie^.n Nghi. ddi.nh so^' 13."
    assert load(write("a.txt", text.encode())).text == "Uỷ ban nhân dân tỉnh giao Sở Tư pháp chủ trì, phối hợp thực hiện Nghị định số 13."


def test_viqr_in_capitals_tells_tones_from_stops() -> None:
    assert from_viqr("NGHI. QUYE^'T\nI. MU.C DDI'CH\nVI. TO^? CHU+'C") == "NGHỊ QUYẾT\nI. MỤC ĐÍCH\nVI. TỔ CHỨC"


def test_utf8_broken_twice_with_a_sign_like_a_mark(write: Write) -> None:
    text = "Nơi nhận của Kế hoạch:\n- Như Điều 3;\n- Lưu: VT."
    assert load(write("a.txt", as_cp1252(as_cp1252(text)).encode())).text == text


def test_tcvn3_is_not_read_through_windows_1258(write: Write) -> None:
    shown = "§\u00adêng Hå ChÝ Minh ®o¹n qua tØnh Kon Tum; kÌ biÓn Gµnh Hµo"
    assert load(write("a.txt", shown.encode("latin-1"))).text == "Đường Hồ Chí Minh đoạn qua tỉnh Kon Tum; kè biển Gành Hào"


def test_a_page_in_windows_1258_that_calls_itself_utf8(write: Write) -> None:
    marked = "".join(_decomposed_tone(c) for c in PLAN)
    page = b'<html><head><meta charset="utf-8"></head><body><p>' + marked.encode("cp1258") + b"</p></body></html>"
    source = load(write("a.html", page))
    assert (source.text, source.encoding) == (" ".join(PLAN.split()), "windows-1258")


def test_capitals_whose_font_was_lost_come_back() -> None:
    assert decode_paragraphs("NGHÞ §ÞNH CñA CHÝNH PHñ\nC¶ n­íc, Bé Tµi chÝnh")[0] == "NGHỊ ĐỊNH CỦA CHÍNH PHỦ\nCả nước, Bộ Tài chính"


def test_a_line_with_letters_of_unicode_is_not_decoded() -> None:
    assert decode_paragraphs("Số Æ0 :ä")[0] == "Số Æ0 :ä"


def test_bytes_that_make_no_vietnamese_are_refused(write: Write) -> None:
    with pytest.raises(LoadError, match="neither UTF-8 nor UTF-16"):
        load(write("a.txt", "Le garçon a été à la fenêtre où l'été".encode("latin-1")))


@pytest.mark.parametrize("word", "nghiêng HÒA hoà quyển giếng gìn khuya ngoằn thuở yêu ĐẮK quốc xoong Thuỷ".split())
def test_syllables(word: str) -> None:
    assert is_syllable(word) == (word != "ĐẮK")


@pytest.mark.parametrize("word", "plan report càt nhƣ Quyõt ®Þnh hòá bwa".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_quality_tells_good_text_from_bad() -> None:
    assert (quality(PLAN) or 0) > 0.95
    assert (quality(TCVN3.encode("latin-1").decode("cp1252")) or 0) < 0.6
    assert quality("UBND, số 12/KH") is None
