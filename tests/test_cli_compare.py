"""The comparisons on the command line: every question, view and form; settings; queries."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.messages import catalogue
from pipeline.store import Store
from pipeline.store.views import VIEWS

ROOT = Path(__file__).parents[1]
CENTRAL = """THỦ TƯỚNG CHÍNH PHỦ

Số: 07/CT-TTg

Hà Nội, ngày 21 tháng 3 năm 2023

CHỈ THỊ
Về việc tăng cường công tác truyền thông chính sách

1. Bộ Tư pháp hướng dẫn thực hiện Luật Tiếp cận thông tin.
2. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương rà soát văn bản, bố trí kinh phí cho công tác truyền thông chính sách.
3. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương tổ chức hội nghị quán triệt cho cán bộ chủ chốt trong tháng 4 năm 2023.
"""
PLAN = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH {upper} Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND {name}, ngày {day} tháng 5 năm 2023

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ

I. NHIỆM VỤ
1. Sở Tư pháp chủ trì, phối hợp với Công an tỉnh rà soát văn bản về truyền thông chính sách, hoàn thành trước ngày {due}.
2. Sở Tài chính bố trí kinh phí cho công tác truyền thông chính sách theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.
"""


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    return ended.value.code if isinstance(ended.value.code, int) else 0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    (folder / "chi-thi.txt").write_text(CENTRAL, encoding="utf-8")
    for name, number, due in (("Cà Mau", 12, "30/6/2023"), ("Bến Tre", 7, "30/9/2023"), ("An Giang", 9, "30/6/2023")):
        text = PLAN.format(upper=name.upper(), name=name, number=number, day=number, due=due)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("extract", folder, "--store", folder / "store") == 0
    return folder / "store"


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VNPLANS_CONFIG", raising=False)


