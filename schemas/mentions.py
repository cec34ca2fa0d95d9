"""What the extractors find in one text. Rows of the tables (schemas.tables) add identities to these."""

from typing import Literal

from pydantic import Field

from schemas.base import Evidence, Model, PartialDate, Span

SourceKind = Literal["official", "news"]
SectionKind = Literal["head", "part", "heading", "item", "paragraph", "table", "row", "labelled", "signature", "recipients", "appendix"]
Role = Literal["lead", "support"]
RoleSource = Literal["sentence", "heading", "item", "block", "table"]
Relation = Literal["pursuant", "implements", "refers", "amends", "replaces", "repeals", "guides", "approves", "attached"]
CitationForm = Literal["full", "short", "name"]


class Pinpoint(Span):
    """One place in an instrument, such as point a of clause 2 of Article 5. None: the words do not name that level.

    Numbers are as written, letters in lower case, Roman numbers in capitals. A list gives a place for each member, a range for each that it
    spans. The span is that of the innermost level: `điểm a`, a later member of a list (`b`), for one inside a range the whole range.
    """

    point: str | None = Field(default=None, description="Điểm: a, 1.2")
    clause: str | None = Field(default=None, description="Khoản: 2")
    article: str | None = Field(default=None, description="Điều: 5, 8a")
    subsection: str | None = Field(default=None, description="Tiểu mục: 3")
    section: str | None = Field(default=None, description="Mục: 2, III")
    chapter: str | None = Field(default=None, description="Chương: II")
    part: str | None = Field(default=None, description="Phần: I, thứ hai")
    appendix: str | None = Field(default=None, description="Phụ lục: III, 01")


class Citation(Span):
    """One mention of a legal or administrative instrument other than the document itself.

    The span runs from the word for the type (`Nghị định`) to the end of the last of name, number and date. The issuer and
    title that follow are attributes; where their words stand is in `evidence`.
    """

    type: str = Field(description="Type of instrument, in Vietnamese as in Nghị định 30/2020/NĐ-CP: Quyết định, Luật")
    number: str | None = Field(default=None, description="Canonical number, such as 07/CT-TTg; null where the text has none")
    issue_date: PartialDate | None = Field(
        default=None, description="Date of issue, of this mention or of the one in the document that it repeats"
    )
    issuer: str | None = Field(default=None, description="Full name of the issuer; UBND tỉnh is completed by the document's province")
    title: str | None = Field(
        default=None, description="Name of a law, code, ordinance or constitution; else the title after về việc or phê duyệt"
    )
    relation: Relation | None = Field(default=None, description="What the document does with the instrument, where words say so")
    pinpoint: str | None = Field(default=None, description="Article, clause and point cited, as written: khoản 2 Điều 5")
    pinpoints: tuple[Pinpoint, ...] = Field(default=(), description="The places that pinpoint names, one by one")
    form: CitationForm = Field(
        default="full", description="full: with a number; name: by name only; short: a short form defined in the document"
    )
    rule: str = Field(description="Rule that found it")
    flags: tuple[str, ...] = Field(default=(), description="malformed_number, date_conflict, reported_document, …")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Words behind issuer, title, relation and a borrowed date")


class AgencyMention(Span):
    """One mention of a body, post or group of bodies."""

    agency_id: str = Field(description="Identity that does not depend on the province: so-tu-phap, ubnd-cap-huyen")
    name: str = Field(description="Canonical name of the identity")
    known: bool = Field(description="False: not in the table of agencies, recognized by its form")


class TaskAgency(AgencyMention):
    """An agency with its role in one task."""

    role: Role = Field(description="lead: charged with the task; support: works with the lead")
    source: RoleSource = Field(
        description="Where the role was read: the sentence, its heading, the sentence before, a labelled block, a table"
    )


class Task(Span):
    """One directing sentence, list item, labelled block or table row. `text` is without the list item's label."""

    kind: str = Field(default="do", description="do, report, fund, coordinate, publish, inspect or train")
    deadline_text: str | None = Field(default=None, description="The words that say by when or how often")
    deadline_date: PartialDate | None = Field(
        default=None, description="The deadline as a date where the words give one; a quarter is its last month"
    )
    recurrence: str | None = Field(
        default=None, description="yearly, half-yearly, quarterly, monthly, weekly, daily or periodic where the words say so"
    )
    output: str | None = Field(default=None, description="Product named by the task (Sản phẩm: …)")
    target: str | None = Field(default=None, description="Figures to reach, from the first to the last (tỷ lệ … đạt 100%)")
    funding: str | None = Field(default=None, description="First source of funds that the task names (nguồn chi thường xuyên)")
    flags: tuple[str, ...] = Field(default=(), description="Doubts about the task")
    agencies: tuple[TaskAgency, ...] = Field(default=(), description="Lead and supporting agencies in the order of the text")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Words behind deadline_text, output, target and funding")


class Section(Span):
    """A node of the outline. `parent` is its index in the document's list of sections, None at the top."""

    parent: int | None = Field(default=None, description="Index of the section that holds it")
    kind: SectionKind = Field(description="What it is")
    label: str | None = Field(default=None, description="Marker as written: I., 1.1., a), Điều 3")
    title: str | None = Field(default=None, description="Heading words without the marker")
    level: int = Field(default=0, description="Depth, 0 at the top")


class Recipient(AgencyMention):
    """A line of Nơi nhận."""


class Header(Model):
    """What the document says of itself; for a news article, what it says of the plan that it reports. None: it does not say."""

    source_kind: SourceKind
    province: str | None = None
    doc_type: str | None = None
    number: str | None = None
    issue_date: PartialDate | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_position: str | None = None
    published: PartialDate | None = None
    recipients: tuple[Recipient, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[str, ...] = ()
