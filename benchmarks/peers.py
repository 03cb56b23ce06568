"""Other summarisers, each as its documentation shows it, with the raw texts of the articles and our budget.

They rank; the budget is filled with whole sentences for them, the best first, each that still fits. summa cuts
sentences by itself; the others get those of sentencex, as ours are before rules of our own put them right: sumy needs a
download to cut, and lexrank asks for sentences. Stop words and stems are those that a peer brings for the language;
where it knows neither it goes without, and summa, which must be told a language, with those of English.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarize.evaluate import Cluster
from summarize.evaluate.systems import SystemFunction, fill
from summarize.text.languages import load_language
from summarize.text.tokens import count_words

LAMBDA = 0.5  # of the afternoon's MMR


def filled(ranked: Sequence[str], words: int) -> list[str]:
    """Return of ranked sentences, the best first, each that still fits the budget."""
    return [ranked[at] for at in fill([count_words(text) for text in ranked], words)]


def cut(text: str, code: str) -> list[str]:
    """Return the sentences of a text as sentencex cuts it."""
    from sentencex import segment

    return [" ".join(sentence.split()) for sentence in segment(code, text) if sentence.strip()]


def all_of(cluster: Cluster) -> list[str]:
    """Return the sentences of all articles."""
    return [sentence for document in cluster.documents for sentence in cut(document.text, cluster.language)]


def joined(cluster: Cluster) -> str:
    """Return all articles as one text, as tools for a single text are fed."""
    return "\n\n".join(document.text for document in cluster.documents)


def afternoon(cluster: Cluster, words: int, sentences: list[str] | None = None) -> list[str]:
    """Summarise with what scikit-learn gives in an afternoon: TF-IDF of words, cosine to the centroid, MMR.

    sentences: of the articles, where they are cut already.
    """
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    sentences = sentences or all_of(cluster)
    stop = "english" if cluster.language == "en" else None
    rows = TfidfVectorizer(stop_words=stop).fit_transform(sentences)
    relevance = np.asarray(rows @ np.asarray(rows.mean(axis=0)).T).ravel()
    relevance /= relevance.max()
    costs, nearest, picked = np.array([count_words(text) for text in sentences]), np.zeros(len(sentences)), []
    while (costs <= words).any():
        gain = np.where(costs <= words, LAMBDA * relevance - (1 - LAMBDA) * nearest, -np.inf)
        picked.append(row := int(gain.argmax()))
        words -= costs[row]
        costs[row] = 10**9
        nearest = np.maximum(nearest, (rows @ rows[[row]].T).toarray().ravel())
    return [sentences[row] for row in picked]


class Cutter:
    """What sumy asks of a tokenizer, without the download that its own needs."""

    def __init__(self, code: str) -> None:
        self.code = code

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Cut a paragraph into sentences."""
        return tuple(cut(paragraph, self.code))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Cut a sentence into words as sumy does: nltk's words, of letters, apostrophes and hyphens only."""
        from nltk.tokenize import NLTKWordTokenizer
        from sumy.nlp.tokenizers import Tokenizer

        return tuple(filter(Tokenizer._is_word, NLTKWordTokenizer().tokenize(sentence)))


def sumy(module: str, name: str) -> SystemFunction:
    """Return a summariser of sumy."""

    def way(cluster: Cluster, words: int) -> list[str]:
        from sumy.nlp.stemmers import Stemmer, null_stemmer
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.utils import get_stop_words

        known = load_language(cluster.language).stemmer
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(
            Stemmer(known) if known else null_stemmer
        )
        if known:
            summarizer.stop_words = get_stop_words(known)

        def best(ranked: Sequence[Any]) -> list[Any]:
            return [ranked[at] for at in fill([count_words(str(one.sentence)) for one in ranked], words)]

        document = PlaintextParser.from_string(joined(cluster), Cutter(cluster.language)).document
        return [str(sentence) for sentence in summarizer(document, best)]

    return way


def summa(cluster: Cluster, words: int) -> list[str]:
    """Summarise with summa's TextRank."""
    from summa.preprocessing.snowball import SnowballStemmer
    from summa.summarizer import summarize

    known = load_language(cluster.language).stemmer
    name = known if known in SnowballStemmer.languages else "english"
    scored = summarize(joined(cluster), ratio=1.0, language=name, scores=True)
    return filled([text for text, _ in sorted(scored, key=lambda one: -one[1])], words)


def lexrank(cluster: Cluster, words: int) -> list[str]:
    """Summarise with the package lexrank; its document frequencies are of the cluster's articles."""
    from lexrank import STOPWORDS, LexRank

    sentences = all_of(cluster)
    articles = [cut(document.text, cluster.language) for document in cluster.documents]
    ranker = LexRank(articles, stopwords=STOPWORDS.get(cluster.language, set()))
    scores = ranker.rank_sentences(sentences)
    return filled([sentences[row] for row in sorted(range(len(sentences)), key=lambda row: -scores[row])], words)


PEERS: dict[str, tuple[str, SystemFunction]] = {  # by name: the package that it is of, and the way
    "scikit-learn, an afternoon": ("scikit-learn", afternoon),
    "sumy LexRank": ("sumy", sumy("lex_rank", "LexRankSummarizer")),
    "sumy TextRank": ("sumy", sumy("text_rank", "TextRankSummarizer")),
    "sumy LSA": ("sumy", sumy("lsa", "LsaSummarizer")),
    "sumy SumBasic": ("sumy", sumy("sum_basic", "SumBasicSummarizer")),
    "sumy KL": ("sumy", sumy("kl", "KLSummarizer")),
    "summa TextRank": ("summa", summa),
    "lexrank (package)": ("lexrank", lexrank),
}


def versions() -> dict[str, str | None]:
    """Return the version of each peer's package; None where it is not installed."""
    return {package: installed(package) for package, _ in PEERS.values()}


def installed(package: str) -> str | None:
    """Return a package's version, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def ways() -> dict[str, SystemFunction]:
    """Return the peers that are installed."""
    return {name: way for name, (package, way) in PEERS.items() if installed(package)}
