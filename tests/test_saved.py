"""Saved summaries: what is read back, what is refused and where, and how their articles are found again."""

import json
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from summarize import Document, SummarizeError, summarize
from summarize.records import Reading
from summarize.saved import best_match, load_summary, locate

CLUSTERS = sorted(
    path.parent for path in (Path(__file__).parent.parent / "benchmarks" / "clusters").glob("*/truth.json")
)
ARTICLES = [
    Document("The dam at Elsa broke on Monday. Two villages were flooded, police said.", name="news/a.txt"),
    Document("On Monday the dam at Elsa broke. Farmers lost 400 cows in the flood.", name="news/b.txt"),
]
SUMMARY = summarize(ARTICLES, words=20, explain=True)


def changed(change):
    """Return the summary as JSON with one thing in it changed."""
    data = json.loads(SUMMARY.to_json())
    change(data)
    return json.dumps(data)


def refusal(text):
    with pytest.raises(SummarizeError) as caught:
        load_summary(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("folder", CLUSTERS, ids=lambda folder: folder.name)
def test_every_summary_of_the_own_clusters_survives_saving(folder):
    articles = sorted(folder.glob("*.txt"))
    for explain in (False, True):
        summary = summarize(articles, words=100, explain=explain)
        assert load_summary(summary.to_json()) == summary
        assert load_summary(summary.to_json()).to_json() == summary.to_json()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda s: s.update(warnings=[1, {}]), "$.warnings[0]"),
        (lambda s: s.update(warnings=["cut", {}]), "$.warnings[1]"),
        (lambda s: s.update(words=True), "$.words"),
        (lambda s: s["sentences"][0].update(score=True), "$.sentences[0].score"),
        (lambda s: s["sentences"][0].update(voices=1.5), "$.sentences[0].voices"),
        (lambda s: s["sentences"][1]["citations"][0].update(end="9"), "$.sentences[1].citations[0].end"),
        (lambda s: s["explanation"]["runners_up"][0].update(sentence="1"), "$.explanation.runners_up[0].sentence"),
        (lambda s: s["explanation"].update(choices={}), "$.explanation.choices"),
        (lambda s: s["sources"][0].update(title=["Dam"]), "$.sources[0].title"),
        (lambda s: s["sources"][0].update(sha256=None), "$.sources[0].sha256"),
        (lambda s: s.update(settings=[]), "$.settings"),
        (lambda s: s.update(unused=[None]), "$.unused[0]"),
    ],
)
def test_a_field_of_the_wrong_type_is_named_by_its_place(change, place):
    assert refusal(changed(change)).endswith(f" - at `{place}`; name a summary saved with --format json")


def test_half_a_surrogate_pair_in_place_of_a_list_is_named_in_one_line():
    assert "half a surrogate pair" in refusal(changed(lambda saved: saved.update(sources="\ud800")))


@pytest.mark.parametrize(
    ("change", "field", "place"),
    [
        (lambda s: s.pop("sentences"), "sentences", ""),
        (lambda s: s["sources"][1].pop("sha256"), "sha256", "$.sources[1]"),
        (lambda s: s["sentences"][0]["citations"][0].pop("start"), "start", "$.sentences[0].citations[0]"),
        (lambda s: s["explanation"].pop("choices"), "choices", "$.explanation"),
    ],
)
def test_a_missing_field_is_named_with_its_place(change, field, place):
    message = refusal(changed(change))
    assert f"`{field}`" in message
    assert place in message


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.pop("summary"),
        lambda s: s.update(summary=7),
        lambda s: s.update(summary="Invented."),
        lambda s: s["sentences"][0].update(text="Invented."),
    ],
)
def test_the_text_of_the_summary_must_be_that_of_its_sentences(change):
    assert '"summary" is not that of the sentences' in refusal(changed(change))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is no JSON"),
        ("{", "line 1 column 2"),
        ("\x00", "it is no JSON"),
        ("null", "`object`"),
        ("[]", "`object`"),
        ('"summary"', "`object`"),
        (SUMMARY.to_json().replace('"score": ', '"score": NaN, "was": ', 1), "NaN"),
        (SUMMARY.to_json().replace('"score": ', '"score": -Infinity, "was": ', 1), "-Infinity"),
        (SUMMARY.to_json().replace('"words": ', f'"words": {"9" * 5000}, "were": ', 1), "a number in it is too long"),
        ("[" * 100_000, "nested too deep"),
        ('{"settings": ' * 100_000, "nested too deep"),
        (changed(lambda s: s.update(warnings="?")).replace('"?"', "[" * 100_000 + "]" * 100_000), "nested too deep"),
    ],
    ids=["empty", "cut off", "NUL", "null", "list", "text", "NaN", "infinity", "long", "lists", "objects", "inside"],
)
def test_what_is_no_json_or_no_object_is_refused_in_one_line(text, reason):
    assert reason in refusal(text)
    assert refusal(text).startswith("not a summary as --format json writes it: ")
    assert refusal(text).endswith("; name a summary saved with --format json")


