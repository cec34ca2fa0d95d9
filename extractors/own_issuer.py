"""Who issued a document, and the province: from the letterhead, from who decides below the title, from the number's letters."""

import re
from functools import cache

from extractors import agency_table, issuers, letterhead, provinces
from extractors.folding import lower
from extractors.head_fields import Fields, blank_number, own_number
from extractors.instrument_types import TYPES
from extractors.issuers import Place
from extractors.numbers import read_number
from extractors.outline import Outline
from extractors.patterns import compiled, is_caps
from schemas import collapse

_HEAD_BLOCKS = 9
_OPENING = 2000
_CENTRAL_TYPES = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Văn bản hợp nhất")


@cache
def issuer_heads() -> re.Pattern[str]:
    return re.compile(
        r"(?P<central>hội đồng (?:chính phủ|bộ trưởng|nhà nước)"
        r"|thủ tướng chính phủ|văn phòng chính phủ|thanh tra chính phủ|chính phủ|ủy ban thường vụ quốc hội|quốc hội"
        r"|văn phòng trung ương đảng|ban chấp hành trung ương\s+văn phòng|ban chấp hành trung ương|ban bí thư|bộ chính trị|chủ tịch nước)"
        r"|(?P<ubnd>(?:ủy ban nhân dân|ubnd))|(?P<hdnd>(?:hội đồng nhân dân|hđnd))|(?P<party>tỉnh ủy|thành ủy)"
    )


@cache
def _unit_heads() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:sở|ban quản lý|ban dân tộc|ban tuyên giáo|ban tổ chức|công an|thanh tra|chi cục|trung tâm|văn phòng ubnd"
        r"|văn phòng ủy ban|bộ chỉ huy|liên đoàn|hội liên hiệp|tỉnh đoàn)(?!\w)"
    )


def _title_words(words: str) -> str:
    """`ỦY BAN NHÂN DÂN` → `Ủy ban nhân dân`; words in mixed case stay."""
    low = " ".join(words.split())
    return low[:1].upper() + low[1:].lower() if is_caps(low) else low


