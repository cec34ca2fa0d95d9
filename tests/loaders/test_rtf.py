"""RTF: text with its numbers, tables and notes, without what is hidden or deleted."""

import pytest

from pipeline.loaders import LoadError, load
from tests.loaders.conftest import Write

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset163 Arial;}}"


@pytest.fixture
def text_of(write: Write):
    def read(body: str) -> str:
        return load(write("a.rtf", (HEAD + body + "}").encode("latin-1"))).text

    return read


def test_unicode_and_code_pages(text_of) -> None:
    assert text_of(r"K\u7871? ho\u7841?ch\par {\f2 \'f0i\'f2nh}\par") == "Kế hoạch\n\nđịnh"
    assert text_of(r"{\f1 quy\'d5t \'ae\'denh c\'f1a t\'d8nh}\par") == "quyết định của tỉnh"


def test_fonts_are_known_by_their_names_alone(write: Write) -> None:
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fnil{\*\panose 02020603050405020304}\fcharset0 .VnTimeH{\*\falt Arial};}}"
    source = load(write("a.rtf", (r"{\rtf1\ansi\deff0" + fonts + r"\pard{\f1 Th\'abng t\'ad}\par {\f0 S\'f4 12}\par}").encode("latin-1")))
    assert source.text == "THÔNG TƯ\n\nSô 12"


def test_list_numbers_stand_in_front(text_of) -> None:
    assert text_of(r"{\listtext\tab 1.\tab}M\u7909?c \u273?\'edch\par{\listtext 2.\tab}Y\'eau c\u7847?u\par") == "1. Mục đích\n\n2. Yêu cầu"


def test_hidden_deleted_and_field_codes_are_left_out(text_of) -> None:
    assert text_of(r"a{\v secret}b{\deleted old}c{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\*\unknown x}\par") == "abclink"


def test_tables_with_merged_cells(text_of) -> None:
    row = r"\trowd\clbrdrt\brdrs\cellx1000\cellx2000\cellx3000 \pard\intbl "
    body = (
        row
        + r"TT\cell Viec\cell So\cell\row "
        + r"\trowd\clbrdrt\brdrs\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl 1\cell\cell X\cell\row\pard after\par"
    )
    assert text_of(body) == ("| TT | Viec | So |\n| 1 | | X |\n\nafter")


def test_footnotes_stand_at_the_end(text_of) -> None:
    assert text_of(r"Theo quyet dinh{\footnote Quyet dinh 12.\par}, giao so.\par Het.\par") == (
        "Theo quyet dinh[1], giao so.\n\nHet.\n\n[1] Quyet dinh 12."
    )


@pytest.mark.parametrize("data", [b"{\\rtf1", b"{\\rtf1 {\\pict 00ff}}", b"{\\rtf1 " + b"{" * 5000])
def test_nothing_to_read_is_a_load_error(write: Write, data: bytes) -> None:
    with pytest.raises(LoadError):
        load(write("a.rtf", data))
