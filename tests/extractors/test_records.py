"""Records built without validation are those that validation would build; reading leaves no garbage behind."""

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from extractors.document import Reading, read_document
from extractors.garbage import uncollected
from pipeline.loaders import load
from schemas import AgencyMention, Section, record

RAW = Path(__file__).parents[2] / "data/raw"
SAMPLES = sorted(path for path in RAW.glob("*.*") if "-scan" not in path.name)  # a scan needs OCR


@cache
def text_of(path: Path) -> str:
    return load(path).text


def records_of(reading: Reading) -> Iterator[BaseModel]:
    yield from (reading.header, *reading.sections, *reading.citations, *reading.agencies, *reading.tasks)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_record_is_valid(path: Path) -> None:
    for one in records_of(read_document(text_of(path))):
        again = type(one).model_validate(one.model_dump(), strict=True)
        assert again == one and repr(again) == repr(one) and again.model_dump_json() == one.model_dump_json()


def test_a_record_is_what_the_class_would_build() -> None:
    built = record(Section, kind="item", start=3, end=9, text="a) x y")
    assert built == Section(kind="item", start=3, end=9, text="a) x y")
    assert list(built.__dict__) == list(Section.model_fields), "columns in the order of the class"
    with pytest.raises(ValidationError):
        built.level = 2  # frozen like any other
    copy = built.model_copy(update={"level": 2})
    assert (copy.level, built.level) == (2, 0)
    assert len({built, record(Section, kind="item", start=3, end=9, text="a) x y")}) == 1


def test_copies_share_no_state() -> None:
    one = record(AgencyMention, start=0, end=9, text="Sở Y tế", agency_id="so-y-te", name="Sở Y tế", known=True)
    one.model_copy().__pydantic_fields_set__.clear()
    assert one.model_dump(exclude_unset=True) == one.model_dump()


def test_reading_leaves_no_cycles() -> None:
    text = "\n\n".join(map(text_of, SAMPLES))
    read_document(text)  # what is built on first use
    gc.collect()
    reading = read_document(text)
    assert gc.collect() == 0
    assert reading.tasks
    del reading
    assert gc.collect() == 0


def test_collection_is_as_it_was_before() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()
