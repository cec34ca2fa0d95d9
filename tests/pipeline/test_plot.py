"""Pictures for papers: all Vietnamese letters, nothing over anything else, readable without colours."""

import hashlib
import warnings
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from pipeline.batch import extract_all
from pipeline.cli import main
from pipeline.compare.citations import COLUMNS as CITATION_COLUMNS
from pipeline.compare.timeline import COLUMNS as TIMELINE_COLUMNS
from pipeline.plot.citations import MOST, draw_citations
from pipeline.plot.coverage import STATUSES, draw_coverage
from pipeline.plot.style import colours, letters_on, save, settings
from pipeline.plot.tile_map import Figures, draw_map
from pipeline.plot.timeline import draw_timeline
from pipeline.plot.words import EN, VI, words
from pipeline.store import Store
from pipeline.tiles import Regime, tiles

ROOT = Path(__file__).parents[2]
NAMES = [tile.name for tile in tiles("63")]
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.fixture(autouse=True)
def plain_settings() -> Iterator[None]:
    with mpl.rc_context(settings()), warnings.catch_warnings():
        warnings.simplefilter("error")  # a glyph that is missing, a layout that does not fit
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    names = ("cao-bang-kh-1033.txt", "lam-dong-kh-1527.md", "nghe-an-tin-ke-hoach-456.txt", "chi-thi-07-ct-ttg-2025.md")
    with Store(folder) as opened:
        extract_all([ROOT / "data" / "raw" / name for name in names], opened, jobs=1)
    return folder


def timeline(n: int) -> pd.DataFrame:
    rows = [
        ("i", "07/CT-TTg", "2025-03-14", NAMES[k], f"d{k}", f"{k}.txt", "news" if k % 7 == 3 else "official", f"{k}/KH-UBND", "2025-05-01",
         "issue_date", "stated", 10 * k if k % 5 else None, 10 * k - 5, 10 * k)
        for k in range(n)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS), dtype=object)
    frame.loc[n - 1, ["days", "days_min", "days_max"]] = None
    return frame


def citations(n: int) -> pd.DataFrame:
    head = ("type", "number", "issue_date", "issuer", "title", "instrument_id", "n_provinces", "n_mentions")
    rows = [
        {**dict(zip(head, ("Nghị định", f"{k}/2020/NĐ-CP", "2020-03-05", "Chính phủ", None, f"i{k}", n - k, 2 * n), strict=True)),
         **{name: (k * j) % 4 for j, name in enumerate(NAMES[:n])}}
        for k in range(n)
    ]  # fmt: skip
    rows[0] |= {"number": None, "title": "Luật " + "$x_1^2$ rất dài " * 10}
    return pd.DataFrame(rows).reindex(columns=[*CITATION_COLUMNS, *NAMES[:n]])


def coverage(n: int) -> pd.DataFrame:
    rows = [(name, int(k % 9 > 0), k % 7, 5, k % 4, 14 - k % 7 - 5 - k % 4, 0.5) for k, name in enumerate(NAMES[:n])]
    return pd.DataFrame(rows, columns=["province", "n_documents", *STATUSES, "share_taken_up"])


def drawn(kind: str, n: int) -> Figure:
    if kind == "timeline":
        return draw_timeline(timeline(n), VI)
    if kind == "citations":
        return draw_citations(citations(n), VI)
    if kind == "coverage":
        return draw_coverage(coverage(n), "Chỉ thị 07/CT-TTg", VI)
    regime: Regime = "63" if kind == "map63" else "34"
    return draw_map(Figures({tile.name: 1000.5 - k for k, tile in enumerate(tiles(regime)[:n])}, VI.tasks), regime, VI)


KINDS = ("timeline", "citations", "coverage", "map63", "map34")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [2, 63])
def test_no_words_lie_over_others_or_outside(kind: str, n: int) -> None:
    figure = drawn(kind, n)
    FigureCanvasAgg(figure).draw()
    page = figure.bbox
    texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
    boxes = [(one.get_text(), one.get_window_extent()) for one in texts]
    # Ticks beyond the axes' limits are there, but not drawn.
    shown = [(text, box) for text, box in boxes if box.width and page.overlaps(box)]
    assert [text for text, box in shown if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1] == []
    over = [(a, b) for (a, one), (b, two) in combinations(shown, 2) if min(one.x1, two.x1) - max(one.x0, two.x0) > 1.5
            and min(one.y1, two.y1) - max(one.y0, two.y0) > 3]  # fmt: skip
    assert over == []


