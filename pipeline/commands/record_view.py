"""A document's record as tables and a tree for the terminal, narrow enough for 80 columns."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pipeline.commands.output import flag_words, table, value
from pipeline.commands.task_words import STYLES, task_words
from pipeline.messages import Lang, message
from pipeline.messages_warnings import told
from schemas import Citation, DocumentRecord, collapse
from schemas.tables import CitationRow, Document, SectionRow, TaskRow

_FIELDS = (
    "document_id", "source_path", "source_kind", "province", "doc_type", "number", "issue_date", "issuer", "title", "signer",
    "signer_position", "published", "n_pages", "warnings",
)  # fmt: skip
_HEADINGS = ("part", "heading", "appendix")
_BEGINNING = 80  # code points of a section's text in the outline


def record_view(record: DocumentRecord, lang: Lang) -> Iterator[RenderableType]:
    """Header, headings, citations, tasks and recipients of a record, then of the documents attached to it."""
    yield _header(record.document, lang)
    headings = [section for section in record.sections if section.kind in _HEADINGS]
    if headings:
        yield _tree(message(lang, "show.outline"), headings, record.text, lang)
    if record.citations:
        yield citations_view(record.citations, lang, record.text)
    if record.tasks:
        yield _tasks(record, lang)
    if record.recipients:
        yield message(lang, "show.recipients", n=len(record.recipients))
        yield from (f"  {recipient.text}" for recipient in record.recipients)
    for part in record.parts:
        yield f"\n{message(lang, 'show.part')}"
        yield from record_view(part, lang)


def _header(document: Document, lang: Lang) -> Table:
    """What the document says of itself; what it does not say is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for field in _FIELDS:
        found = getattr(document, field)
        if field == "source_kind":
            found = value(lang, found)
        elif field == "warnings":
            found = tuple(told(lang, one) for one in found)
        if found:
            grid.add_row(message(lang, f"column.{field}"), "\n".join(found) if isinstance(found, tuple) else str(found))
    return grid


def citations_view(citations: Sequence[Citation | CitationRow], lang: Lang, text: str = "") -> Table:
    """Citations with their place, as written, and what was read in them. `text` is that of their document, if it is a longer one."""
    rows = ((_place(lang, c, text), Text(c.text, style=STYLES["citation"]), _lines(lang, _stated(c, lang))) for c in citations)
    return table(lang, ("place", "text", "read"), rows, message(lang, "show.citations", n=len(citations)))


def _place(lang: Lang, found: Citation | CitationRow | TaskRow, text: str) -> str:
    """Where words stand: offsets into the text, below them the page, or for a source without pages the line of `show --text`."""
    page = getattr(found, "page", None)
    where = [f"{found.start}-{found.end}"]
    if page is not None:
        where.append(message(lang, "show.page", n=page))
    elif text:
        where.append(message(lang, "show.line", n=text.count("\n", 0, found.start) + 1))
    return "\n".join(where)


def _stated(c: Citation | CitationRow, lang: Lang) -> dict[str, str | None]:
    return {
        "number": c.number, "issue_date": c.issue_date, "issuer": c.issuer, "title": c.title, "pinpoint": c.pinpoint,
        "relation": value(lang, c.relation), "flags": ", ".join(c.flags),
    }  # fmt: skip


def _tasks(record: DocumentRecord, lang: Lang) -> Table:
    names: dict[tuple[str, str], list[str]] = {}
    for agency in record.task_agencies:
        names.setdefault((agency.task_id, agency.role), []).append(agency.text)
    rows = ((_place(lang, t, record.text), task_words(record, t), _lines(lang, _charge(t, names, lang))) for t in record.tasks)
    return table(lang, ("place", "text", "charge"), rows, message(lang, "show.tasks", n=len(record.tasks)))


def _charge(task: TaskRow, names: Mapping[tuple[str, str], Sequence[str]], lang: Lang) -> dict[str, str | None]:
    who = {role: "; ".join(names.get((task.task_id, role), ())) for role in ("lead", "support")}
    details = {name: getattr(task, name) for name in ("deadline_text", "output", "target", "funding")}
    return {**who, **details, "flags": ", ".join(flag_words(lang, task.flags))}


def _lines(lang: Lang, values: Mapping[str, str | None]) -> Text:
    """One line for each value that is there, with its name before it."""
    shown = ((f"{message(lang, f'column.{name}')}: ", found) for name, found in values.items() if found)
    return Text("\n").join(Text.assemble((name, "dim"), found) for name, found in shown)


def _heading(section: SectionRow, text: str, lang: Lang) -> str:
    """Label and title of a section; one without a title shows how its text begins."""
    if section.title:
        return " ".join(filter(None, (section.label, section.title)))
    beginning = shorten(collapse(text[section.start : section.end]), _BEGINNING, placeholder=" …")
    return f"{message(lang, 'show.table')}: {beginning}" if section.kind == "table" else beginning


def _tree(title: str, sections: Sequence[SectionRow], text: str, lang: Lang) -> Tree:
    """Sections as a tree; one whose parent is not among them stands at the top."""
    top = Tree(Text(title, style="bold"))
    nodes: dict[str | None, Tree] = {None: top}
    for section in sections:
        nodes[section.section_id] = nodes.get(section.parent_id, top).add(Text(_heading(section, text, lang)))
    return top


def outline_view(record: DocumentRecord, lang: Lang) -> Iterator[RenderableType]:
    """The sections of a record as a tree, then those of the documents attached to it."""
    top = record.document.title or record.document.source_path
    yield _tree(top, record.sections, record.text, lang) if record.sections else message(lang, "show.outline_empty")
    for part in record.parts:
        yield from outline_view(part, lang)
