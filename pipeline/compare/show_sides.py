"""Views for the terminal that lay texts side by side: two provinces word by word, and the centre against the provinces."""

from collections.abc import Sequence

import pandas as pd
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.compare.coverage import Coverage
from pipeline.compare.frame_view import frame_table
from pipeline.compare.pairs import word_diff
from pipeline.compare.wording import shorten
from pipeline.compare.words import words
from pipeline.messages import Lang

SIGNS = {"same": "●", "changed": "◐", "absent": "○", "unknown": "?"}
"""Signs of a coverage matrix; the legend explains them."""


def pair_table(frame: pd.DataFrame, provinces: Sequence[str], lang: Lang = "vi") -> RenderableType:
    """Result of `compare_pair`: the two wordings beside each other, words that differ in bold and marked, then what only one has."""
    w = words(lang)
    if frame.empty:
        return Text(w.empty)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    for name in provinces[:2]:
        table.add_column(name, ratio=1)
    for row in frame.to_dict("records"):
        if row["text_a"] and row["text_b"]:
            runs = word_diff(row["text_a"], row["text_b"])
            sides = [
                Text(" ").join([_run(run.text, run.change) for run in runs if run.change in ("same", own)]) for own in ("removed", "added")
            ]
        else:
            sides = [Text(row[name] or "—", style="" if row[name] else "dim") for name in ("text_a", "text_b")]
        table.add_row(*sides)
    return Group(table, Text(w.legend_pair))


def _run(text: str, change: str) -> Text:
    # In a pipe there are no colours: the brackets remain.
    return Text(text) if change == "same" else Text(f"[{text}]", style="bold red" if change == "removed" else "bold green")


def coverage_table(found: Coverage, lang: Lang = "vi") -> RenderableType:
    """Result of `compare_coverage`: for each task of the centre the provinces by status, and the shares below."""
    w = words(lang)
    if found.tasks.empty:
        return Text(w.empty)
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    table.add_column(w.task, ratio=2)
    table.add_column(w.provinces, ratio=3)
    for _, rows in found.tasks.groupby("central_task_id", sort=False):
        named = rows[rows["why"] != "no_document"].groupby("status")["province"].agg(list)
        lines = [_line(SIGNS[status], named[status]) for status in SIGNS if status in named.index]
        nobody = len(rows) - sum(map(len, named))
        lines += [Text(f"{SIGNS['unknown']} {w.without_document.format(n=nobody)}", style="dim")] if nobody else []
        table.add_row(shorten(rows["central_text"].iloc[0], 160), Text("\n").join(lines))
    summary = found.summary[found.summary["n_documents"] > 0]
    columns = ("province", "source_kind", "n_central", "n_same", "n_changed", "n_absent", "n_unknown", "share_taken_up", "n_added")
    return Group(table, Text(w.legend_coverage), frame_table(summary, lang, columns))


def _line(sign: str, provinces: Sequence[str]) -> Text:
    most = 12
    names = ", ".join(provinces[:most]) + (f" … (+{len(provinces) - most})" if len(provinces) > most else "")
    return Text(f"{sign} {names}")
