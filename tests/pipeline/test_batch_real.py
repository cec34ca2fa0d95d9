"""The batch with real files: archives, passwords, reasons in the reader's language."""

import io
import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import main
from pipeline.messages_reasons import REASONS
from pipeline.options import Options
from pipeline.outcomes import Job, Outcome
from pipeline.reading import read_file
from pipeline.store import Store
from tests.loaders.made import font
from tests.loaders.test_archive import zipped
from tests.loaders.word_files import docx_of, p

PLAN = (Path(__file__).parents[2] / "data/raw/ben-tre-kh-2145.txt").read_bytes()


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    return int(ended.value.code or 0)


def failures(folder: Path) -> dict[str, str]:
    with Store(folder, read_only=True) as store:
        return {failure.path: failure.code for failure in store.failures()}


def with_raw_name(data: bytes, ascii_name: str, raw: bytes) -> bytes:
    """An archive with the bytes of a name that old programs wrote; the ASCII name has as many."""
    assert len(ascii_name) == len(raw)
    return data.replace(ascii_name.encode(), raw)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_content_under_several_paths_is_one_document(tmp_path: Path, jobs: int) -> None:
    raw = tmp_path / "raw"
    (raw / "sao").mkdir(parents=True)
    plan = docx_of(p("KẾ HOẠCH") + p("Thực hiện Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ."))
    for name in ("a.docx", "sao/Kế hoạch (1).docx"):
        (raw / name).write_bytes(plan)
    archive = raw / "hồ sơ.zip"
    archive.write_bytes(zipped({"trong/a.docx": plan, "b.txt": PLAN}))
    for _ in range(2):  # the second run reads nothing and loses nothing
        assert run("extract", raw, "--store", tmp_path / "s", "--jobs", str(jobs)) == 0
        with Store(tmp_path / "s", read_only=True) as store:
            assert store.counts()["documents"] == 2 and store.counts()["sources"] == 4
            sources = store.frame("sources")
            held = sources.groupby("document_id")["path"].apply(sorted).tolist()
            assert sorted(held, key=len)[1] == sorted(map(str, (raw / "a.docx", raw / "sao/Kế hoạch (1).docx", f"{archive}!/trong/a.docx")))
            assert sorted(sources["member"].dropna()) == ["b.txt", "trong/a.docx"]
            assert len(store.record("a.docx").citations) == 1, "its rows stand once"
    (raw / "a.docx").unlink()
    assert run("extract", raw, "--store", tmp_path / "s", "--prune") == 0
    with Store(tmp_path / "s", read_only=True) as store:
        assert store.counts()["documents"] == 2 and store.counts()["sources"] == 3
        assert store.record("Kế hoạch (1).docx").document.source_path in set(store.frame("sources")["path"])


def test_members_of_archives_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = zipped({"phụ lục/b.docx": docx_of(p("Kế hoạch số 7"))})
    old = "Kế hoạch tỉnh.txt"
    cp1258 = "Kê\u0301 hoa\u0323ch ti\u0309nh.txt".encode("cp1258")
    utf8 = old.encode()
    named = {"x" * len(cp1258): PLAN, "y" * len(utf8): PLAN + b"\n1", "KH/a.txt": PLAN + b"\n2"}
    data = zipped(named | {"trong.zip": inner, "c.pdf": b"%PDF-1"})
    data = with_raw_name(with_raw_name(data, "x" * len(cp1258), cp1258), "y" * len(utf8), utf8)
    (tmp_path / "raw").mkdir()
    archive = tmp_path / "raw/hồ sơ.zip"
    archive.write_bytes(data)
    assert run("extract", tmp_path / "raw", "--store", tmp_path / "s") == 3
    with Store(tmp_path / "s") as store:
        columns = ("path", "member")
        sources = sorted(tuple(row) for row in store.frame("sources")[list(columns)].itertuples(index=False, name=None))
        members = ["KH/a.txt", old, f"{old} (2)", "trong.zip!/phụ lục/b.docx"]
        assert sources == sorted((f"{archive}!/{member}", member) for member in members)
        assert all(store.frame("sources")["mtime"])
    assert failures(tmp_path / "s") == {f"{archive}!/c.pdf": "pdf_damaged"}
    assert run("extract", tmp_path / "raw", "--store", tmp_path / "s") == 3, "known, and still a failure"
    archive.unlink()
    (tmp_path / "raw/a.txt").write_bytes(PLAN)
    assert run("extract", tmp_path / "raw", "--store", tmp_path / "s", "--prune") == 0
    with Store(tmp_path / "s") as store:
        assert store.paths() == [str(tmp_path / "raw/a.txt")]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", PLAN)
        archive.writestr("a.txt", PLAN + b"\nhai")
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    assert run("extract", tmp_path / "a.zip", "--store", tmp_path / "s") == 0
    with Store(tmp_path / "s") as store:
        assert [Path(path).name for path in store.paths()] == ["a.txt", "a.txt (2)"]


def encrypted_docx(password: str) -> bytes:
    """Encrypted as Word does it (agile), by a real program."""
    out = io.BytesIO()
    plain = io.BytesIO(docx_of(p("Kế hoạch của tỉnh Bến Tre")))
    OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()


def encrypted_pdf(password: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password, strength=128))
    canvas.setFont(font(), 12)
    canvas.drawString(80, 700, "Kế hoạch của tỉnh Cà Mau thực hiện Chỉ thị số 07/CT-TTg")
    canvas.save()
    return out.getvalue()


