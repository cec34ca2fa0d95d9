"""`vnplans.toml`: what analysts state to be true. Each setting overrides what was extracted.

[[family]]                                  # which documents answer an instrument
instrument = "07/CT-TTg"                    # number, or identity where the number alone is not enough
members = ["002_aaa7347f07d63f07.txt"]      # documents by path, file name, its stem, or id
excluded = ["bao-cao-quy-1"]

[provinces]                                 # the province of a document
"du-thao-3.docx" = "Tuyên Quang"

[aliases]                                   # agencies by the words that the documents use
"Tổ Đề án 06" = "to-cong-tac-de-an-06"

[thresholds]                                # pipeline.compare.thresholds
same = 0.5
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.compare.thresholds import Thresholds
from pipeline.errors import BadSettings

FILE_NAME = "vnplans.toml"
"""Read from the working directory unless a file is named."""

FILE_VARIABLE = "VNPLANS_CONFIG"
"""Environment variable that names the file."""

_TABLES = ("family", "provinces", "aliases", "thresholds")


@dataclass(frozen=True, slots=True)
class FamilySetting:
    """Documents that answer an instrument, and documents that do not whatever they say."""

    instrument: str
    members: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; empty without a file."""

    file: Path | None = None
    families: tuple[FamilySetting, ...] = ()
    provinces: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    stated: frozenset[str] = frozenset()
    """Names of the thresholds that the file states."""


def load_settings(file: str | Path | None = None) -> Settings:
    """Settings of `file`, else of the file that VNPLANS_CONFIG names, else of ./vnplans.toml, else the defaults.

    Raises BadSettings where a file that was named is missing, where it is no TOML, and for a key or value that means nothing: a
    misspelt setting must not be passed over in silence.
    """
    named = file or os.environ.get(FILE_VARIABLE)
    path = Path(named or FILE_NAME)
    if not named and not path.exists():
        return Settings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadSettings(file=path, detail=error.strerror or error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(file=path, detail=error) from error
    return _checked(path, content)


def _checked(path: Path, content: Mapping[str, Any]) -> Settings:
    for name in content:
        _require(name in _TABLES, path, f"[{name}]: {', '.join(_TABLES)}")
    families = content.get("family", [])
    _require(isinstance(families, list) and all(isinstance(row, dict) for row in families), path, "[[family]]")
    thresholds = content.get("thresholds", {})
    _require(isinstance(thresholds, dict), path, "[thresholds]")
    return Settings(
        file=path,
        families=tuple(_family(path, row) for row in families),
        provinces=_texts(path, "provinces", content.get("provinces", {})),
        aliases=_texts(path, "aliases", content.get("aliases", {})),
        thresholds=_thresholds(path, thresholds),
        stated=frozenset(thresholds),
    )


def _require(condition: bool, path: Path, detail: str) -> None:
    if not condition:
        raise BadSettings(file=path, detail=detail)


def _family(path: Path, row: Mapping[str, Any]) -> FamilySetting:
    known = [one.name for one in fields(FamilySetting)]
    for name in row:
        _require(name in known, path, f"[[family]] {name}: {', '.join(known)}")
    _require(isinstance(row.get("instrument"), str) and bool(row["instrument"].strip()), path, "[[family]] instrument")
    lists = {name: row.get(name, []) for name in ("members", "excluded")}
    for name, value in lists.items():
        _require(isinstance(value, list) and all(isinstance(one, str) for one in value), path, f"[[family]] {name}")
    return FamilySetting(row["instrument"].strip(), tuple(lists["members"]), tuple(lists["excluded"]))


def _texts(path: Path, name: str, table: Any) -> dict[str, str]:
    _require(isinstance(table, dict), path, f"[{name}]")
    for key, value in table.items():
        _require(isinstance(value, str) and bool(value.strip()), path, f"[{name}] {key}")
    return {key: value.strip() for key, value in table.items()}


def _thresholds(path: Path, table: Mapping[str, Any]) -> Thresholds:
    default = Thresholds()
    known = [one.name for one in fields(Thresholds)]
    for name, value in table.items():
        _require(name in known, path, f"[thresholds] {name}: {', '.join(known)}")
        whole = isinstance(getattr(default, name), int)
        fits = isinstance(value, int | float) and not isinstance(value, bool) and (isinstance(value, int) or not whole)
        _require(fits and (value >= 1 if whole else 0 <= value <= 1), path, f"[thresholds] {name} = {value}")
    return Thresholds(**table)
