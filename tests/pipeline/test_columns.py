"""Columns read off the row models."""

from typing import Any

import pytest
from pydantic import create_model

from pipeline.columns import arrow_schema, arrow_table, columns_of, data_frame
from schemas import TABLES, Model
from schemas.tables import Agency, SectionRow


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_of_the_contract_has_a_kind_and_a_description(table: Any) -> None:
    columns = columns_of(table.row)
    assert tuple(column.name for column in columns) == table.columns
    assert all(column.description for column in columns)


def test_kinds() -> None:
    kinds = {column.name: (column.kind, column.nullable) for column in columns_of(TABLES["citations"].row)}
    assert kinds["citation_id"] == ("text", False)
    assert kinds["issue_date"] == ("text", True)
    assert kinds["relation"] == ("text", True)
    assert kinds["form"] == ("text", False)
    assert kinds["start"] == ("integer", False)
    assert kinds["page"] == ("integer", True)
    assert kinds["flags"] == ("texts", False)
    assert {column.name: column.kind for column in columns_of(Agency)}["known"] == "boolean"


def test_a_type_without_a_column_is_refused() -> None:
    odd: type[Model] = create_model("odd", __base__=Model, value=(dict[str, str], ...))
    with pytest.raises(TypeError, match="dict"):
        columns_of(odd)


def test_arrow_keeps_types_nulls_and_descriptions() -> None:
    columns = columns_of(SectionRow)
    schema = arrow_schema(columns)
    assert str(schema.field("start").type) == "int64"
    assert schema.field("page").nullable and not schema.field("start").nullable
    assert schema.field("page").metadata[b"description"].startswith(b"Page of the first word")
    row = ("s1", "d1", None, "item", None, "Tiêu đề", 1, 0, 5, None)
    assert arrow_table(columns, [row]).to_pylist() == [dict(zip((c.name for c in columns), row, strict=True))]
    assert arrow_table(columns, []).schema == schema


def test_frames_have_none_for_missing_text_and_whole_numbers() -> None:
    columns = columns_of(TABLES["documents"].row)
    names = [column.name for column in columns]
    row: dict[str, Any] = dict.fromkeys(names) | {"document_id": "d1", "n_chars": 7, "warnings": ["a", "b"]}
    frame = data_frame(columns, [tuple(row.values()), tuple((row | {"n_pages": 2}).values())])
    assert list(frame.columns) == names
    assert frame["number"].tolist() == [None, None]
    assert frame["warnings"].tolist() == [("a", "b"), ("a", "b")]
    assert str(frame["n_chars"].dtype) == "int64"
    assert str(frame["n_pages"].dtype) == "Int64"
    assert frame["n_pages"].isna().tolist() == [True, False]
    empty = data_frame(columns, [])
    assert list(empty.columns) == names and len(empty) == 0 and empty.dtypes.equals(frame.dtypes)


def test_a_column_knows_its_form_and_its_codes() -> None:
    found = {f"{name}.{column.name}": column for name, table in TABLES.items() for column in columns_of(table.row)}
    assert {name for name, column in found.items() if column.form == "date"} == {
        "agencies.valid_from", "agencies.valid_to", "agency_successors.date",
    }  # fmt: skip
    assert {name for name, column in found.items() if column.form == "date-time"} == {"sources.mtime", "failures.time"}
    assert found["documents.issue_date"].form == "partial-date" and found["citations.number"].form == ""
    assert found["task_agencies.role"].values == ("lead", "support")
    assert "pursuant" in found["citations.relation"].values and found["tasks.kind"].values == ()
