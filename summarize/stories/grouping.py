"""A mixed folder to stories: which articles tell of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from summarize.copies.linkage import average_linkage
from summarize.corpus import article_stems, build_corpus, numbered
from summarize.options import Options
from summarize.read.inputs import DocumentInput, gather
from summarize.records import Corpus
from summarize.stories.similarity import Dividers, similarities
from summarize.stories.templates import Title, name_words, other_issue, titles
from summarize.text.languages import load_language, stemmer

if TYPE_CHECKING:
    from collections.abc import Sequence


# Average similarity of two stories that are joined; chosen together with the numbers of `similarity`. F1 on ECB+, the
# own clusters: .940, 1 with it, .938, .97 with .1.
MIN_SIMILARITY = 0.09


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
    heads_of_group: defaultdict[int, list[int]] = defaultdict(list)
    for document, group in enumerate(corpus.copy_groups):
        same = (head for head in heads_of_group[group] if not other_issue(apart[head], apart[document]))
        head = next(same, None)
        if head is None:
            heads_of_group[group].append(document)
            copies[document] = [document]
        else:
            copies[head].append(document)
    return sorted(copies), copies


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
