"""A reading for the workers of the tests: a file's text says what happens to it.

`load`, `extract`, `store` fail at that stage; `die` kills the process, `die around` the one that started it, `hang` never ends, `eat`
fills the memory; `slow` and a line takes a while; `archive` and lines: a file of many documents. Anything else is the document's text.
"""

import hashlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from conftest import make_record

from pipeline.loaders import Options
from pipeline.outcomes import Ended, Job, Outcome
from pipeline.processes import Begun


def read_files(jobs: Sequence[Job], options: Options) -> Iterator[object]:
    for job in jobs:
        yield Begun(job.name, job.name)
        if "FAKE_READING_LOG" in os.environ:
            with Path(os.environ["FAKE_READING_LOG"]).open("a") as log:
                log.write(f"{os.getpid()} {Path(job.path).name}\n")
        try:
            text = Path(job.path).read_text(encoding="utf-8")
        except OSError:
            yield Outcome(job.name, job.name, stage="load", code="missing")
            yield Ended(job.name, "")
            continue
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        kind, *lines = text.splitlines() or [""]
        members = {f"{job.name}!/{i}": line for i, line in enumerate(lines)} if kind == "archive" else {job.name: text}
        for name, content in members.items():
            if name not in job.skip:
                yield Begun(job.name, name, sha256)
                yield _outcome(job.name, name, content)
        yield Ended(job.name, sha256)


def _outcome(file: str, name: str, text: str) -> Outcome:
    match text:
        case "load":
            return Outcome(file, name, stage="load", code="pdf_damaged")
        case "extract":
            return Outcome(file, name, stage="extract", code="extract_fault", values={"detail": "ZeroDivisionError: chia"})
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die around":
            time.sleep(0.3)  # as one that eats up a machine does not do so at once
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        case "hang":
            time.sleep(600)
        case "eat":
            bytearray(4 << 30)
    if text.startswith("slow\n"):
        time.sleep(0.1)
    record = make_record(text, path=name)
    record = record.model_copy(update={"document": record.document.model_copy(update={"loader": str(os.getpid())})})
    return Outcome(file, name, record.model_copy(update={"citations": record.citations * 2}) if text == "store" else record)
