"""What the readers say, settled word by word: which reading counts, and which doubts stay."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.loaders.ocr.dictionary import dictionary_pairs
from pipeline.loaders.printed.lines import Glyph
from pipeline.loaders.syllables import is_syllable

DOUBTFUL, DISAGREEMENT, ILLEGIBLE = "ocr_doubtful", "ocr_disagreement", "illegible"

_SURE = 80.0
"""Tesseract's confidence (0 to 100) from which a word is not doubted for it. Right words are at 90 and more."""

_LOST = 55.0
_RIGHT = 93.0
"""Confidence from which Tesseract's letters, if they make a word, stand against the second reader's."""

_AGREED, _ALL_AGREED = 60.0, 50.0
_CLEAR = 90.0
_SHORT = 2
_LONG = 4
_DASHES = "-–—"
_PRINTED = 88.0
"""Confidence from which a number in the head counts: if both readers see it, and if only one does. Handwriting stays below 60."""

# 07/CT-TTg · 1725/CĐ-TTg · 35-NQ/TW · 13/12/2021 · 2021 · 15/2020/TT-BGDĐT · III/2025
_NUMBER = re.compile(
    r"[(“\"]?(?:\d{1,5}(?:/\d{4})?[/-][A-ZĐƯ][A-Za-zĐđƯư0-9&]*(?:[-/][A-ZĐƯ][A-Za-zĐđƯư0-9&]*)*|\d+(?:[./-]\d+)*%?"
    r"|(?:I{1,3}|IV)/\d{4})[)”\".,;:]*"
)
_DIGIT = re.compile(r"\d")
_BULLETS = ("-", "–", "+", "•", "*")
# Số:1105/KH-ĐKT · chủ trì,phối hợp, never 1,5 or http:
_GLUED = re.compile(r"(?<=[^\W\d_])([,;:])(?=[^\W_])(?!//)")
# I.MỤC ĐÍCH
_GLUED_MARKER = re.compile(r"(?P<marker>[IVX]{1,5}\.)[^\W\d_]{2,}[,;:]?")
_EDGE = "()[]“”\"'.,;:!?…/-–"

# Số: 16 /CT-UBND, at the start of its line; `Chỉ thị số 11-CT/TW` is a citation
_OWN_NUMBER = re.compile(r"\W*S[ốôoỐÔO]\s*[:.]?\s*(?P<value>[^/]*?)\s*[/⁄]\s*[A-ZĐ]")
# Quảng Ngãi, ngày 12 tháng · Quảng Ngãi, ngàyr{ tháng
_PLACE_DATE = re.compile(r",\s*(?P<value>ng.{0,14}?)\s*tháng", re.IGNORECASE)
_DAY = re.compile(r"ngày\s*(?:\d{1,2})?", re.IGNORECASE)
_BLANK = "…"


@dataclass(slots=True)
class Word:
    """A word that Tesseract read: its characters with their places (pixels), and how sure it is (0 to 100).

    `readings` are what the second reader saw in its place, where only marks may differ; `edges` are the upper and lower one.
    """

    glyphs: list[Glyph]
    confidence: float
    flag: str = ""
    note: str = ""
    readings: list[str] = field(default_factory=list)
    edges: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    def become(self, text: str, flag: str) -> None:
        """Take another reading in the same place; what stood there before becomes the note."""
        left, right = self.glyphs[0].x0, self.glyphs[-1].x1
        step = (right - left) / max(len(text), 1)
        self.note, self.flag = self.text, flag
        self.glyphs = [Glyph(c, left + i * step, left + (i + 1) * step) for i, c in enumerate(text)]


def settle(words: list[Word], second: str, third: str = "") -> None:
    """Compare a line with two more readings of it: take what is better, flag what is doubtful.

    Without a second reading only confidence speaks.
    """
    other = _spaced(second).split()
    words[:] = [part for word in _joined_numbers(words, second, third) for part in _apart(word, other)]
    votes = _aligned(words, _spaced(third).split())
    if other:
        matcher = SequenceMatcher(None, [word.text for word in words], other, autojunk=False)
        for kind, a0, a1, b0, b1 in reversed(matcher.get_opcodes()):
            if kind == "replace" and a1 - a0 > b1 - b0 == 1 and _is_broken_number(words[a0:a1], other[b0]):
                joined = Word([glyph for word in words[a0:a1] for glyph in word.glyphs], 0.0)
                joined.become(other[b0], DISAGREEMENT)
                words[a0:a1] = [joined]
            elif kind == "replace" and a1 - a0 == b1 - b0:
                for word, reading in zip(words[a0:a1], other[b0:b1], strict=True):
                    _settle_word(word, reading, votes.get(id(word), ""))
            elif kind != "equal":
                _doubt_numbers(words[a0:a1], " ".join(other[b0:b1]))
        _collect(words, other)
    _collect(words, _spaced(third).split())
    for word in words:
        _settle_case(word)
        if not word.flag and word.confidence < _SURE and not other:
            word.flag = DOUBTFUL


