"""Numbers of instruments: how they look, and their canonical form.

A number is a running number and segments for year, type and issuer: `07/CT-TTg`, `09/2017/NĐ-CP`, `57-NQ/TW`, `5104/BTTTT-PTTH&TTĐT`.
"""

import re
from dataclasses import dataclass
from functools import cache

from extractors.data_files import rows
from extractors.patterns import compiled

_RUN = r"\d{1,5}(?:[a-zđ]|\s[a-zđ](?=/\d)|[A-C](?=[-/]))?(?:\.\d{1,2})?"
_SEGMENT = (
    r"(?:\d{4}(?!\d)|\d{2,3}(?=[-/][A-ZĐ]{2})|(?:QH|UBTVQH)\s?\d{1,2}(?!\d)"
    r"|[A-ZĐƯƠÂÊÔ][A-Za-zĐđƯưƠơÂâÊêÔô&]*(?:\.[A-ZĐ][A-Za-zĐđ]*)*\d{0,2}(?:\([A-Z]+\))?)"
)
# A space on one side of a separator is a slip (`118/TTr- STTTT`, `71/NQ -CP`); on both sides the dash is punctuation.
_SEPARATOR = r"(?:\s?[-/]{1,2}|[-/]{1,2}\s?)(?=[A-ZĐƯƠÂÊÔ\d])"
# Numbers of the 1980s and 1990s may have their letters behind a space or at once: `210a TC/VP`, `1357TC/QĐ-TCT`, `150 CP`.
NUMBER = rf"(?:{_RUN}(?:\s?(?=[A-ZĐ]{{2,5}}[-/][A-ZĐ]{{2,}}){_SEGMENT})?(?:{_SEPARATOR}{_SEGMENT}){{1,9}}|\d{{1,4}} (?:CP|TTg|HĐBT)(?!\w))"
"""Pattern of a number with at least one segment after the running number, on folded text."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a text. `issuer_letters` is what stands for the issuer (`TTg`, `UBND`), None where it cannot be told."""

    canonical: str
    year: int | None
    type_letters: str | None
    issuer_letters: str | None
    malformed: bool


@cache
def type_letters() -> dict[str, str]:
    """Upper-case abbreviation of a type → the abbreviation as it is written: `TTR` → `TTr`."""
    return {r["abbr"].upper(): r["abbr"] for r in rows("doc_types.csv") if r["abbr"]}


@cache
def types_by_letters() -> dict[str, str]:
    """Abbreviation of a type → its name: `QĐ` → `Quyết định`."""
    return {r["abbr"]: r["type"] for r in reversed(list(rows("doc_types.csv"))) if r["abbr"]}


@cache
def issuer_letters() -> dict[str, str]:
    """Upper-case letters of an issuer → the letters as they are written: `TTG` → `TTg`."""
    return {r["letters"].upper(): r["letters"] for r in reversed(list(rows("issuers.csv")))}


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(r"\s*(/+|-+)\s*")


@cache
def _assembly() -> re.Pattern[str]:
    return re.compile(r"(?:QH|UBTVQH)\d{1,2}")


def _known_case(segment: str) -> str:
    upper = segment.upper()
    if upper in type_letters():
        return type_letters()[upper]
    return issuer_letters().get(upper, segment)


def _split_glued(segment: str) -> tuple[str, str] | None:
    """`CTTTg` is CT and TTg, `TTBTC` is TT and BTC; None where no known type and issuer make up the segment."""
    upper = segment.upper()
    for cut in range(len(upper) - 2, 1, -1):
        kind, issuer = upper[:cut], upper[cut:]
        if kind in type_letters() and issuer in issuer_letters() and upper not in issuer_letters():
            return type_letters()[kind], issuer_letters()[issuer]
    return None


def _repair(segments: list[str], seps: list[str]) -> tuple[list[str], list[str], bool]:
    """Mend what can be mended with certainty: doubled separators, ND for NĐ, a lost hyphen, NQ-TW written with the wrong marks."""
    bad = any(len(s) > 1 for s in seps)
    seps = [s[0] for s in seps]
    out, out_seps = segments[:1], []
    for sep, segment in zip(seps, segments[1:], strict=True):
        fixed = _known_case(segment)
        if fixed == "ND":  # NĐ without its bar: there is no type ND
            fixed, bad = "NĐ", True
        glued = None if fixed.upper() in type_letters() or fixed.upper() in issuer_letters() or fixed.isdigit() else _split_glued(fixed)
        # `NĐCP` after the year or the number: only where the pair of type and issuer is known
        pieces = list(glued) if glued else [fixed]
        bad = bad or glued is not None
        out.append(pieces[0])
        out_seps.append(sep)
        for extra in pieces[1:]:
            out.append(extra)
            out_seps.append("-")
    if len(out) == 3 and out[2] in ("TW", "TU") and out[1] in types_by_letters() and out_seps == ["/", "-"]:
        out_seps, bad = ["-", "/"], True  # Party numbers: 27-NQ/TW, not 27/NQ-TW
    return out, out_seps, bad


def read_number(raw: str) -> Number:
    """Read a match of NUMBER. The canonical form has no spaces and single separators; `malformed` says that it differs otherwise too."""
    raw = compiled(r"(?<=QH)\s(?=\d)").sub("", raw.strip())
    raw = compiled(r"^(\d+[a-zđ]?)\s?(?=[A-ZĐ]{2,5}(?:[-/]|$)|TTg$)").sub(r"\1-", raw)
    parts = _parts().split(raw)
    segments, seps = parts[0::2], parts[1::2]
    spaced = bool(compiled(r"\s").search(raw.strip()))
    segments, seps, bad = _repair(segments, seps)
    bad = bad or any(s.isdigit() and len(s) != 4 for s in segments[1:])  # a year that lost a digit stays as it is: `156/201/TT-BTC`
    canonical = segments[0] + "".join(s + t for s, t in zip(seps, segments[1:], strict=True))
    year = next((int(s) for s in segments[1:] if s.isdigit() and len(s) == 4), None)
    letters = [s for s in segments[1:] if not s.isdigit()]
    kind = next((s for s in letters if s in types_by_letters()), None)
    issuers = [s for s in letters if s != kind]
    issuer = issuers[0] if issuers else None
    if issuer is None and letters and _assembly().fullmatch(letters[0]):
        issuer = letters[0]
    return Number(canonical, year, kind, issuer, bad or spaced)


def looks_official(number: Number) -> bool:
    """Does a number that stands without a word for its type name an instrument? (`10/KK-TNCN` is a form, `5/2023` a month.)"""
    if number.type_letters and number.issuer_letters:
        return number.issuer_letters.upper() in issuer_letters() or number.type_letters in ("NĐ", "QĐ", "TTLT", "NQ", "CT", "KH", "TT")
    return bool(number.issuer_letters and _assembly().fullmatch(number.issuer_letters))
