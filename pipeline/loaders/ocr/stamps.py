"""Stamps of receipt on the first page (`CÔNG VĂN ĐẾN`, `ĐẾN Số: … Ngày: … Chuyển: …`): a frame of 5 by 3 cm beside the title or over it.

A red one is faded with all red. The ink of a blue one is made white inside its frame, letters below stay. Of a black one the words are set
apart; where it hides the beginning of a line, `…` stands for what cannot be read.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.loaders.ocr.image import PageImage
from pipeline.loaders.ocr.lines import ScanLine
from pipeline.loaders.ocr.rules import Edge, groups
from pipeline.loaders.ocr.words import ILLEGIBLE, Word, bare, is_word
from pipeline.loaders.printed.lines import Glyph
from pipeline.loaders.printed.tables import Rectangle

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDE, _HIGH = (70.0, 255.0), (30.0, 130.0)
"""Points that a stamp measures: 3.5 by 5 cm by the rules, from 2.5 to 9 and from 1 to 4.5 cm in use."""

_LOOSE = 14.0
"""Points between the strokes of a frame: ink is thin, and letters interrupt it."""

_UPPER = 0.5
_INK = 40
"""How much more blue than red and green a pixel has that belongs to a blue stamp."""

_BLUE = 0.5
"""Share of blue among the dark pixels of a frame's strokes from which the stamp is blue."""

_DARK = 150
_DOUBT, _SURE = 75.0, 85.0
_KEYWORDS = ("den", "chuyen")
_WORDS = (*_KEYWORDS, "cv", "so", "ngay")
_EDGE = " .,:;…|"
_ROW = 14.0
_INDENT, _FULL = 10.0, 15.0


def frames(edges: Sequence[Edge], page: PageImage) -> list[Rectangle]:
    """Where strokes make a frame of a stamp's size in the upper half of a page, in pixels."""
    scale = page.scale
    short = [edge for edge in edges if edge["width"] <= _WIDE[1] * scale and edge["height"] <= _HIGH[1] * scale]
    out: list[Rectangle] = []
    for group in groups([edge for edge in short if edge["bottom"] < _UPPER * page.image.height], _LOOSE * scale):
        top = min((edge["top"] for edge in group if edge["orientation"] == "h"), default=0.0)
        box = min(edge["x0"] for edge in group), top, max(edge["x1"] for edge in group), max(edge["bottom"] for edge in group)
        width, height = (box[2] - box[0]) / scale, (box[3] - box[1]) / scale
        upright = {round(edge["x0"] / (_LOOSE * scale)) for edge in group if edge["orientation"] == "v"}
        level = {round(edge["top"] / (_LOOSE * scale)) for edge in group if edge["orientation"] == "h"}
        if _WIDE[0] <= width <= _WIDE[1] and _HIGH[0] <= height <= _HIGH[1] and min(len(upright), len(level)) >= 2:
            out.append(box)
    return out


def wash(image: "Image", page: PageImage, places: Sequence[Rectangle]) -> tuple["Image", list[Rectangle]]:
    """The image without the ink of blue stamps, and the frames that are not blue."""
    if not places:
        return image, []
    from PIL import ImageChops  # noqa: PLC0415  (only where OCR runs)

    red, green, blue = page.colours().split()
    ink = ImageChops.subtract(blue, ImageChops.lighter(red, green)).point(lambda value: 255 if value > _INK else 0)
    dark = red.point(lambda value: 255 if value < _DARK else 0)
    out, black = image.copy(), []
    for place in places:
        box = _grown(place, _LOOSE / 2 * page.scale, image)
        here = ink.crop(box)
        if sum(here.histogram()[1:]) < _BLUE * max(sum(dark.crop(box).histogram()[1:]), 1):
            black.append(place)
        else:
            out.paste(255, box, here)
    return out, black


def _grown(place: Rectangle, by: float, image: "Image") -> tuple[int, int, int, int]:
    return (
        max(int(place[0] - by), 0), max(int(place[1] - by), 0),
        min(int(place[2] + by), image.width), min(int(place[3] + by), image.height),
    )  # fmt: skip


def set_stamps_apart(lines: Sequence[ScanLine], places: Sequence[Rectangle], scale: float) -> list[str]:
    """Take the words of stamps out of a page's lines; returns them. A frame is a stamp's if `ĐẾN` or `Chuyển` stands in it."""
    apart: list[str] = []
    for place in places:
        inside = [(line, [word for word in line.words if _holds(place, word, scale)]) for line in lines]
        if not any(bare(word.text).strip(_EDGE) in _KEYWORDS for _, words in inside for word in words):
            continue
        left, right = _margins([line for line, words in inside if not words])
        for line, words in inside:
            if words and _is_stamps(words, place):
                apart.append(" ".join(word.text for word in words))
                _take_out(line, words, place, (left, right), scale)
    return apart


def _holds(place: Rectangle, word: Word, scale: float) -> bool:
    """Does the middle of a word stand in the frame, or in the row above it, where some stamps have the office's name?"""
    if not word.glyphs:
        return False
    x, y = (word.glyphs[0].x0 + word.glyphs[-1].x1) / 2, sum(word.edges) / 2
    return place[0] <= x <= place[2] and place[1] - _ROW * scale <= y <= place[3]


def _is_stamps(words: Sequence[Word], place: Rectangle) -> bool:
    """Above the frame words belong to the stamp if they are hardly read; inside if they are its own or are not read well."""
    mean = sum(word.confidence for word in words) / len(words)
    if sum(sum(word.edges) / 2 >= place[1] for word in words) * 2 <= len(words):
        return mean < _DOUBT
    own = any(bare(word.text).strip(_EDGE) in _WORDS for word in words)
    return own or mean < _SURE or not all(is_word(word.text) for word in words)


def _take_out(line: ScanLine, words: list[Word], place: Rectangle, margins: tuple[float, float], scale: float) -> None:
    taken = {id(word) for word in words}
    line.words = [word for word in line.words if id(word) not in taken]
    kept = [word for word in line.words if word.glyphs]
    if not kept:
        return
    left, right = margins
    first = kept[0].glyphs[0].x0
    full = kept[-1].glyphs[-1].x1 > right - _FULL * scale
    if full and place[2] > left + _INDENT * scale and first > left + _INDENT * scale:
        hidden = Word([Glyph("…", left, first - 1.0)], 0.0, ILLEGIBLE, " ".join(word.text for word in words), edges=kept[0].edges)
        line.words.insert(0, hidden)


def _margins(lines: Sequence[ScanLine]) -> tuple[float, float]:
    """Left and right edge of the lines away from the stamp; nothing is full where there are none."""
    if not lines:
        return 0.0, float("inf")
    lefts, rights = sorted(line.box[0] for line in lines), sorted(line.box[2] for line in lines)
    return float(lefts[len(lefts) // 4]), float(rights[-1 - len(rights) // 4])
