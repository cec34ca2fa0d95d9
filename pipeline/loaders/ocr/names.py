"""Names of persons on scanned pages: `Trân Ngọc Căng` below a signature is `Trần Ngọc Căng`, for no family is called Trân."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from pipeline.loaders.ocr.choice import drops
from pipeline.loaders.ocr.words import bare, is_word
from pipeline.loaders.printed.lines import PrintedLine

CORRECTED = "ocr_corrected"
"""Flag of a word that no reader saw so; the note holds what was read."""

_FEWEST, _MOST = 3, 5
_RIGHT_HALF = 230.0
"""Points from the page's left edge from which signatures stand."""


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Family names in small letters by their letters without marks."""
    out: dict[str, tuple[str, ...]] = {}
    for line in resources.files("pipeline").joinpath("data", "family_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            out[bare(line)] = (*out.get(bare(line), ()), line.lower())
    return out


def settle_names(lines: Sequence[PrintedLine]) -> None:
    """Give a name that stands alone on its line the mark that its family name lost.

    Only one family name has these letters and all marks that were read; the flag says that no reader saw it so. Two that fit (`Vu`: Vũ,
    Vừ), or a mark too many, stay as read.
    """
    for line in lines:
        words = line.text.split()
        if not (_FEWEST <= len(words) <= _MOST and line.x0 > _RIGHT_HALF and all(word.istitle() and is_word(word) for word in words)):
            continue
        read = words[0].lower()
        known = _families().get(bare(read), ())
        fitting = [name for name in known if drops(read, name)]
        if read not in known and len(fitting) == 1:
            start = line.text.index(words[0])
            end = start + len(words[0])
            line.text = line.text[:start] + fitting[0].capitalize() + line.text[end:]
            line.doubts = [doubt for doubt in line.doubts if doubt[:2] != (start, end)]
            line.doubts.append((start, end, CORRECTED, words[0]))
