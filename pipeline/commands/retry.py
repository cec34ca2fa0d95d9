"""vnplans retry"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.extract import run
from pipeline.commands.limits import (
    LogFormatOption,
    LogLevelOption,
    MemoryOption,
    PagesOption,
    PasswordsOption,
    SizeOption,
    TimeoutOption,
    options_of,
)
from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption
from pipeline.commands.output import show
from pipeline.errors import StoreMissing
from pipeline.log import Log
from pipeline.messages import DEFAULT_LANG, message
from pipeline.store import FILE_NAME, Store


def retry(
    code: Annotated[list[str] | None, typer.Option("--code")] = None,
    store: StoreOption = DEFAULT_STORE,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    password_file: PasswordsOption = None,
    timeout: TimeoutOption = None,
    max_memory: MemoryOption = None,
    max_size: SizeOption = None,
    max_pages: PagesOption = None,
    log_format: LogFormatOption = "text",
    log_level: LogLevelOption = None,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Read the files again that gave no record."""
    options = options_of(password_file, timeout, max_memory, max_size, max_pages)
    if not (store / FILE_NAME).exists():
        raise StoreMissing(folder=store)
    with Store(store) as opened:
        failed = {file: None for file, failure in opened.failures_by_file() if not code or failure.code in code}
        for gone in [file for file in failed if not Path(file).exists()]:
            del failed[gone]
            if not opened.documents_of(gone):
                opened.forget(gone)
        if not failed:
            show(message(lang, "failures.none"))
            return
        run([Path(file) for file in failed], opened, Log(log_format, log_level), lang, jobs=jobs, force=True, options=options)
