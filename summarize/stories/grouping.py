"""A mixed folder to stories: which articles tell of one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from summarize.copies.linkage import average_linkage
from summarize.corpus import article_stems, build_corpus, numbered
from summarize.options import Options
from summarize.read.inputs import DocumentInput, gather
from summarize.records import Corpus
from summarize.stories.similarity import Dividers, similarities
from summarize.stories.templates import Title, name_words, other_issue, titles
from summarize.text.languages import load_language
from summarize.text.stemmers import stemmer

if TYPE_CHECKING:
    from collections.abc import Sequence


# Average similarity of two stories that are joined; chosen together with the numbers of `similarity`. F1 on ECB+, on
# newswire and web news, on small folders of short articles: .937, .874, .98 with it, .928, .863, .98 with .08.
MIN_SIMILARITY = 0.07


def group(
    documents: DocumentInput | Iterable[DocumentInput], *, language: str | None = None
) -> tuple[tuple[int, ...], ...]:
    """Return the stories that documents tell: indices into the documents as passed, ascending, each in one story.

    documents, language: as for `summarize.summarize`. How many stories there are is found, not asked. An article that
    belongs to no other is a story of its own. Articles in different languages are never in one story. The largest
    story comes first; ties go to the story with the lower index. The stories are the same whatever the order of the
    documents. Raises SummarizeError when nothing can be read.

    >>> group(["Quake hits Chile. A quake hit Chile on Monday.", "Rates rise.", "Chile quake: a quake hit on Monday."])
    ((0, 2), (1,))
    """
    corpus = build_corpus(gather(documents).documents, Options(language=language))
    return by_size([corpus.passed[index] for index in story] for story in group_corpus(corpus))


def by_size(stories: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """Return stories with their indices in order, the largest first; ties go to the lower index.

    >>> by_size([[4], [2, 0], [3, 1]])
    ((0, 2), (1, 3), (4,))
    """
    return tuple(sorted((tuple(sorted(story)) for story in stories), key=lambda story: (-len(story), story)))


def group_corpus(corpus: Corpus) -> list[list[int]]:
    """Return the stories of a corpus, each as indices into `corpus.documents`, every document in one story.

    Copies of one text speak once: their first stands for all, so that they are not each other's only neighbours.
    """
    names = name_words(corpus.tokens)
    apart = titles(corpus, names)
    heads, copies = copy_heads(corpus, apart)
    near = similarities(article_stems(corpus).take(heads), stems_of(names, corpus), dividers(corpus, apart, heads))
    stories: defaultdict[int, list[int]] = defaultdict(list)
    for head, label in zip(heads, average_linkage(near, MIN_SIMILARITY), strict=True):
        stories[label] += copies[head]
    return list(stories.values())


def stems_of(names: Iterable[str], corpus: Corpus) -> frozenset[str]:
    """Return the stems of names, lower case, in each language of a corpus, without those that tell nothing apart."""
    languages = [load_language(code) for code in set(corpus.languages)]
    return frozenset(
        stemmer(language)(name) for language in languages for name in names if name not in language.nameless
    )


def copy_heads(corpus: Corpus, apart: Sequence[Title]) -> tuple[list[int], dict[int, list[int]]]:
    """Return the documents that stand for their copies, in order, and the copies of each, itself among them.

    apart: (d,) the titles. Copies that fill one form with other names and numbers are not copies of one another.
    """
    copies: dict[int, list[int]] = {}
    rarity = Counter(chain.from_iterable(title.names for title in apart))
    heads_of_group: defaultdict[int, Heads] = defaultdict(lambda: Heads(apart, rarity))
    for document, group in enumerate(corpus.copy_groups):
        head = heads_of_group[group].of(document)
        copies.setdefault(head, []).append(document)
    return sorted(copies), copies


class Heads:
    """The documents of a group of copies that are copies of none before them, found by the rarest name in their titles.

    apart: (d,) the titles. counts: how many titles have each name. All heads have one form, since a document of another
    one, or of none, is a copy of the first.
    """

    def __init__(self, apart: Sequence[Title], counts: Mapping[str, int]) -> None:
        self.apart, self.counts = apart, counts
        self.first: int | None = None
        self.by_name: defaultdict[tuple[str, str], list[int]] = defaultdict(list)  # by label, and rarest name or ""

    def of(self, document: int) -> int:
        """Return the first head that a document is a copy of, else the document, which is then a head."""
        title = self.apart[document]
        if self.first is None:
            self.first = document
        elif not title.form or title.form != self.apart[self.first].form:
            return self.first
        # a document names what the title of its head does
        near = {head for name in {"", *title.names, *title.body} for head in self.by_name.get((title.label, name), ())}
        same = (head for head in sorted(near) if not other_issue(self.apart[head], title))
        if (found := next(same, None)) is not None:
            return found
        rarest = min(title.names, key=lambda name: (self.counts[name], name), default="")
        self.by_name[title.label, rarest].append(document)
        return document


def dividers(corpus: Corpus, apart: Sequence[Title], documents: Sequence[int]) -> Dividers:
    """Return what forbids documents of a corpus to be of one story; documents: their indices, (n,)."""
    import numpy as np

    template = np.array(numbered([apart[index].form for index in documents]))
    formless = np.array([not apart[index].form for index in documents], dtype=bool)
    return Dividers(
        language=np.array(numbered([corpus.languages[index] for index in documents])),
        day=np.array([day_number(corpus.days[index]) for index in documents]),
        template=np.where(formless, -1, template),
        titles=[apart[index] for index in documents],
    )


def day_number(day: str | None) -> int:
    """Return a day, YYYY-MM-DD, as a number; -1 where it is not known.

    >>> day_number("2020-03-05") - day_number("2020-03-04"), day_number(None)
    (1, -1)
    """
    return date.fromisoformat(day).toordinal() if day else -1
