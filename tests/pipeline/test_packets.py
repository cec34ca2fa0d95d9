"""What workers send: records as columns, several documents at a time, and what of it is done again when a worker ends."""

from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from pipeline.engines.pool import shards
from pipeline.outcomes import Ended, Job, Outcome, Packet
from pipeline.packets import packed
from pipeline.plan import Todo
from pipeline.processes import Begun, Finished
from pipeline.store import FileState, Store
from pipeline.workers import _Post
from schemas import TABLES
from tests.pipeline.conftest import make_record


def outcome(name: str, text: str) -> Outcome:
    return Outcome(name, name, make_record(text, path=name))


def test_a_packet_brings_what_the_records_would(tmp_path: Path) -> None:
    events = [Begun("a", "a"), outcome("a", "một"), Ended("a", "0"), Begun("b", "b"), outcome("b", "hai"), Ended("b", "1")]
    *begun, packet = packed(events)
    assert begun == [events[0], events[3]], "what is begun is told at once"
    assert isinstance(packet, Packet)
    assert [type(event).__name__ for event in packet.events] == ["Outcome", "Ended", "Outcome", "Ended"]
    found = [event.found for event in packet.events if isinstance(event, Outcome) and event.found and not event.record]
    assert [(one.citations, one.tasks) for one in found] == [(2, 1), (2, 1)]
    with Store(tmp_path / "one") as one, Store(tmp_path / "other") as other:
        one.apply([packet.parcel])
        other.put(make_record("một", path="a"), "a")
        other.put(make_record("hai", path="b"), "b")
        for table in TABLES:
            assert one.rows(table) == other.rows(table), table


def test_copies_of_a_document_go_in_packets_of_their_own(tmp_path: Path) -> None:
    packets = list(packed([outcome("b", "một"), Ended("b", "0"), outcome("a", "một"), Ended("a", "0")]))
    assert len(packets) == 2
    with Store(tmp_path) as store:
        store.apply([packet.parcel for packet in packets if isinstance(packet, Packet)])
        assert store.counts()["documents"] == 1 and store.counts()["citations"] == 2 and store.counts()["sources"] == 2
        assert store.record("a").document.source_path == "a", "the rows are those of the path that sorts first"


def test_a_record_that_breaks_a_key_fails_alone() -> None:
    good = make_record("hai", path="b")
    bad = good.model_copy(update={"citations": good.citations * 2})
    (packet,) = packed([outcome("a", "một"), Outcome("b", "b", bad), Outcome("c", "c", make_record("ba", path="c"))])
    assert isinstance(packet, Packet) and set(packet.parcel.paths) == {"a", "c"}
    codes = {event.name: event.code for event in packet.events if isinstance(event, Outcome)}
    assert codes == {"a": "", "b": "store_key", "c": ""}


def post(*jobs: Job) -> _Post:
    return _Post(cast(Any, SimpleNamespace()), deque(jobs), shards=1)


def test_what_was_not_told_is_read_again_and_what_was_told_is_not() -> None:
    one = post(Job("z", "z"), Job("a", "a"), Job("b", "b"))
    parcel = cast(Any, None)
    one.note(Begun("z", "z!/0"))
    one.note(Packet((Outcome("z", "z!/0"), Outcome("z", "z!/1")), parcel))
    one.note(Begun("z", "z!/2"))
    one.note(Begun("a", "a"))
    assert one.left() == (Job("a", "a"), 1), "the archive is done, but the rest of it was never told"
    assert [job.skip for job in one.jobs] == [{"z!/0", "z!/1"}, set(), set()]
    one.note(Packet((Outcome("z", "z!/2"), Ended("z", "0"), Outcome("a", "a"), Ended("a", "0")), parcel))
    assert one.left() == (Job("b", "b"), 0) and not one.told
    one.note(Finished())
    assert one.shards == 0


def todo(name: str, size: int) -> Todo:
    return Todo(Job(name, name), "new", FileState(size, 0, "", "", ""))


def test_files_go_to_workers_together_by_size_and_fewer_towards_the_end() -> None:
    files = [*(todo(f"{i}.txt", 9_000) for i in range(200)), todo("a.doc", 1), todo("quét.pdf", 9_000_000), todo("b.doc", 1)]
    found = list(shards(files, 2))
    assert sorted(job.name for shard in found for job in shard) == sorted(one.job.name for one in files), "each once"
    sizes = [len(shard) for shard in found]
    assert max(sizes) <= 16 and sizes[0] > 10 and sizes[-3] < 4
    assert ["quét.pdf"] in [[job.name for job in shard] for shard in found], "a long one keeps no other waiting"
    assert [job.name for job in found[-1]] == ["a.doc", "b.doc"], "one start of LibreOffice"
