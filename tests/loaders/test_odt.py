"""OpenDocument texts: what is shown comes in, with its numbers; what is hidden, deleted or hostile does not."""

import pytest

from pipeline.loaders import Encrypted, LoadError, Options, load
from tests.loaders.conftest import Write
from tests.loaders.made import converted
from tests.loaders.test_archive import zipped
from tests.loaders.word_files import FOOTNOTES, NUMBERING, docx_of, p

KIND = b"application/vnd.oasis.opendocument.text"
NAMES = ("office", "text", "table", "style")
XMLNS = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
STYLES = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="1"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>'
    '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Caps" style:family="text"><style:text-properties fo:text-transform="uppercase"/></style:style>'
    '<style:style style:name="Old" style:family="paragraph"><style:text-properties style:font-name=".VnTime"/></style:style>'
    '<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid"/></style:style>'
)


def odt(body: str, **parts: bytes) -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content {XMLNS}><office:automatic-styles>{STYLES}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    return zipped({"mimetype": KIND, "content.xml": content.encode()} | named)


@pytest.fixture
def text_of(write: Write):
    return lambda body: load(write("a.odt", odt(body))).text


def item(*inside: str, start: str = "") -> str:
    said = f' text:start-value="{start}"' if start else ""
    return f"<text:list-item{said}>{''.join(inside)}</text:list-item>"


def para(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def numbered(*items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L1"{more}>{"".join(items)}</text:list>'


def test_numbers_of_lists_stand_as_they_show(text_of) -> None:
    deepest = f"<text:list>{item(para('hằng năm'))}</text:list>"
    inner = f"<text:list>{item(para('rà soát'))}{item(para('báo cáo'), deepest)}</text:list>"
    body = numbered(item(para("MỤC ĐÍCH"), inner), item(para("YÊU CẦU"))) + para("xen giữa")
    body += numbered(item(para("TỔ CHỨC")), more=' text:continue-numbering="true"') + numbered(item(para("Phụ lục"), start="7"))
    assert text_of(body).split("\n\n") == [
        "I. MỤC ĐÍCH", "1. rà soát", "2. báo cáo", "- hằng năm", "II. YÊU CẦU", "xen giữa", "III. TỔ CHỨC", "VII. Phụ lục",
    ]  # fmt: skip


def test_what_is_hidden_or_deleted_is_out(text_of) -> None:
    region = f"<text:changed-region><text:deletion>{para('đã bỏ')}</text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{region}</text:tracked-changes>"
    words = 'Giao <text:span text:style-name="Hidden">không ai</text:span><text:span text:style-name="Caps">sở y tế</text:span>'
    comment = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    assert text_of(deleted + para(words + comment + '<text:s text:c="2"/>chủ trì<text:line-break/>ngay')) == "Giao SỞ Y TẾ  chủ trì\nngay"


def test_notes_stand_at_the_end_and_boxes_behind_their_paragraph(text_of) -> None:
    said = f"<text:note-body>{para('Nghị quyết số 10-NQ/TW.')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{said}</text:note>"
    box = f"<draw:frame><draw:text-box>{para('Số: 7/KH-UBND')}</draw:text-box></draw:frame>"
    assert text_of(para(f"Theo{note}, giao sở{box}.") + para("Hết.")) == (
        "Theo[1], giao sở.\n\nSố: 7/KH-UBND\n\nHết.\n\n[1] Nghị quyết số 10-NQ/TW."
    )


def test_tables_with_merged_and_repeated_cells(write: Write) -> None:
    def cell(words: str, more: str = "") -> str:
        return f'<table:table-cell table:style-name="Ruled" {more}>{para(words) if words else ""}</table:table-cell>'

    wide, tall = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    rows = (
        f"<table:table-header-rows><table:table-row>{cell('TT')}{cell('Việc')}{cell('Ai')}</table:table-row></table:table-header-rows>",
        f"<table:table-row>{cell('Nhóm', wide)}<table:covered-table-cell/>{cell('Sở A', tall)}</table:table-row>",
        f"<table:table-row>{cell('1')}{cell('rà soát')}<table:covered-table-cell/></table:table-row>",
    )
    source = load(write("a.odt", odt(f"<table:table>{''.join(rows)}</table:table>")))
    assert source.text == "| TT | Việc | Ai |\n| Nhóm | | Sở A |\n| 1 | rà soát | |"
    assert [(cell.rows, cell.columns) for cell in source.cells if cell.rows + cell.columns > 2] == [(1, 2), (2, 1)]


def test_old_fonts_are_decoded(text_of) -> None:
    assert text_of(para("Sè: 12", "Old") + para("quyÕt ®Þnh cña tØnh", "Old")) == "Số: 12\n\nquyết định của tỉnh"


def test_it_says_what_word_says(write: Write) -> None:
    note = "<w:p><w:r><w:t>Theo</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    word = docx_of(p("Mục đích", 1) + p("Yêu cầu", 1) + note, numbering=NUMBERING, footnotes=FOOTNOTES)
    source = load(write("a.odt", converted(word, ".docx", "odt")))
    assert (source.text, source.loader) == (load(write("a.docx", word)).text, "odt")


def test_with_a_password_it_asks_for_it(write: Write) -> None:
    said = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
        b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    path = write("a.odt", odt("", **{"META-INF__manifest": said}))
    with pytest.raises(Encrypted, match="--password-file"):
        load(path)
    with pytest.raises(LoadError) as caught:
        load(path, Options(passwords=("x",)))
    assert caught.value.code == "encryption"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(""), "odt_blank"),
        (odt("<text:p>"), "odt_damaged"),
        (zipped({"mimetype": KIND, "x": b"y"}), "odt_damaged"),
        (zipped({"mimetype": KIND, "content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "odt_dtd"),
        (odt("<text:section>" * 200 + para("x") + "</text:section>" * 200), ""),
        (odt("<text:span>" * 230 + "x" + "</text:span>" * 230), "odt_blank"),
    ],
    ids=["blank", "damaged", "no-content", "dtd", "deep", "loose-words"],
)  # fmt: skip
def test_hostile_files(write: Write, data: bytes, code: str) -> None:
    if not code:
        assert load(write("a.odt", data)).text == "x"
        return
    with pytest.raises(LoadError) as caught:
        load(write("a.odt", data))
    assert caught.value.code == code


def test_spans_and_numbers_beyond_reason_do_not_fill_the_memory(text_of) -> None:
    many = 'table:number-columns-repeated="16384" table:number-columns-spanned="99999999"'
    cell = f"<table:table-cell {many}>{para('x')}</table:table-cell>"
    assert len(text_of(f"<table:table><table:table-row>{cell * 50}</table:table-row></table:table>")) < 5_000
    assert len(text_of(numbered(item(para("y"), start="99999999")) + para('<text:s text:c="99999999"/>z'))) < 1_000
