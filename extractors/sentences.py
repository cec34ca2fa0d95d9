"""Sentences of a flat view.

underthesea's `sent_tokenize` breaks at list labels (`1.`, `Điều 3.`), at `KT.` and `TM.`, and joins blocks; list labels are already off
(the outline knows them), and the rest is a matter of a dozen abbreviations, so the splitter is our own. docs/quality.md has the comparison.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.patterns import UPPER, compiled

# Abbreviations that end in a full stop and do not end a sentence.
_ABBREVIATIONS = frozenset(
    "tp tx tt q p ths ts pgs gs bs ks cn đ/c đc ng nxb tr st kt tm tl tuq q ts.bs v.v vv co ltd sđt đt stt tnhh pts".split()
)


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(
        # One set of letters in front is what `re` searches by: an alternative there makes the search ten times as slow.
        r"[!?.…](?:(?<=\.)\.{1,2})?[\"”’')\]]*(?=\s+\d+(?:,\d+)?\s?%|\s+[\"“‘'(\[]?[^\W\da-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ_]"
        # `thời gian công tác...Thông qua kết quả`: the space behind an ellipsis is often left out
        rf"|(?:(?<=\.{{3}})|(?<=…))[{UPPER}][^\W\d_{UPPER}])"
    )


def _abbreviated(text: str, start: int, stop: int) -> bool:
    """Is the full stop at `stop` part of an abbreviation or of a number (`TP. Hồ Chí Minh`, `v.v. `, `số 1. `)?"""
    match = compiled(r"[^\s(]+$").search(text[max(start, stop - 12) : stop])
    if match is None:
        return False
    word = match[0].lower().rstrip(".")
    if word in _ABBREVIATIONS:
        # `v.v. Sở …` may end a sentence; a name after TP. never begins one
        return word not in ("v.v", "vv")
    return len(word) == 1 and word.isalpha() and match[0].isupper()


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, white space trimmed. A hard line end ends a sentence."""
    at = start
    marks = _Marks(text, start)
    for match in _boundary().finditer(text, start, end):
        if text[match.start()] == "." and _abbreviated(text, at, match.start()):
            continue
        if marks.open_at(match.end()):
            continue
        yield from _lines(text, at, match.end())
        at = match.end()
        marks = _Marks(text, at)
    yield from _lines(text, at, end)


class _Marks:
    """Quotation marks and brackets that a sentence has opened, counted once on the way: it may hold ten thousand of them."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.quotes = self.brackets = 0

    def open_at(self, stop: int) -> bool:
        """Inside a quotation or bracket no sentence ends, if it closes soon: `(Ví dụ: A. B)`."""
        text, at = self.text, self.at
        self.quotes += text.count("“", at, stop) - text.count("”", at, stop)
        self.brackets += text.count("(", at, stop) - text.count(")", at, stop)
        self.at = stop
        if self.quotes > 0:
            return text.find("”", stop, stop + 200) >= 0
        return self.brackets > 0 and text.find(")", stop, stop + 200) >= 0


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        left, right = start, end if stop < 0 else stop
        start = right + 1
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if right > left:
            yield left, right
