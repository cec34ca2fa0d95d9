"""vnplans schema [TABLE]"""

from typing import Annotated

import typer

from pipeline.commands.options import LangOption
from pipeline.commands.output import print_json
from pipeline.errors import UnknownTable
from pipeline.messages import DEFAULT_LANG
from schemas import TABLES, DocumentRecord


def schema(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", autocompletion=lambda: list(TABLES))] = None,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Print the JSON Schema of a record or of a table's row."""
    if table and table not in TABLES:
        raise UnknownTable(wanted=table, candidates=", ".join(TABLES))
    print_json((TABLES[table].row if table else DocumentRecord).model_json_schema())
