"""Article text that comes as HTML inside something else: a feed, a mail, a field of a record."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|figure|html|table|a|em|strong|b|i)\b", re.IGNORECASE
)
CLOSED = re.compile(r"</[a-z][a-z0-9]{0,10}>|<(?:br|p)\s?/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)", re.DOTALL)  # removed first: a parser may rescan them
RAW = re.compile(r"<(script|style|svg|textarea|noscript|template|iframe)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)


def tags(names: str) -> frozenset[str]:
    """Return names of elements as a set."""
    return frozenset(names.split())


BLOCKS = tags(
    "address article aside blockquote body center dd div dl dt fieldset footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul"
)
NO_TEXT = tags("head title form button select nav footer aside figcaption figure table pre")
VOID = tags("area base br col embed hr img input link meta source track wbr")
HIDDEN = re.compile(r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE)
MOST = 2_000_000  # code points of one article


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it has tags of HTML and closes some, or breaks lines with them."""
    return MARKUP.search(text) is not None and CLOSED.search(text) is not None


def prose(markup: str) -> str:
    """Return the text of a piece of HTML, a paragraph a block with a blank line between.

    Left out are scripts, forms, navigation, figures, tables, code, and what is hidden by an attribute of its own.
    """
    parser = Paragraphs()
    parser.feed(RAW.sub(" ", COMMENT.sub("", markup[:MOST])))
    parser.close()
    parser.end()
    return "\n\n".join(parser.paragraphs)


class Paragraphs(HTMLParser):
    """Collects the paragraphs of a page; what is not closed does no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.words: list[str] = []
        self.skipped: str | None = None  # the tag whose content is passed over
        self.depth = 0  # of tags of that name

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or a stretch that is passed over."""
        if self.skipped:
            self.depth += tag == self.skipped
        elif tag not in VOID and (tag in NO_TEXT or is_hidden(attrs)):
            self.end()
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.words.append("\n")
        elif tag in BLOCKS:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a stretch that was passed over."""
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else None
        elif tag in BLOCKS:
            self.end()

    def handle_data(self, data: str) -> None:
        """Take the words that a reader of the page would see."""
        if not self.skipped:
            self.words.append(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        """Close the paragraph; two line breaks in it make two."""
        text = "".join(self.words)
        self.words.clear()
        for piece in re.split(r"\n[ \n]*\n", text):
            lines = [line.strip() for line in piece.split("\n")]
            if any(lines):
                self.paragraphs.append("\n".join(filter(None, lines)))


def is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element says of itself that it is not shown."""
    told = dict(attrs)
    return "hidden" in told or HIDDEN.search(told.get("style") or "") is not None
