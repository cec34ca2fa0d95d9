"""Numbers of instruments: how they look, and their canonical form.

A number is a running number and segments for year, type and issuer: `07/CT-TTg`, `09/2017/NĐ-CP`, `57-NQ/TW`, `5104/BTTTT-PTTH&TTĐT`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.data_files import rows
from extractors.patterns import compiled

_RUN = r"\d{1,5}(?:[a-zđ]|\s[a-zđ](?=/\d)|[A-C](?=[-/]))?(?:\.\d{1,2})?"
_SEGMENT = (
    r"(?:(?:UBND|HĐND|TTg|CP)(?=ngày|của|về)"
    r"|BCĐ(?:QG|TW|TƯ)?(?:\s?\d{2,3}|\d{4})(?!\d)[A-Za-zĐđ]{0,5}"  # `KH-BCĐ389QNg`, `KH-BCĐQG1237`: the number of its decision
    r"|\d{4}(?!\d)|\d{2,3}(?=[-/][A-ZĐ]{2})|(?:QH|UBTVQH)\s?\d{1,2}(?!\d)"
    r"|[A-ZĐƯƠÂÊÔ][A-Za-zĐđƯưƠơÂâÊêÔô&]*(?:\.[A-ZĐ][A-Za-zĐđ]*)*\d{0,2}(?:\([A-Z]+\))?)"
)
# A space on one side of a separator is a slip (`118/TTr- STTTT`, `71/NQ -CP`); on both sides the dash is punctuation.
_SEPARATOR = (
    r"(?:(?:\s?[-/]{1,2}|[-/]{1,2}\s?|\s{1,4}/(?=\d{4}/))(?=[A-ZĐƯƠÂÊÔ\d])"
    r"|(?<=\d)\s-\s(?=(?:NQ|KL|CT|KH|QĐ|QC|HD|TB|CTr|BC|TTr|CV|ĐA)/(?:TW|TU|HU|ĐU)(?!\w))|(?<=/TTr)\s-\s(?=[A-ZĐ]{2})"
    r"|(?<=[A-ZĐ])\s-\s(?=(?:UBND|HĐND|CTUBND|UB|CP|TTg|TW|TU|B[A-ZĐ]{1,6}|S[A-ZĐ]{2,6})(?!\w))|(?<=/(?:19|20)\d\d)(?=[A-ZĐ]{2}))"
)
# Letters in lower case are read only as a known type before a known form of issuer: `3263/qđ-ubnd`.
_LOWER = r"\d{1,5}/(?:\d{4}/)?(?:qđ|nq|ct|kh|nđ|tt|tb|cv|ttr|bc|ctr)-(?:ubnd|hđnd|cp|ttg|b[a-zđ]{1,6}|s[a-zđ]{2,6})(?!\w)"
# Numbers of the 1980s and 1990s may have their letters behind a space or at once: `210a TC/VP`, `1357TC/QĐ-TCT`, `150 CP`.
_OLD = r"\d{1,4} (?:CP|TTg|HĐBT)(?!\w)"
NUMBER = rf"(?:{_LOWER}|{_RUN}(?:\s?(?=[A-ZĐ]{{2,5}}[-/][A-ZĐ]{{2,}}){_SEGMENT})?(?:{_SEPARATOR}{_SEGMENT}){{1,9}}|{_OLD})"
"""Pattern of a number with at least one segment after the running number, on folded text."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a text. `issuer_letters` is what stands for the issuer (`TTg`, `UBND`), None where it cannot be told;
    `joint_letters` are all that may (`BTC`, `BTP`). `spaced`: spaces stand inside, which is a slip unless a line ends there."""

    canonical: str
    year: int | None
    type_letters: str | None
    issuer_letters: str | None
    malformed: bool
    spaced: bool = False
    joint_letters: tuple[str, ...] = ()


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
    return re.compile(r"(?:QH|UBTVQH|HĐNN)\d{1,2}")


@cache
def _term() -> re.Pattern[str]:
    """A People's Council with the number of its term, as numbers had it until 2021: `HĐND17`, `HĐNDK7`, `HĐND.K6`, `HĐND4`."""
    return re.compile(r"(?P<council>HĐND)(?:1\d|[4-9]|\.?K\d{1,2})")


def _numbered(letters: str, segments: list[str]) -> bool:
    """Do letters of an issuer have a number of their own, an assembly's or council's term?"""
    years = (s for s in segments[1:] if compiled(r"\d{4}").fullmatch(s))
    term = _term().fullmatch(letters) and (len(letters) > _ONE_DIGIT or any("1945" < year < "2012" for year in years))
    return bool(term or _assembly().fullmatch(letters))


