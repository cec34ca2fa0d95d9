"""How long after the central instrument each province's plan came."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.plot.style import BLUE, FAINT, INK, ORANGE, new_figure, note
from pipeline.plot.words import Words


def draw_timeline(frame: pd.DataFrame, w: Words) -> Figure:
    """A result of `compare_timeline` for one family: a mark for each plan, a line where only an interval is known.

    A circle is a document, a triangle an article, an empty mark stands for an interval; the days stand beside. Those without any date are
    named below.
    """
    rows = [row for row in frame.to_dict("records") if row["days_max"] is not None and not pd.isna(row["days_max"])]
    undated = sorted({row["province"] for row in frame.to_dict("records")} - {row["province"] for row in rows})
    figure, axes = new_figure(7.2, 1.7 + 0.27 * max(len(rows), 2))
    for place, row in enumerate(rows):
        _mark(axes, place, row)
    first = frame.iloc[0]
    axes.set_yticks(range(len(rows)), [_name(row) for row in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlabel(w.days)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    known = frame["days"].dropna().astype(float)
    if len(known):
        axes.axvline(
            float(known.median()),
            color=INK,
            linewidth=1,
            linestyle="--",
            label=w.median.format(n=f"{known.median():g}".replace(".", w.decimal)),
        )
    axes.margins(x=0.08)
    figure.suptitle(
        w.timeline.format(instrument=first["instrument_number"] or "", date=first["instrument_date"] or "?"),
        x=0.01,
        ha="left",
        weight="bold",
    )
    _legend(axes, w)
    note(figure, [w.undated.format(names=", ".join(undated))] if undated else [])
    return figure


def _mark(axes: Axes, place: int, row: dict[object, object]) -> None:
    news = row["source_kind"] == "news"
    high = float(str(row["days_max"]))
    low = None if pd.isna(row["days_min"]) else float(str(row["days_min"]))  # type: ignore[call-overload]
    exact = not pd.isna(row["days"])  # type: ignore[call-overload]
    colour = ORANGE if news else BLUE
    if not exact:
        axes.plot([high if low is None else low, high], [place, place], color=colour, linewidth=2, alpha=0.6)
    axes.plot([high], [place], "^" if news else "o", color=colour, markerfacecolor=colour if exact else "white", markersize=6)
    axes.annotate(
        f"{'' if exact else '≤ '}{high:.0f}", (high, place), xytext=(7, 0), textcoords="offset points", va="center", fontsize=7.5,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _name(row: dict[object, object]) -> str:
    return f"{row['province']} ({row['number']})" if row["number"] else str(row["province"])


def _legend(axes: Axes, w: Words) -> None:
    for style, colour, inside, label in (("o", BLUE, BLUE, w.exact), ("o", BLUE, "white", w.interval), ("^", ORANGE, ORANGE, w.news)):
        axes.plot([], [], style, color=colour, markerfacecolor=inside, label=label)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=7.5, frameon=False)
