"""Whether a summary that was asked a question holds the answer, on the project's own clusters.

    python benchmarks/questions.py            # the table, with and without the question
    python benchmarks/questions.py --check    # fails when the default ranker falls below FLOORS

An answer is a sentence that states one of the facts that `truth.json` names for a question.
"""

from __future__ import annotations

import sys
from statistics import mean

from sets import truths

from summarize import Summary, summarize
from summarize.score.rankers import RANKERS
from summarize.text.repair import repair
from summarize.text.tokens import sentence_key

WORDS = 100
FLOORS = {"answered": 81.0, "facts": 54.0, "answering": 24.0}  # percent; one question more or less is 2 points


def judge(summary: Summary, wanted: list[list[str]]) -> tuple[float, float, float]:
    """Return whether any answer is given, the share of the facts told, and the share of sentences that answer.

    wanted: for each fact of the answer the keys of the sentences that state it.
    """
    told = [sentence_key(sentence.text) for sentence in summary.sentences]
    facts = [any(one in sentence for one in fact for sentence in told) for fact in wanted]
    answers = [any(one in sentence for fact in wanted for one in fact) for sentence in told]
    return float(any(facts)), mean(facts), mean(answers)


def measure(ranker: str = "lexrank", *, asked: bool = True, words: int = WORDS) -> dict[str, float]:
    """Return means over all questions, in percent; asked: whether the summary is told the question."""
    rows = []
    for truth, documents in truths():
        stated = {
            fact["id"]: [sentence_key(repair(sentence["text"])) for sentence in fact["sentences"]]
            for fact in truth["facts"]
        }
        for query in truth["query"]:
            summary = summarize(documents, words=words, ranker=ranker, query=query["question"] if asked else None)
            rows.append(judge(summary, [stated[answer] for answer in query["answers"]]))
    found = [100 * mean(column) for column in zip(*rows, strict=True)]
    return dict(zip(("answered", "facts", "answering"), found, strict=True))


def main() -> None:
    """Print the table, or compare the default with its floors."""
    if "--check" in sys.argv[1:]:
        found = measure()
        dropped = [f"{name} {found[name]:.1f} < {floor}" for name, floor in FLOORS.items() if found[name] < floor]
        sys.exit("below floor: questions " + "; ".join(dropped) if dropped else 0)
    print("| ranker | asked | answered | facts | answering |\n|---|---|---|---|---|")
    for name in RANKERS:
        for asked in (True, False):
            figures = " | ".join(f"{value:.1f}" for value in measure(name, asked=asked).values())
            print(f"| {name} | {'yes' if asked else 'no'} | {figures} |")


if __name__ == "__main__":
    main()
