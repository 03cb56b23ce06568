"""Checks that a summary is what it says: every sentence, span, quotation, number and hash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import PurePath
from types import NoneType
from typing import Any, cast

from summarize.clean.blocks import clean, headline
from summarize.errors import SummarizeError
from summarize.read.json_lines import refuse_constant
from summarize.records import (
    Block,
    Choice,
    Citation,
    Differing,
    Document,
    Explanation,
    Reading,
    RunnerUp,
    Source,
    Span,
    Summary,
    SummarySentence,
    Unused,
)
from summarize.text.languages import detect_language
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.tokens import count_words, sentence_key

FACTS = ("title", "date", "url", "author", "outlet")


def mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for everything about a summary that its documents do not bear out.

    documents: by the index that sources and citations name; one that is not among them is passed over, so that what
    is there can be checked (`locate` names what is missing).
    """
    yield from size_mismatches(summary)
    for source in summary.articles:
        if source.document in documents and source.sha256 != documents[source.document].sha256:
            yield f"{label(source)}: the text has changed (its SHA-256 differs)"
    yield from sentence_mismatches(summary, documents)
    yield from voice_mismatches(summary)
    yield from numbering_mismatches(summary)


def size_mismatches(summary: Summary) -> Iterator[str]:
    """Yield a line when a summary is empty, over its budget, or counted wrongly."""
    counted = count_words(summary.text)
    if summary.words != counted:
        yield f"the summary has {counted} words, not {summary.words}"
    if not summary.sentences:
        yield "the summary has no sentence"
    named = {unit: summary.settings.get(unit) for unit in summary.sizes}
    budgets = {unit: most for unit, most in named.items() if isinstance(most, int)}
    if len(budgets) != 1:
        yield "the settings do not name one budget in words, sentences or characters"
    for unit, most in budgets.items():
        have = counted if unit == "words" else summary.sizes[unit]
        if have > most:
            yield f"the summary has {have} {unit}, over the {most} allowed"


def sentence_mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every passage that does not stand in its document as quoted."""
    keys = [sentence_key(sentence.text) for sentence in summary.sentences]
    for at, sentence in enumerate(summary.sentences, start=1):
        if keys.index(keys[at - 1]) < at - 1:
            yield f"sentence {at} says sentence {keys.index(keys[at - 1]) + 1} again"
        if not sentence.citations or sentence.citations[0].text != sentence.text:
            yield f"sentence {at} is not the text of its first citation"
        for figure in sentence.differing:
            if figure.here not in sentence.text or figure.there not in figure.text or figure.here == figure.there:
                yield f"sentence {at}: its figures that differ are not in the sentence and the passage"
    for where, passage in passages(summary):
        if passage.document not in documents:
            continue
        text = documents[passage.document].text
        if not 0 <= passage.start < passage.end <= len(text):
            yield f"{where}: {passage.start}:{passage.end} is outside the document"
        elif repair(text[passage.start : passage.end]) != passage.text:
            yield f"{where}: the text at {passage.start}:{passage.end} differs"


def passages(summary: Summary) -> Iterator[tuple[str, Citation | Differing | RunnerUp]]:
    """Yield everything that a summary quotes, and where it does."""
    for at, sentence in enumerate(summary.sentences, start=1):
        for citation in sentence.citations:
            yield f"sentence {at} [{citation.source}]", citation
        for figure in sentence.differing:
            yield f"sentence {at}, a figure that differs", figure
    for at, other in enumerate(summary.explanation.runners_up if summary.explanation else (), start=1):
        yield f"runner-up {at}", other


def voice_mismatches(summary: Summary) -> Iterator[str]:
    """Yield a line for every sentence whose score, voices or articles cannot be what they say."""
    voice = {source.document: source.voice for source in summary.sources}
    for at, sentence in enumerate(summary.sentences, start=1):
        cited = [citation.document for citation in sentence.citations]
        if len(set(cited)) != len(cited):
            yield f"sentence {at} cites an article twice"
        if not 1 <= sentence.voices <= len({voice.get(document) for document in cited}):
            yield f"sentence {at} cannot have {sentence.voices} independent voices"
        if not 0 <= sentence.score <= 1:
            yield f"sentence {at}: a score of {sentence.score} is outside 0 to 1"


def boundary_mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every passage that is not a whole sentence of its article's prose.

    The articles are cleaned and split once more, which costs about as much as making a summary.
    """
    given = summary.settings.get("language")
    codes = {source.document: source.language or given for source in summary.articles}
    whole = {
        at: {Span(block.start + start, block.start + end) for block, start, end in prose(document, codes.get(at))}
        for at, document in documents.items()
    }
    for where, passage in passages(summary):
        if passage.document in whole and Span(passage.start, passage.end) not in whole[passage.document]:
            yield f"{where}: {passage.start}:{passage.end} is not a whole sentence"


