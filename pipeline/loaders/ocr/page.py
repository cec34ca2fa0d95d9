"""An image of a page to printed lines, with the same shape as those of a text layer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.loaders.ocr.engine import SecondLine, read_again, tesseract
from pipeline.loaders.ocr.image import DPI, PageImage, prepare
from pipeline.loaders.ocr.words import Word, blank_illegible, settle
from pipeline.loaders.printed.lines import Glyph, PrintedLine, line_of, split_at_gaps
from pipeline.loaders.syllables import quality

if TYPE_CHECKING:
    from PIL.Image import Image

OCR = "ocr"

_HEAD_LINES = 14
_TURNS = (90, 270, 180)
_READABLE = 0.6
"""Share of well-formed syllables below which the page may lie on its side."""

_NOISE = 45.0
"""Confidence below which a line without a syllable is taken for a stamp, a signature or dirt."""


@dataclass(slots=True)
class _Line:
    """A line as Tesseract saw it: its box in pixels and its words."""

    box: tuple[int, int, int, int]
    words: list[Word] = field(default_factory=list)


def read_page_image(image: "Image", scale: float, number: int) -> list[PrintedLine]:
    """Read the image of a page. `scale` is pixels per point; places come back in points on the page as it was given.

    A page that lies on its side is turned until it can be read; its lines then have the places of the turned page.
    """
    lines = _read(prepare(image, scale), number)
    share = _share(lines)
    if share is None or share >= _READABLE:
        return lines
    for turn in _TURNS:
        other = _read(prepare(image.rotate(turn, expand=True), scale), number)
        if (_share(other) or 0.0) >= _READABLE:
            return other
    return lines


def _share(lines: list[PrintedLine]) -> float | None:
    return quality("\n".join(line.text for line in lines))


def _read(page: PageImage, number: int) -> list[PrintedLine]:
    api = tesseract()
    api.SetImage(page.image)
    api.SetSourceResolution(DPI)
    api.Recognize()
    found = [line for line in _lines(api) if line.words and not _is_noise(line)]
    again = read_again(page.image)
    out: list[PrintedLine] = []
    for i, line in enumerate(found):
        second = _same_line(line.box, again)
        settle(line.words, second)
        if number == 1 and i < _HEAD_LINES:
            blank_illegible(line.words, second)
        out.extend(_printed(line, page, number))
    return out


def _lines(api: Any) -> Iterator[_Line]:
    """Lines in Tesseract's reading order."""
    import tesserocr  # noqa: PLC0415  (optional)

    levels = tesserocr.RIL
    line: _Line | None = None
    for symbol in tesserocr.iterate_level(api.GetIterator(), levels.SYMBOL):
        if symbol.Empty(levels.SYMBOL):
            continue
        if line is None or symbol.IsAtBeginningOf(levels.TEXTLINE):
            if line is not None:
                yield line
            line = _Line(symbol.BoundingBox(levels.TEXTLINE))
        if not line.words or symbol.IsAtBeginningOf(levels.WORD):
            line.words.append(Word([], symbol.Confidence(levels.WORD)))
        box, text = symbol.BoundingBox(levels.SYMBOL), symbol.GetUTF8Text(levels.SYMBOL)
        if box and text.strip():
            step = (box[2] - box[0]) / len(text)
            line.words[-1].glyphs.extend(Glyph(c, box[0] + i * step, box[0] + (i + 1) * step) for i, c in enumerate(text))
    if line is not None:
        yield line


def _is_noise(line: _Line) -> bool:
    line.words[:] = [word for word in line.words if word.glyphs]
    if not line.words:
        return True
    sure = max(word.confidence for word in line.words)
    return sure < _NOISE or (len(line.words) <= 2 and not any(c.isalnum() for word in line.words for c in word.text))


def _same_line(box: tuple[int, int, int, int], again: Sequence[SecondLine]) -> str:
    """The second reader's words for a line. It may see the columns of a head as lines of their own."""
    beside = [
        other
        for other in again
        if _overlap(box[1], box[3], other.box[1], other.box[3]) > 0.5 and _overlap(box[0], box[2], other.box[0], other.box[2]) > 0.5
    ]
    return " ".join(other.text for other in sorted(beside, key=lambda other: other.box[0]))


def _overlap(a0: int, a1: int, b0: int, b1: int) -> float:
    """Share of the shorter of two stretches that lies in the other."""
    return (min(a1, b1) - max(a0, b0)) / max(min(a1 - a0, b1 - b0), 1)


def _printed(line: _Line, page: PageImage, number: int) -> Iterator[PrintedLine]:
    """A line on the page, in parts where it crosses columns, with its words' doubts."""
    height = float(line.box[3] - line.box[1])
    glyphs: list[Glyph] = []
    doubts: dict[int, Word] = {}
    for word in line.words:
        if glyphs:
            glyphs.append(Glyph(" ", glyphs[-1].x1, glyphs[-1].x1))
        for glyph in word.glyphs:
            if word.flag:
                doubts[id(glyph)] = word
            glyphs.append(glyph)
    for part in split_at_gaps(glyphs, height):
        middle = (line.box[1] + line.box[3]) / 2
        placed = [Glyph(g.text, page.on_page(g.x0, middle)[0], page.on_page(g.x1, middle)[0]) for g in part]
        y = page.on_page(part[0].x0, middle)[1]
        made = line_of(placed, y - height / 2 / page.scale, y + height / 2 / page.scale, number)
        if made is None:
            continue
        kept = _stripped(part)
        made.doubts.append((0, len(made.text), OCR, ""))
        if len(kept) == len(made.text):
            made.doubts.extend(_doubts(kept, doubts))
        yield made


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    first = next((i for i, glyph in enumerate(glyphs) if glyph.text.strip()), 0)
    last = next((i for i in range(len(glyphs), 0, -1) if glyphs[i - 1].text.strip()), 0)
    return glyphs[first:last]


def _doubts(glyphs: list[Glyph], doubts: dict[int, Word]) -> Iterator[tuple[int, int, str, str]]:
    """Each doubtful word once, as a range of the line."""
    start = 0
    while start < len(glyphs):
        word = doubts.get(id(glyphs[start]))
        end = start + 1
        while word is not None and end < len(glyphs) and doubts.get(id(glyphs[end])) is word:
            end += 1
        if word is not None:
            yield start, end, word.flag, word.note
        start = end
