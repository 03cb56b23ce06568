"""HTML inside another format: the prose of a piece of it from a feed, a mail, a book or a record.

All of such a piece is the article, and a pattern that matches tags is enough to read it. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape

from summarize.read import superscripts
from summarize.read.printed_pages import is_page_or_notes
from summarize.text import tokens

MAX_FRAGMENT_CHARACTERS = 2_000_000  # code points of HTML inside another format; the rest is cut off

MAX_REGIONS = 4  # open at once
MIN_BODY_PARAGRAPHS = 2  # paragraphs that tell something in a container that holds a part of an article
MIN_PARAGRAPH_CHARACTERS = 60  # code points of a paragraph that may be article text
IDEOGRAPH_LETTERS = 3  # letters that a character of Chinese or Japanese counts as there; by judgement
MAX_PROMPT_CHARACTERS = 1500  # code points of text in a banner or sign-up box; a longer element may hold the article

SENTENCE_END = re.compile(r"[.!?…。！？؟।]")
IDEOGRAPH = re.compile(f"[{tokens.IDEOGRAPH}]")
ADVERTISING = (  # words that name an advertisement
    r"(?:ads?|advert(?:s|isements?|ising|orial)?|sponsor(?:ed|s)?|promo(?:ted|tions?|tional)?|anzeigen?|werbung|"
    r"publicit[eé]|publicidade?|pubblicità|advertentie)"
)
ADVERT_NAME = re.compile(rf"(?:^|[\s_-]){ADVERTISING}(?=$|[\s_\d-])", re.I)
ADVERT_LABEL = re.compile(rf"\W*{ADVERTISING}\b", re.I)  # at the head of what it says
WORD = re.compile(r"\w+")
# Words by which a site speaks to its readers, or of itself; in languages where they also say something else, too.
READER_WORDS = frozenset(
    {
        *("you", "your", "yours", "we", "our", "us", "vous", "votre", "vos", "nous", "notre", "nos", "sie", "ihre"),
        *("ihr", "wir", "unsere", "usted", "ustedes", "tu", "tus", "você", "vocês", "seu", "sua", "nosso", "nossa"),
        *("voi", "vostro", "noi", "nostro", "nostra", "uw", "je", "wij", "onze", "bạn", "chúng"),
    }
)
HIDDEN_STYLE = re.compile(  # also what is struck out, which is no longer valid
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|"
    r"text-decoration(?:-line)?\s{0,5}:\s{0,5}[\w -]{0,20}?line-through",
    re.IGNORECASE,
)
STRUCK_TAGS = ("del", "s", "strike")
# What hides the text of an element, though not that of parts of it with a style of their own.
UNSEEN_STYLE = re.compile(
    r"font-size\s{0,5}:\s{0,5}0(?:\.0{1,9})?(?![\d.])|(?:left|top|text-indent)\s{0,5}:\s{0,5}-\d{4}", re.IGNORECASE
)
OWN_COLOUR = re.compile(
    r"(?<![\w-])(color|background(?:-color)?)\s{0,5}:\s{0,5}(#\w{3,8}|[a-z]{3,20}|rgb\([\d, ]{5,20}\))"
    r"""\s{0,5}(?=[;!"']|\Z)""",
    re.IGNORECASE,
)
COLOUR_NAMES = {"white": "#ffffff", "black": "#000000"}
MARKUP_TAG = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|figure|html|table|a|em|strong|b|i)\b", re.IGNORECASE
)
CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
RAW_ELEMENT = re.compile(
    r"<(script|style|svg|textarea|noscript|template|iframe)\b.*?(?:</\1[^<>]*>?|\Z)", re.DOTALL | re.IGNORECASE
)
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,30}+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"|</?[a-z][^<>]*+>",  # with a quotation mark that is not closed
    re.IGNORECASE,
)
NAMES = re.compile(r"""\s(?:class|id)\s{0,5}=\s{0,5}["']?([^"'<>]{1,300})""", re.IGNORECASE)
HIDING_ATTRIBUTE = re.compile(rf"\shidden(?![\w-])|{HIDDEN_STYLE.pattern}", re.IGNORECASE)
MAX_NUMBER_MARKUP = 400  # code points of HTML in which the number of a page ends; by judgement


def is_unseen(style: str) -> bool:
    """Whether a style gives a text no size, a place outside the page, or the colour of its own background.

    style: the value of the attribute, or all attributes of a tag.

    >>> is_unseen("font-size:0"), is_unseen("color:#fff; background: white"), is_unseen("font-size:0.9em;color:#fff")
    (True, True, False)
    """
    colours = {name.lower()[:10]: same_colour(value.lower()) for name, value in OWN_COLOUR.findall(style)}
    of_ground = colours.get("color") is not None and colours["color"] == colours.get("background")
    return of_ground or UNSEEN_STYLE.search(style) is not None


