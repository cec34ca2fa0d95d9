"""The words at the head and at the foot of every official document, by which it is known inside a page."""

import re

# CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM · CỘNG HOÀ … (both tone spellings) · Nơi nhận:
_EDGE = re.compile(r"c[ộô]ng\s+ho?[àòa]a?\s+xã\s+hội\s+chủ\s+nghĩa|nơi\s+nhận\s*:", re.IGNORECASE)

# Độc lập - Tự do - Hạnh phúc · TM. ỦY BAN NHÂN DÂN · KT. CHỦ TỊCH · (Đã ký)
_BESIDE_EDGE = re.compile(r"độc\s+lập\s*[-–—]\s*tự\s+do|^\s*(?:tm|kt|tl|tuq)\s*\.\s*\w|\(\s*đã\s+ký\s*\)", re.IGNORECASE | re.MULTILINE)


def is_edge(text: str) -> bool:
    """True for a block that begins with Quốc hiệu or with `Nơi nhận:`: whatever stands between the two belongs to the document."""
    return _EDGE.match(text.lstrip()) is not None


def holds_edge(text: str) -> bool:
    """True for a table cell of the head (Quốc hiệu beside the issuer) or the foot (Nơi nhận beside the signature)."""
    return _EDGE.search(text) is not None or _BESIDE_EDGE.search(text) is not None
