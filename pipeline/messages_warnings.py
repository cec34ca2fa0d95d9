"""What was odd about reading a document: a sentence in Vietnamese and in English for each code.

Codes are stable and stand in `documents.warnings`, with their values behind them (`ocr_pages pages=1-3`): `warned` writes them, `told` puts
them into words.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal
from urllib.parse import quote, unquote

WARNINGS: dict[str, tuple[str, str]] = {
    # The file
    "misnamed": ("tên tệp có đuôi {suffix} nhưng nội dung là {format}", "the name ends in {suffix} but the content is {format}"),
    "embedded_unread": ("văn bản nhúng một tệp khác, tệp đó không được đọc", "the document embeds another file, which is not read"),
    # Letters
    "cut_short": (
        "tệp kết thúc giữa một chữ: có lẽ chưa được chép hết",
        "the file ends in the middle of a letter: perhaps it was not copied whole",
    ),
    "letters_lost": ("{n} chữ bị hỏng trong tệp, hiện thành \ufffd", "{n} letters are broken in the file and shown as \ufffd"),
    "decoded": ("{n} đoạn được chuyển mã từ {encoding}", "{n} paragraphs were decoded from {encoding}"),
    "glyphs_repaired": (
        "{n} dòng có chữ sai (Ƣ thay cho Ư, Õ thay cho Ò) đã được sửa",
        "wrong letters (Ƣ for Ư, Õ for Ò) were set right in {n} lines",
    ),
    # Scans
    "ocr_pages": ("trang đọc bằng OCR: {pages}", "pages read by OCR: {pages}"),
    "ocr_poor": ("trang mà OCR đọc kém: {pages}", "pages that OCR read badly: {pages}"),
    "pages_unread": (
        "trang không có chữ đọc được nên bị bỏ: {pages}; OCR có thể đọc (xem vnplans formats)",
        "pages without readable text, left out: {pages}; OCR may read them (see vnplans formats)",
    ),
    # Word 97
    "numbers_lost": (
        "{n} đoạn mất số thứ tự tự động; LibreOffice đọc được (xem vnplans formats)",
        "the automatic numbers of {n} paragraphs are missing; LibreOffice reads them (see vnplans formats)",
    ),
    "boxes_moved": (
        "chữ trong {n} khung văn bản đứng ở cuối; LibreOffice biết chỗ của chúng (xem vnplans formats)",
        "the words of {n} text boxes stand at the end; LibreOffice knows their places (see vnplans formats)",
    ),
    "libreoffice_failed": ("LibreOffice không chuyển được tệp này", "LibreOffice could not convert the file"),
    # The head of the document
    "number_blank": ("số của văn bản để trống", "the document's number is left blank"),
    "date_partial": ("ngày ban hành chưa đủ", "the date of issue is partial"),
    "province_from_text": (
        "tỉnh không có trong phần đầu văn bản: lấy tỉnh duy nhất được nhắc đến",
        "the head names no province: it is the only one that the text names",
    ),
    "province_of_decision": (
        "tỉnh là của quyết định mà văn bản này kèm theo",
        "the province is that of the decision to which the document is attached",
    ),
}

_ENCODINGS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viqr": "VIQR"}
_MOJIBAKE = ("UTF-8 bị đọc nhầm thành Windows-1252", "UTF-8 that was read as Windows-1252")


def warned(code: str, **values: object) -> str:
    """A warning as it stands in the tables: its code, and its values as `key=value`. Raises KeyError for a code without words."""
    assert WARNINGS[code]
    return " ".join([code, *(f"{key}={quote(str(value), safe=',-./')}" for key, value in values.items())])


def told(lang: Literal["vi", "en"], warning: str) -> str:
    """A warning in words; as it is where the program does not know the code (any more)."""
    code, *pairs = warning.split(" ")
    values = {key: unquote(value) for key, _, value in (pair.partition("=") for pair in pairs)}
    number = ("vi", "en").index(lang)
    if "encoding" in values:
        name = values["encoding"]
        values["encoding"] = _MOJIBAKE[number] if name == "mojibake" else _ENCODINGS.get(name, name)
    try:
        return WARNINGS[code][number].format(**values)
    except (KeyError, ValueError, IndexError):
        return warning


def ranges(numbers: Iterable[int]) -> str:
    """Numbers going up, in short: `1-3,7`."""
    out = []
    for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        members = [number for _, number in group]
        out.append(f"{members[0]}-{members[-1]}" if len(members) > 1 else f"{members[0]}")
    return ",".join(out)
