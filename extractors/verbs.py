"""Does a directing verb begin here? A word-by-word lookup in the verb list, longest entry first."""

import re
from collections import defaultdict
from functools import cache

from extractors.data_files import words

_WORD = re.compile(r"[^\W_]+|,")


@cache
def _index(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in words(name):
        parts = tuple(_WORD.findall(entry))
        out[parts[0]].add(parts)
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()}


def match_words(name: str, low: str, at: int, end: int) -> int | None:
    """End of the longest entry of word list `name` that begins at `at` of the lower-case text, None where none does."""
    first = _WORD.match(low, at, end)
    if first is None:
        return None
    entries = _index(name).get(first[0])
    if not entries:
        return None
    ends = [first.end()]
    texts = [first[0]]
    pos = first.end()
    for _ in range(max(len(e) for e in entries) - 1):
        step = re.compile(r"\s*").match(low, pos, end)
        token = _WORD.match(low, step.end() if step else pos, end)
        if token is None:
            break
        texts.append(token[0])
        ends.append(token.end())
        pos = token.end()
    for entry in entries:
        if tuple(texts[: len(entry)]) == entry:
            return ends[len(entry) - 1]
    return None


def verb_end(low: str, at: int, end: int) -> int | None:
    """End of the directing verb that begins at `at`, None where none does. `low` is a lower-case flat view."""
    return match_words("verbs.txt", low, at, end)


def opener_end(low: str, at: int, end: int) -> int | None:
    """End of a connector or adverb before the verb, None where none begins at `at`."""
    return match_words("openers.txt", low, at, end)
