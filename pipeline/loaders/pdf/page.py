"""One page of a PDF as pdfium reads it: lines in stream order, with the place of every character."""

import re
from itertools import accumulate, chain
from operator import sub

import pypdfium2 as pdfium

from pipeline.loaders.pdf.chars import Frame, PlacedRow, raw_lines
from pipeline.loaders.pdf.objects import edges_of, look_at_objects
from pipeline.loaders.pdf.ruled import find_tables
from pipeline.loaders.printed.assemble import PageRead
from pipeline.loaders.printed.page import PrintedPage

_UNSEEN = 1.5
"""Height in points up to which nobody sees a line: Word's signature fields leave letters of half a point."""

_RAISED = 0.78
"""Height of a footnote's mark in heights of its line."""

_RISE = 0.27
"""How far above the lower edge of the line such a mark stands, in heights of the line. Word raises it by a third; a digit that another font
lends to the line, whose letters hang less deep, stands up to .24 above.
"""

_BACKWARDS = 0.5
"""How far left of what stands before it, in heights of the line, a character stands that was drawn out of turn. Kerning is below .1."""

_SPACE = 0.18

_UNIT = re.compile(r"(?:^|[\d\s/])[kcd]?m$")


def read_page(page: "pdfium.PdfPage", number: int) -> PageRead:
    """Read the text layer of a page and its ruled tables."""
    width, height = page.get_size()
    frame, drawn = Frame.of(page), look_at_objects(page)
    out = PrintedPage(number, width, height, pictures=drawn.pictures)
    for found, cut in raw_lines(page, frame):
        rows = _by_height(found)
        for row in rows:
            y0, y1 = row.edges()
            if 0 < y1 - y0 < _UNSEEN:
                continue
            marked = _notes_marked(_from_left_to_right(row, y1 - y0), y0, y1)
            parts = marked.columns(y1 - y0)
            made = [part.line(y0, y1, number, cut=cut and row is rows[-1] and part is parts[-1]) for part in parts]
            out.lines.extend(line for line in made if line is not None)
    return PageRead(out, find_tables(edges_of(drawn, frame)))


def _by_height(line: PlacedRow) -> list[PlacedRow]:
    """The printed lines in what pdfium takes for one: it sees no break in a number that a narrow cell breaks (`31/5/202` `5`)."""
    heights = line.heights()
    tallest = max(heights)
    if tallest <= 0:
        return [line]
    highest = min(line.top) if min(heights) > 0 else min(top for top, height in zip(line.top, heights, strict=True) if height > 0)
    if max(line.bottom) - highest < 1.5 * tallest:
        return [line]
    rows: list[tuple[float, list[int]]] = []
    row: list[int] = []
    for i, (top, bottom) in enumerate(zip(line.top, line.bottom, strict=True)):
        middle = (top + bottom) / 2
        if bottom > top:  # a space of pdfium's own has no place and goes with what stands before it
            found = next((members for centre, members in rows if abs(centre - middle) < 0.5 * tallest), None)
            if found is None:
                found = []
                rows.append((middle, found))
            row = found
        row.append(i)
    return [line.picked(members) for _, members in sorted(rows, key=lambda item: item[0])]


def _from_left_to_right(row: PlacedRow, height: float) -> PlacedRow:
    """Characters that were drawn out of turn, where they stand.

    A program whose font lacks a letter draws it from another font behind the rest of the line: `T NH HÀ TĨNH Ỉ` for `TỈNH HÀ TĨNH`.
    """
    # Spaces without width are pdfium's own, for the gaps that it saw.
    back, limit = list(map(sub, row.x0, accumulate(chain(row.x0[:1], row.x1), max))), -_BACKWARDS * height
    if min(back) >= limit or not any(x1 > x0 for x, x0, x1 in zip(back, row.x0, row.x1, strict=True) if x < limit):
        return row
    drawn = [i for i, (x0, x1) in enumerate(zip(row.x0, row.x1, strict=True)) if x1 > x0]
    out = PlacedRow([], [], [], [], [])
    for i in sorted(drawn, key=row.x0.__getitem__):
        wide = bool(out.x1) and row.x0[i] - out.x1[-1] > _SPACE * height
        if wide and row.texts[i].strip() and out.texts[-1].strip():
            out.add(" ", out.x1[-1], out.x1[-1], row.top[i], row.bottom[i])
        out.add(row.texts[i], row.x0[i], row.x1[i], row.top[i], row.bottom[i])
    return out if out.texts else row


def _may_be_mark(row: PlacedRow, i: int, end: int, height: float) -> bool:
    """Does the small number i:end stand where a note's mark may? Right behind words or at the beginning of the note's own; not in another
    column, nor in `(1)`, `13-14`, `m2`.
    """
    before = next((k for k in range(i - 1, -1, -1) if row.texts[k].strip()), None)
    if before is None:
        behind = next((k for k in range(end, len(row.texts)) if row.texts[k].strip()), None)
        return behind is not None and row.x0[behind] - row.x1[end - 1] < 1.5 * height and row.texts[behind] not in "-–)/"
    near = row.x0[i] - row.x1[before] < 0.4 * height
    return near and row.texts[before] not in "-–(" and not _UNIT.search("".join(row.texts[max(i - 4, 0) : i]))


def _notes_marked(row: PlacedRow, y0: float, y1: float) -> PlacedRow:
    """A small raised number becomes `[1]`: as a plain 1 it would be part of the word or number before it. `m2` is a unit."""
    height = y1 - y0
    if min(row.heights()) >= _RAISED * height or not any(map(str.isdigit, row.texts)):
        return row
    raised = [
        text.isdigit() and 0 < bottom - top < _RAISED * height and bottom < y1 - _RISE * height
        for text, top, bottom in zip(row.texts, row.top, row.bottom, strict=True)
    ]
    if not any(raised):
        return row
    out = PlacedRow([], [], [], [], [])
    for i, (text, x0, x1, top, bottom) in enumerate(zip(row.texts, row.x0, row.x1, row.top, row.bottom, strict=True)):
        begins = raised[i] and not (i and raised[i - 1])
        end = next((k for k in range(i, len(raised)) if not raised[k]), len(raised))
        if begins and not _may_be_mark(row, i, end, height):
            raised[i:end] = [False] * (end - i)
        elif begins:
            out.add("[", x0, x0, top, bottom)
        out.add(text, x0, x1, top, bottom)
        if raised[i] and not (i + 1 < len(raised) and raised[i + 1]):
            out.add("]", x1, x1, top, bottom)
    return out
