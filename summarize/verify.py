"""Checks that a summary is what it says: every sentence, span, quotation, number and hash.

A summary and its documents go in; out comes a line for everything that they do not bear out. `mismatches` is the check
that every summary passes before it is handed out; saved summaries pass `fact_mismatches` and `boundary_mismatches` too.
Whether one passage supports another is not judged again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarize.cite.day_marks import day_of_words, meant_day, nearby
from summarize.cite.passage_links import linked
from summarize.clean.blocks import clean, headline
from summarize.errors import FaithfulnessError
from summarize.read.parse_date import article_days, may_mean
from summarize.records import (
    Citation,
    DifferingFigure,
    Document,
    Related,
    RunnerUp,
    Source,
    Span,
    SummaryRecord,
    SummarySentence,
    Told,
    Unused,
)
from summarize.text.detection import detect_language
from summarize.text.repair import repair
from summarize.text.sentences import split_sentences
from summarize.text.tokens import count_words, sentence_key

FACTS = ("title", "date", "url", "author", "outlet")  # fields that a document and its entry in a summary share


def mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for everything about a summary that its documents do not bear out; nothing when all is well.

    documents: by the index that sources and citations name. An article whose document is missing is passed over, so
    that the rest can be checked; `summarize.saved.locate` names those that are missing.
    """
    yield from size_mismatches(summary)
    for article in summary.articles:
        if article.document in documents and article.sha256 != documents[article.document].sha256:
            yield f"{article_label(article)}: the text has changed (its SHA-256 differs)"
    yield from sentence_mismatches(summary)
    yield from passage_mismatches(summary, documents)
    yield from page_mismatches(summary, documents)
    yield from link_mismatches(summary, documents)
    yield from range_mismatches(summary)
    yield from numbering_mismatches(summary)
    yield from related_mismatches(summary)
    yield from news_mismatches(summary)


def check(summary: SummaryRecord, documents: Sequence[Document], name: str = "summary") -> None:
    """Raise FaithfulnessError when a summary does not match its documents, in the order in which they were passed.

    name: of the result in the message, such as timeline for one that is made of this summary.
    """
    for mismatch in mismatches(summary, dict(enumerate(documents))):
        raise FaithfulnessError(f"the {name} failed its own check, please report this: {mismatch}")


def size_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line when a summary is empty, over its budget, or counted wrongly."""
    words = count_words(summary.text)
    if summary.words != words:
        yield f"the summary has {words} words, not {summary.words}"
    if not summary.sentences and not summary.settings.get("since"):  # else there is nothing new
        yield "the summary has no sentence"
    sizes = {**summary.sizes, "words": words}
    settings = {unit: summary.settings.get(unit) for unit in sizes}
    budgets = {unit: budget for unit, budget in settings.items() if isinstance(budget, int)}
    if len(budgets) != 1:
        yield "the settings do not name one budget in words, sentences or characters"
    for unit, budget in budgets.items():
        if sizes[unit] > budget:
            yield f"the summary has {sizes[unit]} {unit}, over the {budget} allowed"


def sentence_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line for every sentence that repeats another, is not its first citation, or lacks its figures."""
    first_number: dict[str, int] = {}  # of the sentences with one key
    for number, sentence in enumerate(summary.sentences, start=1):
        first = first_number.setdefault(sentence_key(sentence.text), number)
        if first < number:
            yield f"sentence {number} says sentence {first} again"
        if not sentence.citations or sentence.citations[0].text != sentence.text:
            yield f"sentence {number} is not the text of its first citation"
        for figure in sentence.differing:
            if figure.here not in sentence.text or figure.there not in figure.text or figure.here == figure.there:
                yield f"sentence {number}: its figures that differ are not in the sentence and the passage"


def passage_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every passage that does not stand in its document as quoted."""
    for label, passage in passages(summary):
        if passage.document not in documents:
            continue
        text = documents[passage.document].text
        if not 0 <= passage.start < passage.end <= len(text):
            yield f"{label}: {passage.start}:{passage.end} is outside the document"
        elif repair(text[passage.start : passage.end]) != passage.text:
            yield f"{label}: the text at {passage.start}:{passage.end} differs"


def page_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every citation that names another page than its passage begins on; documents: as above."""
    for label, passage in passages(summary):
        document, page = documents.get(passage.document), getattr(passage, "page", None)
        if document is not None and page is not None and page != document.page_at(passage.start):
            yield f"{label}: page {page} is not where its passage begins"