def _settle_case(word: Word) -> None:
    """`triỆt`, `nỘp`: a capital inside a small word is none; `SỞ Y tế` is `Sở` if all other readings have it so."""
    core = word.text.strip(_EDGE)
    if core.islower() or core.istitle() or not is_syllable(core):
        return
    others = {reading.strip(_EDGE) for reading in word.readings}
    capital = core[:1].isupper()
    if not core.isupper() or (others and all(reading.istitle() for reading in others) and len(core) > 1):
        word.become(_with_edges(core.capitalize() if capital else core.lower(), word.text), DOUBTFUL)


def drop_specks(words: list[Word], second: str, third: str) -> None:
    """Take dirt out of a line: what Tesseract alone saw. Only where there is a second reading."""
    other = _spaced(second).split()
    if other:
        words[:] = [word for i, word in enumerate(words) if word.flag == ILLEGIBLE or not _is_speck(word, i, other, third)]


def _spaced(reading: str) -> str:
    """The second reader's words apart: it drops spaces behind punctuation (`Số:1105`, `trì,phối hợp`)."""
    return _GLUED.sub(r"\1 ", reading)


def _apart(word: Word, other: Sequence[str]) -> list[Word]:
    """Two syllables that were read as one word (`SởKhoa`, `Nộidung`), apart: where a capital, another reader or a word of the dictionary
    says so."""
    heading = _GLUED_MARKER.fullmatch(word.text)
    if heading:
        at = heading.end("marker")
        return [Word(glyphs, word.confidence, edges=word.edges) for glyphs in (word.glyphs[:at], word.glyphs[at:])]
    text = word.text.strip(_EDGE)
    if len(text) < _LONG or not text.isalpha() or text.isupper() or is_syllable(text) or bare(text) == text.lower():
        return [word]
    pairs = [(text[:i], text[i:]) for i in range(2, len(text) - 1) if is_syllable(text[:i]) and is_syllable(text[i:])]
    lower = [reading.strip(_EDGE).lower() for reading in other]
    seen = [pair for pair in pairs if pair[1][0].isupper() or tuple(part.lower() for part in pair) in set(pairwise(lower))]
    known = seen or [pair for pair in pairs if (pair[0].lower(), pair[1].lower()) in dictionary_pairs()]
    if len(known) != 1:
        return [word]
    at = word.text.index(text) + len(known[0][0])
    return [Word(glyphs, word.confidence, DOUBTFUL, word.text, edges=word.edges) for glyphs in (word.glyphs[:at], word.glyphs[at:])]


def _joined_numbers(words: Sequence[Word], *others: str) -> list[Word]:
    """The words with numbers put together that Tesseract saw a space in (`61/2018/N` `Đ-CP`) and another reader did not."""
    out: list[Word] = []
    for word in words:
        last = out[-1] if out else None
        together = last.text + word.text if last is not None else ""
        if last and "/" in last.text and _NUMBER.fullmatch(together) and any(together.rstrip(_EDGE) in other for other in others):
            out[-1] = Word([*last.glyphs, *word.glyphs], min(last.confidence, word.confidence), DISAGREEMENT, f"{last.text} {word.text}")
            out[-1].edges = min(last.edges[0], word.edges[0]), max(last.edges[1], word.edges[1])
        else:
            out.append(word)
    return out


def _aligned(words: Sequence[Word], other: Sequence[str]) -> dict[int, str]:
    """What another reading has in the place of each word, by the word's id."""
    out: dict[int, str] = {}
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, [word.text for word in words], other, autojunk=False).get_opcodes():
        if kind != "delete" and a1 - a0 == b1 - b0:
            out.update((id(word), text) for word, text in zip(words[a0:a1], other[b0:b1], strict=True))
    return out


