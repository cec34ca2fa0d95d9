"""The article and nothing but the article, whatever the page around it is made of."""

import re
import unicodedata
from collections.abc import Callable

import pytest

from pipeline.loaders.html import read_html

TITLE = "Hà Nam giao Sở Y tế chủ trì kế hoạch tiêm chủng năm 2025"
DATE = "Thứ Hai, 04/08/2025 08:30"
LEAD = "UBND tỉnh vừa ban hành Kế hoạch số 12/KH-UBND về tiêm chủng mở rộng trên địa bàn tỉnh."
BODY = [
    "Theo Kế hoạch, Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo rà soát tiền sử tiêm chủng của trẻ trước ngày 30/6/2025.",
    "Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí thực hiện trong dự toán ngân sách năm 2025 theo quy định.",
    "UBND các huyện, thị xã, thành phố chỉ đạo trạm y tế xã, phường, thị trấn lập danh sách trẻ cần tiêm.",
    "Sở Thông tin và Truyền thông hướng dẫn hệ thống truyền thanh cơ sở tuyên truyền lợi ích của tiêm chủng, mỗi tuần ít nhất ba lần.",
    "Báo Hà Nam đưa tin.",
]
AUTHOR = "Minh Anh"

MENU = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(["Trang chủ", "Giới thiệu", "Tin tức", "Văn bản", "Liên hệ"]))
HEADLINES = ["Công bố đường dây nóng về thủ tục hành chính", "Lịch tiếp công dân của Chủ tịch UBND tỉnh", "Kiểm tra hồ chứa"]
NEWS = "".join(f'<li><a href="/tin/{n}">{name}</a> (0{n}/8/2025)</li>' for n, name in enumerate(HEADLINES, 1))
IMPRINT = """<p>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH HÀ NAM</p><p>Cơ quan chủ quản: UBND tỉnh Hà Nam. Giấy phép số 12/GP-TTĐT.</p>
    <p>Điện thoại: 0226.3852</p>"""
COMMENTS = "<p>Tôi thấy kế hoạch này rất thiết thực cho bà con vùng sâu, vùng xa của tỉnh, mong sớm thực hiện.</p>"
TEXT = "".join(f"<p>{line}</p>" for line in BODY) + f'<p style="text-align:right"><b>{AUTHOR}</b></p>'
HEAD = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - Cổng Thông tin điện tử tỉnh Hà Nam</title></head>'

MODERN = f"""{HEAD}<body>
<header><a href="/">Cổng</a><nav><ul>{MENU}</ul></nav></header>
<main class="main-with-sidebar">
  <div class="breadcrumb"><a href="/">Trang chủ</a> / Tin</div>
  <article>
    <header>
      <h1>{TITLE}</h1>
      <div class="meta"><time>{DATE}</time> <span>Lượt xem: 1.024</span> <a href="#">Bản in</a></div>
      <div class="share-buttons"><a href="#">Facebook</a><a href="#">Zalo</a></div>
    </header>
    <p class="sapo">{LEAD}</p>
    <div class="content">{TEXT}</div>
    <div class="tags">Từ khóa: <a href="/k">tiêm chủng</a></div>
  </article>
  <section class="box-comment"><h3>Bình luận (1)</h3>{COMMENTS}</section>
  <div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>{NEWS}</ul></div>
</main>
<aside><h3>Đọc nhiều</h3><ul>{NEWS}</ul></aside>
<footer>{IMPRINT}</footer>
</body></html>"""

# One form around everything, layout by table.
SHAREPOINT = f"""{HEAD}<body><form id="aspnetForm" action="x"><input type="hidden" value="abc">
<div id="s4-titlerow"><ul class="ms-core-listMenu-root">{MENU}</ul></div>
<table width="100%"><tr>
  <td><div class="ms-quickLaunch"><ul>{MENU}</ul></div><div>Đang truy cập: 25</div></td>
  <td><div class="ArticleTitle">{TITLE}</div><div class="ArticleDate">{DATE}</div><div class="ArticleSapo">{LEAD}</div>
    <div class="ArticleContent">{TEXT}</div><div class="TinKhac"><h3>Tin khác</h3><ul>{NEWS}</ul></div></td>
</tr></table>
<div id="footer">{IMPRINT}</div></form></body></html>"""

