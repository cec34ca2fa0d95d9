"""Numbers of headings, quarters and names on scanned pages: what goes on with the others counts, and a change is flagged."""

import pytest

from pipeline.loaders.ocr.markers import note_markers, settle_markers
from pipeline.loaders.ocr.names import settle_names
from pipeline.loaders.ocr.quarters import settle_quarters
from pipeline.loaders.ocr.settle import settle_document
from pipeline.loaders.ocr.words import settle
from pipeline.loaders.printed.lines import Glyph, PrintedLine, Seen, line_of
from tests.loaders.test_ocr import shown, words


def heading(text: str, *others: str) -> PrintedLine:
    """A line and what the other readers saw in its first word."""
    made = line_of([Glyph(c, float(i), i + 1.0) for i, c in enumerate(text)], 0.0, 12.0, 1)
    assert made is not None
    made.readings.append(Seen(0, len(text.split()[0]), 80.0, others))
    return made


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # What one of the readers saw and what goes on with the headings before: I, II, III.
        (
            [("I. MỤC ĐÍCH", "L"), ("II. CHỈ TIÊU", "II."), ("II. NHIỆM VỤ", "IIL", "II"), ("IV. KINH PHÍ", "IV.")],
            ["I. MỤC ĐÍCH", "II. CHỈ TIÊU", "III. NHIỆM VỤ", "IV. KINH PHÍ"],
        ),
        # A stop that another reader saw; signs that no number has.
        ([("I MỤC ĐÍCH", "I."), ("IIR NHIỆM VỤ", "II."), ("HI. KINH PHÍ", "III")], ["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "III. KINH PHÍ"]),
        # No reader saw it, but the number before and the one behind leave only one.
        ([("I. A B C",), ("II. D E F",), ("II. G H K",), ("IV. L M N",)], ["I. A B C", "II. D E F", "III. G H K", "IV. L M N"]),
        # Numbers that begin anew, such as those of an appendix, and one that the document itself leaves out.
        ([("I. A B C",), ("II. D E F",), ("I. G H K",), ("III. L M N",)], ["I. A B C", "II. D E F", "I. G H K", "III. L M N"]),
        # Twice the same number, as the document may have it: nothing says otherwise.
        ([("I. A B C",), ("II. D E F",), ("II. G H K",)], ["I. A B C", "II. D E F", "II. G H K"]),
        # No heading: a name in prose.
        ([("II của Kế hoạch", "III")], ["II của Kế hoạch"]),
    ],
)  # fmt: skip
def test_headings_follow_on_each_other(lines: list[tuple[str, ...]], expected: list[str]) -> None:
    made = [heading(*line) for line in lines]
    settle_markers(made)
    assert [line.text for line in made] == expected
    for line, (before, *_) in zip(made, lines, strict=True):
        notes = [note for _, _, flag, note in line.doubts if flag == "ocr_doubtful"]
        assert notes == ([before.split()[0]] if line.text != before else [])
        assert len(line.stops) == len(line.text) + 1


def test_a_heading_glued_to_its_number_comes_apart() -> None:
    found = words("I.MỤC ĐÍCH")
    settle(found, "I. MỤC ĐÍCH")
    assert shown(found) == "I. MỤC ĐÍCH"


@pytest.mark.parametrize(
    ("read", "second", "expected"),
    [("5, Đối với", "5. Đối với", "5. Đối với"), ("5, Đối với", "5, Đối với", "5, Đối với"), ("5, đối với", "5. đối với", "5, đối với")],
)
def test_a_comma_behind_an_items_number(read: str, second: str, expected: str) -> None:
    found = words(read)
    note_markers(found, second, "")
    assert shown(found) == expected


