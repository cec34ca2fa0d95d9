"""What holds for citations in any text."""

import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.citations import find_citations
from extractors.issuers import Place, is_central
from extractors.numbers import NUMBER, read_number
from pipeline.identity import instrument_id
from schemas import Citation, collapse

settings.register_profile("citations", deadline=None, max_examples=150, derandomize=bool(os.environ.get("CI")))
always = settings(settings.get_profile("citations"))

# Words of plans that name no instrument and lead to none.
FILLER = """các sở ban ngành địa phương tăng cường phối hợp tổ chức tuyên truyền phổ biến rộng rãi đến công chức viên chức người lao động
bảo đảm kinh phí tiến độ chất lượng hiệu quả kịp thời thống nhất trên địa bàn toàn tỉnh rà soát bổ sung nhân lực hạ tầng dữ liệu
chuyển đổi số cải cách thủ tục phục vụ doanh nghiệp hợp tác xã nông thôn đô thị giáo dục y tế văn hóa thể thao du lịch môi trường""".split()
JOINTS = [" ", " ", " ", ", ", "; ", ". ", ": ", " - ", "\n", "\n\n", " (", ") "]
# The word for a type, and how its numbers are built: {n} and {y} are the running number and the year.
NUMBERED = (
    ("Nghị định", "{n}/{y}/NĐ-CP"),
    ("Nghị quyết", "{n}/NQ-CP"),
    ("Nghị quyết", "{n}/{y}/NQ-HĐND"),
    ("Nghị quyết", "{n}-NQ/TW"),
    ("Quyết định", "{n}/QĐ-TTg"),
    ("Quyết định", "{n}/{y}/QĐ-UBND"),
    ("Quyết định", "{n}-QĐ/TU"),
    ("Quyết định", "{n}/QĐ-BNN-KHCN"),
    ("Chỉ thị", "{n}/CT-TTg"),
    ("Thông tư", "{n}/{y}/TT-BGDĐT"),
    ("Thông tư liên tịch", "{n}/{y}/TTLT-BTC-BTP"),
    ("Thông tư liên tịch", "{n}/{y}/TTLT-BCA-BQP-BTP-BGDĐT"),
    ("Luật", "{n}/{y}/QH15"),
    ("Pháp lệnh", "{n}/{y}/UBTVQH14"),
    ("Kế hoạch", "{n}/KH-UBND"),
    ("Kế hoạch", "{n}-KH/ĐU"),
    ("Công văn", "{n}/UBND-VX"),
    ("Công văn", "{n}/BTTTT-PTTH&TTĐT"),
    ("Tờ trình", "{n}/TTr-STTTT"),
    ("Báo cáo", "{n}/BC-BDT"),
    ("Kết luận", "{n}-KL/TW"),
    ("Đề án", "{n}-ĐA/TU"),
    ("Nghị quyết", "{n}/NQ-UBTVQH15"),
    ("Nghị quyết liên tịch", "{n}/{y}/NQLT-CP-UBTWMTTQVN"),
    ("Văn bản hợp nhất", "{n}/VBHN-VPQH"),
    ("Lệnh", "{n}/{y}/L-CTN"),
    ("Quyết định", "{n}/{y}/QĐ-CTUBND"),
    ("Chỉ thị", "{n}-CT/TW"),
    ("Nghị quyết", "{n}-NQ/HU"),
    ("Hướng dẫn", "{n}-HD/VPTW"),
    ("Công điện", "{n}/CĐ-TTg"),
    ("Công văn", "{n}/LĐTBXH-BVCSTE"),
    ("Kế hoạch phối hợp", "{n}/KHPH-SGDĐT-CAT"),
    ("Thông tư", "{n}-TT/LB"),
    ("Nghị định", "{n}-HĐBT"),
    ("Chỉ thị", "{n}/TTg"),
)
NAMED = ("Luật Báo chí", "Luật Phòng, chống tham nhũng", "Luật Hôn nhân và gia đình", "Bộ luật Dân sự", "Pháp lệnh Phí và lệ phí")
DATES = (
    "ngày {d.day}/{d.month}/{d.year}",
    ", ngày {d.day:02}/{d.month:02}/{d.year}",
    "ngày {d.day} tháng {d.month} năm {d.year}",
    "ngày {d.day}-{d.month}-{d.year}",
    "ngày {d.day}.{d.month}.{d.year}",
    "ngày {d.day:02} / {d.month:02} / {d.year}",
)