TABLES_WITHOUT_NAMES = f"""{HEAD}<body><table width="980" border="0">
<tr><td colspan="2"><a href="/">Trang chủ</a> | <a href="/a">Giới thiệu</a> | <a href="/b">Tin</a></td></tr>
<tr>
  <td width="180"><table>{"".join(f'<tr><td><a href="/m{n}">Chuyên mục {n}</a></td></tr>' for n in range(8))}</table></td>
  <td><table>
    <tr><td><b><font size="4">{TITLE}</font></b></td></tr><tr><td>{DATE}</td></tr><tr><td><b>{LEAD}</b></td></tr><tr><td>{TEXT}</td></tr>
    <tr><td><b>Các tin khác</b><ul>{NEWS}</ul></td></tr>
  </table></td>
</tr>
<tr><td colspan="2" align="center">{IMPRINT}</td></tr></table></body></html>"""

OPAQUE_NAMES = f"""{HEAD}<body>
<div class="c1"><ul>{MENU}</ul></div>
<div class="c3">
  <div class="c4"><h2>{TITLE}</h2><p>{DATE}</p><p>{LEAD}</p>{TEXT}</div>
  <div class="c7"><a href="#">In trang</a> <a href="#">Gửi email</a> <a href="#">Về đầu trang</a></div>
  <div class="c8"><h3>Các bài viết khác</h3><ul>{NEWS}</ul></div>
</div>
<div class="c9">{IMPRINT}</div></body></html>"""

TITLE_FAR_ABOVE = f"""{HEAD}<body>
<div id="menu"><ul>{MENU}</ul></div>
<div class="top"><h1>{TITLE}</h1><div>{DATE} | Lượt xem: 3</div><div>{LEAD}</div></div>
<div class="row"><div class="left"><ul class="sub-menu">{MENU}</ul></div><div class="right"><div class="text">{TEXT}</div></div></div>
<div class="footer">{IMPRINT}</div></body></html>"""

# The column that holds the article is called a sidebar.
MISNAMED = f"""{HEAD}<body>
<nav><ul>{MENU}</ul></nav>
<div class="sidebar-1"><h1>{TITLE}</h1><span class="date">{DATE}</span><p>{LEAD}</p><article>{TEXT}</article></div>
<div class="sidebar-2"><ul>{NEWS}</ul></div>
<footer>{IMPRINT}</footer></body></html>"""

PAGES = [MODERN, SHAREPOINT, TABLES_WITHOUT_NAMES, OPAQUE_NAMES, TITLE_FAR_ABOVE, MISNAMED]
NAMES = ["modern", "sharepoint", "tables_without_names", "opaque_names", "title_far_above", "misnamed"]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_title_date_lead_and_text_and_nothing_else(page: str) -> None:
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, DATE, LEAD, *BODY, AUTHOR]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_decomposed_pages_are_read_alike(page: str) -> None:
    assert read_html(unicodedata.normalize("NFD", page).encode()).text == read_html(page.encode()).text


PLAN_HEAD = """<table class="vb" border="0">
<tr><td><b>ỦY BAN NHÂN DÂN<br>TỈNH HÀ NAM</b></td><td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></td></tr>
<tr><td>Số: 12/KH-UBND</td><td>Hà Nam, ngày 3 tháng 1 năm 2025</td></tr></table>"""
PLAN_TITLE = "<p><b>KẾ HOẠCH</b></p>"
PLAN_FOOT = """<table><tr><td><b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: VT.</td>
<td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><br>Trần Văn Bình</td></tr></table>"""
HEAD_BLOCKS = [
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-UBND",
    "Hà Nam, ngày 3 tháng 1 năm 2025",
    "KẾ HOẠCH",
]
FOOT_BLOCKS = ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Trần Văn Bình"]


def test_head_and_foot_beside_the_body_belong_to_the_document() -> None:
    """Each part stands in an element of its own, and a list of other plans in the same column."""
    page = f"""{HEAD}<body><nav><ul>{MENU}</ul></nav><div class="col"><h1>{TITLE}</h1>
        <div>{PLAN_HEAD}</div><div>{PLAN_TITLE}</div><div>{TEXT}</div><div>{PLAN_FOOT}</div>
        <h3>Văn bản khác</h3><ul>{NEWS}{NEWS}</ul></div><footer>{IMPRINT}</footer></body></html>"""
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, *HEAD_BLOCKS, *BODY, AUTHOR, *FOOT_BLOCKS]


def test_a_page_without_chrome_is_read_whole() -> None:
    page = f"<html><head><title>x</title></head><body><div>{PLAN_HEAD}</div>{PLAN_TITLE}{TEXT}{PLAN_FOOT}<p>PHỤ LỤC</p></body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [*HEAD_BLOCKS, *BODY, AUTHOR, *FOOT_BLOCKS, "PHỤ LỤC"]


