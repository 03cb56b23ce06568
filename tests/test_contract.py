"""The contract of the library, as a user of it sees it."""

import copy
import inspect
import json
import locale
import logging
import os
import pathlib
import pickle
import random
import signal
import subprocess
import sys
import threading
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

import summarize as library
from summarize import Document, OptionError, Options, SummarizeError, Summarizer, Summary, summarize, summarize_many
from summarize.errors import FaithfulnessError
from summarize.render.renderers import RENDERERS
from summarize.text.repair import repair
from summarize.text.tokens import count_words, sentence_key

SEEDS = pathlib.Path(__file__).parent.parent / "seeds"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())]

PIECES = st.sampled_from(
    [
        "The dam at Port Elsa broke at dawn on Monday.",
        "Two villages below the dam were flooded, police said.",
        "He said that nobody was hurt in the flood.",
        "“We saw the water come,” said Ana Lund, who lives there.",
        "The dam was built in 1962 and repaired twice.",
        "However, the minister promised help for 1,200 families.",
        "\n\n",
        "\n",
        "\u00a0",
        "\x1b[31m",
        "é",
        "Deal at risk\n",
        "\U0001f30a",
        "\r\n",
        "fin",
    ]
)
ARTICLES = st.lists(PIECES, max_size=12).map(" ".join)


def test_every_public_name_is_there_and_documented():
    for name in library.__all__:
        thing = getattr(library, name)
        assert name.startswith("__") or inspect.getdoc(thing), name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = library.nothing


@pytest.mark.parametrize("make", [list, tuple, iter, set])
def test_documents_are_any_iterable(make):
    assert summarize(make(TEXTS), words=50).words <= 50


@pytest.mark.parametrize("one", [TEXTS[1], Document(TEXTS[1]), SEEDS / "001_8ca32c7ec177678d.txt"])
def test_one_document_needs_no_list(one):
    assert summarize(one, words=60).text == summarize([TEXTS[1]], words=60).text


def test_a_path_may_be_a_folder_and_a_str_is_never_a_path():
    assert summarize(SEEDS, words=100).text == summarize(TEXTS, words=100).text
    with pytest.raises(SummarizeError):
        summarize(str(SEEDS), words=100)


def test_the_attributes_of_the_contract():
    documents = [Document(text, title=f"Title {at}", name=f"{at}.txt") for at, text in enumerate(TEXTS)]
    summary = summarize(documents, words=150)
    assert isinstance(summary, Summary)
    assert summary.words == count_words(summary.text) <= 150
    assert summary.text == " ".join(sentence.text for sentence in summary.sentences)
    for sentence in summary.sentences:
        assert 0 <= sentence.score <= 1
        assert 1 <= sentence.voices <= len(sentence.citations)
        for citation in sentence.citations:
            text = documents[citation.document].text
            assert repair(text[citation.start : citation.end]) == citation.text
            assert summary.sources[citation.source - 1].document == citation.document
        assert sentence.citations[0].text == sentence.text
    assert summary.settings["words"] == 150
    assert summary.settings["version"] == library.__version__
    assert {s.document for s in summary.sources} | {u.document for u in summary.unused} == set(range(len(documents)))
    assert json.loads(summary.to_json()) == json.loads(json.dumps(summary.to_dict()))
    for form in RENDERERS:
        assert summary.render(form)


def test_records_are_frozen_and_can_be_copied_and_sent_to_other_processes():
    summary = summarize(TEXTS, words=50)
    with pytest.raises(AttributeError):
        setattr(summary, "words", 3)  # noqa: B010
    assert copy.deepcopy(summary) == summary == pickle.loads(pickle.dumps(summary))  # noqa: S301


def test_summarizer_follows_the_conventions_of_scikit_learn():
    one = Summarizer(words=80, ranker="centroid")
    twin = clone(one)
    assert twin is not one
    assert twin.get_params() == one.get_params()
    assert set(one.get_params()) == set(inspect.signature(Summarizer.__init__).parameters) - {"self"}
    assert twin.set_params(words=60) is twin
    assert twin.summarize(TEXTS).words <= 60
    assert one.summarize(TEXTS) == summarize(TEXTS, words=80, ranker="centroid")
    assert clone(Summarizer()).get_params() == Summarizer().get_params()


