"""vnplans export --format … --to DIR"""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.errors import UnwritableFolder
from pipeline.export import Format
from pipeline.export import export as write
from pipeline.messages import DEFAULT_LANG, message


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR")],
    formats: Annotated[list[Format], typer.Option("--format")] = [Format.CSV],  # noqa: B006 - typer makes a new list
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Write the tables to files."""
    with reading(store) as opened:
        try:
            files = write(opened, to, formats, raw=raw)
        except OSError as error:
            raise UnwritableFolder(folder=to, reason=error.strerror or error) from error
    show(message(lang, "export.done", n=len(files), folder=to))
