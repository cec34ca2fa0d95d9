"""vnplans show DOCUMENT"""

import sys
from typing import Annotated

import typer

from pipeline.commands.options import DEFAULT_STORE, JsonOption, LangOption, StoreOption, reading
from pipeline.commands.output import print_json
from pipeline.commands.output import show as display
from pipeline.commands.record_view import outline_view, record_view
from pipeline.commands.source_view import source_view
from pipeline.messages import DEFAULT_LANG
from pipeline.store import family


def show(
    document: Annotated[str, typer.Argument()],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
    outline: Annotated[bool, typer.Option("--outline")] = False,
    text: Annotated[bool, typer.Option("--text")] = False,
    source: Annotated[bool, typer.Option("--source")] = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Show the record of one document, and of the documents attached to it."""
    with reading(store) as opened:
        record = opened.record(document)
    records = list(family(record))
    if as_json:
        print_json(record.model_dump(mode="json"))
    elif text:
        for one in records:
            sys.stdout.write(one.text if one.text.endswith("\n") else one.text + "\n")
    elif source:
        display(*(source_view(one, lang) for one in records))
    else:
        for one in records:
            display(*(outline_view(one, lang) if outline else record_view(one, lang)))
