"""The table of known bodies: names and aliases found in one pass, and resolved to identities that do not depend on the province."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import provinces
from extractors.data_files import rows
from extractors.folding import canonical, fold, lower
from extractors.patterns import UPPER, compiled
from extractors.word_search import EDGES, WordSearch
from schemas import collapse
from schemas.tables import Agency, AgencySuccessor


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name resolves to."""

    agency_id: str
    name: str
    known: bool


@cache
def agencies() -> dict[str, Agency]:
    """The bodies by id."""
    return {
        r["agency_id"]: Agency(
            agency_id=r["agency_id"], name=r["name"], kind=r["kind"], level=r["level"], known=True,
            valid_from=r["valid_from"] or None, valid_to=r["valid_to"] or None,
        )
        for r in rows("agencies.csv")
    }  # fmt: skip


@cache
def successors() -> tuple[AgencySuccessor, ...]:
    """Who took over which function of a body that ended."""
    return tuple(
        AgencySuccessor(
            agency_id=r["agency_id"], successor_id=r["successor_id"], function=r["function"] or None, province=r.get("province") or None,
            date=r["date"], source=r["source"],
        )
        for r in rows("agency_successors.csv")
    )  # fmt: skip


def _spellings(row: dict[str, str]) -> list[str]:
    """Name and aliases of a row.

    `{bare}` stands for the province (`Báo {bare}`), `{n}` for a running number: both are taken off before names are compared, so they leave
    nothing here.
    """
    return [" ".join(compiled(r"\{\w+\}").sub(" ", n).split()) for n in [row["name"], *row["aliases"].split(";")]]


@cache
def bodies_by_name() -> dict[str, tuple[str, ...]]:
    """Canonical spelling of each name and alias → ids of the bodies called so, in the table's order: mostly one, two of different eras."""
    out: dict[str, dict[str, None]] = {}
    for r in rows("agencies.csv"):
        for name in _spellings(r):
            key = canonical(name)
            if key:
                out.setdefault(key, {})[r["agency_id"]] = None
    return {key: tuple(ids) for key, ids in out.items()}


@cache
def _names() -> dict[str, str]:
    """Canonical spelling → agency id. Where bodies of two eras share a name the table's first row counts; agency_eras looks at the date."""
    return {key: ids[0] for key, ids in bodies_by_name().items()}


def bodies_named(text: str) -> tuple[str, ...]:
    """Ids of all bodies of the table that are called exactly what `text` says; empty where none is."""
    return bodies_by_name().get(canonical(text), ())


@cache
def _known() -> WordSearch:
    names = {lower(fold(n)) for r in rows("agencies.csv") for n in _spellings(r) if (len(n) > 2 and " " in n) or n.isupper()}
    return WordSearch(sorted(names), longest=True)


def find_names(low: str) -> list[tuple[int, int]]:
    """Spans of known names in a lower-case flat view, in order, at word edges, longest first where they overlap."""
    return [
        (start, end)
        for _, start, end in _known().find(low)
        # a blank or a mark at either edge, as at most names, says it without a call
        if (not start or low[start - 1] in EDGES or not low[start - 1].isalnum())
        and (low[end : end + 1] in EDGES or not low[end : end + 1].isalnum())
    ]


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(
        r"^(?:(?:đề nghị|giao|yêu cầu|phân công)\s+)?(?:đồng chí\s+)?"
        r"(?:(?:phó\s+)?(?:giám đốc|thủ trưởng|chủ tịch|chánh|trưởng ban|trưởng phòng|trưởng|bí thư|hiệu trưởng"
        r"|người đứng đầu|lãnh đạo|"
        r"tổng giám đốc|chỉ huy trưởng|cục trưởng|chi cục trưởng|bộ trưởng|chủ nhiệm)\s+)*"
    )


def _bare(name: str) -> str:
    """Name without post, province, `tỉnh`, `liên quan` and other words that do not tell bodies apart."""
    name = _prefix().sub("", name)
    name = compiled(r"\s*\(.*?\)").sub("", name)
    name = compiled(r"(?<=khu vực) (?:\d+|[ivx]+)$|(?<=cơ sở) \d+$|\s+số \d+$").sub("", name)
    name = provinces.without_names(name)
    name = compiled(r"\s+(?:có liên quan|liên quan|trực thuộc|thuộc thẩm quyền|trên địa bàn(?: tỉnh| thành phố)?|chức năng|khác)$").sub(
        "", name
    )
    return name.strip(" ,.;:")


