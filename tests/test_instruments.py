"""`vnplans instruments`, run as people run it."""

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.compare.cited import DISSENT_COLUMNS
from schemas import TABLES

PLAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH {capitals} Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND {name}, ngày 19 tháng 5 năm 2023

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 07/CT-TTg ngày {day}/3/2023 của Thủ tướng Chính phủ

I. NHIỆM VỤ
1. Sở Tư pháp rà soát văn bản theo Luật Đất đai.
"""


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    return ended.value.code if isinstance(ended.value.code, int) else 0


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Three plans; that of Cà Mau has the directive's date wrong."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for number, (name, day) in enumerate((("Bến Tre", 21), ("Cà Mau", 12), ("Thanh Hóa", 21)), 1):
        text = PLAN.format(capitals=name.upper(), name=name, number=number, day=day)
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("extract", raw, "--store", tmp_path / "store") == 0
    capsys.readouterr()
    return tmp_path / "store"


def test_what_the_corpus_cites(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("instruments", "--store", store) == 0
    out = capsys.readouterr().out
    assert "Chỉ thị 07/CT-TTg" in out and "Luật Đất đai" in out and "ngày không" in out
    assert run("instruments", "--store", store, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == TABLES["instruments"].columns
    assert [(row["number"], row["issue_date"], row["n_documents"]) for row in rows if row["type"] == "Chỉ thị"] == [
        ("07/CT-TTg", "2023-03-21", "2"),
        ("07/CT-TTg", "2023-03-12", "1"),
    ]
    assert run("instruments", "--store", store, "--format", "json") == 0
    assert [row["instrument_id"] for row in json.loads(capsys.readouterr().out)] == [row["instrument_id"] for row in rows]


def test_who_disagrees(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("instruments", "--conflicts", "--store", store) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "2023-03-21 (2)" in out and "2023-03-12 (1)" in out and "Cà Mau" in out
    assert run("instruments", "--conflicts", "--store", store, "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert tuple(row) == DISSENT_COLUMNS
    assert (row["province"], row["stated"], row["corpus"]) == ("Cà Mau", "2023-03-12", "2023-03-21")
    assert row["text"] == "Chỉ thị số 07/CT-TTg ngày 12/3/2023"


def test_nothing_cited_and_no_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\n\n1. Sở Tư pháp rà soát văn bản.\n", encoding="utf-8")
    assert run("extract", tmp_path / "a.txt", "--store", tmp_path / "s") == 0
    capsys.readouterr()
    assert run("instruments", "--store", tmp_path / "s", "--lang", "en") == 0
    assert run("instruments", "--store", tmp_path / "s", "--conflicts", "--lang", "en") == 0
    assert capsys.readouterr().out == "No instrument is cited.\nThe mentions do not contradict one another.\n"
    assert run("instruments", "--store", tmp_path / "s", "--format", "csv") == 0
    assert capsys.readouterr().out.startswith("instrument_id,type,")
