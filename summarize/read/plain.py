"""Plain text: a file is one article as it stands, or several with the mark of a data set between them.

The readers of other formats that are text begin with `text_of`, end with `remarks`, and refuse the summaries that this
program wrote with `refuse_own_summary`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarize.errors import OwnSummaryError, ReadError, shown_name
from summarize.read import text_head
from summarize.read.decode import Decoded, binary_kind, decode
from summarize.read.facts import numbered_name
from summarize.records import Document, Reading

CLUSTER_BAR = "|||||"  # between the articles of a cluster, as in Multi-News (Fabbri et al. 2019)
PASSAGE_HEAD = re.compile(r"^Passage (\d{1,4}):[ \t]*(?:\r?\n|\Z)", re.MULTILINE)  # as in LongBench (Bai et al. 2024)
LINE_NUMBER = re.compile(r"\A[ \t]{0,12}(\d{1,4})(?:[ \t]{1,20}|\r?\Z)")  # at the head of a line
MIN_NUMBERED_LINES, MIN_NUMBERED_SHARE = 5, 0.8  # of a text with numbered lines; the share is of its filled lines
MAX_FIRST_LINE_NUMBER = 999  # by judgement; above it stand years
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}\s{0,9}\Z")  # at the end of a line
NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)\]]{0,3}\s{1,9}[\"“«A-ZÀ-ÞΑ-ΩА-Я]")  # inside a line
REMEDIES = {  # by the kind that `binary_kind` names
    "an Excel workbook": "save its sheet as CSV",
    "an OpenDocument spreadsheet": "save its sheet as CSV",
    "a PowerPoint presentation": "save it as PDF",
    "an OpenDocument presentation": "save it as PDF",
    "an old Office document": "save it as .docx, without a password",
    "a bzip2 archive": "unpack it first",
    "an xz archive": "unpack it first",
    "a 7-Zip archive": "unpack it first",
    "a RAR archive": "unpack it first",
    "a Zstandard archive": "unpack it first",
}
# how a summary that was written with --output is known
OWN_PAGE = '<meta name="generator" content="summarize'
OWN_PAGE_HEAD = 5000  # code points of a page in which OWN_PAGE stands; by judgement
SOURCES_HEADING = re.compile(
    r"^(?:## )?Sources \(\d{1,9} independent voices?\)\n(?P<rest>.*)\Z", re.MULTILINE | re.DOTALL
)
BELOW_SOURCES = re.compile(  # a line below that heading: a source, an article not used, a heading, or blank
    r"\s*|\[\**\d+\] .*|\d+\. .*|- .*| {2,4}\S.*|(?:## )?[A-Z][a-z]+(?: [a-z]+){1,3}|(?:## )?Runners-up"
)
OWN_SUMMARY = "is a summary written by this program, not an article; left out"


def read(data: bytes, name: str) -> Reading:
    """Read a text file: each text is the bytes as decoded, with its line ends, without the byte order mark.

    The articles of a cluster in one file are named NAME#1, NAME#2 and so on; blank ones are left out. Raises ReadError
    for binary data, a blank file and a summary that this program wrote.
    """
    decoded = text_of(data, name)
    refuse_own_summary(decoded.text, name)
    texts = split_cluster(without_line_numbers(decoded.text))
    names = [numbered_name(name, number) for number in range(1, len(texts) + 1)] if len(texts) > 1 else [name]
    filled = ((text, label) for text, label in zip(texts, names, strict=True) if text.strip())
    documents = tuple(
        Document(text, date=text_head.date_in(text), name=label, outlet=text_head.outlet_in(text))
        for text, label in filled
    )
    return Reading(documents, remarks(decoded, name), (decoded.encoding,) * len(documents))


def without_line_numbers(text: str) -> str:
    r"""Return a text without the numbers of its lines, as transcripts of courts have them; else as it is.

    They count up by one, anew on each page, and the lines run on: their numbers would stand inside sentences.

    >>> without_line_numbers("1  It cost\n2  more than\n3  planned.\n4  Nobody\n5  paid.\n")
    'It cost\nmore than\nplanned.\nNobody\npaid.\n'
    """
    filled = [line for line in text.split("\n") if line.strip()]
    numbered = [match for line in filled if (match := LINE_NUMBER.match(line))]
    if len(numbered) < MIN_NUMBERED_LINES or len(numbered) < MIN_NUMBERED_SHARE * len(filled):
        return text
    counts_up = counts_as_lines([int(match[1]) for match in numbered])
    if counts_up and run_on([said for match in numbered if (said := match.string[match.end() :].strip())]):
        return "\n".join(LINE_NUMBER.sub("", line) for line in text.split("\n"))
    return text


def counts_as_lines(numbers: Sequence[int]) -> bool:
    """Whether numbers count up by one from a low number, and begin anew only after several: on the next page.

    >>> counts_as_lines([4, 5, 6, 1, 2]), counts_as_lines([1, 1, 2, 1, 2]), counts_as_lines([1914, 1915])
    (True, False, False)
    """
    steps = pairwise(numbers)
    return numbers[0] <= MAX_FIRST_LINE_NUMBER and all(
        number == before + 1 or (number == 1 and before >= MIN_NUMBERED_LINES) for before, number in steps
    )


def run_on(lines: Sequence[str]) -> bool:
    """Whether lines are those of running text, and not the items of a list that begin behind their figures.

    Some line ends in the middle of a sentence, and the next begins in a small letter, as few do behind a full stop and
    not all do; and some sentence ends before the last line does. The items of a list are alike in these.

    >>> run_on(["It cost", "more.", "Nobody"]), run_on(["killed by a bomb.", "hurt."]), run_on(["Hens", "birds", "Elk"])
    (True, False, False)
    """
    ended = [SENTENCE_END.search(line) is not None for line in lines[:-1]]
    small = [end for end, line in zip(ended, lines[1:], strict=True) if line[0].islower()]
    goes_on = small.count(False) > small.count(True) and len(small) < len(ended)
    return goes_on and (any(ended) or any(map(NEXT_SENTENCE.search, lines)))


def split_cluster(text: str) -> list[str]:
    r"""Cut a text where data sets that put a cluster into one text mark the next article; else return it whole.

    The mark is `|||||` between articles, or lines `Passage 1:`, `Passage 2:` and so on above them.

    >>> split_cluster("One.|||||Two."), split_cluster("Passage 1:\nOne.\nPassage 2:\nTwo.")
    (['One.', 'Two.'], ['One.\n', 'Two.'])
    """
    if CLUSTER_BAR in text:
        return text.split(CLUSTER_BAR)
    heads = list(PASSAGE_HEAD.finditer(text))
    in_order = [int(head[1]) for head in heads] == list(range(1, len(heads) + 1))
    if len(heads) < 2 or not in_order or text[: heads[0].start()].strip():
        return [text]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [text[head.end() : end] for head, end in zip(heads, ends, strict=True)]


def text_of(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode a file that must be text; declared: as for `decode`.

    Raises ReadError when it is binary data, which says of what kind and what to do about it, or when it is blank.

    >>> text_of(b"The dam broke.", "a.txt")
    Decoded(text='The dam broke.', encoding='utf-8', replaced=0, guessed=False)
    """
    if kind := binary_kind(data):
        remedy = REMEDIES.get(kind, "leave it out, or convert it to text first")
        raise ReadError(f"{shown_name(name)}: is {kind}, which is not read; {remedy}")
    decoded = decode(data, declared)
    if not decoded.text.strip(" \t\r\n\f\v|"):
        raise ReadError(f"{shown_name(name)}: is empty; leave it out")
    return decoded


