"""How good summaries are: against references, or, where there are none, against what several articles share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from summarize.choose.standalone import needs_context
from summarize.errors import OptionError, SummarizeError
from summarize.evaluate.clusters import Cluster, fingerprint
from summarize.evaluate.measures import RESAMPLES, System, bootstrap_draws, measures_of, signature
from summarize.evaluate.rouge import KINDS, average, best, overlaps, repetition, score, tokenizer
from summarize.evaluate.systems import CEILING, FLOOR, SystemFunction, lead_system, oracle_system, ranker_system
from summarize.evaluate.tables import to_text
from summarize.options import WORDS, Options, check_jobs
from summarize.score.rankers import RANKERS
from summarize.text.languages import load_language
from summarize.text.tokens import count_words


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Ways of summarising side by side, compared with the first of them; then floor and ceiling."""

    systems: tuple[System, ...]
    settings: dict[str, Any]  # that all of them share: the data, what is counted, how it was resampled

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be summarised, a line for each cluster and system."""
        return tuple(line for system in self.systems for line in system.failures)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)

    def to_text(self) -> str:
        """Return tables for people, in percent, with the settings below."""
        return to_text(self.systems, self.settings)


def evaluate(
    clusters: Iterable[Cluster],
    *,
    rankers: Sequence[str] = tuple(RANKERS),
    others: Mapping[str, SystemFunction] | None = None,
    words: int | None = None,
    jobs: int | None = None,
    seed: int = 0,
    asked: bool = False,
    **options: Any,
) -> Evaluation:
    """Summarise each cluster with each ranker and compare what comes out with the references.

    others: more ways of summarising, by name, to be judged beside the rankers: functions from a cluster and a budget
    in words to the sentences of a summary. words: the budget; by default each cluster's own, or 150. jobs: processes,
    as joblib counts them. seed: of the resampling. asked: whether the rankers are told a cluster's question. options:
    other settings of `summarize`; a language is that of the references, too. The same input gives the same figures,
    whatever the jobs.

    A system's measures are means over clusters, in [0, 1]: ROUGE recall and F1 (`r1_recall`, `rl_f1`; averaged over
    the references, `_best`: against the one of the highest F1), `fill` of the budget, `dangling`, the share of
    sentences that lean on one that is not there, and `redundancy`, how much of the bigrams of a sentence another of
    the same summary has at most. Two systems frame the others: FLOOR and CEILING. A cluster that a system fails on
    counts as an empty summary and is named in its failures.

    Raises OptionError for a setting that is not allowed, SummarizeError when there are no clusters or the first system
    fails on all of them.
    """
    from joblib import Parallel, delayed

    names, code = tuple(dict.fromkeys(rankers)), options.get("language")
    clusters = tuple(replace(cluster, language=code) if code else cluster for cluster in clusters)
    if not clusters:
        raise SummarizeError("nothing to evaluate: there are no clusters")
    if not names:
        raise OptionError(f"rankers must be one or more of {', '.join(RANKERS)}, got none")
    check_jobs(jobs)
    checked = [Options(words=words, ranker=name, **options).to_dict() for name in names]
    ways = {name: ranker_system(name, asked=asked, **options) for name in names} | {
        **(others or {}),
        FLOOR: lead_system,
        CEILING: oracle_system,
    }
    tasks = (delayed(judge_all)(cluster, budget(cluster, words), ways) for cluster in clusters)
    judged: list[dict[str, SummaryScores]] = Parallel(n_jobs=jobs and min(jobs, len(clusters)))(tasks)
    if all(found[names[0]].failure for found in judged):
        raise SummarizeError(f"nothing to evaluate: {judged[0][names[0]].failure}")
    told = {"asked": "yes" if asked else None}
    settings = {**checked[0], "ranker": None, **told, **grounds(clusters, words, seed)}
    return compared(judged, [cluster.name for cluster in clusters], settings)


def judge_all(cluster: Cluster, words: int, ways: Mapping[str, SystemFunction]) -> dict[str, SummaryScores]:
    """Return what each way of summarising reaches on one cluster: the task of one process."""
    return {name: score_summary(way, cluster, words) for name, way in ways.items()}


def compared(
    judged: Sequence[Mapping[str, SummaryScores]], clusters: Sequence[str], settings: dict[str, Any]
) -> Evaluation:
    """Return means, intervals and comparisons; judged: by cluster, then by system, the first to be compared with."""
    import numpy as np

    draws, first, systems = bootstrap_draws(len(judged), settings["seed"]), None, []
    for name in judged[0]:
        found = [one[name] for one in judged]
        values = np.array([list(one.measures.values()) for one in found], dtype=np.float64)
        measures = dict(zip(found[0].measures, measures_of(values, first, draws), strict=True))
        first = values if first is None else first
        failures = tuple(
            f"{cluster}: counts as an empty summary by {name}: {one.failure}"
            for cluster, one in zip(clusters, found, strict=True)
            if one.failure
        )
        systems.append(System(name, measures, signature({"system": name, **settings}), failures))
    return Evaluation(tuple(systems), {name: value for name, value in settings.items() if value is not None})


def grounds(clusters: Sequence[Cluster], words: int | None, seed: int) -> dict[str, Any]:
    """Return what every system's figures rest on, for the signature."""
    texts = (text for one in clusters for text in (*(document.text for document in one.documents), *one.references))
    tokens = only("a-z0-9" if cluster.language == "en" else "every script" for cluster in clusters)
    return {
        "words": only(budget(cluster, words) for cluster in clusters),
        "tokens": tokens,
        "stemmed": only("yes" if cluster.language == "en" else "no" for cluster in clusters),
        "references": "one" if all(len(cluster.references) == 1 for cluster in clusters) else "average and best",
        "clusters": len(clusters),
        "data": fingerprint(texts),
        "resamples": RESAMPLES,
        "seed": seed,
    }


