"""ROUGE: how much of a reference a summary holds, and the oracle that has read the references.

Overlaps are counted first and scored after, so a mean over many references costs no second count.

Lin (2004), ROUGE: a package for automatic evaluation of summaries, ACL workshop Text Summarization Branches Out.
On English text the scores are those of the package rouge-score with its stemmer (rouge1, rouge2, rougeL).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from summarize.text.tokens import tokenize

KINDS = ("r1", "r2", "rl")  # unigrams, bigrams, longest common subsequence
# Letters of a word that is stemmed: rouge-score leaves shorter words alone, and nltk recurses too deep on longer ones.
STEMMED_LENGTHS = range(4, 201)
STEM_CACHE_SIZE = 1 << 16  # words
ENGLISH_TOKEN = re.compile("[a-z0-9]+")
GAIN_DECIMALS = 12  # so that machines agree on ties

Tokenizer = Callable[[str], list[str]]
Ngrams = Counter[tuple[str, ...]]


class Overlap(NamedTuple):
    """How many units a summary shares with a reference, and how many each of them has."""

    shared: int
    summary: int
    reference: int


class Score(NamedTuple):
    """Shares in [0, 1]; F1 is the harmonic mean of recall and precision."""

    recall: float
    precision: float
    f1: float


def tokenizer(code: str) -> Tokenizer:
    """Return the function that cuts texts of a language into the tokens that ROUGE compares.

    code: ISO 639-1. English is cut and stemmed as by rouge-score, so that figures can be compared with published ones;
    any other language by its own letters, unstemmed, since rouge-score drops all letters but a to z.

    >>> tokenizer("en")("Flooded 2 villages."), tokenizer("de")("Überflutete 2 Dörfer.")
    (['flood', '2', 'villag'], ['überflutete', '2', 'dörfer'])
    """
    return english_tokens if code == "en" else any_script_tokens


def english_tokens(text: str) -> list[str]:
    """Return lower-case runs of a-z and 0-9, stemmed, as rouge-score does; all other letters are dropped.

    >>> english_tokens("The villages flooded, café closed.")
    ['the', 'villag', 'flood', 'caf', 'close']
    """
    return list(filter(None, map(stem, ENGLISH_TOKEN.findall(text.lower()))))


def any_script_tokens(text: str) -> list[str]:
    """Return lower-case runs of letters, digits and marks of any script, each ideograph on its own, not stemmed.

    >>> any_script_tokens("Überflutete Dörfer, 水害")
    ['überflutete', 'dörfer', '水', '害']
    """
    return [token.lower() for token in tokenize(text)]


@lru_cache(maxsize=STEM_CACHE_SIZE)
def stem(word: str) -> str:
    """Return the Porter stem of a word; a very short or very long word stays as it is."""
    return porter()(word) if len(word) in STEMMED_LENGTHS else word


@cache
def porter() -> Callable[[str], str]:
    """Return nltk's Porter stemmer with nltk's extensions, the one that rouge-score uses."""
    from nltk.stem.porter import PorterStemmer

    stemmer: Callable[[str], str] = PorterStemmer().stem
    return stemmer


def overlaps(summary: Sequence[str], reference: Sequence[str]) -> tuple[Overlap, ...]:
    """Return the overlap of two texts for each of KINDS: in single tokens, in pairs, in the longest common subsequence.

    summary, reference: tokens in order, as `tokenizer` gives them; either may be empty. Lin (2004), ROUGE: a package
    for automatic evaluation of summaries, Text Summarization Branches Out, pp. 74-81.

    >>> [overlap.shared for overlap in overlaps(["the", "dam", "broke"], ["the", "old", "dam", "broke"])]
    [3, 1, 3]
    """
    longest = Overlap(lcs_length(summary, reference), len(summary), len(reference))
    return ngram_overlap(summary, reference, 1), ngram_overlap(summary, reference, 2), longest


def ngram_overlap(summary: Sequence[str], reference: Sequence[str], n: int) -> Overlap:
    """Return the overlap in n-grams; an n-gram counts as often as both texts have it.

    >>> ngram_overlap(["the", "dam", "broke"], ["the", "dam", "fell"], 2)
    Overlap(shared=1, summary=2, reference=2)
    """
    ours, theirs = ngrams(summary, n), ngrams(reference, n)
    return Overlap((ours & theirs).total(), ours.total(), theirs.total())


def ngrams(tokens: Sequence[str], n: int) -> Ngrams:
    """Return how often each run of n tokens occurs.

    >>> ngrams(["a", "b", "a", "b"], 2).most_common(1)
    [(('a', 'b'), 2)]
    """
    return Counter(zip(*(tokens[start:] for start in range(n)), strict=False))


def lcs_length(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the length of the longest common subsequence of two texts, given as tokens.

    A row of the usual table is held as the bits of one integer: a bit is 0 where the length grows.
    Hyyrö (2004), Bit-parallel LCS-length computation revisited, AWOCA.

    >>> lcs_length("the old dam broke".split(), "the dam above Elsa broke".split())
    3
    """
    positions: defaultdict[str, int] = defaultdict(int)  # of each token of the first text, as bits
    for position, token in enumerate(first):
        positions[token] |= 1 << position
    full = row = (1 << len(first)) - 1
    for token in second:
        matches = row & positions[token]
        row = (row + matches | row - matches) & full
    return len(first) - row.bit_count()


