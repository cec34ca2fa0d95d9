"""The characters of a PDF page with their places, all at once: a call of pdfium for each from Python would take ten times as long."""

import re
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise, repeat
from operator import gt, sub
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.loaders.printed.lines import Row

_HYPHENS = "\ufffe\x02"
"""What pdfium gives for a hyphen at the end of a line, and no line break behind it: `40/2022/QĐ` U+FFFE `UBND`."""

_LINE = re.compile(rf"[^\r\n{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns pdfium's coordinates (origin below left, page not turned) into places on the page as shown (origin above left)."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @classmethod
    def of(cls, page: "pdfium.PdfPage") -> "Frame":
        """The frame of a page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation())

    def place(self, x0: list[float], y0: list[float], x1: list[float], y1: list[float]) -> tuple[list[float], ...]:
        """(x0, top, x1, bottom) of boxes, each as a column."""
        if self.left:
            x0, x1 = ([x - self.left for x in column] for column in (x0, x1))
        if self.bottom:
            y0, y1 = ([y - self.bottom for y in column] for column in (y0, y1))
        if self.rotation == 90:
            return y0, x0, y1, x1
        if self.rotation == 180:
            return _from(self.width, x1), y0, _from(self.width, x0), y1
        if self.rotation == 270:
            return _from(self.height, y1), _from(self.width, x1), _from(self.height, y0), _from(self.width, x0)
        return x0, _from(self.height, y1), x1, _from(self.height, y0)


def _from(edge: float, values: list[float]) -> list[float]:
    return [edge - value for value in values]


@dataclass(slots=True)
class PlacedRow(Row):
    """Characters with their upper and lower edges too."""

    top: list[float]
    bottom: list[float]

    def add(self, text: str, x0: float, x1: float, top: float, bottom: float) -> None:
        """Add a character to a row whose texts are a list."""
        assert isinstance(self.texts, list)
        for column, value in zip((self.x0, self.x1, self.top, self.bottom), (x0, x1, top, bottom), strict=True):
            column.append(value)
        self.texts.append(text)

    def picked(self, indices: list[int]) -> "PlacedRow":
        """Some of the characters, in the order given."""
        columns = ([column[i] for i in indices] for column in (self.x0, self.x1, self.top, self.bottom))
        return PlacedRow([self.texts[i] for i in indices], *columns)

    def heights(self) -> list[float]:
        """Height of each character; 0 for a space that the page does not draw."""
        return list(map(sub, self.bottom, self.top))

    def edges(self) -> tuple[float, float]:
        """Upper and lower edge of the letters: the middle ones, so that a raised mark does not count."""
        shown = [not text.isspace() for text in self.texts]
        tops, bottoms = list(compress(self.top, shown)), list(compress(self.bottom, shown))
        high = list(map(gt, bottoms, tops))
        if not all(high):
            tops, bottoms = list(compress(tops, high)), list(compress(bottoms, high))
        if not tops:
            return 0.0, 0.0
        middle = len(tops) // 2
        return sorted(tops)[middle], sorted(bottoms)[middle]


def raw_lines(page: "pdfium.PdfPage", frame: Frame) -> Iterator[tuple[PlacedRow, bool]]:
    """Lines as pdfium breaks them, in the order of the stream, and if they end with a hyphen."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range()
        handle = _address(textpage.raw)
        if len(text) != count:  # it left something out
            text = _text(handle, count)
        x0, top, x1, bottom = frame.place(*_boxes(handle, count))
    finally:
        textpage.close()
    for found in _LINE.finditer(text):
        a, b = found.span()
        piece = found[0]
        cut = piece[-1] in _HYPHENS
        row = PlacedRow(piece[:-1] + "-" if cut else piece, x0[a:b], x1[a:b], top[a:b], bottom[a:b])
        if _CONTROL.search(row.text):
            row = row.picked([i for i, code in enumerate(row.texts) if not _CONTROL.match(code)])
        if row.texts:
            yield row, cut


def _boxes(handle: int, count: int) -> tuple[list[float], ...]:
    """Left, lower, right and upper edges of all characters."""
    values = array("f", bytes(16 * count))
    start, _ = values.buffer_info()
    box_at = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
    deque(map(box_at, repeat(handle), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return values[0::4].tolist(), values[3::4].tolist(), values[2::4].tolist(), values[1::4].tolist()


def _text(handle: int, count: int) -> str:
    """The characters one by one. Beyond the first plane, a character may come as two halves: the first becomes a control character."""
    unicode_at = _function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
    codes = list(map(unicode_at, repeat(handle), range(count)))
    for i, (high, low) in enumerate(pairwise(codes)):
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            codes[i], codes[i + 1] = 0, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return "".join(map(chr, codes))


@cache
def _function(name: str, *types: Any) -> Callable[..., Any]:
    """A function of pdfium that takes addresses as numbers."""
    return CFUNCTYPE(*types)(_address(getattr(raw, name)))


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0
