"""Checks that a summary is what it says: every sentence, span, quotation, number and hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarize.clean.blocks import clean, headline
from summarize.records import (
    Block,
    Citation,
    Differing,
    Document,
    RunnerUp,
    Source,
    Span,
    SummaryRecord,
    Unused,
)
from summarize.text.languages import detect_language
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.tokens import count_words, sentence_key

FACTS = ("title", "date", "url", "author", "outlet")


def mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for everything about a summary that its documents do not bear out.

    documents: by the index that sources and citations name; one that is not among them is passed over, so that what
    is there can be checked (`locate` names what is missing).
    """
    yield from size_mismatches(summary)
    for source in summary.articles:
        if source.document in documents and source.sha256 != documents[source.document].sha256:
            yield f"{article_label(source)}: the text has changed (its SHA-256 differs)"
    yield from sentence_mismatches(summary, documents)
    yield from voice_mismatches(summary)
    yield from numbering_mismatches(summary)


def size_mismatches(summary: SummaryRecord) -> Iterator[str]:
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


def sentence_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
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


def passages(summary: SummaryRecord) -> Iterator[tuple[str, Citation | Differing | RunnerUp]]:
    """Yield everything that a summary quotes, and where it does."""
    for at, sentence in enumerate(summary.sentences, start=1):
        for citation in sentence.citations:
            yield f"sentence {at} [{citation.source}]", citation
        for figure in sentence.differing:
            yield f"sentence {at}, a figure that differs", figure
    for at, other in enumerate(summary.explanation.runners_up if summary.explanation else (), start=1):
        yield f"runner-up {at}", other


def voice_mismatches(summary: SummaryRecord) -> Iterator[str]:
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


def boundary_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
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


def fact_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
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
                label = article_label(source)
                yield f"{label}: the {fact} is {said or 'missing'} in the summary, {read or 'missing'} as read"


def prose(document: Document, language: object) -> Iterator[tuple[Block, int, int]]:
    """Yield the sentences of a document as they are cut for a summary: the paragraph, and the span inside it.

    language: as the summary tells it; detected for a summary of before it did.
    """
    code = str(language) if language else detect_language(document.text)
    for block in clean(document.text, document.title):
        if block.kind == "prose":
            for start, end in split_sentences(document.text[block.start : block.end], code):
                yield block, start, end


def numbering_mismatches(summary: SummaryRecord) -> Iterator[str]:
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


def article_label(source: Source | Unused) -> str:
    """Return how a source is named in a message."""
    return str(source.name or source.title or f"document {source.document}")
