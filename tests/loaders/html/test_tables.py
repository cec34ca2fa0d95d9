"""Tables: rows where rows mean something, blocks where the table only places them."""

from collections.abc import Callable

import pytest

Read = Callable[[str], str]


def test_a_data_table_is_rows_of_cells(read: Read) -> None:
    body = """<table border=1><tr><th>TT<th>Nhiệm vụ<tr><td>1<td>Rà soát  <br> hồ sơ
        <tr><td>2<td><p>Số hóa</p><p>sổ hộ tịch</p></table><p>Sau</p>"""
    assert read(body) == "| TT | Nhiệm vụ |\n| 1 | Rà soát hồ sơ |\n| 2 | Số hóa sổ hộ tịch |\n\nSau"


def test_a_cell_over_rows_stands_in_each_of_them(read: Read) -> None:
    body = """<table border="1"><tr><td>1</td><td rowspan="3">Công an tỉnh</td><td>a</td></tr>
        <tr><td>2</td><td>b</td></tr><tr><td>3</td><td>c</td></tr><tr><td>4</td><td>Sở Y tế</td><td>d</td></tr></table>"""
    assert read(body) == "| 1 | Công an tỉnh | a |\n| 2 | Công an tỉnh | b |\n| 3 | Công an tỉnh | c |\n| 4 | Sở Y tế | d |"


def test_a_cell_over_columns_stands_once(read: Read) -> None:
    body = "<table border=1><tr><td>TT<td>Việc<td>Cơ quan<tr><td colspan=3>I. Nhóm một<tr><td>1<td colspan=2>Chung</table>"
    assert read(body) == "| TT | Việc | Cơ quan |\n| I. Nhóm một |  |  |\n| 1 | Chung |  |"


def test_rows_and_columns_spanned_at_once(read: Read) -> None:
    body = "<table border=1><tr><td colspan=2 rowspan=2>A<td>b<tr><td>c<tr><td>d<td>e<td>f</table>"
    assert read(body) == "| A |  | b |\n| A |  | c |\n| d | e | f |"


def test_a_cell_hangs_to_the_end_of_its_group_only(read: Read) -> None:
    body = "<table><thead><tr><th rowspan=2>TT<th>Việc</thead><tbody><tr><td>1<td>Rà soát<tr><td rowspan=0>2<td>a<tr><td>b</tbody></table>"
    assert read(body) == "| TT | Việc |\n| 1 | Rà soát |\n| 2 | a |\n| 2 | b |"


def test_bars_and_empty_rows(read: Read) -> None:
    assert read("<table border=1><tr><td>A|B<td>c<tr><td><td>&nbsp;<tr><td><td>d</table>") == "| A¦B | c |\n|  | d |"


def test_a_caption_and_a_list_in_a_cell(read: Read) -> None:
    body = "<table border=1><caption>Phụ lục</caption><tr><td>1<td><ul><li>Sở Y tế<li>Sở Nội vụ</ul></table>"
    assert read(body) == "Phụ lục\n\n| 1 | - Sở Y tế - Sở Nội vụ |"


def test_huge_spans_do_no_harm(read: Read) -> None:
    text = read("<table border=1>" + "<tr><td colspan=65000 rowspan=65000>a<td>b" * 300 + "</table>")
    assert text.count("\n") == 299 and len(text) < 500_000 and text.count("b") == 300


HEAD = """<tr><td>UBND TỈNH A<br>-------</td><td>{motto}<br>Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 1/KH-UBND</td><td>A, ngày 2 tháng 3 năm 2025</td></tr>"""
MOTTOS = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng  hoà xã hội chủ nghĩa Việt Nam"]


@pytest.mark.parametrize("motto", MOTTOS)
@pytest.mark.parametrize("table", ["<table>", '<table border="1">', '<table class="MsoTableGrid" border="1">'])
def test_the_head_of_a_document_is_no_data(read: Read, table: str, motto: str) -> None:
    text = read(table + HEAD.format(motto=motto) + "</table>")
    motto = " ".join(motto.split())
    assert text == f"UBND TỈNH A\n-------\n\n{motto}\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 1/KH-UBND\n\nA, ngày 2 tháng 3 năm 2025"


def test_the_foot_of_a_document_is_no_data(read: Read) -> None:
    body = """<table border=1><tr><td><b>Nơi nhận:</b><br>- Như Điều 3;<br>- Lưu: VT.</td>
        <td>TM. ỦY BAN<br>CHỦ TỊCH<br><br>Lê A</td></tr></table>"""
    assert read(body) == "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\nTM. ỦY BAN\nCHỦ TỊCH\n\nLê A"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Một</td><td>Hai</td></tr></table>",
        "<table border=1><tr><td>Một</td></tr><tr><td>Hai</td></tr></table>",
        '<table border="1" style="border-color: #ffffff"><tr><td>Một</td><td>Hai</td></tr></table>',
        "<table border=1><tr><td>Một</td><td></td></tr><tr><td>Hai</td><td>&nbsp;</td></tr></table>",
        "<table class='no-border'><tr><td>Một</td><td>Hai</td></tr></table>",
        "<table><tr><td><table border=0><tr><td>Một</td></tr></table></td><td>Hai</td></tr></table>",
    ],
)
def test_tables_that_only_place_things(read: Read, body: str) -> None:
    assert read(body) == "Một\n\nHai"


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><thead><tr><td>A</td><td>B</td></tr></thead><tr><td>c</td><td>d</td></tr></table>",
        "<table class='table table-bordered'><tr><td>A</td><td>B</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td style='border:solid windowtext 1.0pt'>A</td><td>B</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td>A</td><td>B</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_tables_that_hold_data(read: Read, body: str) -> None:
    assert read(body) == "| A | B |\n| c | d |"


def test_three_columns_hold_data_even_with_paragraphs_in_cells(read: Read) -> None:
    body = "<table><tr><td>1<td><p>a</p><p>b</p><td>Sở Y tế<tr><td>2<td>c<td>Sở Nội vụ</table>"
    assert read(body) == "| 1 | a b | Sở Y tế |\n| 2 | c | Sở Nội vụ |"


@pytest.mark.parametrize("frame", ["<table border=0>{0}</table>", "<table border=1>{0}<tr><td>Ba<td><table><tr><td>x</table></table>"])
def test_the_frame_of_a_page_is_no_data(read: Read, frame: str) -> None:
    rows = f"<tr><td>Trang chủ</td><td>{'Sở Y tế chủ trì. ' * 300}</td></tr><tr><td>Hai</td><td>đuôi</td></tr>"
    assert "|" not in read(frame.format(rows))


def test_a_long_cell_of_a_table_with_borders_is_data(read: Read) -> None:
    assert read(f"<table border=1><tr><td>1</td><td>{'Sở Y tế chủ trì. ' * 300}</td></tr></table>").startswith("| 1 | Sở Y tế")


def test_text_between_the_rows_is_not_lost(read: Read) -> None:
    assert read("<table border=1><tr><td>Một</td><td>Hai</td></tr><p>Ba</p></table>").split("\n\n") == ["Một", "Hai", "Ba"]