def fact_mismatches(summary: Summary, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for everything that a summary says of an article otherwise than it is read: title, date and so on.

    An article without a name came from Python, which may know more of it than a file tells; one whose text has changed
    is named already.
    """
    for source in summary.articles:
        document = documents.get(source.document)
        if not document or not source.name or source.sha256 != document.sha256:
            continue
        for fact in FACTS:
            said, read = getattr(source, fact), getattr(document, fact)
            if fact == "title" and not read:
                read = headline(document.text, clean(document.text))
            if (said or None) != (read or None):
                yield f"{label(source)}: the {fact} is {said or 'missing'} in the summary, {read or 'missing'} as read"


def prose(document: Document, language: object) -> Iterator[tuple[Block, int, int]]:
    """Yield the sentences of a document as they are cut for a summary: the paragraph, and the span inside it.

    language: as the summary tells it; detected for a summary of before it did.
    """
    code = str(language) if language else detect_language(document.text)
    for block in clean(document.text, document.title):
        if block.kind == "prose":
            for start, end in split_sentences(document.text[block.start : block.end], code):
                yield block, start, end


def numbering_mismatches(summary: Summary) -> Iterator[str]:
    """Yield a line for every source number that is not by first use, and every mark that leads nowhere."""
    marks = [citation for sentence in summary.sentences for citation in sentence.citations]
    numbers = list(dict.fromkeys(citation.source for citation in marks))
    if numbers != [source.number for source in summary.sources] or numbers != list(range(1, len(numbers) + 1)):
        yield "sources are not numbered 1 to n by first use"
    if sorted(source.document for source in summary.articles) != list(range(len(summary.articles))):
        yield "the articles are not each listed once"
    documents = {source.number: source.document for source in summary.sources}
    for citation in marks:
        if documents.get(citation.source) != citation.document:
            yield f"[{citation.source}] does not lead to document {citation.document}"


def label(source: Any) -> str:
    """Return how a source is named in a message."""
    return str(source.name or source.title or f"document {source.document}")


def load(text: str) -> Summary:
    """Return the summary that `Summary.to_json` wrote; SummarizeError names what is missing or of the wrong type."""
    try:
        data = json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise SummarizeError(f"not a summary as --format json writes it: {error}") from error
    summary = cast(Summary, build(Summary, data, "summary"))
    if data.get("summary") != summary.text:
        raise SummarizeError("the text under summary.summary is not that of the sentences")
    return summary


NESTED: dict[str, type[Any]] = {
    "sentences": SummarySentence,
    "citations": Citation,
    "sources": Source,
    "unused": Unused,
    "differing": Differing,
    "choices": Choice,
    "runners_up": RunnerUp,
}
PLAIN: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "int | None": (int, NoneType),
    "float": (float, int),
    "str": (str,),
    "str | None": (str, NoneType),
    "dict[str, Any]": (dict,),
    "tuple[str, ...]": (list,),
}


def build(kind: type[Any], data: Any, where: str) -> Any:
    """Return a record of one kind from plain data, checked field by field."""
    if not isinstance(data, dict):
        raise SummarizeError(f"not a summary as --format json writes it: {where} is not an object")
    values: dict[str, Any] = {}
    for field in fields(kind):
        value, place = data.get(field.name), f"{where}.{field.name}"
        if field.name == "explanation":
            values[field.name] = build(Explanation, value, place) if value is not None else None
            continue
        allowed = (list,) if field.name in NESTED else PLAIN[str(field.type)]
        if not isinstance(value, allowed) or isinstance(value, bool):
            raise SummarizeError(f"not a summary as --format json writes it: {place} is missing or of the wrong type")
        if field.name in NESTED:
            value = [build(NESTED[field.name], one, f"{place}[{at}]") for at, one in enumerate(data[field.name])]
        values[field.name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def nearest(source: Source | Unused, documents: Sequence[Document]) -> Document:
    """Return the document that agrees most with what a summary says of it: in the name, else in facts."""

    def agreement(document: Document) -> tuple[bool, bool, int]:
        name, other = document.name or "", source.name or ""
        same = sum(getattr(document, fact) == getattr(source, fact) for fact in FACTS)
        return name == other, PurePath(name).name == PurePath(other).name, same

    return max(documents, key=agreement)


def locate(summary: Summary, reading: Reading) -> tuple[dict[int, Document], list[str]]:
    """Return the document of each index that the summary names, and a line for each that is not among those read.

    A document is known by the hash of its text, else by its name as written, else by its file name if only one has it.
    """
    by_hash: dict[str, list[Document]] = {}
    by_name: dict[str, list[Document]] = {}
    for document in reading.documents:
        by_hash.setdefault(document.sha256, []).append(document)
        name = document.name or ""
        for known in {name, PurePath(name).name}:
            by_name.setdefault(known, []).append(document)
    found: dict[int, Document] = {}
    missing: list[str] = []
    for source in summary.articles:
        name = source.name or ""
        named = by_name.get(name) or by_name.get(PurePath(name).name) or []
        if source.sha256 in by_hash:
            found[source.document] = nearest(source, by_hash[source.sha256])
        elif len(named) == 1:
            found[source.document] = named[0]
        else:
            missing.append(f"{label(source)}: not found among the files read; name its file or folder as PATH")
    return found, missing
