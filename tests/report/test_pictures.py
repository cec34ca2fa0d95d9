"""Pictures of the report, to be looked at (`make screenshots`), and what a machine can see in them: nothing overlaps or is cut off."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.write import write_report
from pipeline.store import Store
from tests.report.conftest import Watched

PARTS = ("summary", "map", "timeline", "tasks", "coverage", "instruments", "agencies", "reuse", "documents", "methods")
SCREENS: dict[str, dict[str, Any]] = {
    "screen": {"viewport": {"width": 1360, "height": 900}},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}

OVERLAPS = """() => [...document.querySelectorAll('svg.timeline, svg.tiles:not(.key)')].flatMap((drawing) => {
    const all = [...drawing.querySelectorAll('text')].map((one) => [one.textContent, one.getBoundingClientRect()]);
    const words = all.filter(([, box]) => box.width);
    const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
    const whole = drawing.getBoundingClientRect();
    const cut = words.filter(([, box]) => box.left < whole.left - 1 || box.right > whole.right + 1).map(([text]) => `cut off: ${text}`);
    const over = ([text, box], k) => words.slice(k + 1).filter(([, other]) => !apart(box, other)).map(([other]) => `${text} / ${other}`);
    return cut.concat(words.flatMap(over));
})"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go: VNPLANS_SCREENSHOTS, else nowhere that stays."""
    wanted = os.environ.get("VNPLANS_SCREENSHOTS")
    made = Path(wanted) if wanted else tmp_path
    made.mkdir(exist_ok=True)
    return made


@pytest.mark.parametrize("screen", SCREENS)
def test_every_part_fits_the_screen(watched: Callable[..., Watched], sample_report: Path, folder: Path, screen: str) -> None:
    seen = watched(**SCREENS[screen])
    page = seen.open(sample_report)
    for part in PARTS:
        page.evaluate(f"document.getElementById('{part}').scrollIntoView()")
        page.screenshot(path=folder / f"{screen}-{part}.png")
    width = SCREENS[screen]["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('main details:not(.doc)').forEach((one) => { one.open = true; })")
    assert page.evaluate(OVERLAPS) == []
    page.locator("#tasks details.group").first.scroll_into_view_if_needed()
    page.screenshot(path=folder / f"{screen}-group.png")
    for name, anchor in (("document", "d3"), ("words", "t3-5")):
        page.evaluate(f"location.hash = '{anchor}'")
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{screen}-{name}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    seen.assert_quiet()


def test_it_prints(watched: Callable[..., Watched], sample_report: Path, folder: Path) -> None:
    seen = watched()
    page = seen.open(sample_report)
    content = page.pdf(path=folder / "print.pdf", format="A4", print_background=True)
    assert content.startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("#h-summary").is_visible()
    if shutil.which("pdftoppm"):
        os.spawnlp(os.P_WAIT, "pdftoppm", "pdftoppm", "-r", "60", "-png", str(folder / "print.pdf"), str(folder / "print"))


def test_it_speaks_english(watched: Callable[..., Watched], sample_store: Path, folder: Path, tmp_path: Path) -> None:
    with Store(sample_store, read_only=True) as store:
        write_report(store, tmp_path / "report.html", lang="en")
    page = watched(**SCREENS["screen"]).open(tmp_path / "report.html")
    page.screenshot(path=folder / "english.png")
    assert page.locator("#h-summary").inner_text() == "Provinces answering Chỉ thị 07/CT-TTg"
