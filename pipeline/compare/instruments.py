"""Instruments as comparisons see them: central or local, named by number or identity, dated once in the corpus or not."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from extractors.agency_table import slugify
from extractors.data_files import rows
from extractors.folding import canonical
from extractors.provinces import provinces

_ID = re.compile(r"/akn/vn/act/(?P<type>[^/]+)/(?P<issuer>[^/]+)/(?P<date>[^/]+)/(?P<number>[^/]+)$")

_LOCAL = ("ubnd", "hdnd", "hddnd", "tu", "tinh-uy", "thanh-uy", "ban-thuong-vu-tinh-uy", "ban-thuong-vu-thanh-uy", "so", "chu-tich-ubnd")
"""First parts of issuers in the provinces that no number's letters give (`của Tỉnh ủy`)."""


@cache
def _issuer_slugs(level: str) -> frozenset[str]:
    """Issuers of a level; letters that a central and a provincial body share are central (BTC is not Ban Tổ chức of a province)."""
    slugs = {at: {row["slug"] for row in rows("issuers.csv") if row["level"] == at} for at in ("trung-uong", "tinh")}
    return frozenset(slugs[level] - (slugs["trung-uong"] if level == "tinh" else set()))


@cache
def _province_endings() -> tuple[str, ...]:
    return tuple(sorted({f"-{slugify(province.name)}" for province in provinces()}))


def is_central(instrument_id: str) -> bool:
    """Was the instrument issued for the whole country? `ttg`, `bo-chinh-tri`, not `ubnd-thanh-hoa`; not `khac`, whose issuer is unknown."""
    match = _ID.match(instrument_id)
    if match is None or match["issuer"] == "khac":
        return False
    issuer = match["issuer"]
    if issuer in _issuer_slugs("trung-uong"):
        return True
    local = issuer in _issuer_slugs("tinh") or any(issuer == first or issuer.startswith(f"{first}-") for first in _LOCAL)
    return not local and not issuer.endswith(_province_endings())


def completed(citations: pd.DataFrame, others: Iterable[str] = ()) -> dict[str, str]:
    """The identity that each one stands for: `…/ttg/undated/7` and `…/ttg/2023/7` are `…/ttg/2023-03-21/7` where the corpus dates only one.

    Takes the identities in `citations` (the table) and `others`. Two directives of one number (07/CT-TTg of 2023 and of 2025) leave an
    undated mention open. A law by bare name in an undated article is the one version that other documents mean by the name.
    """
    ids = sorted({*citations["instrument_id"].dropna(), *others})
    parts = {key: match for key in ids if (match := _ID.match(key))}
    dated: dict[tuple[str, str, str], list[str]] = {}
    for key, match in parts.items():
        if len(match["date"]) == 10:
            dated.setdefault((match["type"], match["issuer"], match["number"]), []).append(key)
    by_name = _dated_by_name(citations, parts)
    found = {}
    for key in ids:
        match = parts.get(key)
        full = dated.get((match["type"], match["issuer"], match["number"]), []) if match else []
        date = "" if match is None or match["date"] == "undated" else match["date"]
        fitting = [one for one in full if parts[one]["date"].startswith(date)] or (by_name.get(key, []) if not date else [])
        found[key] = fitting[0] if len(fitting) == 1 else key
    return found


def _dated_by_name(citations: pd.DataFrame, parts: Mapping[str, re.Match[str]]) -> dict[str, list[str]]:
    """Dated identities of the same bare name, by identity: `Luật Báo chí` → the law of 2016, perhaps another of 1989."""
    named = citations[citations["number"].isna() & citations["title"].notna() & citations["instrument_id"].notna()]
    pairs = {(key, canonical(title)) for key, title in zip(named["instrument_id"], named["title"], strict=True)}
    dated: dict[str, list[str]] = {}
    for key, title in sorted(pairs):
        if key in parts and parts[key]["date"] != "undated":
            dated.setdefault(title, []).append(key)
    return {key: dated.get(title, []) for key, title in pairs}


def date_of(instrument_id: str) -> str | None:
    """Date of issue in an identity, ISO, cut to what is known; None where it is not dated."""
    match = _ID.match(instrument_id)
    return match["date"] if match and match["date"] != "undated" else None


def matching(wanted: str, instruments: pd.DataFrame, instrument_ids: Iterable[str]) -> list[str]:
    """Those of `instrument_ids` that `wanted` names: an identity, or a number as people write it (`07/CT-TTg`, `Quyết định số 407/qđ-ttg`).

    `instruments` is the table of that name. Sorted; a number may belong to several.
    """
    ids = sorted(set(instrument_ids))
    if wanted in ids:
        return [wanted]
    key = _number_key(wanted)
    numbers: Mapping[str, str] = dict(zip(instruments["instrument_id"], instruments["number"], strict=True)) if len(instruments) else {}
    return [one for one in ids if key and numbers.get(one) and _number_key(numbers[one]) == key]


def _number_key(text: str) -> str:
    """`Chỉ thị số 07/CT-TTg` → `7/ct-ttg`."""
    match = re.search(r"(?<!\w)0*(\d[\w.]*[/-].*)$", canonical(text))
    return match[1].replace(" ", "") if match else ""


def is_text_of(instrument_id: str, number: object, day: object) -> bool:
    """Is a document with this number and date the instrument itself? `07/CT-TTg` of 2025-03-14 is …/ttg/2025-03-14/7."""
    match = _ID.match(instrument_id)
    if match is None or not isinstance(number, str) or match["date"] != day:
        return False
    run = re.match(r"0*(\d+\w*)", number)
    return match["number"] in (slugify(number), slugify(run[1]) if run else "")