@dataclass(frozen=True)
class Planted:
    """A citation written into a text: its words, and what they say."""

    text: str
    type: str
    number: str | None
    date: str | None


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    day = draw(st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31)))
    way = draw(st.sampled_from(DATES)).format(d=day) if day else ""
    dated = (way if way.startswith(",") else f" {way}") if way else ""
    if draw(st.integers(0, 4)) == 0:
        name = draw(st.sampled_from(NAMED))
        kind = "Bộ luật" if name.startswith("Bộ luật") else name.split()[0] if name.startswith("Luật") else "Pháp lệnh"
        return Planted(name + dated, kind, None, day.isoformat() if day else None)
    kind, form = draw(st.sampled_from(NUMBERED))
    run = draw(st.integers(1, 9999).map(str) | st.integers(1, 99).map("{:02}".format) | st.sampled_from(["30a", "66.7", "0125"]))
    number = form.format(n=run, y=draw(st.integers(1996, 2030)))
    joint = draw(st.sampled_from([" số ", " ", " số: "]))
    return Planted(kind + joint + number + dated, kind, number, day.isoformat() if day else None)


filler = st.lists(st.sampled_from(FILLER), min_size=3, max_size=12).map(" ".join)


@st.composite
def plan(draw: st.DrawFn) -> tuple[str, list[tuple[int, Planted]]]:
    """Random words with citations between; where each one starts."""
    text, at = draw(filler), []
    for citation in draw(st.lists(planted(), min_size=1, max_size=6)):
        text += draw(st.sampled_from([" ", " (", ", ", "; ", "\n- ", " theo ", "\n\n"]))
        at.append((len(text), citation))
        text += citation.text + draw(st.sampled_from(["; ", ". ", ", ", ") ", " và ", "\n"])) + draw(filler)
    return text, at


# Pieces that citations are made of, to be put together in any order.
PIECES = [
    *("Luật", "luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Nghị định", "Quyết định", "QUYẾT ĐỊNH", "Đề án", "Kế hoạch", "Văn bản"),
    *("số", "Số:", "SỐ", "sô", "08", "407", "30a", "66.7", "2017", "2017/", "/", "//", "-", "--", " ", "  ", "\n", "\n\n", "\u00a0"),
    *("NĐ-CP", "QĐ-TTg", "QH13", "CTTTg", "ND-CP", "TT-BTC", "-NQ/TW", "TTr- STTTT", "TTLT-BTC-BTP", "UBND-VX", "/KH-UBND", "(A11)"),
    *("ngày", "ngày 31/02/2021", "ngày 21/3/2023", "tháng 3 năm 2023", "năm 2015", "ngày …", "ngày 17 ngày 8 năm 2005", "2016"),
    *(
        "của",
        "của Chính phủ",
        "của UBND tỉnh",
        "của Bộ Nội vụ và",
        "CỦA BỘ CHÍNH TRỊ",
        "về việc",
        "phê duyệt",
        "Căn cứ",
        "thực hiện",
        "thay thế",
    ),
    *("“", "”", '"', "(", ")", ";", ".", ",", ":", "…", "**", "#", "|", "\n| a |\n|---|\n|", "\n|\n", "<br>"),
    *("Báo chí", "Phòng, chống", "sửa đổi, bổ sung một số điều của", "và", "các", "khoản 2 Điều 5", "nêu trên", "này"),
    *("(sau đây gọi tắt là", "(sau đây viết tắt là Nghị định)", "(viết tắt là BMNN)", "BMNN"),
    *("\u0421\u0420", "\u00d0", "\u01a3", "ủy", "uỷ", "İ", "ﬁ", "\u0301", "\u200b", "😀"),
]
pieces = st.sampled_from(PIECES)
scraps = st.lists(pieces | st.text(max_size=3), max_size=40).map("".join) | st.lists(pieces, max_size=40).map(" ".join)


