"""Does a directing verb begin here? A word-by-word lookup in the verb list, longest entry first."""

import re
from functools import cache

from extractors.data_files import words

_WORD = re.compile(r"[^\W_]+|,")
_NOT_ONLY = (" thị ", " tiêu ", " số ", " dẫn ", " huy ", " định ")
"""Behind `chỉ` these make another word: `Chỉ thị số 07/CT-TTg`, `chỉ tiêu`."""
_GAP = re.compile(r"\s*,?\s*")
_NEXT = re.compile(r"\s*([^\W_]+|,)")


class _Node:
    """Words that may follow the ones before; `ends`: an entry ends here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.ends = False
        self.next: dict[str, _Node] = {}


@cache
def _tree(name: str) -> dict[str, _Node]:
    """First words of the list's entries, and what follows them."""
    root = _Node()
    for entry in words(name):
        node = root
        for part in _WORD.findall(entry):
            node = node.next.setdefault(part, _Node())
        node.ends = True
    return root.next


def match_words(name: str, low: str, at: int, end: int) -> int | None:
    """End of the longest entry of word list `name` that begins at `at` of the lower-case text, None where none does."""
    token = _WORD.match(low, at, end)
    node = _tree(name).get(token[0]) if token else None
    found = None
    while token and node:
        if node.ends:
            found = token.end()
        if not node.next:
            break
        token = _NEXT.match(low, token.end(), end)
        node = node.next.get(token[1]) if token else None
    return found


def verb_end(low: str, at: int, end: int) -> int | None:
    """End of the directing verb that begins at `at`, None where none does. `low` is a lower-case flat view."""
    return match_words("verbs.txt", low, at, end)


def opener_end(low: str, at: int, end: int) -> int | None:
    """End of a connector or adverb before the verb, None where none begins at `at`."""
    stop = match_words("openers.txt", low, at, end)
    if stop is not None and low[at:stop] == "chỉ" and low.startswith(_NOT_ONLY, stop):
        return None
    return stop


def behind_openers(low: str, at: int, end: int) -> int:
    """Behind the connectors and adverbs that begin at `at`, with their commas; `at` where none does."""
    while (stop := opener_end(low, at, end)) is not None:
        gap = _GAP.match(low, stop, end)
        at = gap.end() if gap else stop
    return at
