"""The pictures, as inline SVG. Colours, fonts and strokes are classes of the style sheet, so that dark mode and print apply."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from pipeline.report.families import Family, Place, TileMap, figure_text
from pipeline.report.shown import Shown

_TILE_W, _TILE_H, _GAP = 54, 38, 3
_PATTERNS = Markup(
    '<defs><pattern id="p-none" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="pat" d="M0 0V6"/></pattern>'
    '<pattern id="p-news" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="dot" cx="3" cy="3" r="1"/></pattern>'
    '<pattern id="p-merged" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<path class="pat" d="M0 0V6"/></pattern></defs>'
)


def patterns() -> Markup:
    """Fills that tell the states of a square without colour; once in the page."""
    return Markup('<svg class="defs" width="0" height="0" aria-hidden="true">{}</svg>').format(_PATTERNS)


def tile_map(drawn: TileMap, name: str, label: str, links: Mapping[str, str], shown: Shown) -> Markup:
    """A square for each province with its letters and the figure `answered`; the script puts others in. `links`: document id → address."""
    rows, cols = (max(getattr(place.tile, axis) for place in drawn.places) + 1 for axis in ("row", "col"))
    width, height = cols * (_TILE_W + _GAP) - _GAP, rows * (_TILE_H + _GAP) - _GAP
    squares = Markup("").join(_tile(place, f"{name}-{place.tile.short}", links, shown) for place in drawn.places)
    shape = Markup('<svg class="tiles" id="{}" viewBox="-1 -1 {} {}" width="{}" height="{}" role="group" aria-label="{}">{}</svg>')
    return shape.format(name, width + 2, height + 2, width + 2, height + 2, label, squares)


def _tile(place: Place, key: str, links: Mapping[str, str], shown: Shown) -> Markup:
    x, y = place.tile.col * (_TILE_W + _GAP), place.tile.row * (_TILE_H + _GAP)
    state = shown.t(f"status.{place.status}")
    inside = Markup(
        '<title>{}: {}</title><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>{}<text x="{}" y="{}">{}</text>'
        '<text class="v" x="{}" y="{}">{}</text>'
    ).format(
        place.tile.name, state, x, y, _TILE_W, _TILE_H, _overlay(place, x, y), x + _TILE_W // 2, y + 16, place.tile.short,
        x + _TILE_W // 2, y + 31, figure_text("answered", place, shown),
    )  # fmt: skip
    link = next((links[one] for one in place.documents if one in links), None)
    if link is None:
        return Markup('<g class="tile {}" id="{}">{}</g>').format(place.status, key, inside)
    return Markup('<a class="tile {}" id="{}" href="{}" aria-label="{}: {}">{}</a>').format(
        place.status, key, link, place.tile.name, state, inside
    )


def _overlay(place: Place, x: int, y: int) -> Markup:
    if place.status == "official":
        return Markup("")
    shape = Markup('<rect class="over" x="{}" y="{}" width="{}" height="{}" rx="4"/>')
    return shape.format(x, y, _TILE_W, _TILE_H)


_LABEL, _AXIS, _ROW, _TOP = 128, 560, 22, 34


def timeline(family: Family, label: str, links: Mapping[str, str], shown: Shown) -> Markup | None:
    """A row for each dated plan on an axis of days since the central instrument; None without any."""
    dated = [row for row in family.timeline if row["days_max"] is not None]
    if not dated:
        return None
    least = min(0, *(int(_low(row)) for row in dated))
    ticks = _ticks(least, max(1, *(int(row["days_max"]) for row in dated)))
    span = (ticks[0], ticks[-1])
    height = _TOP + len(dated) * _ROW + 8
    parts = [_axis(ticks, span, height, shown)]
    parts += [_lag(row, _TOP + k * _ROW, span, links, shown) for k, row in enumerate(dated)]
    median = family.summary.get("median")
    if median is not None and median == median and len(dated) > 2:
        parts.append(_median(float(median), span, height, shown))
    shape = Markup('<svg class="timeline" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" aria-label="{2}">{3}</svg>')
    return shape.format(_LABEL + _AXIS + 90, height, label, Markup("").join(parts))


def _low(row: Mapping[str, Any]) -> Any:
    return row["days_max"] if row["days_min"] is None else row["days_min"]


def _ticks(least: int, most: int) -> list[int]:
    """Round numbers of days around the data: 0, 50, 100, …; at most nine."""
    step = next(size for size in (5, 10, 25, 50, 100, 200, 500, 1000, 10**5) if (most - least) / size <= 7)
    first, last = least // step, -(-most // step)
    return [step * k for k in range(first, last + 1)]


def _x(day: float, span: tuple[int, int]) -> float:
    return round(_LABEL + 10 + _AXIS * (day - span[0]) / (span[1] - span[0]), 1)


def _axis(ticks: Sequence[int], span: tuple[int, int], height: int, shown: Shown) -> Markup:
    line = Markup('<path class="grid{}" d="M{} {}V{}"/><text class="axis" x="{}" y="14">{}</text>')
    lines = [line.format(" zero" if day == 0 else "", x := _x(day, span), _TOP - 12, height - 6, x, shown.n(day)) for day in ticks]
    return Markup("").join(lines)


def _lag(row: Mapping[str, Any], y: int, span: tuple[int, int], links: Mapping[str, str], shown: Shown) -> Markup:
    low, high = _x(float(_low(row)), span), _x(float(row["days_max"]), span)
    exact = row["days"] is not None
    days = shown.n(row["days"]) if exact else shown.t("timeline.at_most", days=int(row["days_max"]))
    bar = Markup('<path class="stem" d="M{} {}H{}"/>').format(_x(max(0, span[0]), span), y + 7, low)
    dot = Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format("exact" if exact else "open", high, y + 7)
    between = Markup('<path class="range" d="M{} {}H{}"/>').format(low, y + 7, high) if high > low else Markup("")
    name = Markup('<text class="name" x="{}" y="{}">{}</text>').format(_LABEL, y + 11, row["province"])
    link = links.get(str(row["document_id"]))
    named = Markup('<a href="{}">{}</a>').format(link, name) if link else name
    value = Markup('<text class="days" x="{}" y="{}">{}</text>').format(high + 10, y + 11, days)
    return Markup("<g>{}{}{}{}{}</g>").format(named, bar, between, dot, value)


def _median(days: float, span: tuple[int, int], height: int, shown: Shown) -> Markup:
    x = _x(days, span)
    line = Markup('<path class="median" d="M{} {}V{}"/><text class="median" x="{}" y="{}">{}</text>')
    return line.format(x, _TOP - 6, height - 6, x, 28, shown.t("timeline.median", days=shown.n(days)))


def shares(parts: Sequence[tuple[str, float]], label: str) -> Markup:
    """A bar of 100 % cut into parts: (class, share). The numbers stand beside it in the table."""
    shape = Markup('<rect class="{}" x="{}" y="0" width="{}" height="12"/>')
    at, drawn = 0.0, []
    for name, share in parts:
        drawn.append(shape.format(name, round(at, 1), round(100 * share, 1)))
        at += 100 * share
    whole = Markup(
        '<svg class="shares" viewBox="0 0 100 12" preserveAspectRatio="none" width="100" height="12" role="img" aria-label="{}">{}</svg>'
    )
    return whole.format(label, Markup("").join(drawn))
