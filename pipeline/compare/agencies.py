"""Which province charges which agency, as lead or in support, and how often."""

from collections.abc import Mapping, Sequence

import pandas as pd

from extractors.agency_table import agencies as known_agencies
from pipeline.compare.eras import Era, fate_of, in_era
from pipeline.compare.scope import select_documents, table

ROLES = ("lead", "support")
COLUMNS = ("agency_id", "name", "kind", "fate", "successors", *ROLES)
"""Columns before those of the provinces."""
LEADER_COLUMNS = (
    "agency_id", "name", "province", "role", "task_id", "document_id", "source_path", "start", "end", "text", "deadline_text",
)  # fmt: skip


def compare_agencies(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = (), era: Era = "then") -> pd.DataFrame:
    """Agencies × provinces: in how many tasks an agency leads and supports.

    Reads the tables documents, tasks, task_agencies and agencies. Columns: those of COLUMNS (`lead` and `support` are the totals),
    then for each province `Thanh Hóa lead` and `Thanh Hóa support`, alphabetical or in the order of `provinces`; documents without a
    province count under `? lead`, `? support`. The names are flat, not levels, so that a CSV has one header row; select a role with
    `df.filter(regex=" lead$")`. An agency that a task names twice in a role counts once for the task.

    era         `then`: bodies as the documents name them; `now`: merged ones under the body that took them over
    fate        what has become of the body: same, merged (of era `then` only), split or ended
    successors  names of those that took over its functions, joined by `; `; null for one that exists. A body whose functions went to
                several stays a row of its own in either era: a task does not say which of them would have it now

    Rows: most tasks first, then by id. Raises UnknownProvinceError.
    """
    roles, columns = _roles(tables, provinces, era)
    roles = roles.drop_duplicates(["task_id", "agency_id", "role"])
    wide = [f"{province} {role}" for province in columns for role in ROLES]
    cells = roles.groupby(["agency_id", roles["province"] + " " + roles["role"]]).size().unstack(fill_value=0)
    counts = cells.reindex(columns=wide, fill_value=0).astype("int64")
    totals = pd.DataFrame({role: counts[[f"{province} {role}" for province in columns]].sum(axis=1) for role in ROLES}, dtype="int64")
    result = pd.concat([_descriptions(roles, table(tables, "agencies")), totals, counts], axis=1).rename_axis("agency_id").reset_index()
    result["total"] = result["lead"] + result["support"]
    result = result.sort_values(["total", "lead", "agency_id"], ascending=[False, False, True])
    return result[[*COLUMNS, *wide]].reset_index(drop=True)


def compare_leaders(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = (), era: Era = "then") -> pd.DataFrame:
    """Who does what where: one row for each agency in each task, by agency, province and place in the text.

    Reads what compare_agencies reads. `name` is the canonical one, `role` lead or support, the others are as in the table tasks.
    Agencies with most tasks come first. Raises UnknownProvinceError.
    """
    roles, columns = _roles(tables, provinces, era)
    roles = roles.drop_duplicates(["task_id", "agency_id", "role"])
    names = _descriptions(roles, table(tables, "agencies"))["name"]
    order = {province: k for k, province in enumerate(columns)}
    rows = roles.drop(columns=["text", "start", "end"]).merge(
        table(tables, "tasks")[["task_id", "start", "end", "text", "deadline_text"]], on="task_id"
    )
    rows = rows.assign(
        name=rows["agency_id"].map(names), _n=-rows.groupby("agency_id")["task_id"].transform("nunique"), _order=rows["province"].map(order)
    )
    rows["deadline_text"] = rows["deadline_text"].astype(object).where(rows["deadline_text"].notna(), None)
    keys = ["_n", "agency_id", "role", "_order", "source_path", "start"]
    return rows.sort_values(keys, kind="stable")[list(LEADER_COLUMNS)].reset_index(drop=True)


def _roles(tables: Mapping[str, pd.DataFrame], provinces: Sequence[str], era: Era) -> tuple[pd.DataFrame, list[str]]:
    """Roles in the tasks of the provinces with document_id, source_path and province; the provinces in the order of the columns."""
    documents, columns = select_documents(tables, provinces)
    place = documents[["document_id", "source_path", "province"]]
    tasks = table(tables, "tasks")[["task_id", "document_id"]].merge(place, on="document_id")
    return in_era(table(tables, "task_agencies").merge(tasks, on="task_id"), era), columns


def _descriptions(roles: pd.DataFrame, agencies: pd.DataFrame) -> pd.DataFrame:
    """Name, kind, fate and successors by agency_id.

    One that no table has is called by the first words it was written in, and has no kind; a body of today that no document names has
    its name from the table that ships.
    """
    written = roles.drop_duplicates("agency_id").set_index("agency_id")["text"]
    shipped = known_agencies()
    rows = agencies.drop_duplicates("agency_id").set_index("agency_id").reindex(written.index)
    described = []
    for key, words in written.items():
        body = shipped.get(str(key))
        read = (rows.at[key, "name"], rows.at[key, "kind"])
        known = read if isinstance(read[0], str) else (body.name, body.kind) if body else (words, None)
        described.append((*known, *fate_of(str(key))))
    return pd.DataFrame(described, index=written.index, columns=["name", "kind", "fate", "successors"], dtype=object)


def provinces_of(result: pd.DataFrame) -> list[str]:
    """Provinces of a result of `compare_agencies`, in the order of its columns."""
    return [column.removesuffix(" lead") for column in result.columns[len(COLUMNS) :] if column.endswith(" lead")]