def score(overlap: Overlap) -> Score:
    """Return recall, precision and F1 of an overlap, each in [0, 1]; where a text has no units they are 0.

    >>> score(Overlap(shared=3, summary=4, reference=6))
    Score(recall=0.5, precision=0.75, f1=0.6)
    """
    recall = overlap.shared / max(overlap.reference, 1)
    precision = overlap.shared / max(overlap.summary, 1)
    return Score(recall, precision, 2 * recall * precision / (recall + precision) if overlap.shared else 0.0)


def average(scores: Sequence[Score]) -> Score:
    """Return the mean over several references; F1 is the mean of the F1s, not the F1 of the means.

    scores: against each reference, one or more. ROUGE-1.5.5 with `-f A` averages so.

    >>> average([Score(0.25, 0.5, 0.25), Score(0.75, 0.5, 0.75)])
    Score(recall=0.5, precision=0.5, f1=0.5)
    """
    return Score(*map(fmean, zip(*scores, strict=True)))


def best(scores: Sequence[Score]) -> Score:
    """Return the score against the reference with the highest F1; ties go to the earlier reference.

    scores: against each reference, one or more. ROUGE-1.5.5 with `-f B` takes the best so.

    >>> best([Score(0.25, 0.5, 0.25), Score(0.75, 0.5, 0.75)])
    Score(recall=0.75, precision=0.5, f1=0.75)
    """
    return max(scores, key=lambda score: score.f1)


def redundancy(sentences: Sequence[Sequence[str]]) -> float:
    """Return the largest share, in [0, 1], of a sentence's distinct bigrams that another sentence has, too.

    sentences: the tokens of each. Of two sentences the share is that of the one with fewer bigrams. Fewer than two
    sentences have no redundancy.

    >>> redundancy([["the", "dam", "broke"], ["the", "dam", "fell"]])
    0.5
    """
    bigrams = [grams for sentence in sentences if (grams := set(ngrams(sentence, 2)))]
    shares = (len(first & second) / min(len(first), len(second)) for first, second in combinations(bigrams, 2))
    return max(shares, default=0.0)


def oracle(
    sentences: Sequence[Sequence[str]], costs: Sequence[int], references: Sequence[Sequence[str]], *, budget: int
) -> list[int]:
    """Pick rows greedily by what they add to ROUGE-2 recall, averaged over references, while any adds something.

    sentences, references: the tokens of each. costs: what each row takes of the budget, which is never exceeded.
    Returns rows in ascending order. One run picks by gain, another by gain a unit of cost; the better set is returned,
    the first on a tie (Lin & Bilmes 2010, NAACL, say why both are needed). The oracle has read the references, so it
    is a ceiling for extraction, though not the highest: it is greedy, and blind to bigrams across sentences.

    >>> oracle([["a", "dam"], ["the", "dam", "broke"], ["it"]], [2, 3, 1], [["the", "dam", "broke"]], budget=4)
    [1]
    """
    bigrams = [ngrams(sentence, 2) for sentence in sentences]
    wanted = [ngrams(reference, 2) for reference in references]
    sizes = [max(1, grams.total()) for grams in wanted]
    runs = [greedy(bigrams, costs, wanted, budget=budget, cost_power=power) for power in (0, 1)]
    return max(runs, key=lambda rows: mean_recall(sum((bigrams[row] for row in rows), Counter()), wanted, sizes))


def greedy(
    bigrams: Sequence[Ngrams], costs: Sequence[int], wanted: Sequence[Ngrams], *, budget: int, cost_power: int
) -> list[int]:
    """Pick rows by gain / cost ** cost_power; ties go to the cheaper row, then to the lower one.

    bigrams: of each row. costs: of each row, in the unit of the budget. wanted: the bigrams of each reference. Returns
    rows in ascending order, [] when none adds anything.
    """
    picked: list[int] = []
    missing, sizes = list(wanted), [max(1, grams.total()) for grams in wanted]

    def worth(row: int) -> tuple[float, int, int]:
        gain = mean_recall(bigrams[row], missing, sizes)
        return round(gain / max(costs[row], 1) ** cost_power, GAIN_DECIMALS), -costs[row], -row

    while fits := [row for row, cost in enumerate(costs) if cost <= budget and row not in picked]:
        row = max(fits, key=worth)
        if not mean_recall(bigrams[row], missing, sizes):
            break
        picked.append(row)
        budget -= costs[row]
        missing = [grams - bigrams[row] for grams in missing]
    return sorted(picked)


def mean_recall(grams: Ngrams, wanted: Sequence[Ngrams], sizes: Sequence[int]) -> float:
    """Return how many of the wanted n-grams are there as a share of `sizes`, averaged over the references."""
    return fmean((grams & reference).total() / size for reference, size in zip(wanted, sizes, strict=True))
