"""Where a citation can be opened: a link that leads to the passage itself, and a selector that finds it in any copy.

A summary with citations and its corpus go in; out comes the summary with a `TextQuoteSelector` in each citation (W3C,
Web Annotation Data Model, 2017) and, where the article's address is known, a link: to the page of a PDF (RFC 8118),
else to the passage by a text fragment (WICG, Scroll to Text Fragment), which browsers scroll to and highlight.

A browser takes the first place where a fragment matches, from word to word and whatever the case and accents. So a
fragment gets as many words of the passage, and of those before and behind it, as make it the only match in the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import quote

from summarize.read.readers import HOLDING_SUFFIXES
from summarize.records import Citation, Corpus, Document, SummaryRecord, TextQuoteSelector
from summarize.text.repair import repair
from summarize.text.tokens import SPACELESS

CONTEXT = 32  # code points of a selector's prefix and suffix, as annotation tools keep; by judgement, as are the next
WHOLE = 80  # code points of a passage that stands in its link as a whole; of a longer one the first and last words do
EDGE_WORDS = (5, 8, 12)  # first and last words of a longer passage that are tried
AROUND_WORDS = (3, 6, 12)  # words before or behind it that are tried
AROUND = 400  # code points that these are taken from

WEB_ADDRESS = re.compile(r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@\[\]]+)", re.IGNORECASE)  # and its host
LINE_END = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]| {2,}")
INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def safe_url(url: str | None) -> str:
    """Return an address that may be linked: http or https, with a host, invisible characters removed; else "".

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    visible = INVISIBLE.sub("", url or "")
    return visible if WEB_ADDRESS.match(visible) else ""


def with_links(summary: SummaryRecord, corpus: Corpus) -> SummaryRecord:
    """Return a summary in whose citations selector and link are filled."""
    documents = dict(zip(corpus.passed, corpus.documents, strict=True))
    texts: dict[int, str] = {}  # of each document with an address, folded
    sentences = []
    for sentence in summary.sentences:
        citations = tuple(linked(citation, documents[citation.document], texts) for citation in sentence.citations)
        sentences.append(replace(sentence, citations=citations))
    return replace(summary, sentences=tuple(sentences))


def linked(citation: Citation, document: Document, texts: dict[int, str] | None = None) -> Citation:
    """Return a citation with its selector and link; texts: folded texts that are at hand, by document."""
    selector = selector_of(citation, document)
    if address := page_address(document, citation.page):
        return replace(citation, selector=selector, link=address)
    if not (address := safe_url(document.url)):
        return replace(citation, selector=selector)
    texts = {} if texts is None else texts
    if citation.document not in texts:
        texts[citation.document] = folded(document.text)
    return replace(
        citation, selector=selector, link=fragment_link(address, citation, document, texts[citation.document])
    )


def selector_of(citation: Citation, document: Document) -> TextQuoteSelector:
    """Return the passage with what stands before and behind it.

    >>> document = Document("It rained. The dam broke. He left.")
    >>> selector_of(Citation(1, 0, 11, 25, "The dam broke."), document)
    TextQuoteSelector(exact='The dam broke.', prefix='It rained. ', suffix=' He left.', type='TextQuoteSelector')
    """
    before = document.text[max(citation.start - AROUND, 0) : citation.start]
    behind = document.text[citation.end : citation.end + AROUND]
    prefix = repair(before) + " " * before[-1:].isspace()
    suffix = " " * behind[:1].isspace() + repair(behind)
    return TextQuoteSelector(citation.text, prefix[-CONTEXT:], suffix[:CONTEXT])


def page_address(document: Document, page: int | None) -> str:
    """Return the link to a page of a PDF: its address or, without one, its file as it was named; "" for no PDF.

    >>> page_address(Document("", name="reports/flood.pdf"), 12), page_address(Document("", name="a.txt"), None)
    ('reports/flood.pdf#page=12', '')
    """
    if page is None:
        return ""
    name = re.sub("^//+", "/", PurePath(document.name or "").as_posix())  # behind two, a browser reads a host
    inside = any(part.lower().endswith(HOLDING_SUFFIXES) for part in name.split("/")[:-1])
    file = quote(name, safe="/", errors="surrogateescape") if name.lower().endswith(".pdf") and not inside else ""
    address = safe_url(document.url).partition("#")[0] or file
    return f"{address}#page={page}" if address else ""


