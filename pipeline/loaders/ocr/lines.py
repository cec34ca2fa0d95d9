"""Lines as Tesseract sees them: their words, their boxes, and where their letters stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.loaders.ocr.words import Word
from pipeline.loaders.printed.lines import Glyph, split_at_gaps

_LONG = 20
"""Characters from which a line has tall letters and such with tails: its box is as high as its type."""

_LOW_LONG = 0.8
"""Share of the usual height from which a long line is of the usual type: small print is at 0.75."""

_LOW, _HIGH = 0.6, 1.3
"""Share of a long line's height between which a short line beside it is of the same type."""


@dataclass(slots=True)
class ScanLine:
    """A line as Tesseract saw it: its box in pixels, its words, and where its letters stand (None where it is not known)."""

    box: tuple[int, int, int, int]
    words: list[Word] = field(default_factory=list)
    base: float | None = None


def read_lines(api: Any) -> Iterator[ScanLine]:
    """Lines in Tesseract's reading order."""
    import tesserocr  # noqa: PLC0415  (optional)

    levels = tesserocr.RIL
    line: ScanLine | None = None
    for symbol in tesserocr.iterate_level(api.GetIterator(), levels.SYMBOL):
        if symbol.Empty(levels.SYMBOL):
            continue
        if line is None or symbol.IsAtBeginningOf(levels.TEXTLINE):
            if line is not None:
                yield line
            (_, left), (_, right) = symbol.Baseline(levels.TEXTLINE)
            line = ScanLine(symbol.BoundingBox(levels.TEXTLINE), base=(left + right) / 2)
        if not line.words or symbol.IsAtBeginningOf(levels.WORD):
            _, top, _, bottom = symbol.BoundingBox(levels.WORD)
            line.words.append(Word([], symbol.Confidence(levels.WORD), edges=(top, bottom)))
        box, text = symbol.BoundingBox(levels.SYMBOL), symbol.GetUTF8Text(levels.SYMBOL)
        if box and text.strip():
            step = (box[2] - box[0]) / len(text)
            line.words[-1].glyphs.extend(Glyph(c, box[0] + i * step, box[0] + (i + 1) * step) for i, c in enumerate(text))
    if line is not None:
        yield line


def columns(line: ScanLine) -> Iterator[ScanLine]:
    """A line in parts where it crosses columns; the boxes of the parts are those of their words."""
    words = {id(word.glyphs[0]): word for word in line.words if word.glyphs}
    glyphs = [glyph for word in words.values() for glyph in word.glyphs]
    for part in split_at_gaps(glyphs, float(line.box[3] - line.box[1])):
        own = [words[id(glyph)] for glyph in part if id(glyph) in words]
        if not own:
            continue
        if len(own) == len(words):
            yield ScanLine(line.box, own, line.base)
            continue
        top, bottom = min(word.edges[0] for word in own), max(word.edges[1] for word in own)
        yield ScanLine((int(part[0].x0), top, int(part[-1].x1), bottom), own, line.base)


def level_heights(lines: Sequence[ScanLine]) -> None:
    """Give lines of one type one height: a box is as high as the letters and marks in it, that of `nước.` is lower than its neighbours'.

    Long lines take what is usual on the page if they are near it; short ones that of the long line next to them.
    """
    long = [line for line in lines if line.base is not None and sum(len(word.glyphs) for word in line.words) >= _LONG]
    if not long:
        return
    up, down = (_middle(far(line) for line in long) for far in (_above, _below))
    for line in long:
        if _LOW_LONG * (up + down) <= line.box[3] - line.box[1] <= (up + down) / _LOW_LONG:
            _level(line, up, down)
    for line in lines:
        if line.base is None or line in long:
            continue
        near = min(long, key=lambda other: abs((other.base or 0.0) - (line.base or 0.0)))
        height = near.box[3] - near.box[1]
        if _LOW * height <= line.box[3] - line.box[1] <= _HIGH * height:
            _level(line, _above(near), _below(near))


def _above(line: ScanLine) -> float:
    return (line.base or 0.0) - line.box[1]


def _below(line: ScanLine) -> float:
    return line.box[3] - (line.base or 0.0)


def _level(line: ScanLine, up: float, down: float) -> None:
    base = line.base or 0.0
    line.box = (line.box[0], round(base - up), line.box[2], round(base + down))


def _middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
