"""Who calls on whom: lead → support, as an edge table and as GraphML for Gephi, yEd or networkx."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

import pandas as pd

from pipeline.compare.agencies import compare_agencies
from pipeline.compare.eras import Era, in_era
from pipeline.compare.scope import UNKNOWN_PROVINCE, made, province_order, select_documents, table

COLUMNS = ("lead_id", "lead", "support_id", "support", "n_tasks", "n_provinces", "provinces")

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def compare_network(tables: Mapping[str, pd.DataFrame], *, provinces: Sequence[str] = (), era: Era = "then") -> pd.DataFrame:
    """Edges: one row for each pair of a lead and a support that some task names together.

    Reads what compare_agencies reads; `era` as there.

    lead_id, lead        the body that is charged, and its name
    support_id, support  the body that it works with
    n_tasks              tasks that name both so; n_provinces, provinces: where, joined by `; ` (`?` counts for no province)

    A task with two leads and three supports has six edges; nobody supports himself. Rows: most tasks first, then by ids.
    Raises UnknownProvinceError.
    """
    documents, _ = select_documents(tables, provinces)
    tasks = table(tables, "tasks")[["task_id", "document_id"]].merge(documents[["document_id", "province"]], on="document_id")
    roles = in_era(table(tables, "task_agencies").merge(tasks[["task_id", "province"]], on="task_id"), era)
    sides = {role: roles.loc[roles["role"] == role, ["task_id", "province", "agency_id"]].drop_duplicates() for role in ("lead", "support")}
    pairs = sides["lead"].merge(sides["support"], on=["task_id", "province"], suffixes=("_lead", "_support"))
    pairs = pairs[pairs["agency_id_lead"] != pairs["agency_id_support"]]
    names = compare_agencies(tables, provinces=provinces, era=era).set_index("agency_id")["name"].to_dict()
    rows = [
        (lead, names[lead], support, names[support], group["task_id"].nunique(), *_provinces(group["province"]))
        for (lead, support), group in pairs.groupby(["agency_id_lead", "agency_id_support"], sort=True)
    ]
    result = made(COLUMNS, rows)
    return result.sort_values(["n_tasks", "lead_id", "support_id"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def _provinces(column: pd.Series) -> tuple[int, str]:
    names = [name for name in province_order(column.tolist()) if name != UNKNOWN_PROVINCE]
    return len(names), "; ".join(names)


def graphml(edges: pd.DataFrame) -> str:
    """The edges as a directed GraphML document: nodes carry `label`, edges `weight` (tasks) and `provinces`."""
    root = Element("graphml", xmlns=_NAMESPACE)
    for key, on, kind in (("label", "node", "string"), ("weight", "edge", "int"), ("provinces", "edge", "string")):
        SubElement(root, "key", {"id": key, "for": on, "attr.name": key, "attr.type": kind})
    graph = SubElement(root, "graph", id="vnplans", edgedefault="directed")
    nodes = {**dict(zip(edges["support_id"], edges["support"], strict=True)), **dict(zip(edges["lead_id"], edges["lead"], strict=True))}
    for key, label in sorted(nodes.items()):
        SubElement(SubElement(graph, "node", id=key), "data", key="label").text = label
    for k, row in enumerate(edges.to_dict("records")):
        edge = SubElement(graph, "edge", id=f"e{k}", source=row["lead_id"], target=row["support_id"])
        SubElement(edge, "data", key="weight").text = str(row["n_tasks"])
        SubElement(edge, "data", key="provinces").text = row["provinces"]
    indent(ElementTree(root))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