def fragment_link(address: str, citation: Citation, document: Document, text: str) -> str:
    """Return an address with the shortest text fragment that matches nowhere else; the address alone if none does.

    text: the folded text of the document.
    """
    plain = address.partition(":~:")[0]
    before = lines_of(document.text[max(citation.start - AROUND, 0) : citation.start])
    behind = lines_of(document.text[citation.end : citation.end + AROUND])
    lines = lines_of(document.text[citation.start : citation.end])
    for fragment in fragments(lines, before[-1].split(), behind[0].split()):
        if fragment.is_unique(text):
            return f"{plain}{'' if '#' in plain else '#'}:~:text={fragment.encoded()}"
    return plain


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, repaired, without empty ones; [""] for an empty text.

    A browser finds no words of a fragment across the end of a line, though its start and its end may be in two. The
    reader of web pages leaves two spaces where a line ends inside a paragraph.
    """
    return [line for part in LINE_END.split(text) if (line := repair(part).strip())] or [""]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text fragment: the start of a passage, its end unless the start is all of it, and what stands around."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""
    passage: str = ""  # that start and end are of

    def is_unique(self, text: str) -> bool:
        """Whether a browser that reads the text of an article finds the passage, and finds it once; text: folded."""
        head = f"{self.prefix} {self.start}" if self.prefix else self.start
        if self.end:  # the first end behind the start is that of the passage
            rest = folded(self.passage)[len(folded(self.start)) :]
            return count_words_of(head, text) == 1 and count_words_of(self.end, rest) == 1
        return count_words_of(f"{head} {self.suffix}" if self.suffix else head, text) == 1

    def encoded(self) -> str:
        """Return the fragment as the specification writes it; a dash, comma or ampersand of its text is encoded.

        >>> Fragment("The dam", "broke", prefix="rained").encoded()
        'rained-,The%20dam,broke'
        """
        parts = [
            f"{encoded(self.prefix)}-," if self.prefix else "",
            encoded(self.start),
            f",{encoded(self.end)}" if self.end else "",
            f",-{encoded(self.suffix)}" if self.suffix else "",
        ]
        return "".join(parts)


def fragments(lines: list[str], before: list[str], behind: list[str]) -> Iterator[Fragment]:
    """Yield the fragments of a passage, the shortest first: without context, then with it.

    lines: of the passage. before, behind: words of the lines beside it.

    >>> [fragment.encoded() for fragment in fragments(["The dam broke."], ["It", "rained."], [])][:2]
    ['The%20dam%20broke.', 'It%20rained.-,The%20dam%20broke.']
    """
    cores = list(cores_of(lines))
    yield from cores
    whole = cores[-1]
    for count in AROUND_WORDS:
        if before:
            yield replace(whole, prefix=" ".join(before[-count:]))
        if behind and not whole.end:
            yield replace(whole, suffix=" ".join(behind[:count]))
        if before and behind and not whole.end:
            yield replace(whole, prefix=" ".join(before[-count:]), suffix=" ".join(behind[:count]))


def cores_of(lines: list[str]) -> Iterator[Fragment]:
    """Yield the fragments of a passage without context: its first and last words, then all of it.

    Of several lines the first and the last are all that a fragment can name.

    >>> [fragment.encoded() for fragment in cores_of(["The dam", "broke at", "dawn."])]
    ['The%20dam,dawn.']
    """
    passage, first, last = " ".join(lines), lines[0].split(), lines[-1].split()
    if len(passage) > WHOLE and not SPACELESS.search(passage):
        for count in EDGE_WORDS:
            if len(passage.split()) > 2 * count:
                yield Fragment(" ".join(first[:count]), " ".join(last[-count:]), passage=passage)
    yield Fragment(lines[0], lines[-1] if len(lines) > 1 else "", passage=passage)


def count_words_of(words: str, text: str) -> int:
    """Return how often words stand in a folded text, from word to word; 2 stands for more.

    >>> count_words_of("dam", "the dam and the damage"), count_words_of("the", "the dam and the damage")
    (1, 2)
    """
    sought, count, place = folded(words), 0, -1
    while sought and count < 2 and (place := text.find(sought, place + 1)) >= 0:
        end = place + len(sought)
        joined_before = place > 0 and text[place - 1].isalnum() and sought[0].isalnum()
        joined_behind = end < len(text) and text[end].isalnum() and sought[-1].isalnum()
        spaceless = SPACELESS.match(sought) is not None
        count += spaceless or not (joined_before or joined_behind)
    return count


def folded(text: str) -> str:
    r"""Return a text as a browser compares it: repaired, without accents and capitals, white space as single spaces.

    >>> folded("Café “Elsa”\n here")
    'cafe “elsa” here'
    """
    plain = " ".join(repair(text).split()) if text else ""
    if plain.isascii():
        return plain.lower()
    letters = (char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return "".join(letters).casefold()


def encoded(text: str) -> str:
    """Return a text percent-encoded in UTF-8, with the dash, which the syntax of fragments uses.

    >>> encoded("well-known, & old")
    'well%2Dknown%2C%20%26%20old'
    """
    return quote(text, safe="", errors="replace").replace("-", "%2D")
