"""The sets of first words hold every word with which their patterns can begin."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import agency_words as words

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
