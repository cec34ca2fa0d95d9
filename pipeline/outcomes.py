"""What passes between the batch and its workers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas import DocumentRecord


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. `name` is what the store calls it, `path` where it lies; documents in `skip` have been read, or ended a worker."""

    path: str
    name: str
    skip: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: a record, or the stage that failed (`load`, `extract`, `store`) and why (a reason's code and values).

    `name` is the name of the file, or `archive.zip!/member` for a member of an archive, whose name is `file`.
    """

    file: str
    name: str
    record: DocumentRecord | None = None
    stage: str = ""
    code: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ended:
    """All documents of a file have been told of. `sha256` is that of the file; empty where it could not be opened."""

    name: str
    sha256: str


class Flush:
    """What was told so far is to be in the store before more is asked for: the engine drops its own copy then."""


Event = Outcome | Ended | Flush
"""What an engine tells the batch."""
