"""Paragraphs of articles → notices of their sites: what several stories print word for word that speaks to the reader.

Pages of one publisher, or of one system that publishers use, print the same prompts. Taken for prose, they would make
copies of articles that have nothing else in common, and be the sentences that most voices tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarize.records import CleanedArticle
from summarize.text.languages import load_language
from summarize.text.quotes import find_quotes
from summarize.text.tokens import count_words, tokenize

MIN_OWN_WORDS = 30  # of an article beside what may be notices; with fewer it is compared with all it has; by judgement

Place = tuple[int, int]  # the index of an article, and of one of its blocks


def shared_prompts(articles: Sequence[CleanedArticle]) -> list[list[Place]]:
    """Return the paragraphs of prose that several articles have word for word and that speak to the reader.

    Each list holds the places of one such paragraph, in order. Linear in the text.
    """
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for number, article in enumerate(articles):
        for index, block in enumerate(article.blocks):
            if block.kind == "prose":
                places[" ".join(article.document.text[block.start : block.end].split())].append((number, index))
    shared = [found for found in places.values() if found[0][0] != found[-1][0]]
    return [found for found in shared if speaks_to_reader(articles, found[0])]


def speaks_to_reader(articles: Sequence[CleanedArticle], place: Place) -> bool:
    """Whether a paragraph has a word that addresses its reader or names its own page, outside quotation marks."""
    article, block = articles[place[0]], articles[place[0]].blocks[place[1]]
    paragraph = article.document.text[block.start : block.end]
    words = load_language(article.language).reader_words
    if not words:
        return False
    own, quoted_to = list[str](), 0
    for start, end in sorted(find_quotes(paragraph).pairs):
        own.append(paragraph[quoted_to : max(start, quoted_to)])
        quoted_to = max(end, quoted_to)
    return not words.isdisjoint(token.lower() for token in tokenize(" ".join((*own, paragraph[quoted_to:]))))


def compared_places(articles: Sequence[CleanedArticle], prompts: Iterable[list[Place]]) -> set[Place]:
    """Return the places of prompts that are left out when copies are sought: those of articles with enough besides."""
    places = {place for found in prompts for place in found}
    own = [0] * len(articles)
    for number in {number for number, _ in places}:
        text = articles[number].document.text
        for index, block in enumerate(articles[number].blocks):
            if block.kind == "prose" and (number, index) not in places:
                own[number] += count_words(text[block.start : block.end])
    return {place for place in places if own[place[0]] >= MIN_OWN_WORDS}


def notices_among(prompts: Iterable[list[Place]], stories: Sequence[int]) -> set[Place]:
    """Return the places of those prompts that articles of several stories have.

    stories: of each article, found without the prompts. What only copies of one story share is part of it.
    """
    return {place for found in prompts if len({stories[number] for number, _ in found}) > 1 for place in found}


def without(articles: Sequence[CleanedArticle], places: set[Place]) -> list[CleanedArticle]:
    """Return articles in which the blocks at some places are notices, no prose."""
    of_article: defaultdict[int, set[int]] = defaultdict(set)
    for number, index in places:
        of_article[number].add(index)
    changed = list(articles)
    for number, indices in of_article.items():
        document, blocks, language = articles[number].document, articles[number].blocks, articles[number].language
        kinds = (block._replace(kind="notice") if index in indices else block for index, block in enumerate(blocks))
        changed[number] = CleanedArticle(document, tuple(kinds), language)
    return changed