def test_a_list_of_linked_citations_inside_the_text_stays(read: Callable[[str], str]) -> None:
    cited = "".join(f'<p><a href="/{n}">Nghị định số {n}/2023/NĐ-CP ngày 0{n - 9}/4/2023 của Chính phủ</a></p>' for n in range(10, 18))
    text = read(f"<p>{BODY[0]}</p>{cited}<p>{BODY[1]}</p>")
    assert re.findall(r"Nghị định số (\d+)", text) == [str(n) for n in range(10, 18)]


def test_button_words_inside_the_text_stay(read: Callable[[str], str]) -> None:
    lines = [BODY[0], "Chia sẻ", "In trang", "Đăng tải trên Facebook", "Ý kiến bạn đọc", BODY[1]]
    assert read("".join(f"<p>{line}</p>" for line in lines)).split("\n\n") == lines


def test_the_declared_title_is_not_invented_into_the_text() -> None:
    head = '<head><title>Tên không ai thấy trên trang này</title><meta property="og:title" content="Tên khác"></head>'
    page = f"<html>{head}<body>{TEXT}</body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [*BODY, AUTHOR]


@pytest.mark.parametrize("clock", ["Thứ Bảy, 22/11/2025", "Hôm nay: 22/11/2025 10:15"])
def test_the_clock_of_the_portal_is_not_the_date(clock: str) -> None:
    page = OPAQUE_NAMES.replace('<div class="c1">', f'<div class="c0">{clock}</div><div class="c1">')
    assert clock not in read_html(page.encode()).text


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("Ngày đăng: 17/04/2025 09:42 | Lượt xem: 366 | <a href='#'>Bản in</a> | <a href='#'>Tải về</a>", "Ngày đăng: 17/04/2025 09:42"),
        ("<span>02/8/2025</span> <span>Lượt xem: 1.284</span> <span>Cỡ chữ: A+ A-</span>", "02/8/2025"),
        ("Ngày 4 tháng 8 năm 2025 Lượt xem: 3", "Ngày 4 tháng 8 năm 2025"),
        ("Cập nhật lúc 08:30, ngày 4 tháng 8 năm 2025", "Cập nhật lúc 08:30, ngày 4 tháng 8 năm 2025"),
    ],
)
def test_the_date_line_without_counters_and_buttons(shown: str, kept: str) -> None:
    page = f"{HEAD}<body><nav><ul>{MENU}</ul></nav><div><h1>{TITLE}</h1><div>{shown}</div>{TEXT}</div></body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, kept, *BODY, AUTHOR]


def test_a_greeting_beside_the_menu_is_not_the_article() -> None:
    greeting = "<p>Chào mừng quý vị đến với trang của tỉnh, chúc quý vị một ngày làm việc hiệu quả.</p>"
    page = f'{HEAD}<body><div class="menu">Trang chủ</div><div>{greeting}</div><div><h1>{TITLE}</h1>{TEXT}</div></body></html>'
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, *BODY, AUTHOR]


def test_the_category_above_the_heading_is_left_out() -> None:
    page = f"{HEAD}<body><div><div>Tin trong tỉnh</div><h1>{TITLE}</h1>{TEXT}</div></body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, *BODY, AUTHOR]


def test_a_heading_inside_the_document_cuts_nothing_off() -> None:
    page = f"{HEAD}<body>{PLAN_HEAD}<h1>{TITLE}</h1>{TEXT}</body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [*HEAD_BLOCKS[:-1], TITLE, *BODY, AUTHOR]


def test_the_imprint_goes_even_where_nothing_else_surrounds_the_article() -> None:
    page = f"{HEAD}<body><div><h1>{TITLE}</h1>{TEXT}</div><div>{IMPRINT}</div></body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, *BODY, AUTHOR]


@pytest.mark.parametrize("first", ["Cổng Thông tin điện tử của Ủy ban nhân dân tỉnh Hà Nam, vì nhân dân", "Tin tức và sự kiện nổi bật"])
def test_the_title_is_not_the_name_of_the_portal_or_of_a_rubric(first: str) -> None:
    head = f"<html><head><title>{first} - {TITLE}</title></head>"
    body = f"<h1>{first}</h1><nav><ul>{MENU}</ul></nav><div><h2>{TITLE}</h2></div><nav>x</nav><div>{TEXT}</div>"
    page = f"{head}<body>{body}</body></html>"
    assert read_html(page.encode()).text.split("\n\n") == [TITLE, *BODY, AUTHOR]
