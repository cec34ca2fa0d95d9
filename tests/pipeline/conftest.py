"""Records made by hand, with a row in every table, so that the store is tested without the extractors."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from schemas import SCHEMA_VERSION, DocumentRecord
from schemas.tables import (
    Agency,
    AgencyMentionRow,
    CitationRow,
    Document,
    EvidenceRow,
    Implements,
    Instrument,
    RecipientRow,
    SectionRow,
    Source,
    TaskAgencyRow,
    TaskCitation,
    TaskRow,
)

MakeRecord = Callable[..., DocumentRecord]

DECREE = "/akn/vn/act/nghi-dinh/cp/2020-03-05/30"


def make_record(
    text: str = "Kế hoạch",
    *,
    path: str = "raw/a.txt",
    province: str | None = "Huế",
    agency: str = "Sở Tư pháp",
    parent: str | None = None,
    parts: tuple[DocumentRecord, ...] = (),
) -> DocumentRecord:
    """A record whose ids come from its text, as those of real ones do."""
    key = hashlib.sha256(text.encode()).hexdigest()
    own = f"d{key[:15]}"
    at: dict[str, Any] = {"start": 0, "end": 3}
    return DocumentRecord(
        schema_version=SCHEMA_VERSION,
        text=text,
        document=Document(
            document_id=own, parent_document_id=parent, source_path=path, source_format="txt", source_kind="official", province=province,
            n_chars=len(text), sha256=key, loader="txt", warnings=("một", "hai; ba"),
        ),
        sources=(Source(document_id=own, path=path, size=len(text), mtime="2025-01-02T03:04:05+00:00"),),
        implements=(Implements(document_id=own, instrument_id=DECREE, citation_id=f"{own}.c1"),),
        sections=(
            SectionRow(section_id=f"{own}.s0", document_id=own, kind="heading", label="I.", title="Mục đích", level=0, start=0, end=8),
            SectionRow(section_id=f"{own}.s1", document_id=own, parent_id=f"{own}.s0", kind="item", level=1, start=2, end=8, page=3),
        ),
        citations=(
            CitationRow(citation_id=f"{own}.c1", document_id=own, text="Nghị định 30", type="Nghị định", instrument_id=DECREE, form="full",
                        rule="r", flags=("malformed_number",), **at),
            CitationRow(citation_id=f"{own}.c2", document_id=own, text="Luật", type="Luật", form="name", rule="r", start=4, end=8),
        ),
        instruments=(Instrument(instrument_id=DECREE, type="Nghị định", n_mentions=1, n_documents=1),),
        agencies=(Agency(agency_id="so-tu-phap", name=agency, kind="so", level="tinh", known=agency == "Sở Tư pháp"),),
        agency_mentions=(AgencyMentionRow(mention_id=f"{own}.a1", document_id=own, text=agency, agency_id="so-tu-phap", **at),),
        tasks=(TaskRow(task_id=f"{own}.t1", document_id=own, text="= Sở Tư pháp chủ trì\n- rà soát", kind="do", deadline_date="2025-06",
                       **at),),
        task_agencies=(TaskAgencyRow(task_id=f"{own}.t1", mention_id=f"{own}.a1", role="lead", agency_id="so-tu-phap", text=agency,
                                     source="sentence", **at),),
        task_citations=(TaskCitation(task_id=f"{own}.t1", citation_id=f"{own}.c1"),),
        recipients=(RecipientRow(document_id=own, mention_id=f"{own}.a9", text="Như trên"),),
        evidence=(EvidenceRow(owner_table="tasks", owner_id=f"{own}.t1", field="deadline_date", text="tháng 6", rule="r", **at),),
        parts=parts,
    )  # fmt: skip


@pytest.fixture(name="make_record")
def _make_record() -> MakeRecord:
    return make_record


@pytest.fixture
def with_part() -> DocumentRecord:
    """A decision with the plan that it promulgates."""
    decision = make_record("Quyết định", path="raw/qd.txt")
    plan = make_record("Kế hoạch kèm theo", path="raw/qd.txt", parent=decision.document.document_id)
    return decision.model_copy(update={"parts": (plan,)})
