"""Shards on a shared folder: dealt out, lost, refused, left by a batch that was killed. The machines here are this process."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import duckdb
import pytest

from pipeline import workers
from pipeline.batch import Summary, extract_all
from pipeline.cli import main
from pipeline.engines import shards, work
from pipeline.engines.folder import SharedFolder
from pipeline.engines.shard_file import ShardDamaged, ShardWriter, about, read_packets
from pipeline.engines.shards import Lost, Shards
from pipeline.engines.work import Claim, Refused, Terms, Work, claimed, inspect, maker, run_shard, unfit
from pipeline.errors import ClusterLost, NodeBlind, NodeFiles, NodeUnwritable, PipelineError, SharedUnwritable
from pipeline.options import Limits, Options
from pipeline.outcomes import Ended, Job, Outcome, Packet
from pipeline.packets import packed
from pipeline.processes import Begun
from pipeline.store import Store
from schemas import TABLES, DocumentRecord

HERE = Path(__file__).parent
OPTIONS = Options(Limits(wall_seconds=5, cpu_seconds=5))


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setattr(workers, "TARGET", "fake_reading:read_files")
    monkeypatch.setattr(shards, "_POLL", 0.0)
    monkeypatch.setattr(work, "_TRIES", 1)
    yield
    work._kept().close()


@dataclass
class Here:
    """Runs each shard at once, in this process. `fate` may say of a shard that it is lost or refused, after it has begun a document."""

    fate: Callable[[Work, Terms], Refused | Lost | None] = lambda work, terms: None
    count: int = 1
    terms: Terms | None = None
    results: dict[object, Refused | Lost | None] = field(default_factory=dict)
    run: list[tuple[str, ...]] = field(default_factory=list)
    stopped: list[object] = field(default_factory=list)

    def open(self, terms: Terms, sample: Sequence[tuple[str, int]]) -> list[Refused]:
        self.terms = terms
        return [refused for refused in [inspect(terms, sample)] if refused]

    def close(self) -> None:
        self.terms = None

    def slots(self) -> int:
        return self.count

    def start(self, work: Work) -> object:
        assert self.terms is not None
        self.run.append(tuple(Path(job.path).name for job in work.jobs))
        self.results[work.name] = self.fate(work, self.terms) or run_shard(self.terms, work)
        return work.name

    def finished(self, handles: Sequence[object], seconds: float) -> list[tuple[object, Refused | Lost | None]]:
        return [(handle, self.results.pop(handle)) for handle in handles]

    def stop(self, handle: object) -> None:
        self.stopped.append(handle)


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text)
        os.utime(folder / name, ns=((folder / name).stat().st_mtime_ns - 10**10,) * 2)
    return [folder / name for name in texts]


def run(tmp_path: Path, files: Sequence[Path], executor: Here | None = None, options: Options = OPTIONS, force: bool = False) -> Summary:
    engine = Shards(executor or Here(), SharedFolder(tmp_path / "shared", tmp_path / "s"), options, forced=force)
    with Store(tmp_path / "s") as store:
        return extract_all(files, store, options=options, engine=engine, force=force)


def contents(folder: Path) -> list[object]:
    with Store(folder, read_only=True) as store:
        return [store.rows(table) for table in TABLES if table not in ("documents", "failures")]


def left(tmp_path: Path) -> list[str]:
    """Endings of what lies in the shared folder and in those of stores in it."""
    return sorted(file.suffix for pattern in ("*", "*/*") for file in (tmp_path / "shared").glob(pattern) if file.name[:8] != "vnplans-")


def lose(*names: str, times: int = 100, machine: bool = True) -> Callable[[Work, Terms], Lost | None]:
    """Shards with one of these files are lost while they read it, so many times."""
    counts = dict.fromkeys(names, times)

    def fate(work: Work, terms: Terms) -> Lost | None:
        for job in work.jobs:
            name = Path(job.path).name
            if counts.get(name, 0) > 0:
                counts[name] -= 1
                Claim(Path(terms.folder, f"{work.name}.claim")).heard(Begun(job.name, job.name))
                return Lost(machine=machine)
        return None

    return fate


def test_the_tables_are_those_of_the_pool_and_nothing_is_left_behind(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", a="một", b="load", c="archive\nba\nextract\nbốn", d="store", e="một", f="die", g="archive\ndie\nnăm")
    summary = run(tmp_path, files)
    with Store(tmp_path / "pool") as store:
        pool = extract_all(files, store, jobs=1, options=OPTIONS)
    assert contents(tmp_path / "s") == contents(tmp_path / "pool")
    assert [(one.path, one.code) for one in summary.failed] == [(one.path, one.code) for one in pool.failed]
    assert (summary.done, summary.citations, summary.bytes) == (pool.done, pool.citations, pool.bytes)
    assert not (tmp_path / "shared").exists()
    assert run(tmp_path, files).done == ()


def test_few_files_are_dealt_out_to_all_and_many_in_shards_of_a_hundred(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", **{f"f{i:04}": str(i) for i in range(230)})
    executor = Here(count=1)
    run(tmp_path, files[:8], executor)
    assert [len(names) for names in executor.run] == [2] * 4
    executor = Here(count=1)
    with Store(tmp_path / "n") as store:
        extract_all(files * 1, store, options=OPTIONS, engine=Shards(executor, SharedFolder(tmp_path / "x", tmp_path / "n"), OPTIONS))
    assert [len(names) for names in executor.run] == [57, 57, 57, 57, 2]


def test_a_machine_that_is_lost_loses_nothing(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(8)})
    executor = Here(lose("f3", times=1))
    assert len(run(tmp_path, files, executor).done) == 8
    assert executor.run[1:4] == [("f2", "f3"), ("f3",), ("f2",)]


def test_a_document_that_ends_the_process_is_found_in_one_retry(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(4)})
    executor = Here(lose("f2", machine=False))
    summary = run(tmp_path, files, executor)
    assert [(Path(one.path).name, one.code) for one in summary.failed] == [("f2", "killed")]
    assert len(summary.done) == 3
    assert executor.run.count(("f2",)) == 2


def test_an_error_around_the_worker_is_the_document_s(tmp_path: Path) -> None:
    fates = lose("f2", machine=False)
    executor = Here(lambda work, terms: Lost(detail="ZeroDivisionError: chia") if fates(work, terms) else None)
    summary = run(tmp_path, write(tmp_path / "raw", f1="1", f2="2", f3="3"), executor)
    assert [(Path(one.path).name, one.code, "chia" in one.reason) for one in summary.failed] == [("f2", "crashed", True)]


def test_a_shard_with_the_files_of_others_is_not_taken(tmp_path: Path) -> None:
    def fate(work: Work, terms: Terms) -> Refused | None:
        if len(executor.run) > 1:
            return None
        other = Work(work.name, (Job(str(tmp_path / "raw/other"), "other"),))
        return run_shard(terms, other) or Refused("node_blind", {"node": "n", "folder": "x"})

    executor = Here()
    executor.fate = fate
    (file,) = write(tmp_path / "raw", f="1")
    write(tmp_path / "raw", other="2")
    assert [Path(path).name for path in run(tmp_path, [file], executor).done] == ["f"]


def test_a_document_is_given_up_after_four_machines(tmp_path: Path) -> None:
    executor = Here(lose("f"))
    summary = run(tmp_path, write(tmp_path / "raw", f="1"), executor)
    assert [one.code for one in summary.failed] == ["killed"]
    assert len(executor.run) == 4


def test_a_member_that_ends_the_process_leaves_the_rest_of_its_archive(tmp_path: Path) -> None:
    def fate(work: Work, terms: Terms) -> Lost | None:
        (job,) = work.jobs
        if f"{job.name}!/1" in job.skip:
            return None
        Claim(Path(terms.folder, f"{work.name}.claim")).heard(Begun(job.name, f"{job.name}!/1"))
        return Lost()

    summary = run(tmp_path, write(tmp_path / "raw", z="archive\nmột\nhai\nba"), Here(fate))
    assert [Path(path).name for path in summary.done] == ["0", "2"]
    assert [(Path(one.path).name, one.code) for one in summary.failed] == [("1", "killed")]


def test_a_claim_that_was_cut_off_halves_the_shard(tmp_path: Path) -> None:
    def fate(work: Work, terms: Terms) -> Lost | None:
        if len(work.jobs) == 1:
            return None
        Path(terms.folder, f"{work.name}.claim").write_text('{"at": ["f')
        return Lost(machine=True)

    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(8)})
    assert len(run(tmp_path, files, Here(fate)).done) == 8


def test_machines_that_lose_everything_before_they_begin_end_the_batch(tmp_path: Path) -> None:
    with pytest.raises(ClusterLost, match="files left: 1"):
        run(tmp_path, write(tmp_path / "raw", f="1"), Here(lambda work, terms: Lost(machine=True)))


def test_a_cluster_without_processors_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_EMPTY_SECONDS", -1.0)
    with pytest.raises(ClusterLost):
        run(tmp_path, write(tmp_path / "raw", f="1"), Here(count=0))


def test_a_machine_that_loses_the_folder_does_not_end_the_work_of_the_others(tmp_path: Path) -> None:
    refusals = iter([Refused("node_blind", {"node": "n7", "folder": "/x"})] * 5)
    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(8)})
    assert len(run(tmp_path, files, Here(lambda work, terms: next(refusals, None))).done) == 8
    refused = Refused("node_blind", {"node": "n7", "folder": "/x"})
    with pytest.raises(NodeBlind, match=r"n7 .* /x"):
        run(tmp_path, files, Here(lambda work, terms: refused), force=True)


def test_a_task_whose_claim_stands_still_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "START_SECONDS", -1000.0)
    monkeypatch.setattr(shards, "_WATCH", 0.0)
    waits = {"f1": 3}

    class Hanging(Here):
        def finished(self, handles: Sequence[object], seconds: float) -> list[tuple[object, Refused | Lost | None]]:
            return [(one, self.results.pop(one)) for one in handles if one in self.stopped or self.results[one] is None]

    executor = Hanging(lose(*waits, machine=False))
    summary = run(tmp_path, write(tmp_path / "raw", f0="1", f1="2", f2="3", f3="4"), executor)
    assert [(Path(one.path).name, one.code) for one in summary.failed] == [("f1", "slow")]
    assert len(executor.stopped) == 2


# What a batch that was killed leaves


def interrupted(tmp_path: Path, files: Sequence[Path]) -> Here:
    """A batch that ends when half of the shards lie there, of which none is in the store."""
    executor = Here()

    class Stop(BaseException):
        pass

    def finished(handles: Sequence[object], seconds: float) -> list[tuple[object, Refused | Lost | None]]:
        raise Stop

    executor.finished = finished  # type: ignore[method-assign]
    with pytest.raises(Stop):
        run(tmp_path, files, executor)
    return executor


def test_shards_that_lie_there_are_not_read_again(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(8)})
    first = interrupted(tmp_path, files)
    assert first.run == [("f0", "f1"), ("f2", "f3")]
    assert left(tmp_path) == [".shard", ".shard"]
    second = Here()
    assert len(run(tmp_path, files, second).done) == 8
    assert second.run == [("f4",), ("f5",), ("f6",), ("f7",)]
    assert not (tmp_path / "shared").exists()


@pytest.mark.parametrize("change", ["file", "force", "settings", "damaged", "program"])
def test_shards_of_another_state_are_read_again(tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write(tmp_path / "raw", **{f"f{i}": str(i) for i in range(4)})
    first = interrupted(tmp_path, files)
    assert first.run == [("f0",), ("f1",)]
    match change:
        case "file":
            write(tmp_path / "raw", f0="không", f1="một")
        case "damaged":
            for file in (tmp_path / "shared").rglob("tasks.parquet"):
                file.write_bytes(file.read_bytes()[:-100])
        case "program":
            monkeypatch.setattr(shards, "maker", lambda options: "0.0.9 x")
            monkeypatch.setattr(work, "maker", lambda options: "0.0.9 x")
            work._own_maker.cache_clear()
    second = Here()
    options = Options(Limits(wall_seconds=6)) if change == "settings" else OPTIONS
    assert len(run(tmp_path, files, second, options, force=change == "force").done) == 4
    assert len(second.run) == 4
    work._own_maker.cache_clear()


def test_two_stores_share_a_folder_and_a_folder_of_others_stays(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/theirs.txt").write_text("x")
    one, other = (SharedFolder(tmp_path / "shared", tmp_path / name) for name in "ab")
    assert one.path != other.path
    run(tmp_path, write(tmp_path / "raw", f="1"))
    assert left(tmp_path) == [".txt"]


def test_a_shared_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "shared").write_text("a file")
    with pytest.raises(SharedUnwritable, match="shared"):
        run(tmp_path, write(tmp_path / "raw", f="1"))


# A machine


def terms(folder: Path, options: Options = OPTIONS) -> Terms:
    (folder / "token").write_text("t")
    return Terms(str(folder), "t", maker(options), options, workers.TARGET)


def test_a_machine_says_why_it_cannot_take_part(tmp_path: Path) -> None:
    good = terms(tmp_path)
    assert unfit(good) is None
    assert refused(good, token="another").code == "node_blind"
    assert refused(good, folder=str(tmp_path / "nowhere")).code == "node_blind"
    assert refused(good, made_by="0.0.9 x").code == "node_other"
    pdfium = metadata.version("pypdfium2")
    other = refused(good, made_by=good.made_by.replace(f"pypdfium2 {pdfium}", "pypdfium2 5.0.0"))
    assert (other.values["own"], other.values["wanted"]) == (f"pypdfium2 {pdfium}", "pypdfium2 5.0.0")
    assert inspect(good, [(str(Path(__file__)), Path(__file__).stat().st_size)]) is None
    for file, size in ((str(tmp_path / "nowhere"), 1), (str(Path(__file__)), 1)):
        found = inspect(good, [(file, size)])
        assert found is not None and (found.code, found.values["path"]) == ("node_files", file)


def refused(good: Terms, **other: str) -> Refused:
    found = unfit(Terms(**{name: other.get(name, getattr(good, name)) for name in Terms.__slots__}))
    assert found is not None
    return found


def test_each_refusal_has_its_error() -> None:
    errors: dict[str, type[PipelineError]] = {"node_files": NodeFiles, "node_unwritable": NodeUnwritable}
    for code, kind in errors.items():
        assert isinstance(shards.refusal(Refused(code, dict.fromkeys(("node", "path", "folder", "detail"), "x"))), kind)


_FULL = """
import resource, sys
from pathlib import Path
from pipeline.engines.work import Terms, Work, maker, run_shard
from pipeline.options import Options
from pipeline.outcomes import Job
folder, raw, target = sys.argv[1:]
(Path(folder) / "token").write_text("t")
jobs = tuple(Job(str(file), file.name) for file in sorted(Path(raw).iterdir()))
terms = Terms(folder, "t", maker(Options()), Options(), target)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
print(run_shard(terms, Work("s", jobs)))
"""


def test_a_disk_that_is_full_is_a_refusal_and_leaves_no_half_of_a_shard(tmp_path: Path) -> None:
    files = write(tmp_path / "raw", **{f"f{i}": os.urandom(2000).hex() for i in range(40)})
    (tmp_path / "shared").mkdir()
    paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
    command = [sys.executable, "-c", _FULL, str(tmp_path / "shared"), str(files[0].parent), workers.TARGET]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths}, check=False)
    assert "node_unwritable" in done.stdout, done.stdout + done.stderr
    assert left(tmp_path) == ["", ".claim"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


# Files


def test_packets_come_back_as_they_were_written(tmp_path: Path, with_part: DocumentRecord) -> None:
    values = {"n": 3, "reason": {"code": "empty", "values": {}}}
    failed = Outcome("z", "z!/ă", stage="load", code="empty", values=values)
    read = Outcome("raw/qd.txt", "raw/qd.txt", with_part)
    (packet,) = packed([read, Ended("raw/qd.txt", "ab"), failed, Ended("z", "")])
    assert isinstance(packet, Packet)
    with ShardWriter(tmp_path / "s.shard", {"made_by": "x"}) as file:
        for event in (packet, failed, packet):
            file.add(event)
    first, again = read_packets(tmp_path / "s.shard")
    assert (first.events, again.events) == ((*packet.events, failed), packet.events), "what shares a document is apart"
    assert first.parcel.paths == packet.parcel.paths
    assert values_of(first) == values_of(packet) == values_of(again)
    assert about(tmp_path / "s.shard") == {"made_by": "x"}
    assert [one.name for one in tmp_path.iterdir()] == ["s.shard"]


def values_of(packet: Packet) -> dict[str, list[object]]:
    """Columns by table; a list is one whether it came as a tuple or not."""
    tables = packet.parcel.columns or {table: [one.to_pylist() for one in rows.columns] for table, rows in packet.parcel.arrow.items()}
    return {table: [[list(v) if isinstance(v, tuple) else v for v in column] for column in columns] for table, columns in tables.items()}


def test_packets_that_share_nothing_are_one(tmp_path: Path, make_record: Callable[..., DocumentRecord]) -> None:
    with ShardWriter(tmp_path / "s.shard", {}) as file:
        for number in range(10):
            file.add(Outcome(f"{number}", f"{number}", make_record(f"Kế hoạch {number}", path=f"{number}")))
    (packet,) = read_packets(tmp_path / "s.shard")
    assert list(packet.parcel.paths) == [event.name for event in packet.events if isinstance(event, Outcome)] == [*"0123456789"]


def test_a_shard_is_read_where_it_lies(tmp_path: Path, make_record: Callable[..., DocumentRecord]) -> None:
    with ShardWriter(tmp_path / "s.shard", {}) as file:
        file.add(Outcome("a", "a", make_record("Kế hoạch", path="a")))
    sql = f"SELECT text, flags FROM '{tmp_path}/*.shard/citations.parquet' ORDER BY start"
    assert duckdb.sql(sql).fetchall() == [("Nghị định 30", ["malformed_number"]), ("Luật", [])]


def test_a_shard_that_is_cut_off_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "s.shard"
    folder.mkdir()
    for content in (None, b"PAR1", b""):
        if content is not None:
            (folder / "events.parquet").write_bytes(content)
        with pytest.raises(ShardDamaged):
            about(folder)
        with pytest.raises(ShardDamaged):
            list(read_packets(folder))


def test_a_shard_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ShardWriter(tmp_path / "s.shard", {}) as file:
        file.add(Ended("a", ""))
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_claim_names_the_document_and_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = Claim(tmp_path / "c.claim")
    claim.heard(Begun("a.zip", "a.zip!/\udcff"))
    first = claim.file.read_text()
    assert claimed(first) == ("a.zip", "a.zip!/\udcff")
    claim.heard(Begun("a.zip", "a.zip!/\udcff", "ab"))
    assert claim.file.read_text() == first
    monkeypatch.setattr(work, "_BEAT", 0.0)
    claim.heard(Outcome("a.zip", "b"))
    assert claim.file.read_text() != first
    assert claimed(json.dumps({"at": "a"})) is None


def test_a_job_keeps_its_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = write(tmp_path / "raw", f="1")
    monkeypatch.chdir(tmp_path)
    seen: list[Job] = []

    def fate(work: Work, terms: Terms) -> None:
        seen.extend(work.jobs)

    run(tmp_path, [Path("raw/f")], Here(fate))
    assert [(job.path, job.name) for job in seen] == [(str(files[0]), "raw/f")]


# The command line


def told(capsys: pytest.CaptureFixture[str], *args: object) -> str:
    with pytest.raises(SystemExit, match="2"):
        main([*map(str, args), "--lang", "en"])
    return " ".join(capsys.readouterr().err.split())


def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.engine.find_spec", lambda name: None)
    assert "vnplans[ray]" in told(capsys, "extract", tmp_path, "--engine", "ray")


@pytest.mark.parametrize("option", ["--address", "--shared"])
def test_options_of_a_cluster_need_one(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert f"{option} is of a cluster: add --engine ray" in told(capsys, "extract", tmp_path, option, "x:1")


def test_ray_is_imported_by_no_one_who_does_not_ask_for_it() -> None:
    code = "import sys, vnplans, pipeline.cli, pipeline.batch, pipeline.engines.ray_cluster; sys.exit('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=HERE.parents[1], check=False).returncode == 0
