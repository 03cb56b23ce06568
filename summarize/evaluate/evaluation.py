"""Evaluation against references: clusters in, what each system reached out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from summarize.choose.dependence import needs_context
from summarize.errors import OptionError, SummarizeError
from summarize.evaluate.clusters import (
    CEILING,
    FLOOR,
    Cluster,
    SystemFunction,
    fingerprint,
    lead_system,
    oracle_system,
    ranker_system,
)
from summarize.evaluate.measures import RESAMPLES, System, bootstrap_draws, measures_of, signature
from summarize.evaluate.rouge import KINDS, average, best, overlaps, redundancy, score, tokenizer
from summarize.evaluate.tables import evaluation_text
from summarize.options import WORDS, Options, check_jobs
from summarize.score.rankers import RANKERS
from summarize.text.languages import load_language
from summarize.text.tokens import count_words


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Systems side by side, each compared with the first; the floor and the ceiling come last."""

    systems: tuple[System, ...]
    settings: dict[str, Any]  # what all systems share: the data, what is counted, how it was resampled

    @property
    def warnings(self) -> tuple[str, ...]:
        """A line for each cluster that a system could not summarise."""
        return tuple(line for system in self.systems for line in system.failures)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)

    def to_text(self) -> str:
        """Return tables in percent, with the settings below."""
        return evaluation_text(self.systems, self.settings)


class SummaryScores(NamedTuple):
    """The measures of one summary by name, and why there is no summary ("" where there is one)."""

    measures: dict[str, float]
    failure: str


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
    """Summarise each cluster with each ranker and measure the summaries against the references.

    rankers: names in `RANKERS`; the first is the one that all systems are compared with. others: more systems by name,
    functions from a cluster and a budget in words to the sentences of a summary. words: the budget; by default each
    cluster's own, or 150. jobs: processes, as joblib counts them (-1: one a core). seed: of the resampling. asked:
    whether the rankers are given each cluster's query. options: other settings of `summarize`; a language is that of
    the references, too. The same input gives the same figures for any number of jobs.

    A system's measures are means over clusters, in [0, 1]:
    `r1_recall`, `rl_f1`, ...: ROUGE averaged over the references, with `_best` against the one with the highest F1.
    `fill`: the share of the budget that is used, over 1 where a system exceeds it.
    `dangling`: the share of the sentences that need one that the summary lacks. A sentence that stands behind the same
    one as in its article lacks none.
    `redundancy`: the largest share of a sentence's bigrams that another sentence of the summary has, too.

    Two more systems frame the others, FLOOR and CEILING. A cluster that a system fails on counts as an empty summary
    and is named in the failures of the system.

    Raises OptionError for a setting that is not allowed, SummarizeError when there are no clusters or the first system
    fails on all of them.
    """
    names, code = tuple(dict.fromkeys(rankers)), options.get("language")
    clusters = tuple(replace(cluster, language=code) if code else cluster for cluster in clusters)
    settings = checked_settings(clusters, names, jobs, {"words": words, **options})
    systems = {name: ranker_system(name, asked=asked, **options) for name in names} | {
        **(others or {}),
        FLOOR: lead_system,
        CEILING: oracle_system,
    }
    scores = score_clusters(clusters, systems, words, jobs)
    if all(by_system[names[0]].failure for by_system in scores):
        raise SummarizeError(f"nothing to evaluate: {scores[0][names[0]].failure}")
    shared = {**settings, "ranker": None, "asked": "yes" if asked else None, **basis(clusters, words, seed)}
    return compare_systems(scores, [cluster.name for cluster in clusters], shared)


