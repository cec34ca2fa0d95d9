"""The sets of first words hold every word with which their patterns can begin."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import agency_words as words
from extractors.agencies import phrase_at
from extractors.data_files import rows
from extractors.folding import fold, lower
from extractors.view import View

PAIRS = {
    "departments": (words.departments(), words.DEPARTMENTS_OPEN),
    "committees": (words.committees(), words.COMMITTEES_OPEN),
    "generic": (words.generic(), words.GENERIC_OPEN),
}


@pytest.mark.parametrize("name", PAIRS)
def test_patterns_begin_with_a_word_of_their_set(name: str) -> None:
    pattern, opening = PAIRS[name]
    begun: set[str] = set()

    @settings(max_examples=250, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def begins(text: str) -> None:
        match = pattern.search(text)
        assert match is not None
        begun.add(re.findall(r"[^\W_]+", match[0])[0])
        assert begun <= opening, match[0]

    begins()
    assert len(begun) > 4


def test_no_name_is_closed_before_a_tail() -> None:
    @settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(words.tail()))
    def goes_on(text: str) -> None:
        text = lower(text)  # `cÓ liên quan` nobody writes
        for match in words.tail().finditer(text):
            assert not words.closed().match(text, match.start()), match[0]

    goes_on()


@pytest.mark.parametrize("behind", ["", ",", ";", "\n", " chủ trì", " các", " (Sở A)", " Hà Nội", "  chủ trì", " vii", " huyện", " thuộc"])
def test_a_whole_name_is_what_the_patterns_read(behind: str) -> None:
    names = {name for row in rows("agencies.csv") for name in (row["name"], *row["aliases"].split(";")) if "{" not in name}
    whole = 0
    for name in sorted(names | {fold(name).lower() for name in names}):
        flat = fold(name) + behind
        view = View.of(flat, lower(flat))
        whole += len(view.whole)
        assert phrase_at(view, 0, len(flat)) == phrase_at(replace(view, whole={}), 0, len(flat)), flat
    assert (whole > 1000) == (behind in {"", ",", ";", "\n", " chủ trì"})
