"""The words that citations are found by, all found in one pass over a text.

Each of these words is rare; a plain search for each of the thirty would read the whole text thirty times.
"""

from dataclasses import dataclass, field
from functools import cache
from itertools import product

from extractors.word_search import WordSearch

# What law words end with, and how far before it the word may begin (`Bộ  luật`).
_LAW_ENDS = {
    **dict.fromkeys(("luật", "Luật", "LUẬT"), (0, 3, 4, 5)),
    **dict.fromkeys(("lệnh", "LỆNH", "Lệnh"), (5, 6)),
    **dict.fromkeys(("iến pháp", "IẾN PHÁP", "iến Pháp"), (1,)),
}
_OLD_LETTERS = (" CP", " TTg", " HĐBT")  # 150 CP
_TYPE_ENDS = ("định ", "quyết ", "thị ", "tư ", "hoạch ", "trình ")  # of the types that people cite as `Nghị định 54`
_ABOVE = "trên"


@dataclass(slots=True)
class CitationWords:
    """Offsets into a flat view, in order.

    `laws`: ends of law words, with the distances that the word may begin before; `old`: the letters of old numbers; `plain`: running
    numbers right behind a word that types end with; `above`: `trên`, which may point back.
    """

    laws: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    old: list[int] = field(default_factory=list)
    plain: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)


@cache
def _words() -> tuple[str, ...]:
    numbered = ["".join(pair) for pair in product(_TYPE_ENDS, "0123456789")]
    return (*_LAW_ENDS, *_OLD_LETTERS, _ABOVE, *numbered)


@cache
def _search() -> WordSearch:
    return WordSearch(_words())


def citation_words(flat: str) -> CitationWords:
    """Where the words stand in a flat view."""
    out = CitationWords()
    words = _words()
    for which, start, end in _search().find(flat):
        word = words[which]
        if word in _LAW_ENDS:
            out.laws.append((start, end, _LAW_ENDS[word]))
        elif word == _ABOVE:
            out.above.append(start)
        elif word in _OLD_LETTERS:
            out.old.append(start)
        else:
            out.plain.append(end - 1)
    return out
