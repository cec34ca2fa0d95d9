"""What the readers say, settled word by word: which reading counts, and which doubts stay."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.loaders.printed.lines import Glyph
from pipeline.loaders.syllables import is_syllable

DOUBTFUL, DISAGREEMENT, ILLEGIBLE = "ocr_doubtful", "ocr_disagreement", "illegible"

_SURE = 80.0
"""Tesseract's confidence (0 to 100) from which a word is not doubted for it. Right words are at 90 and more."""

_LOST = 55.0

_AGREED = 60.0
_PRINTED = 88.0
"""Confidence from which a number in the head counts: if both readers see it, and if only one does. Handwriting stays below 60."""

# 07/CT-TTg · 1725/CĐ-TTg · 35-NQ/TW · 13/12/2021 · 2021 · 15/2020/TT-BGDĐT
_NUMBER = re.compile(
    r"[(“\"]?(?:\d{1,5}(?:/\d{4})?[/-][A-ZĐƯ][A-Za-zĐđƯư0-9&]*(?:[-/][A-ZĐƯ][A-Za-zĐđƯư0-9&]*)*|\d+(?:[./-]\d+)*%?)[)”\".,;:]*"
)
_DIGIT = re.compile(r"\d")
_EDGE = "()[]“”\"'.,;:!?…/-–"

# Số: 16 /CT-UBND, at the start of its line; `Chỉ thị số 11-CT/TW` is a citation
_OWN_NUMBER = re.compile(r"\W*S[ốôoỐÔO]\s*[:.]?\s*(?P<value>[^/]*?)\s*[/⁄]\s*[A-ZĐ]")
# Quảng Ngãi, ngày 12 tháng · Quảng Ngãi, ngàyr{ tháng
_PLACE_DATE = re.compile(r",\s*(?P<value>ng.{0,14}?)\s*tháng", re.IGNORECASE)
_DAY = re.compile(r"ngày\s*(?:\d{1,2})?", re.IGNORECASE)
_BLANK = "…"


@dataclass(slots=True)
class Word:
    """A word that Tesseract read: its characters with their places (pixels), and how sure it is (0 to 100)."""

    glyphs: list[Glyph]
    confidence: float
    flag: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    def become(self, text: str, flag: str) -> None:
        """Take another reading in the same place; what stood there before becomes the note."""
        left, right = self.glyphs[0].x0, self.glyphs[-1].x1
        step = (right - left) / max(len(text), 1)
        self.note, self.flag = self.text, flag
        self.glyphs = [Glyph(c, left + i * step, left + (i + 1) * step) for i, c in enumerate(text)]


def settle(words: list[Word], second: str) -> None:
    """Compare a line with the second reading of it, and flag what is doubtful. Without a second reading only confidence speaks."""
    other = second.split()
    if other:
        matcher = SequenceMatcher(None, [word.text for word in words], other, autojunk=False)
        for kind, a0, a1, b0, b1 in reversed(matcher.get_opcodes()):
            if kind == "replace" and a1 - a0 > b1 - b0 == 1 and _is_broken_number(words[a0:a1], other[b0]):
                joined = Word([glyph for word in words[a0:a1] for glyph in word.glyphs], 0.0)
                joined.become(other[b0], DISAGREEMENT)
                words[a0:a1] = [joined]
            elif kind == "replace" and a1 - a0 == b1 - b0:
                for word, reading in zip(words[a0:a1], other[b0:b1], strict=True):
                    _settle_word(word, reading)
            elif kind != "equal":
                _doubt_numbers(words[a0:a1], " ".join(other[b0:b1]))
    for word in words:
        if not word.flag and word.confidence < _SURE and not other:
            word.flag = DOUBTFUL


def blank_illegible(words: list[Word], second: str) -> None:
    """In the head of a document: a number or day that was written by hand and that the readers do not agree on becomes `…`.

    Room for a number that nobody filled in stays empty.
    """
    for pattern, form, blank in ((_OWN_NUMBER, re.compile(r"\d+"), _BLANK), (_PLACE_DATE, _DAY, f"ngày {_BLANK}")):
        line = " ".join(word.text for word in words)
        match, again = _in_head(pattern, line), _in_head(pattern, second)
        if match is None or not match["value"]:
            continue
        first, last = _words_at(words, *match.span("value"))
        sure = min(word.confidence for word in words[first:last])
        agreed = again is not None and again["value"].split() == match["value"].split() and sure >= _AGREED
        if form.fullmatch(match["value"]) and (agreed or sure >= _PRINTED):
            continue
        _blank(words, first, last, match, line, blank)


def _in_head(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.match(line) if pattern is _OWN_NUMBER else pattern.search(line)


def _blank(words: list[Word], first: int, last: int, match: re.Match[str], line: str, blank: str) -> None:
    """Put `…` for the value; the letters that stand in the same word before or behind it stay (`Sô:⁄11`)."""
    start = sum(len(word.text) + 1 for word in words[:first])
    end = start + len(" ".join(word.text for word in words[first:last]))
    before, behind = line[start : match.start("value")], line[match.end("value") : end]
    glyphs = [glyph for word in words[first:last] for glyph in word.glyphs]
    joined = Word(glyphs, 0.0)
    joined.become(before + blank + behind, ILLEGIBLE)
    joined.note = match["value"]
    words[first:last] = [joined]


def _words_at(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The words that the characters start:end of the line touch, half-open."""
    at, first, last = 0, 0, len(words)
    for i, word in enumerate(words):
        if at <= start:
            first = i
        if at < end:
            last = i + 1
        at += len(word.text) + 1
    return first, max(last, first + 1)


def _settle_word(word: Word, reading: str) -> None:
    mine = word.text
    if _DIGIT.search(mine) or _DIGIT.search(reading):
        good, other_good = _NUMBER.fullmatch(mine) is not None, _NUMBER.fullmatch(reading) is not None
        if other_good and not good:
            word.become(reading, DISAGREEMENT)
        else:
            word.flag, word.note = DISAGREEMENT, reading
        return
    known, other_known = _is_word(mine), _is_word(reading)
    same_letters = _bare(mine) == _bare(reading)
    if other_known and (not known or word.confidence < _LOST or (same_letters and _marks(reading) > _marks(mine))):
        word.become(reading, DOUBTFUL)
    elif word.confidence < _SURE:
        word.flag, word.note = DOUBTFUL, reading


def _is_broken_number(words: Sequence[Word], reading: str) -> bool:
    """`11/CT-` `-TIg` for `11/CT-TTg`: Tesseract saw a space in a number."""
    return "/" in reading and _NUMBER.fullmatch(reading) is not None and _DIGIT.search(words[0].text) is not None


def _doubt_numbers(words: Sequence[Word], reading: str) -> None:
    for word in words:
        if _DIGIT.search(word.text):
            word.flag, word.note = DISAGREEMENT, reading
        elif word.confidence < _SURE:
            word.flag, word.note = DOUBTFUL, reading


def _is_word(text: str) -> bool:
    return is_syllable(text.strip(_EDGE))


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if not unicodedata.combining(c))


def _marks(text: str) -> int:
    return sum(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFD", text)) + text.lower().count("đ")
