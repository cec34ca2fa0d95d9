"""Numbers of instruments: every form that is in use, alone and behind the word for its type."""

import re
from dataclasses import dataclass

import pytest

from extractors.citations import find_citations
from extractors.data_files import rows
from extractors.folding import fold
from extractors.issuers import Place, from_letters
from extractors.numbers import NUMBER, looks_official, read_number


@dataclass(frozen=True)
class Form:
    """A number as it is written, and what it says. `issuer` is None where the letters do not tell, or several bodies issued it."""

    word: str
    written: str
    year: int | None
    type: str | None
    issuer: str | None

    def __str__(self) -> str:
        return self.written


# The literal examples of the table of number forms, and of the lists of letters and oddities seen in documents.
FORMS = (
    # n/YYYY/TYPE-ISSUER
    Form("Nghị định", "108/2008/NĐ-CP", 2008, "NĐ", "CP"),
    Form("Nghị quyết", "30a/2008/NQ-CP", 2008, "NQ", "CP"),
    Form("Nghị quyết", "66.7/2025/NQ-CP", 2025, "NQ", "CP"),
    Form("Nghị quyết", "66.16/2026/NQ-CP", 2026, "NQ", "CP"),
    Form("Thông tư", "28/2010/TT-BCT", 2010, "TT", "BCT"),
    Form("Thông tư", "01/2018/TT-VPCP", 2018, "TT", "VPCP"),
    Form("Quyết định", "43/2010/QĐ-TTg", 2010, "QĐ", "TTg"),
    Form("Nghị quyết", "15/2025/NQ-HĐND", 2025, "NQ", "HĐND"),
    Form("Quyết định", "71/2026/QĐ-UBND", 2026, "QĐ", "UBND"),
    Form("Quyết định", "61/2025/QĐ-CTUBND", 2025, "QĐ", "CTUBND"),
    Form("Pháp lệnh", "16/2004/PL-UBTVQH11", 2004, "PL", "UBTVQH11"),
    Form("Lệnh", "29/2015/L-CTN", 2015, "L", "CTN"),
    # joint
    Form("Thông tư liên tịch", "73/2010/TTLT-BTC-BTP", 2010, "TTLT", None),
    Form("Thông tư liên tịch", "44/2007/TTLT/BTC-BKHCN", 2007, "TTLT", None),
    Form("Thông tư liên tịch", "02/2012/TTLT-BCA-BQP-BTP-BGDĐT", 2012, "TTLT", None),
    Form("Thông tư liên tịch", "2462/2007/TTLT-TTCP-VKSNDTC-TANDTC-KTNN-BQP-BCA", 2007, "TTLT", None),
    Form("Nghị quyết liên tịch", "09/2008/NQLT-CP-UBTWMTTQVN", 2008, "NQLT", None),
    Form("Nghị quyết liên tịch", "102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN", 2025, "NQLT", None),
    # National Assembly
    Form("Luật", "67/2006/QH11", 2006, None, "QH11"),
    Form("Luật", "103/2016/QH13", 2016, None, "QH13"),
    Form("Nghị quyết", "02/2012/UBTVQH13", 2012, None, "UBTVQH13"),
    Form("Nghị quyết", "1094/NQ-UBTVQH13", None, "NQ", "UBTVQH13"),
    # n/TYPE-ISSUER
    Form("Chỉ thị", "07/CT-TTg", None, "CT", "TTg"),
    Form("Quyết định", "407/QĐ-TTg", None, "QĐ", "TTg"),
    Form("Nghị quyết", "59/NQ-CP", None, "NQ", "CP"),
    Form("Kế hoạch", "85/KH-UBND", None, "KH", "UBND"),
    Form("Kế hoạch", "0125/KH-UBND", None, "KH", "UBND"),
    Form("Báo cáo", "22/BC-BDT", None, "BC", "BDT"),
    Form("Văn bản hợp nhất", "18/VBHN-VPQH", None, "VBHN", "VPQH"),
    Form("Tờ trình", "118/TTr-STTTT", None, "TTr", "STTTT"),
    Form("Quyết định", "765/QĐ-BTTTT", None, "QĐ", "BTTTT"),
    Form("Thông báo", "552/TB-VPCP", None, "TB", "VPCP"),
    Form("Công điện", "223/CĐ-TTg", None, "CĐ", "TTg"),
    Form("Quyết định", "4255/QĐ-BNN-KHCN", None, "QĐ", "BNN"),
    # công văn
    Form("Công văn", "490/UBND-VX", None, None, "UBND"),
    Form("Công văn", "7816/VPCP-TTĐT", None, None, "VPCP"),
    Form("Công văn", "5104/BTTTT-PTTH&TTĐT", None, None, "BTTTT"),
    Form("Công văn", "2928/LĐTBXH-BVCSTE", None, None, "LĐTBXH"),
    # Party
    Form("Nghị quyết", "57-NQ/TW", None, "NQ", "TW"),
    Form("Quy định", "190-QĐ/TW", None, "QĐ", "TW"),
    Form("Kết luận", "21-KL/TW", None, "KL", "TW"),
    Form("Chỉ thị", "13-CT/TW", None, "CT", "TW"),
    Form("Hướng dẫn", "36-HD/VPTW", None, "HD", "VPTW"),
    Form("Chương trình", "06-CTr/TU", None, "CTr", "TU"),
    Form("Quyết định", "498-QĐ/TU", None, "QĐ", "TU"),
    Form("Công văn", "3398-CV/BTGTU", None, "CV", "BTGTU"),
    Form("Đề án", "08-ĐA/TU", None, "ĐA", "TU"),
    Form("Kế hoạch", "42-KH/ĐU", None, "KH", "ĐU"),
    # before the 1990s, and odd
    Form("Nghị định", "82-CP", None, None, "CP"),
    Form("Nghị định", "73/CP", None, None, "CP"),
    Form("Chỉ thị", "131/TTg", None, None, "TTg"),
    Form("Nghị định", "235/HĐBT", None, None, "HĐBT"),
    Form("Nghị định", "25-HĐBT", None, None, "HĐBT"),
    Form("Pháp lệnh", "38-LCT/HĐNN", None, "LCT", "HĐNN"),
    Form("Thông tư liên bộ", "503-TT/LB", None, "TT", "LB"),
    Form("Thông tư", "37/VHTT-TT", None, "TT", "VHTT"),
    Form("Quyết định", "999-TC/QĐ/CĐKT", None, "QĐ", "TC"),
    Form("Quyết định", "1895/1997/BYT-QĐ", 1997, "QĐ", "BYT"),
    Form("Quyết định", "120/2004/TTg-QĐ", 2004, "QĐ", "TTg"),
    Form("Quyết định", "136/1998/QĐ-UB", 1998, "QĐ", "UB"),
    Form("Thông tư", "155/1998/TT/BTC", 1998, "TT", "BTC"),
)

