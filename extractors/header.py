"""The head of an official document: number, place and date, issuer, type, title, signature, recipients."""

import re
from dataclasses import dataclass, field
from functools import cache

from extractors import agency_table, issuers, letterhead, provinces
from extractors.agency_mentions import mention
from extractors.dates import DATE, iso_of
from extractors.folding import lower
from extractors.instrument_types import type_line, type_of
from extractors.issuers import Place
from extractors.lines import Block
from extractors.numbers import NUMBER, read_number, types_by_letters
from extractors.outline import Outline
from extractors.patterns import compiled, is_caps
from extractors.signature import signature
from schemas import Evidence, Header, Recipient, collapse


@dataclass(slots=True)
class Fields:
    """Values under construction with the words behind them."""

    source: str
    values: dict[str, str] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    def put(self, name: str, value: str | None, span: tuple[int, int], rule: str) -> None:
        """Set a field that is not set yet; None sets nothing."""
        if value and name not in self.values:
            self.values[name] = value
            self.evidence.append(Evidence(field=name, start=span[0], end=span[1], text=collapse(self.source[span[0] : span[1]]), rule=rule))


@cache
def _number_forms() -> tuple[re.Pattern[str], ...]:
    """`Số: 310/KH-UBND`, `Luật số: 20/2023/QH15`; else without the colon at the start of a line: a title says `Chỉ thị số 07/CT-TTg`."""
    named = r"(?<!\w)(?:Số|SỐ|(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh)\s+số)\s*:"
    return tuple(re.compile(rf"{opening}\s*(?P<number>{NUMBER})") for opening in (named, r"(?:^|(?<=\n)|(?<=\s\s))[ ]*(?:Số|SỐ)"))


def _own_number(flat: str, start: int, end: int) -> re.Match[str] | None:
    """The document's number in its head; not the one of another that the issuer is named by: `THEO QUYẾT ĐỊNH` / `SỐ 1050/QĐ-SCT`."""
    with_colon, without = _number_forms()
    if match := with_colon.search(flat, start, end):
        return match
    of_another = compiled(r"THEO\s+(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|NGHỊ QUYẾT|CÔNG VĂN|THÔNG BÁO)\s*$", re.IGNORECASE)
    return next((m for m in without.finditer(flat, start, end) if not of_another.search(flat, max(start, m.start() - 30), m.start())), None)


@cache
def _blank_number() -> re.Pattern[str]:
    """`Số: /KH-UBND`, `Số: …/KH-UBND`, `Số: /2025/QĐ-UBND`: a draft, or a number written by hand."""
    return re.compile(r"(?<!\w)(?:Số|SỐ)\s*:?\s*[\s.…_]*[/-]\s?(?:\d{4}\s?/\s?)?(?P<letters>[A-ZĐ][\w/&-]*)")


@cache
def _place_date() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>[A-ZĐÂÊÔƯƠ][^\W\d_]*(?:[ .-]+[^\W_]+){{0,6}})\s*,\s*{DATE.format('')}", re.IGNORECASE)


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


def _title_words(words: str) -> str:
    """`ỦY BAN NHÂN DÂN` → `Ủy ban nhân dân`; words in mixed case stay."""
    low = " ".join(words.split())
    return low[:1].upper() + low[1:].lower() if is_caps(low) else low


@cache
def _issuer_heads() -> re.Pattern[str]:
    return re.compile(
        r"(?P<central>thủ tướng chính phủ|văn phòng chính phủ|thanh tra chính phủ|chính phủ|ủy ban thường vụ quốc hội|quốc hội"
        r"|văn phòng trung ương đảng|ban chấp hành trung ương\s+văn phòng|ban chấp hành trung ương|ban bí thư|bộ chính trị|chủ tịch nước)"
        r"|(?P<ubnd>(?:ủy ban nhân dân|ubnd))|(?P<hdnd>(?:hội đồng nhân dân|hđnd))|(?P<party>tỉnh ủy|thành ủy)"
    )


@cache
def _unit_heads() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:sở|ban quản lý|ban dân tộc|ban tuyên giáo|ban tổ chức|công an|thanh tra|chi cục|trung tâm|văn phòng ubnd"
        r"|văn phòng ủy ban|bộ chỉ huy|liên đoàn|hội liên hiệp|tỉnh đoàn)(?!\w)"
    )


