"""The public Python API: complete, lazy, and clear about packages of the same name."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import vnplans

ROOT = Path(__file__).parents[1]


def python(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as one that lies in `folder`: that folder comes first when Python looks for modules."""
    file = folder / "notebook.py"
    file.write_text(script, encoding="utf-8")
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run([sys.executable, str(file)], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}, check=False)


@pytest.mark.parametrize("name", vnplans.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(vnplans, name) is not None
    assert name in dir(vnplans)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nope"):
        vnplans.nope  # noqa: B018


def test_importing_is_quick(tmp_path: Path) -> None:
    heavy = ("pandas", "duckdb", "spacy", "underthesea", "lxml", "sklearn", "pydantic", "typer", "rich")
    result = python(f"import sys, vnplans\nprint([name for name in {heavy} if name in sys.modules])", tmp_path)
    assert result.stdout == "[]\n", result.stderr


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert vnplans.__version__ == project["version"]


def test_from_text_to_comparison(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\nUBND tỉnh Cà Mau\n\n1. Sở Tư pháp chủ trì rà soát văn bản theo Chỉ thị số 07/CT-TTg.\n"
    assert [citation.number for citation in vnplans.find_citations(text)] == ["07/CT-TTg"]
    file = tmp_path / "kế hoạch.txt"
    file.write_text(text, encoding="utf-8")
    record = vnplans.extract_document(file)
    assert isinstance(record, vnplans.DocumentRecord) and record.text == vnplans.load(file).text
    with vnplans.Store(tmp_path / "store") as store:
        store.put(record, file)
        store.rebuild_instruments()
        tables = store.frames()
    assert vnplans.compare_citations(tables)["number"].tolist() == ["07/CT-TTg"]
    assert len(vnplans.compare_tasks(tables)) == len(record.tasks)
    assert len(vnplans.compare_agencies(tables)) == len({row.agency_id for row in record.task_agencies})


@pytest.mark.parametrize("package", ["pipeline", "extractors", "schemas"])
@pytest.mark.parametrize("form", ["{}.py", "{}/__init__.py"])
def test_a_module_of_the_same_name_is_named(tmp_path: Path, package: str, form: str) -> None:
    own = tmp_path / form.format(package)
    own.parent.mkdir(exist_ok=True)
    own.write_text("mine = 1\n")
    for script in ("import vnplans", f"import {package}\nimport vnplans"):
        result = python(script, tmp_path)
        assert result.returncode == 1
        last = result.stderr.strip().splitlines()[-1]
        assert last.startswith("ImportError") and str(own) in last and "Rename" in last


def test_a_module_of_the_same_name_elsewhere_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/pipeline.py").write_text("mine = 1\n")
    (tmp_path / "pipeline").mkdir()  # a plain folder, as notebooks have them
    result = python("import vnplans\nprint(vnplans.find_citations('Chỉ thị số 07/CT-TTg')[0].number, vnplans.Store.__name__)", tmp_path)
    assert result.stdout == "07/CT-TTg Store\n", result.stderr
