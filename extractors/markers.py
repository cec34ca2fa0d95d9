"""List markers at the start of a line: `I.`, `1.2.`, `a)`, `đ)`, `- `, `+ `, `Điều 3.`, `Phụ lục II`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

MarkerKind = Literal[
    "appendix",
    "part",
    "chapter",
    "section",
    "roman",
    "article",
    "topic",
    "arabic",
    "decimal",
    "letter",
    "capital",
    "bullet",
    "plus",
    "paren",
]


_ROMAN = "XVI"
_WORDS = (
    *("Phụ lục", "Phần", "Chương", "Mục", "Điều", "PHỤ LỤC", "PHẦN", "CHƯƠNG", "MỤC", "ĐIỀU"),
    *("Hoạt động ", "Nhiệm vụ ", "Giải pháp ", "Nội dung ", "Bước ", "HOẠT ĐỘNG ", "NHIỆM VỤ ", "GIẢI PHÁP ", "NỘI DUNG "),
    *("Thứ ", "Một là", "Hai là", "Ba là", "Bốn là", "Năm là", "Sáu là"),
)
"""Words that a number makes a marker of, and numbers in words."""
_TWO_LETTERS = frozenset([*_ROMAN, *(word[0] for word in _WORDS)])
"""First letters of the markers that begin with two letters: words and Roman numbers."""


@dataclass(slots=True)
class Marker:
    """A list marker, never changed. `end` is the offset behind it and its white space, in the string it was matched in; `depth` counts
    `1.2.3`."""

    kind: MarkerKind
    label: str
    end: int
    depth: int = 0


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?:\s*[.)](?=\s|$)|(?=\s)))(?:\s+|$)                       # 1.2. or 1.2
        | (?P<arabic>\d{1,3}\s*(?:[.)](?=\s|$|[^\W\d_])|[./]-(?=\s)|/(?=\s)|(?<=\d)-(?=\s[^\W\da-z])))
              (?:\s+|$|(?=[^\W\d_]))                                                              # 1. 1) 1/ 1/- 1- 1.Sở
        """,
        re.VERBOSE,
    )


@cache
def _signed() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<bullet>[-•●○▪·])(?:\s+|(?=[^\W\d_]))
        | (?P<plus>\+)(?:\s+|(?=\w))
        | (?P<paren>\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\))(?:\s+)                            # (1)
        """,
        re.VERBOSE,
    )


@cache
def _lettered() -> re.Pattern[str]:
    return re.compile(
        r"""
          (?P<appendix>(?:PHỤ[ ]LỤC|Phụ[ ]lục)\b[^\n.:]{0,14}[.:]?)(?=\s|$)          # PHỤ LỤC II
        | (?P<part>(?:PHẦN|Phần)\s+(?:THỨ\s+\w+|thứ\s+\w+|[IVX]+|\d+)\b[.:]?)(?:\s+|$)
        | (?P<chapter>(?:CHƯƠNG|Chương)\s+(?:[IVX]+|\d+)\b[.:]?)(?:\s+|$)
        | (?P<section>(?:MỤC|Mục)\s+(?:[IVX]+|\d+)\b[.:]?)(?:\s+|$)
        | (?P<article>(?:ĐIỀU|Điều)\s+\d+[a-zđ]?\s*[.:])(?:\s+|$)                        # Điều 3.
        | (?P<topic>(?i:Hoạt[ ]động|Nhiệm[ ]vụ|Giải[ ]pháp|Nội[ ]dung|Bước)\s+\d{1,2}\s*[.:])(?:\s+|$)  # Hoạt động 2.
        | (?P<paren>(?:Thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu)\slà)\s*[,:])\s+(?!ngày|\d)  # Thứ hai,
        | (?P<roman>(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\s*(?:[./]-|[.)/-]))(?:\s+|$)             # IV.
        | (?P<letter>[a-zđ](?:\s*[.)]|[-/]))(?:\s+)                                         # a) a-
        | (?P<capital>[A-HĐ]\s*[.)])(?:\s+)                                              # A.
        """,
        re.VERBOSE,
    )


_DASHED = {"-": Marker("bullet", "-", 2), "+": Marker("plus", "+", 2)}
"""What most items begin with and a blank behind it, to be read without a pattern."""


def find_marker(line: str) -> Marker | None:
    """The marker that `line` (folded, starting at its first letter) begins with, or None."""
    first = line[:1]
    if first in _DASHED and line[1:2] == " " and not line[2:3].isspace():
        return _DASHED[first]
    if first.isalpha():
        second = line[1:2]
        if second.isalpha() and (first not in _TWO_LETTERS or not (line.startswith(_WORDS) or (first in _ROMAN and second in _ROMAN))):
            return None  # as most lines begin
        match = _lettered().match(line)
    else:
        match = (_numbered() if first.isdigit() else _signed()).match(line)
    if match is None:
        return None
    kind: MarkerKind = match.lastgroup  # type: ignore[assignment]
    label = " ".join(match[kind].split())
    depth = label.strip(".)").count(".") if kind == "decimal" else 0
    return Marker(kind, label, match.end(), depth)
