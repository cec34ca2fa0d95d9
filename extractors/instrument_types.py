"""The words for types of instruments, as one pattern in the cases in which they are written."""

from functools import cache

# Longer names first: `Thông tư liên tịch` before `Thông tư`. `Văn bản` and `Công văn` are types too: they carry numbers.
TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị quyết liên tịch", "Nghị quyết", "Nghị định thư", "Nghị định", "Sắc lệnh",
    "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư", "Thông tri", "Công văn", "Công điện", "Công thư",
    "Thông báo kết luận", "Thông báo", "Thông cáo", "Kế hoạch hành động", "Kế hoạch liên tịch", "Kế hoạch phối hợp", "Kế hoạch",
    "Chương trình hành động", "Chương trình phối hợp", "Chương trình", "Đề án", "Dự án", "Phương án", "Báo cáo", "Tờ trình", "Hướng dẫn liên ngành",
    "Hướng dẫn", "Quy chế phối hợp", "Quy chế", "Quy định", "Kết luận", "Văn bản hợp nhất", "Văn bản", "Biên bản", "Giấy mời", "Điều lệ", "Tuyên bố", "Điện",
)  # fmt: skip
CANONICAL = {"Công thư": "Công văn", "Thông tư liên bộ": "Thông tư liên tịch"}


@cache
def alternatives() -> str:
    """Regular-expression alternatives of all type words: as in TYPES, lower case, capitals; spaces may be line breaks."""
    forms: list[str] = []
    for name in TYPES:
        if name != "Điện":
            forms += [name, name.lower(), name.upper(), name.title(), name.title()[: len(name.split()[0])] + " " + name.split(" ", 1)[-1] if " " in name else name]
    unique = sorted(set(forms), key=len, reverse=True)
    return "|".join(f.replace(" ", r"\s+") for f in unique)


@cache
def _by_words() -> dict[str, str]:
    return {t.lower(): t for t in TYPES}


def type_of(words: str) -> str:
    """Name of the type that `words` stand for: `NGHỊ  QUYẾT` → `Nghị quyết`."""
    name = _by_words()[" ".join(words.lower().split())]
    return CANONICAL.get(name, name)
