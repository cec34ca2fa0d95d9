"""What a web site says of a document above its text: the page's heading and its record (`Người ký: …`), where the text has lost these."""

import re
from functools import cache

from extractors.head_fields import Fields
from extractors.instrument_types import TYPES
from extractors.numbers import NUMBER, read_number
from extractors.outline import Outline
from extractors.signature import NAME
from schemas import collapse

_REACH = 1500
"""Code points from the top of the page in which its record stands."""


@cache
def _heading() -> re.Pattern[str]:
    """`Quyết định 612/QĐ-UBND năm 2020 về phê duyệt quy trình … do Ủy ban nhân dân tỉnh Vĩnh Long ban hành`."""
    types = "|".join(name.replace(" ", r"\s+") for name in TYPES)
    return re.compile(
        rf"(?:^|(?<=\n))[ ]*(?:{types})\s+(?:số\s+)?(?P<number>{NUMBER})(?:\s+(?:năm\s+)?(?:19|20)\d\d)?\s+(?:về\s+|V/v\s+)?"
        r"(?P<title>[^\W\d_][^\n|]{14,400}?)(?:\s+do\s+[^\n|]{3,80}?\s+ban\s+hành)?[ .]*(?=\n|$|\s+Số\s+hiệu(?!\w))"
    )


@cache
def _signed_by() -> re.Pattern[str]:
    return re.compile(rf"Người\s+ký\s*:?\s+(?P<name>{NAME}?)(?=[ ]*(?:\n|\s{{2,}}|$)|\s+(?:Ngày|Lĩnh|Trạng|Tình|Số|Loại|Nơi)\s)")


def put_page_record(outline: Outline, fields: Fields) -> None:
    """Title and signer from the page's own words, for those that the document's text does not state. Only beside the same number."""
    number = fields.values.get("number")
    if number is None or ("title" in fields.values and "signer" in fields.values):
        return
    top = outline.flat[:_REACH]
    same = [m for m in _heading().finditer(top) if read_number(m["number"]).canonical == number] if "title" not in fields.values else []
    if same:
        fields.put("title", collapse(outline.source[slice(*same[0].span("title"))]), same[0].span("title"), "page_heading")
    signed = _signed_by().search(top) if "Người ký" in top and "signer" not in fields.values else None
    if signed and "Số hiệu" in top:
        fields.put("signer", collapse(outline.source[slice(*signed.span("name"))]), signed.span("name"), "page_record")