def link_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every citation whose selector or link is not that of its passage; documents: as above.

    A summary without them is older, and says nothing wrong. The address is the one that the summary gives.
    """
    addresses = {article.document: article.url for article in summary.articles}
    texts: dict[int, str] = {}
    for label, passage in passages(summary):
        document = documents.get(passage.document)
        if document is None or not isinstance(passage, Citation) or passage.selector is None:
            continue
        if passage != linked(passage, replace(document, url=addresses.get(passage.document)), texts):
            yield f"{label}: its link or selector does not lead to the passage"


def range_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line for every sentence that cites an article twice, or whose voices, day or score are impossible."""
    days = article_days(summary.articles)
    voice = {source.document: source.voice for source in summary.sources}
    for number, sentence in enumerate(summary.sentences, start=1):
        cited = [citation.document for citation in sentence.citations]
        if len(set(cited)) != len(cited):
            yield f"sentence {number} cites an article twice"
        if not 1 <= sentence.voices <= len({voice.get(document) for document in cited}):
            yield f"sentence {number} cannot have {sentence.voices} independent voices"
        if sentence.day is not None and sentence.day not in possible_days(sentence, summary, days):
            yield f"sentence {number}: {sentence.day} is not a day that its words mean"
        elif sentence.day_written and not is_written(sentence, summary):
            yield f"sentence {number}: {sentence.day} is a day that its words mean, not that of its article"
        if not 0 <= sentence.score <= 1:
            yield f"sentence {number}: a score of {sentence.score} is outside 0 to 1"


def is_written(sentence: SummarySentence, summary: SummaryRecord) -> bool:
    """Whether the day of a sentence can be that of its article: no words of it mean a day."""
    codes = [article.language for article in summary.articles if article.document == sentence.citations[0].document]
    return sentence.day is not None and not meant_day(sentence.text, codes[0] or "", sentence.day)


def possible_days(sentence: SummarySentence, summary: SummaryRecord, days: Mapping[int, str | None]) -> set[str | None]:
    """Return the days that may stand beside a sentence; days: of the articles.

    Its article may have been written some days before or after. Older summaries have the day of the article.
    """
    source = next((article for article in summary.articles if article.document == sentence.citations[0].document), None)
    day = days.get(source.document) if source else None
    if source is None or day is None:
        return set()
    possible: set[str | None] = {day}
    for other in nearby(day):
        code, both = source.language or "", (False, True)
        meant = {day_of_words(sentence.text, code, other, is_long=is_long) for is_long in both}
        possible.update(meant - {None} or {other})
    return possible


def numbering_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line for every source that is not numbered by first use, and every mark that leads nowhere."""
    marks = [citation for sentence in summary.sentences for citation in sentence.citations]
    numbers = list(dict.fromkeys(citation.source for citation in marks))
    if numbers != [source.number for source in summary.sources] or numbers != list(range(1, len(numbers) + 1)):
        yield "sources are not numbered 1 to n by first use"
    if sorted(article.document for article in summary.articles) != list(range(len(summary.articles))):
        yield "the articles are not each listed once"
    document = {source.number: source.document for source in summary.sources}
    for citation in marks:
        if document.get(citation.source) != citation.document:
            yield f"[{citation.source}] does not lead to document {citation.document}"


def related_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line for every related passage whose article is cited, told twice or misnumbered, or whose contrast lies.

    Articles that are only related have the numbers behind those of the sources, by first use.
    """
    known = {source.number: source.document for source in summary.sources}
    only_related = {article.number: article.document for article in summary.unused if article.number is not None}
    marks = [passage for sentence in summary.sentences for passage in sentence.related]
    first_used = dict.fromkeys(passage.source for passage in marks if passage.source not in known)
    behind = list(range(len(known) + 1, len(known) + len(only_related) + 1))
    if list(first_used) != behind or sorted(only_related) != behind:
        yield "articles of related passages are not numbered behind the sources by first use"
    for passage in marks:
        if (known | only_related).get(passage.source) != passage.document:
            yield f"[{passage.source}], a related passage, does not lead to document {passage.document}"
    for number, sentence in enumerate(summary.sentences, start=1):
        cited, related = ([quoted.document for quoted in quotes] for quotes in (sentence.citations, sentence.related))
        if len(set(related)) != len(related) or not set(related).isdisjoint(cited):
            yield f"sentence {number}: an article with a related passage is cited, or has another"
        for passage in sentence.related:
            lacks, instead = passage.lacks, passage.instead
            if not all(text in sentence.text for text in lacks) or not all(text in passage.text for text in instead):
                yield f"sentence {number}: what a related passage lacks or has instead is not in the texts"


