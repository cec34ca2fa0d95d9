"""A task's words with what was read in them in colour: agencies by role, citations, deadline, output."""

from collections.abc import Iterator

from rich.text import Text

from schemas import DocumentRecord, collapse
from schemas.tables import TaskRow

STYLES = {
    "lead": "bold green", "support": "green", "citation": "cyan", "deadline_text": "bold yellow", "output": "magenta", "target": "magenta",
    "funding": "magenta",
}  # fmt: skip
"""Colours, of which none says alone what the column beside does not say in words."""


def task_words(record: DocumentRecord, task: TaskRow) -> Text:
    """The text of a task, styled. What stands outside of it (the agency of a heading) is not shown."""
    text = Text(task.text)
    for start, end, style in _marks(record, task):
        words = collapse(record.text[start:end])
        # The text is the source with white space run together: a mark stands about where the words before it end.
        before = len(collapse(record.text[task.start : start]))
        at = task.text.find(words, max(before - 1, 0)) if words else -1
        if at >= 0 and task.start <= start and end <= task.end:
            text.stylize(STYLES[style], at, at + len(words))
    return text


def _marks(record: DocumentRecord, task: TaskRow) -> Iterator[tuple[int, int, str]]:
    inside = {link.citation_id for link in record.task_citations if link.task_id == task.task_id}
    yield from ((c.start, c.end, "citation") for c in record.citations if c.citation_id in inside)
    found = (one for one in record.evidence if one.owner_table == "tasks" and one.owner_id == task.task_id)
    yield from ((one.start, one.end, one.field) for one in found if one.field in STYLES)
    yield from ((one.start, one.end, one.role) for one in record.task_agencies if one.task_id == task.task_id)