# Damaged numbers that can be mended with certainty.
DAMAGED = (
    ("Chỉ thị", "07/CTTTg", "07/CT-TTg"),
    ("Nghị định", "185/2007//NĐ-CP", "185/2007/NĐ-CP"),
    ("Thông tư", "156/2013/TTBTC", "156/2013/TT-BTC"),
    ("Nghị định", "361/2025/ND-CP", "361/2025/NĐ-CP"),
    ("Quyết định", "05/2000/QĐ--BVHTT", "05/2000/QĐ-BVHTT"),
    ("Nghị định", "73/1999NĐ-CP", "73/1999/NĐ-CP"),
    ("Quyết định", "139/1999-QĐ-KHCN", "139/1999/QĐ-KHCN"),
    ("Quyết định", "02/2022/QD-TTg", "02/2022/QĐ-TTg"),
    ("Quyết định", "3263/qđ-ubnd", "3263/QĐ-UBND"),
    ("Nghị quyết", "57/NQ-TW", "57-NQ/TW"),
    ("Chương trình", "06/CTr-TU", "06-CTr/TU"),
)

# Spelled differently, the same number, nothing to flag.
VARIANTS = (
    ("18/2002/Q\u00d0-BTS", "18/2002/QĐ-BTS"),
    ("1237/QĐ-TTG", "1237/QĐ-TTg"),
    ("118/TTR-STTTT", "118/TTr-STTTT"),
    ("57\u2011NQ/TW", "57-NQ/TW"),
    ("07/CT\u2013TTg", "07/CT-TTg"),
    ("06/2026/TT-BT\u0421", "06/2026/TT-BTC"),
)

