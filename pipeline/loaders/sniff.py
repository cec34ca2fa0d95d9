"""Which format a file is in. The content decides; the name only tells .md from .txt, and a name that lies is a warning."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.loaders.base import Encrypted, LoadError, UnsupportedFormat
from pipeline.loaders.zips import SafeZip
from pipeline.messages_warnings import warned
from pipeline.options import Limits

_SUFFIXES: dict[str, frozenset[str]] = {
    "txt": frozenset({".txt", ".text", ""}),
    "md": frozenset({".md", ".markdown"}),
    "html": frozenset({".html", ".htm", ".xhtml", ".shtml", ".aspx", ".jsp", ".php"}),
    "mhtml": frozenset({".mht", ".mhtml"}),
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    "doc": frozenset({".doc", ".dot"}),
    "odt": frozenset({".odt", ".ott"}),
    "rtf": frozenset({".rtf"}),
    "wordml": frozenset({".xml"}),
    "pdf": frozenset({".pdf"}),
    "image": frozenset({".tif", ".tiff", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"}),
    "zip": frozenset({".zip"}),
}

_SAMPLE = 16_384
"""Bytes looked at. Enough for the comments and licence texts that stand above `<html>` in pages saved by a browser."""

_PDF_HEAD = 1024
"""`%PDF-` may stand this far in: mail programs and portals put lines of their own before it, and readers take it."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
)
_UNREAD_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"AT&TFORM", "DjVu document"),
)

_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "Excel workbook (.xlsx)"),
    ("ppt/", "PowerPoint presentation (.pptx)"),
    ("META-INF/container.xml", "EPUB book (.epub)"),
)
_ODF = "application/vnd.oasis.opendocument."
_ODF_KINDS = {
    "text": "odt",
    "text-template": "odt",
    "text-master": "odt",
    "spreadsheet": "OpenDocument spreadsheet (.ods)",
    "presentation": "OpenDocument presentation (.odp)",
}
_LONGEST_KIND = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "Excel 97 workbook (.xls)"),
    ("Book\0\0", "Excel 5 workbook (.xls)"),  # ended: a Word file may name the font Bookman
    ("PowerPoint Document", "PowerPoint 97 presentation (.ppt)"),
    ("__properties_version1.0", "Outlook message (.msg)"),
)
_WHAT_TO_DO = {
    "archive": "unpack_first",
    "message": "mail",
    "picture": "save_picture",
    "workbook": "save_as", "presentation": "save_as", "spreadsheet": "save_as", "book": "save_as", "document": "save_as",
}  # fmt: skip
"""The kind that a format's name ends with (before its suffix) → the reason that says what to do."""

