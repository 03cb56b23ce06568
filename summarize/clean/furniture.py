"""What of an English page is furniture of the site: a small model of each line and its neighbours.

Rules know furniture by its form. What has no form of its own (captions that read as news, appeals, items of lists) is
weighed here: each line that is not plainly prose gets the mean of a logistic regression and of boosted trees over the
features of `features.row_of`. Both were fitted by `benchmarks/debris.py` on pages that the project invented; the
numbers are `data/model.json`. The model is the second sign, too, that a hint of the rules needs (`rules.HINTS`). In
other languages, where nothing is weighed, that sign is the place of a line.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import exp
from operator import mul
from typing import NamedTuple

from summarize.clean.features import (
    NUMBER_OF,
    Page,
    has_sign,
    is_english,
    is_weighed,
    names_day,
    page_of,
    row_of,
    word_lists,
    words_of,
)
from summarize.clean.layout import Draft, cut, prose_indices, with_kinds
from summarize.clean.lines import (
    as_one_line,
    ends_sentence,
    inner_starts,
    made_of_sentences,
    read_data,
    word_list,
    words_in,
)
from summarize.records import Block

# Probabilities from which a line is furniture, for lines of up to so many words: the longer, the more would be lost.
LINE_BARS = ((12, 0.6), (20, 0.7), (60, 0.8), (sys.maxsize, 0.97))
HINTED_BAR = 0.33  # of a line or sentence for which a rule has a hint
SENTENCE_BAR = 0.93  # of the first or last sentences of a paragraph, and of its sentences on average
DEPTH, INNER_NODES = 3, 7  # of each tree, which is full
MAX_OUTER_WORDS = 25  # of such a sentence; longer ones are text
MAX_CAPTIONS_ALONE = 5  # of a text without prose; with more it is a gallery, not a text that is set oddly
MAX_NOTICE_ALONE_WORDS = 90  # of a page that is nothing but a notice; by judgement
MIN_SITE_WORDS = 2  # different words of sites, shops or rights in such a notice; by judgement
QUOTATION = re.compile('["“”„«»]')
MAX_HEADING_WORDS = 12  # of a line without any other sign of its kind; longer ones are captions


def settle_furniture(text: str, drafts: list[Draft], *, weighed: bool) -> list[Draft]:
    """Return the drafts with furniture marked, and each hint believed or dropped.

    text: what the drafts' offsets refer to. weighed: whether the model may be asked, as where full stops tell
    sentences from other lines. A sentence that was cut off for a hint that is dropped joins its paragraph.
    """
    if weighed and is_english([draft.line for draft in drafts]):
        drafts = weigh(text, drafts)
    else:
        drafts = with_kinds(drafts, {index: drafts[index].hint for index in hinted_in_place(drafts)})
    return joined(text, [draft._replace(hint="") if draft.hint else draft for draft in drafts])


def hinted_in_place(drafts: list[Draft]) -> list[int]:
    """Return the indices of hints that stand where furniture does: beside other furniture, or outside all prose."""
    firm = [draft.kind == "prose" and not draft.hint for draft in drafts]
    inside = range(firm.index(True), len(firm) - firm[::-1].index(True)) if any(firm) else range(0)
    return [
        index
        for index, draft in enumerate(drafts)
        if draft.hint
        and (index not in inside or not all(firm[max(0, index - 1) : index] + firm[index + 1 : index + 2]))
    ]


def joined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with prose that was cut from the prose before it joined to that again."""
    whole: list[Draft] = []
    for draft in drafts:
        if draft.joined and draft.kind == "prose" and whole and whole[-1].kind == "prose":
            whole[-1:] = cut(text, [Block(whole[-1].start, draft.end, "prose")])
        else:
            whole.append(draft)
    return whole


