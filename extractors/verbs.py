"""Does a directing verb begin here? A word-by-word lookup in the verb list, longest entry first."""

import re
from collections import defaultdict
from functools import cache

from extractors.data_files import words

_WORD = re.compile(r"[^\W_]+|,")
_NEXT = re.compile(r"\s*([^\W_]+|,)")


@cache
def _index(name: str) -> dict[str, tuple[int, frozenset[tuple[str, ...]]]]:
    """First word → length of the longest entry, and the entries."""
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in words(name):
        parts = tuple(_WORD.findall(entry))
        out[parts[0]].add(parts)
    return {k: (max(len(e) for e in v), frozenset(v)) for k, v in out.items()}


def match_words(name: str, low: str, at: int, end: int) -> int | None:
    """End of the longest entry of word list `name` that begins at `at` of the lower-case text, None where none does."""
    first = _WORD.match(low, at, end)
    if first is None:
        return None
    known = _index(name).get(first[0])
    if known is None:
        return None
    longest, entries = known
    ends, texts = [first.end()], [first[0]]
    while len(texts) < longest:
        token = _NEXT.match(low, ends[-1], end)
        if token is None:
            break
        texts.append(token[1])
        ends.append(token.end())
    for n in range(len(texts), 0, -1):
        if tuple(texts[:n]) in entries:
            return ends[n - 1]
    return None


def verb_end(low: str, at: int, end: int) -> int | None:
    """End of the directing verb that begins at `at`, None where none does. `low` is a lower-case flat view."""
    return match_words("verbs.txt", low, at, end)


def opener_end(low: str, at: int, end: int) -> int | None:
    """End of a connector or adverb before the verb, None where none begins at `at`."""
    return match_words("openers.txt", low, at, end)
