"""Related passages: which are told of, what they lack, and that they back nothing."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import Document, summarize
from summarize.cite.citations import cite
from summarize.cite.contrast import contrast, read_marks
from summarize.cite.related import MAX_RELATED, with_related
from summarize.cite.statements import Statements
from summarize.copies.repeats import first_occurrences
from summarize.corpus import build_corpus
from summarize.errors import SummarizeError
from summarize.options import Options
from summarize.pipeline import summarize_corpus
from summarize.records import Reading
from summarize.render.renderers import RENDERERS, card, to_json
from summarize.render.text import to_text
from summarize.render.wording import opening
from summarize.saved import load_summary
from summarize.score.tfidf import tfidf
from summarize.summary import Summary
from summarize.text.languages import load_language
from summarize.text.tokens import tokenize
from summarize.verify import boundary_mismatches, mismatches

DAM = "The old dam at Port Elsa broke at dawn on Monday and 14 people died, said Mayor Ana Voss."
TEXTS = [
    f"{DAM} Crews from 12 towns came to help in the valley.",
    "Farmers of the valley lost 400 cows. The dam at Port Elsa broke on Monday, and 9 people died in two villages.",
    "The dam of Port Elsa did not break before dawn. Wheat prices rose by a third in the markets of Tarn last week.",
    "Shares in Tarn fell. Nobody in the capital bought bonds of the bank on Friday, traders of wheat said.",
]
NAMES = frozenset({"ana", "voss", "elsa", "port", "lebanon", "lebanese", "united", "nations", "un", "marn", "clinton"})


def summary_of(texts=TEXTS):
    """Return a summary of the one sentence DAM."""
    corpus = build_corpus([Document(text, name=f"{index}.txt") for index, text in enumerate(texts)], Options())
    statements = Statements(corpus, tfidf(corpus.stems, first_occurrences(corpus)))
    rows = [next(row for row, sentence in enumerate(corpus.sentences) if sentence.text == DAM)]
    record = cite(rows, statements, np.ones(len(corpus.sentences)), settings={"words": 50})
    return Summary.of(with_related(record, rows, statements))


def lacks(sentence, passage, before=""):
    language = load_language("en")
    sides = [(sentence, ""), (passage, before)]
    return contrast(
        *(
            read_marks(text, tokenize(text), frozenset(tokenize(earlier.lower())), language, NAMES)
            for text, earlier in sides
        )
    )


def test_the_nearest_passage_of_each_other_article_about_the_event_is_related():
    (sentence,) = summary_of().sentences
    assert sentence.text == DAM
    assert [TEXTS[passage.document][passage.start : passage.end] for passage in sentence.related] == [
        TEXTS[1].split(". ", 1)[1],
        TEXTS[2].split(". ", 1)[0] + ".",
    ]


def test_it_says_what_the_passage_lacks_and_has_instead():
    first, second = summary_of().sentences[0].related
    assert (first.lacks, first.instead) == (("14", "Ana Voss"), ("9", "two"))
    assert (second.lacks, second.instead) == (("14", "Ana Voss"), ("not",))


def test_it_is_no_voice_and_no_source_and_is_numbered_behind_them():
    summary = summary_of()
    assert summary.sentences[0].voices == len(summary.sources) == 1
    assert [(article.name, article.number) for article in summary.unused] == [
        ("1.txt", 2),
        ("2.txt", 3),
        ("3.txt", None),
    ]
    assert [passage.source for passage in summary.sentences[0].related] == [2, 3]
    assert "1 independent voice" in str(summary)


def test_an_article_that_is_cited_is_not_related_as_well():
    (sentence,) = summary_of([TEXTS[0], f"Rescuers came. {DAM}", *TEXTS[1:]]).sentences
    assert len(sentence.citations) == 2
    cited = {citation.document for citation in sentence.citations}
    assert cited.isdisjoint(passage.document for passage in sentence.related)


def test_many_articles_give_a_bounded_list_and_whole_sentences():
    texts = [f"{DAM} Crews came.", *(f"The dam at Port Elsa broke and {n} houses fell." for n in range(20, 60))]
    documents = [Document(text, name=f"{index}.txt") for index, text in enumerate(texts)]
    summary = summarize(documents, words=17)
    assert max(len(sentence.related) for sentence in summary.sentences) <= MAX_RELATED
    assert any(sentence.related for sentence in summary.sentences)
    assert list(boundary_mismatches(summary, dict(enumerate(documents)))) == []


def test_a_name_alone_makes_no_event():
    (sentence,) = summary_of([TEXTS[0], "Not so Ana Voss. Shares in Tarn fell on Friday."]).sentences
    assert sentence.related == ()


@pytest.mark.parametrize(
    ("sentence", "passage", "missing", "instead"),
    [
        ("Two dozen people came.", "Some 24 people came.", (), ()),
        ("It fell by 9 percent.", "It fell by 8%.", ("9 percent",), ("8%",)),
        ("It broke at 1 a.m.", "It broke a few minutes after one o'clock.", (), ()),
        ("Ana Voss spoke.", "Voss spoke.", (), ()),
        ("Lebanese troops came.", "Troops came from Lebanon.", (), ()),
        ("The United Nations spoke.", "The UN spoke.", (), ()),
        ("The men of Marn left.", "The men of Elsa left.", ("Marn",), ("Elsa",)),
        ("He did not speak.", "He spoke.", ("not",), ()),
        ("He spoke.", "He didn't speak.", (), ("didn't",)),
        ("Prices rose.", "Prices rose by 5 crowns.", (), ()),
    ],
)
def test_only_what_is_missing_in_every_form_is_listed(sentence, passage, missing, instead):
    assert lacks(sentence, passage) == (missing, instead)


def test_a_pronoun_may_stand_for_a_name_before_it():
    assert lacks("Clinton left.", "He left.").lacks == ("Clinton",)
    assert lacks("Clinton left.", "He left.", before="Mr Clinton spoke.").lacks == ()


WORDS = st.sampled_from(
    [*TEXTS[0].split(), *TEXTS[2].split(), "nobody", "3,000", "$5m", "Lebanon", "Don't", "don’t", "x’t"]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_what_is_listed_stands_in_its_own_text_and_not_in_the_other(sentence, passage):
    missing, instead = lacks(sentence, passage)
    assert all(text in sentence for text in missing)
    assert all(text in passage for text in instead)
    assert set(missing).isdisjoint(instead)
    assert lacks(sentence, sentence) == ((), ())


def test_markdown_and_the_page_show_it_and_text_only_when_asked():
    summary = summary_of()
    passage = TEXTS[1].split(". ", 1)[1]
    assert passage in RENDERERS["markdown"](summary)
    assert "(lacks 14, Ana Voss; has 9, two)" in RENDERERS["markdown"](summary)
    assert passage in RENDERERS["html"](summary)
    assert passage not in to_text(summary)
    assert passage not in card(summary)
    shown = to_text(summary, related=True)
    assert (
        f"Related passages\n- {opening(summary.sentences[0].text)}: [2] {passage} (lacks 14, Ana Voss; has 9, two)\n"
        in shown
    )
    assert "- [2] 1.txt: " in shown
    assert "- 3.txt: " in shown


def test_a_saved_summary_without_the_field_is_read():
    data = json.loads(to_json(summary_of()))
    for sentence in data["sentences"]:
        del sentence["related"]
    for article in data["unused"]:
        del article["number"]
    loaded = load_summary(json.dumps(data))
    assert [sentence.related for sentence in loaded.sentences] == [()]
    assert list(mismatches(loaded, {})) == []


def forged(**change):
    summary = summary_of()
    (sentence,) = summary.sentences
    related = (replace(sentence.related[0], **change), *sentence.related[1:])
    forgery = replace(summary, sentences=(replace(sentence, related=related),))
    return list(mismatches(forgery, dict(enumerate(map(Document, TEXTS)))))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"start": 0}, "sentence 1, a related passage: the text at 0:109 differs"),
        ({"end": 999}, "sentence 1, a related passage: 37:999 is outside the document"),
        ({"text": "Nothing."}, "sentence 1, a related passage: the text at 37:109 differs"),
        ({"document": 0}, "sentence 1: an article with a related passage is cited, or has another"),
        ({"document": 2}, "sentence 1: an article with a related passage is cited, or has another"),
        ({"source": 9}, "[9], a related passage, does not lead to document 1"),
        ({"source": 1}, "[1], a related passage, does not lead to document 1"),
        ({"source": 3}, "articles of related passages are not numbered behind the sources by first use"),
        ({"lacks": ("15",)}, "sentence 1: what a related passage lacks or has instead is not in the texts"),
        ({"instead": ("15",)}, "sentence 1: what a related passage lacks or has instead is not in the texts"),
    ],
)
def test_a_forged_passage_is_found(change, line):
    assert forged() == []
    assert line in forged(**change)


@pytest.mark.parametrize("value", [None, 5, [5], [{"source": 2}], [{"source": "2", "document": 0}], {"source": 2}])
def test_a_saved_field_of_another_type_is_refused(value):
    data = json.loads(to_json(summary_of()))
    data["sentences"][0]["related"] = value
    with pytest.raises(SummarizeError, match=r"not a summary as --format json writes it: .*related"):
        load_summary(json.dumps(data))


def test_finding_related_passages_leaves_the_corpus_as_it_was():
    texts = [
        "The mill in Trosa burned down on Friday. Nobody was hurt, and the mill was old.",
        "Firemen came early to the mill, and the roof of the mill fell in.",
    ]
    reading, options = Reading(tuple(map(Document, texts))), Options()
    corpus = build_corpus(reading.documents, options)
    before = [list(row) for row in corpus.stems]
    summarize_corpus(corpus, reading, options)
    assert [list(row) for row in corpus.stems] == before
