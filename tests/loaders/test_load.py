"""load(): what a file becomes, and the reason where it becomes nothing."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.loaders import LoadError, UnsupportedFormat, load

PLAN = "KẾ HOẠCH\nThực hiện Chỉ thị số 07/CT-TTg\n"

Write = Callable[[str, bytes], Path]


def test_gives_text_with_what_is_known_of_the_file(write: Write) -> None:
    data = PLAN.encode()
    path = write("ke-hoach.txt", data)
    source = load(path)
    assert source.text == PLAN
    assert source.path == str(path)
    assert (source.format, source.loader, source.encoding) == ("txt", "txt", "utf-8")
    assert (source.sha256, source.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert source.pages == () and source.warnings == ()


def test_takes_a_path_as_string(write: Write) -> None:
    assert load(str(write("a.txt", PLAN.encode()))).text == PLAN


def test_markdown_keeps_its_marks(write: Write) -> None:
    source = load(write("a.md", "# **KẾ HOẠCH**\r\n\r\n| TT | Việc |\r\n".encode()))
    assert source.text == "# **KẾ HOẠCH**\n\n| TT | Việc |\n"
    assert source.format == "md"


def test_keeps_spaces_and_blank_lines_as_read(write: Write) -> None:
    text = "  Số:\u00a0\u00a0   /KH-UBND\t\n\n\n\u200b- mục  \n"
    assert load(write("a.txt", text.encode())).text == text


def test_decomposed_text_is_composed(write: Write) -> None:
    decomposed = "Uy\u0309 ban nha\u0302n da\u0302n ti\u0309nh"
    assert load(write("a.txt", decomposed.encode())).text == "Uỷ ban nhân dân tỉnh"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_newlines(write: Write, ends: str) -> None:
    assert load(write("a.txt", f"một{ends}hai{ends}{ends}ba".encode())).text == "một\nhai\n\nba"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\u200b\n".encode(), b"\xef\xbb\xbf \n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_an_empty_file_is_refused(write: Write, name: str, data: bytes) -> None:
    with pytest.raises(LoadError) as caught:
        load(write(name, data))
    assert caught.value.reason == "the file is empty"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Sở Y tế\0\0\0chủ trì".encode(), "NUL"),
        (bytes(range(256)) * 4, "NUL"),
        (b"\x01\x02\x03\x04 abc \x05\x06\x07", "control characters"),
        (b"S\xeb T\xad ph\xb8p", "neither UTF-8 nor UTF-16 (byte 1 is 0xeb)"),  # Sở Tư pháp in TCVN3
        ("Sở Tư pháp".encode("utf-8-sig") + b"\xff", "begins as utf-8-bom but is broken at byte 17"),
        ("Sở Tư pháp".encode("utf-16") + b"\x00\xd8a\0", "begins as utf-16-le but is broken"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(write: Write, data: bytes, reason: str) -> None:
    with pytest.raises(LoadError) as caught:
        load(write("a.txt", data))
    assert reason in caught.value.reason
    assert not isinstance(caught.value, UnsupportedFormat)


def test_a_few_control_characters_of_word_are_no_reason_to_refuse(write: Write) -> None:
    text = "Điều 1. Giao Sở Nội vụ\x0b chủ trì thực hiện Kế hoạch này trên địa bàn toàn tỉnh; Công an tỉnh phối\x1fhợp thực hiện./.\x0c"
    assert load(write("a.txt", text.encode())).text == text


def test_a_lying_name_is_told_with_the_text(write: Write) -> None:
    source = load(write("a.txt", "<html><body><p>Sở Y tế</p></body></html>".encode()))
    assert (source.format, source.text) == ("html", "Sở Y tế")
    assert source.warnings == ("misnamed suffix=.txt format=html",)


def test_what_cannot_be_opened_is_a_load_error(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "khong-co.txt", "no such file"), (tmp_path, "a folder"), ("a\0b.txt", "cannot be opened")):
        with pytest.raises(LoadError, match=reason):
            load(path)
