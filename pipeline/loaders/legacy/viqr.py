"""VIQR: Vietnamese in plain ASCII, `Quye^'t ddi.nh` for `Quyết định`."""

import re
import unicodedata
from functools import cache

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONES = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}


def from_viqr(text: str) -> str:
    """VIQR to Unicode. A backslash makes a sign stand for itself; `.` and `?` at a line's end, and behind a
    plain vowel before a capital, are punctuation, but not among capitals (`NGHI. QUYE^'T`; `VI. TO^? CHU+'C` has a number)."""
    return _pattern().sub(_decoded, text)


def looks_like_viqr(text: str) -> bool:
    """True for ASCII text with signs of shape behind vowels (`e^`, `u+`, `dd`) in a good part of its words."""
    if not text.isascii():
        return False
    marked = len(_shaped().findall(text))
    return marked >= 3 and marked >= 0.15 * len(text.split())


def _decoded(match: re.Match[str]) -> str:
    if match["escaped"]:
        return match["escaped"]
    if match["d"]:
        return "Đ" if match["d"][0] == "D" else "đ"
    letter = match["vowel"] + _SHAPES.get(match["shape"] or "", "") + _TONES.get(match["tone"] or "", "")
    return unicodedata.normalize("NFC", letter)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
          \\(?P<escaped>.)
        | (?P<d>[dD][dD])
        | (?P<vowel>[aeiouyAEIOUY])
          (?P<shape>(?:(?<=[aeoAEO])\^ | (?<=[aA])\( | (?<=[ouOU])[+*])?)
          (?P<tone>[`'~] | (?<=[\^(+*])[.?](?!\s*$|\.) | (?<=[A-BD-HJKM-UWYZ][AEIOUY])[.?](?=[ ][A-Z]{2}) | [.?](?!\s*$|\s+[A-Z]|\.))?
        """,
        re.VERBOSE | re.MULTILINE,
    )


@cache
def _shaped() -> re.Pattern[str]:
    return re.compile(r"[aeoAEO]\^[`'?~.]?|[aA]\([`'?~.]?|[ouOU]\+[`'?~.]?|\b[dD]d[a-z]|[aeiouy][`~](?=\w|\s)")