# `<!-- saved from url=… -->`, `<?xml …?>` and white space may stand before the first tag. Atomic: a page of a thousand comments
# would otherwise be split into comments in 2^1000 ways before the match fails.
_PREAMBLE = r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+"
_HTML_PAGE = re.compile(_PREAMBLE + r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HTML_FRAGMENT = re.compile(
    _PREAMBLE + r"<(?:meta|title|style|script|div|p|table|article|section|main|span|font|center|form|ul|ol|h[1-6]|b|strong)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"</(?:p|div|table|td|li|span|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"[A-Za-z][A-Za-z-]*:[ \t]")
_TO_SOMEBODY = re.compile(r"^(?:Received|Return-Path|Delivered-To|Message-ID|To):[ \t]", re.IGNORECASE | re.MULTILINE)
"""Lines of a mail's head that the head of a saved web page does not have."""

_MHTML_TYPE = re.compile(r"multipart/(?:related|alternative|mixed)", re.IGNORECASE)
_WORDML = "schemas.microsoft.com/office/word/2003/wordml"
_FLAT_DOCX = "schemas.microsoft.com/office/2006/xmlPackage"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format that a loader exists for and what is odd about the file's name."""

    format: str
    warnings: tuple[str, ...] = ()


def sniff(data: bytes, name: str) -> Sniffed:
    """Tell the format of a file from its bytes and, between .txt and .md, from its name.

    Bytes that are no known format are called text: reading them tells whether they are.

    Raises:
        UnsupportedFormat: the format is known and has no loader (workbooks, presentations, other archives).
        Encrypted: the file is an encrypted office document.
        LoadError: the file begins as a ZIP archive and is damaged or beyond the limits.
    """
    suffix = PurePath(name).suffix.lower()
    format_name = _binary_format(data)
    if format_name == "OLE2 file" and suffix in _SUFFIXES["doc"]:
        format_name = "doc"  # cut before the list of its streams: its loader says that it is damaged
    if format_name is None:
        # Without its NULs, UTF-16 shows its tags in either byte order.
        sample = data[:_SAMPLE].replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe")
        format_name = _text_format(sample, suffix)
    if format_name == "encrypted":
        raise Encrypted()
    if format_name not in _SUFFIXES:
        raise UnsupportedFormat(format_name, _WHAT_TO_DO.get(format_name.partition(" (")[0].rpartition(" ")[2], "unsupported"))
    return Sniffed(format_name, _name_warnings(format_name, suffix))


def _binary_format(data: bytes) -> str | None:
    """A key of the formats that are read, or the name of one that is not; None for text."""
    start = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    for magic, name in (*_MAGIC, *_UNREAD_MAGIC):
        if start.startswith(magic):
            return name
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or (data[:2] == b"BM" and data[6:10] == bytes(4)):
        return "image"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "HEIC picture"
    if data[257:262] == b"ustar":
        return "tar archive"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    if data.startswith(_OLE):
        return _first(_OLE_STREAMS, lambda stream: stream.encode("utf-16-le") in data) or "OLE2 file"
    return None


def _zip_format(data: bytes) -> str:
    archive = SafeZip.open(data, Limits(unpacked=1 << 62, members=1 << 30, ratio=1 << 62))
    members = archive.files()
    for info in members:
        if info.filename == "mimetype" and info.file_size < _LONGEST_KIND:
            with contextlib.suppress(LoadError):  # a damaged member: what else the archive holds tells
                said = archive.read_file(info).decode("latin-1").strip()
                if said.startswith(_ODF) and (kind := _ODF_KINDS.get(said.removeprefix(_ODF))):
                    return kind
    return _first(_ZIP_MEMBERS, lambda prefix: any(info.filename.startswith(prefix) for info in members)) or "zip"


def _first(names: tuple[tuple[str, str], ...], holds: Callable[[str], bool]) -> str | None:
    return next((name for mark, name in names if holds(mark)), None)


def _text_format(sample: str, suffix: str) -> str:
    if _HTML_PAGE.match(sample) or _is_fragment(sample, suffix):
        return "html"
    if _MAIL_HEADER.match(sample):
        head = sample.replace("\r\n", "\n").partition("\n\n")[0]
        if re.search(r"^From:[ \t]", head, re.IGNORECASE | re.MULTILINE) and _TO_SOMEBODY.search(head):
            return "e-mail message (.eml)"
        if _MHTML_TYPE.search(sample) and "MIME-Version" in sample:
            return "mhtml"
    if sample.lstrip().startswith("<?xml"):
        if _WORDML in sample or _FLAT_DOCX in sample:
            return "wordml"
        return "XML document"
    return "md" if suffix in _SUFFIXES["md"] else "txt"


def _is_fragment(sample: str, suffix: str) -> bool:
    """HTML without `<html>`. Markdown may begin with a tag (`<div align="center">`), so that a .md file never counts."""
    if suffix in _SUFFIXES["md"]:
        return False
    if suffix in _SUFFIXES["html"]:
        return bool(_HTML_FRAGMENT.match(sample) or _HTML_TAG.search(sample))
    return bool(_HTML_FRAGMENT.match(sample) and _HTML_TAG.search(sample))


def is_text_name(name: str) -> bool:
    """Whether a name promises text, or nothing: not `.pdf`, `.docx` or another format's."""
    suffix = PurePath(name).suffix.lower()
    return not any(suffix in suffixes for known, suffixes in _SUFFIXES.items() if known not in ("txt", "md", "html"))


def _name_warnings(format_name: str, suffix: str) -> tuple[str, ...]:
    if suffix in _SUFFIXES[format_name]:
        return ()
    return (warned("misnamed", suffix=suffix, format=format_name),)
