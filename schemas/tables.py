"""The tables: the public contract. One model for each row; a column's description is its field's description.

Nullable columns are `null` where the document does not say. Offsets are half-open code points into `texts.text` of the document.
"""

from pydantic import Field

from schemas.base import SCHEMA_VERSION, Day, Model, Moment, PartialDate
from schemas.mentions import CitationForm, Relation, Role, RoleSource, SectionKind, SourceKind

DOCUMENT_ID = "Identity of the document, made from its content"
START = "First code point of the words in the document's text, from 0"
END = "Code point after the words' last one"
PAGE = "Page of the first word; null where the source has no pages"
TEXT = "The words as written, white space collapsed and markdown marks removed"


class Document(Model):
    """One text: a plan, directive, decision or news article."""

    document_id: str = Field(description=DOCUMENT_ID)
    parent_document_id: str | None = Field(
        default=None, description="Document that this one is attached to (a plan promulgated by a decision)"
    )
    source_path: str = Field(description="First path that holds the content")
    source_format: str = Field(description="Format by content: txt, md, html")
    source_kind: SourceKind = Field(description="official: the instrument itself; news: an article that reports it")
    province: str | None = Field(default=None, description="Province as named at the time")
    province_code: str | None = Field(
        default=None, description="Regime and statistical code, such as 63:38 or 34:38 (codes are reused between the regimes)"
    )
    province_2025: str | None = Field(default=None, description="Province among the 34 since 2025-07-01")
    doc_type: str | None = Field(default=None, description="Type of instrument: Kế hoạch, Chỉ thị, Quyết định")
    number: str | None = Field(default=None, description="The document's own number; null when left blank in a draft")
    issue_date: PartialDate | None = Field(default=None, description="Date of issue, ISO, cut to what is known")
    issuer: str | None = Field(default=None, description="Full name of the issuing body")
    title: str | None = Field(default=None, description="Title (trích yếu)")
    signer: str | None = Field(default=None, description="Name of the person who signed")
    signer_position: str | None = Field(default=None, description="Position as signed: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")
    published: PartialDate | None = Field(default=None, description="Date of publication of a news article")
    n_chars: int = Field(description="Length of the text in code points")
    n_pages: int | None = Field(default=None, description="Number of pages; null where the source has none")
    sha256: str = Field(description="SHA-256 of the file's bytes")
    loader: str = Field(description="Loader that read the file")
    warnings: tuple[str, ...] = Field(
        default=(), description="What was odd about reading it: codes, with values behind some (`ocr_pages pages=1-3`)"
    )


class Source(Model):
    """A path that holds a document."""

    document_id: str = Field(description=DOCUMENT_ID)
    path: str = Field(description="Path as given")
    member: str | None = Field(default=None, description="Path inside the archive; null outside archives")
    size: int = Field(description="Bytes")
    mtime: Moment = Field(description="Time of last change, ISO, UTC")


class Implements(Model):
    """An instrument that the document says it carries out."""

    document_id: str = Field(description=DOCUMENT_ID)
    instrument_id: str = Field(description="Identity of the instrument")
    citation_id: str = Field(description="Citation that says so")


class SectionRow(Model):
    """A node of the document's outline."""

    section_id: str = Field(description="Identity of the section")
    document_id: str = Field(description=DOCUMENT_ID)
    parent_id: str | None = Field(default=None, description="Section that holds it; null at the top")
    kind: SectionKind = Field(description="What it is")
    label: str | None = Field(default=None, description="Marker as written: I., 1.1., a), Điều 3")
    title: str | None = Field(default=None, description="Heading words without the marker")
    level: int = Field(description="Depth, 0 at the top")
    start: int = Field(description=START)
    end: int = Field(description=END)
    page: int | None = Field(default=None, description=PAGE)


class CitationRow(Model):
    """One mention of an instrument. The columns say what this document says of it."""

    citation_id: str = Field(description="Identity of the mention")
    document_id: str = Field(description=DOCUMENT_ID)
    section_id: str | None = Field(default=None, description="Innermost section that holds it")
    start: int = Field(description=START)
    end: int = Field(description=END)
    page: int | None = Field(default=None, description=PAGE)
    text: str = Field(description=TEXT)
    type: str = Field(description="Type of instrument")
    number: str | None = Field(default=None, description="Canonical number; null where the text has none")
    issue_date: PartialDate | None = Field(
        default=None, description="Date of issue as the document gives it, here or in the mention that this one repeats"
    )
    issuer: str | None = Field(default=None, description="Full name of the issuer")
    title: str | None = Field(default=None, description="Name of a law, or the title")
    instrument_id: str | None = Field(default=None, description="Identity of the instrument; null where it stays open")
    relation: Relation | None = Field(default=None, description="What the document does with the instrument")
    pinpoint: str | None = Field(default=None, description="Article, clause and point, as written")
    form: CitationForm = Field(description="full, short or name")
    rule: str = Field(description="Rule that found it")
    flags: tuple[str, ...] = Field(default=(), description="Doubts and repairs, such as malformed_number")


