"""Answers as DataFrames, printed for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from pipeline.commands.output import print_json
from pipeline.export import write_csv

if TYPE_CHECKING:
    import pandas as pd


def print_frame(frame: pd.DataFrame, output: Literal["csv", "json"], *, raw: bool = False) -> None:
    """Print a DataFrame as CSV (as pipeline.export writes it) or as a JSON array of objects, null for null."""
    rows = list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))
    if output == "csv":
        write_csv(sys.stdout, list(frame.columns), rows, raw=raw)
    else:
        print_json([dict(zip(frame.columns, row, strict=True)) for row in rows])