def test_every_vietnamese_letter_is_drawn(tmp_path: Path) -> None:
    figure = Figure()
    figure.text(0.1, 0.5, LETTERS + LETTERS.upper() + "≤·–…“”")
    for suffix in ("svg", "pdf", "png"):
        save(figure, tmp_path / f"a.{suffix}")  # a warning of a missing glyph is an error here


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    digests = set()
    for name, head in (("one.svg", b"<?xml"), ("two.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.png", b"\x89PNG")):
        save(drawn(kind, 3), tmp_path / name)
        content = (tmp_path / name).read_bytes()
        assert content.startswith(head)
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 3 and len(list(tmp_path.iterdir())) == 4


def test_no_meaning_is_in_colour_alone() -> None:
    assert len({hatch for _, hatch, _ in STATUSES.values()}) == len(STATUSES)
    told = {text.get_text() for text in drawn("map63", 5).findobj(Text)}
    assert {"HG", "CB", "1000,5", "999,5"} <= told
    counts = citations(5)[NAMES[:5]].to_numpy()
    numbers = [text.get_text() for text in draw_citations(citations(5), VI).axes[0].texts]
    assert sorted(numbers) == sorted(str(n) for n in counts.flatten() if n)


@pytest.mark.parametrize("share", [k / 20 for k in range(21)])
def test_letters_stand_out_from_their_square(share: float) -> None:
    def luminance(colour: object) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in mpl.colors.to_rgb(colour)]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    one, two = sorted((luminance(colours()(share)), luminance(letters_on(share))))
    assert (two + 0.05) / (one + 0.05) >= 4.0


def test_what_is_left_out_is_told() -> None:
    notes = [text.get_text() for text in drawn("citations", 40).findobj(Text)]
    assert any(f"{MOST} văn bản" in text and "40" in text for text in notes)
    assert any(text.startswith("Không rõ ngày: ") for text in (one.get_text() for one in drawn("timeline", 5).findobj(Text)))
    made = draw_map(Figures({"Hà Nội": 1.0, "Sài Gòn": 2.0}, VI.tasks, ("Một ghi chú.",)), "63", VI)
    assert any("Một ghi chú.\nKhông có ô trên bản đồ: Sài Gòn." in one.get_text() for one in made.findobj(Text))


def test_both_languages_are_there() -> None:
    assert words("vi") is VI and words("en") is EN
    assert all(getattr(VI, name) and getattr(EN, name) for name in VI.__slots__)


# The command


def run(*args: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(arg) for arg in args])
    return ended.value.code if isinstance(ended.value.code, int) else 0


@pytest.mark.parametrize(
    "words",
    [
        ("timeline",),
        ("citations",),
        ("coverage", "--against", "chi-thi-07-ct-ttg-2025"),
        ("map",),
        ("map", "--figure", "lag", "--regime", "34"),
    ],
)
def test_the_command_draws(words: tuple[str, ...], store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hình.png"
    assert run("plot", *words, "--store", store, "--to", file, "--lang", "en") == 0
    assert str(file) in capsys.readouterr().out.replace("\n", "")
    with Image.open(file) as picture:
        assert min(picture.size) > 300 and len(picture.getcolors(maxcolors=1 << 24) or ()) > 10


def test_what_cannot_be_drawn_is_said(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plot", "map", "--store", store, "--to", tmp_path / "a.docx") == 2
    assert ".svg, .pdf, .png" in capsys.readouterr().err
    assert run("plot", "timeline", "--store", store, "--to", tmp_path / "a.png", "--since", "2031", "--lang", "en") == 2
    assert "nothing to draw" in capsys.readouterr().err
    assert run("plot", "map", "--store", store, "--to", tmp_path / "không có" / "a.png") == 2
    assert "không có" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_command_says_how_to_get_it(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.plot.find_spec", lambda name: None)
    assert run("plot", "map", "--store", store, "--to", tmp_path / "a.png") == 2
    assert "vnplans[plot]" in capsys.readouterr().err
