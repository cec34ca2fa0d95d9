"""How much of each plan's text stands in the central instrument, in other provinces' plans, and nowhere else."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.compare.instruments import is_text_of
from pipeline.compare.passages import Passage, Syllables, passages, syllables
from pipeline.compare.scope import UNKNOWN_PROVINCE, made, province_order, select_documents, table
from pipeline.compare.tasks import main_families
from pipeline.compare.thresholds import Thresholds
from schemas import collapse

COLUMNS = (
    "document_id", "source_path", "source_kind", "province", "instrument_id", "central_document_id", "n_syllables", "share_central",
    "share_siblings", "share_own", "n_passages", "closest", "share_closest",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "document_id", "province", "start", "end", "text", "other_document_id", "other_province", "other_start", "other_end", "other_text",
    "central", "n_same", "earliest",
)  # fmt: skip

MAX_TOGETHER = 200
"""Documents that are compared all with all. Of more, only those of one family are."""

_FORM_SECTIONS = ("head", "signature", "recipients")


@dataclass(frozen=True, slots=True)
class Reuse:
    """Answer to the question; three views of the same passages."""

    documents: pd.DataFrame
    passages: pd.DataFrame
    matrix: pd.DataFrame


def compare_reuse(
    tables: Mapping[str, pd.DataFrame],
    members: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    provinces: Sequence[str] = (),
    library: pd.DataFrame | None = None,
    thresholds: Thresholds | None = None,
) -> Reuse:
    """Where the text of each document stands as well.

    Reads documents and sections; `members` as from families.memberships, `texts` by document_id. Passages are runs of at least
    `passage` (15) common syllables, small changes inside allowed. The head with the motto, signatures, recipients and closing formulas
    do not count, neither as shared nor as length. Documents are compared with those of other provinces (up to MAX_TOGETHER documents
    with all, beyond with those of their family) and with the central instrument, if its text is one of `library` (rows of documents;
    those of `tables` unless given, which a selection may have cut it from).

    documents: one row for each document of a province
        instrument_id, central_document_id  family, and the text of its instrument; null where there is none
        n_syllables      length without forms
        share_central    part that stands in the central instrument; null where its text is not there, which is not 0
        share_siblings   part that stands in another province's document and not in the central instrument
        share_own        part that stands nowhere else. The three are 1 together
        n_passages       passages with other provinces; closest: province with which most is shared, share_closest: how much
    passages: one row for each shared passage and side, in reading order of `document_id`
        start, end, text          place (code points) and words here; other_… there
        central                   whether the other document is the central instrument
        n_same                    syllables that are literally the same
        earliest                  the member of the family with the earliest date that has the passage, this one included; null where
                                  none is dated
    matrix: one row for each province, one column for each: part of the row's text that stands in the column's; null with itself

    Raises UnknownProvinceError.
    """
    documents, wanted = select_documents(tables, provinces)
    own = documents[documents["province"] != UNKNOWN_PROVINCE].reset_index(drop=True)
    families = main_families(own["document_id"], members)
    shortest = (thresholds or Thresholds()).passage
    found: list[tuple[object, ...]] = []
    masks: dict[tuple[str, str], NDArray[np.bool_]] = {}
    read: dict[str, Syllables] = {}
    province = dict(zip(own["document_id"], own["province"], strict=True))
    dates = {row["document_id"]: row["issue_date"] for row in own.to_dict("records") if isinstance(row["issue_date"], str)}
    forms = _forms(tables)
    centrals = _centrals(table(tables, "documents") if library is None else library, families)
    for ids in _groups(own, families, centrals):
        vocabulary: dict[str, int] = {}
        read |= {one: syllables(texts.get(one, ""), vocabulary, forms.get(one, ())) for one in ids}
        shared = passages([read[one] for one in ids], shortest)
        kept = [one for one in shared if _counts(ids[one.a], ids[one.b], province, centrals)]
        _cover(masks, ids, read, kept)
        found += _rows(kept, ids, read, texts, province, dates, set(centrals.values()))
    rows = _document_rows(own, families, centrals, read, masks, found)
    names = [name for name in province_order(wanted) if name != UNKNOWN_PROVINCE]
    return Reuse(made(COLUMNS, rows), made(PASSAGE_COLUMNS, found), _matrix(own, names, read, masks))


def _forms(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[int, int]]]:
    """Spans of the head, signatures and recipients of each document."""
    sections = table(tables, "sections")
    rows = sections[sections["kind"].isin(_FORM_SECTIONS)]
    return {str(key): list(zip(group["start"], group["end"], strict=True)) for key, group in rows.groupby("document_id")}


def _groups(documents: pd.DataFrame, families: Mapping[str, str], centrals: Mapping[str, str]) -> Iterator[list[str]]:
    """Documents that are compared with each other, with the central texts that they answer."""
    ids = documents["document_id"].tolist()
    groups: dict[str | None, list[str]] = {}
    for one in ids:
        groups.setdefault(families.get(one) if len(ids) > MAX_TOGETHER else None, []).append(one)
    for group in groups.values():
        yield [*group, *sorted({centrals[one] for one in group if one in centrals} - set(group))]


def _centrals(documents: pd.DataFrame, families: Mapping[str, str]) -> dict[str, str]:
    """The central text that each document answers, where the store has it."""
    by_instrument = {instrument: _central_document(documents, instrument) for instrument in set(families.values())}
    return {one: central for one, instrument in families.items() if (central := by_instrument[instrument])}


def _central_document(documents: pd.DataFrame, instrument: str) -> str | None:
    """The document that is the instrument itself: official, of no province, with its number and date."""
    rows = documents[documents["province"].isna()]
    fitting = [row["document_id"] for row in rows.to_dict("records") if is_text_of(instrument, row["number"], row["issue_date"])]
    return str(min(fitting)) if fitting else None


def _counts(a: str, b: str, province: Mapping[str, str], centrals: Mapping[str, str]) -> bool:
    """Do passages between two documents count? Between provinces, and with the central text that the document answers; two documents of
    one province say nothing of copying."""
    if a in province and b in province:
        return province[a] != province[b]
    return centrals.get(a) == b or centrals.get(b) == a


def _cover(
    masks: dict[tuple[str, str], NDArray[np.bool_]], ids: Sequence[str], read: Mapping[str, Syllables], found: Sequence[Passage]
) -> None:
    """Note which syllables of one document stand in another, for both sides of each passage."""
    for one in found:
        for here, there, start, end in ((one.a, one.b, one.a_start, one.a_end), (one.b, one.a, one.b_start, one.b_end)):
            key = (ids[here], ids[there])
            mask = masks.setdefault(key, np.zeros(len(read[key[0]].keys), dtype=bool))
            mask[start:end] = True


def _rows(
    found: Sequence[Passage],
    ids: Sequence[str],
    read: Mapping[str, Syllables],
    texts: Mapping[str, str],
    province: Mapping[str, str],
    dates: Mapping[str, str],
    centrals: Collection[str],
) -> Iterator[tuple[object, ...]]:
    """Rows of the passages, both sides of each; the central text has no rows of its own."""
    sides: dict[str, list[tuple[int, int, str, int, int, int]]] = {}
    for one in found:
        a, b = ids[one.a], ids[one.b]
        sides.setdefault(a, []).append((one.a_start, one.a_end, b, one.b_start, one.b_end, one.n_same))
        sides.setdefault(b, []).append((one.b_start, one.b_end, a, one.a_start, one.a_end, one.n_same))
    by_date = sorted(dates, key=lambda one: (dates[one], one))
    rank = {document: k for k, document in enumerate(by_date)}
    shown: dict[tuple[str, int, int], tuple[tuple[int, int], str]] = {}

    def words_at(document: str, start: int, end: int) -> tuple[tuple[int, int], str]:
        # Near-copies share the same place with every other: its words are put together once.
        if (document, start, end) not in shown:
            span = _span(read[document], start, end)
            shown[document, start, end] = span, _words(texts[document], span)
        return shown[document, start, end]

    for document in ids:
        own = sorted(sides.get(document, [])) if document in province else []
        firsts = _firsts(document, own, rank)
        for start, end, other, other_start, other_end, n_same in own:
            (span, words), (other_span, other_words) = words_at(document, start, end), words_at(other, other_start, other_end)
            first = firsts[start, end]
            earliest = by_date[first] if first < len(by_date) else None
            yield (document, province[document], *span, words, other, province.get(other), *other_span, other_words, other in centrals,
                   n_same, earliest)  # fmt: skip


def _firsts(document: str, own: Sequence[tuple[int, int, str, int, int, int]], rank: Mapping[str, int]) -> dict[tuple[int, int], int]:
    """For each place of a document the lowest rank by date among the documents that hold at least half of it; len(rank): none is dated."""
    starts, ends = (np.array([row[k] for row in own], dtype=np.int64) for k in (0, 1))
    ranks = np.array([rank.get(row[2], len(rank)) for row in own], dtype=np.int64)
    mine = rank.get(document, len(rank))
    firsts = {}
    for start, end in {(row[0], row[1]) for row in own}:
        holding = np.minimum(ends, end) - np.maximum(starts, start) >= (end - start) / 2
        firsts[start, end] = min(mine, int(ranks[holding].min()))
    return firsts


def _span(text: Syllables, start: int, end: int) -> tuple[int, int]:
    return int(text.starts[start]), int(text.ends[end - 1])


def _words(text: str, span: tuple[int, int]) -> str:
    return collapse(text[slice(*span)])


def _document_rows(
    documents: pd.DataFrame,
    families: Mapping[str, str],
    centrals: Mapping[str, str],
    read: Mapping[str, Syllables],
    masks: Mapping[tuple[str, str], NDArray[np.bool_]],
    found: Sequence[tuple[object, ...]],
) -> Iterator[tuple[object, ...]]:
    province = dict(zip(documents["document_id"], documents["province"], strict=True))
    n_passages = Counter(row[0] for row in found if not row[10])
    others: dict[str, dict[str, NDArray[np.bool_]]] = {}
    for (one, other), mask in masks.items():
        if one in province and other in province:
            others.setdefault(one, {})[other] = mask
    for row in documents.to_dict("records"):
        key = row["document_id"]
        counts, central = read[key].counts, centrals.get(key)
        n, nothing = int(counts.sum()), np.zeros(len(counts), dtype=bool)
        in_central = masks.get((key, central), nothing) & counts if central else nothing
        in_siblings = np.logical_or.reduce([*others.get(key, {}).values(), nothing]) & counts
        shares = [
            _share(in_central, n) if central else None,
            _share(in_siblings & ~in_central, n),
            _share(counts & ~in_siblings & ~in_central, n),
        ]
        closest = _closest(others.get(key, {}), province, counts)
        described = [row[name] for name in ("document_id", "source_path", "source_kind", "province")]
        yield (*described, families.get(key), central, n, *shares, n_passages[key], *closest)


def _closest(
    others: Mapping[str, NDArray[np.bool_]], province: Mapping[str, str], counts: NDArray[np.bool_]
) -> tuple[str | None, float | None]:
    """The province with which a document shares most, and how much of it; ties go to the first by name."""
    by_province: dict[str, NDArray[np.bool_]] = {}
    for other, mask in others.items():
        name = province[other]
        by_province[name] = by_province.get(name, np.zeros(len(mask), dtype=bool)) | mask
    shares = {name: _share(mask & counts, int(counts.sum())) for name, mask in by_province.items()}
    best = min(shares, key=lambda name: (-shares[name], name), default=None)
    return best, shares[best] if best else None


def _share(mask: NDArray[np.bool_], n: int) -> float:
    return round(float(mask.sum()) / n, 4) if n else 0.0


def _matrix(
    documents: pd.DataFrame, names: Sequence[str], read: Mapping[str, Syllables], masks: Mapping[tuple[str, str], NDArray[np.bool_]]
) -> pd.DataFrame:
    province = dict(zip(documents["document_id"], documents["province"], strict=True))
    total = dict.fromkeys(names, 0)
    for document, name in province.items():
        total[name] += int(read[document].counts.sum())
    covered: dict[tuple[str, str], int] = {}
    joined: dict[tuple[str, str], NDArray[np.bool_]] = {}
    for (one, other), mask in masks.items():
        if one in province and other in province:
            key = (one, province[other])
            joined[key] = joined.get(key, np.zeros(len(mask), dtype=bool)) | mask
    for (one, name), mask in joined.items():
        key = (province[one], name)
        covered[key] = covered.get(key, 0) + int((mask & read[one].counts).sum())
    rows = [
        (row, *(None if row == one or not total[row] else round(covered.get((row, one), 0) / total[row], 4) for one in names))
        for row in names
    ]
    return made(("province", *names), rows)
