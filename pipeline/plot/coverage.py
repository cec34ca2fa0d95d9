"""What became of a central instrument's tasks."""

import pandas as pd
from matplotlib.figure import Figure

from pipeline.plot.style import BLUE, GREY, INK, ORANGE, new_figure, note
from pipeline.plot.words import Words

STATUSES = {
    "n_same": (BLUE, "", "white"),
    "n_changed": ("#56B4E9", "///", INK),
    "n_absent": (ORANGE, "xxx", INK),
    "n_unknown": ("white", "...", GREY),
}
"""Columns of the summary with colour, hatch and colour of the hatch."""


def draw_coverage(summary: pd.DataFrame, instrument: str, w: Words) -> Figure:
    """The summary of `compare_coverage`: a bar for each province, its parts told apart by colour and hatch, with their numbers."""
    shown = summary[summary["n_documents"] > 0].sort_values("share_taken_up", na_position="last", ascending=False, kind="stable")
    missing = summary.loc[summary["n_documents"] == 0, "province"].tolist()
    figure, axes = new_figure(7.2, 1.9 + 0.3 * max(len(shown), 2))
    left = [0] * len(shown)
    labels = {"n_same": w.same, "n_changed": w.changed, "n_absent": w.absent, "n_unknown": w.unknown}
    for column, (colour, hatch, ink) in STATUSES.items():
        values = shown[column].astype(int).tolist()
        axes.barh(
            range(len(shown)), values, left=left, height=0.72, color=colour, hatch=hatch, edgecolor=ink, linewidth=0.4, label=labels[column]
        )
        for place, (start, value) in enumerate(zip(left, values, strict=True)):
            if value:
                axes.text(
                    start + value / 2, place, str(value), ha="center", va="center", fontsize=7.5, color=INK,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
                )  # fmt: skip
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.set_yticks(range(len(shown)), shown["province"].tolist())
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlabel(w.share)
    figure.suptitle(w.coverage.format(instrument=instrument), x=0.01, ha="left", weight="bold")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, fontsize=8, frameon=False)
    note(figure, [w.nobody.format(names=_wrapped(missing))] if missing else [])
    return figure


def _wrapped(names: list[str], per_line: int = 9) -> str:
    lines = [", ".join(names[start : start + per_line]) for start in range(0, len(names), per_line)]
    return ",\n".join(lines)
