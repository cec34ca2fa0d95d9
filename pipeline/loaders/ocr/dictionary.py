"""Which syllables stand side by side in Vietnamese words, from the word list that comes with underthesea."""

from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

_DICTIONARY = "corpus/data/Viet74K.txt"


@cache
def dictionary_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring syllables of the words in the package's dictionary, in small letters: `kiểm tra` gives (kiểm, tra).

    Only the list is read, no code is loaded. Empty where a version of the package has no such list.
    """
    spec = find_spec("underthesea")
    path = Path(next(iter(spec.submodule_search_locations or ()), "") if spec else "", _DICTIONARY)
    if not path.is_file():
        return frozenset()
    words = (line.lower().split() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(pair for word in words for pair in pairwise(word))