@pytest.mark.parametrize(
    ("read", "others", "expected"),
    [
        ("trong Quý II1/2025.", ("", ""), "trong Quý III/2025."),
        ("trong Quý 11/2026", ("", ""), "trong Quý II/2026"),
        ("Quý IH/2025, Quý IV/2025", ("", ""), "Quý III/2025, Quý IV/2025"),
        ("Quý II/2025", ("Quý III/2025", "Quý III/2025"), "Quý III/2025"),
        ("Quý II/2025", ("Quý II/2025", "Quý III/2025"), "Quý III/2025"),
        ("Quý III/2025", ("Quý II/2025", "Quý II/2025"), "Quý III/2025"),
        ("Quý 1/2025", ("Quý I/2025", ""), "Quý 1/2025"),
        ("ngày 11/2025", ("", ""), "ngày 11/2025"),
    ],
)
def test_quarters(read: str, others: tuple[str, str], expected: str) -> None:
    found = words(read)
    settle_quarters(found, *others)
    assert shown(found) == expected
    assert any(word.flag for word in found) == (read != expected)


@pytest.mark.parametrize(
    ("doubtful", "other", "expected"),
    [
        ("Quyết định số 06/QĐĐ-TTg ngày", "06/QĐ-TTg", "Quyết định số 06/QĐ-TTg ngày"),
        ("Chỉ thị 07/CT-TT, trước", "07/CT-TTg,", "Chỉ thị 07/CT-TTg, trước"),
        # Another digit may be another instrument.
        ("Quyết định số 08/QĐ-TTg ngày", "06/QĐ-TTg", "Quyết định số 08/QĐ-TTg ngày"),
        # What nobody is sure of elsewhere does not count.
        ("Nghị định 13/2023/NĐĐ-CP ngày", "13/2023/NĐ-CP", "Nghị định 13/2023/NĐĐ-CP ngày"),
    ],
)
def test_letters_of_a_number_that_all_readers_agree_on_elsewhere(doubtful: str, other: str, expected: str) -> None:
    sure = heading("theo Quyết định số 06/QĐ-TTg và Chỉ thị 07/CT-TTg")
    line = heading(doubtful)
    start = next(at for at, c in enumerate(doubtful) if c.isdigit())
    end = doubtful.index(" ", start)
    line.doubts.append((start, end, "ocr_disagreement", other))
    settle_document([sure, line])
    assert line.text == expected
    assert [doubt[2] for doubt in line.doubts] == ["ocr_disagreement"]
    assert len(line.stops) == len(line.text) + 1


def test_a_number_with_a_space_in_it_is_put_together() -> None:
    found = words("Nghị định số 61/2018/N Đ-CP ngày")
    settle(found, "Nghị định số 61/2018/NĐ-CP ngày")
    assert shown(found) == "Nghị định số 61/2018/NĐ-CP ngày"
    assert found[3].note == "61/2018/N Đ-CP"


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("Trân Ngọc Căng", "Trần Ngọc Căng"),
        ("Nguyên Văn An", "Nguyễn Văn An"),
        ("Lê Trí Thanh", "Lê Trí Thanh"),
        ("Vu Văn Minh", "Vu Văn Minh"),  # Vũ or Vừ
        ("Phậm Thị Hoa", "Phậm Thị Hoa"),  # a mark that Phạm has not
        ("Trân Châu", "Trân Châu"),  # too short for a name
        ("Trân trọng cảm ơn", "Trân trọng cảm ơn"),
    ],
)
def test_a_family_name_that_lost_a_mark(read: str, expected: str) -> None:
    line = line_of([Glyph(c, 300.0 + 6 * i, 306.0 + 6 * i) for i, c in enumerate(read)], 0.0, 12.0, 1)
    assert line is not None
    settle_names([line])
    assert line.text == expected
    assert line.doubts == ([] if read == expected else [(0, len(read.split()[0]), "ocr_corrected", read.split()[0])])


def test_a_name_on_the_left_is_not_a_signers() -> None:
    line = line_of([Glyph(c, 80.0 + 6 * i, 86.0 + 6 * i) for i, c in enumerate("Trân Ngọc Căng")], 0.0, 12.0, 1)
    assert line is not None
    settle_names([line])
    assert line.text == "Trân Ngọc Căng"
