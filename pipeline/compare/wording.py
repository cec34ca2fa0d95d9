"""The wording of a task as the comparison sees it: one spelling, without what differs between provinces by nature.

>>> mask("Báo Bình Dương đăng Kế hoạch số 85/KH-UBND ngày 19/5/2022 của UBND tỉnh")
'báo đăng kế hoạch của ủy ban nhân dân tỉnh'
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import pandas as pd

from extractors.folding import fold, lower
from extractors.numbers import NUMBER
from extractors.provinces import find_names

_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc", "tthc": "thủ tục hành chính",
    "cntt": "công nghệ thông tin", "qppl": "quy phạm pháp luật", "tt&tt": "thông tin và truyền thông", "gd&đt": "giáo dục và đào tạo",
    "kh&cn": "khoa học và công nghệ", "kh&đt": "kế hoạch và đầu tư", "cbccvc": "cán bộ công chức viên chức",
}  # fmt: skip
"""What plans abbreviate as often as they spell it out, so that both spellings share their syllables."""


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})(?!\w)")


@cache
def _quoted() -> re.Pattern[str]:
    # Đề án “Tổ chức truyền thông chính sách …”: a title says which programme, not what to do. Short quotes are words (“4 tại chỗ”).
    return re.compile(r"“[^“”]{15,400}”|\"[^\"“”]{15,400}\"|«[^«»]{15,400}»")


@cache
def _number() -> re.Pattern[str]:
    # số 07/CT-TTg · 07/CTTTg · 152/2005/QĐ-TTg · 35-NQ/TW
    return re.compile(rf"(?:(?<!\w)[Ss]ố\s*:?\s*)?(?<![\w/]){NUMBER}(?![\w/])")


@cache
def _date() -> re.Pattern[str]:
    return re.compile(
        # Not inside a number: 09/2017/NĐ-CP
        r"""(?<![\w/.-])(?:
            (?:ngày\s*)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}           # ngày 21/3/2023, 21-3-2023
          | (?:ngày[\s\d.…_]*)?tháng[\s\d.…_]*năm[\s\d.…_]+                 # ngày 10 tháng 12 năm 2023, ngày … tháng … năm 2023
          | ngày\s*\d{1,2}(?:\s*tháng\s*\d{1,2}|\s?/\s?\d{1,2})?            # ngày 10 tháng 12, ngày 15/12, ngày 20
          | tháng\s*\d{1,2}(?:\s?[/-]\s?\d{4})?                             # tháng 6/2025, tháng 6
          | quý\s*(?:[1-4]|i{1,3}|iv)(?:\s?/\s?\d{4}|\s+năm\s+\d{4})?       # quý II/2024, quý 4 năm 2025
          | (?:năm\s*)?(?:19|20)\d{2}(?:\s?-\s?(?:19|20)\d{2})?             # năm 2025, 2022 - 2027
        )(?![\w/-])""",
        re.VERBOSE | re.IGNORECASE,
    )


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted({fold(n) for n in names if n.strip()}, key=lambda n: (-len(n), n)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return text


def _without_provinces(text: str) -> str:
    """Only names with their capitals: `người Việt Nam định cư ở nước ngoài` is not about Nam Định."""
    kept, at = [], 0
    for start, end, _ in find_names(lower(text)):
        if all(word[0].isupper() for word in re.findall(r"\w+", text[start:end])):
            kept.append(text[at:start])
            at = end
    return " ".join([*kept, text[at:]])


def _masked(text: str, agencies: Iterable[str]) -> str:
    """`text` in lower case with its punctuation, without what `mask` leaves out."""
    text = fold(unicodedata.normalize("NFC", text))
    text = _quoted().sub(" ; ", _without(text, agencies))
    text = _number().sub(" ", _date().sub(" ", text))
    return _abbreviation_pattern().sub(lambda m: _ABBREVIATIONS[m[0]], lower(_without_provinces(text)))


def mask(text: str, *, agencies: Iterable[str] = ()) -> str:
    """Syllables of `text` in lower case, separated by single spaces.

    Left out are the names in `agencies` (as written: whom the task names is compared apart from what it asks), names of provinces,
    quoted titles, numbers of instruments and dates. Abbreviations are spelt out. May be empty.
    """
    return " ".join(re.findall(r"\w+", _masked(text, agencies)))


def phrases(text: str, *, agencies: Iterable[str] = ()) -> list[str]:
    """What `mask` gives, cut where the text has punctuation: `nghiệp vụ, kỹ năng` are two phrases. Empty ones are left out."""
    parts = (" ".join(re.findall(r"\w+", part)) for part in re.split(r"[^\w\s]+", _masked(text, agencies)))
    return [part for part in parts if part]


def shorten(text: str, length: int) -> str:
    """At most `length` characters of a text, cut between words, with `…` where something is left out and no stop at the end."""
    text = text.rstrip(" ./;,")
    return text if len(text) <= length else (text[:length].rpartition(" ")[0] or text[: length - 1]).rstrip(" .;,") + "…"


def wordings_of(tasks: pd.DataFrame, task_agencies: pd.DataFrame) -> list[str]:
    """Masked wording of each row of the table tasks; the agencies of a task are those that `task_agencies` names for it."""
    named = task_agencies[task_agencies["task_id"].isin(tasks["task_id"])].groupby("task_id")["text"].agg(tuple).to_dict()
    return [mask(text, agencies=named.get(task, ())) for task, text in zip(tasks["task_id"], tasks["text"], strict=True)]
