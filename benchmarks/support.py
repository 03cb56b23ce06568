"""Edited sentences: how often the test behind citations backs what is not said, and keeps what is only reworded.

    python benchmarks/support.py                   # the project's own edited sentences, edits.jsonl
    python benchmarks/support.py FILE.jsonl        # others, or rows of SummEdits (Laban et al. 2023, EMNLP)
    python benchmarks/support.py --kinds --check   # figures of each kind of edit; fail beyond the floors

A row of edits.jsonl is {"id", "cluster", "kind", "label", "both", "a", "b"}: `label` is "yes" where b, alone, commits
itself to all that a says, and "no" where it does not; `both` says whether the same holds the other way round, which is
then counted as well. a stands in the cluster, whose articles tell which words are names and which are rare, and b is a
with one edit. False support is the share of the "no" that is backed, kept the share of the "yes" that is.

A row of SummEdits is {"original", "edited", "label", "other"}, its label "consistent" or "inconsistent". Each of both
sentences stands at the head of an article, with other text behind it, the two articles are summarised, and a row is
backed when one of both sentences is in the summary and cites both articles. Rows of which neither sentence is in the
summary are not counted. The frames of doubt and the word lists were developed on rows of edits.jsonl, so its figures
flatter.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sets import truths

from summarize import Options, summarize
from summarize.cite.claim import WordUsage, read_claim, word_usage
from summarize.cite.support import backed_share
from summarize.corpus import build_corpus
from summarize.text.languages import load_language
from summarize.text.tokens import sentence_key

EDITS = Path(__file__).parent / "edits.jsonl"
MAX_FALSE, MIN_KEPT = 2.0, 80.0  # in percent of edits.jsonl
SAME = frozenset({"yes", "consistent"})  # labels
WORDS = 400  # of a summary of two articles of SummEdits, which holds most of both

Row = Mapping[str, Any]  # of a file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the test says of one sentence and another, and what is right."""

    kind: str
    is_same: bool  # by its label
    is_backed: bool


def main() -> None:
    """Print the figures, and exit with 1 when a floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=EDITS)
    parser.add_argument("--kinds", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    verdicts = [verdict for row in rows for verdict in judged(row)]
    print(line_of(verdicts))
    if arguments.kinds:
        by_kind: defaultdict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            by_kind[verdict.kind].append(verdict)
        print(*(f"  {kind}: {line_of(by_kind[kind])}" for kind in sorted(by_kind)), sep="\n")
    if arguments.check and (misses := missed_floors(verdicts)):
        sys.exit("\n".join(misses))


def judged(row: Row) -> Iterator[Verdict]:
    """Yield what the test says of a row, in each direction that counts."""
    if "edited" in row:
        backed = is_cited_for_both(row)
        if backed is not None:
            kind = ", ".join(row.get("edit_types", ())) or "none told"
            yield Verdict(kind, row["label"] in SAME, backed)
        return
    usage = usages()[row["cluster"]]
    for claim, evidence in ((row["a"], row["b"]), (row["b"], row["a"])) if row["both"] else ((row["a"], row["b"]),):
        yield Verdict(row["kind"], row["label"] in SAME, is_supported(claim, evidence, usage))


@cache
def usages() -> dict[str, WordUsage]:
    """Return how the articles of each own cluster use their words."""
    return {truth["id"]: word_usage(build_corpus(documents, Options(language="en"))) for truth, documents in truths()}


def is_supported(claim: str, evidence: str, usage: WordUsage) -> bool:
    """Whether an English sentence supports another one."""
    ours, theirs = (read_claim(text, usage.names, load_language("en")) for text in (claim, evidence))
    return backed_share(ours, theirs, usage.idf) > 0


def is_cited_for_both(row: Row) -> bool | None:
    """Whether a summary has the original or the edited sentence and cites both articles for it.

    None where it has neither sentence.
    """
    texts = [f"{row[name]}\n\n{other}" for name, other in zip(("original", "edited"), row["other"], strict=True)]
    keys = {sentence_key(row[name]) for name in ("original", "edited")}
    told = [
        {citation.document for citation in sentence.citations}
        for sentence in summarize(texts, words=WORDS, language="en").sentences
        if sentence_key(sentence.text) in keys
    ]
    return any(len(documents) == len(texts) for documents in told) if told else None


def share_backed(verdicts: Sequence[Verdict], *, same: bool) -> float | None:
    """Return the share, in percent, that is backed of what is labelled the same or not; None where nothing is."""
    backed = [verdict.is_backed for verdict in verdicts if verdict.is_same == same]
    return 100 * sum(backed) / len(backed) if backed else None


def line_of(verdicts: Sequence[Verdict]) -> str:
    """Return a line of figures: false support, kept, and the mean of what is right of each where both are known."""
    false, kept = (share_backed(verdicts, same=same) for same in (False, True))
    counts = [sum(verdict.is_same == same for verdict in verdicts) for same in (False, True)]
    named = [("false support", false, counts[0]), ("rewordings kept", kept, counts[1])]
    figures = [f"{name} {share:.1f} % of {count}" for name, share, count in named if share is not None]
    if false is not None and kept is not None:
        figures.append(f"balanced accuracy {(100 - false + kept) / 2:.1f} %")
    return ", ".join(figures)


def missed_floors(verdicts: Sequence[Verdict]) -> list[str]:
    """Return a line for each floor that is not held; where nothing was judged none is."""
    false, kept = (share_backed(verdicts, same=same) for same in (False, True))
    misses = []
    if false is None or false > MAX_FALSE:
        misses.append(f"false support is above {MAX_FALSE} %")
    if kept is None or kept < MIN_KEPT:
        misses.append(f"rewordings kept are below {MIN_KEPT} %")
    return misses


if __name__ == "__main__":
    main()
