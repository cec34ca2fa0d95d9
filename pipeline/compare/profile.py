"""How each plan is made: its length, and how many of its tasks say by when, with what result and from which money."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.compare.scope import made, select_documents, table

COLUMNS = (
    "document_id", "source_path", "source_kind", "province", "doc_type", "number", "issue_date", "n_chars", "n_tasks", "n_citations",
    "share_lead", "share_support", "share_deadline", "share_output", "share_target", "share_funding", "share_reporting", "n_leads",
    "top_leads",
)  # fmt: skip

_TOP = 3


def compare_profile(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = ()) -> pd.DataFrame:
    """One row for each document. Reads documents, tasks, task_agencies, agencies and citations.

    n_chars            length of the text in code points
    n_tasks            tasks; n_citations: mentions of instruments
    share_lead …       share of the tasks, 0 to 1, that name a lead, a support, a deadline or rhythm, an output (Sản phẩm), a target
                       figure, a source of funds, and that are duties to report (kind report); null where there are no tasks
    n_leads            bodies that lead a task; top_leads: those with most tasks, `Sở Tư pháp (7); Công an tỉnh (5); …`

    Rows: in reading order, official documents before articles. Raises UnknownProvinceError.
    """
    documents, _ = select_documents(tables, provinces)
    tasks = table(tables, "tasks")
    roles = table(tables, "task_agencies").drop_duplicates(["task_id", "agency_id", "role"])
    tasks = tasks.assign(
        share_lead=tasks["task_id"].isin(roles.loc[roles["role"] == "lead", "task_id"]),
        share_support=tasks["task_id"].isin(roles.loc[roles["role"] == "support", "task_id"]),
        share_deadline=tasks["deadline_text"].notna() | tasks["recurrence"].notna(),
        share_output=tasks["output"].notna(),
        share_target=tasks["target"].notna(),
        share_funding=tasks["funding"].notna() | tasks["kind"].eq("fund"),
        share_reporting=tasks["kind"].eq("report"),
    )
    shares = [name for name in COLUMNS if name.startswith("share_")]
    groups = tasks.groupby("document_id")
    means = groups[shares].mean().astype(float).round(4).to_dict("index") if len(tasks) else {}
    counts = groups.size().to_dict()
    cited = table(tables, "citations")["document_id"].value_counts().to_dict()
    leads = _leads(tasks, roles, table(tables, "agencies"))
    rows = []
    for row in documents.to_dict("records"):
        key = row["document_id"]
        own = means.get(key, {})
        named = leads.get(key, [])
        top = "; ".join(f"{name} ({n})" for name, n in named[:_TOP]) or None
        sizes = (counts.get(key, 0), cited.get(key, 0))
        rows.append((*(row[name] for name in COLUMNS[:8]), *sizes, *(own.get(name) for name in shares), len(named), top))
    return made(COLUMNS, rows)


def _leads(tasks: pd.DataFrame, roles: pd.DataFrame, agencies: pd.DataFrame) -> dict[str, list[tuple[str, int]]]:
    """Leads of each document with the number of their tasks, most first."""
    names = agencies.drop_duplicates("agency_id").set_index("agency_id")["name"]
    rows = roles[roles["role"] == "lead"].merge(tasks[["task_id", "document_id"]], on="task_id")
    known = rows["agency_id"].map(names).astype(object)
    rows = rows.assign(name=known.where(known.notna(), rows["text"]))
    counts = Counter(zip(rows["document_id"], rows["name"], strict=True))
    found: dict[str, list[tuple[str, int]]] = {}
    for (document, name), n in counts.items():
        found.setdefault(document, []).append((name, n))
    return {document: sorted(named, key=lambda pair: (-pair[1], pair[0])) for document, named in found.items()}
