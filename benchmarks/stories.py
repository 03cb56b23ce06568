"""Stories: how well a mixed folder comes apart, and how the time grows with it.

    python benchmarks/stories.py                  # the project's own clusters, mixed
    python benchmarks/stories.py FILE.jsonl       # others: a row is {"story", "title", "date", "text"}
    python benchmarks/stories.py --growth 8000    # time and memory from 1,000 articles to so many, invented; --jobs 2
    python benchmarks/stories.py --check          # fail below the floor on the own clusters

Beside `group` stands what who knows scikit-learn writes in 15 lines: TF-IDF and complete linkage of the whole matrix,
its threshold chosen on the very set that it is measured on.

The measure is B-cubed (Bagga & Baldwin 1998), over articles: precision is the mean share of an article's story, as
found, that is of its true story; recall the mean share of its true story that is in its story as found; F1 of the two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from mix import OWN, SEED

from summarize import Document, group
from summarize.batch.cores import cores
from summarize.corpus import build_corpus
from summarize.options import DigestOptions
from summarize.read.inputs import read_all
from summarize.stories.grouping import group_corpus
from summarize.stories.telling import Plan, told, weightiest_first

MIN_F1 = 0.98  # on the own clusters
THRESHOLDS = [step / 100 for step in range(2, 40, 2)]  # of the 15 lines
STAGES = ("cutting", "grouping", "telling")
DAY = 1_000_000  # articles of the world's news in a day
WINDOW = 100_000  # articles that are grouped at once in the model
MACHINE_CORES = 8
FIRST_SIZE = 1_000  # articles; each further size is twice the one before
SYLLABLES = [first + last for first in "bdfgklmnprstv" for last in "aeio"]
ANCHOR = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+|\d+")  # a name in a sentence, or a number
ARTICLE_SENTENCES = (5, 12)  # of an invented article, the fewest and most
MAX_STORY = 9  # articles of an invented story


class Scores(NamedTuple):
    """B-cubed."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"


def main() -> None:
    """Print the figures, and exit with 1 when the floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--growth", type=int, metavar="N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if args.growth:
        print_growth(args.growth, args.jobs)
        return
    documents, true = labelled(args.file) if args.file else own()
    start = time.process_time()
    found = labels(group(documents), len(documents))
    ours, seconds = b_cubed(found, true), time.process_time() - start
    print(f"{len(documents)} articles, {len(set(true))} stories; found {len(set(found))} in {seconds:.1f} s of CPU")
    print(f"summarize          {ours}")
    print(f"15 lines, at best  {max((b_cubed(rows, true) for rows in plain(documents)), key=lambda scores: scores.f1)}")
    if args.check and ours.f1 < MIN_F1:
        sys.exit(f"below floor: F1 {ours.f1:.3f} on the own clusters, at least {MIN_F1} asked")


def own() -> tuple[list[Document], list[object]]:
    """Return the articles of the own clusters, mixed, and the story of each."""
    pairs = [(document, folder) for folder in OWN for document in read_all(sorted(folder.glob("*.txt"))).documents]
    random.Random(SEED).shuffle(pairs)
    return [document for document, _ in pairs], [story for _, story in pairs]


def labelled(file: Path) -> tuple[list[Document], list[object]]:
    """Return the articles of a file, mixed, and the story of each."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(rows)
    return [Document(row["text"], row.get("title"), row.get("date")) for row in rows], [row["story"] for row in rows]


def labels(stories: Sequence[Sequence[int]], count: int) -> list[int]:
    """Return the number of the story of each of `count` documents."""
    number = {index: story for story, indices in enumerate(stories) for index in indices}
    return [number[index] for index in range(count)]


def b_cubed(found: Sequence[object], true: Sequence[object]) -> Scores:
    """Return B-cubed of the stories as found."""
    of_found, of_true = members(found), members(true)
    shared = [len(of_found[one] & of_true[other]) for one, other in zip(found, true, strict=True)]
    precision = sum(count / len(of_found[story]) for count, story in zip(shared, found, strict=True))
    recall = sum(count / len(of_true[story]) for count, story in zip(shared, true, strict=True))
    return Scores(precision / len(found), recall / len(found))


def members(stories: Sequence[object]) -> dict[object, set[int]]:
    """Return the articles of each story."""
    articles: defaultdict[object, set[int]] = defaultdict(set)
    for index, story in enumerate(stories):
        articles[story].add(index)
    return articles


