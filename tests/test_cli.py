"""The command line, run as people run it: on files, with exit codes, in two languages."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.messages import catalogue
from pipeline.store import Store
from pipeline.version import VERSION
from schemas import TABLES, DocumentRecord

HEAVY = ("spacy", "underthesea", "pandas", "duckdb", "lxml", "sklearn", "docx", "pdfplumber")
ROOT = Path(__file__).parents[1]

HUE = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH THỪA THIÊN HUẾ Độc lập - Tự do - Hạnh phúc
Số: 85/KH-UBND Thừa Thiên Huế, ngày 19 tháng 5 năm 2023

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ

I. NHIỆM VỤ
1. Sở Tư pháp chủ trì, phối hợp với Công an tỉnh rà soát văn bản [1], hoàn thành trước ngày 30/6/2023.
2. Sở Tài chính bố trí kinh phí thực hiện theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.

Nơi nhận:
- Văn phòng Chính phủ;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""

CA_MAU = HUE.replace("THỪA THIÊN HUẾ", "CÀ MAU").replace("Thừa Thiên Huế", "Cà Mau").replace("Số: 85", "Số: 12")


def run(*args: object) -> int:
    """Run the command line in this process; the exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    code = ended.value.code
    return code if isinstance(code, int) else 0


def process(*args: object, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = {name: value for name, value in os.environ.items() if name not in ("VNPLANS_LANG", "LC_ALL", "LANG")}
    command = [sys.executable, "-m", "vnplans", *map(str, args)]
    data = None if text is None else text.encode()
    return subprocess.run(command, input=data, capture_output=True, env=env | {"PYTHONPATH": path} | environment, timeout=120, check=False)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "bản gốc"
    folder.mkdir()
    (folder / "huế.txt").write_text(HUE, encoding="utf-8")
    (folder / "cà mau.txt").write_text(CA_MAU, encoding="utf-8")
    return folder


@pytest.fixture
def store(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run("extract", raw, "--store", tmp_path / "store") == 0
    capsys.readouterr()
    return tmp_path / "store"


# Help


def test_help_is_quick_since_it_imports_nothing_heavy() -> None:
    script = f"""
import sys
from pipeline.cli import main
try:
    main(["--help"])
except SystemExit as ended:
    assert not ended.code
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True)
    assert result.stderr.strip() == "[]"
    assert "extract" in result.stdout


@pytest.mark.parametrize("command", ["", "extract", "show", "cite", "instruments", "compare", "export", "schema", "failures"])
def test_help_is_in_the_language_chosen(command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    words = [command] if command else []
    shown = {}
    for lang in ("vi", "en"):
        assert run(*words, "--help", "--lang", lang) == 0
        shown[lang] = capsys.readouterr().out
        assert catalogue(lang)[f"help.{command or 'vnplans'}"] in shown[lang]
        assert catalogue(lang)["option.help"] in shown[lang]
    assert run(*words, "--help") == 0
    assert capsys.readouterr().out == shown["vi"]
    monkeypatch.setenv("VNPLANS_LANG", "en")
    assert run(*words, "--help") == 0
    assert capsys.readouterr().out == shown["en"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"vnplans {VERSION}\n"


def test_completion_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    result = process(_VNPLANS_COMPLETE="complete_bash", COMP_WORDS="vnplans comp", COMP_CWORD="1")
    assert result.stdout.decode().split() == ["compare"]


# extract


def test_extract_tells_what_was_read_and_ends_with_0(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", raw, "--store", tmp_path / "s", "--lang", "en") == 0
    out, err = capsys.readouterr()
    assert "Files read: 2; unchanged: 0; failed: 0." in out
    assert "documents: 2, citations: 4, tasks: 4" in out
    assert err == ""
    assert run("extract", raw, "--store", tmp_path / "s") == 0
    assert "Đã đọc 0 tệp; 2 tệp không đổi" in capsys.readouterr().out
    assert run("extract", raw, "--store", tmp_path / "s", "--force") == 0
    assert "Đã đọc 2 tệp" in capsys.readouterr().out


@pytest.mark.parametrize("jobs", [1, 2])
def test_extracting_twice_gives_the_same_bytes(raw: Path, tmp_path: Path, jobs: int) -> None:
    for store, *force in (("one",), ("two",), ("two", "--force")):
        assert run("extract", raw, "--store", tmp_path / store, "--jobs", jobs, *force) == 0
        assert run("export", "--store", tmp_path / store, "--to", tmp_path / store / "out") == 0
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / store / "out").iterdir()} for store in ("one", "two"))
    assert one == two and len(one) == len(TABLES) + 5
    assert one["tasks.csv"].count(b"\n") == 5


def test_failed_files_are_named_and_the_end_is_3(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "rỗng.txt").write_bytes(b"")
    assert run("extract", raw, "--store", tmp_path / "s", "--lang", "en") == 3
    out = capsys.readouterr().out
    assert "failed: 1" in out and f"{raw / 'rỗng.txt'}: the file is empty" in out
    assert run("failures", "--store", tmp_path / "s") == 0
    assert "rỗng.txt" in capsys.readouterr().out
    (raw / "rỗng.txt").unlink()
    assert run("extract", raw, "--store", tmp_path / "s") == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_wrong_use_ends_with_2_and_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    store, empty = tmp_path / "store", tmp_path / "empty"
    empty.mkdir()
    Store(tmp_path / "no documents").close()
    uses = {
        "missing_path": ("extract", tmp_path / "nope", "--store", store),
        "no_files": ("extract", empty, "--store", store),
        "store_missing": ("show", "a", "--store", store),
        "store_empty": ("compare", "tasks", "--store", tmp_path / "no documents"),
        "unknown_table": ("schema", "nope"),
    }
    for key, use in uses.items():
        assert run("--lang", lang, *use) == 2, key
        out, err = capsys.readouterr()
        assert out == ""
        assert catalogue(lang)[f"error.{key}"].split("{")[0] in err
    assert not store.exists()


def test_the_parser_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    for use in (("nope",), ("extract",), ("compare", "nope"), ("show", "a", "--lang", "fr"), ("export", "--to", "x", "--format", "doc")):
        assert run(*use) == 2
        assert capsys.readouterr().err


def test_wrong_use_is_told_in_the_language_of_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    cases = {
        ("shw", "x"): ("Không có lệnh shw; có phải là", "There is no command shw; is it"),
        ("extract", "a", "--jos", "2"): ("Không có tùy chọn --jos; có phải là --jobs?", "There is no option --jos; is it --jobs?"),
        ("extract", "a", "--jobs", "x"): ("--jobs phải là số nguyên.", "--jobs has to be a whole number."),
        ("extract", "a", "--jobs", "0"): ("--jobs phải từ 1 trở lên.", "--jobs has to be 1 or more."),
        ("compare", "coverage"): ("Thiếu --against.", "--against is missing."),
        ("compare", "tasks", "--pair", "A"): ("--pair cần 2 giá trị.", "--pair needs 2 values."),
        ("cite", "a", "b"): ("Thừa: b.", "Too many words: b."),
        ("export", "--to", "x", "--format", "doc"): ("--format: doc không phải là một trong", "--format: doc is none of"),
    }
    for use, (vietnamese, english) in cases.items():
        for lang, words in (("vi", vietnamese), ("en", english)):
            assert run("--lang", lang, *use) == 2
            err = capsys.readouterr().err
            assert words in err and "Value error" not in err and "Usage" not in err
    assert run("show", "a", "--lang", "fr") == 2
    assert "--lang: fr không phải là một trong 'vi', 'en'." in capsys.readouterr().err


def test_dates_that_are_none_and_empty_names_are_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for date in ("2025-13", "30/6/2025", "2025-02-30", "2025-6"):
        assert run("compare", "timeline", "--since", date, "--store", store) == 2
        assert f"{date} không phải ngày" in capsys.readouterr().err
    assert run("compare", "timeline", "--since", "2023", "--until", "2025-06", "--store", store) == 0
    assert run("extract", "", "--store", store) == 2


def test_instruments_as_a_page_and_tables_by_one_name(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("instruments", "--format", "html", "--store", store) == 0
    assert capsys.readouterr().out.startswith("<!")
    sql = "SELECT count(*) - count(DISTINCT table_name) AS twice FROM information_schema.tables"
    assert run("query", sql, "--format", "json", "--store", store) == 0
    assert json.loads(capsys.readouterr().out) == [{"twice": 0}]


# show, cite


def test_show_a_document(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "huế", "--store", store) == 0
    out = capsys.readouterr().out
    for words in ("85/KH-UBND", "Thừa Thiên Huế", "Chủ trì: Sở Tư pháp", "Phối hợp: Công an tỉnh", "07/CT-TTg", "[1]", "Nhiệm vụ (2)"):
        assert words in out
    assert "\n  Văn phòng Chính phủ\n" in out
    assert run("show", "huế", "--store", store, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "Lead: Sở Tư pháp" in out and "Tasks (2)" in out


def test_show_says_on_which_page_or_line_words_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    samples = Path(__file__).parents[1] / "data" / "raw"
    assert run("extract", samples / "hau-giang-kh-71.pdf", samples / "bac-lieu-kh-64.docx", "--store", tmp_path) == 0
    capsys.readouterr()
    with Store(tmp_path, read_only=True) as opened:
        paged, flowing = (opened.record(name) for name in ("hau-giang-kh-71.pdf", "bac-lieu-kh-64.docx"))
    assert run("show", "hau-giang-kh-71.pdf", "--store", tmp_path) == 0
    out = capsys.readouterr().out
    assert {row.page for row in (*paged.citations, *paged.tasks)} == {int(n) for n in re.findall(r"│ tr\. (\d+)", out)} != {1}
    assert run("show", "bac-lieu-kh-64.docx", "--store", tmp_path, "--lang", "en") == 0
    lines = flowing.text.split("\n")
    told = re.findall(r"│ (\d+)-\d+ +│ (.+?) +│.*\n│ line (\d+)", capsys.readouterr().out)
    assert len(told) >= len(flowing.citations)
    for start, words, n in told:
        assert words.split()[0] in lines[int(n) - 1] and len("\n".join(lines[: int(n) - 1])) <= int(start)


def test_show_for_programs(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "huế.txt", "--store", store, "--json") == 0
    with Store(store, read_only=True) as opened:
        record = opened.record("huế.txt")
    assert json.loads(capsys.readouterr().out) == record.model_dump(mode="json")
    assert run("show", "huế.txt", "--store", store, "--text") == 0
    assert capsys.readouterr().out == HUE
    assert run("show", "huế.txt", "--store", store, "--outline") == 0
    assert "I. NHIỆM VỤ" in capsys.readouterr().out


def test_show_an_unknown_document(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "cà mao.txt", "--store", store) == 2
    out, err = capsys.readouterr()
    assert out == "" and "cà mau.txt" in err


def test_cite_text_file_and_standard_input(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cite", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ") == 0
    assert "30/2020/NĐ-CP" in capsys.readouterr().out
    assert run("cite", raw / "huế.txt", "--json") == 0
    numbers = [citation["number"] for citation in json.loads(capsys.readouterr().out)]
    assert numbers == ["07/CT-TTg", "30/2020/NĐ-CP"]
    result = process("cite", "-", "--json", text="\ufeffThực hiện Chỉ thị số 07/CT-TTg")
    assert [citation["start"] for citation in json.loads(result.stdout)] == [10]
    assert run("cite", "Trời hôm nay đẹp. " * 50, "--lang", "en") == 0
    assert capsys.readouterr().out == "No citation found.\n"


def test_cite_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rỗng.txt").write_bytes(b"")
    for name in ("rỗng.txt", "không có.docx"):
        assert run("cite", tmp_path / name) == 2
        assert name in capsys.readouterr().err


# compare, export, schema


@pytest.mark.parametrize("question", ["citations", "agencies", "tasks"])
def test_compare_in_three_forms(store: Path, capsys: pytest.CaptureFixture[str], question: str) -> None:
    assert run("compare", question, "--store", store) == 0
    assert "Mau" in capsys.readouterr().out
    assert run("compare", question, "--store", store, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert run("compare", question, "--store", store, "--format", "json") == 0
    objects = json.loads(capsys.readouterr().out)
    assert [list(row) for row in rows] == [list(row) for row in objects] != []
    as_text = [{name: "" if value is None else str(value) for name, value in row.items()} for row in objects]
    assert as_text == rows


def test_compare_tasks_has_the_columns_of_the_design(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "tasks", "--store", store, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == [
        "cluster_id", "similarity", "band", "task_id", "document_id", "source_path", "province", "start", "end", "text", "lead", "support",
        "deadline_text",
    ]  # fmt: skip
    assert len(rows) == 4
    review = {row["province"]: row["cluster_id"] for row in rows if "rà soát" in row["text"]}
    assert set(review) == {"Cà Mau", "Thừa Thiên Huế"} and len(set(review.values())) == 1


def test_compare_some_provinces(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "tasks", "--store", store, "--format", "csv", "--province", "ca mau") == 0
    assert {row["province"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))} == {"Cà Mau"}
    assert run("compare", "tasks", "--store", store, "--province", "Sài Gòn", "--lang", "en") == 2
    err = capsys.readouterr().err
    assert "Sài Gòn" in err and "Cà Mau, Thừa Thiên Huế" in err


def test_export_in_several_formats(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    forms = [word for form in ("csv", "parquet", "json", "xlsx", "duckdb") for word in ("--format", form)]
    assert run("export", "--store", store, "--to", out, *forms, "--lang", "en") == 0
    about = {"codebook.csv", "codebook.md", "CITATION.cff", "datapackage.json", "SHA256SUMS", "vnplans.xlsx", "vnplans-tables.duckdb"}
    expected = about | {f"{table}.{form}" for table in TABLES for form in ("csv", "parquet", "json")}
    assert capsys.readouterr().out == f"Wrote {len(expected)} files to {out}.\n"
    assert {file.name for file in out.iterdir()} == expected
    assert run("export", "--store", store, "--to", out, "--province", "Cà Mau", "--doc-type", "kế hoạch", "--since", "2023") == 0
    assert "Còn lại từ lần xuất trước" in capsys.readouterr().err
    with (out / "documents.csv").open(encoding="utf-8-sig") as stream:
        assert [row["province"] for row in csv.DictReader(stream)] == ["Cà Mau"]


def test_export_that_cannot_be_written_names_the_file(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert run("export", "--store", store, "--to", tmp_path / "file") == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "tasks.csv").write_text("của tôi", encoding="utf-8")
    assert run("export", "--store", store, "--to", tmp_path / "out") == 2
    err = capsys.readouterr().err
    assert str(tmp_path / "out" / "tasks.csv") in err and "--force" in err
    assert run("export", "--store", store, "--to", tmp_path / "out", "--force") == 0
    assert run("export", "--store", store, "--to", tmp_path / "out", "--doc-type", "Thông tư", "--lang", "en") == 2
    assert "Kế hoạch" in capsys.readouterr().err


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    record = json.loads(capsys.readouterr().out)
    assert set(record["$defs"]["DocumentRecord"]["properties"]) == set(DocumentRecord.model_fields)
    assert run("schema", "tasks") == 0
    assert tuple(json.loads(capsys.readouterr().out)["properties"]) == TABLES["tasks"].columns


# Terminals and pipes


def test_output_survives_a_locale_without_vietnamese(store: Path) -> None:
    result = process("show", "huế", "--store", store, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "Sở Tư pháp" in result.stdout.decode("utf-8")
    refused = process("show", "không có", "--store", store, PYTHONIOENCODING="ascii")
    assert refused.returncode == 2 and "không có" in refused.stderr.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(store: Path) -> None:
    script = f"'{sys.executable}' -m vnplans show huế --store '{store}' --json | head -1"
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    result = subprocess.run(["sh", "-c", script], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path}, check=True)
    assert result.stdout == "{\n" and "Traceback" not in result.stderr


def test_no_colours_in_a_pipe_nor_against_a_wish(store: Path) -> None:
    assert b"\x1b[" not in process("show", "huế", "--store", store).stdout
    colour = re.compile(rb"\x1b\[(?:[\d;]*;)?[349]\dm")
    assert colour.search(process("compare", "tasks", "--help", FORCE_COLOR="1").stdout)
    assert not colour.search(process("compare", "tasks", "--help", FORCE_COLOR="1", NO_COLOR="1").stdout)


def test_no_command_prints_a_key(store: Path, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "rỗng.txt").write_bytes(b"")
    uses = [("extract", raw), ("show", "huế"), ("show", "huế", "--outline"), ("show", "nope"), ("failures",), ("compare", "tasks")]
    for lang in ("vi", "en"):
        for use in uses:
            run(*use, "--store", store, "--lang", lang)
            out, err = capsys.readouterr()
            assert not [key for key in catalogue(lang) if key in out + err]
