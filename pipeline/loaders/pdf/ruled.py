"""Tables of a PDF page: pdfium has the rules that are drawn, pdfplumber finds the cells between them."""

from collections.abc import Sequence
from typing import Any

from pdfplumber.table import TableFinder

from pipeline.loaders.pdf.objects import Edge
from pipeline.loaders.printed.tables import NEAR, FoundTable, edges_of

_SETTINGS = {"vertical_strategy": "explicit", "horizontal_strategy": "explicit", "snap_tolerance": NEAR, "intersection_tolerance": 4}

_MAX_CROSSINGS = 5_000
"""Crossings of rules beyond which a page is a drawing: what pdfplumber does with them takes the square of their number."""


def find_tables(edges: Sequence[Edge]) -> list[FoundTable]:
    """The tables of two columns or more that rules make."""
    upright = [_named(edge, "v") for edge in edges if edge[2] - edge[0] < edge[3] - edge[1]]
    level = [_named(edge, "h") for edge in edges if edge[2] - edge[0] >= edge[3] - edge[1]]
    columns, rows = edges_of(edge["x0"] for edge in upright), edges_of(edge["top"] for edge in level)
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > _MAX_CROSSINGS:
        return []
    out = []
    # With explicit lines only, nothing is asked of a page: pdfplumber would read all its characters.
    found = TableFinder(None, _SETTINGS | {"explicit_vertical_lines": upright, "explicit_horizontal_lines": level})  # type: ignore[arg-type]
    for table in found.tables:
        if len(edges_of(x for cell in table.cells for x in (cell[0], cell[2]))) >= 3:
            out.append(FoundTable(list(table.cells), table.bbox))
    return out


def _named(edge: Edge, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = edge
    sides = {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return sides | {"object_type": "line_edge", "orientation": orientation}
