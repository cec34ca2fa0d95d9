"""The project files agree with each other and with the code."""

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MAKE_TARGETS = ["help", "run", "test", "test-ray", "fuzz", "docs", "screenshots", "system", "clean"]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """pyproject.toml, parsed."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pinned() -> dict[str, str]:
    """constraints.txt: normalized name to version."""
    lines = (line.split("#")[0].strip() for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())
    return {normalized(name): version for name, _, version in (line.partition("==") for line in lines if line)}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(project: dict[str, Any]) -> list[str]:
    table = project["project"]
    names = table["dependencies"] + [name for extra in table.get("optional-dependencies", {}).values() for name in extra]
    return [normalized(re.split(r"[<>=!~;\[ ]", name)[0]) for name in names]


def test_constraints_pin_every_dependency(project: dict[str, Any], pinned: dict[str, str]) -> None:
    assert [name for name in required(project) if name not in pinned] == []


def test_constraints_are_exact_and_name_no_place(pinned: dict[str, str]) -> None:
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in pinned.values()), pinned
    assert not re.search(r"://|^-|@|\+", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)


def test_underthesea_is_never_one_under_the_gpl(project: dict[str, Any]) -> None:
    assert "underthesea>=9.5" in project["project"]["dependencies"]


def contracts(project: dict[str, Any]) -> list[dict[str, Any]]:
    return list(project["tool"]["importlinter"]["contracts"])


def test_every_package_of_a_contract_exists(project: dict[str, Any]) -> None:
    """A contract about a package that is gone, or misspelt, keeps nothing."""
    own = project["tool"]["importlinter"]["root_packages"]
    named = {name for contract in contracts(project) for name in contract.get("layers", []) + contract.get("source_modules", [])}
    named |= {name for contract in contracts(project) for name in contract.get("forbidden_modules", [])}
    assert named >= set(own)
    extras = set(required(project))  # an extra that is not installed here is a package all the same
    assert [name for name in sorted(named) if name not in extras and importlib.util.find_spec(name) is None] == []


def test_contracts_keep_the_layers_and_the_heavy_libraries_apart(project: dict[str, Any]) -> None:
    layers = next(contract["layers"] for contract in contracts(project) if contract["type"] == "layers")
    assert layers == ["vnplans", "pipeline", "extractors", "schemas"]
    forbidden = {name: contract["source_modules"] for contract in contracts(project) for name in contract.get("forbidden_modules", [])}
    for library in ("spacy", "underthesea", "duckdb", "ray"):
        assert set(forbidden[library]) == set(layers)


def test_every_package_of_the_tree_is_installed(project: dict[str, Any]) -> None:
    """A folder of code without `__init__.py` works from the checkout and is missing from the wheel."""
    roots = project["tool"]["importlinter"]["root_packages"]
    folders = {path.parent for root in roots for path in (ROOT / root).rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_every_data_file_is_installed(project: dict[str, Any]) -> None:
    tools = project["tool"]["setuptools"]
    patterns = [(package, pattern) for package, found in tools["package-data"].items() for pattern in found]
    missing = []
    for root in project["tool"]["importlinter"]["root_packages"]:
        for path in (ROOT / root).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc") and not covered(path, patterns):
                missing.append(str(path.relative_to(ROOT)))
    assert missing == []


def covered(path: Path, patterns: list[tuple[str, str]]) -> bool:
    """True if a pattern of package-data, which is relative to the package that holds it, takes the file in."""
    package = next(parent for parent in path.parents if (parent / "__init__.py").is_file())
    dotted = ".".join(package.relative_to(ROOT).parts)
    return any(path in package.glob(pattern) for name, pattern in patterns if name in ("*", dotted))


@pytest.mark.parametrize("target", MAKE_TARGETS)
def test_make_targets_parse(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_make_alone_lists_the_targets() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([\w-]+) +\S", shown, re.MULTILINE) == MAKE_TARGETS


def test_make_test_checks_everything(tmp_path: Path) -> None:
    commands = subprocess.run(["make", "-n", "-B", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [word for word in ("ruff check", "mypy", "lint-imports", "pytest") if word not in commands] == []


def fake_make(folder: Path, script: str) -> dict[str, str]:
    tool = folder / "make"
    tool.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
    tool.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


@pytest.mark.parametrize(
    ("script", "status", "closing"),
    [
        ("echo '=== 3 passed, 1 warning in 0.12s ==='", 0, "=== 3 passed, 1 warning in 0.12s ==="),
        ("echo '= 1 failed in 65.01s (0:01:05) ='; echo 'make: *** Error 1' >&2; exit 2", 2, "= 1 failed in 65.01s (0:01:05) ="),
        ("echo 'Found 1 error.'; exit 2", 2, "pytest did not run: a check before it failed"),
    ],
)
def test_ci_ends_with_the_closing_line_and_the_status(tmp_path: Path, script: str, status: int, closing: str) -> None:
    done = subprocess.run([ROOT / ".ci" / "run"], env=fake_make(tmp_path, script), capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stdout.splitlines()[-1] == closing


def test_ci_calls_make_test(tmp_path: Path) -> None:
    done = subprocess.run([ROOT / ".ci" / "run"], env=fake_make(tmp_path, 'echo "make $*"'), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "make test"


def test_ci_calls_make_test_ray_where_the_extra_can_be_installed(tmp_path: Path) -> None:
    run = ROOT / ".ci" / "run"
    done = subprocess.run([run], env=fake_make(tmp_path, 'echo "make $*"'), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:3] == ["make test", "make .venv/.installed-ray", "make test-ray"]
    fails = '[ "$1" != test-ray ] || { echo "= 1 failed in 2.01s ="; exit 2; }; echo "= 3 passed in 0.12s ="'
    done = subprocess.run([run], env=fake_make(tmp_path, fails), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    done = subprocess.run([run], env=fake_make(tmp_path, '[ "$1" = test ]'), capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "left out" in done.stdout
