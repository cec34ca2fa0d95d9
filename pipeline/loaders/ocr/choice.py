"""Which marks a word has, where the readings differ: `kiểm`, `kiêm` or `kiếm`. Their votes count, and the words beside it.

Letters are read well, marks above them are not: of 100 wrong words 80 are wrong in a mark only. Each word has a vote for every
reading. A pair of neighbours counts for more the more often all readings agree on it elsewhere in the document, and if it is a word
of the dictionary (`kiểm tra`). The best row of choices for a page is found by dynamic programming. Only readings that some reader saw
in this document are chosen from, never a word of the dictionary alone; a changed word is flagged, with what stood there before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.loaders.ocr.dictionary import dictionary_pairs
from pipeline.loaders.ocr.words import DOUBTFUL, bare, is_word
from pipeline.loaders.printed.lines import PrintedLine

_VOTES = 4.0
"""What the readings of a word count together."""

_AGREED = 7.0
"""What they count if all are the same: `cơ thể`, seen once, must not become the frequent `có thể`."""

_WORD = 3.0
"""What a pair of the dictionary counts."""

_MOST = 5
"""Times that a pair counts at most that all readings agree on."""

_EDGE = "()[]“”\"'.,;:!?…/-–"


@dataclass(slots=True)
class _Place:
    """A word on a line: where it stands, its letters as Tesseract read them, the votes for its marks."""

    line: PrintedLine
    start: int
    end: int
    votes: Counter[str]
    choices: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end].lower()

    @property
    def sure(self) -> bool:
        return len(self.votes) == 1


def choose(lines: Sequence[PrintedLine]) -> None:
    """Set the words of a document's lines to the readings that fit best; `PrintedLine.readings` are used up."""
    places = [place for line in lines for place in _places(line)]
    if any(not place.sure for place in places):
        _settle(places)
    for line in lines:
        line.readings = []


def _places(line: PrintedLine) -> Iterator[_Place]:
    for start, end, readings in line.readings:
        text = line.text[start:end]
        core = text.strip(_EDGE)
        if not core.isalpha():
            continue
        start += text.index(core)
        votes = Counter(cut for cut in (reading.lower().strip(_EDGE) for reading in readings) if bare(cut) == bare(core))
        votes[core.lower()] += 1
        yield _Place(line, start, start + len(core), votes)


def _settle(places: Sequence[_Place]) -> None:
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        for reading in place.votes:
            if is_word(reading):
                seen[bare(reading)].add(reading)
    pairs = Counter((a.text, b.text) for a, b in pairwise(places) if a.sure and b.sure)
    for place in places:
        # What no other reader saw stays as Tesseract has it, and so do foreign words and abbreviations.
        doubted = place.votes.total() > 1 and (is_word(place.text) or not place.sure)
        known = seen[bare(place.text)] if doubted else set()
        place.choices = sorted(known | {place.text})
    for place, choice in zip(places, _best(places, pairs), strict=True):
        if choice != place.text and len(choice) == place.end - place.start:
            _change(place, choice)


def _best(places: Sequence[_Place], pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """The row of choices with the highest sum of votes and pairs."""
    table: list[dict[str, tuple[float, str]]] = []
    words = dictionary_pairs()
    for i, place in enumerate(places):
        total = sum(place.votes.values())
        row: dict[str, tuple[float, str]] = {}
        for choice in place.choices:
            own = (_AGREED if place.sure else _VOTES) * place.votes[choice] / total
            before = max(
                ((score + _together(one, choice, pairs, words), one) for one, (score, _) in table[-1].items()) if i else ((0.0, ""),),
                key=lambda item: item[0],
            )
            row[choice] = (own + before[0], before[1])
        table.append(row)
    out: list[str] = []
    last = max(table[-1], key=lambda choice: table[-1][choice][0])
    for row in reversed(table):
        out.append(last)
        last = row[last][1]
    return out[::-1]


def _together(one: str, two: str, pairs: Mapping[tuple[str, str], int], words: frozenset[tuple[str, str]]) -> float:
    return min(pairs.get((one, two), 0), _MOST) + (_WORD if (one, two) in words else 0.0)


def _change(place: _Place, choice: str) -> None:
    line, start, end = place.line, place.start, place.end
    before = line.text[start:end]
    shown = choice.upper() if before.isupper() else choice.capitalize() if before[:1].isupper() else choice
    if len(shown) != end - start:
        return
    line.text = line.text[:start] + shown + line.text[end:]
    line.doubts = [doubt for doubt in line.doubts if not (doubt[2] == DOUBTFUL and doubt[0] <= start < doubt[1])]
    line.doubts.append((start, end, DOUBTFUL, before))
