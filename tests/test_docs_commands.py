"""docs/commands.md shows every command with the output that it has.

Outputs are compared by their shape (headings, keys, first words; numbers count as one), so that a better extractor does not break the page.
VNPLANS_WRITE_DOCS=1 writes them anew; the test fails then, lest it stay on.
"""

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.cli import COMMANDS, GROUPS, main

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "commands.md"
WRITING = "VNPLANS_WRITE_DOCS"
LINES = 16
RULE = re.compile(r"^[\s─━┡╇┩├┼┤]+$")


@dataclass
class Shown:
    """A command of the page and the lines below it."""

    words: list[str]
    output: list[str] = field(default_factory=list)


def shown(page: str) -> Iterator[Shown]:
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        current: Shown | None = None
        for line in block.splitlines():
            if line.startswith("$ "):
                if current:
                    yield current
                current = Shown(shlex.split(line[2:]))
            elif current:
                current.output.append(line)
        if current:
            yield current


def shape(lines: list[str]) -> list[str]:
    """Headings of tables, keys of JSON, else the first words; numbers and the width of columns do not count."""
    plain = [line for line in lines if line.strip() and line.strip() != "…"]
    headings = [before for before, line in pairwise(plain) if RULE.match(line)]
    keys = [match[1] for line in plain if (match := re.match(r'\s*("\w+"):', line))]
    chosen = headings[:1] or keys[:3] or [re.split(r"\s{2,}|(?<=\w:) ", line.strip())[0] for line in plain[:2]]
    return [" ".join(re.sub(r"[\d.,]+", "0", re.sub(r"[│┃]", " ", line)).split()) for line in chosen]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    return folder


@pytest.fixture
def run(corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[list[str]], list[str]]:
    """Run a command in the folder of the corpus; the lines that it prints."""
    monkeypatch.chdir(corpus)
    for name, value in (("COLUMNS", "100"), ("VNPLANS_LANG", "en"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)

    def output(words: list[str]) -> list[str]:
        with pytest.raises(SystemExit) as ended:
            main(words[1:])
        out, err = capsys.readouterr()
        assert not ended.value.code, (words, err)
        return [line.rstrip() for line in out.splitlines()]

    return output


def test_every_command_has_its_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = [function.__name__ for function in COMMANDS] + [f"{group} {name}" for group, own in GROUPS.items() for name in own]
    sections = dict(re.findall(r"^## vnplans ([\w ]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    assert sorted(sections) == sorted(names)
    assert [name for name in names if f"$ vnplans {name}" not in sections[name]] == []


def test_outputs_are_not_stale(run: Callable[[list[str]], list[str]]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = list(shown(page))
    found = [run(one.words) for one in blocks]
    if os.environ.get(WRITING):
        PAGE.write_text(rewritten(page, iter(found)), encoding="utf-8")
        pytest.fail("written; now without the variable")
    both = [(shlex.join(one.words), shape(one.output), shape(cut(lines))) for one, lines in zip(blocks, found, strict=True)]
    assert [one for one in both if one[1] != one[2]] == []


def cut(lines: list[str]) -> list[str]:
    """The first lines, and `…` where there are more."""
    kept = [line for line in lines if line]
    return kept if len(kept) <= LINES else [*kept[: LINES - 1], "…"]


def rewritten(page: str, outputs: Iterator[list[str]]) -> str:
    """The page with each command's first lines below it."""
    made, inside = [], False
    for line in page.splitlines():
        fence = line.startswith("```")
        inside = line == "```console" if fence else inside
        if fence or not inside:
            made.append(line)
        elif line.startswith("$ "):
            made += [line, *cut(next(outputs))]
    return "\n".join(made) + "\n"


def test_the_shape_tells_what_matters() -> None:
    table = [" Province   Tasks", " ──────────────────", " Huế           12"]
    assert shape(table) == shape([" Province     Tasks", " ─────────", " Cà Mau  7", "…"]) == ["Province Tasks"]
    assert shape(table) != shape([" Province   Citations", " ──────────────────"])
    assert shape(["Files read: 14; failed: 0."]) == shape(["Files read: 3; failed: 1."]) != shape(["Files: 14"])
    assert shape(["{", '  "a": 1,', '  "b": 2']) == ['"a"', '"b"']


# Tutorials and the site


def test_the_python_of_the_tutorials_runs(run: Callable[[list[str]], list[str]], corpus: Path) -> None:
    page = (ROOT / "docs" / "tutorials.md").read_text(encoding="utf-8")
    for command in re.findall(r"^    (vnplans (?:extract|export) .*)$", page, re.MULTILINE):
        run(shlex.split(command) + (["--force"] if "export" in command else []))
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    for block in blocks:
        exec(compile(block, "tutorials.md", "exec"), names)
    assert len(blocks) == 4
    for name in ("top", "words", "this_year"):
        found = names[name]
        assert isinstance(found, pd.DataFrame) and not found.empty, name
    assert names["gaps"] and all(comment for _, comment in names["comments"])  # type: ignore[attr-defined]
    assert duckdb.__version__
