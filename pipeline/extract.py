"""One file → one record: load, read, give identities."""

import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from extractors import agency_eras, agency_table, provinces
from extractors.document import Reading, read_documents
from pipeline.identity import collect_instruments, document_id, instrument_id
from pipeline.loaders import load
from schemas import AgencyMention, Citation, DocumentRecord, Evidence, SourceText, TaskAgency
from schemas.tables import (
    Agency,
    AgencyMentionRow,
    BoxRow,
    CitationRow,
    Document,
    EvidenceRow,
    Implements,
    RecipientRow,
    SectionRow,
    Source,
    TaskAgencyRow,
    TaskCitation,
    TaskRow,
)


def _antecedent(c: Citation, ids: Mapping[tuple[int, int], str]) -> str:
    """Identity of a citation: that of the mention it goes back to (`Đề án số 08`, `Quyết định nêu trên`), where the text shows it."""
    back = next((e for e in c.evidence if e.field == "instrument_id"), None)
    return ids[back.start, back.end] if back and (back.start, back.end) in ids else ids[c.start, c.end]


class _Record:
    """Builds the rows of one document."""

    def __init__(self, source: SourceText, reading: Reading, parent: str | None = None) -> None:
        self.source = source
        self.reading = reading
        self.id = document_id(source.text)
        self.parent = parent
        self.evidence: list[EvidenceRow] = []
        self.boxes: list[BoxRow] = []

    def build(self, parts: tuple[DocumentRecord, ...] = ()) -> DocumentRecord:
        document = self._document()
        sections = self._sections()
        citations = self._citations(document)
        mentions = self._mentions()
        tasks, roles = self._tasks()
        return DocumentRecord(
            document=document,
            text=self.source.text,
            sources=(self._path(),),
            implements=self._implements(citations),
            sections=sections,
            citations=citations,
            instruments=tuple(collect_instruments(citations)),
            agencies=self._agencies(),
            agency_mentions=mentions,
            tasks=tasks,
            task_agencies=roles,
            task_citations=self._task_citations(tasks, citations),
            recipients=self._recipients(),
            evidence=tuple(self.evidence),
            boxes=tuple(self.boxes),
            parts=parts,
        )

    def _page(self, offset: int) -> int | None:
        return self.source.page_at(offset)

    def _flags(self, start: int, end: int, flags: Iterable[str] = ()) -> tuple[str, ...]:
        """A mention's own flags and those of its words: what OCR or a repair left in doubt."""
        return tuple(dict.fromkeys((*flags, *self.source.flags(start, end)))) if self.source.marks else tuple(flags)

    def _era(self, m: AgencyMention) -> tuple[str, ...]:
        """A body that did not exist on the document's day, unless the text says so itself or names it as the issuer of what it cites."""
        flag = agency_eras.misfit(m.agency_id, self.reading.day)
        if flag is None or agency_eras.said_of_the_past(self.source.text, m.end):
            return ()
        at = bisect_left(self._cited, (m.end,)) - 1  # the last that begins before the mention's end
        return () if at >= 0 and self._cited[at][1] > m.start else (flag,)

    @cached_property
    def _cited(self) -> list[tuple[int, int]]:
        """Words of citations and of what is said of them, apart and in order: issuers and titles may name bodies of their own time."""
        spans = [(c.start, c.end) for c in self.reading.citations]
        spans += [(e.start, e.end) for c in self.reading.citations for e in c.evidence if e.field in ("issuer", "title")]
        out: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if out and start < out[-1][1]:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            else:
                out.append((start, end))
        return out

    def _place(self, table: str, owner: str, start: int, end: int) -> None:
        """Note where the words of a mention stand on their pages, in tenths of a point."""
        for part, box in enumerate(self.source.boxes(start, end)):
            x0, y0, x1, y1 = (round(10 * edge) for edge in (box.x0, box.y0, box.x1, box.y1))
            self.boxes.append(BoxRow(owner_table=table, owner_id=owner, part=part, page=box.page, x0=x0, y0=y0, x1=x1, y1=y1))

    def _prove(self, table: str, owner: str, items: Iterable[Evidence]) -> None:
        for e in items:
            self.evidence.append(
                EvidenceRow(
                    owner_table=table,
                    owner_id=owner,
                    field=e.field,
                    start=e.start,
                    end=e.end,
                    page=self._page(e.start),
                    text=e.text,
                    rule=e.rule,
                    flags=self._flags(e.start, e.end, e.flags),
                )
            )

    def _document(self) -> Document:
        head, source = self.reading.header, self.source
        row = provinces.at_date(head.province, head.issue_date or head.published) if head.province else None
        self._prove("documents", self.id, head.evidence)
        return Document(
            document_id=self.id,
            parent_document_id=self.parent,
            source_path=source.path,
            source_format=source.format,
            source_kind=head.source_kind,
            province=head.province,
            province_code=(row.code or None) if row else None,
            province_2025=(row.province_2025 or None) if row else None,
            doc_type=head.doc_type,
            number=head.number,
            issue_date=head.issue_date,
            issuer=head.issuer,
            title=head.title,
            signer=head.signer,
            signer_position=head.signer_position,
            published=head.published,
            n_chars=len(source.text),
            n_pages=len(source.pages) or None,
            sha256=source.sha256,
            loader=source.loader,
            warnings=(*source.warnings, *head.flags),
        )

    def _path(self) -> Source:
        path = self.source.path
        file = path if Path(path).exists() else path.partition("!/")[0]
        return file_source(self.id, path, self.source.size, file, file)

    def _sections(self) -> tuple[SectionRow, ...]:
        return tuple(
            SectionRow(
                section_id=f"{self.id}.s{i}",
                document_id=self.id,
                parent_id=None if s.parent is None else f"{self.id}.s{s.parent}",
                kind=s.kind,
                label=s.label,
                title=s.title,
                level=s.level,
                start=s.start,
                end=s.end,
                page=self._page(s.start),
            )
            for i, s in enumerate(self.reading.sections)
        )

    def _section_at(self, offset: int) -> str | None:
        """Innermost section that holds an offset: the last that starts at or before it."""
        starts = self.reading.sections
        low, high = 0, len(starts)
        while low < high:
            mid = (low + high) // 2
            if starts[mid].start <= offset:
                low = mid + 1
            else:
                high = mid
        return f"{self.id}.s{low - 1}" if low else None

    def _citations(self, document: Document) -> tuple[CitationRow, ...]:
        out = []
        day = document.issue_date or document.published
        ids = {(c.start, c.end): instrument_id(c, self.reading.place, day) for c in self.reading.citations}
        for c in self.reading.citations:
            key = f"{self.id}.c{c.start}-{c.end}"
            self._prove("citations", key, c.evidence)
            self._place("citations", key, c.start, c.end)
            out.append(
                CitationRow(
                    citation_id=key,
                    document_id=self.id,
                    section_id=self._section_at(c.start),
                    page=self._page(c.start),
                    instrument_id=_antecedent(c, ids),
                    flags=self._flags(c.start, c.end, c.flags),
                    **c.model_dump(exclude={"evidence", "flags", "pinpoints"}),
                )
            )
        return tuple(out)

    def _implements(self, citations: Sequence[CitationRow]) -> tuple[Implements, ...]:
        spans = {(c.start, c.end) for c in self.reading.implements}
        first: dict[str, str] = {}
        for c in citations:
            if (c.start, c.end) in spans and c.instrument_id:
                first.setdefault(c.instrument_id, c.citation_id)
        return tuple(Implements(document_id=self.id, instrument_id=k, citation_id=v) for k, v in first.items())

    def _mention_id(self, start: int, end: int) -> str:
        return f"{self.id}.a{start}-{end}"

    def _mentions(self) -> tuple[AgencyMentionRow, ...]:
        for m in self.reading.agencies:
            self._place("agency_mentions", self._mention_id(m.start, m.end), m.start, m.end)
        return tuple(
            AgencyMentionRow(
                mention_id=self._mention_id(m.start, m.end),
                document_id=self.id,
                section_id=self._section_at(m.start),
                start=m.start,
                end=m.end,
                page=self._page(m.start),
                text=m.text,
                agency_id=m.agency_id,
                flags=self._flags(m.start, m.end, self._era(m)),
            )
            for m in self.reading.agencies
        )

    def _agencies(self) -> tuple[Agency, ...]:
        known = agency_table.agencies()
        out: dict[str, Agency] = {}
        for m in [*self.reading.agencies, *self.reading.header.recipients]:
            if m.agency_id not in out:
                out[m.agency_id] = known.get(m.agency_id) or Agency(
                    agency_id=m.agency_id, name=m.name, kind="khac", level="khac", known=False
                )
        return tuple(out[k] for k in sorted(out))

    def _tasks(self) -> tuple[tuple[TaskRow, ...], tuple[TaskAgencyRow, ...]]:
        tasks, roles = [], []
        for t in self.reading.tasks:
            key = f"{self.id}.t{t.start}-{t.end}"
            self._prove("tasks", key, t.evidence)
            self._place("tasks", key, t.start, t.end)
            for a in t.agencies:
                roles.append(self._role(key, a))
            tasks.append(
                TaskRow(
                    task_id=key,
                    document_id=self.id,
                    section_id=self._section_at(t.start),
                    page=self._page(t.start),
                    flags=self._flags(t.start, t.end, (*t.flags, *(flag for a in t.agencies for flag in self._era(a)))),
                    **t.model_dump(exclude={"agencies", "evidence", "flags"}),
                )
            )
        return tuple(tasks), tuple(roles)

    def _role(self, task: str, a: TaskAgency) -> TaskAgencyRow:
        return TaskAgencyRow(
            task_id=task,
            mention_id=self._mention_id(a.start, a.end),
            role=a.role,
            agency_id=a.agency_id,
            text=a.text,
            source=a.source,
            start=a.start,
            end=a.end,
        )

    def _task_citations(self, tasks: Sequence[TaskRow], citations: Sequence[CitationRow]) -> tuple[TaskCitation, ...]:
        out = []
        at = 0
        for task in tasks:
            while at < len(citations) and citations[at].end <= task.start:
                at += 1
            for c in citations[at:]:
                if c.start >= task.end:
                    break
                if task.start <= c.start and c.end <= task.end:
                    out.append(TaskCitation(task_id=task.task_id, citation_id=c.citation_id))
        return tuple(out)

    def _recipients(self) -> tuple[RecipientRow, ...]:
        return tuple(
            RecipientRow(document_id=self.id, mention_id=self._mention_id(r.start, r.end), text=r.text, agency_id=r.agency_id)
            for r in self.reading.header.recipients
        )


def file_source(document_id: str, path: str, size: int, name: str, file: str) -> Source:
    """Where a document is from: `path` is its name, that of the file or of a member in it (`name!/member`); the file lies at `file`."""
    member = path.removeprefix(name).removeprefix("!/") or None
    changed = datetime.fromtimestamp(Path(file).stat().st_mtime, UTC).isoformat(timespec="seconds") if Path(file).exists() else ""
    return Source(document_id=document_id, path=path, member=member, size=size, mtime=changed)


def extract_source(source: SourceText) -> DocumentRecord:
    """Record of a text that is loaded already. A plan that a decision promulgates is a part with a text and offsets of its own."""
    (_, end, reading), *attached = read_documents(source.text)
    if not attached:
        return _Record(source, reading).build()
    decision = _Record(source.part(0, end), reading)
    parts = (_Record(source.part(a, b), plan, decision.id).build() for a, b, plan in attached)
    return decision.build(tuple(parts))


def extract_document(path: str | os.PathLike[str]) -> DocumentRecord:
    """Record of the file at `path`. Raises pipeline.loaders.LoadError where it cannot be read."""
    return extract_source(load(Path(path)))