def _collect(words: Sequence[Word], other: Sequence[str]) -> None:
    """Note what another reading has in the place of each word, if it has the same letters but for marks."""
    matcher = SequenceMatcher(None, [bare(word.text) for word in words], [bare(text) for text in other], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for word, text in zip(words[a : a + size], other[b : b + size], strict=True):
            word.readings.append(text)


def _is_speck(word: Word, place: int, other: Sequence[str], third: str) -> bool:
    """Dirt taken for a sign or for a letter or two, that no other reader saw. A dash before an item is none."""
    text, seen = word.text, " ".join(other) + third
    if any(c.isalnum() for c in text):
        return len(text) <= _SHORT and word.confidence < _LOST and bare(text) not in bare(seen)
    dashes = set(_DASHES)
    if text in seen or (dashes & set(text) and dashes & set(seen)):
        return False
    return not (place == 0 and text in _BULLETS and other[0].startswith(text)) and word.confidence < _CLEAR


def blank_illegible(words: list[Word], second: str, third: str = "") -> None:
    """In the head of a document: a number or day that was written by hand and that the readers do not agree on becomes `…`.

    Room for a number that nobody filled in stays empty.
    """
    for pattern, form, blank in ((_OWN_NUMBER, re.compile(r"\d+"), _BLANK), (_PLACE_DATE, _DAY, f"ngày {_BLANK}")):
        line = " ".join(word.text for word in words)
        match = _in_head(pattern, line)
        if match is None or not match["value"]:
            continue
        first, last = _words_at(words, *match.span("value"))
        sure = min(word.confidence for word in words[first:last])
        agreed = [_in_head(pattern, _spaced(reading)) for reading in (second, third)]
        votes = sum(found is not None and found["value"].split() == match["value"].split() for found in agreed)
        if form.fullmatch(match["value"]) and (sure >= _PRINTED or sure >= (_AGREED if votes == 1 else _ALL_AGREED if votes else 101)):
            for word in words[first:last]:
                word.flag = word.flag or ("" if sure >= _PRINTED else DOUBTFUL)
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


def _settle_word(word: Word, reading: str, third: str) -> None:
    mine = word.text
    if word.flag == ILLEGIBLE:
        return
    both = reading.strip(_EDGE) == third.strip(_EDGE) != ""
    if _DIGIT.search(mine) or _DIGIT.search(reading):
        good, other_good = _NUMBER.fullmatch(mine) is not None, _NUMBER.fullmatch(reading) is not None
        if other_good and (not good or (both and word.confidence < _SURE)):
            word.become(reading, DISAGREEMENT)
        else:
            word.flag, word.note = DISAGREEMENT, reading
        return
    if mine.strip(_EDGE) == reading.strip(_EDGE):
        return
    known, other_known = is_word(mine), is_word(reading)
    outvoted = both and not (known and word.confidence >= _RIGHT)  # both readings are one reader's: it takes `trả` for `trổ` twice
    if outvoted and bare(mine.strip(_EDGE)) != bare(reading.strip(_EDGE)) and (other_known or not known):
        word.become(_with_edges(reading, mine), DOUBTFUL)
        return
    if bare(mine) == bare(reading):
        return  # which marks it has is settled for the whole document (`choose`)
    if other_known and (not known or word.confidence < _LOST):
        word.become(_with_edges(reading, mine), DOUBTFUL)
    elif word.confidence < _SURE:
        word.flag, word.note = DOUBTFUL, reading


def _with_edges(reading: str, mine: str) -> str:
    """A reading with the punctuation around it that Tesseract saw: the second reader loses full stops."""
    core = mine.strip(_EDGE)
    if not core:
        return reading
    at = mine.index(core)
    return mine[:at] + reading.strip(_EDGE) + mine[at + len(core) :]


def _is_broken_number(words: Sequence[Word], reading: str) -> bool:
    """`11/CT-` `-TIg` for `11/CT-TTg`: Tesseract saw a space in a number."""
    return "/" in reading and _NUMBER.fullmatch(reading) is not None and _DIGIT.search(words[0].text) is not None


def _doubt_numbers(words: Sequence[Word], reading: str) -> None:
    for word in words:
        if word.flag == ILLEGIBLE:
            continue
        if _DIGIT.search(word.text):
            word.flag, word.note = DISAGREEMENT, reading
        elif word.confidence < _SURE:
            word.flag, word.note = DOUBTFUL, reading


def is_word(text: str) -> bool:
    """True for a Vietnamese syllable, with or without punctuation around it."""
    return is_syllable(text.strip(_EDGE))


def bare(text: str) -> str:
    """Letters without marks, in small letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if not unicodedata.combining(c))
