"""Columns of the tables, read off the row models: one place that says which kind of value a column holds.

>>> from schemas import TABLES
>>> [column.kind for column in columns_of(TABLES["citations"].row)][3:6]
['integer', 'integer', 'integer']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas import Model

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Kind = Literal["text", "integer", "boolean", "texts"]

Form = Literal["", "partial-date", "date", "date-time"]
"""What a text column holds beyond text: ISO dates, cut to what is known or whole, ISO times with their offset from UTC."""

_SQL: dict[Kind, str] = {"text": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "texts": "VARCHAR[]"}
_KINDS: dict[object, Kind] = {str: "text", int: "integer", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `texts` is a list of strings; a list is never null, it is empty. `values` are all that a column of codes may hold."""

    name: str
    kind: Kind
    nullable: bool
    description: str
    form: Form = ""
    values: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        """Name and type for CREATE TABLE; the name is quoted since `end` is a reserved word."""
        return f'"{self.name}" {_SQL[self.kind]}{"" if self.nullable else " NOT NULL"}'


@cache
def columns_of(row: type[Model]) -> tuple[Column, ...]:
    """Columns of a row model in the order of its fields.

    Raises TypeError for a field of a type that the tables have no column for.
    """
    return tuple(
        Column(name, *_kind(field.annotation), field.description or "", _form(field), _values(field.annotation))
        for name, field in row.model_fields.items()
    )


def _kind(annotation: object) -> tuple[Kind, bool]:
    """Kind and whether null is allowed: `str | None` → ("text", True)."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return _kind(inner)[0], True
    if origin is Annotated:
        return _kind(args[0])
    if origin is Literal:
        return "text", False
    if origin is tuple and args == (str, ...):
        return "texts", False
    if annotation in _KINDS:
        return _KINDS[annotation], False
    raise TypeError(f"no column type for {annotation!r}")


def _form(field: FieldInfo) -> Form:
    """The form that a type says of itself, be it the field's own (`Day`) or inside of it (`PartialDate | None`)."""
    inner = (info for arg in (field.annotation, *get_args(field.annotation)) for info in getattr(arg, "__metadata__", ()))
    extras = (info.json_schema_extra for info in (field, *inner) if isinstance(info, FieldInfo))
    said = {extra.get("format") for extra in extras if isinstance(extra, dict)}
    return next((form for form in get_args(Form) if form in said), "")


def _values(annotation: object) -> tuple[str, ...]:
    """The codes of a Literal, be it optional or not: `Literal["lead", "support"] | None` → ("lead", "support")."""
    literals = (arg for arg in (annotation, *get_args(annotation)) if get_origin(arg) is Literal)
    return tuple(str(value) for literal in literals for value in get_args(literal))


@cache
def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """Arrow schema of the columns: string, int64, bool, list<string>; each field carries its description as metadata."""
    import pyarrow as pa  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

    types = {"text": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "texts": pa.list_(pa.string())}
    return pa.schema(
        pa.field(column.name, types[column.kind], nullable=column.nullable, metadata={"description": column.description})
        for column in columns
    )


def arrow_table(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows as an Arrow table of `arrow_schema(columns)`."""
    return arrow_columns(columns, list(zip(*rows, strict=True)) if rows else [() for _ in columns])


def arrow_columns(columns: Sequence[Column], values: Sequence[Sequence[object]]) -> pa.Table:
    """The values of each column as an Arrow table of `arrow_schema(columns)`."""
    import pyarrow as pa  # noqa: PLC0415 - see arrow_schema

    schema = arrow_schema(tuple(columns))
    pool = pa.system_memory_pool()  # Arrow's own keeps 40 MB for arrays to come
    return pa.Table.from_arrays([pa.array(v, f.type, memory_pool=pool) for v, f in zip(values, schema, strict=True)], schema=schema)


def data_frame(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows as a DataFrame.

    Text and lists (as tuples) are object columns in which null is None, so that `if row.number:` is safe, which it is not
    with NaN. Integers are int64, or Int64 with <NA> where null is allowed; booleans likewise.
    """
    import pandas as pd  # noqa: PLC0415 - 0.4 s that `vnplans --help` need not pay

    values = list(zip(*rows, strict=True)) if rows else [() for _ in columns]
    series = (pd.Series(_cells(column, cells), dtype=_dtype(column)) for column, cells in zip(columns, values, strict=True))
    return pd.DataFrame({column.name: cells for column, cells in zip(columns, series, strict=True)})


def _cells(column: Column, values: Sequence[Any]) -> list[Any]:
    return [tuple(value) for value in values] if column.kind == "texts" else list(values)


def _dtype(column: Column) -> Any:
    if column.kind == "integer":
        return "Int64" if column.nullable else "int64"
    if column.kind == "boolean":
        return "boolean" if column.nullable else "bool"
    return object
