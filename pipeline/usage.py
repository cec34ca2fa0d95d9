"""Wrong use of the command line, in the reader's language. The library that parses it speaks English only."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import typer

from pipeline.messages import Lang, message

# The error classes of the library that typer brings: its own copy of click, or click itself, by version.
UsageError: type[Exception] = typer.BadParameter.__mro__[2]
"""What the parser raises for wrong use."""


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the parser says → key of the catalogue. Its groups are the sentence's values."""
    return tuple(
        (re.compile(pattern, re.DOTALL), f"usage.{key}")
        for pattern, key in (
            (r"No such command '(?P<name>.+?)'\.(?: Did you mean (?P<other>.+?)\?)?", "command"),
            (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<other>.+)\))?(?: Did you mean (?P<other2>.+?)\?)?", "option"),
            (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)", "extra"),
            (r"Missing (?:argument|option|parameter) (?P<name>.+?)\..*", "missing"),
            (r"Missing command\.", "no_command"),
            (r"Option (?P<name>'.+?') requires (?:an argument|(?P<other>\d+) arguments)\.", "value"),
            (
                r"Invalid value for '?(?P<name>[^' ]+)'?(?: \(env var: .*?\))?: (?:Value error, )?"
                r"'?(?P<found>.*?)'? is not one of (?P<other>.+?)\.",
                "choice",
            ),
            (r"Invalid value for (?P<name>.+?): .*(?:valid integer|valid int).*", "integer"),
            (r"Invalid value for (?P<name>.+?): .*(?:valid number|valid float).*", "number"),
            (r"Invalid value for (?P<name>.+?): .*greater than or equal to (?P<other>\S+).*", "least"),
            (r"Invalid value for (?P<name>.+?): .*is not in the range x>=(?P<other>[\d.]+)\.", "least"),
            (r"Invalid value(?: for (?P<name>.+?))?: (?:Value error, )?(?P<other>.*)", "invalid"),
        )
    )


def told(error: Exception, lang: Lang) -> str:
    """What is wrong and where help is, in `lang`; a sentence of the parser's that is not known here stays English."""
    given: Callable[[], str] = getattr(error, "format_message", error.__str__)
    words = _translated(given(), lang)
    context: Any = getattr(error, "ctx", None)
    return words if context is None else f"{words}\n{message(lang, 'usage.help', command=context.command_path)}"


def _translated(words: str, lang: Lang) -> str:
    for pattern, key in _sentences():
        match = pattern.fullmatch(words)
        if match:
            found = {name: value or "" for name, value in match.groupdict().items()}
            other = found.get("other") or found.get("other2") or ""
            ending = ".maybe" if other and f"{key}.maybe" in _keys() else ""
            return message(lang, key + ending, name=found.get("name", "").strip("'"), found=found.get("found", ""), other=other).strip()
    return words


@cache
def _keys() -> frozenset[str]:
    return frozenset({"usage.command.maybe", "usage.option.maybe", "usage.value.maybe"})
