"""How summaries read: on labels made by reading, and on what can be counted without.

    python benchmarks/reading.py                   # the project's own clusters, by what needs no labels
    python benchmarks/reading.py FOLDER [FOLDER]   # with gold_*.jsonl, and with the clusters that those label

A file of clusters is as `summarize evaluate` reads it. A row of labels names a cluster by its "id" and, but for debris,
the budget by "words". A stretch is {"document", "start", "end"}, in code points of the document's text:

- gold_facts*: {"facts": [{"spans": [stretch]}]}; a fact is told when a chosen sentence covers half of one of its spans.
- gold_same_event*: {"pairs": [{"a": stretch, "b": stretch, "label"}]}; "same" and "update" tell one event twice.
- gold_context*: {"sentences": [stretch + {"alone", "kind", "cured_by_previous"}]}; a chosen sentence that does not
  stand alone is cured by the one before it in its article, by its day, by the full name, as its kind has it.
- gold_debris*: {"document", "spans": [stretch + {"label"}]}; all but "prose" is debris.

Labels are of one choice and its runners-up, so sentences that nobody judged are counted apart. What needs no labels is
counted on all clusters of a file that has labels: going back in time (a sentence from an earlier day than the one
before it), persons first mentioned by their surname alone, words such as "Tuesday" without a day in summaries that span
several days.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import and_
from pathlib import Path
from typing import Any

from sets import clusters

from summarize import Document, Options, SummarizeError, Summary, summarize
from summarize.cite.day_marks import counts_from_its_day
from summarize.corpus import build_corpus
from summarize.evaluate import Cluster, read_clusters
from summarize.evaluate.tables import table
from summarize.read.parse_date import article_days
from summarize.records import Citation
from summarize.text.languages import Language, load_language

GOLD = ("facts", "same_event", "context", "debris")
OWN_WORDS = 200  # budget of the own clusters
HALF = 0.5  # of a stretch that a sentence must cover to tell it
CAPITAL = r"[A-Z][\w'’-]*[a-z][\w'’-]*"  # a word with a capital that is no acronym
FULL_NAME = re.compile(rf"\b(?=({CAPITAL})(?: [A-Z])?\.? (?:(?:bin|al|de|van|von|der|la) )*({CAPITAL}))")
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Gen|Rep|Gov|President|Judge|Minister)\.? ({CAPITAL})")
RUN_OF_NAMES = re.compile(rf"\b{CAPITAL}(?:(?:,? [A-Z]\.|[ .]|(?: [a-z]{{2,5}})(?= [A-Z]))*[ -]{CAPITAL})*")
SPEAKS = re.compile(rf"\b({CAPITAL}) (?:said|says|told|added)\b|\b(?:said|says|added) ({CAPITAL})")
ROWS = {  # what is counted: its words, and of what it is a share
    "facts told": "facts",
    "told twice (same)": "summaries with labels of events",
    "told twice (same or update)": "summaries with labels of events",
    "does not stand alone": "sentences with a label of context",
    "chosen without such a label": "sentences where others have one",
    "chosen debris": "sentences of pages with labels of debris",
    "debris left out, characters": "debris characters",
    "prose kept, characters": "prose characters",
    "goes back in time": "summaries of several days",
    "misleading words without a day": "sentences of dated articles in summaries of several days",
    "the same in undated articles": "sentences of other articles in them",
    "surname only at first mention": "sentences",
}

Stretch = Mapping[str, Any]
Labels = dict[str, dict[str, list[dict[str, Any]]]]  # by kind in GOLD, then by id of cluster: the rows


class Reading:
    """A summary of a cluster beside the cluster, for the measures below."""

    def __init__(self, documents: Sequence[Document], words: int, language: str | None = None) -> None:
        """Make the summary; SummarizeError where none can be made."""
        self.documents = documents
        self.summary: Summary = summarize(documents, words=words, language=language)
        self.places = [sentence.citations[0] for sentence in self.summary.sentences]

    def tells(self, stretch: Stretch) -> bool:
        """Whether a chosen sentence covers half of a stretch."""
        return any(overlap(place, stretch) >= HALF * (stretch["end"] - stretch["start"]) for place in self.places)

    @cached_property
    def days(self) -> list[str | None]:
        """The day of each sentence's article."""
        known = article_days(self.summary.articles)
        return [known[place.document] for place in self.places]

    @property
    def spans_days(self) -> bool:
        """Whether the summary has sentences of several days."""
        return len({day for day in self.days if day}) > 1

    def follows_its_predecessor(self, index: int) -> bool:
        """Whether a sentence stands directly behind the one before it in its article."""
        if not index or self.places[index - 1].document != self.places[index].document:
            return False
        place = self.places[index]
        return not self.documents[place.document].text[self.places[index - 1].end : place.start].strip("\"”’' \n\r\t")

    @cached_property
    def bare_surnames(self) -> list[list[str]]:
        """The persons that each sentence calls by surname alone although no sentence before it has named them."""
        text = "\n".join(document.text for document in self.documents)
        english = load_language("en")
        no_names = english.stop_words | english.weekdays | english.months
        persons = {name for match in SPEAKS.finditer(text) for name in match.groups() if name}
        persons |= {match[1] for match in TITLED.finditer(text)}
        persons &= {match[2] for match in FULL_NAME.finditer(text) if match[1].lower() not in no_names}
        seen: set[str] = set()
        bare = []
        for sentence in self.summary.sentences:
            runs = [match[0].split() for match in RUN_OF_NAMES.finditer(sentence.text)]
            alone = [without_possessive(run[0]) for run in runs if len(run) == 1]
            bare.append([name for name in dict.fromkeys(alone) if name in persons - no_persons(english) - seen])
            seen.update(without_possessive(name) for run in runs for name in run)
        return bare