def plain(documents: Sequence[Document]) -> list[list[int]]:
    """Return the stories by TF-IDF and complete linkage, for each threshold."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{document.title or ''}\n{document.text}" for document in documents]
    rows = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    distance = np.clip(1 - (rows @ rows.T).toarray(), 0, 1)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "complete")
    return [fcluster(tree, 1 - threshold, "distance").tolist() for threshold in THRESHOLDS]


class Cost(NamedTuple):
    """What a digest of so many articles costs."""

    articles: int
    stories: int
    cpu: tuple[float, ...]  # seconds of this process for cutting, grouping, telling; with workers, not theirs
    wall: float  # seconds
    megabytes: float  # the most that this process had, and each worker at once


def print_growth(most: int, jobs: int) -> None:
    """Print what digests of more and more invented articles cost, how that grows, and what a day of the world takes."""
    costs, size = list[Cost](), min(FIRST_SIZE, most)
    while size <= most:
        costs.append(cost := cost_of(size, jobs))
        stages = ", ".join(f"{name} {used:.1f}" for name, used in zip(STAGES, cost.cpu, strict=True))
        print(
            f"{size:,} articles, {cost.stories:,} stories: {stages} s of CPU, {cost.wall:.1f} s of time with {jobs} "
            f"processes, {cost.megabytes:,.0f} MB",
            flush=True,
        )
        size = min(size * 2, most) if size < most else most + 1
    if len(costs) > 1:
        print_model(costs)


def cost_of(size: int, jobs: int) -> Cost:
    """Return what a digest of so many invented articles costs, its stories not kept."""
    documents = tuple(invented(size))
    with cores(jobs) if jobs > 1 else nullcontext(map) as mapper:
        marks, start = [time.process_time()], time.perf_counter()
        corpus = build_corpus(documents, DigestOptions(), mapper=mapper)
        marks.append(time.process_time())
        stories = weightiest_first(group_corpus(corpus), corpus)
        marks.append(time.process_time())
        count = sum(1 for _ in told(Plan(corpus, stories, DigestOptions()), stories, mapper))
        marks.append(time.process_time())
        wall = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    workers = jobs * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000 if jobs > 1 else 0
    return Cost(size, count, tuple(end - begin for begin, end in pairwise(marks)), wall, own + workers)


def print_model(costs: Sequence[Cost]) -> None:
    """Print the exponent of each stage by least squares on logarithms, and the model of a day of the world's news.

    In the model the day comes in windows of WINDOW articles, grouped one by one, each by one process; articles are cut
    and stories told by all machines, with MACHINE_CORES cores each. The times are those of the largest size above.
    """
    import numpy as np

    sizes = np.log([cost.articles for cost in costs])
    for number, name in enumerate((*STAGES, "all")):
        used = [sum(cost.cpu) if name == "all" else cost.cpu[number] for cost in costs]
        print(f"{name:10} grows with the power {np.polyfit(sizes, np.log(used), 1)[0]:.2f} of the articles")
    cutting, grouping, telling = (used / costs[-1].articles for used in costs[-1].cpu)
    shared = DAY * (cutting + telling)
    alone = WINDOW * grouping  # the windows are grouped at the same time, a process each
    for machines in (1, 4, 16):
        hours = (shared + DAY * grouping) / (machines * MACHINE_CORES) / 3600
        print(f"{DAY:,} articles on {machines} machines of {MACHINE_CORES} cores: {max(hours, alone / 3600):.2f} hours")


def invented(count: int) -> list[Document]:
    """Return articles of stories that never were: sentences of an own cluster, with names and numbers of their own."""
    dice = random.Random(SEED)
    articles = [[document.text for document in read_all(sorted(folder.glob("*.txt"))).documents] for folder in OWN]
    sentences = [[part for text in texts for part in re.split(r"(?<=[.!?])\s+", text)] for texts in articles]
    documents, story = list[Document](), 0
    while len(documents) < count:
        kind, story = dice.choice(sentences), story + 1
        for _ in range(dice.randint(1, MAX_STORY)):
            text = " ".join(dice.sample(kind, dice.randint(*ARTICLE_SENTENCES)))
            documents.append(Document(ANCHOR.sub(partial(other_name, story), text)))
    return documents[:count]


def other_name(story: int, match: re.Match[str]) -> str:
    """Return what stands for a name or number in a story."""
    word = match[0]
    number = int.from_bytes(hashlib.sha256(f"{story} {word}".encode()).digest()[:8], "big")
    if word.isdigit():
        return str(2 + number % 90)
    return "".join(SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3)).capitalize()


if __name__ == "__main__":
    main()
