"""Length-preserving views of a text: what the patterns match on, so that offsets stay those of the source.

People write the same word in several ways (Ð or Đ, oà or òa, uỷ or ủy, a no-break space, an en dash, a Cyrillic С for a Latin C).
Folding replaces each code point by one code point; nothing is inserted or removed.
"""

import re
from functools import cache, lru_cache

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
def _variants() -> re.Pattern[str]:
    """Odd letters, and the second letters of the pairs with an old tone: a set of single letters, which is what makes the search quick.

    Pairs count only where the syllable ends: `hoà` is the old spelling of `hòa`, but `hoàn` is right; `quý` keeps its mark (qu is the
    onset).
    """
    odd = re.escape("".join(_odd_table()))
    second = {first: "".join(p[1] + p[1].upper() for p in _TONES if p[0] == first) for first in "ou"}
    pair = rf"(?:(?<=[oO][{second['o']}])|(?<=[uU][{second['u']}]))(?<![qQ]..)(?!\w)"
    return re.compile(rf"[{odd}{second['o']}{second['u']}](?:(?<=[{odd}])|{pair})")


def _new_tone(pair: str) -> str:
    return "".join(letter.upper() if old.isupper() else letter for old, letter in zip(pair, _TONES[pair.lower()], strict=True))


def fold(text: str) -> str:
    """Fold spelling variants; the result has the length of `text` and keeps its case and line ends."""
    found = list(_variants().finditer(text))
    odd = {match[0] for match in found}.intersection(_odd_table())
    for letter in odd:
        text = text.replace(letter, _odd_table()[letter])
    if not odd.isdisjoint(_LETTERS):  # a Cyrillic о may begin an old pair
        found = list(_variants().finditer(text))
    pieces, done = [], 0
    for match in found:
        end = match.end()
        if match[0] not in odd:
            pieces += [text[done : end - 2], _new_tone(text[end - 2 : end])]
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def lower(text: str) -> str:
    """Lower case without a change of length (`İ`.lower() is two code points; such letters stay)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=16384)
def canonical(text: str) -> str:
    """Key for comparing names: folded, lower case, single spaces, ` - ` and `–` alike."""
    words = " ".join(lower(fold(text)).split())
    return re.sub(r"\s*-\s*", "-", words) if "-" in words else words
