"""Damaged text layers: how good a page's text is, and the damage that a known table of glyphs mends."""

import re
from collections.abc import Sequence

from pipeline.loaders.blocks import Run
from pipeline.loaders.legacy import RunDecoder
from pipeline.loaders.printed.assemble import PageRead
from pipeline.loaders.printed.lines import PrintedLine, with_text
from pipeline.loaders.printed.page import PrintedPage
from pipeline.loaders.syllables import quality
from pipeline.messages_warnings import warned

GOOD = 0.8
"""Share of well-formed syllables below which a text layer is not believed. Good ones are at .95 and more, mapped wrongly .05 to .30."""

_FINE = 0.93
"""Share from which nothing is decoded: one paragraph in TCVN3 on a page takes it below."""

_FEW_LETTERS = 25
"""Letters below which a page with a picture on it is a scan: only a stamp or a page number is text."""

REPAIRED = "repaired_glyphs"

# Word 2007 wrote PDFs in which `ư` maps to U+01A3 and `Ò` in capitals to `Õ`: `hƣớng dẫn`, `CỘNG HÕA`, `PHÕNG`.
_GLYPHS = {"Ƣ": "Ư", "ƣ": "ư"}
_NEVER_WITH_NGA = re.compile(r"\b(?:HÕA|PHÕNG|TÕA|CÕN)\b")


def is_readable(read: PageRead) -> bool:
    """Is the text layer worth keeping? Few words say nothing: then it is, unless a picture stands where the text should be."""
    if read.quality is not None:
        return read.quality >= GOOD
    return not read.page.pictures or sum(c.isalpha() for line in read.page.lines for c in line.text) >= _FEW_LETTERS


def repair(pages: Sequence[PageRead]) -> tuple[str, ...]:
    """Set right what is known to be wrong, old encodings and wrong glyphs, and measure the pages' quality.

    Returns a warning for each kind of repair.
    """
    for page in pages:
        page.quality = _quality(page.page)
    return _decode([page for page in pages if (page.quality or 0.0) < _FINE]) + _mend(pages)


def _quality(page: PrintedPage) -> float | None:
    """Share of well-formed syllables on a page; None for too few words."""
    return quality("\n".join(line.text for line in page.lines))


def _decode(doubtful: Sequence[PageRead]) -> tuple[str, ...]:
    """Decode TCVN3, VNI and the like on pages whose text is not Vietnamese as it stands."""
    decoder = RunDecoder(verbatim=True)
    decoder.learn([line.text for read in doubtful for line in read.page.lines])
    for read in doubtful:
        for i, line in enumerate(read.page.lines):
            text = decoder([Run(line.text)])
            if text != line.text:
                read.page.lines[i] = with_text(line, text)
        read.quality = _quality(read.page)
    return decoder.warnings()


def _mend(pages: Sequence[PageRead]) -> tuple[str, ...]:
    """Put the right letters where a known table of glyphs has the wrong ones."""
    if not any(code in line.text for read in pages for line in read.page.lines for code in _GLYPHS):
        return ()
    mended = 0
    for read in pages:
        for i, line in enumerate(read.page.lines):
            shown = _mended(line.text)
            if shown != line.text:
                mended += 1
                read.page.lines[i] = _flagged(with_text(line, shown), line.text, shown)
        read.quality = _quality(read.page)
    return (warned("glyphs_repaired", n=mended),)


def _mended(text: str) -> str:
    for wrong, right in _GLYPHS.items():
        text = text.replace(wrong, right)
    return _NEVER_WITH_NGA.sub(lambda match: match[0].replace("Õ", "Ò"), text)


def _flagged(line: PrintedLine, before: str, after: str) -> PrintedLine:
    line.doubts = line.doubts + [(i, i + 1, REPAIRED, old) for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    return line
