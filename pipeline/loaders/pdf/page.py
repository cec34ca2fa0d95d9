"""One page of a PDF as pdfium reads it: lines in stream order, with the place of every character."""

from collections.abc import Iterator
from ctypes import byref
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.loaders.pdf.lines import Glyph, PrintedLine, line_of, split_at_gaps

_LINE_END_HYPHENS = frozenset((0xFFFE, 0x2))
"""What pdfium gives for a hyphen at the end of a line, and no line break behind it: `40/2022/QĐ` U+FFFE `UBND`."""

_RAISED = 0.78
"""Height of a footnote's mark in heights of its line."""

_MIN_RULED = 2
_THIN = 3.0
_LONG = 9.0
_MAX_PATHS = 20_000


@dataclass(slots=True)
class PdfPage:
    """A page: size as shown, lines in reading order, whether it may hold a table, and how many pictures it holds."""

    number: int
    width: float
    height: float
    lines: list[PrintedLine] = field(default_factory=list)
    ruled: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns pdfium's coordinates (origin below left, page not turned) into places on the page as shown (origin above left)."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) of a box."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.rotation == 90:
            return y0, x0, y1, x1
        if self.rotation == 180:
            return self.width - x1, y0, self.width - x0, y1
        if self.rotation == 270:
            return self.height - y1, self.width - x1, self.height - y0, self.width - x0
        return x0, self.height - y1, x1, self.height - y0


def read_page(page: "pdfium.PdfPage", number: int) -> PdfPage:
    """Read the text layer of a page."""
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right - left, top - bottom, page.get_rotation())
    width, height = page.get_size()
    out = PdfPage(number, width, height)
    textpage = page.get_textpage()
    try:
        for glyphs, y0, y1, cut in _raw_lines(textpage, frame):
            glyphs = _notes_marked(glyphs, y0, y1)
            parts = split_at_gaps([glyph for glyph, _, _ in glyphs], y1 - y0)
            made = [line_of(part, y0, y1, number, cut=cut and part is parts[-1]) for part in parts]
            out.lines.extend(line for line in made if line is not None)
    finally:
        textpage.close()
    _look_at_objects(page, out)
    return out


_Placed = tuple[Glyph, float, float]


def _raw_lines(textpage: "pdfium.PdfTextPage", frame: _Frame) -> Iterator[tuple[list[_Placed], float, float, bool]]:
    """Lines as pdfium breaks them: characters with upper and lower edge, the line's edges, and if it ends with a hyphen."""
    box, handle = raw.FS_RECTF(), textpage.raw
    glyphs: list[_Placed] = []
    unicode_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    high = 0
    for index in range(textpage.count_chars()):
        code = unicode_at(handle, index)
        if code in (0x0A, 0x0D):
            if glyphs:
                yield glyphs, *_edges(glyphs), False
                glyphs = []
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        cut = code in _LINE_END_HYPHENS
        text = "-" if cut else chr(code)
        if code == 0 or (code < 0x20 and not cut and code != 0x09):
            continue
        box_at(handle, index, byref(box))
        x0, y0, x1, y1 = frame.place(box.left, box.bottom, box.right, box.top)
        glyphs.append((Glyph(text, x0, x1), y0, y1))
        if cut:
            yield glyphs, *_edges(glyphs), True
            glyphs = []
    if glyphs:
        yield glyphs, *_edges(glyphs), False


def _edges(glyphs: list[_Placed]) -> tuple[float, float]:
    """Upper and lower edge of the letters of a line: the middle ones, so that a raised mark does not count."""
    shown = [(y0, y1) for glyph, y0, y1 in glyphs if y1 > y0 and glyph.text.strip()]
    if not shown:
        return 0.0, 0.0
    middle = len(shown) // 2
    return sorted(y0 for y0, _ in shown)[middle], sorted(y1 for _, y1 in shown)[middle]


def _notes_marked(glyphs: list[_Placed], y0: float, y1: float) -> list[_Placed]:
    """A small raised number behind a word becomes `[1]`: as a plain 1 it would be part of the word or number before it."""
    out: list[_Placed] = []
    height = y1 - y0
    raised = [g.text.isdigit() and top < bottom and bottom - top < _RAISED * height and bottom < y1 - 0.1 * height for g, top, bottom in glyphs]
    for i, (glyph, top, bottom) in enumerate(glyphs):
        if raised[i] and i and not (i and raised[i - 1]):
            out.append((Glyph("[", glyph.x0, glyph.x0), top, bottom))
        out.append((glyph, top, bottom))
        if raised[i] and any(not r for r in raised[:i]) and not (i + 1 < len(glyphs) and raised[i + 1]):
            out.append((Glyph("]", glyph.x1, glyph.x1), top, bottom))
    return out


def _look_at_objects(page: "pdfium.PdfPage", out: PdfPage) -> None:
    """Count pictures, and upright lines: a table has at least two; what is drawn under words has none."""
    upright = 0
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if count > _MAX_PATHS or upright >= _MIN_RULED * 2:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            out.pictures += 1
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            x0, y0, x1, y1 = item.get_bounds()
            if page.get_rotation() in (90, 270):
                x0, y0, x1, y1 = y0, x0, y1, x1
            tall = y1 - y0 > _LONG
            upright += (tall and x1 - x0 < _THIN) + 2 * (tall and x1 - x0 > _LONG)
    out.ruled = upright >= _MIN_RULED
