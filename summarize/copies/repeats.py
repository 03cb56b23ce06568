"""Sentences to repeats: which sentences are the same, and which tell again what a copy of their article tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from summarize.read.parse_date import clock_time
from summarize.records import Corpus
from summarize.text.token_rows import TokenRows
from summarize.text.tokens import lower_case, sentence_key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from summarize.records import Flags, Rows, Weights

# Cosine of two TF-IDF rows from which on two sentences of copies are the same sentence in two house styles; by
# judgement.
NEAR_REPEAT = 0.7
# Rows of its group of copies that a row is compared with; by judgement, versions of a sentence are fewer.
MAX_COMPARED = 16
MAX_KEPT = 50  # rows of a group that are found by one term; by judgement
ROUNDING = 1e-9  # of squared norms
LOST_CHARACTER = "\ufffd"  # stands for a character that could not be read

Index = dict[int, list[int]]  # column of a term: the first rows that have it among their rarest


def identical_sentences(corpus: Corpus) -> Rows:
    """Return for each sentence, (n,), the first row that has the same letters and digits; its own row where none has.

    Sentences are the same when their `sentence_key` is. The keys are made only where `letter_sums` are equal.
    """
    import numpy as np

    identical, first_row = np.arange(len(corpus.sentences)), dict[str, int]()
    _, group, counts = np.unique(letter_sums(TokenRows.of(corpus.tokens)), return_inverse=True, return_counts=True)
    for row in np.flatnonzero(counts[group] > 1).tolist():
        identical[row] = first_row.setdefault(sentence_key(corpus.sentences[row].text), row)
    return identical


def letter_sums(rows: TokenRows) -> npt.NDArray[np.uint64]:
    """Return a hash of the letters and digits of each row, (n,): rows of one `sentence_key` have the same.

    It is a sum over letters, so that it does not depend on where words begin and end. Few other rows have the same.
    """
    import numpy as np

    sums = [sum(map(letter_number, lower_case(word).casefold())) % 2**64 for word in rows.words]
    running = np.cumsum(np.array(sums, dtype=np.uint64)[rows.ids], dtype=np.uint64)
    return np.diff(np.concatenate([np.zeros(1, dtype=np.uint64), running])[rows.starts])


@cache
def letter_number(letter: str) -> int:
    """Return a number for a letter or digit, 0 for anything else. Sums of the numbers are rarely equal by chance.

    >>> letter_number("é") == letter_number("é"), letter_number("-")
    (True, 0)
    """
    return pow(ord(letter), 7, 2**61 - 1) if letter.isalnum() else 0


def first_occurrences(corpus: Corpus, identical: Rows | None = None) -> Flags:
    """Return for each sentence, (n,), whether no earlier sentence of its copies is the same.

    identical: what `identical_sentences` returns, if that is known already.
    """
    import numpy as np

    first = np.zeros(len(corpus.sentences), dtype=bool)
    group = np.array([corpus.copy_groups[sentence.document] for sentence in corpus.sentences], dtype=int)
    identical = identical_sentences(corpus) if identical is None else identical
    first[np.unique(group * len(first) + identical, return_index=True)[1]] = True
    return first


def drop_near_repeats(weights: Weights, first: Flags, corpus: Corpus) -> Flags:
    """Return a copy of `first` without the rows that tell again what a copy of its article tells.

    weights: (n, v) rows of unit L2 norm or zero. first: (n,) what `first_occurrences` returns. Articles are gone
    through from the latest to the earliest, since a later version has the newer figures; then come those without a
    date, in row order; those that lost characters come last. Each is compared with the rows of its group that were
    kept so far, so that a text printed a hundred times costs a hundred comparisons with one article. A row is dropped
    when its cosine to one of them is at least NEAR_REPEAT. Of many, those are compared that share most of its rare
    terms, so that time grows with the number of articles.
    """
    import numpy as np

    sentences, groups = corpus.sentences, corpus.copy_groups
    kept = first.copy()
    by_article = groupby(np.flatnonzero(first).tolist(), key=lambda row: sentences[row].document)
    size = Counter(groups)
    articles = [(article, list(rows)) for article, rows in by_article if size[groups[article]] > 1]
    if not articles:
        return kept
    articles.sort(key=lambda pair: moment(corpus, pair[0]), reverse=True)
    articles.sort(key=lambda pair: any(LOST_CHARACTER in sentences[row].text for row in pair[1]))
    rare, kept_of_group = rare_terms(weights), defaultdict[int, Index](dict)
    for article, rows in articles:
        earlier = kept_of_group[groups[article]]
        alike = sorted({other for row in rows for other in most_alike(rare[row], earlier)})
        if alike:
            nearest = (weights[rows] @ weights[alike].T).max(axis=1).toarray().ravel()
            kept[[row for row, cosine in zip(rows, nearest, strict=True) if cosine >= NEAR_REPEAT]] = False
        for row in rows:
            for term in rare[row] if kept[row] else ():
                having = earlier.setdefault(term, [])
                if len(having) < MAX_KEPT:
                    having.append(row)
    return kept


def rare_terms(weights: Weights) -> list[list[int]]:
    """Return for each row the columns of its rarest terms, one of which every row that repeats it has among its own.

    What is left of a row without them has a norm below NEAR_REPEAT, and so has no such cosine to any row (Bayardo, Ma
    & Srikant 2007, WWW, pp. 131-140).
    """
    import numpy as np

    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    frequency = np.bincount(weights.indices, minlength=weights.shape[1])[weights.indices]
    by_rarity = np.lexsort((weights.indices, frequency, rows))
    squares = weights.data[by_rarity] ** 2
    total = np.concatenate([[0.0], np.cumsum(squares)])
    left = np.repeat(total[weights.indptr[1:]], np.diff(weights.indptr)) - total[:-1]  # from each term on
    rarest = left >= NEAR_REPEAT**2 - ROUNDING
    ends = np.concatenate([[0], np.cumsum(rarest)])[weights.indptr]
    columns = weights.indices[by_rarity][rarest].tolist()
    return [columns[start:end] for start, end in pairwise(ends.tolist())]


def most_alike(terms: Iterable[int], earlier: Index) -> list[int]:
    """Return the MAX_COMPARED rows that share most of some terms, of as many the first."""
    shared = Counter(chain.from_iterable(earlier.get(term, ()) for term in terms))
    return [row for row, _ in shared.most_common(MAX_COMPARED)]


def moment(corpus: Corpus, document: int) -> tuple[str, str]:
    """Return the day of a document, and its time of day where it is known; "" for what is not known.

    Both are in UTC where the time zone is known. Else the day is that of `Corpus.days`, so that dates in all forms can
    be compared. document: index into the corpus.
    """
    day, _, clock = clock_time(corpus.documents[document]).partition("T")
    return (day, clock) if clock else (corpus.days[document] or "", "")
