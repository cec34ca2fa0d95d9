"""A DataFrame as a table for the terminal, its columns headed by the catalogue of messages."""

from collections.abc import Sequence

import pandas as pd
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.compare.words import words
from pipeline.messages import Lang, catalogue

_LONGEST = 160
"""Code points of a cell that are shown; the whole is in the other formats."""


def heading(column: str, lang: Lang) -> str:
    """Heading of a column: `column.<name>` of the catalogue, else the name (a province)."""
    return catalogue(lang).get(f"column.{column}", column)


def frame_table(frame: pd.DataFrame, lang: Lang = "vi", columns: Sequence[str] = (), title: str = "") -> RenderableType:
    """The columns named (all where none is) as a table; numbers to the right, long texts cut, null empty."""
    if frame.empty:
        return Text(words(lang).empty)
    shown = [column for column in columns if column in frame.columns] or list(frame.columns)
    made = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, header_style="bold")
    for column in shown:
        number = pd.api.types.is_numeric_dtype(frame[column])
        made.add_column(heading(column, lang), justify="right" if number else "left", overflow="fold")
    for row in frame[shown].astype(object).where(frame[shown].notna(), None).itertuples(index=False, name=None):
        made.add_row(*(Text(_cell(column, value, lang)) for column, value in zip(shown, row, strict=True)))
    return made


def _cell(column: str, value: object, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Shares are told in per cent, as people say them: .4231 → 42 %
        text = f"{100 * value:.0f} %" if column.startswith("share_") else f"{value:g}"
        return text.replace(".", ",") if lang == "vi" else text
    if isinstance(value, str):
        value = "; ".join(catalogue(lang).get(f"value.{part}", part) for part in value.split("; "))
        return value if len(value) <= _LONGEST else value[: _LONGEST - 1].rstrip() + "…"
    return str(value)