def test_the_three_ways_in_take_the_same_settings_with_the_same_defaults():
    ways = [inspect.signature(way).parameters for way in (summarize, Summarizer.__init__, Options)]
    settings = [{n: p.default for n, p in way.items() if n not in ("self", "documents")} for way in ways]
    assert settings[0] == settings[1] == settings[2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_clusters_come_in_order_and_equal_single_calls(jobs):
    clusters = [TEXTS, TEXTS[:2], TEXTS[3]]
    assert list(summarize_many(clusters, words=60, jobs=jobs)) == [summarize(c, words=60) for c in clusters]
    assert list(Summarizer(words=60).summarize_many(clusters)) == [summarize(c, words=60) for c in clusters]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"words": 0}, "words must be 1 or more, got 0"),
        ({"words": -3}, "words must be 1 or more, got -3"),
        ({"words": 1.5}, "words must be a whole number, got 1.5"),
        ({"words": "ten"}, "words must be a whole number, got 'ten'"),
        ({"words": float("nan")}, "words must be a whole number, got nan"),
        ({"words": True}, "words must be a whole number, got True"),
        ({"words": -(10**5000)}, "words must be 1 or more, got a number of over 20 digits"),
        ({"sentences": 0}, "sentences must be 1 or more"),
        ({"characters": -1}, "characters must be 1 or more"),
        ({"words": 10, "sentences": 2}, "words and sentences: give one budget, not 2"),
        ({"ranker": "magic"}, "ranker must be one of lexrank, centroid, lead, got 'magic'"),
        ({"query": " "}, "query must be a text with a word in it, got ' '"),
        ({"diversity": 1.1}, "diversity must be a number from 0 to 1"),
        ({"diversity": 10**400}, "diversity must be a number from 0 to 1"),
        ({"diversity": float("nan")}, "diversity must be a number from 0 to 1"),
        ({"language": "English please"}, "language must be a code such as en or pt"),
    ],
)
def test_a_bad_setting_is_a_value_error_that_names_it(settings, message):
    with pytest.raises(OptionError, match=message):
        summarize(TEXTS, **settings)
    with pytest.raises(ValueError, match=message):
        Summarizer(**settings).summarize(TEXTS)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"jobs": "2"}, "jobs must be 1 or more, or -1 for all cores, and a whole number, got '2'"),
        ({"jobs": 1.5}, "and a whole number, got 1.5"),
        ({"jobs": 0}, "jobs must be 1 or more"),
        ({"timeout": "1"}, "timeout must be a number of seconds above 0, got '1'"),
        ({"memory": [1]}, r"memory must be a number of megabytes above 0, got \[1\]"),
    ],
)
def test_a_bad_setting_of_many_clusters_is_named_at_once(settings, message):
    with pytest.raises(OptionError, match=message):
        summarize_many([TEXTS], **settings)


@pytest.mark.parametrize("clusters", [None, 3, TEXTS[0], {"a": TEXTS}, SEEDS], ids=str)
def test_what_is_no_list_of_clusters_is_a_type_error_at_once(clusters):
    with pytest.raises(TypeError, match=f"clusters must be an iterable .*, got {type(clusters).__name__}"):
        summarize_many(clusters)


def test_a_text_that_names_a_file_and_has_no_sentence_says_how_to_give_the_file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    with pytest.raises(SummarizeError, match=r"is taken for the text of an article; .* pass a pathlib.Path"):
        summarize(str(tmp_path / "a.txt"))
    with pytest.raises(SummarizeError, match=r"^'': cannot be read"):
        summarize(TEXTS, since="")


def test_a_budget_above_all_there_is_gives_everything_worth_keeping_and_says_so():
    summary = summarize(TEXTS[:1], words=10**40)
    assert summary.words < 600
    assert "no other sentence fits, stands alone and adds something" in summary.warnings[-1]


@pytest.mark.parametrize("documents", [[], [""], ["  \n\t"], ["..."], ["— ! ?"], ["\x00\x1b"]])
def test_nothing_to_say_is_an_error_with_a_reason(documents):
    with pytest.raises(SummarizeError, match="nothing to summarise"):
        summarize(documents)


@pytest.mark.parametrize("document", [3, None, b"bytes", 1.5, ["nested"]])
def test_a_document_of_another_type_is_named(document):
    with pytest.raises(TypeError, match=type(document).__name__):
        summarize([document])


@pytest.mark.parametrize("field", ["text", "title", "date", "url", "name"])
def test_a_field_of_another_type_is_named(field):
    fields: dict[str, Any] = {"text": "The dam broke at dawn.", field: 5}
    with pytest.raises(TypeError, match=rf"Document\.{field} must be a str, got int"):
        summarize([Document(**fields)])


def test_numbers_of_numpy_are_numbers():
    settings: dict[str, Any] = {"words": np.int64(50), "diversity": np.float32(0.5)}
    summary = summarize(TEXTS, **settings)
    assert json.loads(summary.to_json())["settings"]["words"] == 50


