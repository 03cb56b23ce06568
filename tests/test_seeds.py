"""What a reader must get from the five articles in seeds/, at several lengths."""

import json
import re
from pathlib import Path

import pytest

from summarize import Document, Options, summarize
from summarize.choose.standalone import Standing, standings
from summarize.cite.citations import supporting_rows
from summarize.cite.statements import Statements
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.score.tfidf import tfidf
from summarize.text.repair import repair

SEEDS = Path(__file__).parent.parent / "seeds"
WIRE = {"002_544037a258302635.txt", "004_aa92440943cb6289.txt"}
DOCUMENTS = [Document(path.read_text(encoding="utf-8"), name=path.name) for path in sorted(SEEDS.iterdir())]
BUDGETS = (50, 75, 100, 125, 150, 200, 250)
BOILERPLATE = (
    "read more|newsletter|inbox|follow us|getty|contact the|copyright|©|with files|assistance|visit us|PREV|NEXT|"
    "^By |Deal at risk|Peace Accord|Bloomberg News"
)


@pytest.mark.parametrize("words", BUDGETS)
def test_the_budget_is_filled_and_never_exceeded(words):
    assert 0.93 * words <= summarize(DOCUMENTS, words=words).words <= words


@pytest.mark.parametrize("words", BUDGETS)
def test_sentences_are_whole_clean_and_no_furniture(words):
    summary = summarize(DOCUMENTS, words=words)
    for sentence in summary.sentences:
        assert not re.search(BOILERPLATE, sentence.text, re.IGNORECASE), sentence.text
        assert not re.search("[†â€]", sentence.text)
        assert re.match(r"[A-Z0-9“\"']", sentence.text)
        assert re.search(r"[.!?][”\"']?$", sentence.text)
        assert not re.match(r"(He|She|They|It|This|But|However|President Donald Trump said)\b", sentence.text)


@pytest.mark.parametrize("words", BUDGETS)
def test_the_two_prints_of_the_wire_story_are_cited_together_and_counted_once(words):
    summary = summarize(DOCUMENTS, words=words)
    voice = {source.name: source.voice for source in summary.sources}
    assert len({voice[name] for name in WIRE & set(voice)}) <= 1
    for sentence in summary.sentences:
        names = {DOCUMENTS[citation.document].name for citation in sentence.citations}
        if names & WIRE:
            assert sentence.voices == len(names) - (len(names & WIRE) - 1)
    assert words < 100 or set(voice) >= WIRE


def test_at_150_words_the_reader_learns_of_the_whole_event():
    sentences = [sentence.text for sentence in summarize(DOCUMENTS, words=150).sentences]
    for fact in ("spoke", "agreement", "truce", "airstrike", "resumed|attacks", "Baradar|leader of the Taliban"):
        assert any(re.search(fact, text) for text in sentences), fact
    assert sum(bool(re.search(r"\b(call|spoke|spoken|conversation)\b", text)) for text in sentences) <= 3


def test_the_quotations_that_were_damaged_come_out_as_the_other_print_has_them():
    damaged, whole = (repair(document.text) for document in DOCUMENTS if document.name in WIRE)
    quoted = re.findall("“[^”]*”", damaged)
    assert len(quoted) == 10
    assert all(quotation in whole for quotation in quoted)


def test_citations_agree_with_the_pairs_labelled_by_hand():
    labels = json.loads((Path(__file__).parent / "data" / "seeds_support.json").read_text(encoding="utf-8"))["supports"]
    labelled = {tuple((pair[end]["file"], pair[end]["text"]) for end in "ab") for pair in labels}
    corpus = build_corpus(DOCUMENTS, Options())
    rows = [row for row, standing in enumerate(standings(corpus)) if standing is Standing.ALONE]
    weights = tfidf(corpus.stems, first_occurrences(corpus))
    passage = [(corpus.documents[sentence.document].name, sentence.text) for sentence in corpus.sentences]
    cited = {
        (passage[row], passage[other])
        for row, *others in supporting_rows(rows, Statements(corpus, weights))
        for other in others
    }
    assert len(cited & labelled) / len(cited) > 0.97
    # measured 0.59: what is not told by the same words, or by some that are known to mean the same, is not cited, and
    # so `phone call` is not taken for `call`
    assert len(cited & labelled) / len(labelled) > 0.55
