"""The codebook: what each column means, made from the row models, so that it cannot say anything else than they do."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from io import StringIO

from extractors.data_files import rows
from pipeline.columns import Column
from pipeline.export.codec import cell
from pipeline.export.forms import ExportTable, foreign_keys, required
from schemas import SCHEMA_VERSION

UNITS = {
    "": ("", ""),
    "code_point": ("điểm mã Unicode", "Unicode code points"),
    "byte": ("byte", "bytes"),
    "page": ("trang", "pages"),
    "tenth_of_point": ("phần mười point (1/720 inch)", "tenths of a point (1/720 inch)"),
    "level": ("cấp", "levels"),
    "mention": ("lượt nhắc", "mentions"),
    "document": ("văn bản", "documents"),
    "attempt": ("lần", "attempts"),
    "date": ("ngày, ISO 8601", "date, ISO 8601"),
    "time": ("thời điểm, ISO 8601, UTC", "time, ISO 8601, UTC"),
}
"""Units in Vietnamese and English."""

ORIGINS = {
    "words": ("lời văn bản; vị trí: start, end, hoặc bảng evidence", "words of the document; place: start and end, or evidence"),
    "place": ("chỗ của các từ trong toàn văn", "place of the words in the text"),
    "reading": ("nhận định của chương trình khi đọc", "judged by the program as it reads"),
    "computed": ("tính từ nội dung hoặc từ các giá trị khác", "computed from the content or from other values"),
    "corpus": ("biểu quyết của các lượt viện dẫn trong cả kho", "vote of the mentions in the whole corpus"),
    "reference": ("bảng dữ kiện kèm theo chương trình", "tables of facts that ship with the program"),
    "file": ("tệp nguồn", "the source file"),
    "run": ("lần chạy chương trình", "the run of the program"),
}  # fmt: skip
"""Where values come from, in Vietnamese and English."""

_TYPES = {"text": "text", "integer": "integer", "boolean": "true/false", "texts": "list of text"}
_FORMS = {"partial-date": "date, cut to what is known", "date": "date", "date-time": "time"}
_LONGEST = 120  # code points of an example
_SHOWN = {"<": "&lt;", "&": "&amp;"} | {sign: "\\" + sign for sign in "\\|[*_`"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A column in the codebook. All are text; empty where there is nothing to say."""

    table: str
    column: str
    meaning_vi: str
    meaning_en: str
    type: str
    unit_vi: str
    unit_en: str
    required: str
    key: str
    values: str
    example: str
    origin_vi: str
    origin_en: str


@cache
def _vietnamese() -> dict[str, str]:
    return {row["english"]: row["vietnamese"] for row in rows("codebook_vi.csv", "pipeline")}


@cache
def _facts() -> dict[tuple[str, str], tuple[str, str]]:
    """Unit and origin of a column."""
    return {(row["table"], row["column"]): (row["unit"], row["origin"]) for row in rows("codebook.csv", "pipeline")}


def meaning(english: str) -> str:
    """The Vietnamese of a description of the row models. Raises KeyError where it has none."""
    return _vietnamese()[english]


def codebook(tables: Sequence[ExportTable]) -> list[Entry]:
    """An entry for each column, in the order of the tables. Examples are the first values of the tables themselves."""
    links = {(link.table, link.column): f"{link.to_table}.{link.to_column}" for link in foreign_keys(tables)}
    return [_entry(table, column, links.get((table.name, column.name), "")) for table in tables for column in table.columns]


def _entry(table: ExportTable, column: Column, link: str) -> Entry:
    unit, origin = _facts()[table.name, column.name]
    keys = ["primary"] * (column.name in table.table.key) + [f"→ {link}"] * bool(link)
    return Entry(
        table.name, column.name, meaning(column.description), column.description, _FORMS.get(column.form) or _TYPES[column.kind],
        *UNITS[unit], "yes" if required(table, column) else "no", "; ".join(keys), "; ".join(column.values), _example(table, column),
        *ORIGINS[origin],
    )  # fmt: skip


def _example(table: ExportTable, column: Column) -> str:
    """The first value that says something, cut where it is long."""
    value = next((value for value in table.values(column.name) if value not in (None, "", [], ())), None)
    text = value if isinstance(value, str) else cell(value, raw=True)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def as_csv(entries: Sequence[Entry]) -> str:
    """The codebook as CSV, guarded as the tables are."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([one.name for one in fields(Entry)])
    writer.writerows([cell(value) for value in asdict(entry).values()] for entry in entries)
    return stream.getvalue()


def as_markdown(tables: Sequence[ExportTable], entries: Sequence[Entry]) -> str:
    """The codebook for people, Vietnamese first."""
    lines = [f"# Bảng mã · Codebook\n\nvnplans, schema {SCHEMA_VERSION}."]
    for table in tables:
        lines.append(f"\n## {table.name}\n\n{meaning(table.description)} · {table.description}\n")
        lines.append(
            "| cột · column | ý nghĩa · meaning | kiểu · type | đơn vị · unit | giá trị · values | ví dụ · example | từ · origin |"
        )
        lines.append("|---|---|---|---|---|---|---|")
        lines += [_row(entry) for entry in entries if entry.table == table.name]
    return "\n".join(lines) + "\n"


def _row(entry: Entry) -> str:
    type_ = entry.type + (" · required" if entry.required == "yes" else "") + (f" · {entry.key}" if entry.key else "")
    pairs = ((entry.meaning_vi, entry.meaning_en), (entry.unit_vi, entry.unit_en), (entry.origin_vi, entry.origin_en))
    said, unit, origin = (" · ".join(filter(None, pair)) for pair in pairs)
    return f"| `{entry.column}` | " + " | ".join(map(_plain, (said, type_, unit, entry.values, entry.example, origin))) + " |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, in one cell of a table: a document may say `|`, `<script>` or `[1](http:…)`."""
    return "".join(_SHOWN.get(sign, sign) for sign in " ".join(text.split()))
