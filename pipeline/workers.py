"""Reading many files in several processes, of which any may die without harm to the rest."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait

from pipeline.options import Options
from pipeline.outcomes import Ended, Job, Outcome
from pipeline.processes import Begun, Died, Finished, Worker

TARGET = "pipeline.reading:read_files"

MAX_DEATHS = 10
"""Members of one archive that may end their worker before the rest of the archive is given up."""

Heard = Callable[[object], None]
"""Is given all that a worker sends, Begun and Alive among it."""


@dataclass
class _Post:
    """A worker with what it has been given and has not finished, in order, and where it is."""

    worker: Worker
    jobs: deque[Job] = field(default_factory=deque)
    begun: str = ""
    sha256: str = ""
    told: set[str] = field(default_factory=set)

    def note(self, event: object) -> None:
        """Keep track of where the worker is."""
        match event:
            case Begun():
                self.begun, self.sha256 = event.name, event.sha256
            case Outcome():
                self.begun = ""
                self.told.add(event.name)
            case Ended():
                self.jobs.popleft()
                self.told.clear()
                self.begun = self.sha256 = ""
            case _:
                pass


class Workers:
    """Up to `count` processes that read files. A context manager; leaving it ends them."""

    def __init__(self, count: int, options: Options, target: str | None = None) -> None:
        self.count, self.options, self.target = count, options, target or TARGET
        self.posts: list[_Post] = []
        self.deaths: dict[str, int] = {}
        self.heard: Heard = lambda event: None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *args: object) -> None:
        for post in self.posts:
            post.worker.close()
        self.posts.clear()

    def read(self, shards: Iterable[Sequence[Job]]) -> Iterator[Outcome | Ended]:
        """Outcomes of all documents, and Ended after those of each file. Files come in the order in which they are finished.

        A shard is read by one worker, in its order. Raises WorkerFailed where no worker can start.
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
            post = min(self.posts, key=lambda post: len(post.jobs), default=None)
            room = len(self.posts) < self.count
            if post is not None and len(post.jobs) > 1 and not room:
                return
            shard = waiting.popleft() if waiting else next(coming, None)
            if shard is None:
                return
            if post is None or (post.jobs and room):
                post = _Post(Worker(self.target, self.options))
                self.posts.append(post)
            post.jobs.extend(shard)
            post.worker.send(list(shard))

    def _heard(self, post: _Post, ready: bool, waiting: deque[Sequence[Job]]) -> Iterator[Outcome | Ended]:
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
        if not isinstance(event, Finished):
            post.note(event)
        if isinstance(event, Outcome | Ended):
            yield event

    def _buried(self, post: _Post, death: Died, waiting: deque[Sequence[Job]]) -> Iterator[Outcome | Ended]:
        """What ended the worker is told; the rest of its files is read by another, and so are the other members of an archive."""
        job = post.jobs.popleft()
        culprit = post.begun or job.name
        yield Outcome(job.name, culprit, stage="load", code=death.code, values=death.values)
        self.deaths[job.name] = self.deaths.get(job.name, 0) + 1
        if culprit == job.name or self.deaths[job.name] > MAX_DEATHS:
            if culprit != job.name:
                yield Outcome(job.name, job.name, stage="load", code="given_up", values={"n": MAX_DEATHS})
            yield Ended(job.name, post.sha256)
        else:
            post.jobs.appendleft(replace(job, skip=job.skip | post.told | {culprit}))
        if post.jobs:
            waiting.appendleft(tuple(post.jobs))
