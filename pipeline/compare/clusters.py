"""One row for each cluster of tasks: what it is about, who has it, and where the provinces differ."""

import pandas as pd

from pipeline.compare.differences import Difference, Row, clusters, differences, medoid, names
from pipeline.compare.labels import labels
from pipeline.compare.scope import UNKNOWN_PROVINCE, made, province_order
from pipeline.compare.wording import phrases, shorten

COLUMNS = ("cluster_id", "label", "n_provinces", "n_documents", "n_review", "provinces", "text", "differences")
_WIDTH = 80
"""Code points of a task that stand for a label."""
DIFFERENCE_COLUMNS = ("cluster_id", "kind", "agency", "side", "provinces", "text", "similarity")


def compare_clusters(tasks: pd.DataFrame) -> pd.DataFrame:
    """Clusters of a result of `compare_tasks`, those of most provinces first.

    label        key words of the cluster; the first words of the task where it has none
    n_provinces  provinces by name, listed in `provinces` and joined by `; `
    n_documents  documents, which is tasks too, since a cluster holds one task of a document at most
    n_review     tasks of the band review
    text         wording of the medoid
    differences  kinds of difference inside the cluster (role, duty, lead, deadline), joined by `; `; null where there is none
    """
    kinds = _kinds(differences(tasks))
    titles = cluster_labels(tasks)
    rows = []
    for cluster_id, members in clusters(tasks).items():
        provinces = [name for name in province_order([row["province"] for row in members]) if name != UNKNOWN_PROVINCE]
        review = sum(row["band"] == "review" for row in members)
        counts = (len(provinces), len(members), review)
        rows.append((cluster_id, titles[cluster_id], *counts, "; ".join(provinces), medoid(members)["text"], kinds.get(cluster_id)))
    result = made(COLUMNS, rows)
    return result.sort_values(["n_provinces", "cluster_id"], ascending=[False, True], kind="stable").reset_index(drop=True)


def compare_differences(tasks: pd.DataFrame) -> pd.DataFrame:
    """Where provinces assign a task differently or set another deadline: one row for each side of each difference, most telling first.

    kind        role, duty, lead or deadline (pipeline.compare.differences.Difference)
    agency      whose role or duty differs; null for lead and deadline
    side        lead or support, chair (chủ trì) or join (phối hợp), the leads' names, or the words of the deadline
    provinces   those of the side, joined by `; `
    similarity  lowest of the tasks in the cluster to its medoid, whose wording is `text`
    """
    rows = [
        (one.cluster_id, one.kind, one.agency, side.what, "; ".join(side.provinces), one.text, one.similarity)
        for one in differences(tasks)
        for side in one.sides
    ]
    return made(DIFFERENCE_COLUMNS, rows)


def cluster_labels(tasks: pd.DataFrame) -> dict[str, str]:
    """Label by cluster_id. Single tasks keep their own words: nobody reads four key words in place of one sentence."""
    shared = {key: members for key, members in clusters(tasks).items() if len(members) > 1}
    made_of = [[_plain(row) for row in sorted(members, key=lambda row: -float(row["similarity"]))] for members in shared.values()]
    found = dict(zip(shared, labels(made_of), strict=True))
    return {key: found.get(key) or shorten(str(medoid(members)["text"]), _WIDTH) for key, members in clusters(tasks).items()}


def _plain(row: Row) -> list[str]:
    """Phrases of the wording without the agencies that the row names."""
    return phrases(str(row["text"]), agencies=[*names(row["lead"]), *names(row["support"])])


def _kinds(found: list[Difference]) -> dict[str, str]:
    by_cluster: dict[str, list[str]] = {}
    for one in found:
        by_cluster.setdefault(one.cluster_id, []).append(one.kind)
    return {cluster: "; ".join(dict.fromkeys(kinds)) for cluster, kinds in by_cluster.items()}
