"""Word 97 documents, as LibreOffice writes them: by our own reader and by LibreOffice."""

import pytest

from pipeline.loaders import LoadError, Options, load
from pipeline.loaders.doc import read
from pipeline.loaders.doc.read97 import read_word97
from tests.loaders.conftest import Write
from tests.loaders.made import converted
from tests.loaders.word_files import FOOTNOTES, NUMBERING, docx_of, p

TABLE = (
    "<w:tbl><w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
    "<w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    "<w:tr><w:tc><w:p><w:r><w:t>Việc</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Chủ trì</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Rà soát</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
)
BODY = p("KẾ HOẠCH") + p("Giao Sở Tư pháp chủ trì.") + TABLE + p("Hết.")


@pytest.fixture(scope="module")
def doc() -> bytes:
    return converted(docx_of(BODY), ".docx", "doc:MS Word 97")


@pytest.fixture(scope="module")
def numbered() -> bytes:
    note = "<w:p><w:r><w:t>Theo</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    return converted(
        docx_of(p("Mục đích", 1) + p("Yêu cầu", 1) + note, numbering=NUMBERING, footnotes=FOOTNOTES), ".docx", "doc:MS Word 97"
    )


EXPECTED = "KẾ HOẠCH\n\nGiao Sở Tư pháp chủ trì.\n\n| Việc | Chủ trì |\n| Rà soát | |\n\nHết."


def test_without_numbers_our_own_reader_is_enough(write: Write, doc: bytes) -> None:
    source = load(write("a.doc", doc))
    assert (source.text, source.format, source.loader) == (EXPECTED, "doc", "doc+word97")


def test_automatic_numbers_need_libreoffice(write: Write, numbered: bytes) -> None:
    source = load(write("a.doc", numbered))
    assert source.loader == "doc+libreoffice"
    assert source.text == "I. Mục đích\n\nII. Yêu cầu\n\nTheo[1]\n\n[1] Nghị quyết số 10-NQ/TW."


def test_without_libreoffice_a_warning_says_what_is_lost(write: Write, numbered: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "program", lambda: None)
    source = load(write("a.doc", numbered))
    assert source.text == "Mục đích\n\nYêu cầu\n\nTheo[1]\n\n[1] Nghị quyết số 10-NQ/TW."
    assert source.warnings == ("numbers_lost n=2",)


def test_a_docx_that_is_called_doc_is_a_docx(write: Write) -> None:
    source = load(write("a.doc", docx_of(BODY)))
    assert (source.format, source.text) == ("docx", EXPECTED)
    assert source.warnings == ("misnamed suffix=.doc format=docx",)


@pytest.mark.parametrize("target", ["rtf", "odt", "xml:MS Word 2003 XML"])
def test_other_formats_give_the_same_text(write: Write, target: str) -> None:
    assert load(write("a.doc", converted(docx_of(BODY), ".docx", target))).text == EXPECTED


def test_a_truncated_document_is_a_load_error_or_shorter(doc: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "program", lambda: None)
    for end in range(520, len(doc), len(doc) // 40):
        try:
            read.read_doc(doc[:end], Options())
        except LoadError:
            continue


def test_random_damage_is_a_load_error_or_text(doc: bytes) -> None:
    for at in range(512, len(doc), 97):
        damaged = doc[:at] + bytes(255 - b for b in doc[at : at + 8]) + doc[at + 8 :]
        try:
            read_word97(damaged)
        except LoadError:
            continue
