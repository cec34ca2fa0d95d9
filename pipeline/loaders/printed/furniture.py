"""What stands on the pages and is no part of the text: page numbers, running heads, electronic signatures."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.loaders.printed.lines import PrintedLine
from pipeline.loaders.printed.page import PrintedPage

_EDGE = 0.12
"""Share of the page at its top and bottom where running heads and page numbers stand."""

# 2 · - 2 - · Trang 2 · Trang 2/15 · 2 | Page
_PAGE_NUMBER = re.compile(r"[-–—\s|]*(?:trang|page)?\s*(?P<number>\d{1,4})\s*(?:/\s*(?P<of>\d{1,4}))?[-–—\s|]*", re.IGNORECASE)

# CÔNG BÁO/Số 327/Ngày 14-06-2026 108 · 30 CÔNG BÁO/Số 699 + 700/Ngày 14-6-2018
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG\s+BÁO\s*/\s*Số\s+[\d\s+]+/\s*Ngày\s+[\d\s/.-]+\d(?:\s+\d{1,4})?", re.IGNORECASE)

# Ký bởi: … · Người ký: … · Thời gian ký: 14/06/2026 10:21:05 +07:00 · Email: … · Cơ quan: … (of a signature's appearance)
_STAMP = re.compile(
    r"(?:(?:được\s+)?ký\s+(?:số\s+)?bởi|người\s+ký|(?:thời\s+gian|ngày|giờ)\s+ký|signature\s+(?:not\s+verified|valid)|digitally\s+signed|"
    r"signed\s+by|signing\s+time|đã\s+ký\s+số|số\s+văn\s+bản\s+đến)\s*:?",
    re.IGNORECASE,
)
_STAMP_FOLLOWS = re.compile(r"(?:e-?mail|cơ\s+quan|tổ\s+chức|chức\s+vụ|thời\s+gian|date|reason|location)\s*:|\+\s*07\s*[:']", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


def set_apart(pages: Sequence[PrintedPage]) -> tuple[str, ...]:
    """Take furniture out of the pages' lines. Returns it as it reads, each line once, without bare page numbers."""
    repeated = _repeated(pages)
    first = _first_number(pages)
    apart: dict[str, None] = {}
    for page in pages:
        kept: list[PrintedLine] = []
        in_stamp: PrintedLine | None = None
        for line in page.lines:
            text = line.text.strip()
            at_edge = _at_edge(page, line)
            if at_edge and first is not None and _number(line) == first + page.number:
                continue
            in_stamp = line if _is_stamp(text, line, in_stamp) else None
            if in_stamp or (at_edge and (_GAZETTE.fullmatch(text) or (_key(text), _zone(page, line)) in repeated)):
                apart[text] = None
                continue
            kept.append(line)
        page.lines = kept
        apart.update(dict.fromkeys(page.apart))
    return tuple(apart)


def _number(line: PrintedLine) -> int | None:
    """The number that a line consists of."""
    match = _PAGE_NUMBER.fullmatch(line.text.strip())
    return int(match["number"]) if match else None


def _first_number(pages: Sequence[PrintedPage]) -> int | None:
    """By how much the numbers printed on the pages differ from those of the file: 0, or more for a part of a gazette.

    A number at the edge of a page may belong to a table; what tells page numbers is that they go up with the pages.
    """
    seen: Counter[int] = Counter()
    for page in pages:
        numbers = (_number(line) for line in page.lines if _at_edge(page, line))
        seen.update({number - page.number for number in numbers if number is not None})
    if not seen:
        return None
    best, count = seen.most_common(1)[0]
    return best if count >= 2 or best == 0 else None


def _is_stamp(text: str, line: PrintedLine, before: PrintedLine | None) -> bool:
    """The first line of a signature's appearance, or one right below it that goes on with it."""
    if _STAMP.match(text):
        return True
    return before is not None and abs(line.y0 - before.y1) < 2 * line.height and _STAMP_FOLLOWS.search(text) is not None


def _repeated(pages: Sequence[PrintedPage]) -> set[tuple[str, str]]:
    """Lines at the edge of the page that come on most pages, numbers apart. Three pages at least, else nothing repeats."""
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    for page in pages:
        for key in {(_key(line.text), _zone(page, line)) for line in page.lines if _at_edge(page, line)}:
            seen[key] += 1
    return {key for key, count in seen.items() if count >= 3 and count > 0.4 * len(pages)}


def _at_edge(page: PrintedPage, line: PrintedLine) -> bool:
    return line.y1 < _EDGE * page.height or line.y0 > (1 - _EDGE) * page.height


def _zone(page: PrintedPage, line: PrintedLine) -> str:
    return "top" if line.y1 < page.height / 2 else "bottom"


def _key(text: str) -> str:
    return _SPACES.sub(" ", _DIGITS.sub("#", text)).strip()