class Instrument(Model):
    """A cited instrument: what the whole corpus says of it."""

    instrument_id: str = Field(description="Akoma Ntoso style name: /akn/vn/act/quyet-dinh/ttg/2022-03-30/407")
    type: str = Field(description="Type of instrument")
    number: str | None = Field(default=None, description="Canonical number")
    issue_date: PartialDate | None = Field(default=None, description="Date that most mentions give")
    issuer: str | None = Field(default=None, description="Issuer that most mentions give")
    title: str | None = Field(default=None, description="Title that most mentions give")
    n_mentions: int = Field(description="Mentions in the corpus")
    n_documents: int = Field(description="Documents that cite it")
    flags: tuple[str, ...] = Field(default=(), description="date_conflict, title_variant: mentions disagree")


class Agency(Model):
    """A body that mentions resolve to."""

    agency_id: str = Field(description="Identity that does not depend on the province")
    name: str = Field(description="Canonical name")
    kind: str = Field(description="Kind of body: so, ubnd, cong-an, nhom")
    level: str = Field(description="trung-uong, tinh, huyen, xa or khac")
    known: bool = Field(description="False: not in the table of agencies, recognized by its form")
    valid_from: Day | None = Field(default=None, description="First day of its existence; null: not recorded")
    valid_to: Day | None = Field(default=None, description="Last day of its existence; null: still there or not recorded")


class AgencySuccessor(Model):
    """Who took over which function of a body."""

    agency_id: str = Field(description="Body that ended")
    successor_id: str = Field(description="Body that took the function over")
    function: str | None = Field(default=None, description="Function that moved; null: all")
    province: str | None = Field(default=None, description="Province where this holds; null: everywhere")
    date: Day = Field(description="Day of the change")
    source: str = Field(description="Instrument that says so")


class AgencyMentionRow(Model):
    """One mention of a body."""

    mention_id: str = Field(description="Identity of the mention")
    document_id: str = Field(description=DOCUMENT_ID)
    section_id: str | None = Field(default=None, description="Innermost section that holds it")
    start: int = Field(description=START)
    end: int = Field(description=END)
    page: int | None = Field(default=None, description=PAGE)
    text: str = Field(description=TEXT)
    agency_id: str = Field(description="Identity of the body")
    flags: tuple[str, ...] = Field(
        default=(),
        description="Doubts, such as ocr_doubtful; agency_ended, agency_not_yet: the body did not exist on the document's day",
    )


class TaskRow(Model):
    """One directing sentence, list item, labelled block or table row."""

    task_id: str = Field(description="Identity of the task")
    document_id: str = Field(description=DOCUMENT_ID)
    section_id: str | None = Field(default=None, description="Innermost section that holds it")
    start: int = Field(description=START)
    end: int = Field(description=END)
    page: int | None = Field(default=None, description=PAGE)
    text: str = Field(description=TEXT + "; without the list label")
    kind: str = Field(description="do, report, fund, coordinate, publish, inspect or train")
    deadline_text: str | None = Field(default=None, description="The words that say by when or how often")
    deadline_date: PartialDate | None = Field(
        default=None, description="The deadline as a date where the words give one; a quarter is its last month"
    )
    recurrence: str | None = Field(default=None, description="yearly, half-yearly, quarterly, monthly, weekly, daily or periodic")
    output: str | None = Field(default=None, description="Product named by the task")
    target: str | None = Field(default=None, description="Figure to reach")
    funding: str | None = Field(default=None, description="Source of funds named")
    flags: tuple[str, ...] = Field(
        default=(), description="Doubts about the task; agency_ended, agency_not_yet: a body charged did not exist on the document's day"
    )


class TaskAgencyRow(Model):
    """The role of a body in a task."""

    task_id: str = Field(description="The task")
    mention_id: str = Field(description="The mention that names the body")
    role: Role = Field(description="lead or support")
    agency_id: str = Field(description="Identity of the body")
    text: str = Field(description="The body as written")
    source: RoleSource = Field(description="Where the role was read")
    start: int = Field(description=START)
    end: int = Field(description=END)


