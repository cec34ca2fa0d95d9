"""What came of a shard's files: a folder with a Parquet file for each table, and one of events that says what became of which document.

The rows are those that a worker of one machine sends (pipeline.packets), with the number of their packet before them, so that a query may
read them where they lie: `FROM 'shards/*/*.shard/citations.parquet'`. No objects are pickled: whoever can write to the shared folder must
not be able to run code here.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pipeline.columns import Column, arrow_columns
from pipeline.outcomes import Ended, Found, Outcome, Packet
from pipeline.packets import packet_of
from pipeline.store import PACKED, Parcel, described

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

EVENTS = "events"

_NUMBER = Column("packet", "integer", False, "")
_EVENT = (
    *(Column(name, "text", False, "") for name in ("kind", "file", "name", "sha256", "stage", "code", "values")),
    Column("document_id", "text", True, ""),
    *(Column(name, "integer", True, "") for name in ("pages", "citations", "tasks")),
)


_TOGETHER = 64
"""Packets that become one. Each has its own part in every file, and many small parts take longer than what is in them."""


class ShardDamaged(Exception):
    """The folder is not whole, or is none of ours."""


@dataclass(slots=True)
class ShardWriter:
    """Writes packets to the folder `path`, which appears when all is written. A context manager; an error leaves nothing."""

    path: Path
    about: Mapping[str, str]
    """What the shard says of itself: as which program its rows were made, say."""
    _writers: dict[str, pq.ParquetWriter] = field(default_factory=dict)
    _written: int = 0
    _waiting: list[Packet] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)
    """Of those that wait."""

    def __enter__(self) -> Self:
        self._unfinished.mkdir()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush()
            for writer in self._writers.values():
                writer.close()
            if kind is None:
                self._unfinished.rename(self.path)
        finally:
            shutil.rmtree(self._unfinished, ignore_errors=True)

    @property
    def _unfinished(self) -> Path:
        return self.path.with_suffix(".tmp")

    def add(self, event: Outcome | Ended | Packet) -> None:
        """Write a packet, or an event by itself: what became of a document that ended its worker."""
        packet = event if isinstance(event, Packet) else packet_of(event)
        keys = packet.parcel.keys
        if not self._keys.isdisjoint(keys) or len(self._waiting) >= _TOGETHER:
            self._flush()
        self._waiting.append(packet)
        self._keys |= keys

    def _flush(self) -> None:
        """Write those that wait as one packet: they share no path and no document."""
        if not self._waiting:
            return
        for table in PACKED:
            parts = [packet.parcel.columns[table] for packet in self._waiting if table in packet.parcel.columns]
            if parts:
                self._write(table, described(table)[1], [list(chain.from_iterable(values)) for values in zip(*parts, strict=True)])
        events = [_row(event) for packet in self._waiting for event in packet.events]
        self._write(EVENTS, _EVENT, list(zip(*events, strict=True)))
        self._written += 1
        self._waiting, self._keys = [], set()

    def _write(self, table: str, columns: tuple[Column, ...], values: list[Any]) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - 0.3 s that `vnplans --help` need not pay

        rows = arrow_columns((_NUMBER, *columns), [[self._written] * len(values[0]), *values])
        if table == EVENTS:
            rows = rows.replace_schema_metadata(dict(self.about))
        if table not in self._writers:
            self._writers[table] = pq.ParquetWriter(self._unfinished / f"{table}.parquet", rows.schema, compression="zstd")
        self._writers[table].write_table(rows)


def about(path: Path) -> dict[str, str]:
    """What a shard says of itself. Raises ShardDamaged."""
    found = _read(path / f"{EVENTS}.parquet").schema.metadata or {}
    return {key.decode(): value.decode() for key, value in found.items() if not key.startswith(b"ARROW:")}


def read_packets(path: Path) -> Iterator[Packet]:
    """What was written, in its order. Raises ShardDamaged."""
    events = defaultdict(list)
    for row in _read(path / f"{EVENTS}.parquet").to_pylist():
        events[row["packet"]].append(_event(row))
    tables = {table: _read(path / f"{table}.parquet") for table in PACKED if (path / f"{table}.parquet").exists()}
    for number, found in events.items():
        yield Packet(tuple(found), _parcel(number if len(events) > 1 else None, tables))


def _parcel(number: int | None, tables: Mapping[str, pa.Table]) -> Parcel:
    """The rows of a packet; of None, all."""
    import pyarrow.compute as pc  # noqa: PLC0415 - see ShardWriter

    own = {table: rows if number is None else rows.filter(pc.equal(rows["packet"], number)) for table, rows in tables.items()}
    arrow = {table: rows.remove_column(0) for table, rows in own.items() if len(rows)}
    paths: dict[str, tuple[str, ...]] = {}
    if "files" in arrow:
        for path, document_id in zip(*(arrow["files"][name].to_pylist() for name in ("path", "document_id")), strict=True):
            paths[path] = (*paths.get(path, ()), document_id)
    return Parcel(paths, {}, arrow)


def _row(event: Outcome | Ended) -> tuple[object, ...]:
    if isinstance(event, Ended):
        return ("ended", event.name, event.name, event.sha256, "", "", "{}", None, None, None, None)
    found = event.found
    numbers = (found.document_id, found.pages, found.citations, found.tasks) if found else (None,) * 4
    return ("outcome", event.file, event.name, "", event.stage, event.code, json.dumps(dict(event.values), default=str), *numbers)


def _event(row: Mapping[str, Any]) -> Outcome | Ended:
    if row["kind"] == "ended":
        return Ended(row["name"], row["sha256"])
    found = Found(row["document_id"], row["pages"], row["citations"], row["tasks"]) if row["document_id"] else None
    values = json.loads(row["values"])
    return Outcome(row["file"], row["name"], stage=row["stage"], code=row["code"], values=values, found=found)


def _read(file: Path) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.read_table(file, partitioning=None)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ShardDamaged(str(error)) from error
