"""Writing an export: all files beside one another first, then each to its place."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import FilesInTheWay
from pipeline.export.codebook import as_csv, as_markdown, codebook
from pipeline.export.csv_file import write_table
from pipeline.export.forms import Choice, Exported, ExportTable, Format, Notes, Rows, foreign_keys
from pipeline.export.interchange.write import FORMS
from pipeline.export.interchange.write import write as interchange
from pipeline.export.package import CITATION, DESCRIPTOR, SUMS, citation, descriptor, digest, read_sums, sums
from pipeline.export.typed import ordered, typed_columns, typed_table
from pipeline.export.xlsx import write_xlsx
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.store.standalone import PlainTable, write_plain
from schemas import TABLES

WORKBOOK, DATABASE = "vnplans.xlsx", "vnplans-tables.duckdb"
CODEBOOK = ("codebook.csv", "codebook.md")


def export(
    store: Store,
    to: str | Path,
    formats: Iterable[Format | str] = (Format.CSV,),
    *,
    choice: Choice = Choice(),  # noqa: B008 - frozen
    settings: Settings | None = None,
    raw: bool = False,
    force: bool = False,
) -> Exported:
    """Write every table of the contract, empty ones too, in each format, and what explains them.

    csv      `<table>.csv`: UTF-8 with BOM, comma, CRLF, one line for each row; cells as in pipeline.export.codec, `raw` without the guard
    parquet  `<table>.parquet`: dates, times, lists, codes as dictionaries; each column carries its description
    json     `<table>.json`: an array of objects, UTF-8, one line for each
    xlsx     `vnplans.xlsx`: a sheet for each table, and one for the codebook
    duckdb   `vnplans-tables.duckdb`: plain tables with keys and comments
    webannotation, docbin, labelstudio: the texts with what was found in them (pipeline.export.interchange.write)

    Beside them: datapackage.json, codebook.csv and .md, CITATION.cff, SHA256SUMS. The same tables give the same bytes (not in DuckDB).

    The files appear once all of them are written; a run that fails leaves the earlier ones as they were. A file that is there already is
    replaced if an earlier export wrote it and nobody changed it since, else FilesInTheWay is raised, unless `force`. Raises OSError, and
    ValueError for a format that is none.
    """
    forms = list(dict.fromkeys(map(Format, formats)))
    tables = [ExportTable(TABLES[name], rows) for name, rows in _tables(store, choice, settings).items()]
    folder = Path(to)
    folder.mkdir(parents=True, exist_ok=True)
    notes = Notes()
    with TemporaryDirectory(prefix=".vnplans-", dir=folder) as scratch:
        written = [file for form in forms if form not in FORMS for file in _write(Path(scratch), form, tables, raw, notes)]
        texts = store.texts() if any(form in FORMS for form in forms) else {}
        written += [file for form in forms if form in FORMS for file in interchange(Path(scratch), form, tables, texts)]
        stated = {"provinces": len(settings.provinces), "aliases": len(settings.aliases)} if settings else {}
        written += _about(Path(scratch), written, tables, choice, stated, raw)
        earlier = read_sums(folder / SUMS)
        names = {file: file.relative_to(scratch).as_posix() for file in written}
        if not force:
            _check(folder, names, earlier)
        new = {*names.values(), SUMS}
        left = {name: known for name, known in earlier.items() if name not in new and (folder / name).exists()}
        # What is left of an earlier export stays in the list, so that a later one knows it for its own.
        names[_text(Path(scratch, SUMS), sums({name: digest(file) for file, name in names.items()} | left))] = SUMS
        placed = tuple(_placed(file, folder / name) for file, name in names.items())
    return Exported(placed, tuple(notes.cut), tuple(left))


def _tables(store: Store, choice: Choice, settings: Settings | None) -> dict[str, Rows]:
    stated = settings is not None and bool(settings.provinces or settings.aliases)
    if choice.everything and not stated:
        return {name: store.rows(name) for name in TABLES}
    from pipeline.export.cut import chosen  # noqa: PLC0415 - pandas and scikit-learn: a second that an export of everything need not pay

    return dict(chosen(store, choice, settings or Settings()))


def _write(folder: Path, form: Format, tables: Sequence[ExportTable], raw: bool, notes: Notes) -> list[Path]:
    if form is Format.XLSX:
        write_xlsx(folder / WORKBOOK, tables, codebook(tables), notes)
        return [folder / WORKBOOK]
    if form is Format.DUCKDB:
        _write_duckdb(folder / DATABASE, tables)
        return [folder / DATABASE]
    files = []
    for table in tables:
        file = folder / f"{table.name}.{form}"
        if form is Format.CSV:
            write_table(file, table, raw)
        elif form is Format.PARQUET:
            _write_parquet(file, table)
        else:
            _write_json(file, table)
        files.append(file)
    return files


def _about(
    folder: Path, written: Sequence[Path], tables: Sequence[ExportTable], choice: Choice, settings: dict[str, int], raw: bool
) -> list[Path]:
    """Write the files about the tables."""
    entries = codebook(tables)
    texts = {
        CODEBOOK[0]: "\ufeff" + as_csv(entries),
        CODEBOOK[1]: as_markdown(tables, entries),
        CITATION: citation(len(next(table.rows for table in tables if table.name == "documents"))),
    }
    about = [_text(folder / name, text) for name, text in texts.items()]
    about.append(_text(folder / DESCRIPTOR, descriptor(folder, [*written, *about[:2]], tables, choice, settings, raw)))
    return about


def _text(file: Path, text: str) -> Path:
    file.write_bytes(text.encode("utf-8"))
    return file


def _placed(file: Path, place: Path) -> Path:
    place.parent.mkdir(exist_ok=True)
    return file.replace(place)


def _check(folder: Path, names: Mapping[Path, str], earlier: dict[str, str]) -> None:
    """Refuse to replace what nobody but a person can have put there. Files that would not change are no matter."""
    strange = [folder / SUMS] if (folder / SUMS).exists() and not earlier else []
    for file, name in names.items():
        there = folder / name
        if there.exists():
            found = digest(there) if there.is_file() else ""
            if found != earlier.get(name) and found != digest(file):
                strange.append(there)
    if strange:
        raise FilesInTheWay(files="".join(f"\n  {file}" for file in strange))


def _write_parquet(file: Path, table: ExportTable) -> None:
    import pyarrow.parquet  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

    pyarrow.parquet.write_table(typed_table(table), file)


def _write_json(file: Path, table: ExportTable) -> None:
    """One object a line, so that `diff` shows which row changed."""
    names = table.table.columns
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in table.rows)
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def _write_duckdb(file: Path, tables: Sequence[ExportTable]) -> None:
    links = [link for link in foreign_keys(tables) if not link.open and link.table != link.to_table]
    made = []
    for table in ordered(tables, [(link.table, link.to_table) for link in links]):
        columns = [(one.name, one.sql, one.nullable, one.description) for one in typed_columns(table)]
        references: list[tuple[str, str, str]] = [
            (link.column, link.to_table, link.to_column) for link in links if link.table == table.name
        ]
        data: Any = typed_table(table)
        made.append(PlainTable(table.name, table.description, columns, table.key, references, data))
    write_plain(file, made)
