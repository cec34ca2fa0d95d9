"""Compiled patterns, each once: `re.compile` looks its cache up by a key that costs more than many of the matches."""

import re
from functools import cache

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Vietnamese capitals for a character class; a range of code points would take in small letters (`ứ` lies between `Ạ` and `Ỹ`)."""


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled pattern. Raises re.error for a pattern that is none."""
    return re.compile(pattern, flags)


def is_caps(words: str) -> bool:
    """Are all letters capitals (at least three of them)?"""
    if not words.isupper():
        return False
    letters = list(filter(str.isalpha, words))
    return len(letters) >= 3 and all(map(str.isupper, letters))
