"""Pages that the project invents, each line labelled as article text or not: what the model of debris is fitted on.

Texts grow from the grammar of `debris_grammar.json`: a name in braces is replaced by one of its alternatives. Article
text is taken from the project's own articles, and from sentences of the grammar that read like debris and are none.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
MARK = re.compile(r"(?<=\w)([.,!?;:])(?= |$)")
SEED = 11  # of the dice

CAPITALISED_SHARE = 0.06  # of the lines of debris that are set in capitals
FIRST_CAPITAL_SHARE = 0.8  # of the pieces of debris that begin by a capital whatever the grammar says
RUNNING = ("share", "notice", "shop", "nav", "teaser")  # kinds that extraction runs together on a line
RUNNING_SHARE = 0.3  # of such lines, and of such lines once run together, that go on
HARD_SHARE = 0.25  # of the paragraphs of article text that are from the grammar
HARD_PROSE = ("prose_hard",) * 4 + ("prose_phrase",) * 3 + ("prose_you", "prose_colon", "prose_short")
TOKENISED_SHARE = 0.04  # of the pages, whose words and marks stand apart, as in collections for research
CLOSING_SHARE = 0.4  # of the pages that close by article text of the grammar, whatever stands before it
MIXED_SHARE = 0.06  # of the paragraphs behind which debris is glued


class Line(NamedTuple):
    """A line of a page, as its parts: sentences of article text and of debris, each with its label."""

    parts: tuple[tuple[str, bool], ...]  # text, whether it is debris

    @property
    def text(self) -> str:
        """The line as it stands on the page."""
        return " ".join(text for text, _ in self.parts)


@cache
def grammar() -> dict[str, list[str]]:
    """Return the alternatives of each name."""
    alternatives: dict[str, list[str]] = json.loads((HERE / "debris_grammar.json").read_text(encoding="utf-8"))
    phrases = alternatives["phrase_lc"]  # of the rules, which stand in article text, too
    return alternatives | {"phrase": [phrase[0].upper() + phrase[1:] for phrase in phrases]}


class Writer:
    """Writes pages; the same dice, the same pages."""

    def __init__(self, prose: Sequence[str], seed: int = SEED) -> None:
        self.dice = random.Random(seed)
        self.articles = prose

    def grow(self, name: str, **given: str) -> str:
        """Return a text grown from a name of the grammar; given: what stands for names that it does not have."""
        text = self.dice.choice(grammar()[name])
        return SLOT.sub(lambda match: given.get(match[1]) or self.grow(match[1], **given), text)

    def debris(self, name: str) -> Line:
        """Return a line of debris of a kind."""
        text = self.piece(name)
        while name in RUNNING and self.dice.random() < RUNNING_SHARE:
            text += " " + self.piece(self.dice.choice(RUNNING))
        return Line(((text.upper() if self.dice.random() < CAPITALISED_SHARE else text, True),))

    def piece(self, name: str) -> str:
        """Return a piece of debris of a kind."""
        text = self.grow(name, k=str(self.dice.randint(1, 9)), m=str(self.dice.randint(10, 40)))
        return text[0].upper() + text[1:] if self.dice.random() < FIRST_CAPITAL_SHARE else text

    def prose(self) -> Line:
        """Return a paragraph of article text, sometimes with debris glued to it."""
        parts = [(self.sentences(), False)]
        if self.dice.random() < MIXED_SHARE:
            glued = self.debris(self.dice.choice(("share", "notice", "teaser", "caption", "shop"))).parts[0]
            parts.insert(self.dice.choice((0, 1, 1)), glued)
        return Line(tuple(parts))

    def sentences(self) -> str:
        """Return a paragraph of one to three sentences."""
        if self.dice.random() >= HARD_SHARE:
            return self.dice.choice(self.articles)
        name = self.dice.choice(HARD_PROSE)
        alone = name in ("prose_colon", "prose_short")
        return " ".join(self.grow(name) for _ in range(1 if alone else self.dice.choice((1, 1, 1, 2, 3))))

    def some(self, make: Callable[[], Line], least: int, most: int) -> list[Line]:
        """Return between `least` and `most` lines."""
        return [make() for _ in range(self.dice.randint(least, most))]

    def run(self, *names: str, least: int = 0, most: int = 2) -> list[Line]:
        """Return a few lines of debris, each of one of some kinds."""
        return self.some(lambda: self.debris(self.dice.choice(names)), least, most)

    def page(self) -> list[Line]:
        """Return the lines of a page of any type."""
        usual = (self.news, self.news, self.news, self.plain, self.plain, self.gallery)
        lines = self.dice.choice(
            (*usual, self.listing, self.product, self.blog, self.explainer, self.interview, self.reviews)
        )()
        if self.dice.random() < CLOSING_SHARE:
            lines.append(Line(((self.grow(self.dice.choice(HARD_PROSE)), False),)))
        return lines

    def news(self) -> list[Line]:
        """Return an article with what a site sets around it and between its paragraphs."""
        lines = [*self.run("nav", "share", "notice", most=3), *self.run("headline", "byline", most=3)]
        lines += self.run("caption", "credit_line", most=2)
        for _ in range(self.dice.randint(4, 16)):
            lines.append(self.prose())
            if self.dice.random() < 0.25:
                lines.append(
                    self.debris(self.dice.choice(("teaser", "caption", "heading", "share", "notice", "pull", "embed")))
                )
        return [*lines, *self.run("notice", "share", "teaser", "nav", "byline", "shop", most=7)]

    def plain(self) -> list[Line]:
        """Return an article with next to nothing around it."""
        return [*self.run("byline", most=1), *self.some(self.prose, 4, 18), *self.run("notice", "heading", most=1)]

    def gallery(self) -> list[Line]:
        """Return pictures with their captions, whose context is often the same, before or behind an article."""
        count = self.dice.randint(4, 14)
        context = self.grow("context") if self.dice.random() < 0.5 else ""
        style = self.dice.choice(("caption", "caption", "gallery_entry"))

        def entry(number: int) -> Line:
            text = self.grow(style, k=str(number), m=str(count))
            return Line(((f"{text} {context}".strip(), True),))

        captions = [entry(number + 1) for number in range(count)]
        if self.dice.random() < 0.25:
            captions = [Line(((" ".join(line.text for line in captions), True),))]
        article = self.some(self.prose, 2, 12)
        return [*captions, *article] if self.dice.random() < 0.6 else [*article, *captions]

    def listing(self) -> list[Line]:
        """Return an article in parts, with lists of facts between headings."""
        lines = self.some(self.prose, 1, 4)
        heading = self.dice.choice(("heading", "heading", "question"))
        for _ in range(self.dice.randint(2, 6)):
            lines += [self.debris(heading), *self.run("list_item", least=1, most=6)]
            lines += [*self.run("credit_line", most=1), *self.some(self.prose, 0, 3)]
        return [*lines, *self.run("teaser", "share", "notice", most=4)]

    def product(self) -> list[Line]:
        """Return a page that sells something, or explains it."""
        lines = [*self.run("nav", most=4), *self.some(self.prose, 1, 3)]
        for _ in range(self.dice.randint(1, 4)):
            lines += [self.debris("heading"), *self.run("list_item", "shop", least=1, most=5)]
            lines += self.some(self.prose, 0, 2)
        return [*lines, *self.run("shop", "share", "nav", "notice", least=1, most=6)]

    def explainer(self) -> list[Line]:
        """Return an article that addresses its readers: a guide, a review, the rules of a service."""
        lines = self.run("byline", "share", "nav", most=2)
        heading = self.dice.choice(("heading", "question"))
        for _ in range(self.dice.randint(3, 8)):
            lines += [*self.run(heading, most=1), *self.some(self.dice.choice((self.address, self.prose)), 1, 3)]
        return [*lines, *self.run("share", "notice", "teaser", "shop", most=5)]

    def address(self) -> Line:
        """Return a paragraph of article text that addresses its readers."""
        return Line(((" ".join(self.grow("prose_you") for _ in range(self.dice.choice((1, 2, 2, 3, 4, 5)))), False),))

    def interview(self) -> list[Line]:
        """Return questions and answers, each of a line or with paragraphs between."""
        lines = [*self.run("byline", "headline", most=2), *self.some(self.prose, 1, 3)]
        for _ in range(self.dice.randint(3, 10)):
            name = "answer" if self.dice.random() < 0.7 else "prose_colon"
            lines += [Line(((self.grow(name), False),)), *self.some(self.prose, 0, 2)]
        return [*lines, *self.run("share", "notice", "teaser", most=4)]

    def reviews(self) -> list[Line]:
        """Return what buyers and guests wrote, a sentence a line."""
        return self.some(lambda: Line(((self.grow("prose_review"), False),)), 5, 30)

    def blog(self) -> list[Line]:
        """Return short paragraphs, pull quotes and posts, with teasers in a row."""
        lines = self.run("byline", "share", most=3)
        for _ in range(self.dice.randint(3, 9)):
            lines += [*self.some(self.prose, 1, 3), *self.run("pull", "embed", "caption", "teaser", "share", most=1)]
        return [*lines, *self.run("teaser", "headline", least=2, most=8), *self.run("notice", "share", "shop", most=4)]


def pages(count: int, prose: Sequence[str], seed: int = SEED) -> Iterator[list[Line]]:
    """Yield so many pages; prose: paragraphs of article text to draw from."""
    writer = Writer(prose, seed)
    for _ in range(count):
        page = writer.page()
        yield [*map(tokenised, page)] if writer.dice.random() < TOKENISED_SHARE else page


def tokenised(line: Line) -> Line:
    """Return a line with blanks before its marks."""
    return Line(tuple((MARK.sub(r" \1", text), debris) for text, debris in line.parts))
