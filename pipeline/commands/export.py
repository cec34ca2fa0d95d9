"""vnplans export --format … --to DIR"""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.asking import ConfigOption, KindOfSource
from pipeline.commands.options import DEFAULT_STORE, LangOption, RawOption, StoreOption, reading
from pipeline.commands.output import show
from pipeline.errors import UnwritableFolder
from pipeline.export import Choice, Exported, Format
from pipeline.export import export as write
from pipeline.messages import DEFAULT_LANG, Lang, message
from pipeline.settings import load_settings

_NAMED = 6  # of the files that are left, the others are like them


def export(
    to: Annotated[Path, typer.Option("--to", metavar="DIR")],
    formats: Annotated[list[Format], typer.Option("--format")] = [Format.CSV],  # noqa: B006 - typer makes a new list
    province: Annotated[list[str] | None, typer.Option("--province")] = None,
    instrument: Annotated[str | None, typer.Option("--instrument")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY[-MM[-DD]]")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY[-MM[-DD]]")] = None,
    kind: Annotated[KindOfSource, typer.Option("--kind")] = "all",
    doc_type: Annotated[list[str] | None, typer.Option("--doc-type")] = None,
    config: ConfigOption = None,
    overwrite: Annotated[bool, typer.Option("--force")] = False,
    store: StoreOption = DEFAULT_STORE,
    raw: RawOption = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Write the tables to files."""
    choice = Choice(tuple(province or ()), instrument, since, until, kind, tuple(doc_type or ()))
    settings = load_settings(config)
    with reading(store) as opened:
        try:
            written = write(opened, to, formats, choice=choice, settings=settings, raw=raw, force=overwrite)
        except OSError as error:
            raise UnwritableFolder(folder=error.filename or to, reason=error.strerror or error) from error
    _tell(written, to, lang)


def _tell(written: Exported, to: Path, lang: Lang) -> None:
    show(message(lang, "export.done", n=len(written.files), folder=to))
    if written.cut:
        show(message(lang, "export.cut", n=len(written.cut)), error=True)
    if written.left:
        show(message(lang, "export.left", files=", ".join(written.left[:_NAMED]) + ", …" * (len(written.left) > _NAMED)), error=True)
