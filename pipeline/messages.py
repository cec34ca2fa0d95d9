"""What the program says to people, in Vietnamese and English."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pipeline.messages_cluster import CLUSTER
from pipeline.messages_en import EN
from pipeline.messages_reasons import REASONS
from pipeline.messages_vi import VI

Lang = Literal["vi", "en"]

LANG_VARIABLE = "VNPLANS_LANG"
"""Environment variable that chooses the language where `--lang` does not."""

DEFAULT_LANG: Lang = "vi"


@cache
def catalogue(lang: Lang) -> dict[str, str]:
    """The sentences of a language by key; both languages have the same keys and placeholders."""
    place = ("vi", "en").index(lang)
    return (VI, EN)[place] | {key: both[place] for key, both in CLUSTER.items()}


def message(lang: Lang, key: str, **values: object) -> str:
    """The sentence of a key with its values filled in.

    Raises KeyError for a key or a placeholder that is missing: a bug that should fail in a test, not show a bare key to people.
    """
    return catalogue(lang)[key].format(**values)


def reason(lang: Lang, code: str, values: Mapping[str, Any]) -> str:
    """Why a file gave no record, in words. A value that is itself `{"code": …, "values": …}` is a reason inside the reason.

    Raises KeyError as `message` does.
    """
    told = {name: reason(lang, value["code"], value["values"]) if isinstance(value, Mapping) else value for name, value in values.items()}
    return REASONS[code][("vi", "en").index(lang)].format(**told)
