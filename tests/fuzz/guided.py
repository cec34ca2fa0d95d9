"""Fuzzing with the coverage as a guide, by atheris (extra `fuzz`): make fuzz, or

    python tests/fuzz/guided.py --seconds 300 --corpus ~/.cache/vnplans-fuzz [rtf html …]

Each target runs in a process of its own. What ends it is kept in the corpus's folder `finds`; the corpus grows and is not part of the
repository. Only readers in Python are targets: pdfium, LibreOffice and OCR are native, run in a worker, and are met by test_mutated.py.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mutate import MHTML, WORDML, mutations

ROOT = Path(__file__).resolve().parents[2]
SLOW = 20
"""Seconds from which an input counts as one that hangs."""


def _loader(suffix: str) -> Callable[[bytes], object]:
    from pipeline.loaders import Limits, LoadError, Options  # noqa: PLC0415 - loaded under atheris's eyes
    from pipeline.loaders.load import load_bytes  # noqa: PLC0415
    from pipeline.loaders.registry import LOADERS, loader_of  # noqa: PLC0415

    for name in LOADERS:  # they are loaded when they are first asked for: now, so that they are followed
        loader_of(name)
    options = Options(limits=Limits(characters=1_000_000, unpacked=64 << 20), ocr=False)

    def read(data: bytes) -> None:
        try:
            load_bytes(data, "a" + suffix, options).text.encode("utf-8")
        except LoadError as error:
            error.tell("vi")

    return read


def _extraction() -> Callable[[bytes], object]:
    from extractors.document import read_document  # noqa: PLC0415

    def read(data: bytes) -> None:
        text = data.decode("utf-8", "ignore").replace("\0", "")
        found = read_document(text)
        for mention in [*found.citations, *found.agencies, *found.tasks]:
            assert 0 <= mention.start <= mention.end <= len(text)

    return read


TARGETS: dict[str, Callable[[], Callable[[bytes], object]]] = {
    "text": lambda: _loader(".txt"),
    "html": lambda: _loader(".html"),
    "mime": lambda: _loader(".mht"),
    "rtf": lambda: _loader(".rtf"),
    "docx": lambda: _loader(".docx"),
    "wordml": lambda: _loader(".xml"),
    "doc97": lambda: _loader(".doc"),
    "document": _extraction,
}
_SEEDS = {
    "text": ".txt",
    "html": ".html",
    "mime": ".mht",
    "rtf": ".rtf",
    "docx": ".docx",
    "wordml": ".xml",
    "doc97": ".doc",
    "document": ".md",
}


def run(name: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; does not return."""
    sys.path[:0] = [str(ROOT)]
    os.environ["PATH"] = ""  # LibreOffice is not found: it would take a second for each file that our own reader gives up
    import atheris  # noqa: PLC0415 - only where fuzzing is asked for

    with atheris.instrument_imports(include=["pipeline", "extractors", "schemas"]):
        target = TARGETS[name]()

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        """Half of the changes know packages, tags and numbers, half are libFuzzer's."""
        if seed % 2:
            return bytes(atheris.Mutate(data, size))
        return next(mutations([data or b"\0"], 1, seed))[:size]

    atheris.Setup([sys.argv[0], *arguments], target, custom_mutator=mutate)
    atheris.Fuzz()


def campaign(names: list[str], seconds: int, corpus: Path) -> int:
    """Fuzz each target for some seconds, one after the other. Returns how many ended with a find."""
    finds = corpus / "finds"
    finds.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in names:
        folder = corpus / name
        folder.mkdir(exist_ok=True)
        for path in (ROOT / "data" / "raw").glob("*" + _SEEDS[name]):
            (folder / path.name).write_bytes(path.read_bytes())
        until = time.monotonic() + seconds
        for made in (MHTML, WORDML):
            if name in ("mime", "wordml"):
                (folder / f"made-{len(made)}").write_bytes(made)
        found = 0
        while time.monotonic() < until:
            flags = [f"-max_total_time={int(until - time.monotonic()) + 1}", f"-artifact_prefix={finds}/{name}-", f"-timeout={SLOW}",
                     "-rss_limit_mb=3000", "-max_len=60000", "-print_final_stats=1", str(folder)]  # fmt: skip
            done = subprocess.run(
                [sys.executable, __file__, "--one", name, *flags], stderr=subprocess.PIPE, text=True, errors="replace", check=False
            )
            if done.returncode == 0:
                break
            found += 1
            print(done.stderr[-3000:], file=sys.stderr)
            if found == 5:
                break
        failed += bool(found)
        print(f"{name}: {'nothing' if not found else f'{found} finds, in {finds}'}", flush=True)
    return failed


def main() -> None:
    """Fuzz the targets that are named, or all."""
    if sys.argv[1:2] == ["--one"]:
        run(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, default=Path.home() / ".cache" / "vnplans-fuzz")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    sys.exit(1 if campaign(options.targets or list(TARGETS), options.seconds, options.corpus) else 0)


if __name__ == "__main__":
    main()
