"""docs/tables.md names every table and column of the contract; an undocumented column fails the build."""

from pathlib import Path

import pytest

from schemas import TABLES

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(table: str) -> None:
    section = PAGE.read_text(encoding="utf-8").split(f"\n### {table}\n")[1].split("\n#")[0]
    assert [column for column in TABLES[table].columns if f"| `{column}` |" not in section] == []
