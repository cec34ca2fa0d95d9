"""What the report is about: the part of the store that was asked for, and the comparisons' answers on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from pipeline.compare import citation_places, reuse, timeline
from pipeline.compare.agencies import compare_agencies
from pipeline.compare.citations import compare_citations
from pipeline.compare.clusters import compare_clusters
from pipeline.compare.coverage import Coverage, compare_coverage, record_tables
from pipeline.compare.families import compare_families
from pipeline.compare.instruments import is_text_of
from pipeline.compare.overrides import overridden
from pipeline.compare.profile import compare_profile
from pipeline.compare.scope import UNKNOWN_PROVINCE, UnknownProvinceError, select_documents, table
from pipeline.compare.selection import Selected, Selection, of_documents, of_family, select
from pipeline.compare.tasks import compare_tasks
from pipeline.errors import NothingSelected, UnknownProvince
from pipeline.settings import Settings
from pipeline.store import Store
from schemas import DocumentRecord
from schemas.tables import Failure

FULL_FAMILIES = 4
"""Families that get a map and a timeline of their own. Of more, the others stand in the table of families."""


@dataclass(frozen=True)
class Answers:
    """The comparisons' answers on the selection; computed once, when first asked for."""

    store: Store
    settings: Settings
    selection: Selection
    provinces: tuple[str, ...]
    whole: Mapping[str, pd.DataFrame]
    """The tables of the whole store, with what the settings override."""
    around: Selected
    """The selection before it was cut to provinces: who has answered a central instrument does not depend on whom one looks at."""
    selected: Selected
    shown: tuple[str, ...]
    """Ids of the central texts, then of the documents that match, by province, articles that repeat a plan among them."""

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables, cut to what the comparisons count."""
        return self.selected.tables

    @cached_property
    def everything(self) -> bool:
        """No filter was set."""
        return self.selection == Selection() and not self.provinces

    @cached_property
    def counted(self) -> frozenset[str]:
        """Documents that the comparisons count."""
        return frozenset(self.tables["documents"]["document_id"])

    @cached_property
    def families(self) -> pd.DataFrame:
        """As compare_families."""
        found = compare_families(self.around.tables, members=self.around.members)
        own = set(self.selected.members["instrument_id"])
        return found[found["instrument_id"].isin(own)].reset_index(drop=True)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """As compare_tasks."""
        return compare_tasks(self.tables, members=self.selected.members, thresholds=self.settings.thresholds)

    @cached_property
    def clusters(self) -> pd.DataFrame:
        """As compare_clusters."""
        return compare_clusters(self.tasks)

    @cached_property
    def citations(self) -> pd.DataFrame:
        """As compare_citations."""
        return compare_citations(self.tables)

    @cached_property
    def places(self) -> pd.DataFrame:
        """As compare_places."""
        return citation_places.compare_places(self.tables)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """As compare_gaps."""
        return citation_places.compare_gaps(self.tables, self.selected.members)

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """As compare_agencies."""
        return compare_agencies(self.tables)

    @cached_property
    def timeline(self) -> pd.DataFrame:
        """As compare_timeline."""
        return timeline.compare_timeline(self.tables, self.selected.members)

    @cached_property
    def timeline_summary(self) -> pd.DataFrame:
        """As timeline_summary."""
        return timeline.timeline_summary(self.timeline, self.families)

    @cached_property
    def profile(self) -> pd.DataFrame:
        """As compare_profile."""
        return compare_profile(self.tables)

    @cached_property
    def reuse(self) -> reuse.Reuse:
        """As compare_reuse."""
        library = table(self.whole, "documents")
        return reuse.compare_reuse(
            self.tables, self.selected.members, self.store.texts(), library=library, thresholds=self.settings.thresholds
        )

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """By family whose central text lies in the store, of those with a map: as compare_coverage."""
        found = {}
        for family in self.families["instrument_id"][:FULL_FAMILIES]:
            central = self.central(family)
            if central is not None:
                own = of_family(self.selected, family)
                found[family] = compare_coverage(own.tables, record_tables(central), thresholds=self.settings.thresholds)
        return found

    def central(self, family: str) -> DocumentRecord | None:
        """The record of the family's instrument itself, where the store has its text."""
        documents = table(self.whole, "documents")
        rows = documents[documents["province"].isna()].to_dict("records")
        fitting = sorted(row["document_id"] for row in rows if is_text_of(family, row["number"], row["issue_date"]))
        return self.store.record(fitting[0]) if fitting else None

    def records(self) -> list[DocumentRecord]:
        """Records of `shown`; header fields as the settings have them."""
        by_id = {row["document_id"]: row for row in table(self.whole, "documents").to_dict("records")}
        found = []
        for record in self.store.records(self.shown):
            own = by_id[record.document.document_id]
            document = record.document.model_copy(update={name: own[name] for name in ("province", "province_code", "province_2025")})
            found.append(record.model_copy(update={"document": document}))
        return found

    def failures(self) -> list[Failure]:
        """Files of the whole store that gave no record."""
        return self.store.failures()


def gather(store: Store, selection: Selection, provinces: Sequence[str] = (), settings: Settings | None = None) -> Answers:
    """Read the store. Raises NothingSelected where no document matches, UnknownProvince, UnknownInstrument."""
    settings = settings or Settings()
    whole = overridden(store.frames(), settings)
    try:
        around = select(whole, selection, settings)
        selected = _of_provinces(around, provinces)
    except UnknownProvinceError as error:
        present = sorted(set(whole["documents"]["province"].dropna()))
        raise UnknownProvince(wanted=", ".join(provinces), candidates=", ".join(present) or "-") from error
    matching = _matching(whole, selection, provinces, settings)
    if not matching:
        raise NothingSelected(types=", ".join(sorted(set(whole["documents"]["doc_type"].dropna()))) or "-")
    answers = Answers(store, settings, selection, tuple(provinces), whole, around, selected, tuple(matching))
    centrals = [
        found.document.document_id for family in answers.families["instrument_id"][:FULL_FAMILIES] if (found := answers.central(family))
    ]
    return replace(answers, shown=tuple(dict.fromkeys([*centrals, *matching])))


def _of_provinces(selected: Selected, provinces: Sequence[str]) -> Selected:
    """The selection, cut to provinces; all where none is named."""
    if not provinces:
        return selected
    documents, _ = select_documents(selected.tables, provinces)
    return of_documents(selected, set(documents["document_id"]))


def _matching(whole: Mapping[str, pd.DataFrame], selection: Selection, provinces: Sequence[str], settings: Settings) -> list[str]:
    """Documents that match, those too that the comparisons leave out since another one tells the same: no document is lost."""
    every = select(whole, replace(selection, every=True), settings).tables
    if provinces:
        allowed = set(select_documents(whole, provinces)[1])
        filled = every["documents"]["province"].where(every["documents"]["province"].notna(), UNKNOWN_PROVINCE)
        every = {"documents": every["documents"][filled.isin(allowed)]}
    rows, provinces_in_order = select_documents(every)
    order = {name: k for k, name in enumerate(provinces_in_order)}
    ordered = rows.assign(_order=rows["province"].map(order)).sort_values("_order", kind="stable")
    return [str(one) for one in ordered["document_id"]]
