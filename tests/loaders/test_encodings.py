"""Whatever encoding a text was written in, it comes back the same; whatever bytes there are, load() raises nothing but LoadError."""

import codecs
import time
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.loaders import LoadError, load
from pipeline.loaders.encodings import decode
from tests.loaders.conftest import Write

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
MARKS = " \n0123456789.,;:/-–“”()…%₫\u00a0\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = st.text(alphabet=LETTERS + MARKS, min_size=1).filter(lambda text: text.strip() != "")
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"], include_characters="\r\n\t"), min_size=1).filter(
    lambda text: text.strip("\ufeff\u200b \t\r\n") != "" and text.strip() != ""
)

CODECS = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", b"\xef\xbb\xbf", "utf-8-bom"),
    ("utf-16-le", b"\xff\xfe", "utf-16-le"),
    ("utf-16-be", b"\xfe\xff", "utf-16-be"),
    ("utf-16-le", b"", "utf-16-le"),
    ("utf-16-be", b"", "utf-16-be"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the files of all examples: each overwrites the one before."""
    return tmp_path_factory.mktemp("files")


def written_and_read(text: str, codec: str, mark: bytes, folder: Path) -> tuple[str, str | None]:
    path = folder / "a.txt"
    path.write_bytes(mark + text.encode(codec))
    source = load(path)
    return source.text, source.encoding


def canonical(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@pytest.mark.parametrize(("codec", "mark", "name"), CODECS)
@given(text=VIETNAMESE)
def test_vietnamese_comes_back_in_every_encoding(text: str, codec: str, mark: bytes, name: str, folder: Path) -> None:
    read, encoding = written_and_read("Kế hoạch " + text, codec, mark, folder)
    assert read == canonical("Kế hoạch " + text)
    assert encoding == name


@pytest.mark.parametrize(("codec", "mark"), [(codec, mark) for codec, mark, name in CODECS if mark or name == "utf-8"])
@given(text=ANYTHING)
def test_any_text_comes_back_where_the_encoding_is_known(text: str, codec: str, mark: bytes, folder: Path) -> None:
    # The word before it keeps the text from being a page, an archive or a byte order mark of its own.
    read, _ = written_and_read("Số " + text, codec, mark, folder)
    assert read == canonical("Số " + text)


@given(text=VIETNAMESE)
def test_loading_what_was_loaded_changes_nothing(text: str, folder: Path) -> None:
    once, _ = written_and_read("Kế hoạch " + text, "utf-8", b"", folder)
    twice, _ = written_and_read(once, "utf-8", b"", folder)
    assert twice == once


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_known_by_its_letters_alone(codec: str) -> None:
    assert decode("đếợữ".encode(codec)).text == "đếợữ"


PLAN = "Kế hoạch của tỉnh về tuyên truyền, phổ biến pháp luật cho người dân ở cơ sở.\n" * 8


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_letter_cut_by_the_end_of_the_file_goes(mark: bytes) -> None:
    data = mark + (PLAN + "Sở").encode()
    found = decode(data[:-1])
    assert (found.text, found.warnings) == (PLAN + "S", ("cut_short",))
    assert decode(data).warnings == ()


def test_a_broken_letter_among_many_is_shown_as_one() -> None:
    data = (PLAN + "Sở Tư pháp").encode()
    found = decode(data[:300] + b"\xe1\xbb " + data[300:])
    assert found.text.count("\ufffd") == 1 and found.warnings == ("letters_lost n=1",)
    with pytest.raises(LoadError):
        decode(b"K\xe1 ho\xe1ch c\xf1a t\xc3nh " * 20)


def test_utf16_that_was_cut_in_a_letter() -> None:
    found = decode(codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le")[:-1])
    assert (found.text, found.warnings) == (PLAN[:-1], ("cut_short",))


def test_a_page_with_a_summary_cut_in_mid_letter_is_read(write: Write) -> None:
    head = b'<html><head><meta charset="utf-8"><meta name="description" content="' + "Kế hoạch củ".encode() + b'\xe1\xbb"></head><body><p>'
    source = load(write("a.html", head + PLAN.encode() + b"</p></body></html>"))
    assert "tuyên truyền" in source.text and "\ufffd" not in source.text
    assert source.warnings == ("letters_lost n=1",)


def test_old_encodings_take_time_by_their_length(write: Write) -> None:
    start = time.process_time()
    source = load(write("a.txt", b"Quy\xd5t \xae\xdenh c\xf1a t\xd8nh v\xd2 c\xb8n b\xe9\n" * 8_000))
    assert source.text.startswith("Quyết định của tỉnh về cán bộ")
    assert time.process_time() - start < 10  # it took a thousandth of a second for each byte


BINARY_HEADS = [b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1"]
HEADS = [b"", *BINARY_HEADS, b"\xff\xfe", b"\xfe\xff", b"<html>", b"<table><td>"]
NAMES = ["a.txt", "a.md", "a.html", "a.doc", "a"]


@settings(deadline=None)  # the first file of a format loads its reader
@given(head=st.sampled_from(HEADS), data=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_arbitrary_bytes_raise_nothing_but_load_error(head: bytes, data: bytes, name: str, folder: Path) -> None:
    path = folder / name
    path.write_bytes(head + data)
    try:
        text = load(path).text
    except LoadError as error:
        assert error.reason
    else:
        assert text == canonical(text) and text.strip() != ""


@given(kept=st.integers(min_value=4, max_value=140), flipped=st.integers(min_value=4, max_value=139))
def test_a_damaged_archive_raises_nothing_but_load_error(kept: int, flipped: int, folder: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    data = bytearray(buffer.getvalue())
    data[min(flipped, len(data) - 1)] ^= 0xFF
    path = folder / "a.docx"
    path.write_bytes(bytes(data[:kept]))
    with pytest.raises(LoadError):
        load(path)


TAGS = "<div> </div> <p> <table> <tr> <th> <td> </table> <ol> <li> </ol> <br> <!-- --> <script> </script> <a> </a> <pre> </pre>".split()
ODDITIES = ["<td rowspan=3 colspan=2>", "<ol type=a start=3>", "<li value=x>", "<a href=x>", "<p style='display:none'>", "<table border=1>"]
TEXTS = ["&#7871;", "&nbsp;", "&#0;", "&#xD800;", "Sở Y tế chủ trì ", "\x0b"]
MARKUP = st.lists(st.sampled_from([*TAGS, *ODDITIES, *TEXTS]), max_size=40)


@given(pieces=MARKUP)
def test_broken_markup_raises_nothing_but_load_error(pieces: list[str], folder: Path) -> None:
    path = folder / "a.html"
    path.write_bytes(("<html><body>" + "".join(pieces)).encode())
    try:
        text = load(path).text
    except LoadError as error:
        assert error.reason
    else:
        assert text == canonical(text) and text.strip() != ""
