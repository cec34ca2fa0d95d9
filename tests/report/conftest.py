"""Reports of small stores, and a browser without network to open them in."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import extract_document
from pipeline.report.write import write_report
from pipeline.store import Store

SAMPLES = Path(__file__).parents[2] / "data" / "raw"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def made_store(folder: Path, files: dict[str, str]) -> Path:
    """A store in `folder` of texts by file name."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return store_of(folder / "store", [folder / name for name in files])


def store_of(store: Path, files: list[Path]) -> Path:
    """A store of files."""
    with Store(store) as opened:
        for file in files:
            opened.put(extract_document(file), file)
        opened.rebuild_instruments()
    return store


def reported(store: Path, **options: Any) -> Path:
    """The report of a store, beside it."""
    to = store.parent / "report.html"
    with Store(store, read_only=True) as opened:
        write_report(opened, to, **options)
    return to


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, read once by each worker."""
    return store_of(tmp_path_factory.mktemp("samples") / "store", sorted(file for file in SAMPLES.iterdir() if file.is_file()))


@pytest.fixture(scope="session")
def sample_report(sample_store: Path) -> Path:
    """The report of the sample corpus in Vietnamese."""
    return reported(sample_store)


def find_browser() -> str | None:
    """Path of an installed Chromium."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium. Where there is none the test is skipped, but not in CI, which installs it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_browser()
    if path is None:
        pytest.skip("Chromium is not installed: make system")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield opened
        opened.close()


class Watched:
    """A page opened from disk, offline, with all that it complained about or asked of the network."""

    def __init__(self, context: Any) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        context.set_offline(True)
        self.page = context.new_page()
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI, e.sample))"
        )

    def open(self, file: Path, anchor: str = "") -> Any:
        """The page of a file."""
        self.page.goto(file.as_uri() + anchor)
        return self.page

    def assert_quiet(self) -> None:
        """No word on the console, no violation of the policy, nothing loaded but the file and what lies in it."""
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture
def watched(browser: Any) -> Iterator[Callable[..., Watched]]:
    """Open watched pages: `watched(viewport=…, color_scheme=…)`."""
    contexts = []

    def opened(**options: Any) -> Watched:
        contexts.append(browser.new_context(accept_downloads=True, **options))
        return Watched(contexts[-1])

    yield opened
    for context in contexts:
        context.close()
