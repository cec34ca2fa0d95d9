"""Comparisons for the terminal: tables where the width allows one column for each province, lists where it does not."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.compare import agencies, citations
from pipeline.compare.differences import Difference, Row, clusters, differences, medoid, names
from pipeline.compare.frame_view import PADDING, Fitting
from pipeline.compare.scope import UNKNOWN_PROVINCE, province_order
from pipeline.compare.thresholds import SAME
from pipeline.compare.wording import shorten
from pipeline.compare.words import Words, words
from pipeline.messages import Lang

MARK = "≠"
"""Stands, with words, where provinces assign a task differently."""

_LABEL = 32  # Columns that a name needs to be read without too many breaks: `Nghị định 09/2017/NĐ-CP (2017-02-09)` in two lines


def tasks_table(df: pd.DataFrame, lang: Lang = "vi") -> RenderableType:
    """One row for each cluster of `compare_tasks`, those with most provinces first.

    A province's part names the agencies and the deadline; where provinces assign the task differently the row says so behind `≠`.
    """
    w = words(lang)
    if df.empty:
        return Text(w.empty)
    notes: dict[str, list[Difference]] = {}
    for difference in differences(df):
        notes.setdefault(difference.cluster_id, []).append(difference)
    shown = [_Cluster(cluster_id, rows, notes.get(cluster_id, []), w) for cluster_id, rows in clusters(df).items()]
    shown.sort(key=lambda cluster: (-cluster.n_provinces, cluster.cluster_id))
    columns = province_order(df["province"].tolist())
    return Fitting(lambda: _tasks_wide(shown, columns, w), lambda: _tasks_narrow(shown, w), width=36 + 26 * len(columns))


def citations_table(df: pd.DataFrame, lang: Lang = "vi") -> RenderableType:
    """Result of `compare_citations`: a matrix, or for each instrument the list of the provinces that cite it."""
    w = words(lang)
    if df.empty:
        return Text(w.empty)
    columns = list(df.columns[len(citations.COLUMNS) :])
    rows = [(_instrument(row, w), [int(row[c]) for c in columns], [str(row[c]) for c in columns]) for row in df.to_dict("records")]
    return _matrix(rows, columns, w.instrument, w.mentions, w)


def agencies_table(df: pd.DataFrame, lang: Lang = "vi") -> RenderableType:
    """Result of `compare_agencies`: in how many tasks each province has the agency lead / support."""
    w = words(lang)
    if df.empty:
        return Text(w.empty)
    columns = agencies.provinces_of(df)
    rows = []
    for row in df.to_dict("records"):
        pairs = [(int(row[f"{c} lead"]), int(row[f"{c} support"])) for c in columns]
        rows.append((Text(row["name"]), [lead + support for lead, support in pairs], [f"{lead}/{support}" for lead, support in pairs]))
    return _matrix(rows, columns, w.agency, w.total, w, caption=w.legend_agencies)


def tasks_summary(df: pd.DataFrame, lang: Lang = "vi") -> str:
    """A few sentences on a result of `compare_tasks`: how many tasks are shared, and where provinces assign them differently.

    Lines are separated by `\\n`; up to three differences are told, the most telling first, one on a line.
    """
    w = words(lang)
    if df.empty:
        return w.empty
    known = df[df["province"] != UNKNOWN_PROVINCE]
    n_provinces = known.groupby("cluster_id")["province"].nunique()
    sizes = {
        "tasks": len(df), "documents": df["document_id"].nunique(),
        "provinces": known["province"].nunique(), "clusters": df["cluster_id"].nunique(),
    }  # fmt: skip
    shared = n_provinces[n_provinces > 1]
    lines = [w.summary_size.format(**sizes)]
    if shared.empty:
        return "\n".join([*lines, w.summary_none_shared])
    most = medoid(clusters(df)[str(shared.idxmax())])
    lines.append(
        w.summary_shared.format(
            shared=len(shared),
            single=sizes["clusters"] - len(shared),
            most=w.n_provinces.format(n=shared.max()),
            text=shorten(most["text"], 120),
        )
    )
    n_review = int((df["band"] == "review").sum())
    if n_review:
        lines.append(w.summary_review.format(n=n_review, same=_decimal(SAME, w)))
    return "\n".join([*lines, *_told(differences(df), w)])


def _told(found: Sequence[Difference], w: Words) -> list[str]:
    if not found:
        return [w.summary_agree]
    first: dict[str, Difference] = {}
    for difference in found:
        first.setdefault(difference.cluster_id, difference)
    examples = [f"- {d.cluster_id}, {shorten(d.text, 70)}: {_sides(d, w)}." for d in list(first.values())[:3]]
    return [w.summary_differ.format(n=len(first)), *examples]


def _sides(difference: Difference, w: Words) -> str:
    """`Sở Nội vụ: chủ trì ở Bình Dương; chỉ phối hợp ở Thanh Hóa và Tuyên Quang`."""
    what = {"lead": w.as_lead, "support": w.as_support, "chair": w.as_chair, "join": w.as_join}
    parts = [w.in_provinces.format(what=what.get(side.what, side.what), provinces=_listed(side.provinces, w)) for side in difference.sides]
    return (f"{difference.agency}: " if difference.agency else "") + "; ".join(parts)


def _listed(provinces: Sequence[str], w: Words) -> str:
    return w.conjunction.join(part for part in (", ".join(provinces[:-1]), provinces[-1]) if part)


def _decimal(value: float, w: Words) -> str:
    text = f"{value:.2f}"
    return text.replace(".", ",") if w is words("vi") else text


def _province(name: str, w: Words) -> str:
    return w.unknown_province if name == UNKNOWN_PROVINCE else name


def _table(caption: str | None = None, **layout: Any) -> Table:
    return Table(box=box.SIMPLE_HEAD, caption=caption, caption_justify="left", pad_edge=False, **layout)


class _Cluster:
    """A cluster of tasks as the tables show it."""

    def __init__(self, cluster_id: str, rows: Sequence[Row], notes: Sequence[Difference], w: Words) -> None:
        self.cluster_id, self.notes, self.words = cluster_id, notes, w
        self.label = shorten(medoid(rows)["text"], 110)
        self.by_province: dict[str, list[Row]] = {}
        for row in rows:
            self.by_province.setdefault(row["province"], []).append(row)
        self.n_provinces = len(self.by_province.keys() - {UNKNOWN_PROVINCE})

    def head(self) -> Text:
        """Id, number of provinces, wording of the medoid, and what the provinces disagree on."""
        w = self.words
        text = Text.assemble((f"{self.cluster_id} · {w.n_provinces.format(n=self.n_provinces)}", "bold"), f"\n{self.label}")
        kinds = {"role": w.differs_role, "duty": w.differs_duty, "lead": w.differs_lead, "deadline": w.differs_deadline}
        for difference in self.notes:
            text.append(f"\n{MARK} {kinds[difference.kind]}", style="bold").append(f": {_sides(difference, w)}")
        return text

    def cell(self, province: str, separator: str) -> Text:
        """Wording where it is not that of the head, agencies, deadline and doubt of the province's tasks; `—` where it has none."""
        parts = [self._task(row, separator) for row in self.by_province.get(province, ())]
        return Text("\n").join(parts) if parts else Text("—", style="dim")

    def _task(self, row: Row, separator: str) -> Text:
        w = self.words
        lead, support = names(row["lead"]), names(row["support"])
        label = shorten(row["text"], 110)
        parts = [f"“{shorten(label, 60)}”"] if label != self.label else []
        parts += [f"{w.lead}: {'; '.join(lead)}"] if lead else []
        parts += [f"{w.support}: {'; '.join(support)}"] if support else []
        parts += [] if lead or support else [w.nobody]
        parts += [f"{w.deadline}: {row['deadline_text']}"] if row["deadline_text"] else []
        if row["band"] == "review":
            parts.append(f"({w.review.format(similarity=_decimal(float(row['similarity']), w))})")
        return Text(separator.join(parts))


