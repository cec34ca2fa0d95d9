"""A text with its citations marked, as one HTML page that needs nothing else."""

from collections.abc import Iterator, Sequence
from html import escape

from pipeline.commands.output import value
from pipeline.messages import Lang, message
from schemas import Citation

_COLUMNS = ("type", "number", "issue_date", "issuer", "title", "relation", "pinpoint", "flags")

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe58a; color: #000; border-radius: 2px; cursor: help; }
mark.flagged { background: #ffc9a3; text-decoration: underline dashed; }
mark:target { outline: 2px solid; }
table { border-collapse: collapse; margin-top: 2rem; font-size: .875rem; }
th, td { border-bottom: 1px solid #8888; padding: .25rem .5rem; text-align: left; vertical-align: top; }
@media print { body { max-width: none; margin: 0; } mark { print-color-adjust: exact; } }
"""


def citations_html(text: str, citations: Sequence[Citation], lang: Lang) -> str:
    """The page: the text, letter for letter, with a mark on each citation, then the citations as a table that leads to the marks.

    Hovering over a mark shows what was read in it. `citations` are those of the text, in order, not overlapping.
    """
    title = escape(message(lang, "show.citations", n=len(citations)))
    parts = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        f'<div class="text" lang="vi">{"".join(_marked(text, citations, lang))}</div>\n',
        "".join(_table(citations, lang)),
        "</body>\n</html>\n",
    )
    return "".join(parts)


def _marked(text: str, citations: Sequence[Citation], lang: Lang) -> Iterator[str]:
    at = 0
    for number, citation in enumerate(citations, 1):
        yield escape(text[at : citation.start])
        kind = ' class="flagged"' if citation.flags else ""
        words = escape(text[citation.start : citation.end])
        yield f'<mark id="c{number}"{kind} title="{escape(_tooltip(citation, lang))}">{words}</mark>'
        at = citation.end
    yield escape(text[at:])


def _tooltip(citation: Citation, lang: Lang) -> str:
    """A line for each value that was read: `Số, ký hiệu: 07/CT-TTg`."""
    return "\n".join(f"{message(lang, f'column.{name}')}: {found}" for name, found in _read(citation, lang).items() if found)


def _table(citations: Sequence[Citation], lang: Lang) -> Iterator[str]:
    if not citations:
        yield f"<p>{escape(message(lang, 'cite.none'))}</p>\n"
        return
    heads = "".join(f"<th>{escape(message(lang, f'column.{name}'))}</th>" for name in ("place", *_COLUMNS))
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for number, citation in enumerate(citations, 1):
        cells = "".join(f"<td>{escape(found)}</td>" for found in _read(citation, lang).values())
        yield f'<tr><td><a href="#c{number}">{citation.start}-{citation.end}</a></td>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"


def _read(citation: Citation, lang: Lang) -> dict[str, str]:
    """What was read in a citation by column, in words; empty where the text does not say."""
    found = {name: getattr(citation, name) for name in _COLUMNS}
    found["relation"] = value(lang, citation.relation)
    found["flags"] = ", ".join(citation.flags)
    return {name: one or "" for name, one in found.items()}
