"""Web pages as files: saved pages, pages in old encodings, and web archives (.mht), which hold a page and its pictures as a mail."""

import email
import email.policy
from dataclasses import replace
from email.message import Message

from pipeline.loaders.base import LoadError, Reading, normalize
from pipeline.loaders.html import read_html
from pipeline.loaders.legacy import decode_paragraphs
from pipeline.loaders.syllables import quality
from pipeline.loaders.text import read_text
from pipeline.options import Options

_VIETNAMESE = 0.7
"""Share of well-formed syllables from which a page in an encoding that it does not state is believed."""


def read_webpage(data: bytes, options: Options) -> Reading:
    """Read a page; TCVN3, VNI and twice-encoded paragraphs are decoded.

    Raises:
        LoadError: it holds no text, or its encoding is not known.
    """
    try:
        reading = read_html(data)
    except LoadError as error:
        if error.code in ("empty", "page_blank", "page_deep"):
            raise
        reading = _in_old_encoding(data)
    text, decoder = decode_paragraphs(reading.text)
    if not decoder.seen:
        return reading
    return replace(
        reading, text=normalize(text), encoding=reading.encoding or decoder.encoding, warnings=reading.warnings + decoder.warnings()
    )


def read_mhtml(data: bytes, options: Options) -> Reading:
    """Read the page of a web archive. Pictures and styles beside it are left out, no link is followed.

    Raises:
        LoadError: it holds no page.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for wanted in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in message.walk():
            if part.get_content_type() == wanted:
                page = _utf8(part)
                return read_text(page, options) if wanted == "text/plain" else read_webpage(page, options)
    raise LoadError("mhtml_empty")


def _in_old_encoding(data: bytes) -> Reading:
    """A page of bytes that are no UTF-8 and whose charset says nothing, or the wrong thing: TCVN3 and VNI pages state none, or
    `x-user-defined`; portals that moved to UTF-8 say so above pages in windows-1258.
    """
    found = []
    for codepage in ("cp1252", "cp1258"):
        try:
            reading = read_html(data.decode(codepage, "replace").encode("utf-8"))
        except LoadError:
            raise LoadError("page_encoding") from None
        text, decoder = decode_paragraphs(reading.text)
        found.append((quality(normalize(text)) or 0.0, replace(reading, encoding=decoder.encoding or codepage.replace("cp", "windows-"))))
    share, best = max(found, key=lambda item: item[0])
    if share < _VIETNAMESE:
        raise LoadError("page_encoding_unknown")
    return best


def _utf8(part: Message) -> bytes:
    """A part's bytes, as UTF-8 where its head names another charset (`charset="windows-1258"`)."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset()
    if charset in (None, "utf-8", "us-ascii", "unicode", "utf-16"):
        return data
    try:
        return data.decode(str(charset)).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return data
