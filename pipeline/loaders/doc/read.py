"""Word 97 documents: read by our own reader, and by LibreOffice where ours would lose something."""

from dataclasses import replace

from pipeline.loaders.base import Encrypted, LoadError, NeedsTool, Reading
from pipeline.loaders.decrypt import decrypted
from pipeline.loaders.doc.read97 import Word97Reading, read_word97
from pipeline.loaders.office import INSTALL, program, to_docx
from pipeline.loaders.word import read_docx
from pipeline.messages_warnings import warned
from pipeline.options import Options

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_doc(data: bytes, options: Options) -> Reading:
    """Read a Word 97 document.

    Our own reader takes a hundredth of LibreOffice's time and gives the same words, but knows no automatic numbers, no places of text
    boxes and nothing older than Word 97: then LibreOffice converts the file to .docx. Without LibreOffice a warning says what is missing.

    Raises:
        Encrypted: it has a password, and none of those given opens it.
        NeedsTool: it is older than Word 97 and LibreOffice is not installed.
        LoadError: it is damaged or empty.
    """
    try:
        own = read_word97(data)
    except Encrypted:
        data = decrypted(data, options)
        own = read_word97(data)
    except LoadError as error:
        if program() is None:
            raise NeedsTool("doc_needs_office", INSTALL, reason=error.as_value()) from None
        return _by_libreoffice(data, ".doc", options)
    if own.lost and program() is not None:
        try:
            return _by_libreoffice(data, ".doc", options)
        except LoadError:
            return _ours(own, warned("libreoffice_failed"))
    return _ours(own)


def _ours(own: Word97Reading, *more: str) -> Reading:
    return replace(own.reading, loader="doc+word97", warnings=(*own.reading.warnings, *own.lost, *more))


def needs_office(data: bytes) -> bool:
    """Whether a document will be converted by LibreOffice: a Word file that our own reader does not read whole."""
    if not data.startswith(_OLE):
        return False
    try:
        return bool(read_word97(data).lost)
    except Encrypted:
        return False
    except LoadError:
        return True


def _by_libreoffice(data: bytes, suffix: str, options: Options) -> Reading:
    made = to_docx(data, suffix, options.limits.office_seconds)
    return replace(read_docx(made, options), loader=f"{suffix.removeprefix('.')}+libreoffice")
