"""A reading for the workers of robustness.py: the real one, but a file whose name says so kills its worker, hangs or eats the memory."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.loaders import Options
from pipeline.outcomes import Job
from pipeline.processes import Begun
from pipeline.reading import read_file

POISON = {"kills": "killed", "hangs": "slow", "eats": "memory"}
"""What the stem of a file's name ends with, and the code of the failure that is to come of it."""


def read_files(jobs: Sequence[Job], options: Options) -> Iterator[object]:
    """As pipeline.reading.read_files, with the poison where a document is at work."""
    for job in jobs:
        for event in read_file(job, options):
            yield event
            if isinstance(event, Begun) and event.sha256:
                _act(Path(job.name).stem.rpartition("-")[2])


def _act(what: str) -> None:
    if what == "kills":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hangs":
        time.sleep(3600)
    if what == "eats":
        held = []
        while True:
            held.append(bytearray(50 << 20))
