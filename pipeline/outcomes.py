"""What passes between the batch and its workers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.store.parcel import Parcel
from schemas import DocumentRecord


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. `name` is what the store calls it, `path` where it lies; documents in `skip` have been read, or ended a worker."""

    path: str
    name: str
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A record in numbers: the document, and how much is in it and the documents attached to it."""

    document_id: str
    pages: int
    citations: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a record, or the stage that failed (`load`, `extract`, `store`) and why (a reason's code and values).

    `name` is the name of the file, or `archive.zip!/member` for a member of an archive, whose name is `file`. A record that lies in
    the packet's parcel is only told of, as `found`.
    """

    file: str
    name: str
    record: DocumentRecord | None = None
    stage: str = ""
    code: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """All documents of a file have been told of. `sha256` is that of the file; empty where it could not be opened."""

    name: str
    sha256: str


class Flush:
    """What was told so far is to be in the store before more is asked for: the engine drops its own copy then."""


@dataclass(frozen=True, slots=True)
class Packet:
    """What became of several documents, in their order, with the records in a form that the writer has least work with."""

    events: tuple[Outcome | Ended, ...]
    parcel: Parcel


Event = Outcome | Ended | Packet | Flush
"""What an engine tells the batch."""
