"""Known names that are whole agency phrases: what most phrases are, and quickly read.

`Sở Tài chính` is what the table says. `Phòng Kinh tế` may go on over commas, `các sở, ban, ngành` over more nouns, `cơ sở` over a word
that tells it apart: those are read by their patterns.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extractors import agency_words as words
from extractors.name_ends import GOING_ON
from extractors.verbs import verb_end

_WORD = re.compile(r"[^\W_]+")

QUALIFIED = ("doanh nghiệp", "công ty", "nhà mạng", "nhà máy", "cơ sở", "hợp tác xã", "trường", "tổ chức khoa học")
"""Kinds that a word of their own tells apart from others before the verb: `các doanh nghiệp logistics triển khai`."""

OF_A_TRADE = ("tổ chức", "đơn vị", "cơ quan", "doanh nghiệp", "cơ sở", "cá nhân", "chủ đầu tư", "công ty", "các tổ chức", "các cá nhân")
"""Groups that what they do tells apart: `các tổ chức cung ứng dịch vụ`."""


@cache
def _group_words() -> frozenset[str]:
    """Words of the patterns of groups. A name with a word of its own is no beginning of one."""
    return frozenset(_WORD.findall(" ".join(p.pattern for p in _groups())))


def _groups() -> tuple[re.Pattern[str], ...]:
    return words.departments(), words.committees(), words.generic()


def whole_names(flat: str, low: str, names: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Those of the known names that are phrases as they stand: start and end. `low` is `flat` in lower case."""
    closed = words.closed().match
    return {start: end for start, end in names if stands_alone(low[start:end]) and closed(flat, end)}


@lru_cache(maxsize=8192)
def stands_alone(name: str) -> bool:
    """Is the known name (lower case) one that no pattern before its tail reads on, whatever stands behind it?"""
    parts = _WORD.findall(name)
    return (
        " " in name.replace("tổ chức", "")
        and parts[0] not in words.DETERMINERS_OPEN
        and not any(name.startswith(kind) or kind.startswith(name) for kind in (*GOING_ON, *QUALIFIED, *OF_A_TRADE))
        and not name.endswith(("đơn vị", "cơ quan"))
        and not _group_words().issuperset(parts)
        and not any(pattern.match(name) for pattern in _groups())
        and verb_end(name, 0, len(name)) != len(name)  # `kiểm tra, thanh tra việc chấp hành`
    )