def weigh(text: str, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of an English text with furniture marked, and cut off the ends of paragraphs."""
    page = page_of([draft.line for draft in drafts], [draft.kind != "prose" or bool(draft.hint) for draft in drafts])
    weighed: list[Draft] = []
    last = prose_indices(drafts)[-1:]
    broken_off = [row for row in last if not ends_sentence(drafts[row].line) and not has_sign(drafts[row].line)]
    for index, draft in enumerate(drafts):
        if draft.kind != "prose" or index in broken_off or not (draft.hint or is_weighed(draft.line)):
            weighed.append(draft)
        elif chance_of(page, index, draft.line, bar := bar_of(draft)) >= bar:
            weighed.append(draft._replace(kind=draft.hint or kind_by_words(draft.line)))
        else:
            whole = draft.joined or not has_sign(draft.line)
            weighed += [draft] if whole else by_sentences(text, draft, page, index)
    return weighed if is_enough(weighed) else drafts


def is_enough(drafts: list[Draft]) -> bool:
    """Whether prose is left of a text, or so many captions stand in it that it is a gallery.

    drafts: all of a text, with their kinds so far. Where this is False, what was marked last is taken back.
    """
    captions = [draft.line for draft in drafts if draft.kind == "caption"]
    told = sum(line.endswith(")") or made_of_sentences(line) for line in captions)
    return told > MAX_CAPTIONS_ALONE or any(draft.kind == "prose" for draft in drafts)


def bar_of(draft: Draft) -> float:
    """Return the probability from which a draft of prose is furniture."""
    words = words_in(draft.line)
    return HINTED_BAR if draft.hint else next(bar for most, bar in LINE_BARS if words <= most)


def by_sentences(text: str, draft: Draft, page: Page, index: int) -> list[Draft]:
    """Judge a draft by its sentences; return it marked as a whole, or with its first and last sentences cut off.

    All of it is furniture where its sentences are on average: appeals and notices are often run together.
    """
    paragraph = as_one_line(text[draft.start : draft.end])
    starts = [0, *inner_starts(paragraph)]
    if len(starts) == 1:
        return [draft]
    spans = [*zip(starts, [*starts[1:], len(paragraph)], strict=True)]
    sentences = [paragraph[start:end].strip() for start, end in spans]
    if mean_reaches(HINTED_BAR if draft.hint else SENTENCE_BAR, page, index, sentences):
        return [draft._replace(kind=draft.hint or kind_by_words(draft.line))]
    rows = range(len(spans))
    first = next((row for row in rows if not is_loose(page, index, sentences[row])), None)
    if first is None:
        return [draft]
    last = next(row for row in reversed(rows) if row == first or not is_loose(page, index, sentences[row]))
    if (first, last) == (rows[0], rows[-1]):
        return [draft]
    edges = [0, spans[first][0], spans[last][1], len(paragraph)]
    kinds = [kind_by_words(paragraph[: edges[1]]), "prose", kind_by_words(paragraph[edges[2] :])]
    parts = [Block(draft.start + a, draft.start + b, k) for a, b, k in zip(edges, edges[1:], kinds, strict=False)]
    return cut(text, parts)


def mean_reaches(bar: float, page: Page, index: int, sentences: Sequence[str]) -> bool:
    """Whether the mean chance of the sentences of a line, by their length, is at least `bar`.

    index: of the line in the page. Without a sign a sentence has none, so that mostly the model need not be asked.
    """
    signed = [line for line in sentences if has_sign(line)]
    total = sum(map(len, sentences))
    if sum(map(len, signed)) / total < bar:
        return False
    return sum(chance_of(page, index, line) * len(line) for line in signed) / total >= bar


def is_loose(page: Page, index: int, sentence: str) -> bool:
    """Whether a sentence may be cut off a line where it is the first or last one; index: of the line in the page."""
    if words_in(sentence) > MAX_OUTER_WORDS or not has_sign(sentence):
        return False
    return chance_of(page, index, sentence, SENTENCE_BAR) >= SENTENCE_BAR


def chance_of(page: Page, index: int, line: str, least: float = 0.0) -> float:
    """Return the `probability` that a line of a page, or a sentence in it, is furniture."""
    return probability(row_of(page, index, line), least)


def without_notices_alone(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts of a text; where all its prose is short notices of a site about itself, as such.

    Such a page was saved where the article was gone: a form, an offer of copies, the note of an archive.
    """
    prose = [index for index, draft in enumerate(drafts) if draft.kind == "prose"]
    words = accumulate(words_in(drafts[index].line) for index in prose)  # long texts are told from the first lines
    is_short = bool(prose) and all(count <= MAX_NOTICE_ALONE_WORDS for count in words)
    are_notices = is_short and all(speaks_of_site(drafts[index].line) for index in prose)
    return with_kinds(drafts, dict.fromkeys(prose, "notice")) if are_notices else drafts


def speaks_of_site(text: str) -> bool:
    """Whether a text speaks to its reader of a site, or of how an archive saves pages, and nobody is quoted.

    >>> speaks_of_site("You can delete your Tweets on the web."), speaks_of_site("You can see the dam from the web.")
    (True, False)
    """
    words, lists = words_of(text), word_lists()
    if not word_list("crawls").isdisjoint(words):
        return not word_list("archives").isdisjoint(words) and not QUOTATION.search(text)
    of_site = {word for word in words if word in lists["web"] or word in lists["legal"] or word in lists["shop"]}
    told = lists["speech"] | word_list("findings")
    to_reader = not lists["readers"].isdisjoint(words)
    return to_reader and len(of_site) >= MIN_SITE_WORDS and told.isdisjoint(words) and not QUOTATION.search(text)


def kind_by_words(line: str) -> str:
    """Return the kind of a line that is furniture, by its words."""
    lists, words = word_lists(), words_of(line)
    if not lists["photo"].isdisjoint(words) or names_day(line) or NUMBER_OF.search(line):
        return "caption"
    if words and (words[0] in lists["imperatives"] or not lists["readers"].isdisjoint(words)):
        return "share"
    if not (lists["web"] | lists["legal"]).isdisjoint(words):
        return "notice"
    return "heading" if words_in(line) <= MAX_HEADING_WORDS else "caption"


def probability(row: Sequence[float], least: float = 0.0) -> float:
    """Return the mean of both models for the features of a line, in [0, 1].

    least: where the first model alone shows that the mean is below this, 0 is returned without asking the trees.
    """
    model = load_model()
    linear = logistic(model.bias + sum(map(mul, model.weights, row)))
    if (linear + 1) / 2 < least:
        return 0.0
    score = model.base
    for features, thresholds, leaves in model.trees:
        node = 0
        for _ in range(DEPTH):  # the children of node k are 2k + 1 and 2k + 2
            node = 2 * node + (1 if row[features[node]] <= thresholds[node] else 2)
        score += leaves[node - INNER_NODES]
    return (linear + logistic(score)) / 2


def logistic(score: float) -> float:
    """Return the logistic function of a score, which may be of any size."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


class Model(NamedTuple):
    """The numbers of the logistic regression, on features as they are, and of the boosted trees."""

    bias: float
    weights: tuple[float, ...]
    base: float  # of the trees
    trees: tuple[tuple[list[int], list[float], list[float]], ...]  # features, thresholds, leaves of each full tree


@cache
def load_model() -> Model:
    """Return the fitted model."""
    numbers = json.loads(read_data("model.json"))
    return Model(numbers["bias"], tuple(numbers["weights"]), numbers["base"], tuple(map(tuple, numbers["trees"])))
