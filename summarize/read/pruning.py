"""What is taken from a saved page before its article is extracted, what is joined, and what is kept from being lost.

A page hides elements, and opens banners that ask for consent, money or an address: `prune` removes both. It sets its
advertisements between the parts of an article: `join_bodies` brings these together. Few have the article where others
have notes in the margin, or set it as it was typed: `uncover` makes plain containers and paragraphs of such elements,
which the extractor passes over.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from summarize.read.markup import (
    ADVERT_NAME,
    BLOCK_TAGS,
    CONTROL_TAGS,
    HIDDEN_STYLE,
    MAX_PROMPT_CHARACTERS,
    MIN_BODY_PARAGRAPHS,
    STRUCK_TAGS,
    advertises,
    is_long,
    is_telling,
    is_unseen,
)
from summarize.read.printed_pages import is_page_or_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

SCREEN_READER_CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "u-hidden-visually"}
)
PROMPT_NAME = re.compile(  # in the id or class of an element
    r"(?:^|[\s_-])(?:cookie|consent|gdpr|onetrust|didomi|paywall|regwall|newsletter|sign-?up|subscri)", re.I
)
ADVERT_TAGS = ("p", "div", "section", "aside", "span", "li", "ins", "figure")
PROMPT_TAGS = ("div", "section", "aside", "form", "dialog")
BODY_TAGS = ("div", "section")
TEASER_NAME = re.compile(r"(?:^|[\s_-])(?:teaser|related|recirc|promo|recommended|more-(?:news|stories))", re.I)
BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
NAMED_BODY = '//*[@name="articleBody" or @itemprop="articleBody"]'
CHOICE_TAGS = ("input", "select", "textarea")
ASIDE_TAGS = ("p", "div", "section")
# Elements that the extractor drops with their text, though a page may set a word or a figure of a sentence in one.
DROPPED_TAGS = ("time", "label", "output", "progress", "button", "math", "object", "blink", "legend", "figure", "nav")
INLINE_TAGS = frozenset(("a", "u", "b", "i", "em", "strong", "span", "font", "small", "mark"))
LOOSE_TAGS = ("div", "center", "p", "section", "ul", "ol", "table", "figure", "blockquote", "aside", "h2", "h3", "h4")
PARAGRAPH_NAME = re.compile(r"(?:^|[\s_-])(?:p|para|paragraph|text)(?:$|[\s_-])", re.I)
MAX_DROPPED = 1000  # of them that are looked at; by judgement
GOES_ON = re.compile(r"\s*[^\W\d_A-ZÀ-ÞА-Я]|\s?[,;:.%)–-]")  # what follows inside a sentence
ENDS_SENTENCE = re.compile(r"(?:[.!?…:|·•]|\A)[\"'”’»)]?\s*\Z")
COVERING_TAGS = ("aside", "footer", "form", "nav", "noscript")  # what the extractor passes over
UNRENDERED_TAGS = ("script", "style", "template", "noscript", "iframe", "svg", "dialog")


def prune(tree: HtmlElement) -> None:
    """Remove from a page what it marks as hidden, and banners that ask for consent, money or an address."""
    controls = (control for control in tree.iter(*CHOICE_TAGS) if control.get("type") != "hidden")
    asking = {around for control in controls for around in control.iterancestors(*PROMPT_TAGS)}
    for element in list(tree.iter()):
        if element.tag == "article" and is_teaser(element):
            element.drop_tree()
        if element.tag in ("html", "body", "main", "article") or element.getparent() is None:
            continue
        unread = element.tag in ("template", "noscript", *STRUCK_TAGS) or is_hidden(element)
        if unread or is_advertisement(element) or (element in asking and is_poll(element)):
            element.drop_tree()
        elif is_named_as_prompt(element) and text_length(element) <= MAX_PROMPT_CHARACTERS:
            if holds_article(element):
                element.attrib.pop("class", None)  # so that the extractor does not go by it either
            elif any(next(element.iter(tag), None) is not None for tag in CONTROL_TAGS):
                element.drop_tree()


def uncover(tree: HtmlElement) -> None:
    """Make plain containers of the asides, footers, forms and the like that hold the article, where no other does."""
    for body in tree.xpath(NAMED_BODY):
        body.set("itemprop", "articleBody")  # which the extractor knows; not the name
        if holds_article(body):
            remove_words_to_readers(body)
    for typed in list(tree.iter("pre")):
        set_as_paragraphs(typed)
    for quotation in list(tree.iter("q")):
        quotation.text, quotation.tail = f"“{quotation.text or ''}", f"”{quotation.tail or ''}"
        quotation.drop_tag()
    for element in list(filter(is_inside_sentence, islice(tree.iter(*DROPPED_TAGS), MAX_DROPPED))):
        element.drop_tag()
    set_loose_text_as_paragraphs(tree)
    telling = [element for element in tree.iter("p") if is_telling(element.text_content())]
    holding = Counter(cover for element in telling for cover in element.iterancestors(*COVERING_TAGS))
    for cover, count in holding.items():
        if count >= MIN_BODY_PARAGRAPHS and len(telling) - count < MIN_BODY_PARAGRAPHS:
            cover.tag = "div"
            cover.attrib.pop("class", None)


def remove_words_to_readers(body: HtmlElement) -> None:
    """Remove what stands beside the named body of an article, and has sentences of which none tells anything."""
    for around in (body, *body.iterancestors("div", "section", "main")):
        for beside in [*around.itersiblings(), *around.itersiblings(preceding=True)]:
            texts = [part.text_content() for part in beside.iter("p")] if beside.tag in ASIDE_TAGS else []
            if any(map(is_long, texts)) and not any(map(is_telling, texts)):
                beside.drop_tree()


def set_loose_text_as_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of text that stands between those of an article without an element, or in a plain container."""
    for parent in {parent for element in tree.iter("p") if (parent := element.getparent()) is not None}:
        if not any(is_telling(child.text_content()) for child in parent.iterchildren("p")):
            continue
        for child in list(parent.iterchildren(*LOOSE_TAGS)):
            if is_telling(child.tail or ""):
                paragraph = child.makeelement("p")
                paragraph.text, paragraph.tail, child.tail = child.tail, None, None
                child.addnext(paragraph)
            is_plain = PARAGRAPH_NAME.search(child.get("class") or "p") and not child.get("id")
            if child.tag not in ("div", "center") or not is_plain:
                continue
            blocks = (part for part in child.iterdescendants() if part.tag in BLOCK_TAGS)
            if next(blocks, None) is None and is_telling(child.text_content()):
                child.tag = "p"


