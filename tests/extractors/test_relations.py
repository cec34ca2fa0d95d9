"""Words of relations found by their beginnings are those that the pattern finds when it is tried at every place."""

import random
import re

import pytest

from extractors import relations

PHRASES = (
    "ban hành kèm theo", "ban hành theo", "kèm theo", "đính kèm theo", "sửa đổi, bổ sung một số điều của", "điều chỉnh, bổ sung",
    "sửa đổi khoản 2 Điều 5", "bổ sung các điểm a", "thay thế cho", "bãi bỏ toàn bộ", "hủy bỏ", "hướng dẫn thi hành", "quy định chi tiết",
    "phê duyệt", "ban hành", "triển khai", "thực hiện có hiệu quả", "thi hành", "hiệu lực thi hành", "cụ thể hóa", "tổ chức thực hiện",
    "quán triệt", "căn cứ vào", "theo quy định tại", "quy định của", "nêu tại", "trên cơ sở",
)  # fmt: skip
AMONG = (" ", ", ", " và ", " các ", "; ", "\n", "x", " Luật Đất đai ", " được ", "(")


def spans(found: list[re.Match[str]]) -> list[tuple[int, int, str | None]]:
    return [(m.start(), m.end(), m.lastgroup) for m in found]


@pytest.mark.parametrize("seed", range(40))
def test_words_are_found_where_they_begin(seed: int) -> None:
    rng = random.Random(seed)
    phrases = [*PHRASES, *(p.capitalize() for p in PHRASES)]
    text = "".join(rng.choice(phrases) + rng.choice(AMONG) for _ in range(40))
    found = list(relations._pattern().finditer(text))
    assert found
    assert spans(relations._said(text)) == spans(found)


def test_every_relation_has_a_phrase() -> None:
    kinds = {m.lastgroup for p in PHRASES for m in relations._pattern().finditer(p + " khoản 1 ")}
    assert kinds == {name for name, _ in relations._WORDS}
