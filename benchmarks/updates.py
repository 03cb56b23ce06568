"""Updates: how well a chain of summaries, one a day, tells what is new, and whether it tells anything twice.

    python benchmarks/updates.py FILE.jsonl            # the figures below
    python benchmarks/updates.py FILE.jsonl --changes  # print the figures that have changed, with both sentences
    python benchmarks/updates.py FILE.jsonl --pairs    # how many changes are noted, on labelled pairs of sentences
    python benchmarks/updates.py                       # an invented chain, and the invented pairs

A row is {"topic", "day", "new": [{"date", "text"}], "summaries"}: the articles of a day, and what people wrote of it.
For each topic, day after day, the articles are summarised in 60 words, with all own summaries of the days before as
`since`, and once more without. Reported are ROUGE-1 and ROUGE-2 recall against the best of what people wrote, the mean
over days, and the share of sentences half of whose content bigrams stand in one own earlier sentence.

changes.jsonl labels pairs of sentences of two days, by reading: {"set", "before", "after", "changed"}, both sides
{"id", "document", "start", "end"}: a row of FILE.jsonl, an article in its "new", code points of its text. "changed"
says whether the later one has another figure or state of what the earlier one tells. The rules were set on the first
set; the second was labelled afterwards, and none of its pairs was used; the third was labelled before one more rule was
made, and used for that. Sides of invented pairs are {"text", "date"}.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from summarize import Document, SummarizeError, Summary, summarize
from summarize.text.languages import load_language

WORDS = 60
PAIRS = Path(__file__).parent / "changes.jsonl"
MIN_REPEATED = 0.5  # share of the content bigrams of a sentence in one earlier sentence, from which it is a repeat
STOP_WORDS = load_language("en").stop_words

Row = dict[str, Any]
Bigrams = set[tuple[str, str]]

# Two days of an event that never was, and what has changed.
INVENTED = [
    ("The ferry Elsa sank off Tarn on Monday, and at least 10 people were killed, police said.", "at least 10 people"),
    ("The ferry Elsa sank off Tarn on Monday, and 14 people were killed, the coast guard said.", "14 people"),
]


class Day(NamedTuple):
    """A day of a topic: its summary, and how it compares."""

    topic: str
    summary: Summary
    repeats: int  # sentences that repeat one of an earlier day
    rouge_1: float  # recall in percent
    rouge_2: float


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--changes", action="store_true")
    parser.add_argument("--pairs", action="store_true")
    args = parser.parse_args()
    if not args.file:
        print_pairs({})
        sys.exit(check_invented())
    rows = sorted(map(json.loads, args.file.read_text(encoding="utf-8").splitlines()), key=by_topic_and_day)
    if args.pairs:
        print_pairs({row["id"]: row["new"] for row in rows})
        return
    days = [*chain(rows, told=True)]
    if args.changes:
        print_changes(days)
        return
    print(f"{len(rows)} days of {len({row['topic'] for row in rows})} topics, {WORDS} words")
    print(report("without since", [*chain(rows, told=False)]))
    print(report("with since", days))


def print_pairs(articles: Mapping[str, Sequence[Row]]) -> None:
    """Print precision and recall on each set of labelled pairs; articles: by the id of their row, {} for invented."""
    every = (json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines())
    pairs = [pair for pair in every if articles or "text" in pair["before"]]
    for name in dict.fromkeys(pair["set"] for pair in pairs):
        own = [pair for pair in pairs if pair["set"] == name]
        noted = [pair["changed"] for pair in own if is_noted(pair, articles)]
        changed = sum(pair["changed"] for pair in own)
        print(f"{name}: {len(own)} pairs, {changed} changed; {len(noted)} noted, {sum(noted)} of them rightly")


def is_noted(pair: Row, articles: Mapping[str, Sequence[Row]]) -> bool:
    """Whether a summary of the later sentence, made after one of the earlier, says that something has changed.

    A sentence that no summary quotes changes nothing.
    """
    before, after = (article_of(pair[side], articles) for side in ("before", "after"))
    try:
        earlier = summarize(before, words=len(before.text), language="en")
        later = summarize(after, words=len(after.text), language="en", since=earlier)
    except SummarizeError:
        return False
    return any(sentence.changed for sentence in later.sentences)


def article_of(stretch: Row, articles: Mapping[str, Sequence[Row]]) -> Document:
    """Return a sentence of an article as an article of its own, of the same day; an invented one is one already."""
    if "text" in stretch:
        return Document(stretch["text"], date=stretch["date"])
    article = articles[stretch["id"]][stretch["document"]]
    return Document(article["text"][stretch["start"] : stretch["end"]], date=article["date"])


def by_topic_and_day(row: Row) -> tuple[str, str]:
    """Return what rows are sorted by."""
    return row["topic"], row["day"]


def chain(rows: Sequence[Row], *, told: bool) -> Iterator[Day]:
    """Yield the summary of each day, and how it compares; told: whether it is told what the earlier ones said."""
    for topic, days in groupby(rows, key=lambda row: row["topic"]):
        earlier: list[Summary] = []
        said: list[Bigrams] = []
        for row in days:
            documents = [Document(article["text"], date=article["date"]) for article in row["new"]]
            summary = summarize(documents, words=WORDS, language="en", since=earlier if told else ())
            own = [bigrams(sentence.text) for sentence in summary.sentences]
            repeats = sum(any(is_repeat(sentence, other) for other in said) for sentence in own)
            yield Day(topic, summary, repeats, *recall(summary.text, row["summaries"]))
            earlier.append(summary)
            said += own


def recall(text: str, references: Sequence[str]) -> list[float]:
    """Return ROUGE-1 and ROUGE-2 recall of a text in percent, each against the best of some references."""
    from rouge_score.rouge_scorer import RougeScorer

    names = ["rouge1", "rouge2"]
    scores = [RougeScorer(names, use_stemmer=True).score(reference, text) for reference in references]
    return [100 * max(score[name].recall for score in scores) for name in names]


def bigrams(text: str) -> Bigrams:
    """Return the pairs of neighbours among the words of a text that are no stop words."""
    return {*pairwise(word for word in re.findall(r"[^\W_]+", text.lower()) if word not in STOP_WORDS)}


def is_repeat(sentence: Bigrams, earlier: Bigrams) -> bool:
    """Whether a sentence repeats an earlier one."""
    return bool(sentence) and len(sentence & earlier) >= MIN_REPEATED * len(sentence)


def report(name: str, days: Sequence[Day]) -> str:
    """Return a line of figures."""
    sentences = sum(len(day.summary.sentences) for day in days)
    first, second = (sum(values) / len(days) for values in zip(*((d.rouge_1, d.rouge_2) for d in days), strict=True))
    share = 100 * sum(day.repeats for day in days) / sentences
    changed = sum(len(sentence.changed) for day in days for sentence in day.summary.sentences)
    return f"{name:14} R-1 {first:.2f}  R-2 {second:.2f}  repeats {share:.1f} %  changed figures {changed}"


def print_changes(days: Sequence[Day]) -> None:
    """Print every changed figure with both sentences, to be read."""
    for day in days:
        for sentence in day.summary.sentences:
            for change in sentence.changed:
                print(f"{day.topic}: {change.before} -> {change.after}")
                print(f"  before: {change.citation.text}\n  after:  {sentence.text}\n")


def check_invented() -> str | None:
    """Return what is wrong with the changed figures of the invented chain; None where all is well."""
    first, second = (Document(text, date=f"2020-03-0{day}") for day, (text, _) in enumerate(INVENTED, start=2))
    summary = summarize(second, since=summarize(first))
    found = [(change.before, change.after) for sentence in summary.sentences for change in sentence.changed]
    print(f"changed: {found}")
    return None if found == [(INVENTED[0][1], INVENTED[1][1])] else "a changed figure of the invented chain is lost"


if __name__ == "__main__":
    main()