def advertises(texts: Sequence[str], has_control: bool) -> bool:
    """Whether an element that has the name of an advertisement has a second sign of one.

    texts: that of the element and those of its paragraphs, each on one line. Such a sign is the label that it opens
    with, or a word to the reader or a control, such as a link, where no paragraph tells something.

    >>> advertises(["Sponsored Heat pumps cut bills."], False), advertises(["Heat pumps cut bills."], False)
    (True, False)
    """
    speaks = has_control or not READER_WORDS.isdisjoint(WORD.findall(texts[0].lower()))
    return ADVERT_LABEL.match(texts[0]) is not None or (speaks and not any(map(is_telling, texts)))


def is_telling(paragraph: str) -> bool:
    """Whether a paragraph addresses no reader, is long enough for article text, and ends a sentence."""
    text = " ".join(paragraph.split())
    return is_long(text) and READER_WORDS.isdisjoint(WORD.findall(text.lower()))


def is_long(text: str) -> bool:
    """Whether a text on one line is long enough for a paragraph of an article and ends a sentence."""
    length = len(text) + (IDEOGRAPH_LETTERS - 1) * len(IDEOGRAPH.findall(text))
    return length >= MIN_PARAGRAPH_CHARACTERS and SENTENCE_END.search(text[-3:]) is not None


def same_colour(value: str) -> str:
    """Return a colour in six figures; one that has no such form as it is.

    >>> same_colour("#fff"), same_colour("rgb(255, 255, 255)"), same_colour("white")
    ('#ffffff', '#ffffff', '#ffffff')
    """
    if value.startswith("rgb("):
        return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", value))
    if len(value) == 4 and value[0] == "#":
        return "#" + "".join(digit * 2 for digit in value[1:])
    return COLOUR_NAMES.get(value, value)


def tags(names: str) -> frozenset[str]:
    """Return names of tags, with blanks between, as a set."""
    return frozenset(names.split())


