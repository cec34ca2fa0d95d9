"""How faithful and how quick the loaders are, on a folder of files of one's own.

    python benchmarks/formats.py FOLDER            # every file below it; `name.expected.txt` beside a file is what it says
    python benchmarks/formats.py FOLDER --no-ocr

Three tables: letters with diacritics that came back right and the character error rate, where there is an expected text; words of PDF
mentions that lie under their boxes; pages a second beside pdfplumber alone, on the folder's PDF files and on one of 30 pages made from the
samples. Times are CPU time of one process. See benchmarks/README.md.
"""

import argparse
import io
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
from boxes import boxes

from pipeline.loaders import LoadError, Options, load
from pipeline.loaders.load import load_bytes
from schemas import SourceText

_WORD = re.compile(r"[^\W_]+")


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
    boxes(sources)
    print("pages a second of CPU: here, pdfplumber alone, ratio")
    _speed("in the folder", [path.read_bytes() for path, source in sources if source.loader == "pdf"], options)
    _speed("30 pages made", [_of_samples(30)], options)


def _loaded(files: list[Path], options: Options) -> Iterator[tuple[Path, SourceText]]:
    for path in files:
        try:
            yield path, load(path, options)
        except LoadError as error:
            print(f"{path.name}: {error.reason}", file=sys.stderr)


def _fidelity(sources: list[tuple[Path, SourceText]]) -> None:
    print("letters with diacritics right; character error rate (case folded, white space run together)")
    shares, errors = [], []
    for path, source in sources:
        expected = path.with_name(path.stem + ".expected.txt")
        if expected.exists():
            wanted = expected.read_text(encoding="utf-8")
            shares.append(diacritics_right(wanted, source.text))
            errors.append(error_rate(wanted, source.text))
            print(f"  {shares[-1]:.4f}  {errors[-1]:.2%}  {source.loader:16} {path.name}")
    if shares:
        print(f"  {sum(shares) / len(shares):.4f}  {sum(errors) / len(errors):.2%}  on average")


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


def error_rate(expected: str, found: str) -> float:
    """Characters to change, put in or take out, for each expected one. Table bars and blanks do not count.

    Words are aligned first and their differences counted letter by letter, which is exact but for words moved far.
    """
    one, two = (re.sub(r"[\s|]+", " ", unicodedata.normalize("NFC", text).casefold()).split() for text in (expected, found))
    wrong = 0
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            wrong += distance("".join(one[a:b]), "".join(two[c:d]))
    return wrong / max(sum(map(len, one)), 1)


def distance(one: str, two: str) -> int:
    """Levenshtein's distance of two short texts."""
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]


def _letters(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _words(expected: str, found: str) -> tuple[list[str], list[str]]:
    return _letters(expected), _letters(found)


def _speed(name: str, files: list[bytes], options: Options) -> None:
    pages, ours, theirs = 0, 0.0, 0.0
    for data in files:
        load_bytes(data, "warm.pdf", options)  # libraries are loaded before the clock runs
        start = time.process_time()
        pages += len(load_bytes(data, "a.pdf", options).pages)
        ours += time.process_time() - start
        start = time.process_time()
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
        theirs += time.process_time() - start
    if pages:
        print(f"  {pages / ours:.1f}  {pages / theirs:.1f}  {theirs / ours:.1f}  {name} ({pages} pages)")


def _of_samples(count: int) -> bytes:
    """A PDF of so many pages, with a table over each two of them: the sample plan again and again."""
    sample, out = Path(__file__).parents[1] / "data/raw/hau-giang-kh-71.pdf", io.BytesIO()
    with pdfium.PdfDocument(sample) as source, pdfium.PdfDocument.new() as made:
        while len(made) < count:
            made.import_pages(source, pages=list(range(min(len(source), count - len(made)))))
        made.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
