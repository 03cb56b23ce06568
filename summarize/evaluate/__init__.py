"""How good summaries are: against references, or, where there are none, against what several articles share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from summarize.errors import OptionError, SummarizeError
from summarize.evaluate.clusters import Cluster, fingerprint, read_clusters
from summarize.evaluate.figures import Evaluation, Measure, System, draw, measured, signature
from summarize.evaluate.folder import Report, report
from summarize.language import language
from summarize.options import WORDS, Options
from summarize.pipeline import cut, summarize
from summarize.rank import RANKERS
from summarize.records import Sentence
from summarize.rouge import KINDS, average, best, oracle, overlaps, repetition, score, tokenizer
from summarize.stand import leans
from summarize.words import count_words

__all__ = [
    "CEILING",
    "FLOOR",
    "Cluster",
    "Evaluation",
    "Measure",
    "Report",
    "System",
    "evaluate",
    "read_clusters",
    "report",
]

FLOOR = "lead (floor)"  # the first sentences of each article in turn
CEILING = "oracle (ceiling)"  # has read the references


class Told(NamedTuple):
    """The sentences of a summary; `failure` says why there are none."""

    sentences: Sequence[str]
    failure: str = ""


class Judged(NamedTuple):
    """What a summary reached, by name of measure, in [0, 1]."""

    measures: dict[str, float]
    failure: str


def evaluate(
    clusters: Iterable[Cluster],
    *,
    rankers: Sequence[str] = tuple(RANKERS),
    words: int | None = None,
    jobs: int | None = None,
    seed: int = 0,
    **options: Any,
) -> Evaluation:
    """Summarise each cluster with each ranker and compare what comes out with the references.

    words: the budget; by default each cluster's own, or 150. jobs: processes, as joblib counts them. seed: of the
    resampling. options: other settings of `summarize`. The same input gives the same figures, whatever the jobs.

    A system's measures are means over clusters, in [0, 1]: ROUGE recall and F1 (`r1_recall`, `rl_f1`; averaged over
    the references, `_best`: against the one of the highest F1), `fill` of the budget, `dangling`, the share of
    sentences that lean on one that is not there, and `redundancy`, how much of the bigrams of a sentence another of
    the same summary has at most. Two systems frame the rankers: FLOOR and CEILING. A cluster that a ranker cannot
    summarise counts as an empty summary and is named in the warnings.

    Raises SummarizeError when there are no clusters, OptionError for a setting that is not allowed.
    """
    from joblib import Parallel, delayed

    clusters, names = tuple(clusters), tuple(dict.fromkeys(rankers))
    if not clusters:
        raise SummarizeError("nothing to evaluate: there are no clusters")
    if not names:
        raise OptionError(f"rankers must be one or more of {', '.join(RANKERS)}, got none")
    settings = {name: Options(words=words, ranker=name, **options).to_dict() for name in names}
    settings |= {name: {**settings[names[0]], "ranker": name, "diversity": None} for name in (FLOOR, CEILING)}
    tasks = (delayed(judge_all)(cluster, names, budget(cluster, words), options) for cluster in clusters)
    judged: list[dict[str, Judged]] = Parallel(n_jobs=jobs)(tasks)
    ground = grounds(clusters, words, seed)
    signatures = {name: signature({**found, **ground}) for name, found in settings.items()}
    return compared(judged, signatures, seed, [cluster.name for cluster in clusters])


def compared(
    judged: Sequence[Mapping[str, Judged]], signatures: Mapping[str, str], seed: int, clusters: Sequence[str]
) -> Evaluation:
    """Return means, intervals and comparisons; judged: by cluster, then by system, the first to be compared with."""
    import numpy as np

    draws, first, systems = draw(len(judged), seed), None, []
    for name, settings in signatures.items():
        values = np.array([list(one[name].measures.values()) for one in judged], dtype=np.float64)
        measures = dict(zip(judged[0][name].measures, measured(values, first, draws), strict=True))
        first = values if first is None else first
        systems.append(System(name, measures, settings))
    warnings = [
        f"{cluster}: counts as an empty summary by {name}: {one.failure}"
        for cluster, found in zip(clusters, judged, strict=True)
        for name, one in found.items()
        if one.failure
    ]
    return Evaluation(tuple(systems), tuple(warnings))


def grounds(clusters: Sequence[Cluster], words: int | None, seed: int) -> dict[str, Any]:
    """Return what every system's figures rest on, for the signature."""
    texts = (text for one in clusters for text in (*(document.text for document in one.documents), *one.references))
    return {
        "words": only(budget(cluster, words) for cluster in clusters),
        "stemmed": only("yes" if cluster.language == "en" else "no" for cluster in clusters),
        "clusters": len(clusters),
        "data": fingerprint(texts),
        "seed": seed,
    }


def only(values: Iterable[object]) -> object:
    """Return what all values are, or say that they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else "mixed"


def budget(cluster: Cluster, words: int | None) -> int:
    """Return how many words a summary of the cluster may have."""
    return words or cluster.words or WORDS


def judge_all(cluster: Cluster, rankers: Sequence[str], words: int, options: Mapping[str, Any]) -> dict[str, Judged]:
    """Return what each ranker, the floor and the ceiling reach on one cluster: the task of one process."""
    told = {name: by_ranker(cluster, words=words, ranker=name, **options) for name in rankers}
    sentences = cut(cluster.documents, Options(words=words, language=options.get("language"))).sentences
    for name, take in ((FLOOR, in_turn), (CEILING, foreseen)):
        told[name] = Told([sentences[row].text for row in take(sentences, cluster, words)])
    return {name: Judged(judge(one.sentences, cluster, words), one.failure) for name, one in told.items()}


def by_ranker(cluster: Cluster, **options: Any) -> Told:
    """Return the summary that the corridor makes."""
    try:
        return Told([sentence.text for sentence in summarize(cluster.documents, **options).sentences])
    except SummarizeError as error:
        return Told((), str(error))


def in_turn(sentences: Sequence[Sentence], cluster: Cluster, words: int) -> list[int]:
    """Pick the first sentence of each article, then the second of each, passing over what does not fit."""
    picked = []
    for row in sorted(range(len(sentences)), key=lambda row: (sentences[row].position, row)):
        if sentences[row].words <= words:
            picked.append(row)
            words -= sentences[row].words
    return picked


def foreseen(sentences: Sequence[Sentence], cluster: Cluster, words: int) -> list[int]:
    """Pick the sentences that share most with the references."""
    tokens = tokenizer(cluster.language)
    costs = [sentence.words for sentence in sentences]
    references = [tokens(reference) for reference in cluster.references]
    return oracle([tokens(sentence.text) for sentence in sentences], costs, references, budget=words)


def judge(sentences: Sequence[str], cluster: Cluster, words: int) -> dict[str, float]:
    """Return all measures of one summary; of an empty one they are 0."""
    tokens, known = tokenizer(cluster.language), language(cluster.language)
    text = " ".join(sentences)
    found = rouge(text, cluster.references, tokens)
    found["fill"] = count_words(text) / words
    found["dangling"] = sum(leans(sentence, known) for sentence in sentences) / max(1, len(sentences))
    found["redundancy"] = repetition([tokens(sentence) for sentence in sentences])
    return found


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
