"""LibreOffice as a converter: a program of its own, started without a window, without macros and without following links."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from pipeline.loaders.base import LoadError, NeedsTool

INSTALL = "apt-get install libreoffice-writer-nogui"

_NAMES = ("soffice", "libreoffice")
_SECONDS = 120

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
def _profile() -> "tempfile.TemporaryDirectory[str]":
    """A profile of this process's own: two programs cannot share one, and the user's may allow macros. Removed when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="vnplans-office-")
    user = Path(folder.name, "user")
    user.mkdir()
    items = (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    user.joinpath("registrymodifications.xcu").write_text(head + "".join(items) + "</oor:items>", encoding="utf-8")
    return folder


def to_docx(data: bytes, suffix: str, seconds: float = _SECONDS) -> bytes:
    """Convert a document to .docx. `suffix` (`.doc`, `.odt`) tells LibreOffice what it is.

    Raises:
        LoadError: it takes too long, or nothing comes out (LibreOffice ends with 0 when it fails, so that only the output tells).
    """
    office = program()
    if office is None:
        raise NeedsTool("office_missing", INSTALL)
    with tempfile.TemporaryDirectory(prefix="vnplans-") as folder:
        source = Path(folder, "source" + suffix)
        source.write_bytes(data)
        command = [
            office, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation=file://{_profile().name}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        _run(command, seconds)
        made = source.with_suffix(".docx")
        if not made.exists():
            raise LoadError("office_failed")
        return made.read_bytes()


def _run(command: list[str], seconds: float) -> None:
    """Run a program in a process group of its own, so that its children go with it when time is up."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise LoadError("office_slow", seconds=seconds) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
