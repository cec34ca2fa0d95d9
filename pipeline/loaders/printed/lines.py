"""Printed lines: characters with their places on the page. What pdfium and OCR both give, and what all later steps work on."""

import re
import unicodedata
from dataclasses import dataclass, field

_FAR = 2.2
"""Gap between two characters, in heights of the line, from which they belong to different columns. Justified words stay below 1.5."""


_NARROW = 0.45
_NATIONAL_TITLE = re.compile(r"C[ỘỌÔ]NG\s+H[ÒO][AÀ]\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_TITLE = 24
_BEFORE_BLANK = re.compile(r"(?:\bsố\s*:?|\bngày|\btháng|\bnăm)$", re.IGNORECASE)
_BEHIND_BLANK = re.compile(r"[/-]|\d+\s*/|tháng|năm|\d")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code point as it was read and its left and right edge in points; a space that the page does not draw has no width."""

    text: str
    x0: float
    x1: float


@dataclass(slots=True)
class PrintedLine:
    """A line, or the part of it in one column or cell.

    `text` is composed; `stops` holds the left edge of each of its code points and the right edge of the last. `y0` and `y1` are
    measured from the page's top. `height` is that of its letters. `cut` says that the last character is a hyphen at the line's end.
    `doubts` are OCR's: half-open ranges of `text` with a flag and what else they may be; `readings` are ranges with what other readings
    of them had, until it is settled which counts.
    """

    text: str
    stops: list[float]
    y0: float
    y1: float
    page: int
    doubts: list[tuple[int, int, str, str]] = field(default_factory=list)
    cut: bool = False
    readings: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)

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


def line_of(glyphs: list[Glyph], y0: float, y1: float, page: int, *, cut: bool = False) -> PrintedLine | None:
    """A line from characters in reading order; None if none of them shows."""
    while glyphs and not glyphs[-1].text.strip():
        glyphs = glyphs[:-1]
    while glyphs and not glyphs[0].text.strip():
        glyphs = glyphs[1:]
    if not glyphs:
        return None
    text = "".join(glyph.text for glyph in glyphs)
    stops: list[float] = []
    edge = glyphs[0].x0
    for glyph in glyphs:
        stops.append(glyph.x0 if edge < glyph.x0 < glyph.x1 else edge)
        if glyph.x1 > edge:
            edge = glyph.x1
    stops.append(edge)
    line = PrintedLine(text, stops, y0, y1, page, cut=cut)
    composed = unicodedata.normalize("NFC", text)
    return line if composed == text else with_text(line, composed)


def with_text(line: PrintedLine, text: str) -> PrintedLine:
    """The line with other characters in the same places: decoded, composed, or a glyph repaired.

    Words keep their edges; inside a word of another length the edges are shared out evenly.
    """
    stops = line.stops if len(text) == len(line.text) else _shared_out(line, text)
    return PrintedLine(text, stops, line.y0, line.y1, line.page, line.doubts, line.cut)


def split_at_gaps(glyphs: list[Glyph], height: float) -> list[list[Glyph]]:
    """Characters of one line, apart where a wide gap says that they stand in different columns.

    Room left for a number or a day to be written by hand is no such gap: `Số:        /KH-UBND`, `ngày      tháng 4`.
    """
    out: list[list[Glyph]] = [[]]
    edge: float | None = None
    for i, glyph in enumerate(glyphs):
        shown = glyph.text.strip() != ""
        if shown and edge is not None:
            gap = glyph.x0 - edge
            far = gap > _FAR * height and not _is_blank_to_fill(out[-1], glyphs[i : i + 6])
            if far or (gap > _NARROW * height and _begins_national_title(glyphs[i : i + _TITLE])):
                out.append([])
        out[-1].append(glyph)
        if shown:
            edge = glyph.x1
    return out


def _begins_national_title(glyphs: list[Glyph]) -> bool:
    """Does the right column of a head begin here? It stands closer to the issuer where the letters are wide."""
    return _NATIONAL_TITLE.match("".join(glyph.text for glyph in glyphs)) is not None


def _is_blank_to_fill(before: list[Glyph], behind: list[Glyph]) -> bool:
    left, right = ("".join(glyph.text for glyph in side).strip() for side in (before, behind))
    return _BEFORE_BLANK.search(left) is not None and _BEHIND_BLANK.match(right) is not None


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
