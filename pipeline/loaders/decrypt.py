"""Office documents with a password: opened with those that were given, by msoffcrypto-tool."""

import io

from pipeline.loaders.base import Encrypted, LoadError
from pipeline.options import Options

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def is_encrypted_package(data: bytes) -> bool:
    """Whether the bytes are an encrypted .docx (or workbook): an OLE2 file that holds the encrypted ZIP archive as a stream."""
    return data.startswith(_OLE) and _PACKAGE in data


def decrypted(data: bytes, options: Options) -> bytes:
    """The document inside: a ZIP archive for .docx, Word 97 for .doc. The passwords are tried in order.

    Raises:
        Encrypted: no password was given, or none of them fits.
        LoadError: it is damaged, or encrypted in a way that is not known.
    """
    if not options.passwords:
        raise Encrypted()
    import msoffcrypto  # noqa: PLC0415 - 0.1 s of cryptography, which few folders need
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError  # noqa: PLC0415
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    for password in options.passwords:
        out = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            # Word 97 files check the password always and take no such argument.
            file.load_key(password=password, **({"verify_password": True} if isinstance(file, OOXMLFile) else {}))
            file.decrypt(out)
        except InvalidKeyError:
            continue
        except DecryptionError as error:
            if "verif" in str(error).lower() or "password" in str(error).lower():
                continue
            raise LoadError("encryption", detail=str(error)) from None
        except (FileFormatError, ParseError) as error:
            raise LoadError("encryption", detail=str(error)) from None
        except MemoryError:
            raise
        except Exception as error:  # the parser meets a damaged header with whatever its parts raise
            raise LoadError("encryption", detail=f"{type(error).__name__}: {error}") from None
        return out.getvalue()
    raise Encrypted(options.passwords)
