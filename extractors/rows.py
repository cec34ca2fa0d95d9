"""A row of a table of assigned work on its way to a task."""

from collections.abc import Sequence

from extractors.assignments import agencies_in, roles_in
from extractors.candidates import Candidate
from extractors.labels import Part
from extractors.lines import Cell
from extractors.tables import Row
from extractors.view import Phrase, View

_VALUES: tuple[Part, ...] = ("deadline", "output", "target")


def row_candidate(v: View, row: Row, above: Sequence[Phrase], *, led: bool) -> Candidate:
    """The work of a row and what its cells say of it; `above` are those whom the heading over the table charges,

    `led` says that the table has a column for leads.
    """
    content = row.cells["content"]
    found = Candidate(content.start, content.end, True, block=True)
    lead, support = row.cells.get("lead"), row.cells.get("support")
    if lead:
        leads, with_them = roles_in(v, lead.start, lead.end)
        found.lead += [(p, "table") for p in leads]
        found.support += [(p, "table") for p in with_them]
    elif not support or not led:
        found.lead += [(p, "table") for p in row.group] or [(p, "heading") for p in above]
    if support:
        found.support += [(p, "table") for p in agencies_in(v, support.start, support.end)]
    found.deadline, found.output, found.target = (_span(row.cells.get(part)) for part in _VALUES)
    if (money := row.cells.get("funding")) and any(c.isalpha() for c in v.flat[money.start : money.end]):
        found.funding = (money.start, money.end)  # a sum alone names no source
    return found


def _span(cell: Cell | None) -> tuple[int, int] | None:
    return (cell.start, cell.end) if cell else None
