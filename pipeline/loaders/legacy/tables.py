"""TCVN3 (ABC) and VNI: which letters stand behind the Latin ones that other programs show.

Both put Vietnamese letters at the code points of Western ones and bring fonts of their own. The text of such a file, read as
Latin-1, says `Quyõt ®Þnh` (TCVN3) or `Quyeát ñònh` (VNI) for `Quyết định`.
"""

import re
import unicodedata
from functools import cache

# Bytes of the lower-case letters and the capitals without tone. Capitals with a tone are lower-case letters in a font of capitals.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# PDF makers write `ư`, the soft hyphen, as a minus.
_TCVN3_IN_PDF = {"\u2212": "ư"}

# VNI: a vowel and behind it a letter for tone and shape; ơ, ư, đ and the forms of i have letters of their own.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
_VNI_BASES = "aeiouyôö"


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode; characters that it does not use stay."""
    table = _tcvn3()
    return "".join(table.get(c, c) for c in text)


def from_vni(text: str) -> str:
    """VNI to Unicode; characters that it does not use stay."""
    letters = _vni_letters()

    def decoded(match: re.Match[str]) -> str:
        shown = letters.get(match["letter"], match["letter"])
        return unicodedata.normalize("NFC", shown + _VNI_MARKS[match["mark"].lower()]) if match["mark"] else shown

    return _vni_pattern().sub(decoded, text)


@cache
def _tcvn3() -> dict[str, str]:
    return _TCVN3 | _TCVN3_IN_PDF


@cache
def _vni_letters() -> dict[str, str]:
    return _VNI_LETTERS | {code.upper(): letter.upper() for code, letter in _VNI_LETTERS.items()}


@cache
def _vni_pattern() -> re.Pattern[str]:
    bases = _VNI_BASES + _VNI_BASES.upper()
    marks = "".join(_VNI_MARKS) + "".join(_VNI_MARKS).upper()
    return re.compile(f"(?P<letter>[{bases}{''.join(_vni_letters())}])(?P<mark>(?<=[{bases}])[{marks}])?")
