from pathlib import Path

import pytest

from pipeline.compare.thresholds import SAME
from pipeline.errors import BadSettings
from pipeline.settings import FamilySetting, Settings, load_settings

GOOD = """
[[family]]
instrument = "07/CT-TTg"
members = ["a.txt"]

[provinces]
"du-thao.docx" = "Tuyên Quang"

[aliases]
"Tổ 06" = "Sở Tư pháp"

[thresholds]
same = 0.5
passage = 20
"""


def test_what_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("\ufeff" + GOOD, encoding="utf-8")  # Notepad writes a BOM
    settings = load_settings(file)
    assert settings.families == (FamilySetting("07/CT-TTg", ("a.txt",), ()),)
    assert settings.provinces == {"du-thao.docx": "Tuyên Quang"} and settings.aliases == {"Tổ 06": "Sở Tư pháp"}
    assert settings.thresholds.same == 0.5 and settings.thresholds.passage == 20 and settings.thresholds.join != 0.5
    assert settings.stated == {"same", "passage"} and settings.file == file


def test_where_the_file_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VNPLANS_CONFIG", raising=False)
    assert load_settings() == Settings() and load_settings().thresholds.same == SAME
    (tmp_path / "vnplans.toml").write_text("[thresholds]\nsame = 0.6\n")
    assert load_settings().thresholds.same == 0.6
    (tmp_path / "other.toml").write_text("[thresholds]\nsame = 0.7\n")
    monkeypatch.setenv("VNPLANS_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings().thresholds.same == 0.7
    with pytest.raises(BadSettings):
        load_settings(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    "content",
    [
        "[threshold]\nsame = 0.5", "[thresholds]\nsme = 0.5", "[thresholds]\nsame = 2", "[thresholds]\npassage = 1.5",
        "[thresholds]\nsame = true",
        "[provinces]\na = 1", "[[family]]\nmembers = ['a']", "[[family]]\ninstrument = 'x'\nmembers = 'a'",
        "[[family]]\ninstrument = 'x'\nmember = []",
        "family = 1", "not toml",
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "vnplans.toml"
    file.write_text(content)
    with pytest.raises(BadSettings) as refused:
        load_settings(file)
    assert str(file) in refused.value.tell("vi")
