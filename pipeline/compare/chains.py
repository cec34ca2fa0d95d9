"""From the centre down: a central instrument, and each province's own instrument that carries it out."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import pandas as pd

from pipeline.compare.instruments import completed, date_of, is_central
from pipeline.compare.scope import UNKNOWN_PROVINCE, province_order, select_documents, table

COLUMNS = (
    "central_id", "central_number", "central_date", "province", "local_id", "local_type", "local_number", "local_date", "days", "source",
    "document_id", "source_path", "start", "end",
)  # fmt: skip

_REACH = 320
"""Code points between a local plan and the central decision that its title names; titles of programmes are long."""


@cache
def _carries_out() -> re.Pattern[str]:
    # 150/KH-UBND, ngày 01/6/2022 | của UBND tỉnh về triển khai thực hiện Đề án “…” … theo | Quyết định số 407/QĐ-TTg
    return re.compile(
        r"[\s,]*(?:của\s[^.;“”\n]{0,60}?)?(?:(?:về|về việc|để|nhằm)\s+)?(?:triển khai|thực hiện|tổ chức thực hiện|cụ thể hóa)\s[^;\n]*",
        re.IGNORECASE,
    )


def compare_chains(
    tables: Mapping[str, pd.DataFrame], members: pd.DataFrame, texts: Mapping[str, str], *, provinces: Sequence[str] = ()
) -> pd.DataFrame:
    """Local chains: one row for each province's instrument that carries out a central one.

    Reads documents and citations. `members` as from pipeline.compare.families.memberships, `texts` by document_id.

    central_…, local_…  identity, number and date; a document of the store that has no number is local with its date alone
    days                from the central to the local date, where both are known to the day; else null
    source              `document`: the local instrument lies in the store and states (or is inferred or set) that it answers the
                        central one; `citation`: a document of the province says so in words (`Kế hoạch số 150/KH-UBND … thực hiện …
                        Quyết định số 407/QĐ-TTg`), and document_id, start and end name the first mention that does

    Rows: by central instrument, then province, then local date. A local instrument that is both is given as document.
    Raises UnknownProvinceError.
    """
    documents, wanted = select_documents(tables, provinces)
    documents = documents[documents["province"] != UNKNOWN_PROVINCE]
    known = completed(table(tables, "citations"), members["instrument_id"])
    numbers = _numbers(table(tables, "citations"), known)
    rows = pd.DataFrame(
        [*_from_documents(documents, members), *_from_citations(tables, documents, texts, known)], columns=list(COLUMNS), dtype=object
    )
    rows["central_number"] = rows["central_id"].map(numbers)
    rows["central_date"] = rows["central_id"].map(date_of)
    key = rows["local_number"].where(rows["local_number"].notna(), rows["document_id"])
    rows = rows.assign(_key=key, _rank=rows["source"].map({"document": 0, "citation": 1}))
    rows["_province"] = rows["province"].map({name: k for k, name in enumerate(province_order(wanted))})
    rows = rows.sort_values(["central_id", "_province", "_rank", "local_date", "source_path", "start"], kind="stable")
    rows = rows.drop_duplicates(["central_id", "province", "_key"])
    rows = rows.sort_values(["central_id", "_province", "local_date", "_rank"], kind="stable")
    rows = rows.astype(object).where(rows.notna(), None)
    rows["days"] = pd.array([_days(row["central_date"], row["local_date"]) for row in rows.to_dict("records")], dtype="Int64")
    return rows[list(COLUMNS)].reset_index(drop=True)


def _from_documents(documents: pd.DataFrame, members: pd.DataFrame) -> list[tuple[object, ...]]:
    """Members of families: the province's own answer, of a news article the plan that it reports."""
    joined = members[["instrument_id", "document_id"]].merge(documents, on="document_id")
    return [
        (row["instrument_id"], None, None, row["province"], None, row["doc_type"], row["number"], row["issue_date"], None, "document",
         row["document_id"], row["source_path"], None, None)
        for row in joined.to_dict("records")
        if row["number"] or row["issue_date"] or row["source_kind"] == "official"
    ]  # fmt: skip


def _from_citations(
    tables: Mapping[str, pd.DataFrame], documents: pd.DataFrame, texts: Mapping[str, str], known: Mapping[str, str]
) -> list[tuple[object, ...]]:
    """Local instruments that a document cites with the central one in their title: the next citation behind words for carrying out."""
    citations = table(tables, "citations")
    citations = citations[citations["instrument_id"].notna() & citations["document_id"].isin(documents["document_id"])]
    place = documents.set_index("document_id")[["province", "source_path", "number"]].to_dict("index")
    rows: list[tuple[object, ...]] = []
    for document_id, group in citations.sort_values("start", kind="stable").groupby("document_id", sort=False):
        mentions = group.to_dict("records")
        for local, central in pairwise(mentions):
            centre = known[central["instrument_id"]]
            if is_central(local["instrument_id"]) or not is_central(centre) or "reported_document" in tuple(local["flags"] or ()):
                continue
            between = texts.get(str(document_id), "")[local["end"] : central["start"]]
            own = place[str(document_id)]
            if 0 < len(between) <= _REACH and _carries_out().fullmatch(between):
                named = (local["instrument_id"], local["type"], local["number"], local["issue_date"])
                place_of = (document_id, own["source_path"], local["start"], local["end"])
                rows.append((centre, None, None, own["province"], *named, None, "citation", *place_of))
    return rows


def _numbers(citations: pd.DataFrame, known: Mapping[str, str]) -> dict[str, str]:
    """The number that most mentions give, by completed identity."""
    rows = citations[citations["instrument_id"].notna() & citations["number"].notna()]
    groups = rows.groupby(rows["instrument_id"].map(known))["number"]
    return {str(key): str(numbers.mode().iloc[0]) for key, numbers in groups}


def _days(central: object, local: object) -> int | None:
    if not (isinstance(central, str) and isinstance(local, str) and len(central) == len(local) == 10):
        return None
    return int((pd.Timestamp(local) - pd.Timestamp(central)).days)
