"""How each document cites each instrument, and which documents leave out what most of their family cite."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.compare.citations import STATED, described, identified
from pipeline.compare.instruments import completed
from pipeline.compare.scope import province_order, select_documents, table

PLACE_COLUMNS = (
    "instrument_id", *STATED, "document_id", "source_path", "province", "n_mentions", "relations", "first_place", "first_start",
    "first_text",
)  # fmt: skip
GAP_COLUMNS = (
    "family", "instrument_id", *STATED, "n_citing", "n_members", "document_id", "source_path", "source_kind", "province", "basis",
)  # fmt: skip

_MEMBER = ("document_id", "source_path", "source_kind", "province", "basis")

MOST = 0.5
"""Share of a family's provinces that have to cite an instrument before leaving it out is worth a word (more than this)."""
LEAST_MEMBERS = 3
"""Provinces that a family needs for `most` to mean anything."""


def compare_places(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """How each document cites each instrument: one row for each pair.

    Reads documents, citations, instruments and sections.

    type … title  as in compare_citations
    relations     what the document does with it, the most frequent first, joined by `; `; null where no words say so
    first_place   `preamble`: before the first numbered heading, where the legal bases stand (Căn cứ), or cited as pursuant to;
                  `body`: only further down. An article has no preamble, but may say `căn cứ`
    first_start   code point of the first mention; first_text its words

    Rows: by path, then by the first mention. Raises UnknownProvinceError.
    """
    documents, _ = select_documents(tables, provinces)
    place = documents[["document_id", "source_path", "province", "source_kind"]].assign(_order=range(len(documents)))
    mentions = identified(table(tables, "citations").merge(place, on="document_id"))
    mentions = mentions.sort_values(["_order", "start"], kind="stable")
    bodies = _bodies(table(tables, "sections"), documents)
    mentions["_preamble"] = (mentions["relation"] == "pursuant") | (mentions["start"] < mentions["document_id"].map(bodies).fillna(0))
    groups = mentions.groupby(["document_id", "row"], sort=False)
    first = groups.first()
    result = pd.DataFrame(
        {
            "n_mentions": groups.size(),
            "relations": groups["relation"].agg(_by_frequency),
            "first_place": groups["_preamble"].any().map({True: "preamble", False: "body"}),
            "first_start": first["start"],
            "first_text": first["text"],
            "source_path": first["source_path"],
            "province": first["province"],
        }
    ).reset_index()
    result = result.join(described(mentions, table(tables, "instruments")), on="row")
    return result[list(PLACE_COLUMNS)].reset_index(drop=True)


def compare_gaps(tables: Mapping[str, pd.DataFrame], members: pd.DataFrame, *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """Who does not cite what most of the family cite: one row for each document and instrument that it leaves out.

    Reads documents, citations and instruments; `members` as from pipeline.compare.families.memberships.

    family         instrument that the family answers; its members are compared with each other
    type … title   of the instrument that is left out
    n_citing       provinces of the family that cite it, of n_members that have a document
    source_kind    a news summary may leave out what its plan cites: absent here is not absent there
    basis          how the document belongs to the family

    Rows: by family, the most cited instrument first, then by province. Only provinces of which no document in the family cites the
    instrument are named. Raises UnknownProvinceError.
    """
    _, wanted = select_documents(tables, provinces)
    documents, _ = select_documents(tables)  # the family is counted whole, whatever province is asked for
    mentions = table(tables, "citations")
    mentions = mentions[mentions["instrument_id"].notna()]
    known = completed(mentions, members["instrument_id"])
    mentions = mentions.assign(row=mentions["instrument_id"].map(known))
    words = described(mentions.assign(instrument_id=mentions["row"]), table(tables, "instruments"))
    cited = {str(key): set(group) for key, group in mentions.groupby("row")["document_id"]}
    place = documents.set_index("document_id")
    rows = []
    for family, group in members.groupby("instrument_id", sort=True):
        group = group[group["document_id"].isin(place.index) & group["province"].notna()]
        rows += _gaps_of(str(family), group, cited)
    result = pd.DataFrame(rows, columns=["family", "row", "n_citing", "n_members", *_MEMBER])
    result = result[result["province"].isin(wanted)].join(words, on="row")
    order = {name: k for k, name in enumerate(province_order(result["province"].tolist()))}
    result["_order"] = result["province"].map(order)
    keys = ["family", "n_citing", "row", "_order", "source_path"]
    return result.sort_values(keys, ascending=[True, False, True, True, True], kind="stable")[list(GAP_COLUMNS)].reset_index(drop=True)


def _gaps_of(family: str, members: pd.DataFrame, cited: Mapping[str, set[str]]) -> list[tuple[object, ...]]:
    """Rows of one family: who leaves out what."""
    by_province = members.groupby("province")["document_id"].agg(set).to_dict()
    if len(by_province) < LEAST_MEMBERS:
        return []
    rows = []
    for instrument, citing_documents in cited.items():
        citing = {province for province, own in by_province.items() if own & citing_documents}
        if MOST * len(by_province) < len(citing) < len(by_province):
            for row in members[~members["province"].isin(citing)].to_dict("records"):
                rows.append((family, instrument, len(citing), len(by_province), *(row[name] for name in _MEMBER)))
    return rows


def _bodies(sections: pd.DataFrame, documents: pd.DataFrame) -> dict[str, int]:
    """Where the body of each official document begins: its first heading with a number (I., Điều 1)."""
    official = set(documents.loc[documents["source_kind"] != "news", "document_id"])
    numbered = sections[sections["kind"].isin(["part", "heading"]) & sections["label"].notna() & sections["document_id"].isin(official)]
    return {str(key): int(value) for key, value in numbered.groupby("document_id")["start"].min().items()}


def _by_frequency(relations: pd.Series) -> str | None:
    counts = relations.dropna().value_counts()
    return "; ".join(sorted(counts.index, key=lambda one: (-counts[one], one))) or None
