"""Instruments × provinces."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline.compare.citations import COLUMNS
from pipeline.compare.scope import UNKNOWN_PROVINCE
from pipeline.plot.style import colours, letters_on, new_figure, note
from pipeline.plot.words import Words

MOST = 25
"""Instruments that are drawn: those that most provinces cite."""

_LONGEST = 40


def draw_citations(frame: pd.DataFrame, w: Words) -> Figure:
    """A result of `compare_citations` as a matrix: the number of mentions in each square, darker where there are more."""
    provinces = [name for name in frame.columns[len(COLUMNS) :] if name != UNKNOWN_PROVINCE]
    shown = frame[frame["n_provinces"] > 0].head(MOST)
    counts = shown[provinces].astype(int).to_numpy()
    figure, axes = new_figure(3.6 + 0.3 * max(len(provinces), 4), 2.1 + 0.24 * max(len(shown), 3))
    most = max(int(counts.max()) if counts.size else 1, 1)
    for (row, column), n in ((at, int(counts[at])) for at in zip(*counts.nonzero(), strict=True)):
        axes.add_patch(_square(column, row, colours()(0.08 + 0.9 * n / most)))
        axes.text(column, row, str(n), ha="center", va="center", fontsize=7, color=letters_on(0.08 + 0.9 * n / most))
    axes.set_xlim(-0.5, len(provinces) - 0.5)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_xticks(range(len(provinces)), provinces, rotation=90, fontsize=8)
    axes.set_yticks(range(len(shown)), [_label(row) for row in shown.to_dict("records")], fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure.suptitle(f"{w.citations} ({w.mentions})", x=0.01, ha="left", weight="bold")
    note(figure, [w.more.format(n=len(shown), all=len(frame))] if len(shown) < len(frame) else [])
    return figure


def _square(column: int, row: int, colour: tuple[float, float, float, float]) -> Rectangle:
    return Rectangle((column - 0.47, row - 0.47), 0.94, 0.94, facecolor=colour, edgecolor="none")


def _label(row: dict[object, object]) -> str:
    """`Quyết định 407/QĐ-TTg (2022-03-30)`; a law by its name."""
    name = str(row["title"] if row["title"] and not row["number"] else f"{row['type']} {row['number'] or ''}").strip()
    name = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return f"{name} ({row['issue_date']})" if row["issue_date"] else name
