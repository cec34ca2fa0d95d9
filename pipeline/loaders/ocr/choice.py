"""Which marks a word has, where the readings differ: `kiểm`, `kiêm` or `kiếm`.

Letters are read well, marks above them are not: of 100 wrong words 80 are wrong in a mark only. Tesseract drops a tone (`kiêm` for
`kiểm`) and hardly ever takes one for another; the second reader takes them for one another (`vế` for `về`). So a choice costs the more,
the more seldom each reader would see in it what it saw. Against that stand its neighbours: a pair of syllables counts for more the more
often all readings agree on it elsewhere in the document, if it is a word of the dictionary (`kiểm tra`), and the more usual it is in
official documents. The best row of choices is found by dynamic programming. Only readings that some reader saw in this document are
chosen from, never a word of the dictionary alone; a changed word is flagged, with what stood there before.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.loaders.ocr.dictionary import dictionary_pairs
from pipeline.loaders.ocr.neighbours import usual
from pipeline.loaders.ocr.words import DOUBTFUL, bare, is_word
from pipeline.loaders.printed.lines import PrintedLine

_DROPPED, _EXCHANGED = 4.0, 8.0
"""What a choice costs from which Tesseract dropped a mark, and one that it took for another: logarithms of how often it does so."""

_SURE, _UNSURE = 93.0, 80.0
"""Confidence from which these costs count in full, and below which they count a quarter."""

_OTHER = 2.0
"""What each reading of the second reader that says otherwise costs."""

_WORD = 3.0
"""What a pair of the dictionary counts."""

_MOST = 5
"""Times that a pair counts at most that all readings agree on."""

_USUAL = 0.5
"""What the logarithm of how usual a pair is in official documents counts."""

_EDGE = "()[]“”\"'.,;:!?…/-–"


@dataclass(slots=True)
class _Place:
    """A word on a line: where it stands, its letters as Tesseract read them and how sure it is, what the other readings have."""

    line: PrintedLine
    start: int
    end: int
    confidence: float
    others: list[str]
    choices: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].lower()

    @property
    def sure(self) -> bool:
        return set(self.others) <= {self.text}

    def cost(self, choice: str) -> float:
        """How seldom the readers see here what they saw, if this is what stands there."""
        text = self.text
        share = min(max((self.confidence - _UNSURE) / (_SURE - _UNSURE), 0.25), 1.0)
        own = 0.0 if choice == text else share * (_DROPPED if drops(text, choice) else _EXCHANGED)
        return own + _OTHER * sum(other != choice for other in self.others)


def choose(lines: Sequence[PrintedLine]) -> None:
    """Set the words of a document's lines to the readings that fit best."""
    places = [place for line in lines for place in _places(line)]
    if any(not place.sure for place in places):
        _settle(places)


def _places(line: PrintedLine) -> Iterator[_Place]:
    for seen in line.readings:
        text = line.text[seen.start : seen.end]
        core = text.strip(_EDGE)
        if not core.isalpha():
            continue
        start = seen.start + text.index(core)
        others = [cut for cut in (reading.lower().strip(_EDGE) for reading in seen.readings) if bare(cut) == bare(core)]
        yield _Place(line, start, start + len(core), seen.confidence, others)


def drops(text: str, choice: str) -> bool:
    """Is `text` what is left of `choice` when marks are lost? `kiêm` of `kiểm`, `bô` of `bố`."""
    return len(text) == len(choice) and all(_signs(a) <= _signs(b) for a, b in zip(text, choice, strict=True))


def _signs(letter: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFD", letter.replace("đ", "d\u0335")))


def _settle(places: Sequence[_Place]) -> None:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        for reading in (place.text, *place.others):
            if is_word(reading):
                seen[bare(reading)].add(reading)
    pairs = Counter((a.text, b.text) for a, b in pairwise(places) if a.sure and b.sure)
    for place in places:
        # What no other reader saw stays as Tesseract has it, and so do foreign words and abbreviations.
        doubted = place.others and (is_word(place.text) or not place.sure)
        place.choices = sorted((seen[bare(place.text)] if doubted else set()) | {place.text})
    for place, choice in zip(places, _best(places, pairs), strict=True):
        if choice != place.text and len(choice) == place.end - place.start:
            _change(place, choice)


def _best(places: Sequence[_Place], pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """The row of choices with the highest sum of pairs, less what the choices cost."""
    table: list[dict[str, tuple[float, str]]] = []
    words = dictionary_pairs()
    for i, place in enumerate(places):
        row: dict[str, tuple[float, str]] = {}
        for choice in place.choices:
            before = max(
                ((score + _together(one, choice, pairs, words), one) for one, (score, _) in table[-1].items()) if i else ((0.0, ""),),
                key=lambda item: item[0],
            )
            row[choice] = (before[0] - place.cost(choice), before[1])
        table.append(row)
    out: list[str] = []
    last = max(table[-1], key=lambda choice: table[-1][choice][0])
    for row in reversed(table):
        out.append(last)
        last = row[last][1]
    return out[::-1]


def _together(one: str, two: str, pairs: Mapping[tuple[str, str], int], words: frozenset[tuple[str, str]]) -> float:
    return min(pairs.get((one, two), 0), _MOST) + (_WORD if (one, two) in words else 0.0) + _USUAL * usual(one, two)


def _change(place: _Place, choice: str) -> None:
    line, start, end = place.line, place.start, place.end
    before = line.text[start:end]
    shown = choice.upper() if before.isupper() else choice.capitalize() if before[:1].isupper() else choice
    if len(shown) != end - start:
        return
    line.text = line.text[:start] + shown + line.text[end:]
    line.doubts = [doubt for doubt in line.doubts if not (doubt[2] == DOUBTFUL and doubt[0] <= start < doubt[1])]
    line.doubts.append((start, end, DOUBTFUL, before))
