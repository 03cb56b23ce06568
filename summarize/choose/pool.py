"""The sentences that a summary may be made of, and what is known of each beside those that are picked.

Takes the corpus with the TF-IDF rows and the salience of its sentences; returns rows as MMR picks them.
Sentences that tell much and stand alone come first; others are taken only where they must be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from summarize.choose.cosines import Cosines
from summarize.choose.mmr import Coverage, mmr
from summarize.choose.names import names_in
from summarize.choose.retelling import Retelling, are_remarks, retelling
from summarize.choose.standalone import Standing, looks_ahead, opens_contrast, standings
from summarize.options import Options
from summarize.records import Corpus, Sentence
from summarize.text.languages import Language, load_language

if TYPE_CHECKING:
    from summarize.records import Rows, Scores, Weights

COSTS: dict[str, Callable[[Sentence], int]] = {  # what a sentence takes of a budget in each unit
    "words": lambda sentence: sentence.words,
    "sentences": lambda _: 1,
    "characters": lambda sentence: len(sentence.text) + 1,  # and a space
}

# A sentence of fewer words than SHORT_SHARE of the median only fills the budget, unless its salience is among the first
# CENTRAL_SHARE or CENTRAL_RANKS: "Commerce oversees the Census Bureau." Where articles are remarks, none is a filler.
# The share was 0.5 when 60 summaries of newswire and web news were read. With 0.65 two readers, blind, count 13 trivial
# sentences in 18 clusters, not 15; ROUGE-2 recall changes by less than 0.2 points on five sets.
SHORT_SHARE = 0.65
CENTRAL_SHARE = 0.4
CENTRAL_RANKS = 10

MIN_FILL = 0.9  # share of the budget; a summary that fills less carries a warning; by judgement
# Sentences in a row from one article; more of them lose UNWANTED_LOSS of MMR. So an essay does not become the summary
# where others report. With 2, ROUGE-2 recall falls by 0.5 points on Multi-News and Vietnamese news.
MAX_RUN = 3
MIN_STORIES = 3  # where there are fewer, a run may be any length: of two stories one often tells most
# Days after its article from which on others are taken to know what came of what it foretells. With 1 ROUGE-2 recall of
# daily updates falls by 0.3 points.
DAYS_TO_COME = 2
# Share of the stems of a row, names apart, from which on one pick has told it: NINE in ten trains were axed. With .55
# to .7 ROUGE-2 recall changes by less than 0.1 points on newswire, web news, round-ups and the clusters in benchmarks/.
CONTAINED = 0.6
# Share of the novelty where a question was asked: what answers it best may be alike. Of 193, 175 are answered, not 173.
ASKED_NOVELTY = 0.5


class Pool:
    """The sentences that a summary may be made of, as rows of the corpus.

    weights: (n, v) TF-IDF rows of all words, of unit L2 norm or zero. scores: (n,) in [0, 1]. rows: those that may be
    chosen, ascending. identical: (n,) the first row that has the very same sentence. Of equal sentences only the best
    copy may be chosen. told: rows that an earlier summary told. refused: rows that may not be quoted, with the reason
    of each. Neither are among `rows`. How a sentence stands alone is judged when it is asked for.
    """

    def __init__(
        self,
        corpus: Corpus,
        weights: Weights,
        scores: Scores,
        rows: Sequence[int],
        identical: Rows,
        options: Options,
        *,
        told: frozenset[int] = frozenset(),
        refused: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        import numpy as np

        self.corpus, self.weights, self.scores, self.told = corpus, weights, scores, told
        self.rows, self.refused = np.array(rows, dtype=np.int64), refused
        self.asked, self.min_voices = options.query is not None, options.min_voices
        self.standings = standings(corpus, curt=self.asked)
        self.stories = len({corpus.copy_groups[corpus.sentences[row].document] for row in rows})
        self.unit, self.novelty = options.unit, options.diversity * (ASKED_NOVELTY if self.asked else 1)
        self.costs = np.array([*map(COSTS[options.unit], corpus.sentences)])  # (n,)
        self.budget = min(options.budget, int(self.costs.sum())) + (options.unit == "characters")  # no last space
        self.identical = identical
        self.copies: dict[int, list[int]] = defaultdict(list)  # by first row: the rows of a sentence that comes twice
        copy_counts = np.bincount(identical[self.rows], minlength=len(identical))
        for row in self.rows[copy_counts[identical[self.rows]] > 1].tolist():
            self.copies[int(identical[row])].append(row)
        self.best_copies: dict[int, int] = {}  # by first row
        self.stems: dict[int, frozenset[str]] = {}  # by row, see `words`
        self.overtaken: frozenset[int] = frozenset()  # first rows, see `without`
        self.newest: frozenset[int] = frozenset()  # rows that overtake them

    def with_leaning(self, rows: Iterable[int]) -> Pool:
        """Return this pool with some rows taken for ones that lean."""
        pool = copy(self)
        pool.standings, pool.best_copies = self.standings.with_leaning(rows), {}
        return pool

    def without(self, newest: Mapping[int, int]) -> Pool:
        """Return this pool with some rows, and their copies, overtaken by what later articles tell.

        newest: by overtaken row, the row that tells the newest state.
        """
        pool = copy(self)
        pool.overtaken = self.overtaken.union(self.identical[[*newest]].tolist())
        pool.newest = self.newest.union(newest.values())
        return pool

    def is_overtaken(self, row: int) -> bool:
        """Whether a later article tells a newer state than a row, so that it may not be chosen."""
        return int(self.identical[row]) in self.overtaken

    def best_copy(self, row: int) -> int:
        """Return the copy of a row's sentence that stands alone best; ties go to the lower row."""
        first = int(self.identical[row])
        if first in self.copies and first not in self.best_copies:
            self.best_copies[first] = min(self.copies[first], key=lambda copy: (self.standings[copy], copy))
        return self.best_copies.get(first, row)

    def is_eligible(self, row: int, worst: Standing = Standing.ALONE) -> bool:
        """Whether a row may be chosen among those that stand alone no worse than `worst`."""
        return self.standings[row] <= worst and self.best_copy(row) == row and not self.is_overtaken(row)

    @property
    def is_used_up(self) -> bool:
        """Whether all that could be chosen was told by earlier summaries."""
        return bool(self.told) and not any(self.is_eligible(row, Standing.LEANS) for row in self.rows.tolist())

    def follows(self, row: int) -> bool:
        """Whether a row may be chosen directly behind the sentence before it in its article, and not without it."""
        return self.standings.follows(row) and self.best_copy(row) == row and not self.is_overtaken(row)

    def still_led(self, rows: Iterable[int]) -> list[int]:
        """Return some rows, as picked, without those that may be chosen only behind one that is not among them."""
        led: list[int] = []
        for row in rows:
            led += [row] if self.is_eligible(row) or (self.follows(row) and row - 1 in led) else []
        return led

    @cached_property
    def cosines(self) -> Cosines:
        """The cosines between all rows."""
        return Cosines(self.weights)

    @cached_property
    def retelling(self) -> Retelling | None:
        """What finds rows that tell an event again, None where they cannot be told."""
        return retelling(self.corpus, self.cosines, self.rows)

    def retold(self, row: int, picks: Sequence[int]) -> list[int]:
        """Return those of some picks whose event a row tells again, in other words."""
        return [pick for pick in picks if self.retelling and self.retelling.tells_again(row, pick)]

    def repeats(self, row: int, picks: Sequence[int]) -> bool:
        """Whether a row repeats what some picks say, see `Coverage.repeated`."""
        compared = Cosines(self.weights[[row, *picks]])
        return bool(Coverage(compared, range(1, len(picks) + 1)).repeated()[0])

    def lengthens_run(self, row: int, picks: Sequence[int]) -> bool:
        """Whether a row makes more than MAX_RUN picks in a row from one article, where several stories are told."""
        sentences, picked, first, last = self.corpus.sentences, set(picks), row, row
        article = sentences[row].document
        while first - 1 in picked and sentences[first - 1].document == article:
            first -= 1
        while last + 1 in picked and sentences[last + 1].document == article:
            last += 1
        return last - first >= MAX_RUN and self.stories >= MIN_STORIES

    def is_unwanted(self, row: int, picks: Sequence[int]) -> bool:
        """Whether a row lengthens a run, foretells, is rebutted, or tells again what one of the picks tells."""
        if self.lengthens_run(row, picks) or self.foretells(row) or self.is_rebutted(row, picks):
            return True
        if self.is_contained(row, picks):
            return True
        return bool(self.retold(row, picks))

    def is_contained(self, row: int, picks: Sequence[int]) -> bool:
        """Whether one of the picks has all names of a row and most of its other words."""
        if self.has_remarks:
            return False
        sentences = self.corpus.sentences
        named = names_in(sentences[row].text, self.language(row))
        words = {word for word in self.words(row) if not any(name.lower().startswith(word) for name in named)}
        shared = (
            len(words & self.words(pick)) for pick in picks if all(name in sentences[pick].text for name in named)
        )
        return len(words) > 1 and max(shared, default=0) >= CONTAINED * len(words)

    def words(self, row: int) -> frozenset[str]:
        """Return the stems of a row, numbers in digits: nine is 9."""
        if row not in self.stems:
            numbers = self.language(row).numbers
            values = ((stem, numbers.get(stem)) for stem in self.corpus.stems[row])
            self.stems[row] = frozenset(f"{value:g}" if value else stem for stem, value in values)
        return self.stems[row]

    def foretells(self, row: int) -> bool:
        """Whether a row tells what is to come, and later articles may know what came."""
        sentence = self.corpus.sentences[row]
        day = self.corpus.days[sentence.document]
        if day is None or not looks_ahead(sentence.text, self.language(row)):
            return False
        return (date.fromisoformat(self.last_day) - date.fromisoformat(day)).days >= DAYS_TO_COME

    def is_rebutted(self, row: int, picks: Sequence[int]) -> bool:
        """Whether the next sentence of the article limits or takes back what a row says, and is not picked."""
        sentences = self.corpus.sentences
        if row + 1 == len(sentences) or row + 1 in picks or not sentences[row + 1].position:
            return False
        return opens_contrast(sentences[row + 1].text, self.language(row))

    @cached_property
    def last_day(self) -> str:
        """The last day that an article is of, "" where none is known."""
        return max(filter(None, self.corpus.days), default="")

    @cached_property
    def span(self) -> int:
        """How many days lie between the first and the last article whose days are known."""
        days = [date.fromisoformat(day) for day in filter(None, self.corpus.days)]
        return (max(days) - min(days)).days if days else 0

    def language(self, row: int) -> Language:
        """Return the word lists of a row's language."""
        return load_language(self.corpus.languages[self.corpus.sentences[row].document])

    def is_filler(self, row: int) -> bool:
        """Whether a row is short and says little of what the articles say, so that it would only fill the budget.

        None is where a question was asked: what answers it may be short.
        """
        return not self.asked and self.is_short(row) and bool(self.scores[row] < self.central_salience)

    def is_short(self, row: int) -> bool:
        """Whether a row is much shorter than most."""
        return bool(self.corpus.sentences[row].words < SHORT_SHARE * self.median_words)

    @cached_property
    def has_remarks(self) -> bool:
        """Whether articles are remarks of a sentence, as in reviews."""
        return are_remarks(self.corpus)

    @cached_property
    def highest(self) -> float:
        """The highest salience of a row that may be chosen."""
        return float(self.scores[self.rows].max(initial=0.0))

    @cached_property
    def central_salience(self) -> float:
        """The salience from which on a short row is no filler."""
        import numpy as np

        count = len(self.rows)
        rank = max(CENTRAL_RANKS, int(CENTRAL_SHARE * count))
        if rank >= count or self.has_remarks:
            return 0.0
        return float(np.partition(self.scores[self.rows], count - 1 - rank)[count - 1 - rank])

    @cached_property
    def median_words(self) -> float:
        """The median length of the rows that may be chosen, in words."""
        import numpy as np

        return float(np.median([self.corpus.sentences[row].words for row in self.rows.tolist()] or [0]))

    def pick(self, worst: Standing, *, fillers: bool = False, start: Sequence[int] = ()) -> list[int]:
        """Return the rows that MMR picks among those that stand alone no worse than `worst`, and those that follow.

        fillers: whether short rows that say little are picked, too. start: rows that are picked already, and stay.
        """
        rows = frozenset(self.rows.tolist())

        def leader(row: int) -> int | None:
            if not fillers and self.is_filler(row):
                return None
            if self.is_eligible(row, worst):
                return row
            return row - 1 if row - 1 in rows and self.follows(row) else None

        return mmr(
            self.cosines,
            self.scores,
            self.costs,
            budget=self.budget,
            novelty=self.novelty,
            leader=leader,
            unwanted=self.is_unwanted,
            start=start,
            among=self.rows,
        )
