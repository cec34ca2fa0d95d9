"""Where numbers of instruments stand in a text.

`re` tries a pattern that begins with a digit at every place of a text. A search for one letter is forty times quicker, so the scan looks
for what every number has (a stroke or hyphen before a capital) and goes back from there to the digits that the number begins with.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.citation_words import CitationWords
from extractors.numbers import NUMBER

Span = tuple[int, int, re.Match[str]]

_REACH = 32
"""From the first digit of a number to the mark of its first letters: `08 a/2010/TT-BTP`, with room for slips."""


@cache
def _number() -> re.Pattern[str]:
    return re.compile(NUMBER)


@cache
def _first_digit() -> re.Pattern[str]:
    """Where a number may begin: `số30/1998/NĐ-CP` lacks its space only."""
    return re.compile(r"\d(?:(?<![\w/.-].)|(?<=[ốỐ].))")


@cache
def _strokes() -> tuple[re.Pattern[str], ...]:
    """What numbers are found by. Each pattern begins with one fixed letter, which is what makes its search quick."""
    return (
        # 407/QĐ-TTg, 139/1999QĐ, 3263/qđ-ubnd
        re.compile(r"/(?:\s?(?=[A-ZĐƯƠÂÊÔ])|(?:19|20)\d\d[A-ZĐ]{2}|(?:qđ|nq|ct|kh|nđ|tt|tb|cv|ttr|bc|ctr)-)"),
        re.compile(r"-(?:(?<=[\w/-].)\s?|(?<=\w\s.))(?=[A-ZĐƯƠÂÊÔ])"),  # 57-NQ/TW; not the bullet `- Sở`
    )


def _marks(flat: str, words: CitationWords) -> list[int]:
    """Where the first letters of a number may stand, in order."""
    found = [match.start() for pattern in _strokes() for match in pattern.finditer(flat)]
    return sorted(found + words.old)


def full_numbers(flat: str, words: CitationWords) -> Iterator[Span]:
    """Matches of NUMBER with letters, in order, not overlapping."""
    reach = 0
    for mark in _marks(flat, words):
        if mark < reach:
            continue
        for digit in _first_digit().finditer(flat, max(reach, mark - _REACH), mark):
            match = _number().match(flat, digit.start()) if digit.start() >= reach else None
            if match is None:
                continue
            reach = match.end()
            if reach > mark:
                yield match.start(), reach, match
                break


@cache
def _bare() -> tuple[re.Pattern[str], ...]:
    """`số 08` with nothing behind the running number."""
    behind = r"\s*:?\s*(?P<number>\d{1,4}[a-z]?)(?![\w%]|\s?[/.,-]\d|\s?[-/](?=[A-ZĐ/-]))"
    return re.compile("ố" + behind), re.compile("Ố" + behind)


@cache
def _plain() -> re.Pattern[str]:
    """A running number that no unit follows."""
    return re.compile(
        r"(?P<number>\d{2,4})(?![\w%]|\s?[/.,-]\d|\s?[-/](?=[A-ZĐ/-])|\s(?:năm|ngày|tháng|điều|khoản|lần|văn|quy|nghị|người|điểm|cơ|tỷ"
        r"|triệu|nghìn|đồng))"
    )


def bare_numbers(flat: str, words: CitationWords) -> Iterator[Span]:
    """Running numbers alone (group `number`), behind `số` or a word that types end with."""
    for pattern in _bare():
        for match in pattern.finditer(flat):
            yield match.start("number"), match.end("number"), match
    for behind in words.plain:
        plain = _plain().match(flat, behind)
        if plain:
            yield plain.start(), plain.end(), plain


@cache
def _blank() -> re.Pattern[str]:
    """`/2016/NĐ-CP` with nothing before the stroke but dots."""
    return re.compile(r"/(?:(?<=[\W_].)|(?<=số.))\s?(?:\d{4}/)?[A-ZĐ]{1,5}[a-z]?-[A-ZĐ][A-Za-zĐ]+(?:-[A-ZĐ][A-Za-zĐ]+)*(?![\w/])")


def blank_numbers(flat: str) -> Iterator[Span]:
    """Numbers whose running number the text leaves open."""
    for match in _blank().finditer(flat):
        yield *match.span(), match


@cache
def _misread() -> tuple[re.Pattern[str], ...]:
    """`số l31/QĐ-TTg`, `số 1O/2021/NĐ-CP`: letters among the digits, up to those of the type."""
    behind = r"\s*:?\s*(?P<digits>(?=[\d/]{0,8}[OoIl])(?=[OoIl]{0,2}\d)[\dOoIl]{1,5}(?:/[\dOoIl]{4})?)(?=[-/][A-ZĐ]{2})"
    return re.compile("ố" + behind), re.compile("Ố" + behind)


def misread_numbers(flat: str) -> Iterator[Span]:
    """Numbers (group `digits` and what follows) in which OCR read O for 0, l or I for 1."""
    for pattern in _misread():
        for match in pattern.finditer(flat):
            yield match.start("digits"), match.end("digits"), match


def full_number(text: str) -> str | None:
    """The number that a text begins with, None where it begins with none."""
    match = _number().match(text)
    return match[0] if match else None
