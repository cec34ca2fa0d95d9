"""What every record shares: frozen, strict models and the value types of the columns."""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined

_P = ParamSpec("_P")
_R = TypeVar("_R")
_M = TypeVar("_M", bound=BaseModel)
_new = object.__new__
# What a frozen model keeps its state in. Setting a slot by its descriptor skips the look-up of the name in five classes.
_put_fields, _put_names, _put_extra, _put_private = (
    BaseModel.__dict__[slot].__set__ for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)

SCHEMA_VERSION = "1.1"
"""Version of the tables' columns and of the JSON Schema. The first number changes when a column goes or changes meaning."""

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", json_schema_extra={"format": "partial-date"})]
"""A date in ISO form, cut to what is known: `2023-06-01`, `2023-06` (the draft leaves the day blank), `2013`."""

Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
"""A whole date in ISO form: `2025-07-01`."""

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""Date and time in ISO form with an offset from UTC: `2025-01-02T03:04:05+00:00`."""


class Model(BaseModel):
    """A frozen record that rejects unknown fields, so that a misspelt column fails where it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """Words of a document. Offsets are half-open code points into `SourceText.text`."""

    start: int = Field(ge=0, description="First code point, counted from 0")
    end: int = Field(ge=0, description="Code point after the last one")
    text: str = Field(description="The words: collapse(source[start:end])")


class Evidence(Span):
    """The words that a value was read from, for a value that is no mention itself (issuer, deadline, signer)."""

    field: str = Field(description="Column that the value stands in")
    rule: str = Field(description="Rule that found the value")
    flags: tuple[str, ...] = Field(default=(), description="Doubts about the value, such as date_conflict")


@cache
def _blank(kind: type[BaseModel]) -> tuple[dict[str, Any], set[str]]:
    """Every field of a class in order with its default, and their names."""
    fields = kind.model_fields
    return {name: None if f.default is PydanticUndefined else f.default for name, f in fields.items()}, set(fields)


def record(kind: Callable[_P, _R], /, *args: _P.args, **values: _P.kwargs) -> _R:
    """A record of values that our own code has made, as `kind(**values)` would build it, in a third of the time: a document has thousands.

    Only for offsets, slices of the text and values of our own tables, for frozen classes without validators of their own. The types are
    those of the class for a type checker, and nothing checks them again here; tests/extractors/test_records.py validates what is built.
    Where no field is left out they stand in the order of the class, which is that of the columns.
    """
    blank, names = _blank(kind)
    new = _new(kind)  # type: ignore[arg-type]
    _put_fields(new, values if len(values) == len(blank) else blank | values)
    _put_names(new, names)  # shared: a frozen record never changes it, a copy copies it
    _put_extra(new, None)
    _put_private(new, None)
    return new


def changed(one: _M, /, **values: Any) -> _M:
    """A copy of a record with other values of the kind that `record` takes, as `model_copy(update=values)` makes, in half of the time."""
    return record(type(one), **one.__dict__ | values)
