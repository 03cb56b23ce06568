"""Timelines: whether they tell of the days that newsrooms chose, and what newsrooms told of them.

    python benchmarks/timeline.py TIMELINES.jsonl ARTICLES.jsonl
    python benchmarks/timeline.py                   # invented articles: their days must be found

A row of the first file is {"id", "topic", "entries": [{"date", "sentences"}]}, a row of the second {"topic", "date",
"text"}. `timeline` gets the articles of the topic from the first date to the day after the last, and is asked for as
many days, and as many sentences a day, as the newsroom told. Beside the F1 of days stand the F1 of ROUGE-1 and ROUGE-2
over aligned days, by tilse 0.2.1 (Martschat & Markert 2017) where that is installed: `pip install --no-deps
tilse==0.2.1`. It needs the original ROUGE, and Perl with XML::Parser; without them its own ROUGE, which is near it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

from summarize import Document, timeline

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
MEASURES = ["rouge_1", "rouge_2"]

Days = dict[str, list[str]]  # YYYY-MM-DD: sentences

# The days of an event that never was, as articles of other days tell of them.
INVENTED = [
    ("2020-03-03", "The ferry Elsa sank off Tarn on Monday. Divers searched the wreck on Tuesday."),
    ("2020-03-12", "The ferry sank on 2 March. The court in Lome opened an inquiry yesterday."),
    ("2020-04-20", "An inquiry into the ferry, which sank on March 2, was closed on Friday."),
]
INVENTED_DAYS = ["2020-03-02", "2020-03-03", "2020-03-11", "2020-04-17"]


class Scores(NamedTuple):
    """How a timeline compares with that of a newsroom."""

    dates: float  # F1 of days
    rouge_1: float  # F1 over aligned days
    rouge_2: float

    def __str__(self) -> str:
        return f"dates {self.dates:.3f}  AR-1 {self.rouge_1:.3f}  AR-2 {self.rouge_2:.3f}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("timelines", nargs="?", type=Path)
    parser.add_argument("articles", nargs="?", type=Path)
    args = parser.parse_args()
    if not args.timelines or not args.articles:
        sys.exit(check_invented())
    articles = rows_of(args.articles)
    every = [compared(row, articles) for row in rows_of(args.timelines)]
    for topic in sorted({topic for topic, _ in every}):
        print(f"without {topic:8} {mean([scores for other, scores in every if other != topic])}")
    print(f"{len(every)} timelines     {mean([scores for _, scores in every])}")


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def mean(every: list[Scores]) -> Scores:
    """Return the means of scores."""
    return Scores(*(sum(values) / len(every) for values in zip(*every, strict=True)))


def compared(row: dict[str, Any], articles: list[dict[str, Any]]) -> tuple[str, Scores]:
    """Return the topic of a newsroom's timeline, and how our own compares with it; it is printed, too."""
    true: Days = {entry["date"]: entry["sentences"] for entry in row["entries"]}
    end = str(date.fromisoformat(max(true)) + timedelta(1))
    own = [one for one in articles if one["topic"] == row["topic"] and min(true) <= one["date"] <= end]
    sentences = max(1, round(sum(map(len, true.values())) / len(true)))
    documents = [Document(one["text"], date=one["date"]) for one in own]
    told = timeline(documents, dates=len(true), sentences=sentences, language="en")
    made: Days = {entry.date: [sentence.text for sentence in entry.sentences] for entry in told.entries}
    scores = Scores(2 * len(made.keys() & true.keys()) / (len(made) + len(true)), *aligned_rouge(made, true))
    print(f"{row['id']:16} {len(own):4} articles, {len(true):2} days  {scores}", flush=True)
    return row["topic"], scores


def aligned_rouge(made: Days, true: Days) -> tuple[float, float]:
    """Return the F1 of ROUGE-1 and ROUGE-2 over aligned days; nan where tilse is not installed."""
    if find_spec("tilse") is None:
        return float("nan"), float("nan")
    from tilse.data.timelines import GroundTruth, Timeline
    from tilse.evaluation.rouge import TimelineRougeEvaluator

    def cut(days: Days) -> Any:
        return Timeline({date.fromisoformat(day): [*map(words, days[day])] for day in days})

    evaluator = TimelineRougeEvaluator(measures=MEASURES, beta=1, rouge_computation=computation())
    found = evaluator.evaluate_align_date_content_costs_many_to_one(cut(made), GroundTruth([cut(true)]))
    first, second = (float(found[measure]["f_score"]) for measure in MEASURES)
    return first, second


def computation() -> str:
    """Return which ROUGE tilse can take here."""
    perl = which("perl")
    if not perl or subprocess.run([perl, "-MXML::Parser", "-e", "1"], capture_output=True, check=False).returncode:
        return "reimpl"
    return "original"


def words(text: str) -> str:
    """Return a text cut into words, joined by blanks."""
    return " ".join(WORD.findall(text))


def check_invented() -> str | None:
    """Return what is wrong with the days of the invented articles; None where all is well."""
    told = timeline([Document(text, date=day) for day, text in INVENTED])
    found = [entry.date for entry in told.entries]
    print(f"days: {', '.join(found)}")
    return None if found == INVENTED_DAYS else "the days of the invented articles are not found"


if __name__ == "__main__":
    main()