def _place(outline: Outline, fields: Fields, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """Province of the head: from the issuer's lines, else from the place of the date line."""
    named = provinces.find_names(outline.low, start, end)
    return (named[0][2], (named[0][0], named[0][1])) if named else None


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
    place = _place(outline, fields, start, end)
    behind = outline.type_line >= 0 and not any(n.kind == "head" for n in outline.nodes)
    # without a letterhead the first lines are the title, which names other bodies (`KẾ HOẠCH … CỦA THỦ TƯỚNG CHÍNH PHỦ`)
    _issuer(outline, fields, start, min(end, outline.nodes[outline.type_line].block.end) if behind else end, place)
    if title:
        fields.put("title", collapse(outline.source[slice(*title)]), title, "behind_type_line")
    signed = signature(outline)
    if signed:
        name, position = signed
        fields.put("signer", collapse(outline.source[slice(*name)]), name, "signature" if position else "signature_name")
        if position:
            fields.put("signer_position", " ".join(outline.flat[slice(*position)].split()), position, "signature")
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

    `NGHỊ ĐỊNH` / `CỦA CHÍNH PHỦ SỐ 94/1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998 QUY ĐỊNH CHI TIẾT …`.
    """
    if outline.title is None:
        return None
    start, end = outline.title
    opening = rf"(?i:của)\s+(?P<issuer>[^\n]{{2,80}}?)\s+(?i:số)\s*:?\s*(?P<number>{NUMBER})\s*,?\s+(?i:{DATE.format('')})\s*"
    own = compiled(opening).match(outline.flat, start, end)
    if own is None:
        return outline.title
    fields.put("number", read_number(own["number"]).canonical, own.span("number"), "title")
    fields.put("issue_date", iso_of(own, ""), (own.end("number"), own.end()), "title")
    issuer = compiled(_issuer_heads().pattern).fullmatch(lower(own["issuer"]))
    if issuer and issuer["central"]:
        fields.put("issuer", _central(issuer["central"]), own.span("issuer"), "title")
    return (own.end(), end) if own.end() < end else None


def _type_name(words: str) -> str | None:
    try:
        return type_of(compiled(r"\s+").sub(" ", words))
    except KeyError:
        return None


def _number(outline: Outline, fields: Fields, start: int, end: int) -> None:
    match = _own_number(outline.flat, start, end)
    if match:
        number = read_number(match["number"])
        if number.type_letters or number.issuer_letters:
            fields.put("number", number.canonical, match.span("number"), "head_number")
            return
    if _blank_number().search(outline.flat, start, end):
        fields.flags.append("number_blank")


def _type_from_number(outline: Outline, fields: Fields, start: int, end: int) -> None:
    """A công văn has no type line; a number's letters say KH, QĐ."""
    if "doc_type" in fields.values:
        return
    if match := _own_number(outline.flat, start, end):
        letters, span = read_number(match["number"]).type_letters, match.span("number")
    elif match := _blank_number().search(outline.flat, start, end):  # `Số:        /UBND-KT`
        letters, span = read_number("0/" + match["letters"]).type_letters, match.span("letters")
    else:
        return
    fields.put("doc_type", types_by_letters().get(letters or "") or "Công văn", span, "number_letters")


def _date(outline: Outline, fields: Fields, start: int, end: int) -> None:
    match = _place_date().search(outline.flat, start, end)
    if match is None:
        return
    value = iso_of(match, "")
    first = match.end("place")
    while outline.flat[first] in " ,\n":
        first += 1
    fields.put("issue_date", value, (first, match.end()), "place_and_date")
    if value and len(value) < 10:
        fields.flags.append("date_partial")


def _issuer(outline: Outline, fields: Fields, start: int, end: int, place: tuple[str, tuple[int, int]] | None) -> None:
    low = outline.low
    stop = low.find("cộng hòa", start, end)
    top = end if stop <= start else stop
    match = _issuer_heads().search(low, start, top) or _issuer_heads().search(low, start, end)
    unit = _unit_heads().search(low, start, top)
    ministry = compiled(r"(?<!\w)(?<!đảng )(?<!cán )bộ\s+(?!chính trị|chỉ huy)[^\W\d_]+").search(low, start, top)
    if ministry and not (match and match.start() < ministry.start()):
        span = _known_span(outline, ministry.start(), top)
        fields.put("issuer", agency_table.resolve(collapse(outline.source[slice(*span)])).name, span, "head_issuer")
        return
    if match and match["central"]:
        fields.put("issuer", _central(match["central"]), match.span(), "head_issuer")
        return
    if _local_issuer(outline, fields, start, end, place):
        return
    if place is None:
        letters = _blank_number().search(outline.flat, start, end)
        if letters is None:
            return
    if place:
        day = fields.values.get("issue_date")
        found = provinces.at_date(place[0], day)
        where = Place(place[0], found.level if found else "tỉnh")
        fields.put("province", place[0], place[1], "head_place")
        if unit:
            span = _known_span(outline, unit.start(), top)
            name = agency_table.resolve(_title_words(collapse(outline.source[slice(*span)]))).name
            fields.put("issuer", f"{name.removesuffix(' tỉnh')} {where.words}", span, "head_issuer")
        elif match:
            base = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân", "party": "Tỉnh ủy" if where.level == "tỉnh" else "Thành ủy"}[
                str(match.lastgroup)
            ]
            chair = compiled(r"chủ tịch\s+$").search(low, start, match.start()) if match["ubnd"] else None  # the chairman's own
            base = f"Chủ tịch {base}" if chair else base
            span = (chair.start() if chair else match.start(), match.end())
            fields.put("issuer", f"{base} {where.name if match['party'] else where.words}", span, "head_issuer")
        else:
            _issuer_from_number(outline, fields, start, end, where)