def test_an_error_comes_in_its_turn_and_generators_can_be_sent():
    for jobs in (1, 2):
        clusters = iter([(text for text in TEXTS[:2]), [], TEXTS[3]])
        found = summarize_many(clusters, words=50, jobs=jobs)
        assert next(found).words <= 50
        with pytest.raises(SummarizeError, match="no documents"):
            next(found)


def test_a_number_that_differs_is_not_cited():
    texts = [f"Grain prices rose {by} percent in the port of Elsa on Monday." for by in ("1.5", "15")]
    summary = summarize(texts, sentences=1)
    assert [len(sentence.citations) for sentence in summary.sentences] == [1]


def test_a_summary_that_fails_its_own_check_is_never_handed_out(monkeypatch):
    monkeypatch.setattr("summarize.verify.mismatches", lambda summary, documents: iter(["something is wrong"]))
    with pytest.raises(FaithfulnessError, match="something is wrong"):
        summarize(TEXTS)


@pytest.mark.parametrize("count", ["1,000," * 200, "1" + ",000" * 1000, "9" * 5000])
def test_a_number_beyond_all_numbers_is_no_defect(count):
    text = f"The total is {count} people, said the mayor of the town."
    assert summarize([text, f"{text} Nobody believed it."], words=30).words


def test_of_two_tellings_of_one_sentence_the_better_is_taken():
    told = "The old bridge in Tarn will close for repairs on Monday."
    short = f"{told} Ferries will cross the river every half hour until May."
    long = f"“{told}” Shops near the old bridge in Tarn fear for their trade, and so do the schools. " + " ".join(
        f"Shop number {at} on the north bank of the river has {at} workers." for at in range(9)
    )
    assert told in [sentence.text for sentence in summarize([short, long], words=40).sentences]


def test_unused_articles_say_why():
    story = TEXTS[1]
    documents = [story, "", TEXTS[3], *[story.rsplit(".", 9)[0] + "."]]
    reasons = {unused.document: unused.reason for unused in summarize(documents, words=400).unused}
    assert reasons == {1: "no article text found"}
    reasons = {unused.document: unused.reason for unused in summarize(documents, sentences=1).unused}
    no_room = "what it adds does not fit"
    assert reasons == {0: no_room, 1: "no article text found", 3: no_room}


def test_a_text_without_a_whole_sentence_is_an_error_with_a_reason():
    text = "The mayor said on Friday that the “harbour would open again. He did not say when it would."
    with pytest.raises(SummarizeError, match="no whole sentence"):
        summarize(text.replace(" He did not say when it would.", ""))


def test_a_budget_below_the_shortest_sentence_says_how_long_that_is():
    with pytest.raises(SummarizeError, match="shortest sentence has 7 words"):
        summarize("The dam broke at dawn on Monday.", words=3)


def test_of_a_text_without_sentence_ends_nobody_is_told_to_ask_for_all_of_it():
    with pytest.raises(SummarizeError, match="has 400 words: the articles seem to have no sentence ends"):
        summarize(["word " * 400], words=20)


def test_an_input_that_is_short_is_given_whole():
    assert summarize("Dam broke.", words=50).text == "Dam broke."


@given(
    st.lists(ARTICLES, min_size=1, max_size=4),
    st.integers(1, 60),
    st.sampled_from(["words", "sentences", "characters"]),
)
def test_the_laws_of_every_summary(texts, budget, unit):
    try:
        summary = summarize(texts, **{unit: budget})
    except SummarizeError:
        return
    size = {
        "words": count_words(summary.text),
        "sentences": len(summary.sentences),
        "characters": len(summary.text),
    }
    assert 0 < size[unit] <= budget
    for sentence in summary.sentences:
        assert sentence.citations[0].text == sentence.text
        for citation in sentence.citations:
            assert repair(texts[citation.document][citation.start : citation.end]) == citation.text
    numbers = [c.source for s in summary.sentences for c in s.citations]
    assert list(dict.fromkeys(numbers)) == list(range(1, len(summary.sources) + 1))
    keys = [sentence_key(s.text) for s in summary.sentences]
    assert len(set(keys)) == len(keys)


def view(summary, texts):
    """A summary without the places that depend on the order of the documents."""
    return [
        (s.text, s.score, s.voices, sorted((texts[c.document], c.start) for c in s.citations))
        for s in summary.sentences
    ]


@given(st.lists(ARTICLES, min_size=2, max_size=4, unique=True), st.randoms())
def test_the_order_of_documents_changes_nothing(texts, dice):
    shuffled = dice.sample(texts, len(texts))
    try:
        expected = view(summarize(texts, words=30), texts)
    except SummarizeError:
        return
    assert view(summarize(shuffled, words=30), shuffled) == expected