@pytest.mark.parametrize("spare", range(-60, 60, 10))
def test_nesting_near_the_limit_of_python_is_read_or_refused(spare):
    depth = sys.getrecursionlimit() - spare
    text = changed(lambda s: s["settings"].update(extra="?")).replace('"?"', "[" * depth + "]" * depth)
    with suppress(SummarizeError):
        assert load_summary(text).sentences == SUMMARY.sentences


def test_fields_that_a_summary_does_not_have_are_passed_over():
    def add(data):
        data["extra"] = data["sentences"][0]["extra"] = data["sources"][0]["extra"] = [{}]

    assert load_summary(changed(add)) == SUMMARY


@pytest.mark.parametrize("blocks", [[], [[[0, 9, "prose"]]], "invented", {"0": None}])
def test_blocks_are_never_believed(blocks):
    summary = load_summary(changed(lambda s: s.update(blocks=blocks)))
    assert SUMMARY.blocks
    assert summary.blocks == ()
    assert summary == SUMMARY


def test_optional_fields_may_be_missing():
    def drop(data):
        del data["warnings"], data["explanation"]
        for article in data["sources"]:
            del article["author"], article["outlet"], article["language"]

    summary = load_summary(changed(drop))
    assert summary.explanation is None
    assert [source.language for source in summary.sources] == [None] * len(SUMMARY.sources)


def test_articles_are_found_by_hash_then_by_name_then_by_file_name():
    first, second = ARTICLES
    moved = Document(first.text, name="elsewhere/c.txt")
    edited = Document(f"{second.text} Rain fell.", name="elsewhere/b.txt")
    documents, missing = locate(SUMMARY, Reading((moved, edited)))
    assert documents == {0: moved, 1: edited}
    assert missing == []


def test_a_name_that_several_files_have_finds_none_of_them():
    edited = [Document("Rain fell on Elsa.", name=f"{folder}/a.txt") for folder in ("x", "y")]
    documents, missing = locate(SUMMARY, Reading((*edited, ARTICLES[1])))
    assert documents == {1: ARTICLES[1]}
    assert missing == ["news/a.txt: not found among the files read; name its file or folder as PATH"]


def test_of_articles_with_one_text_the_one_that_agrees_best_is_taken():
    source = summarize(Document(ARTICLES[0].text, title="Dam", date="2024-03-05", name="a.txt")).sources[0]
    text = ARTICLES[0].text
    by_rank = [
        Document(text, name="a.txt"),
        Document(text, name="x/a.txt", title="Dam", date="2024-03-05"),
        Document(text, name="x/a.txt", title="Dam"),
        Document(text, name="b.txt", title="Dam", date="2024-03-05"),
        Document(text, name="b.txt"),
    ]
    while by_rank:
        assert best_match(source, by_rank[::-1]) is by_rank[0]
        del by_rank[0]


@pytest.mark.parametrize(
    ("text", "reason"), [("<!DOCTYPE html><html></html>", "it is a page"), ('{"entries": []}', "it is a timeline")]
)
def test_what_is_saved_in_another_form_is_named(text, reason):
    with pytest.raises(SummarizeError, match=reason):
        load_summary(text)
