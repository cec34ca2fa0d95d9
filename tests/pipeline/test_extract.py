"""One file to one record: keys, links between the rows, evidence, repeatability."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.extract import extract_document, extract_source
from pipeline.identity import document_id
from pipeline.loaders import LoadError
from schemas import TABLES, Cell, DocumentRecord, Line, Mark, Page, SourceText, collapse

TEXT = """
| ỦY BAN NHÂN DÂN<br>TỈNH TIỀN GIANG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
|---|---|
| Số: 371/KH-UBND | Tiền Giang, ngày 31 tháng 7 năm 2023 |

KẾ HOẠCH

Thực hiện Nghị quyết số 48/NQ-CP

Thực hiện Nghị quyết số 48/NQ-CP ngày 03/4/2023 của Chính phủ về bảo vệ môi trường biển, UBND tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Sở Tài nguyên và Môi trường chủ trì, phối hợp với Sở Tư pháp thực hiện Nghị quyết số 48/NQ-CP và Luật Biển Việt Nam trước
ngày 10 tháng 12 năm 2023.

2. Phòng Quản lý Biển

- Nội dung: Lập bản đồ rủi ro.
- Cơ quan chủ trì: Chi cục Biển và Hải đảo.
- Sản phẩm: Bản đồ.

| Nơi nhận:<br>- Bộ Tài nguyên và Môi trường;<br>- Lưu: VT. | TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br>Nguyễn Văn An |
|---|---|
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("raw") / "kế hoạch 371.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def record(file: Path) -> DocumentRecord:
    return extract_document(file)


def test_the_document_row(record: DocumentRecord, file: Path) -> None:
    found = record.document
    assert (found.number, found.issue_date, found.doc_type) == ("371/KH-UBND", "2023-07-31", "Kế hoạch")
    assert (found.province, found.province_code, found.province_2025) == ("Tiền Giang", "63:82", "Đồng Tháp")
    assert (found.issuer, found.signer, found.source_kind) == ("Ủy ban nhân dân tỉnh Tiền Giang", "Nguyễn Văn An", "official")
    assert (found.source_path, found.source_format) == (str(file), "md")
    assert found.n_chars == len(record.text) and found.n_pages is None
    assert found.document_id == document_id(record.text)


def test_the_same_content_gives_the_same_record_under_another_name(record: DocumentRecord, tmp_path: Path) -> None:
    copy = tmp_path / "b.md"
    copy.write_text(TEXT, encoding="utf-8")
    other = extract_document(copy)
    assert other.document.document_id == record.document.document_id
    same = {"document": {"source_path"}, "sources": True}
    assert other.model_dump(exclude=same) == record.model_dump(exclude=same)


def test_keys_are_unique(record: DocumentRecord) -> None:
    for name, table in TABLES.items():
        rows = [record.document] if name == "documents" else getattr(record, name, ())
        keys = [tuple(getattr(row, column) for column in table.key) for row in rows]
        if name != "evidence":  # several citations may prove one value
            assert len(keys) == len(set(keys)), name


def ids(rows: Iterable[object], column: str) -> set[str]:
    return {getattr(row, column) for row in rows}


def test_rows_refer_to_rows_that_are_there(record: DocumentRecord) -> None:
    sections, agencies, mentions = (
        ids(record.sections, "section_id"),
        ids(record.agencies, "agency_id"),
        ids(record.agency_mentions, "mention_id"),
    )
    tasks, citations = ids(record.tasks, "task_id"), ids(record.citations, "citation_id")
    assert ids(record.sections, "parent_id") - {None} <= sections
    for rows in (record.citations, record.tasks, record.agency_mentions):
        assert ids(rows, "section_id") <= sections
    assert (
        ids(record.agency_mentions, "agency_id") | ids(record.task_agencies, "agency_id") | ids(record.recipients, "agency_id") == agencies
    )
    assert ids(record.task_agencies, "task_id") <= tasks
    assert ids(record.task_agencies, "mention_id") <= mentions
    assert ids(record.task_citations, "task_id") <= tasks and ids(record.task_citations, "citation_id") <= citations
    assert ids(record.implements, "citation_id") <= citations
    assert ids(record.implements, "instrument_id") <= ids(record.instruments, "instrument_id")
    owners = {"documents": {record.document.document_id}, "citations": citations, "tasks": tasks}
    assert all(row.owner_id in owners[row.owner_table] for row in record.evidence)
    for name in TABLES:
        for row in getattr(record, name, ()):
            assert getattr(row, "document_id", record.document.document_id) == record.document.document_id


def test_every_row_shows_its_words(record: DocumentRecord) -> None:
    for row in (*record.citations, *record.agency_mentions, *record.tasks, *record.task_agencies, *record.evidence):
        assert collapse(record.text[row.start : row.end]) == row.text


