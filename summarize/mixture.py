"""Whether articles tell of one event, as a summary takes for granted; what to say where they do not.

The measure is coarser than that of `summarize.stories`, which tells two earthquakes apart: articles of one topic, such
as a year of one conflict, may well be summarised together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from summarize.copies.linkage import linkage_of_all_pairs
from summarize.corpus import article_stems
from summarize.errors import shortened, shown_name
from summarize.records import Corpus, Document
from summarize.score.tfidf import with_unit_rows
from summarize.text.languages import load_language
from summarize.text.stemmers import stemmer
from summarize.text.token_rows import TokenRows, distinct

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


# Similarity is the cosine of the counts of content stems, without a weight for rare ones: what a whole cluster is about
# is common in it. Chosen on half of six sets of clusters (newswire, ECB+, web news, Portuguese, Vietnamese, round-ups
# of a paragraph each), each alone and mixed in twos and threes; rates on the other half.
# Average similarity below which two groups are two events: the warning comes on 100, 98, 83, 98, 78 and 58 % of the
# mixtures, and on none of the 191 clusters. At .16 it comes on 7 % of the newswire clusters of the first half.
SEPARATE = 0.14
# Similarity to every other article below which one is about something else: so it is in 12 % of the clusters of web
# news, where saved pages of other things are among the articles, 2 % of the round-ups, and none of the others.
STRAY = 0.08
# The same similarity and the share of the main names together, below which a page is a neighbouring story, background,
# or a notice: an encyclopaedia's, an archive's, a forecast of the weather.
ELSEWHERE = 0.45
MIN_MAIN_NAMES = 5
MIN_JUDGED = 3  # documents that are compared
MIN_PAGE_SENTENCES = 5  # a shorter text has few names anyway
# Of an article, to be judged at all; by judgement. Single sentences of reviews have little in common.
MIN_SENTENCES = 2
MIN_STEMS = 15  # different content stems
MIN_BRIEF_STEMS = 2  # of a shorter article, to be set aside because it has no word of the others
MIN_OTHERS = 2  # articles beside which one that is about something else is set aside; by judgement
# How many times the words of all others an article must have to be the story alone, where it has next to nothing in
# common with any: a saved page beside a notice of the archive that it comes from. By judgement.
OUTWEIGHS = 3
MAX_COMPARED = 300  # articles that are compared pair by pair, the longest; by judgement
DECIMALS = 12  # of similarities, so that all machines agree
MAX_NAMED = 3  # articles that a warning names; by judgement


class Events(NamedTuple):
    """What articles tell of. Indices into `Corpus.documents`; copies are spoken for by their first."""

    groups: list[list[int]]  # of two articles or more, one for each event
    strays: list[int]  # articles that are about something else than every other
    judged: int  # articles that were compared
    outweighed: list[int]  # articles beside one that is the story alone

    @property
    def set_aside(self) -> frozenset[int]:
        """The articles not quoted: the strays where at least MIN_OTHERS others are left, else what is outweighed."""
        return frozenset(self.strays if self.judged - len(self.strays) >= MIN_OTHERS else self.outweighed)


def events_of(corpus: Corpus, names: frozenset[str] = frozenset()) -> Events:
    """Return the events that articles tell of, as far as that can be told.

    names: the words, lower case, that are names in these articles.

    Only the first of several copies is compared, and only those with at least MIN_SENTENCES sentences and
    MIN_STEMS content stems; at most MAX_COMPARED of them, the longest. A shorter one is about something else where it
    has no word of these, days and numbers aside.
    """
    stems = article_stems(corpus)
    sentences = Counter(sentence.document for sentence in corpus.sentences)
    sizes = stems.distinct_words.tolist()
    judged = [
        index for index in first_of_copies(corpus) if sentences[index] >= MIN_SENTENCES and sizes[index] >= MIN_STEMS
    ][:MAX_COMPARED]
    if len(judged) < 2:
        return Events([], [], len(judged), [])
    similarity = similarities(stems.take(judged))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, label in zip(judged, linkage_of_all_pairs(similarity, SEPARATE), strict=True):
        groups[label].append(index)
    brief = brief_strays(corpus, stems, judged)
    shares = shares_of_main_names(corpus, judged, names)
    nearest = dict(zip(judged, similarity.max(axis=1).tolist(), strict=True))
    strays = [index for index in judged if nearest[index] < STRAY or nearest[index] + shares[index] < ELSEWHERE]
    events = [group for group in groups.values() if len(group) > 1]
    return Events(events, strays + brief, len(judged) + len(brief), outweighed(similarity, stems, judged))


def outweighed(similarity: npt.NDArray[np.float64], stems: TokenRows, judged: list[int]) -> list[int]:
    """Return the judged documents beside one that has OUTWEIGHS times their words, and nothing in common with any.

    similarity: (n, n) of the n judged documents. stems: of each document.
    """
    words = stems.lengths[judged].tolist()
    longest = words.index(max(words))
    apart = similarity[longest].max() < STRAY and words[longest] >= OUTWEIGHS * (sum(words) - words[longest])
    return [index for place, index in enumerate(judged) if place != longest] if apart else []


def shares_of_main_names(corpus: Corpus, judged: list[int], names: frozenset[str]) -> dict[int, float]:
    """Return for each judged document the share of the main names that it has: people, places, things.

    The main names for a document are those that most of the other ones have; articles are counted, not words, so that
    one long page about something else does not outweigh the news. The share is 1 for a document of fewer than
    MIN_PAGE_SENTENCES sentences, and where there are fewer than MIN_MAIN_NAMES main names or MIN_JUDGED documents.
    """
    lengths = Counter(sentence.document for sentence in corpus.sentences)
    named = names_by_document(corpus, names)
    had = {index: named[index] for index in judged}
    counts = Counter(name for own in had.values() for name in own)
    common = {name: count for name, count in counts.items() if 2 * count > len(judged) - 1}  # the others are of no use
    shares = dict.fromkeys(judged, 1.0)
    for index in judged if len(judged) >= MIN_JUDGED else ():
        own = had[index]
        main = [name for name, count in common.items() if 2 * (count - (name in own)) > len(judged) - 1]
        if len(main) >= MIN_MAIN_NAMES and lengths[index] >= MIN_PAGE_SENTENCES:
            shares[index] = len(own.intersection(main)) / len(main)
    return shares


def names_by_document(corpus: Corpus, names: frozenset[str]) -> defaultdict[int, set[str]]:
    """Return the names that each document has, lower case; names: the words, lower case, that are names."""
    import numpy as np

    tokens, named = TokenRows.of(corpus.tokens), defaultdict[int, set[str]](set)
    words = tokens.words
    as_name = {number: word.lower() for number, word in enumerate(words) if word[0].isupper() and word.lower() in names}
    is_name = np.zeros(len(words), dtype=bool)
    is_name[list(as_name)] = True
    places = np.flatnonzero(is_name[tokens.ids])
    documents = np.asarray([sentence.document for sentence in corpus.sentences], dtype=np.int64)[tokens.row[places]]
    for pair in distinct(documents * len(words) + tokens.ids[places]).tolist():
        document, number = divmod(pair, len(words))
        named[document].add(as_name[number])
    return named


def brief_strays(corpus: Corpus, stems: TokenRows, judged: list[int]) -> list[int]:
    """Return the documents too short to be judged that have words, but none of those that are judged.

    stems: of each document. Days, months and numbers are no such words: every notice has a day.
    """
    brief = set(first_of_copies(corpus)) - set(judged)
    if not brief:
        return []
    known = {stem for index in judged for stem in stems[index]}
    found = []
    for index in sorted(brief):
        language = load_language(corpus.languages[index])
        times = {stemmer(language)(word) for word in language.weekdays | language.months}
        words = {stem for stem in stems[index] if stem.isalpha()} - times
        if MIN_BRIEF_STEMS <= len(words) < MIN_STEMS and words.isdisjoint(known):
            found.append(index)
    return found


def first_of_copies(corpus: Corpus) -> list[int]:
    """Return the first document of each group of copies, those in another language than most left out.

    The result is ascending, since documents stand in the order of their indices.
    """
    first: dict[int, int] = {}
    for index, group in enumerate(corpus.copy_groups):
        if not corpus.foreign[index]:
            first.setdefault(group, index)
    return list(first.values())


def similarities(stems: TokenRows) -> npt.NDArray[np.float64]:
    """Return the cosines of the counts of stems, (n, n), with 0 of each article to itself.

    stems: (n,) rows, those of the articles. The result is symmetric, in [0, 1], rounded to DECIMALS.

    >>> from summarize.text.token_rows import TokenRows
    >>> similarities(TokenRows.of([["dam", "break"], ["dam", "break"], ["rate"]])).round(2).tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    import numpy as np
    from scipy.sparse import csr_array

    cells = (np.ones(len(stems.ids)), stems.ids, stems.starts)
    counts = csr_array(cells, shape=(len(stems), len(stems.words)), copy=True)  # the stems stay as they are
    counts.sum_duplicates()
    rows = with_unit_rows(counts)
    cosines = np.asarray((rows @ rows.T).toarray().round(DECIMALS), dtype=np.float64)
    np.fill_diagonal(cosines, 0.0)
    return cosines


def mixture_warnings(events: Events, corpus: Corpus, cited: Iterable[int]) -> list[str]:
    """Return a warning where articles tell of several events, and one where a summary cites what no other is about.

    cited: indices of the documents that the summary cites, as passed.
    """
    passed = set(cited)
    remedy = "`summarize digest` takes them apart"
    if len(events.groups) > 1:
        return [f"these look like {len(events.groups)} events; {remedy}"]
    if len(events.strays) == events.judged and events.judged > 1:
        return [f"these articles have next to nothing in common; {remedy}"]
    strays = [corpus.documents[index] for index in events.strays if corpus.passed[index] in passed]
    if not strays:
        return []
    names = [article_label(document) for document in strays]
    more = [f"and {len(names) - MAX_NAMED} more"] if len(names) > MAX_NAMED else []
    named = ", ".join([*names[:MAX_NAMED], *more])
    return [f"a sentence is taken from {named}, which no other article has to do with; {remedy}"]


def article_label(document: Document) -> str:
    """Return how an article is named in a message.

    >>> article_label(Document("It broke.", title="Dam breaks")), article_label(Document("It broke.", name="a.txt"))
    ('Dam breaks', 'a.txt')
    """
    return shown_name(document.name or document.title or shortened(document.text))
