"""The files about the tables: datapackage.json (Data Package 2.0), CITATION.cff, SHA256SUMS."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.columns import Column
from pipeline.export.codebook import meaning
from pipeline.export.codec import UNGUARD
from pipeline.export.forms import Choice, ExportTable, ForeignKey, foreign_keys, required
from pipeline.version import VERSION, program
from schemas import SCHEMA_VERSION

DESCRIPTOR, CITATION, SUMS = "datapackage.json", "CITATION.cff", "SHA256SUMS"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {
    ".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".json": "application/json", ".jsonld": "application/ld+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".duckdb": "application/vnd.duckdb",
    ".md": "text/markdown", ".xml": "application/xml", ".txt": "text/plain", ".spacy": "application/octet-stream",
}  # fmt: skip
_DIALECT = {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
_TYPES = {"text": "string", "integer": "integer", "boolean": "boolean", "texts": "string"}


def descriptor(
    folder: Path, files: Sequence[Path], tables: Sequence[ExportTable], choice: Choice, settings: Mapping[str, int], raw: bool
) -> str:
    """datapackage.json of the files: a table's CSV with its schema, the others with size and hash.

    A foreign key is declared where all of its values are keys of the other table; the others are counted under
    `vnplans.openReferences`: a line of Nơi nhận is no agency mention, a plan's decision may have been left out.
    """
    links = foreign_keys(tables)
    by_name = {table.name: table for table in tables}
    made = [
        _resource(file, file.relative_to(folder).as_posix(), by_name.get(file.stem) if file.suffix == ".csv" else None, links)
        for file in files
    ]
    package = {
        "$schema": _PROFILE,
        "name": "vnplans-tables",
        "title": "Kế hoạch của các tỉnh: viện dẫn, cơ quan, nhiệm vụ (vnplans)",
        "description": "Tables read from Vietnamese provincial plans, with the place of every value in its document. "
        "codebook.md explains the columns. Offsets (start, end) are half-open code points into the document's text.",
        "version": SCHEMA_VERSION,
        "resources": made,
        "vnplans": {
            "program": program(),
            "version": VERSION,
            "schemaVersion": SCHEMA_VERSION,
            "selection": {name: value for name, value in asdict(choice).items() if value not in (None, (), "all")},
            "settings": {name: n for name, n in settings.items() if n},
            "csv": _csv_notes(raw),
            "openReferences": [asdict(link) for link in links if link.open],
        },
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _csv_notes(raw: bool) -> dict[str, Any]:
    guard = {"guard": "none"} if raw else {"guard": "apostrophe", "unguard": {"replace": UNGUARD, "by": "\\1"}}
    return {**guard, "lineBreak": "\\n", "listSeparator": ";", "null": "", "reader": "vnplans.read_csv"}


def _resource(file: Path, name: str, table: ExportTable | None, links: Sequence[ForeignKey]) -> dict[str, Any]:
    content = file.read_bytes()
    about: dict[str, Any] = {"name": file.stem if table else name.lower(), "path": name}
    # Beyond CSV a file is named and summed up only: readers of packages would guess the schema of a Parquet or JSON file, and stumble.
    about["type"] = "table" if table else "file"
    if table:
        about |= {"title": meaning(table.description), "description": table.description}
    about |= {"format": file.suffix.lstrip("."), "mediatype": _MEDIA.get(file.suffix, "application/octet-stream")}
    if file.suffix in (".csv", ".json", ".jsonld", ".md", ".xml", ".txt"):
        about["encoding"] = "utf-8"
    about |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    if table:
        about |= {"dialect": _DIALECT, "schema": table_schema(table, links)}
    return about


def table_schema(table: ExportTable, links: Sequence[ForeignKey]) -> dict[str, Any]:
    """Table Schema of a table's CSV file."""
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    own = [link for link in links if link.table == table.name and not link.open]
    if own:
        schema["foreignKeys"] = [
            {
                "fields": [link.column],
                "reference": {"resource": "" if link.to_table == table.name else link.to_table, "fields": [link.to_column]},
            }
            for link in own
        ]
    return schema


def _field(table: ExportTable, column: Column) -> dict[str, Any]:
    kind = {"date": "date", "date-time": "datetime"}.get(column.form, _TYPES[column.kind])
    limits: dict[str, Any] = {"required": True} if required(table, column) else {}
    if column.values:
        limits["enum"] = list(column.values)
    if column.form == "partial-date":
        limits["pattern"] = r"^\d{4}(-\d{2}(-\d{2})?)?$"
    if column.kind == "integer":
        limits["minimum"] = 0
    field: dict[str, Any] = {"name": column.name, "type": kind, "title": meaning(column.description), "description": column.description}
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": limits} if limits else {})


def citation(n_documents: int) -> str:
    """CITATION.cff of the tables: whoever publishes them puts the own name above the program's."""
    return f"""cff-version: 1.2.0
type: dataset
title: "Bảng trích từ kế hoạch của các tỉnh (vnplans), {n_documents} văn bản"
message: >-
  Khi công bố, ghi tên người lập dữ liệu vào authors và trích dẫn cả chương trình. /
  When publishing, put the compilers of the data into authors, and cite the program too.
version: "{SCHEMA_VERSION}"
authors:
  - name: "vnplans {VERSION}"
abstract: "Made by vnplans {program()}; version of the tables and their schema: {SCHEMA_VERSION}."
references:
  - type: software
    title: "vnplans"
    version: "{VERSION}"
    license: Apache-2.0
    authors:
      - name: "The vnplans contributors"
"""


def sums(digests: Mapping[str, str]) -> str:
    """Checksums by file name as `sha256sum --check` reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read_sums(file: Path) -> dict[str, str]:
    """Checksums by file name; none where the file is missing or no list of checksums."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = [line.split("  ", 1) for line in lines]
    return {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
