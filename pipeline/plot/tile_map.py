"""A figure of each province on the tile map."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from pipeline.plot.style import FAINT, GREY, INK, colours, letters_on, note
from pipeline.plot.words import Words
from pipeline.tiles import Regime, Tile, tile_of, tiles


@dataclass(frozen=True, slots=True)
class Figures:
    """What is drawn: a value for each province by its name in the regime, the title, and what is told below."""

    values: Mapping[str, float]
    title: str
    notes: tuple[str, ...] = ()


def draw_map(figures: Figures, regime: Regime, w: Words) -> Figure:
    """The tile map: in each square the province's short name and its figure; squares without one are hatched."""
    placed = {tile.name: figures.values[name] for name in figures.values if (tile := tile_of(regime, name))}
    unplaced = sorted(name for name in figures.values if not tile_of(regime, name))
    made = tiles(regime)
    rows, cols = max(tile.row for tile in made) + 1, max(tile.col for tile in made) + 1
    figure = Figure(figsize=(0.62 * cols + 1.5, 0.62 * rows * 0.78 + 1.5), layout="constrained")
    axes = figure.subplots()
    low, high = (min(placed.values()), max(placed.values())) if placed else (0.0, 1.0)
    scale = Normalize(low, high if high > low else low + 1)
    for tile in made:
        _square(axes, tile, placed.get(tile.name), scale, w)
    axes.set_xlim(-0.55, cols - 0.45)
    axes.set_ylim(rows - 0.45, -0.55)
    axes.axis("off")
    figure.suptitle(figures.title, x=0.02, ha="left", weight="bold")
    figure.colorbar(ScalarMappable(scale, colours()), ax=axes, shrink=0.4, aspect=18, location="right").outline.set_visible(False)
    axes.legend(
        handles=[Patch(facecolor="white", edgecolor=GREY, hatch="////", label=w.no_document)], loc="lower right", fontsize=8, frameon=False
    )
    note(figure, [*figures.notes, *([w.unplaced.format(names=", ".join(unplaced))] if unplaced else [])])
    return figure


def _square(axes: Axes, tile: Tile, value: float | None, scale: Normalize, w: Words) -> None:
    corner = (tile.col - 0.47, tile.row - 0.47)
    if value is None:
        axes.add_patch(Rectangle(corner, 0.94, 0.94, facecolor="white", edgecolor=FAINT, hatch="////", linewidth=0.8))
        axes.text(
            tile.col,
            tile.row,
            tile.short,
            ha="center",
            va="center",
            fontsize=7.5,
            color=INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
        )
        return
    share = float(scale(value))
    axes.add_patch(Rectangle(corner, 0.94, 0.94, facecolor=colours()(share), edgecolor=INK, linewidth=0.6))
    ink = letters_on(share)
    axes.text(tile.col, tile.row - 0.2, tile.short, ha="center", va="center", fontsize=7.5, weight="bold", color=ink)
    axes.text(tile.col, tile.row + 0.22, f"{value:g}".replace(".", w.decimal), ha="center", va="center", fontsize=7.5, color=ink)
