"""ZIP files opened with care: sizes and ratios are looked at before anything is unpacked."""

import contextlib
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.loaders.base import Encrypted, LoadError
from pipeline.loaders.options import Limits

_SMALL = 1 << 20
"""Bytes below which a ratio says nothing: a page of blanks packs a thousand times and harms nobody."""

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, struct.error, EOFError, RuntimeError)
_ENCRYPTED_BIT = 0x1
_UTF8_BIT = 0x800


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
            raise LoadError(f"the file begins as a ZIP archive and is damaged ({error})") from None
        infos = archive.infolist()
        if len(infos) > limits.members:
            raise LoadError(f"the archive has {len(infos):,} members, more than {limits.members:,}")
        total = sum(info.file_size for info in infos)
        if total > limits.unpacked:
            raise LoadError(f"the archive unpacks to {total:,} bytes, more than {limits.unpacked:,}")
        for info in infos:
            if info.file_size > _SMALL and info.file_size > limits.ratio * max(info.compress_size, 1):
                raise LoadError(f"the archive is no document: {info.filename!r} unpacks to more than {limits.ratio} times its size")
        return cls(archive, limits)

    def names(self) -> list[str]:
        """Names of the members that are files, as they are stored."""
        return [info.filename for info in self.archive.infolist() if not info.is_dir()]

    def read(self, name: str, passwords: tuple[str, ...] = ()) -> bytes:
        """A member's bytes. The passwords are tried in order where it has one.

        Raises:
            KeyError: there is no such member.
            Encrypted: it has a password, and none of those given opens it.
            LoadError: it is damaged.
        """
        info = self.archive.getinfo(name)
        if not info.flag_bits & _ENCRYPTED_BIT:
            return self._unpacked(info, None)
        for password in passwords:
            with contextlib.suppress(LoadError):
                return self._unpacked(info, password.encode())
        raise Encrypted()

    def _unpacked(self, info: zipfile.ZipInfo, password: bytes | None) -> bytes:
        try:
            with self.archive.open(info, pwd=password) as stream:
                return stream.read(info.file_size)
        except _BROKEN as error:
            raise LoadError(f"{info.filename!r} in the archive is damaged ({error})") from None

    def shown_name(self, name: str) -> str:
        """The name as its maker saw it. Without the UTF-8 mark, zipfile reads `Kế hoạch.docx` from UTF-8 bytes as `Kß║┐ hoß║ích.docx`."""
        info = self.archive.getinfo(name)
        if not info.flag_bits & _UTF8_BIT:
            with contextlib.suppress(UnicodeError):
                name = name.encode("cp437").decode("utf-8")
        return str(PurePosixPath(name))
