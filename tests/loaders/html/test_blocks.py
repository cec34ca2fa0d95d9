"""Blocks, line breaks, white space and what a reader does not see."""

from collections.abc import Callable

import pytest

from pipeline.loaders import LoadError
from pipeline.loaders.html import read_html

Read = Callable[[str], str]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Một</p><p>Hai</p>", "Một\n\nHai"),
        ("<h2>I. MỤC ĐÍCH</h2>Đoạn<div>Khối</div>đuôi", "I. MỤC ĐÍCH\n\nĐoạn\n\nKhối\n\nđuôi"),
        ("<p>Một\n   <b>dòng</b>&nbsp;&nbsp; dài </p>", "Một dòng dài"),
        ("<p>TM. ỦY BAN<br>CHỦ TỊCH<br/><br><br><br>Lê A</p>", "TM. ỦY BAN\nCHỦ TỊCH\n\nLê A"),
        ("<p>Số<span>:</span><span>12</span>/KH<b>-UBND</b></p>", "Số:12/KH-UBND"),
        ("<p>Một</p><p>&nbsp;</p><p> </p><p>Hai</p>", "Một\n\nHai"),
        ("<p>&ldquo;S&#7903; Y t&#x1EBF;&rdquo; &amp; &lt;x&gt;</p>", "“Sở Y tế” & <x>"),
        ("<p>Uy&#777; ban</p>", "Uỷ ban"),
        ("<pre>dòng  một\n  dòng hai</pre>", "dòng một\ndòng hai"),
        ('<p style="white-space: pre-line">một\nhai</p>', "một\nhai"),
        ('<p>a<span style="display:block">b</span>c</p>', "a\n\nb\n\nc"),
        ('<div style="display: inline">a</div><div style="display:inline">b</div>', "ab"),
        ("<dl><dt>Chủ trì</dt><dd>Sở Y tế</dd></dl>", "Chủ trì\n\nSở Y tế"),
        ("<p>Một<!-- ghi chú -->hai</p>", "Mộthai"),
    ],
)
def test_blocks_and_lines(read: Read, body: str, text: str) -> None:
    assert read(body) == text


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>var a = 'ẩn'</script>",
        "<style>p { color: red }</style>",
        "<noscript>ẩn</noscript>",
        "<template>ẩn</template>",
        '<span style="display:none">ẩn</span>',
        '<span style="color:red; visibility: hidden">ẩn</span>',
        "<p hidden>ẩn</p>",
        '<span class="sr-only">ẩn</span>',
        "<select><option>ẩn</option></select>",
        "<textarea>ẩn</textarea>",
        "<button>ẩn</button>",
        "<iframe>ẩn</iframe>",
        "<dialog>ẩn</dialog>",
    ],
)
def test_what_is_not_seen_is_not_read_and_what_follows_is(read: Read, unseen: str) -> None:
    assert " ".join(read(f"<div>trước {unseen} sau</div>").split()) == "trước sau"


@pytest.mark.parametrize(
    "seen", ['<span class="d-none d-md-block">x</span>', '<span style="displays:none">x</span>', "<dialog open>x</dialog>"]
)
def test_what_only_looks_hidden_is_read(read: Read, seen: str) -> None:
    assert "x" in read(seen)


def test_text_below_a_thousand_tags_is_read(read: Read) -> None:
    assert read("<font>" * 1000 + "<p>Sở Y tế</p>cuối") == "Sở Y tế\n\ncuối"


def test_a_page_that_cannot_be_read_whole_is_refused() -> None:
    with pytest.raises(LoadError, match="too deep"):
        read_html(("<p>đầu</p>" + "<div>" * 3000 + "mất").encode())


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><frameset></frameset></html>", "<html><body><script>x</script><img src=a></body></html>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(LoadError, match="shows no text"):
        read_html(page.encode())
