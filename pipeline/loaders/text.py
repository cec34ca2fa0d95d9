"""Plain text (.txt): the text as it stands in the file, old encodings decoded."""

import codecs
from functools import cache

from pipeline.loaders.base import LoadError, Reading, is_blank, normalize
from pipeline.loaders.encodings import Decoded, decode, is_texty
from pipeline.loaders.legacy import decode_paragraphs
from pipeline.loaders.syllables import quality
from pipeline.options import Options

_VIETNAMESE = 0.7
"""Share of well-formed syllables from which a guessed encoding is believed. A wrong guess gives half of it."""

_CODEPAGES = ("cp1258", "cp1252")
"""Tried in this order: bytes of windows-1258 (`Quyªìt ðiònh`) and those that TCVN3 and VNI fonts were typed in."""

_FONTS_CODEPAGE = "cp1252"
"""What TCVN3 and VNI are shown in by other fonts. Read as windows-1258, their `í` would be an `Ư` and not come back."""


def read_text(data: bytes, options: Options) -> Reading:
    """Read plain text in UTF-8, UTF-16, windows-1258, TCVN3, VNI or VIQR; UTF-8 that was read as Windows-1252 is set right.

    Raises:
        LoadError: the file is empty, undecodable or binary.
    """
    try:
        decoded = decode(data)
    except LoadError as error:
        if error.code == "undecodable" and len(data) > options.limits.characters:  # a byte was a letter then
            raise LoadError("too_long", n=len(data), limit=options.limits.characters) from None
        old = decode_old(data)
        if old is None:
            raise
        decoded, warnings = old
        return Reading(text=normalize(decoded.text), encoding=decoded.encoding, warnings=warnings)
    if len(decoded.text) > options.limits.characters:  # before each paragraph is looked at
        raise LoadError("too_long", n=len(decoded.text), limit=options.limits.characters)
    if is_blank(decoded.text):
        raise LoadError("empty")
    text, decoder = decode_paragraphs(decoded.text)
    return Reading(text=normalize(text), encoding=decoded.encoding, warnings=decoded.warnings + decoder.warnings())


def decode_old(data: bytes) -> tuple[Decoded, tuple[str, ...]] | None:
    """Bytes of an encoding of before Unicode as text, with what was odd about them; None if no reading of them is Vietnamese."""
    if b"\0" in data:
        return None
    best: tuple[float, Decoded, tuple[str, ...]] | None = None
    for codepage in _CODEPAGES:
        raw = _with_codepage(data, codepage)
        if not is_texty(raw):
            continue
        text, decoder = decode_paragraphs(raw)
        if codepage != _FONTS_CODEPAGE and decoder.encoding in ("tcvn3", "vni"):
            continue
        share = quality(normalize(text)) or 0.0
        if share >= _VIETNAMESE and (best is None or share > best[0]):
            best = share, Decoded(text, decoder.encoding or codepage.replace("cp", "windows-")), decoder.warnings()
    return best[1:] if best else None


def _with_codepage(data: bytes, codepage: str) -> str:
    """Bytes as text; those that the code page leaves open stay as C1 controls, so that none is lost."""
    return codecs.charmap_decode(data, "strict", _characters(codepage))[0]


@cache
def _characters(codepage: str) -> str:
    return "".join(bytes([byte]).decode(codepage, "ignore") or chr(byte) for byte in range(256))
