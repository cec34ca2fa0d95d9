"""What the corpus cites, and the mentions that disagree with it: a typing error in one plan is seen here, not spread."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.compare.scope import made, table
from pipeline.identity import Dated, same_but_for_the_date, title_meanings
from schemas import TABLES

COLUMNS = TABLES["instruments"].columns
DISSENT_COLUMNS = (
    "instrument_id", "type", "number", "issuer", "field", "corpus", "n_corpus", "citation_id", "document_id", "source_path", "province",
    "start", "end", "text", "stated", "n_stated",
)  # fmt: skip
FIELDS = {"date_conflict": "issue_date", "title_variant": "title"}
"""Flag of an instrument → the field on which its mentions disagree."""

Row = Mapping[Hashable, Any]


def cited_instruments(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table of instruments, those that most documents cite first, then by mentions and id. Columns: those of the table."""
    found = table(tables, "instruments")[list(COLUMNS)]
    order = found.sort_values(["n_documents", "n_mentions", "instrument_id"], ascending=[False, False, True], kind="stable")
    return order.reset_index(drop=True)


def dissenting_mentions(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Mentions that give another date or title than the rest of the corpus, one row for each.

    Reads the tables instruments, citations, documents and evidence. Of two dates for the same number of the same issuer one is an error
    where both are of one year (numbers run once a year), where the number names its year, where only the year differs, or where the
    titles agree; which one, the mentions vote. Of values with as many mentions the first in order counts as the
    corpus's: `n_corpus` and `n_stated` show that it is a tie.

    instrument_id      the instrument with the corpus's date; the mention's own row in `citations` may have the other one
    field              issue_date or title
    corpus, n_corpus   what most mentions state, and how many do. A year supports each date in it and dissents from none; titles that
                       agree in their first 60 letters are one
    start, end, text   the words that state the value
    stated, n_stated   the value, and how many mentions state it too

    A mention that only repeats another one of its document (`Chỉ thị 07`) states nothing itself and is not counted.
    Rows: in the order of `cited_instruments`, then field, path and place.
    """
    instruments = cited_instruments(tables).to_dict("records")
    mentions = defaultdict(list)
    for row in _stating(tables):
        mentions[row["instrument_id"]].append(row)
    rows = [row for group in _groups(instruments) for row in _dissent(group, mentions)]
    return made(DISSENT_COLUMNS, rows)


@dataclass(frozen=True)
class _Group:
    """Instruments that are one to the eye, and the field that their mentions disagree on."""

    field: str
    instruments: Sequence[Row]


def _groups(instruments: Iterable[Row]) -> list[_Group]:
    """One group for each instrument and title, and for the instruments that differ in the date alone."""
    found: list[_Group] = []
    dated: dict[tuple[str, str], list[list[Row]]] = defaultdict(list)
    for row in instruments:
        for flag in row["flags"] or ():
            if flag not in FIELDS:
                continue
            if FIELDS[flag] != "issue_date":
                found.append(_Group(FIELDS[flag], [row]))
                continue
            same = dated[_undated(row["instrument_id"])]
            group = next((g for g in same if any(_one(row, other) for other in g)), None)
            if group is None:
                group = []
                same.append(group)
                found.append(_Group(FIELDS[flag], group))
            group.append(row)
    return found


def _undated(instrument_id: str) -> tuple[str, str]:
    """An identity without its date."""
    root, _, number = instrument_id.rsplit("/", 2)
    return root, number


def _one(row: Row, other: Row) -> bool:
    return same_but_for_the_date(*(Dated(r["number"], r["issue_date"] or "", r["title"]) for r in (row, other)))


def _stating(tables: Mapping[str, pd.DataFrame]) -> Iterator[Row]:
    """Mentions with their document's path and province, and with the evidence of their values by field."""
    evidence: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in table(tables, "evidence").to_dict("records"):
        if row["owner_table"] == "citations":
            evidence[row["owner_id"]][row["field"]] = row
    places = table(tables, "documents")[["document_id", "source_path", "province"]]
    mentions = table(tables, "citations").merge(places, on="document_id")
    mentions = mentions.sort_values(["source_path", "start"], kind="stable").astype(object)
    for row in mentions.where(mentions.notna(), None).to_dict("records"):
        yield {**row, "evidence": evidence[row["citation_id"]]}


def _dissent(group: _Group, mentions: Mapping[str, Sequence[Row]]) -> Iterator[list[object]]:
    field = group.field
    stating = [m for instrument in group.instruments for m in mentions.get(instrument["instrument_id"], ()) if _states(m, field)]
    votes = _Votes(field, [m[field] for m in stating])
    if votes.corpus is None:
        return
    # The instrument of the corpus's date; for a title there is one only.
    instrument = next((i for i in group.instruments if i[field] == votes.corpus), group.instruments[0])
    head = [*(instrument[name] for name in ("instrument_id", "type", "number", "issuer")), field, votes.corpus, votes.of(votes.corpus)]
    for m in sorted(stating, key=lambda m: (m["source_path"], m["start"])):
        if not votes.agree(m[field], votes.corpus):
            words = m["evidence"].get(field, m)
            place = [m[name] for name in ("citation_id", "document_id", "source_path", "province")]
            yield [*head, *place, *(words[name] for name in ("start", "end", "text")), m[field], votes.of(m[field])]


def _states(mention: Row, field: str) -> bool:
    source = mention["evidence"].get(field)
    return mention[field] is not None and (source is None or source["rule"] != "repeated_mention")


class _Votes:
    """How many mentions agree with each value that is stated, and the value that most agree with, `corpus`; None where none is stated."""

    def __init__(self, field: str, values: Sequence[str]) -> None:
        self.field = field
        counts = Counter(values)
        self._keys = {value: value for value in counts} if field == "issue_date" else title_meanings(counts)
        by_key = Counter(self._keys[value] for value in values)
        self._votes = {key: sum(n for other, n in by_key.items() if self._same(key, other)) for key in by_key}
        # A year is no candidate for a date. Of as many votes, the wording that is used most often, then the first in order.
        fullest = max(map(len, values), default=0) if field == "issue_date" else 0
        candidates = [value for value in counts if len(value) >= fullest]
        self.corpus = min(candidates, key=lambda value: (-self.of(value), -counts[value], value), default=None)

    def of(self, value: str) -> int:
        """Mentions that agree with a value that one of them states."""
        return self._votes[self._keys[value]]

    def agree(self, one: str, other: str) -> bool:
        """Whether two of the values are the same."""
        return self._same(self._keys[one], self._keys[other])

    def _same(self, one: str, other: str) -> bool:
        return one.startswith(other) or other.startswith(one) if self.field == "issue_date" else one == other
