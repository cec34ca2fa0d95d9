"""Rules drawn on a scanned page: they make the cells of tables, and are taken out of the image before letters are read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.loaders.printed.tables import FoundTable, edges_of

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

_DARK = 150
_WIDE, _HIGH = 34.0, 19.0
"""Points from which a run of dark pixels is a rule: capitals of a title are 12 high, a row of one line 15 to 20."""

_THICK = 3.2
"""Points up to which a run is thin enough for a rule; bars and the black edge of a scan are thicker."""

_NEAR = 3.0
_FEW_CELLS = 4
_UPRIGHT = 3
_SIDE = 0.9
"""Share of a table's height that both its sides reach."""

Edge = dict[str, Any]


def take_rules(image: "Image", scale: float) -> tuple["Image", list[FoundTable], list[Edge]]:
    """The image without its rules, the tables that they make and the rules themselves, in pixels. `scale` is pixels per point."""
    import numpy as np  # noqa: PLC0415  (only where OCR runs)
    from PIL import Image as Images  # noqa: PLC0415

    grey = np.array(image)
    dark = grey < _DARK
    across, down = (_runs(dark, round(length * scale), axis, round(_THICK * scale)) for length, axis in ((_WIDE, 1), (_HIGH, 0)))
    edges = [*_edges(across, "h"), *_edges(down, "v")]
    rules = across | down
    if not rules.any():
        return image, [], []
    grey[_wider(rules)] = 255
    return Images.fromarray(grey), _tables(edges, scale), edges


def _runs(dark: "Mask", length: int, axis: int, thick: int) -> "Mask":
    """Pixels of thin runs that are `length` long along an axis."""
    from scipy import ndimage  # noqa: PLC0415

    # A rule that the scan has tilted by a pixel is still one: its neighbours across count as dark.
    near = ndimage.maximum_filter1d(dark, 3, axis=1 - axis)
    kept = ndimage.minimum_filter1d(near, length, axis=axis)
    runs = ndimage.maximum_filter1d(kept, length + 1, axis=axis) & dark
    bulk = ndimage.minimum_filter1d(runs, thick + 2, axis=1 - axis)
    found: Mask = runs & ~ndimage.maximum_filter1d(bulk, 3 * thick, axis=1 - axis)
    return found


def _wider(rules: "Mask") -> "Mask":
    from scipy import ndimage  # noqa: PLC0415

    found: Mask = ndimage.maximum_filter(rules, 3)
    return found


def _edges(rules: "Mask", way: str) -> list[Edge]:
    """The rules as pdfplumber's edges: one for each group of touching pixels."""
    from scipy import ndimage  # noqa: PLC0415

    labels, _ = ndimage.label(rules, structure=[[1, 1, 1]] * 3)
    out = []
    for rows, columns in ndimage.find_objects(labels):
        x0, x1, y0, y1 = columns.start, columns.stop, rows.start, rows.stop
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        place = (x0, x1, middle_y, middle_y) if way == "h" else (middle_x, middle_x, y0, y1)
        out.append(
            dict(zip(("x0", "x1", "top", "bottom"), map(float, place), strict=True))
            | {"orientation": way, "object_type": "line", "width": float(x1 - x0), "height": float(y1 - y0)}
        )
    return out


def _tables(edges: Sequence[Edge], scale: float) -> list[FoundTable]:
    near = _NEAR * scale
    merged = merge_edges(list(edges), near, near, 4 * near, 4 * near)
    out = []
    for group in groups(merged, near):
        cells = intersections_to_cells(edges_to_intersections(_framed(group, 4 * near), near, near))
        for table in cells_to_tables(cells):
            upright = edges_of(x / scale for cell in table for x in (cell[0], cell[2]))
            if len(table) >= _FEW_CELLS and len(upright) >= _UPRIGHT:
                lefts, tops, rights, bottoms = zip(*table, strict=True)
                out.append(FoundTable(list(table), (min(lefts), min(tops), max(rights), max(bottoms))))
    return out


def groups(edges: Sequence[Edge], near: float) -> list[list[Edge]]:
    """Edges that touch, directly or through others."""
    groups: list[list[Edge]] = []
    for edge in edges:
        touched = [group for group in groups if any(_touch(edge, other, near) for other in group)]
        groups = [group for group in groups if group not in touched] + [[edge, *(other for group in touched for other in group)]]
    return groups


def _touch(a: Edge, b: Edge, near: float) -> bool:
    return all(a[low] <= b[high] + near and b[low] <= a[high] + near for low, high in (("x0", "x1"), ("top", "bottom")))


def _framed(group: list[Edge], near: float) -> list[Edge]:
    """The edges of a table with its frame whole: a stamp over it hides a part, and upright rules begin below the hole."""
    down = [edge for edge in group if edge["orientation"] == "v"]
    if len(down) < _UPRIGHT:
        return group
    x0, x1 = min(edge["x0"] for edge in down), max(edge["x1"] for edge in down)
    top, bottom = min(edge["top"] for edge in down), max(edge["bottom"] for edge in down)
    sides = [edge for edge in down if edge["x0"] in (x0, x1) and edge["bottom"] - edge["top"] > _SIDE * (bottom - top)]
    if len(sides) <= 1:
        return group
    for edge in down:
        edge["top"] = top if edge["top"] - top < near else edge["top"]
        edge["bottom"] = bottom if bottom - edge["bottom"] < near else edge["bottom"]
    frame = [{**sides[0], "x0": x0, "x1": x1, "top": y, "bottom": y, "orientation": "h"} for y in (top, bottom)]
    return merge_edges(group + frame, near / 4, near / 4, near, near)
