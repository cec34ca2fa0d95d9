"""Length-preserving views of a text: what the patterns match on, so that offsets stay those of the source.

People write the same word in several ways (Ð or Đ, oà or òa, uỷ or ủy, a no-break space, an en dash, a Cyrillic С for a Latin C).
Folding replaces each code point by one code point; nothing is inserted or removed.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extractors.word_search import WordSearch

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_CYRILLIC = dict(zip("АВЕКМНОРСТХасеорху", "ABEKMHOPCTXaceopxy", strict=True))
# The usual letter for an odd one, beside those for spaces and dashes.
_LETTERS = {"Ð": "Đ", "Ƣ": "Ư", "ƣ": "ư", "Ƕ": "ỳ", **_CYRILLIC}
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\r\f\v\ufeff\u200b"
_DASHES = "‐‑‒–—−"


@cache
def _odd_table() -> dict[str, str]:
    return {**_LETTERS, **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_DASHES, "-")}


@cache
def _variants() -> WordSearch:
    """Odd letters, and the pairs with an old tone in small letters, capitals, and with one capital."""
    pairs = [x + y for pair in _TONES for x in (pair[0], pair[0].upper()) for y in (pair[1], pair[1].upper())]
    return WordSearch([*_odd_table(), *pairs])


def _new_tone(pair: str) -> str:
    return "".join(letter.upper() if old.isupper() else letter for old, letter in zip(pair, _TONES[pair.lower()], strict=True))


def _tones(text: str, found: Iterable[tuple[int, int, int]]) -> str:
    """Old spellings only where the syllable ends: `hoà` is the old one of `hòa`, but `hoàn` is right; `quý` keeps its mark (qu is the
    onset)."""
    out, done = [], 0
    for _, start, end in found:
        if end - start < 2:
            continue
        if (end < len(text) and (text[end].isalnum() or text[end] == "_")) or (start and text[start - 1] in "qQ"):
            continue
        out += [text[done:start], _new_tone(text[start:end])]
        done = end
    return "".join([*out, text[done:]]) if out else text


def fold(text: str) -> str:
    """Fold spelling variants; the result has the length of `text` and keeps its case and line ends."""
    found = _variants().find(text)
    odd = {text[start] for _, start, end in found if end - start == 1}
    for letter in odd:
        text = text.replace(letter, _odd_table()[letter])
    if not odd.isdisjoint(_LETTERS):  # a Cyrillic о may begin an old pair
        found = _variants().find(text)
    return _tones(text, found)


def lower(text: str) -> str:
    """Lower case without a change of length (`İ`.lower() is two code points; such letters stay)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=16384)
def canonical(text: str) -> str:
    """Key for comparing names: folded, lower case, single spaces, ` - ` and `–` alike."""
    words = " ".join(lower(fold(text)).split())
    return re.sub(r"\s*-\s*", "-", words) if "-" in words else words
