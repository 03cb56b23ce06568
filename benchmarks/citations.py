"""Precision and recall of citations, against the pairs labelled in the project's own clusters.

python benchmarks/citations.py
"""

from __future__ import annotations

from pathlib import Path

from sets import truths

from summarize import Options
from summarize.cite import backers
from summarize.collapse import first_tellings
from summarize.pipeline import cut, standings
from summarize.stand import Stand
from summarize.weigh import weigh
from summarize.words import key


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


if __name__ == "__main__":
    print(citations())
