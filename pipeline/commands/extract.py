"""vnplans extract SRC…"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.commands.engine import AddressOption, EngineOption, SharedOption, check_engine, engine_of
from pipeline.commands.failures import told
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
from pipeline.commands.output import printable, show
from pipeline.errors import NoFiles
from pipeline.log import Log
from pipeline.messages import DEFAULT_LANG, Lang, message
from pipeline.store import FILE_NAME, Store

if TYPE_CHECKING:
    from pipeline.batch import Progress as Report
    from pipeline.batch import Summary
    from pipeline.engines.pool import Engine
    from pipeline.options import Options
    from pipeline.outcomes import Outcome
    from pipeline.plan import Plan

FAILED = 3
"""Exit code: finished, and some files could not be read."""

_LISTED = 20
"""Names of files that are listed before `…`."""


def extract(
    sources: Annotated[list[str], typer.Argument(metavar="SRC...")],
    store: StoreOption = DEFAULT_STORE,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    password_file: PasswordsOption = None,
    timeout: TimeoutOption = None,
    max_memory: MemoryOption = None,
    max_size: SizeOption = None,
    max_pages: PagesOption = None,
    log_format: LogFormatOption = "text",
    log_level: LogLevelOption = None,
    engine: EngineOption = "local",
    address: AddressOption = None,
    shared: SharedOption = None,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Read files and folders into the store."""
    from pipeline.files import find_files  # noqa: PLC0415 - brings libraries, which --help need not wait for

    check_engine(engine, address, shared)
    options = options_of(password_file, timeout, max_memory, max_size, max_pages)
    files = find_files(sources)
    folders = [source for source in sources if Path(source).is_dir()]
    if not files and not (folders and (store / FILE_NAME).exists()):
        raise NoFiles(sources=", ".join(sources))
    with Store(store) as opened:
        if not files and not opened.states():
            raise NoFiles(sources=", ".join(sources))
        if dry_run:
            _tell_plan(_planned(files, opened, options, folders, force), prune, lang)
            return
        chosen = engine_of(engine, address, shared or store / "shards", store, jobs, options, force)
        log = Log(log_format, log_level)
        run(files, opened, log, lang, jobs=jobs, force=force, options=options, folders=folders, prune=prune, engine=chosen)


def run(
    files: Sequence[Path],
    store: Store,
    log: Log,
    lang: Lang,
    *,
    options: Options,
    jobs: int | None = None,
    force: bool = False,
    folders: Sequence[str] = (),
    prune: bool = False,
    engine: Engine | None = None,
) -> None:
    """Read files into the store and tell what came of it. Ends with code 3 where some gave no record."""
    from pipeline.batch import extract_all  # noqa: PLC0415 - see extract

    log.write("debug", "start", files=len(files), store=str(store.folder))
    with _bar(len(files), lang) as progress:
        summary = extract_all(
            files, store, jobs=jobs, force=force, progress=progress, options=options, folders=folders, prune=prune,
            listener=lambda outcome: _log_outcome(log, outcome, lang), engine=engine,
        )  # fmt: skip
    _log_summary(log, summary)
    _tell(summary, store, prune, lang)
    if summary.failed:
        raise typer.Exit(FAILED)


@contextmanager
def _bar(total: int, lang: Lang) -> Iterator[Report]:
    """A bar on standard error while it is a terminal; silence in logs and pipes."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(message(lang, "extract.progress"), total=total, name="")
        yield lambda path: bar.update(task, advance=1, name=printable(Path(path).name))


def _log_outcome(log: Log, outcome: Outcome, lang: Lang) -> None:
    from pipeline.messages import reason  # noqa: PLC0415

    if outcome.found is None:
        words = reason(lang, outcome.code, outcome.values)
        log.write("warning", "failed", path=outcome.name, stage=outcome.stage, code=outcome.code, reason=words)
    elif log.wants("info"):
        log.write("info", "done", path=outcome.name, **asdict(outcome.found))


def _log_summary(log: Log, summary: Summary) -> None:
    seconds = max(summary.seconds, 1e-3)
    log.write(
        "info", "summary", done=len(summary.done), unchanged=len(summary.unchanged), failed=len(summary.failed), known=summary.known,
        vanished=len(summary.vanished), moved=len(summary.moved), pages=summary.pages, citations=summary.citations, tasks=summary.tasks,
        seconds=round(summary.seconds, 2), documents_per_second=round(len(summary.done) / seconds, 2),
        megabytes_per_second=round(summary.bytes / 1e6 / seconds, 3),
    )  # fmt: skip


def _tell(summary: Summary, store: Store, prune: bool, lang: Lang) -> None:
    failed = {failure.path for failure in summary.failed}
    unchanged = sum(path not in failed for path in summary.unchanged)  # a file that failed before is told of as failed
    show(message(lang, "extract.read", done=len(summary.done), unchanged=unchanged, failed=len(summary.failed)))
    if summary.done:
        seconds = max(summary.seconds, 1e-3)
        found = {"pages": summary.pages, "citations": summary.citations, "tasks": summary.tasks, "seconds": f"{seconds:.1f}"}
        rates = {"documents": f"{len(summary.done) / seconds:.1f}", "megabytes": f"{summary.bytes / 1e6 / seconds:.2f}"}
        show(message(lang, "extract.work", **found, **rates))
    if summary.moved:
        show(message(lang, "extract.moved", n=len(summary.moved)))
    if summary.vanished:
        show(message(lang, "extract.pruned" if prune else "extract.vanished", n=len(summary.vanished), names=_listed(summary.vanished)))
    totals = {name: store.count(name) for name in ("documents", "citations", "tasks")}
    show(message(lang, "extract.total", store=store.folder, **totals))
    if summary.failed:
        show(message(lang, "extract.failed"))
    for failure in summary.failed:
        show(message(lang, "extract.failure", path=printable(failure.path), reason=printable(told(failure, lang))))
    if summary.known:
        show(message(lang, "extract.known", n=summary.known))


def _planned(files: Sequence[Path], store: Store, options: Options, folders: Sequence[str], force: bool) -> Plan:
    from pipeline.plan import make_plan  # noqa: PLC0415 - see extract

    return make_plan(files, store, options, folders=folders, force=force)


def _tell_plan(plan: Plan, prune: bool, lang: Lang) -> None:
    """What a run would do, and why."""
    reasons = Counter(todo.why for todo in plan.todo)
    show(message(lang, "extract.would_read", n=len(plan.todo), unchanged=len(plan.unchanged)))
    for why, n in reasons.items():
        names = _listed([todo.job.name for todo in plan.todo if todo.why == why])
        show(message(lang, "extract.would", why=message(lang, f"value.why_{why}"), n=n, names=names))
    if plan.moved:
        names = _listed([f"{old} → {new}" for old, new in plan.moved.items()])
        show(message(lang, "extract.would", why=message(lang, "value.why_moved"), n=len(plan.moved), names=names))
    if plan.vanished:
        gone = message(lang, "value.why_removed" if prune else "value.why_vanished")
        show(message(lang, "extract.would", why=gone, n=len(plan.vanished), names=_listed(plan.vanished)))
    if plan.failed:
        show(message(lang, "extract.known", n=len(plan.failed)))


def _listed(names: Sequence[str]) -> str:
    more = ["…"] if len(names) > _LISTED else []
    return "".join(f"\n  {printable(name)}" for name in [*names[:_LISTED], *more])
