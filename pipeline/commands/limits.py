"""Options about reading files: limits of one document, passwords, the log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import BadPasswordFile
from pipeline.log import Format, Level
from pipeline.options import Limits, Options

_DEFAULT = Limits()

PasswordsOption = Annotated[Path | None, typer.Option("--password-file", metavar="FILE")]
TimeoutOption = Annotated[float | None, typer.Option("--timeout", min=1, metavar="SECONDS")]
MemoryOption = Annotated[int | None, typer.Option("--max-memory", min=256, metavar="MB")]
SizeOption = Annotated[int | None, typer.Option("--max-size", min=1, metavar="MB")]
PagesOption = Annotated[int | None, typer.Option("--max-pages", min=1, metavar="N")]
LogFormatOption = Annotated[Format, typer.Option("--log-format")]
LogLevelOption = Annotated[Level | None, typer.Option("--log-level")]


def options_of(passwords: Path | None, timeout: float | None, memory: int | None, size: int | None, pages: int | None) -> Options:
    """How to read, from the command line; None is the default. Raises BadPasswordFile."""
    limits = replace(
        _DEFAULT,
        wall_seconds=timeout or _DEFAULT.wall_seconds,
        cpu_seconds=timeout or _DEFAULT.cpu_seconds,
        office_seconds=min(timeout or _DEFAULT.office_seconds, _DEFAULT.office_seconds),
        memory=memory << 20 if memory else _DEFAULT.memory,
        size=size << 20 if size else _DEFAULT.size,
        pages=pages or _DEFAULT.pages,
    )
    return Options(limits, read_passwords(passwords) if passwords else ())


def read_passwords(file: Path) -> tuple[str, ...]:
    """Passwords, one a line; blanks at the ends are part of a password. Raises BadPasswordFile."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise BadPasswordFile(file=file, detail=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise BadPasswordFile(file=file, detail=error) from error
    return tuple(dict.fromkeys(line for line in lines if line))
