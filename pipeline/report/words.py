"""The sentences of the report in Vietnamese and English."""

from pipeline.messages import Lang
from pipeline.report.words_en import EN
from pipeline.report.words_vi import VI

PHRASES = {"vi": VI, "en": EN}


def phrase(lang: Lang, key: str, **values: object) -> str:
    """The sentence of a key with its values filled in. Raises KeyError for a key or placeholder that is missing."""
    return PHRASES[lang][key].format(**values)
