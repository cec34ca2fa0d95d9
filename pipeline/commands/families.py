"""vnplans families"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.commands.asking import Answer, Asked, asking

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    from pipeline.messages import Lang

View = Literal["families", "members"]


@asking
def families(asked: Asked, view: Annotated[View, typer.Option("--view")] = "families") -> Answer:
    """Central instruments with the provinces that answer them and those that are missing."""
    from pipeline.compare.families import compare_families  # noqa: PLC0415 - imports pandas
    from pipeline.compare.scope import select_documents  # noqa: PLC0415

    chosen, _ = select_documents(asked.tables, asked.provinces)
    members = asked.selected.members
    members = members[members["document_id"].isin(chosen["document_id"])].reset_index(drop=True)
    if view == "members":
        return Answer(members, columns=("instrument_id", "province", "source_path", "basis", "n_shared"))
    frame = compare_families(asked.tables, members=members)
    return Answer(frame, lambda lang: _table(frame, lang))


def _table(frame: pd.DataFrame, lang: Lang) -> RenderableType:
    from pipeline.compare.frame_view import frame_table  # noqa: PLC0415 - imports pandas

    numbers = frame["number"].where(frame["number"].notna(), frame["title"])
    shown = frame.assign(
        central=[" ".join(part for part in pair if isinstance(part, str)) for pair in zip(frame["type"], numbers, strict=True)],
        members=frame["n_documents"],
        answered=[f"{n}/{expected}" for n, expected in zip(frame["n_provinces"], frame["n_expected"], strict=True)],
    )
    return frame_table(shown, lang, ("central", "issue_date", "answered", "members", "stated", "inferred", "set", "present", "missing"))
