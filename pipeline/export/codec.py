r"""Values as cells of a CSV file, one line for each row, and back again without a loss.

| value                                    | cell           |
|------------------------------------------|----------------|
| null                                     | empty          |
| true, false                              | `true`, `false`|
| a list                                   | joined with `;`|
| a line break in a text                   | `\n`, `\r`     |
| `;` in a text of a list                  | `\;`           |
| no text in a place where null may stand  | `\e`           |
| a text that a spreadsheet would compute  | `'` before it  |

A backslash is doubled only where it would be taken for one of these: `C:\new` is `C:\\new`, `a\b` stays.
"""

import re
from collections.abc import Sequence

GUARD = "'"
"""Stands before a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return: a formula to a spreadsheet, such as
`=HYPERLINK(…)` in a scraped page. A text that begins with the sign and one of these gets one more, so that reading takes away one."""

UNGUARD = r"^'('*[=+\-@\t\r])"
"""What takes the guard away again, in every language of expressions: replace it by its first group."""

EMPTY = r"\e"

_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"(\\*)([\n\r])|\\+(?=[nre])")
_ESCAPED_IN_LIST = re.compile(r"(\\*)([\n\r;])|\\+(?=[nre]|\Z)")
_UNESCAPED = re.compile(r"(\\+)([nre;]|\Z)")
_LETTERS = {"\n": "n", "\r": "r", ";": ";"}
_SIGNS = {"n": "\n", "r": "\r", "e": "", ";": ";", "": ""}


def cell(value: object, *, raw: bool = False, nullable: bool = False) -> str:
    """A value as the text of a cell, as the table above has it. `raw` leaves out the guard; `nullable`: null may stand here too.

    Only text is guarded: the number -1 and a date stay what they are.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        text = ";".join(_escaped(str(one), _ESCAPED_IN_LIST) or EMPTY for one in value)
    elif isinstance(value, str):
        text = _escaped(value, _ESCAPED) or (EMPTY if nullable else "")
    else:
        return str(value)
    return text if raw else guarded(text)


def guarded(text: str) -> str:
    """The text, after `'` if a spreadsheet would run it as a formula."""
    return GUARD + text if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and _GUARDED.match(text, 1) else text


def text_of(written: str) -> str:
    """The text of an unguarded cell."""
    return "" if written == EMPTY else _unescaped(written, "nr")


def texts_of(written: str) -> tuple[str, ...]:
    """The list of an unguarded cell."""
    return tuple("" if one == EMPTY else _unescaped(one, "nr;") for one in _split(written)) if written else ()


def _escaped(text: str, what: re.Pattern[str]) -> str:
    return what.sub(lambda m: 2 * m[1] + "\\" + _LETTERS[m[2]] if m[2] else 2 * m[0], text) if ("\\" in text or _odd(text)) else text


def _odd(text: str) -> bool:
    return "\n" in text or "\r" in text or ";" in text


def _split(written: str) -> Sequence[str]:
    """Parts between the `;` that no odd number of backslashes stands before."""
    parts, start = [], 0
    for match in re.finditer(r"(\\*);", written):
        if len(match[1]) % 2 == 0:
            parts.append(written[start : match.end() - 1])
            start = match.end()
    return [*parts, written[start:]]


def _unescaped(written: str, letters: str) -> str:
    return _UNESCAPED.sub(lambda m: _halved(m, letters), written) if "\\" in written else written


def _halved(match: re.Match[str], letters: str) -> str:
    run, letter = str(match[1]), str(match[2])
    if letter in (";", "") and ";" not in letters:  # outside of lists neither `;` nor the end has a meaning
        return match[0]
    sign = _SIGNS[letter] if len(run) % 2 else letter
    return "\\" * (len(run) // 2) + sign
