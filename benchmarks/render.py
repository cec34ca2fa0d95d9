"""The plans of plans.py as files: markdown, text, HTML, Word and PDF, each as the programs of a provincial office would make it.

python benchmarks/render.py FOLDER --plans 63 --formats md txt html docx pdf --seed 0
"""

import argparse
import html
import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from plans import Block, Plan, plans
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

FONTS = Path("/usr/share/fonts/truetype")
"""Where Debian and Ubuntu keep fonts; the package fonts-dejavu-core has the one used here."""
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def _head(plan: Plan) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two columns over a plan, as two rows."""
    place = f"{plan.province}, ngày {plan.issued:%d} tháng {plan.issued:%m} năm {plan.issued:%Y}"
    return (f"ỦY BAN NHÂN DÂN\nTỈNH {plan.province.upper()}", "\n".join(STATE)), (f"Số: {plan.number}", place)


def markdown(plan: Plan) -> bytes:
    """Markdown as converters of portals write it: bold headings, tables with pipes, `<br>` inside cells."""
    return "\n\n".join(_markdown(block, plan) for block in plan.blocks if block.kind != "number").encode()


def _markdown(block: Block, plan: Plan) -> str:
    match block.kind:
        case "head":
            first, second = (" | ".join(cell.replace("\n", "<br>") for cell in row) for row in _head(plan))
            return f"| {first} |\n|---|---|\n| {second} |\n\n**KẾ HOẠCH**"
        case "table":
            rows = [f"| {' | '.join(row)} |" for row in block.rows]
            return "\n".join([rows[0], "|" + "---|" * len(block.rows[0]), *rows[1:]])
        case "signature":
            return "\n".join(f"**{line}**" for line in (*SIGNED, block.text))
        case "title" | "heading":
            return f"**{block.text}**"
    return block.text


def text(plan: Plan) -> bytes:
    """Plain text, a paragraph a line, cells of a table one after another with tabs between them."""
    lines = []
    for block in plan.blocks:
        if block.kind == "head":
            (left, right), (number, place) = _head(plan)
            lines += [*left.split("\n"), *right.split("\n"), number, place, "KẾ HOẠCH"]
        elif block.kind == "table":
            lines += ["\t".join(row) for row in block.rows]
        elif block.kind == "signature":
            lines += [*SIGNED, block.text]
        elif block.kind != "number":
            lines.append(block.text)
    return "\n".join(lines).encode()


def page(plan: Plan) -> bytes:
    """A page of a portal, with a menu and a footer around the plan."""
    body = "\n".join(_element(block, plan) for block in plan.blocks if block.kind != "number")
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in ("Trang chủ", "Tin tức", "Văn bản", "Liên hệ"))
    whole = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch {html.escape(plan.number)}</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article>{body}</article></main>"
        f"<footer><p>Cổng thông tin điện tử tỉnh {plan.province}</p></footer>"
        "</body></html>"
    )
    return whole.encode()


def _element(block: Block, plan: Plan) -> str:
    match block.kind:
        case "head":
            return _html_table(_head(plan)) + "<p><b>KẾ HOẠCH</b></p>"
        case "table":
            return _html_table(block.rows)
        case "signature":
            return "<p>" + "<br>".join(html.escape(line) for line in (*SIGNED, block.text)) + "</p>"
        case "title" | "heading":
            return f"<p><b>{html.escape(block.text)}</b></p>"
    return f"<p>{html.escape(block.text)}</p>"


def _html_table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def word(plan: Plan) -> bytes:
    """A Word document: the head is a table without rules, the tables have them."""
    document = docx.Document()
    for block in plan.blocks:
        if block.kind == "head":
            _word_table(document, _head(plan), "Normal Table")
            document.add_paragraph("").add_run("KẾ HOẠCH").bold = True
        elif block.kind == "table":
            _word_table(document, block.rows, "Table Grid")
        elif block.kind == "signature":
            for line in (*SIGNED, block.text):
                document.add_paragraph("").add_run(line).bold = True
        elif block.kind != "number":
            document.add_paragraph("").add_run(block.text).bold = block.kind in ("title", "heading")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: Document, rows: Sequence[Sequence[str]], style: str) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = style
    for made, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(made.cells, row, strict=True):
            first, *more = words.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)


def pdf(plan: Plan) -> bytes:
    """Pages of A4 with running page numbers; a table runs on over pages, its head repeated."""
    plain = ParagraphStyle("plain", fontName=_font(), fontSize=12, leading=17, alignment=TA_JUSTIFY, firstLineIndent=10 * mm, spaceAfter=4)
    centred = ParagraphStyle("centred", parent=plain, alignment=TA_CENTER, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=plain, fontSize=10, leading=13, firstLineIndent=0, alignment=0)
    story: list[Flowable] = []
    for block in plan.blocks:
        if block.kind == "head":
            rows = [[Paragraph(_lines(one), centred) for one in row] for row in _head(plan)]
            story += [Table(rows, colWidths=[70 * mm, 95 * mm]), Spacer(1, 12), Paragraph("KẾ HOẠCH", centred)]
        elif block.kind == "table":
            middle = 165 * mm - 15 * mm
            widths = [15 * mm, *[middle / (len(block.rows[0]) - 1)] * (len(block.rows[0]) - 1)]
            rows = [[Paragraph(_lines(one), cell) for one in row] for row in block.rows]
            story.append(Table(rows, colWidths=widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
        elif block.kind == "signature":
            story += [Paragraph(_lines(line), centred) for line in (*SIGNED, block.text)]
        elif block.kind != "number":
            story.append(Paragraph(_lines(block.text), centred if block.kind == "title" else plain))
    out = io.BytesIO()
    number = lambda canvas, document: canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))  # noqa: E731
    SimpleDocTemplate(out, pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, invariant=1).build(story, onLaterPages=number)
    return out.getvalue()


def _lines(words: str) -> str:
    return html.escape(words).replace("\n", "<br/>")


@cache
def _font() -> str:
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "dejavu/DejaVuSerif.ttf"))
    return "Serif"


WRITERS: dict[str, Callable[[Plan], bytes]] = {"md": markdown, "txt": text, "html": page, "docx": word, "pdf": pdf}


def write(folder: Path, n: int, formats: Sequence[str], seed: int = 0) -> list[Path]:
    """`n` plans as files of the formats in turn. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for k, plan in enumerate(plans(n, seed)):
        suffix = formats[k % len(formats)]
        path = folder / f"{plan.name}.{suffix}"
        path.write_bytes(WRITERS[suffix](plan))
        paths.append(path)
    return paths


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=63)
    parser.add_argument("--formats", nargs="+", choices=sorted(WRITERS), default=sorted(WRITERS))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    paths = write(options.folder, options.plans, options.formats, options.seed)
    print(f"{len(paths)} files, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB in {options.folder}")


if __name__ == "__main__":
    main()
