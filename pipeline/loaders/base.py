"""What every loader shares: the errors, what a loader hands back, and the form that all text takes."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.messages import Lang, reason
from schemas import Cell, Line, Mark, Page


class LoadError(Exception):
    """A file that cannot be read. `code` and `values` say why (pipeline.messages_reasons); `tell` puts it into words.

    `path` names the member of an archive (`archive.zip!/member`); it is empty where the caller knows the path.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        self.path = ""
        super().__init__(reason("en", code, values))

    @property
    def reason(self) -> str:
        """Why, in English."""
        return str(self)

    def tell(self, lang: Lang) -> str:
        """Why, in a language, for the person who put the file there."""
        return reason(lang, self.code, self.values)

    def as_value(self) -> dict[str, object]:
        """This reason as a value of another: `{reason}; LibreOffice may read it`."""
        return {"code": self.code, "values": self.values}

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the worker process: pickle would call a subclass with the sentence instead of its own arguments.
        return _rebuild, (type(self), self.__dict__)


class UnsupportedFormat(LoadError):
    """A file whose format is known but has no loader. `code` is that of a reason that says what to do about the format."""

    def __init__(self, format_name: str, code: str = "unsupported") -> None:
        super().__init__(code, format=format_name)
        self.format_name = format_name


class Encrypted(LoadError):
    """A file that opens only with a password that was not given. `passwords` are those that were tried."""

    def __init__(self, passwords: Sequence[str] = ()) -> None:
        super().__init__("wrong_password" if passwords else "encrypted")


class NeedsTool(LoadError):
    """A file that can be read once something is installed. `install` is the command that does it."""

    def __init__(self, code: str, install: str, **values: object) -> None:
        super().__init__(code, install=install, **values)
        self.install = install


def _rebuild(kind: type[LoadError], state: dict[str, Any]) -> LoadError:
    error = kind.__new__(kind)
    Exception.__init__(error, reason("en", state["code"], state["values"]))
    error.__dict__.update(state)
    return error


@dataclass(frozen=True, slots=True)
class Reading:
    """What a loader made of a file's bytes.

    `encoding` is None where the format fixes it; `warnings` are codes (pipeline.messages_warnings); `pages`, `lines`, `cells` and `marks`
    point into `text`; `apart` holds what stands on the pages and not in the text (running heads, page numbers, stamps). `loader` names
    the reader where a format has several (`pdf+ocr`, `doc+libreoffice`); empty for the format's own name.
    """

    text: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    marks: tuple[Mark, ...] = ()
    apart: tuple[str, ...] = ()
    loader: str = ""


def normalize(text: str) -> str:
    """The form of every text that leaves a loader: line ends are `\\n`, characters are composed (NFC)."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_blank(text: str) -> bool:
    """True if a reader sees nothing: white space, zero-width spaces and stray byte order marks."""
    return not text.replace("\ufeff", "").replace("\u200b", "").strip()
