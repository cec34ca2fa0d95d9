"""A DataFrame as a table for the terminal, its columns headed by the catalogue of messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from pipeline.compare.words import words
from pipeline.messages import Lang, catalogue

PADDING = 3
"""Columns between two cells."""

_READABLE = 24
"""Columns in which a text reads without too many breaks."""

_LONGEST = 160
"""Code points of a cell that are shown on a terminal. Into a pipe or a file goes the whole text, and it is in the other formats."""


def heading(column: str, lang: Lang) -> str:
    """Heading of a column: `column.<name>` of the catalogue, else the name (a province)."""
    return catalogue(lang).get(f"column.{column}", column)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Shows `wide` on terminals of at least `width` columns, else `narrow`."""

    wide: Callable[[], RenderableType]
    narrow: Callable[[], RenderableType]
    width: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Called by rich."""
        yield self.wide() if options.max_width >= self.width else self.narrow()


@dataclass(frozen=True, slots=True)
class Whole:
    """Shows what `made` makes when it is told whether long texts are to be left whole: into a pipe, from which nobody can ask for more."""

    made: Callable[[bool], RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Called by rich."""
        yield self.made(not console.is_terminal)


def frame_table(frame: pd.DataFrame, lang: Lang = "vi", columns: Sequence[str] = ()) -> RenderableType:
    """The columns named (all where none is) as a table; numbers to the right, long texts cut on a terminal, null empty.

    Where the terminal is too narrow for the words of all columns, each row is a block of lines `heading: value` instead.
    """
    if frame.empty:
        return Text(words(lang).empty)
    shown = [column for column in columns if column in frame.columns] or list(frame.columns)
    values = frame[shown].astype(object).where(frame[shown].notna(), None).itertuples(index=False, name=None)
    whole = [[_cell(column, value, lang) for column, value in zip(shown, row, strict=True)] for row in values]
    return Whole(lambda uncut: _fitting(frame, shown, whole if uncut else [[_cut(cell) for cell in row] for row in whole], lang))


def _fitting(frame: pd.DataFrame, shown: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> Fitting:
    titles = [heading(column, lang) for column in shown]
    numbers = [pd.api.types.is_numeric_dtype(frame[column]) for column in shown]
    widths = [_width(title, [row[k] for row in rows]) for k, title in enumerate(titles)]
    return Fitting(lambda: _table(titles, rows, numbers, widths), lambda: _blocks(titles, rows), sum(widths) + PADDING * len(widths) + 2)


def _width(title: str, cells: Sequence[str]) -> int:
    """Columns that a column needs: its longest word, and more where its texts are long."""
    longest = max(len(word) for text in [title, *cells] for word in [*text.split(), ""])
    return max(longest, min(_READABLE, max(map(len, [*cells, ""]))))


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool], widths: Sequence[int]) -> Table:
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for k, (title, number, width) in enumerate(zip(titles, numbers, widths, strict=True)):
        # Short columns keep their width, headings wrap; long texts share what the terminal has beyond.
        short = all(len(row[k]) <= width for row in rows)
        made.add_column(title, justify="right" if number else "left", width=width if short else None, min_width=width)
    for row in rows:
        made.add_row(*map(Text, row))
    return made


def _blocks(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Text:
    """Rows as blocks of lines; empty cells are left out."""
    blocks = []
    for row in rows:
        lines = [Text.assemble((f"{title}: ", "bold"), cell) for title, cell in zip(titles, row, strict=True) if cell]
        blocks.append(Text("\n  ").join(lines))
    return Text("\n").join(blocks)


def _cell(column: str, value: object, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Shares are told in per cent, as people say them: .4231 → 42 %
        text = f"{100 * value:.0f} %" if column.startswith("share_") else f"{value:g}"
        return text.replace(".", ",") if lang == "vi" else text
    if isinstance(value, str):
        value = "; ".join(catalogue(lang).get(f"value.{part}", part) for part in value.split("; "))
        return value
    return str(value)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1].rstrip() + "…"
