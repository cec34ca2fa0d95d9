"""Many words found in one pass over a text."""

from collections.abc import Iterable

import ahocorasick_rs

_FEW = 256

EDGES = " \n,.;:()"
"""What stands at the edge of most words. No letter or digit; one look where `isalnum` is a call."""


class WordSearch:
    """Finds each of many words, wherever in a text they stand, in a time that does not depend on how many they are."""

    def __init__(self, words: Iterable[str], *, longest: bool = False) -> None:
        """`longest`: of words that begin at one place the longest counts, and none is found inside of another."""
        kind = ahocorasick_rs.MatchKind.LeftmostLongest if longest else ahocorasick_rs.MatchKind.Standard
        words = list(words)
        # The quickest way of few words, which takes too much room for thousands.
        way = ahocorasick_rs.Implementation.DFA if len(words) <= _FEW else None
        self._automaton = ahocorasick_rs.AhoCorasick(words, matchkind=kind, implementation=way)
        self._overlapping = not longest

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Index of the word, start and end, by end; half-open offsets into `text`."""
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping)
        except UnicodeEncodeError:  # half of a pair of surrogates, which is no letter
            return self._automaton.find_matches_as_indexes(text.encode(errors="replace").decode(), overlapping=self._overlapping)
