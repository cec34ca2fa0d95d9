"""The full and usual spelling of an issuer's name.

Capitals, hyphens, and abbreviations inside it: `Sở LĐ-TB&XH`, `Bộ Nông nghiệp và PTNT`.
"""

import re
from collections import defaultdict
from functools import cache

from extractors import provinces
from extractors.data_files import rows
from extractors.folding import fold, lower
from extractors.issuer_names import CENTRAL, POSTS
from extractors.patterns import compiled

_SMALL = frozenset(("và", "của", "các", "với"))  # words that give no letter to an abbreviation
_WHOLE = {
    "MTTQ": "Mặt trận Tổ quốc",
    "BTV": "Ban Thường vụ",
    "BTT": "Ban Thường trực",
    "BCĐ": "Ban Chỉ đạo",
    "TVQH": "Thường vụ Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "TTg": "Thủ tướng Chính phủ",
    "TW": "Trung ương",
    "TƯ": "Trung ương",
    "VP": "Văn phòng",
}


def _bare(name: str) -> str:
    return compiled(r"\s*\{\w+\}").sub("", name)


@cache
def _proper_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = [
        *CENTRAL, *POSTS, "Ủy ban nhân dân", "Hội đồng nhân dân", "Ban Thường vụ", "Tỉnh ủy", "Thành ủy", "tỉnh", "thành phố", "khóa",
        "Thường trực", "Ủy ban Mặt trận Tổ quốc", "Ban Chỉ đạo", "Trưởng Ban Chỉ đạo",
    ]  # fmt: skip
    names += [_bare(r["issuer"]) for r in rows("issuers.csv") if r["issuer"]]
    names += [p.name for p in provinces.provinces()]
    table = {lower(fold(n)): n for n in reversed(names)}
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(n) for n in sorted(table, key=len, reverse=True)) + r")(?!\w)"), table


def proper(name: str) -> str:
    """A name in its usual case: `BỘ TRƯỞNG BỘ CÔNG AN` → `Bộ trưởng Bộ Công an`, `Hội đồng Nhân dân` → `Hội đồng nhân dân`.

    Words that no table knows stay as they are; in a name that is all in capitals they become lower case.
    """
    words = [w for w in name.split() if not _short_name(w)]
    shouted = all(w.isupper() for w in words if w.isalpha()) and len("".join(words)) >= 6
    pattern, table = _proper_names()
    plain = " ".join(lower(w) if shouted and not _short_name(w) else w for w in name.split())
    low = lower(plain)
    if len(low) != len(plain):
        return name
    out, at = [], 0
    for match in pattern.finditer(low):
        if plain[match.start() : match.end()].isupper() and len(match[0]) < 6:
            continue  # letters, not a word
        out += [plain[at : match.start()], table[match[0]]]
        at = match.end()
    joined = "".join(out) + plain[at:]
    return compiled(r"\bkhóa ([ivxl]+)\b").sub(lambda m: "khóa " + m[1].upper(), joined)


def _short_name(word: str) -> bool:
    """Letters that stand for words even in a line of capitals: UBND, TT&TT."""
    return word in ("UBND", "HĐND") or ("&" in word and len(word) > 2)


@cache
def _by_initials() -> dict[str, str]:
    """Initials of ministries and departments (`BNNPTNT`, `SVHTTDL`) → name; those that stand for two bodies are left out."""
    out: dict[str, set[str]] = defaultdict(set)
    for r in rows("issuers.csv"):
        if r["issuer"].startswith(("Bộ ", "Sở ", "Ban ", "Ủy ban ")):
            out[compiled(r"[&-]").sub("", r["letters"]).upper()].add(_bare(r["issuer"]))
            out[_initials(_bare(r["issuer"]))].add(_bare(r["issuer"]))
    return {letters: min(names) for letters, names in out.items() if len(names) == 1}


def _initials(name: str) -> str:
    words = compiled(r"[^\W\d_]+").findall(name)
    return "".join(w if w.isupper() else w[0].upper() for w in words if w not in _SMALL)


def _content(name: str) -> str:
    """The words of a name that carry it: `Bộ Tài nguyên Môi trường` and `Bộ Tài nguyên và Môi trường` have the same."""
    return " ".join(w for w in compiled(r"[^\W\d_]+").findall(lower(name)) if w not in _SMALL)


@cache
def _with_and() -> dict[str, str]:
    """Ministries, and ministers, by their words without the small ones → name."""
    names = {_bare(r["issuer"]) for r in rows("issuers.csv") if r["issuer"].startswith(("Bộ ", "Sở "))}
    out: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for post in ("", "Bộ trưởng ", "Thứ trưởng ") if name.startswith("Bộ ") else ("", "Giám đốc "):
            out[_content(post + name)].add(post + name)
    return {k: min(v) for k, v in out.items() if len(v) == 1}


def expanded(name: str) -> str:
    """A name with its abbreviations spelled out where the table of issuers knows what they stand for; the others stay."""
    name = _with_and().get(_content(name), name)
    if not compiled(r"[A-ZĐƯ]{2}|\w&").search(name):
        return name
    head = compiled(
        r"\b(?P<body>(?:Bộ|Sở|Ban|Ủy ban)\s(?!trưởng)(?:(?!\b(?:Bộ|Sở|tỉnh|thành phố|TP)\b)[^\n])+?)"
        r"\s*(?P<place>(?<=\s)(?:tỉnh|thành phố|TP)\b.*)?$"
    ).search(name)
    if head and compiled(r"[A-ZĐƯ]{2}|[A-ZĐ]&").search(head["body"]):
        known = _by_initials().get(_initials(head["body"]))
        if known:
            name = name[: head.start()] + " ".join(filter(None, (known, head["place"])))
    return compiled(r"(?<![\w&])[A-ZĐƯ]{2,6}g?(?![\w&])").sub(lambda m: _WHOLE.get(m[0], m[0]), name)


def spaced(name: str) -> str:
    """`Ban Kinh tế- Ngân sách` → `Ban Kinh tế - Ngân sách`."""
    return compiled(r"\s+-\s*|\s*-\s+").sub(" - ", name)
