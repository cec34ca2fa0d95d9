"""The first view: the family in figures and sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.compare.scope import UNKNOWN_PROVINCE
from pipeline.report.data import Answers
from pipeline.report.families import Family, instrument_name
from pipeline.report.shown import Shown


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown large, with the words under it."""

    number: str
    label: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands at the top. `present` and `missing` are names of provinces."""

    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]
    present: tuple[str, ...]
    missing: tuple[str, ...]
    selection: str
    news_only: bool


def summary(answers: Answers, family: Family, shown: Shown) -> Summary:
    """Of the largest family, or of all documents where there is none."""
    row = family.row
    listed = [tuple(name for name in str(row.get(side) or "").split("; ") if name) for side in ("present", "missing")]
    if family.instrument_id is None:
        listed[0] = tuple(sorted(set(answers.tables["documents"]["province"].dropna())))
    kinds = set(answers.tables["documents"]["source_kind"])
    figures, sentences = tuple(_figures(answers, family, shown)), tuple(_sentences(answers, family, shown))
    return Summary(figures, sentences, listed[0], listed[1], _selection(answers, shown), kinds == {"news"})


def _figures(answers: Answers, family: Family, shown: Shown) -> Iterator[Figure]:
    if family.instrument_id is not None:
        of = shown.t("summary.of_n", n=int(family.row["n_expected"]))
        yield Figure(shown.n(family.row["n_provinces"]), shown.t("summary.answered"), of)
    yield Figure(shown.n(len(answers.tables["documents"])), shown.t("summary.documents"))
    yield Figure(shown.n(len(answers.tasks)), shown.t("summary.tasks"))
    yield Figure(shown.n(len(answers.tables["citations"])), shown.t("summary.citations"))
    median = family.summary.get("median")
    if median is not None and median == median:
        yield Figure(shown.n(median), shown.t("summary.median"))
    failed = len(answers.failures())
    if failed:
        yield Figure(shown.n(failed), shown.t("summary.failures"))


def _sentences(answers: Answers, family: Family, shown: Shown) -> Iterator[str]:
    row = family.row
    if family.instrument_id is not None:
        bases = "; ".join(shown.t(f"summary.{name}", n=int(row[name])) for name in ("stated", "inferred", "set") if row[name])
        yield shown.t("summary.say_members", documents=int(row["n_documents"]), name=family.title, bases=bases)
        yield shown.t("summary.say_provinces", present=int(row["n_provinces"]), expected=int(row["n_expected"]))
    exact = [one for one in family.timeline if one["days"] is not None]
    if len(exact) > 1:
        first, last = min(exact, key=lambda one: int(one["days"])), max(exact, key=lambda one: int(one["days"]))
        ends = {"least": int(first["days"]), "most": int(last["days"])}
        yield shown.t("summary.say_lag", first=first["province"], last=last["province"], **ends)
    coverage = answers.coverage.get(family.instrument_id or "")
    if coverage is not None and coverage.summary["share_taken_up"].notna().any():
        yield shown.t("summary.say_coverage", share=shown.share(coverage.summary["share_taken_up"].astype(float).mean()))
    yield from _about_tasks(answers, shown)
    for one in answers.citations[answers.citations["n_provinces"] > 0].head(1).to_dict("records"):
        counts = {"n": int(one["n_mentions"]), "provinces": int(one["n_provinces"])}
        yield shown.t("summary.say_cited", name=instrument_name(one), **counts)


def _about_tasks(answers: Answers, shown: Shown) -> Iterator[str]:
    n = len(answers.tasks)
    if not n:
        return
    profile = answers.profile
    parts = {name: float((profile[f"share_{name}"] * profile["n_tasks"]).sum()) / n for name in ("lead", "deadline")}
    yield shown.t("summary.say_tasks", **{name: shown.share(part) for name, part in parts.items()})
    clusters = answers.clusters
    provinces = set(answers.tasks["province"]) - {UNKNOWN_PROVINCE}
    if len(provinces) > 1:
        counts = {"shared": int((clusters["n_provinces"] > 1).sum()), "differ": int(clusters["differences"].notna().sum())}
        yield shown.t("summary.say_clusters", clusters=len(clusters), **counts)
    for one in answers.agencies.head(1).to_dict("records"):
        yield shown.t("summary.say_agency", name=one["name"], lead=int(one["lead"]), support=int(one["support"]))


def _selection(answers: Answers, shown: Shown) -> str:
    """What the page was cut to; empty where nothing was filtered."""
    chosen = answers.selection
    kind = "" if chosen.kind == "all" else shown.value(chosen.kind)
    parts = (chosen.instrument, ", ".join(answers.provinces), chosen.since and f"≥ {shown.date(chosen.since)}",
             chosen.until and f"≤ {shown.date(chosen.until)}", kind)  # fmt: skip
    return "; ".join(part for part in parts if part)