# What stands for a space in a number is a slip of the pen; the number is told.
SPACED = (
    ("118/TTr- STTTT", "118/TTr-STTTT"),
    ("56/2017/NĐ- CP", "56/2017/NĐ-CP"),
    ("71/NQ -CP", "71/NQ-CP"),
    ("1696 /QĐ-UBND", "1696/QĐ-UBND"),
    ("37 /2023/TT-BGTVT", "37/2023/TT-BGTVT"),
    ("02/TTr-CAT- ANCTNB", "02/TTr-CAT-ANCTNB"),
    ("57- NQ/TW", "57-NQ/TW"),
    ("3210/QĐ - UBND", "3210/QĐ-UBND"),
    ("63   /2025/QĐ-CTUBND", "63/2025/QĐ-CTUBND"),
    ("08 a/2010/TT-BTP", "08a/2010/TT-BTP"),
    ("150 CP", "150-CP"),
)

NO_NUMBERS = ("10/KK-TNCN", "01/GTGT", "006-DBTK", "24/7", "5/2023", "12/15", "2021-2025", "0208.3851-234")


def whole(written: str) -> bool:
    return re.fullmatch(NUMBER, fold(written)) is not None


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_form_is_read(form: Form) -> None:
    number = read_number(form.written)
    assert whole(form.written)
    assert (number.canonical, number.year, number.type_letters, number.malformed) == (form.written, form.year, form.type, False)
    if form.issuer is not None:
        assert number.issuer_letters == form.issuer


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize(
    "carrier",
    ["{word} số {number}", "{word} {number}", "{word} số: {number}", "{word}: số {number}", "{upper} SỐ {number}", "{lower} số {number}"],
)
def test_form_is_found_behind_its_word(form: Form, carrier: str) -> None:
    """One mention, from the word for the type to the end of the number, however the two are joined."""
    mention = carrier.format(word=form.word, upper=form.word.upper(), lower=form.word.lower(), number=form.written)
    if form.word in ("Luật", "Pháp lệnh") and mention.startswith("luật"):
        mention = mention.replace("luật", "Luật")  # in lower case the word is that of pháp luật
    text = f"Các đơn vị bám sát {mention} trong quý I."
    found = find_citations(text)
    assert [(text[c.start : c.end], c.number) for c in found] == [(mention, form.written)]


@pytest.mark.parametrize("form", [f for f in FORMS if f.year is None and f.type and f.issuer], ids=str)
def test_a_form_without_its_word_is_known_by_its_letters(form: Form) -> None:
    assert looks_official(read_number(form.written))


@pytest.mark.parametrize(("word", "written", "canonical"), DAMAGED)
def test_damage_is_mended_and_flagged(word: str, written: str, canonical: str) -> None:
    number = read_number(written)
    assert (whole(written), number.canonical, number.malformed) == (True, canonical, True)
    (found,) = find_citations(f"Thực hiện {word} số {written}.")
    assert (found.text, found.number, found.flags) == (f"{word} số {written}", canonical, ("malformed_number",))


@pytest.mark.parametrize(("written", "canonical"), VARIANTS)
def test_variant_is_the_same_number(written: str, canonical: str) -> None:
    number = read_number(fold(written))
    assert (whole(written), number.canonical, number.malformed) == (True, canonical, False)


@pytest.mark.parametrize(("written", "canonical"), SPACED)
def test_a_space_inside_is_a_slip(written: str, canonical: str) -> None:
    assert (whole(written), read_number(written).canonical) == (True, canonical)


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_no_number(written: str) -> None:
    assert find_citations(f"Tài liệu gồm {written} theo mẫu.") == []


def test_spaces_around_a_dash_are_punctuation() -> None:
    """`407/QĐ-TTg - Bộ …` ends at the letters of the issuer."""
    (found,) = find_citations("Theo Quyết định số 407/QĐ-TTg - Bộ trưởng đã ký.")
    assert found.number == "407/QĐ-TTg"