def only(values: Iterable[object]) -> object:
    """Return what all values are, or say that they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else "mixed"


def budget(cluster: Cluster, words: int | None) -> int:
    """Return how many words a summary of the cluster may have."""
    return words or cluster.words or WORDS


class SummaryScores(NamedTuple):
    """What a summary reached, by name of measure, in [0, 1]; `failure` says why there is none."""

    measures: dict[str, float]
    failure: str


def score_summary(way: SystemFunction, cluster: Cluster, words: int) -> SummaryScores:
    """Summarise a cluster and measure what comes out; a way that fails has written nothing, and says why."""
    try:
        return SummaryScores(measure(way(cluster, words), cluster, words), "")
    except SummarizeError as error:
        failure = str(error)
    except Exception as error:  # a way may be anybody's; a hundred other clusters are not lost for one
        failure = f"{type(error).__name__}: {error}"
    return SummaryScores(measure((), cluster, words), failure)


def measure(sentences: Sequence[str], cluster: Cluster, words: int) -> dict[str, float]:
    """Return all measures of one summary; of an empty one they are 0."""
    tokens = tokenizer(cluster.language)
    text = " ".join(sentences)
    return {
        **rouge(text, cluster.references, tokens),
        "fill": count_words(text) / words,
        **readability(sentences, [cluster.language] * len(sentences)),
    }


def rouge(text: str, references: Sequence[str], tokens: Callable[[str], list[str]]) -> dict[str, float]:
    """Return ROUGE recall and F1 of each kind, averaged over the references and against the best of them."""
    said = tokens(text)
    found = [overlaps(said, tokens(reference)) for reference in references]
    measures: dict[str, float] = {}
    for kind, against in zip(KINDS, zip(*found, strict=True), strict=True):
        scores = [score(overlap) for overlap in against]
        for name, one in (("", average(scores)), ("_best", best(scores))):
            measures |= {f"{kind}_recall{name}": one.recall, f"{kind}_f1{name}": one.f1}
    return measures


def readability(sentences: Sequence[str], codes: Sequence[str]) -> dict[str, float]:
    """Return the share of sentences that lean on one that is not there, and how much a summary repeats itself.

    codes: the language of each sentence.
    """
    leaning = [needs_context(text, load_language(code)) for text, code in zip(sentences, codes, strict=True)]
    return {
        "dangling": sum(leaning) / max(1, len(leaning)),
        "redundancy": repetition([tokenizer(code)(text) for text, code in zip(sentences, codes, strict=True)]),
    }
