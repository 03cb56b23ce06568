"""Debris: fit the small model of `summarize/clean/furniture.py` on invented pages, and measure what cleaning leaves.

    python benchmarks/debris.py --fit                         # writes summarize/clean/data/model.json
    python benchmarks/debris.py --fit --newswire NEWS.jsonl   # with prose of clusters as further article text
    python benchmarks/debris.py --pages GOLD.jsonl --clusters CLUSTERS.jsonl   # on labelled pages

Fitting is deterministic: the same rules, pages and articles give the same bytes. Only lines that `features.is_weighed`
passes are fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from debris_pages import Line, pages
from mix import OWN

from summarize.clean import features
from summarize.clean.blocks import clean
from summarize.clean.lines import ends_sentence, flat
from summarize.clean.rules import guess
from summarize.evaluate.clusters import read_clusters
from summarize.read.inputs import read_all
from summarize.text.sentences import split_sentences

MODEL = Path(features.__file__).parent / "data" / "model.json"
PAGES = 2500  # invented
PROSE_WEIGHT = 1.5  # of article text against debris: to lose a sentence is worse than to show a caption
TREES, DEPTH, RATE, LEAF = 150, 3, 0.1, 30  # of boosting: trees, depth, learning rate, least lines in a leaf
PENALTY = 0.01  # C of the logistic regression on standardised features
DIGITS = 4  # of the numbers that are written


class Sample(NamedTuple):
    """A line, or a sentence of it, to fit on."""

    row: list[float]
    debris: bool
    weight: float


def own_prose() -> list[str]:
    """Return the paragraphs of the project's own articles that are article text."""
    texts = [document.text for document in read_all(OWN).documents]
    return [line for text in texts for line in prose_lines(text)]


def prose_lines(text: str) -> list[str]:
    """Return the paragraphs of a text that the rules take for article text, as flat lines."""
    lines = map(flat, text.split("\n"))
    return [line for line in lines if line.count(" ") > 2 and ends_sentence(line) and not guess(line).kind]


def page_samples(lines: Sequence[Line], scale: float = 1.0) -> Iterable[Sample]:
    """Yield the samples of a page: its lines, and the sentences of lines that mix."""
    texts = [flat(line.text) for line in lines]
    page = features.page_of(texts, [bool(guess(text).kind) for text in texts])
    for index, line in enumerate(lines):
        for part, debris in line.parts:
            sentences = [part]
            if len(line.parts) > 1 and not debris:
                sentences = [part[start:end] for start, end in split_sentences(part)]
            for text in map(flat, sentences):
                if text and features.is_weighed(text):
                    weight = scale * len(text) ** 0.5 * (1 if debris else PROSE_WEIGHT)
                    yield Sample(features.row_of(page, index, text), debris, weight)


def newswire(source: str) -> list[str]:
    """Return the paragraphs of the articles of a file of clusters that are article text."""
    documents = (document for cluster in read_clusters(source) for document in cluster.documents)
    return [line for document in documents for line in prose_lines(document.text)]


def fit(samples: Sequence[Sample]) -> dict[str, Any]:
    """Return the numbers of both models."""
    rows = np.array([sample.row for sample in samples])
    labels = np.array([sample.debris for sample in samples])
    weights = np.array([sample.weight for sample in samples])
    weights /= weights.mean()
    return fit_linear(rows, labels, weights) | fit_trees(rows, labels, weights)


def fit_linear(rows: Any, labels: Any, weights: Any) -> dict[str, Any]:
    """Return a logistic regression, its weights brought back to the features as they are."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit((rows - mean) / spread, labels, sample_weight=weights)
    scaled = model.coef_[0] / spread
    return {"bias": rounded(float(model.intercept_[0] - scaled @ mean)), "weights": [*map(rounded, scaled)]}


def fit_trees(rows: Any, labels: Any, weights: Any) -> dict[str, Any]:
    """Return boosted trees, each filled up to a full tree of depth DEPTH."""
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAF, subsample=0.7, random_state=0
    ).fit(rows, labels, sample_weight=weights)
    prior = float(np.average(labels, weights=weights))
    trees = [full_tree(stage[0].tree_, RATE) for stage in model.estimators_]
    return {"base": rounded(float(np.log(prior / (1 - prior)))), "trees": trees}


def full_tree(tree: Any, rate: float) -> list[list[float]]:
    """Return a tree as features and thresholds of its inner nodes, and its leaves; a leaf above them is repeated."""
    features: list[float] = []
    thresholds: list[float] = []
    level = [0]
    for _ in range(DEPTH):
        inner = [tree.children_left[node] >= 0 for node in level]
        features += [int(tree.feature[node]) if split else 0 for node, split in zip(level, inner, strict=True)]
        thresholds += [
            rounded(tree.threshold[node]) if split else 0.0 for node, split in zip(level, inner, strict=True)
        ]
        pairs = zip(level, inner, strict=True)
        level = [
            child
            for node, split in pairs
            for child in ((tree.children_left[node], tree.children_right[node]) if split else (node, node))
        ]
    return [features, thresholds, [rounded(rate * tree.value[node, 0, 0]) for node in level]]


def rounded(number: float) -> float:
    """Return a number as it is written."""
    return round(float(number), DIGITS)


def measure(pages_file: str, clusters_file: str) -> str:
    """Return what share of the characters of debris is out, and of prose is kept, on labelled pages."""
    clusters = {cluster.name: cluster for cluster in read_clusters(clusters_file)}
    kept: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for page in map(json.loads, Path(pages_file).read_text(encoding="utf-8").splitlines()):
        document = clusters[page["id"]].documents[page["document"]]
        prose = {
            offset
            for block in clean(document.text, document.title)
            if block.kind == "prose"
            for offset in range(block.start, block.end)
        }
        for span in page["spans"]:
            offsets = [at for at in range(span["start"], span["end"]) if not document.text[at].isspace()]
            total[span["label"]] += len(offsets)
            kept[span["label"]] += sum(offset in prose for offset in offsets)
    labels = [label for label in total if label != "prose"]
    out = 1 - sum(kept[label] for label in labels) / sum(total[label] for label in labels)
    return f"debris out: {out:.1%}; prose kept: {kept['prose'] / total['prose']:.2%}"


def main() -> None:
    """Fit or measure, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit the model anew and write its numbers")
    parser.add_argument("--newswire", metavar="FILE", help="clusters whose articles are further prose to fit on")
    parser.add_argument("--pages", metavar="FILE", help="labelled pages")
    parser.add_argument("--clusters", metavar="FILE", help="the clusters that they are from")
    options = parser.parse_args()
    if options.fit:
        prose = own_prose() + (newswire(options.newswire) if options.newswire else [])
        samples = [sample for page in pages(PAGES, prose) for sample in page_samples(page)]
        MODEL.write_text(json.dumps(fit(samples), separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"fitted on {len(samples)} lines, {sum(sample.debris for sample in samples)} of them debris")
    if options.pages and options.clusters:
        print(measure(options.pages, options.clusters))


if __name__ == "__main__":
    main()
