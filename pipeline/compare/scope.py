"""Which documents a comparison looks at, and the province that each counts for."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath

import numpy as np
import pandas as pd

from extractors.folding import canonical
from schemas import TABLES

UNKNOWN_PROVINCE = "?"
"""Stands for the province of documents that name none, such as the central directive itself."""


class UnknownProvinceError(ValueError):
    """No document belongs to a province that was asked for. The message lists those there are."""


def table(tables: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """The table, or an empty one with its columns where the mapping lacks it."""
    found = tables.get(name)
    return pd.DataFrame(columns=list(TABLES[name].columns)) if found is None else found


def made(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """A result: text columns hold None for null (with NaN `if row.number:` would be true), whole numbers are int64, or Int64 with <NA>."""
    frame = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    for name in columns:
        known = frame[name].dropna()
        if len(known) and all(isinstance(value, int | np.integer) and not isinstance(value, bool) for value in known):
            frame[name] = frame[name].astype("int64" if len(known) == len(frame) else "Int64")
        elif len(known) and all(isinstance(value, float) for value in known):
            frame[name] = frame[name].astype("float64")
    return frame


def province_key(name: str) -> str:
    """Key under which names of provinces are compared: `TỈNH THANH HOÁ`, `Thanh Hóa` and `thanh hoa` have the same.

    The 63 names of 2024 and the 34 of 2025 stay distinct without their accents.
    """
    key = canonical(name).removeprefix("tỉnh ").removeprefix("thành phố ").removeprefix("tp. ").removeprefix("tp ")
    return "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c)).replace("đ", "d")


def named_documents(documents: pd.DataFrame, name: str) -> list[str]:
    """Ids of the documents that a name means: an id, else a path, else a file name, else its stem; none where nothing has it."""
    wanted = unicodedata.normalize("NFC", name)
    paths = [PurePath(unicodedata.normalize("NFC", path)) for path in documents["source_path"]]
    ids = documents["document_id"].tolist()
    ways: tuple[Callable[[str, PurePath], bool], ...] = (
        lambda key, path: key == wanted,
        lambda key, path: path == PurePath(wanted),
        lambda key, path: path.name == wanted,
        lambda key, path: path.stem == wanted,
    )
    found = ([key for key, path in zip(ids, paths, strict=True) if same(key, path)] for same in ways)
    return sorted(next(filter(None, found), []))


def _wanted(present: Sequence[str], provinces: Sequence[str]) -> list[str]:
    """Names among `present` that `provinces` ask for, in the order asked, each once."""
    by_key = {province_key(name): name for name in present}
    missing = [name for name in provinces if province_key(name) not in by_key]
    if missing:
        raise UnknownProvinceError(f"no document of {', '.join(missing)}; there are {', '.join(present) or 'none'}")
    return list(dict.fromkeys(by_key[province_key(name)] for name in provinces))


def province_order(names: Sequence[str]) -> list[str]:
    """Names in alphabetical order without regard to accents, the unknown province last."""
    return sorted(set(names), key=lambda name: (name == UNKNOWN_PROVINCE, province_key(name), name))


def select_documents(tables: Mapping[str, pd.DataFrame], provinces: Sequence[str] = ()) -> tuple[pd.DataFrame, list[str]]:
    """Documents of `provinces` (all where none is named) and their provinces in the order of the columns.

    The documents have `province` filled with `?` where they name none, and stand in reading order: official ones before news
    articles, then by path. Raises UnknownProvinceError.
    """
    documents = table(tables, "documents")
    documents = documents.assign(province=documents["province"].astype(object).where(documents["province"].notna(), UNKNOWN_PROVINCE))
    present = province_order(documents["province"].tolist())
    columns = _wanted(present, provinces) if provinces else present
    chosen = documents[documents["province"].isin(columns)].assign(_news=lambda d: d["source_kind"].eq("news"))
    ordered = chosen.sort_values(["_news", "source_path", "document_id"], kind="stable").drop(columns="_news")
    return ordered.reset_index(drop=True), columns
