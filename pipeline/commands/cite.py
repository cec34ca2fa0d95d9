"""vnplans cite TEXT|FILE|-"""

import sys
import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from extractors import find_citations
from pipeline.commands.cite_html import citations_html
from pipeline.commands.options import JsonOption, LangOption
from pipeline.commands.output import print_json, show
from pipeline.commands.record_view import citations_view
from pipeline.errors import MissingPath, UnreadableFile, UnwritableFolder
from pipeline.messages import DEFAULT_LANG, message

_SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".doc", ".rtf", ".pdf"})


def cite(
    passage: Annotated[str, typer.Argument(metavar="TEXT|FILE|-")],
    as_json: JsonOption = False,
    html: Annotated[str | None, typer.Option("--html", metavar="FILE|-")] = None,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Find the citations of one text, without a store."""
    if as_json and html == "-":
        raise typer.BadParameter(message(lang, "cite.one_output"))
    text = _text(passage)
    citations = find_citations(text)
    if html is not None:
        _write(citations_html(text, citations, lang), html)
    if as_json:
        print_json([citation.model_dump(mode="json") for citation in citations])
    elif html is not None:
        if html != "-":
            show(message(lang, "cite.written", file=html, n=len(citations)))
    else:
        show(citations_view(citations, lang) if citations else message(lang, "cite.none"))


def _write(page: str, file: str) -> None:
    """Write a page to a file, or to standard output for `-`. Raises UnwritableFolder."""
    if file == "-":
        sys.stdout.write(page)
        return
    try:
        Path(file).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnwritableFolder(folder=file, reason=error.strerror or error) from error


def _text(passage: str) -> str:
    """The text meant: standard input, a file's, or the words themselves. Raises UnreadableFile, MissingPath."""
    if passage == "-":
        return _normal(sys.stdin.buffer.read().decode("utf-8-sig", "replace"))
    if _is_file(passage):
        return _text_of_file(passage)
    if Path(passage).suffix.lower() in _SUFFIXES:  # a slip in a file's name, not a text that ends in .docx
        raise MissingPath(path=passage)
    return _normal(passage)


def _text_of_file(path: str) -> str:
    from pipeline.loaders import LoadError, load  # noqa: PLC0415 - libraries that a text on the command line need not wait for

    try:
        return load(path).text
    except LoadError as error:
        raise UnreadableFile(path=path, reason=error) from error


def _is_file(passage: str) -> bool:
    try:
        return Path(passage).is_file()
    except OSError:  # a text of several hundred letters is too long for a name
        return False


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
