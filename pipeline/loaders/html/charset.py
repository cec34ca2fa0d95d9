"""The bytes of a page to text: byte order mark, then UTF-8 and UTF-16 by content, then the charset that the page declares."""

import re

from pipeline.loaders.base import LoadError
from pipeline.loaders.encodings import Decoded, decode, is_texty

_DECLARED = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_LOOKED_AT = 16_384

# Word saves `charset=windows-1252` and writes Vietnamese letters as references (`&#7871;`). Browsers take Latin-1 and ASCII for it too.
_CODECS = {
    "windows-1258": "cp1258",
    "cp1258": "cp1258",
    "x-cp1258": "cp1258",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


def decode_page(data: bytes) -> Decoded:
    """Read a page as text. What the bytes are counts more than what the page says they are: most that declare an old charset are UTF-8.

    Raises:
        LoadError: the bytes are neither UTF-8 nor UTF-16 and the page declares no charset that fits them.
    """
    try:
        return decode(data)
    except LoadError:
        declared = _declared(data)
        decoded = _decode_as(data, declared)
        if decoded is None:
            raise
        return decoded


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_LOOKED_AT])
    return found[1].decode("ascii").lower() if found else ""


def _decode_as(data: bytes, declared: str) -> Decoded | None:
    codec = _CODECS.get(declared)
    if codec is None:
        return None
    # The five bytes that cp1252 leaves open are C1 controls to a browser; here they tell that the page is something else.
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return Decoded(text, declared) if is_texty(text) else None