def _local_issuer(outline: Outline, fields: Fields, start: int, end: int, place: tuple[str, tuple[int, int]] | None) -> bool:
    """A Party committee, a body of a district or commune, or a unit of one: what the lines of the letterhead say, if they do."""
    day = fields.values.get("issue_date")
    found = letterhead.bodies(outline.source, outline.low, start, end, day)
    named = [body for body in found if body.kind != "superior"]
    if not named:
        return False
    while len(named) > 1 and lower(named[-1].name).startswith(("ban thường trực", "ban thường vụ", "ban chấp hành")):
        named.pop()  # the part of the body above that met: `ỦY BAN MTTQ VIỆT NAM` / `TỈNH TÂY NINH` / `BAN THƯỜNG TRỰC`
    issuer, above = named[-1], named[-2] if len(named) > 1 else None
    local = any(body.kind in ("committee", "council") and body.place and not body.province for body in named)
    if not (local or issuer.kind == "party" or (issuer.kind == "unit" and above and (above.kind == "party" or above.province))):
        return False
    home = next(((body.place, (body.start, body.end)) for body in found if body.province), place)
    if home is None and (home := letterhead.only_province(outline.low)):
        fields.flags.append("province_from_text")
    if home is not None:
        fields.put("province", home[0], home[1], "only_province_named" if "province_from_text" in fields.flags else "head_place")
    where = issuer.place or next((body.place for body in found if body.place), "") or (home[0] if home else "")
    if issuer.kind == "party":
        city = home is not None and (row := provinces.at_date(home[0], day)) is not None and row.level == "thành phố"
        name = f"{'Thành ủy' if city and issuer.name == 'Tỉnh ủy' else issuer.name} {where}"
    elif issuer.kind == "unit" and above and above.kind == "party":
        name = f"{issuer.name} {above.name} {above.place or where}"
    elif issuer.kind == "unit" and above:
        name = agency_table.resolve(issuer.name).name.removesuffix(" tỉnh") if above.province else issuer.name
        name = f"{name} {above.where}"
    else:
        name = f"{issuer.name} {issuer.where}"
    fields.put("issuer", name.strip(), (issuer.start, issuer.end), "head_issuer")
    return True


def _issuer_from_number(outline: Outline, fields: Fields, start: int, end: int, where: Place) -> None:
    match = _own_number(outline.flat, start, end) or _blank_number().search(outline.flat, start, end)
    if match is None:
        return
    words = match.groupdict().get("number") or "0/" + match["letters"]
    letters = read_number(words).issuer_letters
    if letters:
        fields.put("issuer", issuers.from_letters(letters, where), match.span(), "number_letters")


def _known_span(outline: Outline, start: int, end: int) -> tuple[int, int]:
    """Span of the longest known agency name that starts at `start`; else up to the line end or the number."""
    for a, b in agency_table.find_names(outline.low[start : min(end, start + 90)]):
        if a == 0:
            return start, start + b
    stop = compiled(r"\n|số\s*:|-{3,}|\s{2,}|cộng hòa").search(outline.low, start, end)
    return start, stop.start() if stop else end


def _central(low: str) -> str:
    names = {
        "thủ tướng chính phủ": "Thủ tướng Chính phủ",
        "chính phủ": "Chính phủ",
        "quốc hội": "Quốc hội",
        "ủy ban thường vụ quốc hội": "Ủy ban Thường vụ Quốc hội",
        "ban chấp hành trung ương": "Ban Chấp hành Trung ương",
        "bộ chính trị": "Bộ Chính trị",
        "ban bí thư": "Ban Bí thư",
        "chủ tịch nước": "Chủ tịch nước",
        "văn phòng chính phủ": "Văn phòng Chính phủ",
        "thanh tra chính phủ": "Thanh tra Chính phủ",
        "văn phòng trung ương đảng": "Văn phòng Trung ương Đảng",
        "ban chấp hành trung ương văn phòng": "Văn phòng Trung ương Đảng",
    }
    return names[" ".join(low.split())]


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
                compiled(r"nơi nhận").search(outline.low[start:end]) or (listed and raw[start:end].lstrip("* ").startswith("-"))
            ):
                continue
            listed = True
            for match in compiled(r"(?:^|(?<=[\n;:|. >]))\s*[-–+]\s*(?P<line>[^\n;|<]+?)(?=\s{3,}|[\n;|<]|$)").finditer(raw, start, end):
                a, b = match.span("line")
                b = a + len(compiled(r"\s*\([^)]*\)\s*$").sub("", flat[a:b].rstrip(" .,;*")).rstrip())
                words = flat[a:b].strip()
                if not words or lower(words).startswith(("lưu", "như ", "(")):
                    continue
                out.append(Recipient(**mention(raw, a, b).model_dump()))
    return out
