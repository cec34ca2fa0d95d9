"""Tables of a PDF page, found by pdfplumber from the rules that are drawn."""

from typing import Any

import pdfplumber.page

from pipeline.loaders.printed.tables import NEAR, FoundTable, edges_of

_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": NEAR, "intersection_tolerance": 4}


def find_tables(page: "pdfplumber.page.Page") -> list[FoundTable]:
    """The ruled tables of a page with two columns or more."""
    left, top = page.bbox[0], page.bbox[1]
    out = []
    for found in page.filter(_is_rule).find_tables(_SETTINGS):
        cells = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in found.cells]
        if len(edges_of(x for cell in cells for x in (cell[0], cell[2]))) < 3:
            continue
        x0, y0, x1, y1 = found.bbox
        out.append(FoundTable(cells, (x0 - left, y0 - top, x1 - left, y1 - top)))
    return out


def _is_rule(item: dict[str, Any]) -> bool:
    """Lines, and rectangles that are drawn as lines or framed: what is filled only is paper or colour behind words."""
    kind = item.get("object_type")
    if kind not in ("rect", "line", "curve"):
        return False
    thin = kind != "rect" or min(item["width"], item["height"]) < NEAR
    colour = item.get("stroking_color" if item.get("stroke") else "non_stroking_color")
    return (thin or bool(item.get("stroke"))) and not _is_white(colour)


def _is_white(colour: object) -> bool:
    """White in grey or RGB. Word draws the borders of paragraphs so that are set to `no colour`."""
    values = colour if isinstance(colour, tuple | list) else (colour,)
    return len(values) in (1, 3) and all(isinstance(value, int | float) and value >= 0.98 for value in values)
