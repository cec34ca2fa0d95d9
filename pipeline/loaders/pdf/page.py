"""One page of a PDF as pdfium reads it: lines in stream order, with the place of every character."""

import re
from collections.abc import Iterator
from ctypes import byref, c_int, c_uint
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.loaders.printed.lines import Glyph, line_of, split_at_gaps
from pipeline.loaders.printed.page import PrintedPage

_LINE_END_HYPHENS = frozenset((0xFFFE, 0x2))
"""What pdfium gives for a hyphen at the end of a line, and no line break behind it: `40/2022/QĐ` U+FFFE `UBND`."""

_UNSEEN = 1.5
"""Height in points up to which nobody sees a line: Word's signature fields leave letters of half a point."""

_RAISED = 0.78
"""Height of a footnote's mark in heights of its line."""

_BACKWARDS = 0.5
"""How far left of what stands before it, in heights of the line, a character stands that was drawn out of turn. Kerning is below .1."""

_SPACE = 0.18

_UNIT = re.compile(r"(?:^|[\d\s/])[kcd]?m$")

_MIN_RULES = 3
_WHITE = 250
_THIN = 3.0
_LONG = 9.0
_MAX_PATHS = 20_000


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


def read_page(page: "pdfium.PdfPage", number: int) -> PrintedPage:
    """Read the text layer of a page."""
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right - left, top - bottom, page.get_rotation())
    width, height = page.get_size()
    out = PrintedPage(number, width, height)
    textpage = page.get_textpage()
    try:
        for glyphs, cut in _raw_lines(textpage, frame):
            y0, y1 = _edges(glyphs)
            if 0 < y1 - y0 < _UNSEEN:
                continue
            marked = _notes_marked(_from_left_to_right(glyphs, y1 - y0), y0, y1)
            parts = split_at_gaps([glyph for glyph, _, _ in marked], y1 - y0)
            made = [line_of(part, y0, y1, number, cut=cut and part is parts[-1]) for part in parts]
            out.lines.extend(line for line in made if line is not None)
    finally:
        textpage.close()
    _look_at_objects(page, out)
    return out


_Placed = tuple[Glyph, float, float]


def _raw_lines(textpage: "pdfium.PdfTextPage", frame: _Frame) -> Iterator[tuple[list[_Placed], bool]]:
    """Lines as pdfium breaks them: characters with upper and lower edge, and if the line ends with a hyphen."""
    box, handle = raw.FS_RECTF(), textpage.raw
    glyphs: list[_Placed] = []
    unicode_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    high = 0
    for index in range(textpage.count_chars()):
        code = unicode_at(handle, index)
        if code in (0x0A, 0x0D):
            yield from ((row, False) for row in _by_height(glyphs))
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
            yield from ((row, row is rows[-1]) for rows in [_by_height(glyphs)] for row in rows)
            glyphs = []
    yield from ((row, False) for row in _by_height(glyphs))


def _by_height(glyphs: list[_Placed]) -> list[list[_Placed]]:
    """The printed lines in what pdfium takes for one: it sees no break in a number that a narrow cell breaks (`31/5/202` `5`)."""
    heights = [bottom - top for _, top, bottom in glyphs if bottom > top]
    if not heights:
        return [glyphs] if glyphs else []
    if max(bottom for _, _, bottom in glyphs) - min(top for _, top, bottom in glyphs if bottom > top) < 1.5 * max(heights):
        return [glyphs]
    rows: list[tuple[float, list[_Placed]]] = []
    row: list[_Placed] = []
    for placed in glyphs:
        _, top, bottom = placed
        middle = (top + bottom) / 2
        if bottom > top:  # a space of pdfium's own has no place and goes with what stands before it
            found = next((members for centre, members in rows if abs(centre - middle) < 0.5 * max(heights)), None)
            if found is None:
                found = []
                rows.append((middle, found))
            row = found
        row.append(placed)
    return [members for _, members in sorted(rows, key=lambda item: item[0])]


