"""Mentions of agencies in running text, with their identities."""

from collections.abc import Iterator

from extractors import agency_table
from extractors import agency_words as words
from extractors.agencies import phrase_at
from extractors.patterns import compiled
from extractors.view import View
from schemas import AgencyMention, record


def mention(source: str, start: int, end: int, name: str | None = None) -> AgencyMention:
    """Mention of the agency phrase `source[start:end]`; `name` overrides the words to resolve (`Tài chính` in `các sở: …`)."""
    text, identity = agency_table.named(source[start:end])
    identity = agency_table.resolve(name) if name else identity
    return record(AgencyMention, start=start, end=end, text=text, agency_id=identity.agency_id, name=identity.name, known=identity.known)


def _inside(v: View, start: int) -> bool:
    """Is what looks like a name part of something else: UBND of `139/KH- UBND`, NHÂN DÂN of `ỦY BAN NHÂN DÂN`?"""
    if start > 2 and v.low[start - 1] == " " and v.low[start] != "n":
        mark = v.low[start - 2]
        if mark in ",;:." or mark.isalnum() or (mark == "-" and v.low[start - 3] in " \n"):
            return False  # as nearly always: a word, a mark or a bullet, and a blank stand before it
    before = v.low[max(0, start - 10) : start].rstrip()
    if before.endswith("/") or (before.endswith("-") and compiled(r"[^\W_]-\s?$").search(v.low, max(0, start - 3), start)):
        return True
    return v.low.startswith("nhân dân", start) and before.endswith(("ủy ban", "hội đồng", "tòa án", "kiểm sát", "công an", "quân đội"))


def find_in(source: str, v: View) -> Iterator[AgencyMention]:
    """All agency mentions of a text, in order, not overlapping."""
    starts = sorted(words.starts(v.flat).union(v.starts))
    reach, line = 0, -1
    for start in starts:
        if start < reach or _inside(v, start):
            continue
        if line < start:
            line = v.flat.find("\n", start)
            line = len(v.flat) if line < 0 else line
        end = phrase_at(v, start, line)
        if end is None or end - start > 160 or (start not in v.ends and len(v.flat[start:end].split()) < 2):
            continue
        if v.flat[start].islower() and start in v.ends and not agency_table.resolve(v.flat[start:end]).known:
            continue
        reach = end
        yield mention(source, start, end)
