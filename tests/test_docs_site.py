"""The documentation builds as a site without a network, and no page of it asks for anything from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADED = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=["']?(?:https?:)?//[^>]*>""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    config, out = str(ROOT / "mkdocs.yml"), str(folder)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", out]
    # No way out: a plugin that asked for anything would fail.
    env = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    pages = {file.relative_to(ROOT / "docs").with_suffix(".html") for file in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages if not (site / page).is_file()} == set()


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    found = {(file.name, tag) for file in site.rglob("*.html") for tag in LOADED.findall(file.read_text(encoding="utf-8"))}
    assert {(name, tag) for name, tag in found if 'rel="canonical"' not in tag} == set()


def test_every_page_is_in_the_navigation() -> None:
    written = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [file.name for file in sorted((ROOT / "docs").glob("*.md")) if f"{file.name}\n" not in written] == []
