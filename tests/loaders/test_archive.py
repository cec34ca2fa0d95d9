"""Archives: each member is a document of its own, and what is no document is a failure of its own."""

import io
import zipfile

import pytest

from pipeline.loaders import Limits, LoadError, Options, load, load_all
from schemas import SourceText
from tests.loaders.conftest import Write


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


PLAN = "Kế hoạch của tỉnh".encode()


def test_members_are_documents_by_their_own_path(write: Write) -> None:
    path = write("a.zip", zipped({"KH/Kế hoạch.txt": PLAN, "__MACOSX/._x.txt": b"x", "b.zip": zipped({"c.md": b"# C"}), "d.xlsx": b"\0"}))
    found = list(load_all(path))
    assert [item.path for item in found] == [f"{path}!/KH/Kế hoạch.txt", f"{path}!/b.zip!/c.md", f"{path}!/d.xlsx"]
    assert [type(item) for item in found[:2]] == [SourceText, SourceText]
    assert isinstance(found[2], LoadError)


def test_one_member_is_read_by_its_path(write: Write) -> None:
    path = write("a.zip", zipped({"a.txt": PLAN}))
    assert load(f"{path}!/a.txt").text == PLAN.decode()
    with pytest.raises(LoadError, match="no such member"):
        load(f"{path}!/b.txt")
    with pytest.raises(LoadError, match="archive"):
        load(path)


def test_names_without_the_utf8_mark_are_read_right(write: Write) -> None:
    data = zipped({"Kehooach.txt": PLAN}).replace(b"Kehooach.txt", "Kế ach.txt".encode())
    assert next(load_all(write("a.zip", data))).path.endswith("!/Kế ach.txt")


def test_a_file_that_is_no_archive_is_one_document(write: Write) -> None:
    assert [type(item) for item in load_all(write("a.txt", PLAN))] == [SourceText]
    missing = next(load_all("/nowhere/a.txt"))
    assert isinstance(missing, LoadError) and missing.path == "/nowhere/a.txt"


def test_bombs_are_refused_before_they_unpack(write: Write) -> None:
    bomb = write("a.zip", zipped({"a.txt": bytes(50 << 20)}))
    (found,) = load_all(bomb)
    assert isinstance(found, LoadError) and "more than 200 times" in found.reason
    (found,) = load_all(write("b.zip", zipped({"a.txt": PLAN})), Options(limits=Limits(unpacked=5)))
    assert isinstance(found, LoadError) and "unpacks to" in found.reason


def test_nesting_ends(write: Write) -> None:
    data = zipped({"a.txt": PLAN})
    for _ in range(5):
        data = zipped({"a.zip": data})
    (found,) = load_all(write("a.zip", data))
    assert isinstance(found, LoadError) and "nested" in found.reason
