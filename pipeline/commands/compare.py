"""vnplans compare citations|agencies|tasks"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import print_json, show
from pipeline.errors import UnknownProvince
from pipeline.export import write_csv
from pipeline.messages import DEFAULT_LANG, Lang

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

Question = Literal["citations", "agencies", "tasks"]
Output = Literal["table", "csv", "json"]


def compare(
    question: Annotated[Question, typer.Argument()],
    province: Annotated[list[str] | None, typer.Option("--province")] = None,
    output: Annotated[Output, typer.Option("--format")] = "table",
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Compare the provinces of the store."""
    with reading(store) as opened:
        tables, present = opened.frames(), opened.provinces()
    answer = _answer(question, tables, province or (), present)
    if output == "csv":
        write_csv(sys.stdout, list(answer.columns), _rows(answer), raw=raw)
    elif output == "json":
        print_json([dict(zip(answer.columns, row, strict=True)) for row in _rows(answer)])
    else:
        show(_table(question, answer, lang))


def _answer(question: Question, tables: Mapping[str, pd.DataFrame], provinces: Sequence[str], present: Sequence[str]) -> pd.DataFrame:
    """The comparison asked for. Each brings its own libraries (pandas, scikit-learn), so only that one is imported, and only here."""
    from pipeline.compare.scope import UnknownProvinceError  # noqa: PLC0415

    try:
        if question == "citations":
            from pipeline.compare.citations import compare_citations  # noqa: PLC0415

            return compare_citations(tables, provinces=provinces)
        if question == "agencies":
            from pipeline.compare.agencies import compare_agencies  # noqa: PLC0415

            return compare_agencies(tables, provinces=provinces)
        from pipeline.compare.tasks import compare_tasks  # noqa: PLC0415

        return compare_tasks(tables, provinces=provinces)
    except UnknownProvinceError as error:
        raise UnknownProvince(wanted=", ".join(provinces), candidates=", ".join(present) or "-") from error


def _table(question: Question, answer: pd.DataFrame, lang: Lang) -> RenderableType:
    from pipeline.compare.show import agencies_table, citations_table, tasks_table  # noqa: PLC0415 - imports pandas

    return {"citations": citations_table, "agencies": agencies_table, "tasks": tasks_table}[question](answer, lang)


def _rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows with None for null, whatever pandas has in its place."""
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))
