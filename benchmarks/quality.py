"""Quality on clusters with reference summaries: ROUGE recall, fill of the budget, dangling openers, citations.

    python benchmarks/quality.py                       # the project's own clusters
    python benchmarks/quality.py FILE.jsonl --words N  # clusters of yours, one JSON object a line

A line of FILE.jsonl is {"id", "documents": [{"title", "date", "text"}], "summaries": [...]}. `--check` fails when a
ranker falls below its floor in floors.json by more than NOISE; `--update` raises floors and never lowers one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from rouge_score.rouge_scorer import RougeScorer

from summarize import Document, Options, SummarizeError, __version__, summarize
from summarize.cite import backers
from summarize.collapse import first_tellings
from summarize.language import language
from summarize.pipeline import cut, standings
from summarize.rank import RANKERS
from summarize.read import read
from summarize.stand import Stand, leans
from summarize.weigh import weigh
from summarize.words import key

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
PINNED = ("R-1", "R-2", "R-L", "precision", "recall")  # measures whose floor is the best that was reached
FILL = 95.0  # percent of the budget, on average, that every ranker must use
NOISE = 0.2  # points; one flipped sentence in one cluster moves a mean by about this much


@dataclass(frozen=True)
class Cluster:
    """Articles of one event and what people wrote to sum them up."""

    name: str
    documents: tuple[Document, ...]
    references: tuple[str, ...]


def own_clusters(words: int) -> Iterator[Cluster]:
    """Yield the project's clusters that have references of about so many words."""
    for truth, documents in truths():
        yield Cluster(truth["id"], documents, tuple(truth["summaries"][str(words)]))


