"""The charset of a page: what its bytes are counts more than what it says."""

import pytest

from pipeline.loaders import LoadError
from pipeline.loaders.html import read_html

# windows-1258 writes a vowel and its tone as two characters: ấ is â and a combining acute.
LOOSE = "Sơ\u0309 Tư pha\u0301p câ\u0301p ti\u0309nh đươ\u0323c giao"
WHOLE = "Sở Tư pháp cấp tỉnh được giao"


def page(meta: str, text: str) -> str:
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1258">',
        "<meta charset=windows-1258>",
        '<meta http-equiv="Content-Type" content="text/html; charset=Windows-1258">',
    ],
)
def test_a_declared_charset_is_read(meta: str) -> None:
    reading = read_html(page(meta, LOOSE).encode("cp1258"))
    assert (reading.text, reading.encoding) == (WHOLE, "windows-1258")


def test_utf8_wins_over_what_the_page_says() -> None:
    reading = read_html(page('<meta charset="windows-1258">', WHOLE).encode())
    assert (reading.text, reading.encoding) == (WHOLE, "utf-8")


def test_a_byte_order_mark_wins() -> None:
    reading = read_html(page('<meta charset="utf-8">', WHOLE).encode("utf-16"))
    assert (reading.text, reading.encoding) == (WHOLE, "utf-16-le")


def test_word_writes_letters_as_references() -> None:
    data = page('<meta http-equiv=Content-Type content="text/html; charset=windows-1252">', "\x93S&#7903; Y t&#7871;\x94").encode("latin-1")
    assert read_html(data).text == "“Sở Y tế”"


@pytest.mark.parametrize("meta", ["", '<meta charset="utf-8">', '<meta charset="x-viet-tcvn5712">'])
def test_other_bytes_are_refused(meta: str) -> None:
    with pytest.raises(LoadError, match="neither UTF-8 nor UTF-16"):
        read_html(page(meta, LOOSE).encode("cp1258"))


def test_xhtml_with_an_encoding_declaration() -> None:
    data = f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{WHOLE}</p></body></html>'.encode()
    assert read_html(data).text == WHOLE
