"""How faithful and how quick the loaders are, on a folder of files of one's own.

    python benchmarks/formats.py FOLDER            # every file below it; `name.expected.txt` beside a file is what it says
    python benchmarks/formats.py FOLDER --no-ocr

Three tables: letters with diacritics that came back right, where there is an expected text; words of PDF mentions that lie under their
boxes; pages a second beside pdfplumber alone. Times are CPU time of one process. See benchmarks/README.md.
"""

import argparse
import random
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from extractors import find_citations
from pipeline.loaders import LoadError, Options, load
from pipeline.loaders.legacy.tables import from_tcvn3
from schemas import SourceText

_WORD = re.compile(r"[^\W_]+")
_MENTIONS = 1_000


def main() -> None:
    """Read the folder and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-ocr", action="store_true")
    args = parser.parse_args()
    options = Options(ocr=not args.no_ocr)
    files = sorted(path for path in args.folder.rglob("*") if path.is_file() and not path.name.endswith(".expected.txt"))
    sources = list(_loaded(files, options))
    _fidelity(sources)
    _boxes([pair for pair in sources if pair[1].format == "pdf" and pair[1].loader == "pdf"])
    _speed([path for path, source in sources if source.loader == "pdf"], options)


def _loaded(files: list[Path], options: Options) -> Iterator[tuple[Path, SourceText]]:
    for path in files:
        try:
            yield path, load(path, options)
        except LoadError as error:
            print(f"{path.name}: {error.reason}", file=sys.stderr)


def _fidelity(sources: list[tuple[Path, SourceText]]) -> None:
    print("letters with diacritics right (case folded)")
    shares = []
    for path, source in sources:
        expected = path.with_name(path.stem + ".expected.txt")
        if expected.exists():
            shares.append(diacritics_right(expected.read_text(encoding="utf-8"), source.text))
            print(f"  {shares[-1]:.4f}  {source.loader:16} {path.name}")
    if shares:
        print(f"  {sum(shares) / len(shares):.4f}  on average")


def diacritics_right(expected: str, found: str) -> float:
    """Share of the letters outside of ASCII that stand where they should: letters are aligned, spaces and punctuation left out."""
    one, two = _letters(expected), _letters(found)
    right = total = 0
    for kind, a, b, c, d in SequenceMatcher(None, *_words(expected, found), autojunk=False).get_opcodes():
        before, behind = "".join(one[a:b]), "".join(two[c:d])
        total += sum(not letter.isascii() for letter in before)
        if kind == "equal":
            right += sum(not letter.isascii() for letter in before)
        else:
            blocks = SequenceMatcher(None, before, behind, autojunk=False).get_matching_blocks()
            right += sum(not letter.isascii() for block in blocks for letter in before[block.a : block.a + block.size])
    return right / total if total else 1.0


def _letters(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _words(expected: str, found: str) -> tuple[list[str], list[str]]:
    return _letters(expected), _letters(found)


def _boxes(sources: list[tuple[Path, SourceText]]) -> None:
    """Random citations of the PDF files: are the words under their boxes those of the mention?"""
    mentions = [(path, source, c.start, c.end) for path, source in sources for c in find_citations(source.text)]
    dice = random.Random(1)
    chosen = dice.sample(mentions, min(_MENTIONS, len(mentions)))
    right = 0
    for path, source, start, end in chosen:
        with pdfium.PdfDocument(path) as document:
            seen = _under(document, source, start, end)
        wanted = re.sub(r"\W", "", source.text[start:end])
        if seen == wanted:
            right += 1
        else:
            print(f"  {path.name}: {wanted!r} but under the box {seen!r}")
    print(f"words under their boxes: {right} of {len(chosen)} mentions")


def _under(document: "pdfium.PdfDocument", source: SourceText, start: int, end: int) -> str:
    out = []
    for box in source.boxes(start, end):
        page = document[box.page - 1]
        height = page.get_size()[1]
        textpage = page.get_textpage()
        out.append(textpage.get_text_bounded(box.x0 + 0.3, height - box.y1 + 1.5, box.x1 - 0.3, height - box.y0 - 1.5))
    seen = "".join(out)
    if any(warning.startswith("decoded encoding=tcvn3") for warning in source.warnings):  # pdfium gives the codes, the text has the letters
        seen = from_tcvn3(seen)
    return re.sub(r"\W", "", unicodedata.normalize("NFC", seen))


def _speed(paths: list[Path], options: Options) -> None:
    print("pages a second of CPU: here, pdfplumber alone, ratio")
    pages, ours, theirs = 0, 0.0, 0.0
    for path in paths:
        start = time.process_time()
        pages += len(load(path, options).pages)
        ours += time.process_time() - start
        start = time.process_time()
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
        theirs += time.process_time() - start
    if pages:
        print(f"  {pages / ours:.1f}  {pages / theirs:.1f}  {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