BLOCK_TAGS = tags(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul"
)
ITEM_TAGS = tags("li dd dt td th tr")  # each ends where the next begins
SKIPPED_TAGS = tags("head title form button select nav footer aside figcaption figure pre")
ADVERT_TAGS = tags("p div section li td")
CONTROL_TAGS = tags("a button input")  # what a prompt has
TEXT_TAGS = tags("p span h1 h2 h3 h4 h5 h6 li b i em strong font small")
VOID_TAGS = tags("area base br col embed hr img input link meta source track wbr")


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it has a usual tag, and closes one or breaks a line by one.

    >>> is_markup("<p>Rain fell.</p>"), is_markup("Rain <p>fell"), is_markup("1 <a> 2")
    (True, True, False)
    """
    return MARKUP_TAG.search(text) is not None and CLOSING_TAG.search(text) is not None


def prose(markup: str) -> str:
    r"""Return the text of a piece of HTML, with a blank line between paragraphs; "" when it has none.

    Left out are scripts, forms, navigation, figures, tables of data, code, and what its own attributes hide. Malformed
    HTML is read as far as it goes. Takes time linear in the length; what is behind MAX_FRAGMENT_CHARACTERS is cut off.

    >>> prose("<nav>Home</nav><p>Rain <b>fell</b>.<br>Rivers rose.</p><p>A dam broke.")
    'Rain fell.\nRivers rose.\n\nA dam broke.'
    """
    source = RAW_ELEMENT.sub(" ", COMMENT.sub("", superscripts.without_superscripts(markup[:MAX_FRAGMENT_CHARACTERS])))
    collector = Paragraphs()
    start = 0
    for tag in TAG.finditer(source):
        collector.add_text(source[start : tag.start()])
        start = tag.end()
        if tag["name"]:
            collector.add_tag(tag)
    collector.add_text(source[start:])
    collector.end_paragraph()
    return "\n\n".join(collector.paragraphs)


def hides(found: re.Match[str]) -> bool:
    """Whether a tag hides what is in it, or holds the number of a page or notes.

    A container without a size may hold texts that have one.
    """
    tag, attributes = found["name"].lower(), found["attributes"]
    hidden = HIDING_ATTRIBUTE.search(attributes) is not None or tag in STRUCK_TAGS
    hidden = hidden or (tag in TEXT_TAGS and is_unseen(attributes))
    return hidden or is_page_or_notes(attributes, partial(text_within, found))


def text_within(found: re.Match[str]) -> str | None:
    """Return the text of the element that a tag begins; None where it does not end within MAX_NUMBER_MARKUP."""
    depth, start, pieces = 1, found.end(), list[str]()
    for tag in TAG.finditer(found.string, start, start + MAX_NUMBER_MARKUP):
        pieces.append(found.string[start : tag.start()])
        start = tag.end()
        if tag["name"] and tag["name"].lower() == found["name"].lower():
            depth += -1 if tag["end"] else 1
        if not depth:
            return unescape("".join(pieces))
    return None


@dataclass
class Region:
    """An open element that may be left out as a whole: a table, or what has the name of an advertisement."""

    tag: str
    start: int  # the number of paragraphs before it
    depth: int = 1  # of nested elements of its tag
    has_control: bool = False

    def is_left_out(self, texts: list[str]) -> bool:
        """Whether its paragraphs are not read: those of a table without a long sentence, those of an advertisement.

        Mails are set in tables, whose cells hold paragraphs.
        """
        if self.tag == "table":
            return not any(map(is_long, texts))
        whole = " ".join(texts)
        is_short = len(whole) <= MAX_PROMPT_CHARACTERS and sum(map(is_telling, texts)) < MIN_BODY_PARAGRAPHS
        return is_short and advertises([whole, *texts], self.has_control)


class Paragraphs:
    """Collects the paragraphs of a piece of HTML from its tags and texts in order; unclosed tags do no harm."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []  # of the paragraph that is open
        self.skipped: str | None = None  # the tag whose content is being skipped
        self.depth = 0  # of nested tags of that name
        self.blocks = 0  # that began in it and are open
        self.around = ""  # the block tag before what is skipped; "" where it closes a block
        self.regions: list[Region] = []  # the elements that are open and may be left out at their end

    def add_tag(self, found: re.Match[str]) -> None:
        """Take a tag: it may end a paragraph, break a line, or begin or end a stretch that is skipped."""
        tag, closing, attributes = found["name"].lower(), bool(found["end"]), found["attributes"]
        self.end_unclosed(tag, closing=closing)
        self.follow(tag, closing=closing, attributes=attributes)
        if self.skipped:
            self.depth += (tag == self.skipped) * (-1 if closing else 1)
            self.skipped = self.skipped if self.depth else None
        elif not closing and tag not in VOID_TAGS and (tag in SKIPPED_TAGS or hides(found)):
            if tag in BLOCK_TAGS or tag in SKIPPED_TAGS:  # else the sentence goes on behind it
                self.end_paragraph()
            self.skipped, self.depth, self.blocks = None if attributes.endswith("/") else tag, 1, 0
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in BLOCK_TAGS:
            self.end_paragraph()

    def end_unclosed(self, tag: str, *, closing: bool) -> None:
        """End what is skipped inside a sentence where the block around it ends, though its tag was not closed."""
        if tag not in BLOCK_TAGS or self.skipped in BLOCK_TAGS or self.skipped in SKIPPED_TAGS:
            return
        if not self.skipped:
            self.around = "" if closing else tag
            return
        is_next = self.blocks == 0 and not closing and self.around in ITEM_TAGS and tag in ITEM_TAGS
        self.blocks += (tag not in VOID_TAGS) * (-1 if closing else 1)
        if self.blocks < 0 or is_next or self.around == "p":  # a paragraph ends where any block begins
            self.skipped, self.around = None, "" if closing else tag

    def follow(self, tag: str, *, closing: bool, attributes: str) -> None:
        """Take a tag that may begin or end a table or what has the name of an advertisement."""
        for region in self.regions:
            region.depth += (tag == region.tag) * (-1 if closing else 1)
            region.has_control |= tag in CONTROL_TAGS
        for region in [region for region in self.regions if not region.depth]:
            self.regions.remove(region)
            self.end_paragraph()
            if region.is_left_out(self.paragraphs[region.start :]):
                del self.paragraphs[region.start :]
        if not closing and not self.skipped and not any(region.tag == tag for region in self.regions):
            named = tag in ADVERT_TAGS and any(map(ADVERT_NAME.search, NAMES.findall(attributes)))
            if (named and len(self.regions) < MAX_REGIONS) or tag == "table":
                self.end_paragraph()
                self.regions.append(Region(tag, len(self.paragraphs)))

    def add_text(self, text: str) -> None:
        """Take the text between two tags, unless it is skipped."""
        if text and not self.skipped:
            self.pieces.append(re.sub(r"\s+", " ", unescape(text)))

    def end_paragraph(self) -> None:
        """End the open paragraph; two line breaks in a row make two paragraphs of it."""
        lines = [line.strip() for line in "".join(self.pieces).split("\n")]
        self.pieces.clear()
        for paragraph in "\n".join(lines).split("\n\n"):
            if paragraph.strip():
                self.paragraphs.append(paragraph.strip())
