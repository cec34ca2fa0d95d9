"""vnplans instruments [--conflicts]"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from pipeline.commands.asking import FormOption
from pipeline.commands.frames import print_frame
from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import flag_words, show, table
from pipeline.messages import DEFAULT_LANG, Lang, message

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    Row = Mapping[Hashable, Any]


def instruments(
    conflicts: Annotated[bool, typer.Option("--conflicts")] = False,
    output: FormOption = "table",
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """List what the corpus cites, or the mentions that disagree with the rest of the corpus."""
    from pipeline.compare.cited import cited_instruments, dissenting_mentions  # noqa: PLC0415 - imports pandas
    from pipeline.compare.html import page  # noqa: PLC0415

    with reading(store) as opened:
        tables = opened.frames()
    answer = dissenting_mentions(tables) if conflicts else cited_instruments(tables)
    if output == "html":
        print(page(answer, lang))
    elif output != "table":
        print_frame(answer, output, raw=raw)
    elif answer.empty:
        show(message(lang, "instruments.no_conflicts" if conflicts else "instruments.none"))
    else:
        show(_dissent(answer, lang) if conflicts else _cited(answer, lang))


def _cited(answer: pd.DataFrame, lang: Lang) -> RenderableType:
    rows = [
        (_described(row, lang), str(row["n_documents"]), str(row["n_mentions"]), "\n".join(flag_words(lang, row["flags"])))
        for row in answer.to_dict("records")
    ]
    return table(lang, ("instrument", "n_documents", "n_mentions", "flags"), rows, message(lang, "instruments.title", n=len(answer)))


def _described(row: Row, lang: Lang) -> Text:
    """`Chỉ thị 07/CT-TTg`, and a line for each other value that is there."""
    name = _name(row)
    values = {field: row[field] for field in ("issue_date", "issuer", "title") if row[field] and row[field] != name}
    lines = [Text.assemble((f"{message(lang, f'column.{field}')}: ", "dim"), found) for field, found in values.items()]
    return Text("\n").join([Text(name, "bold"), *lines, Text(row["instrument_id"], "dim")])


def _name(row: Row) -> str:
    """Type and number; a law that is cited by name only has its name."""
    return f"{row['type']} {row['number']}" if row["number"] else str(row.get("title") or row["type"])


def _dissent(answer: pd.DataFrame, lang: Lang) -> RenderableType:
    """One row for each instrument and field, with all mentions that differ."""
    subjects = groupby(answer.to_dict("records"), key=lambda row: (row["instrument_id"], row["field"]))
    rows = [_disagreement(list(mentions), lang) for _, mentions in subjects]
    return table(lang, ("instrument", "corpus", "dissent"), rows, message(lang, "instruments.conflicts", n=len(answer)))


def _disagreement(mentions: Sequence[Row], lang: Lang) -> tuple[Text, str, Text]:
    first = mentions[0]
    name = f"{first['type']} {first['number']}" if first["number"] else first["instrument_id"]
    subject = Text.assemble((name, "bold"), "\n", (message(lang, f"column.{first['field']}"), "dim"))
    return subject, f"{first['corpus']} ({first['n_corpus']})", Text("\n\n").join(map(_mention, mentions))


def _mention(row: Row) -> Text:
    """The value, the words that state it where they are not the value itself, and where they stand."""
    words = "" if row["text"] == row["stated"] else f"\n“{row['text']}”"
    place = f"{row['province'] or '?'} · {row['source_path']} {row['start']}-{row['end']}"
    return Text.assemble(f"{row['stated']} ({row['n_stated']}){words}\n", (place, "dim"))