def is_inside_sentence(element: HtmlElement) -> bool:
    """Whether an element holds a few words in the middle of a sentence of a paragraph.

    It may be all that is in an inline element, as in `<b><time>`.
    """
    parent, previous = element.getparent(), element.getprevious()
    if parent is None or next(element.iterancestors("p", "li", "blockquote"), None) is None or len(element):
        return False
    while parent.tag in INLINE_TAGS and len(parent) == 1 and text_length(parent) == text_length(element):
        element, parent, previous = parent, parent.getparent(), parent.getprevious()
    before = (parent.text if previous is None else previous.tail or previous.text_content()) or ""
    goes_on = GOES_ON.match(element.tail or "") is not None
    return is_long(" ".join(parent.text_content().split())) and goes_on and not ENDS_SENTENCE.search(before)


def set_as_paragraphs(typed: HtmlElement) -> None:
    """Make paragraphs of prose that is set as it was typed, with blank lines between them; code stays as it is."""
    parts = [" ".join(part.split()) for part in BLANK_LINES.split(typed.text_content())]
    if sum(map(is_telling, parts)) < MIN_BODY_PARAGRAPHS:
        return
    typed.tag, typed.text = "div", None
    for child in list(typed):
        typed.remove(child)
    for part in filter(None, parts):
        paragraph = typed.makeelement("p")
        paragraph.text = part
        typed.append(paragraph)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element's own attributes hide it, or leave it to screen readers only."""
    style = element.get("style") or ""
    hidden = element.get("hidden") is not None or HIDDEN_STYLE.search(style) is not None
    attributes = "".join(f' {name}="{value}"' for name, value in element.items())
    hidden = hidden or is_page_or_notes(attributes, element.text_content)
    unseen = is_unseen(style) and not any(part.get("style") for part in element.iterdescendants())
    return hidden or unseen or not SCREEN_READER_CLASSES.isdisjoint((element.get("class") or "").split())