def well_formed(text: str, citations: list[Citation]) -> bool:
    reach = 0
    for c in citations:
        if not reach <= c.start < c.end <= len(text) or c.text != collapse(text[c.start : c.end]) or not c.text:
            return False
        if any(e.text != collapse(text[e.start : e.end]) for e in c.evidence):
            return False
        reach = c.end
    return True


@always
@given(plan())
def test_planted_citations_are_found(made: tuple[str, list[tuple[int, Planted]]]) -> None:
    text, planted_at = made
    found = [(c.start, c.end, c.type, c.number) for c in find_citations(text)]
    assert found == [(at, at + len(p.text), p.type, p.number) for at, p in planted_at]


@always
@given(plan())
def test_planted_dates_are_read(made: tuple[str, list[tuple[int, Planted]]]) -> None:
    """A mention with a date has that date, whatever other mentions say."""
    text, planted_at = made
    dates = {c.start: c.issue_date for c in find_citations(text)}
    assert [dates[at] for at, p in planted_at if p.date] == [p.date for _, p in planted_at if p.date]


@always
@given(filler, st.lists(st.sampled_from(JOINTS), min_size=1, max_size=20))
def test_words_without_instruments_hold_none(words: str, joints: list[str]) -> None:
    text = "".join(word + joints[i % len(joints)] for i, word in enumerate(words.split()))
    assert find_citations(text) == []


@always
@given(scraps)
def test_spans_are_exact_in_any_text(text: str) -> None:
    assert well_formed(text, find_citations(text))


@always
@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert well_formed(text, find_citations(text))


@always
@given(plan())
def test_spans_are_exact_in_decomposed_text(made: tuple[str, list[tuple[int, Planted]]]) -> None:
    """Text out of a loader is NFC; a caller's own text may not be."""
    text = unicodedata.normalize("NFD", made[0])
    assert well_formed(text, find_citations(text))


def variants(text: str) -> list[str]:
    """Spellings of one text that keep its length."""
    return [
        text.replace(" ", "\u00a0"),
        text.replace("Đ", "\u00d0"),
        text.replace("-", "\u2011"),
        text.replace("-", "–"),
        text.replace("TC", "T\u0421").replace("CP", "\u0421\u0420"),
        text.replace("óa", "oá").replace("ủy", "uỷ").replace("òa", "oà"),
    ]


@always
@given(plan())
def test_spelling_changes_no_number_and_no_span(made: tuple[str, list[tuple[int, Planted]]]) -> None:
    text = made[0] + " của Ủy ban nhân dân tỉnh Thanh Hóa"
    told = [(c.start, c.end, c.type, c.number, c.issue_date, c.issuer, c.flags) for c in find_citations(text)]
    for variant in variants(text):
        assert [(c.start, c.end, c.type, c.number, c.issue_date, c.issuer, c.flags) for c in find_citations(variant)] == told


@always
@given(plan())
def test_bold_marks_change_no_value(made: tuple[str, list[tuple[int, Planted]]]) -> None:
    text, planted_at = made
    marked = text
    for at, p in reversed(planted_at):
        marked = f"{marked[:at]}**{p.text}**{marked[at + len(p.text) :]}"
    assert [(c.text, c.number, c.issue_date) for c in find_citations(marked)] == [
        (c.text, c.number, c.issue_date) for c in find_citations(text)
    ]


@always
@given(st.from_regex(NUMBER, fullmatch=True))
def test_a_canonical_number_stays_as_it_is(written: str) -> None:
    number = read_number(written)
    again = read_number(number.canonical)
    assert (again.canonical, again.year, again.type_letters, again.issuer_letters) == (
        number.canonical,
        number.year,
        number.type_letters,
        number.issuer_letters,
    )


@always
@given(planted())
def test_a_canonical_number_is_sound(citation: Planted) -> None:
    if citation.number:
        number = read_number(citation.number)
        assert (number.canonical, number.malformed) == (citation.number, False)


