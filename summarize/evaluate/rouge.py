"""ROUGE: what a summary shares with a reference. Counts first, scores after, so that many means cost nothing.

Lin (2004), ROUGE: a package for automatic evaluation of summaries, ACL workshop Text Summarization Branches Out.
On English the figures are those of the package rouge-score with its stemmer (rouge1, rouge2, rougeL).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from statistics import fmean
from typing import NamedTuple

from summarize.text.tokens import tokenize

KINDS = ("r1", "r2", "rl")  # unigrams, bigrams, longest common subsequence
RUN = re.compile("[a-z0-9]+")
SHORT, LONG = 3, 200  # letters; Porter's rules are not for a word so short, and nltk's recursion not for one so long
MEMO = 1 << 16  # words whose stems are remembered

Cut = Callable[[str], list[str]]
Grams = Counter[tuple[str, ...]]


class Overlap(NamedTuple):
    """How many units a summary shares with a reference, and how many each of them has."""

    hits: int
    summary: int
    reference: int


class Score(NamedTuple):
    """Shares in [0, 1]; f1 is the harmonic mean of the other two."""

    recall: float
    precision: float
    f1: float


def tokenizer(code: str) -> Cut:
    """Return the function that cuts texts of a language (ISO 639-1) into the tokens that are compared."""
    return english if code == "en" else every_script


def english(text: str) -> list[str]:
    """Return lower-case runs of a-z and 0-9, stemmed, as rouge-score does: other letters are lost."""
    return list(filter(None, map(stem, RUN.findall(text.lower()))))


def every_script(text: str) -> list[str]:
    """Return lower-case runs of letters, digits and marks of any script, ideographs one by one, not stemmed."""
    return [token.lower() for token in tokenize(text)]


@lru_cache(maxsize=MEMO)
def stem(word: str) -> str:
    """Return the Porter stem of a word that is neither very short nor longer than any word."""
    return porter()(word) if SHORT < len(word) <= LONG else word


@cache
def porter() -> Callable[[str], str]:
    """Return nltk's Porter stemmer, with nltk's extensions, which is the one that rouge-score takes."""
    from nltk.stem.porter import PorterStemmer

    found: Callable[[str], str] = PorterStemmer().stem
    return found


def overlaps(summary: Sequence[str], reference: Sequence[str]) -> tuple[Overlap, ...]:
    """Return the overlap of two texts, given as tokens, for each of KINDS."""
    longest = Overlap(common(summary, reference), len(summary), len(reference))
    return shared(summary, reference, 1), shared(summary, reference, 2), longest


def shared(summary: Sequence[str], reference: Sequence[str], n: int) -> Overlap:
    """Count common n-grams, each as often as both texts have it."""
    said, wanted = ngrams(summary, n), ngrams(reference, n)
    return Overlap((said & wanted).total(), said.total(), wanted.total())


def ngrams(words: Sequence[str], n: int) -> Grams:
    """Count the runs of n tokens."""
    return Counter(zip(*(words[at:] for at in range(n)), strict=False))


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, a row of the table at a time as the bits of an integer.

    Hyyrö (2004), Bit-parallel LCS-length computation revisited, AWOCA: a bit falls where the length grows.
    """
    places: defaultdict[str, int] = defaultdict(int)
    for at, word in enumerate(one):
        places[word] |= 1 << at
    full = row = (1 << len(one)) - 1
    for word in other:
        met = row & places[word]
        row = (row + met | row - met) & full
    return len(one) - row.bit_count()


def score(overlap: Overlap) -> Score:
    """Return recall, precision and F1 of an overlap; where a text has no units they are 0."""
    recall = overlap.hits / max(overlap.reference, 1)
    precision = overlap.hits / max(overlap.summary, 1)
    return Score(recall, precision, 2 * recall * precision / (recall + precision) if overlap.hits else 0.0)


def average(scores: Sequence[Score]) -> Score:
    """Return the mean over several references, of F1, too: it is not the F1 of the means."""
    return Score(*map(fmean, zip(*scores, strict=True)))


def best(scores: Sequence[Score]) -> Score:
    """Return the score against the reference that F1 is highest with; ties go to the earlier one."""
    return max(scores, key=lambda one: one.f1)


def repetition(sentences: Sequence[Sequence[str]]) -> float:
    """Return the largest share, in [0, 1], of a sentence's distinct bigrams that another sentence of these has, too.

    sentences: the tokens of each. Of two sentences the shorter is asked. Fewer than two sentences repeat nothing.
    """
    held = [set(ngrams(words, 2)) for words in sentences]
    pairs = ((one, other) for at, one in enumerate(held) for other in held[:at] if one and other)
    return max((len(one & other) / min(len(one), len(other)) for one, other in pairs), default=0.0)


def oracle(
    sentences: Sequence[Sequence[str]], costs: Sequence[int], references: Sequence[Sequence[str]], *, budget: int
) -> list[int]:
    """Pick rows greedily by what they add to ROUGE-2 recall, averaged over references, while any adds something.

    sentences, references: the tokens of each. costs: what each row takes of the budget, which is never exceeded. Rows
    are taken by what they add, and once more by what they add for what they cost; the better set is returned, in
    ascending order (Lin & Bilmes 2010, NAACL, for why both). It has read the references, so it is a ceiling for
    extraction, if not the very highest: it is greedy, and blind to bigrams across sentences.
    """
    held = [ngrams(words, 2) for words in sentences]
    wanted = [ngrams(words, 2) for words in references]
    runs = [greedy(held, costs, wanted, budget=budget, thrift=thrift) for thrift in (0, 1)]
    sizes = [max(1, grams.total()) for grams in wanted]
    return max(runs, key=lambda rows: recalled(sum((held[row] for row in rows), Counter()), wanted, sizes))


def greedy(
    held: Sequence[Grams], costs: Sequence[int], wanted: Sequence[Grams], *, budget: int, thrift: int
) -> list[int]:
    """Pick rows by what each adds divided by its cost to the power of thrift; ties: the cheaper, then the lower row."""
    picked: list[int] = []
    missing, sizes = list(wanted), [max(1, grams.total()) for grams in wanted]

    def worth(row: int) -> tuple[float, int, int]:
        gain = recalled(held[row], missing, sizes)
        return round(gain / max(costs[row], 1) ** thrift, 12), -costs[row], -row

    while fits := [row for row, cost in enumerate(costs) if cost <= budget and row not in picked]:
        row = max(fits, key=worth)
        if not recalled(held[row], missing, sizes):
            break
        picked.append(row)
        budget -= costs[row]
        missing = [grams - held[row] for grams in missing]
    return sorted(picked)


def recalled(said: Grams, wanted: Sequence[Grams], sizes: Sequence[int]) -> float:
    """Return what is said of the wanted n-grams as a share of `sizes`, averaged over the references."""
    return fmean((said & grams).total() / size for grams, size in zip(wanted, sizes, strict=True))
