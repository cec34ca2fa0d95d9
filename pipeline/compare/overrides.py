"""The tables as the settings state them: provinces of documents, agencies by the words used for them."""

from collections.abc import Mapping

import pandas as pd

from extractors.agency_table import agencies, slugify
from extractors.folding import canonical
from extractors.provinces import at_date, provinces
from pipeline.compare.scope import named_documents, province_key, table
from pipeline.settings import Settings


def overridden(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables with what `settings` states in place of what was extracted. The store itself is not changed."""
    result = dict(tables)
    if settings.provinces:
        result["documents"] = _with_provinces(table(tables, "documents"), settings.provinces)
    if settings.aliases:
        ids = {canonical(words): agency_id(named) for words, named in settings.aliases.items()}
        for name in ("agency_mentions", "task_agencies", "recipients"):
            result[name] = _with_agencies(table(tables, name), ids)
        result["agencies"] = _with_names(table(tables, "agencies"), settings.aliases, ids)
    return result


def agency_id(named: str) -> str:
    """Identity that a setting names: one of the table of agencies by id or by name, else a new one made of the words."""
    known = agencies()
    by_name = {canonical(agency.name): key for key, agency in known.items()}
    return named if named in known else by_name.get(canonical(named), slugify(named))


def _with_provinces(documents: pd.DataFrame, stated: Mapping[str, str]) -> pd.DataFrame:
    by_key = {province_key(province.name): province.name for province in provinces()}
    documents = documents.copy()
    for name, wanted in stated.items():
        province = by_key.get(province_key(wanted), wanted)
        for key in named_documents(documents, name):
            at = documents["document_id"] == key
            issued, published = documents.loc[at, ["issue_date", "published"]].to_numpy(dtype=object)[0]
            known = at_date(province, issued or published)
            values = [province, known.code if known else None, known.province_2025 if known else None]
            documents.loc[at, ["province", "province_code", "province_2025"]] = values
    return documents


def _with_agencies(rows: pd.DataFrame, ids: Mapping[str, str]) -> pd.DataFrame:
    stated = rows["text"].map(lambda text: ids.get(canonical(text)))
    return rows.assign(agency_id=stated.where(stated.notna(), rows["agency_id"]))


def _with_names(rows: pd.DataFrame, aliases: Mapping[str, str], ids: Mapping[str, str]) -> pd.DataFrame:
    """The table agencies with those that only the settings name."""
    known = agencies()
    new: list[dict[str, object]] = []
    for words, named in aliases.items():
        key = ids[canonical(words)]
        if key in set(rows["agency_id"]) or any(row["agency_id"] == key for row in new):
            continue
        agency = known.get(key)
        made = {"agency_id": key, "name": named, "kind": "khac", "level": "khac", "known": False}
        new.append(agency.model_dump() if agency else made)
    return pd.concat([rows, pd.DataFrame(new, columns=rows.columns, dtype=object)], ignore_index=True) if new else rows
