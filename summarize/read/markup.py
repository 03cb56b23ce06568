"""Article text that comes as HTML inside something else: a feed, a mail, a field of a record.

Tags are found by one pattern that never goes back: the parser of the standard library takes minutes for a page of
unclosed quotation marks.
"""

from __future__ import annotations

import re
from html import unescape

MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|figure|html|table|a|em|strong|b|i)\b", re.IGNORECASE
)
CLOSED = re.compile(r"</[a-z][a-z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
RAW = re.compile(r"<(script|style|svg|textarea|noscript|template|iframe)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,30}+)(?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""
    r"|</?[a-z][^<>]*+>",  # with a quotation mark that is not closed
    re.IGNORECASE,
)


def tags(names: str) -> frozenset[str]:
    """Return names of elements as a set."""
    return frozenset(names.split())


BLOCKS = tags(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul"
)
NO_TEXT = tags("head title form button select nav footer aside figcaption figure table pre")
VOID = tags("area base br col embed hr img input link meta source track wbr")
HIDDEN = re.compile(r"\shidden(?![\w-])|display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
MOST = 2_000_000  # code points of one article


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it has tags of HTML and closes some, or breaks lines with them."""
    return MARKUP.search(text) is not None and CLOSED.search(text) is not None


def prose(markup: str) -> str:
    """Return the text of a piece of HTML, a paragraph a block with a blank line between. Linear in the length.

    Left out are scripts, forms, navigation, figures, tables, code, and what is hidden by an attribute of its own.
    """
    source = RAW.sub(" ", COMMENT.sub("", markup[:MOST]))
    page = Paragraphs()
    done = 0
    for tag in TAG.finditer(source):
        page.say(source[done : tag.start()])
        done = tag.end()
        if tag["name"]:
            page.meet(tag["name"].lower(), closing=bool(tag["end"]), attributes=tag["attributes"])
    page.say(source[done:])
    page.close()
    return "\n\n".join(page.paragraphs)


class Paragraphs:
    """Collects the paragraphs of a page; what is not closed does no harm."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.skipped: str | None = None  # the tag whose content is passed over
        self.depth = 0  # of tags of that name

    def meet(self, tag: str, *, closing: bool, attributes: str) -> None:
        """Take a tag: it may begin or end a paragraph, or a stretch that is passed over."""
        if self.skipped:
            self.depth += (tag == self.skipped) * (-1 if closing else 1)
            self.skipped = self.skipped if self.depth else None
        elif not closing and tag not in VOID and (tag in NO_TEXT or HIDDEN.search(attributes)):
            self.close()
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.words.append("\n")
        elif tag in BLOCKS:
            self.close()

    def say(self, text: str) -> None:
        """Take the words that a reader of the page would see."""
        if text and not self.skipped:
            self.words.append(re.sub(r"\s+", " ", unescape(text)))

    def close(self) -> None:
        """End the paragraph; two line breaks in it make two."""
        lines = [line.strip() for line in "".join(self.words).split("\n")]
        self.words.clear()
        for paragraph in "\n".join(lines).split("\n\n"):
            if paragraph.strip():
                self.paragraphs.append(paragraph.strip())
