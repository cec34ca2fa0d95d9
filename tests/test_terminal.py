"""What is shown fits the terminal, whatever its width; into a pipe it goes whole and without colours."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.batch import extract_all
from pipeline.cli import main
from pipeline.commands.record_view import record_view
from pipeline.commands.task_words import STYLES, task_words
from pipeline.compare.frame_view import frame_table
from pipeline.compare.scope import made
from pipeline.store import Store
from schemas import DocumentRecord

ROOT = Path(__file__).parents[1]
WIDTHS = (40, 80, 100, 200)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38;)[0-9;]*m")

COMMANDS = {
    "show": ("show", "cao-bang-kh-1033"),
    "outline": ("show", "cao-bang-kh-1033", "--outline"),
    "instruments": ("instruments",),
    "families": ("families",),
    **{name: ("compare", name) for name in ("citations", "agencies", "tasks", "reuse", "timeline", "profile")},
    "coverage": ("compare", "coverage", "--against", "chi-thi-07-ct-ttg-2025"),
    "places": ("compare", "citations", "--view", "places"),
    "query": ("query", "SELECT tinh, noi_dung, chu_tri FROM nhiem_vu LIMIT 20"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    names = ("cao-bang-kh-1033.txt", "yen-bai-kh-078.md", "chi-thi-07-ct-ttg-2025.md")
    with Store(folder) as opened:
        extract_all([ROOT / "data" / "raw" / name for name in names], opened, jobs=1)
    return folder


@pytest.fixture(scope="module")
def record(store: Path) -> DocumentRecord:
    with Store(store, read_only=True) as opened:
        return opened.record("cao-bang-kh-1033")


def environment(**values: str) -> dict[str, str]:
    left = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "VNPLANS_LANG")}
    return left | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])} | values


def piped(store: Path, *words: str, **values: str) -> bytes:
    command = [sys.executable, "-m", "vnplans", *words, "--store", str(store)]
    done = subprocess.run(command, capture_output=True, env=environment(**values), timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def on_a_terminal(store: Path, *words: str, **values: str) -> str:
    """What a terminal gets, by way of a pseudo-terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "vnplans", *words, "--store", str(store)]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, env=environment(**{"TERM": "xterm-256color"} | values))
    os.close(theirs)
    content = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        content += part
    os.close(ours)
    assert process.wait(timeout=120) == 0
    return content.decode("utf-8").replace("\r\n", "\n")


