"""What came of a shard's files, as one Parquet file: a row for each event, in their order.

Rows are JSON in columns, never pickled objects: whoever can write to the shared folder must not be able to run code here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.outcomes import Ended, Outcome
from schemas import DocumentRecord

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE = 32
_COLUMNS = ("kind", "file", "name", "sha256", "stage", "code", "values")


class ShardDamaged(Exception):
    """The file is not whole, or is none of ours."""


@dataclass(slots=True)
class ShardWriter:
    """Writes events to `path`, which appears when all is written. A context manager; an error leaves no file."""

    path: Path
    about: Mapping[str, str]
    """What the file says of itself: as which program its events were made, say."""
    _rows: list[tuple[str | bytes | None, ...]] = field(default_factory=list)
    _writer: pa.parquet.ParquetWriter | None = None

    def __enter__(self) -> Self:
        import pyarrow.parquet as pq  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

        schema = _schema().with_metadata(dict(self.about))
        self._writer = pq.ParquetWriter(self._unfinished, schema, compression="zstd")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush()
            if self._writer is not None:
                self._writer.close()
            if kind is None:
                self._unfinished.rename(self.path)
        finally:
            self._unfinished.unlink(missing_ok=True)

    @property
    def _unfinished(self) -> Path:
        return self.path.with_suffix(".tmp")

    def add(self, event: Outcome | Ended) -> None:
        """Write one event."""
        if isinstance(event, Ended):
            self._rows.append(("ended", event.name, event.name, event.sha256, "", "", "{}", None))
        else:
            record = event.record.model_dump_json().encode() if event.record is not None else None
            values = json.dumps(dict(event.values), default=str)
            self._rows.append(("outcome", event.file, event.name, "", event.stage, event.code, values, record))
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._rows and self._writer is not None:
            columns = list(zip(*self._rows, strict=True))
            schema = _schema()
            arrays = [pa.array(list(values), one.type) for values, one in zip(columns, schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            self._rows = []


def about(path: Path) -> dict[str, str]:
    """What a shard's file says of itself. Raises ShardDamaged."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        found = pq.read_schema(path).metadata or {}
    except (pa.ArrowException, OSError) as error:
        raise ShardDamaged(str(error)) from error
    return {key.decode(): value.decode() for key, value in found.items() if not key.startswith(b"ARROW:")}


def read_events(path: Path) -> Iterator[Outcome | Ended]:
    """The events of a shard, some tens of documents in memory at a time. Raises ShardDamaged."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE):
                for row in batch.to_pylist():
                    yield _event(row)
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise ShardDamaged(str(error)) from error


def _event(row: Mapping[str, str]) -> Outcome | Ended:
    if row["kind"] == "ended":
        return Ended(row["name"], row["sha256"])
    record = DocumentRecord.model_validate_json(row["record"]) if row["record"] is not None else None
    return Outcome(row["file"], row["name"], record, row["stage"], row["code"], json.loads(row["values"]))


def _schema() -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([*((name, pa.string()) for name in _COLUMNS), ("record", pa.large_binary())])
