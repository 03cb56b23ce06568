"""Other summarisers, each as its documentation shows it, with the raw texts of the articles and our budget.

They rank, and the budget is filled for them with whole sentences: the best first, each that still fits. summa cuts
sentences by itself. The others get those of sentencex, as ours are before our own rules correct them: sumy needs a
download to cut, and lexrank asks for sentences. Stop words and stems are those that a peer brings for the language. A
peer that brings none goes without, but for summa, which must be told a language and is told English.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from summarize.evaluate import Cluster
from summarize.evaluate.clusters import SystemFunction, fitting
from summarize.text.languages import load_language
from summarize.text.tokens import count_words

LAMBDA = 0.5  # relevance against novelty in the afternoon's MMR


def fill_budget(ranked: Sequence[str], words: int) -> list[str]:
    """Return of ranked sentences, the best first, each that still fits the budget."""
    return [ranked[row] for row in fitting([count_words(text) for text in ranked], words)]


def split(text: str, code: str) -> list[str]:
    """Return the sentences of a text as sentencex cuts it."""
    from sentencex import segment

    return [" ".join(sentence.split()) for sentence in segment(code, text) if sentence.strip()]


def all_sentences(cluster: Cluster) -> list[str]:
    """Return the sentences of all articles."""
    return [sentence for document in cluster.documents for sentence in split(document.text, cluster.language)]


def joined(cluster: Cluster) -> str:
    """Return all articles as one text, as tools for a single text are given them."""
    return "\n\n".join(document.text for document in cluster.documents)


def afternoon(cluster: Cluster, words: int, sentences: list[str] | None = None) -> list[str]:
    """Summarise with what scikit-learn gives in an afternoon: TF-IDF of words, cosine to the centroid, MMR.

    sentences: of the articles, where they are cut already.
    """
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    sentences = sentences or all_sentences(cluster)
    stop_words = "english" if cluster.language == "en" else None
    weights = TfidfVectorizer(stop_words=stop_words).fit_transform(sentences)
    relevance = np.asarray(weights @ np.asarray(weights.mean(axis=0)).T).ravel()
    relevance /= relevance.max()
    costs, nearest, picked = np.array([count_words(text) for text in sentences]), np.zeros(len(sentences)), []
    while (costs <= words).any():
        gain = np.where(costs <= words, LAMBDA * relevance - (1 - LAMBDA) * nearest, -np.inf)
        picked.append(row := int(gain.argmax()))
        words -= costs[row]
        costs[row] = 10**9
        nearest = np.maximum(nearest, (weights @ weights[[row]].T).toarray().ravel())
    return [sentences[row] for row in picked]


class SumyTokenizer:
    """What sumy asks of a tokenizer, without the download that its own needs."""

    def __init__(self, code: str) -> None:
        self.code = code

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Cut a paragraph into sentences."""
        return tuple(split(paragraph, self.code))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Cut a sentence into words as sumy does: nltk's words, of letters, apostrophes and hyphens only."""
        from nltk.tokenize import NLTKWordTokenizer
        from sumy.nlp.tokenizers import Tokenizer

        return tuple(filter(Tokenizer._is_word, NLTKWordTokenizer().tokenize(sentence)))


def sumy(module: str, name: str) -> SystemFunction:
    """Return a summariser of sumy as a system."""

    def system(cluster: Cluster, words: int) -> list[str]:
        from sumy.nlp.stemmers import Stemmer, null_stemmer
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.utils import get_stop_words

        language = load_language(cluster.language).stemmer  # sumy and nltk have the same names
        stemmer = Stemmer(language) if language else null_stemmer
        summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(stemmer)
        if language:
            summarizer.stop_words = get_stop_words(language)

        def best(ranked: Sequence[Any]) -> list[Any]:
            return [ranked[row] for row in fitting([count_words(str(item.sentence)) for item in ranked], words)]

        document = PlaintextParser.from_string(joined(cluster), SumyTokenizer(cluster.language)).document
        return [str(sentence) for sentence in summarizer(document, best)]

    return system


def summa(cluster: Cluster, words: int) -> list[str]:
    """Summarise with summa's TextRank."""
    from summa.preprocessing.snowball import SnowballStemmer
    from summa.summarizer import summarize

    stemmer = load_language(cluster.language).stemmer
    language = stemmer if stemmer in SnowballStemmer.languages else "english"
    scored = summarize(joined(cluster), ratio=1.0, language=language, scores=True)
    return fill_budget([text for text, _ in sorted(scored, key=lambda entry: -entry[1])], words)


def lexrank(cluster: Cluster, words: int) -> list[str]:
    """Summarise with the package lexrank; its document frequencies are of the cluster's articles."""
    from lexrank import STOPWORDS, LexRank

    sentences = all_sentences(cluster)
    articles = [split(document.text, cluster.language) for document in cluster.documents]
    ranker = LexRank(articles, stopwords=STOPWORDS.get(cluster.language, set()))
    scores = ranker.rank_sentences(sentences)
    return fill_budget([sentences[row] for row in sorted(range(len(sentences)), key=lambda row: -scores[row])], words)


PEERS: dict[str, tuple[str, SystemFunction]] = {  # by name: the package that a peer is of, and the peer
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
    return {package: installed_version(package) for package, _ in PEERS.values()}


def installed_version(package: str) -> str | None:
    """Return a package's version, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def installed_peers() -> dict[str, SystemFunction]:
    """Return the peers whose packages are installed, by name."""
    return {name: system for name, (package, system) in PEERS.items() if installed_version(package)}
