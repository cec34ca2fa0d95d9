"""The two languages say the same things."""

import re
from pathlib import Path
from string import Formatter

import pytest

from pipeline import commands, errors
from pipeline.errors import PipelineError
from pipeline.messages import catalogue, message


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    vietnamese, english = catalogue("vi"), catalogue("en")
    assert list(vietnamese) == list(english)
    for key, sentence in vietnamese.items():
        assert placeholders(sentence) == placeholders(english[key]), key
        assert sentence.strip() and english[key].strip(), key


def test_every_key_in_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    folder = Path(next(iter(commands.__path__))).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py") if not file.name.startswith(("messages_", "words_")))
    written = set(re.findall(r"""["']((?:help|extract|show|cite|compare|instruments|export|plot|failures|report|error)\.\w+)["']""", code))
    assert written <= set(catalogue("vi"))
    derived = {key for key in catalogue("vi") if key.split(".")[0] in ("help", "option", "column", "value", "usage")}
    assert set(catalogue("vi")) - derived <= written, "a sentence that nobody says"


@pytest.mark.parametrize("kind", [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PipelineError)][1:])
def test_every_error_has_its_sentence(kind: type[PipelineError]) -> None:
    values = dict.fromkeys(placeholders(message_of(kind)), "VALUE")
    error = kind(**values)
    assert error.tell("vi") != error.tell("en") == str(error)
    assert "VALUE" in error.tell("vi") and kind.key not in error.tell("vi")


def message_of(kind: type[PipelineError]) -> str:
    return catalogue("en")[kind.key]


def test_a_missing_placeholder_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("vi", "error.missing_path")
