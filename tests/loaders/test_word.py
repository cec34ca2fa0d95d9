"""Word documents: what stands on the printed page stands in the text, and nothing else."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.loaders import LoadError, load
from tests.loaders.conftest import Write
from tests.loaders.word_files import FOOTNOTES, NUMBERING, docx_of, p


@pytest.fixture
def text_of(write: Write):
    def read(body: str, **parts: str) -> str:
        return load(write("a.docx", docx_of(body, **parts))).text

    return read


def test_paragraphs_stand_apart(text_of) -> None:
    assert text_of(p("KẾ HOẠCH") + p("") + p("Giao Sở Tư pháp.")) == "KẾ HOẠCH\n\nGiao Sở Tư pháp."


def test_automatic_numbers_stand_as_they_show(text_of) -> None:
    body = (
        p("Mục đích", 1) + p("Yêu cầu", 1) + p("Chung", 1, 1) + p("Riêng", 1, 1) + p("Sở", 1, 2) + p("Ban", 1, 2) + p("một", 1, 3)
        + p("hai", 1, 3) + p("gạch", 1, 4) + p("Nhiệm vụ", 1) + p("Lại từ một", 1, 1) + p("Hiệu lực", 2) + p("Thi hành", 2)
    )  # fmt: skip
    assert text_of(body, numbering=NUMBERING).split("\n\n") == [
        "I. Mục đích", "II. Yêu cầu", "1. Chung", "2. Riêng", "2.1. Sở", "2.2. Ban", "a) một", "b) hai", "- gạch",
        "III. Nhiệm vụ", "1. Lại từ một", "Điều 3. Hiệu lực", "Điều 4. Thi hành",
    ]  # fmt: skip


def test_a_list_may_begin_anew(text_of) -> None:
    body = p("một", 1, 1) + p("hai", 1, 1) + p("bảy", 3, 1) + p("tám", 3, 1)
    assert text_of(body, numbering=NUMBERING).split("\n\n") == ["1. một", "2. hai", "7. bảy", "8. tám"]


def test_an_empty_list_item_counts_and_shows_nothing(text_of) -> None:
    assert text_of(p("một", 1, 1) + p("", 1, 1) + p("ba", 1, 1), numbering=NUMBERING) == "1. một\n\n3. ba"


def test_tracked_changes_are_settled(text_of) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Trước ngày </w:t></w:r><w:del w:id='1'><w:r><w:delText>15</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t>/12.</w:t></w:r></w:p>"
    )
    assert text_of(body) == "Trước ngày 20/12."


def test_a_deleted_paragraph_end_joins_two_paragraphs(text_of) -> None:
    assert text_of(p("Sở Tư ", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p("pháp")) == "Sở Tư pháp"


def test_fields_give_their_result_and_links_their_words(text_of) -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF _x \\h</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Mục II</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t xml:space='preserve'> năm 2025</w:t></w:r></w:fldSimple>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'>, Chỉ thị 07</w:t></w:r></w:hyperlink></w:p>"
    )
    assert text_of(body) == "Mục II năm 2025, Chỉ thị 07"


def test_hyphens_and_capitals_are_as_they_show(text_of) -> None:
    body = (
        "<w:p><w:r><w:t>41/NQ</w:t><w:noBreakHyphen/><w:t>CP, KH</w:t><w:softHyphen/><w:t>UBND, thực</w:t>"
        "<w:softHyphen/><w:t>hiện</w:t></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t xml:space='preserve'> kế hoạch</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    )
    assert text_of(body) == "41/NQ\u2011CP, KH-UBND, thựchiện KẾ HOẠCH"


def test_footnotes_stand_at_the_end_behind_their_mark(text_of) -> None:
    body = "<w:p><w:r><w:t>Theo Nghị quyết</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>;</w:t></w:r></w:p>" + p("Hết.")
    assert text_of(body, footnotes=FOOTNOTES) == "Theo Nghị quyết[1];\n\nHết.\n\n[1] Nghị quyết số 10-NQ/TW."


def test_a_text_box_is_read_once(text_of) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Số: 12/KH-UBND</w:t></w:r></w:p>"
    )
    assert text_of(body) == "Số: 12/KH-UBND\n\nHỎA TỐC"


def _with_table(path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for row, words in enumerate([("TT", "Nội dung", "Chủ trì"), ("1", "Rà soát", "Sở Tư pháp"), ("2", "Báo cáo | quý", "")]):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Sở Tư pháp"
    document.save(str(path))
    return path


def test_tables_are_rows_and_a_merged_cell_stands_once(tmp_path: Path) -> None:
    source = load(_with_table(tmp_path / "a.docx"))
    assert source.text == "| TT | Nội dung | Chủ trì |\n| 1 | Rà soát | Sở Tư pháp |\n| 2 | Báo cáo ¦ quý | |"
    merged = next(cell for cell in source.cells if source.text[cell.start : cell.end] == "Sở Tư pháp")
    assert (merged.row, merged.column, merged.rows, merged.columns) == (1, 2, 2, 1)


def test_the_head_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "UBND TỈNH KON TUM"
    table.cell(0, 0).add_paragraph("Số: 12/KH-UBND")
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.save(str(tmp_path / "a.docx"))
    assert load(tmp_path / "a.docx").text == "UBND TỈNH KON TUM\nSố: 12/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_headers_are_set_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Giao Sở Tư pháp.")
    document.sections[0].header.paragraphs[0].text = "DỰ THẢO 2"
    document.save(str(tmp_path / "a.docx"))
    source = load(tmp_path / "a.docx")
    assert (source.text, source.apart) == ("Giao Sở Tư pháp.", ("DỰ THẢO 2",))


def test_tcvn3_is_decoded_paragraph_by_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    for text, font in [("ñy ban nh©n d©n", ".VnTimeH"), ("Kế hoạch của tỉnh", "Times New Roman"), ("c¨n cø NghÞ ®Þnh sè 13", ".VnTime")]:
        run = document.add_paragraph().add_run(text)
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:hAnsi"), font)
    document.save(str(tmp_path / "a.docx"))
    assert load(tmp_path / "a.docx").text == "ỦY BAN NHÂN DÂN\n\nKế hoạch của tỉnh\n\ncăn cứ Nghị định số 13"


def _changed(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
    return out.getvalue()


def test_a_dtd_is_refused(write: Write) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>'
    with pytest.raises(LoadError, match="DTD"):
        load(write("a.docx", _changed(docx_of(p("x")), "word/document.xml", lambda old: bomb)))


def test_a_damaged_part_is_refused(write: Write) -> None:
    with pytest.raises(LoadError, match="damaged"):
        load(write("a.docx", _changed(docx_of(p("x")), "word/document.xml", lambda old: old[:200])))


def test_a_document_truncated_anywhere_is_a_load_error_or_text(write: Write) -> None:
    data = docx_of(p("Kế hoạch"))
    for end in range(10, len(data), max(len(data) // 60, 1)):
        with pytest.raises(LoadError):
            load(write("a.docx", data[:end]))
