"""Records of several documents in one message, as columns: what a worker sends, so that the one writer is not what all wait for."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.errors import StoreKeyError
from pipeline.outcomes import Ended, Found, Outcome, Packet
from pipeline.store import Packer, family

_SECONDS = 1.0
"""Work that may be lost with its process: what was read in so long, and the document after it, goes out together."""

_CHARACTERS = 2_000_000


def packed(events: Iterable[object]) -> Iterator[object]:
    """Outcomes and Ended as packets, when there is enough of them and at the end. What else comes goes on at once."""
    packing = _Packing()
    for event in events:
        if not isinstance(event, Outcome | Ended):
            yield event
            continue
        if isinstance(event, Outcome) and event.record is not None and packing.packer.shares(event.record, event.name):
            yield packing.packet()
            packing = _Packing()
        packing.add(event)
        if packing.is_full():
            yield packing.packet()
            packing = _Packing()
    if packing.events:
        yield packing.packet()


def packet_of(event: Outcome | Ended) -> Packet:
    """A packet of one event."""
    packing = _Packing()
    packing.add(event)
    return packing.packet()


@dataclass(slots=True)
class _Packing:
    """A packet in the making."""

    events: list[Outcome | Ended] = field(default_factory=list)
    packer: Packer = field(default_factory=Packer)
    since: float = field(default_factory=time.monotonic)

    def add(self, event: Outcome | Ended) -> None:
        """Take an event. A record that breaks a key of the tables is a failure, which the others do not suffer for."""
        if isinstance(event, Outcome) and event.record is not None:
            try:
                self.packer.add(event.record, event.name)
                event = replace(event, record=None, found=_found(event))
            except StoreKeyError as error:
                event = Outcome(event.file, event.name, stage="store", code="store_key", values={"detail": str(error.values["detail"])})
        self.events.append(event)

    def is_full(self) -> bool:
        """Whether it is time to send it."""
        return time.monotonic() - self.since > _SECONDS or self.packer.characters > _CHARACTERS

    def packet(self) -> Packet:
        """What was taken."""
        return Packet(tuple(self.events), self.packer.parcel())


def _found(event: Outcome) -> Found | None:
    if event.record is None:
        return None
    records = list(family(event.record))
    return Found(
        event.record.document.document_id,
        pages=event.record.document.n_pages or 0,
        citations=sum(len(one.citations) for one in records),
        tasks=sum(len(one.tasks) for one in records),
    )
