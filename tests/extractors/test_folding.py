"""Folding: one spelling for what people write in several, and not one offset moved."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.folding import canonical, fold, lower

PAIRS = [
    ("Q\u00d0-BTS", "QĐ-BTS"),
    ("số\u00a007", "số 07"),
    ("số\u202f07", "số 07"),
    ("số\t07", "số 07"),
    ("2021 – 2025", "2021 - 2025"),
    ("57\u2011NQ/TW", "57-NQ/TW"),
    ("\u2212", "-"),
    ("TT-BT\u0421", "TT-BTC"),
    ("NĐ-\u0421\u0420", "NĐ-CP"),
    # the tone mark stands on the last vowel in one spelling, on the first in the other
    ("Uỷ ban", "Ủy ban"),
    ("UỶ BAN", "ỦY BAN"),
    ("Thanh Hoá", "Thanh Hóa"),
    ("THANH HOÁ", "THANH HÓA"),
    ("toà án", "tòa án"),
    ("Toà án", "Tòa án"),
    ("sức khoẻ", "sức khỏe"),
    ("thuỷ sản", "thủy sản"),
    ("huỷ bỏ", "hủy bỏ"),
]
# Both spellings agree here: the vowels are followed by a consonant, or qu is the onset.
UNTOUCHED = ["hoàn thành", "quý I", "QUÝ II", "toàn tỉnh", "khoản 2", "luận chứng", "quỹ đất", "Thừa Thiên Huế", "thuế", "chuyển"]

# Text with a high share of the code points that fold.
texts = st.text(
    st.one_of(st.sampled_from("oOuUqQàáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠỲÝỶỸỴ\u00d0\u00a0\u200b\t\n–—\u2011\u0421\u0410xyhH "), st.characters())
)


@pytest.mark.parametrize(("written", "folded"), PAIRS)
def test_spellings_meet(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize("text", UNTOUCHED)
def test_right_spellings_stay(text: str) -> None:
    assert fold(text) == text


@given(texts)
def test_length_and_lines_stay(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [i for i, c in enumerate(folded) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folding_keeps_case(text: str) -> None:
    assert [c.isupper() for c in fold(text)] == [c.isupper() for c in text]


@given(st.text())
def test_lower_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


@given(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÀÁẢÃẠ"))
def test_lower_of_vietnamese_is_lower_case(text: str) -> None:
    assert lower(text) == text.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Lao động - Thương binh và Xã hội", "sở lao động – thương binh  và\nxã hội"),
        ("Sở Lao động-Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Luật Hoà giải, đối thoại tại Toà án", "LUẬT HÒA GIẢI, ĐỐI THOẠI TẠI TÒA ÁN"),
        ("\u00d0ề án", "đề án"),
    ],
)
def test_names_compare(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("Hà Nam", "Hà Nội"), ("hoa", "hóa"), ("Luật Giá", "Luật Gia"), ("HD", "HĐ"), ("DA", "ĐA")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text("oOuUqQhH xyàáảãạèéẻẽẹỳýỷỹỵ", max_size=30))
def test_both_tone_spellings_have_one_key(text: str) -> None:
    """The key does not depend on the normal form of the input that a loader has already composed."""
    composed = unicodedata.normalize("NFC", text)
    assert canonical(canonical(composed)) == canonical(composed)


def test_half_a_pair_of_surrogates_is_no_letter() -> None:
    assert fold("hoà \ud83d thuỷ") == "hòa \ud83d thủy"
