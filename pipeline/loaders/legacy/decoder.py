"""Which encoding each paragraph is in. The letters decide; fonts and the rest of the document settle what letters leave open."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from pipeline.loaders.blocks import Run
from pipeline.loaders.legacy.mojibake import repair_mojibake
from pipeline.loaders.legacy.tables import from_tcvn3, from_vni
from pipeline.loaders.legacy.viqr import from_viqr, looks_like_viqr
from pipeline.loaders.syllables import is_syllable
from pipeline.messages_warnings import warned

_DECODERS: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni, "mojibake": repair_mojibake}

_CLEAR = 0.6
"""Share of the words that must become syllables before a decoding is believed that no font and no other paragraph speaks for."""

_ENOUGH = 2
"""Words with letters that Vietnamese does not have (`ñònh`, `®Þnh`) which it must set right. One `uò` may be anything."""

# What Unicode text holds as well: dashes, quotation marks, bullets, the no-break space.
_COMMON = re.compile("[\u00a0\u2010-\u2027\u2030-\u205e\u2022\u25a0-\u25ff\uf000-\uf0ff]")
# Letters of broken UTF-8 that look like such marks: `º`, `€`, and `†` in `NhÃ†Â°` (`Như`, broken twice).
_BROKEN = re.compile("[\u00ba\u20ac]|[\u00c2-\u00c6][\u2010-\u205e]")
_TWICE = re.compile("[\u00c2-\u00c6][\u0080-\u009f\u00a1-\u00bf\u0152-\u0192\u02c6\u02dc\u2010-\u205e\u20ac\u2122]")
_LETTERS = re.compile(r"[^\W\d_]+")
# TCVN3 has no capitals with a tone: they are small letters in a font of capitals. Where its name is lost (PDF, text), the plain letters of
# the word tell: `NGHị`, `CHíNH`, but not `Cả`.
_CAPITALS = re.compile(r"\b(?=[^\W\d_]*[A-ZĐĂÂÊÔƠƯ][^\W\d_]*[A-ZĐĂÂÊÔƠƯ])(?:(?![a-zđăâêôơư])[^\W\d_])+\b")
# Letters that none of the old encodings uses: where they stand, the text is Unicode already.
_UNICODE_ONLY = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]")
_IN_NUMBER = re.compile("(?<=[A-ZĐ])\u00ad(?=[A-ZĐ])")  # KH\u00adUBND
_SPACES = re.compile(r"[ \t\n\r]+")
_OWN = re.compile(
    "[\x00-\x7f\u00a0\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý\u0300\u0301\u0303\u0309\u0323\u2010-\u2027\u2030-\u205e₫]*"
)
"""Letters of Vietnamese, composed and loose marks."""


@dataclass(slots=True)
class RunDecoder:
    """Turns runs into the text that they show. `learn` must have seen the document's runs for short paragraphs to come right.

    `verbatim` keeps the soft hyphens of Unicode text: a plain text stays as its author sees it in an editor.
    """

    verbatim: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    prior: str | None = None

    def learn(self, texts: Sequence[str]) -> None:
        """Look through the whole document: the encoding that most of its words speak for settles the doubtful paragraphs."""
        fits: Counter[str] = Counter()
        for text in texts:
            words = _odd_words(text)
            fits["unicode"] += _fit(words, "unicode")
            if foreign := _foreign(words):
                fits.update({name: _fit(foreign, name) for name in _DECODERS})
        best = max(_DECODERS, key=lambda name: fits[name])
        self.prior = best if fits[best] > 2 * fits["unicode"] and fits[best] >= 3 else None
        if self.prior is None and not fits["unicode"] and looks_like_viqr("\n".join(texts)):
            self.prior = "viqr"

    def __call__(self, runs: Sequence[Run]) -> str:
        """The text of a paragraph."""
        out: list[str] = []
        for font, group in groupby(runs, key=lambda run: _encoding_of(run.font)):
            members = list(group)
            name = self._choose("".join(run.text for run in members), font)
            if name is None:
                shown = "".join(_capitals(run, run.text) for run in members)
                out.append(shown if self.verbatim else _soft_hyphens_settled(shown))
            elif name == "tcvn3":
                out.extend(_CAPITALS.sub(lambda word: word[0].upper(), _capitals(run, from_tcvn3(run.text))) for run in members)
            else:
                decode = from_viqr if name == "viqr" else _DECODERS[name]
                out.append(decode("".join(run.text for run in members)))
        return "".join(out)

    @property
    def encoding(self) -> str | None:
        """Name of the encoding that most decoded paragraphs were in; None if all was Unicode."""
        return self.seen.most_common(1)[0][0] if self.seen else None

    def warnings(self) -> tuple[str, ...]:
        """A warning for each encoding that was met."""
        return tuple(warned("decoded", encoding=name, n=count) for name, count in sorted(self.seen.items()))

    def _choose(self, text: str, font: str | None) -> str | None:
        """The encoding of a piece of text; None for Unicode."""
        if self.prior == "viqr" and text.isascii():
            return self._count("viqr") if looks_like_viqr(text) or from_viqr(text) != text else None
        words = _odd_words(text)
        if not words:
            return None
        as_is = _fit(words, "unicode")
        if as_is == len(words) and ((font is None and self.prior is None) or _UNICODE_ONLY.search(text)):
            return None  # no decoding can do better: so it is with nearly every line that was typed in this century
        fits = {name: _fit(words, name) for name in _DECODERS}
        best = max(fits, key=lambda name: (fits[name], name == font, name == self.prior))
        spoken_for = best in (font, self.prior)
        if best != "mojibake" and not spoken_for and _UNICODE_ONLY.search(text):
            return None  # `Số Æ0 :ä` is odd, but no half of it was typed in the font of another age
        if fits[best] > as_is and (spoken_for or (fits[best] >= _CLEAR * len(words) and _speaks_for_itself(words, best))):
            return self._count(best)
        if spoken_for and fits[best] == as_is and not _UNICODE_ONLY.search(text):
            return self._count(best)
        return None

    def _count(self, name: str) -> str:
        self.seen[name] += 1
        return name


def decode_paragraphs(text: str) -> tuple[str, RunDecoder]:
    """Decode a plain text line by line. Returns the text and the decoder, which says what was met."""
    lines = text.split("\n")
    decoder = RunDecoder(verbatim=True)
    decoder.learn(lines)
    return "\n".join(decoder([Run(line)]) for line in lines), decoder


def _odd_words(text: str) -> list[str]:
    """The words with letters outside of ASCII: only they tell encodings apart."""
    if text.isascii():
        return []
    bare = _COMMON.sub(" ", text) if _COMMON.search(text) and not _BROKEN.search(text) else text
    return [word for word in _SPACES.split(bare) if not word.isascii()]


def _fit(words: Sequence[str], name: str) -> int:
    """How many of the words are Vietnamese syllables after decoding, with a letter outside of ASCII in them."""
    return sum(_fits(word, name) for word in words)


@lru_cache(maxsize=1 << 15)
def _fits(word: str, name: str) -> bool:
    """A plan of 4,000 words has 700 different ones, and the next plan has most of them again."""
    if name == "unicode" and _TWICE.search(word):
        return False  # `NhÃ†Â°` is no `Nhã` beside an `Â`
    parts = _LETTERS.findall(_DECODERS[name](word) if name in _DECODERS else word)
    return bool(parts) and not "".join(parts).isascii() and all(is_syllable(part) for part in parts)


def _speaks_for_itself(words: Sequence[str], name: str) -> bool:
    return _fit(_foreign(words), name) >= _ENOUGH


def _foreign(words: Sequence[str]) -> list[str]:
    """Words of two letters and more with one that Vietnamese does not have. `µ` alone is a unit as often as an `à`, and so is `5µ`."""
    return [word for word in words if len(word) > 1 and not word[0].isdigit() and not _OWN.fullmatch(word)]


def _soft_hyphens_settled(text: str) -> str:
    """A soft hyphen shows only at the end of a line; between the letters of a number it is the hyphen that belongs there."""
    return _IN_NUMBER.sub("-", text).replace("\u00ad", "") if "\u00ad" in text else text


def _encoding_of(font: str | None) -> str | None:
    """What a font's name says: `.VnTimeH` TCVN3, `VNI-Times` VNI. It may be wrong: Word keeps the name when the text is converted."""
    name = (font or "").lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else None


def _capitals(run: Run, text: str) -> str:
    """`.VnTimeH`, `.VnArialH`: fonts that show small letters as capitals."""
    name = run.font or ""
    return text.upper() if name.lower().startswith(".vn") and name.rstrip(" 0123456789").endswith("H") else text