def test_encrypted_files_say_so_and_open_with_their_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.docx").write_bytes(encrypted_docx("mật khẩu 1"))
    (raw / "b.pdf").write_bytes(encrypted_pdf("secret"))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(raw / "b.pdf")
    assert run("extract", raw, "--store", tmp_path / "s") == 3
    out = capsys.readouterr().out
    assert out.count("--password-file") == 2 and "mật khẩu" in out
    assert set(failures(tmp_path / "s").values()) == {"encrypted"}
    passwords = tmp_path / "passwords.txt"
    passwords.write_text("sai\nsecret\n", encoding="utf-8")
    assert run("extract", raw, "--store", tmp_path / "s", "--password-file", passwords) == 3
    assert failures(tmp_path / "s") == {str(raw / "a.docx"): "wrong_password"}
    passwords.write_text("mật khẩu 1\r\nsecret\r\n", encoding="utf-8-sig")
    assert run("retry", "--store", tmp_path / "s", "--password-file", passwords) == 0
    with Store(tmp_path / "s") as store:
        assert store.text("a.docx") == "Kế hoạch của tỉnh Bến Tre" and "07/CT-TTg" in store.text("b.pdf")
    assert run("extract", raw, "--store", tmp_path / "s") == 0, "a record needs no password any more"


def test_an_encrypted_member_of_an_archive_opens_with_its_password(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"b.docx": encrypted_docx("x")}))
    (tmp_path / "p").write_text("x")
    assert run("extract", tmp_path / "a.zip", "--store", tmp_path / "s", "--password-file", tmp_path / "p") == 0


def test_a_missing_file_of_passwords_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", tmp_path, "--store", tmp_path / "s", "--password-file", tmp_path / "none") == 2
    assert "none" in capsys.readouterr().err


def test_reasons_are_in_the_language_of_the_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "rác.pdf").write_bytes(bytes(range(256)) * 9)
    (raw / "không.docx").write_bytes(bytes(4000))
    (raw / "dòng\nmới\x1b[2J.txt").write_bytes(b"")
    assert run("extract", raw, "--store", tmp_path / "s") == 3
    vietnamese = capsys.readouterr().out
    assert "đuôi .pdf nhưng nội dung không phải" in vietnamese and "byte 0" in vietnamese and "tệp rỗng" in vietnamese
    assert "dòng\\nmới\\x1b[2J.txt" in vietnamese and "\x1b" not in vietnamese
    assert run("failures", "--store", tmp_path / "s", "--lang", "en") == 0
    assert "the content is not of that" in re.sub(r"\s+", " ", capsys.readouterr().out)
    assert run("failures", "--store", tmp_path / "s", "--json") == 0
    assert {row["code"] for row in json.loads(capsys.readouterr().out)} == {"misnamed", "zeros", "empty"}


def test_a_dry_run_tells_what_and_why_and_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in "abc":
        (raw / f"{name}.txt").write_bytes(PLAN + name.encode())
    run("extract", raw, "--store", tmp_path / "s")
    (raw / "a.txt").write_bytes(PLAN)
    (raw / "b.txt").rename(raw / "d.txt")
    (raw / "c.txt").unlink()
    (raw / "e.txt").write_bytes(PLAN + b"e")
    capsys.readouterr()
    assert run("extract", raw, "--store", tmp_path / "s", "--dry-run", "--lang", "en") == 0
    told = capsys.readouterr().out
    for words in ("would be read: 2; unchanged: 0", "New: 1", "Changed: 1", "Path changed, not read: 1", "Gone from the disk, kept"):
        assert words in told, words
    with Store(tmp_path / "s") as store:
        assert [Path(path).name for path in store.paths()] == ["a.txt", "b.txt", "c.txt"]


def test_the_log_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_bytes(PLAN)
    (tmp_path / "raw/b.txt").write_bytes(b"")
    assert run("extract", tmp_path / "raw", "--store", tmp_path / "s", "--log-format", "json") == 3
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert sorted(event["event"] for event in events[:-1]) == ["done", "failed"] and events[-1]["event"] == "summary"
    assert events[-1]["done"] == 1 and events[-1]["failed"] == 1 and events[-1]["citations"] > 5 and events[-1]["seconds"] > 0
    assert run("extract", tmp_path / "raw", "--store", tmp_path / "s", "--log-format", "json", "--log-level", "warning") == 3
    assert capsys.readouterr().err == ""


def test_every_reason_in_the_code_has_words_and_the_other_way_round() -> None:
    folder = Path(__file__).parents[2] / "pipeline"
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py") if "messages_" not in file.name)
    raised = set(re.findall(r"""(?:LoadError|NeedsTool|Died|code=|__init__)\(?\s*"(\w+)\"""", code))
    used = {key for key in REASONS if f'"{key}"' in code}
    assert raised <= set(REASONS)
    assert used == set(REASONS), "a reason that nobody gives"
    for vietnamese, english in REASONS.values():
        assert sorted(re.findall(r"\{\w+", vietnamese)) == sorted(re.findall(r"\{\w+", english))


def test_where_a_file_lies_is_told_whatever_folder_its_name_is_relative_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_bytes(PLAN)
    (tmp_path / "raw/z.zip").write_bytes(zipped({"b.txt": PLAN}))
    for name in ("raw/a.txt", "raw/z.zip"):
        monkeypatch.chdir(tmp_path)
        here = list(read_file(Job(name, name), Options()))
        monkeypatch.chdir("/")
        there = list(read_file(Job(str(tmp_path / name), name), Options()))
        (one,), (other,) = ([event for event in events if isinstance(event, Outcome)] for events in (here, there))
        assert one.record is not None and one.record.sources[0].mtime
        assert one == other
