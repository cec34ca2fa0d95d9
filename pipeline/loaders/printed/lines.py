"""Printed lines: characters with their places on the page. What pdfium and OCR both give, and what all later steps work on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise
from operator import sub
from unicodedata import is_normalized, normalize

_FAR = 2.2
"""Gap between two characters, in heights of the line, from which they belong to different columns. Justified words stay below 1.5."""

_NARROW = 0.45
_NATIONAL_TITLE = re.compile(r"C[ỘỌÔ]NG\s+H[ÒO][AÀ]\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_TITLE = 24
_LOOK = 6
_BEFORE_BLANK = re.compile(r"(?:\bsố\s*:?|\bngày|\btháng|\bnăm)$", re.IGNORECASE)
_BEHIND_BLANK = re.compile(r"[/-]|\d+\s*/|tháng|năm|\d")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code point as it was read and its left and right edge in points; a space that the page does not draw has no width."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A word of a scanned line: its half-open range, how sure the first reader is of it (0 to 100), what the other readers saw there."""

    start: int
    end: int
    confidence: float
    readings: tuple[str, ...]


@dataclass(slots=True)
class PrintedLine:
    """A line, or the part of it in one column or cell.

    `text` is composed; `stops` holds the left edge of each of its code points and the right edge of the last. `y0` and `y1` are
    measured from the page's top. `height` is that of its letters. `cut` says that the last character is a hyphen at the line's end.
    `doubts` are OCR's: half-open ranges of `text` with a flag and what else they may be; `readings` are its words with what other
    readers saw, until it is settled which counts.
    """

    text: str
    stops: list[float]
    y0: float
    y1: float
    page: int
    doubts: list[tuple[int, int, str, str]] = field(default_factory=list)
    cut: bool = False
    readings: list[Seen] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.stops[0]

    @property
    def x1(self) -> float:
        return self.stops[-1]

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Row:
    """Characters in reading order as columns: what is asked of each one is asked of a whole line at once, which takes a tenth of the time.

    `texts` holds a code point a place, as a string or, where one place may have several (OCR), as a list.
    """

    texts: str | list[str]
    x0: list[float]
    x1: list[float]

    @property
    def text(self) -> str:
        return self.texts if isinstance(self.texts, str) else "".join(self.texts)

    def part(self, start: int, end: int) -> "Row":
        """The characters start:end."""
        return Row(self.texts[start:end], self.x0[start:end], self.x1[start:end])

    def columns(self, height: float) -> list["Row"]:
        """The row in parts, where a wide gap says that they stand in different columns.

        Room left for a number or a day to be written by hand is no such gap: `Số:        /KH-UBND`, `ngày      tháng 4`.
        """
        starts = self.column_starts(height)
        return [self] if len(starts) == 1 else [self.part(a, b) for a, b in pairwise([*starts, len(self.texts)])]

    def column_starts(self, height: float) -> list[int]:
        """Where each of the columns begins; the first is 0."""
        shown = [i for i, text in enumerate(self.texts) if not text.isspace()]
        starts = [0]
        rights = map(self.x1.__getitem__, shown)
        for i, gap in zip(shown[1:], map(sub, map(self.x0.__getitem__, shown[1:]), rights), strict=False):
            if gap <= _NARROW * height:
                continue
            far = gap > _FAR * height and not self._is_blank_to_fill(starts[-1], i)
            if far or _NATIONAL_TITLE.match("".join(self.texts[i : i + _TITLE])):  # it stands closer to the issuer where letters are wide
                starts.append(i)
        return starts

    def _is_blank_to_fill(self, start: int, at: int) -> bool:
        left, right = ("".join(side).strip() for side in (self.texts[start:at], self.texts[at : at + _LOOK]))
        return _BEFORE_BLANK.search(left) is not None and _BEHIND_BLANK.match(right) is not None

    def line(self, y0: float, y1: float, page: int, *, cut: bool = False) -> PrintedLine | None:
        """A printed line of these characters without the blanks around them; None if none of them shows."""
        text = self.text
        if not text.strip():
            return None
        if text[0].isspace() or text[-1].isspace():
            last = max(i for i, piece in enumerate(self.texts) if not piece.isspace())
            first = next(i for i, piece in enumerate(self.texts) if not piece.isspace())
            return self.part(first, last + 1).line(y0, y1, page, cut=cut)
        reached = list(accumulate(chain(self.x0[:1], self.x1), max))  # the right edge of all that stands before each character
        stops = [x0 if edge < x0 < x1 else edge for x0, x1, edge in zip(self.x0, self.x1, reached, strict=False)]
        stops.append(reached[-1])
        line = PrintedLine(text, stops, y0, y1, page, cut=cut)
        return line if is_normalized("NFC", text) else with_text(line, normalize("NFC", text))


def line_of(glyphs: list[Glyph], y0: float, y1: float, page: int, *, cut: bool = False) -> PrintedLine | None:
    """A line from characters in reading order; None if none of them shows."""
    return row_of(glyphs).line(y0, y1, page, cut=cut)


def with_text(line: PrintedLine, text: str) -> PrintedLine:
    """The line with other characters in the same places: decoded, composed, or a glyph repaired.

    Words keep their edges; inside a word of another length the edges are shared out evenly.
    """
    stops = line.stops if len(text) == len(line.text) else _shared_out(line, text)
    return PrintedLine(text, stops, line.y0, line.y1, line.page, line.doubts, line.cut)


def put(line: PrintedLine, start: int, end: int, text: str) -> None:
    """Put other characters in the place of start:end (half-open). What is known of the words behind moves with them."""
    left, right = line.stops[start], line.stops[end]
    line.stops[start:end] = [left + (right - left) * i / max(len(text), 1) for i in range(len(text))]
    line.text = line.text[:start] + text + line.text[end:]
    by = len(text) - (end - start)

    def moved(a: int, b: int) -> tuple[int, int]:
        return (a + by if a >= end else a), (b + by if b >= end else b)

    line.doubts = [(*moved(a, b), flag, note) for a, b, flag, note in line.doubts]
    line.readings = [replace(seen, start=a, end=b) for seen in line.readings for a, b in [moved(seen.start, seen.end)]]


def split_at_gaps(glyphs: list[Glyph], height: float) -> list[list[Glyph]]:
    """As `Row.columns`, for characters that are objects."""
    edges = row_of(glyphs).column_starts(height)
    return [glyphs[a:b] for a, b in pairwise([*edges, len(glyphs)])]


def row_of(glyphs: Sequence[Glyph]) -> "Row":
    """Characters as columns of numbers."""
    return Row([glyph.text for glyph in glyphs], [glyph.x0 for glyph in glyphs], [glyph.x1 for glyph in glyphs])


def _shared_out(line: PrintedLine, text: str) -> list[float]:
    old, new = line.text.split(" "), text.split(" ")
    if len(old) != len(new):
        old, new = [line.text], [text]
    stops: list[float] = []
    at = 0
    for before, after in zip(old, new, strict=True):
        left, right = line.stops[at], line.stops[at + len(before)]
        stops.extend(left + (right - left) * i / max(len(after), 1) for i in range(len(after)))
        stops.append(right)  # the space behind the word, or the end of the line
        at += len(before) + 1
    return stops
