"""Which documents answer which central instrument, so that like is compared with like."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from extractors.provinces import REFORM, Province, provinces
from pipeline.compare.inference import inferred_members
from pipeline.compare.instruments import completed, date_of, is_central, matching
from pipeline.compare.scope import made, named_documents, province_order, table
from pipeline.settings import FamilySetting, Settings

MEMBER_COLUMNS = ("instrument_id", "document_id", "source_path", "source_kind", "province", "basis", "n_shared")
COLUMNS = (
    "instrument_id", "type", "number", "issue_date", "issuer", "title", "n_documents", "n_provinces", "n_expected", "stated", "inferred",
    "set", "present", "missing",
)  # fmt: skip
BASES = ("set", "stated", "inferred")
"""set: in vnplans.toml; stated: the text says so; inferred: it shares tasks with stated members. The first that holds is given."""


def memberships(tables: Mapping[str, pd.DataFrame], settings: Settings | None = None) -> pd.DataFrame:
    """Members of the families, one row for each document in each family.

    Reads documents, implements, citations, evidence, tasks, task_agencies. A document is in every family whose instrument it says it
    carries out; only central instruments found families (a province's own plan for Quyết định 407 does not). A document that
    states no central instrument joins the family with which it shares most tasks, if they are enough (thresholds inferred_tasks and
    inferred_share). The central instrument's own text is no member.

    instrument_id  the family
    province       null where the document names none
    basis          set, stated or inferred
    n_shared       tasks that it shares with stated members, for an inferred one; else null

    Rows: by instrument, then by path.
    """
    settings = settings or Settings()
    documents = table(tables, "documents")
    stated = _stated(tables)
    inferred = _without(inferred_members(tables, stated, settings.thresholds), settings.families, tables)
    given = _set(tables, settings.families)
    rows = pd.concat([given, _without(stated, settings.families, tables), inferred], ignore_index=True)
    rows = rows.drop_duplicates(["instrument_id", "document_id"])
    place = documents[["document_id", "source_path", "source_kind", "province"]]
    rows = rows.merge(place, on="document_id").sort_values(["instrument_id", "source_path", "document_id"], kind="stable")
    rows["province"] = rows["province"].astype(object).where(rows["province"].notna(), None)
    return rows[list(MEMBER_COLUMNS)].reset_index(drop=True)


def compare_families(
    tables: Mapping[str, pd.DataFrame], settings: Settings | None = None, *, members: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The families, largest first. Reads what `memberships` reads, and instruments; `members` saves computing them again.

    type … title           what the corpus says of the instrument
    n_documents            members
    n_provinces            provinces of `present`
    n_expected             provinces that there were when the instrument was issued: 63, from 2025-07-01 on 34
    stated, inferred, set  members by basis
    present, missing       names of those provinces, joined by `; `. A merged province of today answers for those that it took in: Phú
                           Thọ of August 2025 for Phú Thọ, Hòa Bình and Vĩnh Phúc. `missing`: no document in the store, which does not
                           mean that the province has no plan
    """
    found = memberships(tables, settings) if members is None else members
    documents = table(tables, "documents").set_index("document_id")
    instruments = table(tables, "instruments").drop_duplicates("instrument_id").set_index("instrument_id")
    rows = [_family(str(key), rows, documents, instruments) for key, rows in found.groupby("instrument_id", sort=True)]
    result = made(COLUMNS, rows)
    order = ["n_provinces", "n_documents", "instrument_id"]
    return result.sort_values(order, ascending=[False, False, True], kind="stable").reset_index(drop=True)


def expected_provinces(day: str | None) -> list[Province]:
    """Provinces of the regime in force on a (partial) ISO date, by code: 34 from 2025-07-01 on, else 63; one row for each."""
    regime = "34" if day and day >= REFORM[: len(day)] and (len(day) > 4 or day > REFORM[:4]) else "63"
    by_code = {province.code: province for province in reversed(provinces()) if province.code.startswith(f"{regime}:")}
    return [by_code[code] for code in sorted(by_code)]


def present_provinces(expected: Sequence[Province], documents: pd.DataFrame) -> list[str]:
    """Those of `expected` that `documents` (rows of that table) are from, by name."""
    codes = {code for code in documents["province_code"] if isinstance(code, str)}
    is_new = np.array([isinstance(code, str) and code.startswith("34:") for code in documents["province_code"]], dtype=bool)
    merged = {name for name in documents["province_2025"][is_new] if isinstance(name, str)}
    if expected and expected[0].regime == "34":
        merged |= {name for name in documents["province_2025"] if isinstance(name, str)}
    return [province.name for province in expected if province.code in codes or province.province_2025 in merged]


def _family(instrument_id: str, rows: pd.DataFrame, documents: pd.DataFrame, instruments: pd.DataFrame) -> list[object]:
    known = instruments.loc[instrument_id] if instrument_id in instruments.index else None
    fields = ("type", "number", "issue_date", "issuer", "title")
    described = [None if known is None or pd.isna(known[name]) else known[name] for name in fields]
    expected = expected_provinces(described[2] or date_of(instrument_id))
    present = present_provinces(expected, documents.loc[rows["document_id"]])
    missing = [province.name for province in expected if province.name not in present]
    counts = rows["basis"].value_counts()
    bases = [int(counts.get(basis, 0)) for basis in ("stated", "inferred", "set")]
    names = ["; ".join(province_order(group)) for group in (present, missing)]
    return [instrument_id, *described, len(rows), len(present), len(expected), *bases, *names]


def _stated(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Members by what the texts say: the table implements, and the titles of plans that news articles report."""
    pairs = pd.concat([table(tables, "implements")[["instrument_id", "document_id"]], _in_reported_titles(tables)], ignore_index=True)
    pairs = pd.concat([pairs, _attached(tables, pairs)], ignore_index=True)
    known = completed(table(tables, "citations"), pairs["instrument_id"])
    pairs = pairs.assign(instrument_id=pairs["instrument_id"].map(known), basis="stated", n_shared=None).drop_duplicates()
    central = {key: is_central(key) for key in pairs["instrument_id"].unique()}
    return pairs[pairs["instrument_id"].map(central).astype(bool)].reset_index(drop=True)


def _attached(tables: Mapping[str, pd.DataFrame], pairs: pd.DataFrame) -> pd.DataFrame:
    """A plan carries out what the decision says that promulgates it."""
    plans = table(tables, "documents")[["document_id", "parent_document_id"]].dropna()
    of_decisions = plans.merge(pairs, left_on="parent_document_id", right_on="document_id", suffixes=("", "_of"))
    return of_decisions[["instrument_id", "document_id"]]


def _in_reported_titles(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Instruments named in the title of a reported plan: `Kế hoạch số 90/KH-UBND … về triển khai thực hiện Chỉ thị số 07/CT-TTg …`."""
    citations, evidence = table(tables, "citations"), table(tables, "evidence")
    flagged = [flags is not None and "reported_document" in tuple(flags) for flags in citations["flags"]]
    reported = citations[np.array(flagged, dtype=bool)]
    titles = evidence[(evidence["owner_table"] == "citations") & (evidence["field"] == "title")]
    spans = titles.merge(reported[["citation_id", "document_id"]], left_on="owner_id", right_on="citation_id")
    mentions = citations[["document_id", "instrument_id", "start"]]
    inside = spans[["document_id", "start", "end"]].merge(mentions, on="document_id", suffixes=("", "_of"))
    inside = inside[(inside["start"] <= inside["start_of"]) & (inside["start_of"] < inside["end"]) & inside["instrument_id"].notna()]
    # Only the first: `triển khai thực hiện Chỉ thị 07 … và các nội dung của Quyết định 407` carries out the directive.
    first = inside.sort_values(["document_id", "start_of"], kind="stable").drop_duplicates("document_id")
    return first[["instrument_id", "document_id"]]


def _instrument(setting: FamilySetting, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Identity of the instrument of a setting. One that nobody cites (an identity, spelled out) founds a family too."""
    cited = completed(table(tables, "citations")).values()
    found = matching(setting.instrument, table(tables, "instruments"), cited)
    return found or ([setting.instrument] if setting.instrument.startswith("/akn/") else [])


def _set(tables: Mapping[str, pd.DataFrame], families: Iterable[FamilySetting]) -> pd.DataFrame:
    documents = table(tables, "documents")
    pairs = [
        (instrument, document, "set", None)
        for family in families
        for instrument in _instrument(family, tables)
        for name in family.members
        for document in named_documents(documents, name)
    ]
    return pd.DataFrame(pairs, columns=["instrument_id", "document_id", "basis", "n_shared"], dtype=object)


def _without(rows: pd.DataFrame, families: Iterable[FamilySetting], tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`rows` without the documents that the settings exclude."""
    documents = table(tables, "documents")
    excluded = {
        (instrument, document)
        for family in families
        for instrument in _instrument(family, tables)
        for name in family.excluded
        for document in named_documents(documents, name)
    }
    keep = [pair not in excluded for pair in zip(rows["instrument_id"], rows["document_id"], strict=True)]
    return rows[np.array(keep, dtype=bool)]
