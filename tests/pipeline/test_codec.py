"""Cells of a CSV file: whatever the text, what is read is what was written."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.codec import UNGUARD, cell, guarded, text_of, texts_of, unguarded

SIGNS = st.sampled_from("\\nre;\n\r'=+-@\tab \"") | st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.text(alphabet=SIGNS, max_size=12)


@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    for raw in (False, True):
        written = cell(text, raw=raw)
        assert "\n" not in written and "\r" not in written
        assert text_of(written if raw else unguarded(written)) == text
    assert cell(text)[:1] not in ("=", "+", "-", "@", "\t")


@given(st.none() | TEXTS)
def test_null_is_not_an_empty_text_where_both_may_stand(text: str | None) -> None:
    written = cell(text, nullable=True)
    assert (written == "") == (text is None)
    assert text is None or text_of(unguarded(written)) == text


@given(st.lists(TEXTS, max_size=4).map(tuple))
def test_a_list_comes_back(texts: tuple[str, ...]) -> None:
    assert texts_of(unguarded(cell(texts))) == texts_of(cell(texts, raw=True)) == texts


@given(TEXTS)
def test_the_expression_takes_the_guard_away(text: str) -> None:
    assert re.sub(UNGUARD, r"\1", guarded(text)) == unguarded(guarded(text)) == text


def test_what_is_no_text_is_not_guarded() -> None:
    assert [cell(value) for value in (-1, True, False, None, ())] == ["-1", "true", "false", "", ""]
    assert [cell(text) for text in ("một", "'một", r"a\b", "=1", "'=1")] == ["một", "'một", r"a\b", "'=1", "''=1"]
