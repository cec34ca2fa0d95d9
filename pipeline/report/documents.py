"""One document as the report shows it: its text with every mention marked, and what was read, each with a link to its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.compare.wording import shorten
from pipeline.report.shown import Shown
from pipeline.report.spans import Span, marked
from schemas import DocumentRecord
from schemas.tables import CitationRow, EvidenceRow, TaskRow

HEADER = (
    "province", "doc_type", "number", "issue_date", "issuer", "title", "signer", "signer_position", "published",
)  # fmt: skip
"""Header fields in the order in which they are shown; the other columns of documents say how it was read."""

_DETAILS = ("output", "target", "funding")
_WIDTH = 64
_HEADINGS = ("part", "heading", "appendix")


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the ids of its words in the page; none where it is no words of the text (a format, a repair)."""

    name: str
    text: str
    at: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A task or a citation: `key` is the id of its words, `record` that of this entry."""

    key: str
    record: str
    number: int
    text: str
    values: tuple[tuple[str, tuple[Value, ...]], ...]
    """By name, in the order in which they are shown."""
    flags: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An agency with all its mentions in the document."""

    record: str
    name: str
    known: bool
    at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's part of the page. `key` is its id there."""

    key: str
    record: DocumentRecord
    name: str
    header: tuple[Value, ...]
    text: Markup
    tasks: tuple[Item, ...]
    citations: tuple[Item, ...]
    bodies: tuple[Body, ...]
    recipients: tuple[Value, ...]
    doubts: tuple[str, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of words by what was read there: of documents, tasks, citations (all by their ids)."""

    documents: Mapping[str, str]
    tasks: Mapping[str, str]
    citations: Mapping[str, str]


def places(records: Sequence[DocumentRecord]) -> Places:
    """Short ids for all of them, in the order of the text: `d3`, `t3-9`, `c3-12`."""
    documents = {record.document.document_id: f"d{k}" for k, record in enumerate(records, 1)}
    tasks = {row.task_id: f"t{k}-{n}" for k, record in enumerate(records, 1) for n, row in enumerate(record.tasks, 1)}
    citations = {row.citation_id: f"c{k}-{n}" for k, record in enumerate(records, 1) for n, row in enumerate(record.citations, 1)}
    return Places(documents, tasks, citations)


def document_view(record: DocumentRecord, at: Places, counted: bool, shown: Shown, passages: Sequence[Span] = ()) -> DocumentView:
    """The view of one of the records that `at` was made of; `passages` are marked beside what was read."""
    return _View(record, at, shown).made(counted, passages)


class _View:
    """What is needed in several places while a view is made."""

    def __init__(self, record: DocumentRecord, at: Places, shown: Shown) -> None:
        self.record, self.at, self.shown = record, at, shown
        self.key = at.documents[record.document.document_id]
        self.k = self.key[1:]
        self.names = {row.agency_id: (row.name, row.known) for row in record.agencies}
        self.evidence: dict[tuple[str, str], list[tuple[str, EvidenceRow]]] = {}
        for n, row in enumerate(record.evidence, 1):
            self.evidence.setdefault((row.owner_table, row.owner_id), []).append((f"e{self.k}-{n}", row))
        self.bodies = self._bodies()

    def made(self, counted: bool, passages: Sequence[Span]) -> DocumentView:
        record = self.record
        own = {flag for _, row in self._of("documents", record.document.document_id) for flag in row.flags}
        doubts = tuple(sorted(own)) + record.document.warnings
        return DocumentView(
            self.key, record, document_name(record, self.shown), self._header(), marked(record.text, [*self._spans(), *passages]),
            tuple(self._task(n, row) for n, row in enumerate(record.tasks, 1)),
            tuple(self._citation(n, row) for n, row in enumerate(record.citations, 1)),
            tuple(self.bodies.values()), self._recipients(), doubts, counted,
        )  # fmt: skip

    def _of(self, owner: str, key: str) -> list[tuple[str, EvidenceRow]]:
        return self.evidence.get((owner, key), [])

    def _header(self) -> tuple[Value, ...]:
        document = self.record.document
        words: dict[str, list[str]] = {}
        flags: dict[str, tuple[str, ...]] = {}
        for key, row in self._of("documents", document.document_id):
            words.setdefault(row.field, []).append(key)
            flags[row.field] = row.flags
        found = []
        for name in HEADER:
            value = getattr(document, name)
            text = self.shown.date(value) if name in ("issue_date", "published") else value or ""
            found.append(Value(name, text, tuple(words.get(name, ())), flags.get(name, ())))
        return tuple(one for one in found if one.text or one.name != "published")

    def _bodies(self) -> dict[str, Body]:
        """Agencies by id, the most mentioned first."""
        mentions: dict[str, list[str]] = {}
        written: dict[str, str] = {}
        for n, row in enumerate(self.record.agency_mentions, 1):
            mentions.setdefault(row.agency_id, []).append(f"a{self.k}-{n}")
            written.setdefault(row.agency_id, row.text)
        ordered = sorted(mentions, key=lambda one: -len(mentions[one]))
        return {
            one: Body(f"ra{self.k}-{n}", *self.names.get(one, (written[one], False)), tuple(mentions[one]))
            for n, one in enumerate(ordered, 1)
        }

    def _name(self, agency_id: str, text: str) -> str:
        return self.names.get(agency_id, (text, False))[0]

    def _task(self, n: int, row: TaskRow) -> Item:
        mentions = {one.mention_id: f"a{self.k}-{m}" for m, one in enumerate(self.record.agency_mentions, 1)}
        values = []
        for role in ("lead", "support"):
            for one in self.record.task_agencies:
                if one.task_id == row.task_id and one.role == role:
                    values.append(Value(role, self._name(one.agency_id, one.text), tuple(filter(None, [mentions.get(one.mention_id)]))))
        words: dict[str, list[str]] = {}
        for key, evidence in self._of("tasks", row.task_id):
            words.setdefault(evidence.field, []).append(key)
        if row.deadline_text or row.recurrence:
            text = row.deadline_text or self.shown.value(row.recurrence)
            values.append(Value("deadline_text", text, tuple(words.get("deadline_text", ()))))
        values += [Value(name, text, tuple(words.get(name, ()))) for name in _DETAILS if (text := getattr(row, name))]
        return Item(f"t{self.k}-{n}", f"rt{self.k}-{n}", n, shorten(row.text, _WIDTH), _by_name(values), row.flags, row.page)

    def _citation(self, n: int, row: CitationRow) -> Item:
        words: dict[str, list[str]] = {}
        for key, evidence in self._of("citations", row.citation_id):
            words.setdefault(evidence.field, []).append(key)
        values = []
        for name in ("number", "issue_date", "issuer", "title", "relation", "pinpoint"):
            value = getattr(row, name)
            text = self.shown.date(value) if name == "issue_date" else self.shown.value(value) if name == "relation" else value
            if text and not (name == "title" and text == row.text):
                values.append(Value(name, text, tuple(words.get(name, ()))))
        return Item(f"c{self.k}-{n}", f"rc{self.k}-{n}", n, row.text, _by_name(values), row.flags, row.page)

    def _recipients(self) -> tuple[Value, ...]:
        mentions = {one.mention_id: f"a{self.k}-{m}" for m, one in enumerate(self.record.agency_mentions, 1)}
        return tuple(Value("recipient", row.text, tuple(filter(None, [mentions.get(row.mention_id)]))) for row in self.record.recipients)

    def _spans(self) -> list[Span]:
        record, k = self.record, self.k
        spans = [Span(row.start, row.end, "h") for row in record.sections if row.kind in _HEADINGS]
        spans += [
            Span(row.start, row.end, "t", f"t{k}-{n}", f"rt{k}-{n}", self.shown.t("document.task_n", n=str(n)))
            for n, row in enumerate(record.tasks, 1)
        ]
        spans += [Span(row.start, row.end, "c", f"c{k}-{n}", f"rc{k}-{n}") for n, row in enumerate(record.citations, 1)]
        spans += [
            Span(row.start, row.end, "a", f"a{k}-{n}", self.bodies[row.agency_id].record) for n, row in enumerate(record.agency_mentions, 1)
        ]
        owners = {**self.at.tasks, **self.at.citations}
        kinds = {"documents": "f", "tasks": "d", "citations": "e"}
        for (table, owner), rows in self.evidence.items():
            for key, row in rows:
                entry = f"rh{k}-{row.field}" if table == "documents" else f"r{owners[owner]}" if owner in owners else ""
                spans.append(Span(row.start, row.end, kinds.get(table, "e"), key, entry))
        return spans


def _by_name(values: Sequence[Value]) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    names = dict.fromkeys(value.name for value in values)
    return tuple((name, tuple(value for value in values if value.name == name)) for name in names)


def document_name(record: DocumentRecord, shown: Shown) -> str:
    """`Kế hoạch 97/KH-UBND`; without a number the title, without that the file's name."""
    document = record.document
    if document.number:
        return f"{document.doc_type or ''} {document.number}".strip()
    name: Any = document.title and shorten(f"{document.doc_type or ''} {document.title}".strip(), 70)
    return str(name or document.source_path.rpartition("/")[2])
