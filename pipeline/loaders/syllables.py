"""Is this Vietnamese? The share of well-formed syllables, by the spelling rules and without any list of words.

A syllable is an onset, a rime and a tone; there are some 4,500 without tone. Text that was decoded wrongly has few of them:
good text .95 to .99, English .25, a PDF whose characters are mapped wrongly .10, TCVN3 read as Latin letters .35.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

_ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ")
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay  ă ăc ăm ăn ăng ăp ăt  â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu  y yêm yên yêng yêt yêu ym yt
    """.split()
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_CHECKED = ("c", "ch", "p", "t")
"""Finals that only take the tones sắc and nặng: `cát`, `cạt`, never `càt`."""

_SEVERAL = "?"  # a word with two tones is none

_FEW = 8
"""Words below which a share says nothing."""

# Words of letters. What holds a digit or stands beside a slash or hyphen is a number or code: `15/CT-TTg`, `QH15`.
_WORD = re.compile(r"(?<![\w/.@-])[^\W\d_]+(?![\w/@])")
_VOWEL = re.compile(r"[aeiouy]")


@cache
def _syllables() -> frozenset[str]:
    plain = {onset + rime for onset in _ONSETS for rime in _RIMES}
    # `giêng`, `gìn`: the i of gi is the i of the rime too. `quân`: the u of qu is no part of the rime.
    gi = {"g" + rime for rime in _RIMES if rime.startswith("i")}
    return frozenset(plain | gi)


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """True for a syllable that the rules allow, in any case: `nghiêng`, `HÒA`, `hoà`. Foreign words and abbreviations are not."""
    bare, tone = _without_tone(word.lower())
    if bare not in _syllables() or tone == _SEVERAL:
        return False
    return not bare.endswith(_CHECKED) or tone in ("\u0301", "\u0323")


def has_tone_or_mark(word: str) -> bool:
    """True for a word with a letter that only Vietnamese text has beside the plain ones: a tone, ă, â, đ, ê, ô, ơ or ư."""
    return any(not c.isascii() for c in word)


@cache
def _split_letter(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((c for c in parts if c in _TONES), "")
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), tone


def _without_tone(word: str) -> tuple[str, str]:
    if word.isascii():
        return word, ""
    pairs = [_split_letter(letter) for letter in word]
    tones = [tone for _, tone in pairs if tone]
    return "".join(letter for letter, _ in pairs), tones[0] if len(tones) == 1 else _SEVERAL if tones else ""


def words(text: str) -> Iterator[str]:
    """The words that a share is taken of: letters only, no codes, no abbreviations (`UBND`, `QĐ`)."""
    return (word for word in _WORD.findall(text) if _counts(word))


@lru_cache(maxsize=65_536)
def _counts(word: str) -> bool:
    bare, _ = _without_tone(word.lower())
    return len(word) > 1 and (_VOWEL.search(unicodedata.normalize("NFD", bare)) is not None or not word.isupper())


def quality(text: str) -> float | None:
    """Share of well-formed syllables among the words of a text; None if it has fewer than eight words."""
    good = total = 0
    for word, count in Counter(words(text)).items():
        total += count
        good += count * is_syllable(word)
    return round(good / total, 3) if total >= _FEW else None