def truths() -> Iterator[tuple[dict[str, Any], tuple[Document, ...]]]:
    """Yield the ground truth of each of the project's clusters, with its articles as the reader gives them."""
    for path in sorted((HERE / "clusters").glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        yield truth, tuple(read(path.parent / entry["file"]).documents[0] for entry in truth["documents"])


def jsonl_clusters(path: Path) -> Iterator[Cluster]:
    """Yield the clusters of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        documents = (Document(d["text"], d.get("title"), d.get("date")) for d in data["documents"])
        yield Cluster(str(data["id"]), tuple(documents), tuple(data["summaries"]))


def measure(clusters: Iterable[Cluster], options: dict[str, Any]) -> dict[str, float]:
    """Return means over clusters, in percent: recall of ROUGE-1, 2 and L, fill of the budget, dangling openers."""
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    rows: list[list[float]] = []
    dangling: list[bool] = []
    for cluster in clusters:
        try:
            summary = summarize(cluster.documents, **options)
        except SummarizeError:  # nothing fits the budget: an empty summary scores nothing
            rows.append([0.0] * 4)
            continue
        scores = [scorer.score(reference, summary.text) for reference in cluster.references]
        recalls = [mean(score[kind].recall for score in scores) for kind in ("rouge1", "rouge2", "rougeL")]
        rows.append([*recalls, summary.words / options["words"]])
        dangling += [leans(sentence.text, language("en")) for sentence in summary.sentences]
    means = [100 * mean(column) for column in zip(*rows, strict=True)]
    return dict(zip(("R-1", "R-2", "R-L", "fill", "dangling"), [*means, 100 * mean(dangling)], strict=True))


def citations() -> dict[str, float]:
    """Return precision and recall, in percent, of support across articles, against the labelled pairs.

    Every sentence that may be chosen is cited as if it had been; a citation is right when the pair is labelled.
    """
    right = wrong = missed = 0
    for truth, documents in truths():
        corpus = cut(documents, Options())
        names = [Path(documents[at].name or "").name for at in corpus.passed]
        place = {(names[one.document], key(one.text)): row for row, one in enumerate(corpus.sentences)}
        pairs = {
            tuple(place.get((pair[end]["file"], key(pair[end]["text"]))) for end in "ab") for pair in truth["supports"]
        }
        labelled = {pair for pair in pairs if None not in pair}
        rows = [row for row, standing in enumerate(standings(corpus)) if standing is Stand.ALONE]
        weights = weigh(corpus.terms, first_tellings(corpus.sentences, corpus.voices))
        for row, (_, *cited) in zip(rows, backers(rows, corpus, weights), strict=True):
            wanted = {corpus.sentences[b].document for a, b in labelled if a == row and b is not None}
            found = {corpus.sentences[other].document for other in cited if (row, other) in labelled}
            right += len(found)
            wrong += len(cited) - len(found)
            missed += len(wanted - found)
    return {"precision": 100 * right / max(1, right + wrong), "recall": 100 * right / max(1, right + missed)}


def fingerprint(clusters: Iterable[Cluster]) -> str:
    """Return a short hash of the data, so that figures are compared only where the data is the same."""
    text = "".join(d.text for cluster in clusters for d in cluster.documents)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def table(results: dict[str, dict[str, float]]) -> str:
    """Return the results as a Markdown table, a ranker a row."""
    head = list(next(iter(results.values())))
    lines = ["| ranker | " + " | ".join(head) + " |", "|---" * (len(head) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{row[k]:.1f}" for k in head) + " |" for name, row in results.items()]
    return "\n".join(lines)


def write_readme(shown: str) -> None:
    """Put the figures between the marks in README.md."""
    readme = HERE.parent / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, rest = text.split("<!-- quality -->")
    tail = rest.split("<!-- /quality -->")[1]
    readme.write_text(f"{head}<!-- quality -->\n{shown}\n<!-- /quality -->{tail}", encoding="utf-8")


def below(results: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return what fell below its floor, what left the budget underfull, and what has dangling openers."""
    pinned = [
        f"{name} {kind} {results[name][kind]:.2f} < {floor:.2f}"
        for name, row in floors.items()
        for kind, floor in row.items()
        if results[name][kind] < floor - NOISE
    ]
    summaries = {name: row for name, row in results.items() if "fill" in row}
    underfull = [f"{name} fill {row['fill']:.1f} < {FILL}" for name, row in summaries.items() if row["fill"] < FILL]
    dangling = [f"{name} dangling {row['dangling']:.1f} > 0" for name, row in summaries.items() if row["dangling"] > 0]
    return pinned + underfull + dangling


def main() -> None:
    """Print the tables; with --check, fail below a floor; with --update, write floors and README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=100)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    if arguments.files:
        for file in arguments.files:
            clusters = list(jsonl_clusters(file))
            results = {name: measure(clusters, {"words": arguments.words, "ranker": name}) for name in RANKERS}
            print(f"{file.name}, {len(clusters)} clusters, {arguments.words} words, data {fingerprint(clusters)}\n")
            print(table(results))
        return
    found, shown = own_results()
    print(shown)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if arguments.update:
        FLOORS.write_text(json.dumps(raised(found, floors), indent=1) + "\n")
        write_readme(shown)
    if arguments.check and (dropped := below(found, floors)):
        sys.exit("below floor: " + "; ".join(dropped))


def own_results() -> tuple[dict[str, dict[str, float]], str]:
    """Return the figures of the project's own clusters, and the tables that show them."""
    found: dict[str, dict[str, float]] = {"citations": citations()}
    shown = []
    for words in (100, 200):
        clusters = list(own_clusters(words))
        results = {name: measure(clusters, {"words": words, "ranker": name}) for name in RANKERS}
        title = f"{len(clusters)} clusters, {words} words, version {__version__}, data {fingerprint(clusters)}"
        shown.append(f"{title}:\n\n{table(results)}\n")
        found |= {f"{name}-{words}": row for name, row in results.items()}
    precision, recall = found["citations"]["precision"], found["citations"]["recall"]
    shown.append(f"Citations of other articles: precision {precision:.1f} %, recall {recall:.1f} %.")
    return found, "\n".join(shown)


def raised(found: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return the floors, raised to what was found where that is higher; the fill of the budget has one of its own."""
    return {
        name: {
            kind: round(max(value, floors.get(name, {}).get(kind, 0.0)), 2)
            for kind, value in row.items()
            if kind in PINNED
        }
        for name, row in found.items()
    }


if __name__ == "__main__":
    main()