_ONE_DIGIT = len("HĐND4")
"""So short it may also be a footnote's number, from when the terms had two digits."""


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
        if fixed in ("ND", "QD", "NDD", "QDD"):  # NĐ, QĐ without the bar, or with the keys for it: there is no such type
            fixed, bad = fixed[0] + "Đ", True
        if fixed == "Tg":  # no other body has these letters
            fixed, bad = "TTg", True
        note = compiled(r"([A-ZĐ]{3,})\d{1,2}").fullmatch(fixed)
        if note and note[1] in issuer_letters() and fixed.upper() not in issuer_letters() and not _numbered(fixed, segments):
            fixed, bad = issuer_letters()[note[1]], True  # a footnote's number glued to it: `47/2024/TT-BGTVT4`
        bad = bad or segment.islower()
        first = len(out) == 1 or out[-1].isdigit()  # `1577/SNN-KHTC`: behind an issuer stands its office
        glued = (
            None
            if not first or fixed.upper() in type_letters() or fixed.upper() in issuer_letters() or fixed.isdigit()
            else _split_glued(fixed)
        )
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
    if len(out) > 3 and compiled(r"(?:19|20)\d\d").fullmatch(out[1]) and out_seps[:2] == ["/", "-"]:
        out_seps[1], bad = "/", True  # a stroke stands behind the year: `139/1999-QĐ-KHCN`
    return out, out_seps, bad


def _joined(segments: list[str]) -> list[str]:
    """Issuers whose letters hold a hyphen count as one: `TTr`, `SLĐ`, `TBXH` → `TTr`, `SLĐ-TBXH`."""
    out = segments[:1]
    for segment in segments[1:]:
        pair = f"{out[-1]}-{segment}".upper()
        if len(out) > 1 and pair in issuer_letters():
            out[-1] = issuer_letters()[pair]
        else:
            out.append(segment)
    return out


def _kind_and_issuers(letters: list[str]) -> tuple[str | None, list[str]]:
    kinds = [s for s in letters if s in types_by_letters()]
    if len(kinds) > 1 and letters[0] == kinds[0] and letters[0].upper() in issuer_letters() and kinds[0] in ("TC", "TB"):
        kinds = kinds[1:]  # old numbers have the issuer before the type: `999-TC/QĐ/CĐKT`
    kind = kinds[0] if kinds else None
    return kind, [s for s in letters if s != kind]


def _letters(segment: str) -> list[str]:
    """Letters of a segment: some put a stop between type and issuer (`NQ.HĐND`), and the term behind a People's Council (`HĐNDK7`)."""
    kind, stop, issuer = segment.partition(".")
    parts = [kind, issuer] if stop and kind in types_by_letters() else [segment]
    return [term["council"] if (term := _term().fullmatch(p)) else p for p in parts]


@lru_cache(maxsize=65536)
def read_number(raw: str) -> Number:
    """Read a match of NUMBER. The canonical form has no spaces and single separators; `malformed` says that it differs otherwise too."""
    raw = compiled(r"(?<=QH)\s(?=\d)").sub("", raw.strip())
    raw, glued = compiled(r"(/(?:19|20)\d\d)(?=[A-ZĐ])").subn(r"\1/", raw)
    raw = compiled(r"^(\d+[a-zđ]?)\s?(?=[A-ZĐ]{2,5}(?:[-/]|$)|TTg$)").sub(r"\1-", raw)
    parts = _parts().split(raw)
    segments, seps = parts[0::2], parts[1::2]
    spaced = bool(compiled(r"\s").search(raw.strip()))
    if compiled(r"\d+\s[a-zđ]").fullmatch(segments[0]):
        segments[0] = "".join(segments[0].split())  # `08 a/2010/TT-BTP`
    segments, seps, bad = _repair(segments, seps)
    bad = (
        bad or glued > 0 or any(s.isdigit() and len(s) != 4 for s in segments[1:])
    )  # a year that lost a digit stays as it is: `156/201/TT-BTC`
    canonical = segments[0] + "".join(s + t for s, t in zip(seps, segments[1:], strict=True))
    year = next((int(s) for s in segments[1:] if s.isdigit() and len(s) == 4), None)
    kind, issuers = _kind_and_issuers([part for s in _joined(segments)[1:] if not s.isdigit() for part in _letters(s)])
    issuer = issuers[0] if issuers else None
    if issuer is None and kind and _assembly().fullmatch(kind):
        issuer = kind
    return Number(canonical, year, kind, issuer, bad, spaced, tuple(issuers))


def looks_official(number: Number) -> bool:
    """Does a number that stands without a word for its type name an instrument? (`10/KK-TNCN` is a form, `5/2023` a month.)"""
    if number.type_letters and number.issuer_letters:
        return number.issuer_letters.upper() in issuer_letters() or number.type_letters in ("NĐ", "QĐ", "TTLT", "NQ", "CT", "KH", "TT")
    return bool(number.issuer_letters and _assembly().fullmatch(number.issuer_letters))
