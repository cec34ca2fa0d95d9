"""What the program says to people, in Vietnamese and English."""

from functools import cache
from typing import Literal

from pipeline.messages_en import EN
from pipeline.messages_vi import VI

Lang = Literal["vi", "en"]

LANG_VARIABLE = "VNPLANS_LANG"
"""Environment variable that chooses the language where `--lang` does not."""

DEFAULT_LANG: Lang = "vi"


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """The sentences of a language by key; both languages have the same keys and placeholders."""
    return {"vi": VI, "en": EN}[lang]


def message(lang: Lang, key: str, **values: object) -> str:
    """The sentence of a key with its values filled in.

    Raises KeyError for a key or a placeholder that is missing: a bug that should fail in a test, not show a bare key to people.
    """
    return catalogue(lang)[key].format(**values)