def is_advertisement(element: HtmlElement) -> bool:
    """Whether an element has the name of an advertisement and a second sign of one, and holds no article.

    Such a sign is the label that it opens with, or a word to the reader or a link where no paragraph tells something.
    """
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if element.tag not in ADVERT_TAGS or not ADVERT_NAME.search(names):
        return False
    if len(element.text_content()) > MAX_PROMPT_CHARACTERS or holds_article(element):
        return False
    has_control = any(next(element.iter(tag), None) is not None for tag in CONTROL_TAGS)
    texts = [" ".join(" ".join(part.itertext()).split()) for part in (element, *element.iter("p"))]
    return advertises(texts, has_control)


def is_poll(element: HtmlElement) -> bool:
    """Whether an element with something to choose or to fill in is short, has no headline, and tells nothing."""
    if text_length(element) > MAX_PROMPT_CHARACTERS or next(element.iter("h1", "blockquote"), None) is not None:
        return False
    return not any(is_telling(part.text_content()) for part in (*element.iter("p"), *around_breaks(element)))


def around_breaks(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what holds a line break: its text stands there without paragraphs."""
    yield from dict.fromkeys(around for line in element.iter("br") if (around := line.getparent()) is not None)


def is_teaser(element: HtmlElement) -> bool:
    """Whether an `article` element stands inside another, has the name of a teaser, and holds no article."""
    inside = next(element.iterancestors("article", "main"), None) is not None
    return inside and TEASER_NAME.search(element.get("class") or "") is not None and not holds_article(element)


def is_named_as_prompt(element: HtmlElement) -> bool:
    """Whether an element is a dialog, or has the name of a cookie banner, a newsletter sign-up or a paywall."""
    if element.tag not in PROMPT_TAGS:
        return False
    named = PROMPT_NAME.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
    return named or element.get("role") == "dialog" or element.tag == "dialog"


def holds_article(element: HtmlElement) -> bool:
    """Whether an element holds paragraphs of an article, whatever its name.

    Publishers name the body of an article for subscribers, or a report on sign-ups, as they name their prompts.
    """
    return sum(is_telling(part.text_content()) for part in element.iter("p")) >= MIN_BODY_PARAGRAPHS


def paragraphs_of(element: HtmlElement) -> list[str]:
    """Return the paragraphs in an element that are long enough for article text and end a sentence."""
    return [text for part in element.iter("p") if is_long(text := " ".join(part.text_content().split()))]


def join_bodies(tree: HtmlElement) -> None:
    """Join containers of one class and one parent that each hold paragraphs: the parts of an article around its ads.

    The extractor takes one of them for the article, and would lose the others.
    """
    for parent in list(tree.iter()):
        parts: dict[tuple[str, str], list[HtmlElement]] = {}
        for child in parent:
            if child.tag in BODY_TAGS and child.get("class"):
                parts.setdefault((str(child.tag), str(child.get("class"))), []).append(child)
        for alike in parts.values():
            bodies = [child for child in alike if len(alike) > 1 and len(paragraphs_of(child)) >= MIN_BODY_PARAGRAPHS]
            for body in bodies[1:]:
                bodies[0].extend(list(body))
                body.drop_tree()


def text_length(element: HtmlElement) -> int:
    """Count the code points of text in an element, without those of scripts, styles and the like."""
    length = -len(element.tail or "")  # the text behind the element is not in it
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in UNRENDERED_TAGS:
            length += len(part.text or "")
        length += len(part.tail or "")
    return length
