"""Which province cites which instrument, and how often."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.compare.instruments import completed
from pipeline.compare.scope import UNKNOWN_PROVINCE, select_documents, table

STATED = ("type", "number", "issue_date", "issuer", "title")
COLUMNS = ("instrument_id", *STATED, "n_provinces", "n_mentions")
"""Columns before those of the provinces."""


def compare_citations(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """Instruments × provinces: how many mentions the documents of a province have.

    Reads the tables documents, citations and instruments. Columns: those of COLUMNS, then one for each province in alphabetical
    order (in the order of `provinces` where it names some) with the number of mentions, 0 where there is none. Documents without a
    province count under `?`, which is no province for `n_provinces`.

    type … title   what the whole corpus says of the instrument; of an unresolved one, what its mentions say
    instrument_id  null where the mentions are unresolved. Such mentions share a row only if all that they state is the same, and
                   those that state neither issuer nor title only within a province: Kế hoạch 85/KH-UBND is another one elsewhere

    Rows: most provinces first, then most mentions, then type and number. Raises UnknownProvinceError.
    """
    documents, columns = select_documents(tables, provinces)
    mentions = identified(table(tables, "citations").merge(documents[["document_id", "province"]], on="document_id"))
    counts = mentions.groupby(["row", "province"]).size().unstack(fill_value=0).reindex(columns=columns, fill_value=0)
    known = [name for name in columns if name != UNKNOWN_PROVINCE]
    totals = pd.DataFrame({"n_provinces": (counts[known] > 0).sum(axis=1), "n_mentions": counts.sum(axis=1)})
    words = described(mentions, table(tables, "instruments")).reindex(counts.index)
    result = pd.concat([words, totals.astype("int64"), counts.astype("int64")], axis=1)
    ascending = [False, False, True, True, True]
    return result.sort_values(["n_provinces", "n_mentions", "type", "number", "row"], ascending=ascending).reset_index(drop=True)


def identified(mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions with `row`: the instrument_id, completed (pipeline.compare.instruments), else a key made of what the mention states."""
    mentions = mentions.assign(instrument_id=mentions["instrument_id"].map(completed(mentions)).astype(object))
    stated = mentions[list(STATED)].astype(object).where(mentions[list(STATED)].notna(), "")
    local = (stated["issuer"] == "") & (stated["title"] == "")
    key = stated.assign(province=mentions["province"].where(local, "")).agg("\x1f".join, axis=1) if len(mentions) else ""
    return mentions.assign(row=mentions["instrument_id"].where(mentions["instrument_id"].notna(), key))


def described(mentions: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """By row: instrument_id and what is stated; the table of instruments comes before the first mention."""
    from_mentions = mentions.drop_duplicates("row").set_index("row")[["instrument_id", *STATED]]
    from_table = instruments.drop_duplicates("instrument_id").set_index("instrument_id", drop=False)[["instrument_id", *STATED]]
    both = pd.concat([from_table[from_table.index.isin(from_mentions.index)], from_mentions])
    words = both[~both.index.duplicated()].astype(object)
    return words.where(words.notna(), None)
