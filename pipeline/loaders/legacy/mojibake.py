"""UTF-8 that a program read as Windows-1252: `Quyáº¿t Ä‘á»‹nh` for `Quyết định`."""

import re
from functools import cache

_LEADS = "\u00c2-\u00c6\u00c8-\u00cb\u00e1\u00e2\u00c3"
"""First bytes of the UTF-8 forms of Vietnamese letters, dashes and quotation marks, seen as Latin letters."""


def repair_mojibake(text: str) -> str:
    """Undo the wrong reading, twice where it happened twice. Pieces that are no broken UTF-8 stay as they are."""
    for _ in range(2):
        repaired = _pattern().sub(_undo, text)
        if repaired == text:
            break
        text = repaired
    return text


def _undo(match: re.Match[str]) -> str:
    codes = _bytes()
    try:
        return bytes(codes[c] for c in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


@cache
def _pattern() -> re.Pattern[str]:
    """One broken character: a lead and its one or two continuation bytes."""
    more = "".join(re.escape(c) for c, code in _bytes().items() if 0x80 <= code < 0xC0)
    return re.compile(f"[\u00c2-\u00df][{more}]|[\u00e0-\u00ef][{more}]{{2}}")


@cache
def _bytes() -> dict[str, int]:
    """Character → byte of Windows-1252. The five bytes that it leaves open were kept as C1 controls."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    for code in range(0x80, 0xA0):
        try:
            table[bytes([code]).decode("cp1252")] = code
        except UnicodeDecodeError:
            continue
    # `à` is C3 A0, and A0 is a no-break space that programs like to replace: `vÃ  cÃ¡c`.
    return table | {" ": 0xA0}