# Letters of the table of number forms, and the body that they stand for.
CENTRAL = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "QH15": "Quốc hội",
    "UBTVQH10": "Ủy ban Thường vụ Quốc hội",
    "UBTVQH15": "Ủy ban Thường vụ Quốc hội",
    "CTN": "Chủ tịch nước",
    "VPCP": "Văn phòng Chính phủ",
    "BTC": "Bộ Tài chính",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BYT": "Bộ Y tế",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BGTVT": "Bộ Giao thông vận tải",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNV": "Bộ Nội vụ",
    "BCA": "Bộ Công an",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BXD": "Bộ Xây dựng",
    "BTP": "Bộ Tư pháp",
    "BCT": "Bộ Công Thương",
    "BQP": "Bộ Quốc phòng",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "TTCP": "Thanh tra Chính phủ",
    "BCN": "Bộ Công nghiệp",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BKH": "Bộ Kế hoạch và Đầu tư",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BTM": "Bộ Thương mại",
    "UBDT": "Ủy ban Dân tộc",
    "BVHTT": "Bộ Văn hóa - Thông tin",
    "BNG": "Bộ Ngoại giao",
    "BTS": "Bộ Thủy sản",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "TLĐLĐVN": "Tổng Liên đoàn Lao động Việt Nam",
    "UBTWMTTQVN": "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
}
PROVINCIAL = {
    "UBND": "Ủy ban nhân dân tỉnh Hà Giang",
    "CTUBND": "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang",
    "HĐND": "Hội đồng nhân dân tỉnh Hà Giang",
    "TU": "Tỉnh ủy Hà Giang",
    "BTGTU": "Ban Tuyên giáo Tỉnh ủy Hà Giang",
    "STTTT": "Sở Thông tin và Truyền thông tỉnh Hà Giang",
    "SNV": "Sở Nội vụ tỉnh Hà Giang",
    "STP": "Sở Tư pháp tỉnh Hà Giang",
    "STC": "Sở Tài chính tỉnh Hà Giang",
    "SKHĐT": "Sở Kế hoạch và Đầu tư tỉnh Hà Giang",
    "SGDĐT": "Sở Giáo dục và Đào tạo tỉnh Hà Giang",
    "SYT": "Sở Y tế tỉnh Hà Giang",
    "SXD": "Sở Xây dựng tỉnh Hà Giang",
    "SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Giang",
    "SLĐTBXH": "Sở Lao động - Thương binh và Xã hội tỉnh Hà Giang",
    "SNNPTNT": "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Giang",
    "STNMT": "Sở Tài nguyên và Môi trường tỉnh Hà Giang",
    "SCT": "Sở Công Thương tỉnh Hà Giang",
    "SKHCN": "Sở Khoa học và Công nghệ tỉnh Hà Giang",
    "BDT": "Ban Dân tộc tỉnh Hà Giang",
    "CAT": "Công an tỉnh Hà Giang",
}
PLACE = Place("Hà Giang", "tỉnh")


@pytest.mark.parametrize(("letters", "name"), [*CENTRAL.items(), *PROVINCIAL.items()])
def test_issuer_of_the_letters(letters: str, name: str) -> None:
    """In a decision and in an official letter, alone and with a unit behind."""
    decision, with_unit, letter = find_citations(
        f"Quyết định số 12/QĐ-{letters}. Quyết định số 12/QĐ-{letters}-VX. Công văn số 12/{letters}-VX.", PLACE
    )
    assert [c.issuer for c in (decision, with_unit, letter)] == [name] * 3


@pytest.mark.parametrize("letters", PROVINCIAL)
def test_letters_of_a_province_stay_open_without_one(letters: str) -> None:
    (found,) = find_citations(f"Công văn số 12/{letters}-VX.")
    assert (found.number, found.issuer) == (f"12/{letters}-VX", None)


@pytest.mark.parametrize("letters", ["TW", "BQL", "TGV"])
def test_letters_that_do_not_tell(letters: str) -> None:
    (found,) = find_citations(f"Quyết định số 12-QĐ/{letters}.", PLACE)
    assert found.issuer is None


def test_every_row_of_issuers_is_reached_by_a_number() -> None:
    """The other direction: a row that no number reaches is dead, or is read as another body."""
    names: dict[str, set[str]] = {}
    for row in rows("issuers.csv"):
        names.setdefault(row["letters"], set()).add(row["issuer"].format(province=PLACE.words, bare=PLACE.name))
    wrong = {}
    for letters, known in names.items():
        issuer = from_letters(read_number(f"12/QĐ-{letters}").issuer_letters or "", PLACE) or ""
        if issuer not in known:
            wrong[letters] = issuer
    assert wrong == {}


def test_every_type_with_letters_is_read_from_a_number() -> None:
    wrong = {}
    for row in rows("doc_types.csv"):
        if row["abbr"]:
            number = read_number(f"12/{row['abbr']}-UBND")
            if (number.type_letters, number.issuer_letters) != (row["abbr"], "UBND"):
                wrong[row["abbr"]] = number
    assert wrong == {}
