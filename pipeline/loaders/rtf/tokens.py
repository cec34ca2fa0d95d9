r"""RTF as tokens: braces, control words (`\par`, `\u7871`), bytes (`\'e9`) and plain characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["open", "close", "word", "bytes"]

# \u7871 · \par · \'e9 · \~ · { · plain characters · \bin12 and its bytes are taken care of in `tokens`
_TOKEN = re.compile(
    rb"""
      \\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?
    | \\'(?P<hex>[0-9A-Fa-f]{2})
    | \\(?P<symbol>[^A-Za-z0-9'])
    | (?P<open>\{)
    | (?P<close>\})
    | (?P<plain>[^\\{}\r\n\x00]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `name` is the control word or symbol, `number` its parameter, `data` the bytes of characters."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""Tokens in order. The bytes behind `\binN` are pictures and left out; line ends mean nothing in RTF."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            name = match["word"].decode("ascii")
            if name == "bin":
                at += max(number or 0, 0)
            else:
                yield Token("word", name, number)
        elif match["hex"]:
            yield Token("bytes", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif match["symbol"]:
            yield Token("word", match["symbol"].decode("latin-1"))
        elif match["open"]:
            yield Token("open")
        elif match["close"]:
            yield Token("close")
        elif match["plain"]:
            yield Token("bytes", data=match["plain"])
