"""What flows between the stages: the text as read, the mentions found in it, the rows of the tables."""

from schemas.base import SCHEMA_VERSION, Evidence, Model, PartialDate, Span, changed, record
from schemas.mentions import AgencyMention, Citation, Header, Pinpoint, Recipient, Section, Task, TaskAgency
from schemas.tables import TABLES, DocumentRecord, Table
from schemas.text import Box, Cell, Line, Mark, Page, SourceText, collapse

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "AgencyMention",
    "Box",
    "Cell",
    "Citation",
    "DocumentRecord",
    "Evidence",
    "Header",
    "Line",
    "Mark",
    "Model",
    "Page",
    "PartialDate",
    "Pinpoint",
    "Recipient",
    "Section",
    "SourceText",
    "Span",
    "Table",
    "Task",
    "TaskAgency",
    "changed",
    "collapse",
    "record",
]
