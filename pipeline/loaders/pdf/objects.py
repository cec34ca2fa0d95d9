"""What is drawn on a PDF page beside words: pictures, and the rules of tables, by pdfium."""

import itertools
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.loaders.pdf.chars import Frame

_DEPTH = 3
"""Forms inside forms that are looked into."""

_MAX_OBJECTS = 20_000
_MIN_RULES = 3
_LONG = 9.0
_THIN = 3.0
_WHITE = 250
_SAME = 0.01
_SHORT = 1.0

_SLANT = 0.02
"""How far a rule may lean, in its lengths: up to a point in all. What leans more is a stroke of a drawing or signature."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Edge = tuple[float, float, float, float]
"""(x0, top, x1, bottom) of a rule, upright or level, in points on the page as shown."""


@dataclass(slots=True)
class Drawn:
    """Pictures on a page, counted, and the paths that a table may be drawn with, empty where there is no table."""

    pictures: int = 0
    paths: "list[tuple[pdfium.PdfObject, Matrix | None]]" = field(default_factory=list)


def look_at_objects(page: "pdfium.PdfPage") -> Drawn:
    """Count pictures and the places of upright rules: a table of two columns has three. A line under words has none."""
    out = Drawn()
    places: set[int] = set()
    turned = page.get_rotation() in (90, 270)
    for count, (item, matrix) in enumerate(_objects(page)):
        if count > _MAX_OBJECTS:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            out.pictures += 1
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            out.paths.append((item, matrix))
            if len(places) < _MIN_RULES:
                places.update(_upright_places(item, turned))
    if len(places) < _MIN_RULES:
        out.paths.clear()
    return out


def edges_of(drawn: Drawn, frame: Frame) -> list[Edge]:
    """The rules that show, each once or, for a thin rectangle, as its four sides."""
    found = [edge for path, matrix in drawn.paths for edge in _path_edges(path, matrix)]
    if not found:
        return []
    x0, y0, x1, y1 = (list(column) for column in zip(*found, strict=True))
    return list(zip(*frame.place(x0, y0, x1, y1), strict=True))


def _objects(page: "pdfium.PdfPage") -> "Iterator[tuple[pdfium.PdfObject, Matrix | None]]":
    """All objects, each with what turns its coordinates into those of the page; None for nothing."""
    inner: dict[int, Matrix | None] = {}
    for item in page.get_objects(max_depth=_DEPTH):
        matrix = inner.get(id(item.container)) if item.container is not None else None
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            own: Matrix = item.get_matrix().get()
            inner[id(item)] = own if matrix is None else _both(own, matrix)
        else:
            yield item, matrix


def _both(one: Matrix, two: Matrix) -> Matrix:
    """The transformation that does `one` first, then `two`."""
    a, b, c, d, e, f = two
    (x0, y0), (x1, y1) = ((one[i] * a + one[i + 1] * c, one[i] * b + one[i + 1] * d) for i in (0, 2))
    return x0, y0, x1, y1, one[4] * a + one[5] * c + e, one[4] * b + one[5] * d + f


def _upright_places(path: "pdfium.PdfObject", turned: bool) -> set[int]:
    x0, y0, x1, y1 = path.get_bounds()
    if turned:
        x0, y0, x1, y1 = y0, x0, y1, x1
    if y1 - y0 <= _LONG or not _shows(path, frame=x1 - x0 >= _THIN):
        return set()
    return {round(x / _THIN) for x in ((x0, x1) if x1 - x0 >= _THIN else (x0,))}


def _shows(path: "pdfium.PdfObject", *, frame: bool) -> bool:
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


def _path_edges(path: "pdfium.PdfObject", matrix: Matrix | None) -> Iterator[Edge]:
    """The rules that a path draws, as (x0, y0, x1, y1) from below left."""
    own: Matrix = path.get_matrix().get()
    whole = own if matrix is None else _both(own, matrix)
    for points in _lines_of(path, whole):
        if _is_frame(points):
            (x0, y0), (x1, y1) = points[0], points[2]
            left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            if _shows(path, frame=min(right - left, high - low) >= _THIN):
                sides = ((left, high, right, high), (left, low, right, low), (left, low, left, high), (right, low, right, high))
                yield from (side for side in sides if max(side[2] - side[0], side[3] - side[1]) >= _SHORT)
        elif _shows(path, frame=False):
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                lean, length = sorted((abs(x1 - x0), abs(y1 - y0)))
                if length >= _SHORT and lean < min(1.0, _SLANT * length):
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines_of(path: "pdfium.PdfObject", matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each line of a path, in the order in which they are drawn; a closed one ends where it begins."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    points: list[Point] = []
    bent = 0
    for index in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        bent = (bent + 1) % 3 if kind == raw.FPDF_SEGMENT_BEZIERTO else 0
        if not bent:  # the first two points of a curve only pull at it
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and not _near(points[0], points[-1]):
            points.append(points[0])
    if points:
        yield points


def _near(one: Point, two: Point) -> bool:
    return abs(one[0] - two[0]) < _SAME and abs(one[1] - two[1]) < _SAME


def _is_frame(points: list[Point]) -> bool:
    """Is a line a rectangle with level sides?"""
    if len(points) != 5 or not _near(points[0], points[4]):
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3), _ = points
    level = abs(y0 - y1) + abs(x1 - x2) + abs(y2 - y3) + abs(x3 - x0)
    upright = abs(x0 - x1) + abs(y1 - y2) + abs(x2 - x3) + abs(y3 - y0)
    return min(level, upright) < 4 * _SAME
