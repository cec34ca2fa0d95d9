"""LibreOffice as a converter: a program of its own, started without a window, without macros and without following links."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.loaders.base import LoadError, NeedsTool
from pipeline.scratch import Scratch

INSTALL = "apt-get install libreoffice-writer-nogui"

_NAMES = ("soffice", "libreoffice")
_SECONDS = 120
_MOST_BYTES = 20 << 20
"""Bytes of a file that is converted together with others."""

_LIMITED = 'ulimit -S -v 4194304 2>/dev/null; exec "$@"'
"""4 GB of address space: LibreOffice maps more than the reader that starts it may, whose limit it would have."""

_OFFICE = "/org.openoffice.Office."
_SETTINGS = (
    (_OFFICE + "Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (_OFFICE + "Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (_OFFICE + "Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (_OFFICE + "Writer/Content/Update", "Link", "0"),
)


@cache
def program() -> str | None:
    """Path of LibreOffice; None where it is not installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@cache
def _profile() -> Scratch:
    """A profile of this process's own: two programs cannot share one, and the user's may allow macros. Removed when the process ends."""
    folder = Scratch()
    user = folder.path / "user"
    user.mkdir()
    items = (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    user.joinpath("registrymodifications.xcu").write_text(head + "".join(items) + "</oor:items>", encoding="utf-8")
    return folder


@dataclass(slots=True)
class _Ahead:
    """Files that will be asked for soon, and what has been made of them, by the sum of their bytes."""

    paths: list[Path] = field(default_factory=list)
    wanted: Callable[[bytes], bool] = bool
    made: dict[bytes, bytes] = field(default_factory=dict)


@cache
def _ahead() -> _Ahead:
    return _Ahead()


def announce(paths: Iterable[str | os.PathLike[str]], wanted: Callable[[bytes], bool]) -> None:
    """Say which files come next, so that the first one to be converted takes the others along.

    A start of LibreOffice takes a second, a document a tenth of it. `wanted` tells of a file's bytes whether it will be converted.
    """
    ahead = _ahead()
    ahead.paths, ahead.wanted = [Path(path) for path in paths], wanted
    ahead.made.clear()


def to_docx(data: bytes, suffix: str, seconds: float = _SECONDS) -> bytes:
    """Convert a document to .docx. `suffix` (`.doc`) tells LibreOffice what it is.

    Raises:
        LoadError: it takes too long, or nothing comes out (LibreOffice ends with 0 when it fails, so that only the output tells).
    """
    ahead = _ahead()
    found = ahead.made.pop(_key(data), None)
    if found is not None:
        return found
    others = _next_ones(data)
    if others:
        with contextlib.suppress(LoadError):  # one of the others may have stopped it: then the document is tried alone
            made = _converted([(data, suffix), *others], seconds)
            ahead.made |= {_key(source): docx for (source, _), docx in zip(others, made[1:], strict=True) if docx is not None}
            if made[0] is not None:
                return made[0]
    (alone,) = _converted([(data, suffix)], seconds)
    if alone is None:
        raise LoadError("office_failed")
    return alone


def _key(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _next_ones(data: bytes) -> list[tuple[bytes, str]]:
    """Bytes and suffixes of the files announced that will be converted, without this one."""
    ahead = _ahead()
    paths, ahead.paths = ahead.paths, []
    out = []
    for path in paths:
        with contextlib.suppress(OSError):
            if path.stat().st_size <= _MOST_BYTES and (other := path.read_bytes()) != data and ahead.wanted(other):
                out.append((other, path.suffix.lower()))
    return out


def _converted(documents: Sequence[tuple[bytes, str]], seconds: float) -> list[bytes | None]:
    """The documents as .docx, made in one start; None for those that nothing comes out of. Raises LoadError as `to_docx`."""
    office = program()
    if office is None:
        raise NeedsTool("office_missing", INSTALL)
    with Scratch() as folder:
        sources = [Path(folder, f"{number}{suffix}") for number, (_, suffix) in enumerate(documents)]
        for source, (data, _) in zip(sources, documents, strict=True):
            source.write_bytes(data)
        command = [
            "/bin/sh", "-c", _LIMITED, "sh", office, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation=file://{_profile().path}", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder),
            *map(str, sources),
        ]  # fmt: skip
        _run(command, seconds)
        made = [source.with_suffix(".docx") for source in sources]
        return [path.read_bytes() if path.exists() else None for path in made]


def _run(command: list[str], seconds: float) -> None:
    """Run a program in a process group of its own, so that its children go with it when time is up; in the session of the caller, so that
    it goes with the caller (pipeline.processes.end_session).
    """
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, process_group=0)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise LoadError("office_slow", seconds=seconds) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
