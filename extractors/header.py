"""The head of an official document: number, place and date, issuer, type, title, signature, recipients."""

import re
from functools import cache

from extractors.agency_mentions import mention
from extractors.dates import DATE, iso_of
from extractors.folding import lower
from extractors.head_fields import Fields, blank_number, own_number
from extractors.instrument_types import type_line, type_of
from extractors.lines import Block
from extractors.numbers import read_number, types_by_letters
from extractors.outline import Outline
from extractors.own_issuer import central_name, issuer_heads, place_of_head, put_deciding, put_issuer, put_province, put_signing
from extractors.own_title import BY_WHOM, NUMBERED, headline
from extractors.page_record import put_page_record
from extractors.patterns import compiled, is_caps
from extractors.signature import signature
from schemas import Header, Recipient, collapse, record


@cache
def _place_date() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>[A-ZĐÂÊÔƯƠ][^\W\d_]*(?:[ .-]+[^\W_]+){{0,6}})\s*,\s*{DATE.format('')}", re.IGNORECASE)


@cache
def _behind_place() -> re.Pattern[str]:
    return re.compile(rf",\s*{DATE.format('')}", re.IGNORECASE)


def _regions(outline: Outline) -> list[Block]:
    """Blocks of the letterhead; the first ones of the text where none was recognized."""
    head = [n.block for n in outline.nodes if n.kind == "head"]
    return head or [n.block for n in outline.nodes[:4]]


def _head_span(outline: Outline) -> tuple[int, int]:
    """The letterhead proper: on a web page the article's title and date stand above it."""
    blocks = _regions(outline)
    if not blocks:
        return 0, 0
    first = next((b for b in blocks if _caps_start(outline.flat[b.start : b.end])), blocks[0])
    return first.start, blocks[-1].end


def _caps_start(words: str) -> bool:
    line = " ".join(words.split()[:4])
    return is_caps(line)


def read_header(outline: Outline) -> Header:
    """Header of an official document. Values that it does not state are None."""
    fields = Fields(outline.source)
    start, end = _head_span(outline)
    if outline.type_line >= 0:
        block = outline.nodes[outline.type_line].block
        match = type_line().search(outline.flat, block.start, block.end)
        if match:
            fields.put("doc_type", _type_name(compiled(r"(?<=BÁO)\s+KẾT\s+LUẬN").sub("", match["type"])), match.span("type"), "type_line")
    title = _behind_own_number(outline, fields)
    _number(outline, fields, start, end)
    _date(outline, fields, start, end)
    place = place_of_head(outline, fields, start, end)
    behind = outline.type_line >= 0 and not any(n.kind == "head" for n in outline.nodes)
    # without a letterhead the first lines are the title, which names other bodies (`KẾ HOẠCH … CỦA THỦ TƯỚNG CHÍNH PHỦ`)
    put_issuer(outline, fields, start, min(end, outline.nodes[outline.type_line].block.end) if behind else end, place)
    if "issuer" not in fields.values:
        put_deciding(outline, fields)
    put_province(outline, fields)
    if title:
        fields.put("title", collapse(outline.source[slice(*title)]), title, "behind_type_line")
    signed = signature(outline)
    if signed:
        name, position = signed
        fields.put("signer", collapse(outline.source[slice(*name)]), name, "signature" if position else "signature_name")
        if position:
            fields.put("signer_position", " ".join(outline.flat[slice(*position)].split()), position, "signature")
            put_signing(outline, fields, position)
    put_page_record(outline, fields)
    _type_from_number(outline, fields, start, end)
    return Header(
        source_kind="official",
        **fields.values,
        recipients=tuple(_recipients(outline)),
        evidence=tuple(fields.evidence),
        flags=tuple(fields.flags),
    )


