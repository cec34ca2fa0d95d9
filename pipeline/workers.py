"""Reading many files in several processes, of which any may die without harm to the rest."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait

from pipeline.options import Options
from pipeline.outcomes import Ended, Job, Outcome, Packet
from pipeline.processes import Begun, Died, Finished, Worker

TARGET = "pipeline.reading:read_files"

PACKED = "|pipeline.packets:packed"
"""What a target's events go through on their way."""

MAX_DEATHS = 10
"""Members of one archive that may end their worker before the rest of the archive is given up."""

Heard = Callable[[object], None]
"""Is given all that a worker sends, Begun and Alive among it."""


@dataclass
class _Post:
    """A worker with what it has been given and has not told the end of, in order, and where it is.

    `shards` are those that it has not finished; `told` the documents of the first of its files that have been told of.
    """

    worker: Worker
    jobs: deque[Job] = field(default_factory=deque)
    shards: int = 0
    begun: Begun | None = None
    told: set[str] = field(default_factory=set)

    def note(self, event: object) -> None:
        """Keep track of where the worker is."""
        match event:
            case Begun():
                self.begun = event
            case Outcome():
                self.begun = None
                self.told.add(event.name)
            case Ended():
                self.jobs.popleft()
                self.told.clear()
                self.begun = None
            case Packet():
                for one in event.events:
                    self.note(one)
            case Finished():
                self.shards -= 1
            case _:
                pass

    def left(self) -> tuple[Job, int]:
        """The file that the worker is at, and its place among those that it has not told the end of."""
        if self.told:
            self.jobs[0] = replace(self.jobs[0], skip=self.jobs[0].skip | self.told)
        at = next((place for place, job in enumerate(self.jobs) if self.begun and job.name == self.begun.file), 0)
        return self.jobs[at], at


class Workers:
    """Up to `count` processes that read files. A context manager; leaving it ends them."""

    def __init__(self, count: int, options: Options, target: str | None = None, *, packed: bool = False) -> None:
        """`packed` has the workers send packets instead of an Outcome for each document."""
        self.count, self.options, self.target = count, options, (target or TARGET) + (PACKED if packed else "")
        self.posts: list[_Post] = []
        self.deaths: dict[str, int] = {}
        self.heard: Heard = lambda event: None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *args: object) -> None:
        for post in self.posts:
            post.worker.close()
        self.posts.clear()

    def read(self, shards: Iterable[Sequence[Job]]) -> Iterator[Outcome | Ended | Packet]:
        """Outcomes of all documents, and Ended after those of each file. Files come in the order in which they are finished.

        A shard is read by one worker, in its order. What a worker has read and not told when it ends is read again by another.
        Raises WorkerFailed where no worker can start.
        """
        waiting: deque[Sequence[Job]] = deque()
        coming = iter(shards)
        while True:
            self._hand_out(waiting, coming)
            busy = [post for post in self.posts if post.jobs]
            if not busy:
                return
            first = min(post.worker.deadline for post in busy)
            ready = wait([post.worker.channel for post in busy], max(0.0, first - time.monotonic()))
            for post in busy:
                if post.worker.channel in ready or post.worker.deadline < time.monotonic():
                    yield from self._heard(post, post.worker.channel in ready, waiting)

    def _hand_out(self, waiting: deque[Sequence[Job]], coming: Iterator[Sequence[Job]]) -> None:
        """Give each worker one shard more than it is at, so that none waits for the writer; start workers while there is work for them."""
        while True:
            post = min(self.posts, key=lambda post: post.shards, default=None)
            room = len(self.posts) < self.count
            if post is not None and post.shards > 1 and not room:
                return
            shard = waiting.popleft() if waiting else next(coming, None)
            if shard is None:
                return
            if post is None or (post.shards and room):
                post = _Post(Worker(self.target, self.options))
                self.posts.append(post)
            post.jobs.extend(shard)
            post.shards += 1
            post.worker.send(list(shard))

    def _heard(self, post: _Post, ready: bool, waiting: deque[Sequence[Job]]) -> Iterator[Outcome | Ended | Packet]:
        """One event of a worker; of one that died, what became of the document that it was on."""
        try:
            if not ready and not post.worker.channel.poll():
                raise post.worker.overdue()
            event = post.worker.receive()
        except Died as death:
            post.worker.close()
            self.posts.remove(post)
            yield from self._buried(post, death, waiting)
            return
        self.heard(event)
        post.note(event)
        if isinstance(event, Outcome | Ended | Packet):
            yield event

    def _buried(self, post: _Post, death: Died, waiting: deque[Sequence[Job]]) -> Iterator[Outcome | Ended]:
        """What ended the worker is told; the rest of its files is read by another, and so are the other members of an archive."""
        job, at = post.left()
        del post.jobs[at]
        culprit, sha256 = (post.begun.name, post.begun.sha256) if post.begun else (job.name, "")
        yield Outcome(job.name, culprit, stage="load", code=death.code, values=death.values)
        self.deaths[job.name] = self.deaths.get(job.name, 0) + 1
        if culprit == job.name or self.deaths[job.name] > MAX_DEATHS:
            if culprit != job.name:
                yield Outcome(job.name, job.name, stage="load", code="given_up", values={"n": MAX_DEATHS})
            yield Ended(job.name, sha256)
        else:
            post.jobs.insert(at, replace(job, skip=job.skip | {culprit}))
        if post.jobs:
            waiting.appendleft(tuple(post.jobs))
