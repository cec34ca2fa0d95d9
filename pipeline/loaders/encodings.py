"""Bytes to text: UTF-8 and UTF-16 with and without a byte order mark, and nothing guessed beyond them.

A few broken bytes in text that is UTF-8 otherwise become U+FFFD, and those of a letter that the end of the file cuts go; a warning says so.

Old Vietnamese encodings (TCVN3, VNI, VISCII) share their bytes with each other, so that a wrong guess still gives letters.
Such a file is refused with a reason instead of being read as something it does not say.
"""

import codecs
import re
from dataclasses import dataclass

from pipeline.loaders.base import LoadError
from pipeline.messages_warnings import warned

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_VIETNAMESE = re.compile("[\t\n\r\x20-\x7e\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9\u2000-\u206f\u20ab\u2022]")
"""What Vietnamese text is made of. UTF-16 read in the wrong byte order is not: `a` (61 00) becomes U+6100."""

_MAX_CONTROLS = 0.02
"""Share of control characters that text may hold: Word's plain text has U+000B, U+001E and U+001F here and there."""

_LETTER_FOR_EACH_BROKEN = 50
"""Letters outside of ASCII that must be whole for each broken one. Portals cut a summary in mid-letter; text that is no UTF-8 has none."""

_MIN_VIETNAMESE = 0.9
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, and the encoding that it was in (`utf-8`, `utf-8-bom`, `utf-16-le`, `utf-16-be`, …)."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes as text.

    A byte order mark decides; else UTF-8 if the bytes are valid UTF-8 free of control characters; else UTF-16 if one of the
    byte orders gives Vietnamese or Latin text. Line ends and composition stay as they are.

    Raises:
        LoadError: the bytes are neither, or they are no text at all.
    """
    marked = _decode_marked(data)
    if marked is not None:
        return _checked(marked)
    try:
        plain = Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = _decode_unmarked_utf16(data) or _with_losses(data, "utf-8", "utf-8")
        if found is None:
            raise _undecodable(data, error) from None
        return found
    if is_texty(plain.text):
        return plain
    return _decode_unmarked_utf16(data) or _checked(plain)


def is_texty(text: str) -> bool:
    """False for text with a NUL or with more control characters than text has: the sign of a binary file or of wrong decoding."""
    return "\0" not in text and len(_CONTROLS.findall(text)) <= _MAX_CONTROLS * len(text)


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8", "utf-8-bom"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(codec), name)
            except UnicodeDecodeError as error:
                found = _with_losses(data[len(mark) :], codec, name)
                if found is None:
                    raise LoadError("encoding_broken", encoding=name, byte=error.start + len(mark)) from None
                return found
    return None


def _with_losses(data: bytes, codec: str, name: str) -> Decoded | None:
    """Text of which few letters are broken; None where many are."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    text = decoder.decode(data)
    cut = bool(decoder.getstate()[0])  # bytes of a letter whose rest is missing
    whole = sum(c > "\x7f" for c in text)
    broken = text.count("\ufffd") - data.count("\ufffd".encode(codec))
    if broken * (_LETTER_FOR_EACH_BROKEN + 1) > whole or not whole or not is_texty(text):
        return None
    lost = (warned("letters_lost", n=broken),) if broken else ()
    return Decoded(text, name, lost + ((warned("cut_short"),) if cut else ()))


def _decode_unmarked_utf16(data: bytes) -> Decoded | None:
    if len(data) % 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        if len(_VIETNAMESE.findall(sample)) >= _MIN_VIETNAMESE * len(sample) and is_texty(text):
            return Decoded(text, codec)
    return None


def _checked(decoded: Decoded) -> Decoded:
    if "\0" in decoded.text:
        raise LoadError("binary_nul")
    if not is_texty(decoded.text):
        raise LoadError("binary_controls")
    return decoded


def _undecodable(data: bytes, error: UnicodeDecodeError) -> LoadError:
    if b"\0" in data:
        return LoadError("binary_nul")
    return LoadError("undecodable", byte=error.start, value=f"{data[error.start]:#04x}")