def squeezed(text: str) -> str:
    """The text without the lines of tables and without white space, so that it is found however it was wrapped."""
    return re.sub(r"[\s│┃─━┏┓└┘├┤┼╇┳┡┩╴╵┌┐┴┬]", "", text)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_terminal(
    store: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: dict[int, list[str]] = {}
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        with pytest.raises(SystemExit) as ended:
            main([*COMMANDS[name], "--store", str(store)])
        assert not ended.value.code
        lines[width] = capsys.readouterr().out.splitlines()
        # A line of text of its own (a legend, a sentence) is left whole for whoever copies it; what is drawn fits.
        drawn = [line for line in lines[width] if re.search(r"[│┃─━]", line)]
        assert [line for line in drawn if cell_len(line) > width] == [], width
    assert len(lines[40]) >= len(lines[200]) > 0


def test_into_a_pipe_go_no_colours_and_whole_texts(store: Path, record: DocumentRecord) -> None:
    for width in ("40", "80"):
        shown = piped(store, "show", "cao-bang-kh-1033", COLUMNS=width).decode("utf-8")
        assert "\x1b" not in shown
        cells = [squeezed(" ".join(line.split("│")[2:3])) for line in shown.splitlines()]
        whole = "".join(cells)
        assert [task.text for task in record.tasks if squeezed(task.text) not in whole] == []


def test_a_terminal_gets_colours_unless_it_asks_not_to(store: Path) -> None:
    shown = on_a_terminal(store, "show", "cao-bang-kh-1033", COLUMNS="100")
    assert COLOUR.search(shown) and "1033/KH-UBND" in shown
    plain = on_a_terminal(store, "show", "cao-bang-kh-1033", COLUMNS="100", NO_COLOR="1")
    assert not COLOUR.search(plain)
    assert ESCAPE.sub("", shown) == ESCAPE.sub("", plain)
    assert "\x1b" not in on_a_terminal(store, "show", "cao-bang-kh-1033", COLUMNS="100", TERM="dumb", NO_COLOR="1")


def test_codes_in_names_and_texts_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """`\\x1b[2J` wipes the screen, `\\x9b` begins such a code by itself, `\\r` writes over what was there."""
    (tmp_path / "a\x1b[2J.txt").write_text("KẾ HOẠCH\n1. Sở Tư pháp chủ trì rà soát \x1b]0;x\x07văn bản \x9b31m và báo cáo UBND tỉnh.\n")
    with Store(tmp_path / "store") as opened:
        extract_all([tmp_path / "a\x1b[2J.txt"], opened, jobs=1)
    for command in (("query", "SELECT path FROM sources"), ("query", "SELECT text FROM tasks")):
        shown = on_a_terminal(tmp_path / "store", *command, NO_COLOR="1")
        assert [code for code in re.findall("\x1b[^m]{0,9}m?|[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]", shown) if not code.endswith("m")] == []
        assert "\x1b[31m" not in shown
    assert "␛" in on_a_terminal(tmp_path / "store", "query", "SELECT path FROM sources")


def test_code_pages_of_windows_lose_no_letter(store: Path) -> None:
    as_it_should = piped(store, "instruments")
    assert "07/CT-TTg" in as_it_should.decode("utf-8") and "Chỉ thị" in as_it_should.decode("utf-8")
    for encoding in ("cp1252", "cp65001", "ascii"):
        assert piped(store, "instruments", PYTHONIOENCODING=encoding) == as_it_should


def test_an_old_console_of_windows_gets_no_sequences(record: DocumentRecord) -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, legacy_windows=True, force_terminal=False, markup=False)
    for item in record_view(record, "vi"):
        console.print(item)
    assert "\x1b" not in stream.getvalue() and "1033/KH-UBND" in stream.getvalue()


def test_long_cells_are_cut_on_a_terminal_only() -> None:
    text = "chữ " * 100 + "hết"
    frame = made(["number", "text"], [("1", text)])
    shown = {}
    for terminal in (True, False):
        stream = io.StringIO()
        Console(file=stream, width=80, force_terminal=terminal, color_system=None).print(frame_table(frame))
        shown[terminal] = stream.getvalue()
    assert "…" in shown[True] and "hết" not in shown[True]
    assert "…" not in shown[False] and "hết" in shown[False]


# Words in colour


def test_the_words_of_a_task_are_coloured_where_they_stand(record: DocumentRecord) -> None:
    coloured = 0
    for task in record.tasks:
        text = task_words(record, task)
        assert text.plain == task.text
        inside = [one for one in record.task_agencies if one.task_id == task.task_id and task.start <= one.start and one.end <= task.end]
        for one in inside:
            at = [text.plain[span.start : span.end] for span in text.spans if span.style == STYLES[one.role]]
            assert one.text in at, (one.text, at)
            coloured += 1
    assert coloured > 10


def test_words_that_are_not_in_the_task_colour_nothing(record: DocumentRecord) -> None:
    outside = next(a for a in record.task_agencies for t in record.tasks if a.task_id == t.task_id and a.end <= t.start)
    task = next(task for task in record.tasks if task.task_id == outside.task_id)
    assert all(record.text.find(task_words(record, task).plain[span.start : span.end]) >= 0 for span in task_words(record, task).spans)
    assert not any(span.end > len(task.text) for span in task_words(record, task).spans)
