"""Changes of the store that are made together, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.messages import reason
from pipeline.store.manifest import FileState, set_states
from pipeline.store.parcel import Parcel
from pipeline.store.writing import Incoming, forget_paths, insert_rows
from schemas.tables import Failure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Fail:
    """Drop all that `path` held, and note why it gave no record: the stage, and a reason's code and values."""

    path: str
    stage: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finish:
    """Note that a file of the disk has been read, and the documents that it holds; what it held before and lost is dropped."""

    file: str
    state: FileState
    paths: frozenset[str]


Change = Parcel | Fail | Finish


def apply_changes(db: DuckDBPyConnection, changes: Sequence[Change]) -> list[Failure]:
    """Make the changes, in their order. Returns the failures that were noted."""
    incoming = Incoming(db, [change for change in changes if isinstance(change, Parcel)])
    failed: list[Failure] = []
    read: list[str] = []
    finished: dict[str, tuple[FileState, frozenset[str]]] = {}
    for change in changes:
        match change:
            case Parcel():
                incoming.put(change)
                read += change.paths
            case Fail():
                if change.path in incoming.keys:
                    incoming.flush()
                failed.append(_fail(db, change))
            case Finish(file, state, paths):
                finished[file] = state, paths
    incoming.flush()
    if read:
        db.execute("DELETE FROM failures WHERE path IN (SELECT unnest(?))", [read])
    if finished:
        set_states(db, finished)
    return failed


def _fail(db: DuckDBPyConnection, change: Fail) -> Failure:
    forget_paths(db, [change.path])
    (before,) = db.execute("SELECT coalesce(max(attempts), 0) FROM failures WHERE path = ?", [change.path]).fetchall()[0]
    db.execute("DELETE FROM failures WHERE path = ?", [change.path])
    failure = Failure(
        path=change.path,
        stage=change.stage,
        code=change.code,
        reason=reason("en", change.code, change.values),
        details=json.dumps(change.values, ensure_ascii=False),
        attempts=before + 1,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    insert_rows(db, "failures", [failure])
    return failure