def no_persons(language: Language) -> set[str]:
    """Return the words that are no surname though they have a capital: weekdays, months, titles, closed classes."""
    return {word.capitalize() for word in language.nameless}


def without_possessive(name: str) -> str:
    """Return a name without the s of the possessive."""
    return re.sub("['’]s?$", "", name)


def overlap(place: Citation, stretch: Stretch) -> int:
    """Return how many code points a citation and a stretch share."""
    if place.document != stretch["document"]:
        return 0
    return max(0, min(place.end, int(stretch["end"])) - max(place.start, int(stretch["start"])))


def unlabelled(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield what needs no labels: the name in ROWS, how often it is so, and of how many."""
    sentences = reading.summary.sentences
    if reading.spans_days:
        known = [day for day in reading.days if day]
        yield "goes back in time", int(any(earlier > later for earlier, later in pairwise(known))), 1
        language = load_language(reading.summary.sources[0].language or "en")
        misleading = [not one.day and counts_from_its_day(one.text, language) for one in sentences]
        dated = [bool(day) for day in reading.days]
        yield "misleading words without a day", sum(map(and_, misleading, dated)), sum(dated)
        yield (
            "the same in undated articles",
            sum(misleading) - sum(map(and_, misleading, dated)),
            len(dated) - sum(dated),
        )
    yield "surname only at first mention", sum(map(bool, reading.bare_surnames)), len(sentences)


def of_facts(reading: Reading, row: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield how many facts a summary tells."""
    told = [any(map(reading.tells, fact["spans"])) for fact in row["facts"]]
    yield "facts told", sum(told), len(told)


def of_same_event(reading: Reading, row: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield whether a summary tells one event twice."""
    twice = Counter(pair["label"] for pair in row["pairs"] if reading.tells(pair["a"]) and reading.tells(pair["b"]))
    yield "told twice (same)", int(twice["same"] > 0), 1
    yield "told twice (same or update)", int(twice["same"] + twice["update"] > 0), 1


def of_context(reading: Reading, row: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Yield how many chosen sentences do not stand alone, and how many nobody judged."""
    labels = []
    for index, place in enumerate(reading.places):
        fits = [label for label in row["sentences"] if overlap(place, label) > HALF * (label["end"] - label["start"])]
        labels += [(index, label) for label in fits[:1]]
    leaning = [index for index, label in labels if not label["alone"] and not is_cured(reading, index, label)]
    yield "does not stand alone", len(leaning), len(labels)
    yield "chosen without such a label", len(reading.places) - len(labels), len(reading.places)


def is_cured(reading: Reading, index: int, label: Mapping[str, Any]) -> bool:
    """Whether the summary gives what a sentence lacks by itself."""
    if label["kind"] == "relative day" and reading.summary.sentences[index].day:
        return True
    if label["kind"] == "surname" and not reading.bare_surnames[index]:
        return True
    return bool(label["cured_by_previous"]) and reading.follows_its_predecessor(index)


def of_debris(reading: Reading, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, int]]:
    """Yield how much debris a summary quotes, how much cleaning leaves out, and how much prose it keeps."""
    spans = [{**span, "document": row["document"]} for row in rows for span in row["spans"]]
    pages = {row["document"] for row in rows}
    judged = [place for place in reading.places if place.document in pages]
    debris = [span for span in spans if span["label"] != "prose"]
    quoted = [sum(overlap(place, span) for span in debris) > HALF * (place.end - place.start) for place in judged]
    yield "chosen debris", sum(quoted), len(judged)
    kept = kept_characters(reading.documents)
    counts: Counter[tuple[bool, bool]] = Counter()
    for span in spans:
        text = reading.documents[span["document"]].text
        inside = (place for place in range(span["start"], span["end"]) if not text[place].isspace())
        counts.update((span["label"] == "prose", place in kept[span["document"]]) for place in inside)
    yield "debris left out, characters", counts[False, False], counts[False, False] + counts[False, True]
    yield "prose kept, characters", counts[True, True], counts[True, False] + counts[True, True]


def kept_characters(documents: Sequence[Document]) -> defaultdict[int, set[int]]:
    """Return the places of the characters that stand in sentences, by document."""
    corpus = build_corpus(documents, Options())
    kept: defaultdict[int, set[int]] = defaultdict(set)
    for sentence in corpus.sentences:
        kept[corpus.passed[sentence.document]].update(range(sentence.start, sentence.end))
    return kept


def counted(cluster: Cluster, words: int, labels: Labels) -> Iterator[tuple[str, int, int]]:
    """Yield all counts of one cluster; those of labels at the budget that they were made for."""
    try:
        reading = Reading(cluster.documents, words, cluster.language)
    except SummarizeError as error:
        print(f"{cluster.name}: {error}", file=sys.stderr)
        return
    yield from unlabelled(reading)
    for kind, measure in (("facts", of_facts), ("same_event", of_same_event), ("context", of_context)):
        for row in labels.get(kind, {}).get(cluster.name, ()):
            yield from measure(reading, row)
    if rows := labels.get("debris", {}).get(cluster.name):
        yield from of_debris(reading, rows)


def gold(folders: Iterable[Path]) -> Labels:
    """Return the rows of all gold files."""
    labels: Labels = {kind: defaultdict(list) for kind in GOLD}
    for folder in folders:
        for kind in GOLD:
            for path in sorted(folder.glob(f"gold_{kind}*.jsonl")):
                for line in path.read_text(encoding="utf-8").splitlines():
                    row = json.loads(line)
                    labels[kind][row["id"]].append(row)
    return labels


def labelled_sets(folders: Iterable[Path], labels: Labels) -> Iterator[tuple[str, Sequence[Cluster], int]]:
    """Yield the files of clusters that have labels: the name, the clusters, and the budget of the labels."""
    budgets = {
        name: row["words"] for rows in labels.values() for name, own in rows.items() for row in own if "words" in row
    }
    for path in sorted(path for folder in folders for path in folder.glob("*.jsonl")):
        ids = set()
        with path.open(encoding="utf-8") as lines:
            ids = {json.loads(line).get("id") for line in lines} if not path.name.startswith("gold_") else set()
        if used := Counter(budgets[name] for name in ids & budgets.keys()):
            yield path.stem, read_clusters(path), used.most_common(1)[0][0]


def main() -> None:
    """Print the table: a measure a row, a set a column."""
    folders = [Path(folder) for folder in sys.argv[1:]]
    labels = gold(folders)
    sets = [*labelled_sets(folders, labels), ("own clusters", clusters(OWN_WORDS), OWN_WORDS)]
    figures: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in ROWS}
    for title, members, words in sets:
        for cluster in members:
            for name, count, total in counted(cluster, words, labels):
                before = figures[name].get(title, (0, 0))
                figures[name][title] = before[0] + count, before[1] + total
    head = ["", *(f"{title}, {words} words" for title, _, words in sets), "all", "of"]
    print(table(head, [row_of(name, figures[name], [title for title, *_ in sets]) for name in ROWS]))


def row_of(name: str, counts: Mapping[str, tuple[int, int]], titles: Sequence[str]) -> list[str]:
    """Return the counts of a measure, a set a column, with those of all sets together."""
    together = sum(count for count, _ in counts.values()), sum(total for _, total in counts.values())
    return [name, *(shown(*counts.get(title, (0, 0))) for title in titles), shown(*together), ROWS[name]]


def shown(count: int, total: int) -> str:
    """Return a count with what it is of."""
    if not total:
        return "-"
    return f"{count} of {total}" if total < 10_000 else f"{100 * count / total:.2f} %"


if __name__ == "__main__":
    main()