class TaskCitation(Model):
    """A citation inside a task's words."""

    task_id: str = Field(description="The task")
    citation_id: str = Field(description="The citation")


class RecipientRow(Model):
    """A line of Nơi nhận."""

    document_id: str = Field(description=DOCUMENT_ID)
    mention_id: str = Field(description="The mention")
    text: str = Field(description="The line as written")
    agency_id: str | None = Field(default=None, description="Identity of the body; null where the line names none")


class EvidenceRow(Model):
    """The words behind a value that is no mention itself."""

    owner_table: str = Field(description="Table of the value")
    owner_id: str = Field(description="Key of the value's row")
    field: str = Field(description="Column of the value")
    start: int = Field(description=START)
    end: int = Field(description=END)
    page: int | None = Field(default=None, description=PAGE)
    text: str = Field(description=TEXT)
    rule: str = Field(description="Rule that found it")
    flags: tuple[str, ...] = Field(default=(), description="Doubts about the value")


class BoxRow(Model):
    """A printed line, or the part of it, that a citation, task or agency mention of a PDF or scan stands on."""

    owner_table: str = Field(description="Table of the mention: citations, tasks or agency_mentions")
    owner_id: str = Field(description="Key of the mention's row")
    part: int = Field(description="Number of the line, from 0")
    page: int = Field(description="Page of the line, from 1")
    x0: int = Field(description="Left edge in tenths of a point, from the page's left")
    y0: int = Field(description="Upper edge in tenths of a point, from the page's top")
    x1: int = Field(description="Right edge in tenths of a point, from the page's left")
    y1: int = Field(description="Lower edge in tenths of a point, from the page's top")


class Failure(Model):
    """A file that gave no record, and why."""

    path: str = Field(description="The file")
    stage: str = Field(description="load, extract or store")
    code: str = Field(description="Stable code of the reason, such as encrypted or pdf_damaged")
    reason: str = Field(description="What went wrong, for people, in English")
    details: str = Field(default="{}", description="What the sentence of the reason is filled with, a JSON object")
    attempts: int = Field(description="How often it was tried")
    time: Moment = Field(description="When it was last tried, ISO, UTC")


class DocumentRecord(Model):
    """Everything that was read from one document. `parts` are documents attached to it (a decision's plan)."""

    schema_version: str = SCHEMA_VERSION
    document: Document
    text: str = Field(description="The text that all offsets point into")
    sources: tuple[Source, ...] = ()
    implements: tuple[Implements, ...] = ()
    sections: tuple[SectionRow, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    instruments: tuple[Instrument, ...] = Field(default=(), description="Instruments as this document alone shows them")
    agencies: tuple[Agency, ...] = ()
    agency_mentions: tuple[AgencyMentionRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    task_agencies: tuple[TaskAgencyRow, ...] = ()
    task_citations: tuple[TaskCitation, ...] = ()
    recipients: tuple[RecipientRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    boxes: tuple[BoxRow, ...] = Field(default=(), description="Places on the pages; empty for a source without pages")
    parts: tuple["DocumentRecord", ...] = ()


class Table(Model):
    """A table of the contract: its name, its row model and its key."""

    name: str
    row: type[Model]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(self.row.model_fields)


TABLES: dict[str, Table] = {
    name: Table(name=name, row=row, key=key)
    for name, row, key in (
        ("documents", Document, ("document_id",)),
        ("sources", Source, ("document_id", "path")),
        ("implements", Implements, ("document_id", "instrument_id")),
        ("sections", SectionRow, ("section_id",)),
        ("citations", CitationRow, ("citation_id",)),
        ("instruments", Instrument, ("instrument_id",)),
        ("agencies", Agency, ("agency_id",)),
        ("agency_successors", AgencySuccessor, ("agency_id", "successor_id", "function", "province")),
        ("agency_mentions", AgencyMentionRow, ("mention_id",)),
        ("tasks", TaskRow, ("task_id",)),
        ("task_agencies", TaskAgencyRow, ("task_id", "mention_id", "role")),
        ("task_citations", TaskCitation, ("task_id", "citation_id")),
        ("recipients", RecipientRow, ("document_id", "mention_id")),
        ("evidence", EvidenceRow, ("owner_table", "owner_id", "field")),
        ("boxes", BoxRow, ("owner_table", "owner_id", "part")),
        ("failures", Failure, ("path",)),
    )
}
"""The tables in the order of design and export."""