QUESTIONS = [
    ("families",), ("families", "--view", "members"),
    ("compare", "citations"), ("compare", "citations", "--view", "places"), ("compare", "citations", "--view", "gaps"),
    ("compare", "citations", "--view", "chains"),
    ("compare", "agencies"), ("compare", "agencies", "--era", "now"), ("compare", "agencies", "--view", "leaders"),
    ("compare", "agencies", "--view", "network"),
    ("compare", "tasks"), ("compare", "tasks", "--view", "clusters"), ("compare", "tasks", "--view", "differences"),
    ("compare", "tasks", "--pair", "ca mau", "Bến Tre"),
    ("compare", "coverage", "--against", "chi-thi"), ("compare", "coverage", "--against", "chi-thi", "--view", "summary"),
    ("compare", "coverage", "--against", "chi-thi", "--view", "added"),
    ("compare", "reuse"), ("compare", "reuse", "--view", "passages"), ("compare", "reuse", "--view", "matrix"),
    ("compare", "timeline"), ("compare", "timeline", "--view", "summary"), ("compare", "profile"),
]  # fmt: skip
EMPTY = {("compare", "citations", "--view", "gaps"), ("compare", "coverage", "--against", "chi-thi", "--view", "added")}
"""Nothing is left out and nothing added in these plans."""


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: " ".join(words).removeprefix("compare "))
def test_every_question_in_every_form(store: Path, question: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*question, "--store", store, "--format", "json") == 0
    objects = json.loads(capsys.readouterr().out)
    assert bool(objects) == (question not in EMPTY)
    assert run(*question, "--store", store, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [list(row) for row in rows] == [list(row) for row in objects]
    assert run(*question, "--store", store, "--format", "html") == 0
    html = capsys.readouterr().out
    assert html.startswith("<!doctype html>") and html.count("<tr>") == 1 + len(objects) and "<script" not in html
    for lang in ("vi", "en"):
        assert run(*question, "--store", store, "--lang", lang) == 0
        shown = capsys.readouterr().out
        assert shown.strip() and "nan" not in shown.lower().split()
        assert not [key for key in catalogue(lang) if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", shown)]


def test_selection(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def provinces(*options: str) -> set[str]:
        assert run("compare", "profile", "--store", store, "--format", "json", *options) == 0
        return {row["province"] for row in json.loads(capsys.readouterr().out)}

    assert provinces("--instrument", "07/CT-TTg") == {"An Giang", "Bến Tre", "Cà Mau"}
    assert provinces("--since", "2023-05-08", "--until", "2023-05-10") == {"An Giang"}
    assert provinces("--kind", "news") == set()
    assert provinces("--province", "ben tre") == {"Bến Tre"}
    assert run("compare", "profile", "--store", store, "--instrument", "99/CT-TTg", "--lang", "en") == 2
    assert "99/CT-TTg" in capsys.readouterr().err


def test_deadlines_that_differ_are_called_out(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "tasks", "--store", store, "--view", "differences", "--format", "json") == 0
    sides = {row["side"]: row["provinces"] for row in json.loads(capsys.readouterr().out) if row["kind"] == "deadline"}
    assert sides == {"trước ngày 30/6/2023": "An Giang; Cà Mau", "trước ngày 30/9/2023": "Bến Tre"}


def test_the_table_of_tasks_ends_in_words(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "tasks", "--store", store) == 0
    told = " ".join(capsys.readouterr().out.split())
    summary = told[told.index("các tỉnh giao việc hoặc đặt thời hạn khác nhau") :]
    assert "trước ngày 30/6/2023" in summary and "trước ngày 30/9/2023" in summary and "Bến Tre" in summary


def test_coverage_of_a_file(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "central.txt"
    file.write_text(CENTRAL, encoding="utf-8")
    assert run("compare", "coverage", "--against", file, "--store", store, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len({row["central_text"] for row in rows}) == 2  # not that of the ministry
    conference = {row["province"]: row["status"] for row in rows if "hội nghị" in row["central_text"]}
    assert {conference[name] for name in ("An Giang", "Bến Tre", "Cà Mau")} == {"absent"}
    assert conference["Hà Nội"] == "unknown" and len(conference) == 63
    assert run("compare", "coverage", "--against", "nope", "--store", store) == 2


def test_the_central_text_is_found_outside_the_selection(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for selection in ((), ("--instrument", "07/CT-TTg"), ("--province", "An Giang")):
        assert run("compare", "reuse", "--store", store, "--format", "json", *selection) == 0
        rows = json.loads(capsys.readouterr().out)
        assert rows and all(row["share_central"] is not None for row in rows)


def test_network_for_gephi(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "agencies", "--graphml", tmp_path / "x.graphml", "--store", store) == 0
    text = (tmp_path / "x.graphml").read_text(encoding="utf-8")
    assert '<edge id="e0" source="so-tu-phap" target="cong-an-tinh">' in text and '<data key="weight">3</data>' in text
    assert "x.graphml" in capsys.readouterr().err


# query


def test_query_reads_and_does_nothing_else(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT tinh, chu_tri, thoi_han FROM nhiem_vu WHERE thoi_han IS NOT NULL ORDER BY tinh"
    assert run("query", sql, "--store", store, "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["tinh"] for row in rows if row["tinh"]] == ["An Giang", "Bến Tre", "Cà Mau"] and rows[0]["chu_tri"] == "Sở Tư pháp"
    assert run("query", "SELECT count(*) AS n FROM tasks", "--store", store) == 0
    capsys.readouterr()
    refused = [
        "DELETE FROM instruments", "CREATE TABLE x (a INT)", f"COPY tasks TO '{tmp_path / 'x.csv'}'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT nope FROM tasks", "not sql", f"ATTACH '{tmp_path / 'x.db'}'", "SET enable_external_access = true",
    ]  # fmt: skip
    for sql in refused:
        assert run("query", sql, "--store", store, "--lang", "en") == 2, sql
        assert "The query cannot be run" in capsys.readouterr().err
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_and_is_documented(store: Path, view: str) -> None:
    with Store(store, read_only=True) as opened:
        columns, _ = opened.query(f"SELECT * FROM {view}")
    section = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8").split(f"### `{view}`")[1].split("\n#")[0]
    assert [column for column in columns if f"`{column}`" not in section] == []


# vnplans.toml


def test_settings_override_what_was_read(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vnplans.toml").write_text(
        '[provinces]\n"Cà Mau.txt" = "Thanh Hóa"\n[aliases]\n"Công an tỉnh" = "Sở Nội vụ"\n[thresholds]\nsame = 0.9\n'
        '[[family]]\ninstrument = "07/CT-TTg"\nexcluded = ["Bến Tre.txt"]\n',
        encoding="utf-8",
    )
    assert run("families", "--view", "members", "--store", store, "--format", "json") == 0
    assert {row["province"] for row in json.loads(capsys.readouterr().out)} == {"Thanh Hóa", "An Giang"}
    assert run("compare", "agencies", "--view", "network", "--store", store, "--format", "json") == 0
    assert {row["support"] for row in json.loads(capsys.readouterr().out)} == {"Sở Nội vụ"}
    assert run("config", "show", "--store", store, "--format", "json") == 0
    rows = {row["setting"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["provinces.Cà Mau.txt"] == {
        "setting": "provinces.Cà Mau.txt", "set_value": "Thanh Hóa", "origin": "vnplans.toml", "extracted": "Cà Mau",
    }  # fmt: skip
    assert rows["thresholds.same"]["origin"] == "vnplans.toml" and rows["thresholds.join"]["origin"] == "default"
    assert rows["aliases.Công an tỉnh"]["set_value"] == "so-noi-vu" and rows["aliases.Công an tỉnh"]["extracted"] == "cong-an-tinh"
    for lang in ("vi", "en"):
        assert run("config", "show", "--store", store, "--lang", lang) == 0
        assert "thresholds.same" in capsys.readouterr().out
    (tmp_path / "vnplans.toml").write_text("[threshold]\n")
    assert run("families", "--store", store) == 2
    assert "vnplans.toml" in capsys.readouterr().err
