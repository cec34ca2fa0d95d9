"""Any text at all: every span shows its words, nothing is raised, and four times the text takes about four times the time."""

import gc
import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.document import read_document
from schemas import collapse
from schemas.mentions import Span

PIECES = (
    "Sở Y tế, ", "Sở Y tế; ", "Sở A, ", "Giao Sở Y tế ", "phối hợp với ", "chủ trì, phối hợp với Sở Nội vụ ", "các sở, ngành; ",
    "UBND xã Tân Thành, ", "rà soát văn bản", ". ", "; ", ":", ":\n", "\n", "\n\n", "\t", " ", "|", "| a | b |\n",
    "| TT | Nội dung | Cơ quan chủ trì |\n", "|---|---|\n", "(", ")", "“", "”", '"', "[", "**", "# a\n", "## ", "- ", "+ x\n", "1. ",
    "1.1. ", "a) ", "đ)", "i. ", "I. NHIỆM VỤ\n", "Điều 1. ", "Chương I\n", "PHỤ LỤC\n", "KẾ HOẠCH\n", "Căn cứ ", "Luật Báo chí",
    "Quyết định số 1/QĐ-TTg ngày 1/1/2020 ", "07/CT-TTg, ", "khoản 2 Điều 5 ", "sửa đổi, bổ sung ", "(sau đây gọi tắt là A)", "số ",
    "ngày 01 tháng 01 năm 2020", "trước ngày 10/12", "hằng năm", "Quý I/2026", "Thời gian thực hiện: ", "Kinh phí: ",
    "Cơ quan chủ trì: ", "Nơi nhận:\n", "- Như trên;\n", "TM. ỦY BAN NHÂN DÂN\n", "KT. CHỦ TỊCH\n",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "TỈNH CÀ MAU ", "tỉnh Cà Mau", "Ngày 24/11/2025, UBND tỉnh ban hành ", "…", "./.",
    "\u00ad", "\u200b", "\u00a0", "\u0301", "\u2028", "😀", "ﬁ", "İ", "ß", "\x0c", "<br>",
)  # fmt: skip
GROWING = (
    "Sở A, ", "Sở Y tế; ", "(Sở Y tế ", "“a” ", "1. A\n", "1.1.1. A:\n", "| a | b |\n", "| TT | Nội dung | Cơ quan chủ trì |\n", "a) ",
    "a) Rà soát\n", "đ)", "chủ trì, phối hợp với Sở Y tế, ", "Giao Sở Y tế chủ trì; ", "\n", "a\tb\tc\n", "KẾ HOẠCH\n",
    "Điều 1. Ban hành\n", "Căn cứ Luật Báo chí;\n", "07/CT-TTg, ", "số 07/CT-TTg ", "**a** ", "# a\n", "các sở, ngành; ",
    "Thời gian thực hiện: năm 2026.\n", "1. Sở Y tế:\na) Chủ trì rà soát (Luật Báo chí);\n",
)  # fmt: skip

repeated = st.builds(lambda piece, times: piece * times, st.sampled_from(PIECES), st.integers(2, 40))
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6) | repeated).map("".join)


def spans(text: str) -> Iterator[Span]:
    found = read_document(text)
    yield from found.sections
    for owner in [*found.citations, *found.agencies, *found.tasks, found.header]:
        if isinstance(owner, Span):
            yield owner
        yield from getattr(owner, "evidence", ())
        yield from getattr(owner, "agencies", ())


@settings(max_examples=150, deadline=None, derandomize=bool(os.environ.get("CI")))
@given(texts)
@example("")
@example("\u0301")
def test_every_span_of_any_text_shows_its_words(text: str) -> None:
    text = text.replace("\r", "")
    for span in spans(text):
        assert 0 <= span.start <= span.end <= len(text)
        assert span.text == collapse(text[span.start : span.end])


def seconds(text: str) -> float:
    gc.collect()
    begun = time.process_time()
    read_document(text)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", GROWING)
def test_time_grows_with_the_length(piece: str) -> None:
    """What is asked again for all that stands before, takes sixteen times as long for four times the text. A busy machine: up to nine."""
    short, long = (piece * (length // len(piece)) for length in (20_000, 80_000))
    once = seconds(short)
    assert seconds(long) < max(9 * once, 1.0) or seconds(long) < 9 * seconds(short)
