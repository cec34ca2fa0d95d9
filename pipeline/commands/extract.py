"""vnplans extract SRC…"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.commands.options import DEFAULT_STORE, LangOption, StoreOption
from pipeline.commands.output import show
from pipeline.errors import NoFiles
from pipeline.messages import DEFAULT_LANG, Lang, message
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.batch import Progress as Report
    from pipeline.batch import Summary

FAILED = 3
"""Exit code: finished, and some files could not be read."""


def extract(
    sources: Annotated[list[Path], typer.Argument(metavar="SRC...")],
    store: StoreOption = DEFAULT_STORE,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Read files and folders into the store."""
    from pipeline.batch import extract_all, find_files  # noqa: PLC0415 - brings the loaders' libraries, which --help need not wait for

    files = find_files(sources)
    if not files:
        raise NoFiles(sources=", ".join(map(str, sources)))
    with Store(store) as opened:
        with _bar(len(files), lang) as progress:
            summary = extract_all(files, opened, jobs=jobs, force=force, progress=progress)
        _tell(summary, opened, lang)
    if summary.failed:
        raise typer.Exit(FAILED)


@contextmanager
def _bar(total: int, lang: Lang) -> Iterator[Report]:
    """A bar on standard error while it is a terminal; silence in logs and pipes."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(message(lang, "extract.progress"), total=total, name="")
        yield lambda path: bar.update(task, advance=1, name=Path(path).name)


def _tell(summary: Summary, store: Store, lang: Lang) -> None:
    counts = store.counts()
    show(message(lang, "extract.read", done=len(summary.done), unchanged=len(summary.unchanged), failed=len(summary.failed)))
    totals = {name: counts[name] for name in ("documents", "citations", "tasks")}
    show(message(lang, "extract.total", store=store.folder, **totals))
    if summary.failed:
        show(message(lang, "extract.failed"))
    for failure in summary.failed:
        show(message(lang, "extract.failure", path=failure.path, reason=failure.reason))
