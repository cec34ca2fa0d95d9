"""ZIP files opened with care: sizes and ratios are looked at before anything is unpacked."""

import contextlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.loaders.base import Encrypted, LoadError
from pipeline.options import Limits

_SMALL = 1 << 20
"""Bytes below which a ratio says nothing: a page of blanks packs a thousand times and harms nobody."""

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, struct.error, EOFError, RuntimeError)
_ENCRYPTED_BIT = 0x1
_UTF8_BIT = 0x800
_AES = 99
"""Compression method that stands for AES encryption (WinZip), which Python does not open."""

_VIETNAMESE_NAME = re.compile(r"[\x20-\x7eÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—]+")


@dataclass(frozen=True, slots=True)
class SafeZip:
    """An archive in memory whose members keep to the limits."""

    archive: zipfile.ZipFile
    limits: Limits

    @classmethod
    def open(cls, data: bytes, limits: Limits) -> "SafeZip":
        """Open an archive.

        Raises:
            LoadError: it is damaged, has too many members, or would unpack to more than the limits allow.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise LoadError("zip_damaged", detail=str(error)) from None
        infos = archive.infolist()
        if len(infos) > limits.members:
            raise LoadError("zip_members", n=len(infos), limit=limits.members)
        total = sum(info.file_size for info in infos)
        if total > limits.unpacked:
            raise LoadError("zip_unpacked", size=total, limit=limits.unpacked)
        for info in infos:
            if info.file_size > _SMALL and info.file_size > limits.ratio * max(info.compress_size, 1):
                raise LoadError("zip_ratio", member=repr(info.filename), limit=limits.ratio)
        return cls(archive, limits)

    def files(self) -> list[zipfile.ZipInfo]:
        """The members that are files, in the archive's order."""
        return [info for info in self.archive.infolist() if not info.filename.endswith("/")]  # `is_dir` knows no empty names

    def names(self) -> list[str]:
        """Names of the members that are files, as they are stored."""
        return [info.filename for info in self.files()]

    def read(self, name: str, passwords: tuple[str, ...] = ()) -> bytes:
        """A member's bytes. The passwords are tried in order where it has one.

        Raises:
            KeyError: there is no such member.
            Encrypted: it has a password, and none of those given opens it.
            LoadError: it is damaged.
        """
        return self.read_file(self.archive.getinfo(name), passwords)

    def read_file(self, info: zipfile.ZipInfo, passwords: tuple[str, ...] = ()) -> bytes:
        """As `read`, for one of `files`: an archive may hold several of one name."""
        if not info.flag_bits & _ENCRYPTED_BIT:
            return self._unpacked(info, None)
        if info.compress_type == _AES:
            raise LoadError("encryption", detail="AES in ZIP")
        for password in passwords:
            with contextlib.suppress(LoadError):
                return self._unpacked(info, password.encode())
        raise Encrypted(passwords)

    def _unpacked(self, info: zipfile.ZipInfo, password: bytes | None) -> bytes:
        try:
            with self.archive.open(info, pwd=password) as stream:
                return stream.read(info.file_size)
        except _BROKEN as error:
            raise LoadError("member_damaged", member=repr(info.filename), detail=str(error)) from None

    def shown_name(self, info: zipfile.ZipInfo) -> str:
        """The name as its maker saw it.

        Without the UTF-8 mark, zipfile reads the bytes as code page 437: `Kế hoạch.docx` in UTF-8 comes out as `Kß║┐ hoß║ích.docx`. Old
        Windows programs wrote the code page of the machine, which in Viet Nam is 1258: believed where the bytes are not UTF-8 and it
        makes Vietnamese of them.
        """
        name = info.filename
        if not info.flag_bits & _UTF8_BIT:
            with contextlib.suppress(UnicodeError):
                raw = name.encode("cp437")
                name = _decoded(raw) or name
        return str(PurePosixPath(unicodedata.normalize("NFC", name))) if name else "unnamed"


def _decoded(raw: bytes) -> str | None:
    """Bytes of a name as UTF-8, or as windows-1258 where that gives Vietnamese letters and no others; None for neither."""
    with contextlib.suppress(UnicodeError):
        return raw.decode("utf-8")
    with contextlib.suppress(UnicodeError):
        name = unicodedata.normalize("NFC", raw.decode("cp1258"))
        if _VIETNAMESE_NAME.fullmatch(name):
            return name
    return None
