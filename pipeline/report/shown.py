"""Values as people of a language read them: dates, numbers, shares, codes of the tables."""

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.messages import Lang, catalogue, message, reason
from pipeline.messages_warnings import told
from pipeline.report.words import PHRASES, phrase
from schemas.tables import Failure

NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Shown:
    """How values look in a language. Null is an empty string everywhere."""

    lang: Lang

    def t(self, key: str, **values: object) -> str:
        """A sentence of the report. Raises KeyError for one that is missing."""
        return phrase(self.lang, key, **{name: self.n(one) if isinstance(one, int) else one for name, one in values.items()})

    def column(self, name: str) -> str:
        """Heading of a column of the tables."""
        return message(self.lang, f"column.{name}")

    def value(self, code: object) -> str:
        """A code of the tables in words: `implements` → `thực hiện`, `ocr_pages pages=1-3`; one without words as it is."""
        if not isinstance(code, str):
            return ""
        return PHRASES[self.lang].get(f"value.{code}") or catalogue(self.lang).get(f"value.{code}") or told(self.lang, code)

    def values(self, codes: object) -> str:
        """Codes joined by `; `, or a tuple of them, in words."""
        listed = codes.split("; ") if isinstance(codes, str) else list(codes) if isinstance(codes, tuple | list) else []
        return ", ".join(self.value(code) for code in listed if code)

    def why(self, failure: Failure) -> str:
        """Why a file gave no record; in English where the program does not know the code (any more)."""
        try:
            return reason(self.lang, failure.code, json.loads(failure.details))
        except (KeyError, ValueError):
            return failure.reason

    def n(self, number: Any) -> str:
        """A whole or broken number: 1.234 and 62,5 in Vietnamese, 1,234 and 62.5 in English."""
        if number is None or pd.isna(number):
            return ""
        whole = isinstance(number, int) or float(number).is_integer()
        text = f"{int(float(number)):,}" if whole else f"{float(number):,.1f}"
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "vi" else text

    def share(self, part: Any) -> str:
        """A part of one as percent: `27 %`."""
        return "" if part is None or pd.isna(part) else f"{round(100 * float(part))}{NARROW_SPACE}%"

    def date(self, day: Any) -> str:
        """A (partial) ISO date: 29/8/2025, 8/2025, 2025; in English 29 Aug 2025."""
        if not isinstance(day, str) or not day:
            return ""
        parts = [int(part) for part in day.split("-") if part.isdigit()]
        if self.lang == "vi":
            return "/".join(str(part) for part in reversed(parts))
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        words = [str(parts[0]), *(months[part - 1] for part in parts[1:2]), *(str(part) for part in parts[2:3])]
        return " ".join(reversed(words))
