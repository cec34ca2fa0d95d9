"""Tasks of the provinces that ask the same, side by side, with what differs marked."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from pipeline.compare.clusters import compare_differences
from pipeline.compare.differences import clusters as by_cluster
from pipeline.compare.differences import medoid, names
from pipeline.compare.pairs import word_diff
from pipeline.compare.scope import UNKNOWN_PROVINCE, province_order, table
from pipeline.report.data import Answers
from pipeline.report.families import instrument_name
from pipeline.report.shown import Shown
from pipeline.report.spans import visible

Row = Mapping[Hashable, Any]

_COLUMN = {"lead": "lead", "role": "lead", "duty": "lead", "deadline": "deadline_text"}
"""Column whose cell is marked for a kind of difference."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task of a group. `differs` are the columns that differ from the other provinces'."""

    link: str
    province: str
    words: Markup
    lead: str
    support: str
    deadline: str
    differs: frozenset[str]
    review: bool
    similarity: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that ask the same: one of a document at most."""

    key: str
    label: str
    text: str
    n_provinces: int
    n_review: int
    kinds: tuple[str, ...]
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """All groups, most provinces first, and what the page filters them by: names, and for each task in order the numbers of its names."""

    groups: tuple[Group, ...]
    provinces: tuple[str, ...]
    agencies: tuple[str, ...]
    instruments: tuple[str, ...]
    index: tuple[tuple[int, int, tuple[int, ...], tuple[int, ...]], ...]
    """Group, province, agencies and instruments of each task."""


def aligned(answers: Answers, links: Mapping[str, str], shown: Shown) -> Aligned:
    """The groups of a selection; links: task_id → address of its words."""
    rows = by_cluster(answers.tasks)
    different = _different(answers)
    groups = []
    for cluster in answers.clusters.to_dict("records"):
        members = rows[cluster["cluster_id"]]
        kinds = tuple(cluster["differences"].split("; ")) if isinstance(cluster["differences"], str) else ()
        tasks = _tasks(members, different.get(cluster["cluster_id"], {}), links, shown)
        n = (int(cluster["n_provinces"]), int(cluster["n_review"]))
        groups.append(Group(cluster["cluster_id"], cluster["label"], cluster["text"], *n, kinds, tasks))
    order = [row for group in groups for row in rows[group.key]]
    return _indexed(answers, groups, order, shown)


def _different(answers: Answers) -> dict[str, dict[str, set[str]]]:
    """Provinces that a difference is about, by cluster and column."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in compare_differences(answers.tasks).to_dict("records"):
        columns = found.setdefault(row["cluster_id"], {})
        columns.setdefault(_COLUMN[row["kind"]], set()).update(row["provinces"].split("; "))
        if row["kind"] == "role":
            columns.setdefault("support", set()).update(row["provinces"].split("; "))
    return found


def _tasks(members: Sequence[Row], different: Mapping[str, set[str]], links: Mapping[str, str], shown: Shown) -> tuple[TaskView, ...]:
    best = medoid(members)
    usual = Counter(frozenset(names(row["support"])) for row in members).most_common(1)[0][0]
    order = {name: k for k, name in enumerate(province_order([row["province"] for row in members]))}
    made = []
    for row in sorted(members, key=lambda row: order[row["province"]]):
        differs = {column for column, provinces in different.items() if row["province"] in provinces}
        support = frozenset(names(row["support"]))
        differs |= {"support"} if len(members) > 1 and row["band"] == "same" and usual and support and not support & usual else set()
        province = shown.t("unknown_province") if row["province"] == UNKNOWN_PROVINCE else row["province"]
        made.append(
            TaskView(
                links.get(row["task_id"], ""), province, _words(best, row), row["lead"] or "", row["support"] or "",
                row["deadline_text"] or "", frozenset(differs), row["band"] == "review", shown.share(row["similarity"]),
            )
        )  # fmt: skip
    return tuple(made)


def _words(best: Row, row: Row) -> Markup:
    """The task's words, those marked that the group's most typical task does not have."""
    if row is best:
        return Markup("{}").format(visible(row["text"]))
    runs = [run for run in word_diff(str(best["text"]), str(row["text"])) if run.change != "removed"]
    shape = {"same": Markup("{}"), "added": Markup("<ins>{}</ins>")}
    return Markup(" ").join(shape[run.change].format(visible(run.text)) for run in runs)


def _indexed(answers: Answers, groups: Sequence[Group], rows: Sequence[Row], shown: Shown) -> Aligned:
    provinces = province_order([row["province"] for row in rows])
    called: Counter[str] = Counter(name for row in rows for name in (*names(row["lead"]), *names(row["support"])))
    agencies = sorted(called, key=lambda name: (-called[name], name))
    cited = _cited(answers)
    counts: Counter[str] = Counter(name for row in rows for name in cited.get(row["task_id"], ()))
    instruments = sorted(counts, key=lambda name: (-counts[name], name))
    numbers = [{name: k for k, name in enumerate(listed)} for listed in (provinces, agencies, instruments)]
    group_of = {group.key: k for k, group in enumerate(groups)}
    ordered = sorted(rows, key=lambda row: (group_of[row["cluster_id"]], numbers[0][row["province"]]))
    index = tuple(
        (
            group_of[row["cluster_id"]],
            numbers[0][row["province"]],
            tuple(sorted({numbers[1][name] for name in (*names(row["lead"]), *names(row["support"]))})),
            tuple(sorted({numbers[2][name] for name in cited.get(row["task_id"], ())})),
        )
        for row in ordered
    )
    labels = tuple(shown.t("unknown_province") if name == UNKNOWN_PROVINCE else name for name in provinces)
    return Aligned(tuple(groups), labels, tuple(agencies), tuple(instruments), index)


def _cited(answers: Answers) -> dict[str, list[str]]:
    """Names of the instruments that each task cites."""
    mentions = {row["citation_id"]: row for row in table(answers.tables, "citations").to_dict("records")}
    known = {row["instrument_id"]: row for row in table(answers.whole, "instruments").to_dict("records")}
    found: dict[str, list[str]] = {}
    for row in table(answers.tables, "task_citations").to_dict("records"):
        mention = mentions.get(row["citation_id"])
        if mention is not None:
            found.setdefault(row["task_id"], []).append(instrument_name(known.get(mention["instrument_id"], mention)))
    return found
