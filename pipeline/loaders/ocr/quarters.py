"""Quarters on scanned pages: `Quý III/2025` is read `II1/2025`, `11/2025` or `II/2025`."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.loaders.ocr.words import DISAGREEMENT, Word

# III/2025, · 11/2025 · IV
_QUARTER = re.compile(r"(?P<value>[IVXHLl1|]{1,4})(?P<rest>(?:/\d{4})?[.,;:)]*)")
_ALIKE = str.maketrans({"l": "I", "L": "I", "1": "I", "|": "I", "H": "II"})
_QUARTERS = ("I", "II", "III", "IV")


def settle_quarters(words: Sequence[Word], *others: str) -> None:
    """Set the number behind `quý` to one that a quarter has. There is none but 1 to 4, so `11` is `II`; of `II` and `III` that with one
    stroke more counts if another reader sees it, for a stroke is lost and not made. What is changed is flagged."""
    places = [word for one, word in pairwise(words) if one.text.lower() == "quý" and _value(word.text)]
    if not places:
        return
    seen = [[_value(b) for a, b in pairwise(other.split()) if a.lower() == "quý"] for other in others if other]
    for i, word in enumerate(places):
        match = _QUARTER.fullmatch(word.text)
        value = _value(word.text)
        if value + "I" in _QUARTERS and any(values[i] == value + "I" for values in seen if len(values) == len(places)):
            value += "I"
        if match and value in _QUARTERS and match["value"] not in (value, "1"):
            word.become(value + match["rest"], DISAGREEMENT)


def _value(text: str) -> str:
    match = _QUARTER.fullmatch(text)
    return match["value"].translate(_ALIKE) if match else ""
