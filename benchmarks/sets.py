"""What is measured on: the project's own clusters, with their ground truth, and files of clusters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarize import Document
from summarize.evaluate import Cluster, read_clusters
from summarize.read.inputs import read

CLUSTERS = Path(__file__).parent / "clusters"
BUDGETS = (100, 200)  # words that the references of the own clusters have

Sets = dict[str, tuple[Sequence[Cluster], int | None]]  # by name: the clusters, and the budget if it is not their own


def truths() -> Iterator[tuple[dict[str, Any], tuple[Document, ...]]]:
    """Yield the ground truth of each own cluster, with its articles as the reader gives them."""
    for path in sorted(CLUSTERS.glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield truth, tuple(read(path.parent / entry["file"]).documents[0] for entry in truth["documents"])


def clusters(words: int) -> list[Cluster]:
    """Return the own clusters with their references of about so many words, one of BUDGETS."""
    return [
        Cluster(truth["id"], documents, tuple(truth["summaries"][str(words)]), truth["language"], words)
        for truth, documents in truths()
    ]


def named(files: Sequence[str]) -> Sets:
    """Return the sets that a command line names, each a path, with `=` and a budget; the own clusters by default."""
    if not files:
        return {f"own clusters, {words} words": (clusters(words), None) for words in BUDGETS}
    sets: Sets = {}
    for file in files:
        path, _, words = file.partition("=")
        name = Path(path).stem + (f", {words} words" if words else "")
        sets[name] = (read_clusters(path), int(words) if words else None)
    return sets