@always
@given(
    st.lists(
        st.sampled_from(["/", "-", "//", "2019", "2020", "QĐ", "NĐ", "ND", "CP", "TTg", "Tg", "UBND", "TT", "BTC", "NQ", "TW", "QH13"]),
        max_size=8,
    )
)
def test_what_a_number_is_repaired_to_needs_no_repair(parts: list[str]) -> None:
    match = re.match(NUMBER, "7" + "".join(parts))
    if match and not re.search(r"[-/]\d{5,}", match[0]):
        again = read_number(read_number(match[0]).canonical)
        assert (again.canonical, again.malformed) == (read_number(match[0]).canonical, False)
        assert re.fullmatch(NUMBER, again.canonical)


PLACES = (
    ("", []),
    ("Điều 5 ", [("5", None, None)]),
    ("khoản 2 Điều 8 ", [("8", "2", None)]),
    ("điểm a, b khoản 3 Điều 12 của ", [("12", "3", "a"), ("12", "3", "b")]),
    ("các Điều 3, 4 và 5 ", [("3", None, None), ("4", None, None), ("5", None, None)]),
)
ISSUERS = (
    ("", None),
    (" của Chính phủ", "Chính phủ"),
    (" của Bộ trưởng Bộ GD&ĐT", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
    (" của Ủy ban nhân dân tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Hà Giang"),
    (" của HĐND thành phố Huế", "Hội đồng nhân dân thành phố Huế"),
    (" của Ban Bí thư", "Ban Bí thư"),
)
TITLES = ("", " về việc tăng cường quản lý rừng", " phê duyệt Đề án “Phát triển cây trồng; giống mới”", " ban hành Quy chế làm việc")


@always
@given(filler, planted().filter(lambda p: p.number), st.sampled_from(PLACES), st.sampled_from(ISSUERS), st.sampled_from(TITLES))
def test_planted_attributes_are_read(
    words: str, citation: Planted, place: tuple[str, list[tuple[str | None, ...]]], issuer: tuple[str, str | None], title: str
) -> None:
    """Place before, issuer and title behind, each with the words that it was read from."""
    number = read_number(citation.number or "")
    central = is_central(number.issuer_letters or "") or citation.type in ("Luật", "Pháp lệnh")
    assume(not (central and issuer[1]) or (issuer[1] == "Chính phủ" and citation.type not in ("Luật", "Pháp lệnh")))
    (found, *_) = find_citations(f"{words} theo {place[0]}{citation.text}{issuer[0]}{title}; {words}.")
    assert (found.text, found.title or "") == (collapse(citation.text), title.strip())
    assert [(p.article, p.clause, p.point) for p in found.pinpoints] == place[1]
    assert issuer[1] in (None, found.issuer)


@always
@given(planted())
def test_spelling_changes_no_identity(citation: Planted) -> None:
    """Capitals, tone marks, decomposed letters, spaces, dashes and Ð leave the instrument the same."""
    place = Place("Hà Giang", "tỉnh")
    spellings = [citation.text, *variants(citation.text), citation.text.upper(), citation.text.replace(" ", "  ")]
    spellings += [unicodedata.normalize("NFC", unicodedata.normalize("NFD", citation.text)), citation.text.replace("/", " /", 1)]
    found = [find_citations(text, place) for text in spellings if not re.search(r" /\d{1,2}[ /]", text)]
    assert {instrument_id(c, place, "2024-01-01") for [c] in found} == {instrument_id(found[0][0], place, "2024-01-01")}


@always
@given(planted(), filler)
def test_a_mention_does_not_depend_on_what_stands_before(citation: Planted, words: str) -> None:
    """Offsets move with the text, values stay."""
    alone = find_citations(f"{citation.text};")
    behind = find_citations(f"{words}\n\n{citation.text};")
    shift = len(words) + 2
    assert [(c.start + shift, c.end + shift, c.number, c.issue_date, c.issuer) for c in alone] == [
        (c.start, c.end, c.number, c.issue_date, c.issuer) for c in behind
    ]
