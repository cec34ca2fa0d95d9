"""What the batch's workers do: files to records, each document announced before it is read."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract import extract_source, file_source
from pipeline.loaders import LoadError, Options
from pipeline.loaders.load import bytes_of, contents
from pipeline.loaders.office import announce
from pipeline.loaders.sandbox import guarded
from pipeline.outcomes import Ended, Job, Outcome
from pipeline.processes import Begun
from schemas import DocumentRecord


def read_files(jobs: Sequence[Job], options: Options) -> Iterator[Begun | Outcome | Ended]:
    """Read files one after the other. Of each: Begun and Outcome for each document in it, then Ended."""
    if len(jobs) > 1:
        announce([job.path for job in jobs], _needs_office)
    for job in jobs:
        yield from read_file(job, options)


def _needs_office(data: bytes) -> bool:
    from pipeline.loaders.doc.read import needs_office  # noqa: PLC0415 - loads what other formats need not wait for

    return needs_office(data)


def read_file(job: Job, options: Options) -> Iterator[Begun | Outcome | Ended]:
    """Read the documents of one file, without those that the job says to skip."""
    yield Begun(job.name, job.name)
    try:
        data = bytes_of(job.path, options)
    except LoadError as error:
        yield _failed(job.name, job.name, error)
        yield Ended(job.name, "")
        return
    sha256 = hashlib.sha256(data).hexdigest()
    for name, content in contents(data, job.name, options):
        if name not in job.skip:
            yield Begun(job.name, name, sha256)
            yield located(read_content(job.name, name, content, options), job)
    yield Ended(job.name, sha256)


def read_content(file: str, name: str, content: bytes | LoadError, options: Options) -> Outcome:
    """Read one document. Whatever goes wrong with it is an outcome, not an error."""
    source = guarded(name, content, options)
    if isinstance(source, LoadError):
        return _failed(file, name, source)
    try:
        return Outcome(file, name, extract_source(source))
    except MemoryError:
        raise
    except Exception as error:  # one odd file must not end the reading of all the others
        return Outcome(file, name, stage="extract", code="extract_fault", values={"detail": f"{type(error).__name__}: {error}"})


def located(outcome: Outcome, job: Job) -> Outcome:
    """The outcome with what the file system says of the file where it lies, not where its name seems to say: a name may be relative to
    the folder that someone else works in, on another machine.
    """
    if outcome.record is None or job.path == job.name:
        return outcome
    return replace(outcome, record=_located(outcome.record, job))


def _located(record: DocumentRecord, job: Job) -> DocumentRecord:
    sources = tuple(file_source(one.document_id, one.path, one.size, job.name, job.path) for one in record.sources)
    return record.model_copy(update={"sources": sources, "parts": tuple(_located(part, job) for part in record.parts)})


def _failed(file: str, name: str, error: LoadError) -> Outcome:
    return Outcome(file, name, stage="load", code=error.code, values=error.values)