def place_of_head(outline: Outline, fields: Fields, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """Province of the head: from the issuer's lines, else from the place of the date line."""
    named = provinces.find_names(outline.low, start, end)
    return (named[0][2], (named[0][0], named[0][1])) if named else None


@cache
def _type_words() -> frozenset[str]:
    return frozenset(name.lower() for name in TYPES)


def _head_match(low: str, start: int, end: int) -> re.Match[str] | None:
    """The first issuer named in the head. A central body begins its line: a web page's title names others (`… của Ban Bí thư`)."""
    for match in issuer_heads().finditer(low, start, end):
        if not match["central"]:
            return match
        before = low[start : match.start()].rsplit("\n", 1)[-1].rsplit("|", 1)[-1].rsplit("   ", 1)[-1].strip(" -_*")
        if not before or (before.endswith(" của") and before.removesuffix(" của") in _type_words()) or before == "của":
            return match
    return None


def put_issuer(outline: Outline, fields: Fields, start: int, end: int, place: tuple[str, tuple[int, int]] | None) -> None:
    low = outline.low
    stop = low.find("cộng hòa", start, end)
    top = end if stop <= start else stop
    match = _head_match(low, start, top) or _head_match(low, start, end)
    unit = _unit_heads().search(low, start, top)
    ministry = compiled(r"(?<!\w)(?<!đảng )(?<!cán )bộ\s+(?!chính trị|chỉ huy)[^\W\d_]+").search(low, start, top)
    if ministry and not (match and match.start() < ministry.start()):
        span = _known_span(outline, ministry.start(), top)
        fields.put("issuer", agency_table.resolve(collapse(outline.source[slice(*span)])).name, span, "head_issuer")
        return
    if match and match["central"]:
        fields.put("issuer", central_name(match["central"]), match.span(), "head_issuer")
        return
    if match is None and (board := _national_board(outline, start, top)) is not None:
        fields.put("issuer", _title_words(collapse(outline.source[slice(*board)])), board, "head_issuer")
        return
    if _local_issuer(outline, fields, start, end, place):
        return
    if place is None:
        letters = blank_number().search(outline.flat, start, end)
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


def _national_board(outline: Outline, start: int, end: int) -> tuple[int, int] | None:
    """`BAN CHỈ ĐẠO QUỐC GIA VỀ …`, `HỘI ĐỒNG BẦU CỬ QUỐC GIA` on a line of its own; not a province's board with such words in its name."""
    words = r"(?:ban chỉ đạo|ủy ban|hội đồng)[^\n|]{0,60}?\s(?<!mục tiêu )(?:quốc gia|trung ương)(?!\w)[^\n|]{0,120}"
    found = compiled(rf"(?:^|(?<=[\n|*]))[ *]*(?P<name>{words})", re.MULTILINE).search(outline.low, start, end)
    if found is None or compiled(r"(?<!\w)(?:tỉnh|thành phố|huyện|xã|phường)(?!\w)").search(outline.low, start, end):
        return None
    name = found["name"].rstrip(" *-_")
    return (found.start("name"), found.start("name") + len(name)) if is_caps(outline.flat[found.start("name") :][: len(name)]) else None


def put_deciding(outline: Outline, fields: Fields) -> None:
    """Issuer from the line in capitals that says who decides, where the letterhead does not: `HỘI ĐỒNG NHÂN DÂN TỈNH SƠN LA`."""
    first = outline.type_line + 1
    for node in outline.nodes[first : first + _HEAD_BLOCKS]:
        start, end = node.block.start, node.block.end
        words = outline.low[start:end]
        if node.kind not in ("head", "heading", "paragraph") or words.startswith("căn cứ"):
            return
        if not is_caps(outline.flat[start:end]):
            continue
        chair = compiled(r"chủ\s+tịch\s+(?=ủy\s+ban\s+nhân|ubnd)").match(words)
        found = letterhead.bodies(outline.source, outline.low, start + (chair.end() if chair else 0), end, fields.values.get("issue_date"))
        body = next((b for b in found if b.kind in ("committee", "council") and b.place), None)
        if body is not None:
            fields.put("issuer", f"{'Chủ tịch ' if chair else ''}{body.name} {body.where}", (start, body.end), "deciding")
            if body.province:
                fields.put("province", body.place, (body.start, body.end), "deciding")
            return
        central = issuer_heads().fullmatch(words)
        if central and central["central"]:
            fields.put("issuer", central_name(central["central"]), (start, end), "deciding")
            return
        if words.startswith("bộ trưởng bộ "):
            at = start + len("bộ trưởng ")
            fields.put("issuer", agency_table.resolve(collapse(outline.source[at:end])).name, (at, end), "deciding")
            return


def put_signing(outline: Outline, fields: Fields, position: tuple[int, int]) -> None:
    """Issuer from the signature of the Prime Minister, where no head and no decision names one."""
    words = " ".join(outline.low[slice(*position)].split())
    if "issuer" in fields.values or not words.endswith("thủ tướng") or compiled(r"trưởng ban|chủ (?:tịch|nhiệm)").search(words):
        return  # `TRƯỞNG BAN` / `PHÓ THỦ TƯỚNG` signs for the board that he heads
    whole = compiled(r"(?:tm|t/m)\s*\.?\s*chính\s+phủ\s+(?:kt\s*\.\s*)?$").search(outline.low, max(0, position[0] - 40), position[0])
    fields.put("issuer", "Chính phủ" if whole else "Thủ tướng Chính phủ", position, "signature")


def put_province(outline: Outline, fields: Fields) -> None:
    """Province of a provincial document whose head names none: the one whose bodies its opening names. Flagged."""
    if "province" in fields.values or "issuer" in fields.values or fields.values.get("doc_type") in _CENTRAL_TYPES:
        return
    if home := letterhead.only_province(outline.low[:_OPENING]):
        fields.put("province", home[0], home[1], "only_province_named")
        fields.flags.append("province_from_text")


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
    match = own_number(outline.flat, start, end) or blank_number().search(outline.flat, start, end)
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


def central_name(low: str) -> str:
    names = {
        "thủ tướng chính phủ": "Thủ tướng Chính phủ",
        "chính phủ": "Chính phủ",
        "quốc hội": "Quốc hội",
        "ủy ban thường vụ quốc hội": "Ủy ban Thường vụ Quốc hội",
        "ban chấp hành trung ương": "Ban Chấp hành Trung ương",
        "hội đồng chính phủ": "Hội đồng Chính phủ",
        "hội đồng bộ trưởng": "Hội đồng Bộ trưởng",
        "hội đồng nhà nước": "Hội đồng Nhà nước",
        "bộ chính trị": "Bộ Chính trị",
        "ban bí thư": "Ban Bí thư",
        "chủ tịch nước": "Chủ tịch nước",
        "văn phòng chính phủ": "Văn phòng Chính phủ",
        "thanh tra chính phủ": "Thanh tra Chính phủ",
        "văn phòng trung ương đảng": "Văn phòng Trung ương Đảng",
        "ban chấp hành trung ương văn phòng": "Văn phòng Trung ương Đảng",
    }
    return names[" ".join(low.split())]