DATES = st.sampled_from([None, "2026-01-02", "2026-01-03"])
DATED = st.builds(Document, ARTICLES, date=DATES, title=st.sampled_from([None, "A title"]))


@given(st.lists(DATED, min_size=2, max_size=4), st.randoms())
def test_the_order_of_dated_and_equal_documents_changes_nothing(documents, dice):
    try:
        expected = summarize(documents, words=30).text
    except SummarizeError:
        return
    assert summarize(dice.sample(documents, len(documents)), words=30).text == expected


def test_the_order_of_real_documents_changes_nothing_that_is_shown():
    dice = random.Random(3)
    named = [Document(text, name=str(at)) for at, text in enumerate(TEXTS)]
    expected = str(summarize(named, words=150))
    for _ in range(5):
        assert str(summarize(dice.sample(named, 5), words=150)) == expected


def test_names_titles_and_empty_documents_change_no_sentence():
    plain = summarize(TEXTS, words=150).text
    assert summarize([Document(t, name=f"z{9 - at}") for at, t in enumerate(TEXTS)], words=150).text == plain
    assert summarize([*TEXTS, "", "  "], words=150).text == plain


def test_a_copy_of_an_article_changes_no_sentence_and_is_cited_as_the_same_voice():
    once, twice = summarize(TEXTS, words=150), summarize([*TEXTS, TEXTS[1], TEXTS[4]], words=150)
    assert twice.text == once.text
    assert [s.voices for s in twice.sentences] == [s.voices for s in once.sentences]
    for sentence in twice.sentences:
        cited = {citation.document for citation in sentence.citations}
        assert (1 in cited) == (5 in cited)
        assert (4 in cited) == (6 in cited)


PROGRAM = "import pathlib, summarize; print(summarize.summarize(pathlib.Path('seeds'), words=150).to_json())"


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        pytest.param({"PYTHONHASHSEED": "3"}, marks=pytest.mark.slow),
        pytest.param({"PYTHONHASHSEED": "4", "LC_ALL": "tr_TR.UTF-8"}, marks=pytest.mark.slow),
    ],
)
def test_the_same_bytes_whatever_the_hash_seed_the_locale_or_the_threads(environment, monkeypatch):
    monkeypatch.chdir(SEEDS.parent)
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == summarize(pathlib.Path("seeds"), words=150).to_json() + "\n"


def settings_of_the_process():
    """What a library could change behind the back of its caller."""
    streams = (sys.stdin, sys.stdout, sys.stderr, sys.excepthook, sys.unraisablehook)
    signals = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    shared = (
        random.getstate(),
        dict(os.environ),
        list(warnings.filters),
        logging.root.level,
        list(logging.root.handlers),
    )
    return (*shared, locale.setlocale(locale.LC_ALL), os.getcwd(), streams, signals, sys.getrecursionlimit())


def test_threads_and_settings_of_the_process_do_not_matter_and_are_left_alone():
    before = settings_of_the_process()
    expected = summarize(TEXTS, words=100)
    found = []
    threads = [threading.Thread(target=lambda: found.append(summarize(TEXTS, words=100))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
    assert before == settings_of_the_process()


def test_the_same_sentence_of_closed_class_words_is_not_said_twice():
    same = "It is what it is, and so it will be for all of us."
    rest = (
        "The dam at Elsa broke at dawn on Monday and two villages were flooded.",
        "Prices of wheat fell in Tarn on Friday after traders heard of a good harvest in the far south.",
    )
    assert [s.text for s in summarize([f"{same} {text}" for text in rest], words=200).sentences].count(same) <= 1
    same = "What we have we will do for all of you."
    said = [s.text for s in summarize([f"{text} {same}" for text in rest], words=200).sentences]
    assert said.count(same) == 1


def test_a_summary_is_in_one_language_and_articles_in_another_are_listed_with_the_reason():
    german = (
        "Bei einem Luftangriff der USA in Afghanistan sind nach Angaben der Behörden mehrere Menschen getötet worden. "
        "Der Präsident sprach am Dienstag mit einem Führer der Taliban. Die Verhandlungen sollen im März beginnen."
    )
    summary = summarize([*TEXTS, german], words=150)
    assert "Angaben" not in summary.text
    warning = f"no sentence is taken from 1 of {len(TEXTS) + 1} articles, which are in another language than most (de)"
    assert warning in summary.warnings
    assert [unused.reason for unused in summary.unused if unused.document == len(TEXTS)] == ["in another language (de)"]
    assert "Angaben" in summarize([*TEXTS[:1], *[german + f" Es war Tag {at}." for at in range(40)]], words=60).text
