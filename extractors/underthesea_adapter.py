"""Words of Vietnamese text by underthesea, which this module alone imports: its API and its licence have changed between versions.

`word_tokenize` runs at 0.1 MB/s: for labels of a few sentences, not for whole corpora.
"""

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


def split_words(text: str) -> list[str]:
    """Words of `text` in order, those of several syllables with spaces: `vị trí`, `việc làm`, `,`.

    Each word is a substring of the text (which has to be NFC) but for white space. Needs no network and no model beside the package.
    """
    if not text.strip():
        return []
    from underthesea import word_tokenize  # noqa: PLC0415 - 0.5 to 2 s that a program which labels nothing need not pay

    # Without use_token_normalize=False `hoà` would come back as `hòa`, which is not in the text.
    return [str(word) for word in word_tokenize(text, use_token_normalize=False)]