def _behind_own_number(outline: Outline, fields: Fields) -> tuple[int, int] | None:
    """Span of the title; until 2005 issuer, number and day may stand before it, below the type, and are read there.

    `NGHỊ ĐỊNH` / `CỦA CHÍNH PHỦ SỐ 94/1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998 QUY ĐỊNH CHI TIẾT …`, or all of it in one paragraph.
    """
    if outline.title is None:
        return None
    start, end = outline.title
    own = compiled(rf"{BY_WHOM}\s+{NUMBERED}\s*").match(outline.flat, start, end)
    if own is None and outline.type_line == 0:
        own = headline([node.block for node in outline.nodes], outline.flat)
        if own is not None:
            fields.put("doc_type", _type_name(own["type"]), own.span("type"), "type_line")
    if own is None:
        return outline.title
    fields.put("number", read_number(own["number"]).canonical, own.span("number"), "title")
    day = own.end() if "title" not in own.re.groupindex else own.start("title")
    fields.put("issue_date", iso_of(own, ""), (own.end("number"), day), "title")
    issuer = compiled(issuer_heads().pattern).fullmatch(lower(" ".join((own["issuer"] or "").split())))
    if issuer and issuer["central"]:
        fields.put("issuer", central_name(issuer["central"]), own.span("issuer"), "title")
    if "title" in own.re.groupindex:
        return own.span("title")
    return (own.end(), end) if own.end() < end else None


def _type_name(words: str) -> str | None:
    try:
        return type_of(compiled(r"\s+").sub(" ", words))
    except KeyError:
        return None


def _number(outline: Outline, fields: Fields, start: int, end: int) -> None:
    match = own_number(outline.flat, start, end)
    if match:
        number = read_number(match["number"])
        if number.type_letters or number.issuer_letters:
            fields.put("number", number.canonical, match.span("number"), "head_number")
            return
    if blank_number().search(outline.flat, start, end):
        fields.flags.append("number_blank")


def _type_from_number(outline: Outline, fields: Fields, start: int, end: int) -> None:
    """A công văn has no type line; a number's letters say KH, QĐ."""
    if "doc_type" in fields.values:
        return
    if match := own_number(outline.flat, start, end):
        letters, span = read_number(match["number"]).type_letters, match.span("number")
    elif match := blank_number().search(outline.flat, start, end):  # `Số:        /UBND-KT`
        letters, span = read_number("0/" + match["letters"]).type_letters, match.span("letters")
    else:
        return
    fields.put("doc_type", types_by_letters().get(letters or "") or "Công văn", span, "number_letters")


def _date(outline: Outline, fields: Fields, start: int, end: int) -> None:
    dated = _behind_place().search(outline.flat, start, end)
    if dated is None:
        return
    line = outline.flat.rfind("\n", start, start + len(outline.flat[start : dated.start()].rstrip())) + 1  # the place is on one line
    match = _place_date().search(outline.flat, max(start, line), end)
    if match is None:
        return
    value = iso_of(match, "")
    first = match.end("place")
    while outline.flat[first] in " ,\n":
        first += 1
    fields.put("issue_date", value, (first, match.end()), "place_and_date")
    if value and len(value) < 10:
        fields.flags.append("date_partial")


def _recipients(outline: Outline) -> list[Recipient]:
    """Lines of Nơi nhận: behind `- ` up to the line end, without what stands in brackets behind the name."""
    flat, out = outline.flat, []
    raw = outline.source
    listed = False  # Nơi nhận has come: a table may hold its lines in the next row
    for node in outline.nodes:
        if node.kind not in ("recipients", "signature"):
            continue
        cells = node.block.cells or None
        spans = [(c.start, c.end) for c in cells] if cells else [(node.block.start, node.block.end)]
        for start, end in spans:
            if node.kind == "signature" and not (
                outline.low.find("nơi nhận", start, end) >= 0 or (listed and raw[start:end].lstrip("* ").startswith("-"))
            ):
                continue
            listed = True
            for match in compiled(r"(?:^|(?<=[\n;:|. >]))\s*[-–+]\s*(?P<line>[^\n;|<](?:[^\s;|<]+|(?!\s{3})[^\S\n])*)").finditer(
                raw, start, end
            ):
                a, b = match.span("line")
                words = flat[a:b].rstrip(" .,;*")
                if "(" in words:
                    words = compiled(r"\s*\([^)]*\)\s*$").sub("", words)
                b = a + len(words.rstrip())
                words = words.strip()
                if not words or lower(words).startswith(("lưu", "như ", "(")):
                    continue
                one = mention(raw, a, b)
                out.append(record(Recipient, start=a, end=b, text=one.text, agency_id=one.agency_id, name=one.name, known=one.known))
    return out