def test_values_that_are_no_mentions_have_evidence(record: DocumentRecord) -> None:
    proved = {(row.owner_table, row.owner_id, row.field) for row in record.evidence}
    document = record.document
    for field in ("province", "doc_type", "number", "issue_date", "issuer", "title", "signer", "signer_position"):
        assert (getattr(document, field) is not None) is (("documents", document.document_id, field) in proved), field
    for task in record.tasks:
        for field in ("deadline_text", "output", "target", "funding"):
            assert (getattr(task, field) is not None) is (("tasks", task.task_id, field) in proved), field
    for citation in record.citations:
        for field in ("issuer", "relation"):
            assert (getattr(citation, field) is not None) is (("citations", citation.citation_id, field) in proved), field


def test_tasks_know_the_citations_in_them(record: DocumentRecord) -> None:
    first = record.tasks[0]
    inside = ids((row for row in record.task_citations if row.task_id == first.task_id), "citation_id")
    assert [c.text for c in record.citations if c.citation_id in inside] == ["Nghị quyết số 48/NQ-CP", "Luật Biển Việt Nam"]
    assert (first.deadline_text, first.deadline_date) == ("trước ngày 10 tháng 12 năm 2023", "2023-12-10")


def test_roles_and_agencies(record: DocumentRecord) -> None:
    roles = [(row.role, row.agency_id, row.source) for row in record.task_agencies]
    assert roles[:2] == [("lead", "so-tai-nguyen-va-moi-truong", "sentence"), ("support", "so-tu-phap", "sentence")]
    known = {agency.agency_id: agency for agency in record.agencies}
    assert known["so-tai-nguyen-va-moi-truong"].valid_to == "2025-02-28"
    assert known["so-tai-nguyen-va-moi-truong"].known


def test_what_the_plan_implements(record: DocumentRecord) -> None:
    assert ids(record.implements, "instrument_id") == {"/akn/vn/act/nghi-quyet/cp/2023-04-03/48"}


def test_sections_hold_their_rows(record: DocumentRecord) -> None:
    by_id = {section.section_id: section for section in record.sections}
    for task in record.tasks:
        assert task.section_id is not None
        section = by_id[task.section_id]
        assert section.start <= task.start and task.end <= section.end


def test_pages_are_given_where_the_source_has_them() -> None:
    first, second = "KẾ HOẠCH\n\nTrồng rừng\n\n", "1. Sở Tài chính bố trí kinh phí trồng rừng.\n"
    pages = (Page(number=1, start=0, end=len(first)), Page(number=2, start=len(first), end=len(first + second)))
    source = SourceText(path="a.pdf", text=first + second, format="pdf", loader="t", sha256="0", size=1, pages=pages)
    record = extract_source(source)
    assert record.document.n_pages == 2
    assert [(task.text[:12], task.page) for task in record.tasks] == [("Sở Tài chính", 2)]


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError):
        extract_document(tmp_path / "none.txt")


DECISION = (
    "QUYẾT ĐỊNH\n\nBan hành Kế hoạch\n\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng rừng.\n\n"
    "Nơi nhận:\n- Lưu: VT.\n\nKT. CHỦ TỊCH\n\n"
)
PLAN = "KẾ HOẠCH\n\nTrồng rừng\n\n(Kèm theo Quyết định số 9/QĐ-UBND)\n\n1. Sở Tài chính bố trí kinh phí trồng rừng.\n"


def test_an_attached_plan_is_a_document_of_its_own_with_the_pages_of_the_file() -> None:
    text = DECISION + PLAN
    pages = (Page(number=1, start=0, end=len(DECISION)), Page(number=2, start=len(DECISION), end=len(text)))
    at = text.index("Sở Tài chính")
    lines = (
        Line(start=0, end=10, page=1, y0=0, y1=9, stops=tuple(range(11))),
        Line(start=at, end=at + 12, page=2, y0=0, y1=9, stops=tuple(range(13))),
    )
    marks = (Mark(start=0, end=3, flag="ocr"), Mark(start=at, end=at + 2, flag="ocr_doubtful"))
    source = SourceText(
        path="a.pdf", text=text, format="pdf", loader="t", sha256="0", size=1, pages=pages, lines=lines, marks=marks,
        cells=(Cell(start=at, end=at + 12, table=0, row=0, column=0),),
    )  # fmt: skip
    decision = extract_source(source)
    (plan,) = decision.parts
    assert (decision.text + plan.text, plan.document.document_id) == (text, document_id(PLAN))
    assert plan.document.parent_document_id == decision.document.document_id
    assert (decision.tasks, decision.document.n_pages, plan.document.n_pages) == ((), 1, 1)
    assert [(task.text[:12], task.page, plan.text[task.start : task.end]) for task in plan.tasks] == [
        ("Sở Tài chính", 2, "Sở Tài chính bố trí kinh phí trồng rừng.")
    ]
    piece = source.part(len(DECISION), len(text))
    assert [piece.text[x.start : x.end] for x in (*piece.lines, *piece.cells, *piece.marks)] == ["Sở Tài chính", "Sở Tài chính", "Sở"]
    assert [(box.page, box.x1) for box in piece.boxes(plan.tasks[0].start, plan.tasks[0].start + 2)] == [(2, 2.0)]