def checked_settings(
    clusters: Sequence[Cluster], rankers: Sequence[str], jobs: int | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of the first ranker; refuse what cannot be evaluated before any work is done.

    Raises SummarizeError without clusters, and OptionError for no ranker, for a setting or a number of jobs that is not
    allowed.
    """
    if not clusters:
        raise SummarizeError("nothing to evaluate: there are no clusters")
    if not rankers:
        raise OptionError(f"rankers must be one or more of {', '.join(RANKERS)}, got none")
    check_jobs(jobs)
    settings = [Options(ranker=ranker, **options).to_dict() for ranker in rankers]
    return settings[0]


def basis(clusters: Sequence[Cluster], words: int | None, seed: int) -> dict[str, Any]:
    """Return what the figures of every system rest on, for the signature."""
    texts = (
        text
        for cluster in clusters
        for text in (*(document.text for document in cluster.documents), *cluster.references)
    )
    english = {cluster.language == "en" for cluster in clusters}
    return {
        "words": common_value(budget(cluster, words) for cluster in clusters),
        "tokens": common_value("a-z0-9" if is_english else "every script" for is_english in english),
        "stemmed": common_value("yes" if is_english else "no" for is_english in english),
        "references": "one" if all(len(cluster.references) == 1 for cluster in clusters) else "average and best",
        "clusters": len(clusters),
        "data": fingerprint(texts),
        "resamples": RESAMPLES,
        "seed": seed,
    }


def common_value(values: Iterable[object]) -> object:
    """Return the value that all values are, "mixed" where they differ.

    >>> common_value(["en", "en"]), common_value(["en", "pt"])
    ('en', 'mixed')
    """
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else "mixed"


def budget(cluster: Cluster, words: int | None) -> int:
    """Return how many words a summary of the cluster may have.

    >>> from summarize.evaluate.clusters import Cluster
    >>> budget(Cluster("a", (), (), "en", words=60), None), budget(Cluster("a", (), (), "en"), 100)
    (60, 100)
    """
    return words or cluster.words or WORDS


def score_clusters(
    clusters: Sequence[Cluster], systems: Mapping[str, SystemFunction], words: int | None, jobs: int | None
) -> list[dict[str, SummaryScores]]:
    """Return what each system reaches on each cluster, in the order of the clusters; a cluster is a task.

    words: the budget; None for each cluster's own. jobs: processes, as joblib counts them. The result has a dict for
    each cluster, by the names of the systems.
    """
    from joblib import Parallel, delayed

    tasks = (delayed(score_systems)(systems, cluster, budget(cluster, words)) for cluster in clusters)
    scores: list[dict[str, SummaryScores]] = Parallel(n_jobs=jobs and min(jobs, len(clusters)))(tasks)
    return scores


def score_systems(systems: Mapping[str, SystemFunction], cluster: Cluster, words: int) -> dict[str, SummaryScores]:
    """Return what each system reaches on one cluster."""
    return {name: score_system(system, cluster, words) for name, system in systems.items()}


def score_system(system: SystemFunction, cluster: Cluster, words: int) -> SummaryScores:
    """Summarise a cluster and measure the summary; a system that fails gets an empty one, and its reason is kept."""
    try:
        return SummaryScores(measure(system(cluster, words), cluster, words), "")
    except SummarizeError as error:
        failure = str(error)
    except Exception as error:  # a system may be anybody's; the other clusters are not lost for one
        failure = f"{type(error).__name__}: {error}"
    return SummaryScores(measure((), cluster, words), failure)


def measure(sentences: Sequence[str], cluster: Cluster, words: int) -> dict[str, float]:
    """Return all measures of one summary by name; those of an empty one are 0."""
    text = " ".join(sentences)
    return {
        **rouge(text, cluster.references, cluster.language),
        "fill": count_words(text) / words,
        **readability(
            sentences, [cluster.language] * len(sentences), [document.text for document in cluster.documents]
        ),
    }


def rouge(text: str, references: Sequence[str], language: str) -> dict[str, float]:
    """Return ROUGE recall and F1 of each of KINDS, averaged over the references and against the best of them."""
    tokens = tokenizer(language)
    summary = tokens(text)
    by_reference = [overlaps(summary, tokens(reference)) for reference in references]
    measures: dict[str, float] = {}
    for kind, by_kind in zip(KINDS, zip(*by_reference, strict=True), strict=True):
        scores = [score(overlap) for overlap in by_kind]
        for suffix, combined in (("", average(scores)), ("_best", best(scores))):
            measures |= {f"{kind}_recall{suffix}": combined.recall, f"{kind}_f1{suffix}": combined.f1}
    return measures


def readability(sentences: Sequence[str], languages: Sequence[str], articles: Sequence[str]) -> dict[str, float]:
    """Return "dangling" and "redundancy" of a summary, each in [0, 1]; `evaluate` says what they are.

    languages: ISO 639-1, of each sentence. articles: the texts that the summary was made from.
    """
    dangling = [
        needs_context(text, load_language(code)) and not follows(previous, text, articles)
        for previous, text, code in zip(["", *sentences], sentences, languages, strict=False)
    ]
    return {
        "dangling": sum(dangling) / max(1, len(dangling)),
        "redundancy": redundancy([tokenizer(code)(text) for text, code in zip(sentences, languages, strict=True)]),
    }


def follows(previous: str, text: str, articles: Sequence[str]) -> bool:
    r"""Whether a sentence stands directly behind another one in some article, white space aside; "" is not a sentence.

    >>> follows("It rained.", "The dam broke.", ["It rained.\n The dam broke."])
    True
    """
    both = " ".join(f"{previous} {text}".split())
    return bool(previous) and any(both in " ".join(article.split()) for article in articles)


def compare_systems(
    scores: Sequence[Mapping[str, SummaryScores]], clusters: Sequence[str], settings: Mapping[str, Any]
) -> Evaluation:
    """Return means, intervals and differences to the first system.

    scores: by cluster, then by system. clusters: the name of each.
    """
    import numpy as np

    draws, first, systems = bootstrap_draws(len(scores), settings["seed"]), None, []
    for name in scores[0]:
        by_cluster = [by_system[name] for by_system in scores]
        values = np.array([list(summary.measures.values()) for summary in by_cluster], dtype=np.float64)
        measures = dict(zip(by_cluster[0].measures, measures_of(values, first, draws), strict=True))
        first = values if first is None else first
        failures = tuple(
            f"{cluster}: counts as an empty summary by {name}: {summary.failure}"
            for cluster, summary in zip(clusters, by_cluster, strict=True)
            if summary.failure
        )
        systems.append(System(name, measures, signature({"system": name, **settings}), failures))
    return Evaluation(tuple(systems), {name: value for name, value in settings.items() if value is not None})