def _from_left_to_right(glyphs: list[_Placed], height: float) -> list[_Placed]:
    """Characters that were drawn out of turn, where they stand.

    A program whose font lacks a letter draws it from another font behind the rest of the line: `T NH HÀ TĨNH Ỉ` for `TỈNH HÀ TĨNH`.
    """
    edge = glyphs[0][0].x0
    for glyph, _, _ in glyphs:
        if glyph.x1 > glyph.x0 and glyph.x0 < edge - _BACKWARDS * height:
            break
        edge = max(edge, glyph.x1)
    else:
        return glyphs
    # Spaces without width are pdfium's own, for the gaps that it saw.
    out: list[_Placed] = []
    for placed in sorted((placed for placed in glyphs if placed[0].x1 > placed[0].x0), key=lambda placed: placed[0].x0):
        if out and placed[0].x0 - out[-1][0].x1 > _SPACE * height and placed[0].text.strip() and out[-1][0].text.strip():
            out.append((Glyph(" ", out[-1][0].x1, out[-1][0].x1), placed[1], placed[2]))
        out.append(placed)
    return out or glyphs


def _edges(glyphs: list[_Placed]) -> tuple[float, float]:
    """Upper and lower edge of the letters of a line: the middle ones, so that a raised mark does not count."""
    shown = [(y0, y1) for glyph, y0, y1 in glyphs if y1 > y0 and glyph.text.strip()]
    if not shown:
        return 0.0, 0.0
    middle = len(shown) // 2
    return sorted(y0 for y0, _ in shown)[middle], sorted(y1 for _, y1 in shown)[middle]


def _notes_marked(glyphs: list[_Placed], y0: float, y1: float) -> list[_Placed]:
    """A small raised number becomes `[1]`: as a plain 1 it would be part of the word or number before it. `m2` is a unit."""
    height = y1 - y0
    raised = [glyph.text.isdigit() and 0 < bottom - top < _RAISED * height and bottom < y1 - 0.08 * height for glyph, top, bottom in glyphs]
    if not any(raised):
        return glyphs
    out: list[_Placed] = []
    for i, (glyph, top, bottom) in enumerate(glyphs):
        begins = raised[i] and not (i and raised[i - 1])
        if begins and _UNIT.search("".join(g.text for g, _, _ in glyphs[max(i - 4, 0) : i])):
            raised[i] = False
        elif begins:
            out.append((Glyph("[", glyph.x0, glyph.x0), top, bottom))
        out.append((glyph, top, bottom))
        if raised[i] and not (i + 1 < len(glyphs) and raised[i + 1]):
            out.append((Glyph("]", glyph.x1, glyph.x1), top, bottom))
    return out


def _look_at_objects(page: "pdfium.PdfPage", out: PrintedPage) -> None:
    """Count pictures, and the places of upright rules: a table of two columns has three. A line under words has none."""
    places: set[int] = set()
    turned = page.get_rotation() in (90, 270)
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if count > _MAX_PATHS or len(places) >= _MIN_RULES:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            out.pictures += 1
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            x0, y0, x1, y1 = item.get_bounds()
            if turned:
                x0, y0, x1, y1 = y0, x0, y1, x1
            if y1 - y0 > _LONG and _is_drawn(item, frame=x1 - x0 >= _THIN):
                places.update(round(x / _THIN) for x in ((x0, x1) if x1 - x0 >= _THIN else (x0,)))
    out.ruled = len(places) >= _MIN_RULES


def _is_drawn(path: "pdfium.PdfObject", *, frame: bool) -> bool:
    """Does a path show as a rule? A frame that is only filled is paper behind words, and white rules show nothing."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path.raw, byref(fill), byref(stroke))
    if frame and not stroke.value:
        return False
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    colour = raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor
    if not colour(path.raw, byref(red), byref(green), byref(blue), byref(alpha)):
        return True
    return min(red.value, green.value, blue.value) < _WHITE
