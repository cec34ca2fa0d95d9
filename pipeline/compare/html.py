"""A DataFrame as one HTML file that opens everywhere: no script, no picture, nothing loaded from elsewhere."""

from html import escape

import pandas as pd

from pipeline.compare.frame_view import heading
from pipeline.messages import Lang

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff }
table { border-collapse: collapse }
th, td { border: 1px solid #d0d7de; padding: .35rem .6rem; text-align: left; vertical-align: top; max-width: 36rem }
th { background: #f6f8fa; position: sticky; top: 0 }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
tr:nth-child(even) td { background: #fbfcfd }
"""


def page(frame: pd.DataFrame, lang: Lang = "vi", title: str = "vnplans") -> str:
    """The whole DataFrame as an HTML document; text is escaped, so that a scraped plan cannot bring a script along."""
    head = "".join(f'<th scope="col" title="{escape(column)}">{escape(heading(column, lang))}</th>' for column in frame.columns)
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</body>\n</html>"
    )


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    kind = ' class="n"' if isinstance(value, int | float) else ""
    return f"<td{kind}>{escape(str(value))}</td>"
