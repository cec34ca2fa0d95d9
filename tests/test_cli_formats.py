"""vnplans formats, vnplans show --source"""

import json
from pathlib import Path

import pytest

from pipeline.cli import main

RAW = Path(__file__).parents[1] / "data/raw"


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*args, "--lang", "en"])
    return int(ended.value.code or 0)


def test_formats_lists_what_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("formats", "--json") == 0
    found = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert found["docx"]["readable"] and not found["docx"]["missing"]
    assert all(bool(row["missing"]) == bool(row["install"]) for row in found.values())
    assert run("formats") == 0
    assert ".docx" in capsys.readouterr().out


def test_show_source_says_how_a_document_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", str(RAW / "cao-bang-kh-1033.txt"), "--store", str(tmp_path)) == 0
    capsys.readouterr()
    assert run("show", "cao-bang-kh-1033.txt", "--source", "--store", str(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "txt" in shown and "Good syllables" in shown and "cao-bang-kh-1033.txt" in shown
