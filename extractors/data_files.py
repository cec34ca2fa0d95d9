"""Reads the fact tables of extractors/data: CSV with comment lines (`# source, date`) above the header row."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources


def rows(name: str, package: str = "extractors") -> Iterator[dict[str, str]]:
    """Rows of a table in the folder `data` of a package as dictionaries of strings; empty cells are empty strings.

    Raises FileNotFoundError for an unknown table.
    """
    text = resources.files(package).joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    yield from csv.DictReader(lines)


@cache
def words(name: str) -> tuple[str, ...]:
    """Lines of a word list in extractors/data, without comments."""
    text = resources.files("extractors").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
