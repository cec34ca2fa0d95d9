"""What commands print with: consoles, tables, JSON."""

import json
import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table

from pipeline.messages import Lang, message

# Documents are full of square brackets and colons that rich would take for its own marks: `[1]`, `:v:`.


_CODES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
r"""What a terminal obeys: a document or a name may hold `\x1b[2J`, which would wipe the screen."""


class Screen(Console):
    """A console that shows the pictures of control characters (`␛`) in what it prints; its own colours are not touched."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of a renderable."""
        for piece in super().render(renderable, options):
            plain = piece.control is not None or not _CODES.search(piece.text)
            yield piece if plain else Segment(_CODES.sub(_picture, piece.text), piece.style)


def _picture(code: re.Match[str]) -> str:
    place = ord(code[0])
    return "␡" if place == 0x7F else chr(0x2400 + place) if place < 0x20 else "\ufffd"


def show(*items: RenderableType, error: bool = False) -> None:
    """Print for people, on standard output or error: in colour on a terminal, plain into a pipe or with NO_COLOR.

    Tables fit the width; lines of text are left whole, so that a path in them can be copied and found by `grep`.
    """
    console = Screen(stderr=error, markup=False, emoji=False, highlight=False)
    for item in items:
        console.print(item, soft_wrap=isinstance(item, str))


def printable(name: str) -> str:
    """A name on one line, without codes that a terminal would obey: `a\\x1b[2Jb.txt`. Names of files may hold anything."""
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape", "backslashreplace").decode() for c in name)


def print_json(value: object) -> None:
    """Print JSON for programs on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(lang: Lang, columns: Sequence[str], rows: Iterable[Sequence[RenderableType]], title: str = "") -> Table:
    """A table whose columns are headed by the catalogue's `column.<name>`."""
    made = Table(title=title, title_justify="left", header_style="bold", show_lines=True)
    for column in columns:
        made.add_column(message(lang, f"column.{column}"), overflow="fold", no_wrap=column == "place")
    for row in rows:
        made.add_row(*row)
    return made


FLAGS = frozenset({"date_conflict", "title_variant", "agency_ended", "agency_not_yet"})
"""Flags that are shown in words; the others are shown as they stand in the tables."""


def flag_words(lang: Lang, flags: Iterable[str]) -> list[str]:
    """Flags as a reader sees them."""
    return [value(lang, flag) if flag in FLAGS else flag for flag in flags]


def value(lang: Lang, code: str | None) -> str:
    """A code of the tables in words: `implements` → `thực hiện`; empty for null."""
    return message(lang, f"value.{code}") if code else ""
