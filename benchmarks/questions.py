"""Whether a summary that was asked a question holds the answer, on the project's own clusters.

    python benchmarks/questions.py            # the table, with and without the question
    python benchmarks/questions.py --check    # fails when the default ranker falls below FLOORS

An answer is a sentence that states one of the facts that `truth.json` names for a question.
"""

from __future__ import annotations

import argparse
import sys
from statistics import mean

from sets import truths

from summarize import Options, Summary, summarize
from summarize.score.rankers import RANKERS
from summarize.text.repair import repair
from summarize.text.tokens import sentence_key

WORDS = 100
FLOORS = {"answered": 81.0, "facts": 53.0, "answering": 22.0}  # percent; one question more or less is 2 points


def judge(summary: Summary, answer: list[list[str]]) -> tuple[float, float, float]:
    """Return whether any fact is stated, the share of the facts stated, and the share of sentences that state one.

    answer: for each fact of the answer the keys of the sentences that state it.
    """
    keys = [sentence_key(sentence.text) for sentence in summary.sentences]
    stated = [any(statement in key for statement in fact for key in keys) for fact in answer]
    answering = [any(statement in key for fact in answer for statement in fact) for key in keys]
    return float(any(stated)), mean(stated), mean(answering)


def measure(ranker: str = Options().ranker, *, asked: bool = True, words: int = WORDS) -> dict[str, float]:
    """Return means over all questions, in percent; asked: whether the summary is given the question."""
    rows = []
    for truth, documents in truths():
        statements = {
            fact["id"]: [sentence_key(repair(sentence["text"])) for sentence in fact["sentences"]]
            for fact in truth["facts"]
        }
        for query in truth["query"]:
            summary = summarize(documents, words=words, ranker=ranker, query=query["question"] if asked else None)
            rows.append(judge(summary, [statements[fact] for fact in query["answers"]]))
    return dict(zip(FLOORS, (100 * mean(column) for column in zip(*rows, strict=True)), strict=True))


def main() -> None:
    """Print the table, or compare the default ranker with its floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail below a floor")
    if parser.parse_args().check:
        figures = measure()
        dropped = [f"{name} {figures[name]:.1f} < {floor}" for name, floor in FLOORS.items() if figures[name] < floor]
        sys.exit("below floor: questions " + "; ".join(dropped) if dropped else 0)
    print(f"| ranker | asked | {' | '.join(FLOORS)} |\n|---|---|---|---|---|")
    for name in RANKERS:
        for asked in (True, False):
            figures = measure(name, asked=asked)
            print(f"| {name} | {'yes' if asked else 'no'} | {' | '.join(f'{figures[key]:.1f}' for key in FLOORS)} |")


if __name__ == "__main__":
    main()