def _tasks_wide(shown: Sequence[_Cluster], columns: Sequence[str], w: Words) -> Table:
    table = _table(w.legend_tasks, leading=1, expand=True)
    table.add_column(f"{w.cluster} · {w.task}", ratio=3)
    for province in columns:
        table.add_column(_province(province, w), ratio=2)
    for cluster in shown:
        table.add_row(cluster.head(), *(cluster.cell(province, "\n") for province in columns))
    return table


def _tasks_narrow(shown: Sequence[_Cluster], w: Words) -> Table:
    table = _table(w.legend_tasks, leading=1, expand=True)
    table.add_column(f"{w.cluster} · {w.task}", ratio=1)
    for cluster in shown:
        parts = [(province, cluster.cell(province, " · ")) for province in province_order(list(cluster.by_province))]
        lines = [Text.assemble((f"{_province(province, w)}: ", "bold"), cell) for province, cell in parts]
        table.add_row(Group(cluster.head(), *(Padding(line, (0, 0, 0, 2)) for line in lines)))
    return table


def _instrument(row: Row, w: Words) -> Text:
    """`Quyết định 407/QĐ-TTg (2022-03-30)`; a law by its name."""
    name = row["title"] if row["title"] and not row["number"] else f"{row['type']} {row['number'] or ''}".strip()
    text = Text(str(name))
    text.append(f" ({row['issue_date']})" if row["issue_date"] else "", style="dim")
    return text if row["instrument_id"] else text.append(f" [{w.unresolved}]", style="dim")


def _matrix(
    rows: Iterable[tuple[Text, list[int], list[str]]], columns: Sequence[str], head: str, total: str, w: Words, caption: str | None = None
) -> Fitting:
    """A matrix of what, numbers (0: empty cell) and their texts; narrow: what and the provinces that have it."""
    kept = list(rows)
    titles = [_province(name, w) for name in columns]
    widths = [max(_longest_word(title), *(len(texts[k]) for _, _, texts in kept)) for k, title in enumerate(titles)]

    def wide() -> Table:
        table = _table(caption)
        table.add_column(head, min_width=_LABEL, max_width=2 * _LABEL)
        table.add_column(total, justify="right")
        for title, width in zip(titles, widths, strict=True):
            table.add_column(title, justify="right", width=width)
        for what, numbers, texts in kept:
            table.add_row(what, str(sum(numbers)), *(t if n else "·" for n, t in zip(numbers, texts, strict=True)))
        return table

    def narrow() -> Table:
        table = _table(caption, expand=True)
        table.add_column(head, ratio=1)
        table.add_column(total, justify="right")
        table.add_column(w.provinces, ratio=1)
        for what, numbers, texts in kept:
            cited = ", ".join(f"{title} {t}" for title, n, t in zip(titles, numbers, texts, strict=True) if n)
            table.add_row(what, str(sum(numbers)), cited)
        return table

    return Fitting(wide, narrow, width=sum(width + PADDING for width in [_LABEL, len(total), *widths]))


def _longest_word(title: str) -> int:
    """Columns that a heading needs when it is wrapped at its spaces."""
    return max(map(len, title.split()))