def news_mismatches(summary: SummaryRecord) -> Iterator[str]:
    """Yield a line for every changed figure that does not stand where it is said to, or is of no earlier summary.

    The articles of earlier summaries are not at hand; what they quote is checked with them.
    """
    earlier = summary.settings.get("since")
    count = len(earlier) if isinstance(earlier, list | tuple) else 0
    for number, sentence in enumerate(summary.sentences, start=1):
        for change in sentence.changed:
            if change.after not in sentence.text or change.before not in change.citation.text:
                yield f"sentence {number}: a figure that changed is not in the sentence or its earlier passage"
            if not 0 <= change.earlier < count:
                yield f"sentence {number}: a figure that changed is of no earlier summary"
    for told in summary.told:
        if not 0 <= told.earlier < count:
            yield "what was told before is of no earlier summary"


def fact_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every fact about an article, as its title, that differs in the summary and as read.

    documents: as in `mismatches`. An article without a name is passed over, since it came from Python, where more may
    be known of it than a file tells; so is one whose text has changed, which `mismatches` names.
    """
    for article in summary.articles:
        document = documents.get(article.document)
        if not document or not article.name or article.sha256 != document.sha256:
            continue
        for fact in FACTS:
            shown, read = getattr(article, fact), getattr(document, fact)
            if fact == "title" and not read:
                read = headline(document.text, clean(document.text))
            if (shown or None) != (read or None) and not (fact == "date" and may_mean(read, shown, article.language)):
                label = article_label(article)
                yield f"{label}: the {fact} is {shown or 'missing'} in the summary, {read or 'missing'} as read"


def boundary_mismatches(summary: SummaryRecord, documents: Mapping[int, Document]) -> Iterator[str]:
    """Yield a line for every passage that is not a whole sentence of its article's prose.

    documents: as in `mismatches`. They are cleaned and split once more, which costs about as much as making a summary;
    each in the language that the summary gives it, else in that of its settings, else as detected.
    """
    default = summary.settings.get("language")
    languages = {article.document: article.language or default for article in summary.articles}
    whole = {index: sentence_spans(document, languages.get(index)) for index, document in documents.items()}
    for label, passage in passages(summary):
        if passage.document in whole and Span(passage.start, passage.end) not in whole[passage.document]:
            yield f"{label}: {passage.start}:{passage.end} is not a whole sentence"


def sentence_spans(document: Document, language: object) -> set[Span]:
    """Return the spans of a document's sentences as they are cut for a summary; language: a code, or None to detect."""
    code = str(language) if language else detect_language(document.text)
    return {
        Span(block.start + start, block.start + end)
        for block in clean(document.text, document.title)
        if block.kind == "prose"
        for start, end in split_sentences(document.text[block.start : block.end], code)
    }


def passages(summary: SummaryRecord) -> Iterator[tuple[str, Citation | DifferingFigure | Related | RunnerUp | Told]]:
    """Yield everything that a summary quotes, each with a label that says where it does."""
    for number, sentence in enumerate(summary.sentences, start=1):
        for citation in sentence.citations:
            yield f"sentence {number} [{citation.source}]", citation
        for figure in sentence.differing:
            yield f"sentence {number}, a figure that differs", figure
        for related in sentence.related:
            yield f"sentence {number}, a related passage", related
    for told in summary.told:
        yield "a passage that still says what was told", told
    for number, runner_up in enumerate(summary.explanation.runners_up if summary.explanation else (), start=1):
        yield f"runner-up {number}", runner_up


def article_label(article: Source | Unused) -> str:
    """Return how an article is named in a message.

    The name of its file comes first, then its title, then its number among the documents.
    """
    return str(article.name or article.title or f"document {article.document}")