def remarks(decoded: Decoded, name: str) -> tuple[str, ...]:
    r"""Return a warning for an encoding that was guessed and one for characters that were replaced; () for neither.

    >>> remarks(Decoded("caf\ufffd", "utf-8", replaced=1), "a.txt")
    ('a.txt: 1 character could not be read as utf-8 and became U+FFFD',)
    """
    warnings = []
    if decoded.guessed:
        guess = f"read as {decoded.encoding}, which is a guess"
        warnings.append(f"{shown_name(name)}: {guess}; save it as UTF-8 to be sure")
    if decoded.replaced:
        count = "1 character" if decoded.replaced == 1 else f"{decoded.replaced} characters"
        warnings.append(f"{shown_name(name)}: {count} could not be read as {decoded.encoding} and became U+FFFD")
    return tuple(warnings)


def refuse_own_summary(text: str, name: str) -> None:
    """Raise OwnSummaryError for a file that is a summary as `--output` writes it: plain text, Markdown or HTML.

    Such a file is known by the list of sources at its end, below which nothing else stands, or by the generator that
    its page names.
    """
    heading = SOURCES_HEADING.search(text.replace("\r\n", "\n"))
    ends_in_sources = heading is not None and all(map(BELOW_SOURCES.fullmatch, heading["rest"].split("\n")))
    if ends_in_sources or OWN_PAGE in text[:OWN_PAGE_HEAD]:
        raise OwnSummaryError(f"{shown_name(name)}: {OWN_SUMMARY}")
