"""The content tells the format; a name that says otherwise is a warning."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.loaders import Encrypted, LoadError, UnsupportedFormat, load
from pipeline.loaders.sniff import sniff
from tests.loaders.test_archive import zipped

Write = Callable[[str, bytes], Path]


def archive(*members: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for member in members:
            made.writestr(member, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "pdf"),
        (b"\n%PDF-1.4\n", "pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("ke-hoach.txt"), "zip"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (b"{\\rtf1\\ansi K\\u7871?}", "rtf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"II*\0\x08\0\0\0", "image"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mhtml"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "wordml"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.xyz"])
def test_the_content_tells_the_format_and_a_lying_name_is_a_warning(data: bytes, named: str, name: str) -> None:
    sniffed = sniff(data, name)
    assert sniffed.format == named
    assert sniffed.warnings == (f"misnamed suffix={Path(name).suffix} format={named}",)


MAIL = b"Received: from mail\r\nFrom: a@b.vn\r\nTo: c@d.vn\r\nSubject: KH\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n--x"


@pytest.mark.parametrize(
    ("data", "named", "code"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook (.xlsx)", "save_as"),
        (archive("[Content_Types].xml", "ppt/slides/slide1.xml"), "PowerPoint presentation (.pptx)", "save_as"),
        (archive("META-INF/container.xml"), "EPUB book (.epub)", "save_as"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument spreadsheet (.ods)", "save_as"),
        (OLE + "Workbook".encode("utf-16-le"), "Excel 97 workbook (.xls)", "save_as"),
        (OLE + "Book\0\0".encode("utf-16-le"), "Excel 5 workbook (.xls)", "save_as"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "Outlook message (.msg)", "mail"),
        (MAIL, "e-mail message (.eml)", "mail"),
        (MAIL.replace(b"multipart/mixed", b"text/plain; charset=utf-8"), "e-mail message (.eml)", "mail"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC picture", "save_picture"),
        (b"Rar!\x1a\x07\x00", "RAR archive", "unpack_first"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z archive", "unpack_first"),
        (b"\0" * 257 + b"ustar", "tar archive", "unpack_first"),
        (b'<?xml version="1.0"?><kml/>', "XML document", "save_as"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx"])
def test_known_formats_without_a_loader_are_named_and_say_what_to_do(write: Write, data: bytes, named: str, code: str, name: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        load(write(name, data))
    assert (caught.value.code, caught.value.format_name) == (code, named)
    assert named in caught.value.tell("vi") and named in caught.value.reason


def test_a_saved_page_is_no_mail() -> None:
    head = b"From: <Saved by Blink>\r\nSubject: KH\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n--x"
    assert sniff(head, "a.mhtml").format == "mhtml"
    assert sniff("From: Sở Y tế\n\nKế hoạch gửi To: ai".encode(), "a.txt").format == "txt"


def test_a_word_file_cut_before_its_directory_is_damaged(write: Write) -> None:
    with pytest.raises(LoadError) as caught:
        load(write("a.doc", OLE + bytes(2000) + "Bookman Old Style".encode("utf-16-le")))
    assert not isinstance(caught.value, UnsupportedFormat) and caught.value.code in ("doc_needs_office", "office_failed")


def test_an_encrypted_office_document_asks_for_its_password(write: Write) -> None:
    with pytest.raises(Encrypted, match="password"):
        load(write("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")))


def test_a_damaged_archive_is_no_unsupported_format(write: Write) -> None:
    with pytest.raises(LoadError, match="damaged") as caught:
        load(write("a.docx", archive("word/document.xml")[:60]))
    assert not isinstance(caught.value, UnsupportedFormat)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "KẾ HOẠCH", "txt"),
        ("a.md", "# KẾ HOẠCH", "md"),
        ("a.MD", "KẾ HOẠCH", "md"),
        ("a", "KẾ HOẠCH", "txt"),
        ("a.html", "<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("a.htm", "\ufeff \n<!-- saved from url=(0014)about:internet -->\n<HTML><BODY>x", "html"),
        ("a.html", "<p>Không có thẻ html</p>", "html"),
        ("a.html", "Một dòng<br>hai dòng", "html"),
        ("a.md", '<div align="center"><b>KẾ HOẠCH</b></div>', "md"),
        ("a.txt", "Điều kiện: số dân < 5.000 và > 1.000", "txt"),
        ("a.txt", "<Tên cơ quan>\nKẾ HOẠCH", "txt"),
    ],
)
def test_a_fitting_name_gives_no_warning(name: str, text: str, expected: str) -> None:
    sniffed = sniff(text.encode(), name)
    assert (sniffed.format, sniffed.warnings) == (expected, ())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "<!DOCTYPE html><html><body><p>x</p>", "html"),
        ("a.doc", "<html xmlns:o='urn:x'><body><p>x</p>", "html"),
        ("a.md", "<html><body><p>x</p>", "html"),
        ("a.txt", "<div><p>x</p></div>", "html"),
        ("a.html", "KẾ HOẠCH\nSở Y tế chủ trì", "txt"),
        ("a.pdf", "KẾ HOẠCH\nSở Y tế chủ trì", "txt"),
    ],
)
def test_a_lying_name_is_a_warning(name: str, text: str, expected: str) -> None:
    sniffed = sniff(text.encode(), name)
    assert sniffed.format == expected
    assert sniffed.warnings == (f"misnamed suffix=.{name.split('.')[1]} format={expected}",)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf16_is_a_page(write: Write, codec: str) -> None:
    source = load(write("a.html", "<html><body><p>Sở Y tế</p></body></html>".encode(codec)))
    assert (source.format, source.text) == ("html", "Sở Y tế")


def test_a_thousand_comments_do_not_stall_it() -> None:
    assert sniff(b"<!-- x -->" * 1600 + b"KH", "a.txt").format == "txt"