def slugify(name: str) -> str:
    """ASCII slug of a Vietnamese name: `Đài Phát thanh` → `dai-phat-thanh`."""
    plain = unicodedata.normalize("NFD", lower(fold(name)).replace("đ", "d"))
    return compiled(r"[^a-z0-9]+").sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


_GROUPS: tuple[tuple[str, str], ...] = (
    (r"(?:ubnd|ủy ban nhân dân)\s+(?:cấp xã|(?:các |\d+ )?(?:xã|phường|thị trấn|đặc khu)\b)", "ubnd-cap-xa"),
    (r"(?:ubnd|ủy ban nhân dân)\s+(?:cấp huyện|(?:các |\d+ )?(?:huyện|quận|thị xã)\b|các thành phố)", "ubnd-cap-huyen"),
    (r"(?:ubnd|ủy ban nhân dân)\s+(?:tỉnh|thành phố)$", "ubnd-cap-tinh"),
    (r"(?:hđnd|hội đồng nhân dân)\s+(?:tỉnh|thành phố)$", "hdnd-cap-tinh"),
    (r"(?:các )?(?:sở|ban)\s*,?\s*(?:ban\s*,?\s*)?ngành.*địa phương", "cac-so-ban-nganh-dia-phuong"),
    (r"(?:các )?(?:sở|ban|bộ)\s*,\s*(?:sở\s*,?\s*)?(?:ban\s*,?\s*)?ngành", "cac-so-ban-nganh"),
)


# Bodies whose place makes them another one (`Trường Đại học Hồng Đức`, `Báo Thanh Niên`).
_OWN_NAMED = (
    "trường",
    "đại học",
    "học viện",
    "bệnh viện",
    "viện",
    "công ty",
    "tổng công ty",
    "tập đoàn",
    "ngân hàng",
    "báo",
    "tạp chí",
    "nhà",
)


@cache
def _at_place() -> re.Pattern[str]:
    level = r"\s(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
    return re.compile(rf"(?P<body>.+?)(?P<level>{level})?(?P<place>(?:\s(?:-\s)?[{UPPER}][^\W\d_]*){{2,8}})?")


def _placed(text: str, names: dict[str, str]) -> str | None:
    """The kind of body in a place: `Công an huyện Văn Lãng`, `Trạm Y tế phường`, `Đồn Biên phòng Hiền Kiệt`.

    A place below the province makes no department of it: `Hội Nông dân huyện`, `Bưu điện Hội An` are not the province's.
    """
    match = _at_place().fullmatch(_prefix().sub("", " ".join(fold(text).split()), count=1))
    if match is None or not (match["level"] or match["place"]) or lower(match["body"]).startswith(_OWN_NAMED):
        return None
    if match["level"] and (found := names.get(canonical(match["body"] + match["level"]))):
        return found
    found = names.get(canonical(match["body"]))
    zone = lower(match["body"]).startswith(("ban quản lý khu", "ban quản lý các khu")) and not match["level"]
    return found if found and (zone or (agencies()[found].level in ("huyen", "xa", "khac") and "khu-vuc" not in found)) else None


@lru_cache(maxsize=65536)
def resolve(text: str) -> Identity:
    """Identity of a body as written. A body that the table lacks gets a slug of its name and `known=False`."""
    name = canonical(text)
    names = _names()
    for candidate in (name, _prefix().sub("", name)):
        if candidate in names:
            return _identity(names[candidate])
    bare = _bare(name)
    for candidate in (
        bare,
        f"{bare} tỉnh",
        f"{bare} thành phố",
        f"các {bare}",
        bare.removeprefix("các "),
        bare.removesuffix(" tỉnh"),
        bare.removesuffix(" thành phố"),
        bare.removesuffix(" cấp tỉnh"),
    ):
        if candidate in names:
            return _identity(names[candidate])
    for pattern, agency_id in _GROUPS:
        if re.match(pattern, bare) and agency_id in agencies():
            return _identity(agency_id)
    placed = _placed(text, names)
    if placed is not None:
        return _identity(placed)
    shown = bare.removeprefix("các ").removesuffix(" tỉnh") or name
    return Identity(slugify(shown), " ".join(text.split()), False)


def _identity(agency_id: str) -> Identity:
    return Identity(agency_id, agencies()[agency_id].name, True)


@lru_cache(maxsize=16384)
def named(words: str) -> tuple[str, Identity]:
    """The words of a mention on one line, and the body that they name: a document says the same names again and again."""
    text = collapse(words)
    return text, resolve(text)
