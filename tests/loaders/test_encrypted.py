"""Files with a password: each says so and asks for --password-file, and opens with the right one where its kind is read."""

import io
from hashlib import md5
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4

from pipeline.loaders import Encrypted, LoadError, Options, UnsupportedFormat, load
from pipeline.loaders.doc import read
from tests.loaders.conftest import Write
from tests.loaders.test_archive import zipped
from tests.loaders.word_files import docx_of, p

PASSWORD = "mật khẩu 1"
SAMPLE = Path(__file__).parents[2] / "data/raw/ninh-thuan-kh-1346.doc"
_HEADER = 52  # bytes of Word's encryption header: version, salt, verifier, its digest
_PLAIN = 68  # bytes at the beginning of the text stream that stay as they are


def _rc4(password: str, salt: bytes, data: bytes) -> bytes:
    return DocumentRC4.decrypt(password, salt, io.BytesIO(data)).read()  # RC4 undoes itself


def encrypted_doc(plain: bytes, password: str) -> bytes:
    """A Word 97 file encrypted as Word does it. The header of the encryption takes the place of styles, which nobody needs here."""
    salt, verifier = bytes(range(16)), bytes(range(100, 116))
    checked = _rc4(password, salt, verifier + md5(verifier).digest())
    out = io.BytesIO(plain)
    with olefile.OleFileIO(out, write_mode=True) as ole:
        name = "1Table" if ole.exists("1Table") else "0Table"
        main, table = bytearray(ole.openstream("WordDocument").read()), ole.openstream(name).read()
        main[11] |= 0x01  # encrypted
        main[14:18] = _HEADER.to_bytes(4, "little")
        ole.write_stream("WordDocument", bytes(main[:_PLAIN]) + _rc4(password, salt, bytes(main))[_PLAIN:])
        head = b"\1\0\1\0" + salt + checked
        ole.write_stream(name, head + _rc4(password, salt, table)[_HEADER:])
    return out.getvalue()


def encrypted_package(plain: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    return out.getvalue()


_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_SHEET = b"".join(md5(bytes([i % 256, i // 256])).digest() for i in range(600))
WORKBOOK = zipped({"[Content_Types].xml": _TYPES, "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": _SHEET})
FILES = {
    "a.doc": lambda: encrypted_doc(SAMPLE.read_bytes(), PASSWORD),
    "a.docx": lambda: encrypted_package(docx_of(p("Kế hoạch số 1346/KH-UBND của tỉnh")), PASSWORD),
    "a.xlsx": lambda: encrypted_package(WORKBOOK, PASSWORD),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("passwords", "code"), [((), "encrypted"), (("sai", "cũng sai"), "wrong_password")])
def test_without_its_password_a_file_asks_for_it(write: Write, name: str, passwords: tuple[str, ...], code: str) -> None:
    with pytest.raises(Encrypted) as caught:
        load(write(name, FILES[name]()), Options(passwords=passwords))
    assert caught.value.code == code
    assert "--password-file" in caught.value.tell("vi") and "--password-file" in caught.value.tell("en")


@pytest.mark.parametrize("name", ["a.doc", "a.docx"])
def test_with_its_password_among_others_it_is_read(write: Write, name: str) -> None:
    source = load(write(name, FILES[name]()), Options(passwords=("sai", PASSWORD)))
    assert "1346/KH-UBND" in source.text and source.format == name[2:]


def test_an_encrypted_document_says_the_same_as_the_plain_one(write: Write) -> None:
    assert load(write("a.doc", FILES["a.doc"]()), Options(passwords=(PASSWORD,))).text == load(SAMPLE).text


def test_a_workbook_that_opens_is_still_no_document(write: Write) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        load(write("a.xlsx", FILES["a.xlsx"]()), Options(passwords=(PASSWORD,)))
    assert caught.value.code == "save_as"


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_one_is_a_load_error(write: Write, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "program", lambda: None)
    data = FILES[name]()
    for cut in range(600, len(data), len(data) // 12):
        for broken in (data[:cut], data[:cut] + bytes(64) + data[cut + 64 :]):
            try:
                load(write(name, broken), Options(passwords=(PASSWORD,)))
            except LoadError as error:
                assert error.reason
