"""Tables with real types, for Parquet and DuckDB: dates, times, lists, codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pipeline.columns import Column
from pipeline.export.codebook import meaning
from pipeline.export.forms import ExportTable

if TYPE_CHECKING:
    import pyarrow as pa

FIRST, LAST = "_first", "_last"
"""What two more columns are called beside a date that may be cut to what is known: `2023-06` is 2023-06-01 to 2023-06-30."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column of a table with types: what it is called, how it is made from the column of the contract."""

    name: str
    source: Column
    sql: str
    description: str
    nullable: bool
    convert: Callable[[Any], Any]


def typed_columns(table: ExportTable) -> list[TypedColumn]:
    """The columns of the contract, and behind a date that may be cut its first and last day."""
    made = []
    for column in table.columns:
        made.append(
            TypedColumn(column.name, column, _sql(column), column.description, column.nullable or bool(column.form), _converter(column))
        )
        if column.form == "partial-date":
            for suffix, convert, which in ((FIRST, first_day, "First"), (LAST, last_day, "Last")):
                description = f"{which} day that {column.name} may mean; null where it is no date of the calendar"
                made.append(TypedColumn(column.name + suffix, column, "DATE", description, True, convert))
    return made


def typed_table(table: ExportTable) -> pa.Table:
    """The table in Arrow: date32, timestamp (UTC), list<string>, int64, bool; codes (role, relation, …) as dictionary<string>.

    Each column carries its description in English and Vietnamese as metadata.
    """
    import pyarrow as pa  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

    columns = typed_columns(table)
    at = {column.name: place for place, column in enumerate(table.columns)}
    fields = [pa.field(one.name, _arrow(one), nullable=one.nullable, metadata=_described(one)) for one in columns]
    arrays = [
        pa.array([one.convert(row[at[one.source.name]]) for row in table.rows], f.type) for one, f in zip(columns, fields, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"description": table.description}))


def first_day(value: str | None) -> date | None:
    """First day of a date that may be cut: 2023-06 → 2023-06-01; null where it is no date of the calendar."""
    return _day((value + "-01-01")[:10]) if value else None


def last_day(value: str | None) -> date | None:
    """Last day of a date that may be cut: 2023-02 → 2023-02-28, 2013 → 2013-12-31."""
    if not value or len(value) == len("2023-02-28"):
        return _day(value) if value else None
    first = first_day(value)
    if first is None:
        return None
    if len(value) == len("2013"):
        return first.replace(month=12, day=31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def whole_day(value: str | None) -> date | None:
    """The date that a text states in full, if it is one of the calendar."""
    return _day(value) if value and len(value) == len("2023-02-28") else None


def moment(value: str | None) -> datetime | None:
    """A time in UTC; null where none is recorded. Raises ValueError for what is none."""
    return datetime.fromisoformat(value).astimezone(UTC) if value else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 30/02 in a draft
        return None


def _recorded(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _same(value: Any) -> Any:
    return value


def _converter(column: Column) -> Callable[[Any], Any]:
    return {"date": _recorded, "date-time": moment}.get(column.form, _same)


def _sql(column: Column) -> str:
    # Times without a zone, in UTC: DuckDB's own type for times with one needs a further library in Python.
    by_form = {"date": "DATE", "date-time": "TIMESTAMP"}
    by_kind = {"text": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "texts": "VARCHAR[]"}
    return by_form.get(column.form) or by_kind[column.kind]


def _arrow(one: TypedColumn) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415 - see typed_table

    if one.source.values:
        return pa.dictionary(pa.int32(), pa.string())
    types = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "VARCHAR[]": pa.list_(pa.string()), "DATE": pa.date32()}
    return types.get(one.sql) or pa.timestamp("us", tz="UTC")


def _described(one: TypedColumn) -> dict[str, str]:
    vietnamese = {"description_vi": meaning(one.source.description)} if one.name == one.source.name else {}
    return {"description": one.description, **vietnamese}


def ordered(tables: Sequence[ExportTable], links: Sequence[tuple[str, str]]) -> list[ExportTable]:
    """Tables in an order in which each stands behind those that it refers to; `links` are (table, table referred to)."""
    left, done = list(tables), []
    while left:
        free = [one for one in left if not any(a == one.name != b and b in {x.name for x in left} for a, b in links)] or left[:1]
        done += free
        left = [one for one in left if one not in free]
    return done
